"""The nodes below a node of the tree, for the stages that walk all of it."""

from __future__ import annotations

import re
from typing import Any, Final

import attrs

from . import nodes

_CHILD_FIELDS: dict[type, tuple[str, ...]] = {}
_WORD: Final = re.compile(r"\w+")
_NO_NODES: Final = frozenset({"None", "Type", "bool", "float", "frozenset", "int", "list", "str", "tuple"})


def _may_hold_nodes(field: attrs.Attribute[Any]) -> bool:
    """Is a field part of the tree, and not of a type in which there are no nodes?"""
    if field.name in ("file", "line", "column", "type", "symbol", "scope"):
        return False
    return not _NO_NODES.issuperset(_WORD.findall(str(field.type)))


def children(node: nodes.Node) -> list[nodes.Node]:
    """The nodes directly below a node, in source order."""
    fields = _CHILD_FIELDS.get(node.__class__)
    if fields is None:
        fields = tuple(field.name for field in attrs.fields(node.__class__) if _may_hold_nodes(field))
        _CHILD_FIELDS[node.__class__] = fields
    found: list[nodes.Node] = []
    for field in fields:
        value = getattr(node, field)
        if isinstance(value, nodes.Node):
            found.append(value)
        elif value.__class__ is list:
            for one in value:
                if one.__class__ is tuple:
                    found.extend(part for part in one if isinstance(part, nodes.Node))
                elif isinstance(one, nodes.Node):
                    found.append(one)
    return found
