"""Function pointers and function literals.

Their bodies become functions of the program of their own, named with a Greek letter so that no LPC name can collide.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Final

import attrs

from .. import nodes
from ..symbols import Direct, Efun, FunctionScope, Global, Simul
from . import builder as py
from .calls import efun_call
from .emitter import ACTS, Code, Emitter, Walk, emits
from .values import arguments_with_level, level_of


@emits(nodes.FunctionPointer)
def function_pointer(emitter: Emitter, node: nodes.FunctionPointer) -> Code:
    symbol = node.symbol
    bound, level = _bound(emitter, node)
    name = py.constant(node.name)
    if isinstance(symbol, Global):
        return _hoisted(emitter, Code(py.own(symbol.attribute)), [], 0)
    if isinstance(symbol, Efun):
        emitter.program.use_efun(node.name)
        pointer = py.call("_efun_pointer", py.name("self"), name, *bound)
        return Code(pointer if bound else _walking_efun(emitter, node, symbol, pointer), None, level)
    if isinstance(symbol, Simul):
        return Code(py.call("_simul_pointer", py.name("self"), name, *bound), None, level)
    if isinstance(symbol, Direct):
        return Code(py.call("_local_pointer", py.name("self"), name, py.own(symbol.attribute), *bound), None, level)
    emitter.program.note_call(node.name, 0)
    return Code(py.call("_local_pointer", py.name("self"), name, py.own(f"f_{node.name}"), *bound), None, level)


def _bound(emitter: Emitter, node: nodes.FunctionPointer) -> tuple[list[ast.expr], int]:
    """The bound arguments; of a pointer that a local stands for they are kept at hand for its calls."""
    if node not in emitter.known.values() or any(isinstance(one, nodes.Spread) for one in node.bound):
        return arguments_with_level(emitter, node.bound)
    codes = emitter.kept[node] = [emitter.save(code) for code in emitter.operands(node.bound)]
    return [code.value for code in codes], level_of(codes)


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
    if node in emitter.known.values():
        captured = emitter.kept[node] = [emitter.save(one) for one in captured]
    if (order := ordering(node.body)) and emitter.program.environment.options.proofs:
        function = _helper(emitter, _names(0, node.arity), [ast.Return(code.value)])
        return Code(py.call("_ordering_pointer", py.name("self"), function, py.constant(order)))
    made = _hoisted(emitter, code, captured, node.arity, inner.out)
    if node.arity > 1 or not _is_steady(code, inner.out):
        return made
    return attrs.evolve(made, node=_walking(emitter, inner, made.node, node, code, len(captured)))


def _walking_efun(emitter: Emitter, node: nodes.FunctionPointer, symbol: Efun, pointer: ast.expr) -> ast.expr:
    """(: objectp :), which filter() takes for (: objectp($1) :)."""
    signature = symbol.signature
    if node not in emitter.walks or signature.minimum > 1 or signature.maximum == 0:
        return pointer
    inner = Emitter(emitter.program, FunctionScope(), {})
    code = efun_call(inner, symbol.name, [nodes.Parameter(1)])
    return _walking(emitter, inner, pointer, node, code, 0) if _is_steady(code, inner.out) else pointer


_WALKED: Final = "_elements"
_WITH_WALK: Final[dict[Walk, str]] = {"filter": "_filtering", "map": "_changing"}


def _walking(
    emitter: Emitter, inner: Emitter, pointer: ast.expr, node: nodes.Expression, code: Code, captured: int
) -> ast.expr:
    """The pointer to a function that returns `code`, with all that filter() or map() makes of an array by it."""
    names = [*_names(captured, 0), _WALKED]
    for walk in sorted(emitter.walks.get(node, ())):
        helper = _helper(emitter, names, [ast.Return(_walk(inner, walk, code))])
        pointer = py.call(_WITH_WALK[walk], pointer, helper)
    return pointer


def _walk(emitter: Emitter, walk: Walk, code: Code) -> ast.ListComp:
    """What filter() or map() makes of a whole array by an expression, which is `code` where $1 is p1."""
    first = ast.Name("p1", py.STORE)
    if walk == "map":
        return ast.ListComp(code.value, [ast.comprehension(first, py.name(_WALKED), [], is_async=0)])
    tests = [emitter.truth(code, floats_are_true=True)]
    return ast.ListComp(py.name("p1"), [ast.comprehension(first, py.name(_WALKED), tests, is_async=0)])


def _hoisted(
    emitter: Emitter, code: Code, captured: list[Code], arity: int, statements: Sequence[ast.stmt] = ()
) -> Code:
    """A pointer to a new function that returns `code`: captured values, then parameters are what it takes."""
    names = _names(len(captured), arity)
    function = _helper(emitter, names, [*statements, ast.Return(code.value)])
    made = "_steady_pointer" if _is_steady(code, statements) else "_expression_pointer"
    values = [one.value for one in captured]
    pointer = py.call(made, py.name("self"), function, py.constant(len(names)), *values)
    return Code(pointer, None, level_of(captured))


def _is_steady(code: Code, statements: Sequence[ast.stmt]) -> bool:
    """Does the function of an expression call nothing of LPC and change nothing?"""
    return not statements and code.level != ACTS


def _names(captured: int, arity: int) -> list[str]:
    """The arguments of the function of an expression."""
    return [f"c{number + 1}" for number in range(captured)] + [f"p{number + 1}" for number in range(arity)]


def _helper(emitter: Emitter, names: Sequence[str], body: list[ast.stmt]) -> ast.expr:
    """A new function of the program, as one of its object."""
    return py.own(emitter.program.add_helper(names, body, emitter.line))


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
