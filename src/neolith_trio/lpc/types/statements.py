"""Statements: what they hold is visited in the order in which it is written, and what they return must fit."""

from __future__ import annotations

from .. import nodes
from .checker import Checker, statement
from .operators import warn_unused
from .rules import MIXED, VOID, compatible, delivered

_MAY_BE_UNUSED = frozenset({nodes.Binary, nodes.Conditional, nodes.Comma, nodes.Unary})


@statement(nodes.ExpressionStatement)
def expression_statement(checker: Checker, node: nodes.ExpressionStatement) -> None:
    checker.value(node.expression)
    if node.expression.__class__ in _MAY_BE_UNUSED:
        warn_unused(checker, node.expression)


@statement(nodes.LocalDeclaration)
def local_declaration(checker: Checker, node: nodes.LocalDeclaration) -> None:
    _declare(checker, node, f" {node.name}")


def _declare(checker: Checker, node: nodes.LocalDeclaration, shown_name: str) -> None:
    """A value must fit its variable even where types are not checked."""
    if node.value is None:
        return
    given, wanted = checker.value(node.value), checker.declared(node.type)
    if not compatible(given, wanted):
        checker.error(f"Type mismatch {checker.versus(wanted, given)} when initializing{shown_name}", node)
    node.value = checker.promoted(node.value, wanted)


@statement(nodes.Block)
def block(checker: Checker, node: nodes.Block) -> None:
    checker.statements(node.statements)


@statement(nodes.If)
def if_(checker: Checker, node: nodes.If) -> None:
    for condition, body in node.arms:
        checker.value(condition)
        checker.statements((body,))
    if node.otherwise is not None:
        checker.statements((node.otherwise,))
    elif isinstance(body, nodes.Block) and not body.statements:
        warn_unused(checker, condition)


@statement(nodes.While)
def while_(checker: Checker, node: nodes.While) -> None:
    checker.value(node.condition)
    checker.statements((node.body,))


@statement(nodes.DoWhile)
def do_while(checker: Checker, node: nodes.DoWhile) -> None:
    checker.statements((node.body,))
    checker.value(node.condition)


@statement(nodes.For)
def for_(checker: Checker, node: nodes.For) -> None:
    for one in node.initial:
        if isinstance(one, nodes.LocalDeclaration):
            _declare(checker, one, ".")
        else:
            checker.statements((one,))
    if node.condition is not None:
        checker.value(node.condition)
    if node.step is not None:
        checker.value(node.step)
        warn_unused(checker, node.step)
    checker.statements((node.body,))


@statement(nodes.Foreach)
def foreach(checker: Checker, node: nodes.Foreach) -> None:
    for target in node.targets:
        if isinstance(target, nodes.Name):
            checker.value(target)
    checker.value(node.collection)
    checker.statements((node.body,))


@statement(nodes.Switch)
def switch(checker: Checker, node: nodes.Switch) -> None:
    checker.value(node.subject)
    checker.statements(node.body)


@statement(nodes.Return)
def return_(checker: Checker, node: nodes.Return) -> None:
    """The value must fit the function's type; it is not converted."""
    wanted = checker.returns
    if node.value is None:
        if checker.strict and wanted not in (VOID, MIXED):
            checker.warn("Non-void functions must return a value.", node)
        return
    given = checker.value(node.value)
    if checker.delivers:
        given = delivered(given)
    if checker.strict and not compatible(given, wanted):
        message = f"Type of returned value doesn't match function return type {checker.versus(given, wanted)}"
        checker.error(message, node)


@statement(nodes.Break, nodes.Continue, nodes.Case)
def nothing(checker: Checker, node: nodes.Node) -> None:
    """Nothing in it has a type."""
