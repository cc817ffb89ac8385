"""The time of day as Trio's clock tells it: it never jumps, and in a test it is virtual.

Rule: LPC's seconds since the epoch are Trio's seconds plus an offset that is taken once. So call_outs and heart beats
are late for nobody when somebody sets the computer's clock. For the driver, which gives one clock to each backend.
"""

from __future__ import annotations

import time

import trio

# seconds since the epoch have a grain of a quarter of a microsecond as floats: waking up just before the time that was
# asked for would be waking up for nothing
_GRAIN = 1e-6


class Clock:
    """Seconds since the epoch. Made inside trio.run()."""

    def __init__(self, start: float | None = None) -> None:
        self._offset = (time.time() if start is None else start) - trio.current_time()

    def now(self) -> float:
        """Seconds since the epoch."""
        return trio.current_time() + self._offset

    def deadline(self, when: float) -> float:
        """That moment in Trio's clock."""
        return when - self._offset + _GRAIN
