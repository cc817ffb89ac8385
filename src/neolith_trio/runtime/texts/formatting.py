"""sprintf: text from a format string and LPC values.

    %[flags][size][.precision | :size]type

    flags   - left, | centre, + or space before positive numbers, @ once for each element of an array,
            = wrapped columns, # table of the lines, 'pad' padding text, 0 before the size: pad with zeros
    type    s string, O any value, d i o x X c int, f float, % a percent sign; in FluffOS g float, too

Columns and tables are more than one line high: what stands beside them on their first line is laid out first, and
their other lines follow when the format string comes to a newline or to its end. `layout.py` holds those shapes.
The errors carry the number of the argument, from 0. The efuns sprintf and printf call `sprintf`.
"""

from __future__ import annotations

import math
import re
import sys
from functools import lru_cache
from typing import Any, Final

from ...config import Grammar
from ...data import define, frozen
from ...errors import LpcError
from .. import limits
from ..operators.arithmetic import truncated
from ..operators.indexing import character
from ..values import live
from . import printing_fluffos, screen
from .layout import Column, FluffosColumn, Page, Style, Table, justified, wrapped, wrapped_by_fluffos
from .plans import Plan, Plans, Source
from .printing import pretty

_DIGITS: Final = "0123456789"
_LONGEST_NUMBER: Final = 99
_UNSIGNED: Final = (1 << 64) - 1
_UNSET: Final = -1
_WITH_SIZE: Final = -2
_UNKNOWN: Final = "?"


@define(slots=True)
class _Directive:
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


class _Arguments:
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


def sprintf(text: str, *values: Any) -> str:
    """`text` with its directives replaced by the values."""
    plan = PLANS.made.get(text)
    if plan is None:
        PLANS.used(text)
        return along(text, values)
    planned: str | None = plan(values)
    return along(text, values) if planned is None else planned


def along(text: str, values: tuple[Any, ...]) -> str:
    """The same, read along."""
    if "\0" in text:
        text = text.partition("\0")[0]
    arguments = _Arguments(values)
    pieces = _pieces(text, fluffos=_is_fluffos())
    if pieces is not None:
        return "".join([one if isinstance(one, str) else one.filled(arguments) for one in pieces])
    page = Page(arguments.overflow)
    position = 0
    while True:
        percent, newline = _find(text, "%", position), _find(text, "\n", position)
        stop = min(percent, newline)
        page.add(text[position:stop])
        if stop == len(text):
            page.finish_line(at_newline=False)
            return page.text()
        position = stop + 1
        if stop == newline:
            page.finish_line(at_newline=True)
        elif text.startswith("%", position):
            page.add("%")
            position += 1
        else:
            position = _directive(text, position, arguments, page)


# -- formats that are read once -------------------------------------------------------------------------------


@frozen(slots=True)
class _Field:
    """A directive that prints one value on its line, whatever stands around it."""

    directive: _Directive
    style: Style
    padded: bool  # on the right, whatever is printed

    def filled(self, arguments: _Arguments) -> str:
        """The next argument as the directive wants it."""
        directive = self.directive
        value = arguments.next()
        padded = self.padded
        if directive.type == "s" or directive.type == "O":
            value = _string_of(directive, value, arguments)
            if directive.precision:
                value = value[: screen.fitting(value, directive.precision)]
            padded = padded or not value.endswith("\n")
        else:
            value = _number_text(directive, value, arguments)
        if not self.style.size:
            return str(value)
        return justified(value, self.style, arguments.overflow, trailing=padded)


class _NotPlainError(Exception):
    """The format must be read along with its arguments."""


class _NoArguments(_Arguments):
    """What a directive finds that is read before there are arguments."""

    def next(self) -> Any:
        raise _NotPlainError

    def error(self, text: str) -> LpcError:
        raise _NotPlainError


