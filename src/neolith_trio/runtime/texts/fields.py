"""Formats that are read once: texts and fields, and the plans that are made of those.

The rule: what is made of a format here prints just what reading it along prints. Where it could not, as with columns,
tables or sizes that are arguments, it is not made. Only formatting.py comes here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

from ...data import frozen
from ...errors import LpcError
from . import screen
from .directives import (
    UNKNOWN,
    Arguments,
    Directive,
    decimals,
    find,
    is_fluffos,
    number_text,
    read,
    string_of,
    style_of,
)
from .layout import Style, justified, wrapped, wrapped_by_fluffos
from .plans import Plan, Source


@frozen(slots=True)
class Field:
    """A directive that prints one value on its line, whatever stands around it."""

    directive: Directive
    style: Style
    padded: bool  # on the right, whatever is printed

    def filled(self, arguments: Arguments) -> str:
        """The next argument as the directive wants it."""
        directive = self.directive
        value = arguments.next()
        padded = self.padded
        if directive.type == "s" or directive.type == "O":
            value = string_of(directive, value, arguments)
            if directive.precision:
                value = value[: screen.fitting(value, directive.precision)]
            padded = padded or not value.endswith("\n")
        else:
            value = number_text(directive, value, arguments)
        if not self.style.size:
            return str(value)
        return justified(value, self.style, arguments.overflow, trailing=padded)


class _NotPlainError(Exception):
    """The format must be read along with its arguments."""


class _NoArguments(Arguments):
    """What a directive finds that is read before there are arguments."""

    def next(self) -> Any:
        raise _NotPlainError

    def error(self, text: str) -> LpcError:
        raise _NotPlainError


@lru_cache(maxsize=2048)
def pieces_of(text: str, *, fluffos: bool) -> tuple[str | Field, ...] | None:
    """A format as texts and fields; None where columns, tables, arrays, arguments as sizes or errors are in it."""
    pieces: list[str | Field] = []
    nobody = _NoArguments(())
    position = 0
    while True:
        stop = find(text, "%", position)
        pieces.append(text[position:stop])
        if stop == len(text):
            return tuple(one for one in pieces if one)
        position = stop + 1
        if text.startswith("%", position):
            pieces.append("%")
            position += 1
            continue
        directive = Directive()
        try:
            position, _ = read(text, position, directive, None, nobody)
        except _NotPlainError:
            return None
        if directive.type == UNKNOWN or directive.each or directive.columns or directive.table:
            return None
        padded = fluffos or text[position : position + 1] not in ("", "\n")
        pieces.append(Field(directive, style_of(directive), padded))


# -- plans ----------------------------------------------------------------------------------------------------

_WIDEST: Final = 1000  # the largest size and precision of a plan
_MOST_DECIMALS: Final = 20
_SMALL: Final = 10**15  # a float below it is not cut
_FILLS: Final = frozenset(" 0.-=*_")  # pads that a plan has in its text
_COLUMN: Final = re.compile("%(?:-=|=-)([1-9][0-9]*)s", re.ASCII)
_SIDES: Final = {"": ">", "-": "<"}


def plan_of(text: str) -> Plan | None:
    """A format of %s, %d and %f as one Python expression.

    It is for values that are printed alike in all dialects, texts in ASCII among them, and says None to others.
    """
    column = _COLUMN.fullmatch(text)
    if column is not None:
        return _column_plan(int(column[1]))
    # not kept: they are those of all dialects, whichever the current one is
    pieces: tuple[str | Field, ...] = () if "\0" in text else pieces_of.__wrapped__(text, fluffos=False) or ()
    literals: list[str] = []
    tests: list[str] = []
    printed = ""
    for piece in pieces:
        if isinstance(piece, str):
            printed += f"{{t{len(literals)}}}"
            literals.append(piece)
            continue
        name = f"v{len(tests)}"
        shape = _test_and_text(piece)
        if shape is None:
            return None
        test, shown = shape
        tests.append(test.format(name))
        printed += f"{{{shown.format(name)}}}"
    if not tests:
        return None
    names = "".join(f"v{number}, " for number in range(len(tests)))
    source = Source("values", *(f"t{number}" for number in range(len(literals))))
    source.line(f"if len(values) != {len(tests)}: return None")
    source.line(f"{names}= values")
    source.line(f"return f'{printed}' if {' and '.join(tests)} else None")
    return source.function({}, *literals)


def _column_plan(width: int) -> Plan | None:
    """A column alone, as mudlibs wrap their texts: nothing stands beside it, and nothing pads it."""

    def plan(values: tuple[Any, ...]) -> str | None:
        text = values[0] if len(values) == 1 else None
        if text.__class__ is not str or not text.isascii() or "\x1b" in text or "\0" in text:
            return None
        if not is_fluffos():
            return text if len(text) <= width and "\n" not in text else wrapped(text, width)
        # there control characters take no column
        return wrapped_by_fluffos(text, width) if text.replace("\n", "").isprintable() else None

    return plan if width <= _WIDEST else None


def _test_and_text(field: Field) -> tuple[str, str] | None:
    """The test of a value that a plan may print, and how it prints it; None when the field is none for a plan."""
    directive, size = field.directive, field.style.size
    if len(directive.justify) > 1 or (directive.precise and not directive.precision):
        return None  # what %-| and %.0f mean depends on the dialect, and plans are kept for all of them
    fill, side = directive.pad or " ", _SIDES.get(directive.justify, "")
    width = f"{fill}{side}{size}" if size else ""
    if size > _WIDEST or directive.precision > _WIDEST or directive.sign or (size and not (fill in _FILLS and side)):
        return None
    if directive.type == "s":
        cut = f"[:{directive.precision}]" if directive.precision else ""
        plain = " and {0}.isascii() and {0}.isprintable()" if width or cut else ""
        return "{0}.__class__ is str" + plain, f"{{0}}{cut}:{width}"
    if side == "<" and not field.padded:  # FluffOS pads these
        return None
    if directive.type in "di" and not directive.precision:
        return "{0}.__class__ is int", f"{{0}}:{width}"
    if directive.type == "f" and directive.precision <= _MOST_DECIMALS:
        inside = f"{-_SMALL} < {{0}} < {_SMALL}"
        return f"{{0}}.__class__ is float and {inside}", f"{{0}}:{width}.{decimals(directive)}f"
    return None
