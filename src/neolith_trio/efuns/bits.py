"""Efuns on bit strings: texts that hold six bits a character, as old mudlibs keep flags in save files."""

from __future__ import annotations

from typing import Final

from ..errors import LpcError
from ..runtime import limits
from .registry import efun

_BITS: Final = 6
_ZERO: Final = 0x20
_HIGHEST: Final = 0x3F


@efun("string set_bit(string bits, int number)", dot_call=True)
def set_bit(bits: str, number: int) -> str:
    """The bit string with one bit set.

    Arguments:
        bits: the bit string; it is made longer where needed.
        number: the number of the bit, from 0.
    Returns: the new bit string.
    Errors: a negative number, one over the configured number of bits, a string that is no bit string.
    Example:
        set_bit("", 5)      // "@"
    See also: clear_bit, test_bit, next_bit
    """
    _check(bits, number, "set_bit", "set_bit() bit requested: %d > maximum bits: %d\n")
    place, bit = divmod(number, _BITS)
    bits = bits.ljust(place + 1)
    value = _value(bits, place, "set_bit") | 1 << bit
    return bits[:place] + chr(value + _ZERO) + bits[place + 1 :]


@efun("string clear_bit(string bits, int number)", dot_call=True)
def clear_bit(bits: str, number: int) -> str:
    """The bit string with one bit cleared.

    Arguments:
        bits: the bit string.
        number: the number of the bit, from 0.
    Returns: the new bit string.
    Errors: a negative number, one over the configured number of bits, a string that is no bit string.
    Example:
        clear_bit("P", 5)       // "0"
    See also: set_bit, test_bit, next_bit
    """
    _check(bits, number, "clear_bit", "clear_bit() bit requested : %d > maximum bits: %d\n")
    place, bit = divmod(number, _BITS)
    if place >= len(bits):
        return bits
    value = _value(bits, place, "clear_bit") & ~(1 << bit)
    return bits[:place] + chr(value + _ZERO) + bits[place + 1 :]


def _check(bits: str, number: int, name: str, too_high: str) -> None:
    if number > limits.current.bit_field:
        raise LpcError(too_high % (number, limits.current.bit_field))
    if number < 0:
        raise LpcError(f"Bad argument 2 (negative) to {name}().\n")


def _value(bits: str, place: int, name: str) -> int:
    value = ord(bits[place]) - _ZERO
    if not 0 <= value <= _HIGHEST:
        raise LpcError(f"Illegal bit pattern in {name} character {place}\n")
    return value


@efun("int test_bit(string bits, int number)", dot_call=True)
def test_bit(bits: str, number: int) -> int:
    """Is a bit set?

    Arguments:
        bits: the bit string.
        number: the number of the bit, from 0.
    Returns: 1 when it is set, else 0.
    Errors: a negative number.
    Example:
        test_bit("@", 5)        // 1
    See also: set_bit, clear_bit, next_bit
    """
    if not bits:
        return 0
    if number < 0:
        raise LpcError("Bad argument 2 (negative) to test_bit().\n")
    place, bit = divmod(number, _BITS)
    return (ord(bits[place]) - _ZERO) >> bit & 1 if place < len(bits) else 0


@efun("int next_bit(string bits, int after)", dot_call=True)
def next_bit(bits: str, after: int) -> int:
    """The number of the next bit that is set.

    Arguments:
        bits: the bit string.
        after: the search begins after this bit; 0 or less: with the first one, so that bit 0 is found too.
    Returns: the number of the bit, -1 when there is none.
    Example:
        next_bit("  !", 0)      // 12
    See also: test_bit
    """
    for number in range(after + 1 if after > 0 else 0, len(bits) * _BITS):
        if (ord(bits[number // _BITS]) - _ZERO) >> number % _BITS & 1:
            return number
    return -1
