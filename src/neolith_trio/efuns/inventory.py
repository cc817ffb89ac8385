"""Efuns about where objects are."""

from __future__ import annotations

from typing import Any

from ..errors import LpcError
from ..runtime import inventory
from ..runtime.errors import bad_argument
from ..runtime.values import Entity, LpcObject
from .objects import fitting, required
from .registry import efun


@efun("object environment(void | object ob)", dot_call=True)
def environment(this: Entity, ob: LpcObject | None = None) -> Any:
    """What an object is in.

    Arguments:
        ob: the object; this object when it is left out.
    Returns: the object around it, or 0.
    Example:
        file_name(environment(this_player()))       // "/std/room"
    See also: all_inventory, move_object
    """
    target = this if ob is None else ob
    return (target.environment or 0) if isinstance(target, LpcObject) else 0


@efun("object *all_inventory(void | object ob)", dot_call=True)
def all_inventory(this: Entity, ob: LpcObject | None = None) -> list[Any]:
    """What an object holds.

    Arguments:
        ob: the object; this object when it is left out.
    Returns: an array of objects; who came last is first.
    Example:
        all_inventory(environment(this_player())) == ({ this_player() })        // 0
        sizeof(all_inventory(environment(this_player())))                       // 1
    See also: deep_inventory, environment, present
    """
    return fitting(this, inventory.all_inventory(this.world, required(this, ob, "all_inventory"), this))


@efun("object *deep_inventory(void | object ob)")
def deep_inventory(this: Entity, ob: LpcObject | None = None) -> list[Any]:
    """What an object holds, what that holds, and so on.

    Arguments:
        ob: the object; this object when it is left out.
    Returns: an array of objects; each is followed by what it holds.
    Example:
        deep_inventory()        // ({ })
    See also: all_inventory
    """
    return fitting(this, inventory.deep_inventory(this.world, required(this, ob, "deep_inventory"), this))


@efun("object first_inventory(void | object | string ob)", dot_call=True)
def first_inventory(this: Entity, ob: Any = None) -> Any:
    """The first thing that an object holds.

    Arguments:
        ob: the object or its name; this object when it is left out.
    Returns: the thing, or 0.
    Errors: there is no object of that name.
    Example:
        first_inventory("/std/room") == this_player()       // 1
    See also: next_inventory, all_inventory
    """
    world = this.world
    if isinstance(ob, str):
        target: Any = world.objects.find_or_load(ob, this)
        if target is None or not inventory.visible(world, target, this):
            raise bad_argument(1, "first_inventory", ("string", "object"), ob)
    else:
        target = required(this, ob, "first_inventory", ("string", "object"))
    return next((one for one in target.contents if inventory.visible(world, one, this)), 0)


@efun("object next_inventory(void | object ob)", dot_call=True)
def next_inventory(this: Entity, ob: LpcObject | None = None) -> Any:
    """The thing that comes after another one in the same place.

    Arguments:
        ob: the thing; this object when it is left out.
    Returns: the next one, or 0.
    Example:
        next_inventory(this_player())       // 0
    See also: first_inventory, all_inventory
    """
    return inventory.next_inventory(this.world, required(this, ob, "next_inventory"), this) or 0


@efun("object present(object | string wanted, void | object inside)")
def present(this: Entity, wanted: Any, inside: LpcObject | None = None) -> Any:
    """Look for a thing by a name to which it answers in id().

    Without `inside` it is looked for in this object, then in what is around it, which may be meant itself.

    Arguments:
        wanted: the name, with a number behind it for another than the first: "thing 2". An object is only looked for.
        inside: look only in what this object holds.
    Returns: the thing, or 0.
    Example:
        present("ann", load_object("/std/room")) == this_player()       // 1
    See also: id, all_inventory
    """
    if not isinstance(this, LpcObject):
        return 0
    if this.world.config.dialect.lazy_resets:
        from ..runtime.timing.resetting import reset_before_use  # seldom wanted

        reset_before_use(this.world, inside)
    return inventory.present(this.world, this, wanted, inside) or 0


@efun("void move_object(object | string destination)")
def move_object(this: Entity, destination: Any) -> int:
    """Move this object into another one.

    init() is called between it and the living that it meets; see there.

    Arguments:
        destination: the object, or its name.
    Errors: there is no such object; it is inside of this one; this object is destructed or shadows another one.
    Example:
        move_object("/std/room")
    See also: environment, init
    """
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
