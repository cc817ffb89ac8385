"""LPC values as %O prints them in FluffOS: sizes beside the brackets, strings as they are, six decimals.

Rule: each value knows its indent, and whether a comma follows; what is nested deeper than 20 columns is three dots, so
that a value that contains itself ends. directives.py asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from ..closures import Closure
from ..kinds import kind
from ..mapping_order import shown
from ..values import Mapping, from_key
from .printing import DEEPEST, function_name, object_text, promise_text

_Printer = Callable[[Any, int], str]


def pretty(value: Any) -> str:
    """The value as %O prints it there."""
    return _text(value, 0)


def _text(value: Any, indent: int) -> str:
    """The value, whose first line has its indent already; what it holds is on lines of its own."""
    return _PRINTERS[kind(value)](value, indent)


def _lines(values: Iterable[Any], indent: int) -> str:
    """One value a line, commas between them."""
    margin = " " * indent
    rest = list(values)
    text = ""
    while rest:
        one = rest.pop(0)
        text += "..." if indent > DEEPEST else margin + _text(one, indent) + (",\n" if rest else "")
    return text


def _int(value: Any, indent: int) -> str:
    return str(int(value)) if value.__class__ is int else "0"


def _array(value: list[Any], indent: int) -> str:
    if not value:
        return "({ })"
    return f"({{ /* sizeof() == {len(value)} */\n{_lines(value, indent + 2)}\n{' ' * indent}}})"


def _class(value: Any, indent: int) -> str:
    members = [getattr(value, name) for name in value.lpc_members]
    count = f"{len(members)} element{'' if len(members) == 1 else 's'}"
    return f"CLASS( {count}\n{_lines(members, indent + 2)}\n{' ' * indent} )"


def _mapping(value: Mapping, indent: int) -> str:
    value.drop_destructed()
    if not value:
        return "([ ])"
    pairs = "".join([_pair(from_key(key), value[key], indent) for key in shown(value)])
    return f"([ /* sizeof() == {len(value)} */\n{pairs}{' ' * indent}])"


def _pair(key: Any, value: Any, indent: int) -> str:
    left = "..." if indent + 2 > DEEPEST else " " * (indent + 2) + _text(key, indent + 2)
    right = "..." if indent + 4 > DEEPEST else _text(value, indent + 4) + ",\n"
    return f"{left} : {right}"


def _buffer(value: bytearray, indent: int) -> str:
    if not value:
        return "BUFFER ( )"
    margin = " " * (indent + 2)
    body = ",\n".join(f"{margin}0x{byte:x}" for byte in value)
    return f"BUFFER ( /* sizeof() == {len(value)} */\n{body}\n{' ' * indent})"


def _function(value: Closure, indent: int) -> str:
    bound = "".join(f", {' ' * indent}{_text(one, indent)}" for one in value.bound)
    return f"(: {function_name(value)}{bound} :)"


_PRINTERS: Final[dict[str, _Printer]] = {
    "int": _int,
    "float": lambda value, indent: f"{value:f}",
    "string": lambda value, indent: f'"{value.partition(chr(0))[0]}"',
    "object": lambda value, indent: "/" + object_text(value),
    "array": _array,
    "mapping": _mapping,
    "class": _class,
    "buffer": _buffer,
    "function": _function,
    "promise": lambda value, indent: promise_text(value, indent, _text),
}
