"""What is wrong with an LPC source: messages with their places, and the collection of all of a compilation.

Rule: a stage of the compiler reports here and goes on, so that a programmer sees every error of a file at once; it
raises no Python exception about LPC text. The text of a source line comes from the compilation's own reader.
Wordings that LPC programs can see through the master's log_error() are those of Neolith.

Every stage of lpc/ reports here; the runtime renders for the log and for log_error().
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Final, Literal, Protocol

import attrs

from ..data import frozen
from .source import Sources
from .warnings import EVERY_WARNING, name_of

Severity = Literal["error", "warning"]

ERROR: Final = "error"
WARNING: Final = "warning"
LONGEST_LINE: Final = 160  # characters of a source line that are shown around the caret
_NUMBERED: Final = re.compile(r"\b([a-z]+|class \w+)\(\d+\)(?: ?(\*+))?", re.ASCII)  # string(5) *
_PADDED: Final = re.compile(
    r"(?<=\() | (?=\))|(?<=[a-z*]) (?=\"$)"
)  # blanks in "( string )" and at the end of "string "
_FARTHEST: Final = 3  # by how many characters a name may be longer or shorter than the one that was meant


class Place(Protocol):
    """Anything that stands somewhere in a source: a token, a node of the tree."""

    @property
    def file(self) -> str: ...
    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


class Switch(Protocol):
    """A #pragma: from its line on something is so, or not."""

    @property
    def name(self) -> str: ...
    @property
    def enabled(self) -> bool: ...
    @property
    def file(self) -> str: ...
    @property
    def line(self) -> int: ...


@frozen(slots=True)
class Span:
    """A place of its own, for what is neither token nor node."""

    file: str
    line: int
    column: int


