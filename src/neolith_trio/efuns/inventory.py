"""Efuns about where objects are."""

from __future__ import annotations

from typing import Any

from ..errors import LpcError
from ..runtime import inventory
from ..runtime.errors import bad_argument
from ..runtime.values import Entity, LpcObject
from .objects import alive, fitting, required
from .registry import efun


@efun("object environment(void | object ob)", dot_call=True)
def environment(this: Entity, ob: LpcObject | None = None) -> Any:
    """The object that `ob` (this object by default) is in, or 0."""
    target = alive(this, ob)
    return (target.environment or 0) if isinstance(target, LpcObject) else 0


@efun("object *all_inventory(void | object ob)", dot_call=True)
def all_inventory(this: Entity, ob: LpcObject | None = None) -> list[Any]:
    """What an object holds, the last that came first."""
    return fitting(this, inventory.all_inventory(this.world, required(this, ob, "all_inventory"), this))


@efun("object *deep_inventory(void | object ob)")
def deep_inventory(this: Entity, ob: LpcObject | None = None) -> list[Any]:
    """What an object holds, what that holds, and so on."""
    return fitting(this, inventory.deep_inventory(this.world, required(this, ob, "deep_inventory"), this))


@efun("object first_inventory(void | object | string ob)", dot_call=True)
def first_inventory(this: Entity, ob: Any = None) -> Any:
    """The first thing that an object holds, or 0. The object may be given by its file name."""
    world = this.world
    if isinstance(ob, str):
        target: Any = world.objects.find_or_load(ob, this)
        if target is None or not inventory.visible(world, target, this):
            raise bad_argument(1, "first_inventory", ("string", "object"), ob)
    else:
        target = required(this, ob, "first_inventory")
    return next((one for one in target.contents if inventory.visible(world, one, this)), 0)


@efun("object next_inventory(void | object ob)", dot_call=True)
def next_inventory(this: Entity, ob: LpcObject | None = None) -> Any:
    """The thing beside `ob` that comes next in its environment, or 0."""
    return inventory.next_inventory(this.world, required(this, ob, "next_inventory"), this) or 0


@efun("object present(object | string wanted, void | object inside)")
def present(this: Entity, wanted: Any, inside: LpcObject | None = None) -> Any:
    """The thing that answers to a name by id(): in this object, its environment itself, or beside it.

    With `inside` only what that object holds is asked. "sword 2" is the second sword. An object as `wanted` is only
    looked for.
    """
    if not isinstance(this, LpcObject):
        return 0
    return inventory.present(this.world, this, wanted, inside) or 0


@efun("void move_object(object | string destination)")
def move_object(this: Entity, destination: Any) -> int:
    """Move this object into another. init() is called between it and the living it meets there."""
    world = this.world
    if isinstance(destination, str):
        target = world.objects.find_or_load(destination, this)
        if target is None or not inventory.visible(world, target, this):
            raise LpcError("move_object failed: could not find destination\n")
    else:
        target = destination
    if not isinstance(this, LpcObject):
        raise LpcError("move_object(): can't move a destructed object\n")
    inventory.move(world, this, target)
    return 0
