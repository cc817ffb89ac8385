"""The plural of a name, for objects that tell their names and not their plurals.

Pure functions. english.plural() is better at it; this one makes what players of the reference drivers had to type.
In Neolith and MudOS the rules for e and h run on into those of the next letter ("house" gives "housves"), so that the
irregular words that end in them are never reached.
"""

from __future__ import annotations

from typing import Final

_IRREGULAR: Final = {
    "child": "children", "corpse": "corpses", "deer": "deer", "foot": "feet", "goose": "geese", "man": "men",
    "moose": "moose", "mouse": "mice", "sheep": "sheep", "tooth": "teeth", "woman": "women",
}  # fmt: skip
_VOWELS: Final = "aeiou"
_LENGTHS: Final = range(3, 92)  # words outside stay as they are


def plural(name: str, parts: list[str], *, modern: bool) -> str:
    """The plural of a name of one or several words (`parts`).

    In a name of several words it is the word before each `of` and the last but one that changes. `modern` is FluffOS.

    >>> plural("sword", ["sword"], modern=True), plural("sack of corn", ["sack", "of", "corn"], modern=True)
    ('swords', 'sacks of corn')
    """
    if " " not in name:
        return _of_word(name, modern=modern)
    words = list(parts)
    for number in range(1, len(words)):
        if words[number] == "of" or number + 1 == len(words):
            words[number - 1] = _of_word(words[number - 1], modern=modern)
    return " ".join(words)


def _of_word(word: str, *, modern: bool) -> str:
    if len(word) not in _LENGTHS:
        return word
    if modern:
        return _by_ending(word) or _irregular(word)
    return _by_running_on(word) or _irregular(word)


def _irregular(word: str) -> str:
    return _IRREGULAR.get(word, f"{word}s")


def _by_ending(word: str) -> str | None:
    """The plural of a word whose ending says how it is made."""
    if word.endswith("fe"):
        return f"{word[:-2]}ves"
    if word.endswith("f"):
        return f"{word[:-1]}ves"
    if word.endswith(("sh", "ch", "x")):
        return f"{word}es"
    if word.endswith("s"):
        return f"{word}es"
    if word.endswith("y") and (word[-2] not in _VOWELS or (len(word) > 3 and word.endswith("quy"))):
        return f"{word[:-1]}ies"
    return None


def _by_running_on(word: str) -> str | None:
    """The same where each rule that does not decide runs on into the next."""
    if word.endswith("e") and not word.endswith("fe"):
        return f"{word[:-1]}ves"
    if word.endswith("h") and not word.endswith(("sh", "ch")):
        return f"{word[:-1]}ses"
    return _by_ending(word)
