"""The value of an #if expression.

Rule: integers of 64 bits and C's operators and precedence; a name that is no macro is 0. The tokens come with macros
expanded and defined() answered. What is wrong is a BadCondition with the wording the reference has for it.

Only the preprocessor calls this.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from .tokens import EOF, FLOAT, HARD_KEYWORDS, INT, NAME, STRING, Token

_SIGN_BIT: Final = 1 << 63
_MASK: Final = (1 << 64) - 1
# Deeper than any human writes, and well within Python's own stack.
_MAX_DEPTH: Final = 60

_PRECEDENCE: Final = {
    "?": 1, "||": 2, "&&": 3, "|": 4, "^": 5, "&": 6, "==": 7, "!=": 7, "<": 8, "<=": 8, ">": 8, ">=": 8,
    "<<": 9, ">>": 9, "+": 10, "-": 10, "*": 11, "/": 11, "%": 11,
}  # fmt: skip
_UNARY: Final = 12


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


def evaluate(tokens: list[Token]) -> int:
    """The value of the expression that the tokens make."""
    reader = _Reader(tokens)
    value = reader.binary(0, 0)
    if reader.kind() != EOF:
        raise BadCondition("Condition too complex in #if")
    return value


class _Reader:
    """A precedence climber over the tokens of one condition."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._next = 0

    def kind(self) -> str:
        return self._tokens[self._next].kind if self._next < len(self._tokens) else EOF

    def binary(self, minimum: int, depth: int) -> int:
        if depth > _MAX_DEPTH:
            raise BadCondition("Condition too complex in #if")
        value = self._unary(depth)
        while (precedence := _PRECEDENCE.get(self.kind(), 0)) > minimum:
            operator = self.kind()
            self._next += 1
            if operator == "?":
                value = self._choice(value, depth)
            else:
                value = self._apply(operator, value, self.binary(precedence, depth + 1))
        return value

    def _apply(self, operator: str, left: int, right: int) -> int:
        return _wrap(_BINARY[operator](left, right))

    def _choice(self, condition: int, depth: int) -> int:
        then = self.binary(1, depth + 1)
        if self.kind() != ":":
            raise BadCondition("'?' without ':' in #if")
        self._next += 1
        otherwise = self.binary(0, depth + 1)
        return then if condition else otherwise

    def _unary(self, depth: int) -> int:
        kind = self.kind()
        if kind == INT:
            value = self._tokens[self._next].value
            self._next += 1
            assert isinstance(value, int)
            return value
        if kind == NAME or kind in HARD_KEYWORDS:
            self._next += 1
            return 0
        if kind == EOF:
            raise BadCondition("missing expression in #if")
        if kind in (STRING, FLOAT):
            raise BadCondition("illegal character in #if")
        self._next += 1
        if kind == "(":
            return self._parenthesis(depth)
        return self._prefixed(kind, depth)

    def _parenthesis(self, depth: int) -> int:
        value = self.binary(0, depth + 1)
        if self.kind() != ")":
            raise BadCondition("bracket not paired in #if")
        self._next += 1
        return value

    def _prefixed(self, kind: str, depth: int) -> int:
        if kind not in ("!", "~", "-", "+"):
            known = kind in _PRECEDENCE
            raise BadCondition("illegal unary operator in #if" if known else "illegal character in #if")
        value = self.binary(_UNARY, depth + 1)
        if kind == "!":
            return int(value == 0)
        if kind == "~":
            return ~value
        return _wrap(-value) if kind == "-" else value
