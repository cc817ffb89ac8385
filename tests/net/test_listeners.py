"""Real sockets, on ports the system chooses."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

import pytest
import trio
import trio.testing

from neolith_trio.net.connection import Limits
from neolith_trio.net.listeners import Listener, ListenFailed, listen, serve
from neolith_trio.protocols.events import LineReceived, TerminalTypeReceived, WindowSizeReceived
from neolith_trio.protocols.ports import Connected, Kind, Reason
from neolith_trio.protocols.telnet.constants import DO, IAC, NAWS, SB, SE, SEND, TTYPE, WILL, WONT

from .ports import ListPort

LOOPBACK = "127.0.0.1"


def has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


@asynccontextmanager
async def serving(
    port: ListPort, kind: Kind = Kind.TELNET, addresses: tuple[str, ...] = (LOOPBACK,), limits: Limits | None = None
) -> AsyncIterator[Listener]:
    with trio.fail_after(20):
        async with trio.open_nursery() as nursery:
            start = partial(serve, kind, 0, port, addresses=addresses, limits=limits)
            yield await nursery.start(start)
            nursery.cancel_scope.cancel()


async def read_exactly(stream: trio.SocketStream, count: int) -> bytes:
    data = b""
    while len(data) < count:
        more = await stream.receive_some(count - len(data))
        assert more, f"ended after {data!r}"
        data += more
    return data


async def test_a_telnet_client_from_hello_to_goodbye() -> None:
    """Negotiation, window size, terminal type, a line each way, and the last words before the close."""
    port = ListPort()
    async with serving(port) as listener, await trio.open_tcp_stream(LOOPBACK, listener.number) as client:
        assert await read_exactly(client, 6) == bytes([IAC, DO, TTYPE, IAC, DO, NAWS])
        await client.send_all(bytes([IAC, WILL, TTYPE, IAC, WILL, NAWS, IAC, SB, NAWS, 0, 80, 0, 24, IAC, SE]))
        assert await read_exactly(client, 6) == bytes([IAC, SB, TTYPE, SEND, IAC, SE])
        await client.send_all(bytes([IAC, SB, TTYPE, 0]) + b"VT100" + bytes([IAC, SE]) + b"look\r\n")
        await port.until(lambda: bool(port.lines()))
        connection = await port.connection()
        connection.write(b"You see nothing.\n")
        assert await read_exactly(client, 18) == b"You see nothing.\r\n"
        await client.send_all(b"unread input")
        connection.write(b"Bye.\n")
        connection.close()
        assert await read_exactly(client, 6) == b"Bye.\r\n"
        assert await client.receive_some() == b""
        await client.aclose()
        await port.until(lambda: bool(port.ends()))
        await trio.testing.wait_all_tasks_blocked()
        assert listener.connections == set()

    shown = [event for event in port.received() if not type(event).__name__.startswith("Option")]
    assert shown == [WindowSizeReceived(80, 24), TerminalTypeReceived(b"VT100"), LineReceived(b"look")]
    assert port.ends()[0].reason is Reason.CLOSED_BY_US


@pytest.mark.skipif(not has_ipv6(), reason="no IPv6 loopback on this machine")
async def test_both_families_share_one_number() -> None:
    """The same port number answers on 127.0.0.1 and on ::1, and says who came."""
    port = ListPort()
    async with serving(port, Kind.ASCII, (LOOPBACK, "::1")) as listener:
        for address in (LOOPBACK, "::1"):
            stream = await trio.open_tcp_stream(address, listener.number)
            await stream.aclose()
        await port.until(lambda: len(port.ends()) == 2)

    assert {number for _, number in listener.addresses} == {listener.number}
    peers = {event.connection.peer_address for event in port.events if isinstance(event, Connected)}
    assert peers == {LOOPBACK, "::1"}


async def test_no_address_means_all_interfaces() -> None:
    """Without addresses the port answers on loopback too."""
    port = ListPort()
    async with serving(port, Kind.ASCII, ()) as listener:
        await (await trio.open_tcp_stream(LOOPBACK, listener.number)).aclose()
        await port.until(lambda: bool(port.ends()))

    assert ("0.0.0.0", listener.number) in listener.addresses


async def test_nagle_is_off() -> None:
    """A line of output does not wait for the answer to the one before."""
    port = ListPort()
    async with serving(port, Kind.ASCII) as listener, await trio.open_tcp_stream(LOOPBACK, listener.number):
        await port.connection()
        (connection,) = listener.connections
        sock = connection._transport._socket  # type: ignore[attr-defined]
        assert sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0


async def test_stopping_in_order() -> None:
    """Accepting stops first; serve() ends by itself when the last connection has written its last words."""
    port = ListPort()
    with trio.fail_after(20):
        async with trio.open_nursery() as nursery:
            listener: Listener = await nursery.start(partial(serve, Kind.ASCII, 0, port, addresses=(LOOPBACK,)))
            client = await trio.open_tcp_stream(LOOPBACK, listener.number)
            connection = await port.connection()
            listener.stop_accepting()
            await trio.testing.wait_all_tasks_blocked()
            with pytest.raises(OSError):
                await (await trio.open_tcp_stream(LOOPBACK, listener.number)).aclose()
            connection.write(b"The world ends.\n")
            listener.close_connections()
            assert await read_exactly(client, 17) == b"The world ends.\r\n"
            await client.aclose()

    assert [end.reason for end in port.ends()] == [Reason.CLOSED_BY_US]


async def test_a_flood_to_a_peer_that_does_not_read_is_bounded() -> None:
    """The kernel's buffers fill, then ours, then the connection ends."""
    port = ListPort()
    limits = Limits(max_pending=64 * 1024)
    async with serving(port, Kind.BINARY, limits=limits) as listener:
        client = await trio.open_tcp_stream(LOOPBACK, listener.number)
        connection = await port.connection()
        while not connection.closed:
            connection.write(bytes(16 * 1024))
            assert connection.pending_bytes <= limits.max_pending
        await port.until(lambda: bool(port.ends()))
        await client.aclose()

    assert port.ends()[0].reason is Reason.TOO_SLOW


