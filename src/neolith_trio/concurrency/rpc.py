"""Requests and replies that find each other by id, over any way of sending.

Rule: every call ends with its reply, its error, the end of its caller's cancel scope or the close of the connection,
whichever is first. A reply that nobody waits for any more is dropped and counted, and never reaches the wrong call,
for no id is used twice. For services that talk to a partner who may answer late, twice or out of order.
"""

from __future__ import annotations

import itertools
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar, cast

import trio

from ..data import frozen

Q = TypeVar("Q")
R = TypeVar("R")

IN_FLIGHT = 256
"""Calls that wait for their replies at a time; the next ones wait to be sent."""

REMEMBERED = 1_024
"""Calls that were given up and whose replies, should they still come, are known to be late and not duplicate."""


@frozen
class RpcStatistics:
    """The counters of one side at one moment. Each reply is in exactly one of the last four."""

    called: int
    in_flight: int
    answered: int
    late: int
    """First replies to calls that were given up."""
    duplicate: int
    """Replies to calls that had one already, or were given up too long ago to remember."""
    unknown: int
    """Replies with an id that was never given out."""


class _Call(Generic[R]):
    """A call in flight: what its task waits for, and finds then."""

    __slots__ = ("error", "settled", "value")

    def __init__(self) -> None:
        self.settled = trio.Event()
        self.value: R | None = None
        self.error: Exception | None = None


class Rpc(Generic[Q, R]):
    """The side that calls. `send(id, request)` brings a request to the partner; reply() hears what came back."""

    def __init__(self, send: Callable[[int, Q], Awaitable[object]], *, in_flight: int = IN_FLIGHT) -> None:
        self._send = send
        self._room = trio.Semaphore(in_flight)
        self._ids = itertools.count(1)
        self._calls: dict[int, _Call[R]] = {}
        self._given_up: OrderedDict[int, None] = OrderedDict()
        self._closed = ""
        self._called = self._answered = self._late = self._duplicate = self._unknown = 0

    async def call(self, request: Q) -> R:
        """Send a request, wait for its reply, and return or raise it. Set a deadline with trio.fail_after()."""
        async with self._room:
            if self._closed:
                raise trio.BrokenResourceError(self._closed)
            number = next(self._ids)
            self._called += 1
            call = self._calls[number] = _Call()
            try:
                await self._send(number, request)
                await call.settled.wait()
            finally:
                del self._calls[number]
                if not call.settled.is_set():
                    self._give_up(number)
        if call.error is not None:
            raise call.error
        return cast("R", call.value)

    def reply(self, number: int, value: R) -> bool:
        """A reply came; False, and counted, when nobody waits for it."""
        if (call := self._match(number)) is None:
            return False
        call.value = value
        call.settled.set()
        return True

    def fail(self, number: int, error: Exception) -> bool:
        """An error came for a reply, and its call raises it; False, and counted, when nobody waits for it."""
        if (call := self._match(number)) is None:
            return False
        call.error = error
        call.settled.set()
        return True

    def close(self, reason: str) -> None:
        """The partner is gone: every call in flight, and every later one, raises trio.BrokenResourceError."""
        self._closed = self._closed or reason
        for call in self._calls.values():
            if not call.settled.is_set():
                call.error = trio.BrokenResourceError(self._closed)
                call.settled.set()

    def statistics(self) -> RpcStatistics:
        """The counters as they are now."""
        return RpcStatistics(
            called=self._called,
            in_flight=len(self._calls),
            answered=self._answered,
            late=self._late,
            duplicate=self._duplicate,
            unknown=self._unknown,
        )

    def _match(self, number: int) -> _Call[R] | None:
        """The call that waits for this reply; when there is none, count why."""
        call = self._calls.get(number)
        if call is not None and not call.settled.is_set():
            self._answered += 1
            return call
        if number in self._given_up:
            del self._given_up[number]
            self._late += 1
        elif 0 < number <= self._called:
            self._duplicate += 1
        else:
            self._unknown += 1
        return None

    def _give_up(self, number: int) -> None:
        self._given_up[number] = None
        if len(self._given_up) > REMEMBERED:
            self._given_up.popitem(last=False)
