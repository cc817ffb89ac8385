"""Efuns of FluffOS on matrices of the fourth order, which stand for motions in space.

A matrix is an array of sixteen floats, row by row; points are rows, so that a motion is multiplied from the right. All
but id_matrix() change the array that they are given.
"""

from __future__ import annotations

import math
from typing import Any, Final

from ...errors import runtime_error
from ..registry import FLUFFOS_ONLY, efun

_ORDER: Final = 4
_SIZE: Final = 16
_EYE: Final = 12  # where the place is in a matrix
Vector = tuple[float, float, float]


@efun("float *id_matrix()", profiles=FLUFFOS_ONLY)
def id_matrix() -> list[float]:
    """The matrix of no motion at all.

    Returns: a new matrix.
    Example:
        sizeof(id_matrix())     // 16
    See also: translate, scale, rotate_x
    """
    return [float(place % (_ORDER + 1) == 0) for place in range(_SIZE)]


@efun("float *translate(float *matrix, float x, float y, float z)", profiles=FLUFFOS_ONLY)
def translate(matrix: list[Any], x: float, y: float, z: float) -> list[Any]:
    """Move along the axes.

    Arguments:
        matrix: changed.
        x: how far along the first axis.
        y: along the second.
        z: along the third.
    Returns: the matrix.
    Errors: an array that is no matrix.
    Example:
        translate(id_matrix(), 1.0, 2.0, 3.0)[12]       // 1.0
    See also: id_matrix, scale
    """
    return _multiply(matrix, [*id_matrix()[:_EYE], x, y, z, 1.0])


@efun("float *scale(float *matrix, float x, float y, float z)", profiles=FLUFFOS_ONLY)
def scale(matrix: list[Any], x: float, y: float, z: float) -> list[Any]:
    """Make larger or smaller along the axes.

    Arguments:
        matrix: changed.
        x: the factor of the first axis.
        y: of the second.
        z: of the third.
    Returns: the matrix.
    Errors: an array that is no matrix.
    Example:
        scale(id_matrix(), 2.0, 1.0, 1.0)[0]    // 2.0
    See also: id_matrix, translate
    """
    factors = id_matrix()
    factors[0], factors[_ORDER + 1], factors[2 * (_ORDER + 1)] = x, y, z
    return _multiply(matrix, factors)


@efun("float *rotate_x(float *matrix, float angle)", profiles=FLUFFOS_ONLY)
def rotate_x(matrix: list[Any], angle: float) -> list[Any]:
    """Turn about the first axis.

    Arguments:
        matrix: changed.
        angle: in degrees.
    Returns: the matrix.
    Errors: an array that is no matrix.
    Example:
        rotate_x(id_matrix(), 0.0)[0]   // 1.0
    See also: rotate_y, rotate_z
    """
    return _rotate(matrix, 1, 2, angle)


@efun("float *rotate_y(float *matrix, float angle)", profiles=FLUFFOS_ONLY)
def rotate_y(matrix: list[Any], angle: float) -> list[Any]:
    """Turn about the second axis.

    Arguments:
        matrix: changed.
        angle: in degrees.
    Returns: the matrix.
    Errors: an array that is no matrix.
    Example:
        rotate_y(id_matrix(), 0.0)[5]   // 1.0
    See also: rotate_x, rotate_z
    """
    return _rotate(matrix, 2, 0, angle)


@efun("float *rotate_z(float *matrix, float angle)", profiles=FLUFFOS_ONLY)
def rotate_z(matrix: list[Any], angle: float) -> list[Any]:
    """Turn about the third axis.

    Arguments:
        matrix: changed.
        angle: in degrees.
    Returns: the matrix.
    Errors: an array that is no matrix.
    Example:
        rotate_z(id_matrix(), 0.0)[10]  // 1.0
    See also: rotate_x, rotate_y
    """
    return _rotate(matrix, 0, 1, angle)


