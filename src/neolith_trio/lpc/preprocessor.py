"""The preprocessor: what a line that begins with # does.

Rule: a directive is a line whose first character is #, blanks aside, with comments removed and lines that end in a
backslash joined. A directive that is wrong is reported and has no effect. Text in a branch that is not taken is skipped
unread, so it need not be LPC; only the directives in it are seen.

Only the lexer calls this.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from .diagnostics import meant
from .expansion import Expander
from .frames import Frame
from .headers import MAX_INCLUDE_DEPTH, HeaderReader
from .macros import BadDefine, parse_define
from .preprocessor_expression import BadCondition, evaluate
from .reading import Reading
from .source import find_include
from .stream import Echo, Pragma
from .warnings import NAMES as WARNING_NAMES

_MAX_INCLUDE_MACROS: Final = 10

PRAGMAS: Final = frozenset({"strict_types", "save_types", "save_binary", "warnings", "optimize", "show_error_context"})

_LINE_PIECE: Final = re.compile(
    r"""
    [^"'/\\\n]+
    | "[^"\\\n]*(?:\\[\s\S][^"\\\n]*)*"?
    | '(?:\\.|[^\\'\n])'
    | (?P<comment> /\*[\s\S]*?\*/ )
    | (?P<open_comment> /\* )
    | (?P<line_comment> //[^\n]* )
    | (?P<joint> \\\n )
    | (?P<end> \n )
    | .
    """,
    re.VERBOSE,
)
_DIRECTIVE: Final = re.compile(r"\#\s*([A-Za-z_]*)\s*([\s\S]*)", re.ASCII)
_SKIPPED: Final = re.compile(
    r"^[ \t\r\f\v]*(\#)[ \t\r\f\v]*(if|ifdef|ifndef|elif|else|endif)(?![^\s])", re.MULTILINE | re.ASCII
)


class Preprocessor:
    """Carries out the directives of one reading."""

    def __init__(self, reading: Reading, expander: Expander, headers: HeaderReader) -> None:
        self._reading = reading
        self._expander = expander
        self._headers = headers
        self._conditions = reading.conditions
        self._actions: dict[str, Callable[[str, Frame, int], None]] = {
            "include": self._include,
            "define": self._define,
            "undef": self._undef,
            "if": self._if,
            "ifdef": self._ifdef,
            "ifndef": self._ifndef,
            "elif": self._elif,
            "else": self._else,
            "endif": self._endif,
            "pragma": self._pragma,
            "echo": self._echo,
            "error": self._error,
            "warning": self._warning,
        }

    def directive(self, frame: Frame, start: int) -> None:
        """Carry out the directive whose # is at `start`, and move the frame to the end of its line."""
        text, end = self._logical_line(frame, start)
        match = _DIRECTIVE.fullmatch(text)
        assert match is not None, "the text begins with #"
        place = Frame(frame.text, frame.file, frame.line)
        place.stop(frame.offset, frame.line, frame.base)
        frame.advance(end)
        action = self._actions.get(match[1])
        glued = match.end(1) == match.start(2) < len(text) and not self._reading.options.arguments_expand_first
        if action is None or glued:
            self._reading.error("Unrecognised # directive", place, start, meant(match[1], self._actions))
            return
        action(match[2], place, start)

    def end_of_main_file(self, frame: Frame) -> None:
        """Report what is still open."""
        if self._conditions:
            self._reading.error("Missing #endif", frame, len(frame.text))
            while self._conditions:
                self._conditions.close()

    def _logical_line(self, frame: Frame, start: int) -> tuple[str, int]:
        """The text of a directive without comments, and the offset of the newline that ends it."""
        pieces: list[str] = []
        end = start
        joined = comment_joins = False
        for match in _LINE_PIECE.finditer(frame.text, start):
            kind, end = match.lastgroup, match.end()
            if kind is None:
                pieces.append(match[0].replace("\\\n", ""))
            elif kind == "end" and not comment_joins:
                return "".join(pieces), match.start()
            elif kind == "comment":
                pieces.append(" ")
            elif kind == "open_comment":
                self._reading.error("End of file in a comment", frame, match.start())
                return "".join(pieces), len(frame.text)
            joined = joined or kind == "joint"
            # a comment at the end of a line does not end a macro that goes on
            comment_joins = joined and kind == "line_comment" and match[0].endswith("\\")
        return "".join(pieces), end

    # -- macros ----------------------------------------------------------------------------------------------

    def _define(self, text: str, frame: Frame, start: int) -> None:
        reading = self._reading
        try:
            macro = parse_define(text, in_strings=not self._reading.options.arguments_expand_first)
        except BadDefine as why:
            reading.error(str(why), frame, start)
            return
        old = reading.macros.get(macro.name)
        if old and old.predefined:
            reading.error("Illegal to redefine predefined value.", frame, start)
            return
        if old and not old.special and not old.same_as(macro):
            reading.warning(f"redefinition of #define {macro.name}\n", frame, start)
        reading.macros[macro.name] = macro

    def _undef(self, text: str, frame: Frame, start: int) -> None:
        name = self._first_word(text, frame, start)
        macro = self._reading.macros.get(name)
        if macro and macro.predefined:
            self._reading.error("Illegal to #undef a predefined value.", frame, start)
        elif macro:
            del self._reading.macros[name]

    def _first_word(self, text: str, frame: Frame, start: int) -> str:
        words = text.split(maxsplit=1)
        if not words:
            self._reading.error("Illegal # command", frame, start)
            return ""
        return words[0]

    # -- conditions ------------------------------------------------------------------------------------------

    def _if(self, text: str, frame: Frame, start: int) -> None:
        self._branch(self._value("if", text, frame, start))

    def _ifdef(self, text: str, frame: Frame, start: int) -> None:
        self._branch(self._first_word(text, frame, start) in self._reading.macros)

    def _ifndef(self, text: str, frame: Frame, start: int) -> None:
        self._branch(self._first_word(text, frame, start) not in self._reading.macros)

    def _elif(self, text: str, frame: Frame, start: int) -> None:
        if not self._conditions:
            self._reading.error("Unexpected #elif", frame, start)
        elif self._conditions.innermost():
            self._skip(("endif",))
        else:
            self._conditions.close()
            self._branch(self._value("elif", text, frame, start))

    def _else(self, text: str, frame: Frame, start: int) -> None:
        if not self._conditions:
            self._reading.error("Unexpected #else", frame, start)
        elif self._conditions.innermost():
            self._skip(("endif",))
        else:
            self._conditions.take()

    def _endif(self, text: str, frame: Frame, start: int) -> None:
        if self._conditions:
            self._conditions.close()
        else:
            self._reading.error("Unexpected #endif", frame, start)

    def _branch(self, condition: object) -> None:
        self._conditions.open(bool(condition))
        if not condition:
            self._skip(("elif", "else", "endif"))

    def _skip(self, until: tuple[str, ...]) -> None:
        """Move on to the next of these directives that belongs to the innermost #if."""
        frame = self._reading.frames[-1]
        nested = 0
        for match in _SKIPPED.finditer(frame.text, frame.offset):
            word = match[2]
            if word.startswith("if"):
                nested += 1
            elif nested:
                nested -= word == "endif"
            elif word in until:
                frame.advance(match.start(1))
                return
        end = max(frame.offset, len(frame.text.removesuffix("\n")))
        self._reading.error("Unexpected end of file while skipping", frame, end)
        self._conditions.close()
        frame.advance(len(frame.text))

    def _value(self, directive: str, text: str, frame: Frame, start: int) -> int:
        reading = self._reading
        known: dict[str, Callable[[str], bool]] = {
            "defined": reading.macros.__contains__,
            "efun_defined": reading.options.efun_names.__contains__,
        }
        place = frame.place(start)

        def expand(name: str, rest: str, offset: int) -> tuple[str, int] | None:
            return self._expander.in_condition(name, rest, offset, place)

        try:
            return evaluate(text, directive, expand, known)
        except BadCondition as why:
            reading.error(str(why), frame, start)
            return 0

    # -- include ---------------------------------------------------------------------------------------------

    def global_include(self, frame: Frame) -> None:
        """Read the header that belongs on top of every file; one that does not exist is no error."""
        text = self._reading.options.global_include.strip()
        if text:
            self._open(text.strip('"<>'), frame, 0, optional=True)

    def _include(self, text: str, frame: Frame, start: int) -> None:
        text = text.strip()
        for _ in range(_MAX_INCLUDE_MACROS):
            macro = self._reading.macros.get(text)
            if text[:1] in ('"', "<") or macro is None or macro.parameters is not None:
                break
            text = macro.body.strip()
        if text[:1] not in ('"', "<"):
            self._reading.error('Missing leading " or < in #include', frame, start)
            return
        end = text.find('"' if text[0] == '"' else ">", 1)
        if end < 0:
            self._reading.error('Missing trailing " or > in #include', frame, start)
            return
        beside = text[0] == '"' or not self._reading.options.only_quotes_search_beside
        self._open(text[1:end], frame, start, beside=beside)

    def _open(self, name: str, frame: Frame, start: int, *, optional: bool = False, beside: bool = True) -> None:
        reading = self._reading
        if reading.included_too_deep:  # a header that includes itself twice would be read 2 ** depth times
            return
        if sum(f.is_source for f in reading.frames) >= MAX_INCLUDE_DEPTH:
            reading.included_too_deep = True
            reading.error("Maximum include depth exceeded", frame, start)
            return
        file = find_include(name, frame.file, reading.options.include_dirs, reading.sources, beside=beside)
        if file:
            self._headers.read(file, frame.place(start))
        elif not optional:
            reading.error(f"Cannot #include {name}", frame, start)

    # -- the rest --------------------------------------------------------------------------------------------

    def _pragma(self, text: str, frame: Frame, start: int) -> None:
        words = text.replace(",", " ").split() if self._reading.options.arguments_expand_first else [text]
        names = [word.removeprefix("no_") for word in words]
        known = PRAGMAS | WARNING_NAMES
        if not known.issuperset(names) or not names:
            unknown = next((name for name in names if name not in known), "")
            self._reading.warning("Unknown #pragma, ignored.", frame, start, meant(unknown, known))
        for word, name in zip(words, names, strict=True):
            if name in known:
                before = len(self._reading.tokens)
                line = frame.place(start).line
                self._reading.pragmas.append(Pragma(name, word == name, before, frame.file, line))

    def _echo(self, text: str, frame: Frame, start: int) -> None:
        self._reading.echoes.append(Echo(text.strip(), frame.file, frame.place(start).line))

    def _error(self, text: str, frame: Frame, start: int) -> None:
        self._reading.error(text.strip() or "#error", frame, start)

    def _warning(self, text: str, frame: Frame, start: int) -> None:
        self._reading.warning(text.strip() or "#warning", frame, start)
