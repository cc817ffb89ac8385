"""The pattern of parse_command(), from its first element to its last.

    'word'    this word               %w    any one word           %d    a number
    [word]    this word, or nothing   %s    any words, as few as the next element allows, the last one all
    a / b     the first that fits     %p    a preposition          %i %l %o    objects (things.py)

Elements are separated by blanks. One of another kind fits everywhere and takes no word, unless it begins with a letter
of the above, which counts without its % too. Every element needs a word to look at: at the end of the command only %s
fits.
"""

from __future__ import annotations

from typing import Any, Final

from ...errors import LpcError
from .. import inventory, limits
from ..errors import bad_argument
from ..functions import call_efun
from ..interruptible import interruptible
from ..values import Entity, LpcObject, live
from .things import Found, Things
from .words import Words

_NOTHING: Final = object()  # the value of an element that has none
_ANY_WORDS: Final = "%s"
_OR: Final = "/"


def parse_command(this: Entity, command: Any, objects: Any, pattern: Any, wanted: int) -> tuple[int, list[Any]]:
    """1 when the command fits, else 0, and values for the first of the `wanted` variables: what fitted up to there."""
    _check(command, objects, pattern)
    command, pattern = command.partition("\0")[0], pattern.partition("\0")[0]
    if not command or not pattern:
        return 0, []

    def split(text: str) -> list[str]:
        return call_efun(this, "explode", text, " ") if text else []

    words = Words(split(command), split, this.world.evaluation.budget.tick)
    elements = split(pattern)
    around = _around(this, objects)
    if len(around) >= limits.current.array:
        raise LpcError("Illegal array size.\n")
    reading = _Reading(elements, words, Things(this, around, words), wanted)
    fits = reading.whole()
    return int(fits), reading.values[:wanted]


def _check(command: Any, objects: Any, pattern: Any) -> None:
    for number, kinds, fits, value in (
        (1, ("string",), command.__class__ is str, command),
        (2, ("array", "object"), objects.__class__ is list or isinstance(objects, LpcObject), objects),
        (3, ("string",), pattern.__class__ is str, pattern),
    ):
        if not fits:
            raise bad_argument(number, "parse_command", kinds, live(value))


def _around(this: Entity, objects: Any) -> list[Any]:
    """The objects to look at: those given, or one object and all that is in it."""
    if objects.__class__ is list:
        return [live(one) for one in objects]
    return [objects, *inventory.deep_inventory(this.world, objects, this)]


class _Reading:
    """The state of one call: the next word, the values so far."""

    def __init__(self, elements: list[str], words: Words, things: Things, wanted: int) -> None:
        self._elements = elements
        self._words = words
        self._things = things
        self._wanted = wanted
        self._at = 0
        self.values: list[Any] = []

    @interruptible
    def whole(self) -> bool:
        """Does the whole command fit the whole pattern?"""
        number = 0
        while number < len(self._elements):
            element = self._elements[number]
            last: int | None = number
            if element == _ANY_WORDS:
                last = self._any_words(number)
            elif element != _OR:
                last = self._one(number)
            if last is None:
                return False
            number = last + 1
        return self._at >= len(self._words)

    def _one(self, number: int) -> int | None:
        """An element that is not %s, or one of its alternatives: the last element that this was about."""
        found = self._alternatives(number, self._at, len(self.values))
        if found is None:
            return None
        last, (value, self._at) = found
        if value is not _NOTHING:
            self.values.append(value)
        return last

    @interruptible
    def _any_words(self, number: int) -> int | None:
        """%s takes words until what comes next fits: the last element that this was about."""
        begun = self._at
        if number + 1 == len(self._elements):
            self.values.append(" ".join(self._words.words[begun:]))
            self._at = len(self._words)
            return number
        for end in range(begun, len(self._words)):
            found = self._alternatives(number + 1, end, len(self.values) + 1)
            if found is not None:
                last, (value, self._at) = found
                self.values.append(" ".join(self._words.words[begun:end]))
                if value is not _NOTHING:
                    self.values.append(value)
                return last
        return None

    @interruptible
    def _alternatives(self, number: int, at: int, variable: int) -> tuple[int, Found] | None:
        """The first of the alternatives from `number` on that fits at a word, and the last element they stand in."""
        if at >= len(self._words):
            return None
        found = self._element(self._elements[number], at, variable)
        while found is None:
            number += 1
            if not self._is_or(number):
                return None
            while self._is_or(number):
                number += 1
            if number == len(self._elements):
                return None
            found = self._element(self._elements[number], at, variable)
        while self._is_or(number + 1):
            number += 2
        return min(number, len(self._elements) - 1), found

    @interruptible
    def _is_or(self, number: int) -> bool:
        return number < len(self._elements) and self._elements[number] == _OR

    @interruptible
    def _element(self, element: str, at: int, variable: int) -> Found | None:
        """One element at one word; its value is for that variable."""
        self._words.tick()
        word = self._words.words[at]
        match element[1:2].lower() if element.startswith("%") else element[:1]:
            case "i":
                return self._things.items(at)
            case "l":
                return self._things.living(at)
            case "o":
                return self._things.single(at)
            case "p":
                return self._preposition(at, variable)
            case "w":
                return word, at + 1
            case "d":
                number = self._things.number(at)
                return None if number is None else (number, at + 1)
            case "'":
                return (_NOTHING, at + 1) if _is_word(element, word) else None
            case "[":
                return _NOTHING, at + _is_word(element, word)
        return _NOTHING, at

    @interruptible
    def _preposition(self, at: int, variable: int) -> Found | None:
        """%p: the first of the master's prepositions that stands here.

        The reference drivers take a list that they find in the variable with the mirrored number for a list of
        prepositions; nothing but a %i or %l puts one there, so there are no words in it.
        """
        mirrored = self._wanted - 1 - variable
        if 0 <= mirrored < len(self.values) and variable < self._wanted and isinstance(self.values[mirrored], list):
            return None
        for phrase in self._things.prepositions or ():
            self._words.tick()
            if not isinstance(phrase, str):
                continue
            parts = self._words.parts(phrase) if " " in phrase else [phrase]
            if self._words.words[at : at + len(parts)] == parts:
                return phrase, at + len(parts)
        return None


def _is_word(element: str, word: str) -> bool:
    """Is it the word between the quotes or brackets? What the closing one is does not matter."""
    return len(element) > 1 and element[1:-1] == word
