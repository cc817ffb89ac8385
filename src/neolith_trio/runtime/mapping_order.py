"""In which order a mapping is walked.

Mapping.keys() by itself gives the order in which the keys came. The C drivers walk a hash table, from the last bucket
to the first and in each from the newest key to the oldest; players of their mudlibs see lists in that order, so a walk
puts the keys of a mapping into such a table first, as `limits.current.dialect.mapping_order` says:

    insertion  no table
    neolith    buckets by number; what Neolith puts by its address in memory (strings, objects, arrays) is in one bucket
    fluffos    buckets by number and by the hash of strings and object names

Nothing is kept between walks but for how many pairs a mapping was made: the order is that of one which got its present
keys in their order. No address decides, so two runs give one order.

Only the text of a value (%O, write) shows the table from its first bucket to the last.

A copy has the keys of each bucket the other way round, and what filter() and map() call for is a copy. That is kept
up for mappings of numbers; what lies at addresses keeps its order, because the buckets of the C driver hold few of it.

Whoever walks a mapping for LPC asks `walk`, or `pairs_of_texts`, or `walk_copy` if the C drivers walk a copy; whoever
prints one asks `shown`; whoever makes one mapping of another puts the keys into it as `copied` or `refilled` has them,
or takes `added` and `absorbed`.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final

from ..config import MappingOrder
from . import limits
from .values import Boxed, LpcObject, Mapping

_INSERTION: Final = MappingOrder.INSERTION
_NEOLITH: Final = MappingOrder.NEOLITH
_TEXTS: Final = frozenset({str})
_ALL: Final = (1 << 64) - 1
_FACTOR: Final = 0xC6A4A7935BD1E995  # of the 64-bit MurmurHash that C++ libraries have for strings
_SEED: Final = 0xC70F6907
_FLUFFOS_TABLE: Final = 16
_NEOLITH_TABLE: Final = 8
_ADDRESS_BITS: Final = 4  # that Neolith leaves out of every key
_FILL_PERCENT: Final = 80
_FEW_BUCKETS: Final = 6 << _ADDRESS_BITS  # numbers below it do not make the table grow
_STRING_BITS: Final = 0xFFFF


def walk(mapping: Mapping, kinds: set[type] | None = None) -> list[Any]:
    """The keys of a mapping as it holds them, in the order in which LPC is to see them; `kinds`: those of the keys."""
    keys = list(mapping)
    order = limits.current.dialect.mapping_order
    if len(keys) < 2 or order is _INSERTION:
        return keys
    kinds = kinds or set(map(type, keys))
    if order is _NEOLITH and kinds == _TEXTS:
        keys.reverse()
        return keys
    return _table(mapping, keys, order, kinds).walk()


def shown(mapping: Mapping) -> list[Any]:
    """The keys in the order in which the text of a mapping has them."""
    keys = list(mapping)
    order = limits.current.dialect.mapping_order
    if len(keys) < 2 or order is MappingOrder.INSERTION:
        return keys
    return _table(mapping, keys, order, set(map(type, keys))).shown()


def with_room(mapping: Mapping, pairs: int) -> Mapping:
    """A mapping that was made for so many pairs: from the beginning its table has room for them."""
    if pairs > _NEOLITH_TABLE:
        mapping.room = pairs
    return mapping


def with_room_of(other: Mapping, mapping: Mapping) -> Mapping:
    """A mapping that was made as a copy of another."""
    return with_room(mapping, getattr(other, "room", 0))


def _neolith_table(mapping: Mapping) -> int:
    room: int = getattr(mapping, "room", 0)
    return 1 << room.bit_length() if room else _NEOLITH_TABLE


def _table(mapping: Mapping, keys: list[Any], order: MappingOrder, kinds: set[type]) -> _Table:
    if order is MappingOrder.FLUFFOS:
        return _Table([(_fluffos_hash(key), key) for key in keys], _FLUFFOS_TABLE)
    if kinds == {int}:
        return _Table([((key & _ALL) >> _ADDRESS_BITS, key) for key in keys], _neolith_table(mapping))
    return _Table([(_neolith_hash(key), key) for key in keys], _neolith_table(mapping))


def pairs_of_texts(mapping: Mapping) -> Iterable[tuple[str, Any]]:
    """The pairs of a mapping whose keys are strings, in the same order, while nobody changes it."""
    match limits.current.dialect.mapping_order:
        case MappingOrder.INSERTION:
            return mapping.items()
        case MappingOrder.FLUFFOS:
            return [(key, mapping[key]) for key in walk(mapping)]
        case _:
            return reversed(mapping.items())


def walk_copy(mapping: Mapping) -> list[Any]:
    """The keys of a mapping, as `walk` has them of a copy."""
    return _table_of_numbers(mapping).walk_copy() if _has_numbers(mapping) else walk(mapping)


def copied(mapping: Mapping) -> list[Any]:
    """The keys of a mapping, in the order in which a copy is to get them."""
    keys = list(mapping)
    if not _has_numbers(mapping):
        return keys
    if min(keys) >= 0 and max(keys) < _FEW_BUCKETS:
        keys.reverse()
        return keys
    return _table_of_numbers(mapping).copied()


def filtered(mapping: Mapping) -> list[Any]:
    """The keys of a mapping, in the order in which filter() puts them into a new one."""
    return walk_copy(mapping) if _has_numbers(mapping) else list(mapping)


def grouped(groups: Mapping, elements: int) -> Mapping:
    """What unique_mapping() makes of its groups, the first mark first, for an array of so many elements."""
    if not _has_numbers(groups):
        return Mapping(reversed(groups.items()))  # the mark of the first element counts as the oldest key
    size = 1 << elements.bit_length() if elements > _NEOLITH_TABLE else _NEOLITH_TABLE
    marks = _Table([((key & _ALL) >> _ADDRESS_BITS, key) for key in groups], size, grows=False).walk()
    return with_room(Mapping((mark, groups[mark]) for mark in marks), 2 * len(groups))


def refilled(mapping: Mapping) -> list[Any]:
    """The keys of a mapping, in the order in which copy() puts them into a new one: that of a walk."""
    return _table_of_numbers(mapping).walk() if _has_numbers(mapping) else list(mapping)


def added(left: Mapping, right: Mapping) -> Mapping:
    """A mapping of all pairs of two: a copy of the greater one, with the other's keys in the order of a walk."""
    greater, less = (left, right) if len(left) >= len(right) else (right, left)
    if not _has_numbers(greater):
        result = Mapping(left)
    else:
        result = Mapping(dict.fromkeys(copied(greater)))
        result.update(dict.fromkeys(walk(less)))
        result.update(left)
    result.update(right)
    return with_room_of(greater, result)


