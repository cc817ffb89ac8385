"""LPC's [] on values of any kind: reading and writing one element or a range.

Strings are immutable here, so writing into one gives a new string that compiled code stores in the variable the old one
came from: `string_with` for one character, `with_range` for a range. `with_range` also serves arrays and buffers:
when the length stays the same it writes into the given value, which everybody who holds it sees; otherwise it gives a
new value. Compiled code may call all of this.
"""

from __future__ import annotations

from typing import Any, Final

from ...config import Grammar
from ...errors import LpcError, runtime_error
from .. import limits
from ..kinds import kind
from ..values import UNDEFINED, Destructed, Mapping, live, to_key
from .arithmetic import mapping_too_large

_BYTE: Final = 0xFF
_ESCAPED: Final = range(0xDC80, 0xDD00)  # how surrogateescape spells an undecodable byte
_ESCAPE_BASE: Final = 0xDC00


def code_of(character: str) -> int:
    """The number that LPC sees for a character; an undecodable byte is itself."""
    code = ord(character)
    return code - _ESCAPE_BASE if code in _ESCAPED else code


def character(code: int) -> str:
    """The character for a number, of which one byte counts when strings are bytes."""
    if limits.current.byte_strings:
        return chr(code & _BYTE)
    if 0 < code <= 0x10FFFF and not 0xD800 <= code < 0xE000:
        return chr(code)
    return chr(code & _BYTE)


def index(base: Any, position: Any) -> Any:
    """base[position]; undefined for a key that a mapping has not."""
    if base.__class__ is list:
        if position.__class__ is int and 0 <= position < len(base):
            value = base[position]
            return 0 if value.__class__ is Destructed else value
        return _array_element(base, position, len(base))
    if base.__class__ is Mapping:
        of = position.__class__
        value = base.get(position if of is str or of is int else to_key(position), UNDEFINED)
        return 0 if value.__class__ is Destructed else value
    if base.__class__ is str:
        if position.__class__ is int and 0 <= position < len(base):
            code = ord(base[position])
            return code if code < _ESCAPED.start else code_of(base[position])
        return _string_element(base, position)
    if base.__class__ is bytearray:
        return _buffer_element(base, position)
    raise _not_indexable(base)


def optional_index(base: Any, position: Any) -> Any:
    """base?.[position]: undefined where base is no mapping."""
    return index(base, position) if base.__class__ is Mapping else UNDEFINED


def _array_element(base: list[Any], position: Any, size: int) -> Any:
    position = live(position)
    if not isinstance(position, int):
        raise runtime_error("Array indexes must be integers.")
    if position < 0:
        raise runtime_error("Array index must be positive or zero.")
    if position >= size:
        raise runtime_error("Array index out of bounds.")
    return live(base[position])


def _string_element(base: str, position: Any) -> int:
    """The character; reading one past the end gives 0, which old programs use to find the end."""
    position = live(position)
    if not isinstance(position, int):
        raise runtime_error("String indexes must be integers.")
    if not 0 <= position <= len(base):
        raise runtime_error("String index out of bounds.")
    return code_of(base[position]) if position < len(base) else 0


def _buffer_element(base: bytearray, position: Any) -> int:
    position = live(position)
    if not isinstance(position, int):
        raise runtime_error("Buffer indexes must be integers.")
    if not 0 <= position < len(base):
        raise runtime_error("Buffer index out of bounds.")
    return base[position]


def _not_indexable(base: Any) -> LpcError:
    base = live(base)
    if isinstance(base, int) and base == 0:
        return runtime_error("Value being indexed is zero.")
    return runtime_error(f"Cannot index value of type '{kind(base)}'.")


def index_from_end(base: Any, position: Any) -> Any:
    """base[<position]; <1 is the last element."""
    if position.__class__ is int:
        if base.__class__ is str and 0 < position <= len(base):
            code = ord(base[-position])
            return code if code < _ESCAPED.start else code_of(base[-position])
        if base.__class__ is list and 0 < position <= len(base):
            value = base[-position]
            return 0 if value.__class__ is Destructed else value
    of_kind = kind(base)
    if of_kind not in ("array", "string", "buffer"):
        raise _not_indexable(base)
    position = live(position)
    if not isinstance(position, int):
        raise runtime_error(f"Indexing {'an' if of_kind == 'array' else 'a'} {of_kind} with an illegal type.")
    position = len(base) - position
    if of_kind == "array" and position < 0:
        raise runtime_error("Array index out of bounds.")
    return index(base, position)


