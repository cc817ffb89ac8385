"""Efuns of FluffOS about connections: telnet options that this driver does not speak answer so, the rest is plain."""

from __future__ import annotations

from typing import Any, Final

from ..runtime.values import Entity, LpcObject
from .objects import required
from .registry import FLUFFOS_ONLY, efun

_UNSPOKEN: Final = "This driver does not speak that protocol."


@efun("void set_this_user(object | int ob)", profiles=FLUFFOS_ONLY)
def set_this_user(this: Entity, ob: Any) -> int:
    """Make another object this_player(); the same as set_this_player().

    Arguments:
        ob: the object; 0 for nobody.
    Example:
        set_this_user(0)
    See also: set_this_player, this_player
    """
    this.world.context.commanding = ob if isinstance(ob, LpcObject) else None
    return 0


def _declare(name: str, what: str) -> None:
    """The efun that asks for a protocol: nobody ever speaks it."""

    def asked(this: Entity, ob: LpcObject | None = None) -> int:
        required(this, ob, name)
        return 0

    asked.__doc__ = f"""Does the user's client speak {what}? {_UNSPOKEN}

    Arguments:
        ob: the user; this object when it is left out.
    Returns: 0.
    Example:
        {name}(this_player())
    See also: interactive
    """
    efun(f"int {name}(void | object ob)", profiles=FLUFFOS_ONLY)(asked)


for _protocol in ("gmcp", "mxp", "msp", "msdp", "zmp"):
    _declare(f"has_{_protocol}", _protocol.upper())


@efun("void telnet_nop()", profiles=FLUFFOS_ONLY)
def telnet_nop(this: Entity) -> int:
    """Keep the connection of this object alive; the system's own probes do that here, so nothing is sent.

    Example:
        telnet_nop()
    See also: query_idle
    """
    return 0


@efun("void telnet_ga()", profiles=FLUFFOS_ONLY)
def telnet_ga(this: Entity) -> int:
    """Say that a prompt ends here; clients that need it are told by the driver itself.

    Example:
        telnet_ga()
    See also: telnet_nop
    """
    return 0


@efun("void request_term_type()", profiles=FLUFFOS_ONLY)
def request_term_type(this: Entity) -> int:
    """Ask the client of this object for its kind; every client is asked when it comes, so nothing is sent.

    The answer goes to terminal_type() in the user object.

    Example:
        request_term_type()
    See also: request_term_size
    """
    return 0


@efun("void start_request_term_type()", profiles=FLUFFOS_ONLY)
def start_request_term_type(this: Entity) -> int:
    """The same as request_term_type().

    Example:
        start_request_term_type()
    See also: request_term_type
    """
    return 0


@efun("void request_term_size(void | int on)", profiles=FLUFFOS_ONLY)
def request_term_size(this: Entity, on: int = 1) -> int:
    """Ask the client of this object for its size; every client is asked when it comes, so nothing is sent.

    The answer goes to window_size() in the user object.

    Arguments:
        on: 0 not to be told any more; the driver tells all the same.
    Example:
        request_term_size()
    See also: request_term_type
    """
    return 0


@efun("int query_charmode(object ob)", profiles=FLUFFOS_ONLY)
def query_charmode(this: Entity, ob: LpcObject) -> int:
    """Is a user's input read character by character?

    Arguments:
        ob: the user.
    Returns: 1 or 0; -1 when it is no user.
    Example:
        query_charmode(this_player())
    See also: get_char, remove_charmode
    """
    link = ob.interactive
    return -1 if link is None else int(link.single_character)


@efun("int remove_charmode(object ob)", profiles=FLUFFOS_ONLY)
def remove_charmode(this: Entity, ob: LpcObject) -> int:
    """Read the user's input by lines again; a get_char() that waits goes.

    Arguments:
        ob: the user.
    Returns: 1, or 0 when there was nothing to do.
    Example:
        remove_charmode(this_player())
    See also: get_char, query_charmode
    """
    return remove_get_char(this, ob)


@efun("int remove_get_char(object ob)", profiles=FLUFFOS_ONLY)
def remove_get_char(this: Entity, ob: LpcObject) -> int:
    """Take back a get_char() that waits for the user's input.

    Arguments:
        ob: the user.
    Returns: 1, or 0 when none waits.
    Example:
        remove_get_char(this_player())
    See also: get_char
    """
    link = ob.interactive
    if link is None or not link.single_character:
        return 0
    link.take_input_to()
    link.input_arrived()
    return 1


@efun("string query_encoding()", profiles=FLUFFOS_ONLY)
def query_encoding(this: Entity) -> str:
    """The encoding in which this object's client is spoken to.

    Returns: the configured charset.
    Example:
        query_encoding()
    See also: set_encoding
    """
    return this.world.config.charset.value


@efun("string set_encoding(void | string name)", profiles=FLUFFOS_ONLY)
def set_encoding(this: Entity, name: str | None = None) -> str:
    """Speak to this object's client in another encoding; all are spoken to in the configured one here.

    Arguments:
        name: the encoding.
    Returns: the encoding that is used.
    Example:
        set_encoding("utf-8")
    See also: query_encoding
    """
    return query_encoding(this)


@efun("int compressedp(object ob)", profiles=FLUFFOS_ONLY)
def compressedp(ob: LpcObject) -> int:
    """Is what a user gets compressed? It never is.

    Arguments:
        ob: the user.
    Returns: 0.
    Example:
        compressedp(this_player())
    See also: compress
    """
    return 0