@efun("float *lookat_rotate(float *matrix, float x, float y, float z)", profiles=FLUFFOS_ONLY)
def lookat_rotate(matrix: list[Any], x: float, y: float, z: float) -> list[Any]:
    """Look from the place of a matrix at a point; its sense of above and below is kept.

    Arguments:
        matrix: where the eye is and how it is turned; becomes the view.
        x: where the point is, along the first axis.
        y: along the second.
        z: along the third.
    Returns: the matrix.
    Errors: an array that is no matrix.
    Example:
        sizeof(lookat_rotate(id_matrix(), 0.0, 0.0, 5.0))       // 16
    See also: lookat_rotate2
    """
    values = _floats(matrix)
    eye = (values[_EYE], values[_EYE + 1], values[_EYE + 2])
    matrix[:_SIZE] = _view(eye, (x, y, z), (values[0], values[_ORDER], values[2 * _ORDER]))
    return matrix


@efun(
    "float *lookat_rotate2(float *matrix, float eye_x, float eye_y, float eye_z, float x, float y, float z)",
    profiles=FLUFFOS_ONLY,
)
def lookat_rotate2(
    matrix: list[Any], eye_x: float, eye_y: float, eye_z: float, x: float, y: float, z: float
) -> list[Any]:
    """Look from one point at another, with the second axis upwards.

    Arguments:
        matrix: becomes the view.
        eye_x: the place of the eye along the first axis.
        eye_y: along the second.
        eye_z: along the third.
        x: the point, likewise.
        y: along the second axis.
        z: along the third.
    Returns: the matrix.
    Errors: an array that is no matrix.
    Example:
        sizeof(lookat_rotate2(id_matrix(), 0.0, 0.0, 0.0, 0.0, 0.0, 5.0))      // 16
    See also: lookat_rotate
    """
    _floats(matrix)
    matrix[:_SIZE] = _view((eye_x, eye_y, eye_z), (x, y, z), (0.0, 1.0, 0.0))
    return matrix


def _floats(matrix: list[Any]) -> list[float]:
    if len(matrix) < _SIZE:
        raise runtime_error("matrix transform requires a 16-element array.")
    values = matrix[:_SIZE]
    if not all(isinstance(value, float) for value in values):
        raise runtime_error("matrix transform requires a 16-element float array.")
    return values


def _multiply(matrix: list[Any], by: list[float]) -> list[Any]:
    values = _floats(matrix)
    matrix[:_SIZE] = [
        sum(values[row + k] * by[k * _ORDER + column] for k in range(_ORDER))
        for row in range(0, _SIZE, _ORDER)
        for column in range(_ORDER)
    ]
    return matrix


def _rotate(matrix: list[Any], one: int, other: int, angle: float) -> list[Any]:
    """Turn the plane of two axes."""
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    turn = id_matrix()
    turn[one * _ORDER + one] = turn[other * _ORDER + other] = cosine
    turn[one * _ORDER + other], turn[other * _ORDER + one] = sine, -sine
    return _multiply(matrix, turn)


def _view(eye: Vector, at: Vector, up: Vector) -> list[float]:
    forward = _unit((at[0] - eye[0], at[1] - eye[1], at[2] - eye[2]))
    side = _unit(_cross(forward, up))
    above = _unit(_cross(side, forward))
    axes = (above, side, forward)
    turned = [value for k in range(3) for value in (*(axis[k] for axis in axes), 0.0)]
    return [*turned, *(_dot(axis, eye) for axis in axes), 1.0]


def _dot(one: Vector, other: Vector) -> float:
    return one[0] * other[0] + one[1] * other[1] + one[2] * other[2]


def _cross(one: Vector, other: Vector) -> Vector:
    return (
        one[1] * other[2] - one[2] * other[1],
        one[2] * other[0] - one[0] * other[2],
        one[0] * other[1] - one[1] * other[0],
    )


def _unit(vector: Vector) -> Vector:
    length = math.sqrt(_dot(vector, vector))
    return vector if length == 0 else (vector[0] / length, vector[1] / length, vector[2] / length)
