r"""The text form of values in save files: what save_object() writes and every LPC mudlib's data are in.

    12  -3  1.5  1e+20        numbers; floats with six digits, so that a whole float reads back as an int
    "a\"b\\c"                 strings; a newline is written as a carriage return
    ({1,2,})  ([1:2,])  (/1,/)    arrays, mappings, class values; every element has its comma, an empty one is 0

Objects, functions and buffers are written as nothing. The file has a line "#/program" and one line "name value" for
each variable.

The rule: text from a file is never trusted. Whatever it is, `read` gives a value or raises Malformed, however deep it
nests. Where the C driver takes a broken mapping or class for 0, it is an error here. efuns/save.py uses this.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

import attrs

from ..data import define
from ..errors import LpcError
from ..lpc.declared import Type
from ..lpc.program import ClassDefinition, CompiledProgram
from . import limits
from .kinds import kind
from .mapping_order import walk, with_room
from .operators.arithmetic import mapping_too_large
from .programs.linker import class_type
from .values import INT_MAX, INT_MIN, ClassValue, Mapping, from_key, to_key

_NUMBER: Final = re.compile(r"(-?[0-9]+)(\.[0-9]+)?(e[+-][0-9]*)?")
_STRING: Final = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"', re.DOTALL)
_PLAIN: Final = re.compile(r'(?:"([^"\\\r]*)"|(-?[0-9]{1,18}))([,:])')  # what most elements are, for speed
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
_KINDS: Final = {"{": "array", "[": "mapping", "/": "class"}
_CLOSING: Final = {"{": "})", "[": "])", "/": "/)"}
_NUMERIC: Final = frozenset("-0123456789")
_LONGEST_INT: Final = len(str(INT_MIN))
_MIXED: Final = Type("mixed")


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
        return "0" if value == 0 else str(value)
    if of_kind == "string":
        text = value.partition("\0")[0].replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\r")
        return f'"{text}"'
    if of_kind == "float":
        return f"{value:g}"
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
    pairs = (f"{_written(from_key(key), depth)}:{_written(value[key], depth)}," for key in walk(value))
    return f"([{''.join(pairs)}])"


def _elements(values: Iterable[Any], depth: int) -> str:
    return "".join(f"{_written(one, depth)}," for one in values)


def read(text: str, program: CompiledProgram, declared: Type = _MIXED) -> Any:
    """The value that a text describes; Malformed when it describes none.

    After a number or a closed container further text is ignored; a text that begins like no value is 0. A save file
    does not say of which class a class value is: `declared`, the type of the variable it is for, and the classes of
    `program` tell.
    """
    first = text[:1]
    if first == '"':
        value, end = _string(text, 0)
        if end != len(text):
            raise Malformed("string")
        return value
    if first == "(":
        if len(text) < 2 or text[1] not in _KINDS:
            raise Malformed("general")
        return _container(text, program, declared)
    return _number(text, 0)[0] if first in _NUMERIC else 0


def _string(text: str, start: int) -> tuple[str, int]:
    match = _STRING.match(text, start)
    if match is None:
        raise Malformed("string")
    inside = match[1]
    if "\\" in inside:
        inside = _ESCAPED.sub(r"\1", inside)
    return inside.replace("\r", "\n"), match.end()


def _number(text: str, start: int) -> tuple[int | float, int]:
    match = _NUMBER.match(text, start)
    if match is None:
        raise Malformed("numeric")
    whole, fraction, exponent = match.groups()
    after = text[match.end() : match.end() + 1]
    if exponent is None and (after == "e" or (after == "." and fraction is None)):
        raise Malformed("numeric")
    if fraction is None and exponent is None:
        return _whole(whole), match.end()
    return float(match[0] + ("0" if match[0][-1] in "+-" else "")), match.end()


def _whole(digits: str) -> int:
    """An int, at most the largest there is. Python refuses to read thousands of digits."""
    number = int(digits.lstrip("-0")[:_LONGEST_INT] or "0")
    return max(INT_MIN, -number) if digits[0] == "-" else min(INT_MAX, number)


@define(slots=True)
class _Open:
    """A container that is being read: the character that opened it, its declared type, what is in it so far."""

    opening: str
    declared: Type
    definition: ClassDefinition | None
    values: list[Any] = attrs.field(factory=list)

    @property
    def separator(self) -> str:
        """What must follow the next element."""
        return ":" if self.opening == "[" and len(self.values) % 2 == 0 else ","

    def inner(self) -> Type:
        """The declared type of the next element."""
        if self.opening == "{" and self.declared.stars:
            return attrs.evolve(self.declared, stars=self.declared.stars - 1)
        if self.opening == "/" and self.definition is not None and len(self.values) < len(self.definition.members):
            return self.definition.members[len(self.values)][1]
        return _MIXED


def _container(text: str, program: CompiledProgram, declared: Type) -> Any:
    """The container that the text begins with. Nesting is a list, not a recursion.

    A mistake is charged to the outermost container, as the C driver does, which counts before it reads; an element
    that begins like no value is charged to its own.
    """
    outermost = _KINDS[text[1]]
    position = 2
    nesting = [_opened(text[1], program, declared)]
    while True:
        top = nesting[-1]
        plain = _PLAIN.match(text, position)
        if plain is not None and plain[3] == top.separator:
            string, number, _ = plain.groups()
            top.values.append(int(number) if string is None else string)
            position = plain.end()
            continue
        first = text[position : position + 1]
        if text.startswith(_CLOSING[top.opening], position):
            position += 2
            value = _made(nesting.pop(), program, outermost)
            if not nesting:
                return value
            top = nesting[-1]
        elif first == "(":
            if text[position + 1 : position + 2] not in _KINDS:
                raise Malformed(outermost)
            nesting.append(_opened(text[position + 1], program, top.inner()))
            position += 2
            continue
        else:
            value, position = _element(text, position, first, outermost, _KINDS[top.opening])
        if not text.startswith(top.separator, position):
            raise Malformed(outermost)
        top.values.append(value)
        position += 1


def _opened(opening: str, program: CompiledProgram, declared: Type) -> _Open:
    named = opening == "/" and declared.basic == "class" and not declared.stars
    return _Open(opening, declared, program.classes.get(declared.class_name) if named else None)


def _element(text: str, position: int, first: str, outermost: str, here: str) -> tuple[Any, int]:
    """A number, a string or nothing, and where it ends."""
    if first == '"':
        try:
            return _string(text, position)
        except Malformed:
            raise Malformed(outermost) from None
    if first in _NUMERIC:
        return _number(text, position)
    if first in (",", ":"):
        return 0, position
    raise Malformed(here if first and first not in "}])/" else outermost)


def _made(closed: _Open, program: CompiledProgram, outermost: str) -> Any:
    values = closed.values
    if closed.opening == "/":
        return _class_value(values, program, closed.definition)
    if closed.opening == "{":
        if len(values) > limits.current.array:
            raise LpcError("Illegal array size.\n")
        return values
    if len(values) % 2:
        raise Malformed(outermost)
    mapping = Mapping((to_key(values[n]), values[n + 1]) for n in range(0, len(values), 2))
    if len(mapping) > limits.current.mapping:
        raise mapping_too_large()
    return with_room(mapping, len(values) // 2)


def _class_value(values: list[Any], program: CompiledProgram, declared: ClassDefinition | None) -> ClassValue:
    """A value of the declared class, which may have got more members since; else of the first that has as many."""
    definition = declared
    if definition is None or len(values) > len(definition.members):
        fitting = (one for one in program.classes.values() if len(one.members) == len(values))
        nameless = ClassDefinition("", tuple((f"m{number}", _MIXED) for number in range(len(values))))
        definition = next(fitting, nameless)
    new = class_type(definition)()
    for name, value in zip(new.lpc_members, values, strict=False):
        setattr(new, name, value)
    return new
