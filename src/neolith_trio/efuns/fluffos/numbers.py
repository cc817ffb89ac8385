"""Efuns on numbers and on arrays of them that mudlibs of FluffOS expect: chance, extremes, vectors."""

from __future__ import annotations

import math
import secrets
from collections.abc import Callable, Sequence
from typing import Any, Final

from ...errors import LpcError, runtime_error
from ...runtime.values import Entity, Mapping, from_key, live, wrap
from ..registry import FLUFFOS_ONLY, efun

_MOST_DICE: Final = 1_000_000


@efun("mixed abs(int | float number)", profiles=FLUFFOS_ONLY)
def abs_efun(number: Any) -> Any:
    """A number without its sign.

    Arguments:
        number: an int or a float.
    Returns: the same kind of number, never negative.
    Example:
        abs(-10)        // 10
    See also: max, min
    """
    return abs(number) if isinstance(number, float) else wrap(abs(int(number)))


@efun("mixed max(mixed *values, void | int index)", profiles=FLUFFOS_ONLY)
def max_efun(values: list[Any], index: int = 0) -> Any:
    """The largest of several numbers or strings.

    Arguments:
        values: an array of numbers, or of strings.
        index: with 1, where it is instead of what it is.
    Returns: the value, or the index of the first place where it stands.
    Errors: an empty array; numbers and strings together, or other values.
    Example:
        max(({ 3, 7, 5 }))      // 7
    See also: min
    """
    return _extreme("max", values, index, lambda one, best: one > best)


@efun("mixed min(mixed *values, void | int index)", profiles=FLUFFOS_ONLY)
def min_efun(values: list[Any], index: int = 0) -> Any:
    """The smallest of several numbers or strings.

    Arguments:
        values: an array of numbers, or of strings.
        index: with 1, where it is instead of what it is.
    Returns: the value, or the index of the first place where it stands.
    Errors: an empty array; numbers and strings together, or other values.
    Example:
        min(({ 3, 7, 5 }), 1)   // 0
    See also: max
    """
    return _extreme("min", values, index, lambda one, best: one < best)


def _extreme(name: str, values: list[Any], index: int, better: Callable[[Any, Any], bool]) -> Any:
    if not values:
        raise runtime_error(f"Can't find {name} of an empty array.")
    strings = isinstance(live(values[0]), str)
    if not all(isinstance(live(one), str) == strings and isinstance(live(one), (str, int, float)) for one in values):
        raise runtime_error(f"{name}() takes an array of numbers or an array of strings.")
    best = 0
    for number, one in enumerate(values):
        if better(live(one), live(values[best])):
            best = number
    return best if index else live(values[best])


@efun("mixed element_of(mixed *values)", dot_call=True, profiles=FLUFFOS_ONLY)
def element_of(this: Entity, values: list[Any]) -> Any:
    """One element of an array, at random.

    Arguments:
        values: an array.
    Returns: the element; 0 for an empty array.
    Example:
        element_of(({ "north", "south" }))
    See also: shuffle, random
    """
    return live(this.world.random.choice(values)) if values else 0


@efun("mixed *shuffle(mixed *values)", dot_call=True, profiles=FLUFFOS_ONLY)
def shuffle(this: Entity, values: list[Any]) -> list[Any]:
    """Put the elements of an array into a random order.

    Arguments:
        values: the array; it is changed itself.
    Returns: the same array.
    Example:
        shuffle(({ 1, 2, 3 }))
    See also: element_of, sort_array
    """
    this.world.random.shuffle(values)
    return values


@efun("int roll_MdN(int dice, int sides, void | int bonus)", profiles=FLUFFOS_ONLY)
def roll_mdn(this: Entity, dice: int, sides: int, bonus: int = 0) -> int:
    """Roll several dice.

    Arguments:
        dice: how many.
        sides: how many sides each of them has.
        bonus: added to the result.
    Returns: the sum; the bonus alone when there is nothing to roll.
    Errors: more than a million dice.
    Example:
        roll_MdN(2, 6)
    See also: random
    """
    if dice > _MOST_DICE:
        raise runtime_error("Too many dice.")
    if dice <= 0 or sides <= 0:
        return bonus
    draw = this.world.random.randrange
    return wrap(bonus + dice + sum(draw(sides) for _ in range(dice)))


@efun("int secure_random(int limit)", profiles=FLUFFOS_ONLY)
def secure_random(limit: int) -> int:
    """A random number that nobody can guess from others.

    Arguments:
        limit: the first number that does not come.
    Returns: a number from 0 to limit - 1; 0 when the limit is not above 0.
    Example:
        secure_random(1000000)
    See also: random
    """
    return secrets.randbelow(limit) if limit > 0 else 0


