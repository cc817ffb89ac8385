"""Efuns that send text to objects."""

from __future__ import annotations

from typing import Any

from ..runtime import inventory, messages
from ..runtime.errors import bad_argument
from ..runtime.texts.formatting import sprintf
from ..runtime.values import Entity, LpcObject
from .registry import efun


@efun("void write(mixed value)")
def write(this: Entity, value: Any) -> int:
    """Show a value to this_player(), or to this object when there is none.

    Arguments:
        value: a text; of other values numbers are shown as such, objects as OBJ(name), the rest only by their kind.
    Errors: a text of 8,192 characters or more.
    Example:
        write("You push the button.\\n")
    See also: printf, tell_object, say
    """
    link = this.interactive
    if link is not None and link.object is this and this.context.commanding is this and value.__class__ is str:
        # what messages.write() finds in the end
        if len(value) < messages.LONGEST_TEXT:
            link.write(value)
            return 0
    messages.write(this.world, this, value)
    return 0


@efun("void printf(string format, ...)")
def printf(this: Entity, format: str, *values: Any) -> int:
    """Show this_player() what sprintf() makes of the arguments. Without this_player() nothing is shown.

    Arguments:
        format: the format.
        ...: the values.
    Example:
        printf("You have %d coins.\\n", 12)
    See also: sprintf, write
    """
    commander = this.world.context.commanding
    if commander is not None:
        messages.tell(this.world, this, commander, sprintf(format, *values))
    return 0


@efun("void say(string text, void | object | object *avoid)")
def say(this: Entity, text: str, avoid: Any = None) -> int:
    """Tell everybody who hears around this_player() something.

    Those who hear are living or users, in the same place, the place itself, and what this_player() holds. When this
    object hears itself, it is the one who speaks.

    Arguments:
        text: what is said.
        avoid: an object, or an array of objects, that does not hear it.
    Errors: a text of 8,192 characters or more.
    Example:
        say("Ann smiles.\\n", this_player())
    See also: tell_room, tell_object, message, write
    """
    messages.say(this.world, this, text, _listed(avoid))
    return 0


@efun("void tell_object(object ob, string text)")
def tell_object(this: Entity, ob: LpcObject, text: str) -> int:
    """Tell one object something: on its screen if it is a user, else by catch_tell().

    Arguments:
        ob: the object.
        text: what it is told.
    Example:
        tell_object(this_player(), "You sneeze.\\n")
    See also: write, tell_room, receive, catch_tell
    """
    messages.tell(this.world, this, ob, text)
    return 0


@efun("void tell_room(object | string room, string | object | int | float text, void | object *avoid)")
def tell_room(this: Entity, room: Any, text: Any, avoid: Any = None) -> int:
    """Tell everybody who hears in a place something.

    Arguments:
        room: the place, or its name.
        text: what is told; for an object its name.
        avoid: an array of objects that do not hear it.
    Errors: there is no such place.
    Example:
        tell_room("/std/room", "The lights go out.\\n")
    See also: say, tell_object, message
    """
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
    """Tell all the living that are somewhere something, but not this_player().

    Arguments:
        text: what is told.
    Errors: a text of 8,192 characters or more.
    Example:
        shout("The sun rises.\\n")
    See also: say, message
    """
    messages.shout(this.world, this, text)
    return 0


@efun("void receive(string text)")
def receive(this: Entity, text: str) -> int:
    """Show a text on the screen of this object itself, if it is a user, past catch_tell() and receive_message().

    Arguments:
        text: the text.
    Example:
        receive("> ")
    See also: receive_message, tell_object
    """
    messages.receive(this.world, this, text)
    return 0


@efun(
    "void message(mixed kind, mixed text, string | string * | object | object *target, void | object | object *avoid)",
    checks_itself=True,
)
def message(this: Entity, kind: Any, text: Any, target: Any, avoid: Any = None) -> int:
    """Call receive_message(kind, text) in objects.

    An object that does not hear (a room, say) passes it on to what it holds.

    Arguments:
        kind: what kind of text it is, for the mudlib to decide by.
        text: the text.
        target: an object, the name of one, or an array of these.
        avoid: an object, or an array of objects, that is left out.
    Example:
        message("weather", "It begins to rain.\\n", load_object("/std/room"))
    See also: receive_message, tell_object, say
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
