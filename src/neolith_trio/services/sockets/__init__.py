"""The sockets of LPC, outside LPC: real sockets, non-blocking, each with its own tasks.

Rule: what LPC calls is answered at once, for no system call here waits; what takes time is posted into the inbox. A
connection that is under way has reserved its place in the inbox, so its outcome is told whatever happens, unless LPC
closed the socket before. connecting.py gets through to names, endpoint.py is one socket.

The driver starts the service and gives `SocketService` to the world; after `finish` it ends when what LPC has written
is on its way.
"""

from __future__ import annotations

import contextlib
import errno
import socket
import sys
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final

import trio

from ...concurrency import Cancelled, Failed, Inbox, Operation, Operations, Outcome, Slot, Succeeded
from ...runtime import socket_port as port
from ...runtime.socket_port import Address, Code, SocketConnected, SocketEvent, SocketLost
from .. import resolver as names
from ..resolver import Resolver
from . import connecting
from .connecting import NotConnected, family_of
from .endpoint import WOULD_BLOCK, Endpoint

BACKLOG: Final = 128  # connections that wait for LPC to accept them
CONNECT_DEADLINE: Final = 60.0
PAUSE: Final = 1.0  # seconds after which a connection that could not be accepted is offered again
ANY: Final = "0.0.0.0"


class SocketService:
    """Carries the sockets of one world: its SocketPort. `watching` ends with the service, `writing` by itself."""

    def __init__(
        self, inbox: Inbox[SocketEvent], watching: trio.Nursery, writing: trio.Nursery, resolver: Resolver
    ) -> None:
        self.ending = trio.Event()
        self._inbox = inbox
        self._watching = watching
        self._writing = writing
        self._resolver = resolver
        self._attempts = Operations(watching)
        self._endpoints: dict[int, Endpoint] = {}

    def finish(self) -> None:
        """Close everything, and end when what was written is sent."""
        for serial in list(self._endpoints):
            self.close(serial)
        self.ending.set()

    def open(self, serial: int, datagram: bool) -> Code:
        """Make a socket."""
        try:
            sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM if datagram else socket.SOCK_STREAM)
        except OSError as error:
            return port.NO_MORE_SOCKETS if error.errno in (errno.EMFILE, errno.ENFILE) else port.NO_SOCKET
        sock.setblocking(False)
        if sys.platform != "win32":
            # there it would mean that two processes may share a port
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._enter(serial, sock)
        return port.SUCCESS

    def _enter(self, serial: int, sock: socket.socket) -> Endpoint:
        endpoint = self._endpoints[serial] = Endpoint(serial, sock, self._inbox.post, self._watching, self._writing)
        return endpoint

    def bind(self, serial: int, port_number: int) -> Code | Address:
        """Give it a port on all IPv4 addresses of this machine."""
        endpoint = self._endpoints[serial]
        try:
            endpoint.sock.bind((ANY, port_number))
        except OSError as error:
            return port.ADDRESS_IN_USE if error.errno == errno.EADDRINUSE else port.BIND_FAILED
        endpoint.is_bound = True
        if endpoint.sock.type == socket.SOCK_DGRAM:
            endpoint.receive_datagrams()
        return Address(*endpoint.sock.getsockname()[:2])

    def listen(self, serial: int) -> Code:
        """Wait for connections."""
        endpoint = self._endpoints[serial]
        try:
            endpoint.sock.listen(BACKLOG)
        except OSError as error:
            return port.ADDRESS_IN_USE if error.errno == errno.EADDRINUSE else port.LISTEN_FAILED
        endpoint.receive_connections()
        return port.SUCCESS

    def accept(self, serial: int, new_serial: int) -> Code | Address:
        """Take the next connection."""
        listening = self._endpoints[serial]
        try:
            sock, peer = listening.sock.accept()
        except WOULD_BLOCK:
            listening.resume()
            return port.WOULD_BLOCK
        except OSError:
            # perhaps there are no descriptors left: the same connection would be offered again at once
            listening.run(partial(_resume_later, listening))
            return port.ACCEPT_FAILED
        listening.resume()
        self._begin_transfer(self._enter(new_serial, sock))
        return Address(*peer[:2])

    def connect(self, serial: int, address: Address) -> Code:
        """Connect to a numeric address."""
        endpoint = self._endpoints[serial]
        try:
            if family_of(address.host) is socket.AF_INET6 and not endpoint.is_bound:
                endpoint.replace(_stream_socket(socket.AF_INET6))
            slot = self._inbox.reserve()
        except (OSError, trio.WouldBlock):
            return port.NO_SOCKET
        try:
            connecting.begin(endpoint.sock, address.host, address.port)
        except OSError as error:
            slot.release()
            return port.ADDRESS_IN_USE if error.errno == errno.EADDRINUSE else connecting.code_of(error)
        self._attempt(endpoint, slot, partial(connecting.finish, endpoint.sock), CONNECT_DEADLINE)
        return port.SUCCESS

    def connect_by_name(self, serial: int, name: str, port_number: int) -> Code:
        """Look a name up and connect to it."""
        endpoint = self._endpoints[serial]
        try:
            slot = self._inbox.reserve()
        except trio.WouldBlock:
            return port.RESOLVER_BUSY
        lookup = self._resolver.addresses(name)
        if lookup is None:
            slot.release()
            return port.RESOLVER_BUSY

        async def attempt() -> None:
            answer = await lookup.wait()
            if answer is None:
                raise NotConnected(port.BAD_ADDRESS)
            await _connect_to_any(endpoint, answer, port_number)

        self._attempt(endpoint, slot, attempt, names.DEADLINE + CONNECT_DEADLINE)
        return port.SUCCESS

    def send(self, serial: int, data: bytes) -> Code:
        """Send all of it, or keep the rest."""
        return self._endpoints[serial].send(data)

    def send_to(self, serial: int, data: bytes, address: Address) -> Code:
        """Send one datagram; the system gives a socket without a port one, to which answers come."""
        endpoint = self._endpoints[serial]
        try:
            endpoint.sock.sendto(data, (address.host, address.port))
        except OSError:
            return port.SEND_TO_FAILED
        endpoint.receive_datagrams()
        return port.SUCCESS

    def resume(self, serial: int) -> None:
        """What came last was handled."""
        if serial in self._endpoints:
            self._endpoints[serial].resume()

    def close(self, serial: int) -> None:
        """Forget a socket."""
        endpoint = self._endpoints.pop(serial, None)
        if endpoint is not None:
            self._attempts.cancel_owner(endpoint, "closed")
            endpoint.close()

    # -- connections ------------------------------------------------------------------------------------------

    def _attempt(
        self, endpoint: Endpoint, slot: Slot[SocketEvent], get_through: Callable[[], Awaitable[None]], seconds: float
    ) -> None:
        """Get through to somebody, and tell how it ended, once."""

        async def work(_: Operation[Address]) -> Address:
            await get_through()
            return Address(*endpoint.sock.getpeername()[:2])

        def deliver(outcome: Outcome[Address]) -> None:
            if endpoint.closed or isinstance(outcome, Cancelled):
                slot.release()
            elif isinstance(outcome, Succeeded):
                self._begin_transfer(endpoint)
                slot.post(SocketConnected(endpoint.serial, outcome.value.host, outcome.value.port))
            else:
                slot.post(SocketLost(endpoint.serial, _code_of(outcome.error if isinstance(outcome, Failed) else None)))

        deadline = trio.current_time() + seconds
        self._attempts.start(endpoint, f"connection {endpoint.serial}", work, deliver, deadline=deadline)

    def _begin_transfer(self, endpoint: Endpoint) -> None:
        sock = endpoint.sock
        sock.setblocking(False)
        with contextlib.suppress(OSError):  # it may be over already, which the receiver notices
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        endpoint.receive()


