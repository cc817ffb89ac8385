"""Efuns that send text to objects."""

from __future__ import annotations

from typing import Any

from ..runtime import inventory, messages
from ..runtime.errors import bad_argument
from ..runtime.formatting import sprintf
from ..runtime.values import Entity, LpcObject
from .registry import efun


@efun("void write(mixed value)")
def write(this: Entity, value: Any) -> int:
    """Show a value to this_player(), or to this object when there is none."""
    messages.write(this.world, this, value)
    return 0


@efun("void printf(string format, ...)")
def printf(this: Entity, format: str, *values: Any) -> int:
    """Tell this_player() what sprintf() makes of the arguments; without one nothing happens."""
    commander = this.world.context.commanding
    if commander is not None:
        messages.tell(this.world, this, commander, sprintf(format, *values))
    return 0


@efun("void say(string text, void | object | object *avoid)")
def say(this: Entity, text: str, avoid: Any = None) -> int:
    """Tell everything that hears around this_player() (around this object if that hears itself), except `avoid`."""
    messages.say(this.world, this, text, _listed(avoid))
    return 0


@efun("void tell_object(object ob, string text)")
def tell_object(this: Entity, ob: LpcObject, text: str) -> int:
    """Tell one object something: on its screen if it is a user, by catch_tell() if not."""
    messages.tell(this.world, this, ob, text)
    return 0


@efun("void tell_room(object | string room, string | object | int | float text, void | object *avoid)")
def tell_room(this: Entity, room: Any, text: Any, avoid: Any = None) -> int:
    """Tell everything that hears in a room, except `avoid`. The room may be given by its file name."""
    world = this.world
    if isinstance(room, str):
        room = world.objects.find_or_load(room, this)
        if room is None or not inventory.visible(world, room, this):
            raise messages.bad_room()
    shown = text.name if isinstance(text, LpcObject) else messages.text_of(text)
    messages.tell_room(world, this, room, shown, _listed(avoid))
    return 0


@efun("void shout(string text)")
def shout(this: Entity, text: str) -> int:
    """Tell all the living in the world except this_player()."""
    messages.shout(this.world, this, text)
    return 0


@efun("void receive(string text)")
def receive(this: Entity, text: str) -> int:
    """Show the text on this object's own screen."""
    messages.receive(this.world, this, text)
    return 0


@efun("void message(mixed kind, mixed text, mixed target, void | mixed avoid)")
def message(this: Entity, kind: Any, text: Any, target: Any, avoid: Any = None) -> int:
    """Call receive_message(kind, text) in objects, given themselves or by file names, except in `avoid`.

    A target that does not hear passes it on to what it holds.
    """
    if not isinstance(target, str | list | LpcObject):
        raise bad_argument(3, "message", ("string", "array", "object"), target)
    targets = list(target) if isinstance(target, list) else [target]
    messages.message(this.world, this, kind, text, targets, _listed(avoid))
    return 0


def _listed(avoid: Any) -> list[Any]:
    """An object or an array of objects as a list; anything else is nobody."""
    if isinstance(avoid, list):
        return list(avoid)
    return [avoid] if isinstance(avoid, LpcObject) else []
