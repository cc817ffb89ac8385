"""A port of the configuration: listening sockets, a task for each connection that comes in, and one that reads.

Rule: `serve` owns what it opens. It ends by itself when accepting was stopped and the last connection is gone,
so that the driver can stop in order; cancelled, it closes everything. An address that cannot be had is a
`ListenFailed` before anything has started. Who comes has a place (see `admission`) until his descriptor is closed.
The driver calls it, once per port.
"""

from __future__ import annotations

import contextlib
import errno
import logging
import socket
import sys
from collections.abc import Sequence

import trio

from ..errors import ListenFailed
from ..protocols.ports import Kind, Port
from ..protocols.telnet.offers import NOTHING, Offers
from .admission import Admission, Place
from .arriving import Door, arrive
from .connection import Limits, NetConnection
from .lines import Lines
from .reactor import Reactor
from .transport import SocketTransport, Transport

log = logging.getLogger(__name__)

ALL_INTERFACES = ("0.0.0.0", "::")
BACKLOG = 256
# connections accepted in a row before others get their turn
ACCEPT_BATCH = 16
# a process out of descriptors accepts nothing until some are closed
PAUSE_WHEN_EXHAUSTED = 0.25

# questions to a silent peer; as many parts of the silence before the first lie between two of them
KEEP_ALIVE_PROBES = 4

_EXHAUSTED = {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM}
_NO_IPV6 = {errno.EAFNOSUPPORT, errno.EADDRNOTAVAIL}


class Listener:
    """A port that is being served: what the driver holds to stop it in order."""

    def __init__(
        self, sockets: Sequence[socket.socket], door: Door, admission: Admission, limits: Limits, offers: Offers
    ) -> None:
        self.kind = door.kind
        self.offers = offers
        self.addresses: tuple[tuple[str, int], ...] = tuple(sock.getsockname()[:2] for sock in sockets)
        self.connections: set[NetConnection] = set()
        self._sockets = sockets
        self._door = door
        self._admission = admission
        self._limits = limits
        self._accepting = trio.CancelScope()
        self._exhausted: float | None = None
        # who speaks through a layer reads in a task of his own
        self._reactor = None if door.layered else Reactor.create()
        self._lines: Lines | None = None

    @property
    def number(self) -> int:
        """The port number, also when the system chose it."""
        return self.addresses[0][1]

    def stop_accepting(self) -> None:
        """Close the listening sockets; the connections that there are live on, but nobody arrives any more."""
        self._accepting.cancel()

    def close_connections(self) -> None:
        """close() every connection; serve() ends when they have written their last words."""
        for connection in list(self.connections):
            connection.close()

    async def run(self, port: Port) -> None:
        """Accept until told to stop, then wait for the last connection."""
        async with trio.open_nursery() as around:
            if self._reactor is not None:
                lines = self._lines = Lines(port)
                around.start_soon(self._reactor.run, lines.post)
            async with trio.open_nursery() as connections:
                with self._accepting:
                    async with trio.open_nursery() as arrivals:
                        for sock in self._sockets:
                            arrivals.start_soon(self._accept, sock, port, arrivals, connections)
                self.close_sockets()
            around.cancel_scope.cancel()

    def close_sockets(self) -> None:
        for sock in self._sockets:
            if sock.fileno() >= 0:
                trio.lowlevel.notify_closing(sock)
                sock.close()

    async def _accept(
        self, sock: socket.socket, port: Port, arrivals: trio.Nursery, connections: trio.Nursery
    ) -> None:
        while True:
            await trio.lowlevel.wait_readable(sock)
            for _ in range(ACCEPT_BATCH):
                try:
                    accepted, _address = sock.accept()
                except BlockingIOError:
                    break
                except OSError as error:
                    await self._accept_failed(error)
                    break
                self._accepts_again()
                self._begin(accepted, port, arrivals, connections)

    async def _accept_failed(self, error: OSError) -> None:
        if error.errno in _EXHAUSTED:
            if self._exhausted is None:
                self._exhausted = trio.current_time()
                log.error("port %d: cannot accept, and waits until it can: %s", self.number, error.strerror)
            await trio.sleep(PAUSE_WHEN_EXHAUSTED)
        # anything else is the fate of one connection, over before it began

    def _accepts_again(self) -> None:
        if self._exhausted is not None:
            seconds, self._exhausted = trio.current_time() - self._exhausted, None
            log.warning("port %d: accepts again after %.1f seconds", self.number, seconds)

    def _begin(
        self, accepted: socket.socket, port: Port, arrivals: trio.Nursery, connections: trio.Nursery
    ) -> None:
        """Somebody was accepted: give him a place, and let him arrive, or be a user at once where nothing is asked."""
        try:
            accepted.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            keep_alive(accepted, self._limits.keep_alive)
            transport = SocketTransport(accepted, self._reactor)
        except OSError:
            # gone already
            accepted.close()
            return
        place = self._admission.enter(trio.current_time())
        address = transport.peer_address[0]
        if not place.refusal and not self._door.speaks_for_others(address):
            place.identify(address, trio.current_time())
        if place.refusal:
            self._refuse(transport, place)
        elif self._door.open:
            connections.start_soon(self._run_connection, transport, self.kind, place, port, self._lines)
        else:
            arrivals.start_soon(self._arrive, transport, place, port, connections)

    def _refuse(self, transport: SocketTransport, place: Place) -> None:
        if self._door.open:
            with contextlib.suppress(OSError):
                transport.send_some(f"Sorry: {place.refusal}. Try again later.\r\n".encode())
        transport.close()
        place.leave()

    async def _arrive(
        self, transport: SocketTransport, place: Place, port: Port, connections: trio.Nursery
    ) -> None:
        arrival = None
        try:
            arrival = await arrive(transport, self._door, place)
        except Exception:
            # the edge: whatever is wrong in here must not take the others with it
            log.exception("the arrival of %s failed", transport.peer_address[0])
        finally:
            if arrival is None:
                transport.close()
                place.leave()
        if arrival is not None:
            connections.start_soon(self._run_connection, arrival.transport, arrival.speaks, place, port)

    async def _run_connection(
        self, transport: Transport, speaks: Kind, place: Place, port: Port, lines: Lines | None = None
    ) -> None:
        offers = self.offers if self.kind is Kind.TELNET else self.offers.uncompressed()
        connection = NetConnection(transport, self.kind, port, self._limits, offers, speaks, lines)
        self.connections.add(connection)
        try:
            await connection.run()
        finally:
            self.connections.discard(connection)
            place.leave()


