"""Function pointers as compiled code makes them, and the calls that cannot be written down as plain Python calls."""

from __future__ import annotations

import re
import types
from functools import partial
from typing import Any, Final

from ..errors import TooDeepRecursion, runtime_error
from .calls import call_other_named
from .closures import Closure, Order
from .values import Entity

_OWN_NAME: Final = re.compile(r"(v[\d_]*|d[\d_]*|f)_[A-Za-z]")  # see lpc/program.py; helpers of the compiler are Greek
_HAS_REST: Final = 0x04  # CO_VARARGS

MISSING: Final = "missing lfun"
"""The qualified name of what the linker puts in the place of a function that is nowhere defined."""


def maximum_of(function: types.FunctionType) -> int:
    """How many LPC arguments a bound lfun takes; -1 for any number."""
    code = function.__code__
    return -1 if code.co_flags & _HAS_REST else code.co_argcount - 1


def needs_owner(function: Closure) -> bool:
    """Does the text of a function value name variables or functions of its object?"""
    code = getattr(function.run, "__code__", None)
    if function.kind not in ("expression", "anonymous") or code is None:
        return False
    return any(_OWN_NAME.match(name) for name in code.co_names)


def call_spread(method: types.MethodType, *args: Any) -> Any:
    """A call inside the object whose number of arguments is only known now: what is too much is dropped."""
    maximum = maximum_of(method.__func__)  # type: ignore[arg-type]
    return method(*args) if maximum < 0 else method(*args[:maximum])


def call_efun(this: Entity, name: str, *args: Any) -> Any:
    """An efun call whose number of arguments is only known now."""
    efun = this.world.efuns[name]
    if len(args) < efun.minimum:
        raise runtime_error(f"Too few arguments to {name}.")
    if 0 <= efun.maximum < len(args):
        raise runtime_error(f"Too many arguments to {name}.")
    return efun.function(this, *args) if efun.needs_this else efun.function(*args)


def call_simul(this: Entity, name: str, *args: Any) -> Any:
    """A simul_efun: a function of the simul_efun object, with the caller as previous_object()."""
    world = this.world
    target = world.simul_efuns
    entry = target.applies.get(name) if target is not None else None
    if entry is None:
        raise runtime_error(f"Simul_efun {name}() is not there any more.")
    function, maximum = entry
    context = world.context
    callers = context.callers
    if len(callers) >= context.maximum_depth:
        raise TooDeepRecursion
    if len(args) > maximum >= 0:
        args = args[:maximum]
    callers.append(this)
    try:
        return function(target, *args)
    finally:
        callers.pop()


# -- making pointers -----------------------------------------------------------------------------------------


def _no_function(name: str, *args: Any) -> Any:
    """A call of a pointer to a function that is declared and nowhere defined."""
    raise runtime_error(f"Undefined function: {name}")


def local_pointer(this: Entity, name: str, method: types.MethodType, *bound: Any) -> Closure:
    """(: name, bound :) for a function of the object."""
    function: Any = method.__func__
    if function.__qualname__ == MISSING:
        return Closure("local", name, this, partial(_no_function, name), bound)
    return Closure("local", name, this, function, bound, maximum=maximum_of(function), quiet=this.quiet[function])


def expression_pointer(this: Entity, method: types.MethodType, maximum: int, *captured: Any) -> Closure:
    """(: expression :); `captured` are the values of its $(...), which are counted in `maximum`."""
    return Closure("expression", "<code>", this, method.__func__, captured, maximum=maximum)


def steady_pointer(this: Entity, method: types.MethodType, maximum: int, *captured: Any) -> Closure:
    """The same for an expression that calls nothing and changes nothing."""
    made = Closure("expression", "<code>", this, method.__func__, captured, maximum=maximum, quiet=True)
    made.steady = True
    return made


def filtering(pointer: Closure, walk: types.MethodType) -> Closure:
    """A pointer that is an argument of filter(): `walk` gives all that this makes of an array by it."""
    pointer.filtering = walk.__func__
    return pointer


def changing(pointer: Closure, walk: types.MethodType) -> Closure:
    """The same of map()."""
    pointer.changing = walk.__func__
    return pointer


def ordering_pointer(this: Entity, method: types.MethodType, order: Order) -> Closure:
    """(: $1 - $2 :) and its kin: an expression of two arguments that compares as Python does."""
    made = Closure("expression", "<code>", this, method.__func__, maximum=2, quiet=True)
    made.order, made.steady = order, True
    return made


def anonymous_pointer(this: Entity, method: types.MethodType) -> Closure:
    """function type (arguments) { ... }"""
    function: Any = method.__func__
    return Closure("anonymous", "<code>", this, function, maximum=maximum_of(function), quiet=this.quiet[function])


def efun_pointer(this: Entity, name: str, *bound: Any) -> Closure:
    """(: efun, bound :)"""

    def run(owner: Entity, *args: Any) -> Any:
        efun = owner.world.efuns[name]
        if len(args) < efun.minimum:
            raise runtime_error(f"Too few arguments to efun {efun.real_name} in efun pointer.")
        if 0 <= efun.maximum < len(args):
            raise runtime_error(f"Too many arguments to efun {efun.real_name} in efun pointer.")
        return efun.function(owner, *args) if efun.needs_this else efun.function(*args)

    return Closure("efun", this.world.efuns[name].real_name, this, run, bound)


def simul_pointer(this: Entity, name: str, *bound: Any) -> Closure:
    """(: simul_efun, bound :)"""

    def run(owner: Entity, *args: Any) -> Any:
        return call_simul(owner, name, *args)

    return Closure("simul", name, this, run, bound)


def call_other_pointer(this: Entity, target: Any, name: Any, *bound: Any) -> Closure:
    """(: target, name, bound :)"""

    def run(owner: Entity, *args: Any) -> Any:
        return call_other_named(owner, target, name, *args)

    return Closure("efun", "call_other", this, run, bound)
