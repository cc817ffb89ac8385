"""Calls: inside the object a call of a method, of a known efun a direct call of its Python function."""

from __future__ import annotations

import ast

from ...errors import error_text
from .. import nodes
from ..symbols import Direct, Efun, Simul, Valued, Virtual
from . import builder as py
from .emitter import ACTS, READS, Code, Emitter, compute_and_drop, emits, executes
from .evaluating import MOST, evaluation
from .known import WALKING
from .proofs import efun_kind
from .ranges import COUNTING_EFUNS, COUNTS
from .references import storing_references
from .stillness import STEADY_EFUNS
from .values import arguments, level_of


@emits(nodes.Call)
@storing_references
def call(emitter: Emitter, node: nodes.Call) -> Code:
    symbol = node.symbol
    if isinstance(symbol, Efun):
        return efun_call(emitter, symbol.name, node.arguments)
    if isinstance(symbol, Valued):
        return evaluation(emitter, [symbol.name, *node.arguments])
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
    if efun_name in WALKING and len(expressions) == 2 and emitter.program.environment.options.proofs:
        emitter.walks.setdefault(expressions[1], set()).add(WALKING[efun_name])
    if efun_name == "evaluate":
        return evaluation(emitter, expressions)
    codes = emitter.operands(expressions)
    kind = efun_kind(signature, [code.kind for code in codes])
    leading = [py.name("self")] if signature.needs_this else []
    level = level_of(codes) if efun_name in STEADY_EFUNS else ACTS
    return Code(py.call(f"e_{efun_name}", *leading, *(code.value for code in codes)), kind, level)


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
            caller = emitter.program.use_site(node.name, len(values))
            return Code(py.call(caller, py.name("self"), target, *values), None, ACTS)
        return Code(py.call("_call_other", py.name("self"), target, py.constant(node.name), *values), None, ACTS)
    values = arguments(emitter, [node.target, node.name, *node.arguments])
    return Code(py.call("_call_other_named", py.name("self"), *values), None, ACTS)


@emits(nodes.Evaluate)
@storing_references
def evaluate(emitter: Emitter, node: nodes.Evaluate) -> Code:
    return evaluation(emitter, [node.function, *node.arguments])


def _has_spread(values: list[ast.expr]) -> bool:
    return any(isinstance(value, ast.Starred) for value in values)
