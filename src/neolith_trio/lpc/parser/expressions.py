"""Operators: everything between an operand and a statement.

Rule: precedence is that of Neolith's grammar. An assignment is part of an operand: its left side is what stands
directly before it, its right side is everything behind it, so `a + b = c ? d : e` is `a + (b = (c ? d : e))`.
Chains of binary operators, of prefixes and of ?: are read in loops, so their length is not limited.

A layer of the parser: above the reading of types, below that of operands.
"""

from __future__ import annotations

from typing import Final

from ..diagnostics import Place
from ..nodes import (
    Assign,
    Await,
    Binary,
    Block,
    Cast,
    Comma,
    Conditional,
    Expression,
    Logical,
    Number,
    Real,
    Spread,
    Step,
    Type,
    Unary,
)
from ..tokens import FLOAT, INT, NAME, STRING, Token
from . import lvalues
from .cursor import ASSIGNMENTS, at
from .typenames import TypeParser

# Higher binds tighter. Prefix operators bind tighter than all of these, ?: and assignments less tightly.
LEVELS: Final = {
    "||": 1,
    "&&": 2,
    "|": 3,
    "^": 4,
    "&": 5,
    "==": 6,
    "!=": 6,
    "<": 7,
    ">": 7,
    "<=": 7,
    ">=": 7,
    "<<": 8,
    ">>": 8,
    "+": 9,
    "-": 9,
    "*": 10,
    "/": 10,
    "%": 10,
}
NULL_COALESCING_LEVEL: Final = 1

CONSTANT_LEVEL: Final = LEVELS["|"]  # the loosest operator of a constant expression

_LOGICAL: Final = frozenset({"&&", "||", "??"})
_PREFIXES: Final = frozenset({"-", "!", "~", "++", "--"})
_STEPS: Final = frozenset({"++", "--"})
_NO_NAME_BEFORE: Final = frozenset({NAME, STRING, INT, FLOAT})  # what makes a word before it a prefix
_OPERANDS: Final = _NO_NAME_BEFORE | {"(", "({", "([", "(:", "$(", "PARAM", "::", "catch"}


def _combine(operator: str, left: Expression, right: Expression) -> Expression:
    if operator not in _LOGICAL:
        return at(Binary(operator, left, right), left)
    if isinstance(left, Logical) and left.operator == operator:
        left.operands.append(right)
        return left
    return at(Logical(operator, [left, right]), left)


def _prefix(token: Token, type_: Type | None, node: Expression) -> Expression:
    if token.kind == NAME:
        return Await(node)
    return Cast(type_, node) if type_ else Unary(token.kind, node)


