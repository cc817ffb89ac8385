"""Operators: bare Python where kinds are proven, a guarded inline form where types promise ints, a call elsewhere."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable
from functools import partial
from itertools import islice
from typing import Any, Final, Literal

import attrs

from .. import nodes
from . import builder as py
from .emitter import ACTS, FIXED, LONG_CHAIN, READS, Code, Emitter, Ring, emits
from .proofs import COMPARISONS, Kind, kind_of, result_kind
from .ranges import ANY, BEFORE_WRAP, INT_MAX, INT_MIN, Bounds, fits, of_division

_BARE: Final[dict[str, type[ast.operator]]] = {
    "+": ast.Add, "-": ast.Sub, "*": ast.Mult, "/": ast.FloorDiv, "%": ast.Mod,
    "&": ast.BitAnd, "|": ast.BitOr, "^": ast.BitXor,
}  # fmt: skip
_COMPARE: Final[dict[str, type[ast.cmpop]]] = {
    "==": ast.Eq, "!=": ast.NotEq, "<": ast.Lt, "<=": ast.LtE, ">": ast.Gt, ">=": ast.GtE,
}  # fmt: skip
HELPERS: Final = {
    "+": "_add", "-": "_subtract", "*": "_multiply", "/": "_divide", "%": "_modulo", "&": "_and", "|": "_or",
    "^": "_xor", "<<": "_shift_left", ">>": "_shift_right", "<": "_less", "<=": "_less_equal", ">": "_greater",
    ">=": "_greater_equal", "==": "_equal", "!=": "_not_equal",
}  # fmt: skip
_SHORT: Final = 24
"""Nodes of Python syntax in an operand that is written twice, at most."""
_SIGNED: Final = frozenset({"/", "%"})  # Python rounds down, LPC towards zero
_SWAPPED: Final = frozenset({"*", "&", "|", "^"})
_NEVER_ADDED: Final = frozenset({"mapping", "object", "buffer", "function", "class"})  # to a number
_WRAPPING: Final = frozenset({"+", "-", "*"})
Slow = Callable[..., ast.expr]
"""What makes the call of a slow form."""
Hint = Literal["int", "str"] | None
Promise = Literal["int", "str", "any"] | None
_PROMISES: Final[dict[str, Promise]] = {"int": "int", "string": "str", "mixed": "any", "unknown": "any"}


@emits(nodes.Binary)
def binary(emitter: Emitter, node: nodes.Binary) -> Code:
    """Chains of operators lean to the left; they are walked without recursion and cut when long."""
    chain: list[nodes.Binary] = []
    left: nodes.Expression = node
    while isinstance(left, nodes.Binary):
        chain.append(left)
        left = left.left
    if len(chain) == 1:
        return operation(emitter, node, *emitter.operands([node.left, node.right]))
    code = emitter.expression(left)
    for number, one in enumerate(reversed(chain), start=1):
        mark = len(emitter.out)
        right = emitter.expression(one.right)
        if len(emitter.out) > mark:
            kept = [code]
            emitter._save_before(kept, mark)
            code = kept[0]
        code = operation(emitter, one, code, right)
        py.place(code.node, one.line, one.column)
        if number % LONG_CHAIN == 0:
            code = emitter.save(code)
    return code


def operation(emitter: Emitter, node: nodes.Binary, left: Code, right: Code) -> Code:
    """left operator right, both at hand."""
    if node.operator in COMPARISONS:
        return comparison(emitter, node.operator, left, right, hint(emitter, node.operator, node.left, node.right))
    if node.operator == "+" and left.kind in ("int", "float") and isinstance(left.node, ast.Constant):
        promise = node.right.type
        if promise is not None and (promise.stars or promise.basic in _NEVER_ADDED):
            left, right = right, left  # as Neolith compiles it; only errors show it
    return arithmetic(emitter, node.operator, left, right, hint(emitter, node.operator, node.left, node.right))


def hint(emitter: Emitter, operator: str, left: nodes.Expression, right: nodes.Expression) -> Hint:
    """The kind for which a guarded inline form is worth its while: what the types of the operands let expect."""
    if not emitter.program.environment.options.proofs:
        return None
    promises = promise(left), promise(right)
    if None in promises:
        return None
    if operator == "+" and "str" in promises:
        return "str" if set(promises) <= {"str", "any"} else None
    return "int" if set(promises) <= {"int", "any"} else None


def promise(node: nodes.Expression) -> Promise:
    """What an operand's type promises: callers may break it."""
    if isinstance(node, nodes.Number):
        return "int"
    if isinstance(node, nodes.String):
        return "str"
    if node.type is None:
        return "any"
    return None if node.type.stars else _PROMISES.get(node.type.basic)


