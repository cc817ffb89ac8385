"""Names under which living objects are found: set_living_name(), find_living(), find_player().

The rule: an object has at most one living name; of several objects of one name the newest is found first. A destructed
object has none.
"""

from __future__ import annotations

from collections.abc import Callable

from .objects import COMMANDS, ONCE_INTERACTIVE
from .values import LpcObject


class LivingNames:
    """All living names of a world."""

    def __init__(self) -> None:
        self._by_name: dict[str, list[LpcObject]] = {}

    def set(self, ob: LpcObject, name: str) -> None:
        """Give the object this name instead of the one it had."""
        self.forget(ob)
        ob.living = name
        self._by_name.setdefault(name, []).insert(0, ob)

    def forget(self, ob: LpcObject) -> None:
        """Take the name away."""
        if ob.living is None:
            return
        bearers = self._by_name[ob.living]
        bearers.remove(ob)
        if not bearers:
            del self._by_name[ob.living]
        ob.living = None

    def find(self, name: str, visible: Callable[[LpcObject], bool], *, player: bool = False) -> LpcObject | None:
        """A living object of that name; with `player` only one that has ever been interactive."""
        for ob in self._by_name.get(name, ()):
            if not visible(ob) or (player and not ob.flags & ONCE_INTERACTIVE) or not ob.flags & COMMANDS:
                continue
            return ob
        return None

    def all(self) -> list[LpcObject]:
        """Every living object that has a name."""
        return [ob for bearers in self._by_name.values() for ob in bearers if ob.flags & COMMANDS]
