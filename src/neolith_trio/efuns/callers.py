"""Efuns about the call that runs: who called, how, and through which functions."""

from __future__ import annotations

from typing import Any

from ..errors import LpcError
from ..runtime import calls
from ..runtime.tracing.stack import lpc_frames
from ..runtime.values import UNDEFINED, Entity, LpcObject, live
from .registry import OLD_SCHOOL, efun


@efun("mixed call_other(object | string | mixed *target, string | mixed *name, ...)")
def call_other(this: Entity, target: Any, name: Any, *arguments: Any) -> Any:
    """Call a function of another object, as target->name() does.

    Static, protected and private functions are not found.

    Arguments:
        target: an object, the name of one (which is loaded when necessary), or an array of these.
        name: the name of the function, or an array of the name and first arguments.
        ...: what the function gets.
    Returns: what the function returns, 0 when there is no such function; an array of that for an array of targets.
    Errors: there is no object of that name.
    Example:
        call_other("/std/object", "short")      // "a thing"
    See also: evaluate, function_exists
    """
    if not isinstance(this, LpcObject):
        return UNDEFINED
    return calls.call_other_named(this, target, name, *arguments)


evaluate = efun("mixed evaluate(mixed f, ...)")(calls.evaluate)


@efun("mixed apply(mixed f, mixed *arguments)", profiles=OLD_SCHOOL)
def apply(this: Entity, f: Any, arguments: list[Any]) -> Any:
    """Call a function value with the elements of an array as its arguments.

    Arguments:
        f: a function value; any other value is its own result.
        arguments: what the function gets.
    Returns: what the function returns.
    Example:
        apply((: $1 + $2 :), ({ 1, 2 }))        // 3
    See also: evaluate, call_other
    """
    return calls.evaluate(this, f, *arguments)


@efun("mixed previous_object(void | int back)")
def previous_object(this: Entity, back: int = 0) -> Any:
    """The object that called the function that runs.

    Arguments:
        back: 0 for the caller, 1 for the caller of that one, and so on; -1 for all.
    Returns: the object, 0 when the driver called; for -1 an array, the nearest first.
    Example:
        previous_object()
    See also: all_previous_objects, call_stack, this_object
    """
    callers = this.world.context.callers
    if back == -1:
        return [live(one) for one in reversed(callers) if one is not None]
    if back < 0:
        raise LpcError("Illegal negative argument to previous_object()\n")
    if back >= len(callers):
        return 0
    found = callers[-1 - back]
    return 0 if found is None else live(found)


@efun("object *all_previous_objects(void | int back)", worded_as="previous_object")
def all_previous_objects(this: Entity, back: Any = -1) -> Any:
    """All objects on the way to the function that runs.

    Arguments:
        back: as for previous_object(); -1 when it is left out.
    Returns: an array, the nearest first.
    Example:
        arrayp(all_previous_objects())      // 1
    See also: previous_object, call_stack
    """
    return previous_object(this, back)


@efun("mixed *call_stack(void | int what)")
def call_stack(what: int = 0) -> list[Any]:
    """The functions that are running.

    Arguments:
        what: 0 for the files of their programs, 1 for the objects, 2 for the names of the functions, 3 for how they
            were called, as origin() says it.
    Returns: an array, the innermost first.
    Errors: `what` is none of these.
    Example:
        call_stack(0)[0]        // "/example.c"
    See also: origin, previous_object
    """
    if not 0 <= what <= 3:
        raise LpcError("First argument of call_stack() must be 0, 1, 2, or 3.\n")
    frames = list(lpc_frames())
    if what == 0:
        return [frame.path for frame in frames]
    if what == 1:
        return [live(frame.ob) for frame in frames]
    if what == 2:
        return [frame.function for frame in frames]
    return [frame.origin for frame in frames]


@efun("string origin()")
def origin() -> str:
    """How the function that runs was called.

    Returns: "driver" by the driver, "local" inside this object, "call_other" by another object, "simul" as a
        simul_efun, "call_out" by a call_out, "efun" by an efun such as filter(), "functional" as the text of a function
        value, "function pointer" where an efun is called through one.
    Example:
        origin()
    See also: call_stack, previous_object
    """
    return next((frame.origin for frame in lpc_frames() if frame.function != "CATCH"), "driver")
