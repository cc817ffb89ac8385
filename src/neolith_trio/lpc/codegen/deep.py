"""Blocks that nest deeper than CPython's compiler allows (20) are moved into inner functions.

Whole loops (and catches) are moved, so that break and continue stay with their loop. The inner function shares the
variables by `nonlocal` and says how it was left: None for running through, or a tuple with the value of a return.
"""

from __future__ import annotations

import ast
from typing import Final

from . import builder as py

DEEPEST: Final = 15
_BLOCKS = (ast.While, ast.For, ast.Try)


def flatten_deep_blocks(definition: ast.FunctionDef) -> None:
    """Make the function's blocks nest at most DEEPEST deep."""
    if _depth(definition.body) <= DEEPEST:
        return
    _Flattener(definition).flatten(definition.body, 0)


def _depth(statements: list[ast.stmt]) -> int:
    deepest = 0
    pending = [(statement, 0) for statement in statements]
    while pending:
        node, depth = pending.pop()
        if isinstance(node, _BLOCKS):
            depth += 1
            deepest = max(deepest, depth)
        pending.extend((child, depth) for child in _inner_statements(node))
    return deepest


def _inner_statements(node: ast.stmt) -> list[ast.stmt]:
    inner: list[ast.stmt] = []
    for field in ("body", "orelse", "finalbody"):
        inner.extend(getattr(node, field, []))
    for handler in getattr(node, "handlers", []):
        inner.extend(handler.body)
    return inner


class _Flattener:
    """Cuts one function."""

    def __init__(self, definition: ast.FunctionDef) -> None:
        self.definition = definition
        self.number = 0
        arguments = definition.args
        self.names = {argument.arg for argument in arguments.args}
        if arguments.vararg:
            self.names.add(arguments.vararg.arg)
        stored = {
            one.id for one in ast.walk(definition) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)
        }
        self.shared = sorted((stored | self.names) - {"self"})
        unset = sorted(stored - self.names)
        if unset:
            definition.body.insert(0, ast.Assign([ast.Name(one, py.STORE) for one in unset], py.name("U")))

    def flatten(self, statements: list[ast.stmt], depth: int) -> None:
        """Cut below DEEPEST, in place."""
        number = -1
        while (number := number + 1) < len(statements):
            node = statements[number]
            if isinstance(node, _BLOCKS) and depth + 1 > DEEPEST:
                moved = self._moved(node)
                statements[number : number + 1] = moved
                number += len(moved) - 1
                continue
            inner = depth + isinstance(node, _BLOCKS)
            for field in ("body", "orelse", "finalbody"):
                self.flatten(getattr(node, field, []), inner)
            for handler in getattr(node, "handlers", []):
                self.flatten(handler.body, inner)

    def _moved(self, node: ast.stmt) -> list[ast.stmt]:
        """The block as an inner function, and what its ways out mean here."""
        self.number += 1
        name, outcome = f"_deep{self.number}", f"_left{self.number}"
        _rewrite_returns(node)
        used = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
        shared = [one for one in self.shared if one in used]
        body: list[ast.stmt] = [ast.Nonlocal(shared)] if shared else []
        body.append(node)
        self.flatten(body, 0)
        body.append(ast.Return(py.constant(None)))
        arguments = ast.arguments(
            posonlyargs=[], args=[], vararg=None, kwonlyargs=[], kw_defaults=[], kwarg=None, defaults=[]
        )
        function = py.function(name, arguments, body)
        call: ast.expr = py.call(name)
        if any(isinstance(one, (ast.Yield, ast.YieldFrom)) for one in ast.walk(node)):
            call = ast.YieldFrom(call)
        left = py.compare(py.name(outcome), ast.IsNot, py.constant(None))
        value = ast.Subscript(py.name(outcome), py.constant(0), py.LOAD)
        return [
            function,
            py.assign(outcome, call),
            ast.If(left, [ast.Return(value)], []),
        ]


def _rewrite_returns(node: ast.stmt) -> None:
    """return value becomes return (value,)."""
    pending: list[ast.stmt] = [node]
    while pending:
        one = pending.pop()
        if isinstance(one, ast.Return):
            one.value = py.tuple_of([one.value or py.constant(0)])
        elif not isinstance(one, ast.FunctionDef):
            pending.extend(_inner_statements(one))
