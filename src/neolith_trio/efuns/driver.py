"""Efuns about the driver itself: stopping, errors, settings, the evaluation budget."""

from __future__ import annotations

from typing import Any

from ..errors import LpcError
from ..runtime.errors import raised_by_error, raised_by_throw
from ..runtime.values import Entity
from .registry import efun


@efun("void shutdown(void | int status)")
def shutdown(this: Entity, status: int = 0) -> int:
    """Stop the driver when this turn is over.

    What was typed before still runs, and all that is written reaches the users. net_dead() is not called.

    Arguments:
        status: the exit status of the process.
    Example:
        shutdown()
    See also: net_dead
    """
    this.world.stopping = True
    this.world.ports.shut_down(status)
    return 0


@efun("void error(string text)", checks_itself=True)
def error(text: str) -> int:
    """Raise a runtime error: the turn ends, or the next catch() around it does.

    Arguments:
        text: what went wrong; a star comes before it and a newline behind.
    Errors: always.
    Example:
        catch(error("no such thing"))       // "*no such thing\\n"
    See also: catch, throw, error_handler
    """
    raise raised_by_error(text)


@efun("void throw(mixed value)")
def throw(value: Any) -> int:
    """Leave the innermost catch(), which returns the value.

    Arguments:
        value: any value; for 0 catch() returns "*Unspecified error".
    Errors: always; without a catch() it is an error like others.
    Example:
        catch(throw(({ 1, 2 })))        // ({ 1, 2 })
    See also: catch, error
    """
    raise raised_by_throw(value)


@efun("void debug_message(string text)")
def debug_message(this: Entity, text: str) -> int:
    """Write a line into the driver's log.

    Arguments:
        text: the line; a newline at its end is left out.
    Example:
        debug_message("the king is dead")
    See also: set_debug_level, write_file
    """
    this.world.ports.log(text.removesuffix("\n"))
    return 0


@efun("mixed get_config(int number)")
def get_config(this: Entity, number: int) -> Any:
    """A setting of the driver.

    Arguments:
        number: which; <runtime_config.h> has names for the numbers.
    Returns: a string or an int.
    Errors: there is no such setting.
    Example:
        stringp(get_config(0))      // 1
    See also: debug_info
    """
    found = this.world.config.lookup(number)
    if found is None:
        raise LpcError("Bad argument to get_config()\n")
    return found


# -- the evaluation budget ------------------------------------------------------------------------------------


@efun("int set_eval_limit(int limit)")
def set_eval_limit(this: Entity, limit: int) -> int:
    """Set the evaluation budget: how long a turn may run.

    A mudlib should let only itself use it, by a simul_efun and valid_override().

    Arguments:
        limit: microseconds of processor time for every turn from the next on; 0, -1 and 1 are what reset_eval_cost(),
            eval_cost() and max_eval_cost() do.
    Returns: the budget; for -1 what is left of it.
    Example:
        set_eval_limit(1) > 0       // 1
    See also: eval_cost, max_eval_cost, reset_eval_cost
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


@efun("int reset_eval_cost(void | int limit)", worded_as="set_eval_limit")
def reset_eval_cost(this: Entity, limit: int = 0) -> int:
    """Give this turn its whole evaluation budget again.

    Arguments:
        limit: as for set_eval_limit(); 0 when it is left out.
    Returns: the budget.
    Example:
        reset_eval_cost() == max_eval_cost()        // 1
    See also: eval_cost, set_eval_limit
    """
    return set_eval_limit(this, limit)


@efun("int eval_cost(void | int limit)", worded_as="set_eval_limit")
def eval_cost(this: Entity, limit: int = -1) -> int:
    """What is left of the evaluation budget of this turn.

    Arguments:
        limit: as for set_eval_limit(); -1 when it is left out.
    Returns: microseconds of processor time.
    Example:
        eval_cost() <= max_eval_cost()      // 1
    See also: max_eval_cost, time_expression
    """
    return set_eval_limit(this, limit)


@efun("int max_eval_cost(void | int limit)", worded_as="set_eval_limit")
def max_eval_cost(this: Entity, limit: int = 1) -> int:
    """The evaluation budget of a turn.

    Arguments:
        limit: as for set_eval_limit(); 1 when it is left out.
    Returns: microseconds of processor time.
    Example:
        max_eval_cost() > 0     // 1
    See also: eval_cost, set_eval_limit
    """
    return set_eval_limit(this, limit)
