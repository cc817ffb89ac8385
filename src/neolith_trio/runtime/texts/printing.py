"""LPC values as text for people: what sprintf("%O") prints, and the one-line form of error messages.

Both forms escape strings, name objects through the master's object_name apply, and stop at 20 columns of nesting,
so that a value that contains itself ends. sprintf, write() and the error texts use it; what %O prints in FluffOS is
in printing_fluffos.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from ..closures import Closure
from ..kinds import kind
from ..mapping_order import shown
from ..promises import CANCELLED, FULFILLED, PENDING, REJECTED, Promise
from ..values import ClassValue, LpcObject, Mapping, from_key

if TYPE_CHECKING:
    from ..world import World

DEEPEST: Final = 20
_STEP: Final = 2
_ESCAPES: Final = {
    **{code: f"\\0{code:o}" for code in (*range(1, 32), 127)},
    **{ord(plain): "\\" + letter for plain, letter in zip('\t\n\r\b\a\x1b\\"', 'tnrbae\\"', strict=True)},
}


def show(value: Any) -> str:
    """The value on one line, as error messages quote it: `({1, "two", ([3: 4])})`."""
    return _text(value, 0, one_line=True)


def pretty(value: Any) -> str:
    """The value as %O prints it: one element a line, indented by two columns a level."""
    return _text(value, 0, one_line=False)


def float_text(number: float) -> str:
    """A float as %O and write() print it: six significant digits."""
    return f"{number:g}"


def quoted(text: str) -> str:
    """A string in double quotes with control characters escaped; a NUL character ends it."""
    return f'"{text.partition(chr(0))[0].translate(_ESCAPES)}"'


def _text(value: Any, indent: int, *, one_line: bool, key: bool = False) -> str:
    if indent > DEEPEST:
        return "..."
    of_kind = kind(value)
    if of_kind == "int":
        return str(int(value)) if value.__class__ is int else "0"
    if of_kind == "float":
        return float_text(value)
    if of_kind == "string":
        return quoted(value)
    if of_kind == "object":
        return object_text(value)
    if of_kind == "buffer":
        return "<buffer>"
    if of_kind == "promise":
        return promise_text(value, indent, partial(_text, one_line=one_line, key=key))
    if of_kind == "function":
        return _function(value, indent, one_line=one_line, key=key)
    return _container(value, indent, one_line=one_line, key=key)


def _container(value: Any, indent: int, *, one_line: bool, key: bool) -> str:
    """An array, mapping or class value. `key`: no line breaks, but the columns are kept."""
    margin = "" if one_line else " " * indent
    newline = "" if one_line or key else "\n"
    if isinstance(value, ClassValue):
        count = len(value.lpc_members)
        values = (getattr(value, name) for name in value.lpc_members)
        body = "".join(_items(values, indent, one_line=one_line, key=key, comma_at_end=False))
        return f"CLASS( {count} element{'' if count == 1 else 's'}\n{body}{newline}{margin} )"
    if isinstance(value, Mapping):
        value.drop_destructed()
        if not value:
            return "([ ])"
        return f"([{newline}{''.join(_pairs(value, indent, one_line=one_line, key=key))}{margin}])"
    if not value:
        return "({ })"
    return f"({{{newline}{''.join(_items(value, indent, one_line=one_line, key=key))}{margin}}})"


def _items(values: Any, indent: int, *, one_line: bool, key: bool, comma_at_end: bool = True) -> Iterator[str]:
    values = list(values)
    inner = indent + _STEP
    margin = "" if one_line else " " * inner
    separator = ", " if one_line or key else ",\n"
    for number, one in enumerate(values, 1):
        if inner > DEEPEST:
            yield "..."
            continue
        bare = number == len(values) and (one_line or not comma_at_end)
        yield margin + _text(one, inner, one_line=one_line, key=key) + ("" if bare else separator)


def _pairs(mapping: Mapping, indent: int, *, one_line: bool, key: bool) -> Iterator[str]:
    inner = indent + _STEP
    margin = "" if one_line else " " * inner
    separator = ", " if one_line or key else ",\n"
    for number, (bare, value) in enumerate([(key, mapping[key]) for key in shown(mapping)], 1):
        if inner > DEEPEST:
            yield "......"
            continue
        left = _text(from_key(bare), inner, one_line=one_line, key=True)
        right = _text(value, inner, one_line=one_line, key=key)
        yield f"{margin}{left}: {right}" + ("" if one_line and number == len(mapping) else separator)


def promise_text(promise: Promise, indent: int, text: Callable[[Any, int], str]) -> str:
    """A promise, and by `text` what it holds."""
    payload = promise.payload
    delivers = "" if payload is None else f"<{'array' if payload.stars else payload.basic}>"
    if promise.state == PENDING:
        return f"PROMISE{delivers}( pending )"
    value = text(promise.value, indent + _STEP)
    return f"PROMISE{delivers}( {_ENDS[promise.state]}: {value} )"


def _function(closure: Closure, indent: int, *, one_line: bool, key: bool) -> str:
    bound = "".join(", " + _text(one, indent, one_line=one_line, key=key) for one in closure.bound)
    return f"(: {function_name(closure)}{bound} :)"


def function_name(closure: Closure) -> str:
    """The function of a closure; of code written in it, its arguments."""
    if closure.kind in ("expression", "anonymous"):
        return f"<code>({', '.join(f'${number}' for number in range(1, _arity(closure) + 1))})"
    return closure.name


def _arity(closure: Closure) -> int:
    """How many values the code of a closure names: what it captured, then its arguments; the object comes first."""
    code = getattr(closure.run, "__code__", None)
    return 0 if code is None else max(code.co_argcount - 1, 0)


_ENDS: Final = {FULFILLED: "fulfilled", REJECTED: "rejected", CANCELLED: "cancelled"}
_naming: Final[list[LpcObject]] = []


def object_text(target: LpcObject) -> str:
    """The name of an object, and in parentheses what the master's object_name apply says of it."""
    if _naming:  # object_name itself prints an object
        return target.name
    from ..safely import apply_safely

    world: World = target.world
    _naming.append(target)
    try:
        called = apply_safely(world, None, world.master, "object_name", target)
    finally:
        _naming.clear()
    return f'{target.name} ("{called}")' if called.__class__ is str else target.name
