"""Whether the objects of a reading agree.

The user is asked can_...(), each thing direct_...() or indirect_...(). A true answer is a yes; 0 is a no; a text is a
"not now" with its reason, which becomes the answer to the user when nothing better is found. A text that begins with #
is a no with a reason.
"""

from __future__ import annotations

from typing import Any

from ..safely import apply_safely
from ..values import Entity, LpcObject
from . import problems
from .naming import CAN, DIRECT_OF_PAIR, FORMS, INDIRECT_OF_PAIR, Match, Reading
from .problems import Problem
from .rules import ERROR
from .scene import members


class Asker:
    """Asks the objects of one reading at a time. `problem` is why the reading fails, once it does."""

    def __init__(self, this: Entity, user: LpcObject) -> None:
        self._this = this
        self._user = user
        self.problem: Problem | None = None
        self._refusal: Problem | None = None  # of the object that was asked last
        self.best_errors = 0  # how many errors the best reading so far has; no more are of use

    def _apply(self, ob: Any, name: str, *args: Any) -> Any:
        return apply_safely(self._this.world, self._this, ob, name, *args)

    def _short(self, ob: LpcObject) -> Any:
        return self._apply(ob, "the_short")

    def _wrong(self, reading: Reading, problem: Problem | None) -> None:
        """The reading has an error; the first one is told."""
        if reading.errors == 0:
            self.problem = problem
        reading.errors += 1

    # -- the user ---------------------------------------------------------------------------------------------

    def ask_user(self, reading: Reading) -> bool:
        """can_...() in the user, then in the verb; False: do not go on with this reading."""
        for ob in (self._user, reading.rule.handler):
            for form in range(FORMS):
                if not isinstance(ob, LpcObject):
                    return False
                name, arguments = reading.call(CAN, form, ob)
                answer = self._apply(ob, name, *arguments)
                if isinstance(answer, str) or (isinstance(answer, int) and answer == 0):
                    return self._forbidden(reading, answer)
                if isinstance(answer, int):
                    return True
        return self._forbidden(reading, 0)

    def _forbidden(self, reading: Reading, answer: str | int) -> bool:
        if reading.errors == self.best_errors:
            return False
        text = answer if isinstance(answer, str) else reading.refusal(0, self._short)
        self._wrong(reading, Problem(problems.ALLOCATED, (text,)))
        return True

    # -- one thing --------------------------------------------------------------------------------------------

    def agrees(self, reading: Reading, number: int, which: int) -> bool:
        """Does a thing, or the verb for it, say yes or "not now"? The reason is kept in `_refusal`."""
        self._refusal = None
        thing = reading.scene.objects[number]
        for ob in (thing, reading.rule.handler):
            for form in range(FORMS):
                if not isinstance(ob, LpcObject) or not isinstance(thing, LpcObject):
                    return False
                name, arguments = reading.call(which, form, thing)
                answer = self._apply(ob, name, *arguments)
                if isinstance(answer, (int, str)):
                    return self._judged(reading, answer, which)
        self._refuse(reading, 0)
        return False

    def _judged(self, reading: Reading, answer: int | str, which: int) -> bool:
        if isinstance(answer, str):
            self._refusal = Problem(problems.ALLOCATED, (answer.removeprefix("#"),))
            return not answer.startswith("#")
        if answer == 0:
            self._refuse(reading, which)
            return False
        return True

    def _refuse(self, reading: Reading, which: int) -> None:
        if reading.errors == 0:
            self._refusal = Problem(problems.ALLOCATED, (reading.refusal(which, self._short),))

    def _take_refusal(self) -> Problem | None:
        refusal, self._refusal = self._refusal, None
        return refusal

    def _use_refusal(self, reading: Reading, match: Match, refusal: Problem | None) -> bool:
        """Make a refusal the reading's error; was there one?"""
        if refusal is None:
            return False
        self._wrong(reading, refusal)
        match.token = ERROR
        return True

    # -- a token of one thing ---------------------------------------------------------------------------------

    def choose_one(self, reading: Reading, match: Match, which: int) -> None:
        """Find the one thing that a token means among those that agree."""
        if match.ordinal:
            self._choose_by_number(reading, match, which)
        else:
            self._choose_only(reading, match, which)

    def _choose_by_number(self, reading: Reading, match: Match, which: int) -> None:
        left = match.ordinal  # how many must still agree
        asked = 0
        last: Problem | None = None
        for number in members(match.objects):
            agreed = self.agrees(reading, number, which)
            asked += 1
            if agreed:
                left -= 1
                if left == 0:
                    if not self._use_refusal(reading, match, self._take_refusal()):
                        match.chosen = number
                    return
                continue
            match.objects &= ~(1 << number)
            if asked == match.ordinal:
                last = self._take_refusal()
        match.token = ERROR
        enough = asked >= match.ordinal
        self._wrong(reading, last if enough else Problem(problems.ORDINAL, (match.objects.bit_count(),)))

    def _choose_only(self, reading: Reading, match: Match, which: int) -> None:
        found: list[tuple[int, Problem | None]] = []
        for number in members(match.objects):
            if self.agrees(reading, number, which):
                found.append((number, self._take_refusal()))
                if match.token.choose:
                    break
            else:
                match.objects &= ~(1 << number)
        if len(found) == 1:
            number, refusal = found[0]
            if not self._use_refusal(reading, match, refusal):
                match.chosen = number
            return
        if not found and self._use_refusal(reading, match, self._take_refusal()):
            return
        match.token = ERROR
        self._wrong(reading, Problem(problems.AMBIGUOUS, (reading.scene.array(match.objects),)))

    # -- a token of several things ----------------------------------------------------------------------------

    def choose_several(self, reading: Reading, match: Match, which: int) -> list[tuple[int, Problem]]:
        """Leave only the things that agree; what the others said."""
        refused: list[tuple[int, Problem]] = []
        any_agrees = False
        for number in members(match.objects):
            agreed = self.agrees(reading, number, which)
            refusal = self._take_refusal() if agreed else None
            if agreed and refusal is None:
                any_agrees = True
                continue
            match.objects &= ~(1 << number)
            if refusal is not None:
                refused.append((number, refusal))
        if not any_agrees:
            self._use_refusal(reading, match, self._take_refusal())
        return refused

    # -- two things -------------------------------------------------------------------------------------------

    def sift(self, reading: Reading, match: Match, which: int) -> None:
        """Leave the things that agree by themselves; the two are asked about each other later."""
        kept: Problem | None = None
        for number in members(match.objects):
            agreed = self.agrees(reading, number, which)
            refusal = self._take_refusal() if agreed else None
            if agreed and refusal is None:
                match.chosen = number if match.chosen is None else match.chosen
                continue
            match.objects &= ~(1 << number)
            kept = refusal or kept
        if match.chosen is None:
            self._use_refusal(reading, match, kept or self._take_refusal())

    def relate(self, reading: Reading) -> None:
        """Find the pairs of direct and indirect object that agree about each other."""
        direct, indirect = (match for match in reading.matches if match.token.kind == "object")
        if indirect.ordinal and not self._take_ordinal(reading, indirect):
            return
        pairs = _Pairs(direct, indirect)
        kept: Problem | None = None
        for one in members(direct.objects):
            for other in members(indirect.objects):
                reading.pair = (one, other)
                complete, refusal = self._agree_about_each_other(reading, first_direct=not pairs.one_indirect)
                kept = refusal or kept
                if not complete:
                    continue
                ambiguous = pairs.add(one, other, good=refusal is None)
                if ambiguous is not None:
                    indirect.token = ERROR
                    self._wrong(reading, Problem(problems.AMBIGUOUS, (reading.scene.array(ambiguous.objects),)))
                    return
            if pairs.enough:
                break
        missing = pairs.settle()
        if missing is not None:
            self._use_refusal(reading, missing, kept or self._take_refusal())

    def _take_ordinal(self, reading: Reading, match: Match) -> bool:
        """Only the thing of that number is meant."""
        numbers = list(members(match.objects))
        if len(numbers) >= match.ordinal:
            match.objects = 1 << numbers[match.ordinal - 1]
            return True
        match.token = ERROR
        self._wrong(reading, Problem(problems.ORDINAL, (len(numbers) + 1,)))
        return False

    def _agree_about_each_other(self, reading: Reading, *, first_direct: bool) -> tuple[bool, Problem | None]:
        """Do both know of the relation, and what stands against it now?"""
        order = [(0, DIRECT_OF_PAIR), (1, INDIRECT_OF_PAIR)]
        refusal: Problem | None = None
        for place, which in order if first_direct else reversed(order):
            if not self.agrees(reading, reading.pair[place], which):
                return False, refusal
            refusal = refusal or self._take_refusal()
        return True, refusal


