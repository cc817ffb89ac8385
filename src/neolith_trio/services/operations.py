"""Operations of LPC, carried out: one OperationService for each class of request.

The rule: a request that was begun posts exactly one OperationEnded, into a place in the inbox that was reserved before
it started. A service gives an async function, `perform`: its return value is the fields of the answer, an
exception is an error, of which `Refused` carries a text made for people. Progress is posted at most ten times a second,
the latest counting.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Generic, TypeAlias, TypeVar

import trio

from ..concurrency import Cancelled, Failed, Inbox, Operation, Outcome, Succeeded
from ..concurrency import Operations as Running
from ..data import frozen
from ..runtime.outside.ports.operation import Ending, OperationEnded, OperationEvent, OperationProgressed, Plain
from ..runtime.values import Entity

log = logging.getLogger(__name__)

R = TypeVar("R")
Fields: TypeAlias = dict[str, Plain]

PROGRESS_INTERVAL = 0.1
"""Seconds between two reports of one operation."""


class Refused(Exception):
    """A request that comes to nothing; the text is what LPC hears. `fields` are what there is of an answer."""

    def __init__(self, text: str, fields: Fields | None = None) -> None:
        super().__init__(text)
        self.fields: Fields = fields or {}


class Reporter:
    """How an operation tells how far it has come."""

    def __init__(self, key: int, inbox: Inbox[OperationEvent]) -> None:
        self._key = key
        self._inbox = inbox
        self._last = trio.current_time()  # what is over in a moment has no progress

    async def __call__(self, amount: float, fields: Fields, *, at_once: bool = False) -> None:
        """Report, unless the last report was a moment ago; `at_once`: this one is not to be left out.

        Waits for room in the inbox, so a fast counterpart is held up by a slow mudlib and not buffered without end.
        """
        now = trio.current_time()
        if at_once or now - self._last >= PROGRESS_INTERVAL:
            self._last = now
            await self._inbox.post(OperationProgressed(self._key, amount, fields))


Perform: TypeAlias = Callable[[R, Reporter], Awaitable[Fields]]


class OperationService(Generic[R]):
    """An OperationPort (runtime.outside.ports.operation) on a nursery. `explain` makes a text of an exception."""

    def __init__(
        self,
        inbox: Inbox[OperationEvent],
        nursery: trio.Nursery,
        name: str,
        perform: Perform[R],
        explain: Callable[[Exception], str | None] = lambda error: None,
    ) -> None:
        self.closed = False
        self._inbox = inbox
        self._nursery = nursery
        self._name = name
        self._perform = perform
        self._explain = explain
        self._running = Running(nursery)
        self._by_key: dict[int, Operation[Fields]] = {}

    def begin(self, key: int, owner: Entity, request: R, seconds: float) -> None:
        """Start on a request."""
        try:
            slot = self._inbox.reserve()
        except trio.WouldBlock:
            # thousands of ends are awaited; this one waits for its place like any input
            refusal = OperationEnded(key, Ending.ERROR.value, error="too many operations are under way")
            self._nursery.start_soon(self._inbox.post, refusal)
            return
        if self.closed:
            slot.post(OperationEnded(key, Ending.CANCELLED.value, error="the driver is about to stop"))
            return
        # called here and now, so that a kind can see to the order of the calls; Trio starts tasks in any order
        performing = self._perform(request, Reporter(key, self._inbox))

        async def work(_: Operation[Fields]) -> Fields:
            return await performing

        def deliver(outcome: Outcome[Fields]) -> None:
            del self._by_key[key]
            slot.post(self._end(key, outcome, seconds))

        label = f"{self._name} {key} of /{owner.name}"
        deadline = trio.current_time() + seconds
        self._by_key[key] = self._running.start(owner, label, work, deliver, deadline=deadline)

    def cancel(self, key: int, reason: str) -> None:
        """End one; a key that is unknown has ended."""
        operation = self._by_key.get(key)
        if operation is not None:
            operation.cancel(reason)

    def _end(self, key: int, outcome: Outcome[Fields], seconds: float) -> OperationEnded:
        match outcome:
            case Succeeded(fields):
                return OperationEnded(key, Ending.RESULT.value, fields)
            case Failed(error):
                fields = error.fields if isinstance(error, Refused) else {}
                return OperationEnded(key, Ending.ERROR.value, fields, self._text(error))
            case Cancelled(reason):
                return OperationEnded(key, Ending.CANCELLED.value, error=f"cancelled: {reason}")
        return OperationEnded(key, Ending.TIMEOUT.value, error=f"no end within {seconds:g} seconds")

    def _text(self, error: Exception) -> str:
        known = str(error) if isinstance(error, Refused) else self._explain(error)
        if known is None and isinstance(error, OSError):
            known = error.strerror or str(error)
        if known is None:
            log.warning("%s failed in an unknown way", self._name, exc_info=error)
            known = f"{type(error).__name__}: {error}"
        return known


@frozen
class Carrier(Generic[R]):
    """What carries out one class of request: `open` gives its `perform`, and closes what that has opened."""

    name: str
    request: type[R]
    open: Callable[[], AbstractAsyncContextManager[Perform[R]]]
    explain: Callable[[Exception], str | None] = lambda error: None

    @classmethod
    def of(cls, name: str, request: type[R], perform: Perform[R]) -> Carrier[R]:
        """One that needs nothing open."""

        @asynccontextmanager
        async def opened() -> AsyncIterator[Perform[R]]:
            yield perform

        return cls(name, request, opened)


async def serve(
    inbox: Inbox[OperationEvent],
    carrier: Carrier[R],
    *,
    task_status: trio.TaskStatus[OperationService[R]] = trio.TASK_STATUS_IGNORED,
) -> None:
    """Serve one class of request until cancelled; starts with its OperationService."""
    async with carrier.open() as perform, trio.open_nursery() as nursery:
        service = OperationService(inbox, nursery, carrier.name, perform, carrier.explain)
        try:
            task_status.started(service)
            await trio.sleep_forever()
        finally:
            service.closed = True
