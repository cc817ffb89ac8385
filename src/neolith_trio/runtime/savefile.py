r"""The text form of values in save files: what save_object() writes and every LPC mudlib's data are in.

    12  -3  1.5  1e+20        numbers; floats with six digits, so that a whole float reads back as an int
    "a\"b\\c"                 strings; a newline is written as a carriage return
    ({1,2,})  ([1:2,])  (/1,/)    arrays, mappings, class values; every element has its comma, an empty one is 0

Objects, functions and buffers are written as nothing. The file has a line "#/program" and one line "name value" for
each variable. efuns/save.py uses this.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, Final

from ..errors import LpcError
from . import limits
from .arithmetic import mapping_too_large
from .kinds import kind
from .values import INT_MAX, INT_MIN, ClassValue, Mapping, from_key, live, to_key

MakeClass = Callable[[list[Any]], ClassValue]

_NUMBER: Final = re.compile(r"(-?[0-9]+)(\.[0-9]+)?(e[+-][0-9]*)?")
_STRING: Final = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
_CONTAINERS: Final = {"{": "array", "[": "mapping", "/": "class"}
_CLOSING: Final = {"{": "})", "[": "])", "/": "/)"}


class Malformed(Exception):
    """A text that is no saved value; `what` is the kind of thing in which it went wrong."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def written(value: Any) -> str:
    """A value in the form of a save file."""
    return _written(value, 0)


def _written(value: Any, depth: int) -> str:
    of_kind = kind(value)
    if of_kind == "int":
        return str(int(live(value)))
    if of_kind == "float":
        return f"{value:g}"
    if of_kind == "string":
        text = value.partition("\0")[0].replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\r")
        return f'"{text}"'
    if of_kind not in ("array", "mapping", "class"):
        return ""
    deepest = limits.current.save_depth
    depth += 1
    if depth > deepest:
        raise LpcError(f"Mappings and/or arrays nested too deep ({deepest}) for save_object\n")
    if of_kind == "array":
        return f"({{{_elements(value, depth)}}})"
    if of_kind == "class":
        return f"(/{_elements((getattr(value, name) for name in value.lpc_members), depth)}/)"
    value.drop_destructed()
    pairs = (f"{_written(from_key(key), depth)}:{_written(one, depth)}," for key, one in list(value.items()))
    return f"([{''.join(pairs)}])"


def _elements(values: Iterable[Any], depth: int) -> str:
    return "".join(f"{_written(one, depth)}," for one in values)


def read(text: str, make_class: MakeClass) -> Any:
    """The value that a text describes; Malformed when it describes none.

    After a number or a closed container further text is ignored; a text that begins like no value is 0.
    """
    first = text[:1]
    if first == '"':
        value, end = _string(text, 0)
        if end != len(text):
            raise Malformed("string")
        return value
    if first == "(":
        if text[1:2] not in _CONTAINERS or len(text) < 2:
            raise Malformed("general")
        return _Reader(text, make_class).container(0)[0]
    if first == "-" or (first.isascii() and first.isdigit()):
        return _number(text, 0)[0]
    return 0


def _string(text: str, start: int) -> tuple[str, int]:
    match = _STRING.match(text, start)
    if match is None:
        raise Malformed("string")
    return _ESCAPED.sub(r"\1", match[1]).replace("\r", "\n"), match.end()


def _number(text: str, start: int) -> tuple[int | float, int]:
    match = _NUMBER.match(text, start)
    if match is None or text[match.end() : match.end() + 1] in (".", "e"):
        raise Malformed("numeric")
    whole, fraction, exponent = match.groups()
    if fraction is None and exponent is None:
        return max(INT_MIN, min(INT_MAX, int(whole))), match.end()
    return float(match[0] + ("0" if match[0][-1] in "+-" else "")), match.end()


class _Reader:
    """Reads nested containers; a mistake is charged to the outermost one, numbers excepted."""

    def __init__(self, text: str, make_class: MakeClass) -> None:
        self.text = text
        self.make_class = make_class
        self.wrong = _CONTAINERS[text[1]]

    def container(self, start: int) -> tuple[Any, int]:
        """The container that begins at `start`, and where it ends."""
        opening = self.text[start + 1 : start + 2]
        if opening not in _CONTAINERS or not opening:
            raise Malformed(self.wrong)
        closing = _CLOSING[opening]
        position = start + 2
        values: list[Any] = []
        while not self.text.startswith(closing, position):
            value, position = self.element(position)
            separator = ":" if opening == "[" and len(values) % 2 == 0 else ","
            if not self.text.startswith(separator, position):
                raise Malformed(self.wrong)
            values.append(value)
            position += 1
        return self.made(opening, values), position + len(closing)

    def element(self, position: int) -> tuple[Any, int]:
        first = self.text[position : position + 1]
        if first in (",", ":"):
            return 0, position
        if first == "(":
            return self.container(position)
        if first == '"':
            try:
                return _string(self.text, position)
            except Malformed:
                raise Malformed(self.wrong) from None
        if first == "-" or (first.isascii() and first.isdigit()):
            return _number(self.text, position)
        raise Malformed(self.wrong)

    def made(self, opening: str, values: list[Any]) -> Any:
        if opening == "/":
            return self.make_class(values)
        if opening == "{":
            if len(values) > limits.current.array:
                raise LpcError("Illegal array size.\n")
            return values
        if len(values) % 2:
            raise Malformed(self.wrong)
        mapping = Mapping((to_key(values[n]), values[n + 1]) for n in range(0, len(values), 2))
        if len(mapping) > limits.current.mapping:
            raise mapping_too_large()
        return mapping
