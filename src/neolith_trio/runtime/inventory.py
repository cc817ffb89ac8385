"""Where objects are: moving them, looking around in them, finding them by name.

The rule: `environment` and `contents` change here and nowhere else, together with the actions that come and go with a
move. Whoever walks contents while LPC may run walks a copy and asks again whether things are still where they were.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..errors import runtime_error
from . import commands, master
from .calls import apply
from .objects import COMMANDS, HIDDEN
from .values import Entity, LpcObject, truth

if TYPE_CHECKING:
    from .world import World


def visible(world: World, ob: Entity, this: Entity | None) -> bool:
    """May `this` see the object? Everybody sees what is not hidden."""
    if not ob.flags & HIDDEN:
        return True
    return bool(this is not None and this.flags & HIDDEN) or master.may_see_hidden(world, this)


def visible_of(world: World, obs: list[LpcObject], this: Entity | None) -> list[LpcObject]:
    """Those that `this` may see; the master is asked at most once."""
    for ob in obs:
        if ob.flags & HIDDEN:
            break
    else:
        return obs
    return obs if master.may_see_hidden(world, this) else [ob for ob in obs if not ob.flags & HIDDEN]


def all_inventory(world: World, ob: Entity, this: Entity | None) -> list[LpcObject]:
    """What an object holds, newest first."""
    return visible_of(world, list(ob.contents), this)


def deep_inventory(world: World, ob: Entity, this: Entity | None) -> list[LpcObject]:
    """What it holds, and what that holds, depth first."""
    return [one for held in all_inventory(world, ob, this) for one in (held, *deep_inventory(world, held, this))]


def next_inventory(world: World, ob: LpcObject, this: Entity | None) -> LpcObject | None:
    """The next one that `this` can see in the same environment."""
    if ob.environment is None:
        return None
    around = ob.environment.contents
    return next((one for one in around[around.index(ob) + 1 :] if visible(world, one, this)), None)


# -- moving ---------------------------------------------------------------------------------------------------


def take_out(ob: LpcObject) -> None:
    """Remove an object from its environment, with the actions that it and its neighbours gave each other.

    What may meet the limit of a recursion comes first: then the object is nowhere, or all is as it was.
    """
    around = ob.environment
    if around is None:
        return
    held = _held(around)
    others = [around, *held]
    others.remove(ob)
    if ob.flags & COMMANDS:
        commands.remove_actions_of_all(others, ob)
    for other in others:
        if other.flags & COMMANDS:
            commands.remove_actions_of(ob, other)
    held.remove(ob)
    ob.environment = None


def _held(ob: LpcObject) -> list[LpcObject]:
    """The list of what an object holds; an object that never held anything has none yet."""
    if ob.contents.__class__ is not list:
        ob.contents = []
    held: list[LpcObject] = ob.contents
    return held


def move(world: World, item: LpcObject, destination: LpcObject) -> None:
    """Move `item` and let everybody concerned run init(), with this_player() as the one who gets the actions."""
    if world.config.dialect.lazy_resets:
        from .timing.resetting import reset_before_use  # seldom wanted

        reset_before_use(world, destination)
        if not (isinstance(item, LpcObject) and isinstance(destination, LpcObject)):
            raise runtime_error("The object to be moved, or its destination, was destructed by reset().")
    above: Any = destination
    while above is not None:
        if above is item:
            raise runtime_error("Can't move object inside itself.")
        above = above.environment
    held = _held(destination)
    take_out(item)
    item.environment = destination
    held.insert(0, item)
    context = world.context
    with context.commanded_by(context.commanding):
        _introduce(world, item, destination)


def meet(world: World, ob: LpcObject) -> None:
    """Call init() all round as if an object that has become living had just come, and then its things to it."""
    context = world.context
    with context.commanded_by(context.commanding):
        place = ob.environment
        if isinstance(place, LpcObject):
            _introduce(world, ob, place)
        for item in list(ob.contents):
            if item.environment is ob:
                _introduce(world, item, ob)


def _introduce(world: World, item: LpcObject, destination: LpcObject) -> None:
    """Call init() all round, as long as `item` stays where it was put."""
    if item.flags & COMMANDS and not _init(world, item, destination, item, destination):
        return
    for other in list(destination.contents):
        if other is item or other.environment is not destination:
            continue
        if other.flags & COMMANDS and not _init(world, item, destination, other, item):
            return
        if not isinstance(item, LpcObject):
            raise runtime_error("The object to be moved was destructed at call of init()!")
        if item.flags & COMMANDS and not _init(world, item, destination, item, other):
            return
    if not isinstance(destination, LpcObject):
        raise runtime_error("The destination to move to was destructed at call of init()!")
    if destination.flags & COMMANDS:
        _init(world, item, destination, destination, item)


def _init(world: World, item: LpcObject, destination: LpcObject, commander: LpcObject, of: LpcObject) -> bool:
    """init() in `of` for the commander; is the move still what it was afterwards?"""
    world.context.commanding = commander
    apply(world, item, of, "init")
    return item.environment is destination and isinstance(destination, LpcObject)


# -- finding by name ------------------------------------------------------------------------------------------


def present(world: World, this: LpcObject, wanted: Any, inside: LpcObject | None) -> LpcObject | None:
    """The object `wanted` near `this` or in `inside`: an object, or a name that id() answers to, maybe numbered."""
    if isinstance(wanted, LpcObject):
        return _present_object(this, wanted, inside)
    found = _present_named(world, this, wanted, inside or this)
    around = this.environment
    if found is not None or inside is not None or around is None:
        return found
    answer = apply(world, this, around, "id", wanted)
    if not isinstance(around, LpcObject):
        return None
    if answer is not None and truth(answer):
        return around
    return _present_named(world, this, wanted, around)


def _present_object(this: LpcObject, wanted: LpcObject, inside: LpcObject | None) -> LpcObject | None:
    if inside is not None:
        return wanted if wanted.environment is inside else None
    beside = this.environment is not None and wanted.environment is this.environment
    if wanted.environment is this or beside:
        where: LpcObject | None = wanted.environment
        return where
    return None


def _present_named(world: World, this: LpcObject, wanted: str, holder: LpcObject) -> LpcObject | None:
    name, skip = _numbered(wanted)
    for ob in list(holder.contents):
        if ob.environment is not holder:
            continue
        answer = apply(world, this, ob, "id", name)
        if not isinstance(ob, LpcObject):
            return None
        if answer is None or not truth(answer):
            continue
        if skip == 0:
            return ob
        skip -= 1
    return None


def _numbered(wanted: str) -> tuple[str, int]:
    """'sword 2' is the name 'sword' with one to be skipped; a number that never comes up skips all."""
    name, space, digits = wanted.rpartition(" ")
    if space and digits.isascii() and digits.isdigit():
        return name, int(digits) - 1
    return wanted, 0
