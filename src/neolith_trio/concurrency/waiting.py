"""A line of tasks and threads that wait for the same thing, first come, first served.

Rule: a waiter is settled exactly once, by whoever takes it out of the line, and the line is touched only under
its owner's lock. A task that is cancelled after it was settled learns of its success and not of the
cancellation, so nothing handed over is ever lost on the way. For queue.py and inbox.py alone.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Generic, TypeVar

import trio

T = TypeVar("T")


def refuse_in_trio(what: str) -> None:
    """Raise when the calling thread runs Trio: blocking it would stop the very task that is waited for."""
    try:
        trio.lowlevel.current_trio_token()
    except RuntimeError:
        return
    raise RuntimeError(f"{what}() blocks and was called in the thread that runs Trio: await the other form of it")


class Waiter(Generic[T]):
    """One place in a line. A writer brings `item` along; a reader finds it there when it has been settled well."""

    __slots__ = ("error", "item", "settled")

    def __init__(self, item: T | None = None) -> None:
        self.item: Any = item
        self.error: Exception | None = None
        self.settled = False

    def settle(self, error: Exception | None = None) -> None:
        """End the wait, well or with an error. The caller holds the lock and has taken this waiter out of the line."""
        self.error = error
        self.settled = True
        self._wake()

    def _wake(self) -> None:
        raise NotImplementedError


class TaskWaiter(Waiter[T]):
    """A Trio task that waits; whoever settles it may be in any thread."""

    __slots__ = ("_task", "_thread", "_token")

    def __init__(self, item: T | None = None) -> None:
        super().__init__(item)
        self._task = trio.lowlevel.current_task()
        self._token = trio.lowlevel.current_trio_token()
        self._thread = threading.get_ident()

    def _wake(self) -> None:
        if threading.get_ident() == self._thread:
            trio.lowlevel.reschedule(self._task)
        else:
            self._token.run_sync_soon(trio.lowlevel.reschedule, self._task)


class ThreadWaiter(Waiter[T]):
    """A thread that waits."""

    __slots__ = ("woken",)

    def __init__(self, item: T | None = None) -> None:
        super().__init__(item)
        self.woken = threading.Event()

    def _wake(self) -> None:
        self.woken.set()


class WaitingLine(Generic[T]):
    """The line itself. Its waits are for a caller that does not hold `lock`; all else is for one that does."""

    def __init__(self, lock: threading.Lock) -> None:
        self._lock = lock
        self._waiters: OrderedDict[Waiter[T], None] = OrderedDict()

    def __len__(self) -> int:
        return len(self._waiters)

    def join(self, waiter: Waiter[T]) -> None:
        """Stand at the end of the line."""
        self._waiters[waiter] = None

    def next(self) -> Waiter[T]:
        """Take the first one out of the line; the caller settles it."""
        return self._waiters.popitem(last=False)[0]

    def settle_all(self, error: Callable[[], Exception]) -> None:
        """Send everybody away, each with an error of its own: a shared one would collect everybody's traceback."""
        while self._waiters:
            self.next().settle(error())

    async def wait(self, waiter: TaskWaiter[T]) -> None:
        """Wait as a task until settled. When this raises Cancelled the waiter was not settled and never will be."""

        def abort(_: object) -> trio.lowlevel.Abort:
            with self._lock:
                if waiter.settled:
                    return trio.lowlevel.Abort.FAILED
                del self._waiters[waiter]
                return trio.lowlevel.Abort.SUCCEEDED

        await trio.lowlevel.wait_task_rescheduled(abort)
        if waiter.error is not None:
            raise waiter.error

    def wait_in_thread(self, waiter: ThreadWaiter[T]) -> None:
        """Block this thread until settled."""
        try:
            waiter.woken.wait()
        finally:
            # a thread that a KeyboardInterrupt tears out of its wait does not stay in the line
            with self._lock:
                self._waiters.pop(waiter, None)
        if waiter.error is not None:
            raise waiter.error
