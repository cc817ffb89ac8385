"""Efuns about promises: values for results that are not there yet, which async functions await."""

from __future__ import annotations

import sys
from typing import Any

from ..errors import Thrown, runtime_error
from ..runtime import combining
from ..runtime.closures import Closure
from ..runtime.promises import FULFILLED, PENDING, REJECTED, Failure, Promise
from ..runtime.tracing.traces import Trace, stack
from ..runtime.values import Entity, live
from .registry import efun


@efun("int promisep(mixed value)")
def promisep(value: Any) -> int:
    """Whether a value is a promise.

    Arguments:
        value: any value.
    Returns: 1 or 0.
    Example:
        promisep(promise_create())      // 1
        promisep(0)                     // 0
    See also: promise_create, typeof
    """
    return int(value.__class__ is Promise)


@efun("promise promise_create()")
def promise_create(this: Entity) -> Promise:
    """Make a promise, for promise_resolve() or promise_reject() to settle.

    Returns: the promise, which is pending.
    Example:
        promise_status(promise_create())        // 0
    See also: promise_resolve, promise_reject, promise_status, promise_then
    """
    return Promise(this)


@efun("void promise_resolve(promise p, void | mixed value)")
def promise_resolve(this: Entity, p: Promise, value: Any = 0) -> int:
    """Fulfil a promise.

    Who waits for it goes on in a turn of its own, never inside this call.

    Arguments:
        p: the promise.
        value: what it delivers. A promise that is resolved with another one ends as that one does.
    Errors: it is settled already, or is what an async function will return.
    Example:
        promise_resolve(promise_create(), 5)
    See also: promise_create, promise_reject
    """
    _settleable(p, "promise_resolve")
    this.world.promises.resolve(p, value)
    return 0


@efun("void promise_reject(promise p, void | mixed reason)")
def promise_reject(this: Entity, p: Promise, reason: Any = 0) -> int:
    """Reject a promise.

    An async function that awaits it gets `reason` as an error there. A rejection that nobody has observed when all that
    waits has run is reported as an error that no catch() saw.

    Arguments:
        p: the promise.
        reason: why; best a string.
    Errors: it is settled already, or is what an async function will return.
    Example:
        promise p = promise_create();
        promise_reject(p, "too late")
        promise_result(p)       // "too late"
    See also: promise_create, promise_resolve, promise_catch, acatch
    """
    _settleable(p, "promise_reject")
    failure = None
    if not p.handled:
        trace = Trace(tuple(stack(this.world, sys._getframe(1))))
        failure = Failure(Thrown(reason), trace)
    this.world.promises.settle(p, REJECTED, reason, failure)
    return 0


def _settleable(p: Promise, name: str) -> None:
    if p.is_result:
        raise runtime_error(f"{name}: an async function settles its promise itself")
    if p.state != PENDING or p.adopting:
        raise runtime_error(f"{name}: the promise is settled already")


@efun("int promise_status(promise p)")
def promise_status(p: Promise) -> int:
    """How far a promise is.

    Arguments:
        p: the promise.
    Returns: 0 while it is pending, 1 when it was fulfilled, 2 when it was rejected, 3 when it was cancelled.
    Example:
        promise p = promise_create();
        promise_status(p)       // 0
        promise_resolve(p)
        promise_status(p)       // 1
    See also: promise_result, promise_cancel
    """
    return p.state


@efun("mixed promise_result(promise p)")
def promise_result(this: Entity, p: Promise) -> Any:
    """What a settled promise has delivered, or why it was rejected.

    A rejection counts as observed then.

    Arguments:
        p: the promise.
    Returns: the value or the reason.
    Errors: it is pending.
    Example:
        promise p = promise_create();
        promise_resolve(p, "done")
        promise_result(p)       // "done"
    See also: promise_status, promise_then
    """
    if p.state == PENDING:
        raise runtime_error("promise_result: the promise is pending")
    if p.state != FULFILLED:
        p.handled = True
        this.world.promises.observed(p)
    return live(p.value)


@efun("promise promise_then(promise p, void | int | function on_value, void | int | function on_failure)")
def promise_then(this: Entity, p: Promise, on_value: Any = 0, on_failure: Any = 0) -> Promise:
    """Have a function called when a promise is settled.

    It is called in a turn of its own, with this_player() as it is now.

    Arguments:
        p: the promise.
        on_value: called with the value when it is fulfilled; without it the value is passed on.
        on_failure: called with the reason when it is rejected or cancelled; without it that is passed on.
    Returns: a promise of what the function will return. It is rejected when the function fails.
    Example:
        promise p = promise_create();
        promise_resolve(p, 20)
        promise q = promise_then(p, (: $1 + 1 :));
        promise_status(q)       // 0
    See also: promise_catch, promise_result
    """
    for number, handler in ((2, on_value), (3, on_failure)):
        if handler.__class__ is not Closure and handler != 0:
            raise runtime_error(f"promise_then: argument {number} must be a function or 0")
    return combining.then(this, p, on_value, on_failure)


