"""References: `f(ref x)`, `void f(int ref x)`, `foreach (ref x in list)`.

The value travels: a call passes it in a cell and stores what the cell holds afterwards, a function takes it out at its
beginning and puts it back on every way out, a loop writes each element back.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from .. import nodes
from ..symbols import Local
from . import builder as py
from .assignments import place
from .emitter import FIXED, Code, Emitter, Frame, emits


@emits(nodes.ReferenceArgument)
def reference(emitter: Emitter, node: nodes.ReferenceArgument) -> Code:
    """The cell; the call around it stores the value afterwards."""
    target = place(emitter, node.target)
    cell = emitter.new_name()
    emitter.emit(py.assign(cell, py.call("_reference", target.read().value)))
    emitter.references.append((cell, target.write))
    return Code(py.name(cell), None, FIXED)


def storing_references(call: Callable[[Emitter, Any], Code]) -> Callable[[Emitter, Any], Code]:
    """An emitter of calls that stores what its `ref` arguments brought back."""

    @wraps(call)
    def emit_call(emitter: Emitter, node: Any) -> Code:
        outer, emitter.references = emitter.references, []
        code = call(emitter, node)
        if emitter.references:
            code = emitter.save(code)
            for cell, write in emitter.references:
                write(py.attribute(py.name(cell), "value"))
        emitter.references = outer
        return code

    return emit_call


def with_references(emitter: Emitter, arguments: Sequence[nodes.Argument], body: Callable[[], None]) -> None:
    """Emit the body of a function, around it the way of its `ref` arguments in and out."""
    cells: list[tuple[str, str]] = []
    for argument in arguments:
        if argument.by_reference:
            name, cell = argument.symbol.python_name, emitter.new_name()
            emitter.emit(py.assign(cell, py.call("_referred", py.name(name))))
            emitter.emit(py.assign(name, py.attribute(py.name(cell), "value")))
            cells.append((cell, name))
    if not cells:
        body()
        return
    with emitter.block() as statements:
        body()
    back: list[ast.stmt] = [
        ast.Assign([ast.Attribute(py.name(cell), "value", py.STORE)], py.name(name)) for cell, name in cells
    ]
    emitter.emit(ast.Try(statements, [], [], back))


def foreach_by_reference(emitter: Emitter, node: nodes.Foreach) -> None:
    """foreach whose last variable stands for the element itself."""
    collection = emitter.save(emitter.expression(node.collection)).node
    at = emitter.new_name()
    element = node.targets[-1]
    with emitter.block() as statements:
        if len(node.targets) > 1:
            _assign(emitter, node.targets[0], py.name(at))
        _assign(emitter, element, py.call("_index", collection, py.name(at)))
        emitter.program.count_step(emitter)
        with emitter.block() as body, emitter.inside(Frame(is_loop=True)):
            emitter.execute(node.body)
            if not body:
                emitter.emit(ast.Pass())
        with emitter.block() as back:
            emitter.do(py.call("_store", collection, py.name(at), _value(emitter, element)))
        emitter.emit(ast.Try(body, [], [], back))
    emitter.line, emitter.column = node.line, node.column
    source = py.call("_places", collection, py.constant(len(node.targets)))
    emitter.emit(ast.For(ast.Name(at, py.STORE), source, statements, []))


def _assign(emitter: Emitter, target: nodes.LocalDeclaration | nodes.Name, value: ast.expr) -> None:
    if isinstance(target.symbol, Local):
        emitter.emit(py.assign(target.symbol.python_name, value))
    else:
        assert isinstance(target, nodes.Expression)
        place(emitter, target).write(value)


def _value(emitter: Emitter, target: nodes.LocalDeclaration | nodes.Name) -> ast.expr:
    if isinstance(target.symbol, Local):
        return py.name(target.symbol.python_name)
    assert isinstance(target, nodes.Expression)
    return emitter.value(target)