def index_to_change(base: Any, position: Any, from_end: bool = False, within: Any = None) -> Any:
    """base[position] where something will be stored: the errors are those of storing, and a mapping gets the key.

    `within`: the index at which it will be stored within the element; there is nothing within a character.
    """
    if base.__class__ is list and position.__class__ is int and 0 <= position < len(base) and not from_end:
        return live(base[position])
    if base.__class__ is Mapping and not from_end:
        if to_key(position) not in base:
            store_index(base, position, UNDEFINED)
        return index(base, position)
    at = _write_position(base, position, from_end)
    if within is not None and base.__class__ is not list and limits.current.dialect.grammar is not Grammar.FLUFFOS:
        a_number = isinstance(live(within), int)
        raise runtime_error("Cannot index value of type '*lvalue_byte*'." if a_number else "Illegal type of index")
    return code_of(base[at]) if base.__class__ is str else live(base[at])


def store_index(base: Any, position: Any, value: Any, from_end: bool = False, used: bool = False) -> Any:
    """base[position] = value for arrays, mappings and buffers; the value is the result.

    A string comes here when no variable holds it, as in (a = b)[0] = 'x'.
    """
    if base.__class__ is list and position.__class__ is int and not from_end and 0 <= position < len(base):
        base[position] = value
        return value
    if base.__class__ is Mapping and not from_end:
        of = position.__class__
        key = position if of is str or of is int else to_key(position)
        if len(base) >= limits.current.mapping and key not in base:
            raise mapping_too_large()
        base[key] = value
        return value
    if base.__class__ is str and isinstance(live(position), int):
        raise runtime_error("Illegal to make char lvalue from assigned string.")
    position = _write_position(base, position, from_end)
    if base.__class__ is list:
        base[position] = value
    else:
        base[position] = _byte(value, used)
    return value


def _write_position(base: Any, position: Any, from_end: bool) -> int:
    position = live(position)
    if not isinstance(position, int):
        raise runtime_error("Illegal type of index")
    if base.__class__ not in (list, bytearray, str):
        raise _not_indexable(base)
    if from_end:
        position = len(base) - position
    if not 0 <= position < len(base):
        if base.__class__ is str:
            raise runtime_error("Index out of bounds in string index lvalue.")
        if base.__class__ is list:
            fluffos = limits.current.dialect.grammar is Grammar.FLUFFOS
            raise runtime_error("Array index out of bounds" + ("" if fluffos else "."))
        raise runtime_error("Buffer index out of bounds.")
    return int(position)


def _byte(value: Any, used: bool) -> int:
    """The byte that is stored in a buffer for a number; 0, and no number that is none, only in FluffOS's dialect."""
    value = live(value)
    if not isinstance(value, int):
        raise _no_character(used)
    if limits.current.dialect.grammar is Grammar.FLUFFOS:
        if not 0 <= value <= _BYTE:
            raise runtime_error("Buffer byte value out of range: must be 0..255.")
    elif value & _BYTE == 0:
        raise _zero_character(used)
    return value & _BYTE


def string_with(base: str, position: Any, value: Any, from_end: bool = False, used: bool = False) -> str:
    """The string with one character replaced: what a variable holds after s[position] = value.

    Errors are worded differently where the value of the assignment is `used`.
    """
    position = _write_position(base, position, from_end)
    value = live(value)
    if not isinstance(value, int):
        raise _no_character(used)
    replacement = character(value)
    if replacement == "\0":
        raise _zero_character(used)
    return base[:position] + replacement + base[position + 1 :]


def _no_character(used: bool) -> LpcError:
    if limits.current.dialect.grammar is Grammar.FLUFFOS:
        return runtime_error(f"Illegal rhs to {'char' if used else 'byte'} lvalue")
    message = "Illegal to assign a non-numeric value to char lvalue." if used else "Illegal rhs to char lvalue"
    return runtime_error(message)


def _zero_character(used: bool) -> LpcError:
    if limits.current.dialect.grammar is Grammar.FLUFFOS:
        return runtime_error("Strings cannot contain 0 byte.")
    return runtime_error("Strings cannot contain NUL character." if used else "Strings cannot contain 0 bytes.")


def range_(base: Any, first: Any, first_from_end: bool, last: Any, last_from_end: bool) -> Any:
    """base[first..last] as a new string, array or buffer; a flag says that `<` stands before the bound.

    An end of `<1` is how compiled code writes an open end.
    """
    if first.__class__ is int and last.__class__ is int and (base.__class__ is str or base.__class__ is list):
        size = len(base)
        start = size - first if first_from_end else first
        behind = (size - last if last_from_end else last) + 1
        if 0 <= start < behind:
            return base[start:behind]
    return _any_range(base, first, first_from_end, last, last_from_end)


