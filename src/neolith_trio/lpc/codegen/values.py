"""Literals, names, indexing, and the expressions that choose: && || ?: and the comma."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from typing import Final, Literal

from .. import nodes
from ..symbols import Global, Local
from . import builder as py
from .emitter import ACTS, FIXED, LONG_CHAIN, READS, Code, Emitter, emits, executes, may_be_float
from .operations import is_short, is_tried_sum, try_sum
from .proofs import Kind
from .ranges import known_in, narrowed


@emits(nodes.Number)
def number(emitter: Emitter, node: nodes.Number) -> Code:
    return Code(py.constant(node.value), "int", FIXED, (node.value, node.value))


@emits(nodes.Real)
def real(emitter: Emitter, node: nodes.Real) -> Code:
    if node.value in (float("inf"), float("-inf")) or node.value != node.value:
        return Code(py.call("float", py.constant(str(node.value))), "float", FIXED)
    return Code(py.constant(node.value), "float", FIXED)


@emits(nodes.String)
def string(emitter: Emitter, node: nodes.String) -> Code:
    return Code(py.constant(node.value), "str", FIXED)


@emits(nodes.Name)
def name(emitter: Emitter, node: nodes.Name) -> Code:
    symbol = node.symbol
    if isinstance(symbol, Local):
        if symbol in emitter.stands_for:
            return emitter.stands_for[symbol]
        return Code(py.name(symbol.python_name), emitter.proven.get(symbol), READS, emitter.bounds_of(symbol))
    if isinstance(symbol, nodes.FunctionPointer):
        return emitter.expression(symbol)
    assert isinstance(symbol, Global)
    return Code(py.own(symbol.attribute), None, READS)


@emits(nodes.Parameter)
def parameter(emitter: Emitter, node: nodes.Parameter) -> Code:
    if node.number in emitter.stands_for:
        return emitter.stands_for[node.number]
    return Code(py.name(f"p{node.number}"), None, READS)


@emits(nodes.Captured)
def captured(emitter: Emitter, node: nodes.Captured) -> Code:
    """$(x) becomes a leading argument of the pointer's function; its value is taken where the pointer is made."""
    emitter.captured.append(node.expression)
    if emitter.at_hand:
        return emitter.at_hand[len(emitter.captured) - 1]
    return Code(py.name(f"c{len(emitter.captured)}"), None, FIXED)


@emits(nodes.Cast)
def cast(emitter: Emitter, node: nodes.Cast) -> Code:
    return emitter.expression(node.expression)


@emits(nodes.ArrayLiteral)
def array(emitter: Emitter, node: nodes.ArrayLiteral) -> Code:
    values, level = arguments_with_level(emitter, node.elements)
    return Code(py.list_of(values), "list", level)


def arguments(emitter: Emitter, expressions: list[nodes.Expression]) -> list[ast.expr]:
    """The values of an argument list, a spread as *values."""
    return arguments_with_level(emitter, expressions)[0]


def arguments_with_level(emitter: Emitter, expressions: list[nodes.Expression]) -> tuple[list[ast.expr], int]:
    """The same, and how freely what is made of them moves."""
    plain = [one.expression if isinstance(one, nodes.Spread) else one for one in expressions]
    codes = emitter.operands(plain)
    values = [
        ast.Starred(py.call("_spread", code.value), py.LOAD) if isinstance(one, nodes.Spread) else code.value
        for one, code in zip(expressions, codes, strict=True)
    ]
    return values, level_of(codes)


def level_of(codes: Iterable[Code]) -> int:
    """How freely a piece of code moves that evaluates these."""
    return max((READS, *(code.level for code in codes)))


@emits(nodes.MappingLiteral)
def mapping(emitter: Emitter, node: nodes.MappingLiteral) -> Code:
    codes = emitter.operands([one for pair in node.pairs for one in pair])
    keys, values = codes[::2], [code.value for code in codes[1::2]]
    if not codes:
        made = py.call("_Mapping")
    elif all(code.kind == "str" for code in keys):
        made = py.call("_Mapping", ast.Dict([code.node for code in keys], values))
    else:
        made = py.call("_mapping", *(code.value for code in codes))
    return Code(made, "mapping", level_of(codes))


