"""References to variables: what `f(ref x)` passes and `void f(int ref x)` takes.

A reference carries the variable's value to the function and back when that returns; there the caller's code stores it.
Only compiled code makes and reads references, and never hands one to anybody else.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .errors import bad_argument
from .mapping_order import walk
from .values import Mapping, from_key, live


class Reference:
    """A value on its way to a function and back."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value


def referred(value: Any) -> Reference:
    """What a function's reference argument works on; a plain value becomes a reference that nobody reads."""
    return value if value.__class__ is Reference else Reference(live(value))


def places(collection: Any, variables: int) -> Iterable[Any]:
    """Where foreach finds the elements that it may change: indexes of an array, keys of a mapping."""
    if variables == 1 and collection.__class__ is list:
        return range(len(collection))
    if variables > 1 and collection.__class__ is Mapping:
        return [from_key(key) for key in walk(collection)]
    raise bad_argument(2, "foreach", ("array" if variables == 1 else "mapping",), live(collection))
