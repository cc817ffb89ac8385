"""Texts with colour codes between `%^`: codes are replaced, and lines are broken where the screen ends.

The rule of breaking: only what is seen counts for the width. Every line that ends, by itself or broken, is reset at its
end, and the colours that were on there are lit again on the next one, before its indent. The efun terminal_colour()
comes here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import attrs

from . import screen

MARK: Final = "%^"
DEFAULT_RESET: Final = "\033[49;49m\033[0;10m"
_TAB: Final = 8
_MOST_COLOUR: Final = 198  # characters of colours that are lit again


@attrs.frozen(slots=True)
class Piece:
    """A part of the text, or a code that takes no room on the screen."""

    text: str
    is_code: bool


Replace = Callable[[str], str | None]
"""What stands for a part; None: the part itself."""


def pieces(text: str, codes: Mapping[str, str], replace: Replace) -> list[Piece]:
    """The text cut at every `%^`, with what `codes` knows replaced."""
    found = []
    for part in text.split(MARK):
        if part:
            put = replace(part)
            key = part if put is None else put
            found.append(Piece(codes.get(key, key), put is not None or key in codes))
    return found


def joined(text: str, codes: Mapping[str, str], replace: Replace) -> str:
    """The text with its codes replaced and its lines as they are."""
    return "".join(piece.text for piece in pieces(text, codes, replace))


def width(character: str) -> int:
    """How many columns of the screen a character takes; control characters count, as FluffOS has it."""
    return 1 if character < "\x80" else screen.width(character)


def wrapped(text: str, codes: Mapping[str, str], replace: Replace, columns: int, indent: int, *, fill: bool) -> str:
    """The text in lines of at most `columns`; all lines but the first are indented, unless nothing follows.

    `codes` has a RESET. `fill`: blanks go to the end of each line that ends.
    """
    parts = pieces(text, codes, replace)
    last = max((index for index, piece in enumerate(parts) if piece.text and not piece.is_code), default=-1)
    breaker = _Breaker(columns, indent, codes["RESET"], fill=fill)
    for index, piece in enumerate(parts):
        if piece.is_code:
            breaker.code(piece.text)
            continue
        for place, character in enumerate(piece.text):
            breaker.character(character, is_last=index == last and place + 1 == len(piece.text))
    return breaker.result()


class _Breaker:
    """Collects the lines. `_line` is what has come since the last end of a line: characters and whole codes."""

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
        self._blank = 0  # where on the screen the last blank ends; 0: there is none on this line
        self._behind = 0  # where in `_line` what follows it begins, and what was lit there
        self._blank_colour = ""

    def code(self, text: str) -> None:
        """A code passes through and is remembered until the reset."""
        if text == self._reset:
            self._colour = ""
        elif len(self._colour) + len(text) <= _MOST_COLOUR:
            self._colour += text
        self._line.append(text)

    def character(self, character: str, *, is_last: bool) -> None:
        """One visible character, or the end of a line."""
        if character == "\n":
            self._end_line(len(self._line), self._column, self._colour, 0, is_last=is_last)
            self._start = -1
            return
        is_blank = character in " \t"
        if not is_blank or self._column > self._start:
            self._line.append(character)
            self._column += width(character)
            if character == "\t":
                self._column += _TAB - (self._column - 1) % _TAB
        if is_blank:
            self._blank, self._behind, self._blank_colour = self._column, len(self._line), self._colour
        if self._column > self._columns:
            self._break(character, is_last=is_last)

    def _break(self, character: str, *, is_last: bool) -> None:
        """The line is too long: it ends at its last blank, or before this character."""
        if self._blank:
            end, rest = self._behind, self._column - self._blank
            if end and self._line[end - 1] in " \t":
                # the blank gives way to the end of the line
                del self._line[end - 1]
                end -= 1
            elif not end and self._done:
                # it was dropped, and FluffOS takes one of the indent for it
                self._done[-1] = self._done[-1][:-1]
            self._end_line(end, self._blank, self._blank_colour, rest, is_last=is_last)
        else:
            seen = width(character)
            self._end_line(len(self._line) - 1, self._column - seen, self._colour, seen, is_last=is_last)
        self._start = self._indent

    def _end_line(self, end: int, column: int, colour: str, rest: int, *, is_last: bool) -> None:
        """What is before `end` is a line; `rest` columns are on the next one already."""
        filling = " " * (self._columns - column) if self._fill else ""
        self._done += [*self._line[:end], self._reset, filling, "\n", colour]
        del self._line[:end]
        self._column = rest
        if rest or not is_last:
            self._done.append(" " * self._indent)
            self._column += self._indent
        self._blank = 0

    def result(self) -> str:
        """All lines."""
        return "".join((*self._done, *self._line))
