"""Files as they were read: tokens and tree, and the few that wait for a parent and are compiled again in a moment.

Rule: a file that waited is not read twice as long as every file that it asked for has the text that it had; LPC may
have changed any of them while the parent came up. Who takes it owns it: the stages after the parser write into it.

Only lpc/compiler.py uses this module.
"""

from __future__ import annotations

from typing import Final

import attrs

from .grammar import ParseOptions
from .lexer import lex
from .nodes import Program
from .parser import parse
from .source import ReadFile, Sources
from .stream import LexOptions, TokenStream


@attrs.frozen(slots=True, eq=False)
class Parsed:
    """The tokens of a file and the tree that they make. `readable`: the tokens alone had no error that matters."""

    stream: TokenStream
    tree: Program
    readable: bool
    lex_options: LexOptions
    parse_options: ParseOptions


_HARMLESS: Final = frozenset(
    {
        "Wrong number of macro arguments",
        "Missing '(' in macro call",
        "Missing ',' in #define parameter list",
        "Illegal to redefine predefined value.",
        "Illegal to #undef a predefined value.",
        "Unrecognised # directive",
    }
)
"""Errors that leave plain names or nothing where they stand, so that what is said about the rest is worth telling."""
_NO_HEADER: Final = ("Cannot #include ", "Missing leading ", "Missing trailing ")

_WAITING: Final[dict[str, Parsed]] = {}
MOST: Final = 32  # about as deep as programs inherit each other; what waits longer is read again


def parsed(path: str, read_file: ReadFile, lex_options: LexOptions, parse_options: ParseOptions) -> Parsed:
    """Read the file at an LPC path, unless it is there already."""
    waited = _WAITING.pop(path, None)
    if waited is not None and (waited.lex_options, waited.parse_options) == (lex_options, parse_options):
        if waited.stream.sources.same_in(Sources(read_file)):
            return waited
    stream = lex(path, lex_options, read_file)
    readable = all(
        one.message in _HARMLESS or one.message.startswith(_NO_HEADER) for one in stream.diagnostics.errors()
    )
    return Parsed(stream, parse(stream, parse_options), readable, lex_options, parse_options)


def wait(one: Parsed) -> None:
    """Keep a file that nothing has been done to since it was read."""
    while len(_WAITING) >= MOST:
        _WAITING.pop(next(iter(_WAITING)), None)
    _WAITING[one.stream.path] = one
