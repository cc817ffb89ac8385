"""I: how LPC source is indented.

It is done by operator precedence, as the editors of older drivers did it, so that a text looks the same after it
everywhere: tokens go on a stack, each with the indentation that holds behind it, and a token first takes those off
that bind more tightly. Macros may hide braces, so the result is not always what a reader would do. Comments move with
the line they begin on; strings that go on, directives and text blocks stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto
from typing import Final

_DEEPEST: Final = 1023
_TAB: Final = 8
_WORD: Final = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_BLOCK_WORD: Final = re.compile(r"\w*", re.ASCII)


class Token(Enum):
    """What matters of a piece of source."""

    SEMICOLON = auto()
    OPENING = auto()  # {
    CLOSING = auto()  # }
    OPENING_CONDITION = auto()  # ( behind if, for, while and do
    CLOSING_CONDITION = auto()
    OPENING_BRACKET = auto()  # ( and [
    OPENING_LITERAL = auto()  # ({ ([ (:
    CLOSING_BRACKET = auto()  # ) ] }) ]) :)
    OTHER = auto()
    ELSE = auto()
    IF = auto()
    FOR = auto()
    WHILE = auto()
    DO = auto()
    START = auto()  # below everything


_KEYWORDS: Final = {"if": Token.IF, "else": Token.ELSE, "for": Token.FOR, "while": Token.WHILE, "do": Token.DO}
_BEFORE_CONDITION: Final = frozenset({Token.IF, Token.FOR, Token.WHILE, Token.DO})
_LABELS: Final = frozenset({"case", "default"})
_DEEPER: Final = frozenset({Token.OPENING, Token.CLOSING_CONDITION, Token.ELSE, Token.DO})
_HALF_DEEPER: Final = frozenset({Token.OPENING_CONDITION, Token.OPENING_BRACKET, Token.OPENING_LITERAL})
_HALF_BACK: Final = frozenset({Token.CLOSING_BRACKET, Token.CLOSING_CONDITION})
_BEFORE_STATEMENT: Final = frozenset({Token.CLOSING_CONDITION, Token.ELSE, Token.DO})

# How tightly a token binds when it lies on the stack, and when it comes to it.
_PRECEDENCE: Final[dict[Token, tuple[int, int]]] = {
    Token.SEMICOLON: (7, 2),
    Token.OPENING: (1, 2),
    Token.CLOSING: (7, 1),
    Token.OPENING_CONDITION: (1, 7),
    Token.CLOSING_CONDITION: (2, 1),
    Token.OPENING_BRACKET: (1, 5),
    Token.OPENING_LITERAL: (1, 5),
    Token.CLOSING_BRACKET: (6, 1),
    Token.OTHER: (4, 3),
    Token.ELSE: (2, 6),
    Token.IF: (6, 2),
    Token.FOR: (7, 2),
    Token.WHILE: (7, 2),
    Token.DO: (2, 2),
    Token.START: (0, 0),
}


class _Halt(Exception):
    """The source is such that indenting makes no sense any more; the argument says why."""


def indented(lines: Sequence[str], width: int) -> tuple[list[str], str]:
    """The lines with their new indentation, and a complaint: "" when it could be done to the end."""
    indenter = _Indenter(width)
    done: list[str] = []
    for number, text in enumerate(lines, 1):
        try:
            done.append(indenter.line(text))
        except _Halt as halt:
            return [*done, indenter.text, *lines[number:]], f"{halt} in line {number}\n"
    return done, ""


class _Indenter:
    def __init__(self, width: int) -> None:
        self.width = width
        self.stack = [Token.START]
        self.indents = [0]
        self.quote = ""
        self.in_comment = False
        self.in_directive = False
        self.block_end: str | None = None  # what ends the text block that goes on
        self.condition_follows = False
        self.shift = 0  # by how many columns the last line was moved
        self.text = ""  # the line that is worked on, as it will be
        self.column = 0  # of its first character that is no blank, as it was
        self.waiting = False  # its first token has not told its indentation yet

    def line(self, text: str) -> str:
        """The next line, indented."""
        self.text, self.column, self.waiting = text, 0, False
        position = self._start(text)
        if position is not None:
            self._scan(text, position)
        return self.text

    def _start(self, text: str) -> int | None:
        """Where the tokens of a line begin; None when there are none."""
        if self.quote:
            self.shift = 0
        elif self.in_directive or text.startswith("#"):
            self.in_directive = bool(re.search(r"(?<!\\)(\\\\)*\\\Z", text))
            return None
        elif self.block_end is not None:
            if not text.startswith(self.block_end):
                return None
            position, self.block_end = len(self.block_end), None
            return position
        else:
            return self._start_of_plain(text)
        return 0

    def _start_of_plain(self, text: str) -> int | None:
        blanks = len(text) - len(text.lstrip(" \t"))
        self.column = _width(text[:blanks])
        if blanks == len(text):
            self.text = ""
            return None
        if self.in_comment:
            self._move(self.shift)
        else:
            self.waiting = True
        return blanks

    def _move(self, columns: int) -> None:
        """Shift the line; it begins with tabs then, as far as these reach."""
        self.shift = columns
        tabs, blanks = divmod(max(self.column + columns, 0), _TAB)
        self.text = "\t" * tabs + " " * blanks + self.text.lstrip(" \t")

    # -- the pieces of a line -------------------------------------------------------------------------------

    def _scan(self, text: str, start: int) -> None:
        position = start
        while position < len(text):
            if self.in_comment:
                position = self._skip_comment(text, position)
            elif self.quote:
                position = self._skip_string(text, position)
                self._place(Token.OTHER, "")
            elif text[position] in " \t":
                position += 1
            elif text[position] in "'\"":
                self.quote = text[position]
                position += 1
            elif text[position] == "@":
                self._begin_block(text, position)
                return
            elif text.startswith(("/*", "//"), position):
                self._begin_comment(text, start, position)
                if text[position + 1] == "/":
                    return
                self.in_comment = True
                position += 2
            else:
                token, position, word = self._token(text, position)
                self._place(token, word)

    def _skip_comment(self, text: str, position: int) -> int:
        end = text.find("*/", position)
        self.in_comment = end < 0
        return len(text) if end < 0 else end + 2

    def _skip_string(self, text: str, position: int) -> int:
        while position < len(text):
            if text[position] == self.quote:
                self.quote = ""
                return position + 1
            if text[position] == "\\":
                position += 1
                if position == len(text):  # the string goes on in the next line
                    return position
            position += 1
        raise _Halt("Unterminated string")

    def _begin_block(self, text: str, position: int) -> None:
        position += 2 if text.startswith("@@", position) else 1
        word = _BLOCK_WORD.match(text, position)
        self.block_end = word[0] if word else ""

    def _begin_comment(self, text: str, start: int, position: int) -> None:
        """Move a line that begins with a comment; else note how far this one was moved, for its next lines."""
        if self.waiting:
            self._move(self.indents[-1] - self.column)
            self.waiting = False
            return
        before, after = self.column, self.indents[-1]
        for character in text[start:position]:
            tab = character == "\t"
            before = (before + _TAB) // _TAB * _TAB if tab else before + 1
            after = (after + _TAB) // _TAB * _TAB if tab else after + 1
        self.shift = after - before

    def _token(self, text: str, position: int) -> tuple[Token, int, str]:
        """The token at a place, the place behind it, and its text when it is a word."""
        character, following = text[position], text[position + 1 : position + 2]
        if character in "([":
            return self._opening(text, position)
        if character == "{":
            return Token.OPENING, position + 1, ""
        if character == ";":
            return Token.SEMICOLON, position + 1, ""
        if character == "}" and following != ")":
            return Token.CLOSING, position + 1, ""
        if character == "}" or (character == ":" and following == ")"):
            return Token.CLOSING_BRACKET, position + 2, ""
        if character == "]" and following == ")" and self._in_literal():
            return Token.CLOSING_BRACKET, position + 2, ""
        if character in ")]":
            return Token.CLOSING_BRACKET, position + 1, ""
        word = _WORD.match(text, position)
        if word is None:
            return Token.OTHER, position + 1, ""
        return _KEYWORDS.get(word[0], Token.OTHER), word.end(), word[0]

    def _opening(self, text: str, position: int) -> tuple[Token, int, str]:
        if text[position] == "(":
            if self.condition_follows:
                return Token.OPENING_CONDITION, position + 1, ""
            rest = text[position + 1 : position + 3]
            if rest[:1] in ("{", "[") or (rest[:1] == ":" and rest != "::"):
                return Token.OPENING_LITERAL, position + 2, ""
        return Token.OPENING_BRACKET, position + 1, ""

    def _in_literal(self) -> bool:
        """Does a mapping literal end with the next `])`?"""
        below = self.stack[::-1][:3] + [Token.START] * 3
        if below[0] is Token.OPENING_LITERAL:
            return True
        if below[0] is Token.START:
            return False
        return below[1] is Token.OPENING_LITERAL or below[1:3] == [Token.CLOSING_CONDITION, Token.OPENING_LITERAL]

    # -- the stack ------------------------------------------------------------------------------------------

    def _place(self, token: Token, word: str) -> None:
        """Put a token on the stack, below which only those stay that do not bind more tightly."""
        while True:
            top = self.stack[-1]
            if top is Token.OPENING_CONDITION and token is Token.CLOSING_BRACKET:
                token = Token.CLOSING_CONDITION
            if _PRECEDENCE[top][0] <= _PRECEDENCE[token][1]:
                break
            self._reduce()
        if len(self.stack) > _DEEPEST:
            raise _Halt("Nesting too deep")
        indent = self._indent_of(token, top)
        if self.waiting:
            is_label = token is Token.OTHER and top is Token.OPENING and word in _LABELS
            self._move(indent - self.column - (self.width if is_label else 0))
            self.waiting = False
        self.stack.append(token)
        self.indents.append(self._indent_behind(token, top, indent))
        self.condition_follows = token in _BEFORE_CONDITION

    def _reduce(self) -> None:
        while True:
            top = self.stack.pop()
            self.indents.pop()
            if _PRECEDENCE[self.stack[-1]][0] < _PRECEDENCE[top][1]:
                return

    def _indent_of(self, token: Token, top: Token) -> int:
        """The indentation of a line that begins with the token."""
        indent = self.indents[-1]
        opens_body = token is Token.OPENING and top in _BEFORE_STATEMENT
        if opens_body or token is Token.CLOSING or (token is Token.IF and top is Token.ELSE):
            return indent - self.width
        return indent - self.width // 2 if token in _HALF_BACK else indent

    def _indent_behind(self, token: Token, top: Token, indent: int) -> int:
        """The indentation of the next line."""
        if token in _DEEPER:
            return indent + self.width
        if token in _HALF_DEEPER:
            return indent + self.width // 2
        ends_body = token is Token.SEMICOLON and top in (Token.CLOSING_CONDITION, Token.ELSE)
        return indent - self.width if ends_body else indent


def _width(blanks: str) -> int:
    """How many columns blanks and tabs take."""
    column = 0
    for character in blanks:
        column = (column + _TAB) // _TAB * _TAB if character == "\t" else column + 1
    return column
