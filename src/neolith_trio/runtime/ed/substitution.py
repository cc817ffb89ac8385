r"""s/pattern/replacement/: what comes in the place of what fits.

In a replacement & is all that fits the pattern and \1 to \9 are its groups; \& and \\ are the characters, \n breaks
the line, \r \b \t \012 are control characters, and any other character behind a backslash is itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from ..texts import patterns
from .listing import show
from .refusals import BAD_REPLACEMENT, NOT_SUBSTITUTED, Refused

if TYPE_CHECKING:
    from .addresses import Cursor
    from .session import Session

Part = str | int  # text, or the number of a group; 0 is all that fits

_LONGEST_REPLACEMENT: Final = 256
_CONTROL: Final = {"r": "\r", "n": "\n", "b": "\b", "t": "\t"}
_OCTAL: Final = "01234567"


def read_replacement(cursor: Cursor) -> tuple[list[Part], bool]:
    """The replacement behind its delimiter, and whether a `g` follows: every place in a line, not only the first."""
    delimiter = cursor.take()
    if not delimiter or cursor.at_end:
        raise Refused(BAD_REPLACEMENT)
    start = cursor.position
    parts: list[Part] = []
    while cursor.peek not in ("", delimiter):
        parts.append(_read_part(cursor))
    if cursor.position - start > _LONGEST_REPLACEMENT:
        raise Refused(BAD_REPLACEMENT)
    cursor.take()
    cursor.skip_blanks()
    everywhere = cursor.peek == "g"
    if everywhere:
        cursor.take()
    return parts, everywhere


def _read_part(cursor: Cursor) -> Part:
    character = cursor.take()
    if character == "&":
        return 0
    if character != "\\" or cursor.at_end:
        return character
    character = cursor.take()
    if character == "0":
        return _read_octal(cursor)
    if "1" <= character <= "9":
        return int(character)
    return _CONTROL.get(character, character)


def _read_octal(cursor: Cursor) -> str:
    number = 0
    for _ in range(3):
        if not cursor.peek or cursor.peek not in _OCTAL:
            break
        number = number * 8 + int(cursor.take())
    return chr(number & 0xFF).replace("\0", "")


def substitute(
    session: Session, pattern: re.Pattern[str], parts: Sequence[Part], *, everywhere: bool, showing: bool
) -> int:
    """Change the lines from session.first to session.last; how many were changed."""

    def replacement(match: re.Match[str]) -> str:
        return "".join(match[part] or "" if isinstance(part, int) else part for part in parts if _is_known(match, part))

    buffer = session.buffer
    changed = 0
    number, left = session.first, session.last - session.first + 1
    while left:
        text, times = patterns.substitute(pattern, replacement, buffer.text(number), 0 if everywhere else 1)
        buffer.current = number
        if times:
            buffer.replace(number, number, text.split("\n"))
            changed += 1
            if showing:
                show(session, buffer.current, buffer.current)
        number, left = buffer.current + 1, left - 1
    if not changed and not everywhere:
        raise Refused(NOT_SUBSTITUTED)
    return changed


def _is_known(match: re.Match[str], part: Part) -> bool:
    return isinstance(part, str) or part <= (match.re.groups or 0)
