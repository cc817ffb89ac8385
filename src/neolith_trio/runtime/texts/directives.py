"""One directive of sprintf's formats: how it is read, and how it prints a value.

The rule: here is all that is known of flags, sizes and types, and where FluffOS differs in them. What stands around a
directive is for formatting.py, which reads formats along with their arguments, and for fields.py, which reads them
once; only these two come here.
"""

from __future__ import annotations

import math
import sys
from typing import Any, Final

from ...config import Grammar
from ...data import define
from ...errors import LpcError
from .. import limits
from ..operators.arithmetic import truncated
from ..operators.indexing import character
from ..values import live
from . import printing_fluffos, screen
from .layout import Column, FluffosColumn, Page, Style, Table
from .printing import pretty

_DIGITS: Final = "0123456789"
_LONGEST_NUMBER: Final = 99
_UNSIGNED: Final = (1 << 64) - 1
_UNSET: Final = -1
_WITH_SIZE: Final = -2
UNKNOWN: Final = "?"

@define(slots=True)
class Directive:
    """What stands between a % and its type letter, while it is read and after."""

    type: str = ""
    size: int = 0
    precision: int = 0
    precise: bool = False
    pad: str = ""
    justify: str = ""
    sign: str = ""
    each: bool = False
    columns: bool = False
    table: bool = False


class Arguments:
    """The arguments in order; running out of them is an error."""

    def __init__(self, values: tuple[Any, ...]) -> None:
        self.values = values
        self.number = -1

    def next(self) -> Any:
        """The next argument."""
        self.number += 1
        if self.number >= len(self.values):
            raise self.error("More arguments specified than passed.")
        return live(self.values[self.number])

    def overflow(self) -> LpcError:
        """The error of a text that is too long."""
        return self.error("BUFF_SIZE overflowed...")

    def error(self, text: str) -> LpcError:
        """An error that names the argument in work."""
        return LpcError(f"(s)printf(): {text} (arg: {self.number})\n")


def find(text: str, what: str, start: int) -> int:
    """Where `what` is, the end of the text when it is nowhere."""
    found = text.find(what, start)
    return len(text) if found < 0 else found


# -- reading ---------------------------------------------------------------------------------------------------


def print_next(text: str, position: int, arguments: Arguments, page: Page) -> int:
    """Read the directive whose % ends at `position`, print its argument; where the text goes on."""
    directive = Directive()
    position, value = read(text, position, directive, arguments.next(), arguments)
    if not directive.each:
        _print(directive, value, text[position : position + 1], arguments, page, more=False)
        return position
    if value.__class__ is not list:
        raise arguments.error("Array expected.")
    for number, one in enumerate(value, 1):
        more = number < len(value)
        _print(directive, live(one), text[position : position + 1], arguments, page, more=more)
    return position


def read(
    text: str, position: int, directive: Directive, value: Any, arguments: Arguments
) -> tuple[int, Any]:
    """Read a directive; where the text goes on, and the value to print: an argument that was a size is not."""
    while not directive.type:
        if position >= len(text):
            directive.type = UNKNOWN
            break
        letter = text[position]
        if letter in _DIGITS or letter == "*":
            position, value = _number(text, position, directive, value, arguments)
        elif letter == "'":
            position = _pad_text(text, position + 1, directive, arguments)
        else:
            _letter(letter, directive)
            position += 1
    if directive.precision < 0:
        raise arguments.error("Expected presision not found.")
    return position, value


def _letter(letter: str, directive: Directive) -> None:
    if letter in "OsdifcoxX" or (letter == "g" and is_fluffos()):
        directive.type = letter
    elif letter in "-|":  # both together mean neither
        directive.justify += "" if letter in directive.justify else letter
    elif letter in "+ ":
        directive.sign += "" if letter in directive.sign else letter
    elif letter == "@":
        directive.each = True
    elif letter == "=":
        directive.columns = True
    elif letter == "#":
        directive.table = True
    elif letter == ".":
        directive.precision, directive.precise = _UNSET, True
    elif letter == ":":
        directive.precision, directive.precise = _WITH_SIZE, True
    else:
        directive.type = UNKNOWN


def _number(
    text: str, position: int, directive: Directive, value: Any, arguments: Arguments
) -> tuple[int, Any]:
    """A size or precision, in digits or as * from an argument; the position and the argument after it."""
    precision = directive.precision == _UNSET
    if not precision and text[position] == "0" and text[position + 1 : position + 2] in (*"123456789", "*"):
        directive.pad = "0"
        return position + 1, value
    if text[position] == "*":
        if not isinstance(value, int):
            raise arguments.error("Incorrect argument type to *.")
        number, value, end = int(value), arguments.next(), position + 1
    else:
        end = position
        while end < len(text) and text[end] in _DIGITS:
            end += 1
        number = int(text[position:end])
    if precision:
        directive.precision = number
    else:
        directive.size = max(number, 0)
        if directive.precision == _WITH_SIZE:
            directive.precision = directive.size
    return end, value


