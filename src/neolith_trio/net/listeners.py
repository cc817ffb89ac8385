"""A port of the configuration: listening sockets, and a task for each connection that comes in.

Rule: `serve` owns what it opens. It ends by itself when accepting was stopped and the last connection is gone,
so that the driver can stop in order; cancelled, it closes everything. An address that cannot be had is a
`ListenFailed` before anything has started. The driver calls it, once per port.
"""

from __future__ import annotations

import errno
import logging
import socket
import sys
from collections.abc import Sequence

import trio

from ..errors import NeolithError
from ..protocols.ports import Kind, Port
from ..protocols.telnet.offers import NOTHING, Offers
from .connection import Limits, NetConnection
from .transport import SocketTransport

log = logging.getLogger(__name__)

ALL_INTERFACES = ("0.0.0.0", "::")
BACKLOG = 256
# connections accepted in a row before others get their turn
ACCEPT_BATCH = 16
# a process out of descriptors accepts nothing until some are closed
PAUSE_WHEN_EXHAUSTED = 0.25

_EXHAUSTED = {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM}
_NO_IPV6 = {errno.EAFNOSUPPORT, errno.EADDRNOTAVAIL}


class ListenFailed(NeolithError):
    """A port that cannot be listened on; the message names address, port and cause."""


class Listener:
    """A port that is being served: what the driver holds to stop it in order."""

    def __init__(self, sockets: Sequence[socket.socket], kind: Kind, offers: Offers = NOTHING) -> None:
        self.kind = kind
        self.offers = offers
        self.addresses: tuple[tuple[str, int], ...] = tuple(sock.getsockname()[:2] for sock in sockets)
        self.connections: set[NetConnection] = set()
        self._sockets = sockets
        self._accepting = trio.CancelScope()

    @property
    def number(self) -> int:
        """The port number, also when the system chose it."""
        return self.addresses[0][1]

    def stop_accepting(self) -> None:
        """Close the listening sockets; the connections that there are live on."""
        self._accepting.cancel()

    def close_connections(self) -> None:
        """close() every connection; serve() ends when they have written their last words."""
        for connection in list(self.connections):
            connection.close()

    async def run(self, port: Port, limits: Limits) -> None:
        """Accept until told to stop, then wait for the last connection."""
        async with trio.open_nursery() as connections:
            with self._accepting:
                async with trio.open_nursery() as nursery:
                    for sock in self._sockets:
                        nursery.start_soon(self._accept, sock, port, limits, connections)
            self.close_sockets()

    def close_sockets(self) -> None:
        for sock in self._sockets:
            if sock.fileno() >= 0:
                trio.lowlevel.notify_closing(sock)
                sock.close()

    async def _accept(self, sock: socket.socket, port: Port, limits: Limits, nursery: trio.Nursery) -> None:
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
                self._begin(accepted, port, limits, nursery)

    async def _accept_failed(self, error: OSError) -> None:
        if error.errno in _EXHAUSTED:
            log.error("port %d: cannot accept: %s", self.number, error.strerror)
            await trio.sleep(PAUSE_WHEN_EXHAUSTED)
        # anything else is the fate of one connection, over before it began

    def _begin(self, accepted: socket.socket, port: Port, limits: Limits, nursery: trio.Nursery) -> None:
        try:
            accepted.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            accepted.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
            transport = SocketTransport(accepted)
        except OSError:
            # gone already
            accepted.close()
            return
        connection = NetConnection(transport, self.kind, port, limits, self.offers)
        nursery.start_soon(self._run_connection, connection)

    async def _run_connection(self, connection: NetConnection) -> None:
        self.connections.add(connection)
        try:
            await connection.run()
        finally:
            self.connections.discard(connection)


async def serve(
    kind: Kind,
    number: int,
    port: Port,
    *,
    addresses: Sequence[str] = (),
    limits: Limits | None = None,
    offers: Offers = NOTHING,
    task_status: trio.TaskStatus[Listener] = trio.TASK_STATUS_IGNORED,
) -> None:
    """Serve one port number on the given numeric addresses (none: all interfaces); starts with its `Listener`.

    Number 0 lets the system choose one, the same for all addresses. `offers` are the options of telnet.
    """
    listener = Listener(listen(number, addresses), kind, offers)
    try:
        task_status.started(listener)
        await listener.run(port, limits or Limits())
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


def _complaint(address: str, number: int, error: OSError) -> str:
    message = f"cannot listen on {address} port {number}: {error.strerror or error}"
    if error.errno == errno.EADDRINUSE:
        return f"{message}; is another driver running? Choose another number in the setting Port"
    if error.errno == errno.EACCES:
        return f"{message}; numbers below 1024 are reserved, choose another one in the setting Port"
    return message
