"""User ids: who an object belongs to (uid) and on whose behalf it acts (euid).

The rule: the master's creator_file() decides the uid of every object made after the master; an object without euid may
neither load nor clone. With AutoSeteuid (profile fluffos) every object acts on its own behalf from the start, so that a
mudlib without uids never meets them. With AutoTrustBackbone (the other profiles) what creator_file() gives to the
backbone belongs to its loader. Only table.py, master.py and the uid efuns come here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import runtime_error
from . import master
from .objects import NOBODY
from .values import Entity, LpcObject

if TYPE_CHECKING:
    from .world import World


class Uids:
    """The two names that the master gives at boot, and what follows from them."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._auto_seteuid = world.config.dialect.auto_seteuid
        self.root: str | None = None
        self.backbone: str | None = None
        self.usual_euid = NOBODY if self._auto_seteuid else None

    def are_asked_for(self) -> bool:
        """Has the master a say in those of new objects?"""
        asked = self._world.master
        return asked is not None and ("creator_file" in asked.applies or self.backbone == NOBODY)

    def give(self, new: LpcObject, this: Entity | None) -> None:
        """Set uid and euid of a new object that `this` (None: the driver) has made."""
        if self.are_asked_for():
            self._ask(new, this)
        else:
            new.uid, new.euid = NOBODY, None
        if new.euid is None and self._auto_seteuid:
            new.euid = new.uid

    def _ask(self, new: LpcObject, this: Entity | None) -> None:
        answer = master.ask(self._world, "creator_file", f"/{new.name}", this=this)
        creator = answer if isinstance(answer, str) else NOBODY
        trusted = self._world.config.dialect.auto_trust_backbone and creator == self.backbone
        if this is not None and this.uid != creator and trusted:
            new.uid, new.euid = this.euid or NOBODY, this.euid
        else:
            new.uid, new.euid = creator, None

    def may_make(self, this: Entity | None, complaint: str) -> None:
        """Raise the complaint when `this` may not make objects."""
        world = self._world
        if world.master is not None and this is not None and this is not world.master and this.euid is None:
            raise runtime_error(complaint)
