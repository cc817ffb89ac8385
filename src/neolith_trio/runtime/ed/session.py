"""One text that is edited. A line that comes in is a command, a line of text, or the Return that turns a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ...config import Grammar
from .. import limits
from ..texts import patterns
from . import guide, settings
from .buffer import Buffer
from .commands import run
from .refusals import Refused
from .settings import Settings

if TYPE_CHECKING:
    from .desk import Desk

PROMPT: Final = ":"
TEXT_PROMPT: Final = "*\b"
_OUTDENT: Final = "\x04\x0b"  # ^D and ^K at the start of a line go back a step of the indentation
_MOST_BLANKS: Final = 2048


class Session:
    """Somebody edits. `over` is true when he left."""

    def __init__(self, desk: Desk, *, restricted: bool) -> None:
        self.desk = desk
        self.restricted = restricted
        self.settings = Settings()
        self.buffer = Buffer()
        self.file_name = ""
        self.changed = False
        self.marks: dict[str, int] = {}
        self.pattern: re.Pattern[str] | None = None
        self.first = self.last = self.given = 0  # the addresses of the command that runs
        self.in_global = False  # it is run by g or v
        self.moved = False  # it has put lines elsewhere
        self.appending = False
        self.paging = False
        self.over = False
        self._indenting = False
        self._blanks = 0

    @property
    def prompt(self) -> str:
        """What asks for the next line."""
        return TEXT_PROMPT if self.appending else PROMPT

    @property
    def mode(self) -> int:
        """What query_ed_mode() tells: 0 for a command, the number of a line of text, -2 while help is read."""
        if self.paging:
            return -2
        return self.buffer.current + 1 if self.appending else 0

    def open(self, path: str | None) -> None:
        """Begin, with a file if the master permits to read it."""
        allowed = None if path is None else self.desk.permitted(path, writing=False)
        if allowed is None:
            self.desk.write("No file.\n")
            return
        self.file_name = allowed
        if self.read(allowed, 0):
            self.buffer.current = min(1, self.buffer.last)

    def take(self, line: str) -> None:
        """A line was typed."""
        if self.paging:
            self.paging = False
            self.desk.write(guide.second_page(restricted=self.restricted))
        elif self.appending:
            self._take_text(line)
        else:
            try:
                run(self, line)
            except Refused as refused:
                self.desk.write(str(refused))

    # -- typing text ----------------------------------------------------------------------------------------

    def start_appending(self, place: int, *, below: int, indenting: bool, blanks: int | None = None) -> None:
        """The next lines are text that comes behind line `place`, indented like line `below`."""
        self.buffer.current = place
        self.appending = self.changed = True
        self._indenting = indenting
        if indenting:
            self._blanks = self.blanks_of(below) if blanks is None else blanks
        self._ask(place + 1)

    def blanks_of(self, number: int) -> int:
        """How far a line is indented."""
        return _blanks(self.buffer.text(number))

    def _ask(self, number: int) -> None:
        label = f"{number:6}. " if self.settings.has(settings.NUMBER) else ""
        self.desk.write(label + (" " * self._blanks if self._indenting else ""))

    def _take_text(self, line: str) -> None:
        if line == ".":
            self.appending = False
            return
        text = self._below_the_last(line) if self._indenting else line
        self._ask(self.buffer.current + 2)
        if text is None:
            return
        try:
            self.buffer.insert(self.buffer.current, text.split("\n"))
        except Refused as refused:
            self.desk.write(str(refused))

    def _below_the_last(self, line: str) -> str | None:
        """The line as it is indented; None when it only goes back some steps."""
        text = line.lstrip(_OUTDENT)
        back = len(line) - len(text)
        self._blanks = max(self._blanks - back * self.settings.width, 0)
        if back and not text:
            return None
        text = " " * self._blanks + text
        self._blanks = _blanks(text)
        return text

    # -- g and v --------------------------------------------------------------------------------------------

    def choose(self, pattern: re.Pattern[str] | None, wanted: bool) -> None:
        """Choose the addressed lines that fit, or those that do not, and no others."""
        lines = self.buffer.lines
        for line in lines:
            line.chosen = False
        if pattern is not None:
            for line in lines[self.first - 1 : self.last]:
                line.chosen = (patterns.search(pattern, line.text) is not None) == wanted

    def chosen_lines(self) -> Iterator[int]:
        """The numbers of the chosen lines, first to last, while commands change the text around them."""
        start = 0
        while True:
            lines = self.buffer.lines
            size = len(lines)
            place = next((place for place in range(start, size) if lines[place].chosen), None)
            if place is None:
                return
            lines[place].chosen = self.moved = False
            yield place + 1
            # only a line that was moved, or fewer lines before, can bring a chosen one back to before this place
            start = 0 if self.moved else max(place - max(size - len(self.buffer.lines), 0), 0)

    # -- files ----------------------------------------------------------------------------------------------

    def read(self, path: str, place: int) -> bool:
        """Put a file behind line `place`; can it be read? What there is to say of it is written."""
        verbose = self.settings.has(settings.VERBOSE)
        if verbose:
            self.desk.write(f'"{path}" ')
        found = self.desk.read(path, eight_bits=self.settings.has(settings.EIGHTBIT))
        if found is None:
            named = path.removeprefix("/") if limits.current.dialect.grammar is Grammar.FLUFFOS else ""
            self.desk.write(f"{named} isn't readable.\n")
            return False
        lines = found.text.split("\n")
        if lines[-1]:
            self.desk.write("[Incomplete last line]\n")
        else:
            lines.pop()
        try:
            self.buffer.insert(place, lines)
        except Refused as refused:
            self.desk.write(str(refused))
            return True
        if verbose:
            self.desk.write(f"{len(lines)} lines {found.size} bytes{found.oddities()}\n")
        return True

    def write(self, path: str, first: int, last: int, *, appending: bool) -> bool:
        """Write lines to a file; could it be done? What there is to say of it is written."""
        if not self.desk.may_write(path):
            return False
        if not self.restricted:
            fluffos = limits.current.dialect.grammar is Grammar.FLUFFOS
            self.desk.write(f'"/{path.removeprefix("/")}" ' if fluffos else f'"{path}" ')
        text = "".join(f"{line.text}\n" for line in self.buffer.lines[max(first - 1, 0) : last])
        size = self.desk.save(path, text, appending=appending)
        if size is None:
            unseen = "Couldn't open file for writing!\n"
            self.desk.write(unseen if self.restricted else " can't be opened for writing!\n")
            return False
        if not self.restricted:
            self.desk.write(f"{last - first + 1} lines {size} bytes\n")
        self.desk.written(path)
        return True


def _blanks(text: str) -> int:
    column = 0
    for character in text:
        if character not in " \t":
            break
        column += 8 - column % 8 if character == "\t" else 1
    return min(column, _MOST_BLANKS)
