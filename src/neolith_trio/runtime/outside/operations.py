"""Operations: what LPC has asked to be done outside while it goes on, each with a handle, an owner and a deadline.

The rule: an operation that was begun ends in exactly one call, in an entry of its own and never inside the call that
began or cancelled it; only when its owner is destructed before, nothing is called, and the end is counted and logged.
What is called gets one answer: a mapping with "outcome" (result, error, timeout, cancelled), "error" (why it is not a
result), "handle", "kind", "elapsed", and the fields of its kind. this_player() is who it was when it was begun.

The efuns of each kind make a frozen request and call `begin`; the service that `ports` names for the request's class
carries it out (services/operations.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

from ...data import define, frozen
from ...errors import LpcError, runtime_error
from ..calls import apply, evaluate
from ..closures import Closure
from ..promises import CANCELLED, FULFILLED, REJECTED, Promise
from ..values import UNDEFINED, Entity, LpcObject, Mapping, from_key, live
from .ports.operation import (
    Ending,
    NoOperations,
    OperationEnded,
    OperationEvent,
    OperationPort,
    OperationProgressed,
    Plain,
    lpc_value,
)

if TYPE_CHECKING:
    from ..world import World

DEADLINE = 3600.0
"""Seconds for an operation that was given none: nothing waits for ever."""

Finish: TypeAlias = Callable[[Mapping], Any]
"""What is done with the answer, inside an entry."""


@frozen(slots=True)
class Callback:
    """A function, or the name of one in the owner, and what it gets after the answer."""

    function: str | Closure
    extra: tuple[Any, ...] = ()

    def call(self, owner: Entity, *args: Any) -> Any:
        """Call it; a name that the owner does not have is nothing."""
        if isinstance(self.function, Closure):
            return evaluate(None, self.function, *args, *self.extra)
        return apply(owner.world, None, owner, self.function, *args, *self.extra)


@define(slots=True, eq=False)
class Order:
    """One operation that has not ended; `label` is LPC text that names it for people. `finish` gets the answer."""

    key: int
    kind: str
    label: str
    owner: Entity
    port: OperationPort
    began: float
    seconds: float
    finish: Finish
    progress: Callback | None
    commander: Entity | None
    amount: float = 0
    cancelled: str = ""


class Operations:
    """The operations of a world. `ports` says by the class of a request who carries it out."""

    def __init__(self, world: World) -> None:
        self.ports: dict[type, OperationPort] = {}
        self.undelivered = 0
        """Ends for owners that were gone."""
        self._world = world
        self._orders: dict[int, Order] = {}
        # of owners that are gone: their work has not ended yet
        self._orphans: dict[int, Order] = {}
        self._keys = 0
        world.objects.tell_departures(self._orders, self._departed)

    def begin(
        self,
        this: Entity,
        kind: str,
        label: str,
        request: Any,
        finish: Finish,
        *,
        seconds: float = DEADLINE,
        progress: Callback | None = None,
        handle: int = 0,
    ) -> int:
        """Begin an operation of `this`: its handle. LpcError when there are too many already.

        `handle`: of an operation whose answer is told now, and which goes on by this one.
        """
        self._admit(this)
        if not handle:
            self._keys += 1
            handle = self._keys
        port = self.ports.get(type(request)) or NoOperations()
        context = self._world.context
        self._orders[handle] = Order(
            handle, kind, label, this, port, context.now, seconds, finish, progress, context.commanding
        )
        self._world.objects.heed(this)
        port.begin(handle, this, request, seconds)
        return handle

    def cancel(self, handle: int, reason: str) -> bool:
        """Ask an operation to end; False when there is none of that handle (any more)."""
        order = self._orders.get(handle)
        if order is None:
            return False
        order.cancelled = order.cancelled or reason
        order.port.cancel(handle, reason)
        return True

    def find(self, handle: int) -> Order | None:
        """An operation that has not ended."""
        return self._orders.get(handle)

    def open(self) -> tuple[Order, ...]:
        """All that have not ended, oldest first."""
        return tuple(self._orders.values())

    def described(self) -> list[str]:
        """A line for each that has not ended, for the log."""
        now = self._world.context.now
        return [
            f"{one.kind} {one.key} of /{one.owner.name}, {now - one.began:.0f} s old, {one.amount:.0f} bytes or lines, "
            f"{one.began + one.seconds - now:.0f} s left: {one.label}"
            for one in (*self._orders.values(), *self._orphans.values())
        ]

    def entries(self, event: OperationEvent) -> Iterator[Callable[[], Any]]:
        """What is to be called because of an event."""
        if isinstance(event, OperationProgressed):
            yield from self._progressed(event)
            return
        order = self._orders.pop(event.key, None)
        if order is None:
            self._ended_alone(event)
            return
        ended = order
        yield lambda: self._commanded(ended, lambda: ended.finish(self._answer(ended, event)))

    # -- one operation ------------------------------------------------------------------------------------------

    def _admit(self, this: Entity) -> None:
        if live(this) is not this:
            raise runtime_error("A destructed object begins nothing")
        config = self._world.config
        mine = sum(one.owner is this for one in self._orders.values())
        of_uid = sum(one.owner.uid == this.uid for one in self._orders.values())
        for count, most, whose in (
            (mine, config.max_operations_per_object, "of this object"),
            (of_uid, config.max_operations_per_uid, f"of {this.uid}"),
            (len(self._orders) + len(self._orphans), config.max_operations, "in all"),
        ):
            if count >= most:
                raise runtime_error(f"Too many operations are under way {whose} ({most})")

    def _answer(self, order: Order, event: OperationEnded) -> Mapping:
        about: dict[str, Plain] = {
            "outcome": event.outcome,
            "error": event.error or None,
            "handle": order.key,
            "kind": order.kind,
            "elapsed": self._world.context.now - order.began,
        }
        answer: Mapping = lpc_value({**event.fields, **about}, self._world.config.charset)
        return answer

    def _progressed(self, event: OperationProgressed) -> Iterator[Callable[[], Any]]:
        order = self._orders.get(event.key)
        if order is None:
            return
        order.amount = event.amount
        if order.progress is not None:
            callback = order.progress
            fields = lpc_value(event.fields, self._world.config.charset)
            yield lambda: self._commanded(order, lambda: callback.call(order.owner, fields))

    def _commanded(self, order: Order, call: Callable[[], Any]) -> None:
        commander = order.commander if isinstance(order.commander, LpcObject) else None
        with self._world.context.commanded_by(commander):
            call()

    def _departed(self, ob: Entity) -> None:
        """An object is destructed or begins anew: what it has begun is of no use any more."""
        for order in [one for one in self._orders.values() if one.owner is ob]:
            self._orphans[order.key] = self._orders.pop(order.key)
            order.port.cancel(order.key, "its owner is gone")

    def _ended_alone(self, event: OperationEnded) -> None:
        order = self._orphans.pop(event.key, None)
        if order is not None:
            self.undelivered += 1
            self._world.ports.log(f"{order.kind} {order.key} ended ({event.outcome}) after its owner: {order.label}")


# -- what the efuns of every kind share -----------------------------------------------------------------------------


def answering(owner: Entity, callback: Callback) -> Finish:
    """The common form: the callback gets the answer, then its own arguments."""
    return lambda answer: callback.call(owner, answer)


Values: TypeAlias = Callable[[Mapping], tuple[Any, ...]]
"""What the callback of an efun is called with: (answer,), (value,), or (value, why there is none or 0)."""


def answer_alone(answer: Mapping) -> tuple[Any, ...]:
    """The common form: the whole answer."""
    return (answer,)


def started(
    this: Entity,
    kind: str,
    label: str,
    request: Any,
    callback: str | Closure | None,
    arguments: tuple[Any, ...],
    values: Values = answer_alone,
    *,
    seconds: float = DEADLINE,
    progress: Callback | None = None,
) -> int | Promise:
    """Begin an operation for an efun whose callback may be left out: its handle, or else a promise.

    The callback is called with what `values` makes of the answer, then its own arguments. The promise delivers the
    first of these values, and is rejected with what says that there is none.
    """
    operations, promises = this.world.operations, this.world.promises
    if callback is not None:
        called = Callback(callback, arguments)

        def finish(answer: Mapping) -> Any:
            return called.call(this, *values(answer))

        return operations.begin(this, kind, label, request, finish, seconds=seconds, progress=progress)

    def settle(answer: Mapping) -> None:
        given = values(answer)
        failed = not is_result(answer) or (len(given) > 1 and given[1] != 0)
        value = f"*{kind}: {answer['error']}\n" if failed and given[0] is answer else given[-1 if failed else 0]
        ended = CANCELLED if answer["outcome"] == Ending.CANCELLED.value else REJECTED
        promises.settle(promise, ended if failed else FULFILLED, value)

    handle = operations.begin(this, kind, label, request, settle, seconds=seconds, progress=progress)
    promise = promises.work(this, lambda: operations.cancel(handle, "promise_cancel()"))
    return promise


def is_result(answer: Mapping) -> bool:
    """Did the operation end with a result?"""
    return bool(answer["outcome"] == Ending.RESULT.value)


@frozen(slots=True)
class Wishes:
    """The options of an efun that begins an operation: those that all kinds have, and by name those of the kind."""

    seconds: float
    progress: Callback | None
    others: dict[str, Any]


def wishes(name: str, options: Any, known: frozenset[str], *, seconds: float = DEADLINE) -> Wishes:
    """Read an options mapping (or 0). LpcError names an option that the efun `name` does not have, or a bad value."""
    given = {} if not isinstance(options, Mapping) else {from_key(key): options[key] for key in options}
    strange = sorted(str(key) for key in given if key not in known and key not in ("timeout", "progress"))
    if strange:
        allowed = ", ".join(sorted({*known, "progress", "timeout"}))
        raise LpcError(f"{name}: unknown option {strange[0]}; there are {allowed}\n")
    timeout = given.pop("timeout", UNDEFINED)
    if timeout.__class__ is UNDEFINED.__class__:
        timeout = seconds
    if not isinstance(timeout, (int, float)) or timeout <= 0:
        raise LpcError(f"{name}: timeout must be a number of seconds above 0\n")
    progress = given.pop("progress", 0)
    if not isinstance(progress, (str, Closure)) and progress != 0:
        raise LpcError(f"{name}: progress must be a function or the name of one\n")
    callback = Callback(progress) if isinstance(progress, (str, Closure)) else None
    return Wishes(float(timeout), callback, given)
