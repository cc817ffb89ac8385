"""The seam between a connection and what carries its bytes.

Rule: a connection sees `Transport` only. Reading waits; writing does not: `send_some` takes what fits now, so
that output leaves at the end of the turn without waking a task, and only a slow reader costs one.

`SocketTransport` is a task's own non-blocking socket over Trio's readiness, without a stream in between; that
is what the measured figures of the design are about. A closed descriptor's number may be given out again at
once, so Trio is told (`notify_closing`) before the close.
"""

from __future__ import annotations

import contextlib
import socket
from typing import Protocol

import trio

_WOULD_BLOCK = (BlockingIOError, InterruptedError)


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

    def send_some(self, data: bytes | bytearray | memoryview) -> int:
        """Send what fits now, without waiting; how many bytes that was. OSError when it broke."""

    async def wait_writable(self) -> None:
        """Wait until send_some() can send something."""

    def send_eof(self) -> None:
        """Tell the peer that no more will come; reading goes on."""

    def close(self) -> None:
        """Close at once; whoever waits is told with trio.ClosedResourceError. Later calls do nothing."""


class SocketTransport:
    """A connected TCP socket."""

    def __init__(self, sock: socket.socket) -> None:
        sock.setblocking(False)
        self._socket = sock
        self._peer = _numeric(sock.getpeername())
        self._local_port = _numeric(sock.getsockname())[1]

    @property
    def peer_address(self) -> tuple[str, int]:
        return self._peer

    @property
    def local_port(self) -> int:
        return self._local_port

    async def receive_some(self, limit: int) -> bytes:
        while True:
            await trio.lowlevel.wait_readable(self._socket)
            try:
                return self._socket.recv(limit)
            except _WOULD_BLOCK:
                continue

    def send_some(self, data: bytes | bytearray | memoryview) -> int:
        try:
            return self._socket.send(data)
        except _WOULD_BLOCK:
            return 0

    async def wait_writable(self) -> None:
        await trio.lowlevel.wait_writable(self._socket)

    def send_eof(self) -> None:
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_WR)

    def close(self) -> None:
        if self._socket.fileno() < 0:
            return
        trio.lowlevel.notify_closing(self._socket)
        self._socket.close()


def _numeric(address: object) -> tuple[str, int]:
    """Host and port of a socket address; an IPv6 scope is no part of the address that LPC sees."""
    if isinstance(address, tuple) and len(address) >= 2:
        return str(address[0]).partition("%")[0], int(address[1])
    return str(address or ""), 0
