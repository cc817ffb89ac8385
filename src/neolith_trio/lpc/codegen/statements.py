"""Statements other than switch."""

from __future__ import annotations

import ast
from collections.abc import Callable
from contextlib import ExitStack
from typing import Final

import attrs

from .. import nodes
from ..symbols import Local
from . import builder as py
from .assignments import place
from .emitter import Code, Emitter, Frame, executes
from .proofs import Proven
from .ranges import Counter, counter, known_in, narrowed
from .references import foreach_by_reference
from .stillness import is_still
from .values import write_tried

LONG_ELSE_IF: Final = 50  # arms of one Python if; longer chains are cut (CPython's compiler recurses)


@executes(nodes.ExpressionStatement)
def expression_statement(emitter: Emitter, node: nodes.ExpressionStatement) -> None:
    emitter.execute(node.expression)


@executes(nodes.LocalDeclaration)
def local_declaration(emitter: Emitter, node: nodes.LocalDeclaration) -> None:
    if node.value is None or write_tried(emitter, node.value, lambda value: py.assign(node.symbol.python_name, value)):
        return
    emitter.emit(py.assign(node.symbol.python_name, emitter.value(node.value)))


@executes(nodes.Block)
def block(emitter: Emitter, node: nodes.Block) -> None:
    with ExitStack() as known:
        for number, statement in enumerate(node.statements):
            emitter.execute(statement)
            said = _said_by_going_on(statement, emitter.proven)
            if said is not None:
                known.enter_context(emitter.counting(known_in(said, [*node.statements[number + 1 :]])))


def _said_by_going_on(statement: nodes.Statement, proven: Proven) -> Counter | None:
    """What is known of a variable behind `if (n < 2) return;`, because the function goes on."""
    match statement:
        case nodes.If(arms=[(condition, body)], otherwise=None) if _returns(body):
            return narrowed(condition, proven, holds=False)
    return None


def _returns(statement: nodes.Statement) -> bool:
    if isinstance(statement, nodes.Block):
        return bool(statement.statements) and _returns(statement.statements[-1])
    return isinstance(statement, nodes.Return)


@executes(nodes.If)
def if_(emitter: Emitter, node: nodes.If) -> None:
    node = _without_idle_arms(node)
    if not node.arms:
        _execute(emitter, node.otherwise)
        return
    if len(node.arms) <= LONG_ELSE_IF:
        _arms(emitter, node.arms, lambda: _execute(emitter, node.otherwise))
        return
    undecided = emitter.new_name()
    emitter.emit(py.assign(undecided, py.constant(1)))
    for start in range(0, len(node.arms), LONG_ELSE_IF):
        with emitter.block() as statements:
            emitter.emit(py.assign(undecided, py.constant(0)))
            _arms(
                emitter,
                node.arms[start : start + LONG_ELSE_IF],
                lambda: emitter.emit(py.assign(undecided, py.constant(1))),
            )
        emitter.emit(ast.If(py.name(undecided), statements, []))
    if node.otherwise:
        emitter.emit(ast.If(py.name(undecided), emitter.body_of(node.otherwise), []))


def _without_idle_arms(node: nodes.If) -> nodes.If:
    """`if (x) ;` is `x;`: where nothing depends on a condition, it is a value that nobody wants, as in Neolith."""
    arms, otherwise = list(node.arms), node.otherwise
    while arms and _is_idle(arms[-1][1]) and (otherwise is None or _is_idle(otherwise)):
        condition = arms.pop()[0]
        otherwise = nodes.ExpressionStatement(condition)
        otherwise.line, otherwise.column = condition.line, condition.column
    return node if len(arms) == len(node.arms) else attrs.evolve(node, arms=arms, otherwise=otherwise)


def _is_idle(node: nodes.Statement) -> bool:
    return isinstance(node, nodes.Block) and all(_is_idle(one) for one in node.statements)


def _execute(emitter: Emitter, node: nodes.Statement | None) -> None:
    if node:
        emitter.execute(node)


def _arms(
    emitter: Emitter, arms: list[tuple[nodes.Expression, nodes.Statement]], otherwise: Callable[[], None]
) -> None:
    """if / elif / ... / else; each later test stands in the else part of the one before."""
    outer = emitter.out
    for condition, body in arms:
        emitter.line, emitter.column = condition.line, condition.column
        statement = ast.If(emitter.test(condition), emitter.body_of(body), [])
        emitter.emit(statement)
        emitter.out = statement.orelse
    otherwise()
    emitter.out = outer


