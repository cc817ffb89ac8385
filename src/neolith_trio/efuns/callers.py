"""Efuns about the call that runs: who called, how, and through which functions."""

from __future__ import annotations

from typing import Any

from ..errors import LpcError
from ..runtime import calls
from ..runtime.stack import lpc_frames
from ..runtime.values import UNDEFINED, Entity, LpcObject, live
from .registry import OLD_SCHOOL, efun


@efun("mixed call_other(object | string | mixed *target, string | mixed *name, ...)")
def call_other(this: Entity, target: Any, name: Any, *arguments: Any) -> Any:
    """Call a function of another object, as target->name(arguments) does.

    The target may be the file name of an object or an array of targets; the name may be an array of the name and the
    first arguments.
    """
    if not isinstance(this, LpcObject):
        return UNDEFINED
    return calls.call_other_named(this, target, name, *arguments)


@efun("mixed evaluate(mixed f, ...)")
def evaluate(this: Entity, f: Any, *arguments: Any) -> Any:
    """Call a function value with the arguments; any other value is returned as it is."""
    return calls.evaluate(this, f, *arguments)


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
    """The object that called this one; with 1 the one that called that, and so on; with -1 all of them in an array."""
    callers = this.world.context.callers
    if back == -1:
        return [live(one) for one in reversed(callers) if one is not None]
    if back < 0:
        raise LpcError("Illegal negative argument to previous_object()\n")
    if back >= len(callers):
        return 0
    found = callers[-1 - back]
    return 0 if found is None else live(found)


@efun("object *all_previous_objects()")
def all_previous_objects(this: Entity) -> Any:
    """All objects on the way to this call, the nearest first."""
    return previous_object(this, -1)


@efun("mixed *call_stack(void | int what)")
def call_stack(what: int = 0) -> list[Any]:
    """One item for every function that is running, the innermost first.

    0: files of the programs, 1: objects, 2: names of the functions, 3: how each was called (see origin()).
    """
    if not 0 <= what <= 3:
        raise LpcError("First argument of call_stack() must be 0, 1, 2, or 3.\n")
    frames = list(lpc_frames())
    if what == 0:
        return [frame.program.path for frame in frames]
    if what == 1:
        return [live(frame.ob) for frame in frames]
    if what == 2:
        return [frame.function for frame in frames]
    return [frame.origin for frame in frames]


@efun("string origin()")
def origin() -> str:
    """How the running function was called.

    "driver", "local" (by this object itself), "call_other", "simul", "call_out", "efun", or "functional" for the text
    of a function value.
    """
    return next((frame.origin for frame in lpc_frames() if frame.function != "CATCH"), "driver")
