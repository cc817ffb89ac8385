"""Threads for calls that block: bounded in number, named, and stoppable within a deadline.

Rule: whoever submits a call gets exactly one outcome, a value or an exception, and never waits for a thread that will
not end. Python cannot kill a thread: one that outlives its deadline is abandoned and named, and its result is thrown
away. A call that can end early asks should_stop() now and then. For services that have to call what blocks.
"""

from __future__ import annotations

import contextvars
import enum
import logging
from collections.abc import Callable
from types import TracebackType
from typing import TypeVar, TypeVarTuple, cast

import trio

T = TypeVar("T")
Args = TypeVarTuple("Args")

logger = logging.getLogger(__name__)

THREADS = 8
BACKLOG = 1_024
"""Calls that may wait for a thread; more than that is not a burst but a service without a quota."""

GRACE = 5.0
"""Seconds that stop() waits for the calls that run."""


class WorkerState(enum.Enum):
    """Where a pool, or one of its calls, is in its life."""

    RUNNING = "running"
    STOPPING = "stopping"
    STOPPED = "stopped"


class WorkAbandoned(Exception):
    """The pool was stopped before the call had ended. A thread that still runs it has no effect on anybody."""


class Work:
    """One call that the pool has taken on: its name, its state, and its place among the threads.

    It is also the limiter that trio.to_thread.run_sync() asks for a thread. So the pool knows when the thread has
    really ended, which for an abandoned call is long after its caller has gone.
    """

    def __init__(self, pool: WorkerPool, label: str) -> None:
        self.label = label
        self.state = WorkerState.RUNNING
        self.has_thread = False
        self.scope = trio.CancelScope()
        self._pool = pool

    def ask_to_stop(self) -> None:
        """Let should_stop() be true in the thread."""
        if self.state is WorkerState.RUNNING:
            self.state = WorkerState.STOPPING

    async def acquire_on_behalf_of(self, borrower: object) -> None:
        """Wait for a thread. Called by trio.to_thread."""
        await self._pool._limiter.acquire_on_behalf_of(borrower)
        self.has_thread = True

    def release_on_behalf_of(self, borrower: object) -> None:
        """The thread has ended. Called by trio.to_thread, in Trio's thread."""
        self._pool._limiter.release_on_behalf_of(borrower)
        self._pool._forget(self)


_current: contextvars.ContextVar[Work | None] = contextvars.ContextVar("neolith_trio_work", default=None)


def should_stop() -> bool:
    """Whether the call that this thread runs ought to end: nobody wants its result. False outside a pool's threads."""
    work = _current.get()
    return work is not None and work.state is not WorkerState.RUNNING


class WorkerPool:
    """A bounded number of threads. Leaving `async with` stops it, within GRACE even when the scope was cancelled."""

    def __init__(self, name: str, threads: int = THREADS, *, backlog: int = BACKLOG) -> None:
        self.name = name
        self.state = WorkerState.RUNNING
        self._limiter = trio.CapacityLimiter(threads)
        self._most = threads + backlog
        self._works: dict[Work, None] = {}
        self._waiting_for_end = trio.lowlevel.ParkingLot()

    async def __aenter__(self) -> WorkerPool:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        await self.stop()  # noqa: ASYNC102  # it shields itself, and has a deadline

    @property
    def labels(self) -> tuple[str, ...]:
        """What the pool has taken on and not seen the end of, oldest first."""
        return tuple(work.label for work in self._works)

    async def run(self, call: Callable[[*Args], T], *args: *Args, label: str = "") -> T:
        """Run `call(*args)` in a thread, and return or raise what it does.

        Cancelling the wait asks the call to stop and abandons it. A stopped pool raises trio.ClosedResourceError, a
        pool whose backlog is full trio.WouldBlock, and one that is stopped meanwhile WorkAbandoned.
        """
        work = self._take_on(label or getattr(call, "__qualname__", repr(call)))

        def in_thread() -> T:
            _current.set(work)
            return call(*args)

        try:
            with work.scope:
                return await trio.to_thread.run_sync(
                    in_thread,
                    thread_name=f"{self.name}: {work.label}",
                    abandon_on_cancel=True,
                    limiter=cast("trio.CapacityLimiter", work),
                )
        finally:
            work.ask_to_stop()
            if not work.has_thread:
                self._forget(work)
        raise WorkAbandoned(f"{self.name} was stopped before {work.label} had ended")

    async def stop(self, grace: float = GRACE) -> tuple[str, ...]:
        """Take on nothing more, ask what runs to stop, wait `grace` seconds, and name what had to be abandoned.

        The wait is shielded from cancellation, for that is when pools are stopped. What has no thread yet
        never gets one.
        """
        self.state = WorkerState.STOPPING
        for work in tuple(self._works):
            work.ask_to_stop()
            if not work.has_thread:
                work.scope.cancel()
        with trio.CancelScope(deadline=trio.current_time() + grace, shield=True):
            while self._works:
                await self._waiting_for_end.park()
        abandoned = self.labels
        for work in self._works:
            work.scope.cancel()
        if abandoned:
            logger.warning("%s: abandoned after %g s: %s", self.name, grace, ", ".join(abandoned))
        self.state = WorkerState.STOPPED
        return abandoned

    def _take_on(self, label: str) -> Work:
        if self.state is not WorkerState.RUNNING:
            raise trio.ClosedResourceError(f"{self.name} takes on no more work: it is {self.state.value}")
        if len(self._works) >= self._most:
            raise trio.WouldBlock
        work = Work(self, label)
        self._works[work] = None
        return work

    def _forget(self, work: Work) -> None:
        work.state = WorkerState.STOPPED
        self._works.pop(work, None)
        if not self._works:
            self._waiting_for_end.unpark_all()
