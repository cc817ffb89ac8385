"""Coroutines: calls of async functions, which wait for promises without keeping anybody else waiting.

The rule: an async function is compiled to a Python generator that yields the promises it awaits. It runs at once up to
its first await of a promise; then the caller has the promise of its result, and everything else goes on. Each
continuation is an entry of its own: with a budget of its own, this_player() and the callers as they were, and the value
of the awaited promise, or its rejection raised where it was awaited. A call continues at most once for every await.

A coroutine ends with its object: destruct() closes it, no LPC of it runs any more, not even what it gave to defer(),
and its promise is rejected. The same happens when its object has got another program in the meantime. What it awaited
is cancelled when its object is destructed or it is cancelled itself, unless somebody else waits for that.

The functions that the linker makes call `begin`; the backend runs what `Promises.next_entry` gives.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from ..errors import ExecutionLimit, LpcError, runtime_error
from ..lpc.program import CATCHING
from .promises import CANCELLED, FULFILLED, REJECTED, Failure, Promise, Rejection
from .tracing.traces import trace_of
from .values import Entity, LpcObject, live

if TYPE_CHECKING:
    from ..lpc.declared import Type
    from .world import World

CANCELLED_TEXT: Final = "*async function cancelled"
_KEPT_CALLERS: Final = 2
"""The part of the call depth with which a continuation may begin: what goes on by calling itself would use it up."""

Body: TypeAlias = "types.GeneratorType[Promise, Any, Any]"


class Coroutine:
    """One call of an async function. `awaiting` is None while it runs and when it has ended."""

    __slots__ = (
        "awaiting", "body", "callers", "cancelled", "commander", "deferred", "ended", "key", "name", "promise", "ready",
        "since", "this", "this_class", "waiting",
    )  # fmt: skip

    def __init__(self, this: Entity, body: Body, promise: Promise) -> None:
        self.this = this
        self.this_class = this.__class__
        self.body = body
        self.promise = promise
        self.name = body.__name__
        self.key = 0
        self.awaiting: Promise | None = None
        self.waiting: Callable[[Promise], None] | None = None
        self.ready = False
        self.cancelled = False
        """Whether its next await is to raise."""
        self.ended = False
        self.since = 0.0
        self.commander: Entity | None = None
        self.callers: list[Entity | None] = []
        self.deferred: list[list[Any]] = []

    @property
    def place(self) -> tuple[str, int, int]:
        """Where it waits: the real path of the source, the line, and how many acatches are around."""
        inner: Any = self.body
        while inner.gi_yieldfrom is not None:  # a block that the compiler has moved into a function of its own
            inner = inner.gi_yieldfrom
        outer = self.body.gi_frame
        if inner.gi_frame is None or outer is None:
            return inner.gi_code.co_filename, 0, 0
        return inner.gi_code.co_filename, inner.gi_frame.f_lineno, outer.f_locals.get(CATCHING, 0)


class Coroutines:
    """The coroutines of one world that wait for something."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._keys = 0
        self._waiting: dict[int, Coroutine] = {}
        self._of: dict[Entity, dict[int, Coroutine]] = {}
        world.objects.tell_departures(self._of, self._departed)

    def waiting(self) -> tuple[Coroutine, ...]:
        """All that wait, in the order in which they began to."""
        return tuple(self._waiting.values())

    def begin(self, this: Entity, body: Body, payload: Type | None) -> Promise:
        """Run a call of an async function up to its first await; the promise of what it will return."""
        promise = Promise(this, payload)
        promise.is_result = True
        coroutine = Coroutine(this, body, promise)
        promise.stop = lambda: self._cancel(coroutine)
        self._advance(coroutine, None, None)
        return promise

    # -- running ----------------------------------------------------------------------------------------------

    def _advance(self, coroutine: Coroutine, value: Any, error: LpcError | None) -> None:
        """Go on with a value, or with an error raised at the await, up to the next await or the end."""
        context = self._world.context
        depth = len(context.deferred)
        context.deferred += coroutine.deferred
        coroutine.deferred = []
        body = coroutine.body
        try:
            while True:
                awaited = body.send(value) if error is None else body.throw(error)
                error = self._refused(coroutine)
                if error is None:
                    break
        except StopIteration as end:
            coroutine.ended = True
            self._world.promises.resolve(coroutine.promise, end.value)
        except LpcError as failed:
            coroutine.ended = True
            self.failed(coroutine.promise, failed)
        except (ExecutionLimit, RecursionError) as limit:
            coroutine.ended = True
            coroutine.promise.handled = True  # it is reported as what ended the entry
            text = limit.value if isinstance(limit, ExecutionLimit) else "*Too deep recursion.\n"
            self._world.promises.settle(coroutine.promise, REJECTED, text)
            raise
        else:
            coroutine.deferred = context.deferred[depth:]
            del context.deferred[depth:]
            self._park(coroutine, awaited)

    def _refused(self, coroutine: Coroutine) -> LpcError | None:
        """Why a coroutine may not wait now."""
        if coroutine.cancelled:
            coroutine.cancelled = False
            return _cancellation()
        most = self._world.config.max_suspended_functions
        if most and len(self._waiting) >= most:
            return runtime_error(f"Too many async functions are suspended ({most})")
        return None

    def failed(self, promise: Promise, error: LpcError) -> None:
        """An error that nobody in the function caught."""
        if isinstance(error, Rejection):
            self._world.promises.settle(promise, error.state, live(error.value), error.failure)
            return
        self._world.context.note(error)
        failure = Failure(error, trace_of(error, self._world, above=sys._getframe(1)))
        self._world.promises.settle(promise, REJECTED, live(error.value), failure)

    # -- waiting ----------------------------------------------------------------------------------------------

    def _park(self, coroutine: Coroutine, awaited: Promise) -> None:
        context = self._world.context
        if not isinstance(coroutine.this, LpcObject):
            self._close(coroutine, "its object was destructed", awaited)
            return
        self._keys += 1
        coroutine.key = self._keys
        coroutine.since = context.now
        coroutine.commander = context.commanding
        coroutine.callers = context.callers[-max(1, context.maximum_depth // _KEPT_CALLERS) :]
        coroutine.awaiting = awaited
        self._waiting[coroutine.key] = coroutine
        self._of.setdefault(coroutine.this, {})[coroutine.key] = coroutine
        self._world.objects.heed(coroutine.this)

        def settled(promise: Promise) -> None:
            error = None if promise.state == FULFILLED else Rejection(promise.state, promise.value, promise.failure)
            self._continue(coroutine, promise.value, error)

        coroutine.waiting = settled
        self._world.promises.wait(awaited, settled)

    def _continue(self, coroutine: Coroutine, value: Any, error: LpcError | None) -> None:
        """Let it go on in an entry of its own."""
        coroutine.ready = True
        key = coroutine.key

        def entry() -> None:
            if coroutine.ready and coroutine.key == key:
                self._resume(coroutine, live(value), error)

        self._world.promises.queue(entry)

    def _resume(self, coroutine: Coroutine, value: Any, error: LpcError | None) -> None:
        self._forget(coroutine)
        this = coroutine.this
        if this.__class__ is not coroutine.this_class:
            self._close(coroutine, "its program was replaced", None)
            return
        context = self._world.context
        this.touched = context.now
        context.callers[:] = coroutine.callers
        commander = coroutine.commander if isinstance(coroutine.commander, LpcObject) else None
        try:
            with context.commanded_by(commander):
                self._advance(coroutine, value, error)
        finally:
            context.callers.clear()

    def _forget(self, coroutine: Coroutine) -> None:
        """It does not wait any more."""
        coroutine.awaiting, coroutine.waiting, coroutine.ready = None, None, False
        self._waiting.pop(coroutine.key, None)
        of_owner = self._of.get(coroutine.this, {})
        of_owner.pop(coroutine.key, None)
        if not of_owner:
            self._of.pop(coroutine.this, None)

    # -- ending it from outside -------------------------------------------------------------------------------

    def _cancel(self, coroutine: Coroutine) -> bool:
        """Let its next await raise, which is the one where it waits unless that has its answer already."""
        if coroutine.ended:
            return False
        awaited, waiting = coroutine.awaiting, coroutine.waiting
        if awaited is None or waiting is None or coroutine.ready:
            coroutine.cancelled = True
            return True
        self._continue(coroutine, 0, _cancellation())
        self._world.promises.leave(awaited, waiting)
        return True

    def _departed(self, ob: Entity) -> None:
        if ob not in self._of:
            return
        for coroutine in list(self._of[ob].values()):
            awaited, waiting = coroutine.awaiting, coroutine.waiting
            self._forget(coroutine)
            self._close(coroutine, "its object was destructed", None)
            if awaited is not None and waiting is not None:
                self._world.promises.leave(awaited, waiting)

    def _close(self, coroutine: Coroutine, why: str, awaited: Promise | None) -> None:
        """It never goes on: nothing of LPC runs, and whoever waits for it hears of it."""
        deferred = self._world.context.deferred
        depth = len(deferred)
        deferred += [[] for _ in coroutine.deferred]
        coroutine.deferred = []
        coroutine.ended = True
        try:
            coroutine.body.close()
        except LpcError as error:  # of a foreach by reference whose array has changed
            self._world.report(error)
        del deferred[depth:]
        coroutine.promise.handled = True
        text = f"*async function {coroutine.name} was given up: {why}\n"
        self._world.promises.settle(coroutine.promise, REJECTED, text)
        if awaited is not None and not awaited.waiting:
            self._world.promises.cancel(awaited)


def _cancellation() -> Rejection:
    return Rejection(CANCELLED, CANCELLED_TEXT, None)
