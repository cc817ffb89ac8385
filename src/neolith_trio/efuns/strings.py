"""Efuns on strings: splitting and joining, searching, case, repetition.

Case and classification follow ASCII rules only, so that strings of bytes keep their other bytes.
"""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Callable
from itertools import islice
from typing import Any, Final

from ..config import Grammar
from ..errors import LpcError
from ..runtime import limits
from ..runtime.closures import Closure
from ..runtime.errors import bad_argument
from ..runtime.values import UNDEFINED, Entity, live
from .callbacks import callback
from .registry import efun

_ALL: Final = -1
_COMPLEMENT: Final = 0xFFFFFFFF


@efun("string *explode(string text, string delimiter)", dot_call=True)
def explode(text: str, delimiter: str) -> list[str]:
    """Split text at every delimiter.

    The parts between the delimiters, also empty ones at the start, between two delimiters and at the end; in the
    profiles mudos and fluffos one delimiter at either end does not count. An empty text has no parts. With an empty
    delimiter the parts are the characters, of which one may be several bytes of UTF-8.

    Arguments:
        text: what to split.
        delimiter: where to split; it is not part of the result.
    Returns: an array of strings; where it would exceed the configured array size the last one is all the rest.
    Errors: with an empty delimiter when the text is no valid UTF-8.
    Example:
        explode("a,b,,c", ",")      // ({ "a", "b", "", "c" })
    See also: implode, sscanf, reg_assoc
    """
    if not text:
        return []
    limit = limits.current.array
    if delimiter:
        dialect = limits.current.dialect
        if not dialect.reversible_explode:
            text = _without_ends(text, delimiter, every=not dialect.sane_explode)
            if not text:
                return []
        return text.split(delimiter, limit - 1)
    if limits.current.byte_strings and not text.isascii():
        return [one.encode("utf-8").decode("latin-1") for one in _decoded(text)][:limit]
    return list(text[:limit])


def _without_ends(text: str, delimiter: str, *, every: bool) -> str:
    """The text without one delimiter (or every) in front and one at the end; nothing when it is delimiters alone."""
    if not text.replace(delimiter, ""):
        return ""
    while every and text.startswith(delimiter):
        text = text.removeprefix(delimiter)
    return text.removeprefix(delimiter).removesuffix(delimiter)


def _decoded(text: str) -> str:
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        raise LpcError("An invalid multibyte sequence is encountered.\n") from None


@efun("mixed implode(mixed *parts, string | function glue, void | mixed start)", dot_call=True)
def implode(this: Entity, parts: list[Any], glue: Any, *start: Any) -> Any:
    """Join the strings of an array, or fold an array with a function.

    With a string the elements that are strings are joined with it between them; other elements are left out. With a
    function the elements are folded from the left: it is called with the result so far and the next element.

    Arguments:
        parts: the array.
        glue: a string, or a function of two arguments.
        start: the first "result so far"; without it the first element is. Only with a function.
    Returns: the string, or the last result; 0 when there is nothing to fold.
    Errors: start with a string.
    Example:
        implode(({ "a", "b" }), "-")                    // "a-b"
        implode(({ 1, 2, 3 }), (: $1 + $2 :), 10)       // 16
    See also: explode, map
    """
    if glue.__class__ is str:
        if start:
            raise LpcError("Third argument to implode() is illegal with implode(array, string)\n")
        try:
            return glue.join(parts)
        except TypeError:  # not only strings
            return glue.join([one for one in parts if one.__class__ is str])
    if not start and not parts:
        return 0
    fold: Callable[..., Any] = callback(this, "implode", glue, ()) if glue.__class__ is Closure else glue
    result = live(start[0] if start else parts[0])
    for value in islice(parts, 0 if start else 1, None):
        result = fold(result, live(value))
    return result


@efun("string capitalize(string text)", dot_call=True)
def capitalize(text: str) -> str:
    """The text with its first letter in upper case.

    Only the letters a to z change.

    Arguments:
        text: any string.
    Returns: the new string.
    Example:
        capitalize("elf")       // "Elf"
    See also: upper_case, lower_case
    """
    return upper_case(text[:1]) + text[1:]


