"""Efuns about commands and the living who give them."""

from __future__ import annotations

from itertools import islice
from typing import Any, Final

from ..errors import runtime_error
from ..runtime import commands, inventory
from ..runtime.actions import Sentence
from ..runtime.closures import Closure
from ..runtime.objects import COMMANDS, HIDDEN, WIZARD
from ..runtime.values import Entity, LpcObject
from .objects import required
from .registry import efun

_BY_POINTER: Final = 4  # among the flags that commands() shows: the function is a function value


@efun("void add_action(string | function f, string | string *verb, void | mixed flag, ...)")
def add_action(this: Entity, f: Any, verb: Any, flag: Any = None, *more: Any) -> int:
    """Let this_player() give a command that this object carries out.

    It works only while the two are near: one holds the other, or both are in the same place. When a command comes, the
    actions are tried, the newest first, until a function returns something else than 0. The function gets what follows
    the verb, and query_verb() tells the verb.

    Arguments:
        f: the function that is called: a function value, or the name of a function of this object.
        verb: the word, or an array of words. With a blank in it several words must come; "" fits every command.
        flag: 1: the word only begins with the verb. 2: what follows the verb need not be a word of its own, and
            query_verb() tells it.
        ...: what the function gets besides.
    Example:
        add_action("do_push", ({ "push", "press" }))
    See also: remove_action, commands, init, notify_fail
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
    """Take a command of this object away from this_player().

    Arguments:
        f: the name of the function that add_action() got.
        verb: the verb.
    Returns: 1, or 0 when there was no such command.
    Example:
        remove_action("do_push", "push")        // 0
    See also: add_action, commands
    """
    return int(commands.remove_action(this.world, this, f, verb))


@efun("int command(string text, void | object ob)")
def command(this: Entity, text: str, ob: LpcObject | None = None) -> int:
    """Let an object do what a user would do who typed a text.

    Arguments:
        text: the command.
        ob: who does it; this object when it is left out. It must be living, and no user but this object.
    Returns: 0 when there is no such command, else the microseconds that it took, at least 1.
    Errors: the text is longer than 2,047 characters; `ob` is another user.
    Example:
        command("jump")     // 0
    See also: add_action, enable_commands, process_input
    """
    world = this.world
    commander = this if ob is None else ob
    if len(text) > commands.LONGEST_COMMAND:
        raise runtime_error("Too long command.")
    if not isinstance(commander, LpcObject):
        return 0
    if commander.interactive is not None and commander is not this:
        raise runtime_error("Cannot execute command for interactive object other than current object.")
    budget = world.budget
    began = budget.clock()
    return max(1, budget.clock() - began) if commands.command(world, this, text, commander) else 0


@efun("mixed *commands()")
def commands_efun(this: Entity) -> list[Any]:
    """The commands that this object can give.

    Returns: an array of arrays: the verb, the flags of add_action() (and 4 for a function value), the object that
        carries it out, the name of the function.
    Example:
        commands()      // ({ })
    See also: add_action, query_verb
    """
    shown = islice(this.actions, this.world.config.max_array_size)
    return [
        [one.verb, _flags(one), one.owner if isinstance(one.owner, LpcObject) else 0, _shown(one.function)]
        for one in shown
    ]


def _flags(sentence: Sentence) -> int:
    return sentence.flags | (0 if isinstance(sentence.function, str) else _BY_POINTER)


def _shown(function: str | Closure) -> str:
    return function if isinstance(function, str) else "<function>"


@efun("string query_verb()")
def query_verb(this: Entity) -> Any:
    """The verb of the command that runs.

    Returns: the verb as add_action() named it, or as it was typed where that only named its beginning; 0 outside of
        commands.
    Example:
        query_verb()        // 0
    See also: add_action, command
    """
    turn = this.world.context.command
    verb = None if turn is None else turn.word()
    return 0 if verb is None else verb


@efun("void notify_fail(string | function notice)")
def notify_fail(this: Entity, notice: Any) -> int:
    """What this_player() is told when nobody carries out his command.

    It counts for this command only, and the last call counts.

    Arguments:
        notice: a text, or a function that returns one.
    Example:
        notify_fail("Push what?\\n")
    See also: add_action, query_notify_fail
    """
    commands.set_notify_fail(this.world, notice)
    return 0


@efun("mixed query_notify_fail()")
def query_notify_fail(this: Entity) -> Any:
    """What notify_fail() was called with in this command.

    Returns: the text or the function, or 0.
    Example:
        query_notify_fail()     // 0
    See also: notify_fail
    """
    return commands.query_notify_fail(this.world)


# -- the living -----------------------------------------------------------------------------------------------


@efun("void enable_commands()")
def enable_commands(this: Entity) -> int:
    """Make this object living: it can give commands, hears what is said, and becomes this_player().

    Example:
        enable_commands()
    See also: disable_commands, living, add_action
    """
    if isinstance(this, LpcObject):
        this.flags |= COMMANDS
        this.world.context.commanding = this
    return 0


@efun("void disable_commands()")
def disable_commands(this: Entity) -> int:
    """Make this object living no longer. this_player() becomes 0.

    Example:
        disable_commands()
    See also: enable_commands, living
    """
    if isinstance(this, LpcObject) and this.flags & COMMANDS:
        this.flags &= ~COMMANDS
        this.world.context.commanding = None
    return 0


@efun("int living(void | object ob)", dot_call=True)
def living(this: Entity, ob: LpcObject | None = None) -> int:
    """Is it living?

    Arguments:
        ob: the object; this object when it is left out.
    Returns: 1 if it has called enable_commands(), else 0.
    Example:
        living(this_player())       // 1
    See also: enable_commands, livings, interactive
    """
    target = this if ob is None else ob
    if not isinstance(target, LpcObject):
        target = required(this, ob, "living")
    return 1 if target.flags & COMMANDS else 0


@efun("void enable_wizard()")
def enable_wizard(this: Entity) -> int:
    """Make this object a wizard, if it is a user.

    Wizards may go to other files in the editor; everything else the mudlib decides.

    Example:
        enable_wizard()
    See also: disable_wizard, wizardp, ed
    """
    if this.interactive is not None:
        this.flags |= WIZARD
    return 0


@efun("void disable_wizard()")
def disable_wizard(this: Entity) -> int:
    """Make this object, if it is a user, no wizard any more.

    Example:
        disable_wizard()
    See also: enable_wizard, wizardp
    """
    if this.interactive is not None:
        this.flags &= ~WIZARD
    return 0


@efun("int wizardp(void | object ob)")
def wizardp(this: Entity, ob: LpcObject | None = None) -> int:
    """Is it a wizard?

    Arguments:
        ob: the object; this object when it is left out.
    Returns: 1 if it has called enable_wizard(), else 0.
    Example:
        wizardp(this_player())      // 0
    See also: enable_wizard
    """
    return int(bool(required(this, ob, "wizardp").flags & WIZARD))


@efun("void set_living_name(string name)")
def set_living_name(this: Entity, name: str) -> int:
    """Give this object the name by which find_living() and find_player() know it.

    Arguments:
        name: the name; several objects may have the same.
    Example:
        set_living_name("guard")
    See also: find_living, find_player, enable_commands
    """
    if isinstance(this, LpcObject):
        this.world.living.set(this, name)
    return 0


@efun("object find_living(string name)")
def find_living(this: Entity, name: str) -> Any:
    """A living object by its living name.

    Arguments:
        name: the name.
    Returns: the object, or 0.
    Example:
        find_living("ann") == this_player()     // 1
    See also: set_living_name, find_player, livings
    """
    return this.world.living.find(name, lambda ob: _seen(this, ob)) or 0


@efun("object find_player(string name)")
def find_player(this: Entity, name: str) -> Any:
    """A user by his living name, also one whose connection is lost.

    Arguments:
        name: the name.
    Returns: the object, or 0.
    Example:
        find_player("ann") == this_player()     // 1
    See also: set_living_name, find_living, users
    """
    return this.world.living.find(name, lambda ob: _seen(this, ob), player=True) or 0


def _seen(this: Entity, ob: LpcObject) -> bool:
    return not ob.flags & HIDDEN or inventory.visible(this.world, ob, this)


@efun("object *livings()")
def livings(this: Entity) -> list[Any]:
    """All living objects.

    Returns: an array of objects, the newest first.
    Example:
        sizeof(livings())       // 1
    See also: living, named_livings, users
    """
    world = this.world
    found = [ob for ob in world.objects.all() if ob.flags & COMMANDS]
    return list(inventory.visible_of(world, found, this))[: world.config.max_array_size]


@efun("object *named_livings()")
def named_livings(this: Entity) -> list[Any]:
    """All living objects that have a living name.

    Returns: an array of objects.
    Example:
        sizeof(named_livings())     // 1
    See also: livings, set_living_name
    """
    world = this.world
    return list(inventory.visible_of(world, world.living.all(), this))[: world.config.max_array_size]


# -- this_player ----------------------------------------------------------------------------------------------


@efun("object this_player(void | int interactive)")
def this_player(this: Entity, interactive: int = 0) -> Any:
    """Whose command it is.

    It is the object that gave the command, the living object whose heart beats, or who was it when call_out() was
    called.

    Arguments:
        interactive: 1 for the user whose input is being worked on, whoever gives the command now.
    Returns: the object, or 0.
    Example:
        this_player()->query_name()     // "ann"
    See also: this_interactive, set_this_player, previous_object
    """
    context = this.world.context
    return context.this_interactive() if interactive else context.this_player()


@efun("object this_interactive(void | int interactive)", worded_as="this_player")
def this_interactive(this: Entity, interactive: int = 1) -> Any:
    """The user whose input is being worked on.

    Arguments:
        interactive: as for this_player(); 1 when it is left out.
    Returns: the object, or 0.
    Example:
        this_interactive()
    See also: this_player
    """
    return this_player(this, interactive)


@efun("object this_user(void | int interactive)", worded_as="this_player")
def this_user(this: Entity, interactive: int = 0) -> Any:
    """The same as this_player().

    Arguments:
        interactive: as for this_player().
    Returns: the object, or 0.
    Example:
        this_user() == this_player()        // 1
    See also: this_player
    """
    return this_player(this, interactive)


@efun("void set_this_player(object | int ob)")
def set_this_player(this: Entity, ob: Any) -> int:
    """Make another object this_player() for the rest of this call.

    Arguments:
        ob: the object; 0 for nobody.
    Example:
        set_this_player(0)
    See also: this_player, enable_commands
    """
    this.world.context.commanding = ob if isinstance(ob, LpcObject) else None
    return 0
