"""Compile errors and warnings as FluffOS words them, for the master's log_error().

    /std/room.c:3:12: error: Undefined variable 'foo'
        3 |     return foo;
          |            ^
      note: while loading '/std/room' inherited by '/d/hall'

Rule: wordings only, and the same place as everywhere else: line and column are those of what is wrong, where FluffOS
has those its grammar had come to. The loader renders by this where the grammar is that of FluffOS.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from .diagnostics import WARNING, Diagnostic, Span

_WIDEST: Final = 200  # characters of a line that are shown
_MARGIN: Final = 80  # of those before the caret
_NUMBERED: Final = re.compile(r"\b([a-z]+|class \w+)\(\d+\)", re.ASCII)  # string(5)
_REWORDED: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(pattern, re.ASCII), text)
    for pattern, text in (
        (
            r"Wrong number of arguments to (\S+)\n +Expected: (\d+)  Got: (\d+)",
            r"Wrong number of arguments to '\1', expected: \2, minimum: \2, got: \3.",
        ),
        (r"(Too (?:many|few) arguments to) ([\w:]+)", r"\1 '\2'."),
        (r"Duplicate default", "Duplicate default label"),
        (r"Redeclaration of function (\S+)\.", r"Redeclaration of function '\1'."),
        (r"redefinition of #define (\w+)\n?", r"Macro '\1' redefined"),
        (r"Unexpected (#\w+)", r"unexpected \1"),
    )
)


def rendered(one: Diagnostic, included_from: Mapping[str, Span], notes: Iterable[str] = ()) -> str:
    """The message as log_error() gets it, with its newline."""
    lines = [f"In file included from {place.file}:{place.line}:" for place in _includes(one.file, included_from)]
    kind = "warning" if one.severity == WARNING else "error"
    lines += [f"{one.file}:{one.line}:{one.column}: {kind}: {reworded(one)}", *_snippet(one)]
    return "".join(f"{line}\n" for line in (*lines, *(f"  note: {note}" for note in notes)))


def reworded(one: Diagnostic) -> str:
    """The message in FluffOS's words."""
    message = _NUMBERED.sub(r"\1", one.message).rstrip("\n")
    if message == "syntax error" and one.found:
        return f"syntax error, unexpected {one.found}"
    for pattern, text in _REWORDED:
        if pattern.fullmatch(message):
            return pattern.sub(text, message)
    return message


def _includes(file: str, included_from: Mapping[str, Span]) -> list[Span]:
    """The #include lines that lead to a header, the outermost first."""
    chain: list[Span] = []
    while file in included_from and len(chain) < len(included_from):
        chain.insert(0, included_from[file])
        file = included_from[file].file
    return chain


def _snippet(one: Diagnostic) -> list[str]:
    """The line of the source with a caret below it; of a long one what is around the caret."""
    if not one.source_line:
        return []
    shown, caret = one.source_line.replace("\t", " "), one.column - 1
    if len(shown) > _WIDEST:
        start = min(max(caret - _MARGIN, 0), len(shown) - _WIDEST)
        before, behind = "..." if start else "", "..." if start + _WIDEST < len(shown) else ""
        shown, caret = before + shown[start : start + _WIDEST] + behind, caret - start + len(before)
    return [f"{one.line:5} | {shown}", f"      | {' ' * caret}^"]
