"""LPC's arithmetic, comparison and bit operators on values of any kind.

The rule: what the compiler could not prove comes here, and the errors are those that LPC programs know. Integers wrap
at 64 bits, division and modulo truncate towards zero, a shift count is taken modulo 64. Compiled code, efuns and
`assigning` may call it.
"""

from __future__ import annotations

from typing import Any, Final

from ...config import Grammar
from ...errors import LpcError, runtime_error
from .. import limits
from ..errors import bad_argument
from ..kinds import kind
from ..mapping_order import added, with_room_of
from ..values import INT_MAX, INT_MIN, Destructed, Mapping, Undefined, live, same, to_key, wrap

_NUMBERS: Final = ("int", "float")
_NUMERIC: Final[frozenset[Any]] = frozenset({int, float, Undefined})
_COMPARABLE: Final = ("int", "string", "float")
_PLAIN: Final = frozenset({int, str})  # what Python compares as LPC does when both are of one kind
_SHIFT_MASK: Final = 63
_PUNCTUATION: Final = {  # of the error of +, by the kind of the right operand, as mudlibs compare it
    "string": (" ", "."),
    "buffer": (" ", "."),
    "float": (" ", ""),
    "array": (" ", ""),
    "mapping": (" ", ""),
}


def add(left: Any, right: Any) -> Any:
    """left + right: numbers, strings and numbers in any order, arrays, mappings, buffers."""
    a, b = left.__class__, right.__class__
    if a is int and b is int:
        result = left + right
        return result if INT_MIN <= result <= INT_MAX else wrap(result)
    if a is str:
        if b is str:
            return left + right
        if b is float:
            return left + f"{right:f}"
        if isinstance(right, int | Destructed):
            return left + str(int(live(right)))
    elif b is str:
        if a is float:
            return f"{left:f}" + right
        if isinstance(left, int | Destructed):
            return str(int(live(left))) + right
    elif a is list and b is list:
        return joined(left, right)
    elif a in _NUMERIC and b in _NUMERIC:
        return _number(left + right)
    return _add_others(live(left), live(right))


def _add_others(left: Any, right: Any) -> Any:
    a, b = kind(left), kind(right)
    if a in _NUMBERS and b in _NUMBERS:
        result = left + right
        return wrap(int(result)) if result.__class__ is not float else result
    if a == b == "mapping":
        return merged(left, right)
    if a == b == "buffer":
        return buffer_of_size(len(left) + len(right), left + right)
    if {a, b} == {"string", "object"} and limits.current.dialect.objects_as_text:
        return _text(left) + _text(right)
    before, after = _PUNCTUATION.get(b, ("  ", "."))
    raise runtime_error(f"Bad type argument to +.{before}Had {a} and {b}{after}")


def _text(value: Any) -> str:
    """A string, or the name of an object."""
    return value if value.__class__ is str else f"/{value.name}"


def joined(left: list[Any], right: list[Any]) -> list[Any]:
    """The sum of two arrays, within the limit."""
    if len(left) + len(right) > limits.current.array:
        raise LpcError("result of array addition is greater than maximum array size.\n")
    return left + right


def merged(left: Mapping, right: Mapping) -> Mapping:
    """The sum of two mappings: the right one's values win."""
    result = added(left, right)
    if len(result) > limits.current.mapping:
        raise mapping_too_large()
    return result


def buffer_of_size(size: int, content: bytearray) -> bytearray:
    """`content`, after its size was checked."""
    if size > limits.current.buffer:
        raise LpcError("Illegal buffer size.\n")
    return content


def mapping_too_large() -> LpcError:
    """The error of everybody who would make a mapping grow over the limit."""
    return LpcError("Mapping too large.\n")


def subtract(left: Any, right: Any) -> Any:
    """left - right: numbers, or the elements of an array that are not in another one."""
    if left.__class__ is int and right.__class__ is int:
        result = left - right
        return result if INT_MIN <= result <= INT_MAX else wrap(result)
    if left.__class__ is list and right.__class__ is list:
        return without(left, right)
    if left.__class__ in _NUMERIC and right.__class__ in _NUMERIC:
        return _number(left - right)
    left, right = live(left), live(right)
    a, b = kind(left), kind(right)
    if a in _NUMBERS and b in _NUMBERS:
        return _number(left - right)
    if a not in (*_NUMBERS, "array"):
        raise runtime_error("Bad left type to -.")
    if b not in (*_NUMBERS, "array"):
        raise runtime_error("Bad right type to -.")
    raise runtime_error("Arguments to - do not have compatible types.")


