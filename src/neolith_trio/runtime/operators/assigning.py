"""The assigning operators: `op=`, ++ and --.

They differ from the plain operators: an int variable stays an int whatever is added to it, += on a mapping changes
the mapping that others hold too, and the errors are worded differently. Compiled code stores the
result in the variable.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from ...config import Grammar
from ...errors import LpcError, runtime_error
from .. import limits
from ..errors import bad_argument
from ..kinds import kind
from ..mapping_order import absorbed
from ..values import Mapping, live, wrap
from . import arithmetic
from .arithmetic import truncated

_NUMBERS: Final = ("int", "float")


def compound(op: str, old: Any, value: Any) -> Any:
    """What a variable that held `old` holds after `variable op value`; op is written with its `=`."""
    return _OPERATORS[op](live(old), live(value))


def add_assign(old: Any, value: Any, sign: str = "+=") -> Any:
    """+=: numbers to numbers, numbers and strings to strings, or two arrays, mappings (in place) or buffers.

    `sign` is the operator's name in errors; a float is cut before it is added to an int.
    """
    a, b = kind(old), kind(value)
    if a == "int" or a == "float":
        if b not in _NUMBERS:
            raise runtime_error("Left hand side of += is a number (or zero); right side is not a number.")
        if a == "int" and b == "float":
            value = truncated(value)
        return _stays(old, old + value)
    if a == "string":
        if b not in (*_NUMBERS, "string") and not (b == "object" and limits.current.dialect.objects_as_text):
            raise bad_argument(2, sign, ("int", "string", "float"), value)
        return arithmetic.add(old, value)
    if a not in ("array", "mapping", "buffer"):
        raise runtime_error(f"Bad argument 1 to {sign}()")
    if a != b:
        raise bad_argument(2, sign, (a,), value)
    return absorb(old, value) if a == "mapping" else arithmetic.add(old, value)


def absorb(mapping: Mapping, more: Mapping) -> Mapping:
    """Put every pair of `more` into `mapping`, in place."""
    limit = limits.current.mapping
    if len(mapping) + len(more) > limit and len(mapping.keys() | more.keys()) > limit:
        raise arithmetic.mapping_too_large()
    absorbed(mapping, more)
    return mapping


def _stays(old: Any, result: Any) -> Any:
    """A number of the kind that `old` is."""
    if isinstance(old, int):
        return truncated(result) if result.__class__ is float else wrap(int(result))
    return float(result)


def subtract_assign(old: Any, value: Any) -> Any:
    """-=: numbers or arrays."""
    a, b = kind(old), kind(value)
    if a in _NUMBERS and b in _NUMBERS:
        return _stays(old, old - value)
    if a == b == "array":
        return arithmetic.without(old, value)
    _check_sides("-=", a, b, (*_NUMBERS, "array"))
    raise LpcError("Arguments to -= do not match in type.\n")


def multiply_assign(old: Any, value: Any) -> Any:
    """*=: numbers, or composition of mappings."""
    a, b = kind(old), kind(value)
    if a in _NUMBERS and b in _NUMBERS:
        return _stays(old, old * value)
    if a == b == "mapping":
        composed = arithmetic.composed(old, value)
        old.clear()
        old.update(composed)
        return old
    _check_sides("*=", a, b, (*_NUMBERS, "mapping"))
    raise LpcError("Bad left type to *=\n")


def divide_assign(old: Any, value: Any) -> Any:
    """/=: numbers."""
    a, b = kind(old), kind(value)
    _check_sides("/=", a, b, _NUMBERS)
    return _stays(old, arithmetic.divide(old, value))


def _check_sides(op: str, left: str, right: str, accepted: tuple[str, ...]) -> None:
    if right not in accepted:
        raise LpcError(f"Bad right type to {op}\n")
    if left not in accepted:
        raise LpcError(f"Bad left type to {op}\n")


def _on_ints(op: str, operate: Callable[[Any, Any], int]) -> Callable[[Any, Any], int]:
    def assign(old: Any, value: Any) -> int:
        if not isinstance(old, int):
            raise LpcError(f"Bad left type to {op}\n")
        if not isinstance(value, int):
            raise LpcError(f"Bad right type to {op}\n")
        return operate(int(old), int(value))

    return assign


def _bit_and_assign(old: Any, value: Any) -> Any:
    if old.__class__ is list and value.__class__ is list:
        return arithmetic.common(old, value)
    return _on_ints("&=", arithmetic.bit_and)(old, value)


def _bit_or_assign(old: Any, value: Any) -> Any:
    if old.__class__ is list and value.__class__ is list and arithmetic.has_unions():
        return arithmetic.bit_or(old, value)
    return _on_ints("|=", arithmetic.bit_or)(old, value)


def _modulo(left: int, right: int) -> int:
    if right == 0:
        raise LpcError("Modulo by 0\n")
    return arithmetic.modulo(left, right)


_OPERATORS: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "+=": add_assign,
    "(void)+=": partial(add_assign, sign="(void)+="),  # where nobody wants the value
    "-=": subtract_assign,
    "*=": multiply_assign,
    "/=": divide_assign,
    "%=": _on_ints("%=", _modulo),
    "&=": _bit_and_assign,
    "|=": _bit_or_assign,
    "^=": _on_ints("^=", arithmetic.bit_xor),
    "<<=": _on_ints("<<=", arithmetic.shift_left),
    ">>=": _on_ints(">>=", arithmetic.shift_right),
}


_NOT_A_NUMBER: Final = "on non-numeric argument"
_INCREMENT_ERRORS: Final = (f"*Increment (++) {_NOT_A_NUMBER}.\n", f"Increment (++) {_NOT_A_NUMBER}.\n")
_DECREMENT_ERRORS: Final = (f"Decrement (--) {_NOT_A_NUMBER}\n", f"DEcrement (--) {_NOT_A_NUMBER}.\n")


def _no_number(operator: str, text: str) -> str:
    """The error of ++ and --, in FluffOS the same wherever they stand."""
    return f"{operator} of non-numeric argument\n" if _is_fluffos() else text


def _is_fluffos() -> bool:
    return limits.current.dialect.grammar is Grammar.FLUFFOS


def increment(value: Any, spelling: int = 0) -> Any:
    """value + 1 for ++; `spelling` 1 is that of the error where the value of x++ or ++x is used."""
    if value.__class__ is int:
        return wrap(value + 1)
    value = live(value)
    if kind(value) not in _NUMBERS:
        raise LpcError(_no_number("++", _INCREMENT_ERRORS[spelling]))
    return _stays(value, value + 1)


def decrement(value: Any, spelling: int = 0) -> Any:
    """value - 1 for --; `spelling` 1 is that of the error where the value of x-- is used."""
    if value.__class__ is int:
        return wrap(value - 1)
    value = live(value)
    if kind(value) not in _NUMBERS:
        raise LpcError(_no_number("--", _DECREMENT_ERRORS[spelling]))
    return _stays(value, value - 1)
