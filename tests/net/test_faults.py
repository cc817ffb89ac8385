"""What peers do, and what it costs: one connection, and nobody else's."""

from __future__ import annotations

import errno
import logging
import os
import random
import socket
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import trio
import trio.testing

from neolith_trio.net import listeners
from neolith_trio.net.admission import TOO_MANY, Admission, Quotas
from neolith_trio.net.arriving import Door
from neolith_trio.net.connection import Limits, NetConnection
from neolith_trio.protocols.ports import Connected, Disconnected, Kind, Reason
from neolith_trio.protocols.telnet.constants import IAC, NAWS, SB, WILL

from .doors import HERE, LOOPBACK, Authority, read_to_end, read_until, serving, tls_door, web_door
from .doors import authority as authority
from .ports import ListPort, ScriptedTransport

DESCRIPTORS = Path("/proc/self/fd")


def descriptors() -> int:
    return len(os.listdir(DESCRIPTORS)) if DESCRIPTORS.exists() else 0


def tasks() -> int:
    return trio.lowlevel.current_statistics().tasks_living


def reset(stream: trio.SocketStream) -> None:
    """Go without a goodbye: the other side gets a RST."""
    stream.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    trio.lowlevel.notify_closing(stream.socket)
    stream.socket.close()


async def settled(port: ListPort, admission: Admission) -> None:
    """Until nobody is there."""
    with trio.fail_after(20):
        while admission.count:  # noqa: ASYNC110  # nobody tells when the last one is gone
            await trio.sleep(0.005)
    await trio.testing.wait_all_tasks_blocked()


@pytest.mark.parametrize(
    "before",
    [
        pytest.param(b"loo", id="in a line"),
        pytest.param(bytes([IAC, WILL]), id="in a negotiation"),
        pytest.param(bytes([IAC, SB, NAWS, 0]), id="in a subnegotiation"),
        pytest.param(b"", id="at once"),
    ],
)
async def test_a_reset_ends_one_connection(before: bytes) -> None:
    """In the middle of whatever; the next one is served as ever."""
    port, admission = ListPort(), Admission()
    async with serving(Door(Kind.TELNET), port, admission=admission) as listener:
        stream = await trio.open_tcp_stream(LOOPBACK, listener.number)
        await read_until(stream, bytes([IAC]))
        await stream.send_all(before)
        reset(stream)
        await settled(port, admission)
        async with await trio.open_tcp_stream(LOOPBACK, listener.number) as second:
            await second.send_all(b"look\r\n")
            await port.until(lambda: port.lines() == [b"look"])

    assert port.ends()[0].reason is Reason.BROKEN


async def test_a_reset_in_output() -> None:
    """While much is under way to it."""
    port, admission = ListPort(), Admission()
    async with serving(Door(Kind.ASCII), port, admission=admission) as listener:
        stream = await trio.open_tcp_stream(LOOPBACK, listener.number)
        connection = await port.connection()
        while not connection.pending_bytes:
            connection.write(b"x" * 10_000 + b"\n")
        reset(stream)
        await settled(port, admission)
        connection.write(b"more")

    assert [end.reason for end in port.ends()] == [Reason.BROKEN]


async def test_a_half_closed_peer_hears_the_rest() -> None:
    """It has said its last line, which counts; what was written before it is heard of is sent."""
    port = ListPort()
    door = Door(Kind.ASCII)
    async with serving(door, port) as listener, await trio.open_tcp_stream(LOOPBACK, listener.number) as stream:
        connection = await port.connection()
        connection.write(b"before\n")
        await stream.send_all(b"look\nquit")
        await stream.send_eof()
        assert await read_to_end(stream) == b"before\r\n"
        await port.until(lambda: bool(port.ends()))

    assert port.lines() == [b"look", b"quit"]
    assert [end.reason for end in port.ends()] == [Reason.CLOSED_BY_PEER]


async def test_a_reader_that_stops_holds_up_nobody() -> None:
    """The others get every line at once, and after the limit it is dropped."""
    port = ListPort()
    async with serving(Door(Kind.ASCII), port, limits=Limits(max_pending=200_000)) as listener:
        stuck = await trio.open_tcp_stream(LOOPBACK, listener.number)
        await port.until(lambda: len(port.events) == 1)
        reader = await trio.open_tcp_stream(LOOPBACK, listener.number)
        await port.until(lambda: len(port.events) == 2)
        slow, fast = (event.connection for event in port.events)
        rounds = 0
        while not slow.closed:
            for connection in (slow, fast):
                connection.write(b"x" * 9_998 + b"\n")
            assert len(await read_until(reader, b"\n")) == 10_000
            rounds += 1
        await port.until(lambda: bool(port.ends()))
        assert port.ends() == [Disconnected(slow, Reason.TOO_SLOW)]
        await stuck.aclose()
        await reader.aclose()

    assert rounds > 20


