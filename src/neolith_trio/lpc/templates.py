"""Template literals: `You see ${sizeof(list)} things.` taken to pieces.

Rule: pure functions from text to pieces. Newlines in a literal are nothing, and what stands in `${...}` ends at the
brace that closes it: not at one in a string, a comment, a block or another template.

Only the lexer comes here.
"""

from __future__ import annotations

import re
from typing import Final

_TEXT: Final = re.compile(r"(?:[^\\`$]|\\[\s\S]|\$(?!\{))*")
_INSIDE: Final = re.compile(
    r"""
    [^"'`{}/]+ | "(?:[^"\\]|\\[\s\S])*" | '(?:[^'\\]|\\[^0-7x]|\\[0-7]+|\\x[0-9a-fA-F]*)' | //[^\n]* | /\*[\s\S]*?\*/
    | (?P<template>`) | (?P<opens>\{) | (?P<closes>\}) | ["'/]
    """,
    re.VERBOSE,
)
_CLEANED: Final = re.compile(r"\\([`$])|\\\r?\n|\\[\s\S]|\r?\n")


def pieces(text: str, start: int) -> tuple[list[tuple[int, int]], int] | None:
    """Where the texts and, between them, the expressions of the template at `start` are, and where it ends.

    None when it has no end.
    """
    found: list[tuple[int, int]] = []
    at = start + 1
    while True:
        match = _TEXT.match(text, at)
        assert match is not None, "the text may be empty"
        found.append(match.span())
        end = match.end()
        if end >= len(text):
            return None
        if text[end] == "`":
            return found, end + 1
        closing = _closing(text, end + 2)
        if closing < 0:
            return None
        found.append((end + 2, closing))
        at = closing + 1


def _closing(text: str, at: int) -> int:
    """Where the brace is that closes the expression which begins there; -1 when there is none."""
    depth = 0
    while match := _INSIDE.match(text, at):
        at = match.end()
        if match["template"]:
            inner = pieces(text, match.start())
            if inner is None:
                return -1
            at = inner[1]
        elif match["opens"]:
            depth += 1
        elif match["closes"]:
            if not depth:
                return match.start()
            depth -= 1
    return -1


def cleaned(text: str) -> str:
    """A text of a template as that of a string: without its newlines, and the escapes that only templates have."""
    return _CLEANED.sub(
        lambda match: match[1] or (match[0] if match[0][0] == "\\" and match[0][-1] != "\n" else ""), text
    )