@frozen(slots=True)
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
    found: str = ""  # of a syntax error: what its token is to the grammar of FluffOS

    @property
    def name(self) -> str:
        """The name of a warning, by which it can be switched off; empty for an error."""
        return name_of(self.message) if self.severity == WARNING else ""

    def decoded(self, decode: Callable[[str], str]) -> Diagnostic:
        """The same for people, where an LPC string is bytes: the texts decoded, the column in characters."""
        return attrs.evolve(
            self,
            file=decode(self.file),
            column=len(decode(self.source_line[: self.column - 1])) + 1 if self.source_line else self.column,
            message=decode(self.message),
            source_line=decode(self.source_line),
            detail=decode(self.detail),
        )

    def full_message(self) -> str:
        """The message with its detail, on one line, and without the numbers that Neolith gives to types."""
        message = ": ".join(line.strip() for line in self.message.strip().split("\n"))
        if "(" in message:
            message = _PADDED.sub("", _NUMBERED.sub(r"\1\2", message))
        return f"{message}: {self.detail}" if self.detail else message

    def headline(self) -> str:
        """`file:line:column: message`, with `warning: ` before the message of a warning."""
        label = "warning: " if self.severity == WARNING else ""
        return f"{self.file}:{self.line}:{self.column}: {label}{self.full_message()}"

    def caret_line(self, start: int = 0) -> str:
        """What goes below the source line from that character on: a caret below the column.

        Tabs stay tabs, and a character that is two columns wide has two blanks, so that the two lines agree.
        """
        before = self.source_line[start : self.column - 1]
        return "".join(map(_blank, before)) + " " * (self.column - 1 - start - len(before)) + "^"

    def render(self) -> str:
        """The headline, then the source line with a caret below it where the source is known."""
        if not self.source_line.strip():
            return self.headline()
        start = max(0, self.column - LONGEST_LINE // 2) if len(self.source_line) > LONGEST_LINE else 0
        return f"{self.headline()}\n{self.source_line[start : start + LONGEST_LINE]}\n{self.caret_line(start)}"

    def log_file(self) -> str:
        """The file as the first argument of the master's log_error(): without the leading slash."""
        return self.file.removeprefix("/")

    def log_message(self) -> str:
        """The second argument of the master's log_error(), with its newline."""
        label = "warning: " if self.severity == WARNING else ""
        return f"{self.log_file()}:{self.line}: {label}{self.message}\n"


def _blank(char: str) -> str:
    """As much room as a character takes."""
    if char == "\t":
        return "\t"
    if char < "\u0300":
        return " "
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return ""
    return "  " if unicodedata.east_asian_width(char) in ("W", "F") else " "


def meant(name: str, known: Iterable[str]) -> str:
    """A hint at what a misspelt name was perhaps meant to be, as the detail of a message; or nothing."""
    from difflib import get_close_matches  # only for what is misspelt

    names = sorted({one for one in known if one != name and abs(len(one) - len(name)) <= _FARTHEST})
    same = [one for one in names if one.lower() == name.lower()]
    close = same or get_close_matches(name, names, n=5, cutoff=0.7)
    best = min(close, key=lambda one: _slips(name, one), default="")
    return f"did you mean {best}?" if best and _slips(name, best) <= max(1, min(len(name) // 4, 2)) else ""


def _slips(written: str, wanted: str) -> int:
    """How many slips of the fingers are between two names: a letter too many, missing, wrong, or two exchanged."""
    before: list[int] = []
    row = list(range(len(wanted) + 1))
    for i, char in enumerate(written, start=1):
        earlier, before, row = before, row, [i]
        for j, other in enumerate(wanted, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (char != other))
            if i > 1 and j > 1 and char == wanted[j - 2] and written[i - 2] == other:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1] if written.lower() != wanted.lower() else 0


class Diagnostics:
    """All messages of one compilation, in the order in which they were reported.

    `included_from` tells where each header was first included, so that `in_source_order` can put the messages of a
    header before those of the lines below its #include.
    """

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._messages: list[Diagnostic] = []
        self._errors = 0
        self.included_from: dict[str, Span] = {}
        self.macros: Collection[str] = ()
        """The names of all macros, for hints."""

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self._messages)

    def __len__(self) -> int:
        return len(self._messages)

    def error(self, message: str, place: Place, detail: str = "", found: str = "") -> None:
        """Report an error: the file will not load."""
        self._add(ERROR, message, place, detail, found)

    def warning(self, message: str, place: Place, detail: str = "") -> None:
        """Report something doubtful that does not keep the file from loading."""
        self._add(WARNING, message, place, detail)

    def take(self, messages: Iterable[Diagnostic]) -> None:
        """Report what was found elsewhere, as by a stage that went on with what is whole of a broken file."""
        for one in messages:
            self._messages.append(one)
            self._errors += one.severity == ERROR

    def errors(self) -> tuple[Diagnostic, ...]:
        """The errors alone, in source order."""
        return tuple(d for d in self.in_source_order() if d.severity == ERROR)

    def error_count(self) -> int:
        """How many errors there are so far."""
        return self._errors

    def has_errors(self) -> bool:
        """Whether anything keeps the file from loading."""
        return self._errors > 0

    def in_source_order(self, switches: Iterable[Switch] = ()) -> tuple[Diagnostic, ...]:
        """Every message, in the order in which a reader of the main file meets them.

        `switches` are pragmas that switch single warnings off and on; each counts from its line on.
        """
        turned = sorted((self._path_of_lines(one), one.enabled, one.name) for one in switches)
        ordered = sorted(self._messages, key=self._path_of_lines)
        return tuple(one for one in ordered if not turned or self._is_wanted(one, turned))

    def _is_wanted(self, one: Diagnostic, turned: Iterable[tuple[tuple[int, ...], bool, str]]) -> bool:
        """Is a message no warning that was switched off before?"""
        if one.severity == ERROR:
            return True
        place = self._path_of_lines(one)
        latest = {name: enabled for at, enabled, name in turned if at <= place}
        return latest.get(one.name, True) and latest.get(EVERY_WARNING, True)

    def _add(self, severity: Severity, message: str, place: Place, detail: str = "", found: str = "") -> None:
        source_line = self._sources.line(place.file, place.line)
        self.take([Diagnostic(severity, place.file, place.line, place.column, message, source_line, detail, found)])

    def _path_of_lines(self, diagnostic: Diagnostic | Switch) -> tuple[int, ...]:
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
