"""Heart beats in a row: what each does and meets is what it would alone."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from neolith_trio.runtime.budget import TimedBudget
from neolith_trio.runtime.evaluation import Evaluation
from neolith_trio.runtime.programs.reloading import recompile
from neolith_trio.runtime.timing.beating import in_rows
from neolith_trio.runtime.timing.timers import Entry
from neolith_trio.runtime.world import World

from ..efuns.mud import MASTER, Mud

needs_timer = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no interval timer on this system")

HEART = """
int number;
string what;
void set(int n, string w) {
    number = n;
    what = w;
    set_heart_beat(1);
    if (w == "living")
        enable_commands();
}
void note(mixed more) {
    "/book"->note(sprintf("%d %s %O %O %O", number, what, more, this_player(), previous_object()));
}
object next() { return "/book"->heart(number + 1); }
void heart_beat() {
    note(sizeof(all_previous_objects()));
    switch (what) {
    case "fails": error("failed");
    case "recurses": deep(); break;
    case "destructs itself": destruct(this_object()); note("still"); break;
    case "destructs the next": destruct(next()); break;
    case "stops itself": set_heart_beat(0); break;
    case "stops the next": next()->stop(); break;
    case "makes another": "/book"->make(100 + number, "new"); break;
    case "loops": while (1);
    case "asks": note(eval_cost() > 0); break;
    case "replaces": replace_program("/parent"); break;
    case "restarts the next": next()->stop(); next()->start(); break;
    case "slows the next": next()->start(2); break;
    case "veils the next": new("/veil")->cover(next()); break;
    }
}
void stop() { set_heart_beat(0); }
void deep() { deep(); }
"""
QUIET = """
int beats;
string what;
int query_beats() { return beats; }
void set(int n, string w) { what = w; set_heart_beat(1); }
void stop() { set_heart_beat(0); }
void start(int interval) { set_heart_beat(interval || 1); }
void heart_beat() {
    beats++;
    if (what == "quiet, fails")
        error("quietly");
}
"""
ASKS = """
inherit "/quiet";
object player;
void set(int n, string w) {
    ::set(n, w);
    enable_commands();
}
object asked() { return this_player(); }
void heart_beat() {
    beats++;
    player = asked();
}
"""
REPLACED = """
inherit "/quiet";
void set(int n, string w) {
    ::set(n, w);
    replace_program("/quiet");
}
void heart_beat() { beats += 100; }
"""
VEIL = """
void cover(object ob) { shadow(ob, 1); }
void heart_beat() { "/book"->note("the veil"); }
"""
BUSY = """
void set(int n, string w) { set_heart_beat(1); }
int spent() { return rusage()["utime"] + rusage()["stime"]; }
void heart_beat() { int end = spent() + 2; while (spent() < end); }
"""
BOOK = """
mapping kinds = ([ "quiet": "/quiet", "quiet, fails": "/quiet", "asks for its player": "/asks", "replaced": "/replaced",
    "busy": "/busy" ]);
