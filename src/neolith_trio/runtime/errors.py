"""The texts of runtime errors that several rooms raise."""

from __future__ import annotations

from typing import Any, Final

from ..errors import LpcError, Thrown, error_text
from .printing import show

_WORDS: Final = frozenset({"foreach", "parse_command", "sscanf", "switch"})  # operators that are written as words


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
    """Argument `number` (from 1) of efun `name` is of the wrong kind. The text has no star, as in Neolith.

    An operator is named by its sign ("+") or word ("foreach"), an efun by its name.
    """
    called = f"{name}()" if name.isidentifier() and name not in _WORDS else name
    return LpcError(f"Bad argument {number} to {called}, Expected: {' or '.join(kinds)} Got: {show(value)}.\n")
