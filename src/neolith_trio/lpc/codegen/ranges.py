"""Between which numbers an int lies, where that is known before the program runs.

A result that cannot leave 64 bits needs no wrap, a dividend that cannot be negative no truncating division. Bounds
come from constants, from efuns that count, and from loops that count: `for (i = 0; i < n; i++)` where nothing else
assigns i.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, TypeAlias

import attrs

from .. import nodes
from ..symbols import Efun, Local
from .proofs import Proven, assignments, kind_of

INT_MIN, INT_MAX = -(1 << 63), (1 << 63) - 1
Bounds: TypeAlias = tuple[int, int]
ANY: Final[Bounds] = (INT_MIN, INT_MAX)
COUNTS: Final[Bounds] = (0, 1 << 40)
"""What an efun that counts elements returns: far above what memory holds."""
COUNTING_EFUNS: Final = frozenset({"sizeof", "strlen", "len"})


def fits(bounds: Bounds) -> bool:
    """Is every number between them a 64-bit int?"""
    return bounds[0] >= INT_MIN and bounds[1] <= INT_MAX


def of_sum(left: Bounds, right: Bounds) -> Bounds:
    """left + right, before it wraps."""
    return left[0] + right[0], left[1] + right[1]


def of_difference(left: Bounds, right: Bounds) -> Bounds:
    """left - right, before it wraps."""
    return left[0] - right[1], left[1] - right[0]


def of_product(left: Bounds, right: Bounds) -> Bounds:
    """left * right, before it wraps."""
    corners = [one * other for one in left for other in right]
    return min(corners), max(corners)


BEFORE_WRAP: Final[dict[str, Callable[[Bounds, Bounds], Bounds]]] = {
    "+": of_sum,
    "-": of_difference,
    "*": of_product,
}


def of_division(operator: str, left: Bounds, divisor: int) -> Bounds | None:
    """left / divisor or left % divisor for a positive divisor; None where truncating differs from rounding down."""
    if left[0] < 0:
        return None
    return (left[0] // divisor, left[1] // divisor) if operator == "/" else (0, min(left[1], divisor - 1))


SLOW: Final[Bounds] = (-(1 << 62), 1 << 62)
"""Where an int stays that moves in small steps only."""
_SMALL: Final = 1 << 20
"""The largest step. 2**42 of them fill SLOW: over an hour at a nanosecond each, in one run of one function."""


def slow_movers(body: Iterable[nodes.Node], proven: Proven) -> frozenset[Local]:
    """The ints that begin near 0 and go only by ++, --, and += and -= of small constants: they never wrap."""
    slow = {local for local, kind in proven.items() if kind == "int" and not local.is_argument}
    for local, value in assignments(body) if slow else ():
        if local in slow and not _is_small_move(value):
            slow.discard(local)
    return frozenset(slow)


def _is_small_move(value: nodes.Expression | None) -> bool:
    match value:
        case nodes.Step():
            return True
        case nodes.Assign(operator="+=" | "-=", value=nodes.Number(value=number)):
            return abs(number) <= _SMALL
        case nodes.Assign(operator="=", value=nodes.Number(value=number)) | nodes.Number(value=number):
            return abs(number) <= SLOW[1]
        case (
            nodes.Assign(operator="=", value=nodes.Call(name=name, symbol=Efun()))
            | nodes.Call(name=name, symbol=Efun())
        ):
            return name in COUNTING_EFUNS
    return False


_OPPOSITE: Final = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "!=": "=="}


@attrs.frozen(slots=True)
class Counter:
    """A variable and its bounds in a part of the program that does not assign it, or only steps a loop by it."""

    local: Local
    bounds: Bounds


def counter(node: nodes.For, proven: Proven) -> Counter | None:
    """The counter of a for loop: an int that one comparison limits, ++ or -- steps, and nothing else assigns."""
    step, condition = node.step, node.condition
    match step, condition:
        case (
            nodes.Step(operand=nodes.Name(symbol=Local() as local)),
            nodes.Binary(left=nodes.Name(symbol=Local() as compared)),
        ) if local is compared and proven.get(local) == "int":
            pass
        case _:
            return None
    if any(assigned is local for assigned, _ in assignments([node.body, condition])):
        return None
    limit = _limit(condition.right, proven)
    if limit is None:
        return None
    start = _start(node.initial, local)
    up, down = (start[0], INT_MAX), (INT_MIN, start[1])
    match step.operator, condition.operator:
        case "++", "<":
            bounds = (up[0], min(up[1], limit[1] - 1))
        case "++", "<=":
            bounds = (up[0], limit[1])
        case "--", ">":
            bounds = (max(down[0], limit[0] + 1), down[1])
        case "--", ">=":
            bounds = (limit[0], down[1])
        case _:
            return None
    return Counter(local, bounds) if bounds[0] <= bounds[1] else None


def narrowed(condition: nodes.Expression, proven: Proven, *, holds: bool) -> Counter | None:
    """What a comparison of a proven int with a constant says of it, where the comparison holds or where it does not."""
    match condition:
        case nodes.Binary(left=nodes.Name(symbol=Local() as local), right=nodes.Number(value=value)):
            operator = condition.operator if holds else _OPPOSITE.get(condition.operator, "")
        case _:
            return None
    if proven.get(local) != "int":
        return None
    bounds = {
        "<": (INT_MIN, value - 1),
        "<=": (INT_MIN, value),
        ">": (value + 1, INT_MAX),
        ">=": (value, INT_MAX),
        "==": (value, value),
    }.get(operator)
    return None if bounds is None or not bounds[0] <= bounds[1] else Counter(local, bounds)


def known_in(known: Counter | None, statements: list[nodes.Node]) -> Counter | None:
    """The same where none of the statements assigns the variable."""
    if known is None or any(assigned is known.local for assigned, _ in assignments(statements)):
        return None
    return known


def _limit(node: nodes.Expression, proven: Proven) -> Bounds | None:
    """Between which numbers the other side of the comparison lies; None when it need not be an int."""
    if isinstance(node, nodes.Number):
        return node.value, node.value
    return ANY if kind_of(node, proven) == "int" else None


def _start(initial: list[nodes.Statement], local: Local) -> Bounds:
    """What the loop begins with, as far as a constant says it."""
    found: Bounds = ANY
    for assigned, value in assignments(initial):
        if assigned is local:
            match value:
                case nodes.Number(value=number) | nodes.Assign(operator="=", value=nodes.Number(value=number)):
                    known: Bounds = (number, number)
                case _:
                    known = ANY
            found = known if found == ANY and known != ANY and _once(initial, local) else ANY
    return found


def _once(initial: list[nodes.Statement], local: Local) -> bool:
    return sum(assigned is local for assigned, _ in assignments(initial)) == 1
