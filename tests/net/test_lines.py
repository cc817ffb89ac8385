"""Plain lines on their way from a batch of reads to the inbox."""

from __future__ import annotations

from collections.abc import Sequence

import trio
import trio.testing

from neolith_trio.net.arriving import Door
from neolith_trio.protocols.ports import Kind, Reason, Typed

from .doors import LOOPBACK, serving
from .ports import ListPort, PortEvent
from .test_listeners import read_exactly

HELLO = 6  # bytes of what a telnet port asks for at once


async def test_what_the_inbox_has_no_room_for_is_reported_later_in_order() -> None:
    """The line goes back to its connection, which reads on when it could be reported; and nobody else has to wait."""
    port = ListPort()
    async with (
        serving(Door(Kind.TELNET), port) as listener,
        await trio.open_tcp_stream(LOOPBACK, listener.number) as one,
        await trio.open_tcp_stream(LOOPBACK, listener.number) as other,
    ):
        for client in (one, other):
            await read_exactly(client, HELLO)
            await client.send_all(b"hello\r\n")
        await port.until(lambda: len(port.lines()) == 2)
        port.room = trio.Event()
        await one.send_all(b"first\r\n")
        await trio.testing.wait_all_tasks_blocked()
        await one.send_all(b"second\r\n")
        await other.send_all(b"mine\r\n")
        await trio.testing.wait_all_tasks_blocked()
        held = len(port.lines())
        port.room.set()
        await port.until(lambda: len(port.lines()) == 5)
        await one.send_all(b"third\r\n")
        await port.until(lambda: len(port.lines()) == 6)

    assert held == 2
    lines = [line for line in port.lines()[2:] if line != b"mine"]
    assert lines == [b"first", b"second", b"third"]


async def test_a_connection_ends_when_nobody_listens_any_more() -> None:
    """A closed inbox is the end of who speaks, as it is for every other event."""

    class ClosingPort(ListPort):
        closed = False

        async def post(self, event: PortEvent, /) -> None:
            if self.closed:
                raise trio.ClosedResourceError
            await super().post(event)

        def post_each_nowait(self, lines: Sequence[Typed], /) -> int:
            if self.closed:
                raise trio.ClosedResourceError
            return super().post_each_nowait(lines)

    port = ClosingPort()
    listening = serving(Door(Kind.TELNET), port)
    async with listening as listener, await trio.open_tcp_stream(LOOPBACK, listener.number) as client:
        await read_exactly(client, HELLO)
        await client.send_all(b"hello\r\n")
        await port.until(lambda: len(port.lines()) == 1)
        port.closed = True
        await client.send_all(b"is anybody there?\r\n")
        ended = await client.receive_some(1)

    assert ended == b""
    assert port.lines() == [b"hello"]


async def test_an_end_comes_behind_the_lines_of_its_batch() -> None:
    """A line and the end of its connection that are read right after each other keep their order."""
    port = ListPort()
    async with serving(Door(Kind.TELNET), port) as listener:
        async with await trio.open_tcp_stream(LOOPBACK, listener.number) as client:
            await read_exactly(client, HELLO)
            await client.send_all(b"hello\r\n")
            await port.until(lambda: len(port.lines()) == 1)
            await client.send_all(b"bye\r\n")
        await port.until(lambda: bool(port.ends()))

    assert port.lines() == [b"hello", b"bye"]
    assert port.ends()[0].reason is Reason.CLOSED_BY_PEER
    assert port.events[-1] is port.ends()[0]
