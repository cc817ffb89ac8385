"""How events are written down in a recording, and read from one.

Rule: on paper a connection is a number; played back it is a `ReplayedConnection`, which takes output and does nothing
else. For the driver, when there is a recording.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import attrs
import trio

from ..protocols import events as protocol
from ..protocols.ports import Connected, Connection, Disconnected, Kind, Reason, Received
from ..protocols.signals import Signal
from ..runtime.outside.ports import http, operation, socket, web
from .errands.desk import Asked, GivenUp
from .events import Event, StopRequested

Json = Any

_OF_SERVICES: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (*socket.EVENTS, *http.EVENTS, *operation.EVENTS, *web.EVENTS, Asked, GivenUp)
}

_RECEIVED: dict[str, type] = {
    kind.__name__: kind
    for kind in (
        protocol.TextReceived,
        protocol.BytesReceived,
        protocol.LineReceived,
        protocol.CharacterReceived,
        protocol.InputEnded,
        protocol.Interrupted,
        protocol.WindowSizeReceived,
        protocol.TerminalTypeReceived,
        protocol.EnvironmentReceived,
        protocol.CharsetAgreed,
        protocol.GmcpReceived,
        protocol.MsdpReceived,
        protocol.ZmpReceived,
        protocol.OptionEnabled,
        protocol.OptionDisabled,
        protocol.OptionRefused,
        protocol.SubnegotiationReceived,
        protocol.CommandReceived,
        protocol.ProtocolViolated,
    )
}


class ReplayedConnection:
    """A connection of a recording. What is written to the console's goes to `show`."""

    def __init__(
        self, kind: Kind, peer: tuple[str, int], local_port: int, reconnects: bool, show: Callable[[bytes], None]
    ) -> None:
        self.kind = kind
        self.peer_address, self.peer_port = peer
        self.local_port = local_port
        self.reconnects = reconnects
        self.pending_bytes = 0
        self.closed = False
        self._show = show

    def write(self, data: bytes) -> None:
        if not self.closed and self.kind is Kind.CONSOLE:
            self._show(data)

    def transmit(self, parts: Sequence[bytes | Signal]) -> None:
        self.write(b"".join(part for part in parts if isinstance(part, bytes)))

    def set_echo(self, on: bool) -> None:
        pass

    def set_single_character(self, on: bool) -> None:
        pass

    def set_receiving(self, on: bool) -> None:
        pass

    def close(self) -> None:
        self.closed = True

    async def drained(self) -> None:
        await trio.lowlevel.checkpoint()


class Codec:
    """Events to JSON and back; it remembers which connection has which number."""

    def __init__(self, show: Callable[[bytes], None] = lambda data: None) -> None:
        self._show = show
        self._made = 0
        self._numbers: dict[Connection, int] = {}
        self._connections: dict[int, Connection] = {}

    def encode(self, event: Event) -> Json:
        """An event on its way into a recording."""
        match event:
            case Connected(connection):
                self._made += 1
                self._numbers[connection] = self._made
                peer = [connection.peer_address, connection.peer_port]
                about = [connection.kind.value, peer, connection.local_port, connection.reconnects]
                return ["connected", self._made, *about]
            case (connection, line):
                return self.encode(Received(connection, protocol.LineReceived(line)))
            case Received(connection, what):
                return ["received", self._numbers.get(connection, 0), type(what).__name__, _fields(what)]
            case Disconnected(connection, reason):
                return ["disconnected", self._numbers.pop(connection, 0), reason.value]
            case StopRequested(text, status):
                return ["stop", text, status]
            case _:
                return ["service", type(event).__name__, _fields(event)]

    def decode(self, data: Json) -> Event:
        """An event out of a recording."""
        match data:
            case ["connected", number, kind, [address, port], local_port, reconnects]:
                connection = ReplayedConnection(Kind(kind), (address, port), local_port, reconnects, self._show)
                self._connections[number] = connection
                return Connected(connection)
            case ["received", number, name, fields]:
                return Received(self._connections[number], _received(name, fields))
            case ["disconnected", number, reason]:
                return Disconnected(self._connections.pop(number), Reason(reason))
            case ["stop", text, status]:
                return StopRequested(text, status)
            case ["service", name, fields]:
                made: Event = _OF_SERVICES[name](**{field: _rich(value) for field, value in fields.items()})
                return made
        raise ValueError(f"no event is written down as {data!r}")


def _fields(what: Any) -> Json:
    """The fields of an event by name."""
    return {field.name: _plain(getattr(what, field.name)) for field in attrs.fields(type(what))}


def _plain(value: Any) -> Json:
    """A field of a protocol event in JSON; bytes are text of one character a byte."""
    if isinstance(value, bytes):
        return {"bytes": value.decode("latin-1")}
    if isinstance(value, protocol.Side):
        return {"side": value.value}
    if isinstance(value, tuple):
        return {"tuple": [_plain(each) for each in value]}
    if isinstance(value, dict):
        return {"dict": [[key, _plain(each)] for key, each in value.items()]}
    return value


def _received(name: str, fields: dict[str, Json]) -> protocol.Event:
    made: protocol.Event = _RECEIVED[name](**{field: _rich(value) for field, value in fields.items()})
    return made


def _rich(value: Json) -> Any:
    match value:
        case {"bytes": text}:
            return text.encode("latin-1")
        case {"side": side}:
            return protocol.Side(side)
        case {"tuple": values}:
            return tuple(_rich(each) for each in values)
        case {"dict": pairs}:
            return {key: _rich(each) for key, each in pairs}
    return value
