"""Numbers as they are typed: digits, number words and ordinals up to ninety-nine, and the word for everything.

Pure functions; %d and the beginning of %i and %l read numbers here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..texts.scanning import read_int

_CARDINALS: Final = (
    "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_ORDINALS: Final = (
    "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_OLD_NINTH: Final = "nineth"  # what Neolith and MudOS wait for instead


def _spoken(words: tuple[str, ...], *, round_tens: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """All words from 0 to 99 with their numbers; tens and ones are written as one word."""
    yield from ((word, number) for number, word in enumerate(words))
    for place, ten in enumerate(_TENS):
        yield round_tens[place], 20 + 10 * place
        yield from ((ten + words[one], 20 + 10 * place + one) for one in range(1, 10))


def _table(ordinals: tuple[str, ...]) -> dict[str, int]:
    tenths = tuple(f"{ten[:-1]}ieth" for ten in _TENS)
    found = {word: -number for word, number in _spoken(ordinals, round_tens=tenths)}
    return found | dict(_spoken(_CARDINALS, round_tens=_TENS))  # an empty word is 0


_MODERN: Final = _table(_ORDINALS)
_OLD: Final = _table(tuple(_OLD_NINTH if word == "ninth" else word for word in _ORDINALS))


def numeral(word: str, all_word: str | None, *, modern: bool) -> int | None:
    """The number a word says: above 0 a count, below 0 an ordinal, 0 for everything; None when it says none.

    Digits count as far as they go; a negative number is none. `modern` is FluffOS, which knows "ninth".

    >>> [numeral(word, "all", modern=True) for word in ("twentyone", "second", "3rd", "all", "few")]
    [21, -2, 3, 0, None]
    """
    digits = read_int(word)
    if digits is not None:
        return digits[0] if digits[0] >= 0 else None
    if word == all_word:
        return 0
    return (_MODERN if modern else _OLD).get(word)
