"""switch: one dict look-up gives the number of the arm, then a decision tree over numbers.

Where arms do not fall through, the tree is if / else in halves and break disappears. Where one falls into the next,
the arms stand in a row inside a loop of one round, each behind `if arm <= its number`, and break leaves the loop.
"""

from __future__ import annotations

import ast

import attrs

from .. import nodes
from ..walking import children
from . import builder as py
from .emitter import Code, Emitter, Frame, executes
from .proofs import Kind


@attrs.define(slots=True)
class Arm:
    """The labels that stand together and the statements up to the next label."""

    labels: list[nodes.Case]
    statements: list[nodes.Statement]

    @property
    def ends(self) -> bool:
        """Does the arm never fall into the next one?"""
        return bool(self.statements) and _ends(self.statements[-1])

    @property
    def without_break(self) -> list[nodes.Statement]:
        """The statements without the break at the end."""
        return (
            self.statements[:-1]
            if self.statements and isinstance(self.statements[-1], nodes.Break)
            else self.statements
        )


def _ends(statement: nodes.Statement) -> bool:
    return isinstance(statement, (nodes.Break, nodes.Continue, nodes.Return))


def _arms(node: nodes.Switch) -> list[Arm]:
    """The arms. What stands before the first label is declared and never runs, as in C."""
    arms: list[Arm] = []
    for one in node.body:
        if isinstance(one, nodes.Case):
            if not arms or arms[-1].statements:
                arms.append(Arm([], []))
            arms[-1].labels.append(one)
        elif arms:
            assert isinstance(one, nodes.Statement)
            arms[-1].statements.append(one)
    return arms


@executes(nodes.Switch)
def switch(emitter: Emitter, node: nodes.Switch) -> None:
    arms = _arms(node)
    subject = emitter.expression(node.subject)
    chosen = emitter.new_name()
    emitter.emit(py.assign(chosen, _look_up(emitter, subject, arms)))
    if not arms:
        return
    falls = any(not arm.ends for arm in arms[:-1])
    if falls or any(_breaks(arm.without_break) for arm in arms):
        _in_a_row(emitter, chosen, arms)
    else:
        _in_halves(emitter, chosen, arms, 0, len(arms))


def _look_up(emitter: Emitter, subject: Code, arms: list[Arm]) -> ast.expr:
    """The number of the arm; the number of arms when none fits. A table without ranges is looked into directly."""
    table: dict[int | str, int] = {}
    ranges: list[tuple[int, int, int]] = []
    default = len(arms)
    for number, arm in enumerate(arms):
        for label in arm.labels:
            if label.is_range:
                assert isinstance(label.first, int)
                assert label.last is not None
                if label.first <= label.last:
                    ranges.append((label.first, label.last, number))
            elif label.first is None:
                default = number
            else:
                table.setdefault(label.first, number)
    kind: Kind = "str" if any(isinstance(key, str) for key in table) else "int"
    helper = "_switch_string" if kind == "str" else "_switch"
    if ranges:
        whole = py.name(emitter.program.add_table((table, tuple(sorted(ranges)))))
        return py.call(helper, whole, subject.value, py.constant(default))
    subject = emitter.save(subject)
    cases = py.name(emitter.program.add_table(table))
    fast = py.call(py.attribute(cases, "get"), subject.node, py.constant(default))
    if subject.kind == kind:
        return fast
    slow = py.call(helper, py.tuple_of([cases, py.constant(())]), subject.node, py.constant(default))
    return py.choose(py.has_class(subject.node, str(kind)), fast, slow)


def _breaks(statements: list[nodes.Statement]) -> bool:
    """Is there a break of this switch, other than the one at the end of the arm?"""
    pending: list[nodes.Node] = list(statements)
    while pending:
        node = pending.pop()
        if isinstance(node, nodes.Break):
            return True
        if isinstance(node, (nodes.While, nodes.DoWhile, nodes.For, nodes.Foreach, nodes.Switch, nodes.Expression)):
            continue
        pending.extend(children(node))
    return False


def _in_halves(emitter: Emitter, chosen: str, arms: list[Arm], first: int, end: int) -> None:
    """Decide among the arms first..end-1; an arm number beyond the last is the missing default."""
    if end - first == 1:
        with emitter.block() as statements:
            for statement in arms[first].without_break:
                emitter.execute(statement)
        if end == len(arms) and not _has_default(arms):
            test = py.compare(py.name(chosen), ast.Eq, py.constant(first))
            statements = [ast.If(test, statements or [ast.Pass()], [])]
        for one in statements:
            emitter.emit(one)
        return
    middle = (first + end) // 2
    with emitter.block() as low:
        _in_halves(emitter, chosen, arms, first, middle)
    with emitter.block() as high:
        _in_halves(emitter, chosen, arms, middle, end)
    test = py.compare(py.name(chosen), ast.Lt, py.constant(middle))
    emitter.emit(ast.If(test, low or [ast.Pass()], high))


def _has_default(arms: list[Arm]) -> bool:
    return any(label.first is None and not label.is_range for arm in arms for label in arm.labels)


def _in_a_row(emitter: Emitter, chosen: str, arms: list[Arm]) -> None:
    """One after the other, from the chosen one on."""
    with emitter.inside(Frame(is_loop=False)) as frame, emitter.block() as statements:
        for number, arm in enumerate(arms):
            with emitter.block() as inside:
                for statement in arm.statements:
                    emitter.execute(statement)
            emitter.emit(ast.If(py.compare(py.name(chosen), ast.LtE, py.constant(number)), inside or [ast.Pass()], []))
        emitter.emit(ast.Break())
    if frame.continue_flag:
        emitter.emit(py.assign(frame.continue_flag, py.constant(0)))
    emitter.emit(ast.While(py.constant(1), statements, []))
    if frame.continue_flag:
        with emitter.block() as onward:
            emitter.go_on()
        emitter.emit(ast.If(py.name(frame.continue_flag), onward, []))