class ExpressionParser(TypeParser):
    """Reads expressions; operands come from the layer above."""

    asynchronous = False
    """Whether this is the text of an async function, where `await` and `acatch` are words of the language."""
    no_await = "can only stand directly inside an async function"
    """Why there can be no await here, or nothing."""

    def chain(self) -> Expression:
        """An operand that may be assigned to, indexed, called: names, calls, strings, literals, parentheses."""
        raise NotImplementedError

    def closed_operand(self) -> Expression | None:
        """An operand that nothing may follow, as sscanf(); None when no such operand begins here."""
        raise NotImplementedError

    def block(self) -> Block:
        """A block of statements."""
        raise NotImplementedError

    # -- lists ----------------------------------------------------------------------------------------------

    def sequence(self) -> Expression:
        """One expression or several with commas between them."""
        first = self.expression()
        if self.token.kind != ",":
            return first
        expressions = [first]
        while self.accept(","):
            expressions.append(self.expression())
        return at(Comma(expressions), first)

    def items(self, end: str, where: str) -> list[Expression]:
        """Elements or arguments up to and with `end`; a comma may stand before the end."""
        values: list[Expression] = []
        while self.token.kind != end:
            values.append(self.item())
            if self.token.kind == ",":
                self.advance()
            elif self.token.kind != end:
                self.unexpected(f"expected ',' or '{end}' {where}")
        self.advance()
        return values

    def item(self) -> Expression:
        """An expression, or `expression...`."""
        value = self.expression()
        if self.token.kind == "...":
            self.advance()
            return at(Spread(value), value)
        return value

    # -- operators ------------------------------------------------------------------------------------------

    def expression(self) -> Expression:
        """One expression without a comma."""
        self.deeper()
        condition = self.binary()
        if self.token.kind == "?":
            condition = self._conditional(condition)
        self.nesting -= 1
        return condition

    def _conditional(self, condition: Expression) -> Expression:
        """`condition ? a : b ? c : d`, read in a loop and built from its end."""
        arms: list[tuple[Expression, Expression]] = []
        while self.accept("?"):
            then = self.expression()
            self.expect(":", "of '?'")
            arms.append((condition, then))
            condition = self.binary()
        node = condition
        for test, then in reversed(arms):
            node = at(Conditional(test, then, node), test)
        return node

    def binary(self, floor: int = 1) -> Expression:
        """Operands with binary operators of at least the level `floor` between them."""
        left = self.operand()
        if LEVELS.get(self.token.kind, 0) < floor and self.token.kind != "??":
            return left
        return self._climb(left, floor)

    def _climb(self, right: Expression, floor: int) -> Expression:
        """All operators behind `right`, with a stack of what still waits for its right side."""
        waiting: list[tuple[Expression, str, int]] = []
        while True:
            operator = self.token.kind
            level = LEVELS.get(operator, 0)
            if operator == "??" and self.options.null_coalescing:
                level = NULL_COALESCING_LEVEL
            if level < floor:
                level = 0
            while waiting and waiting[-1][2] >= level:
                left, between, _ = waiting.pop()
                right = _combine(between, left, right)
            if not level:
                return right
            self.advance()
            waiting.append((right, operator, level))
            right = self.operand()

    def operand(self) -> Expression:
        """An operand with its prefixes and assignments."""
        kind = self.token.kind
        if kind in _PREFIXES or (kind == "(" and self.begins_cast()):
            return self._prefixed()
        if kind == NAME and self.token.value == "await" and self._begins_await():
            return self._prefixed()
        return self._simple()

    def _begins_await(self) -> bool:
        """Whether `await`, the current token, is no name: an operand follows it."""
        following = self.peek()
        if not self.options.async_functions or self.is_word(following, "in"):
            return False
        return following.kind in (_OPERANDS if self.asynchronous else _NO_NAME_BEFORE)

    def begins_cast(self) -> bool:
        """Whether the parenthesis here belongs to a cast."""
        if not self.begins_type(1):
            return False
        following = self.peek(2)
        if self.peek().value == "function" and following.kind != ")":
            return following.kind == "*"
        return True

    def _prefixed(self) -> Expression:
        """Signs, casts and awaits, in a loop, and the operand they apply to."""
        prefixes: list[tuple[Token, Type | None]] = []
        while self.token.kind not in _STEPS:
            token = self.token
            if token.kind in _PREFIXES:
                self.advance()
                prefixes.append((token, None))
            elif token.kind == "(" and self.begins_cast():
                prefixes.append((token, self._cast_type()))
            elif self.is_word(token, "await") and self._begins_await():
                prefixes.append((self._await(), None))
            else:
                break
        node = self._step() if self.token.kind in _STEPS else self._simple()
        for token, type_ in reversed(prefixes):
            node = at(_prefix(token, type_, node), token)
        return node

    def _await(self) -> Token:
        if self.no_await:
            self.error(f"'await' {self.no_await}", self.token)
        return self.advance()

    def _cast_type(self) -> Type:
        self.advance()
        type_ = self.full_type()
        self.expect(")", "after the type of a cast")
        return type_

    def _step(self) -> Expression:
        """`++lvalue` and `--lvalue`."""
        token = self.advance()
        target = self.chain()
        self.check_lvalue(target)
        return at(Step(token.kind, target, prefix=True), token)

    def _simple(self) -> Expression:
        """A number, or an operand that may be stepped or assigned to."""
        token = self.token
        if token.kind == INT or token.kind == FLOAT:
            self.advance()
            value = token.value
            return at(Number(value) if isinstance(value, int) else Real(float(value)), token)
        closed = self.closed_operand()
        if closed is not None:
            return closed
        node = self.chain()
        kind = self.token.kind
        if kind in ASSIGNMENTS:
            return self._assignment(node)
        if kind in _STEPS:
            self.check_lvalue(node)
            self.advance()
            return at(Step(kind, node, prefix=False), node)
        return node

    def _assignment(self, target: Expression) -> Expression:
        self.check_lvalue(target)
        operator = self.advance().kind
        return at(Assign(operator, target, self.expression()), target)

    def lvalue(self) -> Expression:
        """An expression that must be assignable, without the assignment."""
        target = self.chain()
        self.check_lvalue(target)
        return target

    def check_lvalue(self, target: Expression, place: Place | None = None) -> None:
        """Report a target that cannot be assigned to."""
        message = lvalues.complaint(target)
        if message:
            self.error(message, place or target)
