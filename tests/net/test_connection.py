"""One connection over a scripted peer: order, limits, endings."""

from __future__ import annotations

import logging
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import trio
import trio.testing

from neolith_trio.net.connection import AT_ONCE, Limits, NetConnection
from neolith_trio.protocols.events import BytesReceived, CharacterReceived, InputEnded, LineReceived
from neolith_trio.protocols.ports import Connected, Disconnected, Kind, Reason, Received
from neolith_trio.protocols.signals import Subnegotiation
from neolith_trio.protocols.telnet.constants import COMPRESS2, COMPRESS3, DO, GMCP, IAC, SB, SE, WILL
from neolith_trio.protocols.telnet.offers import NOTHING, Offers

from .ports import ListPort, ScriptedTransport


@asynccontextmanager
async def connected(
    transport: ScriptedTransport,
    port: ListPort,
    kind: Kind = Kind.ASCII,
    limits: Limits | None = None,
    offers: Offers = NOTHING,
) -> AsyncIterator[NetConnection]:
    """A running connection; leaving waits for its end."""
    connection = NetConnection(transport, kind, port, limits or Limits(), offers)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(connection.run)
        await port.until(lambda: bool(port.events))
        yield connection


async def test_a_life_in_order() -> None:
    """Connected, what was received, disconnected."""
    transport, port = ScriptedTransport(), ListPort()
    async with connected(transport, port) as connection:
        transport.say(b"look\nsa")
        transport.say(b"y hi\n")
        transport.hang_up()

    assert port.events == [
        Connected(connection),
        Received(connection, LineReceived(b"look")),
        Received(connection, LineReceived(b"say hi")),
        Received(connection, InputEnded()),
        Disconnected(connection, Reason.CLOSED_BY_PEER),
    ]
    assert transport.closed


async def test_a_peer_that_has_said_all_still_gets_its_answers() -> None:
    """Until the backend has run what came before, and closes."""
    transport, port = ScriptedTransport(takes=3), ListPort()
    port.keeps = True
    async with connected(transport, port) as connection:
        transport.say(b"look\n")
        transport.hang_up()
        await port.until(lambda: Received(connection, InputEnded()) in port.events)
        connection.write(b"A dark room.\n")
        connection.close()
        transport.take(100)

    assert transport.got.replace(b"\r", b"") == b"A dark room.\n"
    assert port.ends() == [Disconnected(connection, Reason.CLOSED_BY_PEER)]


async def test_a_peer_that_has_said_all_and_is_gone_holds_nothing_up() -> None:
    """What is written to it is lost, and the end comes when the backend closes."""
    transport, port = ScriptedTransport(), ListPort()
    port.keeps = True
    async with connected(transport, port) as connection:
        transport.hang_up()
        await port.until(lambda: Received(connection, InputEnded()) in port.events)
        transport.broken = True
        connection.write(b"A dark room.\n")
        connection.close()

    assert port.ends() == [Disconnected(connection, Reason.BROKEN)]


async def test_what_the_backend_may_ask() -> None:
    """Kind, addresses and ports are there from the first event on."""
    transport, port = ScriptedTransport(), ListPort()
    async with connected(transport, port, Kind.TELNET) as connection:
        facts = (connection.kind, connection.peer_address, connection.peer_port, connection.local_port)
        transport.hang_up()

    assert facts == (Kind.TELNET, "192.0.2.1", 4567, 4000)
    assert not connection.reconnects


async def test_output_leaves_without_a_task_being_woken() -> None:
    """What fits is sent within write()."""
    transport, port = ScriptedTransport(), ListPort()
    async with connected(transport, port) as connection:
        connection.write(b"hi\n")
        sent = bytes(transport.got)
        transport.hang_up()

    assert sent == b"hi\r\n"


async def test_output_to_a_slow_peer_waits_in_order() -> None:
    """The rest is sent when the peer takes it, and nothing overtakes it."""
    transport, port = ScriptedTransport(takes=2), ListPort()
    async with connected(transport, port, Kind.BINARY) as connection:
        connection.write(b"abcd")
        pending = connection.pending_bytes
        connection.write(b"ef")
        await trio.testing.wait_all_tasks_blocked()
        transport.take(3)
        await trio.testing.wait_all_tasks_blocked()
        transport.take(3)
        await trio.testing.wait_all_tasks_blocked()
        transport.hang_up()

    assert (pending, bytes(transport.got), connection.pending_bytes) == (2, b"abcdef", 0)


