"""catch, acatch and time_expression, expressions that are blocks; and await."""

from __future__ import annotations

import ast

from .. import nodes
from ..program import CATCHING
from . import builder as py
from .emitter import FIXED, READS, Code, Emitter, emits


@emits(nodes.Catch)
def catch(emitter: Emitter, node: nodes.Catch) -> Code:
    """0, or the value of the error. Limits pass through; a return inside ends the catch with the value returned.

    After an error this_player() is again who it was before.
    """
    if node.suspends:
        return _acatch(emitter, node)
    result, commander = emitter.new_name(), emitter.new_name()
    emitter.emit(py.assign(commander, py.attribute(py.own("context"), "commanding")))
    emitter.catching += 1
    opening = py.assign(CATCHING, py.constant(emitter.open_catches))
    frames, emitter.frames = emitter.frames, []
    returns = emitter.returns_in_catches
    body = emitter.body_of(node.body)
    emitter.frames = frames
    emitter.catching -= 1
    # Inside the try: CPython looks up a handler by the instruction before a loop's head, which must belong to the try.
    body.insert(0, opening)
    body.append(py.assign(result, py.constant(0)))
    commanding = ast.Attribute(py.own("context"), "commanding", py.STORE)
    restored = ast.Assign([commanding], py.name(commander))
    handlers = [
        ast.ExceptHandler(py.name("_LpcError"), "_error", [py.assign(result, _caught("_error")), restored]),
        ast.ExceptHandler(
            py.name("_CatchReturn"), "_error", [py.assign(result, py.attribute(py.name("_error"), "value"))]
        ),
        ast.ExceptHandler(py.name("_Limit"), "_error", [ast.Raise(py.call("_uncatchable", py.name("_error")), None)]),
    ]
    if emitter.returns_in_catches == returns:
        del handlers[1]
    emitter.emit(ast.Try(body, handlers, [], []))
    emitter.emit(py.assign(CATCHING, py.constant(emitter.open_catches)))
    return Code(py.name(result), None, FIXED)


def _caught(name: str) -> ast.expr:
    world = py.attribute(py.name("self"), "world")
    return py.call(py.attribute(py.attribute(world, "evaluation"), "caught"), py.name(name))


def _acatch(emitter: Emitter, node: nodes.Catch) -> Code:
    """The same for a function that may await inside; a return leaves the function."""
    result = emitter.new_name()
    emitter.acatching += 1
    opening = py.assign(CATCHING, py.constant(emitter.open_catches))
    frames, emitter.frames = emitter.frames, []
    body = emitter.body_of(node.body)
    emitter.frames = frames
    emitter.acatching -= 1
    body.insert(0, opening)
    body.append(py.assign(result, py.constant(0)))
    handlers = [
        ast.ExceptHandler(py.name("_LpcError"), "_error", [py.assign(result, _caught("_error"))]),
        ast.ExceptHandler(py.name("_Limit"), "_error", [ast.Raise(py.call("_uncatchable", py.name("_error")), None)]),
    ]
    emitter.emit(ast.Try(body, handlers, [], []))
    emitter.emit(py.assign(CATCHING, py.constant(emitter.open_catches)))
    return Code(py.name(result), None, FIXED)


@emits(nodes.Await)
def await_(emitter: Emitter, node: nodes.Await) -> Code:
    """The value itself when it is no promise; else the generator is left with the promise and gets what comes of it."""
    result = emitter.new_name()
    emitter.emit(py.assign(result, emitter.value(node.promise)))
    waiting: list[ast.stmt] = [py.assign(result, ast.Yield(py.name(result)))]
    emitter.emit(ast.If(py.has_class(py.name(result), "_Promise"), waiting, []))
    return Code(py.name(result), None, FIXED)


@emits(nodes.TimeExpression)
def time_expression(emitter: Emitter, node: nodes.TimeExpression) -> Code:
    """Microseconds of wall-clock time."""
    started = emitter.new_name()
    emitter.emit(py.assign(started, py.call("_clock")))
    frames, emitter.frames = emitter.frames, []
    for statement in emitter.body_of(node.body):
        emitter.emit(statement)
    emitter.frames = frames
    elapsed = emitter.new_name()
    emitter.emit(py.assign(elapsed, py.call("_elapsed", py.name(started))))
    return Code(py.name(elapsed), "int", READS)
