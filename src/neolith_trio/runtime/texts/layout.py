"""The page that sprintf fills: justified text, and columns and tables that go on below the line they begin on.

A Column wraps its text at spaces into a width. A Table puts the lines of its text into columns from top to bottom. Both
give one line at a time; `Page.finish_line` asks all that began on a line for their further lines, each at the
screen column where it began. What a text takes of a line `screen` knows. Only
formatting.py, directives.py and fields.py use this.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, Literal

import attrs

from ...data import frozen
from ...errors import LpcError
from . import screen
from .line_breaks import last_end, may_end, next_end

_LONGEST: Final = 65_535
_PLAIN_PADS: Final = frozenset(" 0.-=*_")  # the usual ones, each a column wide
# Where text without blanks may be broken: beside a wide character, but not before the first nor behind the second.
_CLOSING: Final = frozenset("，。、；：？！）》」』】〕〉”’…—%)]},.;:?!")
_OPENING: Final = frozenset("（《「『【〔〈“‘([{")

Ended = Literal["", "ended", "at newline"]


@frozen(slots=True)
class Style:
    """Field size, '-' for left, '|' for centred or '|-' for that with the odd column on the right, and the padding."""

    size: int
    justify: str
    pad: str

    def padding(self, length: int) -> str:
        """Padding of `length` columns."""
        pad = self.pad or " "
        if pad in _PLAIN_PADS:
            return pad * length
        width = screen.columns(pad)
        if width == len(pad):
            return (pad * (length // len(pad) + 1))[:length]
        text = pad * (length // (width or 1))
        text += pad[: screen.fitting(pad, length - screen.columns(text))]
        return text + " " * (length - screen.columns(text))


def justified(text: str, style: Style, overflow: Callable[[], LpcError], *, trailing: bool) -> str:
    """Text in a field; `trailing`: pad on the right too."""
    missing = style.size - screen.columns(text) if style.size else 0
    if missing <= 0:
        return text
    if missing > _LONGEST:
        raise overflow()
    if style.justify == "-":
        return text + style.padding(missing) if trailing else text
    if style.justify:
        left = missing // 2 if style.justify == "|-" else missing // 2 + missing % 2
        return style.padding(left) + text + (style.padding(missing - left) if trailing else "")
    return style.padding(missing) + text


class Column:
    """Text that is wrapped at `width`; `start` is the screen column of its left edge."""

    def __init__(self, text: str, style: Style, width: int, start: int) -> None:
        self.text = text
        self.style = style
        self.width = width
        self.start = start
        self.position = 0

    def next_line(self, page: Page, *, trailing: bool) -> Ended:
        """Print one line; has the text ended with it?"""
        end = self._line_end()
        page.add_justified(self.text, self.style, trailing=trailing, start=self.position, length=end - self.position)
        at_newline = self.text.startswith("\n", end)
        self.position = end + 1 if at_newline else end
        if self.position < len(self.text):
            return ""
        return "at newline" if at_newline else "ended"

    def skip_spaces(self) -> None:
        """Forget the spaces at which the line before was wrapped."""
        if self.position == 0 or self.text[self.position - 1] != "\n":
            while self.text.startswith(" ", self.position):
                self.position += 1

    def _line_end(self) -> int:
        limit = max(screen.fitting(self.text, self.width, self.position), self.position + 1)
        newline = self.text.find("\n", self.position, limit)
        if newline >= 0:
            return newline
        if limit >= len(self.text) or self.text[limit] in " \n":
            return min(limit, len(self.text))
        space = self.text.rfind(" ", self.position, limit)
        if not self.text.isascii():
            space = max(space, self._last_break(limit))
        return limit if space < 0 else space

    def _last_break(self, limit: int) -> int:
        """The last place up to `limit` where a line may end beside a wide character; -1 when there is none."""
        for end in range(limit, self.position, -1):
            before, after = self.text[end - 1], self.text[end]
            wide = screen.width(before) > 1 or screen.width(after) > 1
            if wide and before not in _OPENING and after not in _CLOSING and after != "\x1b":
                return end
        return -1


class FluffosColumn(Column):
    """The same as FluffOS wraps it: where Unicode lets a line end, a longer word stands out, and a blank is eaten."""

    def next_line(self, page: Page, *, trailing: bool) -> Ended:
        """Print one line; has the text ended with it?"""
        text, start = self.text, self.position
        end = self._line_end()
        page.add_justified(text, self.style, trailing=trailing, start=start, length=end - start)
        if text.startswith(" ", end):
            end += 1
        at_newline = text.startswith("\n", end)
        self.position = end + 1 if at_newline else end
        if self.position < len(text):
            return ""
        return "at newline" if at_newline else "ended"

    def _line_end(self) -> int:
        text, start = self.text, self.position
        limit = max(screen.fitting(text, self.width, start), start + 1)
        return line_end(text, start, min(limit, len(text)))


def line_end(text: str, start: int, limit: int) -> int:
    """Where FluffOS ends the line that begins at `start` and could reach to `limit`."""
    end = text.find("\n", start, limit + 1)
    if end < 0:
        end = limit
        if limit < len(text) and text[limit] != " " and not may_end(text, limit, start):
            end = _better_end(text, start, limit)
    # of the blanks at its end one belongs to the line break
    return end - 1 if end - start > 1 and text[end - 1] == " " else end


def _better_end(text: str, start: int, limit: int) -> int:
    before = last_end(text, limit, start)
    if before > start:
        return before if text[start:before].strip(" ") else limit
    end = next_end(text, limit, start)
    return end - 1 if text[end - 1] == "\n" else end


def wrapped_by_fluffos(text: str, width: int) -> str:
    """What a FluffosColumn alone on its page prints of a text in which every character takes a column."""
    lines = []
    start, size = 0, len(text)
    while True:
        end = line_end(text, start, min(max(start + width, start + 1), size))
        lines.append(text[start:end])
        if text.startswith(" ", end):
            end += 1
        at_newline = text.startswith("\n", end)
        start = end + 1 if at_newline else end
        if start >= size:
            return "\n".join(lines) + ("\n" if at_newline else "")
        if text[start - 1] != "\n":
            while text.startswith(" ", start):
                start += 1


def wrapped(text: str, width: int) -> str:
    """What a Column alone on its page prints of a text in which every character takes a column."""
    lines = []
    start, size, newline = 0, len(text), text.find("\n")
    while True:
        limit = start + width
        if 0 <= newline < limit:
            end = newline
        elif limit >= size:
            end = size
        elif text[limit] in " \n":
            end = limit
        else:
            space = text.rfind(" ", start, limit)
            end = limit if space < 0 else space
        lines.append(text[start:end])
        start = end
        if end == newline:
            start += 1
            newline = text.find("\n", start)
        if start >= size:
            return "\n".join(lines) + ("\n" if end < size else "")
        if start == end:
            while start < size and text[start] == " ":
                start += 1


class Table:
    """Lines of a text in columns; `starts` are where each column begins in the text, and one more for the end."""

    def __init__(self, text: str, style: Style, starts: list[int], rest: int, start: int) -> None:
        self.text = text
        self.style = style
        self.starts = starts
        self.positions: list[int | None] = list(starts[:-1])
        self.rest = rest
        self.start = start

    @classmethod
    def of(cls, text: str, style: Style, columns: int, start: int) -> Table:
        """A table of the lines of `text` in `columns` columns; 0: as many as fit."""
        lines = (text[:-1] if text.endswith("\n") else text).split("\n")
        count, size = len(lines), style.size
        if columns:
            height = (count - 1) // columns + 1
        else:
            longest = max(screen.columns(line) for line in lines)
            columns = size // (longest + 2) or 1
            height = (count - 1) // columns + 1
            if count > columns and count % columns:
                columns -= (columns - count % columns) // height
        width, rest = divmod(size, columns)
        if count < columns:
            rest += (columns - count) * width
            columns = count
        style = attrs.evolve(style, size=width)
        return cls(text, style, cls._starts(text, columns, height), rest, start)

    @staticmethod
    def _starts(text: str, columns: int, height: int) -> list[int]:
        starts = [0]
        if columns == 1:
            return [0, len(text) + 1]
        newlines = [match.end() for match in re.finditer("\n", text)]
        starts += newlines[height - 1 :: height]
        beyond = len(text) + 1
        while len(starts) <= columns:
            starts.append(beyond)
            beyond += 1
        return starts[: columns + 1]

    def next_line(self, page: Page, *, trailing: bool) -> Ended:
        """Print one line; has the table ended with it?"""
        count = len(self.positions)
        printed = 0
        for number, position in enumerate(self.positions):
            if position is None:
                break
            end = self.starts[number + 1] - 1
            newline = self.text.find("\n", position, max(end, position))
            done = end if newline < 0 else newline
            length = min(done, screen.fitting(self.text[:done], self.style.size, position)) - position
            pads = bool(self.style.pad) or number < count - 1 or trailing
            page.add_justified(self.text, self.style, trailing=pads, start=position, length=length)
            self.positions[number] = None if done >= end - 1 else done + 1
            printed += 1
        if self.style.pad:
            for _ in range(count - printed):
                page.pad(self.style, self.style.size)
            page.pad(self.style, self.rest)
        return "" if self.positions[0] is not None else "ended"

    def skip_spaces(self) -> None:
        """Lines of a table keep their spaces."""


class Page:
    """The text so far and the shapes that go on below its last line."""

    def __init__(self, overflow: Callable[[], LpcError]) -> None:
        self.column = 0
        self._overflow = overflow
        self._parts: list[str] = []
        self._shapes: list[Column | Table] = []

    def text(self) -> str:
        """Everything that was printed."""
        return "".join(self._parts)

    def add(self, text: str) -> None:
        """Print text as it is."""
        self._parts.append(text)
        newline = text.rfind("\n")
        width = self._width(text[newline + 1 :])
        self.column = self.column + width if newline < 0 else width

    @staticmethod
    def _width(text: str) -> int:
        """The columns up to here; the C drivers count what colours take in the string, too."""
        return len(text) if text.isascii() else screen.columns(text)

    def pad(self, style: Style, length: int) -> None:
        """Print padding of that length."""
        if length > _LONGEST:
            raise self._overflow()
        self.add(style.padding(length))

    def add_justified(
        self, text: str, style: Style, *, trailing: bool, start: int = 0, length: int | None = None
    ) -> None:
        """Print `length` characters of text from `start` in a field; `trailing`: pad on the right too."""
        end = len(text) if length is None else start + length
        self.add(justified(text[start:end], style, self._overflow, trailing=trailing))

    def begin(self, shape: Column | Table, *, trailing: bool) -> Ended:
        """Print the first line of a shape and keep it when it has more."""
        ended = shape.next_line(self, trailing=trailing if isinstance(shape, Column) else False)
        if not ended:
            self._shapes.append(shape)
        return ended

    def finish_line(self, *, at_newline: bool) -> None:
        """The format string came to a newline or to its end: print the rest of the shapes."""
        if not self._shapes:
            if at_newline:
                self.add("\n")
            return
        self.add("\n")
        ended: Ended = ""
        while self._shapes:
            ended = self._next_lines(ended)
            if self._shapes or at_newline:
                self.add("\n")
        if ended == "at newline":
            self.add("\n")

    def _next_lines(self, ended: Ended) -> Ended:
        """One line of every shape; how the last column among them ended."""
        going_on = []
        shapes, self._shapes = self._shapes, []
        for number, shape in enumerate(shapes):
            shape.skip_spaces()
            self.add(" " * (shape.start - self.column))
            result = shape.next_line(self, trailing=number + 1 < len(shapes))
            if isinstance(shape, Column):
                ended = result
            if not result:
                going_on.append(shape)
        self._shapes = going_on
        return ended
