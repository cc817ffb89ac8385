"""The functions to call for a reading, and their arguments.

Each question goes to several functions, the most special first; for `put OBJ in OBJ`:

    direct_put_obj_in_obj        direct_put_obj_word_obj      direct_verb_obj_word_obj     direct_verb_rule

The first gets the objects, the second also the preposition, the third also the verb before all, the fourth verb and
rule; and then all of them the words as they were typed.
"""

from __future__ import annotations

from typing import Any, Final

import attrs

from ..values import LpcObject, live
from .rules import Rule, Token, Verb
from .scene import Scene
from .words import Word

CAN, DIRECT, INDIRECT, DO, DIRECT_OF_PAIR, INDIRECT_OF_PAIR = range(6)
_PREFIXES: Final = ("can", "direct", "indirect", "do", "direct", "indirect")
FORMS: Final = 4


@attrs.define(slots=True)
class Match:
    """What one token of a rule stands for in a reading: words from `first` to `last`, and objects."""

    token: Token
    first: int
    last: int
    objects: int = 0
    ordinal: int = 0
    chosen: int | None = None  # the one object of a singular token


@attrs.define(slots=True)
class Reading:
    """A rule with all that is known of what its tokens stand for."""

    verb: Verb
    rule: Rule
    scene: Scene
    sentence: str
    words: tuple[Word, ...]
    matches: list[Match]
    errors: int = 0
    pair: tuple[int, int] = (0, 0)  # direct and indirect object while they are asked about each other
    told: list[Any] = attrs.field(factory=list)  # what objects said that were left out of several

    def text(self, first: int, last: int) -> str:
        """Some words as they were typed."""
        return self.sentence[self.words[first].start : self.words[last].end].strip()

    # -- calls ------------------------------------------------------------------------------------------------

    def call(self, which: int, form: int, target: Any) -> tuple[str, list[Any]]:
        """The name and the arguments of one function; `target` is the object that is asked."""
        named = self.verb.named
        parts = [_PREFIXES[which], named if form < 2 else "verb"]
        arguments: list[Any] = [named] if form >= 2 else []
        if form == FORMS - 1:
            parts.append("rule")
            arguments.append(self.rule.text)
        position = seen = 0
        for token in self.rule.tokens:
            if token.kind == "literal":
                if form < FORMS - 1:
                    parts.append(token.text if form == 0 else "word")
                    arguments += [token.text] if form else []
                continue
            match = self.matches[position]
            position += 1
            if token.kind == "object":
                seen += 1
                name, value = self._object(token, match, which, seen, target)
            else:
                name, value = ("str" if token.kind == "string" else "wrd"), self.text(match.first, match.last)
            if form < FORMS - 1:
                parts.append(name)
            arguments.append(value)
        return "_".join(parts), [*arguments, *self._typed(form)]

    def _typed(self, form: int) -> list[str]:
        """The words as they were typed, the verb first where it is an argument."""
        verb = [self.text(0, 0)] if form >= 2 else []
        return verb + [self.text(match.first, match.last) for match in self.matches]

    def _object(self, token: Token, match: Match, which: int, seen: int, target: Any) -> tuple[str, Any]:
        """How an object token is called in the name, and the argument for it; `seen` counts them from 1."""
        several = token.plural and match.token.plural and seen < which < DIRECT_OF_PAIR
        name = ("lvs" if several else "liv") if token.living else ("obs" if several else "obj")
        if which >= DIRECT_OF_PAIR:
            return name, live(self.scene.objects[self.pair[seen - 1]])
        if seen == which:
            return name, live(target)
        if seen > which or match.token.kind == "error":
            return name, 0
        if match.token.plural:
            told = self.told if which == DO else []
            return name, [*told, *self.scene.array(match.objects)]
        if match.chosen is None or match.chosen >= len(self.scene.objects):
            return name, 0
        return name, live(self.scene.objects[match.chosen])

    def refusal(self, which: int, short: Any) -> str:
        """`You can't put that in that.`, with the names of things that are certain."""
        words = ["You can't", self.text(0, 0)]
        position = seen = 0
        for token in self.rule.tokens:
            if token.kind == "literal":
                words.append(token.text)
                continue
            match = self.matches[position]
            here = position == which - 1
            position += 1
            if token.kind == "object":
                seen += 0 if here else 1
                unsure = here or seen >= which or match.token.plural or match.chosen is None
                words.append("that" if unsure else self._short(short, match.chosen))
            elif here and token.kind == "string":
                words.append("that")
            else:
                words.append(self.text(match.first, match.last))
        return " ".join(words) + ".\n"

    def _short(self, short: Any, number: int | None) -> str:
        ob = self.scene.objects[number or 0]
        answer = short(ob) if isinstance(ob, LpcObject) else None
        return answer if isinstance(answer, str) else "the thing"
