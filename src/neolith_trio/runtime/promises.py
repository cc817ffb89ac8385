"""Promises: LPC values that stand for a result which is not there yet.

The rule: a promise is settled exactly once: fulfilled, rejected or cancelled. Nobody hears of it inside the call that
settles it: what LPC attached runs as follow-ups, each an entry of its own, in the order in which it was attached. The
backend takes them with `next_entry` when the turns of a cycle are over.

A promise that can be cancelled has a `stop`: it ends the work behind the promise, which then settles it. Who does not
wait any more says so with `leave`; work that nobody else waits for is stopped then.

A rejection that nobody has observed when no follow-up is left is reported like an error that no catch() saw; a
cancellation is not. Coroutines (coroutines.py), combining.py and the efuns of promises use this module.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from ..data import define
from ..errors import LpcError, Thrown, runtime_error
from .values import live

if TYPE_CHECKING:
    from ..lpc.declared import Type
    from .tracing.traces import Trace
    from .values import Entity
    from .world import World

PENDING: Final = 0
FULFILLED: Final = 1
REJECTED: Final = 2
CANCELLED: Final = 3
GONE: Final = "*the object that asked for it is gone (/{})\n"

Waiting: TypeAlias = "Callable[[Promise], Any]"
"""Called once when a promise is settled: it runs no LPC, but may queue an entry or settle another promise."""
Entry: TypeAlias = Callable[[], Any]


@define(slots=True, eq=False)
class Failure:
    """An error of LPC that rejected a promise, where it happened, and whether the mudlib has been told of it."""

    error: LpcError
    trace: Trace
    told: bool = False


class Rejection(Thrown):
    """The rejection of an awaited promise, raised where it was awaited: no error of its own."""

    def __init__(self, state: int, value: Any, failure: Failure | None) -> None:
        super().__init__(value)
        self.state = state
        self.failure = failure


class Promise:
    """One promise. `owner` is the object that asked for it, `payload` the type that its function declared."""

    __slots__ = (
        "__weakref__", "adopting", "failure", "handled", "is_result", "owner", "payload", "state", "stop", "value",
        "waiting", "works",
    )  # fmt: skip

    def __init__(self, owner: Entity, payload: Type | None = None) -> None:
        self.owner = owner
        self.payload = payload
        self.state = PENDING
        self.value: Any = 0
        self.failure: Failure | None = None
        self.handled = False
        self.adopting = False
        """Whether its fate is that of another promise."""
        self.is_result = False
        """Whether it is what an async function will return, which nobody else may settle."""
        self.stop: Callable[[], bool] | None = None
        self.waiting: list[Waiting] = []
        self.works: dict[Promise, None] | None = None
        """Those of the same owner, while somebody works on it."""


class Promises:
    """The promises of one world: who is to hear of them, and whose work ends with its object."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._entries: deque[Entry] = deque()
        self._settled: deque[Promise] = deque()
        self._unobserved: list[Promise] = []
        self._yielded: list[Promise] = []
        self._works: dict[Entity, dict[Promise, None]] = {}
        world.objects.tell_departures(self._works, self._departed)

    # -- settling ---------------------------------------------------------------------------------------------

    def settle(self, promise: Promise, state: int, value: Any, failure: Failure | None = None) -> bool:
        """The end of a promise, and of those that depend on it; False when it had one before."""
        if promise.state != PENDING:
            return False
        promise.state, promise.value, promise.failure, promise.stop = state, value, failure, None
        if promise.works is not None:
            del promise.works[promise]
            promise.works = None
        if state == REJECTED and not promise.handled:
            self._unobserved.append(promise)
        self._settled.append(promise)
        if len(self._settled) == 1:  # else somebody further up goes on with it
            while self._settled:
                self._hand_on(self._settled[0])
                self._settled.popleft()
        return True

    @staticmethod
    def _hand_on(promise: Promise) -> None:
        waiting, promise.waiting = promise.waiting, []
        for one in waiting:
            one(promise)

    def resolve(self, promise: Promise, value: Any) -> None:
        """Fulfil a promise; with another promise, let it end as that one does."""
        if value.__class__ is not Promise:
            self.settle(promise, FULFILLED, value)
            return
        if value is promise:
            raise runtime_error("A promise cannot be resolved with itself")
        promise.adopting = True

        def pass_on(source: Promise) -> None:
            self.settle(promise, source.state, source.value, source.failure)

        def stop() -> bool:
            self.settle(promise, CANCELLED, "*promise cancelled\n")
            self.leave(value, pass_on)
            return True

        promise.stop = stop
        self.wait(value, pass_on)

    def observed(self, promise: Promise) -> None:
        """LPC gets to see why a promise was rejected: an error counts as caught then, and the mudlib is told so."""
        failure = promise.failure
        if failure is not None and not failure.told and not failure.error.thrown:
            failure.told = True
            self.queue(lambda: self._world.evaluation.reports.told(failure.error, failure.trace))

    def cancel(self, promise: Promise) -> bool:
        """Ask the work behind a promise to end; False when there is nothing left to end."""
        return promise.state == PENDING and promise.stop is not None and promise.stop()

    # -- waiting ----------------------------------------------------------------------------------------------

    def wait(self, promise: Promise, waiting: Waiting) -> None:
        """Call `waiting` when the promise is settled, at once if it is."""
        promise.handled = True
        if promise.state == PENDING:
            promise.waiting.append(waiting)
        else:
            waiting(promise)

    def leave(self, promise: Promise, waiting: Waiting) -> None:
        """Wait no more; work that nobody waits for any more is stopped."""
        if waiting in promise.waiting:
            promise.waiting.remove(waiting)
        if not promise.waiting:
            self.cancel(promise)

    # -- follow-ups -------------------------------------------------------------------------------------------

    def queue(self, entry: Entry) -> None:
        """Run `entry` as a follow-up, behind all that wait already."""
        self._entries.append(entry)

    def yielded(self, owner: Entity) -> Promise:
        """A promise that is fulfilled when the backend has looked for events once more."""
        promise = Promise(owner)
        self._yielded.append(promise)
        return promise

    def begin_cycle(self) -> None:
        """The backend has looked for events."""
        yielded, self._yielded = self._yielded, []
        for promise in yielded:
            self.settle(promise, FULFILLED, 0)

    def __bool__(self) -> bool:
        """Is there anything to follow?"""
        return bool(self._entries or self._yielded or self._unobserved)

    def next_entry(self) -> Entry | None:
        """The next follow-up; when none is left, the report of a rejection that nobody has observed."""
        if self._entries:
            return self._entries.popleft()
        while self._unobserved:
            promise = self._unobserved.pop(0)
            if not promise.handled:
                promise.handled = True
                return lambda: self._world.evaluation.reports.unhandled(promise)
        return None

    # -- work of an object ------------------------------------------------------------------------------------

    def work(self, owner: Entity, stop: Callable[[], bool]) -> Promise:
        """A promise of something that is done for `owner`: rejected when that is destructed before."""
        promise = Promise(owner)
        if live(owner) is not owner:
            promise.handled = True
            self.settle(promise, REJECTED, GONE.format(owner.name))
            return promise
        promise.stop = stop
        promise.works = self._works.setdefault(owner, {})
        promise.works[promise] = None
        self._world.objects.heed(owner)
        return promise

    def _departed(self, ob: Entity) -> None:
        """Nobody is told of what an object that is gone has asked for, but those who wait for the promise."""
        for promise in list(self._works.pop(ob, ())):
            stop = promise.stop
            promise.handled = True
            self.settle(promise, REJECTED, GONE.format(ob.name))
            if stop is not None:
                stop()
