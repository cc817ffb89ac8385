"""Efuns about users' clients: what they speak beside text, what is said to them in it, and in which encoding.

What is sent waits with the text for the end of the turn. Nothing is sent to a client that has not agreed to the option,
and nothing where nobody is connected.
"""

from __future__ import annotations

from typing import Any

from ..errors import LpcError, runtime_error
from ..protocols.charsets import codec_of
from ..protocols.events import Side
from ..protocols.signals import Command, Request, Signal, Subnegotiation, TerminalTypeWanted
from ..protocols.telnet import msdp, zmp
from ..protocols.telnet.constants import COMPRESS2, GA, GMCP, MSDP, MSP, MXP, NAWS, NOP, ZMP
from ..runtime.interactive import Interactive
from ..runtime.values import Entity, LpcObject, Mapping
from .objects import required
from .registry import efun


def _say(link: Interactive | None, signal: Signal) -> int:
    if link is not None:
        link.signal(signal)
    return 0


def _own(this: Entity) -> Interactive | None:
    return this.interactive if isinstance(this, LpcObject) else None


def _players(this: Entity) -> Interactive | None:
    player = this.world.context.this_player()
    return player.interactive if isinstance(player, LpcObject) else None


# -- what a client speaks -------------------------------------------------------------------------------------


def _declare(name: str, option: int, what: str, related: str) -> None:
    """The efun that asks whether a user's client has agreed to an option."""

    def asked(this: Entity, ob: LpcObject | None = None) -> int:
        link = required(this, ob, name).interactive
        return int(link is not None and link.speaks(option))

    asked.__doc__ = f"""Does the user's client speak {what}?

    It does when the driver has offered it and the client has agreed.

    Arguments:
        ob: the user; this object when it is left out.
    Returns: 1 or 0.
    Example:
        {name}(this_player())
    See also: {related}
    """
    efun(f"int {name}(void | object ob)")(asked)


_declare("has_gmcp", GMCP, "GMCP", "send_gmcp, gmcp_enable, gmcp")
_declare("has_mxp", MXP, "MXP", "act_mxp, mxp_enable, mxp_tag")
_declare("has_msp", MSP, "MSP", "telnet_msp_oob, msp_enable")
_declare("has_msdp", MSDP, "MSDP", "send_msdp_variable, msdp_enable, msdp")
_declare("has_zmp", ZMP, "ZMP", "send_zmp, zmp_command")


@efun("int compressedp(object ob)")
def compressedp(ob: LpcObject) -> int:
    """Is what a user gets compressed (MCCP2)?

    Arguments:
        ob: the user.
    Returns: 1 or 0.
    Example:
        compressedp(this_player())
    See also: compress
    """
    link = ob.interactive
    return int(link is not None and link.speaks(COMPRESS2))


# -- messages of protocols ------------------------------------------------------------------------------------


@efun("void send_gmcp(string message)")
def send_gmcp(this: Entity, message: str) -> int:
    """Send a GMCP message to the client of this object.

    Arguments:
        message: the name of the package and the message, a blank, and JSON.
    Example:
        send_gmcp("Char.Vitals {\\"hp\\": 12}");
    See also: has_gmcp, gmcp
    """
    link = _own(this)
    return 0 if link is None else _say(link, Subnegotiation(GMCP, link.encode(message)))


@efun("void send_msdp_variable(string name, mixed value)")
def send_msdp_variable(this: Entity, name: str, value: Any) -> int:
    """Tell the client of this object an MSDP variable.

    FluffOS takes no arrays and mappings here.

    Arguments:
        name: the variable.
        value: a string, a number or a buffer; an array or a mapping of such.
    Errors: a value of another kind.
    Example:
        send_msdp_variable("HEALTH", 12);
    See also: has_msdp, msdp
    """
    link = _own(this)
    if link is None:
        return 0
    return _say(link, Subnegotiation(MSDP, msdp.variable(link.encode(name), _msdp_value(link, value))))


def _msdp_value(link: Interactive, value: Any) -> msdp.Value:
    match value:
        case str():
            return link.encode(value)
        case int():
            return b"%d" % value
        case float():
            return b"%f" % value
        case bytearray():
            return bytes(value)
        case list():
            return [_msdp_value(link, each) for each in value]
        case Mapping():
            named = ((key, value[key]) for key in value if isinstance(key, str))
            return {link.encode(key): _msdp_value(link, each) for key, each in named}
    raise LpcError("Bad argument 2 to send_msdp_variable()\n")


