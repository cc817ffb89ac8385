"""What differs between dialects of LPC in the eyes of the parser.

Rule: the parser asks these options and never a dialect's name, so that a new dialect is a new value and no new branch.
A word of `type_names` or `modifiers` that is not in `reserved` is soft: it has its meaning only where a declaration
can stand, and may otherwise name anything.

Whoever compiles picks a value; only the parser reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import attrs

from ..data import frozen
from .tokens import RESERVED_WORDS

_NEOLITH_TYPES: Final = {
    "void": "void",
    "int": "int",
    "float": "float",
    "double": "float",
    "string": "string",
    "object": "object",
    "mapping": "mapping",
    "mixed": "mixed",
    "function": "function",
    "buffer": "buffer",
}

_NEOLITH_MODIFIERS: Final = frozenset(["private", "protected", "public", "static", "nomask", "varargs"])


@frozen(slots=True)
class ParseOptions:
    """The grammar of one dialect; the defaults are Neolith's own."""

    type_names: Mapping[str, str] = attrs.field(default=MappingProxyType(_NEOLITH_TYPES), hash=False)
    """Words that name a type, and the basic type each of them means ('array' means an array of mixed)."""

    class_words: frozenset[str] = frozenset({"class"})
    """Words that go before the name of a class, in its definition and in types."""

    modifiers: frozenset[str] = _NEOLITH_MODIFIERS | {"nosave"}

    reserved: frozenset[str] = RESERVED_WORDS

    pragmas: frozenset[str] = frozenset({"warnings", "strict_types"})
    """Pragmas that are on before the first line."""

    null_coalescing: bool = False
    """`a ?? b`."""

    reference_arguments: bool = False
    """`f(ref x)`, `f(&x)`, `void f(int ref x)` and `foreach (ref x in list)`."""

    default_arguments: bool = False
    """`void f(int a : (: 1 :))`."""

    computed_calls: bool = False
    """`target->(name)(arguments)` and `functions[i](arguments)`."""

    dotted_members: bool = False
    """`value.member`, where no argument list follows."""

    open_case_ranges: bool = False
    """`case ..5:`, `case 5..:` and `text[..<2]`."""

    call_other_pointers: bool = False
    """`(: target, "name" :)` as a call_other; elsewhere it is the comma operator."""

    unnamed_arguments: bool = False
    """`void f(int, string name) { }`: arguments that the body does not need."""

    anonymous_varargs: bool = False
    """`function (mixed *rest...) { }`."""

    async_functions: bool = False
    """`async int f() { }`, `await p`, `acatch(...)` and the type `promise<int>`; see with_async()."""

    def with_async(self) -> ParseOptions:
        """The same grammar with asynchronous functions; their words are soft."""
        return attrs.evolve(
            self,
            type_names=MappingProxyType({**self.type_names, "promise": "promise"}),
            modifiers=self.modifiers | {"async"},
            async_functions=True,
        )


NEOLITH: Final = ParseOptions()

FLUFFOS: Final = ParseOptions(
    type_names=MappingProxyType({**_NEOLITH_TYPES, "array": "array", "status": "int"}),
    class_words=frozenset({"class", "struct"}),
    modifiers=_NEOLITH_MODIFIERS | {"nosave", "deprecated"},
    reserved=(RESERVED_WORDS - {"asm", "double", "in", "static"}) | {"nosave"},
    pragmas=frozenset({"warnings"}),
    null_coalescing=True,
    reference_arguments=True,
    default_arguments=True,
    computed_calls=True,
    dotted_members=True,
    open_case_ranges=True,
    unnamed_arguments=True,
    anonymous_varargs=True,
)