async def test_silence_before_the_first_line_has_an_end(autojump_clock: trio.testing.MockClock) -> None:
    """After the first line it is the mudlib's business, and takes any time."""
    port, begin = ListPort(), trio.current_time()
    silent, talker = (
        NetConnection(ScriptedTransport(), Kind.TELNET, port, Limits(first_line=300)) for _ in range(2)
    )
    async with trio.open_nursery() as nursery:
        nursery.start_soon(silent.run)
        nursery.start_soon(talker.run)
        await trio.sleep(200)
        # a client that negotiates has not said anything
        silent._transport.say(bytes([IAC, WILL, NAWS]))  # type: ignore[attr-defined]
        talker._transport.say(b"frodo\r\n")  # type: ignore[attr-defined]
        await trio.sleep(90)
        assert port.ends() == []
        await trio.sleep(1000)
        assert [end.reason for end in port.ends()] == [Reason.SILENT]
        talker._transport.hang_up()  # type: ignore[attr-defined]

    assert port.ends()[0].connection is silent
    assert trio.current_time() - begin < 1400


async def test_a_vanished_peer_is_asked_by_the_system() -> None:
    """The socket has the times of the setting, where the system knows them; without a setting it asks nobody."""
    for seconds, expected in ((60.0, (1, 60, 15, 4)), (0.0, (0, None, None, None))):
        with socket.socket() as sock:
            listeners.keep_alive(sock, seconds)
            found = [bool(sock.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE))]
            for name, wanted in zip(("TCP_KEEPIDLE", "TCP_KEEPINTVL", "TCP_KEEPCNT"), expected[1:], strict=True):
                if wanted is not None and hasattr(socket, name):
                    assert sock.getsockopt(socket.IPPROTO_TCP, getattr(socket, name)) == wanted
            assert found == [bool(expected[0])]


