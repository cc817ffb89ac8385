"""The walk: one visit to every expression, operands first, left to right.

Rule: a rule is a function of (checker, node) that returns the node's type and may replace the node's children by
Convert nodes. The first operand of chains that grow without limit to the left (`a + b + c`, `a->b()->c()`, `-!x`) is
visited before the rule runs, so that no chain needs a deep stack: rules of classes in SPINES read its type and never
visit it. Whatever else nests is limited by the parser.

The modules of this package add their rules with @rule and @statement; the pipeline calls check().
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any, Final, TypeVar

from .. import nodes
from ..declarations import signature_of
from ..environment import Environment
from ..program import Signature
from ..scope import ProgramScope
from .rules import FLOAT, INT, MIXED, UNKNOWN, VOID, canonical, compatible, named

Rule = Callable[["Checker", Any], nodes.Type]
StatementRule = Callable[["Checker", Any], None]
AnyRule = TypeVar("AnyRule", bound=Callable[..., Any])

RULES: Final[dict[type, Rule]] = {}
STATEMENTS: Final[dict[type, StatementRule]] = {}
SPINES: Final[dict[type, Callable[[Any], nodes.Expression]]] = {
    nodes.Binary: attrgetter("left"),
    nodes.Unary: attrgetter("operand"),
    nodes.Cast: attrgetter("expression"),
    nodes.Index: attrgetter("base"),
    nodes.OptionalIndex: attrgetter("base"),
    nodes.Range: attrgetter("base"),
    nodes.Member: attrgetter("target"),
    nodes.CallOther: attrgetter("target"),
    nodes.DotCall: attrgetter("target"),
}

_LOWEST, _HIGHEST = -(1 << 63), (1 << 63) - 1


def rule(*classes: type) -> Callable[[AnyRule], AnyRule]:
    """Register the rule for expressions of these classes."""

    def register(function: AnyRule) -> AnyRule:
        RULES.update(dict.fromkeys(classes, function))
        return function

    return register


def statement(*classes: type) -> Callable[[AnyRule], AnyRule]:
    """Register the rule for statements of these classes."""

    def register(function: AnyRule) -> AnyRule:
        STATEMENTS.update(dict.fromkeys(classes, function))
        return function

    return register


def check(scope: ProgramScope, environment: Environment) -> None:
    """Fill the types of every function body and global initialiser; messages go to the scope's diagnostics."""
    checker = Checker(scope, environment)
    for one in scope.tree.definitions:
        if isinstance(one, nodes.Function):
            checker.function(one)
        elif isinstance(one, nodes.GlobalVariable) and one.value is not None:
            checker.global_variable(one, one.value)


