"""What a socket of LPC can be: its modes, states and options, and the form of addresses.

Rule: nothing here does anything to a socket. For runtime/outside/sockets.py, which does, the efuns, and the resolver.
"""

from __future__ import annotations

import codecs
import enum
import ipaddress
from typing import Any, Final

import attrs

from ...data import define, frozen
from ..closures import Closure
from ..values import Entity
from .ports.socket import Address, Kind, Tls

NOWHERE: Final = Address()
ANYWHERE: Final = "0.0.0.0"  # all IPv4 addresses of this machine

Callback = str | Closure | None


class State(enum.Enum):
    """Where a socket is in its life."""

    UNBOUND = "UNBOUND"
    BOUND = "BOUND"
    RESOLVING = "DNS_RESOLVING"
    LISTENING = "LISTEN"
    HANDSHAKE = "HANDSHAKE"  # of TLS, and the connecting before it
    CONNECTED = "DATA_XFER"
    LOST = "CLOSED"  # its close callback runs; then the descriptor is free


@frozen
class Mode:
    """What socket_create() can make. `tls`: the stream is encrypted."""

    name: str
    kind: Kind
    binary: bool = False
    tls: bool = False


STREAM: Final = Mode("STREAM", Kind.STREAM)
MODES: Final = (
    Mode("MUD", Kind.FRAMES),
    STREAM,
    Mode("DATAGRAM", Kind.DATAGRAM),
    Mode("STREAM_BINARY", Kind.STREAM, binary=True),
    Mode("DATAGRAM_BINARY", Kind.DATAGRAM, binary=True),
    Mode("STREAM_TLS", Kind.STREAM, tls=True),
    Mode("STREAM_TLS_BINARY", Kind.STREAM, binary=True, tls=True),
)


class Option(enum.IntEnum):
    """What socket_set_option() can set, for the TLS of one socket."""

    VERIFY_PEER = 1
    SERVER_NAME = 2
    CERTIFICATE = 3
    KEY = 4


@define(slots=True, eq=False)
class Socket:
    """One socket. `blocked`: nothing can be written before the write callback."""

    number: int
    serial: int
    owner: Entity
    mode: Mode
    on_read: Callback
    on_write: Callback
    on_close: Callback
    decoder: codecs.IncrementalDecoder
    state: State = State.UNBOUND
    local: Address = NOWHERE
    remote: Address = NOWHERE
    blocked: bool = False
    released_to: Entity | None = None
    options: dict[int, Any] = attrs.field(factory=dict)

    @property
    def is_datagram(self) -> bool:
        """Does it send and receive single datagrams?"""
        return self.mode.kind is Kind.DATAGRAM


def tls_of(socket: Socket) -> Tls | None:
    """How a connection of that socket is encrypted."""
    if not socket.mode.tls:
        return None
    return Tls(bool(socket.options.get(Option.VERIFY_PEER, 1)), socket.options.get(Option.SERVER_NAME, ""))


def read_address(text: str) -> Address | None:
    """The two parts of "host port"; None when it has another form."""
    host, space, number = text.partition(" ")
    if not space or not number.isascii() or not number.isdigit() or int(number[:6]) > 0xFFFF:
        return None
    return Address(host, int(number)) if host else None


def is_numeric(host: str) -> bool:
    """Is it an address and not a name?"""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
