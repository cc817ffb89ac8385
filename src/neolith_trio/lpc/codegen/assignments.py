"""Lvalues: = and its kin, ++ and --, and the places that sscanf and foreach fill.

A Place is an lvalue whose parts are already evaluated, so that it can be read and written. Strings are values:
writing a character or a part of one writes a new string back to the place that held it.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import partial
from typing import Final

import attrs

from .. import nodes
from ..symbols import Global, Local
from . import builder as py
from .emitter import ACTS, FIXED, READS, Code, Emitter, emits, executes
from .operations import arithmetic, guarded, hint, is_tried, try_number, wrapped
from .proofs import Kind
from .ranges import ANY, Bounds, fits, of_difference, of_sum
from .values import is_key, is_position, range_arguments, write_tried


@attrs.frozen(slots=True)
class Place:
    """Something that can be assigned to: `read` makes the code of its value, `write` emits an assignment."""

    read: Callable[[], Code]
    write: Callable[[ast.expr], None]
    local: str | None = None  # the Python name, when it is a plain local
    statement: Callable[[ast.expr], ast.stmt] | None = None  # what `write` emits, when that is one statement
    holder: ast.expr | None = None  # what may be the string that the character stands in
    enter: Callable[[ast.expr], Code] | None = None  # its value, where something in it at that index will be changed


def place(emitter: Emitter, node: nodes.Expression, *, written_next: bool = False, used: bool = False) -> Place:
    """The place that an lvalue means; its parts are evaluated now, in Neolith's order.

    `written_next`: nothing is evaluated between now and the write, so that variables may be read then.
    `used`: the value of the assignment is, which errors tell.
    """
    match node:
        case nodes.Name(symbol=Local() as local):
            return local_place(emitter, local.python_name, emitter.proven.get(local), emitter.bounds_of(local))
        case nodes.Name(symbol=Global() as variable):
            return Place(
                lambda: Code(py.own(variable.attribute)),
                lambda value: emitter.emit(py.assign_own(variable.attribute, value)),
                statement=lambda value: py.assign_own(variable.attribute, value),
            )
        case nodes.Parameter():
            return local_place(emitter, f"p{node.number}", None)
        case nodes.Index():
            return _index_place(emitter, node, written_next=written_next, used=used)
        case nodes.Range():
            return _range_place(emitter, node)
        case nodes.Member():
            base = emitter.save(emitter.expression(node.target))
            member, position = py.constant(node.name), py.constant(node.position)
            return Place(
                lambda: Code(py.call("_member", base.node, member, position)),
                lambda value: emitter.do(py.call("_store_member", base.node, member, value, position)),
            )
        case _:
            code = emitter.save(emitter.expression(node))
            return Place(lambda: code, lambda value: None)


def local_place(emitter: Emitter, python_name: str, kind: Kind, bounds: Bounds = ANY) -> Place:
    """A local variable as a place."""
    return Place(
        lambda: Code(py.name(python_name), kind, READS, bounds),
        lambda value: emitter.emit(py.assign(python_name, value)),
        python_name,
        lambda value: py.assign(python_name, value),
    )


def _may_be_string(node: nodes.Expression) -> bool:
    """Could the base of an index hold a string? Then writing to it replaces the string."""
    return node.type is None or (not node.type.stars and node.type.basic in ("string", "mixed", "unknown"))


def _is_lvalue(node: nodes.Expression) -> bool:
    return isinstance(node, (nodes.Name, nodes.Index, nodes.Range, nodes.Member, nodes.Parameter))


def _index_place(emitter: Emitter, node: nodes.Index, *, written_next: bool, used: bool) -> Place:
    at = emitter.expression(node.index)
    if not (written_next and at.is_simple and _is_still(node.base)):
        at = emitter.save(at)
    from_end = [py.constant(1)] if node.from_end else []
    how: list[ast.expr] = [*from_end]
    if used:
        how = [py.constant(int(node.from_end)), py.constant(1)]
    holder = None
    if _may_be_string(node.base) and _is_lvalue(node.base):
        holder = place(emitter, node.base)
        base = emitter.save(holder.enter(at.node) if holder.enter is not None else holder.read())
    else:
        base = emitter.expression(node.base)
        if not (written_next and base.is_simple):
            base = emitter.save(base)

    def write(value: ast.expr) -> None:
        store = ast.Expr(py.call("_store", base.node, at.node, value, *how))
        if is_key(node, at, base) and not from_end:
            _store_inline(emitter, _room_for_key(at, base), base, at, value, how)
            return
        if is_position(node, at, base) and not from_end and holder is None:
            _store_inline(emitter, _in_array(at, base), base, at, value, how)
            return
        if holder is None:
            emitter.emit(store)
            return
        kept = emitter.save(Code(value))
        store = ast.Expr(py.call("_store", base.node, at.node, kept.node, *how))
        with emitter.block() as statements:
            holder.write(py.call("_with_character", base.node, at.node, kept.node, *how))
        emitter.emit(ast.If(py.has_class(base.node, "str"), statements, [store]))

    string = base.node if holder is not None else None
    end = py.constant(int(node.from_end))
    return Place(
        lambda: Code(py.call("_index_to_change", base.node, at.node, *from_end)),
        write,
        holder=string,
        enter=lambda within: Code(py.call("_index_to_change", base.node, at.node, end, within)),
    )


def _store_inline(
    emitter: Emitter, tests: list[ast.expr], base: Code, at: Code, value: ast.expr, how: list[ast.expr]
) -> None:
    """base[at] = value by Python's own means where the tests hold."""
    kept = emitter.save(Code(value)).node if not isinstance(value, (ast.Name, ast.Constant)) else value
    fast = ast.Assign([ast.Subscript(base.node, at.node, py.STORE)], kept)
    slow = ast.Expr(py.call("_store", base.node, at.node, kept, *how))
    emitter.emit(ast.If(py.both(ast.And, tests), [fast], [slow]))


