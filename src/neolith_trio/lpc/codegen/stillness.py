"""What changes nothing but variables: there nobody can be surprised by what has become of a value meanwhile."""

from __future__ import annotations

from typing import Final

from .. import nodes
from ..symbols import Efun, Local
from ..walking import children
from .proofs import Proven

STEADY_EFUNS: Final = frozenset(
    {
        "abs", "arrayp", "bufferp", "capitalize", "clear_bit", "environment", "explode", "file_name", "floatp",
        "functionp", "interactive", "intp", "keys", "living", "lower_case", "mapp", "max", "member_array", "min",
        "nullp", "objectp", "pointerp", "replace_string", "set_bit", "sizeof", "strcmp", "stringp", "strlen", "strsrch",
        "test_bit", "this_player", "to_float", "to_int", "undefinedp", "upper_case", "values",
    }
)  # fmt: skip
"""They call no LPC and change nothing: what they say depends on what is there."""
_STILL: Final = (
    nodes.Number, nodes.Real, nodes.String, nodes.Name, nodes.Parameter, nodes.Unary, nodes.Binary, nodes.Logical,
    nodes.Conditional, nodes.Comma, nodes.Index, nodes.OptionalIndex, nodes.Range, nodes.Member, nodes.ArrayLiteral,
    nodes.MappingLiteral, nodes.Cast, nodes.Convert, nodes.ExpressionStatement, nodes.LocalDeclaration, nodes.Block,
    nodes.If, nodes.Switch, nodes.Case, nodes.While, nodes.DoWhile, nodes.For, nodes.Return, nodes.Break,
    nodes.Continue,
)  # fmt: skip
_COPIED: Final = frozenset({"int", "float", "str", "list"})
"""Kinds of which `op=` makes a new value; a mapping is changed itself."""


def is_still(statement: nodes.Statement, proven: Proven) -> bool:
    """Does a statement, with all that it runs, change no array, mapping or object?"""
    pending: list[nodes.Node] = [statement]
    while pending:
        node = pending.pop()
        if not _is_still(node, proven):
            return False
        pending += children(node)
    return True


def _is_still(node: nodes.Node, proven: Proven) -> bool:
    """The same of a node by itself."""
    match node:
        case nodes.Call(symbol=Efun(name=name)):
            return name in STEADY_EFUNS
        case nodes.Assign(operator="=", target=nodes.Name()) | nodes.Step(operand=nodes.Name()):
            return True
        case nodes.Assign(target=nodes.Name(symbol=Local() as local)):
            return proven.get(local) in _COPIED
        case nodes.Foreach():
            return not node.references
        case _:
            return isinstance(node, _STILL)
