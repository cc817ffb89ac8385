"""Names and addresses of machines, as LPC asks for them.

The rule: a lookup that was begun ends in exactly one call of its callback, in an entry of its own, also when it failed;
only when the object that asked is destructed before, it is cancelled, and counted instead. What is known of the
machines that players come from is asked of the port each time, and never waited for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import attrs

from . import socket_port as port
from .calls import apply, evaluate
from .closures import Closure
from .socket_port import LookedUp, LookupPort
from .values import UNDEFINED, Entity, LpcObject

if TYPE_CHECKING:
    from .world import World


@attrs.frozen(slots=True, eq=False)
class _Pending:
    owner: Entity
    callback: str | Closure
    commander: Entity | None  # this_player() when it was asked, and when it is answered


class Lookups:
    """The lookups of a world. `port` is what carries them out."""

    def __init__(self, world: World) -> None:
        self.port: LookupPort = port.NoLookups()
        self.undelivered = 0
        """Answers for objects that were gone."""
        self._world = world
        self._pending: dict[int, _Pending] = {}
        self._keys = 0
        world.objects.departures.append(self._departed)

    def begin(self, this: Entity, text: str, callback: str | Closure) -> int:
        """Look up a name or a numeric address for `this`: the key with which the callback comes; 0: there is none."""
        key = self._keys + 1
        if not self.port.look_up(key, text):
            return 0
        self._keys = key
        owner = callback.owner if isinstance(callback, Closure) else this
        self._pending[key] = _Pending(owner, callback, self._world.context.commanding)
        return key

    def _departed(self, ob: Entity) -> None:
        if not self._pending:
            return
        for key in [key for key, one in self._pending.items() if one.owner is ob]:
            del self._pending[key]
            self.undelivered += 1
            self.port.cancel(key)

    def entries(self, event: LookedUp) -> Iterator[Callable[[], Any]]:
        """What is to be called because of an answer."""
        pending = self._pending.pop(event.key, None)
        if pending is None:
            return
        name = UNDEFINED if event.name is None else event.name
        address = UNDEFINED if event.address is None else event.address
        yield lambda: self._call(pending, name, address, event.key)

    def _call(self, pending: _Pending, *args: Any) -> None:
        commander = pending.commander if isinstance(pending.commander, LpcObject) else None
        with self._world.context.commanded_by(commander):
            if isinstance(pending.callback, Closure):
                evaluate(None, pending.callback, *args)
            else:
                apply(self._world, None, pending.owner, pending.callback, *args)

    def host_name(self, address: str) -> str:
        """What is known of a numeric address: the name, or the address itself."""
        return self.port.host_name(address)

    def figures(self) -> port.Figures:
        """How many lookups there were, by class and by what became of them."""
        figures = self.port.figures()
        return {**figures, "all": {**figures["all"], "undelivered": self.undelivered}} if figures else {}