@lru_cache(maxsize=2048)
def _pieces(text: str, *, fluffos: bool) -> tuple[str | _Field, ...] | None:
    """A format as texts and fields; None where columns, tables, arrays, arguments as sizes or errors are in it."""
    pieces: list[str | _Field] = []
    nobody = _NoArguments(())
    position = 0
    while True:
        stop = _find(text, "%", position)
        pieces.append(text[position:stop])
        if stop == len(text):
            return tuple(one for one in pieces if one)
        position = stop + 1
        if text.startswith("%", position):
            pieces.append("%")
            position += 1
            continue
        directive = _Directive()
        try:
            position, _ = _read(text, position, directive, None, nobody)
        except _NotPlainError:
            return None
        if directive.type == _UNKNOWN or directive.each or directive.columns or directive.table:
            return None
        padded = fluffos or text[position : position + 1] not in ("", "\n")
        pieces.append(_Field(directive, _style(directive), padded))


# -- plans ----------------------------------------------------------------------------------------------------

_WIDEST: Final = 1000  # the largest size and precision of a plan
_MOST_DECIMALS: Final = 20
_SMALL: Final = 10**15  # a float below it is not cut
_FILLS: Final = frozenset(" 0.-=*_")  # pads that a plan has in its text
_COLUMN: Final = re.compile("%(?:-=|=-)([1-9][0-9]*)s", re.ASCII)
_SIDES: Final = {"": ">", "-": "<"}


def _plan(text: str) -> Plan | None:
    """A format of %s, %d and %f as one Python expression.

    It is for values that are printed alike in all dialects, texts in ASCII among them, and says None to others.
    """
    column = _COLUMN.fullmatch(text)
    if column is not None:
        return _column_plan(int(column[1]))
    # not kept: they are those of all dialects, whichever the current one is
    pieces: tuple[str | _Field, ...] = () if "\0" in text else _pieces.__wrapped__(text, fluffos=False) or ()
    literals: list[str] = []
    tests: list[str] = []
    printed = ""
    for piece in pieces:
        if isinstance(piece, str):
            printed += f"{{t{len(literals)}}}"
            literals.append(piece)
            continue
        name = f"v{len(tests)}"
        test, shown = _planned(piece)
        if not test:
            return None
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
        if not _is_fluffos():
            return text if len(text) <= width and "\n" not in text else wrapped(text, width)
        # there control characters take no column
        return wrapped_by_fluffos(text, width) if text.replace("\n", "").isprintable() else None

    return plan if width <= _WIDEST else None


def _planned(field: _Field) -> tuple[str, str]:
    """The test of a value that a plan may print, and how it prints it; two empty texts when it is none for a plan."""
    directive, size = field.directive, field.style.size
    fill, side = directive.pad or " ", _SIDES.get(directive.justify, "")
    width = f"{fill}{side}{size}" if size else ""
    if size > _WIDEST or directive.precision > _WIDEST or directive.sign or (size and not (fill in _FILLS and side)):
        return "", ""
    if directive.type == "s":
        cut = f"[:{directive.precision}]" if directive.precision else ""
        plain = " and {0}.isascii() and {0}.isprintable()" if width or cut else ""
        return "{0}.__class__ is str" + plain, f"{{0}}{cut}:{width}"
    if side == "<" and not field.padded:  # FluffOS pads these
        return "", ""
    if directive.type in "di" and not directive.precision:
        return "{0}.__class__ is int", f"{{0}}:{width}"
    if directive.type == "f" and directive.precision <= _MOST_DECIMALS:
        digits = directive.precision if directive.precise and (directive.precision or not _is_fluffos()) else 6
        return f"{{0}}.__class__ is float and {-_SMALL} < {{0}} < {_SMALL}", f"{{0}}:{width}.{digits}f"
    return "", ""


# -- formats that are read along with their arguments ---------------------------------------------------------


def _find(text: str, what: str, start: int) -> int:
    found = text.find(what, start)
    return len(text) if found < 0 else found


def _directive(text: str, position: int, arguments: _Arguments, page: Page) -> int:
    """Read the directive whose % ends at `position`, print its argument; where the text goes on."""
    directive = _Directive()
    position, value = _read(text, position, directive, arguments.next(), arguments)
    if not directive.each:
        _print(directive, value, text[position : position + 1], arguments, page, more=False)
        return position
    if value.__class__ is not list:
        raise arguments.error("Array expected.")
    for number, one in enumerate(value, 1):
        more = number < len(value)
        _print(directive, live(one), text[position : position + 1], arguments, page, more=more)
    return position


