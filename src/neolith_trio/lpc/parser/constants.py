"""Constant expressions: case labels and inherit paths are folded to an int or a str while parsing.

Rule: integers behave as 64-bit ones, division truncates towards zero; of strings only `+` is known.

Only the parser uses this; expressions elsewhere are folded by later stages.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Final

from ..nodes import Binary, Expression, Number, String, Unary

Constant = int | str


class NotConstant(ValueError):
    """An expression has no value before the program runs; `node` is the part to blame, `message` may be empty."""

    def __init__(self, node: Expression, message: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.node = node


def wrapped(value: int) -> int:
    """`value` as a 64-bit two's complement integer."""
    return ((value + (1 << 63)) & ((1 << 64) - 1)) - (1 << 63)


def _divide(l: int, r: int) -> int:
    quotient = abs(l) // abs(r)
    return quotient if (l < 0) == (r < 0) else -quotient


def _modulo(l: int, r: int) -> int:
    remainder = abs(l) % abs(r)
    return -remainder if l < 0 else remainder


_OPERATIONS: Final[dict[str, Callable[[int, int], int]]] = {
    "|": operator.or_,
    "^": operator.xor,
    "&": operator.and_,
    "==": lambda l, r: int(l == r),
    "!=": lambda l, r: int(l != r),
    "<": lambda l, r: int(l < r),
    ">": lambda l, r: int(l > r),
    "<=": lambda l, r: int(l <= r),
    ">=": lambda l, r: int(l >= r),
    "<<": lambda l, r: l << (r & 63),
    ">>": lambda l, r: l >> (r & 63),
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": _divide,
    "%": _modulo,
}

_BY_ZERO: Final = {"/": "Division by zero", "%": "Modulo by zero"}


def fold(node: Expression) -> Constant:
    """The value of a constant expression; NotConstant where it has none.

    A chain of operators is a tree that leans to the left, so its left side is followed in a loop and a chain of any
    length folds.
    """
    waiting: list[Binary] = []
    while isinstance(node, Binary):
        waiting.append(node)
        node = node.left
    value = _fold_operand(node)
    while waiting:
        binary = waiting.pop()
        value = _combine(binary, value, fold(binary.right))
    return value


def _fold_operand(node: Expression) -> Constant:
    if isinstance(node, (Number, String)):
        return node.value
    if isinstance(node, Unary):
        value = fold(node.operand)
        if isinstance(value, int):
            return _apply(node.operator, value)
    raise NotConstant(node)


def _apply(sign: str, value: int) -> int:
    if sign == "!":
        return int(not value)
    return wrapped(-value if sign == "-" else ~value)


def _combine(node: Binary, left: Constant, right: Constant) -> Constant:
    if isinstance(left, str) or isinstance(right, str):
        if node.operator == "+" and isinstance(left, str) and isinstance(right, str):
            return left + right
        raise NotConstant(node)
    if right == 0 and node.operator in _BY_ZERO:
        raise NotConstant(node, _BY_ZERO[node.operator])
    return wrapped(_OPERATIONS[node.operator](left, right))
