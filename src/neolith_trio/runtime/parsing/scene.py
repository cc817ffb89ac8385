"""The objects that one sentence may be about, each with a number, and the words for them.

Sets of objects are ints: bit n stands for the object with the number n.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from ..values import LpcObject, live
from .knowledge import Facts, Knowledge
from .words import MY

MOST_OBJECTS: Final = 4096
_DEEPEST: Final = 100


def members(objects: int) -> Iterator[int]:
    """The numbers in a set, in ascending order."""
    while objects:
        lowest = objects & -objects
        yield lowest.bit_length() - 1
        objects ^= lowest


@attrs.define(slots=True)
class Meaning:
    """Which objects a word may be the noun, the plural or an adjective of; None where it is none of that for any."""

    noun: int | None = None
    plural: int | None = None
    adjective: int | None = None


class Scene:
    """The objects around a user, or those in a list that LPC gave, and the users who are elsewhere."""

    def __init__(self, knowledge: Knowledge, user: LpcObject) -> None:
        self._knowledge = knowledge
        self._user = user
        self._reachable = 0
        self._mine = 0
        self.objects: list[LpcObject] = []
        self.me: int | None = None
        self.livings = 0
        self.words: dict[str, Meaning] = {}
        self._here = 0  # how many of the objects are not far away

    # -- who is there -----------------------------------------------------------------------------------------

    def add_around(self, place: Any, *, in_reach: bool = True, mine: bool = False) -> None:
        """A place with all that is seen in it."""
        if not isinstance(place, LpcObject):
            return
        facts = self._knowledge.of(place)
        if facts is not None:
            if not self._add(place, in_reach=in_reach, mine=mine):
                return
            mine = mine or place is self._user
            if not facts.shows:
                return
            in_reach = in_reach and facts.open
        for held in list(place.contents):
            self.add_around(held, in_reach=in_reach, mine=mine)

    def add_list(self, values: list[Any], *, in_reach: bool = True, mine: bool = False, depth: int = 0) -> None:
        """Objects of an array; an array behind an object is what that one holds."""
        holder: LpcObject | None = None
        facts: Facts | None = None
        for value in map(live, values):
            if isinstance(value, list) and facts is not None and facts.shows and depth < _DEEPEST:
                inner = mine or holder is self._user
                self.add_list(value, in_reach=in_reach and facts.open, mine=inner, depth=depth + 1)
            holder = facts = None
            if isinstance(value, LpcObject):
                facts = self._knowledge.of(value)
                if facts is not None and self._add(value, in_reach=in_reach, mine=mine):
                    holder = value

    def _add(self, ob: LpcObject, *, in_reach: bool, mine: bool) -> bool:
        if len(self.objects) >= MOST_OBJECTS:
            return False
        bit = 1 << len(self.objects)
        if ob is self._user:
            self.me = len(self.objects)
        self._mine |= bit if mine else 0
        self._reachable |= bit if in_reach else 0
        self.objects.append(ob)
        return True

    def add_far(self, users: Iterable[Any]) -> None:
        """The users who are nowhere to be seen."""
        self._here = len(self.objects)
        for user in users:
            if isinstance(user, LpcObject) and self._knowledge.of(user) is not None and not self._is_seen(user):
                self._add(user, in_reach=True, mine=False)

    def _is_seen(self, user: LpcObject) -> bool:
        here = self._user.environment
        place: Any = user
        while isinstance(place, LpcObject) and place is not here:
            place = place.environment
            facts = self._knowledge.of(place) if isinstance(place, LpcObject) else None
            if facts is not None and not facts.shows:
                return False
        return isinstance(place, LpcObject)

    # -- what they are called ---------------------------------------------------------------------------------

    def learn_words(self, nicknames: Mapping[Any, Any]) -> None:
        """Collect the words for everything; a nickname is a noun for its object."""
        for number, ob in enumerate(self.objects):
            facts = self._knowledge.of(ob)
            if facts is None:  # it went while the others were asked
                continue
            bit = 1 << number
            for word in facts.nouns:
                meaning = self._meaning(word)
                meaning.noun = (meaning.noun or 0) | bit
            for word in facts.plurals:
                meaning = self._meaning(word)
                meaning.plural = (meaning.plural or 0) | bit
            for word in facts.adjectives:
                meaning = self._meaning(word)
                meaning.adjective = (meaning.adjective or 0) | bit
            self.livings |= bit if facts.living else 0
        mine = self._meaning(MY)
        mine.adjective = (mine.adjective or 0) | self._mine
        for word, ob in nicknames.items():
            if isinstance(word, str) and ob in self.objects:
                meaning = self._meaning(word)
                meaning.noun = (meaning.noun or 0) | 1 << self.objects.index(ob)

    def _meaning(self, word: str) -> Meaning:
        return self.words.setdefault(word, Meaning())

    # -- sets -------------------------------------------------------------------------------------------------

    @property
    def reachable(self) -> int:
        """What is in reach."""
        return self._reachable

    def all(self, *, with_far: bool) -> int:
        """Everything, with or without the users elsewhere."""
        return (1 << (len(self.objects) if with_far else self._here)) - 1

    def array(self, objects: int) -> list[Any]:
        """A set as an LPC array."""
        return [live(self.objects[number]) for number in members(objects)][::-1]
