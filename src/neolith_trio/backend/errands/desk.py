"""Errands from outside: the events, the answer, and the desk where a service asks and waits.

Rule: an errand is answered once, unless the driver stops before its turn; then whoever waits gets
trio.BrokenResourceError. An errand whose answer may come in a later turn is followed: who follows it hears how far it
is, and when he waits no more the backend is told so, once.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any, Final, Protocol

import attrs
import trio

from ...concurrency import Rpc, Slot
from ...data import define, frozen

LONGEST: Final = 200_000
"""Characters of an answer; what is beyond is cut off, and the answer says so."""


@frozen
class Asked:
    """Somebody outside wants an errand done: its kind, and its arguments as JSON."""

    key: int
    kind: str
    arguments: str


@frozen
class GivenUp:
    """Nobody waits any more for the answer to an errand."""

    key: int


@frozen
class Answer:
    """What became of an errand: text for people, and the same as data where programs want it.

    `content`: what is to be told instead of the text, as items in the form of MCP.
    """

    text: str
    data: Any = None
    fine: bool = True
    content: list[Any] | None = None


class Denied(Exception):
    """An errand that comes to nothing; the text says why."""


def shortened(answer: Answer) -> Answer:
    """An answer that is not too long."""
    if len(answer.text) <= LONGEST:
        return answer
    left_out = len(answer.text) - LONGEST
    return attrs.evolve(answer, text=f"{answer.text[:LONGEST]}\n... {left_out} characters more ...")


Report = Callable[[float, float | None, str], Awaitable[None]]
"""How somebody hears how far an errand is: so much of so much, and what it is at."""


@define(eq=False)
class _Follower:
    """Somebody who follows an errand. Of what he has not heard yet the latest counts."""

    key: int = 0
    latest: tuple[float, float | None, str] | None = None
    answer: Answer | None = None
    come: trio.Event = attrs.field(factory=trio.Event)

    def told(self, latest: tuple[float, float | None, str]) -> None:
        """So far it is."""
        self.latest = latest
        self.come.set()

    def ended(self, answer: Answer) -> None:
        """This is the answer; what was told before is still reported."""
        self.answer = answer
        self.come.set()

    async def tell(self, report: Report) -> None:
        """Report whatever comes before the answer."""
        while self.answer is None or self.latest is not None:
            await self.come.wait()
            latest, self.latest = self.latest, None
            if self.answer is None:
                self.come = trio.Event()
            if latest is not None:
                await report(*latest)


class Events(Protocol):
    """Where events for the backend go; an Inbox is one."""

    async def post(self, event: Any) -> None:
        """Post one, and wait for room."""

    def reserve(self) -> Slot[Any]:
        """Room for one that is posted without waiting."""


class Desk:
    """Where a service asks for errands, and waits."""

    def __init__(self, events: Events) -> None:
        self._rpc: Rpc[tuple[str, str, _Follower | None], Answer] = Rpc(self._send)
        self._events = events
        self._followers: dict[int, _Follower] = {}

    def answered(self, key: int, answer: Answer) -> None:
        """The backend has done an errand."""
        self._rpc.reply(key, answer)

    def progressed(self, key: int, done: float, total: float | None, text: str) -> None:
        """The backend knows how far an errand is."""
        follower = self._followers.get(key)
        if follower is not None:
            follower.told((done, total, text))

    async def ask(self, kind: str, **arguments: Any) -> Answer:
        """Have an errand done; cancelled, it may still be done, and nobody hears of it."""
        return await self._rpc.call((kind, json.dumps(arguments), None))

    async def follow(self, kind: str, report: Report, seconds: float, **arguments: Any) -> Answer:
        """Have an errand done whose answer may take its time; cancelled or too late, what it waits for is given up."""
        try:
            slot = self._events.reserve()
        except trio.WouldBlock:
            return Answer("too much is under way", fine=False)
        follower = _Follower()
        try:
            with trio.move_on_after(seconds):
                async with trio.open_nursery() as nursery:
                    nursery.start_soon(follower.tell, report)
                    follower.ended(await self._rpc.call((kind, json.dumps(arguments), follower)))
        finally:
            self._followers.pop(follower.key, None)
            if follower.answer is None and follower.key:
                slot.post(GivenUp(follower.key))
            else:
                slot.release()
        return follower.answer or Answer(f"no answer within {seconds:g} seconds", fine=False)

    def close(self) -> None:
        """Nothing is answered any more: the driver is about to stop."""
        self._rpc.close("the driver is about to stop")

    async def _send(self, number: int, request: tuple[str, str, _Follower | None]) -> None:
        kind, arguments, follower = request
        if follower is not None:
            follower.key = number
            self._followers[number] = follower
        await self._events.post(Asked(number, kind, arguments))
