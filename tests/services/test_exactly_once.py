"""Whatever happens in whatever order, every lookup and every connection of LPC ends exactly once.

A world of LPC objects, the resolver and the sockets as the driver has them; name servers and machines that take their
time, or more than they have, are played, and the clock is virtual.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar, TypeVarTuple, cast

import attrs
import pytest
import trio
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from trio.testing import MockClock

from neolith_trio.concurrency import Inbox, WorkerPool
from neolith_trio.runtime.calls import apply
from neolith_trio.runtime.outside.ports import socket as port
from neolith_trio.runtime.outside.ports.socket import LookedUp, NoLookups, NoSockets, SocketEvent
from neolith_trio.runtime.values import Destructed, LpcObject
from neolith_trio.services import sockets
from neolith_trio.services.resolver import SYSTEM, Resolver
from neolith_trio.services.sockets import connecting
from tests.efuns.mud import MASTER, Mud

from .carried import HOME, listening

T = TypeVar("T")
Args = TypeVarTuple("Args")

SETTINGS = {"resolver_forward_quota": 3, "resolver_reverse_quota": 2}
OWNERS = 3
NAMES = {  # seconds until the name server answers, and what
    "fast": (0.0, (HOME,)),
    "slow": (7.0, (HOME,)),
    "last": (29.9, (HOME,)),
    "late": (31.0, (HOME,)),
    "hangs": (10_000.0, None),
    "nobody": (1.0, None),
    "refuses": (1.0, ("10.0.0.1",)),
    "silent": (1.0, ("10.0.0.2", "10.0.0.3")),
    "10.0.0.7": (3.0, ("some.name",)),
    "10.0.0.8": (40.0, ("other.name",)),
}
LPC = {
    "master.c": MASTER + "int valid_socket(object o, string f, mixed *info) { return 1; }\n",
    "noted.c": "int *ids = ({}); void note(int id) { ids += ({ id }); } int *query() { return ids; }",
    "asker.c": """
        int s;
        void got(int fd, mixed what) { }
        void ended(int id) { "/noted"->note(id); }
        int ask(int id, string name) { return resolve(name, (: ended, id :)); }
        int come(int id, string name) {
          int code;
          s = socket_create(1, "got", (: ended, id :));
          code = socket_connect(s, name + " 23", "got", (: ended, id :));
          if (code != 1) socket_close(s);
          return code;
        }
        int leave() { return socket_close(s); }
    """,
}


class Played(WorkerPool):
    """Threads in which name servers are asked, without threads."""

    def __init__(self) -> None:
        super().__init__("played")

    async def run(self, call: Callable[[*Args], T], *args: *Args, label: str = "") -> T:
        (name,) = cast("tuple[str]", args)
        seconds, answer = NAMES[name]
        await trio.sleep(seconds)
        return cast("T", answer)


@attrs.define
class Asked:
    """Something that was asked for, and who asked."""

    owner: LpcObject
    given_up: bool = False  # the owner has closed the socket, or is destructed


class Story:
    """What happens, and what has to come of it."""

    def __init__(self, mud: Mud, inbox: Inbox[LookedUp | SocketEvent]) -> None:
        self.mud = mud
        self.asked: dict[int, Asked] = {}
        self.latest: dict[int, int] = {}
        self._inbox = inbox
        self._owners: dict[int, LpcObject] = {}
        self._ids = 0

    def _call(self, ob: LpcObject, function: str, *args: Any) -> Any:
        answers: list[Any] = []
        self.mud.enter(lambda: answers.append(apply(self.mud.world, None, ob, function, *args)))
        return answers[0]

    def _owner(self, number: int) -> LpcObject:
        if number not in self._owners:
            made: list[LpcObject | None] = []
            self.mud.enter(lambda: made.append(self.mud.world.objects.clone("asker", None)))
            assert made[0] is not None
            self._owners[number] = made[0]
        return self._owners[number]

    def ask(self, number: int, name: str) -> None:
        """resolve()."""
        self._ids += 1
        if self._call(self._owner(number), "ask", self._ids, name):
            self.asked[self._ids] = Asked(self._owner(number))

    def connect(self, number: int, name: str) -> None:
        """socket_connect()."""
        self._ids += 1
        code = self._call(self._owner(number), "come", self._ids, name)
        assert code in (port.SUCCESS, port.RESOLVER_BUSY)
        if code == port.SUCCESS:
            self.asked[self._ids] = Asked(self._owner(number))
            self.latest[number] = self._ids

    def close(self, number: int, _: str) -> None:
        """socket_close() of the latest connection."""
        latest = self.latest.pop(number, None)
        if latest is not None and latest not in self.ended() and self._call(self._owner(number), "leave") == 1:
            self.asked[latest].given_up = True

    def destruct(self, number: int, _: str) -> None:
        """The owner goes."""
        owner = self._owners.pop(number, None)
        self.latest.pop(number, None)
        if owner is not None:
            for key, one in self.asked.items():
                one.given_up |= one.owner is owner and key not in self.ended()
            self.mud.enter(lambda: self.mud.world.objects.destruct(owner, None))
            assert isinstance(owner, Destructed)

    def ended(self) -> list[int]:
        """What has had its callback, in that order."""
        return cast("list[int]", list(self._call(self.mud.world.objects.find("noted"), "query")))  # type: ignore[arg-type]

    async def go_on(self, seconds: float) -> None:
        """Time passes, and what happens outside reaches the world."""
        end = trio.current_time() + seconds
        while trio.current_time() < end:
            for _, event in await self._inbox.drain(end):
                parts: Any = self.mud.world.lookups if isinstance(event, LookedUp) else self.mud.world.sockets
                for thunk in parts.entries(event):
                    self.mud.enter(thunk)


@contextmanager
def played_machines(to: int) -> Iterator[None]:
    """Machines that answer at HOME, refuse at 10.0.0.1 and say nothing anywhere else."""

    async def connect(host: str, number: int) -> socket.socket:
        await trio.lowlevel.checkpoint()
        if host == HOME:
            sock = socket.create_connection((HOME, to))
            sock.setblocking(False)
            return sock
        if host != "10.0.0.1":
            await trio.sleep_forever()
        raise ConnectionRefusedError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connecting, "_connected", connect)
        yield


@pytest.fixture(scope="module")
def mud(tmp_path_factory: pytest.TempPathFactory) -> Mud:
    return Mud(tmp_path_factory.mktemp("mud"), {**LPC, "user.c": "void logon() { }"}, **SETTINGS)


async def live(mud: Mud, steps: list[tuple[str, int, str, float]]) -> None:
    """One story from its beginning to its end."""
    world = mud.world
    noted = world.objects.find("noted")
    if noted is not None:
        mud.enter(lambda: world.objects.destruct(noted, None))
    mud.enter(lambda: world.objects.find_or_load("noted", None))
    for lost in world.objects.children("asker"):
        mud.enter(lambda lost=lost: world.objects.destruct(lost, None))  # type: ignore[misc]
    with listening() as (_, number), played_machines(number), Inbox[Any]() as inbox:
        async with trio.open_nursery() as nursery:
            resolver = Resolver(world.config, inbox, nursery, Played(), SYSTEM)
            service = await nursery.start(sockets.serve, inbox, resolver)
            world.lookups.port, world.sockets.port = resolver, service
            story = Story(mud, inbox)
            for what, owner, name, seconds in steps:
                getattr(story, what)(owner, name)
                await story.go_on(seconds)
            await story.go_on(200)
            ended = story.ended()
            nursery.cancel_scope.cancel()
        statistics = inbox.statistics()
    world.lookups.port, world.sockets.port = NoLookups(), NoSockets()

    assert sorted(ended) == sorted(key for key, one in story.asked.items() if not one.given_up)
    assert statistics.slots == 0
    figures = resolver.figures()
    assert figures["all"]["in flight"] == 0
    for kind in ("forward", "reverse", "refresh"):
        one = figures[kind]
        assert one["admitted"] == sum(one[how] for how in ("answered", "failed", "timed out", "cancelled"))


STEP = st.tuples(
    st.sampled_from(["ask", "ask", "connect", "connect", "close", "destruct"]),
    st.integers(0, OWNERS - 1),
    st.sampled_from(sorted(NAMES)),
    st.sampled_from([0.0, 0.0, 0.5, 2.0, 29.0, 65.0]),
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, max_size=25))
@example(steps=[("ask", 0, "slow", 0.0), ("ask", 1, "slow", 1.0), ("destruct", 0, "", 0.0)])
@example(steps=[("connect", 0, "silent", 5.0), ("destruct", 0, "", 0.0), ("connect", 0, "late", 40.0)])
@example(steps=[("connect", 0, "fast", 0.0), ("close", 0, "", 0.0), ("ask", 0, "hangs", 0.0)])
@example(steps=[("connect", 0, name, 0.0) for name in ("late", "hangs", "slow", "last")])  # one too many
def test_every_request_ends_exactly_once(mud: Mud, steps: list[tuple[str, int, str, float]]) -> None:
    """By one callback, or by none when its owner has given it up; and nothing is left of it."""
    steps = [one for one in steps if one[0] != "connect" or not one[2].startswith("10.")]
    trio.run(live, mud, steps, clock=MockClock(autojump_threshold=0))
