"""Patterns as they are typed, and the next line that fits one.

The rule: a session remembers its last pattern, and an empty one means that; a wrong one is forgotten.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...errors import LpcError
from ..texts import patterns
from . import settings
from .refusals import FAILED, NOT_FOUND, Refused

if TYPE_CHECKING:
    from .addresses import Cursor
    from .session import Session


def read_pattern(session: Session, cursor: Cursor) -> re.Pattern[str] | None:
    """The pattern behind a delimiter, up to the next delimiter or the end; None when there is none."""
    delimiter = cursor.take()
    start = cursor.position
    while cursor.peek not in ("", delimiter):
        cursor.take_escaped()
    text = cursor.text[start : cursor.position]
    if text:
        session.pattern = _compiled(session, text)
    return session.pattern


def _compiled(session: Session, text: str) -> re.Pattern[str] | None:
    try:
        return patterns.compiled_with_groups(text, session.settings.has(settings.EXCOMPATIBLE))
    except LpcError as wrong:
        session.desk.write(f"ed: regular expression error: {wrong.value}")
        return None


def find(session: Session, pattern: re.Pattern[str] | None, *, backwards: bool) -> int:
    """The number of the next line that fits, searched past the end and on from the start, without the current one.

    It moves the current line one on, as these editors do.
    """
    if pattern is None:
        raise Refused(FAILED)
    buffer = session.buffer
    step = buffer.before if backwards else buffer.after
    start = number = step(buffer.current)
    for _ in range(buffer.last):
        if patterns.search(pattern, buffer.text(number)):
            buffer.current = start
            return number
        number = step(number)
    raise Refused(NOT_FOUND)