@efun("void send_zmp(string command, string *arguments)")
def send_zmp(this: Entity, command: str, arguments: list[Any]) -> int:
    """Send a ZMP command to the client of this_player().

    Arguments:
        command: its name.
        arguments: its arguments; what is no string among them is left out.
    Example:
        send_zmp("zmp.ping", ({}));
    See also: has_zmp, zmp_command
    """
    link = _players(this)
    if link is None:
        return 0
    words = [link.encode(each) for each in arguments if isinstance(each, str)]
    return _say(link, Subnegotiation(ZMP, zmp.command(link.encode(command), words)))


@efun("void telnet_msp_oob(string message)")
def telnet_msp_oob(this: Entity, message: str) -> int:
    """Send an MSP trigger to the client of this object, out of the text.

    Arguments:
        message: the trigger, such as "!!SOUND(bell.wav)".
    Example:
        telnet_msp_oob("!!SOUND(bell.wav)");
    See also: has_msp, msp_enable
    """
    link = _own(this)
    return 0 if link is None else _say(link, Subnegotiation(MSP, link.encode(message)))


@efun("void act_mxp()")
def act_mxp(this: Entity) -> int:
    """Let the client of this object read tags in the text: MXP begins.

    Example:
        act_mxp();
    See also: has_mxp, mxp_enable
    """
    return _say(_own(this), Subnegotiation(MXP, b""))


# -- telnet itself --------------------------------------------------------------------------------------------


@efun("void telnet_nop()")
def telnet_nop(this: Entity) -> int:
    """Send telnet's NOP to the client of this object: something that it does not show.

    Example:
        telnet_nop();
    See also: telnet_ga, query_idle
    """
    return _say(_own(this), Command(NOP))


@efun("void telnet_ga()")
def telnet_ga(this: Entity) -> int:
    """Send telnet's GA to the client of this object: a prompt ends here.

    The driver's own prompts are marked without it where the configuration says so.

    Example:
        telnet_ga();
    See also: telnet_nop
    """
    return _say(_own(this), Command(GA))


@efun("void request_term_type()")
def request_term_type(this: Entity) -> int:
    """Ask the client of this object for its kind of terminal, or for the next one when it has several.

    The first is asked for when a user comes. The answer goes to terminal_type() (set_terminal_type() in the profile
    neolith) in the user object.

    Example:
        request_term_type();
    See also: start_request_term_type, request_term_size, terminal_type
    """
    return _say(_own(this), TerminalTypeWanted())


@efun("void start_request_term_type()")
def start_request_term_type(this: Entity) -> int:
    """Ask the client of this_player() for its kinds of terminal again, from the first.

    Example:
        start_request_term_type();
    See also: request_term_type
    """
    return _say(_players(this), TerminalTypeWanted(again=True))


@efun("void request_term_size(void | int on)")
def request_term_size(this: Entity, on: int = 1) -> int:
    """Ask the client of this object to tell its size, now and when it changes.

    Every client is asked when it comes. The answer goes to window_size() (set_window_size() in the profile neolith) in
    the user object.

    Arguments:
        on: 0 not to be told any more.
    Example:
        request_term_size();
    See also: request_term_type, window_size
    """
    return _say(_own(this), Request(NAWS, Side.REMOTE, bool(on)))


# -- encodings ------------------------------------------------------------------------------------------------


@efun("string query_encoding()")
def query_encoding(this: Entity) -> str:
    """The encoding of what this_player()'s client sends and gets.

    Returns: its name; that of the configured charset unless the client or set_encoding() has chosen another.
    Example:
        query_encoding()
    See also: set_encoding
    """
    link = _players(this)
    own = this.world.config.charset.value
    return own if link is None else link.codec or own


@efun("string set_encoding(void | string name)")
def set_encoding(this: Entity, name: str | None = None) -> str:
    """Speak to this_player()'s client in another encoding, from now on and both ways.

    Arguments:
        name: the encoding; without it, and with "utf-8", nothing is recoded.
    Returns: what query_encoding() returns then.
    Errors: nobody knows that encoding, or ASCII is not part of it.
    Example:
        set_encoding("utf-8")
    See also: query_encoding
    """
    link = _players(this)
    if link is not None:
        codec = codec_of(name or "utf-8")
        if codec is None:
            raise runtime_error(f"Fail to set encoding to '{name}', error: no encoding for lines of text.")
        link.use_codec(codec)
    return query_encoding(this)