async def test_long_output_to_a_reader_arrives_whole() -> None:
    """Everything below the limit arrives, in order."""
    port = ListPort()
    async with serving(port, Kind.BINARY, limits=Limits(max_pending=8_000_000)) as listener:
        client = await trio.open_tcp_stream(LOOPBACK, listener.number)
        connection = await port.connection()
        sent = bytes(range(256)) * 20_000
        connection.write(sent)
        assert await read_exactly(client, len(sent)) == sent
        await client.aclose()


async def test_many_connections_leave_nothing_behind() -> None:
    """Each gets its Connected and its Disconnected, and its descriptor back."""
    port = ListPort()
    async with serving(port, Kind.ASCII) as listener:
        for _ in range(100):
            stream = await trio.open_tcp_stream(LOOPBACK, listener.number)
            await stream.send_all(b"hi\n")
            await stream.aclose()
        await port.until(lambda: len(port.ends()) == 100)
        await trio.testing.wait_all_tasks_blocked()
        assert listener.connections == set()

    assert port.lines() == [b"hi"] * 100


def test_a_taken_port_says_so() -> None:
    """The error names address, number, cause and what to do."""
    with socket.create_server((LOOPBACK, 0)) as taken:
        number = taken.getsockname()[1]
        with pytest.raises(ListenFailed, match=rf"{LOOPBACK} port {number}: .*in use.*setting Port"):
            listen(number, (LOOPBACK,))


async def test_refused_telnet_options_are_refused_once_over_a_real_socket() -> None:
    """DO of an unknown option gives WONT, and WONT gives nothing."""
    port = ListPort()
    async with serving(port) as listener, await trio.open_tcp_stream(LOOPBACK, listener.number) as client:
        await read_exactly(client, 6)
        await client.send_all(bytes([IAC, DO, 200, IAC, WONT, TTYPE]) + b"ok\n")
        assert await read_exactly(client, 3) == bytes([IAC, WONT, 200])
        await port.until(lambda: bool(port.lines()))

    assert port.lines() == [b"ok"]
