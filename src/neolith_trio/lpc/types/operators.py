"""The types of operators, and which operands each of them takes."""

from __future__ import annotations

import operator as python
from collections.abc import Callable
from typing import Final

from .. import nodes
from ..nodes import Type
from .checker import Checker, rule
from .rules import (
    FLOAT,
    FUNCTION,
    INT,
    INTS,
    MAPPING,
    MIXED,
    MIXED_ARRAY,
    NEGATED,
    NUMBERS,
    OBJECT,
    ORDERED,
    STEPPED,
    STRING,
    comparable,
    compatible,
    joined,
)

Number = int | float
BinaryRule = Callable[[Checker, nodes.Binary, Type, Type], Type]

COMPARISONS: Final = frozenset({"==", "!=", "<", "<=", ">", ">="})
_INT_OPERATORS: Final = frozenset({"&", "|", "^", "<<", ">>", "%"})
_ADDED_TO_NUMBERS: Final = frozenset({INT, FLOAT, STRING})
_SUBTRACTED: Final = NUMBERS | {MIXED}
_MULTIPLIED: Final = NUMBERS | {MAPPING, MIXED}


# -- two operands --------------------------------------------------------------------------------------------


@rule(nodes.Binary)
def binary(checker: Checker, node: nodes.Binary) -> Type:
    right = checker.value(node.right)
    left = node.left.type or MIXED
    operator = node.operator
    if operator in COMPARISONS:
        if checker.strict:
            _compare(checker, node, left, right)
        return INT
    if (left.stars or right.stars) and _takes_arrays(checker, operator):
        return _set_operation(checker, node, left, right)
    if operator in _INT_OPERATORS:
        result = _int_operation(checker, node, left, right)
    else:
        result = _ARITHMETIC[operator](checker, node, left, right) if checker.strict else MIXED
    return _constant_operation(checker, node, left, right, result)


def _compare(checker: Checker, node: nodes.Binary, left: Type, right: Type) -> None:
    """Only what can be equal may be compared, and only what has an order may be ordered."""
    operator = node.operator
    if operator in ("==", "!="):
        if not comparable(left, right):
            outcome = "false" if operator == "==" else "true"
            message = f"{operator} always {outcome} because of incompatible types {checker.versus(left, right)}."
            checker.error(message, node.right)
        return
    if left not in ORDERED:
        checker.error(f"Bad left argument to '{operator}' : \"{checker.named(left)}\"", node)
    elif right not in ORDERED:
        checker.error(f"Bad right argument to '{operator}' : \"{checker.named(right)}\"", node.right)
    elif not comparable(left, right):
        message = f"Arguments to {operator} do not have compatible types : {checker.versus(left, right)}"
        checker.error(message, node.right)


def _int_operation(checker: Checker, node: nodes.Binary, left: Type, right: Type) -> Type:
    operator = node.operator
    if operator in "|&" and _is_boolean(node.left) and _is_boolean(node.right):
        checker.warn("bitwise operation on boolean values.", node)
    if checker.strict:
        if left not in INTS:
            checker.error(f"Bad left argument to '{operator}' : \"{checker.named(left)}\"", node)
        if right not in INTS:
            checker.error(f"Bad right argument to '{operator}' : \"{checker.named(right)}\"", node.right)
    return INT


def _is_boolean(node: nodes.Expression) -> bool:
    if isinstance(node, nodes.Binary):
        return node.operator in COMPARISONS
    if isinstance(node, nodes.Unary):
        return node.operator == "!" and not isinstance(node.operand, nodes.Number)
    return isinstance(node, nodes.Logical)


def _takes_arrays(checker: Checker, operator: str) -> bool:
    return operator == "&" or (operator == "|" and checker.environment.options.loose_types)


def _set_operation(checker: Checker, node: nodes.Binary, left: Type, right: Type) -> Type:
    """`&` or `|` of arrays; what is wrong with it is wrong without type checks, too."""
    if left is right:
        return left
    if left is not MIXED and right is not MIXED and not (left.stars and right.stars):
        checker.error(f"Incompatible types for {node.operator} {checker.versus(left, right)}.", node.right)
    return MIXED_ARRAY


def _add(checker: Checker, node: nodes.Binary, left: Type, right: Type) -> Type:
    if left is right:
        return left
    if left is MIXED or right is MIXED:
        if FUNCTION in (left, right):
            side, place = ("right", node.right) if left is MIXED else ("left", node)
            checker.error(f"Bad {side} argument to '+' (function)", place)
            return MIXED
        return right if left is MIXED else left
    if left in _ADDED_TO_NUMBERS and right in _ADDED_TO_NUMBERS:
        return STRING if STRING in (left, right) else FLOAT
    if left.stars and right.stars:
        return MIXED_ARRAY
    if {left, right} == {STRING, OBJECT} and checker.environment.options.loose_types:
        return STRING
    checker.error(f"Invalid argument types to '+' {checker.versus(left, right)}", node.right)
    return MIXED