string *told = ({ });
object *hearts = ({ });
string *wanted;
void note(string text) { told += ({ text }); }
object heart(int n) { return hearts[n]; }
int *beats() { return map(hearts, (: $1 ? $1->query_beats() : -1 :)); }
void make(int n, string what) {
    object ob = new(kinds[what] || "/heart");
    hearts += ({ ob });
    ob->set(n, what);
}
void make_all(string *all) { for (int i = 0; i < sizeof(all); i++) make(i, all[i]); }
"""
FILES = {
    "heart.c": f'inherit "/parent";\n{HEART}',
    "parent.c": "void heart_beat() { }",
    "quiet.c": QUIET,
    "asks.c": ASKS,
    "replaced.c": REPLACED,
    "veil.c": VEIL,
    "busy.c": BUSY,
    "book.c": BOOK,
    "user.c": "void logon() { }",
    "master.c": f"{MASTER}\nint valid_shadow(object ob) {{ return 1; }}",
}
KINDS = [
    "living", "", "fails", "quiet", "destructs the next", "", "living", "destructs itself", "stops the next", "",
    "quiet", "stops itself", "recurses", "living", "makes another", "asks", "replaces", "",
    "destructs the next", "quiet", "stops the next", "quiet", "quiet, fails", "restarts the next", "quiet",
    "asks for its player", "slows the next", "quiet", "veils the next", "quiet", "replaced", "quiet",
]  # fmt: skip
Way = Callable[[World, Iterable[Entry]], Iterator[Callable[[], Any]]]


def alone(world: World, due: Iterable[Entry]) -> Iterator[Callable[[], Any]]:
    """Every entry for itself."""
    return (entry.run for entry in due)


@pytest.fixture
def timed() -> Iterator[TimedBudget]:
    """A timed budget that has the signal."""
    budget = TimedBudget(50_000)
    budget.install()
    yield budget
    budget.uninstall()


class Hearts:
    """A mud with hearts of those kinds."""

    def __init__(self, place: Path, kinds: list[str], budget: TimedBudget | None = None) -> None:
        self.mud = Mud(place, FILES)
        self.world = self.mud.world
        if budget is not None:
            self.world.evaluation = Evaluation(self.world, budget)
            self.world.budget = budget
            self.world.report = self.world.evaluation.report
        self.mud.enter(lambda: self.book("make_all", list(kinds)))
        self.ended: list[bool] = []

    def book(self, name: str, *args: Any) -> Any:
        book: Any = self.world.objects.find_or_load("/book", self.world.master)
        return book.calls[name][0](book, *args)

    def beat(self, way: Way = in_rows) -> list[str]:
        """One beat of all hearts; what they noted."""
        evaluation, outside = self.world.evaluation, self.mud.outside
        outside.clock = self.world.timers.next_due() or 0
        with evaluation.entries():
            for entry in way(self.world, self.world.timers.pop_due(outside.clock)):
                self.ended.append(evaluation.run(entry))
                assert self.world.context.callers == []
        book: Any = self.world.objects.find("/book")
        told: list[str] = book.v_told
        book.v_told = []
        return told


@needs_timer
def test_beats_in_a_row_are_those_that_each_would_be_alone(tmp_path: Path, timed: TimedBudget) -> None:
    """Who fails, stops, ends, makes others, asks for its callers or its player: four beats, and what the log has."""
    outcomes = []
    for name, way in (("alone", alone), ("in a row", in_rows)):
        place = tmp_path / name
        place.mkdir()
        hearts = Hearts(place, KINDS, timed)
        told = [(hearts.beat(way), hearts.book("beats")) for _ in range(4)]
        log = [line for line in hearts.mud.outside.logged if "deep()" not in line and "frames more" not in line]
        outcomes.append((told, log, [ob.name for ob in hearts.world.timers.heart_beats()]))
        assert [ob.v_player is ob for ob in hearts.world.timers.heart_beats() if ob.program.path == "/asks.c"] == [True]

    assert outcomes[0] == outcomes[1]
    assert sum("turned off" in line for line in outcomes[0][1]) == 5


@needs_timer
def test_most_beats_are_in_one_row(tmp_path: Path, timed: TimedBudget) -> None:
    """An entry of the evaluation is many beats when nothing happens in them."""
    hearts = Hearts(tmp_path, ["quiet"] * 200, timed)
    hearts.beat()

    assert len(hearts.ended) < 50
    assert [ob.v_beats for ob in hearts.world.timers.heart_beats()] == [1] * 200


@pytest.mark.alone
@needs_timer
def test_a_beat_without_end_costs_its_own_turn(tmp_path: Path, timed: TimedBudget) -> None:
    """The limit finds it in the middle of a row; the others beat on, and it does not."""
    hearts = Hearts(tmp_path, ["", "", "loops", "", "loops", ""], timed)
    began = time.thread_time()
    first = hearts.beat()
    spent = time.thread_time() - began

    assert [line.split()[0] for line in first] == ["0", "1", "2", "3", "4", "5"]
    assert 0.1 <= spent < 2
    assert [line.split()[0] for line in hearts.beat()] == ["0", "1", "3", "5"]
    assert sum("turned off" in line for line in hearts.mud.outside.logged) == 2


@pytest.mark.alone
@needs_timer
def test_beats_that_take_their_time_do_not_take_it_from_each_other(tmp_path: Path, timed: TimedBudget) -> None:
    """Together they need several times what each may."""
    hearts = Hearts(tmp_path, ["busy"] * 60, timed)
    began = time.thread_time()
    hearts.beat()

    assert time.thread_time() - began > 0.05
    assert all(hearts.ended)
    assert len(hearts.world.timers.heart_beats()) == 60


@needs_timer
def test_what_is_left_is_counted_for_each(tmp_path: Path, timed: TimedBudget) -> None:
    """eval_cost() in the last beat of a row knows nothing of those before."""
    timed.begin()
    timed.begin_row()
    while not timed.row_is_over:
        sum(range(1000))
    left = timed.left()
    timed.end()

    assert left > 50_000 - 20_000


def test_where_steps_are_counted_every_row_has_one_beat(tmp_path: Path) -> None:
    """Each begins with a full budget of steps."""
    hearts = Hearts(tmp_path, ["quiet"] * 5)
    hearts.beat()

    assert hearts.ended == [True] * 5


def test_what_is_due_behind_the_hearts_runs_behind_them(tmp_path: Path) -> None:
    """A row ends where other things begin."""
    hearts = Hearts(tmp_path, ["", ""])
    timers = hearts.world.timers
    owner = timers.heart_beats()[0]
    timers.call_out(owner, "note", 1, ("called",))

    assert [line.split()[0:2] for line in hearts.beat()] == [["0", "0"], ["1", "0"], ["0", '"called"']]


def test_a_new_program_is_what_beats(tmp_path: Path) -> None:
    """Although it has replaced that of objects whose hearts have beaten."""
    hearts = Hearts(tmp_path, ["quiet"] * 2)
    hearts.beat()
    (tmp_path / "quiet.c").write_text(QUIET.replace("beats++", "beats += 10"))
    hearts.mud.enter(lambda: recompile(hearts.world, hearts.world.master, "quiet"))
    hearts.beat()

    assert hearts.book("beats") == [11, 11]