def without(left: list[Any], right: list[Any]) -> list[Any]:
    """The elements of `left` that are not the same as any element of `right`."""
    unwanted = {to_key(one) for one in right}
    return [one for one in left if to_key(one) not in unwanted]


def common(left: list[Any], right: list[Any]) -> list[Any]:
    """The elements of `left`, repeated ones too, that are the same as one of `right`; ints in ascending order."""
    wanted = {to_key(one) for one in right}
    found = [one for one in left if to_key(one) in wanted]
    return sorted(found) if all(one.__class__ is int for one in found) else found


def union(left: list[Any], right: list[Any]) -> list[Any]:
    """The elements of `left`, then those of `right` that are not the same as one of `left`; ints in ascending order."""
    known = {to_key(one) for one in left}
    added = [one for one in right if to_key(one) not in known]
    if left and all(one.__class__ is int for one in added):
        added.sort()
    if len(left) + len(added) > limits.current.array:
        raise runtime_error("result of array union could be greater than maximum array size.")
    return [*left, *added]


def _number(result: Any) -> Any:
    """The result of a Python operation on two LPC numbers as an LPC number."""
    return result if result.__class__ is float else wrap(int(result))


def multiply(left: Any, right: Any) -> Any:
    """left * right: numbers, or the composition of two mappings."""
    if left.__class__ is int and right.__class__ is int:
        result = left * right
        return result if INT_MIN <= result <= INT_MAX else wrap(result)
    if left.__class__ in _NUMERIC and right.__class__ in _NUMERIC:
        return _number(left * right)
    left, right = live(left), live(right)
    a, b = kind(left), kind(right)
    if a in _NUMBERS and b in _NUMBERS:
        return _number(left * right)
    if a == b == "mapping":
        return composed(left, right)
    accepted = ("int", "mapping", "float")
    if a not in accepted:
        raise bad_argument(1, "*", accepted, left)
    if b not in accepted:
        raise bad_argument(2, "*", accepted, right)
    raise runtime_error("Args to * are not compatible.")


def composed(left: Mapping, right: Mapping) -> Mapping:
    """Keys of `left` whose value is a key of `right`, with the value that it has there."""
    found = ((key, right.get(to_key(value), _ABSENT)) for key, value in left.items())
    return with_room_of(left, Mapping({key: value for key, value in found if value is not _ABSENT}))


_ABSENT: Final = object()


def divide(left: Any, right: Any) -> Any:
    """left / right; the quotient of two ints is cut towards zero."""
    if left.__class__ is int and right.__class__ is int and left >= 0 and right > 0:
        return left // right
    left, right = live(left), live(right)
    a, b = kind(left), kind(right)
    if a not in _NUMBERS:
        raise bad_argument(1, "/", _NUMBERS, left)
    if b not in _NUMBERS:
        raise bad_argument(2, "/", _NUMBERS, right)
    if right == 0:
        if a == "int" and b == "float":
            raise runtime_error("Division by 0.0")
        raise runtime_error("Division by zero" + ("" if limits.current.dialect.grammar is Grammar.FLUFFOS else "."))
    if a == b == "int":
        quotient = abs(left) // abs(right)
        return wrap(quotient if (left < 0) == (right < 0) else -quotient)
    return left / right


def modulo(left: Any, right: Any) -> int:
    """left % right with the sign of the left operand."""
    if left.__class__ is int and right.__class__ is int and left >= 0 and right > 0:
        return int(left % right)
    dividend, divisor = _int_operands(left, right, "%")
    if divisor == 0:
        raise runtime_error("Modulus by zero.")
    rest = abs(dividend) % abs(divisor)
    return -rest if dividend < 0 else rest


def _int_operands(left: Any, right: Any, sign: str) -> tuple[int, int]:
    if left.__class__ is int and right.__class__ is int:
        return left, right
    left, right = live(left), live(right)
    if not isinstance(left, int):
        raise bad_argument(1, sign, ("int",), left)
    if not isinstance(right, int):
        raise bad_argument(2, sign, ("int",), right)
    return int(left), int(right)


