"""A user whose other end is a test: a Connection that keeps what is written and sends what it is told to.

Rule: like every shell it posts one Connected, any number of Received and one Disconnected, in that order. Text is
str here, UTF-8 on the wire.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import trio

from neolith_trio.protocols.events import (
    BytesReceived,
    CharacterReceived,
    Event,
    InputEnded,
    LineReceived,
)
from neolith_trio.protocols.ports import Connected, Disconnected, Kind, Port, Reason, Received
from neolith_trio.protocols.signals import Signal

PATIENCE = 30.0


class ScriptedUser:
    """One connection. Made by Mud.connect()."""

    def __init__(self, port: Port, kind: Kind, local_port: int, *, reconnects: bool = False) -> None:
        self.kind = kind
        self.peer_address = "127.0.0.1"
        self.peer_port = 0 if kind is Kind.CONSOLE else 50_000
        self.local_port = local_port
        self.reconnects = reconnects
        self.pending_bytes = 0
        self.closed = False
        self.echo = True
        self.single_character = False
        self.receiving = True
        self.written = bytearray()
        """Everything that the driver has written to this user."""
        self.signals: list[Signal] = []
        """What it has said to his client beside the text."""
        self._port = port
        self._seen = 0
        self._changed = trio.Event()

    # -- for the test ----------------------------------------------------------------------------------------

    async def arrive(self) -> None:
        """Connect."""
        await self._port.post(Connected(self))

    async def send(self, event: Event) -> None:
        """Let anything happen on the connection."""
        await self._port.post(Received(self, event))

    async def type(self, *lines: str) -> None:
        """Type lines."""
        for line in lines:
            await self.send(LineReceived(line.encode()))

    async def press(self, *keys: str) -> None:
        """Press keys, in single character mode."""
        for key in keys:
            await self.send(CharacterReceived(key.encode()))

    async def send_bytes(self, data: bytes) -> None:
        """A chunk on a binary port."""
        await self.send(BytesReceived(data))

    async def end_input(self) -> None:
        """The script of a console is at its end."""
        await self.send(InputEnded())

    async def hang_up(self, reason: Reason = Reason.CLOSED_BY_PEER) -> None:
        """Go away."""
        self.closed = True
        self._wake()
        await self._port.post(Disconnected(self, reason))

    @property
    def screen(self) -> str:
        """Everything written so far, as text."""
        return self.written.decode("utf-8", "replace")

    async def until(self, text: str) -> str:
        """Wait until `text` is written after what earlier calls have waited for; what came up to its end.

        Raises trio.TooSlowError after PATIENCE seconds, with a note of what is on the screen instead.
        """
        wanted = text.encode()
        with self._patience(repr(text)):
            while (found := self.written.find(wanted, self._seen)) < 0:
                if self.closed:
                    raise AssertionError(f"the connection has ended without {text!r}; on the screen is: {self.screen}")
                await self._changed.wait()
        end = found + len(wanted)
        came = self.written[self._seen : end].decode("utf-8", "replace")
        self._seen = end
        return came

    async def until_closed(self) -> str:
        """Wait until the driver closes the connection; what came since the last call of until()."""
        with self._patience("the end of the connection"):
            while not self.closed:
                await self._changed.wait()
        return self.written[self._seen :].decode("utf-8", "replace")

    @contextmanager
    def _patience(self, wanted: str) -> Iterator[None]:
        """A limit to a wait, which says what was there instead."""
        try:
            with trio.fail_after(PATIENCE):
                yield
        except trio.TooSlowError as late:
            late.add_note(f"{wanted} did not come within {PATIENCE:g} seconds; on the screen is: {self.screen}")
            raise

    # -- for the driver --------------------------------------------------------------------------------------

    def write(self, data: bytes) -> None:
        if not self.closed:
            self.written += data
            self._wake()

    def transmit(self, parts: Sequence[bytes | Signal]) -> None:
        self.signals += [part for part in parts if not isinstance(part, bytes)]
        self.write(b"".join(part for part in parts if isinstance(part, bytes)))

    def set_echo(self, on: bool) -> None:
        self.echo = on
        self._wake()

    def set_single_character(self, on: bool) -> None:
        self.single_character = on
        self._wake()

    def set_receiving(self, on: bool) -> None:
        self.receiving = on
        self._wake()

    def close(self) -> None:
        self.closed = True
        self._wake()

    async def drained(self) -> None:
        await trio.lowlevel.checkpoint()

    def _wake(self) -> None:
        self._changed.set()
        self._changed = trio.Event()
