r"""Patterns in the form of PCRE as text for Python's `re`.

The two agree on most. Rewritten is what they do not agree on: \p{Han} and [[:alpha:]], \x{4e00}, \h \R \z \Z \e,
\Q...\E, names of groups and references to them, options in the middle as in `a(?i)b`, and \d \w \s \b, which know
ASCII alone. With `ungreedy` a repetition takes as little as it can, and as much with a `?` behind it.
What `re` cannot do (recursion, \K, callouts) is left as it is, so that `re` refuses it.

Rule: text to text; errors are re.error. Only the efuns of PCRE patterns call this.
"""

from __future__ import annotations

import re
from typing import Final

from .unicode_properties import Ranges, complement, ranges

_ESCAPES: Final = {
    "d": "[0-9]", "D": "[^0-9]",
    "w": "[A-Za-z0-9_]", "W": "[^A-Za-z0-9_]",
    "s": r"[ \t-\r]", "S": r"[^ \t-\r]",
    "h": r"[ \t\xa0\u1680\u180e\u2000-\u200a\u202f\u205f\u3000]",
    "R": r"(?:\r\n|[\n-\r\x85\u2028\u2029])",
    "b": r"(?a:\b)", "B": r"(?a:\B)",
    "z": r"\Z", "Z": r"(?=\n?\Z)", "e": r"\x1b",
}  # fmt: skip
_IN_CLASS: Final = {
    "d": "0-9", "w": "A-Za-z0-9_", "s": r" \t-\r", "h": r" \t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000", "e": r"\x1b",
    "D": r"\x00-/:-\U0010ffff", "W": r"\x00-/:-@\[-\^`{-\U0010ffff", "S": r"\x00-\x08\x0e-\x1f!-\U0010ffff",
}  # fmt: skip
_POSIX: Final = {
    "alpha": "A-Za-z", "digit": "0-9", "alnum": "A-Za-z0-9", "upper": "A-Z", "lower": "a-z", "word": "A-Za-z0-9_",
    "space": r" \t-\r", "blank": r" \t", "punct": r"!-/:-@\[-`{-\~", "xdigit": "0-9A-Fa-f", "cntrl": r"\x00-\x1f\x7f",
    "print": r" -\~", "graph": r"!-\~", "ascii": r"\x00-\x7f",
}  # fmt: skip
_AMBIGUOUS: Final = frozenset("[&|~-")  # `re` warns of these in a class, since they may mean more some day
_PROPERTY: Final = re.compile(r"([pP])(?:\{(\^?)([\w&]+)\}|([A-Z]))")
_HEXADECIMAL: Final = re.compile(r"x\{([0-9A-Fa-f]{1,6})\}")
_REFERENCE: Final = re.compile(r"g(?:(\d+)|\{(\d+)\})|[gk](?:\{([A-Za-z_]\w*)\}|<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)')")
_POSIX_CLASS: Final = re.compile(r"\[:(\^?)([a-z]+):\]")
_NAMED_GROUP: Final = re.compile(r"\(\?(?:<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)')")
_OPTIONS: Final = re.compile(r"\(\?(-?[imsx]+|[imsx]+-[imsx]+)\)")
_QUANTIFIER: Final = re.compile(r"([*+?]|\{\d+(?:,\d*)?\})([?+]?)")


def translate(pattern: str, *, verbose: bool = False, ungreedy: bool = False) -> str:
    """The pattern as `re` wants it."""
    return _Translation(pattern, verbose, ungreedy).run()