async def test_out_of_descriptors_the_listener_waits_and_says_so(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Once when it begins and once when it is over; who has waited meanwhile is served."""
    port = ListPort()
    monkeypatch.setattr(listeners, "PAUSE_WHEN_EXHAUSTED", 0.01)
    exhausted = True
    accept = socket.socket.accept

    def fail(sock: socket.socket) -> Any:
        if exhausted:
            raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))
        return accept(sock)

    with caplog.at_level(logging.WARNING):
        async with serving(Door(Kind.ASCII), port) as listener:
            monkeypatch.setattr(socket.socket, "accept", fail)
            async with await trio.open_tcp_stream(LOOPBACK, listener.number) as stream:
                await trio.sleep(0.1)
                assert port.events == []
                exhausted = False
                await stream.send_all(b"look\n")
                await port.until(lambda: port.lines() == [b"look"])

    first, last = (record.getMessage() for record in caplog.records)
    assert first == f"port {listener.number}: cannot accept, and waits until it can: Too many open files"
    assert last.startswith(f"port {listener.number}: accepts again after 0.")


async def test_a_full_mud_says_so() -> None:
    """On ports where text can be read; and there is room again when somebody leaves."""
    port, admission = ListPort(), Admission(Quotas(connections=1))
    async with serving(Door(Kind.TELNET), port, admission=admission) as listener:
        first = await trio.open_tcp_stream(LOOPBACK, listener.number)
        await port.connection()
        async with await trio.open_tcp_stream(LOOPBACK, listener.number) as second:
            assert await read_to_end(second) == f"Sorry: {TOO_MANY}. Try again later.\r\n".encode()
        await first.aclose()
        await settled(port, admission)
        async with await trio.open_tcp_stream(LOOPBACK, listener.number) as third:
            await read_until(third, bytes([IAC]))

    assert len(port.ends()) == 2


@pytest.mark.parametrize("times", [200, pytest.param(10_000, marks=[pytest.mark.soak, pytest.mark.timeout(600)])])
@pytest.mark.parametrize("rude", [False, True], ids=["close", "reset"])
async def test_many_who_come_and_go(times: int, rude: bool) -> None:
    """They leave no task and no descriptor, and somebody who was there before has not noticed."""
    port, admission = ListPort(), Admission()
    async with serving(Door(Kind.TELNET), port, admission=admission) as listener:
        resident = await trio.open_tcp_stream(LOOPBACK, listener.number)
        connection = await port.connection()
        await read_until(resident, bytes([IAC]))
        await trio.testing.wait_all_tasks_blocked()
        before = tasks(), descriptors()
        for number in range(times):
            stream = await trio.open_tcp_stream(LOOPBACK, listener.number)
            reset(stream) if rude else await stream.aclose()
            if number % 50 == 0:
                connection.write(b"%d.\n" % number)
                await read_until(resident, b"%d." % number)
        while admission.count > 1:  # noqa: ASYNC110  # nobody tells when the last one is gone
            await trio.sleep(0.005)
        await trio.testing.wait_all_tasks_blocked(0.01)
        assert (tasks(), descriptors()) == before
        await resident.aclose()

    assert len([event for event in port.events if isinstance(event, Connected)]) == len(port.ends())


def plain(kind: Kind) -> Callable[[Path], Door]:
    return lambda _: Door(kind)


def behind_proxy(_: Path) -> Door:
    return Door(Kind.TELNET, HERE, begins_with_proxy=True)


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(plain(Kind.TELNET), id="telnet"),
        pytest.param(plain(Kind.ASCII), id="ascii"),
        pytest.param(plain(Kind.BINARY), id="binary"),
        pytest.param(behind_proxy, id="proxy"),
        pytest.param(lambda _: web_door(), id="websocket"),
        pytest.param(lambda directory: tls_door(Authority(directory).files(), Kind.TELNET), id="tls"),
    ],
)
async def test_random_bytes_to_every_port(
    make: Callable[[Path], Door], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A clean end or text comes of it, no fault of ours, and no task or descriptor is left."""
    dice = random.Random(1)
    port, admission = ListPort(), Admission()
    door = make(tmp_path)
    before = tasks(), descriptors()
    with caplog.at_level(logging.WARNING):
        async with serving(door, port, admission=admission) as listener:
            for _ in range(60):
                stream = await trio.open_tcp_stream(LOOPBACK, listener.number)
                noise = dice.randbytes(dice.randrange(1, 3000))
                if dice.random() < 0.5:
                    # what telnet, HTTP and TLS look at first
                    noise = dice.choice([b"\xff\xfa", b"GET / HTTP/1.1\r\n", b"\x16\x03\x01", b"PROXY "]) + noise
                try:
                    await stream.send_all(noise)
                    await stream.send_eof()
                    await read_to_end(stream)
                except trio.BrokenResourceError:
                    pass
                await stream.aclose()
            await settled(port, admission)

    assert not [record for record in caplog.records if record.exc_info or record.levelno >= logging.ERROR]
    assert Reason.FAILED not in [end.reason for end in port.ends()]
    assert (tasks(), descriptors()) == before


async def test_a_proxy_says_for_whom_it_comes() -> None:
    """The rest of what it sent is the user's; who is no proxy may come without, and is nobody else for it."""
    port = ListPort()
    door = Door(Kind.ASCII, HERE, begins_with_proxy=True)
    async with serving(door, port) as listener, await trio.open_tcp_stream(LOOPBACK, listener.number) as stream:
        await stream.send_all(b"PROXY TCP4 192.0.2.7 198.51.100.1 5")
        await stream.send_all(b"6324 4000\r\nlook\n")
        await port.until(lambda: port.lines() == [b"look"])
        connection = await port.connection()
        assert (connection.peer_address, connection.peer_port) == ("192.0.2.7", 56324)
    nobody = ListPort()
    door = Door(Kind.ASCII, begins_with_proxy=True)
    async with serving(door, nobody) as listener, await trio.open_tcp_stream(LOOPBACK, listener.number) as stream:
        await stream.send_all(b"PROXY TCP4 192.0.2.7 198.51.100.1 56324 4000\r\n")
        await nobody.until(lambda: bool(nobody.lines()))
        assert (await nobody.connection()).peer_address == LOOPBACK


async def test_a_proxy_that_says_nothing_is_turned_away(caplog: pytest.LogCaptureFixture) -> None:
    """At once when it says something else, and after a while when it is silent."""
    port = ListPort()
    door = Door(Kind.ASCII, HERE, begins_with_proxy=True, patience=0.05)
    with caplog.at_level(logging.WARNING):
        async with serving(door, port) as listener:
            for said in (b"look\n", b""):
                async with await trio.open_tcp_stream(LOOPBACK, listener.number) as stream:
                    await stream.send_all(said)
                    assert await read_to_end(stream) == b""

    assert port.events == []
    assert "the proxy 127.0.0.1 is turned away: it does not begin with a PROXY header" in caplog.text


async def test_who_arrives_at_the_stop_is_sent_away(authority: Authority) -> None:
    """Handshakes are not waited for when nobody is accepted any more."""
    port = ListPort()
    async with serving(tls_door(authority.files()), port) as listener:
        stream = await trio.open_tcp_stream(LOOPBACK, listener.number)
        while not listener._admission.count:  # noqa: ASYNC110  # until it is accepted
            await trio.sleep(0.005)
        begin = trio.current_time()
        listener.stop_accepting()
        assert await read_to_end(stream) == b""
        assert trio.current_time() - begin < 5
        await stream.aclose()

    assert port.events == []
