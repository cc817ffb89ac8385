"""Short constructors of Python syntax, so that the emitters read like the code they make.

Nodes are made without positions; `place` gives a node its LPC line and column, and `locate` fills in the rest of a
finished tree from the nodes above.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from typing import Any

LOAD, STORE = ast.Load(), ast.Store()
_NODES = [one for one in vars(ast).values() if isinstance(one, type) and issubclass(one, ast.AST)]
_PLACED = frozenset(one for one in _NODES if "lineno" in one._attributes)  # those that have a position
_INNER = frozenset(one for one in _NODES if one._fields) | _PLACED  # and those with something below them
_NO_NODES = frozenset({"arg", "attr", "conversion", "ctx", "id", "kind", "op", "ops", "simple", "type_comment"})
_BELOW = {one: tuple(field for field in one._fields if field not in _NO_NODES) for one in _NODES}
_BELOW[ast.Constant] = ()


def name(identifier: str) -> ast.Name:
    """A name that is read."""
    return ast.Name(identifier, LOAD)


def constant(value: Any) -> ast.Constant:
    """A literal."""
    return ast.Constant(value)


def value_of(node: ast.expr) -> Any:
    """The value of a literal."""
    assert isinstance(node, ast.Constant)
    return node.value


def function(name_: str, arguments: ast.arguments, body: list[ast.stmt]) -> ast.FunctionDef:
    """def name_(arguments): body."""
    fields: dict[str, Any] = {"type_params": []} if "type_params" in ast.FunctionDef._fields else {}
    return ast.FunctionDef(name=name_, args=arguments, body=body, decorator_list=[], returns=None, **fields)


def attribute(owner: ast.expr, identifier: str) -> ast.Attribute:
    """owner.identifier, read."""
    return ast.Attribute(owner, identifier, LOAD)


def own(identifier: str) -> ast.Attribute:
    """self.identifier, read."""
    return ast.Attribute(name("self"), identifier, LOAD)


def call(function: str | ast.expr, *arguments: ast.expr) -> ast.Call:
    """function(arguments); a string is a name."""
    return ast.Call(name(function) if isinstance(function, str) else function, list(arguments), [])


def assign(target: str, value: ast.expr) -> ast.Assign:
    """target = value, for a plain name."""
    return ast.Assign([ast.Name(target, STORE)], value)


def assign_own(identifier: str, value: ast.expr) -> ast.Assign:
    """self.identifier = value."""
    return ast.Assign([ast.Attribute(name("self"), identifier, STORE)], value)


def walrus(target: str, value: ast.expr) -> ast.NamedExpr:
    """(target := value)."""
    return ast.NamedExpr(ast.Name(target, STORE), value)


def choose(test: ast.expr, then: ast.expr, otherwise: ast.expr) -> ast.IfExp:
    """then if test else otherwise."""
    return ast.IfExp(test, then, otherwise)


def compare(left: ast.expr, operator: type[ast.cmpop], right: ast.expr) -> ast.Compare:
    """left operator right."""
    return ast.Compare(left, [operator()], [right])


def negate(test: ast.expr) -> ast.expr:
    """not test."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return test.operand
    return ast.UnaryOp(ast.Not(), test)


def has_class(value: ast.expr, class_name: str) -> ast.Compare:
    """value.__class__ is class_name."""
    return compare(attribute(value, "__class__"), ast.Is, name(class_name))


def all_have_class(values: Sequence[ast.expr], class_name: str) -> ast.Compare:
    """a.__class__ is b.__class__ is class_name."""
    first, *others = [attribute(value, "__class__") for value in values]
    return ast.Compare(first, [ast.Is() for _ in values], [*others, name(class_name)])


def both(operator: type[ast.boolop], tests: Sequence[ast.expr]) -> ast.expr:
    """The tests joined by and / or."""
    return tests[0] if len(tests) == 1 else ast.BoolOp(operator(), list(tests))


def tuple_of(elements: Iterable[ast.expr]) -> ast.Tuple:
    """(elements)."""
    return ast.Tuple(list(elements), LOAD)


def list_of(elements: Iterable[ast.expr]) -> ast.List:
    """[elements]."""
    return ast.List(list(elements), LOAD)


def place(node: ast.AST, line: int, column: int) -> None:
    """Give a node its LPC position, unless it has one."""
    if not hasattr(node, "lineno"):
        node.lineno = node.end_lineno = line  # type: ignore[attr-defined]
        offset = column - 1 if column else 0
        node.col_offset = offset  # type: ignore[attr-defined]
        node.end_col_offset = offset + 1  # type: ignore[attr-defined]


def locate(root: ast.AST, line: int) -> None:
    """Give every node below root a position: its own or the one of the node above.

    Types are ignored here and in place(): they give positions to some classes of nodes only, and miss the test.
    """
    pending: list[tuple[ast.AST, int, int]] = [(root, line, 0)]
    while pending:
        node, line, column = pending.pop()
        if node.__class__ in _PLACED:
            if hasattr(node, "lineno"):
                line, column = node.lineno, node.col_offset  # type: ignore[attr-defined]
            else:
                node.lineno = node.end_lineno = line  # type: ignore[attr-defined]
                node.col_offset = column  # type: ignore[attr-defined]
                node.end_col_offset = column + 1  # type: ignore[attr-defined]
        for field in _BELOW[node.__class__]:
            value = getattr(node, field, None)
            if value.__class__ is list:
                for one in value:
                    if one.__class__ in _INNER:
                        pending.append((one, line, column))
            elif value.__class__ in _INNER:
                pending.append((value, line, column))
