"""The seam between a connection and what carries its bytes.

Rule: a connection sees `Transport` only. Reading waits; writing does not: `send_some` takes what fits now, so
that output leaves at the end of the turn without waking a task, and only a slow reader costs one. TLS and WebSocket
are transports over a transport (`Layer`), so that whatever reads lines or speaks telnet knows nothing of them.

`SocketTransport` is a non-blocking socket over Trio's readiness, without a stream in between; that is what the
measured figures of the design are about. With a reactor it has no task of its own that reads. A closed descriptor's
number may be given out again at once, so Trio (`notify_closing`) and the reactor are told before the close.
"""

from __future__ import annotations

import contextlib
import socket
from typing import Protocol

import trio

from .reactor import WOULD_BLOCK, Reactor, Take

# what a peer that does not read can make a layer keep for it, besides the output of the mudlib
MAX_ANSWERS = 64 * 1024


class PeerMisbehaved(OSError):
    """The peer broke the rules of a layer; the text says how."""


class Transport(Protocol):
    """A two-way stream of bytes to one peer."""

    @property
    def peer_address(self) -> tuple[str, int]:
        """Numeric address and port of the peer."""

    @property
    def local_port(self) -> int:
        """The port number at our end."""

    async def receive_some(self, limit: int) -> bytes:
        """Wait for bytes, at most `limit`; b"" at the end. OSError or a closed resource when it broke."""

    async def receive_each(self, limit: int, take: Take) -> None:
        """Hand over what comes, as receive_some() would return it, until `take` returns False."""

    def send_some(self, data: bytes | bytearray | memoryview) -> int:
        """Send what fits now, without waiting; how many bytes that was. OSError when it broke.

        When nothing fits it is 0 or a BlockingIOError; whoever does not mind which calls send().
        What was not taken has to be offered again before anything else, perhaps with more behind it.
        """

    async def wait_writable(self) -> None:
        """Wait until send_some() can send something."""

    def send_eof(self) -> None:
        """Tell the peer that no more will come; reading goes on."""

    def close(self) -> None:
        """Close at once; whoever waits is told with trio.ClosedResourceError. Later calls do nothing."""


def send(transport: Transport, data: bytes | bytearray | memoryview) -> int:
    """Send what fits now; 0 when nothing does. OSError when it broke."""
    try:
        return transport.send_some(data)
    except WOULD_BLOCK:
        return 0


class SocketTransport:
    """A connected TCP socket."""

    def __init__(self, sock: socket.socket, reactor: Reactor | None = None) -> None:
        sock.setblocking(False)
        self.peer_address = _numeric(sock.getpeername())
        """Who is at the other end; set by whoever knows better, when a trusted proxy stands between."""
        self._socket = sock
        self.send_some = sock.send
        self._reactor = reactor
        self._local_port = _numeric(sock.getsockname())[1]
        self._ahead = b""

    @property
    def local_port(self) -> int:
        return self._local_port

    def unread(self, data: bytes) -> None:
        """Give back what was read and is for somebody else; it is the next that receive_some() returns."""
        self._ahead = data + self._ahead

    async def receive_some(self, limit: int) -> bytes:
        if self._ahead:
            await trio.lowlevel.checkpoint()
            ahead, self._ahead = self._ahead[:limit], self._ahead[limit:]
            return ahead
        while True:
            await trio.lowlevel.wait_readable(self._socket)
            try:
                return self._socket.recv(limit)
            except WOULD_BLOCK:
                continue

    async def receive_each(self, limit: int, take: Take) -> None:
        while self._ahead or self._reactor is None:
            if not take(await self.receive_some(limit)):
                return
        await self._reactor.attend(self._socket, limit, take)

    async def wait_writable(self) -> None:
        await trio.lowlevel.wait_writable(self._socket)

    def send_eof(self) -> None:
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_WR)

    def close(self) -> None:
        if self._socket.fileno() < 0:
            return
        trio.lowlevel.notify_closing(self._socket)
        if self._reactor is not None:
            self._reactor.forget(self._socket)
        self._socket.close()


class Layer:
    """A transport over a transport: it turns what is sent into other bytes, and back what is received.

    A part that was turned counts as sent when the last byte of it has left, so that `send_some` tells the truth about
    what is still pending; until then it is offered again by the caller, and ignored.
    """

    part = 16 * 1024
    """Bytes that are turned at once."""

    def __init__(self, below: Transport) -> None:
        self._below = below
        self._output = bytearray()
        self._turned = 0

    @property
    def peer_address(self) -> tuple[str, int]:
        return self._below.peer_address

    @property
    def local_port(self) -> int:
        return self._below.local_port

    async def receive_some(self, limit: int) -> bytes:
        """As every transport has it."""
        raise NotImplementedError

    async def receive_each(self, limit: int, take: Take) -> None:
        while take(await self.receive_some(limit)):
            pass

    def turn(self, data: bytes) -> bytes:
        """What is to be sent below for `data`."""
        raise NotImplementedError

    def send_some(self, data: bytes | bytearray | memoryview) -> int:
        sent = 0
        while self._turned or sent < len(data):
            if not self._turned:
                part = bytes(data[sent : sent + self.part])
                self._output += self.turn(part)
                self._turned = len(part)
            if not self._flush():
                break
            sent, self._turned = sent + self._turned, 0
        return sent

    def answer(self, data: bytes) -> None:
        """Send bytes below that are no output of the mudlib."""
        self._output += data
        if not self._flush() and len(self._output) > MAX_ANSWERS and not self._turned:
            raise PeerMisbehaved("it does not read what it has asked for")

    def _flush(self) -> bool:
        """Send below what fits; whether that was everything."""
        while self._output:
            sent = send(self._below, self._output)
            if not sent:
                return False
            del self._output[:sent]
        return True

    async def wait_writable(self) -> None:
        await self._below.wait_writable()

    def close(self) -> None:
        self._below.close()


def _numeric(address: object) -> tuple[str, int]:
    """Host and port of a socket address; an IPv6 scope is no part of the address that LPC sees."""
    if isinstance(address, tuple) and len(address) >= 2:
        return str(address[0]).partition("%")[0], int(address[1])
    return str(address or ""), 0
