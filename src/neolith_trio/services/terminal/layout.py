"""Where text ends up on a terminal of a given width.

Rule: pure functions over bytes; text that is not UTF-8 counts one column a byte, control sequences none. The
line editor calls them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

# what a terminal does not show
_COLOURS_AND_THE_LIKE = rb"\x1b\[[0-?]*[ -/]*[@-~]"
_TITLES = rb"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"
_TWO_BYTE_ESCAPES = rb"\x1b[^\[\]]"
_CONTROLS = rb"[\x00-\x1f\x7f]"
_INVISIBLE = re.compile(b"|".join([_COLOURS_AND_THE_LIKE, _TITLES, _TWO_BYTE_ESCAPES, _CONTROLS]))


def character_width(character: str) -> int:
    """Columns of one character: 2 for East Asian wide ones, 0 for those that combine."""
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Me", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def widths(text: bytes) -> list[int]:
    """The columns of each visible character of a text without line ends."""
    visible = _INVISIBLE.sub(b"", text).decode("utf-8", "surrogateescape")
    return [character_width(character) for character in visible]


def place(columns: int, text_widths: Iterable[int]) -> tuple[int, int]:
    """Row and column of the cursor behind a text that began in column 0."""
    row = column = 0
    for width in text_widths:
        if column + width > columns:
            row, column = row + 1, 0
        column += width
        if column == columns:
            row, column = row + 1, 0
    return row, column
