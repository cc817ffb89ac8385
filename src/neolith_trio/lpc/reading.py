"""The state of one reading of a file, which the lexer, the preprocessor and the macro expansion share.

Rule: one object per compilation, made by `lex` and dropped with its end; the three work on it in turn and keep nothing
of their own about the text.
"""

from __future__ import annotations

from functools import lru_cache

from .diagnostics import Diagnostics, Span
from .frames import Frame
from .macros import Macro, plain_macro, special_macro
from .source import Sources
from .stream import Echo, LexOptions, Pragma
from .tokens import Token


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
        self.included_too_deep = False  # then nothing is included any more

    def error(self, message: str, frame: Frame, offset: int, detail: str = "") -> None:
        """Report an error at an offset of a frame."""
        self.diagnostics.error(message, frame.place(offset), detail)

    def warning(self, message: str, frame: Frame, offset: int, detail: str = "") -> None:
        """Report a warning at an offset of a frame."""
        self.diagnostics.warning(message, frame.place(offset), detail)

    def push_source(self, path: str, text: str, included_from: Span | None) -> None:
        """Go on with a file."""
        if included_from and path != self.path:
            self.diagnostics.included_from.setdefault(path, included_from)
        self.frames.append(Frame(text, path))

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
