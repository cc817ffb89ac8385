"""From an accepted socket to a user: what happens before the mudlib hears of anybody.

In this order, each only where the port has it: a trusted proxy says for whom it comes, TLS agrees on its keys, HTTP
becomes a WebSocket. A port that has nothing of this has no arrivals: its connections begin at once.

Rule: nobody stays here longer than `Door.patience` (but pages may be asked for one after the other), and whatever goes
wrong is the end of this one peer, with a line in the log at most. listeners call `arrive`.
"""

from __future__ import annotations

import logging
import ssl
from typing import TYPE_CHECKING

import trio
from attrs import field

from ..data import frozen
from ..protocols.forwarded import Trusted
from ..protocols.ports import Kind
from ..protocols.proxy_header import BadHeader, Header, parse
from ..protocols.websocket_styles import Style
from .admission import Place
from .tls import Certificates, TlsTransport
from .transport import SocketTransport, Transport

if TYPE_CHECKING:
    from .websocket import Reception

log = logging.getLogger(__name__)

_READ = 4096
# how long the last answer to a browser may take to be read
_LINGER = 2.0

_SPOKEN = {Style.TELNET: Kind.TELNET, Style.GMCP: Kind.TELNET, Style.ASCII: Kind.ASCII, Style.TEXT: Kind.ASCII}


@frozen
class Door:
    """What a port asks of those who come."""

    kind: Kind
    trusted: Trusted = field(factory=Trusted)
    """Who is believed about the addresses of others."""
    begins_with_proxy: bool = False
    """Whether those begin with a PROXY header."""
    certificates: Certificates | None = None
    reception: Reception | None = None
    """How those are received who speak HTTP, on a websocket port."""
    patience: float = 10.0

    @property
    def open(self) -> bool:
        """Whether nothing is asked: who is accepted is a user."""
        return not self.begins_with_proxy and not self.layered

    @property
    def layered(self) -> bool:
        """Whether users speak through something else than their socket."""
        return self.certificates is not None or self.reception is not None

    def speaks_for_others(self, address: str) -> bool:
        """Whether it shows later who the user at that address is."""
        return address in self.trusted and (self.begins_with_proxy or self.reception is not None)


@frozen
class Arrival:
    """Somebody has come. `speaks` is how his bytes become lines."""

    transport: Transport
    speaks: Kind


async def arrive(socket: SocketTransport, door: Door, place: Place) -> Arrival | None:
    """Do what the door asks; None when the peer went, failed, or was only a browser in want of a page."""
    try:
        with trio.move_on_after(door.patience):
            if not await _introduced(socket, door, place):
                return None
            transport: Transport = socket
            if door.certificates is not None:
                encrypted = TlsTransport(socket, door.certificates.context)
                await encrypted.handshake()
                transport = encrypted
            if door.reception is None:
                return Arrival(transport, door.kind)
        if door.reception is not None and transport is not None:
            return await _received(socket, transport, door.reception, place)
    except ssl.SSLError as problem:
        log.info("%s: no TLS: %s", socket.peer_address[0], problem.reason or problem)
    except (OSError, trio.BrokenResourceError, trio.ClosedResourceError) as problem:
        log.info("%s: gone before it had come: %s", socket.peer_address[0], problem)
    return None


async def _introduced(socket: SocketTransport, door: Door, place: Place) -> bool:
    """Let a trusted proxy say for whom it comes; False when it does not."""
    proxy = socket.peer_address[0]
    if not door.begins_with_proxy or proxy not in door.trusted:
        return True
    try:
        header = await _header(socket)
    except BadHeader as problem:
        log.warning("the proxy %s is turned away: %s", proxy, problem)
        return False
    if header is None:
        return False
    if header.peer is not None:
        socket.peer_address = header.peer
    return place.identify(socket.peer_address[0], trio.current_time())


async def _header(socket: SocketTransport) -> Header | None:
    """Read a PROXY header, and not a byte more; None when the proxy went first."""
    came = bytearray()
    while True:
        data = await socket.receive_some(_READ)
        if not data:
            return None
        came += data
        header = parse(came)
        if header is not None:
            socket.unread(bytes(came[header.length :]))
            return header


async def _received(
    socket: SocketTransport, transport: Transport, reception: Reception, place: Place
) -> Arrival | None:
    from .websocket import receive

    guest = await receive(transport, reception)
    if guest is None:
        await _linger(transport)
        return None
    if guest.address != socket.peer_address[0]:
        # the proxy does not say the port, and its own is another matter
        socket.peer_address = (guest.address, 0)
        if not place.identify(guest.address, trio.current_time()):
            return None
    return Arrival(guest.transport, _SPOKEN[guest.style])


async def _linger(transport: Transport) -> None:
    """Closed at once, a socket with unread input would take back the answer that was sent."""
    transport.send_eof()
    with trio.move_on_after(_LINGER):
        while await transport.receive_some(_READ):
            pass
