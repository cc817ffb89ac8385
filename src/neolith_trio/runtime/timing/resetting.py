"""reset() of what is about to be used, where resets are lazy: before something enters it, or looks into it.

The rule: whoever is reset in time is reset before the one who comes can see it. All others that were used since their
time came are found by the sweep of timers.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..objects import WILL_RESET, schedule_reset
from ..safely import apply_safely
from ..values import LpcObject

if TYPE_CHECKING:
    from ..world import World


def reset_before_use(world: World, ob: Any) -> None:
    """reset() if it is due and resets are lazy."""
    dialect = world.config.dialect
    if not dialect.lazy_resets or dialect.no_resets or not isinstance(ob, LpcObject):
        return
    if ob.flags & WILL_RESET and 0 < ob.next_reset < world.context.now:
        schedule_reset(world, ob)
        with world.context.commanded_by(None):
            apply_safely(world, None, ob, "reset")