def _room_for_key(at: Code, base: Code) -> list[ast.expr]:
    """Is it a mapping with room for one more pair, and the key a string?"""
    tests = [] if base.kind == "mapping" else [py.has_class(base.node, "_Mapping")]
    if at.kind is None:
        tests.append(py.has_class(at.node, "str"))
    return [*tests, py.compare(py.call("len", base.node), ast.Lt, py.name("_most_pairs"))]


def _in_array(at: Code, base: Code) -> list[ast.expr]:
    """Does the index lie in the array?"""
    tests = [] if base.kind == "list" else [py.has_class(base.node, "list")]
    if at.kind is None:
        tests.append(py.has_class(at.node, "int"))
    size = py.call("len", base.node)
    if at.bounds[0] >= 0:
        return [*tests, py.compare(at.node, ast.Lt, size)]
    return [*tests, ast.Compare(py.constant(0), [ast.LtE(), ast.Lt()], [at.node, size])]


def _range_place(emitter: Emitter, node: nodes.Range) -> Place:
    bounds = [node.first] if node.last is None else [node.first, node.last]
    ends = [emitter.save(code) for code in emitter.operands(bounds)]
    holder = place(emitter, node.base)
    base = emitter.save(holder.read())
    where = range_arguments(node, ends)
    return Place(
        lambda: Code(py.call("_range_to_change", base.node, *where)),
        lambda value: holder.write(py.call("_with_range", base.node, *where, value)),
    )


@emits(nodes.Assign)
def assignment(emitter: Emitter, node: nodes.Assign) -> Code:
    """The value of an assignment; a local is assigned inside the expression."""
    if node.operator == "=" and isinstance(node.target, nodes.Name) and isinstance(node.target.symbol, Local):
        code = emitter.expression(node.value)
        kind = "int" if code.kind == "bool" else code.kind
        return Code(py.walrus(node.target.symbol.python_name, code.value), kind, ACTS)
    if node.operator in ("&&=", "||=", "??="):
        return _conditional_assignment(emitter, node)
    code = emitter.expression(node.value)
    if node.operator == "=":
        kept = emitter.save(code)
        place(emitter, node.target, used=True).write(kept.node)
        return kept
    target = _compound(emitter, node, code)
    return emitter.save(target.read())


@executes(nodes.Assign)
def assignment_statement(emitter: Emitter, node: nodes.Assign) -> None:
    """The value is evaluated before the parts of the target."""
    if node.operator in ("&&=", "||=", "??="):
        _conditional_assignment(emitter, node)
        return
    if node.operator == "=" and isinstance(node.target, nodes.Name):
        statement = place(emitter, node.target).statement
        if statement is not None and write_tried(emitter, node.value, statement):
            return
    code = emitter.expression(node.value)
    if node.operator != "=":
        _compound(emitter, node, code, statement=True)
        return
    if not isinstance(node.target, nodes.Name) and not (code.is_simple and _has_still_parts(node.target)):
        code = emitter.save(code)
    place(emitter, node.target, written_next=True).write(code.value)