@efun("string upper_case(string text)", dot_call=True)
def upper_case(text: str) -> str:
    """The text in upper case.

    Only the letters a to z change.

    Arguments:
        text: any string.
    Returns: the new string.
    Example:
        upper_case("Elf")       // "ELF"
    See also: lower_case, capitalize
    """
    if text.isascii():
        return text.upper()
    return text.encode("utf-8", "surrogatepass").upper().decode("utf-8", "surrogatepass")


@efun("string lower_case(string text)", dot_call=True)
def lower_case(text: str) -> str:
    """The text in lower case.

    Only the letters A to Z change.

    Arguments:
        text: any string.
    Returns: the new string.
    Example:
        lower_case("Elf")       // "elf"
    See also: upper_case, capitalize
    """
    if text.isascii():
        return text.lower()
    return text.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")


@efun("string c_str(string text)", dot_call=True)
def c_str(text: str) -> str:
    """The text up to its first NUL character.

    Arguments:
        text: any string.
    Returns: the part that C programs would see.
    Example:
        c_str("ab" + "\\0" + "cd")       // "ab"
    See also: strlen, strcmp
    """
    return text.partition("\0")[0]


@efun("string replace_string(string text, string pattern, string replacement, ...)", dot_call=True)
def replace_string(text: str, pattern: str, replacement: str, *which: Any) -> Any:
    """Replace parts of a text.

    Arguments:
        text: where to replace.
        pattern: what to replace, taken literally; an empty one is never found.
        replacement: what to put there.
        max: replace the first max of them; 0 or none: all.
        first, last: replace those from number first (from 1) to number last; last 0: up to the end.
    Returns: the new string; 0 when it would exceed the configured string length.
    Errors: more than five arguments; max, first or last that are no ints.
    Example:
        replace_string("banana", "an", "o", 1)      // "boana"
        replace_string("banana", "a", "o", 2, 3)    // "banono"
    See also: regexp, strsrch
    """
    if len(which) > 2:
        raise LpcError("Too many args to replace_string.\n")
    for number, one in enumerate(which, 4):
        if not isinstance(one, int):
            raise bad_argument(number, "replace_string", ("int",), live(one))
    first, last = (0, which[0]) if len(which) == 1 else which or (0, 0)
    if not pattern or (last > 0 and first > last) or first < 0:
        return text
    found = text.count(pattern)
    stop = found if last <= 0 else min(last, found)
    kept = max(first - 1, 0)
    grown = len(text) + max(stop - kept, 0) * (len(replacement) - len(pattern))
    if len(replacement) > len(pattern) and grown >= limits.current.string:
        return UNDEFINED
    if not kept:
        return text.replace(pattern, replacement, stop)
    parts = text.split(pattern, stop)
    if len(parts) <= kept:
        return text
    return pattern.join(parts[: kept + 1]) + "".join(replacement + part for part in parts[kept + 1 :])


@efun("string repeat_string(string text, int times)", dot_call=True)
def repeat_string(text: str, times: int) -> str:
    """The text several times in a row.

    Arguments:
        text: what to repeat.
        times: how often; 0 gives "".
    Returns: the new string.
    Errors: a negative count, or a result over the configured string length.
    Example:
        repeat_string("-=", 3)      // "-=-=-="
    See also: sprintf
    """
    if times == 1 or not text:
        return text if times else ""
    if times < 0 or len(text) * times > limits.current.string:
        raise LpcError("repeat_string: String too large.\n")
    return text * times


