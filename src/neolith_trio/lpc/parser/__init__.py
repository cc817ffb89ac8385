"""From tokens to the syntax tree.

Rule: the parser resolves no names and knows no types, with the exceptions its modules state; whatever the text, it
returns a Program and reports every error it finds to the stream's diagnostics, with the wording of Neolith where
Neolith has one. Programs with errors are not complete: no later stage should read them.

The compiler's driver calls parse(). Inside, each module adds a layer to one class, from the cursor (cursor.py) through
types, operators, operands, function pointers, statements, loops and switches to definitions: a layer calls those
below by name, and those above through the methods that it declares for them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from ..grammar import FLUFFOS, NEOLITH, ParseOptions
from ..nodes import Program
from ..stream import TokenStream
from .cursor import FRAMES_PER_LEVEL, NESTING_LIMIT
from .definitions import DefinitionParser

__all__ = ["FLUFFOS", "NEOLITH", "NESTING_LIMIT", "ParseOptions", "parse"]


def parse(stream: TokenStream, options: ParseOptions = NEOLITH) -> Program:
    """The program that the tokens of a file spell; errors go to `stream.diagnostics`."""
    with _room_for_nesting():
        return DefinitionParser(stream, options).program()


@contextmanager
def _room_for_nesting() -> Iterator[None]:
    """Python frames enough for the deepest nesting allowed, however deep the caller stands."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(before + NESTING_LIMIT * FRAMES_PER_LEVEL)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
