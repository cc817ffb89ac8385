"""What waits for its time, in the order in which it will run.

The rule: it is a calendar, with a heap for each second in which something is due. So what waits for other seconds
costs nothing when something is added or taken; in a heap of everything each has a path as long as the logarithm of
all, each step of which is somewhere else in memory. Only timers.py uses this.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .timers import Pending

Item = tuple[float, int, int, "Pending | None"]
"""When; which kind comes first at the same moment; a number that grows; and what it is, which is of no interest any
more when it is no longer pending."""

_NEVER: Final = 1 << 53  # the second of all after the next 285 million years, and of what is no moment


class Agenda:
    """Items by the second in which they are due."""

    __slots__ = ("_due", "_seconds", "_size")

    def __init__(self) -> None:
        self._due: dict[int, list[Item]] = {}  # a heap for each second
        self._seconds: list[int] = []  # a heap of those seconds
        self._size = 0

    def __len__(self) -> int:
        """How many are kept."""
        return self._size

    def __iter__(self) -> Iterator[Item]:
        """All, in no order."""
        return itertools.chain.from_iterable(self._due.values())

    def add(self, item: Item) -> None:
        """Keep one more."""
        self._size += 1
        moment = item[0]
        second = int(moment) if moment < _NEVER else _NEVER
        items = self._due.get(second)
        if items is None:
            self._due[second] = [item]
            heapq.heappush(self._seconds, second)
        else:
            heapq.heappush(items, item)

    def first(self) -> float | None:
        """When the next one is due; None: there is none."""
        while self._seconds:
            items = self._due[self._seconds[0]]
            if _is_wanted(items[0]):
                return items[0][0]
            self._pop(items)
        return None

    def take(self, now: float) -> list[Item]:
        """All that are due by now, in order; they are no longer kept."""
        taken: list[Item] = []
        while self._seconds:
            items = self._due[self._seconds[0]]
            if items[0][0] > now:
                break
            taken.append(self._pop(items))
        return taken

    def _pop(self, items: list[Item]) -> Item:
        """Let go of the first in the next second."""
        self._size -= 1
        item = heapq.heappop(items)
        if not items:
            del self._due[heapq.heappop(self._seconds)]
        return item

    def keep(self, wanted: Callable[[Item], bool]) -> None:
        """Let go of all others."""
        kept = [item for item in self if wanted(item)]
        self._due.clear()
        self._seconds.clear()
        self._size = 0
        for item in kept:
            self.add(item)

    def drop_unwanted(self) -> None:
        """Let go of what is of no interest any more."""
        self.keep(_is_wanted)


def _is_wanted(item: Item) -> bool:
    return item[3] is None or item[3].pending