@emits(nodes.Index)
def index(emitter: Emitter, node: nodes.Index) -> Code:
    """The index is evaluated before the base, as in Neolith."""
    at, base = emitter.operands([node.index, node.base], reordered=True)
    level = max(READS, at.level, base.level)
    if node.from_end:
        return Code(py.call("_index_from_end", base.value, at.value), None, level)
    if (at.level == ACTS and base.level != FIXED) or not is_short(at.node):
        at = emitter.save(at)
    if is_key(node, at, base):
        return Code(_of_mapping(emitter, base, at), None, level)
    if is_position(node, at, base):
        return Code(_element(emitter, base, at, "list"), None, level)
    if _is_place_in_text(node, at, base):
        return Code(_element(emitter, base, at, "str"), None, level)
    return Code(py.call("_index", base.value, at.value), None, level)


def is_key(node: nodes.Index, at: Code, base: Code) -> bool:
    """Is it likely a string by which a mapping is indexed? Then an inline form is worth its while."""
    if base.kind not in (None, "mapping") or at.level == ACTS:
        return False
    if at.kind == "str":
        return True
    declared = base.kind == "mapping" or _declared(node.base) == ("mapping", 0)
    return declared and at.kind is None and at.is_simple and _declared(node.index) in (("string", 0), ("mixed", 0))


def is_position(node: nodes.Index, at: Code, base: Code) -> bool:
    """Is it likely an int by which an array is indexed?"""
    if base.kind not in (None, "list") or at.level == ACTS:
        return False
    if at.kind == "int":
        return node.base.type is None or node.base.type.stars > 0 or node.base.type.basic in ("mixed", "unknown")
    is_array = base.kind == "list" or (node.base.type is not None and node.base.type.stars > 0)
    return is_array and at.kind is None and at.is_simple and _declared(node.index) == ("int", 0)


def _is_place_in_text(node: nodes.Index, at: Code, base: Code) -> bool:
    """Is it likely an int by which a string is indexed?"""
    is_text = base.kind == "str" or (base.kind is None and _declared(node.base) == ("string", 0))
    is_int = at.kind == "int" or (at.kind is None and at.is_simple and _declared(node.index) == ("int", 0))
    return is_text and is_int and at.level != ACTS


def _declared(node: nodes.Expression) -> tuple[str, int]:
    return ("mixed", 0) if node.type is None else (node.type.basic, node.type.stars)


def _of_mapping(emitter: Emitter, mapping: Code, at: Code) -> ast.expr:
    """The value of a string key in what is likely a mapping."""
    base, first = _twice(emitter, mapping)
    # where another test may end it before, the first test has to evaluate the mapping
    is_proven = mapping.kind == "mapping" and (mapping.is_simple or at.kind is not None)
    tests = [] if is_proven else [py.has_class(first, "_Mapping")]
    key = at.node
    if at.kind is None:
        tests.append(py.has_class(key, "str"))
    if tests:
        first = base
    found = py.call(py.attribute(first, "get"), key, py.name("U"))
    return py.choose(py.both(ast.And, tests), found, py.call("_index", base, key)) if tests else found


def _twice(emitter: Emitter, code: Code) -> tuple[ast.expr, ast.expr]:
    """A value that is written more than once: as a name, and what stands where it is evaluated first."""
    if code.is_simple:
        return code.node, code.node
    temporary = emitter.new_name()
    return py.name(temporary), py.walrus(temporary, code.value)


_ESCAPED: Final = 0xDC80
"""From here on the code of a character is not what LPC sees of it (runtime/operators/indexing.py)."""