def arithmetic(
    emitter: Emitter,
    operator: str,
    left: Code,
    right: Code,
    expected: Hint,
    helper: Slow | None = None,
) -> Code:
    """An arithmetic operation; `helper` makes a call of another slow form (compound assignment)."""
    if helper is None and isinstance(left.node, ast.Constant) and left.kind != "str":
        if operator == "-" and left.node.value == 0 and left.kind == "int" and right.kind is None:
            return Code(py.call("_negate", right.value), None, max(READS, right.level))
        if operator in _SWAPPED:
            left, right = right, left  # Neolith writes constants on the right, and errors number the operands so
    helper = helper or partial(py.call, HELPERS[operator])
    folded = _folded(operator, left, right)
    if folded is not None:
        return folded
    left, right = _unbool(left), _unbool(right)
    kind = result_kind(left.kind, right.kind, operator)
    level = max(READS, left.level, right.level)
    if kind == "float" and operator in "+-*":
        return Code(ast.BinOp(left.node, _BARE[operator](), right.node), "float", level)
    if kind == "str" and "float" not in (left.kind, right.kind):
        return Code(_joined_text(left, right), "str", level)
    if kind == "list" and operator == "+":
        return Code(py.call("_joined", left.node, right.node), "list", level)
    if kind == "int" and operator in _BARE:
        return _proven_operation(emitter, operator, left, right, helper)
    if operator in _WRAPPING and expected == "int" and {left.kind, right.kind} <= {None, "int"}:
        ring = _joined_rings(operator, left, right, helper)
        if ring is not None:
            are_ints = py.all_have_class(ring.tests, "int")
            return Code(guarded(emitter, are_ints, ring.bare, ring.bounds, ring.slow), None, level, ring=ring)
    if operator not in _BARE or expected is None or not {left.kind, right.kind} <= {None, expected}:
        return Code(helper(left.node, right.node), kind if operator not in "/%" else None, max(level, READS))
    guard, left, right = _guard(emitter, left, right, expected, again=operator not in _SIGNED)
    slow = helper(left.node, right.node)
    if expected == "str":
        fast: ast.expr = ast.BinOp(left.node, ast.Add(), right.node)
        return Code(py.choose(guard, fast, slow), None, level)
    return Code(_int_operation(emitter, operator, guard, left, right, slow), None, level)


_WIDEST: Final = 1 << 128
"""The largest number that waits to be wrapped: a product of two."""


def _joined_rings(operator: str, left: Code, right: Code, helper: Slow) -> Ring | None:
    """A sum, difference or product of two that may be ones themselves."""
    one, other = _ring(left), _ring(right)
    if one is None or other is None:
        return None
    bounds = BEFORE_WRAP[operator](one.bounds, other.bounds)
    if max(-bounds[0], bounds[1]) > _WIDEST:
        return None
    tests = {test.id: test for test in (*one.tests, *other.tests)}
    bare = ast.BinOp(one.bare, _BARE[operator](), other.bare)
    return Ring(tuple(tests.values()), bare, bounds, helper(one.slow, other.slow))


