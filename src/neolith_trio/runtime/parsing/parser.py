"""The parser of a world: verbs, what is known of objects, and the two ways to read a sentence.

Only the parse efuns and the object table, which tells of destructed objects, come here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...errors import LpcError
from .. import master
from ..safely import apply_safely
from ..values import UNDEFINED, Entity, LpcObject, live
from .knowledge import Facts, Knowledge
from .problems import Problem
from .reading import Call, Search
from .rules import Rule, Verbs, tokens_of
from .scene import Scene
from .words import MOST_WORDS, Word, split

if TYPE_CHECKING:
    from ..world import World


class Parser:
    """Everything that parse_add_rule() and its kin know."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._knowledge = Knowledge(world)
        self._verbs = Verbs()
        self._literals: list[str] = []
        world.objects.tell_departures(self._knowledge.facts, self.forget)
        self._users: list[Any] | None = None  # what parse_command_users() of the master said

    # -- announcing -------------------------------------------------------------------------------------------

    def introduce(self, ob: Entity) -> None:
        """parse_init()."""
        self._knowledge.introduce(ob)

    def forget(self, ob: Entity) -> None:
        """The object is gone, with its rules."""
        facts = self._knowledge.of(ob)
        if facts is not None and facts.handles_verbs:
            self._verbs.remove(None, ob)
        self._knowledge.forget(ob)

    def refresh(self, ob: Entity) -> None:
        """parse_refresh(); from the master it also means that other users are there now."""
        if ob is self._world.master:
            self._users = None
            if self._knowledge.of(ob) is None:
                return
        self._knowledge.refresh(ob, self._known(ob))

    def add_rule(self, ob: Entity, verb: str, rule: str) -> None:
        """A rule of a verb."""
        facts = self._known(ob)
        self._verbs.add(verb, Rule(tokens_of(rule, self._all_literals()), ob))
        self._knowledge.ask_handler(ob, facts)

    def add_synonym(self, ob: Entity, new: str, old: str, rule: str | None) -> None:
        """Another word for a verb, or for one of its rules."""
        if rule is None:
            self._verbs.add_synonym(new, old)
        else:
            self._verbs.add_rule_synonym(new, old, tokens_of(rule, self._all_literals()), ob)

    def remove(self, ob: Entity, verb: str) -> None:
        """Forget the rules of a verb that an object announced."""
        self._verbs.remove(verb, ob)

    def dump(self) -> str:
        """All verbs, for people."""
        return self._verbs.dump()

    def _known(self, ob: Entity) -> Facts:
        facts = self._knowledge.of(ob)
        if facts is None:
            raise LpcError(f"/{ob.name} is not known by the parser.  Call parse_init() first.\n")
        return facts

    def _all_literals(self) -> list[str]:
        """The prepositions, which the master is asked for once."""
        if not self._literals:
            answer = master.ask(self._world, "parse_command_prepos_list")
            self._literals = [one for one in answer if isinstance(one, str)] if isinstance(answer, list) else []
        return self._literals

    # -- reading ----------------------------------------------------------------------------------------------

    def sentence(self, ob: Entity, text: str, around: list[Any] | None, nicknames: Mapping[Any, Any]) -> Any:
        """parse_sentence(): read and do. 1, a text for the user, or how far the reading came as 0, -1 or -2."""
        self._known(ob)
        search = self._search(ob, ob, text, around, nicknames, None)
        if search.found is None:
            return self._failure(search)
        self._do(ob, search.found)
        return 1

    def my_rules(self, ob: Entity, user: LpcObject, text: str, *, do: bool) -> Any:
        """parse_my_rules(): read with the rules of one verb object alone; do it, or tell what would be done."""
        for one in (user, ob):
            self._known(one)
        search = self._search(ob, user, text, None, {}, ob)
        if search.found is None:
            return self._failure(search)
        if do:
            self._do(ob, search.found)
            return 1
        return [live(one) for one in search.found.forms[-1][1]]

    def _search(
        self,
        this: Entity,
        user: Entity,
        text: str,
        around: list[Any] | None,
        nicknames: Mapping[Any, Any],
        only: Entity | None,
    ) -> Search:
        found = split(text)[:MOST_WORDS]
        if not isinstance(user, LpcObject):
            raise LpcError("No this_player()!\n")
        scene = Scene(self._knowledge, user)
        search = Search(this, user, self._knowledge, scene, text, only, self._message)
        loaded = False
        for length in range(1, len(found) + 1):
            typed = Word(" ".join(word.text for word in found[:length]), found[0].start, found[length - 1].end)
            for verb in self._verbs.typed(typed.text):
                if not loaded and any(rule.has_objects for rule in verb.meant.rules):
                    self._load(this, user, scene, around, nicknames)
                    loaded = True
                search.read(verb.meant, typed, found[length:])
        return search

    def _load(
        self, this: Entity, user: LpcObject, scene: Scene, around: list[Any] | None, nicknames: Mapping[Any, Any]
    ) -> None:
        """Ask everything that may be meant for its words, then see what is there. LPC may move things while asked."""
        if self._users is None:
            answer = master.ask(self._world, "parse_command_users", this=this)
            self._users = list(answer) if isinstance(answer, list) else []
        place = user.environment
        asked = _flat(around) if around is not None else _deep(place)
        for ob in [*asked, *map(live, self._users)]:
            if isinstance(ob, LpcObject):
                self._knowledge.ask(this, ob)
        if around is None:
            scene.add_around(user.environment)
        else:
            scene.add_list(around)
        scene.add_far(map(live, self._users))
        scene.learn_words(nicknames)

    # -- what comes of it -------------------------------------------------------------------------------------

    def _do(self, this: Entity, call: Call) -> None:
        """Call the first form of do_...() that the verb object has."""
        for name, arguments in call.forms:
            if not isinstance(call.handler, LpcObject):
                return
            if apply_safely(self._world, this, call.handler, name, *map(live, arguments)) is not None:
                return
        name = call.handler.name
        raise LpcError(f"Parse accepted, but no do_* function found in object /{name}!\n")

    def _failure(self, search: Search) -> Any:
        if search.problem is None:
            return -search.level
        return self._message(search.problem, UNDEFINED)

    def _message(self, problem: Problem, ob: Any) -> Any:
        answer = master.ask(self._world, "parser_error_message", problem.kind, ob, *problem.details)
        return 0 if answer is None else answer


def _deep(place: Any) -> list[LpcObject]:
    """A place and all that is in it, at any depth."""
    if not isinstance(place, LpcObject):
        return []
    return [place, *(ob for held in place.contents for ob in _deep(held))]


def _flat(values: list[Any]) -> list[Any]:
    """The objects of an array and of the arrays in it."""
    found: list[Any] = []
    pending = [(value, 0) for value in reversed(values)]
    while pending:
        value, depth = pending.pop()
        if isinstance(value, list) and depth < 100:
            pending.extend((one, depth + 1) for one in reversed(value))
        else:
            found.append(live(value))
    return found