def _element(emitter: Emitter, held: Code, at: Code, kind: Literal["list", "str"]) -> ast.expr:
    """An element of what is likely an array, or a character of a string, by what is likely an int."""
    (base, base_first), (position, first) = _twice(emitter, held), _twice(emitter, at)
    tests: list[ast.expr] = []
    is_proven = held.kind == kind and held.is_simple  # see _of_mapping
    if not is_proven:
        tests, base_first = [py.has_class(base_first, kind)], base
    size = py.call("len", base_first)
    if at.kind is None:
        tests.append(py.has_class(position, "int"))
    if at.bounds[0] >= 0:
        tests.append(py.compare(first, ast.Lt, size))
    else:
        tests.append(ast.Compare(py.constant(0), [ast.LtE(), ast.Lt()], [first, size]))
    element: ast.expr = ast.Subscript(base, position, py.LOAD)
    if kind == "str":
        code = emitter.new_name()
        tests.append(py.compare(py.walrus(code, py.call("ord", element)), ast.Lt, py.constant(_ESCAPED)))
        element = py.name(code)
    again = position if is_proven else at.node  # the test may have ended before that was evaluated
    return py.choose(py.both(ast.And, tests), element, py.call("_index", base, again))


@emits(nodes.Template)
def template(emitter: Emitter, node: nodes.Template) -> Code:
    values = emitter.operands(node.values)
    texts = [py.constant(text) for text in node.texts]
    parts = [part for pair in zip(texts, [one.value for one in values], strict=False) for part in pair]
    return Code(py.call("_template", *parts, texts[-1]), "str", ACTS)


@emits(nodes.OptionalIndex)
def optional_index(emitter: Emitter, node: nodes.OptionalIndex) -> Code:
    at, base = emitter.operands([node.index, node.base], reordered=True)
    return Code(py.call("_optional_index", base.value, at.value), None, max(READS, at.level, base.level))


@emits(nodes.Range)
def range_(emitter: Emitter, node: nodes.Range) -> Code:
    bounds = [node.first] if node.last is None else [node.first, node.last]
    *ends, base = emitter.operands([*bounds, node.base], reordered=True)
    return Code(py.call("_range", base.value, *range_arguments(node, ends)), None, level_of([*ends, base]))


def range_arguments(node: nodes.Range, ends: list[Code]) -> list[ast.expr]:
    """first, first_from_end, last, last_from_end; an open end is <1."""
    first, last = ends[0].value, ends[1].value if node.last is not None else py.constant(1)
    from_end = node.last_from_end if node.last is not None else True
    return [first, py.constant(node.first_from_end), last, py.constant(from_end)]


@emits(nodes.Member)
def member(emitter: Emitter, node: nodes.Member) -> Code:
    base = emitter.expression(node.target)
    called = py.call("_member", base.value, py.constant(node.name), py.constant(node.position))
    return Code(called, None, max(READS, base.level))


@emits(nodes.NewClass)
def new_class(emitter: Emitter, node: nodes.NewClass) -> Code:
    """Of a member that is given twice the first value counts; they are evaluated in the order of the class."""
    given: dict[str, nodes.Expression] = {}
    for member_name, value in node.members:
        given.setdefault(member_name, value)
    definition = emitter.program.scope.classes.get(node.class_name)
    order = dict.fromkeys(one for one, _ in definition.members) if definition else given
    names = [one for one in order if one in given]
    codes = emitter.operands([given[one] for one in names])
    keywords = [ast.keyword(one, code.value) for one, code in zip(names, codes, strict=True)]
    return Code(ast.Call(py.name(emitter.program.class_name(node.class_name)), [], keywords), None, level_of(codes))


@emits(nodes.Logical)
def logical(emitter: Emitter, node: nodes.Logical) -> Code:
    """The value of the operand that decides."""
    if node.operator == "??":
        return _first_defined(emitter, node)
    first, *rest = node.operands
    code = emitter.expression(first)
    result = emitter.new_name()
    for number, operand in enumerate(rest, start=1):
        with emitter.block() as statements:
            right = emitter.expression(operand)
        if not statements:
            code = _inline_logical(emitter, node.operator, code, right)
            if number % LONG_CHAIN == 0:
                code = emitter.save(code)
            continue
        emitter.emit(py.assign(result, code.value))
        statements.append(py.assign(result, right.value))
        test = emitter.truth(Code(py.name(result), code.kind if code.kind != "bool" else "int"))
        emitter.emit(ast.If(test if node.operator == "&&" else py.negate(test), statements, []))
        code = Code(py.name(result), None, READS)
    return code


