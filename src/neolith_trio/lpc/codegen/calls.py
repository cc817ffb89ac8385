"""Calls and function pointers.

A call inside the object is a method call; a known efun is a direct call of its Python function. The bodies of function
pointers become functions of the program of their own, named with a Greek letter so that no LPC name can collide.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Final

from ...errors import error_text
from .. import nodes
from ..scope import Direct, Efun, FunctionScope, Global, Simul, Valued, Virtual
from . import builder as py
from .emitter import ACTS, READS, Code, Emitter, compute_and_drop, emits, executes
from .proofs import efun_kind
from .ranges import COUNTING_EFUNS, COUNTS
from .references import storing_references
from .values import arguments, arguments_with_level, level_of

MOST: Final = 4
"""Arguments for which the runtime has a function of its own (runtime/sites.py)."""


@emits(nodes.Call)
@storing_references
def call(emitter: Emitter, node: nodes.Call) -> Code:
    symbol = node.symbol
    if isinstance(symbol, Efun):
        return efun_call(emitter, symbol.name, node.arguments)
    if isinstance(symbol, Valued):
        function = emitter.value(symbol.name)
        return Code(_evaluation([function, *arguments(emitter, node.arguments)]), None, ACTS)
    values = arguments(emitter, node.arguments)
    if isinstance(symbol, Simul):
        made = "_simul" if len(values) > MOST or _has_spread(values) else f"_simul_{len(values)}"
        return Code(py.call(made, py.name("self"), py.constant(symbol.name), *values), None, ACTS)
    if symbol is None:
        return Code(py.call("_undefined_function", py.constant(node.name), *values), None, ACTS)
    return Code(_own_call(emitter, symbol, values), None, ACTS)


@executes(nodes.Call)
def call_statement(emitter: Emitter, node: nodes.Call) -> None:
    """error() and throw() are Python's own raise; of all other calls the value is dropped."""
    match node:
        case nodes.Call(symbol=Efun(name="error" | "throw" as efun_name), arguments=[argument]) if not isinstance(
            argument, (nodes.Spread, nodes.ReferenceArgument)
        ):
            emitter.emit(ast.Raise(_raised(efun_name, emitter.expression(argument)), None))
        case _:
            compute_and_drop(emitter, node)


def _raised(efun_name: str, code: Code) -> ast.expr:
    """What error() or throw() raises."""
    if efun_name == "error" and code.kind == "str" and isinstance(code.node, ast.Constant):
        return py.call("_LpcError", py.constant(error_text(py.value_of(code.node))))
    return py.call(f"_raised_by_{efun_name}", code.value)


def _own_call(emitter: Emitter, symbol: Virtual | Direct, values: list[ast.expr]) -> ast.expr:
    """A call of a function of this object."""
    spread = _has_spread(values)
    if isinstance(symbol, Direct):
        function = py.own(symbol.attribute)
        too_many = len(values) > len(symbol.signature.argument_types) and not symbol.signature.takes_rest
        if spread or too_many:
            return py.call("_call_spread", function, *values)
        return py.call(function, *values)
    function = py.own(f"f_{symbol.name}")
    if spread:
        emitter.program.note_call(symbol.name, 0)
        return py.call("_call_spread", function, *values)
    emitter.program.note_call(symbol.name, len(values))
    return py.call(function, *values)


def efun_call(emitter: Emitter, efun_name: str, expressions: list[nodes.Expression]) -> Code:
    """A direct call of an efun."""
    if efun_name == "this_object" and not expressions:
        return Code(py.name("self"), None, READS)
    signature = emitter.program.use_efun(efun_name)
    if efun_name in COUNTING_EFUNS and len(expressions) == 1 and not isinstance(expressions[0], nodes.Spread):
        return _count(emitter, efun_name, expressions[0])
    if any(isinstance(one, nodes.Spread) for one in expressions):
        values = arguments(emitter, expressions)
        called = py.call("_call_efun", py.name("self"), py.constant(efun_name), *values)
        return Code(called, efun_kind(signature, []), ACTS)
    codes = emitter.operands(expressions)
    if efun_name == "evaluate":
        return Code(_evaluation([code.value for code in codes]), None, ACTS)
    kind = efun_kind(signature, [code.kind for code in codes])
    leading = [py.name("self")] if signature.needs_this else []
    return Code(py.call(f"e_{efun_name}", *leading, *(code.value for code in codes)), kind, ACTS)


def _count(emitter: Emitter, efun_name: str, expression: nodes.Expression) -> Code:
    """sizeof() and its kin: Python's len() of what is an array or a string."""
    code = emitter.expression(expression)
    if code.kind in ("str", "list"):
        return Code(py.call("len", code.node), "int", max(READS, code.level), COUNTS)
    if code.kind is not None or not isinstance(code.node, ast.Name):
        return Code(py.call(f"e_{efun_name}", code.value), "int", ACTS, COUNTS)
    is_text = expression.type is not None and expression.type.basic == "string" and not expression.type.stars
    test = py.has_class(code.node, "str" if is_text else "list")
    counted = py.choose(test, py.call("len", code.node), py.call(f"e_{efun_name}", code.node))
    return Code(counted, "int", max(READS, code.level), COUNTS)


