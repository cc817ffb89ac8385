"""The order in which mappings are walked: that of a tradition where numbers decide, and one order in every run."""

from __future__ import annotations

from typing import Any

import pytest

from neolith_trio.config import Dialect, MappingOrder, Profile
from neolith_trio.runtime import limits
from neolith_trio.runtime.mapping_order import walk
from neolith_trio.runtime.values import Mapping, from_key, to_key


def walked(order: MappingOrder, *keys: Any) -> list[Any]:
    """The keys of a mapping that got these keys, in the order in which LPC sees them."""
    limits.use(limits.Limits(dialect=Dialect.of(Profile.NEOLITH, {"mapping_order": order})))
    return [from_key(key) for key in walk(Mapping((to_key(key), 1) for key in keys))]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ((1, 2, 3), [3, 2, 1]),
        ((1, 2, 3, 20, 40), [40, 20, 3, 2, 1]),
        ((3, 1, 2, 17, 33), [33, 17, 2, 1, 3]),
        ((5, 7, 16, 200, 1000, -1, 1.5), [-1, 1000, 200, 16, 1.5, 7, 5]),
    ],
)
def test_numbers_come_as_neolith_has_them(keys: tuple[Any, ...], expected: list[Any]) -> None:
    """The orders that the reference driver gave for these mappings."""
    assert walked(MappingOrder.NEOLITH, *keys) == expected


def test_what_neolith_keeps_by_address_comes_newest_first() -> None:
    """Strings and arrays have one order in every run; an array is found by what it is, not by where it lies."""
    first, second = [1], [2]

    assert walked(MappingOrder.NEOLITH, "north", "up", "east") == ["east", "up", "north"]
    assert walked(MappingOrder.NEOLITH, first, "up", second) == [second, "up", first]
    assert walked(MappingOrder.FLUFFOS, first, second) == [second, first]


def test_the_order_of_insertion_may_be_chosen() -> None:
    """As the keys came, whatever they are."""
    assert walked(MappingOrder.INSERTION, 17, "up", 1.5, 2) == [17, "up", 1.5, 2]
