r"""Literals of LPC: the values of numbers, of character constants and of the escapes in strings.

Rule: pure functions from text to value. What is doubtful goes to a `complain(message, offset)` that the caller
hands in, and a value is delivered all the same.

Integers have no octal form: 017 is seventeen, as in every LPC before. A number too large for 64 bits is the largest
that fits, in hexadecimal too. An escape the language does not know keeps its backslash, unless told otherwise.

Only the lexer calls these.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

Complain = Callable[[str, int], None]

INT_MAX: Final = (1 << 63) - 1
_BYTE_MAX: Final = 255
_LONGEST_DECIMAL: Final = 19

UNKNOWN_ESCAPE: Final = "Unknown \\ escape"
BAD_HEX: Final = "\\x must be followed by a valid hex value; interpreting as 'x' instead."
BAD_UNICODE: Final = "Illegal unicode sequence."
BAD_CHARACTER: Final = "Illegal character constant"

_ESCAPE: Final = re.compile(r"\\(?:([0-7]+)|([89])|x([0-9a-fA-F]*)|([\s\S]))")
_UNICODE_ESCAPE: Final = re.compile(
    r"""
    \\u(?P<lead>[dD][89abAB][0-9a-fA-F]{2})\\u(?P<trail>[dD][c-fC-F][0-9a-fA-F]{2})
    | \\(?:u(?P<short>[0-9a-fA-F]{4})|U(?P<long>[0-9a-fA-F]{8}))
    | \\[\s\S]
    """,
    re.VERBOSE,
)
_SIMPLE: Final = {
    "n": "\n", "t": "\t", "r": "\r", "b": "\b", "a": "\a", "e": "\x1b", '"': '"', "\\": "\\", "\n": "",
}  # fmt: skip

# A dot belongs to the number unless it begins a range or a dot call: 1..2 and 5.to_float() have ints.
_NUMBER: Final = re.compile(
    r"""
    0[xX](?P<hex>[0-9a-fA-F]*)
    | (?P<float>
        \d+ \. (?! \. | (?! [eE][+-]?\d | [fFdD]\b ) [A-Za-z_] ) \d* (?:[eE][+-]?\d*)?
      | \d+ [eE][+-]?\d*
      | \d+ (?=[fFdD])
      ) [fFdD]?
    | (?P<int>\d+)
    """,
    re.VERBOSE | re.ASCII,
)
_DIGITS: Final = r"\d(?:_?\d)*"
_EXTENDED: Final = re.compile(
    rf"""
    0[bB](?P<bin>[01_]+) | 0[oO](?P<oct>[0-7_]+) | 0[xX](?P<hex>[0-9a-fA-F](?:_?[0-9a-fA-F])*)
    | (?P<float>{_DIGITS}(?:\.{_DIGITS}(?:[eE][+-]?{_DIGITS})?|[eE][+-]?{_DIGITS}|\.(?![.A-Za-z_])))
    | (?P<int>\d+(?:_\d+)+)
    """,
    re.VERBOSE | re.ASCII,
)
_CHARACTER: Final = re.compile(r"'(?:\\(?:([0-7]+)|x([0-9a-fA-F]*)|([^0-9x]))|([^\\]))'")
_CHARACTER_ESCAPES: Final = {**_SIMPLE, "\n": "\n", "'": "'"}
_BROKEN_CHARACTER: Final = re.compile(r"'[^'\n]*'?")
_FLOAT: Final = re.compile(r"\d+(?:\.\d*)?(?:[eE][+-]?\d+)?", re.ASCII)


def decimal(digits: str) -> int:
    """The value of a decimal integer literal."""
    if len(digits) > _LONGEST_DECIMAL:
        digits = digits.lstrip("0") or "0"
        if len(digits) > _LONGEST_DECIMAL:
            return INT_MAX
    return min(int(digits), INT_MAX)


def number(text: str, offset: int, *, extended: bool = False) -> tuple[int | float, int]:
    """The number that starts at `offset` (a digit), and where it ends."""
    if extended and (match := _EXTENDED.match(text, offset)):
        return _extended_value(match), match.end()
    match = _NUMBER.match(text, offset)
    assert match is not None, "the caller saw a digit"
    if match["hex"] is not None:
        return min(int(match["hex"] or "0", 16), INT_MAX), match.end()
    if match["float"] is not None:
        return _float_value(match["float"]), match.end()
    return decimal(match["int"]), match.end()


def _extended_value(match: re.Match[str]) -> int | float:
    for name, base in (("bin", 2), ("oct", 8), ("hex", 16)):
        if match[name] is not None:
            return min(int(match[name].replace("_", "") or "0", base), INT_MAX)
    if match["float"] is not None:
        return float(match["float"].replace("_", ""))
    return decimal(match["int"].replace("_", ""))


def _float_value(text: str) -> float:
    """As C's scanf reads it: the longest front of the text that is a number."""
    match = _FLOAT.match(text)
    assert match is not None, "a float literal starts with a digit"
    return float(match[0])


