"""Efuns that calculate. Those on floats take floats only: an int must go through to_float() first."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from ..errors import LpcError
from ..runtime.values import Entity
from .registry import efun

_INFINITY: Final = math.inf
_NOT_A_NUMBER: Final = math.nan


def _quietly(function: Callable[..., float], *numbers: float) -> float:
    """The result as C gives it: infinity and 'not a number' instead of errors."""
    try:
        return function(*numbers)
    except OverflowError:
        return _INFINITY
    except ValueError:
        return _NOT_A_NUMBER


@efun("float cos(float angle)", dot_call=True)
def cos(angle: float) -> float:
    """The cosine of an angle in radians.

    Arguments:
        angle: the angle.
    Returns: a float from -1.0 to 1.0.
    Example:
        cos(0.0)        // 1.0
    See also: sin, tan, acos
    """
    return _quietly(math.cos, angle)


@efun("float sin(float angle)", dot_call=True)
def sin(angle: float) -> float:
    """The sine of an angle in radians.

    Arguments:
        angle: the angle.
    Returns: a float from -1.0 to 1.0.
    Example:
        sin(0.0)        // 0.0
    See also: cos, tan, asin
    """
    return _quietly(math.sin, angle)


@efun("float tan(float angle)", dot_call=True)
def tan(angle: float) -> float:
    """The tangent of an angle in radians.

    Arguments:
        angle: the angle.
    Returns: the tangent.
    Example:
        tan(1.0)        // 1.55741
    See also: sin, cos, atan
    """
    return _quietly(math.tan, angle)


@efun("float asin(float number)", dot_call=True)
def asin(number: float) -> float:
    """The angle in radians whose sine is a number.

    Arguments:
        number: a float from -1.0 to 1.0.
    Returns: the angle.
    Errors: a number outside of that range.
    Example:
        asin(1.0)       // 1.5708
    See also: sin, acos
    """
    _in_unit_range("asin", number)
    return math.asin(number)


@efun("float acos(float number)", dot_call=True)
def acos(number: float) -> float:
    """The angle in radians whose cosine is a number.

    Arguments:
        number: a float from -1.0 to 1.0.
    Returns: the angle.
    Errors: a number outside of that range.
    Example:
        acos(1.0)       // 0.0
    See also: cos, asin
    """
    _in_unit_range("acos", number)
    return math.acos(number)


def _in_unit_range(name: str, number: float) -> None:
    if number < -1.0:
        raise LpcError(f"math: {name}(x) with (x < -1.0)\n")
    if number > 1.0:
        raise LpcError(f"math: {name}(x) with (x > 1.0)\n")


@efun("float atan(float number)", dot_call=True)
def atan(number: float) -> float:
    """The angle in radians whose tangent is a number.

    Arguments:
        number: any float.
    Returns: the angle.
    Example:
        atan(1.0)       // 0.785398
    See also: tan
    """
    return math.atan(number)


@efun("float sqrt(float number)", dot_call=True)
def sqrt(number: float) -> float:
    """The square root of a number.

    Arguments:
        number: a float that is not negative.
    Returns: the root.
    Errors: a negative number.
    Example:
        sqrt(2.25)      // 1.5
    See also: pow
    """
    if number < 0.0:
        raise LpcError("math: sqrt(x) with (x < 0.0)\n")
    return math.sqrt(number)


@efun("float log(float number)", dot_call=True)
def log(number: float) -> float:
    """The natural logarithm of a number.

    Arguments:
        number: a float above 0.0.
    Returns: the logarithm.
    Errors: a number that is not above 0.0.
    Example:
        log(1.0)        // 0.0
    See also: exp
    """
    if number <= 0.0:
        raise LpcError("math: log(x) with (x <= 0.0)\n")
    return math.log(number)


@efun("float exp(float number)", dot_call=True)
def exp(number: float) -> float:
    """The number e raised to a power.

    Arguments:
        number: the power.
    Returns: the result; infinity when it is too large.
    Example:
        exp(0.0)        // 1.0
    See also: log, pow
    """
    return _quietly(math.exp, number)


@efun("float pow(float base, float exponent)", dot_call=True)
def pow(base: float, exponent: float) -> float:
    """A number raised to a power.

    Arguments:
        base: the number.
        exponent: the power.
    Returns: the result; infinity when it is too large, "not a number" for a broken power of a negative number.
    Example:
        pow(2.0, 10.0)      // 1024.0
    See also: exp, sqrt
    """
    if base == 0.0 and exponent < 0.0:
        return math.copysign(_INFINITY, base) if exponent % 2 == 1 else _INFINITY
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return -_INFINITY if base < 0.0 and exponent % 2 == 1 else _INFINITY
    except ValueError:
        return _NOT_A_NUMBER


@efun("float floor(float number)", dot_call=True)
def floor(number: float) -> float:
    """The greatest whole number that is not above a number.

    Arguments:
        number: any float.
    Returns: a float.
    Example:
        floor(-1.5)     // -2.0
    See also: ceil, to_int
    """
    return math.copysign(math.floor(number), number) if math.isfinite(number) else number


@efun("float ceil(float number)", dot_call=True)
def ceil(number: float) -> float:
    """The least whole number that is not below a number.

    Arguments:
        number: any float.
    Returns: a float.
    Example:
        ceil(1.2)       // 2.0
    See also: floor, to_int
    """
    return math.copysign(math.ceil(number), number) if math.isfinite(number) else number


@efun("int random(int limit)")
def random(this: Entity, limit: int) -> int:
    """A random number.

    Arguments:
        limit: the result is below it.
    Returns: an int from 0 to limit - 1; 0 when limit is not above 0.
    Example:
        random(6) + 1       // a die
    See also: to_int
    """
    return int(this.world.random.randrange(limit)) if limit > 0 else 0
