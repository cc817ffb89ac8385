"""Efuns that match patterns; the patterns are those of runtime/texts/patterns.py."""

from __future__ import annotations

import re
from typing import Any, Final

from ..errors import LpcError
from ..runtime.texts.patterns import compiled, search
from ..runtime.values import live
from .registry import efun

_WITH_INDEX: Final = 1
_INVERTED: Final = 2


@efun("mixed regexp(string | string *text, string pattern, void | int flags)", dot_call=True, interruptible=True)
def regexp(text: Any, pattern: str, *flags: int) -> Any:
    r"""Does a pattern match a string, or which strings of an array does it match?

    In a pattern . stands for any character, [a-z] for one of several and [^a-z] for one of all others; * + and ? repeat
    what stands before them, ( ) group, | separates alternatives, ^ and $ match at the start and the end, \< and \> at
    the start and the end of a word. A backslash takes the meaning from any of these.

    Arguments:
        text: a string, or an array of strings.
        pattern: the pattern.
        flags: for an array only. 1: each string is followed by its index, counted from 1; 2: the strings that do not
            match; 3: both.
    Returns: for a string 1 or 0; for an array a new array.
    Errors: a wrong pattern; flags with a string.
    Example:
        regexp("a.c", "a\\.c")                      // 1
        regexp(({ "bob", "ann" }), "^a", 1)         // ({ "ann", 2 })
    See also: reg_assoc, sscanf, strsrch
    """
    if text.__class__ is str:
        if flags:
            raise LpcError("3rd argument illegal for regexp(string, string)\n")
        return 1 if search(compiled(pattern), text) else 0
    if not text:
        return []
    ready = compiled(pattern)
    flag = flags[0] if flags else 0
    wanted = not flag & _INVERTED
    found = [
        (one, index)
        for index, one in enumerate(text, 1)
        if one.__class__ is str and (search(ready, one) is not None) == wanted
    ]
    return [value for pair in found for value in pair] if flag & _WITH_INDEX else [one for one, _ in found]


@efun(
    "mixed *reg_assoc(string text, string *patterns, mixed *tokens, void | mixed other)",
    dot_call=True,
    interruptible=True,
)
def reg_assoc(text: str, patterns: list[Any], tokens: list[Any], other: Any = 0) -> list[Any]:
    """Cut a text into what several patterns match and what lies between.

    At each place the pattern that matches first is taken, and of several that match at the same place the first one in
    the array.

    Arguments:
        text: the text.
        patterns: an array of patterns, as for regexp().
        tokens: an array of the same size: what stands for each pattern in the result.
        other: what stands for the text between the matches; 0 when it is left out.
    Returns: an array of two arrays: the pieces, beginning and ending with one between matches, and what stands for
        each.
    Errors: arrays of different sizes; a pattern that is no string, or wrong.
    Example:
        reg_assoc("a1b", ({ "[0-9]+" }), ({ "num" }), "text")
        // ({ ({ "a", "1", "b" }), ({ "text", "num", "text" }) })
    See also: regexp, explode
    """
    if len(patterns) != len(tokens):
        raise LpcError("Pattern and token array sizes must be identical.\n")
    if any(one.__class__ is not str for one in patterns):
        raise LpcError("Non-string found in pattern array.\n")
    searches = [compiled(one) for one in patterns]
    pieces: list[Any] = []
    stands_for: list[Any] = []
    last = position = 0
    while position < len(text):
        found = _first_match(searches, text[position:])
        if found is None:
            break
        index, match = found
        start, end = position + match.start(), position + match.end()
        pieces += [text[last:start], text[start:end]]
        stands_for += [other, live(tokens[index])]
        last = position = end
        if start == end:
            position += 1
    return [[*pieces, text[last:]], [*stands_for, other]]


def _first_match(searches: list[re.Pattern[str]], text: str) -> tuple[int, re.Match[str]] | None:
    best: tuple[int, re.Match[str]] | None = None
    for index, pattern in enumerate(searches):
        match = search(pattern, text)
        if match is not None and (best is None or match.start() < best[1].start()):
            best = index, match
    return best
