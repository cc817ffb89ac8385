"""The command as a row of words, in which the names of objects are found.

Used by the matching of objects; each look-up is a step of the evaluation budget, for a command can have thousands of
words and a place thousands of names.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from ..interruptible import interruptible


class Words:
    """The words; `split` takes a name of several words apart, `tick` counts a step."""

    def __init__(self, words: list[str], split: Callable[[str], list[str]], tick: Callable[[], None]) -> None:
        self.words = words
        self._split = split
        self.tick = tick
        self._parts: dict[str, list[str]] = {}
        self._places: dict[str, list[int]] = {}
        for place, word in enumerate(words):
            self._places.setdefault(word, []).append(place)

    def __len__(self) -> int:
        return len(self.words)

    @interruptible
    def find(self, name: str, start: int) -> tuple[int, int] | None:
        """Where the name begins, from `start` on, and the place of the word that counts as its last.

        For a name of several words that is the word after it: whoever goes on behind it goes on one word too late.
        """
        self.tick()
        first, several, _ = name.partition(" ")
        places = self._places.get(first, [])
        from_start = bisect_left(places, start)
        if not several:
            return (places[from_start], places[from_start]) if from_start < len(places) else None
        if not first:
            return None
        parts = self.parts(name)
        for place in places[from_start:]:
            if place < len(self) - 1 and self.words[place : place + len(parts)] == parts:
                return place, place + len(parts)
        return None

    def parts(self, name: str) -> list[str]:
        """The words of a name."""
        found = self._parts.get(name)
        if found is None:
            found = self._parts[name] = self._split(name)
        return found

    @interruptible
    def all_among(self, phrases: frozenset[str], start: int, end: int) -> bool:
        """Are the words from `start` to before `end` made up of these phrases, the longest taken first?"""
        words = self.words[start:end]
        if phrases.issuperset(words):
            return True
        longest = max((phrase.count(" ") for phrase in phrases), default=0) + 1
        at = 0
        while at < len(words):
            self.tick()
            for size in range(min(longest, len(words) - at), 0, -1):
                if " ".join(words[at : at + size]) in phrases:
                    at += size
                    break
            else:
                return False
        return True