def _subtract(checker: Checker, node: nodes.Binary, left: Type, right: Type) -> Type:
    if left is right or right is MIXED:
        number, type_ = 1, left
    elif left is MIXED:
        number, type_ = 2, right
    elif left in NUMBERS and right in NUMBERS:
        return FLOAT
    elif left.stars and right.stars:
        return MIXED_ARRAY
    else:
        checker.error(f"Invalid types to '-' {checker.versus(left, right)}", node.right)
        return MIXED
    if type_ in _SUBTRACTED or type_.stars:
        return type_
    checker.wrong(f"Bad argument number {number} to '-'", type_, node.right if number == 2 else node)
    return MIXED


def _multiply(checker: Checker, node: nodes.Binary, left: Type, right: Type) -> Type:
    return _scale(checker, node, left, right, _MULTIPLIED, "Bad argument number {} to '*'")


def _divide(checker: Checker, node: nodes.Binary, left: Type, right: Type) -> Type:
    return _scale(checker, node, left, right, STEPPED, "Bad argument {} to '/'")


def _scale(
    checker: Checker, node: nodes.Binary, left: Type, right: Type, accepted: frozenset[Type], complaint: str
) -> Type:
    if left is right or left is MIXED or right is MIXED:
        type_ = right if left is MIXED else left
        if type_ in accepted:
            return type_
        number = 2 if left is MIXED and right is not left else 1
        checker.wrong(complaint.format(number), type_, node.right if number == 2 else node)
        return MIXED
    if left in NUMBERS and right in NUMBERS:
        return FLOAT
    checker.error(f"Invalid types to '{node.operator}' {checker.versus(left, right)}", node.right)
    return MIXED


_ARITHMETIC: Final[dict[str, BinaryRule]] = {"+": _add, "-": _subtract, "*": _multiply, "/": _divide}


# -- constants -----------------------------------------------------------------------------------------------


def _quotient(left: Number, right: Number) -> Number:
    if isinstance(left, float) or isinstance(right, float):
        return left / right
    return abs(left) // abs(right) * (1 if (left < 0) == (right < 0) else -1)


def _remainder(left: int, right: int) -> int:
    return abs(left) % abs(right) * (-1 if left < 0 else 1)


_COMPUTED: Final[dict[str, Callable[[Number, Number], Number]]] = {
    "+": python.add,
    "-": python.sub,
    "*": python.mul,
    "/": _quotient,
}
_COMPUTED_INTS: Final[dict[str, Callable[[int, int], int]]] = {
    "%": _remainder,
    "&": python.and_,
    "|": python.or_,
    "^": python.xor,
    "<<": lambda left, right: left << (right & 63),
    ">>": lambda left, right: left >> (right & 63),
}


def _wrapped(number: Number) -> Number:
    if isinstance(number, float):
        return number
    return (number + (1 << 63)) % (1 << 64) - (1 << 63)


def _constant_operation(checker: Checker, node: nodes.Binary, left: Type, right: Type, result: Type) -> Type:
    """The type where numbers are computed while compiling: it is that of an operand. Adding 0 changes nothing."""
    one, other = checker.constant(node.left), checker.constant(node.right)
    if one is None and other is None:
        return result
    operator = node.operator
    if one == 0 and isinstance(one, int):
        if operator == "-":
            return right
        if operator == "+" and right in NUMBERS:
            return _remember(checker, node, other, right)
    if one is None or other is None:
        nothing = other == 0 and isinstance(other, int) and operator == "+" and one is None
        return left if nothing and left in NUMBERS and not isinstance(node.left, nodes.String) else result
    if operator in "/%" and other == 0 and (operator == "/" or isinstance(other, int)):
        message = "Divide by zero in constant" if operator == "/" else "Modulo by zero constant"
        checker.error(message, node.right)
        return left
    value = _computed(operator, one, other)
    if value is None:
        return result
    return _remember(checker, node, value, right if isinstance(other, float) and isinstance(one, int) else left)


def _computed(operator: str, one: Number, other: Number) -> Number | None:
    if operator in _COMPUTED:
        try:
            return _wrapped(_COMPUTED[operator](one, other))
        except OverflowError:
            return None
    if isinstance(one, int) and isinstance(other, int):
        return _wrapped(_COMPUTED_INTS[operator](one, other))
    return None


def _remember(checker: Checker, node: nodes.Expression, value: Number | None, type_: Type) -> Type:
    if value is not None:
        checker.folded[node] = value
    return type_


