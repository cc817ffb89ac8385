"""Efuns about LPC classes and their values that mudlibs of FluffOS expect.

A class has members in an order, so a member may be meant by its number here, from 0.
"""

from __future__ import annotations

from typing import Any

from ...errors import runtime_error
from ...lpc.declared import Type
from ...lpc.program import ClassDefinition
from ...runtime.programs.linker import class_type
from ...runtime.values import ClassValue, LpcObject, live
from ..registry import FLUFFOS_ONLY, efun


@efun("mixed *classes(object ob, void | int details)", profiles=FLUFFOS_ONLY)
def classes(ob: LpcObject, details: int = 0) -> list[Any]:
    """The LPC classes that the program of an object knows.

    Arguments:
        ob: the object.
        details: with 1 an array for each class: its name, then pairs of member and type.
    Returns: an array of names, or of arrays.
    Example:
        classes(this_object())
    See also: num_classes, functions, variables
    """
    known = ob.program.classes.values()
    if not details:
        return [one.name for one in known]
    return [[one.name, *([name, str(kind)] for name, kind in one.members)] for one in known]


@efun("int num_classes(object ob)", profiles=FLUFFOS_ONLY)
def num_classes(ob: LpcObject) -> int:
    """How many LPC classes the program of an object knows.

    Arguments:
        ob: the object.
    Returns: the number.
    Example:
        num_classes(this_object())
    See also: classes
    """
    return len(ob.program.classes)


@efun("mixed assemble_class(mixed *values)", profiles=FLUFFOS_ONLY)
def assemble_class(values: list[Any]) -> Any:
    """A class value of the elements of an array; its members have no names.

    Arguments:
        values: the members in order.
    Returns: a class value.
    Example:
        assemble_class(({ "Ann", 42 }))
    See also: disassemble_class, fetch_class_member
    """
    members = tuple((f"member_{number}", Type("mixed")) for number in range(len(values)))
    new = class_type(ClassDefinition("assembled", members))()
    for (name, _), value in zip(members, values, strict=True):
        setattr(new, name, value)
    return new


@efun("mixed *disassemble_class(class value)", profiles=FLUFFOS_ONLY)
def disassemble_class(value: ClassValue) -> list[Any]:
    """The members of a class value, in order.

    Arguments:
        value: a class value.
    Returns: an array.
    Example:
        disassemble_class(person)       // ({ "Ann", 42 })
    See also: assemble_class
    """
    return [live(getattr(value, name)) for name in value.lpc_members]


@efun("mixed fetch_class_member(class value, int index)", profiles=FLUFFOS_ONLY)
def fetch_class_member(value: ClassValue, index: int) -> Any:
    """A member of a class value by its number.

    Arguments:
        value: a class value.
        index: from 0.
    Returns: the member.
    Errors: an index that no member has.
    Example:
        fetch_class_member(person, 0)
    See also: store_class_member, disassemble_class
    """
    return live(getattr(value, _member(value, index)))


@efun("mixed store_class_member(class value, int index, mixed new)", profiles=FLUFFOS_ONLY)
def store_class_member(value: ClassValue, index: int, new: Any) -> Any:
    """Give a member of a class value another value, by its number.

    Arguments:
        value: the class value; it is changed itself.
        index: from 0.
        new: what the member becomes.
    Returns: the same class value.
    Errors: an index that no member has.
    Example:
        store_class_member(person, 1, 43)
    See also: fetch_class_member
    """
    setattr(value, _member(value, index), new)
    return value


def _member(value: ClassValue, index: int) -> str:
    if not 0 <= index < len(value.lpc_members):
        raise runtime_error("Class index out of bounds.")
    return value.lpc_members[index]