def _ring(code: Code) -> Ring | None:
    """What a value is to an operation that may wrap later; None when it cannot be written twice."""
    if code.ring is not None or code.level == ACTS:
        return code.ring
    if code.kind == "int" and (code.is_simple or is_short(code.node)):
        return Ring((), code.node, code.bounds, code.node)
    return Ring((code.node,), code.node, ANY, code.node) if isinstance(code.node, ast.Name) else None


_ADDS_TEXT: Final = sys.implementation.name == "pypy"
"""Whether a sum of strings is faster than an f-string of several pieces."""


def _joined_text(left: Code, right: Code) -> ast.expr:
    """A proven string and another, or the digits of a proven int (also of the undefined one, which is 0)."""
    if left.kind == right.kind and not isinstance(left.node, ast.JoinedStr):
        return ast.BinOp(left.node, ast.Add(), right.node)
    if _ADDS_TEXT:
        first, second = (one.node if one.kind == "str" else ast.JoinedStr(_pieces(one)) for one in (left, right))
        return ast.BinOp(first, ast.Add(), second)
    return ast.JoinedStr([*_pieces(left), *_pieces(right)])


def _pieces(code: Code) -> list[ast.expr]:
    """What stands for a value in an f-string."""
    if isinstance(code.node, ast.JoinedStr):
        return code.node.values
    is_text = isinstance(code.node, ast.Constant) and code.kind == "str"
    return [code.node if is_text else ast.FormattedValue(code.node, -1, None)]


def _unbool(code: Code) -> Code:
    return Code(code.value, "int", code.level, (0, 1)) if code.kind == "bool" else code


_TEXTS: Final = ((str, str), (str, int), (int, str))


def _folded(operator: str, left: Code, right: Code) -> Code | None:
    """Constants are computed now."""
    if not (isinstance(left.node, ast.Constant) and isinstance(right.node, ast.Constant)):
        return None
    one: Any = left.node.value
    other: Any = right.node.value
    if operator == "+" and (one.__class__, other.__class__) in _TEXTS:
        return Code(py.constant("".join(map(str, (one, other)))), "str", FIXED)
    if one.__class__ is not int or other.__class__ is not int or operator not in "+-*&|^":
        return None
    results = {
        "+": one + other,
        "-": one - other,
        "*": one * other,
        "&": one & other,
        "|": one | other,
        "^": one ^ other,
    }
    return number((results[operator] - INT_MIN) % (1 << 64) + INT_MIN)


def number(value: int) -> Code:
    """A known int."""
    return Code(py.constant(value), "int", FIXED, (value, value))


def _guard(
    emitter: Emitter, left: Code, right: Code, kind: Kind = "int", *, again: bool = True
) -> tuple[ast.expr, Code, Code]:
    """A test that both are of a kind, as far as that is not proven, and the two as what may be written twice.

    `again`: the caller writes each of them once in the fast and once in the slow form, so that a short expression
    will do.
    """
    tests: list[ast.expr] = []
    codes = []
    if right.level == ACTS and left.is_simple:
        left = emitter.save(left)
    for code in (left, right):
        # written behind the test of the right one, the left one would see what that does, or fail after it
        waits = code is right or right.is_simple or (right.level != ACTS and not may_fail(code.node))
        if code.is_simple or (again and waits and code.kind == kind and code.level != ACTS and is_short(code.node)):
            codes.append(code)
            if code.kind != kind:
                tests.append(py.attribute(code.node, "__class__"))
            continue
        temporary = emitter.new_name()
        tests.append(py.attribute(py.walrus(temporary, code.node), "__class__"))
        codes.append(Code(py.name(temporary), code.kind, READS))
    classes: list[ast.expr] = [*tests[1:], py.name(str(kind))]
    return ast.Compare(tests[0], [ast.Is() for _ in classes], classes), codes[0], codes[1]


_NEVER_FAIL: Final = frozenset({"len", "ord", "_wrap"})


