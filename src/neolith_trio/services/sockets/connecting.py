"""Getting through to somebody who has several addresses (RFC 8305, "happy eyeballs").

Rule: addresses of both families take turns, the next one is tried when the one before has failed or has taken longer
than DELAY, and the first that gets through wins; all other sockets are closed. For services.sockets.
"""

from __future__ import annotations

import socket
from collections.abc import Sequence
from itertools import chain, zip_longest
from typing import Final

import trio

from ...runtime.outside.ports import socket as port
from ...runtime.outside.ports.socket import Code
from .addresses import family_of, new_socket, target

DELAY: Final = 0.25
_IN_PROGRESS: Final = (BlockingIOError, InterruptedError)


class NotConnected(Exception):
    """Nobody answered; `code` is what LPC hears."""

    def __init__(self, code: Code) -> None:
        super().__init__(code)
        self.code = code


def code_of(error: OSError) -> Code:
    """Why a connection did not come about."""
    return port.REFUSED if isinstance(error, ConnectionRefusedError) else port.CONNECT_FAILED


def interleaved(addresses: Sequence[str]) -> list[str]:
    """The families in turn, the one that the system puts first first."""
    first = family_of(addresses[0])
    same = [one for one in addresses if family_of(one) is first]
    other = [one for one in addresses if family_of(one) is not first]
    return [one for one in chain.from_iterable(zip_longest(same, other)) if one is not None]


async def race(addresses: Sequence[str], number: int) -> socket.socket:
    """A socket that is connected to one of the addresses, which are tried in that order."""
    won: list[socket.socket] = []
    codes: list[Code] = []

    async def attempt(host: str, failed: trio.Event, nursery: trio.Nursery) -> None:
        try:
            sock = await _connected(host, number)
        except OSError as error:
            codes.append(code_of(error))
            failed.set()
            return
        if won:
            sock.close()
        else:
            won.append(sock)
            nursery.cancel_scope.cancel()

    try:
        async with trio.open_nursery() as nursery:
            for host in addresses:
                failed = trio.Event()
                nursery.start_soon(attempt, host, failed, nursery)
                with trio.move_on_after(DELAY):
                    await failed.wait()
    except trio.Cancelled:
        for sock in won:
            sock.close()
        raise
    if not won:
        raise NotConnected(port.REFUSED if port.REFUSED in codes else port.CONNECT_FAILED)
    return won[0]


async def _connected(host: str, number: int) -> socket.socket:
    sock = new_socket(family_of(host))
    try:
        begin(sock, host, number)
        await finish(sock)
    except (OSError, trio.Cancelled):
        sock.close()
        raise
    return sock


def begin(sock: socket.socket, host: str, number: int) -> None:
    """Begin to connect; OSError when it has failed already."""
    try:
        sock.connect(target(sock, host, number))
    except _IN_PROGRESS:
        return


async def finish(sock: socket.socket) -> None:
    """Wait until it has worked; OSError when it has not."""
    await trio.lowlevel.wait_writable(sock)
    code = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    if code != 0:
        raise OSError(code, "connect")