class _Translation:
    """One walk over one pattern; `options` has, for each open group, the options that began inside it."""

    def __init__(self, pattern: str, verbose: bool, ungreedy: bool) -> None:
        self.pattern = pattern
        self.verbose = verbose
        self.ungreedy = ungreedy
        self.position = 0
        self.options: list[list[str]] = [[]]

    def run(self) -> str:
        parts: list[str] = []
        while self.position < len(self.pattern):
            parts.append(self.piece())
        return "".join(parts) + ")" * len(self.options[0])

    def take(self, expression: re.Pattern[str]) -> re.Match[str] | None:
        """What fits here, which is then behind us."""
        match = expression.match(self.pattern, self.position)
        if match:
            self.position = match.end()
        return match

    def piece(self) -> str:
        character = self.pattern[self.position]
        if character in "()|":
            return self.structure(character)
        if self.ungreedy and (found := self.take(_QUANTIFIER)):
            return found[1] + {"": "?", "?": "", "+": "+"}[found[2]]
        self.position += 1
        if character == "\\":
            return self.escape(_ESCAPES)
        if character == "[":
            return self.character_class()
        if character == "#" and self.verbose:
            start = self.position - 1
            end = self.pattern.find("\n", start)
            self.position = len(self.pattern) if end < 0 else end
            return self.pattern[start : self.position]
        return character

    def structure(self, character: str) -> str:
        """Groups, alternatives, and options that hold to the end of the group they stand in."""
        if found := self.take(_OPTIONS):
            self.options[-1].append(f"(?{found[1]}:")
            return self.options[-1][-1]
        if found := self.take(_NAMED_GROUP):
            self.options.append([])
            return f"(?P<{found[1] or found[2]}>"
        self.position += 1
        if character == "|":
            inside = self.options[-1]
            return ")" * len(inside) + "|" + "".join(inside)
        if character == ")":
            inside = self.options.pop() if len(self.options) > 1 else []
            return ")" * (len(inside) + 1)
        self.options.append([])
        if self.pattern.startswith("?", self.position):  # not a quantifier
            self.position += 1
            return "(?"
        return "("

    def escape(self, meanings: dict[str, str]) -> str:
        """What stands behind a backslash; `meanings` are those outside or those inside a class."""
        inside = meanings is _IN_CLASS
        if found := self.take(_PROPERTY):
            return self.property(found, inside)
        if found := self.take(_HEXADECIMAL):
            return f"\\U{int(found[1], 16):08x}"
        if not inside and (found := self.take(_REFERENCE)):
            name = found[3] or found[4] or found[5]
            return f"(?P={name})" if name else f"(?:\\{found[1] or found[2]})"
        character = self.pattern[self.position : self.position + 1]
        self.position += 1
        if character == "Q":
            end = self.pattern.find("\\E", self.position)
            text = self.pattern[self.position : end if end >= 0 else None]
            self.position = end + 2 if end >= 0 else len(self.pattern)
            return re.escape(text)
        return "" if character == "E" else meanings.get(character, f"\\{character}")

    def property(self, found: re.Match[str], inside: bool) -> str:
        characters = ranges(found[3] or found[4])
        if characters is None:
            raise re.error("unknown property name after \\P or \\p", self.pattern, found.start())
        if (found[1] == "P") != (found[2] == "^"):
            characters = complement(characters)
        return _text(characters) if inside else f"[{_text(characters)}]"

    def character_class(self) -> str:
        parts = ["["]
        for first in ("^", "]"):  # a ] in front is a member
            if self.pattern.startswith(first, self.position):
                self.position += 1
                parts.append(first)
        while self.position < len(self.pattern):
            if found := self.take(_POSIX_CLASS):
                parts.append(self.posix(found))
                continue
            character = self.pattern[self.position]
            self.position += 1
            if character == "]":
                return "".join([*parts, "]"])
            if character == "\\":
                parts.append(self.escape(_IN_CLASS))
            elif character in _AMBIGUOUS and not self.is_range(character):
                parts.append(f"\\{character}")
            else:
                parts.append(character)
        return "".join(parts)

    def is_range(self, character: str) -> bool:
        """Whether a minus stands between the two ends of a range, not at the end of the class."""
        return character == "-" and not self.pattern.startswith("]", self.position)

    def posix(self, found: re.Match[str]) -> str:
        text = _POSIX.get(found[2])
        if text is None:
            raise re.error("unknown POSIX class name", self.pattern, found.start())
        if not found[1]:
            return text
        members = re.compile(f"[{text}]")
        others = [code for code in range(128) if not members.match(chr(code))]
        return "".join(f"\\x{code:02x}" for code in others) + "\\x80-\\U0010ffff"


def _text(characters: Ranges) -> str:
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in characters)
