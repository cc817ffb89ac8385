"""Efuns about users and their connections."""

from __future__ import annotations

import socket
from typing import Any

from ..config import Grammar
from ..errors import LpcError
from ..runtime import interactive, inventory, limits
from ..runtime.closures import Closure
from ..runtime.interactive import InputTo, Interactive
from ..runtime.objects import CONSOLE, HIDDEN, ONCE_INTERACTIVE, local_closure
from ..runtime.values import Entity, LpcObject, live
from .objects import required
from .registry import efun

_LOOPBACK = ("127.", "::1")


@efun("object *users()")
def users(this: Entity) -> list[Any]:
    """All objects to which somebody is connected.

    Returns: an array of objects, in the order in which they came.
    Example:
        sizeof(users())     // 1
    See also: interactive, livings, find_player
    """
    world = this.world
    found = [link.object for link in world.interactives if isinstance(link.object, LpcObject)]
    if this.flags & HIDDEN:
        return list(found)
    return list(inventory.visible_of(world, found, this))


@efun("int interactive(void | object ob)", dot_call=True)
def interactive_efun(this: Entity, ob: LpcObject | None = None) -> int:
    """Is somebody connected to an object?

    Arguments:
        ob: the object; this object when it is left out.
    Returns: 1 or 0.
    Example:
        interactive(this_player())      // 1
    See also: users, userp, living
    """
    return int(required(this, ob, "interactive").interactive is not None)


@efun("int userp(void | object ob)", dot_call=True)
def userp(this: Entity, ob: LpcObject | None = None) -> int:
    """Is somebody connected to an object, or was once?

    Arguments:
        ob: the object; this object when it is left out.
    Returns: 1 if so, 2 for the console, else 0.
    Example:
        userp(this_player())        // 1
    See also: interactive, find_player
    """
    flags = required(this, ob, "userp").flags
    return 2 if flags & CONSOLE else int(bool(flags & ONCE_INTERACTIVE))


@efun("int exec(object new, object old)")
def exec(this: Entity, new: LpcObject, old: LpcObject) -> int:
    """Move a connection to another object.

    Arguments:
        new: who gets it; nobody may be connected to it.
        old: who has it.
    Returns: 1.
    Errors: somebody is connected to `new`, or nobody to `old`.
    Example:
        exec(new("/std/object"), this_player())     // 1
    See also: connect, logon, remove_interactive
    """
    interactive.exec_to(this.world, new, old)
    return 1


@efun("int remove_interactive(void | object ob)")
def remove_interactive(this: Entity, ob: LpcObject | None = None) -> int:
    """End the connection of an object, which hears of it by net_dead().

    Arguments:
        ob: the object; this object when it is left out.
    Returns: 1, or 0 when nobody was connected.
    Example:
        remove_interactive()        // 0
    See also: net_dead, exec, destruct
    """
    link = required(this, ob, "remove_interactive").interactive
    if link is None:
        return 0
    link.remove()
    return 1


@efun("void flush_messages(void | object ob)")
def flush_messages(this: Entity, ob: LpcObject | None = None) -> int:
    """Send what was written to users now, and not only at the end of the turn.

    Arguments:
        ob: a user; everybody when it is left out.
    Example:
        flush_messages()
    See also: write
    """
    for link in list(this.world.interactives):
        if ob is None or link.object is ob:
            link.flush()
    return 0


# -- input ----------------------------------------------------------------------------------------------------


@efun("int input_to(string | function f, void | mixed flag, ...)")
def input_to(this: Entity, f: Any, flag: Any = None, *more: Any) -> int:
    """Let the next line of this_player() go to a function instead of to his commands.

    A line that begins with ! is a command still.

    Arguments:
        f: the function that gets the line: a function value, or the name of a function of this object.
        flag: a sum of 1 (what is typed is not shown) and 2 (a line that begins with ! goes to the function too). It may
            be left out, when the first further argument is no int.
        ...: what the function gets behind the line.
    Returns: 1; 0 when there is no user, or a line of his is waited for already.
    Errors: there is no such function.
    Example:
        input_to("got_password", 1)     // 1
    See also: get_char, in_input, input_prompt
    """
    return _wait(this, "input_to", f, flag, more, single=False)


@efun("int get_char(string | function f, void | mixed flag, ...)")
def get_char(this: Entity, f: Any, flag: Any = None, *more: Any) -> int:
    """Let the next character that this_player() types go to a function.

    Arguments:
        f: the function that gets the character: a function value, or the name of a function of this object.
        flag: as in input_to().
        ...: what the function gets behind the character.
    Returns: 1; 0 when there is no user, or his input is waited for already.
    Errors: there is no such function.
    Example:
        get_char("got_key")     // 1
    See also: input_to, in_input
    """
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
    """Is the input of a user waited for by input_to() or get_char()?

    Arguments:
        ob: the user; this object when it is left out.
    Returns: 1 or 0.
    Example:
        in_input(this_player())     // 0
    See also: input_to, in_edit
    """
    link = required(this, ob, "in_input").interactive
    return int(link is not None and link.input_to is not None)


