"""One function value called for element after element: the loops of filter(), map() and sort_array().

What is quiet (quiet.py) can neither end its owner nor exchange the function, so that is not looked for on the way.

The rule: to LPC each of these calls is one by calls.evaluate(); only the books are kept once for the whole loop, for
they say the same in every round. So traces and origin() know these functions as they know `evaluate`, and find the
function value under the name `function` in their frames. Efuns in arrays.py call them, for function values that take
what the loop gives (`takes`); all others go through efuns/callbacks.py.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from functools import partial
from itertools import compress
from typing import Any, Final

from ..errors import LpcError, TooDeepRecursion
from . import sites
from .calls import evaluate, given, ownerless
from .closures import Closure, Order
from .sorting import sorted_by
from .values import INT_MAX, Destructed, Entity


def takes(function: Any, count: int) -> bool:
    """Is it a function value to which `count` arguments can be given as they are?"""
    return function.__class__ is Closure and not 0 <= function.maximum < len(function.bound) + count


def map_elements(this: Entity, function: Closure, elements: list[Any], more: tuple[Any, ...] = ()) -> list[Any]:
    """What the function answers for each of the elements and `more` arguments."""
    owner, run = function.owner, function.run
    callers = _books(function)
    callers.append(this)
    answers = []
    try:
        if not more and (walked := _walked(function, function.changing, elements)) is not None:
            return walked
        call = _bound(function, more)
        if function.steady:
            return [call(0 if one.__class__ is Destructed else one) for one in elements]
        if function.quiet:
            return [
                0 if (answer := call(0 if one.__class__ is Destructed else one)).__class__ is Destructed else answer
                for one in elements
            ]
        for one in elements:
            if owner.__class__ is Destructed:
                raise ownerless(owner)
            value = 0 if one.__class__ is Destructed else one
            answer = call(value) if function.run is run else _exchanged(function, value, *more)
            answers.append(0 if answer.__class__ is Destructed else answer)
    finally:
        callers.pop()
    return answers


def filter_elements(this: Entity, function: Closure, elements: list[Any], more: tuple[Any, ...] = ()) -> list[Any]:
    """The elements, as they are at the end, for which the function with `more` arguments answers something not 0."""
    owner, run = function.owner, function.run
    callers = _books(function)
    callers.append(this)
    kept: list[bool] = []
    try:
        if not more and (walked := _walked(function, function.filtering, elements)) is not None:
            return walked
        call = _bound(function, more)
        if function.quiet:
            kept = [
                (answer := call(0 if one.__class__ is Destructed else one)) != 0 or answer.__class__ is float
                for one in elements
            ]
            return list(compress(elements, kept))
        for one in elements:
            if owner.__class__ is Destructed:
                raise ownerless(owner)
            value = 0 if one.__class__ is Destructed else one
            answer = call(value) if function.run is run else _exchanged(function, value, *more)
            kept.append(answer != 0 or answer.__class__ is float)
    finally:
        callers.pop()
    return list(compress(elements, kept))


def sort_elements(this: Entity, function: Closure, elements: list[Any], more: tuple[Any, ...] = ()) -> list[Any]:
    """The elements in the order that the function tells of two of them; what is no int tells nothing."""
    if len(elements) < 2:
        return elements
    owner, run = function.owner, function.run
    if function.order is not None and _is_sorted_alike(function.order, elements):
        _books(function)
        return sorted(elements, reverse=function.order.endswith("falling"))

    def compare(left: Any, right: Any) -> int:
        if owner.__class__ is Destructed:
            raise ownerless(owner)
        answer = call(left, right) if function.run is run else _exchanged(function, left, right, *more)
        return answer if answer.__class__ is int else 0

    def compare_quietly(left: Any, right: Any) -> int:
        answer = call(left, right)
        return answer if answer.__class__ is int else 0

    callers = _books(function)
    callers.append(this)
    try:
        call = _bound(function, more)
        return sorted_by(elements, compare_quietly if function.quiet else compare)
    finally:
        callers.pop()


def _walked(function: Closure, walk: Callable[..., list[Any]] | None, elements: list[Any]) -> list[Any] | None:
    """All at once, where the compiler has made a loop of the function; None when it must be called for each.

    What it loops over calls nothing and changes nothing. So after an error all is done again, one by one: then the
    trace of the error shows the call in which it happened.
    """
    if walk is None:
        return None
    try:
        return walk(function.owner, *function.bound, elements)
    except LpcError:
        return None


def _bound(function: Closure, more: tuple[Any, ...]) -> Callable[..., Any]:
    """The function with its owner, what is bound to it, and the arguments that come behind those of each call."""
    run, owner, bound = function.run, function.owner, function.bound
    if more:
        return lambda *values: run(owner, *bound, *values, *more)
    return partial(run, owner, *bound) if bound else types.MethodType(run, owner)


def _is_sorted_alike(order: Order, elements: list[Any]) -> bool:
    """Would the expression order these elements as Python does?"""
    kinds = set(map(type, elements))
    if order.startswith("ints"):
        return kinds == {int} and max(elements) - min(elements) <= INT_MAX  # beyond, a difference wraps
    return kinds == {str} and not any("\0" in one for one in elements)  # where strcmp() stops


def _books(function: Closure) -> list[Entity | None]:
    """The callers of this world, when one more may come; the owner must be alive."""
    owner = function.owner
    if owner.__class__ is Destructed:
        raise ownerless(owner)
    context = owner.context
    if len(context.callers) >= context.maximum_depth:
        raise TooDeepRecursion
    return context.callers


def _exchanged(function: Closure, *args: Any) -> Any:
    """A call after live reload put another function in the place of the one with which the loop began."""
    return function.run(function.owner, *given(function, args))


EVALUATING: Final = sites.EVALUATING | {
    one.__code__ for one in (evaluate, map_elements, filter_elements, sort_elements)
}
LOOKING: Final[frozenset[types.CodeType]] = frozenset({_books.__code__})
"""What the functions above call before they have entered their caller in the books."""
