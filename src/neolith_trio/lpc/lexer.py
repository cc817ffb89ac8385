"""The lexer: LPC text in, a stream of tokens out, with the preprocessor and the macros worked in.

Rule: bad text never raises. What no token can be made of is reported or delivered as an ILLEGAL token, and reading goes
on, so that all errors of a file are found at once.

One regular expression knows all plain tokens; its matches are handled in `_scan_source` (files) and `_scan_expansion`
(texts of macros), the two loops in which the time goes. Whatever is not plain (a directive, a use of a macro, a text
block, an odd literal) leaves the loop, is dealt with, and the loop is entered again behind it.

The compiler's driver calls `lex`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from .diagnostics import Span
from .expansion import Expander
from .frames import Frame
from .headers import HeaderReader
from .literals import (
    Complain,
    character,
    decimal,
    decode_wide,
    encode_wide,
    has_no_lone_surrogate,
    number,
    resolve_unicode,
    unescape,
)
from .preprocessor import Preprocessor
from .reading import Reading
from .source import ReadFile, SourceFile, Sources
from .stream import LexOptions, TokenStream
from .templates import cleaned, pieces
from .tokens import (
    EOF,
    FLOAT,
    HARD_KEYWORDS,
    ILLEGAL,
    INT,
    NAME,
    PARAM,
    STRING,
    TEMPLATE,
    TEMPLATE_END,
    TEMPLATE_MIDDLE,
    Token,
)

# The groups of the expression that knows all plain tokens.
_NAME: Final = 1
_NEWLINE: Final = 2
_STRING: Final = 3
_INT: Final = 4
_OPENER: Final = 5
_OPERATOR: Final = 6
_ODD: Final = 7

_KEYWORD_KINDS: Final = {word: word for word in HARD_KEYWORDS}

_ANY_STRING: Final = re.compile(r'"([^"\\]*(?:\\[\s\S][^"\\]*)*)"')
_PARAMETER: Final = re.compile(r"\$(?:(\d+)|[ \t\r\f\v]*(\())?", re.ASCII)
_PASTED: Final = re.compile(r"##[ \t]*([A-Za-z_]\w*)", re.ASCII)
_BLOCK: Final = re.compile(r"@(@?)(\w*)[ \t\r\f\v]*(\n?)", re.ASCII)
_WIDE_CHARACTER: Final = re.compile(r"'([^\\'\n]+)'")


@lru_cache
def _plain_tokens(space_in_openers: bool, short_circuit_assignment: bool) -> re.Pattern[str]:
    space = r"\s*" if space_in_openers else ""
    extra = r"\?\?=?|\?\.(?=[A-Za-z_\[])|\.\?|&&=|\|\|=|" if short_circuit_assignment else ""
    return re.compile(
        rf"""
        [ \t\r\f\v]*
        (?:
          ((?!L["'])[A-Za-z_]\w*)
        | (\n\s*)
        | "([^"\\\n]*(?:\\[^\n][^"\\\n]*)*)"
        | (\d+)(?![\deEfFdDxXbBoO_]|\.(?!\.))
        | (\({space}(?:[{{\[]|:(?!:)))
        | //[^\n]* | /\*[^*\n]*\*/
        | ({extra}[;,)}}\](\[{{~?]|==?|-[->=]?|\.\.\.|\.\.?|::?|\+[+=]?|&[&=]?|\|[|=]?|!=?
           |<<=?|<=?|>>=?|>=?|/=|/(?!\*)|[*%^]=?)
        | ([\s\S])
        )
        """,
        re.VERBOSE | re.ASCII,
    )


def lex(path: str, options: LexOptions, read_file: ReadFile, text: str | None = None) -> TokenStream:
    """The tokens of the LPC file at `path`; of `text` instead when it is given."""
    sources = Sources(read_file)
    file = sources.open(path) if text is None else sources.add(path, text)
    reading = Reading(path, options, sources)
    if file is None:
        reading.diagnostics.error(f"Cannot read {path}", Span(path, 1, 1))
    Lexer(reading).run(file or SourceFile(path, ""))
    reading.diagnostics.macros = reading.macros
    return TokenStream(
        path, reading.tokens, reading.diagnostics, tuple(reading.pragmas), tuple(reading.echoes), sources
    )


class Lexer:
    """Reads one file into tokens."""

    def __init__(self, reading: Reading) -> None:
        options = reading.options
        self._reading = reading
        self._plain = _plain_tokens(options.space_in_openers, options.short_circuit_assignment)
        self._expander = Expander(reading)
        self._preprocessor = Preprocessor(reading, self._expander, HeaderReader(reading, self._scan))

    def run(self, file: SourceFile) -> None:
        """Read the main file."""
        reading = self._reading
        reading.push_source(file)
        main = reading.frames[0]
        self._preprocessor.global_include(main)
        self._scan(0)
        self._preprocessor.end_of_main_file(main)
        end = main.place(len(file.text))
        reading.tokens.append(Token(EOF, "", end.line, end.column, end.file))

    def _scan(self, depth: int) -> None:
        """Read until no more than `depth` frames are left; the lowest frame stays where it ended."""
        frames = self._reading.frames
        while len(frames) > depth:
            frame = frames[-1]
            done = self._scan_expansion(frame) if frame.column else self._scan_source(frame)
            if done:
                frames.pop()

    def _scan_source(self, frame: Frame) -> bool:
        """Read on in a file; True at its end, False when a new frame may have come on top."""
        text, file, line, base = frame.text, frame.file, frame.line, frame.base
        append, macros, kind_of = self._reading.tokens.append, self._reading.macros, _KEYWORD_KINDS.get
        for match in self._plain.finditer(text, frame.offset):
            group = match.lastindex
            if group == _NAME:
                word = match[1]
                start = match.start(1)
                if word in macros:
                    frame.stop(match.end(), line, base)
                    self._expander.use(macros[word], frame, start)
                    return False
                append(Token(kind_of(word, NAME), word, line, start - base, file))
            elif group == _OPERATOR:
                operator = match[6]
                append(Token(operator, operator, line, match.start(6) - base, file))
            elif group == _NEWLINE:
                line += match[2].count("\n")
                base = text.rindex("\n", match.start(2), match.end())
            elif group == _STRING:
                literal, start = match[3], match.start(3)
                if "\\" in literal:
                    frame.stop(start, line, base)
                    literal = self._unescape(literal, frame, start)
                append(Token(STRING, literal, line, start - 1 - base, file))
            elif group == _INT:
                append(Token(INT, decimal(match[4]), line, match.start(4) - base, file))
            elif group == _OPENER:
                opener = match[5]
                start = match.start(5)
                kind = "(" + opener[-1]
                append(Token(kind, kind, line, start - base, file))
                if "\n" in opener:
                    line += opener.count("\n")
                    base = text.rindex("\n", start, match.end())
            elif group is not None:
                frame.stop(match.start(7), line, base)
                self._odd(frame)
                return False
        frame.stop(len(text), line, base)
        return True

    def _scan_expansion(self, frame: Frame) -> bool:
        """Read on in the text of a macro, whose tokens all stand where the macro was used."""
        line, column, file = frame.line, frame.column, frame.file
        append, macros, kind_of = self._reading.tokens.append, self._reading.macros, _KEYWORD_KINDS.get
        for match in self._plain.finditer(frame.text, frame.offset):
            group = match.lastindex
            if group == _NAME:
                word = match[1]
                if word in macros:
                    frame.offset = match.end()
                    self._expander.use(macros[word], frame, match.start(1))
                    return False
                append(Token(kind_of(word, NAME), word, line, column, file))
            elif group == _OPERATOR:
                append(Token(match[6], match[6], line, column, file))
            elif group == _STRING:
                literal = match[3]
                if "\\" in literal:
                    literal = self._unescape(literal, frame, frame.offset)
                append(Token(STRING, literal, line, column, file))
            elif group == _INT:
                append(Token(INT, decimal(match[4]), line, column, file))
            elif group == _OPENER:
                kind = "(" + match[5][-1]
                append(Token(kind, kind, line, column, file))
            elif group == _ODD:
                frame.offset = match.start(7)
                self._odd(frame)
                return False
        return True

    # -- what is not plain -----------------------------------------------------------------------------------

    def _odd(self, frame: Frame) -> None:
        """Deal with whatever stands at the frame's offset, and move behind it."""
        text, start = frame.text, frame.offset
        first = text[start]
        if first == '"':
            self._string(frame, start)
        elif first == "'":
            self._character(frame, start)
        elif first in "0123456789":
            value, end = number(text, start, extended=self._reading.options.extended_ints)
            self._finish(frame, INT if isinstance(value, int) else FLOAT, value, end)
        elif first == "#" and frame.starts_line(start):
            self._preprocessor.directive(frame, start)
        elif first == "#" and (pasted := self._pasted_name(frame, start)):
            frame.advance(pasted.end())
        elif first == "$":
            self._parameter(frame, start)
        elif first == "/":
            self._block_comment(frame, start)
        elif first == "@" and frame.is_source:
            self._text_block(frame, start)
        elif first == "L":
            self._wide(frame, start)
        elif first == "`" and self._reading.options.templates:
            self._template(frame, start)
        elif first == "\0":
            message = "Null byte in source (embedded null is only valid inside string literals)"
            self._reading.error(message, frame, start)
            frame.advance(start + 1)
        else:
            self._finish(frame, ILLEGAL, first, start + 1)

    def _pasted_name(self, frame: Frame, start: int) -> re.Match[str] | None:
        """`##` between two names, outside of macros, makes one name of them."""
        text, tokens = frame.text, self._reading.tokens
        match = _PASTED.match(text, start)
        before = text[start - 1 : start]
        if not (match and tokens and tokens[-1].kind == NAME and (before.isalnum() or before == "_")):
            return None
        first = tokens.pop()
        self._reading.frames.append(Frame(f"{first.value}{match[1]}", first.file, first.line, first.column))
        return match

    def _finish(self, frame: Frame, kind: str, value: str | int | float, end: int) -> None:
        """Deliver a token that reaches from the frame's offset to `end`."""
        place = frame.place(frame.offset)
        self._reading.tokens.append(Token(kind, value, place.line, place.column, place.file))
        frame.advance(end)

    def _unescape(self, literal: str, frame: Frame, start: int) -> str:
        """The value of a literal whose text begins at `start`."""
        options = self._reading.options
        keep_unknown = options.keep_unknown_escapes
        if options.unicode_escapes and "\\" in literal:
            literal = resolve_unicode(literal, self._complain(frame, start))
            if options.bytes_text:
                literal = encode_wide(literal)
        return unescape(literal, self._complain(frame, start), keep_unknown=keep_unknown)

    def _complain(self, frame: Frame, start: int) -> Complain:
        """A receiver of complaints about the text from `start` on."""
        return lambda message, offset: self._reading.warning(message, frame, start + offset)

    def _string(self, frame: Frame, quote: int) -> None:
        match = _ANY_STRING.match(frame.text, quote)
        if match is None:
            self._reading.error("End of file in string", frame, quote)
            self._finish(frame, STRING, frame.text[quote + 1 :], len(frame.text))
            return
        self._finish(frame, STRING, self._unescape(match[1], frame, quote + 1), match.end())

    def _template(self, frame: Frame, start: int) -> None:
        """`text ${expression} text`: texts, and between them the tokens of the expressions."""
        whole = pieces(frame.text, start)
        if whole is None:
            self._reading.error("End of file in template literal", frame, start)
            self._finish(frame, STRING, frame.text[start + 1 :], len(frame.text))
            return
        spans, end = whole
        last = len(spans) - 1
        for place, (begin, stop) in enumerate(spans):
            if place % 2:
                frame.advance(begin)
                self._scan_text(frame.text[begin:stop], frame.place(begin))
                continue
            text = cleaned(frame.text[begin:stop])
            literal = unescape(text, self._complain(frame, begin), keep_unknown=False)
            kind = TEMPLATE_END if place == last else TEMPLATE_MIDDLE
            self._finish(frame, (TEMPLATE if last else STRING) if place == 0 else kind, literal, stop)
        frame.advance(end)

    def _scan_text(self, text: str, at: Span) -> None:
        """Read a text of its own, whose tokens all stand at one place."""
        depth = len(self._reading.frames)
        self._reading.frames.append(Frame(text, at.file, at.line, at.column))
        self._scan(depth)

    def _character(self, frame: Frame, quote: int) -> None:
        value, end = character(frame.text, quote, self._complain(frame, 0))
        if value is None:
            self._reading.error("Illegal character constant", frame, quote)
            value = 0
        self._finish(frame, INT, value, end)

    def _wide(self, frame: Frame, start: int) -> None:
        """L"..." is a string that must be valid UTF-8; L'x' is the code point of one character of any width."""
        reading = self._reading
        if frame.text[start + 1] == '"':
            self._string(frame, start + 1)
            token = reading.tokens[-1]
            text = str(token.value)
            valid = decode_wide(text) is not None if reading.options.bytes_text else has_no_lone_surrogate(text)
            if not valid:
                reading.diagnostics.error("Invalid wide string literal.", token)
            return
        match = _WIDE_CHARACTER.match(frame.text, start + 1)
        if match is None:
            self._character(frame, start + 1)
            return
        wide = decode_wide(match[1]) if reading.options.bytes_text else match[1]
        if wide is None or len(wide) != 1:
            reading.warning("Illegal wide character constant", frame, start)
            wide = "x"
        self._finish(frame, INT, ord(wide), match.end())

    def _parameter(self, frame: Frame, start: int) -> None:
        match = _PARAMETER.match(frame.text, start)
        assert match is not None, "the caller saw the $"
        if match[1]:
            self._finish(frame, PARAM, decimal(match[1]), match.end())
        elif match[2]:
            self._finish(frame, "$(", "$(", match.end())
        else:
            self._finish(frame, ILLEGAL, "$", start + 1)

    def _block_comment(self, frame: Frame, start: int) -> None:
        end = frame.text.find("*/", start + 2)
        if end < 0:
            self._reading.error("End of file in a comment", frame, start)
            frame.advance(len(frame.text))
            return
        nested = frame.text.find("/*", start + 2, end + 1)
        if nested >= 0:
            self._reading.warning("/* found in comment.", frame, nested)
        frame.advance(end + 2)

    def _text_block(self, frame: Frame, start: int) -> None:
        """`@END` ... `END` is the lines between as one string, `@@END` ... `END` as an array of strings."""
        match = _BLOCK.match(frame.text, start)
        assert match is not None, "the caller saw the @"
        array, terminator = bool(match[1]), match[2]
        if not terminator:
            self._reading.error("Illegal terminator", frame, start)
            frame.advance(match.end())
            return
        found = _terminator(frame.text, match.end(), terminator)
        if found is None:
            self._reading.error(f"End of file in {'array' if array else 'text'} block", frame, start)
            self._finish(frame, STRING, frame.text[match.end() :], len(frame.text))
            return
        content = frame.text[match.end() : found]
        if array:
            self._array_block(frame, content, match.end(), found + len(terminator))
            return
        if self._reading.options.text_block_escapes:
            content = self._unescape(content, frame, match.end())
        self._finish(frame, STRING, content, found + len(terminator))

    def _array_block(self, frame: Frame, content: str, begin: int, end: int) -> None:
        self._finish(frame, "({", "({", begin)
        for line in content.split("\n")[:-1]:
            self._finish(frame, STRING, line, frame.offset + len(line))
            self._finish(frame, ",", ",", frame.offset + 1)
        if content:
            self._reading.tokens.pop()
        self._finish(frame, "}", "}", end)
        place = frame.place(end)
        self._reading.tokens.append(Token(")", ")", place.line, place.column, place.file))


def _terminator(text: str, begin: int, word: str) -> int | None:
    """Where the line that ends a text block begins."""
    pattern = re.compile(rf"^{word}(?!\w)", re.MULTILINE | re.ASCII)
    if text.startswith(word, begin) and pattern.match(text[begin : begin + len(word) + 1]):
        return begin
    match = pattern.search(text, begin)
    return match.start() if match else None
