"""The value of an #if expression.

Rule: integers of 64 bits and C's operators and precedence; a name that is no macro is 0. The text is read character by
character, as the reference reads it: a macro's text takes the place of its name and is read again, a digit may be as
large as the base of its number, and what follows a whole expression makes it too complex. What is wrong is a
BadCondition with the wording the reference has for it.

Only the preprocessor calls this.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

_SIGN_BIT: Final = 1 << 63
_MASK: Final = (1 << 64) - 1
# Deeper than any human writes, and well within Python's own stack.
_MAX_DEPTH: Final = 60

_PRECEDENCE: Final = {
    "?": 1, "||": 2, "&&": 3, "|": 4, "^": 5, "&": 6, "==": 7, "!=": 7, "<": 8, "<=": 8, ">": 8, ">=": 8,
    "<<": 9, ">>": 9, "+": 10, "-": 10, "*": 11, "/": 11, "%": 11,
}  # fmt: skip
_UNARY: Final = 12
_SIGNS: Final = "!~-+"
_OPERATOR_SIGNS: Final = frozenset("?|^&=!<>+-*/%~")

_BLANKS: Final = re.compile(r"\s*", re.ASCII)
_NAME: Final = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_OPERATOR: Final = re.compile(r"\|\||&&|==|!=|<<|<=|>>|>=|[?|^&=!<>+\-*/%~]")
_OPERAND: Final = re.compile(r"\s*(\()?\s*(\w*)\s*(\))?", re.ASCII)
_CHARACTER: Final = re.compile(r"'(?:\\([\s\S])|([^\\']))'")

# The text that takes the place of a macro's name, and where its use in the text ends; None for a name that is no macro.
Expand = Callable[[str, str, int], tuple[str, int] | None]


class BadCondition(Exception):
    """Why an #if expression has no value."""


def _wrap(value: int) -> int:
    value &= _MASK
    return value - (_MASK + 1) if value & _SIGN_BIT else value


def _quotient(left: int, right: int) -> int:
    if right == 0:
        raise BadCondition("division by 0 in #if")
    quotient = abs(left) // abs(right)
    return quotient if (left < 0) == (right < 0) else -quotient


def _remainder(left: int, right: int) -> int:
    if right == 0:
        raise BadCondition("modulo by 0 in #if")
    return left - right * _quotient(left, right)


_BINARY: Final[dict[str, Callable[[int, int], int]]] = {
    "||": lambda a, b: int(a != 0 or b != 0),
    "&&": lambda a, b: int(a != 0 and b != 0),
    "|": lambda a, b: a | b,
    "^": lambda a, b: a ^ b,
    "&": lambda a, b: a & b,
    "==": lambda a, b: int(a == b),
    "!=": lambda a, b: int(a != b),
    "<": lambda a, b: int(a < b),
    "<=": lambda a, b: int(a <= b),
    ">": lambda a, b: int(a > b),
    ">=": lambda a, b: int(a >= b),
    "<<": lambda a, b: a << (b & 63),
    ">>": lambda a, b: a >> (b & 63),
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": _quotient,
    "%": _remainder,
}


def evaluate(text: str, directive: str, expand: Expand, known: dict[str, Callable[[str], bool]]) -> int:
    """The value of the expression behind `#if` or `#elif`, whichever the `directive` is.

    `known` holds the questions that may be asked about a name, such as defined().
    """
    too_complex = f"Condition too complex in #{directive}"
    reader = _Reader(text, expand, known, too_complex)
    value = reader.binary(0, 0)
    if reader.peek():
        raise BadCondition(too_complex)
    return value


class _Reader:
    """A precedence climber over the text of one condition."""

    def __init__(self, text: str, expand: Expand, known: dict[str, Callable[[str], bool]], too_complex: str) -> None:
        self._text = text
        self._at = 0
        self._expand = expand
        self._known = known
        self._too_complex = too_complex

    def peek(self) -> str:
        """The next character that is no blank, with names out of the way; empty at the end."""
        while True:
            blanks = _BLANKS.match(self._text, self._at)
            self._at = blanks.end() if blanks else self._at
            name = _NAME.match(self._text, self._at)
            if name is None:
                return self._text[self._at : self._at + 1]
            self._replace(name[0], name.end())

    def _replace(self, name: str, end: int) -> None:
        """Put what a name stands for in the place of all that has been read."""
        if name in self._known:
            put, end = self._answer(name, end)
        else:
            put, end = self._expand(name, self._text, end) or (" 0 ", end)
        self._text, self._at = put + self._text[end:], 0

    def _answer(self, question: str, offset: int) -> tuple[str, int]:
        match = _OPERAND.match(self._text, offset)
        assert match is not None, "every part of the pattern may be empty"
        opening, name, closing = match.groups()
        if not opening and not name:
            raise BadCondition(f"Missing ( in {question}")
        if opening and not closing:
            raise BadCondition(f"Missing ) in {question}")
        return f" {int(self._known[question](name))} ", match.end() if opening else match.end(2)

    def binary(self, minimum: int, depth: int) -> int:
        if depth > _MAX_DEPTH:
            raise BadCondition(self._too_complex)
        value = self._operand(depth)
        while self.peek() in _OPERATOR_SIGNS:
            match = _OPERATOR.match(self._text, self._at)
            assert match is not None, "every sign begins an operator"
            precedence = _PRECEDENCE.get(match[0])
            if precedence is None:
                raise BadCondition("illegal operator use in #if")
            if precedence <= minimum:
                break
            self._at = match.end()
            right = self.binary(precedence, depth + 1)
            value = self._choice(value, right, depth) if match[0] == "?" else _wrap(_BINARY[match[0]](value, right))
        return value

    def _choice(self, condition: int, then: int, depth: int) -> int:
        if self.peek() != ":":
            raise BadCondition("'?' without ':' in #if")
        self._at += 1
        otherwise = self.binary(1, depth + 1)
        return then if condition else otherwise

    def _operand(self, depth: int) -> int:
        char = self.peek()
        if char.isdigit():
            return self._number()
        if char == "'" and (match := _CHARACTER.match(self._text, self._at)):
            self._at = match.end()
            return ord({"n": "\n", "t": "\t"}.get(match[1], match[1]) if match[1] else match[2])
        if not char:
            raise BadCondition("missing expression in #if")
        self._at += 1
        if char == "(":
            return self._parenthesis(depth)
        if char not in _SIGNS:
            raise BadCondition(f"illegal {'unary operator' if char in _OPERATOR_SIGNS else 'character'} in #if")
        return self._signed(char, depth)

    def _parenthesis(self, depth: int) -> int:
        value = self.binary(0, depth + 1)
        if self.peek() != ")":
            raise BadCondition("bracket not paired in #if")
        self._at += 1
        return value

    def _signed(self, sign: str, depth: int) -> int:
        value = self.binary(_UNARY, depth + 1)
        if sign == "!":
            return int(value == 0)
        if sign == "~":
            return ~value
        return _wrap(-value) if sign == "-" else value

    def _number(self) -> int:
        """A number, of which each digit may be as large as the base."""
        base = 10
        if self._text[self._at] == "0":
            base = 16 if self._text[self._at + 1 : self._at + 2] in ("x", "X") else 8
            self._at += 2 if base == 16 else 1
        value = 0
        while (char := self._text[self._at : self._at + 1]).isascii() and char.isalnum():
            digit = int(char, 36)
            if digit > base:
                break
            value = _wrap(value * base + digit)
            self._at += 1
        return value
