"""The sockets of LPC, outside LPC: real sockets, non-blocking, each with its own tasks.

Rule: what LPC calls is answered at once, for no system call here waits; what takes time is posted into the inbox. A
connection that is under way has reserved its place in the inbox, so its outcome is told whatever happens, unless LPC
closed the socket before. connecting.py gets through to names, addresses.py knows the two families, tls.py encrypts,
programs.py starts what external_start() wants at the other end, endpoint.py is one socket.

The driver starts the service and gives `SocketService` to the world; after `finish` it ends when what LPC has written
is on its way.
"""

from __future__ import annotations

import contextlib
import errno
import logging
import socket
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final

import trio

from ...concurrency import Cancelled, Failed, Inbox, Operation, Operations, Outcome, Slot, Succeeded
from ...data import frozen
from ...protocols.frames import Frames
from ...runtime.outside.ports import socket as port
from ...runtime.outside.ports.socket import (
    Address,
    Attached,
    Certificate,
    Code,
    Kind,
    SocketConnected,
    SocketEvent,
    SocketLost,
    SocketResolved,
    Tls,
)
from .. import resolver as names
from ..resolver import Resolver
from . import addresses, connecting, programs, tls
from .addresses import address_of, family_of, new_socket
from .connecting import NotConnected
from .endpoint import Endpoint, Outgoing
from .tls import WANTS

log = logging.getLogger(__name__)

BACKLOG: Final = 128  # connections that wait for LPC to accept them
CONNECT_DEADLINE: Final = 60.0  # seconds, also for the handshake of TLS
PAUSE: Final = 1.0  # seconds after which a connection that was not accepted is offered again


@frozen
class Limits:
    """How much of the machine LPC's sockets may take: sockets, bytes kept for slow readers, bytes of a frame."""

    sockets: int = 1024
    kept: int = 16_000_000
    frame: int = 10_000


USUAL: Final = Limits()


