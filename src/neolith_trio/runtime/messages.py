"""Messages: text from one object to another, to a room, to everybody.

The rule: `tell` decides how text reaches one object (its connection, or catch_tell()), all else decides who is told.
`this` is the object that speaks: previous_object() inside catch_tell() and receive_message().
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from ..errors import LpcError, runtime_error
from .calls import apply
from .objects import COMMANDS, hears
from .values import Boxed, ClassValue, Destructed, Entity, LpcObject, Mapping

if TYPE_CHECKING:
    from .world import World

LONGEST_TEXT: Final = 8192  # what say(), shout() and tell_room() take at once, and write() of a string


def tell(world: World, this: Entity | None, ob: Any, text: str) -> None:
    """Text for one object: to its screen, or to its catch_tell()."""
    if not isinstance(ob, LpcObject):
        world.ports.log(f"text for nobody: {text.rstrip()}")
    elif ob.interactive is not None and not _catches(world, this, ob):
        ob.interactive.write(text)
    elif ob is world.master or ob is world.simul_efuns:
        world.ports.log(f"*{text.rstrip()}")
    else:
        apply(world, this, ob, "catch_tell", text)


def _catches(world: World, this: Entity | None, user: LpcObject) -> bool:
    """Does a user hear by catch_tell()? Not what it says to itself: that is how its catch_tell() shows a text."""
    return world.config.dialect.interactive_catch_tell and this is not user and "catch_tell" in user.applies


def write(world: World, this: Entity, value: Any) -> None:
    """write(): to this_player(), or to the object itself when there is none."""
    commander = world.context.commanding
    if commander is None:
        commander = this
    text = value if isinstance(value, str) and len(value) < LONGEST_TEXT else text_of(value)
    link = commander.interactive
    if (
        link is not None
        and isinstance(commander, LpcObject)
        and (commander is this or not world.config.dialect.interactive_catch_tell)
    ):
        link.write(text)  # as tell() finds in the end
    else:
        tell(world, this, commander, text)


def text_of(value: Any) -> str:
    """A value as write() shows it."""
    if isinstance(value, str):
        check_length(value)
        return value
    if isinstance(value, LpcObject):
        return f"OBJ(/{value.name})"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, int) or value.__class__ is Destructed:
        return str(int(value) if isinstance(value, int) else 0)
    if isinstance(value, list):
        return "<ARRAY>"
    if isinstance(value, Mapping):
        return "<MAPPING>"
    if isinstance(value, bytearray):
        return "<BUFFER>"
    return "<UNKNOWN>" if isinstance(value, ClassValue | Boxed) else "<FUNCTION>"


def check_length(text: str) -> None:
    """Raise when the text is longer than messages may be."""
    if len(text) >= LONGEST_TEXT:
        raise runtime_error(f"Printable strings limited to length of {LONGEST_TEXT}.")


def say(world: World, this: Entity, text: str, avoid: Iterable[Any]) -> None:
    """To what surrounds the speaker, is beside him or is held by him.

    He is `this` if it hears, and is this_player() then to those who are told; else this_player(), if there is one.
    """
    check_length(text)
    context = world.context
    speaks_itself = isinstance(this, LpcObject) and hears(this)
    commander = this if speaks_itself else context.commanding
    speaker = commander or this
    excluded = {id(ob) for ob in avoid}
    around = speaker.environment
    heard: list[LpcObject] = []
    if around is not None:
        heard = [around, *(ob for ob in around.contents if ob is not speaker)]
    heard.extend(speaker.contents)
    with context.commanded_by(commander):
        for ob in heard:
            if isinstance(ob, LpcObject) and hears(ob) and id(ob) not in excluded:
                tell(world, this, ob, text)


def tell_room(world: World, this: Entity, room: LpcObject, text: str, avoid: Iterable[Any]) -> None:
    """To everything in the room that hears."""
    excluded = {id(ob) for ob in avoid}
    for ob in [one for one in room.contents if hears(one) and id(one) not in excluded][::-1]:
        if isinstance(ob, LpcObject):
            tell(world, this, ob, text)


def shout(world: World, this: Entity, text: str) -> None:
    """To every living object that is somewhere, but not to this_player()."""
    check_length(text)
    commander = world.context.commanding
    for ob in world.objects.all():
        if isinstance(ob, LpcObject) and ob.flags & COMMANDS and ob is not commander and ob.environment is not None:
            tell(world, this, ob, text)


def message(
    world: World, this: Entity, kind: Any, text: Any, targets: Iterable[Any], avoid: Iterable[Any], *, deep: bool = True
) -> None:
    """receive_message(kind, text) in all targets that hear; in what they hold where they do not."""
    excluded = {id(ob) for ob in avoid}
    for target in targets:
        ob = world.objects.find_or_load(target, this) if isinstance(target, str) else target
        if not isinstance(ob, LpcObject):
            continue
        if hears(ob):
            if id(ob) not in excluded:
                apply(world, this, ob, "receive_message", kind, text)
        elif deep:
            message(world, this, kind, text, list(ob.contents), avoid, deep=False)


def receive(world: World, this: Entity, text: str) -> None:
    """receive(): to the own screen, past catch_tell()."""
    if isinstance(this, LpcObject) and this.interactive is not None:
        check_length(text)
        this.interactive.write(text)


def bad_room() -> LpcError:
    """tell_room() to a room that is not there."""
    return LpcError("Bad argument 1 to tell_room()\n")
