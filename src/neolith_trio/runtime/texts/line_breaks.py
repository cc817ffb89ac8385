"""Where a line of text may end when it is wrapped: the line breaking rules of Unicode, as FluffOS asks ICU for them.

Rule: every character has a class, and whether a line may end between two characters is a matter of their classes; a
blank allows it, but for what belongs to the word before. Only what texts of games have in them is told apart: the
rules for numbers, quotes, brackets, hyphens and ideographs are there, those for Hebrew, Thai and emoji are not.
layout.py asks.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final
from unicodedata import category, east_asian_width

# One letter for each class: A letters and signs, N digits, I ideographs, ( and < what opens (< wide ones), ) and } what
# closes, ! ends of sentences, "," signs within numbers, / slashes, q quotes, | what a line may end behind, - hyphens,
# $ and % what stands before and behind numbers, n what must not begin a line, i ellipses, = dashes, g glue.
_CLASSES: Final[dict[str, str]] = {
    **dict.fromkeys("0123456789", "N"),
    **dict.fromkeys("([{", "("),
    **dict.fromkeys("（《「『【〔〈｛［“‘", "<"),
    **dict.fromkeys(")]", ")"),
    **dict.fromkeys("}，。、）》」』】〕〉｝］﹐﹑﹒", "}"),
    **dict.fromkeys("!?！？﹖﹗", "!"),
    **dict.fromkeys(",.:;", ","),
    "/": "/",
    **dict.fromkeys("\"'“”‘’", "q"),
    **dict.fromkeys("|\t–", "|"),
    "-": "-",
    **dict.fromkeys("$+\\£¥€", "$"),
    **dict.fromkeys("%°¢", "%"),
    **dict.fromkeys("：；・々﹔﹕ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶー", "n"),
    "…": "i",
    "—": "=",
    "\u00a0": "g",
    " ": " ",
    "\n": "\n",
}
# behind each class: before which others a line may end
_MAY_END: Final[dict[str, frozenset[str]]] = {
    "A": frozenset("I<="),
    "N": frozenset("I<="),
    "I": frozenset("ANI(<$="),
    "-": frozenset("AI(<$%="),
    "|": frozenset("ANI(<$%="),
    "/": frozenset("AI(<$%="),
    "!": frozenset("ANI(<$%="),
    ",": frozenset("I(<$%="),
    ")": frozenset("I(<="),
    "}": frozenset("ANI(<="),
    "$": frozenset("$%="),
    "%": frozenset("I$%="),
    "n": frozenset("ANI(<$%="),
    "i": frozenset("ANI(<$%="),
    "=": frozenset("ANI(<$%"),
    "\n": frozenset(),
}
_NEVER: Final[frozenset[str]] = frozenset()
_BEHIND_BLANKS_NEITHER: Final = frozenset(" \n)}!/")


@lru_cache(maxsize=4096)
def _class(character: str) -> str:
    known = _CLASSES.get(character)
    if known is not None:
        return known
    if category(character) in ("Mn", "Me", "Mc", "Cc", "Cf"):
        return "m"
    return "I" if east_asian_width(character) in "WF" else "A"


def may_end(text: str, at: int, start: int = 0) -> bool:
    """Whether a line of the text that begins at `start` may end before the character at `at`."""
    if at >= len(text):
        return True
    before, after = _class(text[at - 1]), _class(text[at])
    if before == "\n":
        return True
    if before == " ":
        return _may_end_at_blanks(text, at, start, after)
    if after == "m":
        return False
    base = at - 1
    while before == "m" and base > start:
        base -= 1
        before = _class(text[base])
    if before in "m ":
        before = "A"
    if before == "-" and after == "A" and (base == start or text[base - 1] in " \n"):
        return False  # a hyphen that begins a word is no place to end a line
    return after in _MAY_END.get(before, _NEVER)


def _may_end_at_blanks(text: str, at: int, start: int, after: str) -> bool:
    """The same behind a blank: the next line may begin with anything but what belongs to the word before."""
    if after in _BEHIND_BLANKS_NEITHER:
        return False
    if after == ",":
        return text[at + 1 : at + 2].isdigit()
    word = at - 1
    while word >= start and text[word] == " ":
        word -= 1
    if word < start:
        return True
    before = _class(text[word])
    return before not in "(<" and not (before == "q" and after in "(<") and not (before == "}" and after == "n")


def last_end(text: str, at: int, start: int) -> int:
    """The last place before `at` where the line that begins at `start` may end; `start` when there is none."""
    at -= 1
    while at > start and not may_end(text, at, start):
        at -= 1
    return at


def next_end(text: str, at: int, start: int) -> int:
    """The first place behind `at` where the line may end; the end of the text when there is none."""
    at += 1
    while at < len(text) and not may_end(text, at, start):
        at += 1
    return at