def _first_defined(emitter: Emitter, node: nodes.Logical) -> Code:
    """a ?? b ?? c: the first operand that is not undefined."""
    first, *rest = node.operands
    result = emitter.new_name()
    emitter.emit(py.assign(result, emitter.value(first)))
    for operand in rest:
        with emitter.block() as statements:
            emitter.emit(py.assign(result, emitter.value(operand)))
        emitter.emit(ast.If(py.compare(py.name(result), ast.Is, py.name("U")), statements, []))
    return Code(py.name(result), None, FIXED)


def _inline_logical(emitter: Emitter, operator: str, left: Code, right: Code) -> Code:
    level = max(left.level, right.level, READS)
    if left.kind == right.kind == "bool":
        join = ast.And if operator == "&&" else ast.Or
        return Code(_joined(join, left.node, right.node), "bool", level)
    if left.kind in ("bool", "int") or left.is_simple:
        test, value = emitter.truth(left), left
        if left.kind == "bool":
            value = Code(py.constant(0 if operator == "&&" else 1), "int", FIXED)
        elif not left.is_simple:
            temporary = emitter.new_name()
            test, value = py.walrus(temporary, left.node), Code(py.name(temporary), "int", READS)
    else:
        temporary = emitter.new_name()
        value = Code(py.name(temporary), None, READS)
        test = emitter.known_truth(py.name(temporary), py.walrus(temporary, left.node))
    kind: Kind = "int" if value.kind == "int" and right.kind in ("int", "bool") else None
    chosen = (right.value, value.value) if operator == "&&" else (value.value, right.value)
    return Code(py.choose(test, *chosen), kind, level)


def _joined(join: type[ast.boolop], left: ast.expr, right: ast.expr) -> ast.expr:
    """left and right, in one flat BoolOp."""
    if isinstance(left, ast.BoolOp) and isinstance(left.op, join):
        left.values.append(right)
        return left
    return ast.BoolOp(join(), [left, right])


@emits(nodes.Conditional)
def conditional(emitter: Emitter, node: nodes.Conditional) -> Code:
    asked, negated = node.condition, False
    if emitter.zero_is_false and isinstance(asked, nodes.Unary) and asked.operator == "!":
        asked, negated = asked.operand, True
    condition = emitter.expression(asked)
    test = emitter.truth(condition, may_be_float=may_be_float(asked))
    test = py.negate(test) if negated else test
    holds, fails = (narrowed(node.condition, emitter.proven, holds=one) for one in (True, False))
    with emitter.block() as then_statements, emitter.counting(known_in(holds, [node.then])):
        then = emitter.expression(node.then)
    with emitter.block() as else_statements, emitter.counting(known_in(fails, [node.otherwise])):
        otherwise = emitter.expression(node.otherwise)
    kind = then.kind if then.kind == otherwise.kind else None
    level = level_of((condition, then, otherwise))
    if not then_statements and not else_statements:
        if kind == "bool":
            return Code(py.choose(test, then.node, otherwise.node), "bool", level)
        return Code(py.choose(test, then.value, otherwise.value), kind, level)
    result = emitter.new_name()
    then_statements.append(py.assign(result, then.value))
    else_statements.append(py.assign(result, otherwise.value))
    emitter.emit(ast.If(test, then_statements, else_statements))
    return Code(py.name(result), "int" if kind == "bool" else kind, READS)


def write_tried(emitter: Emitter, node: nodes.Expression, write: Callable[[ast.expr], ast.stmt]) -> bool:
    """Emit a statement with a value in which there is something to be tried; False where there is nothing.

    For that a conditional expression becomes an if statement.
    """
    if not _has_tried(emitter, node):
        return False
    if isinstance(node, nodes.Conditional):
        test = emitter.test(node.condition)
        blocks = []
        for holds, branch in ((True, node.then), (False, node.otherwise)):
            known = known_in(narrowed(node.condition, emitter.proven, holds=holds), [branch])
            with emitter.block() as statements, emitter.counting(known):
                if not write_tried(emitter, branch, write):
                    emitter.emit(write(emitter.value(branch)))
            blocks.append(statements)
        emitter.emit(ast.If(test, *blocks))
    else:
        assert isinstance(node, nodes.Binary)
        try_sum(emitter, node, write)
    return True


