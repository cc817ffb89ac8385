r"""Efuns that match patterns in the form of PCRE, by Python's `re`.

`texts.pcre` rewrites what the two spell differently; what `re` cannot do (recursion, \K, callouts) is an error of the
pattern. A pattern that takes for ever is ended by the evaluation limit.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from ...errors import LpcError
from ...runtime import limits
from ...runtime.interruptible import interruptible
from ...runtime.texts import pcre
from ...runtime.values import Entity, Mapping, live
from ..callbacks import callback
from ..registry import FLUFFOS_ONLY, efun

_FLAGS: Final = {1: re.IGNORECASE, 2: re.MULTILINE, 4: re.DOTALL, 8: re.VERBOSE}
_UNGREEDY: Final = 16
_ANCHORED: Final = 32
_CACHE_SIZE: Final = 256
_WITH_INDEX: Final = 1
_INVERTED: Final = 2


@lru_cache(maxsize=_CACHE_SIZE)
def _compiled(pattern: str, flags: int) -> re.Pattern[str]:
    options = re.ASCII if limits.current.byte_strings else re.RegexFlag(0)
    for bit, option in _FLAGS.items():
        if flags & bit:
            options |= option
    try:
        text = pcre.translate(pattern, verbose=bool(options & re.VERBOSE), ungreedy=bool(flags & _UNGREEDY))
        return re.compile(rf"\A(?:{text})" if flags & _ANCHORED else text, options)
    except (re.error, OverflowError, RecursionError) as error:
        raise LpcError(f"PCRE compilation failed: {error}\n") from None


@interruptible
def _search(pattern: re.Pattern[str], text: str, start: int = 0) -> re.Match[str] | None:
    return pattern.search(text, start)


@efun("string pcre_version()", profiles=FLUFFOS_ONLY)
def pcre_version() -> str:
    """What matches the patterns of the pcre efuns.

    Returns: a text.
    Example:
        pcre_version()
    See also: pcre_match
    """
    return "Python re"


@efun(
    "mixed pcre_match(string | string *text, string pattern, void | int flag, void | int options)",
    profiles=FLUFFOS_ONLY,
)
def pcre_match(text: Any, pattern: str, flag: int = 0, options: int = 0) -> Any:
    r"""Does a pattern match a string, or which strings of an array does it match?

    Arguments:
        text: a string, or an array of strings.
        pattern: the pattern.
        flag: for an array as in regexp(); for a string the options.
        options: 1: upper and lower case are the same; 2: ^ and $ match at lines; 4: . matches a newline too;
            8: blanks in the pattern do not count; 16: repetitions take as little as they can; 32: only at the
            beginning.
    Returns: 1 or 0 for a string, an array for an array.
    Errors: a wrong pattern.
    Example:
        pcre_match("Elf", "^e\\w+", 1)          // 1
    See also: regexp, pcre_extract
    """
    if isinstance(text, str):
        return 1 if _search(_compiled(pattern, flag | options), text) else 0
    ready = _compiled(pattern, options)
    wanted = not flag & _INVERTED
    found: list[Any] = []
    for index, one in enumerate(text, 1):
        if isinstance(one, str) and (_search(ready, one) is not None) == wanted:
            found += [one, index] if flag & _WITH_INDEX else [one]
    return found


@efun("mixed *pcre_match_all(string text, string pattern, void | int options)", profiles=FLUFFOS_ONLY)
def pcre_match_all(text: str, pattern: str, options: int = 0) -> list[Any]:
    r"""All places where a pattern matches.

    Arguments:
        text: the text.
        pattern: the pattern.
        options: as for pcre_match().
    Returns: an array for each match: what matched and then its groups.
    Errors: a wrong pattern.
    Example:
        pcre_match_all("a1b2", "[a-z](\\d)")    // ({ ({ "a1", "1" }), ({ "b2", "2" }) })
    See also: pcre_extract, pcre_match
    """
    ready = _compiled(pattern, options)
    found: list[Any] = []
    start = 0
    while start <= len(text) and len(found) < limits.current.array:
        match = _search(ready, text, start)
        if match is None:
            break
        found.append([match[0], *(group or "" for group in match.groups())])
        start = match.end() + (match.end() == match.start())
    return found


@efun(
    "mixed *pcre_assoc(string text, string *patterns, mixed *tokens, void | mixed other, void | int options)",
    profiles=FLUFFOS_ONLY,
)
def pcre_assoc(text: str, patterns: list[Any], tokens: list[Any], other: Any = 0, options: int = 0) -> list[Any]:
    r"""Cut a text into what several patterns match and what lies between, as reg_assoc() does.

    Arguments:
        text: the text.
        patterns: an array of patterns.
        tokens: an array of the same size: what stands for each pattern in the result.
        other: what stands for the text between the matches; 0 when it is left out.
        options: as for pcre_match().
    Returns: an array of two arrays: the pieces, and what stands for each.
    Errors: arrays of different sizes; a pattern that is no string, or wrong.
    Example:
        pcre_assoc("a1b", ({ "\\d" }), ({ "num" }), "text")   // ({ ({ "a", "1", "b" }), ({ "text", "num", "text" }) })
    See also: reg_assoc
    """
    if len(patterns) != len(tokens):
        raise LpcError("Pattern and token array size must be identical.\n")
    if any(one.__class__ is not str for one in patterns):
        raise LpcError("Non-string found in pattern array.\n")
    ready = [_compiled(one, options) for one in patterns]
    pieces: list[Any] = []
    stands_for: list[Any] = []
    last = position = 0
    while position < len(text):
        matches = (_search(one, text, position) for one in ready)
        found = [(match.start(), index, match) for index, match in enumerate(matches) if match]
        if not found:
            break
        _, index, match = min(found, key=lambda one: one[:2])
        pieces += [text[last : match.start()], match[0]]
        stands_for += [other, live(tokens[index])]
        last = match.end()
        position = last + (match.start() == last)
    return [[*pieces, text[last:]], [*stands_for, other]]


@efun("mixed *pcre_extract(string text, string pattern, void | int named, void | int options)", profiles=FLUFFOS_ONLY)
def pcre_extract(text: str, pattern: str, named: int = 0, options: int = 0) -> list[Any]:
    r"""What the groups of a pattern match.

    Arguments:
        text: the text.
        pattern: a pattern with groups.
        named: 1: the last element is a mapping of the named groups.
        options: as for pcre_match().
    Returns: an array of strings; empty when the pattern does not match.
    Errors: a wrong pattern.
    Example:
        pcre_extract("elf 12", "(\\w+) (\\d+)")         // ({ "elf", "12" })
    See also: pcre_match_all, sscanf
    """
    match = _search(_compiled(pattern, options), text)
    if match is None:
        return []
    found: list[Any] = [group or "" for group in match.groups()]
    if named:
        found.append(Mapping({name: value for name, value in match.groupdict().items() if value is not None}))
    return found


@efun(
    "string pcre_replace(string text, string pattern, string *replacements, void | int options)", profiles=FLUFFOS_ONLY
)
def pcre_replace(text: str, pattern: str, replacements: list[Any], options: int = 0) -> str:
    r"""Replace what the groups of a pattern match.

    Arguments:
        text: the text.
        pattern: a pattern with groups.
        replacements: as many strings as there are groups.
        options: as for pcre_match().
    Returns: the new text; the same when the pattern does not match.
    Errors: a wrong pattern; another number of strings than of groups.
    Example:
        pcre_replace("elf 12", "(\\w+) (\\d+)", ({ "orc", "3" }))       // "orc 3"
    See also: pcre_replace_callback, replace_string
    """
    match = _search(_compiled(pattern, options), text)
    if match is None:
        return text
    if len(replacements) != match.re.groups:
        counts = f"{match.re.groups} vs {len(replacements)}"
        raise LpcError(f"Number of captured substrings and replacements do not match, {counts}.\n")
    return _with_groups(text, match, lambda group, _: str(replacements[group - 1]))


@efun("string pcre_replace_callback(string text, string pattern, string | function f, ...)", profiles=FLUFFOS_ONLY)
def pcre_replace_callback(this: Entity, text: str, pattern: str, f: Any, *rest: Any) -> str:
    r"""Replace what the groups of a pattern match by what a function returns.

    Arguments:
        text: the text.
        pattern: a pattern with groups.
        f: called with what a group matched and its number from 0; then come further arguments. After the name of a
            function comes the object that has it.
        ...: further arguments; a number at the end is the options, as for pcre_match().
    Returns: the new text; a group stays as it is when f returns no string.
    Errors: a wrong pattern.
    Example:
        pcre_replace_callback("elf", "(e)", (: upper_case($1) :))       // "Elf"
    See also: pcre_replace
    """
    options = 0
    if rest and isinstance(rest[-1], int):
        *others, options = rest
        rest = tuple(others)
    match = _search(_compiled(pattern, int(options)), text)
    if match is None:
        return text
    call = callback(this, "pcre_replace_callback", f, rest)

    def chosen(group: int, old: str) -> str:
        answer = call(old, group - 1)
        return answer if isinstance(answer, str) else old

    return _with_groups(text, match, chosen)


def _with_groups(text: str, match: re.Match[str], new: Callable[[int, str], str]) -> str:
    """The text with every group of a match replaced; a group inside another is left to that one."""
    parts: list[str] = []
    last = 0
    for group in range(1, match.re.groups + 1):
        start, end = match.span(group)
        if start < last or start < 0:
            continue
        parts += [text[last:start], new(group, text[start:end])]
        last = end
    return "".join([*parts, text[last:]])[: limits.current.string]


@efun("mapping pcre_cache()", profiles=FLUFFOS_ONLY)
def pcre_cache() -> Mapping:
    """How many compiled patterns are kept.

    Returns: a mapping with the size of the cache, and how often it helped.
    Example:
        pcre_cache()
    See also: pcre_match
    """
    known = _compiled.cache_info()
    return Mapping({"size": known.currsize, "hits": known.hits, "misses": known.misses})
