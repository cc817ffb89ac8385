"""Efuns about the driver itself: stopping, errors, settings, the evaluation budget."""

from __future__ import annotations

from typing import Any

from ..errors import LpcError
from ..runtime.values import Entity
from .registry import efun

LONGEST_ERROR = 2045


@efun("void shutdown(void | int status)")
def shutdown(this: Entity, status: int = 0) -> int:
    """Stop the driver after this turn; `status` is its exit status."""
    this.world.stopping = True
    this.world.ports.shut_down(status)
    return 0


@efun("void error(string text)")
def error(text: str) -> int:
    """Raise a runtime error."""
    raise LpcError(f"*{text.removesuffix(chr(10))[:LONGEST_ERROR]}\n")


@efun("void throw(mixed value)")
def throw(value: Any) -> int:
    """Leave the innermost catch(), which returns the value."""
    nothing = value.__class__ is not float and value == 0
    raise LpcError("*Unspecified error" if nothing else value, thrown=True)


@efun("void debug_message(string text)")
def debug_message(this: Entity, text: str) -> int:
    """Write a line to the driver's log."""
    this.world.ports.log(text.removesuffix("\n"))
    return 0


@efun("mixed get_config(int number)")
def get_config(this: Entity, number: int) -> Any:
    """A setting of the driver, by its number in <runtime_config.h>."""
    found = this.world.config.lookup(number)
    if found is None:
        raise LpcError("Bad argument to get_config()\n")
    return found


# -- the evaluation budget ------------------------------------------------------------------------------------


@efun("int set_eval_limit(int limit)")
def set_eval_limit(this: Entity, limit: int) -> int:
    """Set the evaluation budget of every entry, in microseconds.

    0: refill the running one; -1: what is left of it; 1: what the budget is. Guard it with valid_override() and a
    simul_efun.
    """
    budget = this.world.budget
    if limit == 0:
        budget.refill()
        return budget.limit
    if limit == -1:
        return budget.left()
    if limit != 1:
        budget.limit = limit
    return budget.limit


@efun("int reset_eval_cost()")
def reset_eval_cost(this: Entity) -> int:
    """Give the running turn its whole evaluation budget again."""
    return set_eval_limit(this, 0)


@efun("int eval_cost()")
def eval_cost(this: Entity) -> int:
    """What is left of the evaluation budget of this turn."""
    return set_eval_limit(this, -1)


@efun("int max_eval_cost()")
def max_eval_cost(this: Entity) -> int:
    """The evaluation budget of a turn."""
    return set_eval_limit(this, 1)