_DEEPEST: Final = 4
"""Conditions within conditions that are looked through."""


def _has_tried(emitter: Emitter, node: nodes.Expression, depth: int = 0) -> bool:
    if isinstance(node, nodes.Conditional):
        branches = (node.then, node.otherwise) if depth < _DEEPEST else ()
        return any(_has_tried(emitter, one, depth + 1) for one in branches)
    return is_tried_sum(emitter, node)


@executes(nodes.Conditional)
def conditional_statement(emitter: Emitter, node: nodes.Conditional) -> None:
    """`x ? f() : g();`; where both sides make a value only, the condition is one that nobody wants."""
    with emitter.block() as then:
        emitter.execute(node.then)
    with emitter.block() as otherwise:
        emitter.execute(node.otherwise)
    if not then and not otherwise:
        emitter.execute(node.condition)
        return
    emitter.line, emitter.column = node.line, node.column
    emitter.emit(ast.If(emitter.test(node.condition), then or [ast.Pass()], otherwise))


@executes(nodes.Logical)
def logical_statement(emitter: Emitter, node: nodes.Logical) -> None:
    """a && f(); with the last operand as a statement."""
    if node.operator == "??":
        _first_defined(emitter, node)
        return
    *conditions, last = node.operands
    condition = conditions[0] if len(conditions) == 1 else nodes.Logical(node.operator, conditions)
    test = emitter.test(condition)
    with emitter.block() as statements:
        if isinstance(last, _DROPPED):  # Neolith computes it here
            emitter.do(emitter.value(last))
        else:
            emitter.execute(last)
    emitter.emit(ast.If(test if node.operator == "&&" else py.negate(test), statements or [ast.Pass()], []))


@emits(nodes.Comma)
def comma(emitter: Emitter, node: nodes.Comma) -> Code:
    *first, last = node.expressions
    for one in first:
        emitter.execute(one)
    return emitter.expression(last)


@executes(nodes.Comma)
def comma_statement(emitter: Emitter, node: nodes.Comma) -> None:
    for one in node.expressions:
        emitter.execute(one)


@executes(nodes.Number, nodes.Real, nodes.String, nodes.Name, nodes.Parameter)
def nothing(emitter: Emitter, node: nodes.Expression) -> None:
    """A value that nobody wants."""


_DROPPED: Final = (
    nodes.Binary,
    nodes.Unary,
    nodes.Index,
    nodes.OptionalIndex,
    nodes.Range,
    nodes.Member,
    nodes.ArrayLiteral,
    nodes.MappingLiteral,
    nodes.Cast,
)


@executes(nodes.Binary)
def binary_statement(emitter: Emitter, node: nodes.Binary) -> None:
    """An operation whose value nobody wants is not done, and cannot fail, as in Neolith; what its operands do is."""
    rights: list[nodes.Expression] = []
    left: nodes.Expression = node
    while isinstance(left, nodes.Binary):
        rights.append(left.right)
        left = left.left
    for operand in (left, *reversed(rights)):
        emitter.execute(operand)


@executes(*_DROPPED[1:])
def parts_only(emitter: Emitter, node: nodes.Expression) -> None:
    """The same for the other expressions that only make a value: their parts are executed in Neolith's order."""
    for part in _parts(node):
        emitter.execute(part.expression if isinstance(part, nodes.Spread) else part)


def _parts(node: nodes.Expression) -> list[nodes.Expression]:
    match node:
        case nodes.Unary():
            return [node.operand]
        case nodes.Index() | nodes.OptionalIndex():
            return [node.index, node.base]
        case nodes.Range(last=None):
            return [node.first, node.base]
        case nodes.Range():
            assert node.last is not None
            return [node.first, node.last, node.base]
        case nodes.Member():
            return [node.target]
        case nodes.ArrayLiteral():
            return node.elements
        case nodes.MappingLiteral():
            return [one for pair in node.pairs for one in pair]
        case nodes.Cast():
            return [node.expression]
        case _:
            return []