def unescape(text: str, complain: Complain, *, keep_unknown: bool = True) -> str:
    """The text of a string literal with its escapes resolved; `complain` gets offsets into `text`."""
    if text.count("\\") == text.count("\\n"):  # every backslash is followed by an n
        return text.replace("\\n", "\n")
    return _ESCAPE.sub(lambda match: _escape_value(match, complain, keep_unknown), text)


def resolve_unicode(text: str, complain: Complain) -> str:
    r"""The text of a string literal with its \u and \U resolved, the other escapes as they are."""
    return _UNICODE_ESCAPE.sub(lambda match: _unicode_value(match, complain), text)


def _unicode_value(match: re.Match[str], complain: Complain) -> str:
    if match["lead"]:
        code = 0x10000 + ((int(match["lead"], 16) - 0xD800) << 10) + int(match["trail"], 16) - 0xDC00
    elif match["short"] or match["long"]:
        code = int(match["short"] or match["long"], 16)
    else:
        return match[0]
    if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        complain(BAD_UNICODE, match.start())
        return ""
    char = chr(code)
    return "\\" + char if char in '"\\' else char


def _escape_value(match: re.Match[str], complain: Complain, keep_unknown: bool) -> str:
    octal, late_digit, hexadecimal, other = match.groups()
    if octal is not None:
        return _byte(int(octal, 8), f"{BAD_CHARACTER} in string.", match.start(), complain)
    if late_digit is not None:
        return "\0" + str(late_digit)
    if hexadecimal is not None:
        if not hexadecimal:
            complain(BAD_HEX, match.start())
            return "x"
        return _byte(int(hexadecimal, 16), f"{BAD_CHARACTER}.", match.start(), complain)
    simple = _SIMPLE.get(other)
    if simple is None:
        complain(f"{UNKNOWN_ESCAPE}.", match.start())
        return match[0] if keep_unknown else str(other)
    return simple


def _byte(value: int, message: str, offset: int, complain: Complain) -> str:
    if value > _BYTE_MAX:
        complain(message, offset)
        return "x"
    return chr(value)


def character(text: str, offset: int, complain: Complain) -> tuple[int | None, int]:
    """The code of the character constant whose quote is at `offset`, and where it ends; None for a broken one."""
    match = _CHARACTER.match(text, offset)
    if match is None:
        broken = _BROKEN_CHARACTER.match(text, offset)
        return None, broken.end() if broken else offset + 1
    octal, hexadecimal, escaped, plain = match.groups()
    if plain is not None:
        value = ord(plain)
    elif octal is not None:
        value = ord(_byte(int(octal, 8), BAD_CHARACTER, offset, complain))
    elif hexadecimal is not None:
        value = _hex_character(hexadecimal, offset, complain)
    elif escaped in _CHARACTER_ESCAPES:
        value = ord(_CHARACTER_ESCAPES[escaped])
    else:
        complain(UNKNOWN_ESCAPE, offset)
        value = ord(escaped)
    return value, match.end()


def _hex_character(digits: str, offset: int, complain: Complain) -> int:
    if not digits:
        complain(BAD_HEX, offset)
        return ord("x")
    return ord(_byte(int(digits, 16), BAD_CHARACTER, offset, complain))


def decode_wide(text: str) -> str | None:
    """What one-byte characters mean when read as UTF-8; None when they are not UTF-8."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None


def encode_wide(text: str) -> str:
    """The text with each character that is more than a byte as the bytes of its UTF-8."""
    return "".join(char if char <= "\xff" else char.encode().decode("latin-1") for char in text)


def has_no_lone_surrogate(text: str) -> bool:
    """Whether real text could be written as UTF-8: no byte of it was smuggled in as a surrogate."""
    return not any("\ud800" <= char <= "\udfff" for char in text)