@efun("mixed roulette_wheel(mapping weights)", profiles=FLUFFOS_ONLY)
def roulette_wheel(this: Entity, weights: Mapping) -> Any:
    """A random key of a mapping, the more likely the larger its value.

    Arguments:
        weights: a mapping with ints of at least 0 as values.
    Returns: a key.
    Errors: an empty mapping, nothing but zeros, other values.
    Example:
        roulette_wheel(([ "rain": 3, "sun": 1 ]))
    See also: element_of, random
    """
    if any(not isinstance(one, int) or one < 0 for one in weights.values()) or not sum(weights.values()):
        raise runtime_error("Weights must be ints of at least 0, and not all of them 0.")
    rest = this.world.random.randrange(sum(weights.values()))
    for key, weight in weights.items():
        rest -= weight
        if rest < 0:
            return live(from_key(key))
    return 0


@efun("float round(float number)", profiles=FLUFFOS_ONLY)
def round_efun(number: float) -> float:
    """The nearest whole number, as a float; halves go away from zero.

    Arguments:
        number: a float.
    Returns: a float.
    Example:
        round(2.5)      // 3.000000
    See also: floor, ceil, to_int
    """
    if math.isinf(number) or math.isnan(number):
        return number
    return math.copysign(math.floor(abs(number) + 0.5), number)


@efun("float log10(float | int number)", profiles=FLUFFOS_ONLY)
def log10(number: float) -> float:
    """The logarithm to the base 10.

    Arguments:
        number: above 0.
    Returns: a float.
    Errors: a number that is not above 0.
    Example:
        log10(1000)     // 3.000000
    See also: log, log2
    """
    return math.log10(_positive("log10", number))


@efun("float log2(float | int number)", profiles=FLUFFOS_ONLY)
def log2(number: float) -> float:
    """The logarithm to the base 2.

    Arguments:
        number: above 0.
    Returns: a float.
    Errors: a number that is not above 0.
    Example:
        log2(8)         // 3.000000
    See also: log, log10
    """
    return math.log2(_positive("log2", number))


def _positive(name: str, number: float) -> float:
    if not number > 0:
        raise LpcError(f"math: {name}(x) with (x <= 0.0)\n")
    return number


# -- vectors --------------------------------------------------------------------------------------------------


@efun("float norm(mixed *vector)", profiles=FLUFFOS_ONLY)
def norm(vector: list[Any]) -> float:
    """The length of a vector.

    Arguments:
        vector: an array of numbers.
    Returns: a float.
    Errors: an element that is no number.
    Example:
        norm(({ 3, 4 }))        // 5.000000
    See also: dotprod, distance
    """
    return math.hypot(*_numbers("norm", vector))


@efun("float dotprod(mixed *one, mixed *other)", profiles=FLUFFOS_ONLY)
def dotprod(one: list[Any], other: list[Any]) -> float:
    """The scalar product of two vectors.

    Arguments:
        one: an array of numbers.
        other: another of the same size.
    Returns: a float.
    Errors: different sizes; an element that is no number.
    Example:
        dotprod(({ 1, 2 }), ({ 3, 4 }))         // 11.000000
    See also: norm, angle
    """
    return float(sum(left * right for left, right in _pairs("dotprod", one, other)))


@efun("float distance(mixed *one, mixed *other)", profiles=FLUFFOS_ONLY)
def distance(one: list[Any], other: list[Any]) -> float:
    """How far two points are from each other.

    Arguments:
        one: an array of numbers.
        other: another of the same size.
    Returns: a float.
    Errors: different sizes; an element that is no number.
    Example:
        distance(({ 0, 0 }), ({ 3, 4 }))        // 5.000000
    See also: norm
    """
    return math.hypot(*(left - right for left, right in _pairs("distance", one, other)))


@efun("float angle(mixed *one, mixed *other)", profiles=FLUFFOS_ONLY)
def angle(one: list[Any], other: list[Any]) -> float:
    """The angle between two vectors, in radians.

    Arguments:
        one: an array of numbers.
        other: another of the same size.
    Returns: a float.
    Errors: different sizes; an element that is no number; a vector without length.
    Example:
        angle(({ 1, 0 }), ({ 0, 1 }))           // 1.570796
    See also: dotprod
    """
    lengths = norm(one) * norm(other)
    if not lengths:
        raise runtime_error("angle() of a vector without length.")
    return math.acos(max(-1.0, min(1.0, dotprod(one, other) / lengths)))


def _numbers(name: str, vector: Sequence[Any], which: str = "argument 1") -> list[float]:
    if any(not isinstance(one, (int, float)) for one in vector):
        raise runtime_error(f"{name}: invalid {which}.")
    return [float(one) for one in vector]


def _pairs(name: str, one: Sequence[Any], other: Sequence[Any]) -> list[tuple[float, float]]:
    if len(one) != len(other):
        raise runtime_error(f"{name}: cannot take the {name} of vectors of different sizes.")
    return list(zip(_numbers(name, one, "arg 1"), _numbers(name, other, "arg 2"), strict=True))
