r"""MudOS patterns as Python's `re`.

    c  .  [a-z]  [^a-z]       a character; a backslash makes any character an ordinary one, \b \t \r are control
    characters ^  $  \<  \>              the ends of the subject (not of its lines) and of words
    x* x+ x?  (x)  x|y        repetition, group, alternatives

Nothing else is special: `{`, \d and \w stand for themselves. Matching is by bytes and ASCII rules. The pattern is
checked by the rules of the old matcher, whose messages mudlibs know. efuns and `scanning` use `compiled` and `search`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from ...config import Grammar
from ...errors import LpcError
from .. import limits
from ..interruptible import interruptible

_SPECIAL: Final = frozenset("().*+?|$^[]")
_CONTROL: Final = {"b": "\b", "t": "\t", "r": "\r"}
_REPEATS: Final = frozenset("*+?")
_ANCHORS: Final = {
    "^": r"\A",
    "$": r"\Z",
    "<": r"(?:\A|(?<![A-Za-z0-9_])(?=[A-Za-z0-9_]))",
    ">": r"(?:\Z|(?<=[A-Za-z0-9_])(?![A-Za-z0-9_]))",
}
_MOST_GROUPS: Final = 9

Token = tuple[str, bool]  # a character, and is it an operator
_END: Final[Token] = ("", True)


@lru_cache(maxsize=512)
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, ready to search with; LpcError when it is wrong."""
    return _translated(_Parser(_tokens(pattern.partition("\0")[0])))


@lru_cache(maxsize=64)
def compiled_with_groups(pattern: str, escaped_groups: bool) -> re.Pattern[str]:
    r"""The same for the editor, which asks what fits each group; `escaped_groups`: \( \) make them, not ( )."""
    return _translated(_Parser(_tokens(pattern, escaped_groups), "("))


def _translated(parser: _Parser) -> re.Pattern[str]:
    """The whole of what the parser was given, as Python's `re` has it."""
    text, _ = parser.alternatives()
    if parser.peek != _END:
        raise _wrong("unmatched ()")
    return re.compile(text, re.DOTALL | re.ASCII)


@interruptible
def substitute(
    pattern: re.Pattern[str], replacement: Callable[[re.Match[str]], str], text: str, count: int
) -> tuple[str, int]:
    """re.subn() of a compiled pattern."""
    return pattern.subn(replacement, text, count)


@interruptible
def search(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The first match of a compiled pattern. A bad pattern can take for ever, so the evaluation timer may end it."""
    return pattern.search(text)


def _wrong(text: str) -> LpcError:
    fluffos = text.startswith("*") and limits.current.dialect.grammar is Grammar.FLUFFOS
    return LpcError(f"*{text}\n" if fluffos else f"{text}\n")  # starred() takes the first star for its own


def _tokens(pattern: str, escaped_groups: bool = False) -> list[Token]:
    plain, escaped_too = ("()", "<>()") if escaped_groups else ("", "<>")
    tokens = []
    characters = iter(pattern)
    for character in characters:
        if character != "\\":
            tokens.append((character, character in _SPECIAL and character not in plain))
            continue
        escaped = next(characters, "")
        if not escaped:
            raise _wrong("Regular expression cannot end with '\\'.  Use \"\\\\\".")
        if escaped in "{}":
            raise _wrong("sorry, unimplemented operator")
        tokens.append((_CONTROL.get(escaped, escaped), escaped in escaped_too))
    return [*tokens, _END]


class _Parser:
    """Recursive descent; every rule gives Python's text for what it read and whether that can never be empty."""

    def __init__(self, tokens: list[Token], opening: str = "(?:") -> None:
        self.tokens = tokens
        self.opening = opening
        self.position = 0
        self.groups = 0

    @property
    def peek(self) -> Token:
        return self.tokens[self.position]

    def take(self) -> Token:
        token = self.tokens[self.position]
        if token != _END:
            self.position += 1
        return token

    def alternatives(self) -> tuple[str, bool]:
        branches = [self.branch()]
        while self.peek == ("|", True):
            self.take()
            branches.append(self.branch())
        return "|".join(text for text, _ in branches), all(width for _, width in branches)

    def branch(self) -> tuple[str, bool]:
        pieces = []
        while self.peek not in (_END, ("|", True), (")", True)):
            pieces.append(self.piece())
        return "".join(text for text, _ in pieces), any(width for _, width in pieces)

    def piece(self) -> tuple[str, bool]:
        text, width = self.atom()
        operator, special = self.peek
        if not special or operator not in _REPEATS or not operator:
            return text, width
        if not width and operator != "?":
            raise _wrong("*+ operand could be empty")
        self.take()
        following, special = self.peek
        if special and following and following in _REPEATS:
            raise _wrong("nested *?+")
        return f"(?:{text}){operator}", operator == "+"

    def atom(self) -> tuple[str, bool]:
        character, special = self.take()
        if not special:
            return re.escape(character), True
        if character in _ANCHORS:
            return _ANCHORS[character], False
        if character == ".":
            return ".", True
        if character == "[":
            return self.character_class(), True
        if character == "(":
            return self.group()
        if character == "]":
            raise _wrong("unexpected ]")
        raise _wrong(f"{character} follows nothing")

    def group(self) -> tuple[str, bool]:
        self.groups += 1
        if self.groups > _MOST_GROUPS:
            raise _wrong("too many ()")
        text, width = self.alternatives()
        if self.take() != (")", True):
            raise _wrong("unmatched ()")
        return f"{self.opening}{text})", width

    def character_class(self) -> str:
        complement = self.peek == ("^", True)
        if complement:
            self.take()
        allowed: list[str] = []
        if self.peek in (("]", True), ("-", False)):
            allowed.append(re.escape(self.take()[0]))
        while self.peek not in (_END, ("]", True)):
            character, _ = token = self.take()
            if token != ("-", False) or self.peek in (_END, ("]", True)):
                allowed.append(re.escape(character))
                continue
            first, last = self.tokens[self.position - 2][0], self.take()[0]
            if first > last:
                raise _wrong("invalid [] range")
            allowed.append(f"{re.escape(first)}-{re.escape(last)}")
        if self.take() != ("]", True):
            raise _wrong("unmatched []")
        return f"[{'^' if complement else ''}{''.join(allowed)}]"
