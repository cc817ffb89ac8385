"""Locals that hold one function literal wherever they are read.

A local that is assigned once, by its declaration or by the first statement of its block that has its name, holds at
every other mention what was assigned there: nothing inside (: ... :) or function() { ... } reaches the locals around
it. So calls of it know what they call (evaluating.py), and filter() and map() find the loop that the compiler makes
for a literal (pointers.py).

An async function knows of none: while it waits its object may get another program, with other functions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from .. import nodes
from ..symbols import Efun, FunctionScope, Local
from ..walking import children
from .emitter import Walk
from .proofs import assigned_before_read, assignments

Literal: TypeAlias = nodes.FunctionPointer | nodes.ExpressionFunction | nodes.AnonymousFunction
Known: TypeAlias = dict[Local, Literal]
WALKING: Final[dict[str, Walk]] = {"filter": "filter", "filter_array": "filter", "map": "map", "map_array": "map"}


def known_values(scope: FunctionScope, body: nodes.Block) -> Known:
    """The locals of a function that are one literal, each with it."""
    if not any(one.type.basic in _HOLD_FUNCTIONS and not one.is_argument for one in scope.locals):
        return {}
    assigned: dict[Local, Literal | None] = {}
    for local, value in assignments(body.statements):
        value = value.value if isinstance(value, nodes.Assign) and value.operator == "=" else value
        assigned[local] = value if isinstance(value, Literal) and local not in assigned else None
    if not any(assigned.values()):
        return {}
    begun = {*_declared_with_value(body), *assigned_before_read(body.statements)}
    return {local: literal for local, literal in assigned.items() if literal is not None and local in begun}


_HOLD_FUNCTIONS: Final = frozenset({"function", "mixed", "unknown"})
"""The types of locals that are worth a look."""


def walks(body: nodes.Block, known: Known) -> Iterator[tuple[Literal, Walk]]:
    """The literals that an efun gets from a local that holds them, to call them for element after element."""
    if not known:
        return
    pending: list[nodes.Node] = [body]
    while pending:
        node = pending.pop()
        if isinstance(node, nodes.AnonymousFunction):
            continue
        match node:
            case nodes.Call(symbol=Efun(name=name), arguments=[_, nodes.Name(symbol=Local() as local)]) if (
                name in WALKING and local in known
            ):
                yield known[local], WALKING[name]
            case nodes.DotCall(name=name, arguments=[nodes.Name(symbol=Local() as local)]) if (
                name in WALKING and local in known
            ):
                yield known[local], WALKING[name]
            case _:
                pass
        pending.extend(children(node))


def _declared_with_value(body: nodes.Block) -> Iterator[Local]:
    """The locals whose declaration has a literal, where nothing jumps over it: a switch might."""
    pending: list[nodes.Node] = [body]
    while pending:
        node = pending.pop()
        if isinstance(node, nodes.AnonymousFunction):
            continue
        for one in _in_a_row(node):
            match one:
                case nodes.LocalDeclaration(symbol=Local() as local, value=value) if isinstance(value, Literal):
                    if not local.escapes:
                        yield local
                case _:
                    pass
        pending.extend(children(node))


def _in_a_row(node: nodes.Node) -> Sequence[nodes.Node]:
    match node:
        case nodes.Block():
            return node.statements
        case nodes.For():
            return node.initial
        case _:
            return ()


_PURE: Final = (
    nodes.Number, nodes.Real, nodes.String, nodes.Name, nodes.Parameter, nodes.Captured, nodes.Unary, nodes.Binary,
    nodes.Logical, nodes.Conditional, nodes.Index, nodes.Cast, nodes.Convert,
)  # fmt: skip
_LARGEST: Final = 40
"""Nodes of a literal that is written in the place of its call, at most."""


def expression_of(literal: Literal) -> nodes.Expression | None:
    """What a literal computes, where that is one short expression which assigns nothing and calls nothing."""
    match literal:
        case nodes.ExpressionFunction(body=body):
            pass
        case nodes.AnonymousFunction(
            varargs=False, body=nodes.Block(statements=[nodes.Return(value=nodes.Expression() as body)])
        ) if not any(one.default is not None or one.by_reference for one in literal.arguments):
            pass
        case _:
            return None
    pending: list[nodes.Node] = [body]
    for _ in range(_LARGEST):
        if not pending:
            return body
        node = pending.pop()
        if not _is_pure(node):
            return None
        if not isinstance(node, nodes.Captured):
            pending.extend(children(node))
    return None


def _is_pure(node: nodes.Node) -> bool:
    match node:
        case nodes.Name():
            return not isinstance(node.symbol, nodes.FunctionPointer)
        case nodes.Call(symbol=Efun(name="sizeof" | "strlen"), arguments=[argument]):
            return not isinstance(argument, nodes.Spread)
        case _:
            return isinstance(node, _PURE)
