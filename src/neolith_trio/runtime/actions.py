"""The actions of one commander: which sentences fit a command, and which go when an owner leaves.

The rule: of the sentences that fit, the newest comes first. They are found by their verb, and by their owner, so that
neither a command nor a step of somebody nearby looks at all of them; only those whose verb fits more than one word are
asked one by one. Those of a verb are a tuple, for an action may give and take some while they are gone through.
commands.py gives and takes actions; an object that was never given any has NO_ACTIONS.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Any, Final

from ..data import define
from .closures import Closure
from .values import Entity

SHORT: Final = 1  # add_action() flag: the verb matches the beginning of the command's first word
NO_SPACE: Final = 2  # the argument follows the verb without a space


@define(slots=True, eq=False, weakref_slot=False)
class Sentence:
    """One action: `function` of `owner` is called when a command fits `verb`."""

    verb: str
    function: str | Closure
    owner: Entity
    flags: int = 0
    arguments: tuple[Any, ...] = ()
    number: int = 0  # of the newer one is greater

    @property
    def is_plain(self) -> bool:
        """Does only the word `verb` itself fit?"""
        return bool(self.verb) and not self.flags & (SHORT | NO_SPACE) and " " not in self.verb

    def fits(self, text: str) -> bool:
        """Does a command fit that begins with more than one word, or with a part of one?"""
        if self.flags & (SHORT | NO_SPACE):
            return text.startswith(self.verb)
        return not self.verb or text == self.verb or text.startswith(f"{self.verb} ")


_NUMBER: Final = attrgetter("number")


class Actions:
    """Sentences; of one verb the newest is first, in every other list and dict here it is last."""

    __slots__ = ("_all", "_by_owner", "_by_verb", "_given", "_others")

    def __init__(self) -> None:
        self._all: dict[Sentence, None] = {}
        self._by_verb: dict[str, tuple[Sentence, ...]] = {}
        self._others: list[Sentence] = []  # which one word does not find
        self._by_owner: dict[Entity, list[Sentence]] = {}
        self._given = 0

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Sentence]:
        return reversed(self._all)

    def __contains__(self, sentence: Sentence) -> bool:
        return sentence in self._all

    def newest(self) -> Sentence | None:
        """The one that was given last."""
        return next(reversed(self._all), None)

    def fitting(self, verb: str, text: str) -> Sequence[Sentence]:
        """Those that a command fits, which begins with the word `verb`."""
        found = self._by_verb.get(verb, ())
        if not self._others:
            return found
        others = [one for one in self._others if one.fits(text)]
        return sorted([*found, *others], key=_NUMBER, reverse=True) if others else found

    def of(self, owner: Entity) -> list[Sentence]:
        """Those that an object gave."""
        return self._by_owner.get(owner, [])[::-1]

    def give(self, sentence: Sentence) -> None:
        """One more."""
        self._given += 1
        sentence.number = self._given
        self._all[sentence] = None
        self._by_owner.setdefault(sentence.owner, []).append(sentence)
        if sentence.is_plain:
            self._by_verb[sentence.verb] = (sentence, *self._by_verb.get(sentence.verb, ()))
        else:
            self._others.append(sentence)

    def take(self, sentence: Sentence) -> None:
        """One less."""
        of_owner = self._by_owner[sentence.owner]
        of_owner.remove(sentence)
        if not of_owner:
            del self._by_owner[sentence.owner]
        self._drop(sentence)

    def take_all_of(self, owner: Entity) -> bool:
        """None of an object any more; False when it had given none."""
        gone = self._by_owner.pop(owner, ())
        for sentence in gone:
            self._drop(sentence)
        return bool(gone)

    def _drop(self, sentence: Sentence) -> None:
        del self._all[sentence]
        if not sentence.is_plain:
            self._others.remove(sentence)
            return
        left = tuple(one for one in self._by_verb[sentence.verb] if one is not sentence)
        if left:
            self._by_verb[sentence.verb] = left
        else:
            del self._by_verb[sentence.verb]


NO_ACTIONS: Final = Actions()
