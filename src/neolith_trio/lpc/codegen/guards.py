"""Arguments whose kind is worth a look where a function begins, so that all that follows is proven.

A declared int is a promise that callers may break. A function that loops or calls itself, and reckons with such an
argument, is generated twice: behind one test at its entry with the argument as a proven int, and as ever for callers
who gave something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from .. import nodes
from ..symbols import FunctionScope, Local
from ..walking import children
from .proofs import Proven, prove_locals

_LOOPS: Final = (nodes.For, nodes.While, nodes.DoWhile, nodes.Foreach)
_MADE_ONCE: Final = (
    nodes.AnonymousFunction,
    nodes.CallOtherPointer,
    nodes.ExpressionFunction,
    nodes.FunctionPointer,
)
"""What would become two functions of the program."""
_LARGEST: Final = 400
"""Nodes of a function that is generated twice, at most."""


def checked_arguments(
    name: str, arguments: Sequence[nodes.Argument], body: nodes.Block, scope: FunctionScope
) -> tuple[tuple[Local, ...], Proven]:
    """The arguments to look at, and what is proven when they are ints; none where it would not pay."""
    candidates = {one.symbol for one in arguments if _is_plain_int(one)}
    if not candidates or scope.defers or any(one.by_reference for one in arguments):
        return (), {}
    inside = list(_nodes(body))
    if len(inside) > _LARGEST or any(isinstance(one, _MADE_ONCE) for one in inside):
        return (), {}
    if not any(isinstance(one, _LOOPS) or (isinstance(one, nodes.Call) and one.name == name) for one in inside):
        return (), {}
    used = {local for one in inside for local in _reckoned_with(one)} & candidates
    proven = prove_locals(scope, body.statements, frozenset(used))
    return tuple(one.symbol for one in arguments if one.symbol in used and one.symbol in proven), proven


def _is_plain_int(argument: nodes.Argument) -> bool:
    return argument.type.basic == "int" and not argument.type.stars and argument.default is None


def _nodes(body: nodes.Block) -> Iterator[nodes.Node]:
    pending: list[nodes.Node] = [body]
    while pending:
        node = pending.pop()
        yield node
        pending.extend(children(node))


def _reckoned_with(node: nodes.Node) -> Iterator[Local]:
    """The locals that an operation computes with, compares or indexes by."""
    match node:
        case nodes.Binary():
            operands = [node.left, node.right]
        case nodes.Step():
            operands = [node.operand]
        case nodes.Assign() if node.operator != "=":
            operands = [node.target, node.value]
        case nodes.Index():
            operands = [node.index]
        case _:
            return
    for operand in operands:
        if isinstance(operand, nodes.Name) and isinstance(operand.symbol, Local):
            yield operand.symbol
