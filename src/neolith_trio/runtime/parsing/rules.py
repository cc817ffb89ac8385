"""Tokens, rules, verbs and their synonyms.

A rule is written as words: OBJ (a thing), LIV (a living being), OBS and LVS (several of them), STR (any words), WRD
(one word), and prepositions that the master lists. An object token may have modifiers behind a colon: l living,
v visible is enough, p several, c take the first that fits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Literal

import attrs

from ...errors import LpcError
from ..values import Entity

Kind = Literal["object", "string", "word", "literal", "error"]

_MOST_TOKENS: Final = 10
_MOST_OBJECTS: Final = 2


@attrs.frozen(slots=True)
class Token:
    """One part of a rule. `text` is the word of a literal."""

    kind: Kind
    living: bool = False
    visible: bool = False  # it is enough to see the thing
    plural: bool = False
    choose: bool = False
    text: str = ""

    @property
    def name(self) -> str:
        """The token in the name of a rule."""
        if self.kind == "object":
            return _NAMES[self.living, self.plural]
        return {"string": "STR", "word": "WRD"}.get(self.kind, self.text)

    @property
    def weight(self) -> int:
        """How much a match of it counts."""
        if self.kind != "object":
            return 1
        return 2 - self.plural + self.living + (not self.visible)


_NAMES: Final = {(False, False): "OBJ", (True, False): "LIV", (False, True): "OBS", (True, True): "LVS"}
ERROR: Final = Token("error")
_TOKENS: Final = {
    "OBJ": Token("object"),
    "LIV": Token("object", living=True),
    "OBS": Token("object", plural=True),
    "LVS": Token("object", living=True, plural=True),
    "STR": Token("string"),
    "WRD": Token("word"),
}
_MODIFIERS: Final[dict[str, Callable[[Token], Token]]] = {
    "l": lambda token: attrs.evolve(token, living=True),
    "v": lambda token: attrs.evolve(token, visible=True),
    "p": lambda token: attrs.evolve(token, plural=True),
    "c": lambda token: attrs.evolve(token, choose=True),
}


@attrs.frozen(slots=True, eq=False)
class Rule:
    """One rule of a verb and the object that announced it."""

    tokens: tuple[Token, ...]
    handler: Entity

    @property
    def weight(self) -> int:
        """How good a match of the whole rule is."""
        return 1 + sum(token.weight for token in self.tokens)

    @property
    def text(self) -> str:
        """The rule as it is called in verb_rule()."""
        return " ".join(token.name for token in self.tokens)

    @property
    def has_objects(self) -> bool:
        """Is it about things?"""
        return any(token.kind == "object" for token in self.tokens)

    def may_fit(self, words: Sequence[str]) -> bool:
        """Are its first two prepositions among the words, in their order?"""
        position = 0
        for literal in [token.text for token in self.tokens if token.kind == "literal"][:2]:
            if literal not in words[position:]:
                return False
            position = words.index(literal, position) + 1
        return True


def tokens_of(text: str, literals: Sequence[str]) -> tuple[Token, ...]:
    """The tokens of a rule as it is written; LpcError when it is wrong."""
    found = tuple(_token(word, literals) for word in text.split(" ") if word)
    if len(found) >= _MOST_TOKENS:
        raise LpcError(f"Only {_MOST_TOKENS} tokens permitted per rule!\n")
    objects = [token for token in found if token.kind == "object"]
    if len(objects) > _MOST_OBJECTS:
        raise LpcError("Only two object tokens allowed per rule.\n")
    if sum(token.plural for token in objects) > 1:
        raise LpcError("Only one plural token allowed per rule.\n")
    return found


def _token(word: str, literals: Sequence[str]) -> Token:
    name, colon, modifiers = word.partition(":")
    token = _TOKENS.get(name)
    if token is None or (colon and not modifiers):
        if word not in literals:
            raise LpcError(f"Unknown token '{word[:50]}{'...' if len(word) > 50 else ''}'\n")
        return Token("literal", text=word)
    for letter in modifiers:
        if token.kind != "object":
            raise LpcError(f"Illegal to have modifiers to '{name}'\n")
        if letter not in _MODIFIERS:
            raise LpcError(f"Unknown modifier '{letter}'\n")
        token = _MODIFIERS[letter](token)
    return token


@attrs.define(slots=True, eq=False)
class Verb:
    """A verb as users type it. Its functions are named after `named`, which differs for a synonym of some rules.

    A synonym of a whole verb has no rules of its own; it stands for the verb `real`.
    """

    typed: str
    named: str
    rules: list[Rule] = attrs.field(factory=list)  # newest first
    real: Verb | None = None

    @property
    def meant(self) -> Verb:
        """The verb whose rules count."""
        return self if self.real is None else self.real


class Verbs:
    """All verbs of a world, by the word that is typed; of several for one word the newest comes first."""

    def __init__(self) -> None:
        self._by_word: dict[str, list[Verb]] = {}

    def typed(self, word: str) -> list[Verb]:
        """The verbs that a word may mean."""
        return list(self._by_word.get(word, ()))

    def all(self) -> list[Verb]:
        """Every verb."""
        return [verb for verbs in self._by_word.values() for verb in verbs]

    def proper(self, word: str) -> Verb | None:
        """The verb of that word that is no synonym."""
        found = (verb for verb in self._by_word.get(word, ()) if verb.named == word and verb.real is None)
        return next(found, None)

    def add(self, word: str, rule: Rule) -> None:
        """A rule of a verb, which may be new."""
        verb = self.proper(word)
        if verb is None:
            verb = self._enter(Verb(word, word))
        verb.rules.insert(0, rule)

    def _enter(self, verb: Verb) -> Verb:
        self._by_word.setdefault(verb.typed, []).insert(0, verb)
        return verb

    def add_synonym(self, new: str, old: str) -> None:
        """`new` means all that `old` means."""
        verb = self._old(new, old)
        known = (one for one in self._by_word.get(new, ()) if one.named == old and one.real is not None)
        synonym = next(known, None)
        if synonym is None:
            synonym = self._enter(Verb(new, old))
        synonym.real = verb

    def add_rule_synonym(self, new: str, old: str, tokens: tuple[Token, ...], handler: Entity) -> None:
        """`new` means what one rule of `old` means."""
        verb = self._old(new, old)
        rule = next((one for one in verb.rules if one.tokens == tokens), None)
        if rule is None:
            raise LpcError("No such rule defined.\n")
        if rule.handler is not handler:
            raise LpcError("Rule owned by different object.\n")
        known = (one for one in self._by_word.get(new, ()) if one.named == old and one.real is None)
        synonym = next(known, None) or self._enter(Verb(new, old))
        synonym.rules.insert(0, rule)

    def _old(self, new: str, old: str) -> Verb:
        if new == old:
            raise LpcError("Verb cannot be a synonym for itself.\n")
        verb = next((one for one in self._by_word.get(old, ()) if one.named == old), None)
        if verb is None:
            raise LpcError(f"{old} is not a verb!\n")
        return verb

    def remove(self, word: str | None, handler: Entity) -> None:
        """Forget the rules that an object announced, of one verb or of all."""
        for verb in self.all():
            if word is None or verb.named == word:
                verb.rules[:] = [rule for rule in verb.rules if rule.handler is not handler]

    def dump(self) -> str:
        """Every verb with its rules, for people."""
        lines: list[str] = []
        for verb in self.all():
            lines.append(f"Verb {verb.typed}{'' if verb.typed == verb.named else f' ({verb.named})'}:")
            if verb.real is not None:
                lines.append(f"  Synonym for: {verb.real.typed}")
            lines += [f"  (/{rule.handler.name}) {rule.text}" for rule in verb.meant.rules if verb.real is None]
        return "".join(f"{line}\n" for line in lines)