def _pad_text(text: str, position: int, directive: Directive, arguments: Arguments) -> int:
    """The padding text up to the closing quote, in which a backslash makes the next character an ordinary one."""
    pad = []
    while True:
        if position >= len(text):
            raise arguments.error("Unexpected end of format string.")
        letter = text[position]
        if letter == "'":
            break
        if letter == "\\":
            position += 1
            if position >= len(text):
                raise arguments.error("Unexpected end of format string.")
        pad.append(text[position])
        position += 1
    if not pad:
        raise arguments.error("Null pad string specified.")
    directive.pad = "".join(pad)
    return position + 1


# -- printing --------------------------------------------------------------------------------------------------


def _print(
    directive: Directive, value: Any, following: str, arguments: Arguments, page: Page, *, more: bool
) -> None:
    """Print one value; `following` is the character after the directive, `more`: other elements follow."""
    if directive.type == UNKNOWN:
        raise arguments.error("Error in format string.")
    on_same_line = more or following not in ("", "\n")
    padded = on_same_line or is_fluffos()
    style = style_of(directive)
    if directive.type not in ("O", "s"):
        page.add_justified(number_text(directive, value, arguments), style, trailing=padded)
        return
    value = string_of(directive, value, arguments)
    directive.type = "s"  # %@O takes the elements after the first for %s, as Neolith does
    if directive.columns or directive.table:
        _print_shape(directive, value, following, arguments, page, style, on_same_line)
        return
    text = value[: screen.fitting(value, directive.precision)] if directive.precision else value
    page.add_justified(value, style, trailing=padded or not text.endswith("\n"), length=len(text))


def style_of(directive: Directive) -> Style:
    justify = directive.justify
    if len(justify) > 1:  # both flags: FluffOS centres then, too
        justify = "|-" if is_fluffos() else ""
    return Style(directive.size, justify, directive.pad)


def string_of(directive: Directive, value: Any, arguments: Arguments) -> Any:
    """What %s or %O prints, before it is cut."""
    if directive.type == "O":
        return printing_fluffos.pretty(value) if is_fluffos() else pretty(value)
    if value.__class__ is str:
        return value
    if not isinstance(value, int) or value != 0:
        raise arguments.error("Incorrect argument to type %s.")
    return "0"


def _print_shape(
    directive: Directive,
    value: str,
    following: str,
    arguments: Arguments,
    page: Page,
    style: Style,
    on_same_line: bool,
) -> None:
    if not directive.size:
        raise arguments.error("Column/table mode requires a field size.")
    value = value.partition("\0")[0]
    if directive.columns:
        ended = page.begin(_column(directive, value, style, page.column), trailing=on_same_line)
        if ended == "at newline" and not following:
            page.add("\n")
    else:
        table = Table.of(value, style, directive.precision, page.column)
        directive.precision = len(table.positions)  # of %@#, the first element decides how many columns all have
        page.begin(table, trailing=on_same_line)


def _column(directive: Directive, value: str, style: Style, start: int) -> Column:
    size, precision = directive.size, directive.precision
    if not is_fluffos():
        return Column(value, style, min(precision, size) or size, start)
    if precision > size:
        style = Style(precision, style.justify, style.pad)
    return FluffosColumn(value, style, precision or size, start)


def is_fluffos() -> bool:
    """Whether sprintf() pads every line to its end and takes ints for floats, as FluffOS does."""
    return limits.current.dialect.grammar is Grammar.FLUFFOS


def decimals(directive: Directive) -> int:
    """How many digits %f and %g have behind the point: six by themselves, in FluffOS also where 0 are asked for."""
    return directive.precision if directive.precise and (directive.precision or not is_fluffos()) else 6


def _converted(letter: str, value: Any) -> Any:
    """An int for %f and %g, a float for %d."""
    if letter in "fg" and isinstance(value, int):
        return float(value)
    if letter == "d" and isinstance(value, float) and math.isfinite(value):
        return truncated(math.floor(value))
    return value


def _is_character(value: Any) -> bool:
    """Is it the number of a character?"""
    return value.__class__ is int and 0 < value <= sys.maxunicode and not 0xD800 <= value < 0xE000


def number_text(directive: Directive, value: Any, arguments: Arguments) -> str:
    """An int or a float as text, without its padding."""
    letter = "d" if directive.type == "i" else directive.type
    if value.__class__ is int and letter == "d" and not directive.precision and not directive.sign:
        return str(value)
    if is_fluffos():
        if letter == "c" and not _is_character(value):
            raise arguments.error("Incorrect argument to type %c, must be valid UTF8 char.")
        value = _converted(letter, value)
    if not isinstance(value, float if letter in "fg" else int):
        raise LpcError(f"ERROR: (s)printf(): Incorrect argument type to %{letter}.\n")
    sign = directive.sign if len(directive.sign) == 1 else ""
    if isinstance(value, float):
        return f"{value:{sign}.{min(decimals(directive), _LONGEST_NUMBER)}{letter}}"[:_LONGEST_NUMBER]
    assert isinstance(value, int)
    if letter == "c":
        return character(value).rstrip("\0")
    if letter == "d":
        text = f"{abs(value):0{min(directive.precision, _LONGEST_NUMBER)}d}"
        return (("-" if value < 0 else sign) + text)[:_LONGEST_NUMBER]
    return f"{value & _UNSIGNED:0{min(directive.precision, _LONGEST_NUMBER)}{letter}}"
