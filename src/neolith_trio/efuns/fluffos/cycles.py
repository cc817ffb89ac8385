"""Efuns about values that contain themselves, which can be neither saved nor printed.

The rule: objects are not looked into, and no function here calls itself, so that a value may be as deep as it likes.
"""

from __future__ import annotations

from typing import Any

from ...runtime.closures import Closure
from ...runtime.values import ClassValue, Mapping, from_key
from ..registry import FLUFFOS_ONLY, efun


@efun("int has_cycle(mixed value)", profiles=FLUFFOS_ONLY)
def has_cycle(value: Any) -> int:
    """Does a value contain itself, by whatever way?

    Arguments:
        value: any value; objects in it are not looked into.
    Returns: 1 or 0.
    Example:
        has_cycle(({ 1, ({ 2 }) }))     // 0
    See also: copy
    """
    above: set[int] = set()
    done: set[int] = set()
    pending: list[tuple[Any, bool]] = [(value, False)]
    while pending:
        one, leaving = pending.pop()
        parts = _parts(one)
        if parts is None or id(one) in done:
            continue
        if leaving:
            above.discard(id(one))
            done.add(id(one))
        elif id(one) in above:
            return 1
        else:
            above.add(id(one))
            pending.append((one, True))
            pending.extend((part, False) for part in parts)
    return 0


@efun("int break_cycles(mixed value)", profiles=FLUFFOS_ONLY)
def break_cycles(value: Any) -> int:
    """Put 0 wherever a value contains itself, so that it can be saved and printed.

    What closes a loop is overwritten; an entry of a mapping whose key does so goes; everything else stays, also what
    is found in several places. What a function has bound is left alone here.

    Arguments:
        value: any value; objects in it are not looked into.
    Returns: how many were overwritten.
    Example:
        break_cycles(({ 1, ({ 2 }) }))      // 0
    See also: has_cycle, copy
    """
    broken = 0
    above: set[int] = set()
    done: set[int] = set()
    pending: list[tuple[Any, bool]] = [(value, False)]
    while pending:
        one, leaving = pending.pop()
        if leaving:
            above.discard(id(one))
            done.add(id(one))
        elif id(one) not in done and _parts(one) is not None and id(one) not in above:
            above.add(id(one))
            pending.append((one, True))
            broken += _cut(one, above)
            pending.extend((part, False) for part in _parts(one) or ())
    return broken


def _cut(value: Any, above: set[int]) -> int:
    """Put 0 for what is directly inside a value and also above it; how many there were."""
    cut = 0
    if isinstance(value, list):
        for index, part in enumerate(value):
            if id(part) in above:
                value[index] = 0
                cut += 1
    elif isinstance(value, Mapping):
        for key in list(value):
            if id(from_key(key)) in above:
                del value[key]
            elif id(value[key]) in above:
                value[key] = 0
            else:
                continue
            cut += 1
    elif isinstance(value, ClassValue):
        for name in value.lpc_members:
            if id(getattr(value, name)) in above:
                setattr(value, name, 0)
                cut += 1
    return cut


def _parts(value: Any) -> list[Any] | None:
    """The values directly inside a value; None when it can have none."""
    if isinstance(value, list):
        return value
    if isinstance(value, Mapping):
        return [*map(from_key, value), *value.values()]
    if isinstance(value, ClassValue):
        return [getattr(value, name) for name in value.lpc_members]
    return list(value.bound) if isinstance(value, Closure) else None
