"""A sentence cut into words, and the words that mean something to the parser itself."""

from __future__ import annotations

import re
from typing import Final

import attrs

MOST_WORDS: Final = 255
_KEPT: Final = re.compile(r"[0-9A-Za-z*?!.:\x80-\U0010ffff]")
_NUMBERED: Final = re.compile(r"(\d{1,9})(st|nd|rd|th)")

ARTICLES: Final = frozenset({"the"})
SELVES: Final = frozenset({"me", "myself"})
ALL: Final = "all"
OF: Final = "of"
MY: Final = "my"
_ORDINALS: Final = {
    "a": 1, "an": 1, "any": 1, "first": 1, "second": 2, "other": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6,
    "seventh": 7, "eighth": 8, "ninth": 9,
}  # fmt: skip


@attrs.frozen(slots=True)
class Word:
    """A word, or several that are one phrase: its letters in lower case, and where it stands in the sentence."""

    text: str
    start: int
    end: int

    def with_next(self, other: Word) -> Word:
        """This word and the next one as a phrase."""
        return Word(f"{self.text} {other.text}", self.start, other.end)


def split(sentence: str) -> list[Word]:
    """The words of a sentence. A word's place reaches to the next word's, so that text between keeps its marks."""
    found: list[Word] = []
    letters = ""
    start = end = 0
    for position, character in enumerate(sentence):
        if character == "'" or (not character.isprintable() and not character.isspace()):
            end = position + 1 if letters else end
        elif _KEPT.match(character):
            if not letters:
                start = _start(sentence, found, position)
            letters += character.lower()
            end = position + 1
        elif letters and not character.isspace():
            found.append(Word(letters, start, position + 1))
            letters = ""
        elif letters:
            found.append(Word(letters, start, end))
            letters = ""
    if letters:
        found.append(Word(letters, start, len(sentence)))
    elif found:
        found[-1] = attrs.evolve(found[-1], end=len(sentence))
    return found


def _start(sentence: str, before: list[Word], position: int) -> int:
    """Where a word begins: with the marks before it, if no other word has them."""
    limit = before[-1].end if before else 0
    while position > limit and not sentence[position - 1].isspace():
        position -= 1
    return position


def ordinal(word: str) -> int:
    """The number that `second`, `2nd` or `a` means; 0 for other words."""
    if word in _ORDINALS:
        return _ORDINALS[word]
    match = _NUMBERED.fullmatch(word)
    if match is None:
        return 0
    number = int(match[1])
    endings = {1: "st", 2: "nd", 3: "rd"}
    wanted = "th" if number // 10 % 10 == 1 else endings.get(number % 10, "th")
    return number if match[2] == wanted else 0
