"""Promises made of other promises: those of promise_then(), promise_all() and their kin.

The rule: a combination waits for all its inputs at once; when it is settled, it leaves those that are not, which keep
running. Only cancelling it cancels them too, unless somebody else waits for them. An input that is no promise counts as
one that is fulfilled with itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from ..errors import ExecutionLimit, LpcError, runtime_error
from .calls import evaluate
from .promises import CANCELLED, FULFILLED, PENDING, REJECTED, Promise, Waiting
from .values import Entity, LpcObject, Mapping, live

CANCELLED_TEXT: Final = "*promise cancelled\n"
Step = Callable[["Gathering", int, Promise], None]


class Gathering:
    """A promise that comes of several; `step` says what each input that is settled does to it."""

    def __init__(self, this: Entity, inputs: Sequence[Any], step: Step) -> None:
        self.promise = Promise(this)
        self.values: list[Any] = [0] * len(inputs)
        self.left = len(inputs)
        self._this = this
        self._waits: list[tuple[Promise, Waiting]] = []
        self.promise.stop = self._stop
        promises = this.world.promises
        for number, one in enumerate(inputs):
            source = one if one.__class__ is Promise else _fulfilled(this, one)
            waiting = self._waiting(number, step)
            if source.state == PENDING:
                self._waits.append((source, waiting))
            promises.wait(source, waiting)
        if self.promise.state != PENDING:
            self._leave_alone()

    def _waiting(self, number: int, step: Step) -> Waiting:
        def settled(source: Promise) -> None:
            if self.promise.state == PENDING:
                self.left -= 1
                step(self, number, source)
                if self.promise.state != PENDING:
                    self._leave_alone()

        return settled

    def settle(self, state: int, value: Any, source: Promise | None = None) -> None:
        """The end."""
        self._this.world.promises.settle(self.promise, state, value, None if source is None else source.failure)

    def _leave_alone(self) -> None:
        """Hear no more of the inputs that are not settled, and let them run."""
        for source, waiting in self._waits:
            if waiting in source.waiting:
                source.waiting.remove(waiting)
        self._waits.clear()

    def _stop(self) -> bool:
        waits, self._waits = self._waits, []
        self.settle(CANCELLED, CANCELLED_TEXT)
        for source, waiting in waits:
            if source.state == PENDING:
                self._this.world.promises.leave(source, waiting)
        return True


def _fulfilled(this: Entity, value: Any) -> Promise:
    promise = Promise(this)
    promise.state, promise.value = FULFILLED, value
    return promise


def all_of(this: Entity, inputs: Sequence[Any]) -> Promise:
    """All values in the order of the inputs; the first failure ends it."""

    def step(one: Gathering, number: int, source: Promise) -> None:
        if source.state != FULFILLED:
            one.settle(source.state, source.value, source)
            return
        one.values[number] = live(source.value)
        if not one.left:
            one.settle(FULFILLED, one.values)

    return _unless_empty(this, inputs, step, FULFILLED)


def any_of(this: Entity, inputs: Sequence[Any]) -> Promise:
    """The first value; when all have failed, all reasons."""

    def step(one: Gathering, number: int, source: Promise) -> None:
        if source.state == FULFILLED:
            one.settle(FULFILLED, live(source.value))
            return
        this.world.promises.observed(source)
        one.values[number] = live(source.value)
        if not one.left:
            one.settle(REJECTED, one.values)

    return _unless_empty(this, inputs, step, REJECTED)


def first_of(this: Entity, inputs: Sequence[Any]) -> Promise:
    """As the first one ends, whatever that is."""
    if not inputs:
        raise runtime_error("promise_race() of no promises would never end")
    return Gathering(this, inputs, lambda one, _, source: one.settle(source.state, live(source.value), source)).promise


def outcomes_of(this: Entity, inputs: Sequence[Any]) -> Promise:
    """A mapping for each that says how it ended."""

    def step(one: Gathering, number: int, source: Promise) -> None:
        what = "value" if source.state == FULFILLED else "reason"
        this.world.promises.observed(source)
        one.values[number] = Mapping({"status": source.state, what: live(source.value)})
        if not one.left:
            one.settle(FULFILLED, one.values)

    return _unless_empty(this, inputs, step, FULFILLED)


def _unless_empty(this: Entity, inputs: Sequence[Any], step: Step, state: int) -> Promise:
    gathering = Gathering(this, inputs, step)
    if not inputs:
        gathering.settle(state, [])
    return gathering.promise


def then(this: Entity, source: Promise, on_value: Any, on_failure: Any) -> Promise:
    """The promise of what the fitting function makes of the end of `source`; without one, of the same end."""
    return _Link(this, source, on_value, on_failure).promise


class _Link:
    """A promise behind another one, and the functions between them. It commands whom its maker commanded."""

    def __init__(self, this: Entity, source: Promise, on_value: Any, on_failure: Any) -> None:
        self.promise = Promise(this)
        self._world = this.world
        self._source = source
        self._on_value = on_value
        self._on_failure = on_failure
        self._commander = this.world.context.commanding
        self.promise.stop = self._stop
        self._world.promises.wait(source, self._settled)

    def _settled(self, source: Promise) -> None:
        """The source has ended: a function makes something of it, in an entry of its own."""
        promises = self._world.promises
        handler = self._on_value if source.state == FULFILLED else self._on_failure
        if handler == 0:
            promises.settle(self.promise, source.state, source.value, source.failure)
            return
        if source.state != FULFILLED:
            promises.observed(source)
        promises.queue(lambda: self._run(handler, source.value))

    def _run(self, handler: Any, value: Any) -> None:
        world, promise = self._world, self.promise
        if promise.state != PENDING:
            return
        try:
            with world.context.commanded_by(self._commander if isinstance(self._commander, LpcObject) else None):
                result = evaluate(None, handler, live(value))
            world.promises.resolve(promise, result)
        except LpcError as error:
            world.coroutines.failed(promise, error)
        except (ExecutionLimit, RecursionError):
            promise.handled = True
            world.promises.settle(promise, REJECTED, "*Too long evaluation. Execution aborted.\n")
            raise

    def _stop(self) -> bool:
        self._world.promises.settle(self.promise, CANCELLED, CANCELLED_TEXT)
        self._world.promises.leave(self._source, self._settled)
        return True
