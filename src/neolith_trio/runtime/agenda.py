"""What waits for its time, in the order in which it will run.

The rule: it is a calendar. What is due within a second that has begun is a heap; what is due later lies with all that
is due in the same second, the earliest first and the others in no order, until that second begins. So what waits for
later seconds costs nothing when something is added or taken; in a heap of everything each has a path as long as the
logarithm of all, each step of which is somewhere else in memory. Only timers.py uses this.
"""

from __future__ import annotations

import heapq
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

    __slots__ = ("_begun", "_later", "_near", "_seconds", "_size")

    def __init__(self) -> None:
        self._near: list[Item] = []  # a heap of all that is due by the end of the second _begun
        self._begun = -1
        self._later: dict[int, list[Item]] = {}
        self._seconds: list[int] = []  # a heap of the keys of _later
        self._size = 0

    def __len__(self) -> int:
        """How many are kept."""
        return self._size

    def __iter__(self) -> Iterator[Item]:
        """All, in no order."""
        yield from self._near
        for items in self._later.values():
            yield from items

    def add(self, item: Item) -> None:
        """Keep one more."""
        self._size += 1
        due = item[0]
        second = int(due) if due < _NEVER else _NEVER
        if second <= self._begun:
            heapq.heappush(self._near, item)
            return
        items = self._later.get(second)
        if items is None:
            self._later[second] = [item]
            heapq.heappush(self._seconds, second)
        elif item < items[0]:
            items.append(items[0])
            items[0] = item
        else:
            items.append(item)

    def first(self) -> float | None:
        """When the next one is due; None: there is none."""
        near = self._near
        while near:
            if _is_wanted(near[0]):
                return near[0][0]
            heapq.heappop(near)
            self._size -= 1
        while self._seconds:
            items = self._later[self._seconds[0]]
            if _is_wanted(items[0]):
                return items[0][0]
            self._clear(items)
        return None

    def _clear(self, items: list[Item]) -> None:
        """Let go of what is of no interest any more in the next second."""
        wanted = sorted(filter(_is_wanted, items))
        self._size -= len(items) - len(wanted)
        items[:] = wanted
        if not wanted:
            del self._later[heapq.heappop(self._seconds)]

    def take(self, now: float) -> list[Item]:
        """All that are due by now, in order; they are no longer kept."""
        near = self._near
        taken: list[Item] = []
        while near or (self._seconds and self._seconds[0] <= now):
            if not near:
                self._begun = heapq.heappop(self._seconds)
                near += self._later.pop(self._begun)
                near.sort()  # a sorted list is a heap
            if near[0][0] > now:
                break
            taken.append(heapq.heappop(near))
        self._size -= len(taken)
        return taken

    def keep(self, wanted: Callable[[Item], bool]) -> None:
        """Let go of all others."""
        kept = [item for item in self if wanted(item)]
        self._near.clear()
        self._later.clear()
        self._seconds.clear()
        self._size = 0
        for item in kept:
            self.add(item)

    def drop_unwanted(self) -> None:
        """Let go of what is of no interest any more."""
        self.keep(_is_wanted)


def _is_wanted(item: Item) -> bool:
    return item[3] is None or item[3].pending