def _any_range(base: Any, first: Any, first_from_end: bool, last: Any, last_from_end: bool) -> Any:
    first, last = _bound(first, "Start"), _bound(last, "End")
    size = _size(base)
    start = size - first if first_from_end else first
    end = size - last if last_from_end else last
    if limits.current.dialect.negative_ranges and base.__class__ is not list:
        # in buffers, and at the start of an open range, even a bound that has its `<` is counted from the end again
        always = base.__class__ is bytearray or (last_from_end and last == 1)
        if start < 0 and (always or not first_from_end):
            start += size
        if end < 0 and (base.__class__ is bytearray or not last_from_end):
            end += size
    start = max(start, 0)
    return base[start : end + 1] if start <= end else base[:0]


def range_from(base: Any, first: Any, first_from_end: bool = False) -> Any:
    """base[first..], to the end."""
    first = _bound(first, "Start")
    size = _size(base)
    start = size - first if first_from_end else first
    if start < 0 and limits.current.dialect.negative_ranges and base.__class__ is not list:
        start += size
    return base[max(start, 0) :]


def _bound(value: Any, which: str) -> int:
    value = live(value)
    if not isinstance(value, int):
        raise LpcError(f"{which} of range [ .. ] interval must be a number.\n")
    return int(value)


def _size(base: Any) -> int:
    if base.__class__ not in (str, list, bytearray):
        if limits.current.dialect.grammar is Grammar.FLUFFOS:
            raise LpcError(f"Cannot index type '{kind(live(base))}' using [ .. ] operator.\n")
        raise LpcError("Bad argument to [ .. ] range operator.\n")
    return len(base)


def range_to_change(base: Any, first: Any, first_from_end: bool, last: Any, last_from_end: bool) -> Any:
    """base[first..last] where something will be stored: the errors are those of storing."""
    if base.__class__ is not str and base.__class__ is not list and base.__class__ is not bytearray:
        raise runtime_error("Range lvalue on illegal type.")
    _written_bounds(len(base), first, first_from_end, last, last_from_end)
    return range_(base, first, first_from_end, last, last_from_end)


def with_range(
    base: Any, first: Any, first_from_end: bool, last: Any, last_from_end: bool, value: Any
) -> Any:
    """What the variable that held `base` holds after base[first..last] = value.

    For base[first..] = value pass last 1 with last_from_end.
    """
    if base.__class__ is not str and base.__class__ is not list and base.__class__ is not bytearray:
        raise runtime_error("Range lvalue on illegal type.")
    return _with_range(base, first, first_from_end, last, last_from_end, value)


def _with_range(base: Any, first: Any, first_from_end: bool, last: Any, last_from_end: bool, value: Any) -> Any:
    start, end = _written_bounds(len(base), first, first_from_end, last, last_from_end)
    if value.__class__ is not base.__class__:
        bare = base.__class__ is list and limits.current.dialect.grammar is Grammar.FLUFFOS
        raise runtime_error(f"Illegal rhs to {kind(base)} range lvalue" + ("" if bare else "."))
    if base.__class__ is not str and len(value) == end - start:
        base[start:end] = value
        return base
    grown = len(base) - end + start + len(value)
    if base.__class__ is list and grown > limits.current.array:
        raise LpcError("Illegal array size.\n")
    if base.__class__ is bytearray and grown > limits.current.buffer:
        raise LpcError("Illegal buffer size.\n")
    return base[:start] + value + base[end:]


def _written_bounds(
    size: int, first: Any, first_from_end: bool, last: Any, last_from_end: bool
) -> tuple[int, int]:
    """The bounds as a half-open interval; its end may lie before its start, then what lies between is doubled."""
    last = live(last)
    if not isinstance(last, int):
        raise runtime_error("Illegal 2nd index type to range lvalue.")
    end = (size - last if last_from_end else last) + 1
    if not 0 <= end <= size:
        raise runtime_error("The 2nd index to range lvalue must be >= -1 and < sizeof(indexed value)")
    first = live(first)
    if not isinstance(first, int):
        raise runtime_error("Illegal 1st index type to range lvalue")
    start = size - first if first_from_end else first
    if not 0 <= start <= size:
        raise runtime_error("The 1st index to range lvalue must be >= 0 and <= sizeof(indexed value)")
    return int(start), int(end)
