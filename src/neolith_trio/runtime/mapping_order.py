"""In which order a mapping is walked.

Mapping.keys() by itself gives the order in which the keys came. The C drivers walk a hash table, from the last bucket
to the first and in each from the newest key to the oldest; players of their mudlibs see lists in that order, so a walk
puts the keys of a mapping into such a table first, as `limits.current.dialect.mapping_order` says:

    insertion  no table
    neolith    buckets by number; what Neolith puts by its address in memory (strings, objects, arrays) is in one bucket
    fluffos    buckets by number and by the hash of strings and object names

Nothing is kept between walks: the order is that of a mapping which got its present keys in their order. No address
decides, so two runs give one order.

Only the text of a value (%O, write) shows the table from its first bucket to the last.

Whoever walks a mapping for LPC asks `walk`, or `pairs_of_texts`; whoever prints one asks `shown`.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final

from ..config import MappingOrder
from . import limits
from .values import Boxed, LpcObject, Mapping

_ALL: Final = (1 << 64) - 1
_FACTOR: Final = 0xC6A4A7935BD1E995  # of the 64-bit MurmurHash that C++ libraries have for strings
_SEED: Final = 0xC70F6907
_FLUFFOS_TABLE: Final = 16
_NEOLITH_TABLE: Final = 8
_ADDRESS_BITS: Final = 4  # that Neolith leaves out of every key
_FILL_PERCENT: Final = 80
_STRING_BITS: Final = 0xFFFF


def walk(mapping: Mapping, kinds: set[type] | None = None) -> list[Any]:
    """The keys of a mapping as it holds them, in the order in which LPC is to see them; `kinds`: those of the keys."""
    keys = list(mapping)
    order = limits.current.dialect.mapping_order
    if len(keys) < 2 or order is MappingOrder.INSERTION:
        return keys
    kinds = kinds or set(map(type, keys))
    if order is MappingOrder.NEOLITH and kinds == {str}:
        keys.reverse()
        return keys
    return _table(keys, order, kinds).walk()


def shown(mapping: Mapping) -> list[Any]:
    """The keys in the order in which the text of a mapping has them."""
    keys = list(mapping)
    order = limits.current.dialect.mapping_order
    if len(keys) < 2 or order is MappingOrder.INSERTION:
        return keys
    return _table(keys, order, set(map(type, keys))).shown()


def _table(keys: list[Any], order: MappingOrder, kinds: set[type]) -> _Table:
    if order is MappingOrder.FLUFFOS:
        return _Table([(_fluffos_hash(key), key) for key in keys], _FLUFFOS_TABLE)
    if kinds == {int}:
        return _Table([((key & _ALL) >> _ADDRESS_BITS, key) for key in keys], _NEOLITH_TABLE)
    return _Table([(_neolith_hash(key), key) for key in keys], _NEOLITH_TABLE)


def pairs_of_texts(mapping: Mapping) -> Iterable[tuple[str, Any]]:
    """The pairs of a mapping whose keys are strings, in the same order, while nobody changes it."""
    match limits.current.dialect.mapping_order:
        case MappingOrder.INSERTION:
            return mapping.items()
        case MappingOrder.FLUFFOS:
            return [(key, mapping[key]) for key in walk(mapping)]
        case _:
            return reversed(mapping.items())


class _Table:
    """A hash table as the C drivers have it, of keys with their numbers; a bucket has its newest key last here."""

    def __init__(self, keys: list[tuple[int, Any]], size: int) -> None:
        self._buckets: list[list[tuple[int, Any]]] = [[] for _ in range(size)]
        self._unfilled = size * _FILL_PERCENT // 100
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
