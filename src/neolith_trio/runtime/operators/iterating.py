"""Values that are walked, spread and put together: foreach, `...`, ({ }), ([ ]), switch and class members.

Compiled code calls these. A walk over an array goes on the array itself, so that it sees elements that are
assigned meanwhile; a walk over a mapping goes on the keys of its start.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import repeat
from operator import countOf
from typing import Any, Final

from ...errors import LpcError, runtime_error
from .. import limits
from ..errors import bad_argument
from ..mapping_order import pairs_of_texts, walk, with_room
from ..values import UNDEFINED, ClassValue, Mapping, from_key, live, to_key
from .arithmetic import mapping_too_large
from .indexing import code_of, index, store_index

_ASCII_END: Final = 0x80
_SIGN_BIT: Final = 0x80
_BYTE_SPAN: Final = 0x100
_PLAIN_KEYS: Final = frozenset({int, str})  # kinds of keys that are their LPC value
_TEXTS: Final[set[type]] = {str}


def iterate(value: Any) -> Iterable[Any]:
    """What foreach (x in value) assigns to x: elements of an array (also destructed ones), code points of a string."""
    if value.__class__ is list:
        return value
    if value.__class__ is str:
        return _codes(value)
    raise bad_argument(2, "foreach", ("array",), live(value))


def _codes(text: str) -> list[int]:
    """The code points of a string; a byte that is no valid UTF-8 is the negative number that C's char is."""
    if text.isascii():
        return list(text.encode("ascii"))
    if limits.current.byte_strings:
        text = text.encode("latin-1", "replace").decode("utf-8", "surrogateescape")
    return [_signed(one) for one in text]


def _signed(character: str) -> int:
    code = code_of(character)
    return code - _BYTE_SPAN if code != ord(character) and code & _SIGN_BIT else code


def iterate_pairs(value: Any) -> Iterator[tuple[Any, Any]]:
    """What foreach (k, v in value) assigns: the keys that the mapping has now, each with its value of that moment.

    A value may be a destructed object.
    """
    if value.__class__ is not Mapping:
        raise bad_argument(2, "foreach", ("mapping",), live(value))
    if countOf(map(type, value), str) == len(value):
        keys: Iterable[Any] = (held := walk(value, _TEXTS))
    elif (kinds := set(map(type, value))) <= _PLAIN_KEYS:
        keys = held = walk(value, kinds)
    else:
        value.drop_destructed()
        held = walk(value)
        keys = map(from_key, held)
    return zip(keys, map(value.get, held, repeat(UNDEFINED)), strict=True)


def iterate_still_pairs(value: Any) -> Iterable[tuple[Any, Any]]:
    """The same for a loop that changes no mapping."""
    if value.__class__ is Mapping and countOf(map(type, value), str) == len(value):
        return pairs_of_texts(value)
    return iterate_pairs(value)


def spread(value: Any) -> list[Any]:
    """The arguments that `value...` stands for."""
    if value.__class__ is not list:
        raise runtime_error("Item being expanded with ... is not an array.")
    return [live(one) for one in value]


def make_array(values: list[Any]) -> list[Any]:
    """({ values }), within the limit."""
    if len(values) > limits.current.array:
        raise LpcError("Illegal array size.\n")
    return values


def make_mapping(pairs: Iterable[tuple[Any, Any]]) -> Mapping:
    """([ key: value, ... ]); of two equal keys the later one wins."""
    mapping = Mapping()
    for key, value in pairs:
        mapping[to_key(key)] = value
    if len(mapping) > limits.current.mapping:
        raise mapping_too_large()
    return with_room(mapping, len(mapping))


def switch_key(value: Any, of_strings: bool) -> Any:
    """The value of a switch as a key of its table of cases; 0 is welcome among strings."""
    value = live(value)
    if of_strings:
        if value.__class__ is str:
            return value
        if isinstance(value, int) and value == 0:
            return 0
        raise bad_argument(1, "switch", ("string",), value)
    if not isinstance(value, int):
        raise bad_argument(1, "switch", ("int",), value)
    return int(value)


def member(value: Any, name: str, position: int = -1) -> Any:
    """value->name of a class value; FluffOS's value.name of a mapping. `position`: the member's number in its class."""
    if value.__class__ is Mapping:
        return index(value, name)
    return live(getattr(value, _member_name(value, name, position)))


def store_member(value: Any, name: str, new: Any, position: int = -1) -> Any:
    """value->name = new; the new value is the result."""
    if value.__class__ is Mapping:
        return store_index(value, name, new)
    setattr(value, _member_name(value, name, position), new)
    return new


def _member_name(value: Any, name: str, position: int) -> str:
    """The name of a member in this value, which may come from a file: then its position counts."""
    if not isinstance(value, ClassValue):
        raise runtime_error("Tried to take a member of something that isn't a class.")
    members = value.lpc_members
    if name in members:
        return name
    if not 0 <= position < len(members):
        raise runtime_error("Class has no corresponding member.")
    return members[position]
