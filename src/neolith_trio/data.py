"""frozen and define: classes of data, as attrs makes them, at a third of what they cost a process that starts.

attrs writes __init__, __eq__, __hash__ and __repr__ of every class as Python text and compiles it. Here only __init__
is made that way; the others are functions that know the names of the fields. There are hundreds of classes, and a
small program is to greet within a quarter of a second.

The rule: whoever uses such a class notices nothing. For every room, in modules that every driver imports; elsewhere
attrs itself does as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    # type checkers know attrs
    from attrs import define as define
    from attrs import frozen as frozen
else:

    def frozen(cls=None, *, eq=True, **options):
        """attrs.frozen."""
        return _with_methods(attrs.frozen, cls, eq, hashable=True, options=options)

    def define(cls=None, *, eq=True, **options):
        """attrs.define."""
        return _with_methods(attrs.define, cls, eq, hashable=False, options=options)



def _with_methods(
    maker: Callable[..., Any], cls: type | None, eq: bool, *, hashable: bool, options: dict[str, Any]
) -> Any:
    """The class that `maker` makes of `cls`, or what makes one, when the decorator has arguments."""

    def make(plain: type) -> Any:
        written = set(vars(plain))
        made = maker(plain, eq=False, repr=False, **options)
        if "__repr__" not in written:
            made.__repr__ = _repr
        if eq and "__eq__" not in written:
            fields = attrs.fields(made)
            made.__eq__ = _eq(_getter(one.name for one in fields if one.eq))
            if "__hash__" not in written:
                hashed = [one.name for one in fields if (one.eq if one.hash is None else one.hash)]
                made.__hash__ = _hash(_getter(hashed)) if hashable else None
        return made

    return make if cls is None else make(cls)


def _getter(names: Iterable[str]) -> Callable[[Any], Any]:
    """What gives the fields of those names, in a form that can be compared."""
    wanted = tuple(names)
    return attrgetter(*wanted) if wanted else lambda one: ()


def _eq(fields: Callable[[Any], Any]) -> Callable[[Any, Any], Any]:
    def __eq__(self: Any, other: Any) -> Any:  # noqa: N807 - it becomes one
        if other.__class__ is not self.__class__:
            return NotImplemented
        return fields(self) == fields(other)

    return __eq__


def _hash(fields: Callable[[Any], Any]) -> Callable[[Any], int]:
    def __hash__(self: Any) -> int:  # noqa: N807 - it becomes one
        return hash((self.__class__, fields(self)))

    return __hash__


@recursive_repr()
def _repr(self: Any) -> str:
    shown = (f"{one.name}={getattr(self, one.name)!r}" for one in attrs.fields(self.__class__) if one.repr)
    return f"{self.__class__.__qualname__.rpartition('>.')[2]}({', '.join(shown)})"