def may_fail(node: ast.expr) -> bool:
    """Does it call something that may raise an error?"""
    called = [one.func for one in ast.walk(node) if isinstance(one, ast.Call)]
    return not all(isinstance(one, ast.Name) and one.id in _NEVER_FAIL for one in called)


def is_short(node: ast.expr) -> bool:
    """May it be written twice, where one of the two is evaluated?"""
    return sum(1 for _ in islice(ast.walk(node), _SHORT + 1)) <= _SHORT


def _int_operation(
    emitter: Emitter, operator: str, guard: ast.expr, left: Code, right: Code, slow: ast.expr
) -> ast.expr:
    """The operation on what two names or constants stand for: bare for ints where that is LPC's, else the slow form."""
    bare = ast.BinOp(left.node, _BARE[operator](), right.node)
    if operator in _WRAPPING:
        return guarded(emitter, guard, bare, BEFORE_WRAP[operator](left.bounds, right.bounds), slow)
    if operator not in _SIGNED:
        return py.choose(guard, bare, slow)
    divisor = right.node
    if isinstance(divisor, ast.Constant) and py.value_of(divisor) > 0:
        test: ast.expr = py.compare(left.node, ast.GtE, py.constant(0))
    else:
        test = ast.Compare(left.node, [ast.GtE(), ast.Lt()], [py.constant(0), divisor])
    return py.choose(py.both(ast.And, [guard, test]), bare, slow)


def guarded(emitter: Emitter, guard: ast.expr, bare: ast.expr, bounds: Bounds, slow: ast.expr) -> ast.expr:
    """A sum, difference or product of ints that the guard looks for; where it would wrap, too, the slow form."""
    if fits(bounds):
        return py.choose(guard, bare, slow)
    temporary = emitter.new_name()
    in_range = _in_range(temporary, bare, bounds)
    return py.choose(py.both(ast.And, [guard, in_range]), py.name(temporary), slow)


def _proven_operation(emitter: Emitter, operator: str, left: Code, right: Code, helper: Slow) -> Code:
    """An operation on two proven ints, with no more checks than their bounds call for."""
    level = max(READS, left.level, right.level)
    if operator in _SIGNED:
        divisor = right.bounds[0] if right.bounds[0] == right.bounds[1] else 0
        bounds = of_division(operator, left.bounds, divisor) if divisor > 0 else None
        if bounds is not None:
            return Code(ast.BinOp(left.node, _BARE[operator](), right.node), "int", level, bounds)
        return Code(_signed_operation(emitter, operator, left, right, helper), "int", level)
    bare = ast.BinOp(left.node, _BARE[operator](), right.node)
    if operator not in _WRAPPING:
        return Code(bare, "int", level)
    bounds = BEFORE_WRAP[operator](left.bounds, right.bounds)
    if fits(bounds):
        return Code(bare, "int", level, bounds)
    ring = _joined_rings(operator, left, right, helper)
    if ring is None:
        return Code(wrapped(emitter, bare, bounds), "int", level)
    node = wrapped(emitter, ring.bare, ring.bounds)
    return Code(node, "int", level, ring=attrs.evolve(ring, slow=node))


def _signed_operation(emitter: Emitter, operator: str, left: Code, right: Code, helper: Slow) -> ast.expr:
    """/ % on two proven ints: bare where both are positive."""
    if right.level == ACTS and left.is_simple:
        left = emitter.save(left)
    first, second = left.node, right.node
    left_name, right_name = left.node, right.node
    if not left.is_simple:
        temporary = emitter.new_name()
        first, left_name = py.walrus(temporary, left.node), py.name(temporary)
    if not right.is_simple:
        temporary = emitter.new_name()
        second, right_name = py.walrus(temporary, right.node), py.name(temporary)
    bare = ast.BinOp(left_name, _BARE[operator](), right_name)
    slow = helper(left_name, right_name)
    if isinstance(right.node, ast.Constant):
        if py.value_of(right.node) <= 0:
            return helper(left.node, right.node)
        return py.choose(py.compare(first, ast.GtE, py.constant(0)), bare, slow)
    positive = ast.BinOp(
        py.compare(first, ast.GtE, py.constant(0)), ast.BitAnd(), py.compare(second, ast.Gt, py.constant(0))
    )
    return py.choose(positive, bare, slow)