class SocketService:
    """Carries the sockets of one world: its SocketPort. `watching` ends with the service, `writing` by itself."""

    def __init__(
        self,
        inbox: Inbox[SocketEvent],
        watching: trio.Nursery,
        writing: trio.Nursery,
        resolver: Resolver,
        limits: Limits,
    ) -> None:
        self.ending = trio.Event()
        self._inbox = inbox
        self._watching = watching
        self._writing = writing
        self._resolver = resolver
        self._limits = limits
        self._outgoing = Outgoing(limits.kept)
        self._contexts = tls.Contexts()
        self._attempts = Operations(watching)
        self._endpoints: dict[int, Endpoint] = {}
        self._reads = True

    def stop_reading(self) -> None:
        """The stop is decided: what has been told already is the last that LPC hears of connections that are there."""
        self._reads = False

    def finish(self) -> None:
        """Close everything, and end when what was written is sent."""
        for serial in list(self._endpoints):
            self.close(serial)
        self.ending.set()

    def open(self, serial: int, kind: Kind) -> Code:
        """Make a socket."""
        if len(self._endpoints) + self._outgoing.lingering >= self._limits.sockets:
            return port.NO_MORE_SOCKETS
        datagram = kind is Kind.DATAGRAM
        try:
            sock = new_socket(socket.AF_INET, socket.SOCK_DGRAM if datagram else socket.SOCK_STREAM)
        except OSError as error:
            return port.NO_MORE_SOCKETS if error.errno in (errno.EMFILE, errno.ENFILE) else port.NO_SOCKET
        self._enter(serial, sock, frames=kind is Kind.FRAMES)
        return port.SUCCESS

    def _enter(self, serial: int, sock: socket.socket, *, frames: bool) -> Endpoint:
        cut = Frames(self._limits.frame) if frames else None
        endpoint = Endpoint(serial, sock, self._inbox.post, self._watching, self._writing, self._outgoing, cut)
        self._endpoints[serial] = endpoint
        return endpoint

    def bind(self, serial: int, port_number: int, host: str) -> Code | Address:
        """Give it a port at a numeric address."""
        endpoint = self._endpoints[serial]
        try:
            self._turn_to(endpoint, host)
            addresses.bind(endpoint.sock, host, port_number)
        except OSError as error:
            return port.ADDRESS_IN_USE if error.errno == errno.EADDRINUSE else port.BIND_FAILED
        endpoint.is_bound = True
        if endpoint.sock.type == socket.SOCK_DGRAM:
            endpoint.receive_datagrams()
        return address_of(endpoint.sock.getsockname())

    def _turn_to(self, endpoint: Endpoint, host: str) -> None:
        """Let a socket that has no port yet be one of the family of that address."""
        if family_of(host) is not endpoint.sock.family and not endpoint.is_bound and not endpoint.receives:
            endpoint.replace(new_socket(family_of(host), endpoint.sock.type))

    def listen(self, serial: int, certificate: Certificate | None = None) -> Code:
        """Wait for connections, which are encrypted when there is a certificate."""
        endpoint = self._endpoints[serial]
        try:
            if certificate is not None:
                endpoint.context = tls.to_accept(certificate)
            endpoint.sock.listen(BACKLOG)
        except OSError as error:
            if certificate is not None and error.errno != errno.EADDRINUSE:
                log.warning("cannot listen with the certificate %s: %s", certificate.chain, error)
            return port.ADDRESS_IN_USE if error.errno == errno.EADDRINUSE else port.LISTEN_FAILED
        endpoint.receive_connections()
        return port.SUCCESS

    def accept(self, serial: int, new_serial: int) -> Code | Address:
        """Take the next connection."""
        listening = self._endpoints[serial]
        try:
            sock, peer = listening.sock.accept()
        except WANTS:
            listening.resume()
            return port.WOULD_BLOCK
        except OSError:
            # perhaps there are no descriptors left: the same connection would be offered again at once
            listening.run(partial(_resume_later, listening))
            return port.ACCEPT_FAILED
        listening.resume()
        sock.setblocking(False)
        endpoint = self._enter(new_serial, sock, frames=listening.has_frames)
        if listening.context is None:
            self._begin_transfer(endpoint)
        elif not self._encrypt_accepted(endpoint, partial(endpoint.encrypt, listening.context, None)):
            self.close(new_serial)
            return port.ACCEPT_FAILED
        return address_of(peer)

    def _encrypt_accepted(self, endpoint: Endpoint, shake_hands: Callable[[], Awaitable[None]]) -> bool:
        try:
            slot = self._inbox.reserve()
        except trio.WouldBlock:
            return False
        self._attempt(endpoint, slot, shake_hands, CONNECT_DEADLINE)
        return True

    def connect(self, serial: int, address: Address, how: Tls | None = None) -> Code:
        """Connect to a numeric address."""
        endpoint = self._endpoints[serial]
        try:
            self._turn_to(endpoint, address.host)
            slot = self._inbox.reserve()
        except (OSError, trio.WouldBlock):
            return port.NO_SOCKET
        try:
            connecting.begin(endpoint.sock, address.host, address.port)
        except OSError as error:
            slot.release()
            return port.ADDRESS_IN_USE if error.errno == errno.EADDRINUSE else connecting.code_of(error)

        async def attempt() -> None:
            await connecting.finish(endpoint.sock)
            await self._encrypt(endpoint, how, address.host)

        self._attempt(endpoint, slot, attempt, CONNECT_DEADLINE)
        return port.SUCCESS

    def connect_by_name(self, serial: int, name: str, port_number: int, how: Tls | None = None) -> Code:
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
            candidates = connecting.interleaved(answer)
            await self._inbox.post(SocketResolved(serial, candidates[0], port_number))
            await _connect_to_any(endpoint, candidates, port_number)
            await self._encrypt(endpoint, how, name)

        self._attempt(endpoint, slot, attempt, names.DEADLINE + CONNECT_DEADLINE)
        return port.SUCCESS

    async def _encrypt(self, endpoint: Endpoint, how: Tls | None, host: str) -> None:
        if how is not None:
            context = await self._contexts.to_connect(how.verify)
            await endpoint.encrypt(context, tls.name_to_check(how, host))

    def attach(self, serial: int, program: Attached) -> Code:
        """Start a program at the other end of a new socket."""
        if len(self._endpoints) + self._outgoing.lingering >= self._limits.sockets:
            return port.NO_MORE_SOCKETS
        try:
            ours, theirs = programs.pair()
        except OSError as error:
            log.warning("%s cannot be started: %s", program.command, error.strerror or error)
            return port.NO_SOCKET
        endpoint = self._enter(serial, ours, frames=False)
        self._writing.start_soon(programs.run, program, theirs, endpoint.gone)
        endpoint.receive()
        return port.SUCCESS

    def send(self, serial: int, data: bytes) -> Code:
        """Send all of it, or keep the rest."""
        return self._endpoints[serial].send(data)

    def send_to(self, serial: int, data: bytes, address: Address) -> Code:
        """Send one datagram; the system gives a socket without a port one, to which answers come."""
        endpoint = self._endpoints[serial]
        try:
            self._turn_to(endpoint, address.host)
            endpoint.sock.sendto(data, addresses.target(endpoint.sock, address.host, address.port))
        except OSError:
            return port.SEND_TO_FAILED
        endpoint.receive_datagrams()
        return port.SUCCESS

    def resume(self, serial: int) -> None:
        """What came last was handled."""
        if serial not in self._endpoints or not self._reads:
            return
        endpoint = self._endpoints[serial]
        if not endpoint.listens:
            endpoint.resume()
        elif not endpoint.is_resumed:
            # nobody has accepted; perhaps somebody does so later
            endpoint.run(partial(_resume_later, endpoint))

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
            return address_of(endpoint.sock.getpeername())

        def deliver(outcome: Outcome[Address]) -> None:
            if endpoint.closed or isinstance(outcome, Cancelled):
                slot.release()
            elif isinstance(outcome, Succeeded):
                self._begin_transfer(endpoint)
                slot.post(SocketConnected(endpoint.serial, outcome.value.host, outcome.value.port))
            else:
                error = outcome.error if isinstance(outcome, Failed) else None
                slot.post(SocketLost(endpoint.serial, _code_of(error), "" if error is None else tls.reason(error)))

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