@emits(nodes.DotCall)
def dot_call(emitter: Emitter, node: nodes.DotCall) -> Code:
    return efun_call(emitter, node.name, [node.target, *node.arguments])


@emits(nodes.CallOther)
@storing_references
def call_other(emitter: Emitter, node: nodes.CallOther) -> Code:
    if isinstance(node.name, str):
        target, *values = arguments(emitter, [node.target, *node.arguments])
        if len(values) <= MOST and not _has_spread(values):
            site = py.name(emitter.program.use_site(node.name, len(values)))
            return Code(py.call(f"_call_other_{len(values)}", py.name("self"), target, site, *values), None, ACTS)
        return Code(py.call("_call_other", py.name("self"), target, py.constant(node.name), *values), None, ACTS)
    values = arguments(emitter, [node.target, node.name, *node.arguments])
    return Code(py.call("_call_other_named", py.name("self"), *values), None, ACTS)


@emits(nodes.Evaluate)
@storing_references
def evaluate(emitter: Emitter, node: nodes.Evaluate) -> Code:
    return Code(_evaluation(arguments(emitter, [node.function, *node.arguments])), None, ACTS)


def _evaluation(values: list[ast.expr]) -> ast.expr:
    """The call of a function value, the first of `values`."""
    count = len(values) - 1
    is_short = 0 <= count <= MOST and not _has_spread(values)
    return py.call(f"_evaluate_{count}" if is_short else "_evaluate", py.name("self"), *values)


def _has_spread(values: list[ast.expr]) -> bool:
    return any(isinstance(value, ast.Starred) for value in values)


@emits(nodes.FunctionPointer)
def function_pointer(emitter: Emitter, node: nodes.FunctionPointer) -> Code:
    symbol = node.symbol
    bound, level = arguments_with_level(emitter, node.bound)
    name = py.constant(node.name)
    if isinstance(symbol, Global):
        return _hoisted(emitter, Code(py.own(symbol.attribute)), [], 0)
    if isinstance(symbol, Efun):
        emitter.program.use_efun(node.name)
        return Code(py.call("_efun_pointer", py.name("self"), name, *bound), None, level)
    if isinstance(symbol, Simul):
        return Code(py.call("_simul_pointer", py.name("self"), name, *bound), None, level)
    if isinstance(symbol, Direct):
        return Code(py.call("_local_pointer", py.name("self"), name, py.own(symbol.attribute), *bound), None, level)
    emitter.program.note_call(node.name, 0)
    return Code(py.call("_local_pointer", py.name("self"), name, py.own(f"f_{node.name}"), *bound), None, level)


@emits(nodes.CallOtherPointer)
def call_other_pointer(emitter: Emitter, node: nodes.CallOtherPointer) -> Code:
    values, level = arguments_with_level(emitter, [node.target, node.name, *node.bound])
    return Code(py.call("_call_other_pointer", py.name("self"), *values), None, level)


@emits(nodes.ExpressionFunction)
def expression_function(emitter: Emitter, node: nodes.ExpressionFunction) -> Code:
    inner = Emitter(emitter.program, FunctionScope(), {})
    inner.line, inner.column = node.line, node.column
    code = inner.expression(node.body)
    captured = emitter.operands(inner.captured)
    if (order := ordering(node.body)) and emitter.program.environment.options.proofs:
        return _hoisted(emitter, code, [], node.arity, inner.out, order)
    return _hoisted(emitter, code, captured, node.arity, inner.out)


def _hoisted(
    emitter: Emitter,
    code: Code,
    captured: list[Code],
    arity: int,
    statements: Sequence[ast.stmt] = (),
    order: str | None = None,
) -> Code:
    """A pointer to a new function that returns `code`: captured values, then parameters are what it takes."""
    names = [f"c{number}" for number in range(1, len(captured) + 1)] + [f"p{number}" for number in range(1, arity + 1)]
    function = py.own(emitter.program.add_helper(names, [*statements, ast.Return(code.value)], emitter.line))
    if order is not None:
        return Code(py.call("_ordering_pointer", py.name("self"), function, py.constant(order)))
    made = "_expression_pointer" if statements or code.level == ACTS else "_steady_pointer"
    values = [one.value for one in captured]
    pointer = py.call(made, py.name("self"), function, py.constant(len(names)), *values)
    return Code(pointer, None, level_of(captured))


def ordering(body: nodes.Expression) -> str | None:
    """What (: body :) orders as Python does: see runtime/closures.py."""
    match body:
        case nodes.Binary(operator="-", left=nodes.Parameter(number=first), right=nodes.Parameter(number=second)):
            compared = "ints"
        case nodes.Call(
            name="strcmp",
            symbol=Efun(),
            arguments=[nodes.Parameter(number=first), nodes.Parameter(number=second)],
        ):
            compared = "strings"
        case _:
            return None
    orders = {(1, 2): compared, (2, 1): f"{compared}, falling"}
    return orders.get((first, second))


@emits(nodes.AnonymousFunction)
def anonymous_function(emitter: Emitter, node: nodes.AnonymousFunction) -> Code:
    function = emitter.program.add_anonymous(node)
    return Code(py.call("_anonymous_pointer", py.name("self"), py.own(function)))
