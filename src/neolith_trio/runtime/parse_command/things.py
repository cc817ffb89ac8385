"""Which objects a part of the command means: %i (things), %l (living ones) and %o (a single one).

An object is asked for its names, plurals and adjectives when it is first looked at, the master for those that fit any
object, before all else. What an object said is kept under its place in the list that was searched. %l searches a
shorter list than %i, so after a %i it can take one object's names for another's; the reference drivers do.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from ...config import Profile
from ...data import frozen
from .. import inventory, master
from ..calls import apply
from ..interruptible import interruptible
from ..objects import COMMANDS
from ..values import Entity, LpcObject
from .numerals import numeral
from .plurals import plural
from .words import Words

NAMES: Final = "parse_command_id_list"
PLURALS: Final = "parse_command_plural_id_list"
ADJECTIVES: Final = "parse_command_adjectiv_id_list"
PREPOSITIONS: Final = "parse_command_prepos_list"
ALL_WORD: Final = "parse_command_all_word"

Found = tuple[Any, int]  # a value, and the number of the word after it


@frozen(slots=True)
class Facts:
    """The words for one object, or for any; None where nobody told a list."""

    names: list[Any] | None = None
    plurals: list[Any] | None = None
    adjectives: frozenset[str] = frozenset()


_UNKNOWN: Final = Facts()


def _strings(answer: Any) -> frozenset[str]:
    return frozenset(one for one in answer if isinstance(one, str)) if isinstance(answer, list) else frozenset()


def _list(answer: Any) -> list[Any] | None:
    return answer if isinstance(answer, list) else None


class Things:
    """The objects that a command may be about."""

    def __init__(self, this: Entity, objects: list[Any], words: Words) -> None:
        world = this.world
        self._this = this
        self._objects = objects
        self._words = words
        self._modern = world.config.profile is Profile.FLUFFOS
        self._facts: dict[int, Facts] = {}
        ask: Callable[[str], Any] = lambda name: master.ask(world, name, this=this)  # noqa: E731
        self._of_any = Facts(_list(ask(NAMES)), _list(ask(PLURALS)), _strings(ask(ADJECTIVES)))
        self.prepositions = _list(ask(PREPOSITIONS))
        all_word = ask(ALL_WORD)
        self._all_word = all_word if isinstance(all_word, str) else None

    def number(self, at: int) -> int | None:
        """%d: the number that a word says."""
        return numeral(self._words.words[at], self._all_word, modern=self._modern)

    def single(self, at: int) -> Found | None:
        """%o: the first element that fits. What the list holds besides objects fits the master's names."""
        for place, ob in enumerate(self._objects):
            self._learn(place, ob)
            match = self._match(place, at, False)
            if match is not None:
                return ob, match[0] + 1
        return None

    def items(self, at: int) -> Found | None:
        """%i: a number and all objects that fit."""
        return self._several(self._objects, at)

    def living(self, at: int) -> Found | None:
        """%l: the same of the living objects; where there are none, the player or other living object of that name."""
        living = [ob for ob in self._objects if isinstance(ob, LpcObject) and ob.flags & COMMANDS]
        if living:
            return self._several(living, at)
        world, name = self._this.world, self._words.words[at]
        for player in (True, False):
            ob = world.living.find(name, lambda one: inventory.visible(world, one, self._this), player=player)
            if ob is not None:
                return ob, at + 1
        return None

    @interruptible
    def _several(self, objects: list[Any], at: int) -> Found | None:
        """The number in front, 0 for a plural, 1 otherwise, and the objects that fit what comes after it.

        From the first object on that fits a plural, only plurals count.
        """
        number = self.number(at)
        start = at if number is None else at + 1
        plural_only = number is not None and (number == 0 or number > 1)
        found: list[Any] = []
        last = start
        for place, ob in enumerate(objects):
            if not isinstance(ob, LpcObject):
                continue
            if start == len(self._words) and number == 0:
                found.append(ob)
                continue
            self._learn(place, ob)
            match = self._match(place, start, plural_only)
            if match is not None:
                end, plural_only = match
                found.append(ob)
                last = max(last, end)
        if not found:
            return None
        if number is None:
            number = 0 if plural_only else 1
        return [number, *found], last + 1 if start < len(self._words) else start

    @interruptible
    def _match(self, place: int, at: int, plural_only: bool) -> tuple[int, bool] | None:
        """Do the words fit the object: adjectives, then a name? The place of the last word, and was it a plural?"""
        facts = self._facts.get(place, _UNKNOWN)
        lists = (self._of_any.names, facts.names, self._of_any.plurals, facts.plurals)
        for number in range(2 if plural_only else 0, len(lists)):
            for name in lists[number] or ():
                if not isinstance(name, str):
                    continue
                found = self._words.find(name, at)
                if found is not None and self._described(facts, at, found[0]):
                    return found[1], plural_only or number > 1
        return None

    def _described(self, facts: Facts, start: int, end: int) -> bool:
        return start == end or self._words.all_among(facts.adjectives | self._of_any.adjectives, start, end)

    def _learn(self, place: int, ob: Any) -> None:
        """Ask an object for its words, once."""
        if place in self._facts or not isinstance(ob, LpcObject):
            return
        ask: Callable[[str], Any] = lambda name: apply(self._this.world, self._this, ob, name)  # noqa: E731
        plurals, names = _list(ask(PLURALS)), _list(ask(NAMES))
        if plurals is None and names is not None:
            plurals = [
                plural(name, self._words.parts(name), modern=self._modern) for name in names if isinstance(name, str)
            ]
        self._facts[place] = Facts(names, plurals, _strings(ask(ADJECTIVES)))
