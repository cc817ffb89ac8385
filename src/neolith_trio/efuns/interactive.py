"""Efuns about users and their connections."""

from __future__ import annotations

import socket
from typing import Any

from ..errors import LpcError
from ..runtime import interactive, inventory
from ..runtime.closures import Closure
from ..runtime.interactive import InputTo, Interactive
from ..runtime.objects import CONSOLE, HIDDEN, ONCE_INTERACTIVE, local_closure
from ..runtime.values import Entity, LpcObject
from .objects import required
from .registry import efun


@efun("object *users()")
def users(this: Entity) -> list[Any]:
    """All objects that somebody is connected to, in the order of their coming."""
    world = this.world
    found = [link.object for link in world.interactives if isinstance(link.object, LpcObject)]
    if this.flags & HIDDEN:
        return list(found)
    return list(inventory.visible_of(world, found, this))


@efun("int interactive(void | object ob)", dot_call=True)
def interactive_efun(this: Entity, ob: LpcObject | None = None) -> int:
    """Is somebody connected to it?"""
    return int(required(this, ob, "interactive").interactive is not None)


@efun("int userp(void | object ob)", dot_call=True)
def userp(this: Entity, ob: LpcObject | None = None) -> int:
    """Is or was somebody connected to it? 2 for the console."""
    flags = required(this, ob, "userp").flags
    return 2 if flags & CONSOLE else int(bool(flags & ONCE_INTERACTIVE))


@efun("int exec(object new, object old)")
def exec(this: Entity, new: LpcObject, old: LpcObject) -> int:
    """Move the connection of `old` to `new`."""
    interactive.exec_to(this.world, new, old)
    return 1


@efun("int remove_interactive(void | object ob)")
def remove_interactive(this: Entity, ob: LpcObject | None = None) -> int:
    """End an object's connection; it hears of it by net_dead(). 0 when it had none."""
    link = required(this, ob, "remove_interactive").interactive
    if link is None:
        return 0
    link.remove()
    return 1


@efun("void flush_messages(void | object ob)")
def flush_messages(this: Entity, ob: LpcObject | None = None) -> int:
    """Send what was written to a user (to all users) now, not only at the end of the turn."""
    for link in list(this.world.interactives):
        if ob is None or link.object is ob:
            link.flush()
    return 0


# -- input ----------------------------------------------------------------------------------------------------


@efun("int input_to(string | function f, void | mixed flag, ...)")
def input_to(this: Entity, f: Any, flag: Any = None, *more: Any) -> int:
    """Let the next line of this_player() go to a function of this object instead of to his commands.

    Flag 1: the line is not shown while it is typed. Flag 2: a line that starts with '!' is no command either. Further
    arguments go to the function after the line. Returns 0 when somebody waits for his input already.
    """
    return _wait(this, "input_to", f, flag, more, single=False)


@efun("int get_char(string | function f, void | mixed flag, ...)")
def get_char(this: Entity, f: Any, flag: Any = None, *more: Any) -> int:
    """The same as input_to() for the next character."""
    return _wait(this, "get_char", f, flag, more, single=True)


def _wait(this: Entity, name: str, f: Any, flag: Any, more: tuple[Any, ...], *, single: bool) -> int:
    link = _of_player(this)
    if link is None or link.input_to is not None:
        return 0
    if isinstance(flag, int) or flag is None:
        flags, arguments = int(flag or 0), more
    else:
        flags, arguments = 0, (flag, *more)
    function = f if isinstance(f, Closure) else local_closure(this, f)
    if function is None:
        raise LpcError(f"Function '{f}' not found in {name}\n")
    known_as = function.name if function.kind == "local" else None
    link.wait_for(InputTo(function, known_as, arguments), flags, single=single)
    return 1


def _of_player(this: Entity) -> Interactive | None:
    player = this.world.context.this_player()
    return player.interactive if isinstance(player, LpcObject) else None


@efun("int in_input(void | object ob)")
def in_input(this: Entity, ob: LpcObject | None = None) -> int:
    """Does an input_to() or get_char() wait for the user's input?"""
    link = required(this, ob, "in_input").interactive
    return int(link is not None and link.input_to is not None)


@efun("int query_idle(void | object ob)")
def query_idle(this: Entity, ob: LpcObject | None = None) -> int:
    """For how many seconds the user has sent nothing."""
    link = required(this, ob, "query_idle").interactive
    if link is None:
        raise LpcError("query_idle() of non-interactive object.\n")
    return max(0, int(this.world.ports.now()) - int(link.last_input))


# -- addresses ------------------------------------------------------------------------------------------------


def _link(this: Entity, ob: LpcObject | None) -> Interactive | None:
    return _of_player(this) if ob is None else ob.interactive


@efun("string query_ip_number(void | object ob)")
def query_ip_number(this: Entity, ob: LpcObject | None = None) -> str:
    """The numeric address that a user (this_player() by default) comes from; "N/A" for everything else."""
    link = _link(this, ob)
    return "N/A" if link is None else link.connection.peer_address


@efun("string query_ip_name(void | object ob)")
def query_ip_name(this: Entity, ob: LpcObject | None = None) -> Any:
    """The name of the machine that a user comes from, or its numeric address while the name is not known."""
    link = _link(this, ob)
    return 0 if link is None else this.world.lookups.host_name(link.connection.peer_address)


@efun("int query_ip_port(void | object ob)")
def query_ip_port(this: Entity, ob: LpcObject | None = None) -> int:
    """The port of the driver by which a user came in; 0 for the console."""
    link = _link(this, ob)
    return 0 if link is None else link.connection.local_port


@efun("string query_host_name()")
def query_host_name() -> str:
    """The name of the machine that the driver runs on."""
    return socket.gethostname()


# -- snooping -------------------------------------------------------------------------------------------------


@efun("object snoop(object by, void | object on)")
def snoop(this: Entity, by: LpcObject, on: LpcObject | None = None) -> Any:
    """Let the user `by` see what the user `on` sees, by receive_snoop(). Without `on`: let him see it no longer.

    Returns 0 when that would make a circle.
    """
    if by.interactive is None:
        raise LpcError("First argument of snoop() is not interactive!\n")
    if on is None:
        interactive.end_snoop(by.interactive)
        return by
    if on.interactive is None:
        raise LpcError("Second argument of snoop() is not interactive!\n")
    return on if interactive.snoop(by.interactive, on.interactive) else 0


@efun("object query_snoop(void | object ob)")
def query_snoop(this: Entity, ob: LpcObject | None = None) -> Any:
    """Who snoops on the user, or 0."""
    link = required(this, ob, "query_snoop").interactive
    return 0 if link is None or link.snooped_by is None else link.snooped_by.object or 0


@efun("object query_snooping(void | object ob)")
def query_snooping(this: Entity, ob: LpcObject | None = None) -> Any:
    """On whom the user snoops, or 0."""
    link = required(this, ob, "query_snooping").interactive
    return 0 if link is None or link.snoops is None else link.snoops.object or 0
