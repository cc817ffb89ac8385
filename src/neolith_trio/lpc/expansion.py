"""The use of macros: a name in the text gives way to what it stands for.

Rule: an expansion is a frame on top of the frames, read like any text. Arguments that run over the end of a macro's
text are taken from the text below, as if the expansion had been written there. The number of expansions within one line
and the length of what they make are limited, which is what stops a macro that names itself.

Only the lexer calls this.
"""

from __future__ import annotations

import re
from typing import Final

from .diagnostics import Span
from .frames import Frame
from .macros import Macro, split_arguments
from .prescan import prepared
from .reading import Reading
from .source import directory_of
from .tokens import NAME, Token

MAX_EXPANSIONS: Final = 25_000
MAX_EXPANDED_TEXT: Final = 1 << 20

_BLANKS: Final = re.compile(r"(?:\s+|//[^\n]*|/\*[\s\S]*?\*/)*", re.ASCII)


class Expander:
    """Expands the macros of one reading."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._keep_blanks = not reading.options.arguments_expand_first
        self._count = 0
        self._text = 0

    def use(self, macro: Macro, frame: Frame, start: int) -> None:
        """Expand `macro`, whose name stood from `start` to the frame's offset; an error leaves the plain name."""
        place = frame.place(start)
        if not self._allowed(place.file, place.line):
            self._give_up(frame, start, macro.name, "Too many macro expansions")
            return
        if macro.special:
            text = self._special(macro, place)
        elif macro.parameters is None:
            text = macro.body
        else:
            arguments = self._arguments(frame, start)
            if arguments is None or len(arguments) != len(macro.parameters):
                if arguments is not None:
                    self._reading.diagnostics.error("Wrong number of macro arguments", place)
                self._reading.tokens.append(Token(NAME, macro.name, place.line, place.column, place.file))
                return
            text = self._filled(macro, arguments).rstrip(" \t\r\f\v")
        self._text += len(text)
        if self._text > MAX_EXPANDED_TEXT:
            self._give_up(frame, start, macro.name, "Macro expansion overflow")
        elif text:
            self._reading.frames.append(Frame(text, place.file, place.line, place.column))

    def _allowed(self, file: str, line: int) -> bool:
        if self._reading.expanding != (file, line):
            self._reading.expanding = (file, line)
            self._count = self._text = 0
        self._count += 1
        return self._count <= MAX_EXPANSIONS

    def _give_up(self, frame: Frame, start: int, name: str, message: str) -> None:
        """Report, drop every macro text that is in the middle of being read, and leave the plain name."""
        reading = self._reading
        place = frame.place(start)
        reading.diagnostics.error(message, place)
        reading.tokens.append(Token(NAME, name, place.line, place.column, place.file))
        while not reading.frames[-1].is_source:
            reading.frames.pop()

    def _arguments(self, frame: Frame, start: int) -> list[str] | None:
        """The arguments of the use, with the frames moved behind it; None after an error."""
        frames = self._reading.frames
        text, offset = frame.text, frame.offset
        shift = 0  # what turns an offset of `text` into one of the frame's own text
        place = frame.place(start)
        while True:
            blanks = _BLANKS.match(text, offset)
            opening = blanks.end() if blanks else offset
            if text[opening : opening + 1] not in ("(", ""):
                self._reading.diagnostics.error("Missing '(' in macro call", place)
                return None
            if opening < len(text) and (found := split_arguments(text, opening + 1, keep_blanks=self._keep_blanks)):
                arguments, end = found
                frame.advance(end + shift)
                return arguments
            if frame.is_source:
                missing = opening == len(text)
                message = "Missing '(' in macro call" if missing else "Unexpected end of file"
                self._reading.diagnostics.error(message, place)
                if not missing:
                    frame.advance(len(frame.text))
                return None
            rest = text[offset:]
            frames.pop()
            frame = frames[-1]
            text, offset = rest + frame.text[frame.offset :], 0
            shift = frame.offset - len(rest)
            if not frame.is_source:
                frame.text, frame.offset, shift = text, 0, 0

    def _special(self, macro: Macro, place: Span) -> str:
        reading = self._reading
        if macro.special == "line":
            return str(place.line)
        follow = reading.options.file_macros_follow_includes
        path = reading.innermost_source().file if follow else reading.path
        reading.own_path_uses += not follow
        return f'"{path}"' if macro.special == "file" else f'"{directory_of(path)}/"'

    def in_condition(self, name: str, text: str, offset: int, place: Span) -> tuple[str, int] | None:
        """What a name in the text of an #if stands for, and where its use ends; None when it is no macro."""
        reading = self._reading
        macro = reading.macros.get(name)
        if macro is None:
            return None
        if not self._allowed(place.file, place.line):
            reading.diagnostics.error("Too many macro expansions", place)
            return None
        if macro.parameters is None:
            return self._special(macro, place) if macro.special else macro.body, offset
        blanks = _BLANKS.match(text, offset)
        opening = blanks.end() if blanks else offset
        opens = text[opening : opening + 1] == "("
        found = split_arguments(text, opening + 1, keep_blanks=self._keep_blanks) if opens else None
        if found is None:
            reading.diagnostics.error("Missing '(' in macro call", place)
            return None
        if len(found[0]) != len(macro.parameters):
            reading.diagnostics.error("Wrong number of macro arguments", place)
            return " 0 ", found[1]
        return self._filled(macro, found[0]), found[1]

    def _filled(self, macro: Macro, arguments: list[str]) -> str:
        """The text of a macro with parameters."""
        if self._reading.options.arguments_expand_first:
            arguments = prepared(macro, arguments, self._reading.macros)
        return macro.expand(arguments)