def _read(
    text: str, position: int, directive: _Directive, value: Any, arguments: _Arguments
) -> tuple[int, Any]:
    """Read a directive; where the text goes on, and the value to print: an argument that was a size is not."""
    while not directive.type:
        if position >= len(text):
            directive.type = _UNKNOWN
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


def _letter(letter: str, directive: _Directive) -> None:
    if letter in "OsdifcoxX" or (letter == "g" and _is_fluffos()):
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
        directive.type = _UNKNOWN


def _number(
    text: str, position: int, directive: _Directive, value: Any, arguments: _Arguments
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


def _pad_text(text: str, position: int, directive: _Directive, arguments: _Arguments) -> int:
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


def _print(
    directive: _Directive, value: Any, following: str, arguments: _Arguments, page: Page, *, more: bool
) -> None:
    """Print one value; `following` is the character after the directive, `more`: other elements follow."""
    if directive.type == _UNKNOWN:
        raise arguments.error("Error in format string.")
    on_same_line = more or following not in ("", "\n")
    padded = on_same_line or _is_fluffos()
    style = _style(directive)
    if directive.type not in ("O", "s"):
        page.add_justified(_number_text(directive, value, arguments), style, trailing=padded)
        return
    value = _string_of(directive, value, arguments)
    directive.type = "s"  # %@O takes the elements after the first for %s, as Neolith does
    if directive.columns or directive.table:
        _print_shape(directive, value, following, arguments, page, style, on_same_line)
        return
    text = value[: screen.fitting(value, directive.precision)] if directive.precision else value
    page.add_justified(value, style, trailing=padded or not text.endswith("\n"), length=len(text))


def _style(directive: _Directive) -> Style:
    justify = directive.justify
    if len(justify) > 1:  # both flags: FluffOS centres then, too
        justify = "|-" if _is_fluffos() else ""
    return Style(directive.size, justify, directive.pad)


def _string_of(directive: _Directive, value: Any, arguments: _Arguments) -> Any:
    """What %s or %O prints, before it is cut."""
    if directive.type == "O":
        return printing_fluffos.pretty(value) if _is_fluffos() else pretty(value)
    if value.__class__ is str:
        return value
    if not isinstance(value, int) or value != 0:
        raise arguments.error("Incorrect argument to type %s.")
    return "0"


def _print_shape(
    directive: _Directive,
    value: str,
    following: str,
    arguments: _Arguments,
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


def _column(directive: _Directive, value: str, style: Style, start: int) -> Column:
    size, precision = directive.size, directive.precision
    if not _is_fluffos():
        return Column(value, style, min(precision, size) or size, start)
    if precision > size:
        style = Style(precision, style.justify, style.pad)
    return FluffosColumn(value, style, precision or size, start)


PLANS: Final = Plans(_plan)


def _is_fluffos() -> bool:
    """Whether sprintf() pads every line to its end and takes ints for floats, as FluffOS does."""
    return limits.current.dialect.grammar is Grammar.FLUFFOS


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


def _number_text(directive: _Directive, value: Any, arguments: _Arguments) -> str:
    """An int or a float as text, without its padding."""
    letter = "d" if directive.type == "i" else directive.type
    if value.__class__ is int and letter == "d" and not directive.precision and not directive.sign:
        return str(value)
    if _is_fluffos():
        if letter == "c" and not _is_character(value):
            raise arguments.error("Incorrect argument to type %c, must be valid UTF8 char.")
        value = _converted(letter, value)
    if not isinstance(value, float if letter in "fg" else int):
        raise LpcError(f"ERROR: (s)printf(): Incorrect argument type to %{letter}.\n")
    sign = directive.sign if len(directive.sign) == 1 else ""
    if isinstance(value, float):
        digits = directive.precision if directive.precise and (directive.precision or not _is_fluffos()) else 6
        return f"{value:{sign}.{min(digits, _LONGEST_NUMBER)}{letter}}"[:_LONGEST_NUMBER]
    assert isinstance(value, int)
    if letter == "c":
        return character(value).rstrip("\0")
    if letter == "d":
        text = f"{abs(value):0{min(directive.precision, _LONGEST_NUMBER)}d}"
        return (("-" if value < 0 else sign) + text)[:_LONGEST_NUMBER]
    return f"{value & _UNSIGNED:0{min(directive.precision, _LONGEST_NUMBER)}{letter}}"
