"""What became of lookups, counted by class: the telemetry of the resolver.

Rule: an admitted lookup is counted once more when it ends, as answered, failed, timed out or cancelled, so that the
admitted ones are the sum of those four and of what is in flight. For services.resolver; LPC sees the figures by
resolver_status() and dump_socket_status(), people find them in docs/how-to/dns.md.
"""

from __future__ import annotations

import enum

import attrs

from ..data import define


class Ending(enum.Enum):
    """How a lookup can end."""

    ANSWERED = "answered"
    FAILED = "failed"
    TIMED_OUT = "timed out"
    CANCELLED = "cancelled"


@define
class Tally:
    """The counters of one class. A failure that is remembered and given again is a negative hit."""

    admitted: int = 0
    shared: int = 0
    rejected: int = 0
    cache_hits: int = 0
    negative_hits: int = 0
    endings: dict[Ending, int] = attrs.field(factory=lambda: dict.fromkeys(Ending, 0))
    longest: float = 0.0
    _seconds: float = 0.0
    _timed: int = 0

    def ended(self, how: Ending, seconds: float) -> None:
        """One has ended so long after it was admitted; what nobody waited for to its end says nothing about time."""
        self.endings[how] += 1
        if how is not Ending.CANCELLED:
            self._timed += 1
            self._seconds += seconds
            self.longest = max(self.longest, seconds)

    def figures(self) -> dict[str, int]:
        """Everything by name."""
        return {
            "admitted": self.admitted,
            "shared": self.shared,
            "rejected": self.rejected,
            **{how.value: number for how, number in self.endings.items()},
            "cache hits": self.cache_hits,
            "negative hits": self.negative_hits,
            "average ms": round(self._seconds * 1000 / self._timed) if self._timed else 0,
            "longest ms": round(self.longest * 1000),
        }