class Checker:
    """The state of the walk through one program."""

    def __init__(self, scope: ProgramScope, environment: Environment) -> None:
        self.scope = scope
        self.environment = environment
        self.error = scope.diagnostics.error
        self.strict = True  # are types checked here? Before the first function they are
        self.returns = MIXED
        self.delivers = False  # is it an async function, which may return a promise of its value, too?
        self.folded: dict[nodes.Expression, int | float] = {}  # the values of constant operations
        self.inherited: dict[str, tuple[Signature, bool]] = {}  # see calls.py
        self._warnings = "warnings" in scope.tree.pragmas

    # -- messages -------------------------------------------------------------------------------------------

    def warn(self, message: str, place: nodes.Node) -> None:
        """Report a warning where the program wants warnings."""
        if self._warnings:
            self.scope.diagnostics.warning(message, place)

    def named(self, type_: nodes.Type) -> str:
        """The type as messages spell it."""
        return named(type_, self.scope.classes)

    def versus(self, one: nodes.Type, other: nodes.Type) -> str:
        """Two types that do not fit, as messages spell them."""
        return f"( {self.named(one)}vs {self.named(other)})"

    def wrong(self, message: str, type_: nodes.Type, place: nodes.Node) -> None:
        """Report a type that cannot stand where it does."""
        self.error(f'{message}: "{self.named(type_)}"', place)

    # -- definitions ----------------------------------------------------------------------------------------

    def function(self, one: nodes.Function) -> None:
        """A function, or a prototype, which has nothing to visit but says how what follows is checked."""
        self.strict = one.strict
        self.delivers = "async" in one.modifiers
        untyped = one.return_type.basic == "unknown" and not one.return_type.stars
        if not untyped or one.name == "create" or not one.strict:  # otherwise it should have a type: that of the last
            self.returns = VOID if untyped else self.declared(one.return_type)
        for argument in one.arguments:
            if argument.default is not None:
                self.value(argument.default)
        if one.body is None:
            return
        if one.strict and self.scope.functions.get(one.name) is one:
            self._compare_with_prototype(one)
        self.statements(one.body.statements)

    def _compare_with_prototype(self, one: nodes.Function) -> None:
        prototype = self.scope.promises.get(one.name)
        if prototype is None:
            return
        promised, returned = self.declared(prototype.return_type), self.declared(signature_of(one).return_type)
        if promised is not UNKNOWN and not compatible(promised, returned):
            self.warn(f"Return type doesn't match prototype {self.versus(returned, promised)}", one)

    def global_variable(self, one: nodes.GlobalVariable, value: nodes.Expression) -> None:
        """A global variable with a value; it is checked as strictly as the function before it."""
        given, wanted = self.value(value), self.declared(one.type)
        if not compatible(wanted, given):
            self.error(f"Type mismatch {self.versus(wanted, given)} when initializing {one.name}", one)
        one.value = self.promoted(value, wanted)

    def statements(self, statements: Iterable[nodes.Node]) -> None:
        """Statements in a row."""
        for one in statements:
            STATEMENTS[one.__class__](self, one)

    # -- expressions ----------------------------------------------------------------------------------------

    def value(self, node: nodes.Expression) -> nodes.Type:
        """Visit an expression and all below it; its type."""
        first = SPINES.get(node.__class__)
        if first is None:
            node.type = type_ = RULES[node.__class__](self, node)
            return type_
        spine = []
        while first is not None:
            spine.append(node)
            node = first(node)
            first = SPINES.get(node.__class__)
        node.type = type_ = RULES[node.__class__](self, node)
        for node in reversed(spine):
            node.type = type_ = RULES[node.__class__](self, node)
        return type_

    def values(self, expressions: Iterable[nodes.Expression]) -> None:
        """Visit expressions in a row."""
        for one in expressions:
            self.value(one)

    def declared(self, type_: nodes.Type) -> nodes.Type:
        """A declared type in its canonical form; a class that does not exist is 'mixed'."""
        if type_.basic == "class" and type_.class_name not in self.scope.classes:
            return MIXED
        return canonical(type_)

    def constant(self, node: nodes.Expression) -> int | float | None:
        """The number that the expression always is, as far as Neolith computes it while compiling."""
        if node.__class__ is nodes.Number or node.__class__ is nodes.Real:
            return node.value
        return self.folded.get(node) if self.folded else None

    # -- conversions ----------------------------------------------------------------------------------------

    def promoted(self, value: nodes.Expression, wanted: nodes.Type) -> nodes.Expression:
        """`value`, converted where an int meets a declared float or the other way round."""
        if wanted is FLOAT:
            if value.type is INT or isinstance(self.constant(value), int):
                return to_float(value)
        elif wanted is INT and value.type is FLOAT:
            return to_int(value)
        return value


def to_float(value: nodes.Expression) -> nodes.Expression:
    """The value as a float."""
    if isinstance(value, nodes.Number):
        return nodes.Real(float(value.value), **_of(value), type=FLOAT)
    return nodes.Convert("float", value, **_of(value), type=FLOAT)


def to_int(value: nodes.Expression) -> nodes.Expression:
    """The value as an int, without its fraction."""
    if isinstance(value, nodes.Real) and _LOWEST <= value.value < _HIGHEST:
        return nodes.Number(int(value.value), **_of(value), type=INT)
    return nodes.Convert("int", value, **_of(value), type=INT)


def _of(node: nodes.Node) -> dict[str, Any]:
    return {"file": node.file, "line": node.line, "column": node.column}
