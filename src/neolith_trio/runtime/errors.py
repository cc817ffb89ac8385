"""The texts of runtime errors that several rooms raise."""

from __future__ import annotations

from typing import Any, Final

from ..config import Grammar
from ..errors import LpcError, Thrown, error_text
from . import limits, printing_fluffos
from .kinds import kind
from .printing import show

_WORDS: Final = frozenset({"foreach", "parse_command", "sscanf", "switch"})  # operators that are written as words

# FluffOS compiles their arguments in more than one form, and names the kinds in another way
_OF_MANY_KINDS: Final = {
    "call_other": ("object", "string", "array"),
    "call_out": ("string", "function"),
    "filter": ("string", "array", "mapping"),
    "map": ("string", "mapping", "array"),
    "replace_string": ("string",),
    "sort_array": ("array",),
}


def raised_by_error(text: Any) -> LpcError:
    """What error(text) raises."""
    if text.__class__ is not str:
        return bad_argument(1, "error", ("string",), text)
    return LpcError(error_text(text))


def raised_by_throw(value: Any) -> LpcError:
    """What throw(value) raises."""
    nothing = value.__class__ is not float and value == 0
    return Thrown("*Unspecified error" if nothing else value)


def bad_argument(number: int, name: str, kinds: tuple[str, ...], value: Any) -> LpcError:
    """Argument `number` (from 1) of efun `name` is of the wrong kind. The text has a star in FluffOS, none in Neolith.

    An operator is named by its sign ("+") or word ("foreach"), an efun by its name.
    """
    called = f"{name}()" if name.isidentifier() and name not in _WORDS else name
    expected = " or ".join(kinds)
    if limits.current.dialect.grammar is Grammar.FLUFFOS:
        shown = printing_fluffos.pretty(value)
        if name in _OF_MANY_KINDS:
            called = f"EFUN {called}"
            expected = "".join(f"{one}, " for one in _OF_MANY_KINDS[name])
            shown = f"{kind(value)}({shown})"
        return LpcError(f"*Bad argument {number} to {called}\nExpected: {expected} Got: {shown}.\n")
    return LpcError(f"Bad argument {number} to {called}, Expected: {expected} Got: {show(value)}.\n")


def undefined_function(name: str) -> LpcError:
    """A function that was declared or called is defined nowhere."""
    if limits.current.dialect.grammar is Grammar.FLUFFOS:
        return LpcError(f"*Undefined function called: {name}\n")
    return LpcError(f"undefined function: {name}\n")


def starred(error: LpcError) -> LpcError:
    """The error as FluffOS tells it: whatever was not thrown has a star."""
    value = error.value
    if error.thrown or value.__class__ is not str or value.startswith("*"):
        return error
    error.args = (f"*{value}", *error.args[1:])
    return error