def absorbed(mapping: Mapping, more: Mapping) -> None:
    """Put the pairs of `more` into a mapping, in the order of a walk."""
    if _has_numbers(more):
        mapping.update(dict.fromkeys(walk(more)))
    mapping.update(more)


def _has_numbers(mapping: Mapping) -> bool:
    """Whether it is a mapping of ints, and of more than one, in the order of Neolith."""
    for key in mapping:  # the oldest tells it of nearly all others
        if key.__class__ is not int:
            return False
        break
    if len(mapping) < 2 or limits.current.dialect.mapping_order is not MappingOrder.NEOLITH:
        return False
    return set(map(type, mapping)) == {int}


def _table_of_numbers(numbers: Mapping) -> _Table:
    return _table(numbers, list(numbers), MappingOrder.NEOLITH, {int})


class _Table:
    """A hash table as the C drivers have it, of keys with their numbers; a bucket has its newest key last here."""

    def __init__(self, keys: list[tuple[int, Any]], size: int, *, grows: bool = True) -> None:
        self._buckets: list[list[tuple[int, Any]]] = [[] for _ in range(size)]
        self._unfilled = size * _FILL_PERCENT // 100 if grows else size + 1
        buckets, mask = self._buckets, size - 1
        for key in keys:
            bucket = buckets[key[0] & mask]
            if not bucket:
                self._unfilled -= 1
                if not self._unfilled:
                    self._grow()
                    mask = len(buckets) - 1
                    bucket = buckets[key[0] & mask]
            bucket.append(key)

    def _grow(self) -> None:
        """Twice as many buckets; what moves to the new half comes out in opposite order."""
        size = len(self._buckets)
        self._unfilled = size * _FILL_PERCENT // 100
        for at in range(size):
            bucket = self._buckets[at]
            staying = [one for one in bucket if not one[0] & size]
            moving = [one for one in bucket if one[0] & size]
            self._unfilled += bool(bucket and not staying) - bool(moving)
            self._buckets[at] = staying
            self._buckets.append(moving[::-1])

    def walk(self) -> list[Any]:
        """The keys from the last bucket to the first."""
        return [key for bucket in reversed(self._buckets) for _, key in reversed(bucket)]

    def shown(self) -> list[Any]:
        """The keys from the first bucket to the last."""
        return [key for bucket in self._buckets for _, key in reversed(bucket)]

    def walk_copy(self) -> list[Any]:
        """The same of a table whose buckets are turned round."""
        return [key for bucket in reversed(self._buckets) for _, key in bucket]

    def copied(self) -> list[Any]:
        """The keys in an order that makes a table of the same size, with its buckets turned round.

        One key of each bucket comes first: with them the table grows as far as it does, and later growth would turn
        buckets round again.
        """
        first = [bucket[-1][1] for bucket in self._buckets if bucket]
        return first + [key for bucket in self._buckets for _, key in bucket[-2::-1]]


def _neolith_hash(key: Any) -> int:
    return _bits(key) >> _ADDRESS_BITS


def _fluffos_hash(key: Any) -> int:
    if key.__class__ is str:
        return _string_hash(key)
    return _string_hash(key.name) if isinstance(key, LpcObject) else _bits(key)


def _bits(key: Any) -> int:
    """The bits of a number, 0 for what the C drivers have at an address."""
    if key.__class__ is Boxed and key.value.__class__ is float:
        bits: int = struct.unpack("<Q", struct.pack("<d", key.value))[0]
        return bits
    return int(key) & _ALL if isinstance(key, int) else 0


@lru_cache(maxsize=1 << 16)
def _string_hash(text: str) -> int:
    data = text.encode("utf-8", "surrogateescape")
    number = _SEED ^ (len(data) * _FACTOR & _ALL)
    whole = len(data) & ~7
    for (word,) in struct.iter_unpack("<Q", data[:whole]):
        mixed = _mixed(word * _FACTOR & _ALL) * _FACTOR & _ALL
        number = (number ^ mixed) * _FACTOR & _ALL
    if whole < len(data):
        number = (number ^ int.from_bytes(data[whole:], "little")) * _FACTOR & _ALL
    return _mixed(_mixed(number) * _FACTOR & _ALL) & _STRING_BITS


def _mixed(number: int) -> int:
    return number ^ (number >> 47)
