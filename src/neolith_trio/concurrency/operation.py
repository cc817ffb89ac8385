"""One asynchronous operation: it belongs to somebody, has a deadline, and ends exactly once.

Rule: an operation that was started delivers exactly one outcome, whatever comes first or goes wrong: Succeeded, Failed,
TimedOut or Cancelled. The outcome is what happened to the work, not what somebody wished: an operation that is
cancelled in the moment in which its work is done has succeeded. Delivering is one plain call that must not wait, so it
works in a cancelled scope; a Slot of the inbox is made for it. For the services that do what LPC asked for.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Awaitable, Callable
from typing import Any, Generic, TypeAlias, TypeVar

import trio

from ..data import frozen

R = TypeVar("R")


@frozen
class Succeeded(Generic[R]):
    """The work returned."""

    value: R


@frozen
class Failed:
    """The work raised."""

    error: Exception


@frozen
class TimedOut:
    """The deadline passed."""


@frozen
class Cancelled:
    """Somebody ended the operation: its owner is gone, or asked for it, or the service stops."""

    reason: str


Outcome: TypeAlias = Succeeded[R] | Failed | TimedOut | Cancelled


@frozen
class Progress:
    """How far the work has come, in units of its own; `total` is None when nobody knows."""

    done: float
    total: float | None = None
    note: str = ""


class Operation(Generic[R]):
    """What an owner has asked for. Its work gets it as an argument, to report progress."""

    def __init__(
        self,
        number: int,
        owner: object,
        label: str,
        deliver: Callable[[Outcome[R]], object],
        *,
        deadline: float = math.inf,
        on_progress: Callable[[Progress], object] | None = None,
    ) -> None:
        self.number = number
        self.owner = owner
        self.label = label
        self.progress: Progress | None = None
        self.outcome: Outcome[R] | None = None
        self._deliver = deliver
        self._on_progress = on_progress
        self._scope = trio.CancelScope(deadline=deadline)
        self._reason: str | None = None
        self._started = False

    def __repr__(self) -> str:
        return f"<Operation {self.number} {self.label}: {self.outcome or 'open'}>"

    @property
    def deadline(self) -> float:
        """When the operation times out, in Trio's clock. May be moved while it is open."""
        return self._scope.deadline

    @deadline.setter
    def deadline(self, when: float) -> None:
        self._scope.deadline = when

    def report(self, progress: Progress) -> None:
        """Say how far the work has come. After the end nobody listens any more."""
        if self.outcome is None:
            self.progress = progress
            if self._on_progress is not None:
                self._on_progress(progress)

    def cancel(self, reason: str) -> None:
        """Ask the work to end; the first reason counts, and none does once the deadline has passed."""
        if self.outcome is None and not self._scope.cancel_called:
            self._reason = reason
            self._scope.cancel()

    async def run(self, work: Callable[[Operation[R]], Awaitable[R]]) -> None:
        """Do the work and deliver the outcome. Once, in a task of the service that owns the nursery."""
        if self._started:
            raise RuntimeError(f"{self!r} was run already: it has exactly one outcome")
        self._started = True
        outcome: Outcome[R] = Cancelled("its service stopped")
        try:
            outcome = await self._attempt(work)
        finally:
            # also when the nursery is cancelled around us, in which case that outcome is still the one from above
            self.outcome = outcome
            self._deliver(outcome)

    async def _attempt(self, work: Callable[[Operation[R]], Awaitable[R]]) -> Outcome[R]:
        try:
            with self._scope:
                return Succeeded(await work(self))
        except Exception as error:  # noqa: BLE001  # whatever went wrong is an outcome, and its owner hears of it
            return Failed(error)
        return TimedOut() if self._reason is None else Cancelled(self._reason)


class Operations:
    """The open operations of one service, and whose they are. They run in the service's nursery and end with it."""

    def __init__(self, nursery: trio.Nursery) -> None:
        self._nursery = nursery
        self._numbers = itertools.count(1)
        # by identity: an owner may be of any type, and need not hash or compare
        self._by_owner: dict[int, dict[int, Operation[Any]]] = {}

    def __len__(self) -> int:
        return sum(map(len, self._by_owner.values()))

    def of(self, owner: object) -> tuple[Operation[Any], ...]:
        """The open operations of an owner, oldest first."""
        return tuple(self._by_owner.get(id(owner), {}).values())

    def start(
        self,
        owner: object,
        label: str,
        work: Callable[[Operation[R]], Awaitable[R]],
        deliver: Callable[[Outcome[R]], object],
        *,
        deadline: float = math.inf,
        on_progress: Callable[[Progress], object] | None = None,
    ) -> Operation[R]:
        """Start an operation. When this returns, there will be one outcome; when it raises, there will be none."""
        number = next(self._numbers)
        operation: Operation[R] = Operation(number, owner, label, deliver, deadline=deadline, on_progress=on_progress)
        self._nursery.start_soon(self._run, operation, work, name=f"operation {number}: {label}")
        self._by_owner.setdefault(id(owner), {})[number] = operation
        return operation

    def cancel_owner(self, owner: object, reason: str) -> int:
        """Cancel what an owner has open, because it is gone; the answer says how many that were."""
        operations = self.of(owner)
        for operation in operations:
            operation.cancel(reason)
        return len(operations)

    async def _run(self, operation: Operation[R], work: Callable[[Operation[R]], Awaitable[R]]) -> None:
        try:
            await operation.run(work)
        finally:
            # the operation holds its owner, so the id cannot have passed to another object meanwhile
            mine = self._by_owner[id(operation.owner)]
            del mine[operation.number]
            if not mine:
                del self._by_owner[id(operation.owner)]
