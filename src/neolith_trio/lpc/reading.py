"""The state of one reading of a file, which the lexer, the preprocessor and the macro expansion share.

Rule: one object per compilation, made by `lex` and dropped with its end; the three work on it in turn and keep nothing
of their own about the text.
"""

from __future__ import annotations

from functools import lru_cache

import attrs

from .diagnostics import Diagnostics, Span
from .frames import Frame
from .macros import Macro, plain_macro, special_macro
from .source import SourceFile, Sources
from .stream import Echo, LexOptions, Pragma
from .tokens import Token


@attrs.frozen(slots=True)
class Progress:
    """How far a reading has come: how many there are of each."""

    tokens: int
    pragmas: int
    echoes: int
    asked: int
    entered: int
    faults: int


class Conditions:
    """The open #ifs, innermost last: for each whether one of its branches has been taken."""

    def __init__(self) -> None:
        self._taken: list[bool] = []
        self._untouched = 0  # how many were left alone since `begin`

    def __bool__(self) -> bool:
        return bool(self._taken)

    def open(self, taken: bool) -> None:
        """An #if; is its first branch taken?"""
        self._taken.append(taken)

    def innermost(self) -> bool:
        """Has a branch of the innermost been taken?"""
        self._touch()
        return self._taken[-1]

    def take(self) -> None:
        """Take a branch of the innermost."""
        self._touch()
        self._taken[-1] = True

    def close(self) -> bool:
        """An #endif; was a branch taken?"""
        self._touch()
        return self._taken.pop()

    def begin(self) -> tuple[int, int]:
        """Watch from here on what happens to those that are open."""
        mark = (self._untouched, len(self._taken))
        self._untouched = mark[1]
        return mark

    def end(self, mark: tuple[int, int]) -> bool:
        """Are just those open that were open at `begin`, and was none of them touched?"""
        alone = self._untouched == len(self._taken) == mark[1]
        self._untouched = min(mark[0], self._untouched)
        return alone

    def _touch(self) -> None:
        self._untouched = min(self._untouched, len(self._taken) - 1)


class Reading:
    """Frames, macros and everything collected so far."""

    def __init__(self, path: str, options: LexOptions, sources: Sources) -> None:
        self.path = path
        self.options = options
        self.sources = sources
        self.diagnostics = Diagnostics(sources)
        self.frames: list[Frame] = []
        self.macros: dict[str, Macro] = dict(_first_macros(options))
        self.tokens: list[Token] = []
        self.pragmas: list[Pragma] = []
        self.echoes: list[Echo] = []
        self.conditions = Conditions()
        self.entered: list[tuple[str, Span]] = []  # the headers, and where each was included
        self.expanding: tuple[str, int] = ("", 0)  # the line in which macros are being expanded
        self.own_path_uses = 0  # how often the text has named the file being compiled
        self.included_too_deep = False  # then nothing is included any more

    def error(self, message: str, frame: Frame, offset: int, detail: str = "") -> None:
        """Report an error at an offset of a frame."""
        self.diagnostics.error(message, frame.place(offset), detail)

    def warning(self, message: str, frame: Frame, offset: int, detail: str = "") -> None:
        """Report a warning at an offset of a frame."""
        self.diagnostics.warning(message, frame.place(offset), detail)

    def enter(self, path: str, place: Span) -> None:
        """A header is included at a place."""
        self.expanding = ("", 0)
        self.entered.append((path, place))
        if path != self.path:
            self.diagnostics.included_from.setdefault(path, place)

    def push_source(self, file: SourceFile) -> None:
        """Go on with a file."""
        self.frames.append(Frame(file.text, file.path))

    def progress(self) -> Progress:
        """How far it has come."""
        return Progress(
            tokens=len(self.tokens),
            pragmas=len(self.pragmas),
            echoes=len(self.echoes),
            asked=len(self.sources.asked),
            entered=len(self.entered),
            faults=self.faults(),
        )

    def faults(self) -> int:
        """How much there was that another reading need not meet: complaints, and uses of the main file's name."""
        return len(self.diagnostics) + self.own_path_uses

    def innermost_source(self) -> Frame:
        """The file that is being read, below the texts of macros."""
        return next(frame for frame in reversed(self.frames) if frame.is_source)


@lru_cache(maxsize=4)
def _first_macros(options: LexOptions) -> dict[str, Macro]:
    macros = {name: plain_macro(name, text, predefined=True) for name, text in options.macros.items()}
    macros["__LINE__"] = special_macro("__LINE__", "line")
    macros["__FILE__"] = special_macro("__FILE__", "file")
    macros["__DIR__"] = special_macro("__DIR__", "directory")
    return macros
