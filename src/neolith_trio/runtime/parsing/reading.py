"""The search for readings of a sentence.

Every rule of the verb is tried on every way to see the words as phrases. A token of a rule takes words and hands the
rest to the next token; where a token finds nothing, the search goes on with an error in its place, so that the user
hears about the reading that came nearest. The objects are asked (asking.py) only about readings that reach the end of
the rule.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import attrs

from ..values import Entity, LpcObject, live
from . import problems, words
from .asking import Asker
from .knowledge import Knowledge
from .naming import DIRECT, DO, FORMS, INDIRECT, Match, Reading
from .problems import Problem
from .rules import ERROR, Rule, Token, Verb
from .scene import Meaning, Scene
from .words import Word

_MOST_STEPS: Final = 100_000  # of one sentence; a rule that was made to take for ever ends there
_NO_READING: Final = 1 << 30  # more errors than any reading has


@attrs.frozen(slots=True)
class State:
    """How far a rule is matched: the next token, the next word, the matches, how many errors and objects they have."""

    token: int = 0
    word: int = 1
    matches: tuple[Match, ...] = ()
    errors: int = 0
    objects: int = 0

    def with_match(self, match: Match, word: int) -> State:
        """The state behind one more match."""
        errors = self.errors + (match.token.kind == "error")
        objects = self.objects + (match.token.kind == "object")
        return State(self.token, word, (*self.matches, match), errors, objects)


@attrs.frozen(slots=True)
class Call:
    """The best reading as calls: handler, and name and arguments of each form of do_...()."""

    handler: Entity
    forms: tuple[tuple[str, list[Any]], ...]


class Search:
    """One sentence. `only` is the one verb object whose rules count; `message` makes a text of a problem."""

    def __init__(
        self,
        this: Entity,
        user: LpcObject,
        knowledge: Knowledge,
        scene: Scene,
        sentence: str,
        only: Entity | None,
        message: Callable[[Problem, Any], Any],
    ) -> None:
        self._knowledge = knowledge
        self._scene = scene
        self._sentence = sentence
        self._only = only
        self._message = message
        self._asker = Asker(this, user)
        self._asker.best_errors = _NO_READING
        self._steps = 0
        self._weight = 0  # of the best reading, 0 while there is none
        self._error_weight = 0  # of the best one that failed
        self.level = 0  # 1: the verb is known, 2: a rule fits
        self.problem: Problem | None = None  # of the best one that failed
        self.found: Call | None = None

    # -- phrases ----------------------------------------------------------------------------------------------

    def read(self, verb: Verb, typed: Word, rest: list[Word]) -> None:
        """Try the rules of a verb on the words behind it, in every way that these can be phrases."""
        self.level = max(self.level, 1)
        self._verb = verb
        self._phrases((typed,), rest)

    def _phrases(self, before: tuple[Word, ...], rest: list[Word]) -> None:
        self._steps += 1
        if self._steps > _MOST_STEPS:
            return
        if not rest:
            self._rules(before)
            return
        phrase = rest[0]
        self._phrases((*before, phrase), rest[1:])
        for length in range(1, len(rest)):
            phrase = phrase.with_next(rest[length])
            if phrase.text in self._scene.words:
                self._phrases((*before, phrase), rest[length + 1 :])

    def _rules(self, sentence_words: tuple[Word, ...]) -> None:
        self._words = sentence_words
        texts = [word.text for word in sentence_words[1:]]
        for rule in list(self._verb.rules):
            if (self._only is None or rule.handler is self._only) and self._weight <= rule.weight:
                if rule.may_fit(texts):
                    self._rule = rule
                    self._go_on(State())

    # -- tokens -----------------------------------------------------------------------------------------------

    def _go_on(self, state: State) -> None:
        """Match the next token of the rule."""
        self._steps += 1
        if self._steps > _MOST_STEPS:
            return
        at_end = state.word == len(self._words)
        if state.token == len(self._rule.tokens):
            if at_end:
                self._finish(state)
            return
        if at_end:
            return
        token = self._rule.tokens[state.token]
        state = attrs.evolve(state, token=state.token + 1)
        if token.kind == "object":
            self._object_token(token, state)
        elif token.kind == "string":
            self._string_token(token, state)
        elif token.kind == "word":
            self._go_on(state.with_match(Match(token, state.word, state.word), state.word + 1))
        else:
            self._literal_token(token, state)

    def _string_token(self, token: Token, state: State) -> None:
        """Any words; all of them at the end of a rule."""
        shortest = len(self._words) if state.token == len(self._rule.tokens) else state.word + 1
        for end in range(shortest, len(self._words) + 1):
            self._go_on(state.with_match(Match(token, state.word, end - 1), end))

    def _literal_token(self, token: Token, state: State) -> None:
        """A preposition. Where another word stands, what was taken for a thing before may be more words."""
        if self._words[state.word].text == token.text:
            self._go_on(attrs.evolve(state, word=state.word + 1))
            return
        before = self._rule.tokens[state.token - 2] if state.token >= 2 else None
        if before is None or before.kind != "object":
            return
        rest = range(state.word + 1, len(self._words))
        place = next((number for number in rest if self._words[number].text == token.text), None)
        if place is None:
            return
        *others, last = state.matches
        wrong = Match(ERROR, last.first, place - 1)
        if state.errors == 0:
            self._asker.problem = self._there_is_no(last.first, place - 1)
        errors = state.errors + (state.errors == 0)
        self._go_on(attrs.evolve(state, matches=(*others, wrong), errors=errors, word=place + 1))

    def _object_token(self, token: Token, state: State) -> None:
        self._things(token, state, state.word, 0)
        if self._weight or self._error_weight:
            return
        for end in range(state.word + 1, len(self._words) + 1):
            self._asker.problem = self._there_is_no(state.word, end - 1)
            self._go_on(state.with_match(Match(ERROR, state.word, end - 1), end))

    def _there_is_no(self, first: int, last: int) -> Problem:
        text = self._sentence[self._words[first].start : self._words[last].end].strip()
        return Problem(problems.THERE_IS_NO, (text,))

    # -- things -----------------------------------------------------------------------------------------------

    def _things(self, token: Token, state: State, position: int, number: int) -> None:
        """Words for a thing, from `position` on: articles, a number, adjectives and a noun. 0: no number was given."""
        facts = self._knowledge.of(self._rule.handler)
        candidates = self._scene.all(with_far=facts is not None and facts.livings_are_remote)
        singular, number_allowed, told_number = True, number == 0, number
        while position < len(self._words):
            word = self._words[position].text
            position += 1
            if word in words.ARTICLES:
                continue
            if word == words.ALL:
                singular = False
                if position < len(self._words) and self._words[position].text == words.OF:
                    position += 1
                    continue
                self._everything(token, state, position, candidates)
            elif word in words.SELVES:
                self._self(token, state, position)
            elif number_allowed and words.ordinal(word):
                told_number = told_number or 1
                self._things(token, state, position, words.ordinal(word))
            number_allowed = number_allowed and word == words.MY
            meaning = self._scene.words.get(word)
            if meaning is None:
                return
            if singular and meaning.noun is not None:
                self._noun(token, state, position, candidates & meaning.noun, word, number)
            if number == 0 and told_number == 0 and meaning.plural is not None:
                self._plural(token, state, position, candidates & meaning.plural, word)
            if meaning.adjective is None:
                return
            candidates &= meaning.adjective

    def _everything(self, token: Token, state: State, end: int, candidates: int) -> None:
        if token.plural:
            self._go_on(state.with_match(Match(token, state.word, end - 1, candidates), end))
        else:
            self._wrong_thing(state, end, Problem(problems.BAD_MULTIPLE))

    def _self(self, token: Token, state: State, end: int) -> None:
        if self._scene.me is not None:
            self._go_on(state.with_match(Match(token, state.word, end - 1, 1 << self._scene.me), end))

    def _noun(self, token: Token, state: State, end: int, candidates: int, word: str, number: int) -> None:
        """One thing; the first one where no number was given."""
        problem, fitting = self._fitting(token, candidates, word)
        if problem is None:
            one = attrs.evolve(token, plural=False)
            self._go_on(state.with_match(Match(one, state.word, end - 1, fitting, number or 1), end))
        elif self._explores_errors(state):
            self._wrong_thing(state, end, problem)

    def _plural(self, token: Token, state: State, end: int, candidates: int, word: str) -> None:
        problem, fitting = self._fitting(token, candidates, word)
        if not token.plural:
            problem = Problem(problems.BAD_MULTIPLE)
        if problem is None:
            self._go_on(state.with_match(Match(token, state.word, end - 1, fitting), end))
        elif self._explores_errors(state):
            self._wrong_thing(state, end, problem)

    def _fitting(self, token: Token, candidates: int, word: str) -> tuple[Problem | None, int]:
        """Those of the candidates that the token allows, or why there are none."""
        details = (word, int((self._meaning(word).noun or 0).bit_count() != 1))
        if not candidates:
            return Problem(problems.IS_NOT, details), 0
        if token.living:
            candidates &= self._scene.livings
            if not candidates:
                return Problem(problems.NOT_LIVING, details), 0
        if not token.visible:
            candidates &= self._scene.reachable
            if not candidates:
                return Problem(problems.NOT_ACCESSIBLE, details), 0
        return None, candidates

    def _meaning(self, word: str) -> Meaning:
        return self._scene.words[word]

    def _explores_errors(self, state: State) -> bool:
        return not self._weight and state.errors < self._asker.best_errors

    def _wrong_thing(self, state: State, end: int, problem: Problem) -> None:
        self._asker.problem = problem
        self._go_on(state.with_match(Match(ERROR, state.word, end - 1), end))

    # -- the end of a rule ------------------------------------------------------------------------------------

    def _finish(self, state: State) -> None:
        """All words are taken: ask the objects, and keep the reading when it is the best so far."""
        self.level = 2
        rule, asker = self._rule, self._asker
        if self._weight >= rule.weight or self._is_worse(state.errors, rule.weight):
            return
        matches = [attrs.evolve(match) for match in state.matches]
        reading = Reading(self._verb, rule, self._scene, self._sentence, self._words, matches, state.errors)
        if not asker.ask_user(reading):
            return
        told = self._ask_things(reading, state.objects)
        if state.objects == 2 and not reading.errors:
            asker.relate(reading)
        if reading.errors:
            self._keep_problem(reading.errors, rule)
        elif isinstance(rule.handler, LpcObject):
            reading.told = [self._message(problem, live(self._scene.objects[number])) for number, problem in told]
            self._weight = rule.weight
            self.found = Call(rule.handler, tuple(reading.call(DO, form, 0) for form in range(FORMS)))

    def _is_worse(self, errors: int, weight: int) -> bool:
        best = self._asker.best_errors
        return errors > 0 and (errors > best or (errors == best and weight < self._error_weight))

    def _ask_things(self, reading: Reading, objects: int) -> list[tuple[int, Problem]]:
        """direct_...() and indirect_...() of the things; what those said that are left out of several."""
        told: list[tuple[int, Problem]] = []
        which = DIRECT
        for match in reading.matches:
            if which > INDIRECT:
                break
            if match.token.kind == "error":
                which += 1
            elif match.token.kind == "object":
                if match.token.plural:
                    told += self._asker.choose_several(reading, match, which)
                elif objects == 2:
                    self._asker.sift(reading, match, which)
                else:
                    self._asker.choose_one(reading, match, which)
                which += 1
        return told

    def _keep_problem(self, errors: int, rule: Rule) -> None:
        problem = self._asker.problem
        # a word that is nothing is as good as a STR, whatever the rest of the rule was worth
        weight = 1 if problem is not None and problem.kind == problems.THERE_IS_NO else rule.weight
        if errors == self._asker.best_errors and weight <= self._error_weight:
            return
        self.problem = problem
        self._asker.best_errors = errors
        self._error_weight = weight
