"""The evaluation budget of one entry into LPC, in microseconds of CPU time of the thread that runs LPC.

Two ways to keep it. TimedBudget costs running code nothing: a repeating timer interrupts, and its handler raises only
where it is safe, in a frame of compiled LPC or of an efun marked interruptible; elsewhere it returns and comes again
a millisecond later, so that no efun, driver or Trio frame is ever cut in half. CountedBudget counts the steps that
compiled code reports (loops and calls): for other threads than the main one, for systems without the timer, and where
runs must repeat exactly.
"""

from __future__ import annotations

import math
import signal
import threading
import time
import types
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, Protocol

from ..errors import EvaluationLimit
from .interruptible import INTERRUPTIBLE
from .programs.linker import LPC_MARK

_AGAIN: Final = 0.001  # seconds between two interruptions once the budget is used up
_GRACE: Final = 0.05  # seconds for the limit to get out of LPC; it comes again in case somebody swallowed it
_GRACE_STEPS: Final = 10_000  # the same in counting mode
_MICROSECOND: Final = 1e-6
_TICK: Final = 0.01  # seconds that a tick may be late, where the system counts in hundredths
_TRUSTED: Final = 0.001  # seconds for which elapsed time tells what CPU time it is, before that is asked for again


class EntryBudget(Protocol):
    """A budget that the evaluation arms around each entry."""

    limit: int
    row_is_over: bool  # the next entry has to begin()

    def begin(self) -> None:
        """An entry begins: the budget is full, and is used up until end()."""

    def end(self) -> None:
        """The entry is over."""

    def begin_row(self) -> None:
        """Others may follow the entry that has begun, each with a full budget, until row_is_over."""

    def end_row(self) -> None:
        """The entry that runs now is the last of its row."""

    def left(self) -> int:
        """What the running entry has left."""

    def clock(self) -> int:
        """Microseconds from some moment on, to tell how long something takes."""

    def refill(self) -> None:
        """Give the running entry its whole limit again."""

    def uncounted(self) -> Any:
        """A context manager: what is done inside is the driver's work and not charged to the entry."""

    def tick(self) -> None:
        """One step of compiled code, in counting mode."""


class CountedBudget:
    """A budget of steps."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.row_is_over = True
        self._used = 0

    def begin(self) -> None:
        """A full budget."""
        self._used = 0

    def end(self) -> None:
        """Nothing: without an entry there are no steps."""

    def begin_row(self) -> None:
        """None may: the steps of each entry are counted from its beginning."""

    def end_row(self) -> None:
        """It is."""

    def left(self) -> int:
        """Steps that are left."""
        return max(0, self.limit - self._used)

    def clock(self) -> int:
        """Steps that were made."""
        return self._used

    def refill(self) -> None:
        """Start counting again."""
        self._used = 0

    @contextmanager
    def uncounted(self) -> Iterator[None]:
        """Nothing: the driver's own work makes no steps."""
        yield

    def tick(self) -> None:
        """Count one step."""
        self._used += 1
        if self._used > self.limit:
            self._used -= min(self.limit, _GRACE_STEPS)
            raise EvaluationLimit


class TimedBudget:
    """A budget of CPU time, kept by a timer signal. Only for the main thread; `install` first.

    A short entry makes no system call: the timer is not started and stopped with it, but runs on, and its handler sees
    how much the entry that it interrupts has left; it stops when it finds nobody. And the CPU time at which an entry
    begins is told from the elapsed time since it was last asked for. That can only be too late, by a millisecond.

    Entries in a row do not even tell that they begin. The timer ticks every millisecond meanwhile; the one that it
    meets has begun since the last tick, and is the last of its row. So is the one that asks what it has left.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.row_is_over = True
        self._started = 0.0
        self._asked = -math.inf
        self._offset = 0.0
        self._armed = False
        self._ticking = False
        self._before: Any = None

    def install(self) -> None:
        """Take the timer signal."""
        self._before = signal.signal(signal.SIGVTALRM, self._interrupted)
        signal.siginterrupt(signal.SIGVTALRM, False)

    def uninstall(self) -> None:
        """Give the signal back."""
        self._stop_ticking()
        signal.signal(signal.SIGVTALRM, self._before if self._before is not None else signal.SIG_DFL)

    def begin(self) -> None:
        """A full budget; the timer runs."""
        now = time.perf_counter()
        if now - self._asked > _TRUSTED:
            self._asked = now
            self._offset = time.thread_time() - now
        self._started = now + self._offset
        self._armed = True
        if not self._ticking:
            self._tick_after(self.limit * _MICROSECOND)

    def end(self) -> None:
        """The handler does nothing any more."""
        self._armed = False
        if not self.row_is_over:
            self.row_is_over = True
            self._stop_ticking()

    def begin_row(self) -> None:
        """The timer ticks until it meets one of them that takes its time."""
        self.row_is_over = False
        self._tick_after(_AGAIN)

    def end_row(self) -> None:
        """The entry that runs now is the last of its row, and has begun at most a tick ago."""
        self.row_is_over = True
        self._started = min(time.thread_time(), self._started + _TICK)

    def _tick_after(self, seconds: float) -> None:
        self._ticking = True
        signal.setitimer(signal.ITIMER_VIRTUAL, max(seconds, _AGAIN), _AGAIN)

    def _stop_ticking(self) -> None:
        self._ticking = False
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)

    def clock(self) -> int:
        """Elapsed time: asking for CPU time costs as much as a short command."""
        return time.perf_counter_ns() // 1000

    def refill(self) -> None:
        """Measure from now on; the timer that comes too early sees what is left."""
        self.row_is_over = True
        self._started = time.thread_time()
        self._tick_after(self.limit * _MICROSECOND)

    def left(self) -> int:
        """Microseconds that are left. To ask has taken one, whatever the beginning was held for."""
        if not self.row_is_over:
            self.end_row()
        used = int((time.thread_time() - self._started) / _MICROSECOND)
        return max(0, self.limit - max(1, used))

    @contextmanager
    def uncounted(self) -> Iterator[None]:
        """The time that is spent inside is given back at the end."""
        if not self.row_is_over:
            self.end_row()
        began = time.thread_time()
        try:
            yield
        finally:
            self._started += time.thread_time() - began
            if self._armed:
                self._tick_after(self.left() * _MICROSECOND)

    def tick(self) -> None:
        """Nothing: the timer counts."""

    def _interrupted(self, number: int, frame: types.FrameType | None) -> None:
        if not self._armed:
            self._stop_ticking()
            return
        left = self.left()
        if left > 0:
            self._tick_after(left * _MICROSECOND)
        elif frame is not None and _may_be_cut(frame):
            self._tick_after(_GRACE)
            raise EvaluationLimit


def _may_be_cut(frame: types.FrameType) -> bool:
    return LPC_MARK in frame.f_globals or frame.f_code in INTERRUPTIBLE


def best_budget(limit: int, *, timer: bool = True) -> TimedBudget | CountedBudget:
    """The timed budget where it works, the counted one elsewhere."""
    if timer and hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():
        return TimedBudget(limit)
    return CountedBudget(limit)
