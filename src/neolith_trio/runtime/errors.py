"""The texts of runtime errors that several rooms raise."""

from __future__ import annotations

from typing import Any, Final

from ..config import Grammar
from ..errors import LpcError, Thrown, error_text
from . import limits
from .kinds import kind
from .texts import printing_fluffos
from .texts.printing import show

_WORDS: Final = frozenset({"foreach", "parse_command", "sscanf", "switch"})  # operators that are written as words

# FluffOS has an instruction of its own for efuns that take any number of arguments, or get four, with words of its own
_OF_ANY_NUMBER: Final = frozenset({
    "async_db_exec", "call_other", "call_out", "call_out_walltime", "clone_object", "dump_prog", "evaluate",
    "event", "filter", "filter_array", "filter_mapping", "get_char", "input_to", "map", "map_array", "map_mapping",
    "pcre_replace_callback", "printf", "replace_string", "sort_array", "sprintf", "unique_mapping",
})  # fmt: skip
_KINDS: Final = {
    ("call_other", 1): ("object", "string", "array"),
    ("call_other", 2): ("string", "array"),
    ("filter", 1): ("string", "array", "mapping"),
    ("map", 1): ("string", "mapping", "array"),
    ("message", 3): ("string", "array", "object", "array"),
}
"""What that instruction expects, where the efun says it in other words."""


def raised_by_error(text: Any) -> LpcError:
    """What error(text) raises."""
    if text.__class__ is not str:
        return bad_argument(1, "error", ("string",), text)
    return LpcError(error_text(text))


def raised_by_throw(value: Any) -> LpcError:
    """What throw(value) raises."""
    nothing = value.__class__ is not float and value == 0
    return Thrown("*Unspecified error" if nothing else value)


def bad_argument(number: int, name: str, kinds: tuple[str, ...], value: Any, *, many: bool | None = None) -> LpcError:
    """Argument `number` (from 1) of efun `name` is of the wrong kind. The text has a star in FluffOS, none in Neolith.

    An operator is named by its sign ("+") or word ("foreach"), an efun by its name. `many`: it got four arguments,
    or it does not matter how many.
    """
    called = f"{name}()" if name.isidentifier() and name not in _WORDS else name
    expected = " or ".join(kinds)
    if limits.current.dialect.grammar is Grammar.FLUFFOS:
        shown = printing_fluffos.pretty(value)
        if name in _OF_ANY_NUMBER if many is None else many:
            called = f"EFUN {called}"
            expected = "".join(f"{one}, " for one in _KINDS.get((name, number), kinds))
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
