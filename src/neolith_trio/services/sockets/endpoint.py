"""One socket of LPC outside LPC: the system's socket, and the tasks that wait for it.

Rule: it posts at most one event of what comes in that the world has not handled yet, and a frame is an event of its
own, so nobody who sends can fill the driver or take more than his turn. What it keeps of our own output is the rest of
one message, and all endpoints together keep no more than `Outgoing` allows. Closed, it posts nothing more, but still
sends what it keeps, for LINGER seconds at most. For services.sockets.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterator
from typing import Final

import trio

from ...data import define
from ...protocols.frames import FrameRefused, Frames
from ...runtime.outside.ports import socket as port
from ...runtime.outside.ports.socket import (
    Code,
    ConnectionOffered,
    DatagramReceived,
    DataReceived,
    OutputSent,
    SocketLost,
)
from . import tls
from .addresses import address_of
from .tls import WANTS

CHUNK: Final = 16_384  # bytes that one read callback gets at most; a record of TLS has no more either
DATAGRAM: Final = 65_536  # larger than any datagram
LINGER: Final = 30.0
OVERHEAR: Final = 2.0  # seconds for which a closed socket still reads, and bytes that it reads
OVERHEARD: Final = 1_000_000

Post = Callable[[port.SocketEvent], Awaitable[None]]


@define
class Outgoing:
    """What all endpoints keep for peers that do not read, and how many of them are closed and only do that."""

    limit: int
    kept: int = 0
    lingering: int = 0


class Endpoint:
    """One socket. `sock` becomes another one when connecting needs one of another family, or is encrypted."""

    def __init__(
        self,
        serial: int,
        sock: socket.socket,
        post: Post,
        watching: trio.Nursery,
        writing: trio.Nursery,
        outgoing: Outgoing,
        frames: Frames | None = None,
    ) -> None:
        self.serial = serial
        self.sock = sock
        self.is_bound = False
        self.receives = False
        self.listens = False
        self.closed = False
        self.gone = trio.Event()
        """Set when the system's socket is closed."""
        self.context: ssl.SSLContext | None = None
        """Who we are to those who are accepted; None: they are not encrypted."""
        self._post = post
        self._watching = watching
        self._writing = writing
        self._outgoing = outgoing
        self._frames = frames
        self._scopes: set[trio.CancelScope] = set()
        self._resumed = trio.Event()
        self._kept = memoryview(b"")
        self._sent: trio.Event | None = None  # while something is kept

    @property
    def has_frames(self) -> bool:
        """Does what comes consist of frames?"""
        return self._frames is not None

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
        self.listens = True
        self.run(self._watch_connections)

    def resume(self) -> None:
        """The last event was handled."""
        self._resumed.set()

    @property
    def is_resumed(self) -> bool:
        """Whether the next event may come."""
        return self._resumed.is_set()

    async def _tell(self, event: port.SocketEvent) -> None:
        """Post an event, and wait until it was handled."""
        self._resumed = trio.Event()
        await self._post(event)
        await self._resumed.wait()

    async def _read_stream(self) -> None:
        why = ""
        while not self.closed:
            try:
                data = self.sock.recv(CHUNK)
            except WANTS as want:
                await tls.wait(self.sock, want, reading=True)
                continue
            except OSError:
                break
            if not data:
                break
            try:
                for piece in self._pieces(data):
                    await self._tell(DataReceived(self.serial, piece))
            except FrameRefused as wrong:
                why = str(wrong)
                break
        if not self.closed:
            await self._post(SocketLost(self.serial, 0, why))

    def _pieces(self, data: bytes) -> Iterator[bytes]:
        """What is told of at a time."""
        return iter((data,)) if self._frames is None else self._frames.feed(data)

    async def _read_datagrams(self) -> None:
        while not self.closed:
            await trio.lowlevel.wait_readable(self.sock)
            try:
                data, sender = self.sock.recvfrom(DATAGRAM)
            except OSError:
                # nothing there, or an earlier datagram could not be delivered, which is no fault of this socket
                continue
            peer = address_of(sender)
            await self._tell(DatagramReceived(self.serial, data, peer.host, peer.port))

    async def _watch_connections(self) -> None:
        while not self.closed:
            await trio.lowlevel.wait_readable(self.sock)
            await self._tell(ConnectionOffered(self.serial))

    # -- sending ----------------------------------------------------------------------------------------------

    def send(self, data: bytes) -> Code:
        """Send what the system takes, keep the rest. Nothing is sent of what there would be no room to keep."""
        if self._sent is not None:
            return port.ALREADY
        if self._outgoing.kept + len(data) > self._outgoing.limit:
            return port.WOULD_BLOCK
        self._keep(memoryview(data))
        try:
            self._push()
        except WANTS as want:
            self._sent = trio.Event()
            self._writing.start_soon(self._flush, self._sent, want)
            return port.WAIT_FOR_CALLBACK
        except OSError:
            self._keep(memoryview(b""))
            return port.SEND_FAILED
        return port.SUCCESS

    def _keep(self, rest: memoryview) -> None:
        self._outgoing.kept += len(rest) - len(self._kept)
        self._kept = rest

    def _push(self) -> None:
        """Send from what is kept, until nothing is left or one of WANTS is raised."""
        while self._kept:
            # TLS wants the same piece again when it could not send it
            self._keep(self._kept[self.sock.send(self._kept[:CHUNK] if self._is_encrypted else self._kept) :])

    @property
    def _is_encrypted(self) -> bool:
        return isinstance(self.sock, ssl.SSLSocket)

    async def _flush(self, sent: trio.Event, want: BaseException) -> None:
        """Send what is kept. When the peer is gone, whoever receives hears of it."""
        try:
            while self._kept:
                await tls.wait(self.sock, want, reading=False)
                try:
                    self._push()
                except WANTS as again:
                    want = again
        except (OSError, trio.ClosedResourceError):
            return
        finally:
            self._keep(memoryview(b""))
            self._sent = None
            sent.set()
        if not self.closed:
            self.run(self._tell_room)

    async def _tell_room(self) -> None:
        await self._post(OutputSent(self.serial))

    # -- the end ----------------------------------------------------------------------------------------------

    def replace(self, sock: socket.socket) -> None:
        """Go on with another socket."""
        self.shut()
        self.sock = sock

    async def encrypt(self, context: ssl.SSLContext, name: str | None) -> None:
        """Speak TLS from now on; OSError when nothing comes of it."""
        # the descriptor stays the same; the old object has none any more
        self.sock = encrypted = tls.encrypted(self.sock, context, name)
        await tls.shake_hands(encrypted)

    def close(self) -> None:
        """Tell nothing more, and close when what is kept is sent."""
        if self.closed:
            return
        self.closed = True
        for scope in self._scopes:
            scope.cancel()
        if self._sent is None and not self._has_unread():
            tls.say_good_bye(self.sock)
            self.shut()
        else:
            self._outgoing.lingering += 1
            self._writing.start_soon(self._linger, self._sent)

    def _has_unread(self) -> bool:
        """Whether the peer has sent what nobody will read: closed now, the system would throw away our last words."""
        if self.sock.type != socket.SOCK_STREAM:
            return False
        try:
            # past the decryption, which does not peek
            return bool(socket.socket.recv(self.sock, 1, socket.MSG_PEEK))
        except OSError:
            return False

    async def _linger(self, sent: trio.Event | None) -> None:
        try:
            if sent is not None:
                with trio.move_on_after(LINGER):
                    await sent.wait()
            tls.say_good_bye(self.sock)
            with trio.move_on_after(OVERHEAR), contextlib.suppress(OSError, trio.ClosedResourceError):
                self.sock.shutdown(socket.SHUT_WR)
                await self._overhear()
        finally:
            self._outgoing.lingering -= 1
            self.shut()

    async def _overhear(self) -> None:
        """Read what nobody wants until the peer has read our last words and closes; one who goes on talking is cut."""
        left = OVERHEARD
        while left > 0:
            await trio.lowlevel.wait_readable(self.sock)
            unwanted = socket.socket.recv(self.sock, CHUNK)
            if not unwanted:
                return
            left -= len(unwanted)

    def shut(self) -> None:
        """Close the system's socket now."""
        if self.sock.fileno() >= 0:
            trio.lowlevel.notify_closing(self.sock)
            self.sock.close()
        if self.closed:
            self.gone.set()