def bit_and(left: Any, right: Any) -> Any:
    """left & right: bits of ints, or what two arrays have in common."""
    if left.__class__ is list and right.__class__ is list:
        return common(left, right)
    a, b = _int_operands(left, right, "&")
    return a & b


def has_unions() -> bool:
    """Whether | means something for arrays."""
    return limits.current.dialect.grammar is Grammar.FLUFFOS


def bit_or(left: Any, right: Any) -> Any:
    """left | right: bits of ints; in FluffOS what is in one of two arrays."""
    if left.__class__ is list and right.__class__ is list and has_unions():
        return union(left, right)
    a, b = _int_operands(left, right, "|")
    return a | b


def bit_xor(left: Any, right: Any) -> int:
    """left ^ right."""
    a, b = _int_operands(left, right, "^")
    return a ^ b


def shift_left(left: Any, right: Any) -> int:
    """left << right."""
    number, count = _int_operands(left, right, "<<")
    return wrap(number << (count & _SHIFT_MASK))


def shift_right(left: Any, right: Any) -> int:
    """left >> right; the sign is kept."""
    number, count = _int_operands(left, right, ">>")
    return number >> (count & _SHIFT_MASK)


def negate(value: Any) -> Any:
    """-value."""
    value = live(value)
    if kind(value) not in _NUMBERS:
        raise runtime_error("Bad argument to unary minus")
    return _number(-value)


def complement(value: Any) -> int:
    """~value."""
    value = live(value)
    if not isinstance(value, int):
        raise runtime_error("Bad argument to ~")
    return ~int(value)


def not_(value: Any) -> int:
    """!value: 1 for 0, undefined and destructed objects."""
    return 1 if value.__class__ is not float and value == 0 else 0


def equal(left: Any, right: Any) -> int:
    """left == right as 1 or 0."""
    if left.__class__ is right.__class__ and left.__class__ in _PLAIN:
        return 1 if left == right else 0
    return 1 if same(left, right) else 0


def not_equal(left: Any, right: Any) -> int:
    """left != right as 1 or 0."""
    if left.__class__ is right.__class__ and left.__class__ in _PLAIN:
        return 1 if left != right else 0
    return 0 if same(left, right) else 1


def _comparable(left: Any, right: Any, sign: str) -> tuple[Any, Any]:
    """Both operands when they can be ordered: two numbers or two strings."""
    left, right = live(left), live(right)
    a, b = kind(left), kind(right)
    if (a in _NUMBERS and b in _NUMBERS) or a == b == "string":
        return left, right
    if a in _NUMBERS:
        raise bad_argument(2, sign, _NUMBERS, right)
    if a == "string":
        raise bad_argument(2, sign, ("string",), right)
    raise bad_argument(1, sign, _COMPARABLE, left)


def less(left: Any, right: Any) -> int:
    """left < right as 1 or 0."""
    if left.__class__ is right.__class__ and left.__class__ in _PLAIN:
        return 1 if left < right else 0
    left, right = _comparable(left, right, "<")
    return 1 if left < right else 0


def less_equal(left: Any, right: Any) -> int:
    """left <= right as 1 or 0."""
    if left.__class__ is right.__class__ and left.__class__ in _PLAIN:
        return 1 if left <= right else 0
    left, right = _comparable(left, right, "<=")
    return 1 if left <= right else 0


def greater(left: Any, right: Any) -> int:
    """left > right as 1 or 0."""
    if left.__class__ is right.__class__ and left.__class__ in _PLAIN:
        return 1 if left > right else 0
    left, right = _comparable(left, right, ">")
    return 1 if left > right else 0


def greater_equal(left: Any, right: Any) -> int:
    """left >= right as 1 or 0."""
    if left.__class__ is right.__class__ and left.__class__ in _PLAIN:
        return 1 if left >= right else 0
    left, right = _comparable(left, right, ">=")
    return 1 if left >= right else 0


def truncated(number: float) -> int:
    """A float cut to an int; what no int can hold gives the smallest int, as on x86-64."""
    if not INT_MIN <= number <= INT_MAX:
        return INT_MIN
    result = int(number)
    return result if result <= INT_MAX else INT_MIN
