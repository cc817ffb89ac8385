"""Texts with colour codes between `%^`: codes are replaced, and lines are broken where the screen ends.

The rule of breaking: only what is seen counts for the width, and a colour that is on at the end of a line is put out
there and lit again on the next one. The efun terminal_colour() comes here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from unicodedata import combining, east_asian_width

import attrs

MARK: Final = "%^"
DEFAULT_RESET: Final = "\033[49;49m\033[0;10m"
_TAB: Final = 8


@attrs.frozen(slots=True)
class Piece:
    """A part of the text, or a code that takes no room on the screen."""

    text: str
    is_code: bool


def pieces(text: str, codes: Mapping[str, str]) -> list[Piece]:
    """The text cut at every `%^`, with what `codes` knows replaced."""
    parts = [part for part in text.split(MARK) if part]
    return [Piece(codes[part], True) if part in codes else Piece(part, False) for part in parts]


def joined(text: str, codes: Mapping[str, str]) -> str:
    """The text with its codes replaced and its lines as they are."""
    return "".join(piece.text for piece in pieces(text, codes))


def width(character: str) -> int:
    """How many columns of the screen a character takes."""
    if character < " " or combining(character):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def wrapped(text: str, codes: Mapping[str, str], columns: int, indent: int, *, fill: bool) -> str:
    """The text in lines of at most `columns`; all lines but the first of a paragraph are indented.

    `fill`: blanks go to the end of each broken line.
    """
    breaker = _Breaker(columns, indent, codes.get("RESET", DEFAULT_RESET), fill=fill)
    for piece in pieces(text, codes):
        if piece.is_code:
            breaker.code(piece.text)
        else:
            for character in piece.text:
                breaker.character(character)
    return breaker.result()


class _Breaker:
    """Collects the lines. `_line` holds cells: a visible character, or a code with width 0."""

    def __init__(self, columns: int, indent: int, reset: str, *, fill: bool) -> None:
        self._columns = columns
        self._indent = indent
        self._reset = reset
        self._fill = fill
        self._done: list[str] = []
        self._line: list[str] = []
        self._column = 0
        self._start = -1  # blanks up to this column are dropped: they stood at a break
        self._colour = ""
        self._blank = -1  # where in the line the last blank is, and what was so there
        self._blank_column = 0
        self._blank_colour = ""
        self._indent_due = False

    def code(self, text: str) -> None:
        """A code passes through and is remembered until the reset."""
        self._colour = "" if text == self._reset else self._colour + text
        self._line.append(text)

    def character(self, character: str) -> None:
        """One visible character, or the end of a line."""
        if self._indent_due:
            self._line.append(" " * self._indent)
            self._column += self._indent
            self._indent_due = False
        if character == "\n":
            self._end_line(len(self._line), self._column, self._colour, [])
            self._start = -1
            self._indent_due = self._indent > 0
            return
        if character in " \t" and self._column <= self._start:
            return
        self._line.append(character)
        self._column += width(character)
        if character == "\t":
            self._column += _TAB - (self._column % _TAB or _TAB)
        if character in " \t":
            self._blank, self._blank_column, self._blank_colour = len(self._line) - 1, self._column, self._colour
        if self._column > self._columns:
            self._break()

    def _break(self) -> None:
        """The line is too long: it ends at its last blank, or before the last character."""
        if self._blank >= 0:
            rest = self._line[self._blank + 1 :]
            self._end_line(self._blank, self._blank_column - 1, self._blank_colour, rest)
        else:
            last = self._line[-1]
            self._end_line(len(self._line) - 1, self._column - width(last), self._colour, [last])
        self._start = self._indent

    def _end_line(self, end: int, column: int, colour: str, rest: list[str]) -> None:
        filling = " " * max(0, self._columns - column) if self._fill else ""
        self._done.append("".join(self._line[:end]) + self._reset + filling + "\n" + colour)
        seen = [cell for cell in rest if not cell.startswith("\033")]
        self._line = rest
        self._column = sum(width(cell) for cell in seen if len(cell) == 1)
        if self._column:
            self._line.insert(0, " " * self._indent)
            self._column += self._indent
        else:
            self._indent_due = self._indent > 0 and bool(self._done)
        self._blank = -1

    def result(self) -> str:
        """All lines."""
        return "".join(self._done) + "".join(self._line)