async def serve(
    door: Door | Kind,
    number: int,
    port: Port,
    *,
    addresses: Sequence[str] = (),
    limits: Limits | None = None,
    offers: Offers = NOTHING,
    admission: Admission | None = None,
    task_status: trio.TaskStatus[Listener] = trio.TASK_STATUS_IGNORED,
) -> None:
    """Serve one port number on the given numeric addresses (none: all interfaces); starts with its `Listener`.

    Number 0 lets the system choose one, the same for all addresses. `offers` are the options of telnet,
    `admission` is what all ports of a driver share.
    """
    door = Door(door) if isinstance(door, Kind) else door
    listener = Listener(listen(number, addresses), door, admission or Admission(), limits or Limits(), offers)
    try:
        task_status.started(listener)
        await listener.run(port)
    finally:
        listener.close_sockets()


def listen(number: int, addresses: Sequence[str]) -> list[socket.socket]:
    """Open the listening sockets; all or none."""
    sockets: list[socket.socket] = []
    try:
        for address in addresses or ALL_INTERFACES:
            try:
                sock = _listen_on(address, number)
            except OSError as error:
                if sockets and address in ("::", "::1") and error.errno in _NO_IPV6:
                    log.info("port %d: no IPv6 on this machine", number)
                    continue
                raise ListenFailed(_complaint(address, number, error)) from error
            sockets.append(sock)
            number = number or sock.getsockname()[1]
    except ListenFailed:
        for sock in sockets:
            sock.close()
        raise
    return sockets


def _listen_on(address: str, number: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":
            # there it would mean that two processes may share a port
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            # IPv4 has a socket of its own, so that addresses look the same on every platform
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        sock.setblocking(False)
        sock.bind((address, number))
        sock.listen(BACKLOG)
    except OSError:
        sock.close()
        raise
    return sock


def keep_alive(sock: socket.socket, seconds: float) -> None:
    """Let the system ask a peer that was silent for so long, and give it up when it stays silent; 0: never."""
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, bool(seconds))
    if not seconds:
        return
    idle = max(int(seconds), 1)
    values = {
        "TCP_KEEPIDLE": idle,
        "TCP_KEEPALIVE": idle,  # what macOS calls it
        "TCP_KEEPINTVL": max(idle // KEEP_ALIVE_PROBES, 1),
        "TCP_KEEPCNT": KEEP_ALIVE_PROBES,
        # the same for a peer that vanished while output was under way to it
        "TCP_USER_TIMEOUT": 2 * idle * 1000,
    }
    for name, value in values.items():
        option = getattr(socket, name, None)
        if option is not None:
            with contextlib.suppress(OSError):
                sock.setsockopt(socket.IPPROTO_TCP, option, value)


def _complaint(address: str, number: int, error: OSError) -> str:
    message = f"cannot listen on {address} port {number}: {error.strerror or error}"
    if error.errno == errno.EADDRINUSE:
        return f"{message}; is another driver running? Choose another number in the setting Port"
    if error.errno == errno.EACCES:
        return f"{message}; numbers below 1024 are reserved, choose another one in the setting Port"
    if error.errno == errno.EADDRNOTAVAIL:
        return f"{message}; this machine has no such address, give one of its own in the setting BindAddress"
    return message
