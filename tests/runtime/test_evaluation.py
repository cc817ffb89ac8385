"""Entries into LPC: limits, errors, and a timer that may strike at any moment."""

from __future__ import annotations

import random
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from neolith_trio.runtime.budget import TimedBudget
from neolith_trio.runtime.calls import apply
from neolith_trio.runtime.evaluation import Evaluation
from neolith_trio.runtime.values import LpcObject

from ..efuns.mud import Mud, logon

needs_timer = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no interval timer on this system")


@pytest.fixture
def timed() -> Iterator[TimedBudget]:
    """A timed budget that has the signal."""
    budget = TimedBudget(50_000)
    budget.install()
    yield budget
    budget.uninstall()


def with_budget(mud: Mud, budget: TimedBudget) -> Mud:
    """The mud, evaluated within that budget."""
    mud.world.evaluation = Evaluation(mud.world, budget)
    mud.world.budget = budget
    mud.world.report = mud.world.evaluation.report
    return mud


class TestLimits:
    """What catch() cannot swallow."""

    @needs_timer
    def test_a_loop_without_end_is_cut(self, tmp_path: Path, timed: TimedBudget) -> None:
        """The entry ends with the limit's text in the log, and the next one runs."""
        mud = with_budget(Mud(tmp_path, {"user.c": 'void logon() { catch { while (1); }; write("never\\n"); }'}), timed)

        shown = mud.logon()

        assert "never" not in shown
        assert any("Can't catch eval cost too big error." in line for line in mud.outside.logged)
        assert mud.enter(lambda: mud.user.interactive.write("alive\n")) == "alive\n"

    @needs_timer
    def test_a_runaway_pattern_is_cut(self, tmp_path: Path, timed: TimedBudget) -> None:
        """A regular expression that backtracks for ever costs its own turn."""
        text, pattern = "a" * 40 + "b", "(a*)*(a*)*(a*)*c"
        body = f'void logon() {{ regexp("{text}", "{pattern}"); write("never\\n"); }}'
        mud = with_budget(Mud(tmp_path, {"user.c": body}), timed)

        started = time.monotonic()
        shown = mud.logon()

        assert "never" not in shown
        assert time.monotonic() - started < 5

    @pytest.mark.parametrize(
        "way",
        [
            "mixed f() { return f(); }",
            "mixed f() { return this_object()->f(); }",
            "mixed f() { return evaluate((: f :)); }",
            "mixed f() { return map(({ 1 }), (: f() :)); }",
            'mixed f() { return filter(({ 1 }), "f"); }',
            "mixed f() { return sort_array(({ 2, 1 }), (: f() :)); }",
            "mixed f() { mixed e = catch(f()); return e; }",
            "mixed f() { return unique_array(({ 1 }), (: f :)); }",
            'int f() { return catch(call_other(this_object(), ({ "f" }))); }',
        ],
    )
    def test_recursion_without_end_is_too_deep(self, tmp_path: Path, way: str) -> None:
        """By whatever way a function reaches itself; catch() does not help."""
        mud = Mud(tmp_path, {"user.c": f'{way} void logon() {{ mixed m = f(); write("never\\n"); }}'})
        before = sys.getrecursionlimit()

        shown = mud.logon()

        assert "never" not in shown
        assert any("too deep recursion" in line.lower() for line in mud.outside.logged), mud.outside.logged
        assert sys.getrecursionlimit() == before
        assert mud.world.context.callers == []

    def test_catches_to_the_end_of_the_stack_are_told_as_such(self, tmp_path: Path) -> None:
        """However much room is left where the end is met; the trace goes to the outermost catch() and no further."""
        body = "mixed f() { mixed e = catch(f()); return e; } void logon() { } void work() { f(); }"
        mud = Mud(tmp_path, {"user.c": body})
        mud.logon()

        def deeper(frames: int) -> None:
            if frames:
                deeper(frames - 1)
            else:
                mud.enter(lambda: apply(mud.world, None, mud.user, "work"))

        for frames in range(60):
            mud.outside.logged.clear()
            deeper(frames)
            told = [line.split(", in program")[0].strip() for line in mud.outside.logged]
            assert told == [
                "/user.c:1: *Can't catch too deep recursion error. (object /user#1)",
                "work() at /user.c:1",
                "f() at /user.c:1",
            ]

    def test_the_end_of_the_stack_under_another_name(self, tmp_path: Path) -> None:
        """PyPy has no room to say which error it was handling, and says that; other TypeErrors are our own mistakes."""
        mud = Mud(tmp_path, {"user.c": "void logon() { }"})

        def fail(text: str) -> None:
            try:
                raise RecursionError
            except RecursionError:
                raise TypeError(text)  # noqa: B904 - as PyPy does it

        assert not mud.world.evaluation.run(fail, "couldn't record exception context for exception 'RecursionError'")
        assert "Too deep recursion" in mud.outside.logged[0]
        with pytest.raises(TypeError, match="unhashable"):
            mud.world.evaluation.run(fail, "unhashable type")

    @needs_timer
    def test_in_a_row_each_entry_has_its_own_limits(self, tmp_path: Path, timed: TimedBudget) -> None:
        """One that loops and one that recurses cost the entries behind them neither time nor depth."""
        body = """
            int deep(int n) { return n ? deep(n - 1) + 1 : 0; }
            mixed recurse() { return recurse(); }
            void loop() { while (1); }
            void fine() { write(deep(30) + "\\n"); }
        """
        mud = with_budget(Mud(tmp_path, {"user.c": body}), timed)
        mud.logon()
        before = sys.getrecursionlimit()

        with mud.world.evaluation.entries():
            inside = sys.getrecursionlimit()
            ended = [
                mud.world.evaluation.run(apply, mud.world, None, mud.user, name)
                for name in ("recurse", "loop", "fine", "recurse", "fine")
            ]
            assert sys.getrecursionlimit() == inside

        assert ended == [False, False, True, False, True]
        assert mud.enter(lambda: None) == "30\n30\n"
        assert sys.getrecursionlimit() == before

    def test_a_long_trace_is_logged_by_its_ends(self, tmp_path: Path) -> None:
        """A recursion of hundreds of frames does not flood the log."""
        mud = Mud(tmp_path, {"user.c": "mixed f() { return f(); } void logon() { f(); }"})

        mud.logon()

        assert len(mud.outside.logged) < 50
        assert any("frames more" in line for line in mud.outside.logged)

    def test_a_recursion_that_ends_inside_an_efun_leaves_the_books_whole(self, tmp_path: Path) -> None:
        """Wherever the limit is met, no move, clone or destruct is left half-done."""
        files = {
            "user.c": """
                object ob, box; int n, start;
                void g(int i) {
                    if (i > start) { n++; ob->move(n % 2 ? box : this_object()); destruct(new("/thing")); }
                    g(i + 1);
                }
                void logon() { ob = new("/thing"); box = load_object("/box"); enable_commands(); }
                void work() { start++; g(0); }
            """,
            "thing.c": "void move(object where) { move_object(where); } void init() { }",
            "box.c": 'void init() { add_action("look", "look"); } int look() { return 1; }',
        }
        mud = Mud(tmp_path, files)
        mud.logon()
        mud.user.v_start = 380
        for _ in range(70):
            mud.enter(lambda: mud.user.__class__.applies["work"][0](mud.user))
            check_world(mud)
        assert any("Too deep recursion" in line for line in mud.outside.logged)

    def test_a_budget_of_steps_counts_loops(self, tmp_path: Path) -> None:
        """eval_cost() is a part of max_eval_cost()."""
        assert logon(tmp_path, "p(eval_cost() <= max_eval_cost());") == ["1"]