def wrapped(emitter: Emitter, bare: ast.expr, bounds: Bounds) -> ast.expr:
    """An int result in 64-bit two's complement."""
    temporary = emitter.new_name()
    in_range = _in_range(temporary, bare, bounds)
    return py.choose(in_range, py.name(temporary), py.call("_wrap", py.name(temporary)))


_SMALL: Final[Bounds] = (1 - (1 << 30), (1 << 30) - 1)
_WHOLE: Final[Bounds] = (INT_MIN, INT_MAX)
_LIMITS: Final = (_WHOLE,) if sys.implementation.name == "pypy" else (_SMALL, _WHOLE)
"""Few ints are larger than the small ones, which CPython compares in a third of the time."""


TRIED: Final = frozenset({"+", "-"})
"""Of what is no number Python's own operator makes nothing that is one, and nothing large: it may be tried."""


def is_tried(emitter: Emitter, operator: str, left: nodes.Expression, right: nodes.Expression) -> bool:
    """Is it a sum or difference of two that are declared as ints, and no operations themselves?"""
    if operator not in TRIED or not emitter.program.environment.options.proofs:
        return False
    return all(not isinstance(one, nodes.Binary) and promise(one) == "int" for one in (left, right))


def is_tried_sum(emitter: Emitter, node: nodes.Expression) -> bool:
    """Is an expression such a sum or difference, and none of proven ints?"""
    if not isinstance(node, nodes.Binary) or not is_tried(emitter, node.operator, node.left, node.right):
        return False
    return kind_of(node, emitter.proven) != "int"


def try_sum(emitter: Emitter, node: nodes.Binary, write: Callable[[ast.expr], ast.stmt]) -> None:
    """Emit a statement with the value of one."""
    left, right = emitter.operands([node.left, node.right])
    if left.kind == right.kind == "int" or left.ring is not None or right.ring is not None:
        emitter.emit(write(operation(emitter, node, left, right).value))
        return
    if right.level == ACTS or not (_is_variable(left) and _is_variable(right)):
        left, right = emitter.save(left), emitter.save(right)
    bounds = BEFORE_WRAP[node.operator](left.bounds, right.bounds)
    slow = py.call(HELPERS[node.operator], left.node, right.node)
    py.place(slow, node.line, node.column)
    try_number(emitter, ast.BinOp(left.node, _BARE[node.operator](), right.node), bounds, slow, write)


def _is_variable(code: Code) -> bool:
    """May it be read once more?"""
    return code.is_simple or (code.level == READS and isinstance(code.node, ast.Attribute))


def try_number(
    emitter: Emitter,
    bare: ast.expr,
    bounds: Bounds,
    slow: ast.expr,
    write: Callable[[ast.expr], ast.stmt],
    *,
    floats: bool = True,
) -> None:
    """Emit a statement with the value of a bare sum or difference, or of the slow form where that is none of LPC.

    What Python makes of numbers is right, unless it has to wrap; without `floats`, if it is an int. Of other operands
    it makes nothing, or what cannot be compared with a number.
    """
    temporary = emitter.new_name()
    tests: list[ast.expr] = [] if floats else [py.has_class(py.walrus(temporary, bare), "int")]
    tests.append(_in_range(temporary, bare if floats else None, bounds))
    tried = write(py.choose(py.both(ast.And, tests), py.name(temporary), slow))
    emitter.emit(ast.Try([tried], [ast.ExceptHandler(py.name("TypeError"), None, [write(slow)])], [], []))