@efun("int query_idle(void | object ob)")
def query_idle(this: Entity, ob: LpcObject | None = None) -> int:
    """For how long a user has sent nothing.

    Arguments:
        ob: the user; this object when it is left out.
    Returns: seconds.
    Errors: nobody is connected to the object.
    Example:
        query_idle(this_player()) >= 0      // 1
    See also: users, net_dead
    """
    link = required(this, ob, "query_idle").interactive
    if link is None:
        raise LpcError("query_idle() of non-interactive object.\n")
    return max(0, int(this.world.ports.now()) - int(link.last_input))


# -- addresses ------------------------------------------------------------------------------------------------


def _link(this: Entity, ob: LpcObject | None) -> Interactive | None:
    return _of_player(this) if ob is None else ob.interactive


@efun("string query_ip_number(void | object ob)")
def query_ip_number(this: Entity, ob: LpcObject | None = None) -> str:
    """The address from which a user comes.

    Arguments:
        ob: the user; this_player() when it is left out.
    Returns: the address in numbers; "N/A" when nobody is connected.
    Example:
        query_ip_number(this_object())      // "N/A"
    See also: query_ip_name, query_ip_port, resolve
    """
    link = _link(this, ob)
    return "N/A" if link is None else link.connection.peer_address


@efun("string query_ip_name(void | object ob)")
def query_ip_name(this: Entity, ob: LpcObject | None = None) -> Any:
    """The name of the machine from which a user comes.

    It is looked up when he connects, so it is not known at once. In FluffOS addresses of this machine have no names.

    Arguments:
        ob: the user; this_player() when it is left out.
    Returns: the name, the address while the name is not known, 0 when nobody is connected.
    Example:
        query_ip_name(this_object())        // 0
    See also: query_ip_number, resolve
    """
    link = _link(this, ob)
    if link is None:
        return 0
    address = link.connection.peer_address
    if address.startswith(_LOOPBACK) and limits.current.dialect.grammar is Grammar.FLUFFOS:
        return address  # it asks the DNS alone
    return this.world.lookups.host_name(address)


@efun("int query_ip_port(void | object ob)")
def query_ip_port(this: Entity, ob: LpcObject | None = None) -> int:
    """The port of the driver by which a user came in.

    Arguments:
        ob: the user; this_player() when it is left out.
    Returns: the number; 0 for the console, and when nobody is connected.
    Example:
        query_ip_port(this_object())        // 0
    See also: query_ip_number, connect
    """
    link = _link(this, ob)
    return 0 if link is None else link.connection.local_port


@efun("string query_host_name()")
def query_host_name() -> str:
    """The name of the machine that the driver runs on.

    Returns: the name.
    Example:
        stringp(query_host_name())      // 1
    See also: query_ip_name
    """
    return socket.gethostname()


# -- snooping -------------------------------------------------------------------------------------------------


@efun("object snoop(object by, void | object on)")
def snoop(this: Entity, by: LpcObject, on: LpcObject | None = None) -> Any:
    """Let a user see all that another one sees and types, by receive_snoop().

    Only one can snoop on a user; who does it before loses him. In FluffOS any object can.

    Arguments:
        by: who sees it.
        on: on whom; without it `by` snoops no longer.
    Returns: `on` (without it `by`); 0 when the two would snoop on each other in a circle.
    Errors: nobody is connected to one of them.
    Example:
        snoop(this_player()) == this_player()       // 1
    See also: query_snoop, query_snooping, receive_snoop
    """
    if by.interactive is None and limits.current.dialect.grammar is not Grammar.FLUFFOS:
        raise LpcError("First argument of snoop() is not interactive!\n")
    snooper = interactive.snooper(this.world, by)
    if on is None:
        interactive.end_snoop(snooper)
        return by
    if on.interactive is None:
        raise LpcError("Second argument of snoop() is not interactive!\n")
    return on if interactive.snoop(snooper, on.interactive) else 0


@efun("object query_snoop(void | object ob)")
def query_snoop(this: Entity, ob: LpcObject | None = None) -> Any:
    """Who snoops on a user.

    Arguments:
        ob: the user; this object when it is left out.
    Returns: the other user, or 0.
    Example:
        query_snoop(this_player())      // 0
    See also: snoop, query_snooping
    """
    link = required(this, ob, "query_snoop").interactive
    return 0 if link is None or link.snooped_by is None else live(link.snooped_by.object or 0)


@efun("object query_snooping(void | object ob)")
def query_snooping(this: Entity, ob: LpcObject | None = None) -> Any:
    """On whom a user snoops.

    Arguments:
        ob: the user; this object when it is left out.
    Returns: the other user, or 0.
    Example:
        query_snooping(this_player())       // 0
    See also: snoop, query_snoop
    """
    link = interactive.snooper(this.world, required(this, ob, "query_snooping")).snoops
    return 0 if link is None else link.object or 0