BUSY = """
object *made = ({ });
object box;
int n;
void work() {
    while (1) {
        object ob = new("/thing");
        made += ({ ob });
        ob->move(box);
        ob->move(this_object());
        n++;
        save_object("/kept");
        if (sizeof(made) > 6) { destruct(made[0]); made = made[1..]; }
        made -= ({ 0 });
        for (int i = 0; i < 2000; i++) ;
    }
}
void logon() { box = load_object("/box"); enable_commands(); }
"""


@needs_timer
@pytest.mark.parametrize("strikes", [1_000, pytest.param(10_000, marks=pytest.mark.soak)])
def test_the_timer_may_strike_anywhere(tmp_path: Path, timed: TimedBudget, strikes: int) -> None:
    """Whenever the signal comes, no move, destruct, clone or save is cut in half."""
    files = {
        "user.c": BUSY,
        "thing.c": "void move(object where) { move_object(where); } void init() { }",
        "box.c": 'void init() { add_action("look", "look"); } int look() { return 1; }',
    }
    mud = with_budget(Mud(tmp_path, files), timed)
    mud.logon()
    timed.limit = 1  # whoever strikes finds the budget used up
    with Striker(strikes) as striker:
        while striker.left > 0:
            mud.enter(lambda: mud.user.__class__.applies["work"][0](mud.user))
            check_world(mud)
    assert any("Too long evaluation" in line for line in mud.outside.logged)


class Striker:
    """A thread that sends the timer's signal to the main thread at random moments."""

    def __init__(self, strikes: int) -> None:
        self.left = strikes
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._strike)

    def __enter__(self) -> Striker:
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._over.set()
        self._thread.join()

    def _strike(self) -> None:
        dice = random.Random(7)
        main = threading.main_thread().ident
        assert main is not None
        while not self._over.wait(dice.random() * 0.002):
            signal.pthread_kill(main, signal.SIGVTALRM)
            self.left -= 1


def check_world(mud: Mud) -> None:
    """Everything the world's books must agree on."""
    assert mud.world.context.callers == []
    inside: set[LpcObject] = set()
    for ob in mud.world.objects.all():
        assert mud.world.objects.find(ob.name) is ob
        for held in ob.contents:
            assert isinstance(held, LpcObject)
            assert held.environment is ob
            assert held not in inside
            inside.add(held)
    assert all(ob in inside for ob in mud.world.objects.all() if ob.environment is not None)
    kept = Path(mud.world.config.mudlib_dir) / "kept.o"
    if kept.exists():
        assert kept.read_text().endswith("\n")
        assert "\nn " in kept.read_text()