def _in_range(temporary: str, bare: ast.expr | None, bounds: Bounds) -> ast.expr:
    """Does an int that is put into the temporary, or is there, fit into 64 bits?

    What `bounds` exclude is not looked for.
    """
    tests: list[ast.expr] = []
    for low, high in _LIMITS:
        value = py.name(temporary) if tests or bare is None else py.walrus(temporary, bare)
        if bounds[0] >= INT_MIN:
            tests.append(py.compare(value, ast.LtE, py.constant(high)))
        elif bounds[1] <= INT_MAX:
            tests.append(py.compare(value, ast.GtE, py.constant(low)))
        else:
            not_above = py.compare(value, ast.LtE, py.constant(high))
            tests.append(py.both(ast.And, [not_above, py.compare(py.name(temporary), ast.GtE, py.constant(low))]))
    return py.both(ast.Or, tests)


def comparison(emitter: Emitter, operator: str, left: Code, right: Code, expected: Hint) -> Code:
    """A comparison as a Python bool where it can be one."""
    left, right = _unbool(left), _unbool(right)
    level = max(READS, left.level, right.level)
    if operator in ("==", "!="):
        if _compares_bare(left) or _compares_bare(right):
            return Code(py.compare(left.node, _COMPARE[operator], right.node), "bool", level)
        return Code(py.call(HELPERS[operator], left.node, right.node), "int", level)
    numbers = ("int", "float")
    if (left.kind in numbers and right.kind in numbers) or (left.kind == right.kind == "str"):
        return Code(py.compare(left.node, _COMPARE[operator], right.node), "bool", level)
    if expected != "int" or not {left.kind, right.kind} <= {None, "int"}:
        return Code(py.call(HELPERS[operator], left.node, right.node), "int", level)
    guard, left, right = _guard(emitter, left, right)
    fast = py.compare(left.node, _COMPARE[operator], right.node)
    slow = py.call(HELPERS[operator], left.node, right.node)
    return Code(py.choose(guard, fast, slow), "bool", level)


def _compares_bare(code: Code) -> bool:
    """Against a number or a string, Python's == is LPC's."""
    return code.kind in ("int", "float", "str")


@emits(nodes.Unary)
def unary(emitter: Emitter, node: nodes.Unary) -> Code:
    code = emitter.expression(node.operand)
    if node.operator == "!":
        return Code(py.negate(emitter.truth(code, floats_are_true=True)), "bool", code.level)
    code = _unbool(code)
    if isinstance(code.node, ast.Constant) and code.node.value.__class__ in (int, float):
        return _folded_unary(node.operator, code)
    if code.kind == "int" and node.operator == "~":
        return Code(ast.UnaryOp(ast.Invert(), code.node), "int", code.level)
    if code.kind == "float" and node.operator == "-":
        return Code(ast.UnaryOp(ast.USub(), code.node), "float", code.level)
    helper = "_negate" if node.operator == "-" else "_complement"
    return Code(py.call(helper, code.node), code.kind if code.kind == "int" else None, code.level)


def _folded_unary(operator: str, code: Code) -> Code:
    value = py.value_of(code.node)
    if value.__class__ is float:
        if operator == "-":
            return Code(py.constant(-value), "float", FIXED)
        return Code(py.call("_complement", code.node), None, READS)
    value = -value if operator == "-" else ~value
    return number((value - INT_MIN) % (1 << 64) + INT_MIN)


@emits(nodes.Convert)
def convert(emitter: Emitter, node: nodes.Convert) -> Code:
    """An int for a declared float, or the other way round."""
    code = _unbool(emitter.expression(node.expression))
    wanted: Kind = "int" if node.to == "int" else "float"
    if code.kind == wanted:
        return code
    if isinstance(code.node, ast.Constant):
        value = py.value_of(code.node)
        return Code(py.constant(float(value) if wanted == "float" else int(value)), wanted, FIXED)
    return Code(py.call(f"_to_{wanted}", code.node), None, code.level)
