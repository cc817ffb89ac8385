"""Which expressions can be assigned to.

Rule: the restrictions are Neolith's, with its wording: variables, members, and elements or ranges of these; a range
ends the path, and of an assignment in parentheses only elements can be assigned to.

The parser asks this for every assignment, step, sscanf() and `ref`.
"""

from __future__ import annotations

from typing import Final

from ..nodes import Assign, Captured, Expression, Index, Member, Name, Parameter, Range

_ILLEGAL: Final = "Illegal lvalue"


def complaint(target: Expression) -> str | None:
    """Why `target` cannot be assigned to; None when it can."""
    if isinstance(target, (Name, Parameter, Member, Captured)):
        return None
    if not isinstance(target, (Index, Range)):
        return _ILLEGAL
    node: Expression = target
    indexed = ranged = False
    while isinstance(node, (Index, Range)):
        if isinstance(node, Range):
            if ranged:
                return "Can't do range lvalue of range lvalue."
            if indexed:
                return "Can't do indexed lvalue of range lvalue."
            ranged = True
        else:
            indexed = True
        node = node.base
    if isinstance(node, Assign):
        return _complaint_about_assignment(node, indexed)
    return None if isinstance(node, (Name, Parameter, Member, Captured)) else _ILLEGAL


def _complaint_about_assignment(node: Assign, indexed: bool) -> str | None:
    """What is wrong with `(x = y)[...]` as a target."""
    if not indexed:
        return "Illegal lvalue, a possible lvalue is (x <assign> y)[a]"
    if isinstance(node.target, Range):
        return "Illegal to have (x[a..b] <assign> y) to be the beginning of an lvalue"
    return None
