"""English words: plurals, articles, numbers.

Pure functions on strings, for the efuns that old mudlibs expect of their driver; nothing else of the driver speaks any
language.
"""

from __future__ import annotations

from typing import Final

_VOWELS: Final = frozenset("aeiou")
LARGEST_NUMBER: Final = 99_999

# Words that no rule below gets right: how many letters go, and what comes instead.
_IRREGULAR: Final[dict[str, tuple[int, str]]] = {
    "are": (3, "is"), "bus": (0, "es"), "bonus": (0, "es"), "child": (0, "ren"), "cliff": (0, "s"), "datum": (2, "a"),
    "die": (1, "ce"), "deer": (0, ""), "do": (0, "es"), "dynamo": (0, "s"), "foot": (3, "eet"), "fish": (0, ""),
    "forum": (2, "a"), "fife": (0, "s"), "glasses": (0, ""), "goose": (4, "eese"), "go": (0, "es"), "gum": (0, "s"),
    "giraffe": (0, "s"), "human": (0, "s"), "have": (2, "s"), "index": (2, "ices"), "louse": (4, "ice"),
    "lotus": (0, "s"), "mackerel": (0, ""), "moose": (0, ""), "mouse": (4, "ice"), "matrix": (1, "ces"),
    "mech": (0, "s"), "marquis": (0, "es"), "ox": (0, "en"), "pants": (0, ""), "penis": (0, "es"), "quaff": (0, "s"),
    "remains": (0, ""), "roof": (0, "s"), "sniff": (0, "s"), "sheep": (0, ""), "sphinx": (1, "ges"),
    "staff": (2, "ves"), "safe": (0, "s"), "shaman": (0, "s"), "thief": (1, "ves"), "tooth": (4, "eeth"),
    "talisman": (0, "s"), "vax": (0, "en"), "virus": (0, "es"), "was": (2, "ere"),
}  # fmt: skip

# Rules by the ending of the word; the first that fits counts.
_ENDINGS: Final[tuple[tuple[str, int, str], ...]] = (
    ("fe", 2, "ves"), ("ef", 0, "s"), ("ff", 0, "s"), ("f", 1, "ves"), ("ch", 0, "es"), ("sh", 0, "es"),
    ("man", 3, "men"), ("oo", 0, "s"), ("o", 0, "es"), ("is", 2, "es"), ("us", 2, "i"), ("as", 0, "ses"),
    ("es", 0, "ses"), ("os", 0, "ses"), ("s", 0, "es"), ("x", 0, "es"), ("ay", 0, "s"), ("ey", 0, "s"), ("iy", 0, "s"),
    ("oy", 0, "s"), ("uy", 0, "s"), ("y", 1, "ies"), ("az", 0, "zes"), ("ez", 0, "zes"), ("iz", 0, "zes"),
    ("oz", 0, "zes"), ("uz", 0, "zes"), ("z", 0, "es"),
)  # fmt: skip


def plural(text: str) -> str:
    """Several of what `text` names: its article goes, its last word changes, what follows `of` stays.

    >>> plural("a sack of rice"), plural("the thief"), plural("a red house")
    ('sacks of rice', 'the thieves', 'red houses')
    """
    head, separator, rest = text.partition(" of ")
    for article in ("a ", "an "):
        if head.lower().startswith(article):
            head = head[len(article) :]
            break
    word = head.rpartition(" ")[2].lower()
    cut, ending = _change(word)
    return f"{head[: len(head) - cut]}{ending}{separator}{rest}"


def _change(word: str) -> tuple[int, str]:
    """How many letters of a word go in the plural, and what comes instead."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending, cut, suffix in _ENDINGS:
        if word.endswith(ending) and len(word) > 1:
            return cut, suffix
    return 0, "s"


def with_article(text: str) -> str:
    """`text` with `a` or `an` before it, as it is spoken.

    >>> with_article("hour"), with_article("useful axe"), with_article("an axe")
    ('an hour', 'a useful axe', 'an axe')
    """
    text = text.lstrip(" ")
    lower = text.lower()
    if lower.startswith(("a ", "an ")):
        return text
    silent = lower.startswith("hour")
    spoken_as_you = lower.startswith("us") and not lower.startswith("ush")
    vowel = silent or (lower[:1] in _VOWELS and bool(lower) and not spoken_as_you)
    return f"{'an' if vowel else 'a'} {text}"


_SMALL: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS: Final = (
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
)  # fmt: skip


def number_word(number: int, most: int = 0) -> str:
    """A number in words; `many` when it is negative, above `most` (unless that is 0) or very large.

    >>> number_word(21), number_word(1_105)
    ('twenty-one', 'one thousand, one hundred and five')
    """
    if not 0 <= number <= LARGEST_NUMBER or (most and number > most):
        return "many"
    thousands, rest = divmod(number, 1000)
    hundreds, rest = divmod(rest, 100)
    words = f"{_below_hundred(thousands)} thousand" if thousands else ""
    if hundreds:
        joint = "" if not words else ", " if rest else " and "
        words += f"{joint}{_SMALL[hundreds]} hundred"
    if rest or not words:
        words += f"{' and ' if words else ''}{_below_hundred(rest)}"
    return words


def _below_hundred(number: int) -> str:
    if number < len(_SMALL):
        return _SMALL[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens - 2] + (f"-{_SMALL[ones]}" if ones else "")