async def _resume_later(endpoint: Endpoint) -> None:
    await trio.sleep(PAUSE)
    endpoint.resume()


async def _connect_to_any(endpoint: Endpoint, addresses: tuple[str, ...], number: int) -> None:
    """Connect to the first address that answers; a socket that was bound can only try those of its own family."""
    if not endpoint.is_bound:
        endpoint.replace(await connecting.race(addresses, number))
        return
    own = [one for one in addresses if family_of(one) is socket.AF_INET]
    if not own:
        raise NotConnected(port.CONNECT_FAILED)
    connecting.begin(endpoint.sock, own[0], number)
    await connecting.finish(endpoint.sock)


def _code_of(error: Exception | None) -> Code:
    """Why a connection did not come about; None: it took too long."""
    if isinstance(error, NotConnected):
        return error.code
    return connecting.code_of(error) if isinstance(error, OSError) else port.CONNECT_FAILED


def _stream_socket(family: socket.AddressFamily) -> socket.socket:
    sock = socket.socket(family, socket.SOCK_STREAM)
    sock.setblocking(False)
    return sock


async def serve(
    inbox: Inbox[SocketEvent],
    resolver: Resolver,
    *,
    task_status: trio.TaskStatus[SocketService] = trio.TASK_STATUS_IGNORED,
) -> None:
    """Serve until `finish`; starts with the SocketService."""
    async with trio.open_nursery() as writing, trio.open_nursery() as watching:
        service = SocketService(inbox, watching, writing, resolver)
        try:
            task_status.started(service)
            await service.ending.wait()
        finally:
            service.finish()
        watching.cancel_scope.cancel()
