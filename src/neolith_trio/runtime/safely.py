"""Applies whose failure must not undo what the driver is in the middle of: net_dead(), write_prompt(), receive_snoop().

The rule: an error in one of these is reported like any uncaught error and counts as "no such function".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..errors import ExecutionLimit, LpcError
from .calls import apply, evaluate
from .values import Entity

if TYPE_CHECKING:
    from .world import World


def apply_safely(world: World, this: Entity | None, target: Any, name: str, *args: Any) -> Any:
    """calls.apply; None also when the function failed."""
    depth = len(world.context.callers)
    try:
        return apply(world, this, target, name, *args)
    except (LpcError, ExecutionLimit) as error:
        del world.context.callers[depth:]
        world.report(error)
        return None


def evaluate_safely(world: World, this: Entity | None, function: Any, *args: Any) -> Any:
    """calls.evaluate; None when the function failed."""
    depth = len(world.context.callers)
    try:
        return evaluate(this, function, *args)
    except (LpcError, ExecutionLimit) as error:
        del world.context.callers[depth:]
        world.report(error)
        return None