def _has_still_parts(target: nodes.Expression) -> bool:
    """May the value be written before the parts of the target, though it is evaluated first?"""
    return isinstance(target, nodes.Index) and _is_still(target.index) and _is_still(target.base)


def _is_still(node: nodes.Expression) -> bool:
    """Does its evaluation change nothing?"""
    return isinstance(node, (nodes.Name, nodes.Number, nodes.String, nodes.Parameter))


def _compound(emitter: Emitter, node: nodes.Assign, code: Code, *, statement: bool = False) -> Place:
    """target operator= value; returns the target for reading. Errors of += tell whether it is a `statement`."""
    if code.kind == "bool":
        code = Code(code.value, "int", code.level, (0, 1))
    if not isinstance(node.target, nodes.Name):
        code = emitter.save(code)
    target = place(emitter, node.target)
    operator = node.operator[:-1]
    old = target.read()
    if code.level == ACTS:
        code = emitter.save(code)
    expected = hint(emitter, operator, node.target, node.value)
    if target.holder is not None and not (_is_int(node.target) and _is_int(node.value)):
        expected = None
    name = py.constant("(void)+" if statement and operator == "+" else operator)
    compound = partial(py.call, "_compound", name)
    if emitter.zero_is_false and operator in _WIDENING and not _is_int(node.target):
        compound = partial(py.call, "_widening", name)
    if operator == "+" and target.holder is not None:
        wide = emitter.zero_is_false and not _is_int(node.target)
        compound = partial(py.call, "_widen_element" if wide else "_add_to_element", target.holder, name)
    if (
        statement
        and target.statement is not None
        and old.kind is None
        and code.is_simple
        and is_tried(emitter, operator, node.target, node.value)
    ):
        bare = ast.BinOp(old.node, ast.Add() if operator == "+" else ast.Sub(), code.node)
        bounds = (of_sum if operator == "+" else of_difference)(old.bounds, code.bounds)
        slow = compound(old.node, code.node)
        try_number(emitter, bare, bounds, slow, target.statement, floats=code.kind == "int")
        return target
    if _inline(operator) and _keeps(old.kind, code.kind):
        result = arithmetic(emitter, operator, old, code, expected, compound)
    else:
        result = Code(compound(old.value, code.value))
    if target.local is not None and expected == "str" and isinstance(result.node, ast.IfExp):
        _append_or_not(emitter, target, result.node)
    else:
        target.write(result.value)
    if target.local is None:
        return target
    return local_place(emitter, target.local, old.kind)


_WIDENING: Final = frozenset("+-*/")  # in FluffOS a number that is not declared as int becomes a float


def _keeps(old: Kind, added: Kind) -> bool:
    """Is the operation that of the plain operator? A number stays what it is whatever is added to it."""
    return old not in ("int", "float") or added in (None, old) or (old, added) == ("float", "int")


def _append_or_not(emitter: Emitter, target: Place, choice: ast.IfExp) -> None:
    """An if statement: CPython lengthens a string in its place where the sum is stored at once."""
    with emitter.block() as fast:
        target.write(choice.body)
    with emitter.block() as slow:
        target.write(choice.orelse)
    emitter.emit(ast.If(choice.test, fast, slow))


def _inline(operator: str) -> bool:
    return operator in ("+", "-", "*", "/", "%", "&", "|", "^")


def _is_int(node: nodes.Expression) -> bool:
    return node.type is not None and node.type.basic == "int" and not node.type.stars


def _conditional_assignment(emitter: Emitter, node: nodes.Assign) -> Code:
    """target &&= value, target ||= value, target ??= value."""
    target = place(emitter, node.target)
    result = emitter.new_name()
    emitter.emit(py.assign(result, target.read().value))
    with emitter.block() as statements:
        emitter.emit(py.assign(result, emitter.value(node.value)))
        target.write(py.name(result))
    if node.operator == "??=":
        test: ast.expr = py.compare(py.name(result), ast.Is, py.name("U"))
    else:
        test = emitter.truth(Code(py.name(result)))
        test = test if node.operator == "&&=" else py.negate(test)
    emitter.emit(ast.If(test, statements, []))
    return Code(py.name(result), None, READS)