# -- one operand ---------------------------------------------------------------------------------------------


@rule(nodes.Unary)
def unary(checker: Checker, node: nodes.Unary) -> Type:
    given = node.operand.type or MIXED
    value = checker.constant(node.operand)
    operator = node.operator
    if operator == "!":
        return _remember(checker, node, int(not value), given) if isinstance(value, int) else INT
    if operator == "~":
        if checker.strict and given not in INTS:
            checker.wrong("Bad argument to ~", given, node.operand)
        return _remember(checker, node, ~value, given) if isinstance(value, int) else INT
    if checker.strict and given not in NEGATED:
        checker.wrong("Bad argument to unary '-'", given, node.operand)
        return MIXED
    if value is not None:
        return _remember(checker, node, _wrapped(-value), given)
    return given if checker.strict else MIXED


def _place(checker: Checker, target: nodes.Expression) -> Type:
    """What is assigned to; a member of what is no class value is no place."""
    type_ = checker.value(target)
    if isinstance(target, nodes.Member) and not checker.environment.options.loose_types:
        holder = target.target.type or MIXED
        if holder.basic != "class" or holder.stars:
            checker.error("Illegal lvalue", target)
    return type_


@rule(nodes.Step)
def step(checker: Checker, node: nodes.Step) -> Type:
    given = _place(checker, node.operand)
    if not checker.strict:
        return MIXED
    if given in STEPPED:
        return given
    written = f"{node.operator}x" if node.prefix else f"x{node.operator}"
    checker.wrong(f"Bad argument 1 to {written}", given, node.operand)
    return MIXED


@rule(nodes.Cast)
def cast(checker: Checker, node: nodes.Cast) -> Type:
    """A cast is believed, whatever it is a cast of."""
    value = checker.constant(node.expression)
    return _remember(checker, node, value, checker.declared(node.to))


# -- choices, sequences, assignments -------------------------------------------------------------------------


@rule(nodes.Logical)
def logical(checker: Checker, node: nodes.Logical) -> Type:
    first, *rest = node.operands
    type_ = checker.value(first)
    for operand in rest:
        type_ = joined(type_, checker.value(operand))
    return type_


@rule(nodes.Conditional)
def conditional(checker: Checker, node: nodes.Conditional) -> Type:
    """Chains lean to the right and are walked without recursion."""
    chain = [node]
    while True:
        checker.value(node.condition)
        checker.value(node.then)
        if not isinstance(node.otherwise, nodes.Conditional):
            break
        node = node.otherwise
        chain.append(node)
    type_ = checker.value(node.otherwise)
    for one in reversed(chain):
        then = one.then.type or MIXED
        if checker.strict and not comparable(then, type_):
            checker.warn(f"Types in ?: do not match {checker.versus(then, type_)}.", one)
        one.type = type_ = joined(then, type_)
    return type_


@rule(nodes.Comma)
def comma(checker: Checker, node: nodes.Comma) -> Type:
    *thrown_away, last = node.expressions
    for one in thrown_away:
        checker.value(one)
        warn_unused(checker, one)
    return checker.value(last)


@rule(nodes.Assign)
def assign(checker: Checker, node: nodes.Assign) -> Type:
    wanted = _place(checker, node.target)
    given = checker.value(node.value)
    if checker.strict and not compatible(given, wanted):
        added_to_number = node.operator == "+=" and given is STRING and wanted in NEGATED
        loose = checker.environment.options.loose_types
        added_to_string = loose and node.operator == "+=" and wanted is STRING and given in (INT, FLOAT, OBJECT)
        if not (added_to_number or added_to_string):
            checker.error(f"Bad assignment {checker.versus(wanted, given)}.", node.value)
    node.value = checker.promoted(node.value, wanted)
    return given


def warn_unused(checker: Checker, node: nodes.Expression) -> None:
    """Warn where the outcome of a comparison is thrown away; `x == 0` is a negation in Neolith and passes."""
    pending = [node]
    while pending:
        node = pending.pop()
        if isinstance(node, nodes.Binary):
            if node.operator in COMPARISONS and not _tests_zero(checker, node):
                checker.warn("Value of conditional expression is unused", node)
            pending += (node.right, node.left)
        elif isinstance(node, nodes.Conditional):
            pending += (node.otherwise, node.then)
        elif isinstance(node, nodes.Comma):
            pending.append(node.expressions[-1])
        elif isinstance(node, nodes.Unary):
            pending.append(node.operand)
        elif isinstance(node, nodes.Cast):
            pending.append(node.expression)


def _tests_zero(checker: Checker, node: nodes.Binary) -> bool:
    return node.operator == "==" and 0 in (checker.constant(node.left), checker.constant(node.right))