@efun("int strsrch(string text, string | int wanted, void | int from_right)", dot_call=True)
def strsrch(text: str, wanted: Any, from_right: int = 0) -> int:
    """The place of a text in another one.

    Arguments:
        text: where to look.
        wanted: what to look for: a string or the number of a character.
        from_right: 0 finds the leftmost place, anything else the rightmost.
    Returns: the index of its first character, -1 when it is not there or wanted is empty.
    Errors: wanted is the character 0.
    Example:
        strsrch("banana", "an")         // 1
        strsrch("banana", 'a', -1)      // 5
    See also: member_array, sscanf, regexp
    """
    if not isinstance(wanted, str):
        if wanted == 0:
            if limits.current.dialect.grammar is Grammar.FLUFFOS:
                return len(text)  # where C ends it
            raise LpcError("strsrch: invalid wide character\n")
        if not 0 < wanted <= 0x10FFFF or 0xD800 <= wanted < 0xE000:
            return -1
        wanted = chr(wanted)
        if limits.current.byte_strings:
            wanted = wanted.encode("utf-8").decode("latin-1")
    if not wanted and limits.current.dialect.grammar is not Grammar.FLUFFOS:
        return -1
    return text.rfind(wanted) if from_right else text.find(wanted)


@efun("int strcmp(string left, string right)", dot_call=True)
def strcmp(left: str, right: str) -> int:
    """Compare two strings as C does.

    Both are compared up to their first NUL character.

    Arguments:
        left, right: the strings.
    Returns: 0 when they are equal, else the difference of the first two characters that differ: negative when left
        comes first.
    Example:
        strcmp("a", "c")        // -2
    See also: c_str
    """
    left, right = c_str(left) + "\0", c_str(right) + "\0"
    return next((ord(a) - ord(b) for a, b in zip(left, right, strict=False) if a != b), 0)


@efun("string strwrap(string text, int width, void | int indent)", dot_call=True)
def strwrap(text: str, width: int, indent: int = 0) -> str:
    """Reserved for wrapping text; gives the text as it is, as Neolith does.

    Use sprintf("%-=*s", width, text) to wrap text.

    Arguments:
        text: any string.
        width, indent: not used.
    Returns: the text.
    Example:
        strwrap("a long line", 5)       // "a long line"
    See also: sprintf
    """
    return text


_VARIABLE: Final = re.compile(
    r"\$(?:(?P<plain>[A-Za-z_][A-Za-z0-9_]*)|\{(?P<braced>[A-Za-z_][A-Za-z0-9_]*)(?::-(?P<default>[^}]*))?\})"
)


@efun("string envsubst(string text)", dot_call=True)
def envsubst(text: str) -> str:
    """Put the values of environment variables of the driver into a text.

    Arguments:
        text: $NAME, ${NAME} and ${NAME:-default} are replaced; a variable that is not set is empty, the default stands
            in for one that is not set or empty. Any other $ stays.
    Returns: the new string.
    Example:
        envsubst("runs as $USER on ${HOST:-some host}")
    See also: get_config
    """

    def value(match: re.Match[str]) -> str:
        found = os.environ.get(match["plain"] or match["braced"], "")
        if limits.current.byte_strings:
            found = found.encode("utf-8", "surrogateescape").decode("latin-1")
        return found or match["default"] or ""

    return _VARIABLE.sub(value, text)


@efun("int crc32(string | buffer data)", dot_call=True)
def crc32(data: Any) -> int:
    """The 32-bit cyclic redundancy code of some data.

    Arguments:
        data: a string, of which the bytes count, or a buffer.
    Returns: the code, without the last inversion that zip and others make.
    Example:
        crc32("hello")      // 3387906425
    See also: crypt
    """
    return zlib.crc32(string_bytes(data) if data.__class__ is str else data) ^ _COMPLEMENT


def string_bytes(text: str) -> bytes:
    """The bytes that a string stands for outside of LPC."""
    if limits.current.byte_strings:
        return text.encode("latin-1", "replace")
    return text.encode("utf-8", "surrogateescape")


def bytes_string(data: bytes | bytearray) -> str:
    """The string for bytes from outside of LPC; no byte is lost."""
    if limits.current.byte_strings:
        return data.decode("latin-1")
    return data.decode("utf-8", "surrogateescape")
