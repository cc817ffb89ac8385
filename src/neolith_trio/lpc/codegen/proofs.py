"""What can be proven of values before the program runs: which expressions and locals are always of one kind.

A local is proven when every assignment to it in its function assigns a proven value; declared types alone prove
nothing, because callers may break them. `x += value` and its kin never change the kind of x: they fail instead.
UNDEFINED counts as an int: it is one for every Python operator.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal

from .. import nodes
from ..environment import EfunSignature
from ..symbols import Efun, FunctionScope, Local
from ..walking import children

Kind = Literal["int", "float", "str", "list", "mapping", "bool"] | None
"""What is proven of a value; bool: a Python bool that must not reach LPC."""
ARITHMETIC = frozenset({"+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>"})
COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">="})
ADDED_TO_TEXT = frozenset({"int", "float", "str"})
_LIKE_THEIR_ARGUMENT: Final = frozenset({"filter", "filter_array", "map", "map_array"})
"""Efuns that make an array of an array."""
Proven = dict[Local, Kind]
Assignment = tuple[Local, "nodes.Expression | None"]  # None: by something that proves nothing


def prove_locals(scope: FunctionScope, body: Iterable[nodes.Node], checked: frozenset[Local] = frozenset()) -> Proven:
    """The locals of a function whose kind never changes; `checked` are arguments that are ints when it begins."""
    proven: Proven = {}
    late: Proven = {}
    for local in scope.locals:
        kind = _promised(local)
        if kind is not None and (not local.is_argument or local in checked):
            (proven if kind == "int" or local.initialised else late)[local] = kind
    if late:
        proven |= {local: late[local] for local in assigned_before_read(body) if local in late}
    relevant = [one for one in assignments(body) if one[0] in proven] if proven else []
    changed = True
    while changed and proven:
        changed = False
        for local, value in relevant:
            if local in proven and (value is None or kind_of(value, proven) != proven[local]):
                del proven[local]
                changed = True
    return proven


_OF_TYPE: Final[dict[str, Kind]] = {"int": "int", "float": "float", "string": "str", "mapping": "mapping"}


def _promised(local: Local) -> Kind:
    """The kind that the declaration of a local promises."""
    return "list" if local.type.stars else _OF_TYPE.get(local.type.basic)


def assigned_before_read(body: Iterable[nodes.Node]) -> Iterator[Local]:
    """The locals that are declared without a value and assigned by the first statement of their block that has them."""
    statements = list(body)
    blocks: list[Sequence[nodes.Node]] = [statements]
    pending = [*statements]
    while pending:
        node = pending.pop()
        if isinstance(node, nodes.Block):
            blocks.append(node.statements)
        if not isinstance(node, nodes.AnonymousFunction):
            pending.extend(children(node))
    for block in blocks:
        yield from _assigned_first(block)


def _assigned_first(statements: Iterable[nodes.Node]) -> Iterator[Local]:
    waiting: set[Local] = set()
    for statement in statements:
        match statement:
            case nodes.LocalDeclaration(symbol=Local() as local, value=None) if not local.escapes:
                waiting.add(local)
                continue
            case nodes.ExpressionStatement(
                expression=nodes.Assign(operator="=", target=nodes.Name(symbol=Local() as local), value=value)
            ) if local in waiting:
                waiting -= _mentioned(value)
                if local in waiting:
                    waiting.remove(local)
                    yield local
                continue
            case _:
                pass
        if waiting:
            waiting -= _mentioned(statement)


def _mentioned(node: nodes.Node) -> set[Local]:
    """The locals whose names stand in a statement or expression."""
    found: set[Local] = set()
    pending = [node]
    while pending:
        one = pending.pop()
        if isinstance(one, nodes.Name) and isinstance(one.symbol, Local):
            found.add(one.symbol)
        pending.extend(children(one))
    return found


_ASSIGNING: Final = frozenset({
    nodes.AnonymousFunction, nodes.Assign, nodes.Foreach, nodes.LocalDeclaration, nodes.ParseCommand,
    nodes.ReferenceArgument, nodes.Sscanf, nodes.Step,
})  # fmt: skip
"""The nodes that `assignments` looks at; of all others only what is below them matters."""


def assignments(body: Iterable[nodes.Node]) -> Iterator[Assignment]:
    """Every assignment to a local in some statements, with what is assigned."""
    pending = list(body)
    while pending:
        node = pending.pop()
        if node.__class__ not in _ASSIGNING:
            pending.extend(children(node))
            continue
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
            case _:
                pass
        pending.extend(children(node))


def _unproven(targets: Iterable[nodes.Node]) -> Iterator[Assignment]:
    for target in targets:
        symbol = getattr(target, "symbol", None)
        if isinstance(symbol, Local):
            yield symbol, None


_OF_LITERAL: Final[dict[type, Kind]] = {
    nodes.Number: "int",
    nodes.Real: "float",
    nodes.String: "str",
    nodes.ArrayLiteral: "list",
    nodes.MappingLiteral: "mapping",
}


def kind_of(node: nodes.Expression, proven: Proven) -> Kind:
    """The proven kind of an expression's value ('int' also for truth values), or None."""
    literal = _OF_LITERAL.get(node.__class__)
    if literal is not None:
        return literal
    match node:
        case nodes.Name(symbol=Local() as local):
            return proven.get(local)
        case nodes.Convert():
            return "int" if node.to == "int" else "float"
        case nodes.Unary():
            kind = "int" if node.operator == "!" else kind_of(node.operand, proven)
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
            if any(isinstance(one, nodes.Spread) for one in node.arguments):
                return efun_kind(efun.signature, [])
            return efun_kind(efun.signature, [kind_of(one, proven) for one in node.arguments[:2]])
        case _:
            return None


def efun_kind(signature: EfunSignature, arguments: list[Kind]) -> Kind:
    """The proven kind of what an efun returns, for arguments of these kinds: many types promise more than they keep."""
    if signature.returns is not None:
        return signature.returns
    if signature.name in _LIKE_THEIR_ARGUMENT and arguments[:1] == ["list"]:
        return "list"
    if signature.name == "implode" and arguments[1:] == ["str"]:
        return "str"
    return None


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
    return kind if kind != "float" or node.operator in "+-*/" else None


_WITHIN: Final[dict[Kind, str]] = {"list": "+-&", "mapping": "+"}
"""The operators that make another of two of a kind."""


def result_kind(left: Kind, right: Kind, operator: str) -> Kind:
    """The kind of an arithmetic result."""
    if left == "int" and right == "int":
        return "int"
    if operator == "+" and "str" in (left, right) and left in ADDED_TO_TEXT and right in ADDED_TO_TEXT:
        return "str"
    if left in ("int", "float") and right in ("int", "float"):
        return "float"
    return left if left == right and operator in _WITHIN.get(left, "") else None


def _assigned_kind(node: nodes.Assign, proven: Proven) -> Kind:
    if node.operator == "=":
        return kind_of(node.value, proven)
    if node.operator in ("&&=", "||=", "??="):
        return _joined(node.target, node.value, proven)
    kind = kind_of(node.target, proven)
    if kind == "int" and not _is_declared_int(node.target) and kind_of(node.value, proven) != "int":
        return None  # in FluffOS a float makes it one
    return kind


def _is_declared_int(node: nodes.Expression) -> bool:
    return isinstance(node, nodes.Name) and isinstance(node.symbol, Local) and node.symbol.type.basic == "int"


def _joined(one: nodes.Expression, other: nodes.Expression, proven: Proven) -> Kind:
    kind = kind_of(one, proven)
    return kind if kind is not None and kind == kind_of(other, proven) else None
