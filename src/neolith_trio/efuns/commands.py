"""Efuns about commands and the living who give them."""

from __future__ import annotations

from typing import Any, Final

from ..errors import runtime_error
from ..runtime import commands, inventory
from ..runtime.closures import Closure
from ..runtime.objects import COMMANDS, HIDDEN, WIZARD
from ..runtime.values import Entity, LpcObject
from .objects import required
from .registry import efun

_BY_POINTER: Final = 4  # among the flags that commands() shows: the function is a function value


@efun("void add_action(string | function f, string | string *verb, void | mixed flag, ...)")
def add_action(this: Entity, f: Any, verb: Any, flag: Any = None, *more: Any) -> int:
    """Let this_player() use a command: the function is called with what follows the verb.

    Flag 1: `verb` is only the beginning of the word. Flag 2: the argument follows the verb without a space. Further
    arguments go to the function after the command's. The function returns 0 when the command was not meant for it.
    """
    if isinstance(flag, int) or flag is None:
        flags, arguments = int(flag or 0), more
    else:
        flags, arguments = 0, (flag, *more)
    for one in verb if isinstance(verb, list) else [verb]:
        if isinstance(one, str):
            commands.add_action(this.world, this, f, one, flags, arguments)
    return 0


@efun("int remove_action(string f, string verb)")
def remove_action(this: Entity, f: str, verb: str) -> int:
    """Take a command of this object away from this_player()."""
    return int(commands.remove_action(this.world, this, f, verb))


@efun("int command(string text, void | object ob)")
def command(this: Entity, text: str, ob: LpcObject | None = None) -> int:
    """Do what a user who typed the text would do. Returns 0 when there was no such command, else its cost (at least 1).

    `ob` may be any object that is no user; the default is this object.
    """
    world = this.world
    commander = this if ob is None else ob
    if len(text) > commands.LONGEST_COMMAND:
        raise runtime_error("Too long command.")
    if not isinstance(commander, LpcObject):
        return 0
    if commander.interactive is not None and commander is not this:
        raise runtime_error("Cannot execute command for interactive object other than current object.")
    before = world.budget.left()
    return max(1, before - world.budget.left()) if commands.command(world, this, text, commander) else 0


@efun("mixed *commands()")
def commands_efun(this: Entity) -> list[Any]:
    """The commands that this object may give: arrays of verb, flags, the object that offers it, and the function."""
    shown = this.actions[: this.world.config.max_array_size]
    return [
        [one.verb, _flags(one), one.owner if isinstance(one.owner, LpcObject) else 0, _shown(one.function)]
        for one in shown
    ]


def _flags(sentence: commands.Sentence) -> int:
    return sentence.flags | (0 if isinstance(sentence.function, str) else _BY_POINTER)


def _shown(function: str | Closure) -> str:
    return function if isinstance(function, str) else "<function>"


@efun("string query_verb()")
def query_verb(this: Entity) -> Any:
    """The first word of the command that runs, or 0."""
    turn = this.world.context.command
    return 0 if turn is None or turn.verb is None else turn.verb


@efun("void notify_fail(string | function notice)")
def notify_fail(this: Entity, notice: Any) -> int:
    """What this_player() is told when his command fails in the end: a text, or a function that returns it."""
    commands.set_notify_fail(this.world, notice)
    return 0


@efun("mixed query_notify_fail()")
def query_notify_fail(this: Entity) -> Any:
    """What notify_fail() was called with in this turn, or 0."""
    return commands.query_notify_fail(this.world)


# -- the living -----------------------------------------------------------------------------------------------


@efun("void enable_commands()")
def enable_commands(this: Entity) -> int:
    """Make this object living: it can give commands, and it hears. It becomes this_player()."""
    if isinstance(this, LpcObject):
        this.flags |= COMMANDS
        this.world.context.commanding = this
    return 0


@efun("void disable_commands()")
def disable_commands(this: Entity) -> int:
    """Make this object not living any more. this_player() becomes 0."""
    if isinstance(this, LpcObject) and this.flags & COMMANDS:
        this.flags &= ~COMMANDS
        this.world.context.commanding = None
    return 0


@efun("int living(void | object ob)", dot_call=True)
def living(this: Entity, ob: LpcObject | None = None) -> int:
    """Can it give commands?"""
    return int(bool(required(this, ob, "living").flags & COMMANDS))


@efun("void enable_wizard()")
def enable_wizard(this: Entity) -> int:
    """Mark this object, if it is a user, as a wizard."""
    if this.interactive is not None:
        this.flags |= WIZARD
    return 0


@efun("void disable_wizard()")
def disable_wizard(this: Entity) -> int:
    """Take the mark of a wizard away."""
    if this.interactive is not None:
        this.flags &= ~WIZARD
    return 0


@efun("int wizardp(void | object ob)")
def wizardp(this: Entity, ob: LpcObject | None = None) -> int:
    """Is it marked as a wizard?"""
    return int(bool(required(this, ob, "wizardp").flags & WIZARD))


@efun("void set_living_name(string name)")
def set_living_name(this: Entity, name: str) -> int:
    """Give this object the name by which find_living() and find_player() know it."""
    if isinstance(this, LpcObject):
        this.world.living.set(this, name)
    return 0


@efun("object find_living(string name)")
def find_living(this: Entity, name: str) -> Any:
    """A living object of that living name, or 0."""
    return this.world.living.find(name, lambda ob: _seen(this, ob)) or 0


@efun("object find_player(string name)")
def find_player(this: Entity, name: str) -> Any:
    """A living object of that living name that is or was a user, or 0."""
    return this.world.living.find(name, lambda ob: _seen(this, ob), player=True) or 0


def _seen(this: Entity, ob: LpcObject) -> bool:
    return not ob.flags & HIDDEN or inventory.visible(this.world, ob, this)


@efun("object *livings()")
def livings(this: Entity) -> list[Any]:
    """All living objects, newest first."""
    world = this.world
    found = [ob for ob in world.objects.all() if ob.flags & COMMANDS]
    return list(inventory.visible_of(world, found, this))[: world.config.max_array_size]


@efun("object *named_livings()")
def named_livings(this: Entity) -> list[Any]:
    """All living objects that have a living name."""
    world = this.world
    return list(inventory.visible_of(world, world.living.all(), this))[: world.config.max_array_size]


# -- this_player ----------------------------------------------------------------------------------------------


@efun("object this_player(void | int interactive)")
def this_player(this: Entity, interactive: int = 0) -> Any:
    """The object that gives the command; with 1 the user whose input is being worked on."""
    context = this.world.context
    return context.this_interactive() if interactive else context.this_player()


@efun("object this_interactive()")
def this_interactive(this: Entity) -> Any:
    """The user whose input is being worked on, or 0."""
    return this.world.context.this_interactive()


@efun("object this_user()")
def this_user(this: Entity) -> Any:
    """The same as this_player()."""
    return this.world.context.this_player()


@efun("void set_this_player(object | int ob)")
def set_this_player(this: Entity, ob: Any) -> int:
    """Make another object this_player(); 0: nobody."""
    this.world.context.commanding = ob if isinstance(ob, LpcObject) else None
    return 0
