"""What some dialects know of an object beyond the fields that every object has: privs, light, a replaced program.

The rule: a mark exists only for an object that somebody gave one, and goes with the object. The object table lets
`born` ask the master for privs; the efuns of the dialects do the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..config import Profile
from ..data import define
from . import master
from .values import Entity, LpcObject

if TYPE_CHECKING:
    from .world import World


@define(slots=True)
class Mark:
    """The further fields of one object."""

    privs: str | None = None
    light: int = 0  # what set_light() added up to
    replaced: str | None = None  # the program that replace_program() took away


class Marks:
    """The marks of all objects of a world."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._marks: dict[Entity, Mark] = {}
        world.objects.tell_departures(self._marks, self.forget)

    def of(self, ob: Entity) -> Mark:
        """The mark of an object, for reading; one without marks has the plain values."""
        return self._marks.get(ob) or Mark()

    def change(self, ob: Entity) -> Mark:
        """The mark of an object, for writing."""
        self._world.objects.heed(ob)
        return self._marks.setdefault(ob, Mark())

    def forget(self, ob: Entity) -> None:
        """The object is gone."""
        self._marks.pop(ob, None)

    def born(self, new: LpcObject, this: Entity | None) -> None:
        """The master's privs_file() decides what privs a new object has, in the dialects that know privs."""
        if self.are_asked_for():
            answer = master.ask(self._world, "privs_file", f"/{new.name}", this=this)
            if isinstance(answer, str):
                self.change(new).privs = answer

    def are_asked_for(self) -> bool:
        """Has the master a say in the privs of new objects?"""
        world = self._world
        asked = None if world.config.profile is Profile.NEOLITH else world.master
        return asked is not None and "privs_file" in asked.applies

    def light(self, ob: LpcObject) -> int:
        """The light at an object: its own and that of everything it holds."""
        return self.of(ob).light + sum(self.light(held) for held in ob.contents)
