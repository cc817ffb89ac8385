"""What `-p` asks for: when the mud has stopped, everything is destructed, and what is still there then is told.

A destructed object that Python does not free is held by somebody: a list of the driver, a frame, a cycle through
something that is not LPC. Mudlibs cannot cause it, since LPC reads a destructed object as 0; so a line of this is a
fault of the driver or of an extension. Only the driver comes here, as the last thing that it does with a world.
"""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable

from ..runtime.values import LpcObject
from ..runtime.world import World


def release(world: World, log: Callable[[str], None]) -> list[str]:
    """Destruct all objects but the master and the simul_efun object; the names of those that are not freed."""
    world.stopping = True  # nobody is asked to move elsewhere
    watched: list[tuple[str, weakref.ref[LpcObject]]] = []
    for ob in world.objects.all():
        if ob is not world.master and ob is not world.simul_efuns:
            watched.append((f"/{ob.name}", weakref.ref(ob)))
            world.timers.remove_all(ob)
            world.evaluation.run(lambda ob=ob: world.objects.destruct(ob, world.master))
    del ob
    world.timers.drop_removed()
    world.evaluation.run(lambda: None)  # the last entry is behind us: nothing of it is remembered
    for _ in range(3):  # what is freed may hold the last reference to something else
        gc.collect()
    left = [name for name, ref in watched if ref() is not None]
    log(f"pedantic: {len(watched)} objects released, {len(left)} not freed")
    for name in left:
        log(f"pedantic: {name} is still held")
    return left
