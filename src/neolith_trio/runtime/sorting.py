"""Sorting by what a function says of two elements; elements that it calls equal keep their order.

The rule: the order is that of a stable sort whenever the function is consistent; which pairs it is asked about is
nobody's business. CPython's own sort is written in C and the fastest there. PyPy's calls back from where its compiler
does not look, which takes twenty times as long as the merge sort below, a loop that is compiled with the function in
it. The efun sort_array and repeating.py come here.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cmp_to_key
from typing import Any, Final

Compare = Callable[[Any, Any], int]

_RUN: Final = 8  # elements that are sorted by insertion, before runs are merged


def _by_python(elements: list[Any], compare: Compare) -> list[Any]:
    """A sorted copy, by Python's sort."""
    return sorted(elements, key=cmp_to_key(compare))


def merge_sorted(elements: list[Any], compare: Compare) -> list[Any]:
    """A sorted copy, by merging runs of twice the length each time."""
    count = len(elements)
    found = list(elements)
    for begin in range(0, count, _RUN):
        _insert(found, begin, min(begin + _RUN, count), compare)
    width = _RUN
    while width < count:
        merged: list[Any] = []
        for begin in range(0, count, 2 * width):
            _merge(found, begin, min(begin + width, count), min(begin + 2 * width, count), compare, merged)
        found = merged
        width *= 2
    return found


def _insert(found: list[Any], begin: int, end: int, compare: Compare) -> None:
    """Sort a few elements in their place."""
    for place in range(begin + 1, end):
        one = found[place]
        while place > begin and compare(one, found[place - 1]) < 0:
            found[place] = found[place - 1]
            place -= 1  # the next element's place comes from the range
        found[place] = one


def _merge(found: list[Any], left: int, middle: int, end: int, compare: Compare, merged: list[Any]) -> None:
    """Append two runs, which follow each other, as one."""
    right = middle
    if middle < end and compare(found[middle], found[middle - 1]) >= 0:
        merged += found[left:end]  # they are in order already
        return
    while left < middle and right < end:
        if compare(found[right], found[left]) < 0:
            merged.append(found[right])
            right += 1
        else:
            merged.append(found[left])
            left += 1
    merged += found[left:middle]
    merged += found[right:end]


sorted_by: Final = merge_sorted if sys.implementation.name == "pypy" else _by_python
"""A sorted copy of a list by a function of two elements: negative when the first one comes first."""
