"""One socket of LPC outside LPC: the system's socket, and the tasks that wait for it.

Rule: it posts at most one event of what comes in that the world has not handled yet, so nobody who sends can fill the
driver; what it keeps of our own output is the rest of one message. Closed, it posts nothing more, but still sends what
it keeps, for LINGER seconds at most. For services.sockets.
"""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Awaitable, Callable
from typing import Final

import trio

from ...runtime import socket_port as port
from ...runtime.socket_port import Code, ConnectionOffered, DatagramReceived, DataReceived, OutputSent, SocketLost

CHUNK: Final = 16_384  # bytes that one read callback gets at most
DATAGRAM: Final = 65_536  # larger than any datagram
LINGER: Final = 30.0
WOULD_BLOCK: Final = (BlockingIOError, InterruptedError)

Post = Callable[[port.SocketEvent], Awaitable[None]]


class Endpoint:
    """One socket. `sock` becomes another one when connecting needs one of another family."""

    def __init__(
        self, serial: int, sock: socket.socket, post: Post, watching: trio.Nursery, writing: trio.Nursery
    ) -> None:
        self.serial = serial
        self.sock = sock
        self.is_bound = False
        self.receives = False
        self.closed = False
        self._post = post
        self._watching = watching
        self._writing = writing
        self._scopes: set[trio.CancelScope] = set()
        self._resumed = trio.Event()
        self._kept = memoryview(b"")
        self._sent: trio.Event | None = None  # while something is kept

    def run(self, task: Callable[[], Awaitable[None]]) -> None:
        """Run a task that ends with this socket."""
        self._watching.start_soon(self._run, task)

    async def _run(self, task: Callable[[], Awaitable[None]]) -> None:
        with trio.CancelScope() as scope, contextlib.suppress(trio.ClosedResourceError):
            self._scopes.add(scope)
            try:
                if not self.closed:
                    await task()
            finally:
                self._scopes.discard(scope)

    # -- receiving --------------------------------------------------------------------------------------------

    def receive(self) -> None:
        """From now on, tell of what comes on the connection."""
        self.run(self._read_stream)

    def receive_datagrams(self) -> None:
        """From now on, tell of every datagram."""
        if not self.receives:
            self.receives = True
            self.run(self._read_datagrams)

    def receive_connections(self) -> None:
        """From now on, tell of who wants to connect."""
        self.run(self._watch_connections)

    def resume(self) -> None:
        """The last event was handled."""
        self._resumed.set()

    async def _tell(self, event: port.SocketEvent) -> None:
        """Post an event, and wait until it was handled."""
        self._resumed = trio.Event()
        await self._post(event)
        await self._resumed.wait()

    async def _read_stream(self) -> None:
        while not self.closed:
            await trio.lowlevel.wait_readable(self.sock)
            try:
                data = self.sock.recv(CHUNK)
            except WOULD_BLOCK:
                continue
            except OSError:
                break
            if not data:
                break
            await self._tell(DataReceived(self.serial, data))
        if not self.closed:
            await self._post(SocketLost(self.serial))

    async def _read_datagrams(self) -> None:
        while not self.closed:
            await trio.lowlevel.wait_readable(self.sock)
            try:
                data, sender = self.sock.recvfrom(DATAGRAM)
            except OSError:
                # nothing there, or an earlier datagram could not be delivered, which is no fault of this socket
                continue
            await self._tell(DatagramReceived(self.serial, data, sender[0], sender[1]))

    async def _watch_connections(self) -> None:
        while not self.closed:
            await trio.lowlevel.wait_readable(self.sock)
            await self._tell(ConnectionOffered(self.serial))

    # -- sending ----------------------------------------------------------------------------------------------

    def send(self, data: bytes) -> Code:
        """Send what the system takes, keep the rest."""
        try:
            sent = self.sock.send(data) if data else 0
        except WOULD_BLOCK:
            sent = 0
        except OSError:
            return port.SEND_FAILED
        if sent == len(data):
            return port.SUCCESS
        self._kept = memoryview(data)[sent:]
        self._sent = trio.Event()
        self._writing.start_soon(self._flush, self._sent)
        return port.WAIT_FOR_CALLBACK

    async def _flush(self, sent: trio.Event) -> None:
        """Send what is kept. When the peer is gone, whoever receives hears of it."""
        try:
            while self._kept:
                await trio.lowlevel.wait_writable(self.sock)
                with contextlib.suppress(*WOULD_BLOCK):
                    count = self.sock.send(self._kept)
                    self._kept = self._kept[count:]
        except (OSError, trio.ClosedResourceError):
            self._kept = memoryview(b"")
            return
        finally:
            self._sent = None
            sent.set()
        self.run(self._tell_room)

    async def _tell_room(self) -> None:
        await self._post(OutputSent(self.serial))

    # -- the end ----------------------------------------------------------------------------------------------

    def replace(self, sock: socket.socket) -> None:
        """Go on with another socket."""
        self.shut()
        self.sock = sock

    def close(self) -> None:
        """Tell nothing more, and close when what is kept is sent."""
        if self.closed:
            return
        self.closed = True
        for scope in self._scopes:
            scope.cancel()
        if self._sent is None:
            self.shut()
        else:
            self._writing.start_soon(self._linger, self._sent)

    async def _linger(self, sent: trio.Event) -> None:
        try:
            with trio.move_on_after(LINGER):
                await sent.wait()
        finally:
            self.shut()

    def shut(self) -> None:
        """Close the system's socket now."""
        if self.sock.fileno() >= 0:
            trio.lowlevel.notify_closing(self.sock)
            self.sock.close()
