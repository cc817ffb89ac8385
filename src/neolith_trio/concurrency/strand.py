"""Calls that block, about the same thing: one after another, in the order in which their places were taken.

Rule: `join` takes a place at once and without waiting, so whoever hands out work in an order has it done in that order,
however tasks are scheduled. A call keeps its place until its thread has ended, also when nobody waits for it any more:
two threads are never at work on one thing. Whoever is cancelled waits a moment for a call that can be stopped, and then
hears what really became of it. For the services that call files, databases and the like.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable
from types import TracebackType
from typing import Generic, TypeAlias, TypeVar

import trio

from neolith_trio.concurrency.operation import Failed, Succeeded
from neolith_trio.concurrency.worker import WorkAbandoned, WorkerPool, should_stop

T = TypeVar("T")

PATIENCE = 0.5
"""Seconds that a cancelled caller waits for its call to end."""

Stop: TypeAlias = Callable[[], bool]
"""Whether a call ought to end now; it asks this often, in its thread."""
Call: TypeAlias = Callable[[Stop], T]


class Strands:
    """Lines of calls, one line for each thing. They run in the threads of `pool`, in tasks of `nursery`."""

    def __init__(self, pool: WorkerPool, nursery: trio.Nursery) -> None:
        self.pool = pool
        self.nursery = nursery
        self._lines: dict[Hashable, deque[Turn]] = {}

    def join(self, thing: Hashable) -> Turn:
        """A place at the end of the line for `thing`; whoever takes it leaves it."""
        turn = Turn(self, thing)
        line = self._lines.setdefault(thing, deque())
        line.append(turn)
        line[0].come()
        return turn

    def waiting(self, thing: Hashable) -> int:
        """How many stand in the line for `thing`, the one that is at work too."""
        return len(self._lines.get(thing, ()))

    def remove(self, turn: Turn, thing: Hashable) -> None:
        """Let the next one come. Called by the turn."""
        line = self._lines[thing]
        line.remove(turn)
        if line:
            line[0].come()
        else:
            del self._lines[thing]


class _Errand(Generic[T]):
    """One call in a thread, and what became of it."""

    def __init__(self) -> None:
        self.over = trio.Event()
        self.outcome: Succeeded[T] | Failed = Failed(WorkAbandoned("the call was abandoned"))
        self.stopped = False

    def stop(self) -> bool:
        """Whether the call ought to end. Asked in its thread."""
        return self.stopped or should_stop()


class Turn:
    """A place in a line: a context manager that leaves it."""

    def __init__(self, strands: Strands, thing: Hashable) -> None:
        self._strands = strands
        self._thing = thing
        self._come = trio.Event()
        self._calls = 0
        self._left = False

    def __enter__(self) -> Turn:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._left = True
        self._remove_if_done()

    def come(self) -> None:
        """It is the first of the line. Called by the strands."""
        self._come.set()

    async def run(self, call: Call[T], label: str) -> T:
        """Wait for the first place, run `call(stop)` in a thread, and return or raise what it does."""
        await self._come.wait()
        errand: _Errand[T] = _Errand()
        self._calls += 1
        self._strands.nursery.start_soon(self._do, errand, call, label)
        try:
            await errand.over.wait()
        except trio.Cancelled:  # noqa: ASYNC103  # work that is done has succeeded, and the caller ends with it
            errand.stopped = True
            with trio.CancelScope(shield=True, deadline=trio.current_time() + PATIENCE):
                await errand.over.wait()
            if not isinstance(errand.outcome, Succeeded):
                raise
        if isinstance(errand.outcome, Failed):
            raise errand.outcome.error
        return errand.outcome.value

    async def _do(self, errand: _Errand[T], call: Call[T], label: str) -> None:
        def in_thread() -> T:
            if errand.stop():  # it was given up while there was no thread for it
                raise WorkAbandoned(f"{label} was not begun")
            return call(errand.stop)

        try:
            errand.outcome = Succeeded(await self._strands.pool.run(in_thread, label=label))
        except Exception as error:  # noqa: BLE001  # it is raised where somebody waits for the call
            errand.outcome = Failed(error)
        finally:
            errand.over.set()
            self._calls -= 1
            self._remove_if_done()

    def _remove_if_done(self) -> None:
        if self._left and self._calls == 0:
            self._strands.remove(self, self._thing)
