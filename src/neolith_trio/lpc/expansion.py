"""The use of macros: a name in the text gives way to what it stands for.

Rule: an expansion is a frame on top of the frames, read like any text. Arguments that run over the end of a macro's
text are taken from the text below, as if the expansion had been written there. The number of expansions within one line
and the length of what they make are limited, which is what stops a macro that names itself.

Only the lexer calls this.
"""

from __future__ import annotations

import re
from typing import Final

from .frames import Frame
from .macros import Macro, split_arguments
from .prescan import prepared
from .reading import Reading
from .source import directory_of
from .tokens import INT, NAME, Token

MAX_EXPANSIONS: Final = 25_000
MAX_EXPANDED_TEXT: Final = 1 << 20

_BLANKS: Final = re.compile(r"(?:\s+|//[^\n]*|/\*[\s\S]*?\*/)*", re.ASCII)
_OPERAND: Final = re.compile(r"\s*(\()?\s*(\w*)\s*(\))?", re.ASCII)


class Expander:
    """Expands the macros of one reading."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._count = 0
        self._text = 0

    def use(self, macro: Macro, frame: Frame, start: int) -> None:
        """Expand `macro`, whose name stood from `start` to the frame's offset; an error leaves the plain name."""
        place = frame.place(start)
        if not self._allowed(place.file, place.line):
            self._give_up(frame, start, macro.name, "Too many macro expansions")
            return
        if macro.special:
            text = self._special(macro, frame, start)
        elif macro.parameters is None:
            text = macro.body
        else:
            arguments = self._arguments(frame, start)
            if arguments is None or len(arguments) != len(macro.parameters):
                if arguments is not None:
                    self._reading.diagnostics.error("Wrong number of macro arguments", place)
                self._reading.tokens.append(Token(NAME, macro.name, place.line, place.column, place.file))
                return
            if self._reading.options.arguments_expand_first:
                arguments = prepared(macro, arguments, self._reading.macros)
            text = macro.expand(arguments)
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
        while not reading.frames[-1].is_source and not reading.frames[-1].barrier:
            reading.frames.pop()
        if reading.frames[-1].barrier:
            reading.frames[-1].offset = len(reading.frames[-1].text)

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
            if opening < len(text) and (found := split_arguments(text, opening + 1)):
                arguments, end = found
                frame.advance(end + shift)
                return arguments
            if frame.is_source or frame.barrier:
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

    def _special(self, macro: Macro, frame: Frame, start: int) -> str:
        reading = self._reading
        if macro.special == "line":
            return str(frame.place(start).line)
        if macro.special in ("file", "directory"):
            follow = reading.options.file_macros_follow_includes
            path = reading.innermost_source().file if follow else reading.path
            reading.own_path_uses += not follow
            return f'"{path}"' if macro.special == "file" else f'"{directory_of(path)}/"'
        self._answer(macro, frame, start)
        return ""

    def _answer(self, macro: Macro, frame: Frame, start: int) -> None:
        """Put 1 or 0 for `defined(NAME)` or `efun_defined(NAME)`, whose operand is not expanded."""
        reading = self._reading
        match = _OPERAND.match(frame.text, frame.offset)
        assert match is not None, "every part of the pattern may be empty"
        place = frame.place(start)
        opening, name, closing = match.groups()
        if not name:
            reading.diagnostics.error(f"Missing ( in {macro.name}", place)
        elif opening and not closing:
            reading.diagnostics.error(f"Missing ) in {macro.name}", place)
        frame.offset = match.end() if opening else match.end(2)
        known = reading.macros if macro.special == "defined" else reading.options.efun_names
        found = name in known and name not in ("defined", "efun_defined")
        reading.tokens.append(Token(INT, int(found), place.line, place.column, place.file))
