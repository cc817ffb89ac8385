"""What the parser was told about objects: the words for them, and what can be done with what they hold.

Rule: an object is known from its parse_init() on; it is asked when a sentence may be about it, and again only after its
parse_refresh().
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ..safely import apply_safely
from ..values import Entity, LpcObject, truth

if TYPE_CHECKING:
    from ..world import World


@attrs.define(slots=True)
class Facts:
    """What one object said of itself."""

    asked: bool = False
    nouns: tuple[str, ...] = ()
    plurals: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    living: bool = False
    open: bool = False  # what it holds can be reached
    shows: bool = False  # what it holds can be seen
    handles_verbs: bool = False
    livings_are_remote: bool = False  # of a verb: people far away may be meant


class Knowledge:
    """The facts of all objects that the parser knows."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.facts: dict[Entity, Facts] = {}

    def of(self, ob: Entity) -> Facts | None:
        """The facts of an object; None when the parser does not know it."""
        return self.facts.get(ob)

    def introduce(self, ob: Entity) -> None:
        """parse_init()."""
        self.facts.setdefault(ob, Facts())
        self._world.objects.heed(ob)

    def forget(self, ob: Entity) -> None:
        """The object is gone."""
        self.facts.pop(ob, None)

    def refresh(self, ob: Entity, facts: Facts) -> None:
        """parse_refresh(): ask again when the object is needed next."""
        facts.asked = False
        if facts.handles_verbs:
            self.ask_handler(ob, facts)

    def ask_handler(self, ob: Entity, facts: Facts) -> None:
        """Ask an object that announces rules whether people far away may be meant."""
        facts.handles_verbs = True
        facts.livings_are_remote = self._says(ob, ob, "livings_are_remote")

    def ask(self, this: Entity, ob: LpcObject) -> None:
        """Let an object tell its facts, unless it did."""
        facts = self.facts.get(ob)
        if facts is None or facts.asked:
            return
        facts.nouns = self._list(this, ob, "parse_command_id_list")
        facts.asked = True
        facts.plurals = self._list(this, ob, "parse_command_plural_id_list")
        facts.adjectives = self._list(this, ob, "parse_command_adjectiv_id_list")
        facts.living = self._says(this, ob, "is_living")
        facts.open = self._says(this, ob, "inventory_accessible")
        facts.shows = self._says(this, ob, "inventory_visible")

    def _list(self, this: Entity, ob: Entity, name: str) -> tuple[str, ...]:
        answer: Any = apply_safely(self._world, this, ob, name)
        return tuple(one for one in answer if isinstance(one, str)) if isinstance(answer, list) else ()

    def _says(self, this: Entity, ob: Entity, name: str) -> bool:
        answer = apply_safely(self._world, this, ob, name)
        return answer is not None and truth(answer)