@efun("promise promise_catch(promise p, function on_failure)")
def promise_catch(this: Entity, p: Promise, on_failure: Closure) -> Promise:
    """Have a function called when a promise is rejected or cancelled.

    Arguments:
        p: the promise.
        on_failure: called with the reason.
    Returns: a promise of the value of `p`, or else of what the function will return.
    Example:
        promise_status(promise_catch(promise_create(), (: 0 :)))        // 0
    See also: promise_then, acatch
    """
    return combining.then(this, p, 0, on_failure)


@efun("int promise_cancel(promise p)")
def promise_cancel(this: Entity, p: Promise) -> int:
    """Ask for the end of what a promise stands for.

    The next await of an async function raises "*async function cancelled" then: the one where it waits, or the next to
    come. acatch catches it, once; the function may clean up, and even return a value. What it awaited is cancelled too,
    unless somebody else waits for that. A call_out(), HTTP request, process or other operation is given up, and a
    promise that was made of others cancels those.

    Arguments:
        p: the promise.
    Returns: 1, or 0 when there is nothing left to end. The status of the promise is 3 when it was cancelled.
    Errors: it is a promise of promise_create(), which whoever made it can settle.
    Example:
        promise p = call_out(60);
        promise_cancel(p)       // 1
        promise_status(p)       // 3
    See also: promise_status, promise_reject, async_cancel
    """
    if p.state == PENDING and p.stop is None:
        raise runtime_error("promise_cancel: there is no work behind the promise; use promise_reject()")
    cancelled = this.world.promises.cancel(p)
    if cancelled:
        p.handled = True
    return int(cancelled)


@efun("promise promise_all(mixed *promises)")
def promise_all(this: Entity, promises: list[Any]) -> Promise:
    """Wait for all of several promises.

    The first that is rejected or cancelled ends it in the same way; the others run on. What is no promise counts as one
    that has delivered itself.

    Arguments:
        promises: the promises.
    Returns: a promise of an array of what they deliver, in their order.
    Example:
        promise_result(promise_all(({ 1, 2 })))     // ({ 1, 2 })
    See also: promise_all_settled, promise_any, promise_race
    """
    return combining.all_of(this, list(promises))


@efun("promise promise_all_settled(mixed *promises)")
def promise_all_settled(this: Entity, promises: list[Any]) -> Promise:
    """Wait for the ends of several promises, whatever they are.

    Arguments:
        promises: the promises; what is none counts as one that has delivered itself.
    Returns: a promise of an array with a mapping for each: "status" as of promise_status(), and "value" or "reason".
    Example:
        promise_result(promise_all_settled(({ 5 })))[0]["value"]        // 5
    See also: promise_all, promise_status
    """
    return combining.outcomes_of(this, list(promises))


@efun("promise promise_any(mixed *promises)")
def promise_any(this: Entity, promises: list[Any]) -> Promise:
    """Wait for the first of several promises that is fulfilled.

    Arguments:
        promises: the promises; what is none counts as one that has delivered itself.
    Returns: a promise of its value; when all have failed, it is rejected with an array of their reasons.
    Example:
        promise_result(promise_any(({ promise_create(), 5 })))      // 5
    See also: promise_race, promise_all
    """
    return combining.any_of(this, list(promises))


@efun("promise promise_race(mixed *promises)")
def promise_race(this: Entity, promises: list[Any]) -> Promise:
    """Wait for the first of several promises that is settled, also if it is rejected.

    The others run on; cancel what is not wanted any more with promise_cancel().

    Arguments:
        promises: the promises; what is none counts as one that has delivered itself.
    Returns: a promise that ends as the first one does.
    Errors: the array is empty.
    Example:
        promise_result(promise_race(({ promise_create(), 5 })))     // 5
    See also: promise_any, promise_all, promise_cancel
    """
    return combining.first_of(this, list(promises))


@efun("promise async_yield()")
def async_yield(this: Entity) -> Promise:
    """Let everybody else have a turn.

    An async function that has much to do awaits this now and then: commands, timers and connections are served before
    it goes on.

    Returns: a promise of 0, fulfilled after the driver has looked for events.
    Example:
        promise_status(async_yield())       // 0
    See also: call_out, promise_then
    """
    return this.world.promises.yielded(this)