async def test_a_peer_that_does_not_read_is_disconnected(caplog: pytest.LogCaptureFixture) -> None:
    """At the limit there is a line in the log and an end, not a bigger buffer."""
    transport, port = ScriptedTransport(takes=0), ListPort()
    with caplog.at_level(logging.WARNING):
        async with connected(transport, port, Kind.BINARY, Limits(max_pending=10)) as connection:
            connection.write(b"0123456789")
            at_limit = connection.closed
            connection.write(b"x")

    assert not at_limit
    assert port.ends() == [Disconnected(connection, Reason.TOO_SLOW)]
    assert "192.0.2.1 disconnected: 11 bytes of output not read" in caplog.text


async def test_text_and_signals_leave_in_one_piece() -> None:
    """In order, compressed together, and flushed once."""
    transport, port = ScriptedTransport(), ListPort()
    async with connected(transport, port, Kind.TELNET, offers=Offers(gmcp=True, compression=True)) as connection:
        transport.say(bytes([IAC, DO, GMCP, IAC, DO, COMPRESS2]))
        await port.until(lambda: len(port.received()) == 2)
        begun = len(transport.got)
        connection.transmit([b"a\n", Subnegotiation(GMCP, b"A.B"), b"b"])
        sent = bytes(transport.got[begun:])
        transport.hang_up()

    assert zlib.decompressobj().decompress(sent) == b"a\r\n" + bytes([IAC, SB, GMCP]) + b"A.B" + bytes([IAC, SE]) + b"b"
    assert sent.count(b"\0\0\xff\xff") == 1  # the mark of a flush


async def test_a_little_that_unpacks_to_much_is_read_through_the_inbox() -> None:
    """Piece by piece, as fast as the inbox takes it, and all of it."""
    transport, port = ScriptedTransport(), ListPort()
    packed = bytes([IAC, DO, COMPRESS3, IAC, SB, COMPRESS3, IAC, SE]) + zlib.compress(b"\n" * 70_000)
    async with connected(transport, port, Kind.TELNET, offers=Offers(compressed_input=True)):
        transport.say(packed)
        transport.hang_up()

    assert len(packed) < 200
    assert len(port.lines()) == 70_000


async def test_close_writes_the_last_words_first() -> None:
    """What was written before close() arrives; what comes after it does not."""
    transport, port = ScriptedTransport(takes=0), ListPort()
    async with connected(transport, port, Kind.BINARY) as connection:
        connection.write(b"goodbye")
        connection.close()
        connection.write(b"too late")
        await trio.testing.wait_all_tasks_blocked()
        transport.take(100)
        await trio.testing.wait_all_tasks_blocked()
        told = transport.eof
        transport.hang_up()

    assert (bytes(transport.got), told) == (b"goodbye", True)
    assert port.ends() == [Disconnected(connection, Reason.CLOSED_BY_US)]


async def test_last_words_are_waited_for_a_bounded_time(autojump_clock: trio.testing.MockClock) -> None:
    """A peer that takes nothing does not hold up the end."""
    transport, port = ScriptedTransport(takes=0), ListPort()
    begin = trio.current_time()
    async with connected(transport, port, Kind.BINARY, Limits(close_grace=2)) as connection:
        connection.write(b"goodbye")
        connection.close()

    assert trio.current_time() - begin == pytest.approx(2)
    assert transport.closed


async def test_a_broken_peer_loses_no_line_it_sent() -> None:
    """Writing fails, but what had come before is still read."""
    transport, port = ScriptedTransport(), ListPort()
    async with connected(transport, port) as connection:
        transport.broken = True
        connection.write(b"hello?\n")
        transport.say(b"save\nquit\n")
        await port.until(lambda: len(port.lines()) == 2)
        transport.say(b"RESET")

    assert port.lines() == [b"save", b"quit"]
    assert port.ends() == [Disconnected(connection, Reason.BROKEN)]


async def test_a_full_inbox_stops_the_reading() -> None:
    """While a post waits, nothing more is read from the peer."""
    transport, port = ScriptedTransport(), ListPort()
    async with connected(transport, port):
        port.room = trio.Event()
        transport.say(b"one\n")
        transport.say(b"two\n")
        await trio.testing.wait_all_tasks_blocked()
        left = transport._said.statistics().current_buffer_used
        port.room.set()
        transport.hang_up()

    assert left == 1
    assert port.lines() == [b"one", b"two"]


