"""Sorting by a function of two elements comes to the same in both ways."""

from __future__ import annotations

from functools import cmp_to_key

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neolith_trio.runtime.sorting import merge_sorted, sorted_by

Pair = tuple[int, int]


def by_the_first(left: Pair, right: Pair) -> int:
    """What a careful comparator says."""
    return (left[0] > right[0]) - (left[0] < right[0])


@given(st.lists(st.tuples(st.integers(0, 9), st.integers()), max_size=200))
def test_merging_is_a_stable_sort(pairs: list[Pair]) -> None:
    """Python's sort is one, and comes to the same."""
    assert merge_sorted(pairs, by_the_first) == sorted(pairs, key=cmp_to_key(by_the_first))


@pytest.mark.parametrize("sort", [merge_sorted, sorted_by])
def test_the_list_that_is_sorted_stays_as_it_is(sort: object) -> None:
    """Also when the function fails half way."""
    pairs = [(number % 7, number) for number in range(100)]
    before = list(pairs)
    calls = 0

    def fails(left: Pair, right: Pair) -> int:
        nonlocal calls
        calls += 1
        if calls == 150:
            raise ZeroDivisionError
        return by_the_first(left, right)

    assert callable(sort)
    sort(pairs, by_the_first)
    with pytest.raises(ZeroDivisionError):
        sort(pairs, fails)
    assert pairs == before


@given(st.lists(st.integers(), max_size=100), st.randoms(use_true_random=False))
def test_a_function_that_says_anything_loses_no_element(numbers: list[int], chance: object) -> None:
    """An inconsistent comparator gives some order of the same elements."""
    found = merge_sorted(numbers, lambda left, right: chance.choice((-1, 0, 1)))  # type: ignore[attr-defined]
    assert sorted(found) == sorted(numbers)
