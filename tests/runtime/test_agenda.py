"""The agenda keeps what waits in order, whatever is added, taken and dropped in whatever order."""

from __future__ import annotations

import heapq
import math
from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st

from neolith_trio.runtime.timing.agenda import Agenda


@attrs.define(eq=False)
class Waiting:
    """Something that waits."""

    owner: Any = None
    pending: bool = True

    def run(self) -> None:
        """Nothing."""


DUE = st.floats(0, 6) | st.integers(0, 6).map(float) | st.sampled_from((1e12, 1e300, math.inf))
STEP = st.one_of(
    st.tuples(st.just("add"), DUE),
    st.tuples(st.just("take"), st.floats(0, 0.7)),
    st.tuples(st.just("remove"), st.integers(0, 50)),
    st.tuples(st.just("clear"), st.none()),
)


@given(st.lists(STEP, max_size=60))
def test_it_does_as_one_heap_of_everything_does(steps: list[tuple[str, Any]]) -> None:
    """The time goes on; what is due comes in order, and the first is known beforehand."""
    agenda, now = Agenda(), 0.0
    heap: list[Any] = []
    for number, (what, value) in enumerate(steps):
        if what == "add":
            item = (now + value, number % 3, number, Waiting())
            agenda.add(item)
            heapq.heappush(heap, item)
        elif what == "take":
            now += value
            expected = []
            while heap and heap[0][0] <= now:
                expected.append(heapq.heappop(heap))
            taken: list[Any] = agenda.take(now)
            assert [one for one in taken if one[3].pending] == [one for one in expected if one[3].pending]
        elif what == "remove" and heap:
            heap[value % len(heap)][3].pending = False
        elif what == "clear":
            agenda.drop_unwanted()
            heap = [one for one in heap if one[3].pending]
            heapq.heapify(heap)
            assert len(agenda) == len(heap)
            assert sorted(agenda) == sorted(heap)
        assert agenda.first() == min((one[0] for one in heap if one[3].pending), default=None)


def test_what_is_no_moment_never_comes() -> None:
    """A delay that is no number waits for ever, and is in nobody's way."""
    agenda = Agenda()
    for due in (math.inf, math.nan, 1e40, 5.0):
        agenda.add((due, 0, int(due == 5), None))

    assert agenda.first() == 5
    assert [item[0] for item in agenda.take(1e12)] == [5]
    assert len(agenda) == 3
