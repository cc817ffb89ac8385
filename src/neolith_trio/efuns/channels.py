"""Efuns for channels: an object talks with web pages, editors and scripts, in JSON and both ways."""

from __future__ import annotations

import re
from typing import Any, Final

from ..errors import LpcError
from ..runtime import master
from ..runtime.closures import Closure
from ..runtime.outside.operations import Callback
from ..runtime.outside.ports.web import ClientAttached, ClientLeft, ClientSpoke
from ..runtime.values import Entity, Mapping
from .json import from_json, to_json
from .registry import efun
from .strings import bytes_string, string_bytes
from .web import asked_token, chosen

LARGEST: Final = 1_000_000
"""Bytes of JSON of one value."""
_NAME: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]{0,63}")
_OPTIONS: Final = frozenset({"token", "public", "clients"})
_CLIENTS: Final = 100


@efun("int channel_open(string name, mapping | int options, string | function callback, ...)")
def channel_open(this: Entity, name: str, options: Any, callback: str | Closure, *arguments: Any) -> int:
    """Open a channel on which clients talk with this object, over WebSocket and in JSON.

    A client connects to /channels/NAME on the port that the configuration names as WebPort. The callback gets a
    mapping, in a turn of its own each time: "channel", "client" (a number that stays when it comes again after a
    break), "event" and what goes with it: "attached" ("address"; "resumed": 1 when it comes again), "message"
    ("value"), "detached" ("reason"). Values arrive in order; those that a client has missed during a break are sent
    again, so far as they are remembered, and a client that does not read is sent away. When this object is destructed,
    the channel is closed.

    The master's valid_channel() has to agree; without it only the master itself may.

    Arguments:
        name: up to 64 letters, digits and `_ . -`.
        options: 0, or a mapping: "token" (a string that takes the place of the configuration's WebToken), "public" (1:
            no token is asked for), "clients" (how many there may be at once, 100).
        callback: a function, or the name of one in this object.
        ...: go to the callback, after the mapping.
    Returns: 1.
    Errors: there is no WebPort; there is a channel of that name; a name or option that cannot be; valid_channel() says
        no; this object or its uid serves too much already.
    Example:
        catch(channel_open("map", 0, "heard")) != 0     // 1
    See also: channel_send, channel_clients, channel_close, valid_channel
    """
    if not _NAME.fullmatch(name):
        raise LpcError(f"channel_open: {name} is no name for a channel\n")
    if this.world.config.web_port is None:
        raise LpcError("channel_open: the configuration has no WebPort\n")
    given = chosen("channel_open", options, _OPTIONS)
    most = given.get("clients", _CLIENTS)
    if not isinstance(most, int) or most < 1:
        raise LpcError("channel_open: clients must be a number of at least 1\n")
    if not master.allows(this.world, "valid_channel", this, name, default=False):
        raise LpcError(f"channel_open: valid_channel() does not allow {name}\n")
    called = Callback(callback, arguments)
    this.world.web.open_channel(
        this, name, lambda event: called.call(this, _described(event)), asked_token(given), int(most)
    )
    return 1


@efun("int channel_send(string name, mixed value, void | int client)")
def channel_send(this: Entity, name: str, value: Any, client: int = 0) -> int:
    """Send a value to the clients of a channel of this object.

    Arguments:
        name: the channel.
        value: ints, floats, strings, arrays and mappings in any nesting, as for to_json().
        client: the one who gets it; all of them when it is left out. One that is away gets it when it comes again.
    Returns: 1; 0 when this object has no such channel.
    Errors: a value that to_json() cannot write, or over 1,000,000 bytes of JSON.
    Example:
        channel_send("map", ([ "x": 1, "y": 2 ]))       // 0
    See also: channel_open, to_json
    """
    channel = this.world.web.channel(this, name)
    if channel is None:
        return 0
    text = string_bytes(to_json(value)).decode("utf-8", "replace")
    if len(text) > LARGEST:
        raise LpcError(f"channel_send: the value is more than {LARGEST} bytes of JSON\n")
    channel.sent += 1
    this.world.web.port.say(name, text, client)
    return 1


@efun("mapping channel_clients(string name)")
def channel_clients(this: Entity, name: str) -> Any:
    """Who is attached to a channel of this object.

    Arguments:
        name: the channel.
    Returns: a mapping from the numbers of the clients to their addresses; 0 when this object has no such channel.
    Example:
        channel_clients("map")      // 0
    See also: channel_open, channel_close
    """
    channel = this.world.web.channel(this, name)
    return 0 if channel is None else Mapping(channel.clients)


@efun("int channel_close(string name, void | int client, void | string reason)")
def channel_close(this: Entity, name: str, client: int = 0, reason: str = "") -> int:
    """Close a channel of this object, or send one client away.

    Arguments:
        name: the channel.
        client: the one who has to go; the callback hears of it. When it is left out, the channel is closed and
            nothing more is heard of its clients.
        reason: what the client is told.
    Returns: 1; 0 when this object has no such channel, or the channel no such client.
    Example:
        channel_close("map")        // 0
    See also: channel_open, channel_clients
    """
    web = this.world.web
    channel = web.channel(this, name)
    if channel is None or (client != 0 and client not in channel.clients):
        return 0
    if client == 0:
        web.close_channel(channel)
    else:
        web.port.drop(client, string_bytes(reason).decode("utf-8", "replace"))
    return 1


def _described(event: ClientAttached | ClientSpoke | ClientLeft) -> Mapping:
    about = Mapping(channel=event.channel, client=event.client)
    match event:
        case ClientAttached(address=address, resumed=resumed):
            about |= {"event": "attached", "address": address, "resumed": int(resumed)}
        case ClientSpoke(text=text):
            about |= {"event": "message", "value": from_json(bytearray(text.encode("utf-8", "replace")))}
        case ClientLeft(why=why):
            about |= {"event": "detached", "reason": bytes_string(why.encode("utf-8", "replace"))}
    return about
