"""What is wrong with a text that is no JSON, and where: the words in which from_json() says so.

Python's own reader is fast, but what it says differs from version to version, and mudlibs show and compare the words of
the C driver. So a text that was refused is looked through once more here, token by token, for its first mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import Final

_TOKEN: Final = re.compile(
    r"""[ \t\r\n]* (?: (?P<string> "(?: [^"\\] | \\. )*" )
                     | (?P<number> -?[0-9]+ (?:\.[0-9]*)? (?:[eE][-+]?[0-9]*)? )
                     | (?P<word> true | false | null )
                     | (?P<sign> [][{},:] )
                     | (?P<other> . )
                     | (?P<end> \Z ) )""",
    re.VERBOSE | re.DOTALL,
)
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_PART: Final = re.compile(r"\\u[0-9a-fA-F]{4}|\\[\"\\/bfnrt]|[^\\\0-\x1f]+")
_UNICODE: Final = re.compile(r"\\u[0-9a-fA-F]{0,4}")
_CLOSING: Final = {"[": "]", "{": "}"}


class _Due(Enum):
    """What may come next, and what is said when something else does."""

    VALUE = "Syntax error: value, object or array expected."
    NAME = "Missing '}' or object member name"
    COLON = "Missing ':' after object member name"
    ELEMENT_END = "Missing ',' or ']' in array declaration"
    MEMBER_END = "Missing ',' or '}' in object declaration"
    END = "Extra non-whitespace after JSON value."


_VALUES: Final = {due: frozenset[str]() for due in _Due} | {
    _Due.VALUE: frozenset({"string", "number", "word"}),
    _Due.NAME: frozenset({"string"}),
}
_AFTER_COMMA: Final = {_Due.ELEMENT_END: _Due.VALUE, _Due.MEMBER_END: _Due.NAME}


def mistake(text: str) -> str | None:
    """The first mistake in the text, with its line and its column in bytes; None when its tokens are in order."""
    opened: list[str] = []
    due = _Due.VALUE
    just_opened = False
    for token in _tokens(text):
        kind = str(token.lastgroup)
        start, word = token.start(kind), token[kind]
        if kind == "end" and due is _Due.END:
            return None
        if opened and word == _CLOSING[opened[-1]] and (just_opened or due in _AFTER_COMMA):
            opened.pop()
            due, just_opened = _after_value(opened), False
            continue
        just_opened = due is _Due.VALUE and word in _CLOSING
        if just_opened:
            opened.append(word)
            due = _Due.VALUE if word == "[" else _Due.NAME
        elif kind in _VALUES[due]:
            if (wrong := _wrong_inside(text, kind, start, word)) is not None:
                return wrong
            due = _Due.COLON if due is _Due.NAME else _after_value(opened)
        elif due is _Due.COLON and word == ":":
            due = _Due.VALUE
        elif due in _AFTER_COMMA and word == ",":
            due = _AFTER_COMMA[due]
        else:
            return _told(text, start, due.value)
    return None


def _tokens(text: str) -> Iterator[re.Match[str]]:
    position = 0
    while (token := _TOKEN.match(text, position)) is not None:
        yield token
        if token.lastgroup == "end":
            return
        position = token.end()


def _after_value(opened: list[str]) -> _Due:
    if not opened:
        return _Due.END
    return _Due.ELEMENT_END if opened[-1] == "[" else _Due.MEMBER_END


def _wrong_inside(text: str, kind: str, start: int, word: str) -> str | None:
    """What is wrong inside a number or a string."""
    if kind == "number" and not _NUMBER.fullmatch(word):
        return _told(text, start, f"'{word}' is not a number.")
    if kind != "string":
        return None
    position, end = start + 1, start + len(word) - 1
    while position < end:
        part = _PART.match(text, position, end)
        if part is None:
            return _told(text, start, *_wrong_part(text, position, end))
        position = part.end()
    return None


def _wrong_part(text: str, position: int, end: int) -> tuple[str, int]:
    """What is wrong at a place in a string, and where that is seen."""
    if text[position] != "\\":
        return "Control character in string", position
    if text[position + 1] != "u":
        return "Bad escape sequence in string", position + 2
    if end - position < len("\\u0000"):
        return "Bad unicode escape sequence in string: four digits expected.", position + 2
    digits = _UNICODE.match(text, position, end)
    assert digits is not None
    return "Bad unicode escape sequence in string: hexadecimal digit expected.", digits.end() + 1


def _told(text: str, start: int, what: str, detail: int | None = None) -> str:
    seen = "" if detail is None else f"See {_place(text, detail)} for detail.\n"
    return f"* {_place(text, start)}\n  {what}\n{seen}"


def _place(text: str, position: int) -> str:
    before = text[:position]
    line = before[before.rfind("\n") + 1 :]
    return f"Line {before.count(chr(10)) + 1}, Column {len(line.encode('utf-8', 'surrogatepass')) + 1}"
