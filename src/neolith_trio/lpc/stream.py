"""What goes into the lexer and what comes out: its options, and the stream of tokens with all that was noticed.

Rule: everything here is plain frozen data. Two compilations with equal LexOptions and equal answers to the stream's
`dependencies` give equal streams, so both belong in the key of a compiled program.

The compiler's driver makes LexOptions; the parser reads TokenStream.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from ..data import frozen
from .diagnostics import Diagnostics
from .source import Dependency, Sources
from .tokens import Token


@frozen(slots=True, kw_only=True)
class LexOptions:
    """How to read LPC text; the defaults are those of the profile `neolith`."""

    # Directories for #include, as LPC paths, searched in this order.
    include_dirs: tuple[str, ...] = ()
    # A header for the top of every file, as `<name>`, `"name"` or bare; a missing one is no error.
    global_include: str = ""
    # Predefined macros: name to text. LPC may neither redefine nor undefine them.
    macros: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    # What efun_defined() knows.
    efun_names: frozenset[str] = frozenset()
    # The codec: True when every character is one byte (latin-1), False for real text.
    bytes_text: bool = True
    # `( {` opens an array as `({` does.
    space_in_openers: bool = True
    # `\n` in a text block is a newline; when False a text block keeps its backslashes.
    text_block_escapes: bool = False
    # An unknown escape such as `\q` keeps its backslash; when False it is the bare character.
    keep_unknown_escapes: bool = True
    # __FILE__ and __DIR__ in a header name the header; when False they name the file being compiled.
    file_macros_follow_includes: bool = False
    # The arguments of a macro are expanded before they are put in, and only outside of string literals, as in C.
    arguments_expand_first: bool = False
    # The operators ?? ??= ||= &&= ?. and .?
    short_circuit_assignment: bool = False
    # #include <name> looks in the include directories alone, #include "name" beside the including file first.
    only_quotes_search_beside: bool = False
    # 0b101, 0o17, 1_000_000 and 1_000.5.
    extended_ints: bool = False
    # \u2022 and \U0001F600 in strings.
    unicode_escapes: bool = False
    # `text ${expression} text`.
    templates: bool = False


@frozen(slots=True)
class Pragma:
    """A #pragma: it counts from the token with the index `before` on."""

    name: str
    enabled: bool
    before: int
    file: str
    line: int


@frozen(slots=True)
class Echo:
    """The text of an #echo, for the driver's log."""

    text: str
    file: str
    line: int


@frozen(slots=True, eq=False)
class TokenStream:
    """The tokens of one file, headers and macros worked in; the last one is EOF."""

    path: str
    tokens: list[Token]
    diagnostics: Diagnostics
    pragmas: tuple[Pragma, ...]
    echoes: tuple[Echo, ...]
    sources: Sources

    @property
    def dependencies(self) -> tuple[Dependency, ...]:
        """Every file that was asked for, found or not: what the compiled program depends on."""
        return self.sources.dependencies()

    @property
    def files(self) -> tuple[str, ...]:
        """The files the tokens come from, the main file first."""
        return self.sources.paths()
