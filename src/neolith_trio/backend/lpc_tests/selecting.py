"""Which tests somebody wants to run: `run-tests -k "door and not locked"`.

A word fits a test when it is part of the file's path or of the function's name, whatever its case; `and`, `or`, `not`
and parentheses join words, as in pytest. Words side by side must all fit. Only running.py comes here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from ...errors import ConfigError

Fits = Callable[[str], bool]

_TOKEN: Final = re.compile(r"[()]|[^\s()]+")


def selection(words: str) -> Fits:
    """Whether a text such as "/tests/door.c::test_opens" is selected; ConfigError when the words make no sense."""
    return _Expression(words).whole() if words.strip() else lambda text: True


class _Expression:
    """Reads an expression once, from left to right."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._tokens = _TOKEN.findall(words.lower())

    def whole(self) -> Fits:
        fits = self._either()
        if self._tokens:
            raise self._wrong(f"nothing may follow before {self._tokens[0]!r}")
        return fits

    def _either(self) -> Fits:
        one = self._both()
        while self._accept("or"):
            one = _either(one, self._both())
        return one

    def _both(self) -> Fits:
        one = self._plain()
        while self._accept("and") or (self._tokens and self._tokens[0] not in ("or", ")")):
            one = _both(one, self._plain())
        return one

    def _plain(self) -> Fits:
        if self._accept("not"):
            return _opposite(self._plain())
        if self._accept("("):
            one = self._either()
            if not self._accept(")"):
                raise self._wrong("a ')' is missing")
            return one
        if not self._tokens or self._tokens[0] in ("and", "or", ")"):
            raise self._wrong("a word is missing")
        return _containing(self._tokens.pop(0))

    def _accept(self, token: str) -> bool:
        if self._tokens[:1] != [token]:
            return False
        self._tokens.pop(0)
        return True

    def _wrong(self, why: str) -> ConfigError:
        return ConfigError(f"-k {self._words!r}: {why}")


def _either(one: Fits, other: Fits) -> Fits:
    return lambda text: one(text) or other(text)


def _both(one: Fits, other: Fits) -> Fits:
    return lambda text: one(text) and other(text)


def _opposite(one: Fits) -> Fits:
    return lambda text: not one(text)


def _containing(word: str) -> Fits:
    return lambda text: word in text.lower()