class _Pairs:
    """The pairs that were found, and which of them are meant."""

    def __init__(self, direct: Match, indirect: Match) -> None:
        self._direct = direct
        self._indirect = indirect
        self._one_direct = not direct.token.plural
        self.one_indirect = not indirect.token.plural
        self._left = direct.ordinal or -1
        self._found_direct: int | None = None
        self._found_indirect: int | None = None
        self._directs = 0
        self._indirects = 0

    def add(self, direct: int, indirect: int, *, good: bool) -> Match | None:
        """A pair that knows of its relation; the token that is ambiguous by it, if one is."""
        if self.one_indirect and self._found_indirect not in (None, indirect):
            return self._indirect
        if self._left > 0:
            self._left -= 1
        counts = self._left <= 0
        if counts and self._one_direct and self._found_direct not in (None, direct):
            return self._direct
        if good:
            self._directs |= 1 << direct if counts else 0
            self._indirects |= 1 << indirect
        if counts:
            self._found_direct = direct
        self._found_indirect = indirect
        return None

    @property
    def enough(self) -> bool:
        """Need no further direct object be asked?"""
        if self._left == 0:
            return True
        return self._found_direct is not None and self._one_direct and self._direct.token.choose

    def settle(self) -> Match | None:
        """Put what was found into the tokens; the token for which there is nothing, if one is."""
        self._direct.objects, self._indirect.objects = self._directs, self._indirects
        if self._one_direct:
            self._direct.chosen = self._found_direct
        if self.one_indirect:
            self._indirect.chosen = self._found_indirect
        if self._found_direct is None:
            return self._direct
        return self._indirect if self._found_indirect is None else None
