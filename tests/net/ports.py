"""Stand-ins for both neighbours of a network shell: the backend's inbox and the socket."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import trio

from neolith_trio.net.reactor import Take
from neolith_trio.protocols.events import Event, InputEnded, LineReceived
from neolith_trio.protocols.ports import Connected, Connection, Disconnected, Kind, Received, Typed

PortEvent = Connected | Received | Disconnected


class ListPort:
    """An inbox that keeps everything, and can be full; a peer that has said all is let go at once, unless `keeps`."""

    def __init__(self) -> None:
        self.events: list[PortEvent] = []
        self.on_event: Callable[[PortEvent], None] | None = None
        self.keeps = False
        self._changed = trio.Event()
        self.room = trio.Event()
        self.room.set()

    async def post(self, event: PortEvent, /) -> None:
        await self.room.wait()
        self.post_nowait(event)
        await trio.lowlevel.checkpoint()

    def post_nowait(self, event: PortEvent, /) -> None:
        if not self.room.is_set():
            raise trio.WouldBlock
        self.events.append(event)
        self._changed.set()
        self._changed = trio.Event()
        if self.on_event is not None:
            self.on_event(event)
        ended = isinstance(event, Received) and isinstance(event.event, InputEnded)
        if ended and not self.keeps and event.connection.kind is not Kind.CONSOLE:
            event.connection.close()

    def post_each_nowait(self, lines: Sequence[Typed], /) -> int:
        if not self.room.is_set():
            return 0
        for connection, line in lines:
            self.post_nowait(Received(connection, LineReceived(line)))
        return len(lines)

    async def until(self, condition: Callable[[], bool]) -> None:
        with trio.fail_after(20):
            while not condition():
                await self._changed.wait()

    async def connection(self) -> Connection:
        """The first connection, once it is there."""
        await self.until(lambda: bool(self.events))
        return self.events[0].connection

    def received(self) -> list[Event]:
        return [event.event for event in self.events if isinstance(event, Received)]

    def lines(self) -> list[bytes]:
        return [event.data for event in self.received() if isinstance(event, LineReceived)]

    def ends(self) -> list[Disconnected]:
        return [event for event in self.events if isinstance(event, Disconnected)]


class ScriptedTransport:
    """A peer that says what the test tells it to, and takes as much as the test lets it."""

    peer_address = ("192.0.2.1", 4567)
    local_port = 4000

    def __init__(self, *, takes: int = 1 << 30) -> None:
        self.takes = takes
        self.got = bytearray()
        self.broken = False
        self.eof = False
        self.closed = False
        self._say, self._said = trio.open_memory_channel[bytes](100)
        self._room = trio.Event()

    def say(self, data: bytes) -> None:
        self._say.send_nowait(data)

    def hang_up(self) -> None:
        self._say.close()

    def take(self, amount: int) -> None:
        self.takes += amount
        self._room.set()
        self._room = trio.Event()

    async def receive_some(self, limit: int) -> bytes:
        try:
            data = await self._said.receive()
        except trio.EndOfChannel:
            return b""
        assert len(data) <= limit
        if data == b"RESET":
            raise ConnectionResetError
        return data

    async def receive_each(self, limit: int, take: Take) -> None:
        while take(await self.receive_some(limit)):
            pass

    def send_some(self, data: bytes | bytearray | memoryview) -> int:
        if self.broken:
            raise BrokenPipeError
        sent = min(len(data), self.takes)
        self.takes -= sent
        self.got += data[:sent]
        return sent

    async def wait_writable(self) -> None:
        while not self.takes and not self.broken:
            await self._room.wait()
        await trio.lowlevel.checkpoint()

    def send_eof(self) -> None:
        self.eof = True

    def close(self) -> None:
        self.closed = True