def _stepped(emitter: Emitter, node: nodes.Step, old: Code, *, used: bool = False) -> Code:
    """The value after ++ or --; errors are spelled differently where the value of the expression is `used`."""
    increments = node.operator == "++"
    spelling = [py.constant(1)] if used and (increments or not node.prefix) else []
    helper = partial(py.call, "_increment" if increments else "_decrement")
    if not old.is_simple:
        return Code(helper(old.value, *spelling))
    bare = ast.BinOp(old.node, ast.Add() if increments else ast.Sub(), py.constant(1))
    bounds = (of_sum if increments else of_difference)(old.bounds, (1, 1))
    if old.kind == "int":
        return Code(bare if fits(bounds) else wrapped(emitter, bare, bounds), "int")
    if old.kind == "float":
        return Code(bare, "float")
    is_int = py.has_class(old.node, "int")
    return Code(guarded(emitter, is_int, bare, bounds, helper(old.node, *spelling)))


@executes(nodes.Step)
def step_statement(emitter: Emitter, node: nodes.Step) -> None:
    target = place(emitter, node.operand)
    old = target.read()
    if target.statement is not None and old.kind is None and emitter.program.environment.options.proofs:
        increments = node.operator == "++"
        bare = ast.BinOp(old.node, ast.Add() if increments else ast.Sub(), py.constant(1))
        bounds = (of_sum if increments else of_difference)(old.bounds, (1, 1))
        slow = py.call("_increment" if increments else "_decrement", old.node)
        try_number(emitter, bare, bounds, slow, target.statement)
        return
    target.write(_stepped(emitter, node, old if old.is_simple else emitter.save(old)).value)


@emits(nodes.Step)
def step(emitter: Emitter, node: nodes.Step) -> Code:
    target = place(emitter, node.operand)
    old = target.read()
    if node.prefix:
        if target.local:
            new = _stepped(emitter, node, old, used=True)
            return Code(py.walrus(target.local, new.value), new.kind, ACTS)
        new = emitter.save(_stepped(emitter, node, emitter.save(old), used=True))
        target.write(new.node)
        return new
    kept_name = emitter.new_name()
    emitter.emit(py.assign(kept_name, old.value))
    kept = Code(py.name(kept_name), old.kind, FIXED, old.bounds)
    target.write(_stepped(emitter, node, kept, used=True).value)
    return kept


@emits(nodes.Sscanf)
def sscanf(emitter: Emitter, node: nodes.Sscanf) -> Code:
    """The count; the values go to the targets, as many as were converted."""
    text, pattern = emitter.operands([node.text, node.format])
    count, values = emitter.new_name(), emitter.new_name()
    emitter.emit(py.assign(values, py.call("_sscanf", text.value, pattern.value, py.constant(len(node.targets)))))
    emitter.emit(py.assign(count, ast.Subscript(py.name(values), py.constant(0), py.LOAD)))
    emitter.emit(py.assign(values, ast.Subscript(py.name(values), py.constant(1), py.LOAD)))
    fill_targets(emitter, values, node.targets)
    return Code(py.name(count), "int", FIXED)


@emits(nodes.ParseCommand)
def parse_command(emitter: Emitter, node: nodes.ParseCommand) -> Code:
    """As sscanf, with the objects to look at."""
    codes = emitter.operands([node.command, node.objects, node.pattern])
    count, values = emitter.new_name(), emitter.new_name()
    arguments = [py.name("self"), *(code.value for code in codes), py.constant(len(node.targets))]
    emitter.emit(py.assign(values, py.call("_parse_command", *arguments)))
    emitter.emit(py.assign(count, ast.Subscript(py.name(values), py.constant(0), py.LOAD)))
    emitter.emit(py.assign(values, ast.Subscript(py.name(values), py.constant(1), py.LOAD)))
    fill_targets(emitter, values, node.targets)
    return Code(py.name(count), "int", FIXED)


def fill_targets(emitter: Emitter, values: str, targets: list[nodes.Expression]) -> None:
    """Assign the converted values in order; a value that was skipped leaves its target alone."""
    for number, target in enumerate(targets):
        element = ast.Subscript(py.name(values), py.constant(number), py.LOAD)
        with emitter.block() as statements:
            place(emitter, target).write(element)
        here = py.compare(py.call("len", py.name(values)), ast.Gt, py.constant(number))
        emitter.emit(ast.If(here, statements, []))
