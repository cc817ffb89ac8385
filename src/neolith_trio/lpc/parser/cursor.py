"""The parser's place in the token stream, and what it does when a token does not fit.

Rule: an error is reported once, where it stands, and then `SyntaxStop` unwinds to the nearest place that can go on: the
next statement or the next definition. Two errors at the same token are one error. Nothing here moves past EOF.

The base of the parser's classes; nothing else uses it.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Final, NoReturn, TypeVar

from ..diagnostics import Diagnostics, Place
from ..grammar import ParseOptions
from ..nodes import Node
from ..tokens import (
    EOF,
    FLOAT,
    HARD_KEYWORDS,
    ILLEGAL,
    INT,
    MODIFIERS,
    NAME,
    PARAM,
    STRING,
    TEMPLATE,
    TEMPLATE_END,
    TEMPLATE_MIDDLE,
    TYPE_NAMES,
    Token,
)

AnyNode = TypeVar("AnyNode", bound=Node)

# Nested brackets, blocks and statements, all counted together. Written code stays below 30; each level costs up to
# FRAMES_PER_LEVEL frames of the Python stack, here and in a like measure in every later stage that walks the tree.
NESTING_LIMIT: Final = 200
FRAMES_PER_LEVEL: Final = 12

ASSIGNMENTS: Final = frozenset(["=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>=", "&&=", "||=", "??="])

SYNTAX_ERROR: Final = "syntax error"

_LONGEST_SHOWN: Final = 24


class SyntaxStop(Exception):
    """Unwinds from a syntax error, which has been reported, to the next place to go on."""


class MissingBrace(SyntaxStop):
    """Unwinds to the top level: the token `Cursor.position` points to begins a definition."""


def at(node: AnyNode, place: Place) -> AnyNode:
    """`node`, standing at `place`."""
    node.file = place.file
    node.line = place.line
    node.column = place.column
    return node


def described(token: Token) -> str:
    """A token in the words of a message."""
    if token.kind == EOF:
        return "end of file"
    if token.kind == ILLEGAL:
        return f"illegal character {token.value!r}"
    if token.kind in (INT, FLOAT):
        return f"number {token.value}"
    if token.kind == PARAM:
        return f"'${token.value}'"
    if token.kind in (TEMPLATE, TEMPLATE_MIDDLE, TEMPLATE_END):
        return f'template "{token.value}"'
    if token.kind not in (NAME, STRING):
        return f"'{token.kind}'"
    text = str(token.value)
    if len(text) > _LONGEST_SHOWN:
        text = text[: _LONGEST_SHOWN - 3] + "..."
    return f"'{text}'" if token.kind == NAME else f'string "{text}"'


def symbol_of(token: Token) -> str:
    """A token in the words of FluffOS, which has its grammar speak of syntax errors."""
    if token.kind == EOF:
        return "end of file"
    if token.kind == NAME:
        word = str(token.value)
        return "L_BASIC_TYPE" if word in TYPE_NAMES else "L_TYPE_MODIFIER" if word in MODIFIERS else "L_IDENTIFIER"
    if token.kind in _SYMBOLS:
        return _SYMBOLS[token.kind]
    if token.kind in HARD_KEYWORDS:
        return f"L_{token.kind.upper()}"
    return "L_ASSIGN" if token.kind in ASSIGNMENTS else f"'{token.kind[:1]}'"


_SYMBOLS: Final = {
    INT: "L_NUMBER",
    FLOAT: "L_REAL",
    STRING: "L_STRING",
    TEMPLATE: "L_TEMPLATE_HEAD",
    TEMPLATE_MIDDLE: "L_TEMPLATE_MIDDLE",
    TEMPLATE_END: "L_TEMPLATE_TAIL",
    PARAM: "L_PARAMETER",
    "++": "L_INC_DEC",
    "--": "L_INC_DEC",
    "&&": "L_LAND",
    "||": "L_LOR",
    "??": "L_QUESTION_QUESTION",
    "<<": "L_SHIFT",
    ">>": "L_SHIFT",
    "==": "L_EQ_NE",
    "!=": "L_EQ_NE",
    ">": "L_ORDER",
    "<=": "L_ORDER",
    ">=": "L_ORDER",
    "!": "L_NOT",
    "..": "L_RANGE",
    "...": "L_DOT_DOT_DOT",
    "->": "L_ARROW",
    "::": "L_COLON_COLON",
    "(:": "L_FUNCTION_OPEN",
}


class Cursor:
    """Reads tokens one by one; `token` is the one to look at, `position` its index."""

    def __init__(self, tokens: Sequence[Token], options: ParseOptions, diagnostics: Diagnostics) -> None:
        self.tokens = tokens
        self.options = options
        self.diagnostics = diagnostics
        self.position = 0
        self.token = tokens[0]
        self.nesting = 0
        self.cut_short = any(one.message.startswith("End of file in ") for one in diagnostics)
        self._last_error = -1
        self.slips = 0  # how many errors left the tree whole

    def advance(self) -> Token:
        """Step over the current token, which is not EOF, and return it."""
        token = self.token
        self.position += 1
        self.token = self.tokens[self.position]
        return token

    def accept(self, kind: str) -> bool:
        """Step over the current token if it is of that kind."""
        if self.token.kind != kind:
            return False
        self.advance()
        return True

    def expect(self, kind: str, where: str) -> Token:
        """Step over a token of that kind, or report what else was found. `where` finishes the message."""
        if self.token.kind != kind:
            self.unexpected(f"expected '{kind}' {where}")
        return self.advance()

    def peek(self, distance: int = 1) -> Token:
        """The token `distance` after the current one; EOF at and beyond the end."""
        tokens = self.tokens
        index = self.position + distance
        return tokens[index] if index < len(tokens) else tokens[-1]

    def seek(self, position: int) -> None:
        """Go to a token seen before."""
        self.position = position
        self.token = self.tokens[position]

    def begins_line(self) -> bool:
        """Whether the current token is the first one of its line."""
        if self.position == 0:
            return True
        before = self.tokens[self.position - 1]
        return before.line != self.token.line or before.file != self.token.file

    # -- names ----------------------------------------------------------------------------------------------

    def is_name(self, token: Token) -> bool:
        """Whether a token may name a variable, a function or a class."""
        return token.kind == NAME and token.value not in self.options.reserved

    def name(self, what: str) -> str:
        """Step over a name; `what` says in a message what it names."""
        token = self.token
        if not self.is_name(token):
            if token.kind == NAME:
                self.wrong(f"{described(token)} is a reserved word and cannot be {what}")
            self.unexpected(f"expected {what}")
        self.advance()
        return str(token.value)

    def is_word(self, token: Token, word: str) -> bool:
        """Whether a token is that soft keyword."""
        return token.kind == NAME and token.value == word

    # -- errors ---------------------------------------------------------------------------------------------

    def error(self, message: str, place: Place, detail: str = "") -> None:
        """Report something that does not hinder reading on."""
        self.diagnostics.error(message, place, detail)

    def slip(self, message: str, place: Place) -> None:
        """Report an error that leaves the tree whole: names and types are looked at all the same."""
        self.slips += 1
        self.diagnostics.error(message, place)

    def warning(self, message: str, place: Place) -> None:
        """Report something doubtful, unless the programmer switched warnings off."""
        self.diagnostics.warning(message, place)

    def report_here(self, message: str, detail: str = "") -> None:
        """Report the current token as an error, unless it was reported already.

        A second syntax error in one line tells nothing new.
        """
        if self.position != self._last_error and not (message == SYNTAX_ERROR and self._same_line()):
            self._last_error = self.position
            if self.token.kind == EOF and self.cut_short:
                return  # what the end of the file lacks is in the string or comment that was not closed
            self.diagnostics.error(message, self.token, detail, symbol_of(self.token))

    def _same_line(self) -> bool:
        """Is the current token in the line of the last error?"""
        last = self.tokens[self._last_error]
        return self._last_error >= 0 and last.line == self.token.line and last.file == self.token.file

    def fail(self, message: str) -> NoReturn:
        """Report the current token as an error and unwind."""
        self.report_here(message)
        raise SyntaxStop

    def wrong(self, detail: str) -> NoReturn:
        """Fail with Neolith's words for all that its grammar does not know, and say what is the matter."""
        self.report_here(SYNTAX_ERROR, detail)
        raise SyntaxStop

    def unexpected(self, expected: str) -> NoReturn:
        """Fail because the current token does not fit; `expected` says what would."""
        if self.token.kind in ASSIGNMENTS and self.in_body():
            self.report_here(SYNTAX_ERROR, f"{expected}, found {described(self.token)}")
            self.error("Illegal LHS", self.token)
            raise SyntaxStop
        self.wrong(f"{expected}, found {described(self.token)}")

    def in_body(self) -> bool:
        """Is the current token in the body of a function?"""
        return False

    def deeper(self) -> None:
        """Count one level of nesting; whoever calls it takes the level back by itself."""
        self.nesting += 1
        if self.nesting > NESTING_LIMIT:
            self.wrong(f"nested too deeply (more than {NESTING_LIMIT} levels)")

    def skip_to(self, kinds: Container[str]) -> None:
        """Step over tokens until one of `kinds` or the end."""
        while self.token.kind != EOF and self.token.kind not in kinds:
            self.advance()
