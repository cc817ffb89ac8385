"""How much room text takes on a screen: columns of a terminal.

Where characters are bytes, each takes a column. Where they are text, wide ones (Chinese, emoji) take two, and marks
that stand on another character none; a colour, an escape sequence that ends in `m`, takes none either. sprintf() and
strwidth() ask here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from unicodedata import category, combining, east_asian_width

from ...config import Grammar
from .. import limits

_ESCAPE: Final = re.compile("\x1b(?:\\[[0-9;]*.?|[^\\[]?)", re.DOTALL)  # as Neolith leaves them out
_COLOUR: Final = re.compile("\x1b\\[[0-9;]*m")  # as FluffOS does
_JOINER: Final = "\u200d"  # the character behind it is drawn into the one before
_SKIN_TONES: Final = ("\U0001f3fb", "\U0001f3ff")
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Mn", "Me"})


def columns(text: str) -> int:
    """The columns that a text takes on its line."""
    if "\x1b" in text:
        text = (_ESCAPE if limits.current.byte_strings else _COLOUR).sub("", text)
    if text.isascii() and text.isprintable():
        return len(text)
    return len(text) if limits.current.byte_strings else sum(map(width, _drawn(text)))


def _drawn(text: str) -> str:
    """The text without what is drawn into the character before it."""
    if _JOINER not in text and not any(_SKIN_TONES[0] <= one <= _SKIN_TONES[1] for one in text):
        return text
    return "".join(
        one
        for before, one in zip(" " + text, text, strict=False)
        if before != _JOINER and not _SKIN_TONES[0] <= one <= _SKIN_TONES[1]
    )


@lru_cache(maxsize=4096)
def width(character: str) -> int:
    """The columns that one character takes."""
    if combining(character) or category(character) in _INVISIBLE:
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def fitting(text: str, most: int, start: int = 0) -> int:
    """Where the part of a text from `start` ends that fits into `most` columns; colours on the way belong to it."""
    current = limits.current
    if current.byte_strings:
        return min(len(text), start + most)
    simple = text[start : start + most + 1]  # with what stands behind the last column
    if simple.isascii() and "\x1b" not in simple:
        if simple.isprintable() or current.dialect.grammar is not Grammar.FLUFFOS:
            return min(len(text), start + most)
    used, position = 0, start
    while position < len(text):
        if text[position] == "\x1b" and (found := _COLOUR.match(text, position)):
            position = found.end()
            continue
        one = text[position]
        used += width(one)
        if used > most or (used == most > 0 and category(one) == "Cc"):  # a tab is not drawn into what is before it
            break
        position += 1
    return position