def _loop(
    emitter: Emitter,
    condition: nodes.Expression | None,
    body: nodes.Statement,
    step: Callable[[], None],
    counted: Counter | None = None,
) -> None:
    """while (condition) { body; step } where continue runs the step too.

    The test stands inside a loop without one: CPython 3.11 counts the rounds of such loops only, and after a few it
    runs a function in its faster form.
    """
    line, column = emitter.line, emitter.column
    with emitter.block() as statements:
        if condition is not None:
            emitter.emit(ast.If(py.negate(emitter.test(condition)), [ast.Break()], []))
        emitter.program.count_step(emitter)
        with emitter.counting(counted):
            with emitter.inside(Frame(is_loop=True, before_continue=step)):
                emitter.execute(body)
            step()
        if len(statements) < 2:
            # `while (1) ;` would be a bare jump: the limit strikes there, and CPython 3.14 puts it in no `try`
            emitter.emit(ast.Assign([ast.Name(emitter.new_name(), py.STORE)], py.constant(None)))
    emitter.line, emitter.column = line, column
    emitter.emit(ast.While(py.constant(1), statements, []))


@executes(nodes.While)
def while_(emitter: Emitter, node: nodes.While) -> None:
    _loop(emitter, node.condition, node.body, lambda: None)


@executes(nodes.For)
def for_(emitter: Emitter, node: nodes.For) -> None:
    for statement in node.initial:
        emitter.execute(statement)

    def step() -> None:
        if node.step:
            emitter.execute(node.step)

    _loop(emitter, node.condition, node.body, step, counter(node, emitter.proven))


@executes(nodes.DoWhile)
def do_while(emitter: Emitter, node: nodes.DoWhile) -> None:
    def leave_unless() -> None:
        emitter.emit(ast.If(py.negate(emitter.test(node.condition)), [ast.Break()], []))

    _loop(emitter, None, node.body, leave_unless)


@executes(nodes.Foreach)
def foreach(emitter: Emitter, node: nodes.Foreach) -> None:
    if node.references:
        foreach_by_reference(emitter, node)
        return
    collection = emitter.expression(node.collection)
    names = []
    writes: list[Callable[[], None]] = []
    for target in node.targets:
        local = target.symbol
        if isinstance(local, Local):
            names.append(local.python_name)
            continue
        names.append(emitter.new_name())
        writes.append(_writer(emitter, target, names[-1]))
    with emitter.block() as statements:
        for write in writes:
            write()
        emitter.program.count_step(emitter)
        with emitter.inside(Frame(is_loop=True)):
            emitter.execute(node.body)
        if not statements:
            emitter.emit(ast.Pass())
    emitter.line, emitter.column = node.line, node.column
    targets = [ast.Name(one, py.STORE) for one in names]
    target_node = targets[0] if len(targets) == 1 else ast.Tuple(list(targets), py.STORE)
    emitter.emit(ast.For(target_node, _walked(emitter, node, collection), statements, []))


def _walked(emitter: Emitter, node: nodes.Foreach, collection: Code) -> ast.expr:
    """What Python's for walks; an element that is a destructed object is 0 to whoever looks at it."""
    if len(node.targets) == 1:
        return collection.node if collection.kind == "list" else py.call("_iterate", collection.value)
    proofs = emitter.program.environment.options.proofs
    walk = "_still_pairs" if proofs and is_still(node.body, emitter.proven) else "_pairs"
    return py.call(walk, collection.value)


def _writer(emitter: Emitter, target: nodes.Expression | nodes.LocalDeclaration, name: str) -> Callable[[], None]:
    assert isinstance(target, nodes.Expression)
    return lambda: place(emitter, target).write(py.name(name))


@executes(nodes.Return)
def return_(emitter: Emitter, node: nodes.Return) -> None:
    leaves = not emitter.catching or emitter.program.environment.options.loose_types
    if node.value is not None and leaves and write_tried(emitter, node.value, ast.Return):
        return
    value = py.constant(0) if node.value is None else emitter.value(node.value)
    # Inside a catch block it ends the block alone; in FluffOS it leaves the function.
    if not leaves:
        emitter.returns_in_catches += 1
        emitter.emit(ast.Raise(py.call("_CatchReturn", value), None))
    else:
        emitter.emit(ast.Return(value))


@executes(nodes.Break)
def break_(emitter: Emitter, node: nodes.Break) -> None:
    emitter.leave()


@executes(nodes.Continue)
def continue_(emitter: Emitter, node: nodes.Continue) -> None:
    emitter.go_on()
