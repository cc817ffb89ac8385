"""What can be proven of values before the program runs: which expressions and locals are always ints or floats.

A local is proven when every assignment to it in its function assigns a proven value; declared types alone prove
nothing, because callers may break them. UNDEFINED counts as an int: it is one for every Python operator.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from .. import nodes
from ..scope import Efun, FunctionScope, Local, children

Kind = Literal["int", "float", "str", "bool"] | None
"""What is proven of a value; bool: a Python bool that must not reach LPC."""
ARITHMETIC = frozenset({"+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>"})
COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">="})
ADDED_TO_TEXT = frozenset({"int", "float", "str"})
TEXT_EFUNS = frozenset({"capitalize", "lower_case", "sprintf", "upper_case"})
"""Efuns that return a string whatever they are given."""
Proven = dict[Local, Kind]
Assignment = tuple[Local, "nodes.Expression | None"]  # None: by something that proves nothing


def prove_locals(
    scope: FunctionScope, body: Iterable[nodes.Node], checked: frozenset[Local] = frozenset()
) -> Proven:
    """The locals of a function whose kind never changes; `checked` are arguments that are ints when it begins."""
    proven: Proven = {}
    for local in scope.locals:
        if local.type.stars or (local.is_argument and local not in checked):
            continue
        if local.type.basic == "int":
            proven[local] = "int"
        elif local.type.basic == "float" and local.initialised:
            proven[local] = "float"
        elif local.type.basic == "string" and local.initialised:
            proven[local] = "str"
    relevant = [one for one in assignments(body) if one[0] in proven]
    changed = True
    while changed and proven:
        changed = False
        for local, value in relevant:
            if local in proven and (value is None or kind_of(value, proven) != proven[local]):
                del proven[local]
                changed = True
    return proven


def assignments(body: Iterable[nodes.Node]) -> Iterator[Assignment]:
    """Every assignment to a local in some statements, with what is assigned."""
    pending = list(body)
    while pending:
        node = pending.pop()
        match node:
            case nodes.AnonymousFunction():
                continue
            case nodes.Assign(target=nodes.Name(symbol=Local() as local)):
                yield local, node
            case nodes.Step(operand=nodes.Name(symbol=Local() as local)):
                yield local, node
            case nodes.LocalDeclaration(symbol=Local() as local, value=nodes.Expression()):
                yield local, node.value
            case nodes.Foreach():
                yield from _unproven(node.targets)
            case nodes.Sscanf() | nodes.ParseCommand():
                yield from _unproven(node.targets)
            case nodes.ReferenceArgument():
                yield from _unproven([node.target])
            case nodes.Assign(target=nodes.Range(base=base) | nodes.Index(base=base)):
                yield from _unproven([base])
            case _:
                pass
        pending.extend(children(node))


def _unproven(targets: Iterable[nodes.Node]) -> Iterator[Assignment]:
    for target in targets:
        symbol = getattr(target, "symbol", None)
        if isinstance(symbol, Local):
            yield symbol, None


def kind_of(node: nodes.Expression, proven: Proven) -> Kind:
    """The proven kind of an expression's value ('int' also for truth values), or None."""
    match node:
        case nodes.Number():
            return "int"
        case nodes.Real():
            return "float"
        case nodes.String():
            return "str"
        case nodes.Name(symbol=Local() as local):
            return proven.get(local)
        case nodes.Convert():
            return "int" if node.to == "int" else "float"
        case nodes.Unary(operator="!"):
            return "int"
        case nodes.Unary():
            kind = kind_of(node.operand, proven)
            return kind if kind == "int" or node.operator == "-" else None
        case nodes.Step():
            return kind_of(node.operand, proven)
        case nodes.Binary():
            return _binary_kind(node, proven)
        case nodes.Assign():
            return _assigned_kind(node, proven)
        case nodes.Conditional():
            return _joined(node.then, node.otherwise, proven)
        case nodes.Comma():
            return kind_of(node.expressions[-1], proven)
        case nodes.Call(symbol=Efun() as efun):
            return efun_kind(efun.name, efun.signature.return_type)
        case _:
            return None


def efun_kind(name: str, return_type: str) -> Kind:
    """The proven kind of what an efun returns: many that are said to return strings may return 0."""
    if return_type == "int":
        return "int"
    return "str" if name in TEXT_EFUNS else None


def _binary_kind(node: nodes.Binary, proven: Proven) -> Kind:
    """The kind of an operation; chains that lean to the left are walked without recursion."""
    if node.operator in COMPARISONS:
        return "int"
    chain: list[nodes.Binary] = []
    left: nodes.Expression = node
    while isinstance(left, nodes.Binary) and left.operator not in COMPARISONS:
        chain.append(left)
        left = left.left
    kind = kind_of(left, proven)
    for one in reversed(chain):
        kind = result_kind(kind, kind_of(one.right, proven), one.operator)
        if kind is None:
            return None
    return kind if kind in ("int", "str") or node.operator in "+-*/" else None


def result_kind(left: Kind, right: Kind, operator: str) -> Kind:
    """The kind of an arithmetic result."""
    if left == "int" and right == "int":
        return "int"
    if operator == "+" and "str" in (left, right) and left in ADDED_TO_TEXT and right in ADDED_TO_TEXT:
        return "str"
    if left in ("int", "float") and right in ("int", "float"):
        return "float"
    return None


def _assigned_kind(node: nodes.Assign, proven: Proven) -> Kind:
    value = kind_of(node.value, proven)
    if node.operator == "=":
        return value
    target = kind_of(node.target, proven)
    if target == "str":
        return result_kind(target, value, node.operator.removesuffix("="))
    if target == "float":
        return result_kind(target, value, "")
    return target if target == "int" and value == "int" else None


def _joined(one: nodes.Expression, other: nodes.Expression, proven: Proven) -> Kind:
    kind = kind_of(one, proven)
    return kind if kind is not None and kind == kind_of(other, proven) else None
