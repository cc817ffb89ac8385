"""What is wrong with an LPC source: messages with their places, and the collection of all of a compilation.

Rule: a stage of the compiler reports here and goes on, so that a programmer sees every error of a file at once; it
raises no Python exception about LPC text. The text of a source line comes from the compilation's own reader.
Wordings that LPC programs can see through the master's log_error() are those of Neolith.

Every stage of lpc/ reports here; the runtime renders for the log and for log_error().
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Final, Literal, Protocol

import attrs

from .source import Sources

Severity = Literal["error", "warning"]

ERROR: Final = "error"
WARNING: Final = "warning"
LONGEST_LINE: Final = 160  # characters of a source line that are shown around the caret


class Place(Protocol):
    """Anything that stands somewhere in a source: a token, a node of the tree."""

    @property
    def file(self) -> str: ...
    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


@attrs.frozen(slots=True)
class Span:
    """A place of its own, for what is neither token nor node."""

    file: str
    line: int
    column: int


@attrs.frozen(slots=True)
class Diagnostic:
    """One message about one place; line and column count from 1, `file` is an LPC path.

    `detail` says more than Neolith does ("expected ';' after ..."): people see it, LPC programs do not.
    """

    severity: Severity
    file: str
    line: int
    column: int
    message: str
    source_line: str = ""
    detail: str = ""

    def full_message(self) -> str:
        """The message with its detail."""
        message = self.message.rstrip()
        return f"{message}: {self.detail}" if self.detail else message

    def headline(self) -> str:
        """`file:line:column: message`, with `warning: ` before the message of a warning."""
        label = "warning: " if self.severity == WARNING else ""
        return f"{self.file}:{self.line}:{self.column}: {label}{self.full_message()}"

    def caret_line(self) -> str:
        """Blanks and a caret that stands below the column; tabs stay tabs so that the two lines agree."""
        before = self.source_line[: self.column - 1]
        blanks = "".join("\t" if char == "\t" else " " for char in before)
        return blanks + " " * (self.column - 1 - len(before)) + "^"

    def render(self) -> str:
        """The headline, then the source line with a caret below it where the source is known."""
        if not self.source_line.strip():
            return self.headline()
        start = max(0, self.column - LONGEST_LINE // 2) if len(self.source_line) > LONGEST_LINE else 0
        shown = slice(start, start + LONGEST_LINE)
        return f"{self.headline()}\n{self.source_line[shown]}\n{self.caret_line()[shown]}"

    def log_file(self) -> str:
        """The file as the first argument of the master's log_error(): without the leading slash."""
        return self.file.removeprefix("/")

    def log_message(self) -> str:
        """The second argument of the master's log_error(), with its newline."""
        label = "warning: " if self.severity == WARNING else ""
        return f"{self.log_file()}:{self.line}: {label}{self.message}\n"


def meant(name: str, known: Iterable[str]) -> str:
    """A hint at what a misspelt name was perhaps meant to be, as the detail of a message; or nothing."""
    close = get_close_matches(name, list(known), n=1, cutoff=0.8)
    return f"did you mean {close[0]}?" if close else ""


class Diagnostics:
    """All messages of one compilation, in the order in which they were reported.

    `included_from` tells where each header was first included, so that `in_source_order` can put the messages of a
    header before those of the lines below its #include.
    """

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._messages: list[Diagnostic] = []
        self.included_from: dict[str, Span] = {}

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self._messages)

    def __len__(self) -> int:
        return len(self._messages)

    def error(self, message: str, place: Place, detail: str = "") -> None:
        """Report an error: the file will not load."""
        self._add(ERROR, message, place, detail)

    def warning(self, message: str, place: Place) -> None:
        """Report something doubtful that does not keep the file from loading."""
        self._add(WARNING, message, place)

    def errors(self) -> tuple[Diagnostic, ...]:
        """The errors alone, in source order."""
        return tuple(d for d in self.in_source_order() if d.severity == ERROR)

    def has_errors(self) -> bool:
        """Whether anything keeps the file from loading."""
        return any(d.severity == ERROR for d in self._messages)

    def in_source_order(self) -> tuple[Diagnostic, ...]:
        """Every message, in the order in which a reader of the main file meets them."""
        return tuple(sorted(self._messages, key=self._path_of_lines))

    def _add(self, severity: Severity, message: str, place: Place, detail: str = "") -> None:
        source_line = self._sources.line(place.file, place.line)
        self._messages.append(Diagnostic(severity, place.file, place.line, place.column, message, source_line, detail))

    def _path_of_lines(self, diagnostic: Diagnostic) -> tuple[int, ...]:
        """The lines that lead from the main file through its #includes to the message."""
        lines = [diagnostic.line]
        file = diagnostic.file
        seen = {file}
        while file in self.included_from:
            place = self.included_from[file]
            lines.append(place.line)
            file = place.file
            if file in seen:
                break
            seen.add(file)
        return tuple(reversed(lines))
