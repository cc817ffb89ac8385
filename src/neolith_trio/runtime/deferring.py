"""defer(): function values that run when the LPC function that deferred them ends, however it ends.

The rule: compiled code of a function that calls defer() begins a list and runs it on every way out, the latest first.
An error in one of them is reported and keeps neither the others nor the result from their way.
"""

from __future__ import annotations

from typing import Any

from ..errors import runtime_error
from .safely import evaluate_safely
from .values import LpcObject


def begin_deferring(this: LpcObject) -> None:
    """A function that calls defer() begins."""
    this.world.context.deferred.append([])


def defer(this: LpcObject, function: Any) -> None:
    """Keep a function value, and who commands now, for the end of the innermost function that can keep any."""
    context = this.world.context
    if not context.deferred:
        raise runtime_error("defer() has to be called in the text of a function.")
    context.deferred[-1].append((function, context.commanding))


def run_deferred(this: LpcObject) -> None:
    """A function that called defer() ends."""
    world = this.world
    deferred = world.context.deferred.pop()
    for function, commanding in deferred if world.config.dialect.reverse_defer else reversed(deferred):
        with world.context.commanded_by(commanding):
            evaluate_safely(world, this, function)
