"""Frames: the texts the lexer is in the middle of, innermost last.

Rule: a source frame is a file and knows the line it is on; every other frame is the text of a macro, whose tokens all
stand where the macro was used in the source.

Only the lexer and the preprocessor use frames.
"""

from __future__ import annotations

from .diagnostics import Span


class Frame:
    """A text and how far it has been read.

    For a source frame `line` is the line of `offset`, and a column is an offset minus `base`, the offset of the newline
    before the line. For the text of a macro `column` is that of the macro's use, and `base` means nothing.
    """

    __slots__ = ("base", "column", "file", "line", "offset", "text")

    def __init__(self, text: str, file: str, line: int = 1, column: int = 0) -> None:
        self.text = text
        self.offset = 0
        self.file = file
        self.line = line
        self.base = -1
        self.column = column

    @property
    def is_source(self) -> bool:
        """Whether this is a file and not the text of a macro."""
        return self.column == 0

    def stop(self, offset: int, line: int, base: int) -> None:
        """Note how far the lexer came before it turned to something else."""
        self.offset = offset
        self.line = line
        self.base = base

    def advance(self, offset: int) -> None:
        """Move on to `offset`, counting the lines on the way."""
        if not self.column:
            newline = self.text.rfind("\n", self.offset, offset)
            if newline >= 0:
                self.line += self.text.count("\n", self.offset, offset)
                self.base = newline
        self.offset = offset

    def place(self, offset: int) -> Span:
        """Where in the source an offset at or after the current one stands."""
        if self.column:
            return Span(self.file, self.line, self.column)
        newline = self.text.rfind("\n", self.offset, offset)
        if newline < 0:
            return Span(self.file, self.line, offset - self.base)
        return Span(self.file, self.line + self.text.count("\n", self.offset, offset), offset - newline)

    def starts_line(self, offset: int) -> bool:
        """Whether only blanks stand before `offset` on its line."""
        return self.is_source and not self.text[self.base + 1 : offset].strip(" \t\r\f\v")
