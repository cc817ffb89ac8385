"""The arguments of macros, expanded before they are put in: the way of C, which some dialects follow.

Rule: text in, text out. A macro that names itself is left alone the second time, and what grows beyond all measure is
handed back as it was; the expansion of the whole use reports that. Only expansion.py calls this.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from .macros import Macro, split_arguments

LONGEST: Final = 1 << 16
_PIECE: Final = re.compile(r'"[^"\\]*(?:\\[\s\S][^"\\]*)*"|\'(?:\\[\s\S]|[^\\\'\n])\'|([A-Za-z_]\w*)|[\s\S]', re.ASCII)
_OPENING: Final = re.compile(r"\s*\(")


def expanded(text: str, macros: Mapping[str, Macro], within: frozenset[str] = frozenset()) -> str:
    """`text` with every macro in it replaced; those in `within` are being replaced already."""
    parts: list[str] = []
    offset = length = 0
    while offset < len(text):
        match = _PIECE.match(text, offset)
        assert match is not None, "the pattern takes any character"
        offset = match.end()
        piece = match[0]
        macro = macros.get(match[1]) if match[1] else None
        if macro is not None and not macro.special and macro.name not in within:
            piece, offset = _use(macro, text, offset, macros, within)
        parts.append(piece)
        length += len(piece)
        if length > LONGEST:
            return text
    return "".join(parts)


def _use(macro: Macro, text: str, offset: int, macros: Mapping[str, Macro], within: frozenset[str]) -> tuple[str, int]:
    """What a use of a macro stands for, and where the text goes on."""
    inner = within | {macro.name}
    if macro.parameters is None:
        return expanded(macro.body, macros, inner), offset
    opening = _OPENING.match(text, offset)
    found = split_arguments(text, opening.end()) if opening else None
    if found is None or len(found[0]) != len(macro.parameters):
        return macro.name, offset
    arguments, end = found
    return expanded(macro.expand(prepared(macro, arguments, macros)), macros, inner), end


def prepared(macro: Macro, arguments: list[str], macros: Mapping[str, Macro]) -> list[str]:
    """The arguments of a use as they are put in; those of a macro that joins words stay as they are written."""
    if "#" in macro.body:
        return arguments
    return [expanded(one, macros) for one in arguments]
