"""A test player: a connection of the mud whose other end is a program that types lines and reads what comes back.

Rule: to the backend it is a telnet connection like any other; it posts one Connected, its lines, and one Disconnected.
What it has seen is text without the codes of a terminal.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

import trio

from ..protocols.events import LineReceived
from ..protocols.ports import Connected, Disconnected, Kind, Port, Reason, Received
from ..protocols.signals import Signal

QUIET: Final = 0.05
"""Seconds without output after which a mud has said what it had to say."""
MOST_BYTES: Final = 1_000_000
"""What is kept of output that nobody has read."""
_CODES: Final = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[@-_]|[\x00-\x08\x0b-\x1f\x7f]")


class TestPlayer:
    """One of them, a Connection (protocols.ports)."""

    __test__ = False  # for pytest, which looks for classes of that name

    def __init__(self, port: Port, local_port: int) -> None:
        self.kind = Kind.TELNET
        self.peer_address = "127.0.0.1"
        self.peer_port = 50_000
        self.local_port = local_port
        self.reconnects = False
        self.pending_bytes = 0
        self.closed = False
        self._port = port
        self._written = bytearray()
        self._changed = trio.Event()

    # -- for the program -------------------------------------------------------------------------------------

    async def arrive(self) -> None:
        """Connect."""
        await self._port.post(Connected(self))

    async def type(self, line: str) -> None:
        """Type a line."""
        await self._port.post(Received(self, LineReceived(line.encode("utf-8", "surrogateescape"))))

    async def leave(self) -> None:
        """Go away."""
        if not self.closed:
            self.closed = True
            await self._port.post(Disconnected(self, Reason.CLOSED_BY_PEER))

    async def settle(self, turn: Callable[[], Awaitable[object]], longest: float) -> None:
        """Wait until a turn has passed and nothing more comes, `longest` seconds from now at most."""
        await turn()
        with trio.move_on_after(longest):
            while not self.closed:
                with trio.move_on_after(QUIET) as quiet:
                    await self._changed.wait()
                if quiet.cancelled_caught:
                    return

    def seen(self) -> str:
        """What was written since the last time."""
        text, self._written = bytes(self._written), bytearray()
        return _CODES.sub("", text.decode("utf-8", "replace"))

    # -- for the driver --------------------------------------------------------------------------------------

    def write(self, data: bytes) -> None:
        if not self.closed:
            self._written += data
            del self._written[: max(0, len(self._written) - MOST_BYTES)]
            self._wake()

    def transmit(self, parts: Sequence[bytes | Signal]) -> None:
        self.write(b"".join(part for part in parts if isinstance(part, bytes)))

    def set_echo(self, on: bool) -> None:
        pass

    def set_single_character(self, on: bool) -> None:
        pass

    def set_receiving(self, on: bool) -> None:
        pass

    def close(self) -> None:
        self.closed = True
        self._wake()

    async def drained(self) -> None:
        await trio.lowlevel.checkpoint()

    def _wake(self) -> None:
        self._changed.set()
        self._changed = trio.Event()
