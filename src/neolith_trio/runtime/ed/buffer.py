"""The lines of a text, and which of them is the current one.

Lines have numbers from 1. Number 0 is the place before the first line: text may be put after it, and going on from the
last line comes to it. No operation leaves the buffer half changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from .refusals import TOO_LARGE, TOO_LONG, Refused

MOST_CHARACTERS: Final = 16_000_000  # of a whole text: a few lines, copied again and again, fill any memory
LONGEST_LINE: Final = 65_536


class Line:
    """One line, without its newline. `chosen` by g or v, it waits for its command."""

    __slots__ = ("chosen", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.chosen = False


class Buffer:
    """A text that is edited."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.current = 0
        self._characters = 0

    @property
    def last(self) -> int:
        """The number of the last line; 0 when there is none."""
        return len(self.lines)

    def text(self, number: int) -> str:
        """The text of a line; "" for line 0."""
        return self.lines[number - 1].text if number else ""

    def after(self, number: int) -> int:
        """The number of the next line; 0 after the last."""
        return number + 1 if number < self.last else 0

    def before(self, number: int) -> int:
        """The number of the line before; that of the last one before 0."""
        return number - 1 if number > 0 else self.last

    def insert(self, number: int, texts: Iterable[str]) -> None:
        """Put lines after line `number`; the last of them is current then."""
        new = [Line(text) for text in texts]
        size = sum(len(line.text) + 1 for line in new)
        if any(len(line.text) > LONGEST_LINE for line in new):
            raise Refused(TOO_LONG)
        if self._characters + size > MOST_CHARACTERS:
            raise Refused(TOO_LARGE)
        self.lines[number:number] = new
        self._characters += size
        self.current = number + len(new)

    def delete(self, first: int, last: int) -> None:
        """Take lines out; the one before them is current then."""
        gone = self.lines[first - 1 : last]
        del self.lines[first - 1 : last]
        self._characters -= sum(len(line.text) + 1 for line in gone)
        self.current = first - 1

    def replace(self, first: int, last: int, texts: Iterable[str]) -> None:
        """Put lines in the place of others; the last of them is current then."""
        self.insert(last, texts)
        end = self.current - (last - first + 1)
        self.delete(first, last)
        self.current = end

    def clear(self) -> None:
        """Forget the whole text."""
        self.lines.clear()
        self.current = self._characters = 0

    def move(self, first: int, last: int, to: int) -> None:
        """Take lines to behind line `to`, which is not one of them; the last of them is current then."""
        moved = self.lines[first - 1 : last]
        del self.lines[first - 1 : last]
        if to > last:
            to -= len(moved)
        self.lines[to:to] = moved
        self.current = to + len(moved)
