"""Shadows: objects that stand before another and answer calls in its place.

The rule: a call from outside to a shadowed object goes to the outermost shadow that has the function; a shadow's own
call goes on to what it shadows. `ob.shadow` is the object that shadows ob; the way back is kept here. calls.py asks
`outermost`; table.py tells of destructed objects; the efun shadow() uses `cast`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import LpcError
from . import master
from .values import Entity, LpcObject

if TYPE_CHECKING:
    from .world import World


class Shadows:
    """Who shadows whom in a world."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.shadowed: dict[Entity, LpcObject] = {}

    def outermost(self, target: LpcObject, name: str, this: Entity | None) -> LpcObject:
        """The object that answers a call of `name` in `target` made by `this`."""
        first = target
        while target.shadow is not None and target.shadow is not this:
            target = target.shadow
        while name not in target.applies and target is not first:
            target = self.shadowed[target]
        return target

    def shadowed_by(self, shadow: Entity) -> LpcObject | None:
        """The object that `shadow` shadows directly."""
        return self.shadowed.get(shadow)

    def cast(self, shadow: LpcObject, ob: LpcObject) -> bool:
        """Let `shadow` shadow `ob`, before the shadows that it has already; False: the master forbids it."""
        self._check(shadow, ob)
        if not master.approved(master.ask(self._world, "valid_shadow", ob, this=shadow)):
            return False
        if not (isinstance(shadow, LpcObject) and isinstance(ob, LpcObject)):
            return False
        while ob.shadow is not None:
            ob = ob.shadow
        ob.shadow = shadow
        self.shadowed[shadow] = ob
        for one in (shadow, ob):
            self._world.objects.heed(one)
        self._world.timers.hearts.changed(ob)
        return True

    def _check(self, shadow: LpcObject, ob: LpcObject) -> None:
        world = self._world
        if shadow is ob:
            raise LpcError("shadow: Can't shadow self\n")
        if shadow in self.shadowed:
            raise LpcError("shadow: Already shadowing.\n")
        if shadow.shadow is not None:
            raise LpcError("shadow: Can't shadow when shadowed.\n")
        if shadow.environment is not None:
            raise LpcError("shadow: The shadow must not reside inside another object.\n")
        if ob is world.master or ob is world.simul_efuns:
            raise LpcError("shadow: The master and the simul_efun object can't be shadowed.\n")
        for name in shadow.calls:
            function = _definition(ob, name)
            if function is not None and "nomask" in function.signature.modifiers:
                raise LpcError(f"Illegal to shadow 'nomask' function \"{name}\".\n")

    def remove(self, shadow: Entity) -> bool:
        """Take one shadow out of its chain."""
        ob = self.shadowed.pop(shadow, None)
        if ob is None:
            return False
        ob.shadow = shadow.shadow
        self._world.timers.hearts.changed(ob)
        if shadow.shadow is not None:
            self.shadowed[shadow.shadow] = ob
        shadow.shadow = None
        return True

    def departed(self, ob: Entity) -> LpcObject | None:
        """`ob` was destructed: returns its shadow, which must go too, or None."""
        if ob in self.shadowed:
            self.remove(ob)
            return None
        shadow = ob.shadow
        ob.shadow = None
        if shadow is not None:
            del self.shadowed[shadow]
        return shadow


def _definition(ob: LpcObject, name: str):  # type: ignore[no-untyped-def]
    from .objects import definer

    program = definer(ob.program, name)
    return None if program is None else program.functions[name]