async def test_a_burst_of_lines_lets_others_in() -> None:
    """Of one read a few lines are reported at once; the others wait for their turn like everybody's."""
    port = ListPort()
    flooder, other = ScriptedTransport(), ScriptedTransport()
    async with connected(flooder, port), connected(other, port):
        flooder.say(b"me\n" * 1000)
        other.say(b"you\n")
        await port.until(lambda: len(port.lines()) == 1001)
        flooder.hang_up()
        other.hang_up()

    assert port.lines().index(b"you") <= 2 * AT_ONCE


async def test_the_backend_can_hold_a_user_back() -> None:
    """Between set_receiving(False) and (True) no line comes, and none is lost."""
    transport, port = ScriptedTransport(), ListPort()
    async with connected(transport, port) as connection:
        port.on_event = lambda event: connection.set_receiving(False) if isinstance(event, Received) else None
        transport.say(b"one\ntwo\n")
        transport.say(b"three\n")
        await trio.testing.wait_all_tasks_blocked()
        held = port.lines()
        connection.set_receiving(True)
        await trio.testing.wait_all_tasks_blocked()
        second = port.lines()
        port.on_event = None
        connection.set_receiving(True)
        transport.hang_up()

    assert (held, second) == ([b"one"], [b"one", b"two"])
    assert port.lines() == [b"one", b"two", b"three"]


async def test_a_begun_line_is_reported_when_characters_are_asked_for() -> None:
    """The reader wakes up for it although the peer sends nothing."""
    transport, port = ScriptedTransport(), ListPort()
    async with connected(transport, port, Kind.TELNET) as connection:
        transport.say(b"y")
        await trio.testing.wait_all_tasks_blocked()
        connection.set_single_character(True)
        await port.until(lambda: bool(port.received()))
        transport.hang_up()

    assert port.received() == [CharacterReceived(b"y"), InputEnded()]


async def test_a_mode_change_while_the_reader_is_busy_is_not_lost() -> None:
    """The begun line comes out also when the change happened during a post."""
    transport, port = ScriptedTransport(), ListPort()
    async with connected(transport, port, Kind.TELNET) as connection:
        port.on_event = lambda event: connection.set_single_character(True)
        transport.say(b"go\ny")
        await port.until(lambda: len(port.received()) == 2)
        transport.hang_up()

    assert port.received() == [LineReceived(b"go"), CharacterReceived(b"y"), InputEnded()]


async def test_a_flood_of_negotiations_ends_the_connection() -> None:
    """The machine cuts it off, the shell closes and logs."""
    transport, port = ScriptedTransport(), ListPort()
    async with connected(transport, port, Kind.TELNET) as connection:
        for _ in range(10):
            transport.say(bytes([IAC, WILL, 200]) * 1000)

    assert port.ends() == [Disconnected(connection, Reason.VIOLATION)]


async def test_a_fault_costs_one_connection(caplog: pytest.LogCaptureFixture) -> None:
    """An error inside is logged, and the user is disconnected in order."""
    transport, port = ScriptedTransport(), ListPort()

    def fail(data: bytes) -> list[object]:
        raise ZeroDivisionError("a fault")

    async with connected(transport, port) as connection:
        connection._wire.receive = fail  # type: ignore[method-assign,assignment]
        transport.say(b"x\n")

    assert port.ends() == [Disconnected(connection, Reason.FAILED)]
    assert "a fault" in caplog.text


async def test_cancellation_passes_through() -> None:
    """A cancelled connection closes its transport and swallows nothing."""
    transport, port = ScriptedTransport(), ListPort()
    connection = NetConnection(transport, Kind.ASCII, port, Limits())
    with trio.CancelScope() as scope:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(connection.run)
            await port.connection()
            scope.cancel()

    assert scope.cancelled_caught
    assert transport.closed
    assert port.ends() == []


async def test_a_closed_inbox_ends_the_connection() -> None:
    """When nobody listens any more, the connection goes quietly."""
    transport, port = ScriptedTransport(), ListPort()

    async with connected(transport, port):

        async def refuse(event: object) -> None:
            await trio.lowlevel.checkpoint()
            raise trio.ClosedResourceError

        port.post = refuse  # type: ignore[method-assign]
        transport.say(b"x\n")
        transport.hang_up()

    assert transport.closed


async def test_binary_ports_deliver_chunks() -> None:
    """Bytes go both ways as they are."""
    transport, port = ScriptedTransport(), ListPort()
    async with connected(transport, port, Kind.BINARY) as connection:
        transport.say(bytes([IAC, DO, 1, 10]))
        connection.write(b"\xff\n")
        transport.hang_up()

    assert port.received() == [BytesReceived(bytes([IAC, DO, 1, 10])), InputEnded()]
    assert transport.got == b"\xff\n"
