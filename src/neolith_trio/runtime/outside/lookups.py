"""Names and addresses of machines, as LPC asks for them.

The rule: a lookup that was begun ends in exactly one call of its callback, in an entry of its own, also when it failed;
only when the object that asked is destructed before, it is cancelled, and counted instead. One without a callback
settles a promise. What is known of the machines that players come from is asked of the port each time, and never
waited for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from ...data import frozen
from ..calls import apply, evaluate
from ..closures import Closure
from ..promises import CANCELLED, FULFILLED, PENDING, REJECTED, Promise
from ..values import UNDEFINED, Entity, LpcObject, live
from .ports import socket as port
from .ports.socket import LookedUp, LookupPort

if TYPE_CHECKING:
    from ..world import World


@frozen(slots=True, eq=False)
class _Pending:
    owner: Entity
    callback: str | Closure | Promise
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
        world.objects.tell_departures(self._pending, self._departed)

    def begin(self, this: Entity, text: str, callback: str | Closure) -> int:
        """Look up a name or a numeric address for `this`: the key with which the callback comes; 0: there is none."""
        owner = callback.owner if isinstance(callback, Closure) else this
        key = self._keys + 1
        if live(owner) is not owner or not self.port.look_up(key, text):
            return 0
        self._keys = key
        self._pending[key] = _Pending(owner, callback, self._world.context.commanding)
        self._world.objects.heed(owner)
        return key

    def promised(self, this: Entity, text: str) -> Promise:
        """Look up a name or a numeric address for `this`: a promise of both, which is rejected when one is missing."""
        key = self._keys + 1
        promises = self._world.promises
        promise = promises.work(this, lambda: self._given_up(key, promise))
        if promise.state != PENDING:
            return promise
        if not self.port.look_up(key, text):
            promises.settle(promise, REJECTED, "*resolve: too many lookups wait for their answers\n")
            return promise
        self._keys = key
        self._pending[key] = _Pending(this, promise, None)
        self._world.objects.heed(this)
        return promise

    def _given_up(self, key: int, promise: Promise) -> bool:
        if self._pending.pop(key, None) is not None:
            self.port.cancel(key)
        return self._world.promises.settle(promise, CANCELLED, "*promise cancelled\n")

    def _departed(self, ob: Entity) -> None:
        for key in [key for key, one in self._pending.items() if one.owner is ob]:
            del self._pending[key]
            self.undelivered += 1
            self.port.cancel(key)

    def entries(self, event: LookedUp) -> Iterator[Callable[[], Any]]:
        """What is to be called because of an answer."""
        pending = self._pending.pop(event.key, None)
        if pending is None:
            return
        if isinstance(pending.callback, Promise):
            self._settle(pending.callback, event)
            return
        name = UNDEFINED if event.name is None else event.name
        address = UNDEFINED if event.address is None else event.address
        yield lambda: self._call(pending, name, address, event.key)

    def _settle(self, promise: Promise, event: LookedUp) -> None:
        """No LPC runs by this: who waits goes on in an entry of their own."""
        if event.name is None or event.address is None:
            known = event.name or event.address or "it"
            self._world.promises.settle(promise, REJECTED, f"*resolve: nothing more is known of {known}\n")
        else:
            self._world.promises.settle(promise, FULFILLED, [event.name, event.address])

    def _call(self, pending: _Pending, *args: Any) -> None:
        assert not isinstance(pending.callback, Promise)
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
