"""Whatever happens in whatever order, every query, read, write and save of LPC ends exactly once.

A world of LPC objects and the services as the driver has them. The threads are played: a call takes the time that the
story says, in a virtual clock, and cannot be stopped in its middle; then it is really done.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, TypeVar, TypeVarTuple, cast

import attrs
import pytest
import trio
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from trio.testing import MockClock

from neolith_trio.concurrency import Inbox, WorkerPool
from neolith_trio.runtime.calls import apply
from neolith_trio.runtime.outside.ports.database import DatabaseRequest, NoDatabases
from neolith_trio.runtime.outside.ports.operation import OperationEvent
from neolith_trio.runtime.outside.requests.file import FileRequest
from neolith_trio.runtime.outside.requests.hash import HashRequest
from neolith_trio.runtime.values import LpcObject
from neolith_trio.services import database, files, hashing, operations
from neolith_trio.services.operations import Carrier
from tests.efuns.mud import Mud

T = TypeVar("T")
Args = TypeVarTuple("Args")

OWNERS = 3
PACES = (0.0, 0.3, 2.0, 20.0)
SETTINGS = {"max_operations_per_object": 8, "max_operations": 12, "max_databases": 6}
LPC = {
    "noted.c": """
        mixed *notes = ({});
        void note(int id, mixed what) { notes += ({ ({ id, what }) }); }
        mixed *query() { return notes; }
    """,
    "asker.c": """
        static int db; int handle; mixed *state = ({});
        void told(mixed what, int id) {
          "/noted"->note(id, mapp(what) ? what["outcome"] : what);
        }
        void told_twice(mixed what, mixed why, int id) { "/noted"->note(id, what); }
        int begin(string what, int id, mixed how) {
          switch (what) {
            case "open": return db_open("/a.db", ([ "timeout": 100 ]), "opened", id);
            case "query": return db_query(db, "select 1", 0, ([ "timeout": how ]), "told", id);
            case "fail": return db_query(db, "selec", 0, 0, "told", id);
            case "all": return db_transaction(db, ({ "create table if not exists t (a)", "insert into t values (1)" }),
              ([ "timeout": how ]), "told", id);
            case "exec": return async_db_exec(db, "select 2", "told", id);
            case "write": return async_write("/log", id + " ", 0, "told", id);
            case "read": return async_read("/log", "told", id);
            case "list": return async_getdir("/", "told", id);
            case "save": state = ({ id }); return async_save_object("/state", 0, "told_twice", id);
            case "hash": return async_crypt("x", "$5$rounds=1000$a", "told_twice", id);
          }
        }
        void opened(mapping m, int id) {
          if (m["outcome"] == "result") { if (db) db_close(db); db = m["database"]; }
          told(m, id);
        }
        int close() { return db ? db_close(db) + (db = 0) : 0; }
        int end(int handle) { return async_cancel(handle); }
    """,
}
WHAT = ("open", "query", "fail", "all", "exec", "write", "write", "read", "list", "save", "hash")


class Played(WorkerPool):
    """Threads without threads: what is called takes a while, and is then done at once."""

    pace = 0.0

    async def run(self, call: Callable[[*Args], T], *args: *Args, label: str = "") -> T:
        await trio.sleep(self.pace)
        return call(*args)


@attrs.define
class Asked:
    """Something that was asked for, and who asked."""

    what: str
    owner: LpcObject
    handle: int
    orphaned: bool = False


class Story:
    """What happens, and what has to come of it."""

    def __init__(self, mud: Mud, inbox: Inbox[OperationEvent]) -> None:
        self.mud = mud
        self.asked: dict[int, Asked] = {}
        self._inbox = inbox
        self._owners: dict[int, LpcObject] = {}

    def _call(self, ob: LpcObject, function: str, *args: Any) -> Any:
        answers: list[Any] = []
        self.mud.enter(lambda: answers.append(apply(self.mud.world, None, ob, function, *args)))
        return answers[0] if answers else None

    def _owner(self, number: int) -> LpcObject:
        if number not in self._owners:
            made: list[LpcObject | None] = []
            self.mud.enter(lambda: made.append(self.mud.world.objects.clone("asker", None)))
            assert made[0] is not None
            self._owners[number] = made[0]
        return self._owners[number]

    def begin(self, number: int, what: str) -> None:
        """An operation; none when the object has no database, or there are too many."""
        key = len(self.asked) + 1
        owner = self._owner(number)
        handle = self._call(owner, "begin", what, key, 5)
        if isinstance(handle, int) and handle > 0:
            self.asked[key] = Asked(what, owner, handle)

    def cancel(self, number: int, _: str) -> None:
        """The latest of an object is cancelled: not inside the call."""
        mine = [one for one in self.asked.values() if one.owner is self._owners.get(number)]
        if mine:
            before = len(self.notes())
            self._call(mine[-1].owner, "end", mine[-1].handle)
            assert len(self.notes()) == before

    def close(self, number: int, _: str) -> None:
        """db_close()."""
        self._call(self._owner(number), "close")

    def destruct(self, number: int, _: str) -> None:
        """The owner goes: no LPC runs for what has not ended."""
        owner = self._owners.pop(number, None)
        if owner is not None:
            ended = {key for key, _ in self.notes()}
            for key, one in self.asked.items():
                one.orphaned |= one.owner is owner and key not in ended
            self.mud.enter(lambda: self.mud.world.objects.destruct(owner, None))

    def notes(self) -> list[tuple[int, Any]]:
        """The callbacks, in their order."""
        noted = cast("LpcObject", self.mud.world.objects.find("noted"))
        return [(key, what) for key, what in self._call(noted, "query")]

    async def go_on(self, seconds: float) -> None:
        """Time passes, and what happens outside reaches the world."""
        end = trio.current_time() + seconds
        while trio.current_time() < end:
            for _, event in await self._inbox.drain(end):
                for thunk in self.mud.world.operations.entries(event):
                    self.mud.enter(thunk)


@pytest.fixture(scope="module")
def mud(tmp_path_factory: pytest.TempPathFactory) -> Mud:
    return Mud(tmp_path_factory.mktemp("mud"), {**LPC, "user.c": "void logon() { }"}, **SETTINGS)


async def live(mud: Mud, pace: float, steps: list[tuple[str, int, str, float]]) -> None:
    """One story from its beginning to its end."""
    world = mud.world
    root = Path(world.config.mudlib_dir)
    for name in ("log", "state.o", "a.db"):
        (root / name).unlink(missing_ok=True)  # noqa: ASYNC240
    for lost in [*world.objects.children("asker"), *world.objects.children("noted")]:
        mud.enter(lambda lost=lost: world.objects.destruct(lost, None))  # type: ignore[misc]
    mud.enter(lambda: world.objects.find_or_load("noted", None))
    desk = database.Desk(world.config)
    kinds: list[tuple[type, Carrier[Any]]] = [
        (DatabaseRequest, desk.carrier()),
        (FileRequest, files.carrier()),
        (HashRequest, hashing.carrier()),
    ]
    Played.pace = pace
    with Inbox[OperationEvent]() as inbox:
        async with AsyncExitStack() as stack:
            nursery = await stack.enter_async_context(trio.open_nursery())
            for request, carrier in kinds:
                world.operations.ports[request] = await nursery.start(operations.serve, inbox, carrier)
            world.databases.port = desk
            story = Story(mud, inbox)
            for number in range(OWNERS - 1):  # so that most queries have a database
                story.begin(number, "open")
                await story.go_on(pace + 0.1)
            for what, owner, name, seconds in steps:
                getattr(story, what)(owner, name)
                await story.go_on(seconds)
            # the slowest of a full line, for every one in it
            await story.go_on(60 + 15 * (pace + 1))
            notes = story.notes()
            open_databases = len(desk._connections)
            lines = dict(cast("Any", desk)._strands._lines)
            nursery.cancel_scope.cancel()
        statistics = inbox.statistics()
    kept = {one.handle for one in world.databases.open()}
    world.operations.ports.clear()
    for one in world.databases.open():
        world.databases.close(one)
    world.databases.port = NoDatabases()

    assert sorted(key for key, _ in notes) == sorted(key for key, one in story.asked.items() if not one.orphaned)
    assert world.operations.open() == ()
    assert world.operations.described() == []
    assert world.saves._promised == {}
    assert statistics.slots == 0
    assert lines == {}
    assert open_databases == len(kept)
    check_order(root, story, dict(notes))


def check_order(root: Path, story: Story, ended: dict[int, Any]) -> None:
    """What was written is what LPC was told, in the order of the calls; the last save that succeeded is in the file."""
    log = root / "log"
    written = [int(one) for one in log.read_text().split()] if log.exists() else []
    told = [key for key, one in story.asked.items() if one.what == "write" and ended.get(key) == 0]
    orphans = {key for key, one in story.asked.items() if one.orphaned}
    assert written == sorted(written)
    assert [key for key in written if key not in orphans] == told
    saved = [key for key, one in story.asked.items() if one.what == "save" and ended.get(key) == 1]
    if saved and not any(one.orphaned and one.what == "save" for one in story.asked.values()):
        assert f"state ({{{saved[-1]},}})" in (root / "state.o").read_text()


STEP = st.tuples(
    st.sampled_from(["begin"] * 8 + ["cancel", "cancel", "close", "destruct"]),
    st.integers(0, OWNERS - 1),
    st.sampled_from(WHAT),
    st.sampled_from([0.0, 0.0, 0.0, 0.2, 1.0, 7.0]),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pace=st.sampled_from(PACES), steps=st.lists(STEP, max_size=25))
@example(pace=0.3, steps=[("begin", 0, "query", 0.0), ("begin", 0, "all", 0.0), ("destruct", 0, "", 0.0)])
@example(pace=20.0, steps=[("begin", 0, "write", 0.0), ("cancel", 0, "", 0.0), ("begin", 0, "write", 0.0)])
@example(pace=2.0, steps=[("begin", 0, "query", 0.0), ("close", 0, "", 0.0), ("begin", 0, "open", 0.0)])
@example(pace=20.0, steps=[("begin", 0, "save", 0.0), ("cancel", 0, "", 1.0), ("begin", 0, "save", 0.0)])
@example(pace=0.0, steps=[("begin", 0, "write", 0.0)] * 12)
def test_everything_that_was_begun_ends_exactly_once(
    mud: Mud, pace: float, steps: list[tuple[str, int, str, float]]
) -> None:
    """By one callback, or by none when its owner is gone; and nothing is left of it."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (database, files, hashing):
            patch.setattr(module, "WorkerPool", Played)
        trio.run(live, mud, pace, steps, clock=MockClock(autojump_threshold=0))