async def _connect_to_any(endpoint: Endpoint, candidates: list[str], number: int) -> None:
    """Connect to the first address that answers; a socket that was bound can only try one of its own family."""
    if not endpoint.is_bound:
        endpoint.replace(await connecting.race(candidates, number))
        return
    own = [one for one in candidates if family_of(one) is endpoint.sock.family]
    if not own:
        raise NotConnected(port.CONNECT_FAILED)
    connecting.begin(endpoint.sock, own[0], number)
    await connecting.finish(endpoint.sock)


def _code_of(error: Exception | None) -> Code:
    """Why a connection did not come about; None: it took too long."""
    if isinstance(error, NotConnected):
        return error.code
    return connecting.code_of(error) if isinstance(error, OSError) else port.CONNECT_FAILED


async def serve(
    inbox: Inbox[SocketEvent],
    resolver: Resolver,
    limits: Limits = USUAL,
    *,
    task_status: trio.TaskStatus[SocketService] = trio.TASK_STATUS_IGNORED,
) -> None:
    """Serve until `finish`; starts with the SocketService."""
    async with trio.open_nursery() as writing, trio.open_nursery() as watching:
        service = SocketService(inbox, watching, writing, resolver, limits)
        try:
            task_status.started(service)
            await service.ending.wait()
        finally:
            service.finish()
        watching.cancel_scope.cancel()
