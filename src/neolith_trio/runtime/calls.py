"""Every way into a function of an object that is not a plain call inside it.

The rule: each of these pushes the calling object on `context.callers` and pops it on every way out, and refuses to go
deeper than the configured depth. origin() and call_stack() read the Python stack and know these functions by name, so
nobody else may call an lfun.

    call_other         compiled `ob->f(x)` and the efun call_other
    give_life          a new object's variables and its create()
    apply              the driver or an efun calls a function by name; static functions are found, None: there is none
    apply_visible      the same for a name that LPC gave to an efun: static functions are not found in other objects
    evaluate           a function value; it is the efun evaluate, too, so its docstring is that efun's page
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ..config import Grammar
from ..errors import LpcError, TooDeepRecursion, runtime_error
from . import limits
from .closures import Closure
from .errors import bad_argument
from .values import UNDEFINED, Destructed, Entity, LpcObject

if TYPE_CHECKING:
    from .world import World

_LEFT_OUT: Final[Any] = object()


def call_other(this: Entity, target: Any, name: str, a: Any = _LEFT_OUT, b: Any = _LEFT_OUT, *rest: Any) -> Any:
    """`target->name(a, b, ...)`; undefined when there is no such function or it may not be seen from outside."""
    try:
        entry = target.open_calls.get(name)
    except AttributeError:
        entry = None
    if entry is None or target.shadow is not None:
        return _call_slowly(this, target, name, _given(a, b, rest))
    function, maximum = entry
    context = target.context
    callers = context.callers
    if len(callers) >= context.maximum_depth:
        raise TooDeepRecursion
    target.touched = context.now
    callers.append(this)
    try:
        if a is _LEFT_OUT:
            return function(target)
        if b is _LEFT_OUT and maximum:
            return function(target, a)
        args = _given(a, b, rest)
        return function(target, *(args if maximum < 0 else args[:maximum]))
    finally:
        callers.pop()


def _given(a: Any, b: Any, rest: tuple[Any, ...]) -> tuple[Any, ...]:
    """The arguments of a call_other() as one tuple."""
    if a is _LEFT_OUT:
        return ()
    return (a,) if b is _LEFT_OUT else (a, b, *rest)


def _call_slowly(this: Entity, target: Any, name: str, args: tuple[Any, ...]) -> Any:
    """call_other where there is more to do than to call: shadows, no function, no object, too deep already."""
    if not isinstance(target, LpcObject):
        return _call_named(this, target, name, args)
    if target.shadow is not None:
        target = target.world.shadows.outermost(target, name, this)
    entry = target.calls.get(name)
    if entry is None and target is this and limits.current.dialect.grammar is Grammar.FLUFFOS:
        # FluffOS keeps static and private functions from other objects only
        entry = target.own_calls.get(name)
    return UNDEFINED if entry is None else _enter(target.world, this, target, entry, args)


def _call_named(this: Entity, target: Any, name: Any, args: tuple[Any, ...]) -> Any:
    """call_other on a file name or on an array of objects and file names."""
    if target.__class__ is list:
        return [_call_element(this, one, name, args) for one in list(target)]
    if target.__class__ is not str:
        raise bad_argument(
            1, "call_other", ("string", "array", "object"), 0 if target.__class__ is Destructed else target
        )
    found = this.world.objects.find_or_load(target, this)
    if found is None:
        what = f" '{target}'." if limits.current.dialect.grammar is Grammar.FLUFFOS else ""
        raise LpcError(f"call_other() couldn't find object{what}\n")
    return call_other(this, found, name, *args)


def _call_element(this: Entity, element: Any, name: Any, args: tuple[Any, ...]) -> Any:
    """call_other on an element of an array: what is no object, and a name that no file has, gives 0."""
    target = this.world.objects.find_or_load(element, this) if element.__class__ is str else element
    return call_other(this, target, name, *args) if isinstance(target, LpcObject) else 0


def call_other_named(this: Entity, target: Any, name: Any, *args: Any) -> Any:
    """call_other with a computed name: a string, or an array of the name and further arguments."""
    if name.__class__ is list:
        if not name or name[0].__class__ is not str:
            raise LpcError("call_other: 1st elem of array for arg 2 must be a string\n")
        return call_other(this, target, name[0], *name[1:], *args)
    if name.__class__ is not str:
        raise bad_argument(2, "call_other", ("string", "array"), name)
    return call_other(this, target, name, *args)


def apply(world: World, this: Entity | None, target: Any, name: str, a: Any = _LEFT_OUT, *rest: Any) -> Any:
    """Call `name(a, ...)` in `target` on behalf of the driver (`this` is previous_object() inside, or None).

    Static and private functions are found. None when target is no live object or has no such function.
    """
    if not isinstance(target, LpcObject):
        return None
    if target.shadow is not None:
        target = world.shadows.outermost(target, name, this)
    entry = target.applies.get(name)
    if entry is None:
        return None
    function, maximum = entry
    context = world.context
    callers = context.callers
    if len(callers) >= context.maximum_depth:
        raise TooDeepRecursion
    target.touched = context.now
    callers.append(this)
    try:
        if a is _LEFT_OUT or not maximum:
            return function(target)
        if not rest:
            return function(target, a)
        args = (a, *rest)
        return function(target, *(args if maximum < 0 else args[:maximum]))
    finally:
        callers.pop()


def give_life(this: Entity | None, new: LpcObject, arguments: tuple[Any, ...]) -> None:
    """Give the global variables of a new object their first values, and call its create()."""
    context = new.context
    callers = context.callers
    if len(callers) >= context.maximum_depth:
        raise TooDeepRecursion
    callers.append(this)
    try:
        if new.initialize is not None:
            new.initialize()
        if new.shadow is not None:
            apply(new.world, this, new, "create", *arguments)
        elif isinstance(new, LpcObject) and (entry := new.applies.get("create")) is not None:
            function, maximum = entry
            if arguments:
                function(new, *(arguments if maximum < 0 else arguments[:maximum]))
            else:
                function(new)
    finally:
        callers.pop()


def apply_visible(world: World, this: Entity, target: Any, name: str, *args: Any) -> Any:
    """`apply` for a function name that LPC handed to an efun: only what call_other would see in `target`."""
    if not isinstance(target, LpcObject):
        return None
    entry = (target.own_calls if target is this else target.calls).get(name)
    return None if entry is None else _enter(world, this, target, entry, args)


def _enter(world: World, this: Entity | None, target: LpcObject, entry: tuple[Any, int], args: tuple[Any, ...]) -> Any:
    function, maximum = entry
    if len(args) > maximum >= 0:
        args = args[:maximum]
    context = world.context
    callers = context.callers
    if len(callers) >= context.maximum_depth:
        raise TooDeepRecursion
    target.touched = context.now
    callers.append(this)
    try:
        return function(target, *args)
    finally:
        callers.pop()


def evaluate(this: Entity | None, function: Any, a: Any = _LEFT_OUT, b: Any = _LEFT_OUT, *rest: Any) -> Any:
    """Call a function value.

    Arguments:
        f: the function; any other value is its own result.
        ...: what it gets, behind the arguments that are bound to it.
    Returns: what it returns.
    Errors: its owner is destructed.
    Example:
        evaluate((: $1 * 2 :), 21)      // 42
    See also: call_other, bind
    """
    if function.__class__ is not Closure:
        return function
    owner = function.owner
    if owner.__class__ is Destructed:
        raise ownerless(owner)
    context = owner.context
    callers = context.callers
    if len(callers) >= context.maximum_depth:
        raise TooDeepRecursion
    maximum = function.maximum
    callers.append(this)
    try:
        if not function.bound:
            if a is _LEFT_OUT:
                return function.run(owner)
            if b is _LEFT_OUT:
                if maximum:
                    return function.run(owner, a)
            elif not rest and not 0 <= maximum < 2:
                return function.run(owner, a, b)
        return function.run(owner, *given(function, _given(a, b, rest)))
    finally:
        callers.pop()


def given(function: Closure, args: tuple[Any, ...]) -> tuple[Any, ...]:
    """What a function value is called with: its bound arguments and then these, as many as it takes."""
    args = function.bound + args
    return args[: function.maximum] if 0 <= function.maximum < len(args) else args


def ownerless(owner: Entity) -> LpcError:
    """The error of a call through a function value whose owner is destructed."""
    return runtime_error(f"Owner (/{owner.name}) of function pointer is destructed.")
