"""The carrier of LPC's sockets, with real ones over the loopback."""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import trio
import trio.testing
from trio.testing import MockClock

from neolith_trio.protocols.frames import frame
from neolith_trio.runtime.outside.ports import socket as port
from neolith_trio.runtime.outside.ports.socket import (
    Address,
    ConnectionOffered,
    DatagramReceived,
    DataReceived,
    Kind,
    OutputSent,
    SocketConnected,
    SocketEvent,
    SocketLost,
    SocketResolved,
)
from neolith_trio.services import sockets
from neolith_trio.services.resolver import Answer
from neolith_trio.services.sockets import Limits, connecting
from neolith_trio.services.sockets.endpoint import CHUNK
from tests.concurrency.polling import until

from .carried import ANYWHERE, HOME, Names, carrying, closed_port, listening


@contextmanager
def needing_ipv6() -> Iterator[None]:
    """Skips the test on a machine without IPv6."""
    try:
        with socket.socket(socket.AF_INET6) as sock:
            sock.bind(("::1", 0))
    except OSError as error:
        if error.errno not in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
            raise
        pytest.skip("no IPv6 on this machine")
    yield


async def test_what_one_side_sends_the_other_receives() -> None:
    """In both directions."""
    async with carrying() as carried:
        one, two = await carried.pair()

        assert carried.service.send(one, b"ping") == port.SUCCESS
        assert await carried.next() == DataReceived(two, b"ping")
        assert carried.service.send(two, b"pong") == port.SUCCESS
        assert await carried.next() == DataReceived(one, b"pong")


async def test_the_end_of_one_side_is_the_last_event_of_the_other() -> None:
    """What was sent before comes before."""
    async with carrying() as carried:
        one, two = await carried.pair()
        carried.service.send(one, b"good bye")
        carried.service.close(one)

        assert await carried.next() == DataReceived(two, b"good bye")
        carried.service.resume(two)
        assert await carried.next() == SocketLost(two)


async def test_one_event_at_a_time() -> None:
    """Who floods us waits until the last of it was handled."""
    async with carrying() as carried:
        one, two = await carried.pair()
        carried.service.send(one, bytes(3 * CHUNK))

        first = await carried.next()
        assert isinstance(first, DataReceived)
        assert len(first.data) <= CHUNK
        assert await carried.silent()
        carried.service.resume(two)
        assert isinstance(await carried.next(), DataReceived)


async def test_a_listener_is_told_of_one_connection_at_a_time() -> None:
    """The next is offered when this one was accepted."""
    async with carrying() as carried:
        carried.service.open(9, Kind.STREAM)
        local = carried.service.bind(9, 0, ANYWHERE)
        assert isinstance(local, Address)
        carried.service.listen(9)
        with socket.create_connection((HOME, local.port)), socket.create_connection((HOME, local.port)):
            assert await carried.next() == ConnectionOffered(9)
            assert await carried.silent()
            assert isinstance(carried.service.accept(9, 1), Address)
            assert await carried.next() == ConnectionOffered(9)
            assert isinstance(carried.service.accept(9, 2), Address)
            assert carried.service.accept(9, 3) == port.WOULD_BLOCK


async def test_a_connection_that_is_not_accepted_is_offered_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a pause, or a program that makes a mistake once would be deaf for ever."""
    monkeypatch.setattr(sockets, "PAUSE", 0.1)
    async with carrying() as carried:
        number = carried.listen()
        with socket.create_connection((HOME, number)):
            assert await carried.next() == ConnectionOffered(9)
            assert await carried.silent()
            begin = trio.current_time()
            carried.service.resume(9)
            assert await carried.next() == ConnectionOffered(9)
            assert trio.current_time() - begin >= 0.1
            assert isinstance(carried.service.accept(9, 1), Address)
            carried.service.resume(9)
            assert await carried.silent()


async def test_a_message_that_does_not_fit_goes_out_bit_by_bit() -> None:
    """Then there is room again, and not a byte is missing."""
    async with carrying() as carried:
        one, two = await carried.pair()
        message = bytes(range(256)) * 16_000
        assert carried.service.send(one, message) == port.WAIT_FOR_CALLBACK

        received = bytearray()
        events: list[SocketEvent] = []
        while len(received) < len(message):
            event = await carried.next()
            events.append(event)
            if isinstance(event, DataReceived):
                received += event.data
                carried.service.resume(two)
        assert received == message
        if OutputSent(one) not in events:
            assert await carried.next() == OutputSent(one)


async def test_what_was_written_before_the_close_is_sent() -> None:
    """However slowly the other side reads."""
    async with carrying() as carried:
        one, two = await carried.pair()
        message = bytes(4_000_000)
        assert carried.service.send(one, message) == port.WAIT_FOR_CALLBACK
        carried.service.close(one)

        received = 0
        while isinstance(event := await carried.next(), DataReceived):
            received += len(event.data)
            carried.service.resume(two)
        assert (received, event) == (len(message), SocketLost(two))


async def test_the_service_ends_when_what_was_written_is_sent() -> None:
    """To somebody who begins to read only then."""
    with listening() as (listener, number):
        async with trio.open_nursery() as nursery, carrying() as carried:
            carried.service.open(1, Kind.STREAM)
            carried.service.connect(1, Address(HOME, number))
            assert isinstance(await carried.next(), SocketConnected)
            peer = trio.SocketStream(trio.socket.from_stdlib_socket(listener.accept()[0]))
            message = bytes(8_000_000)
            assert carried.service.send(1, message) == port.WAIT_FOR_CALLBACK
            received = 0

            async def read() -> None:
                nonlocal received
                await carried.service.ending.wait()
                async for data in peer:
                    received += len(data)

            nursery.start_soon(read)
        await peer.aclose()
    assert received == len(message)


async def test_last_words_reach_a_peer_to_whom_nobody_listens() -> None:
    """He has sent what is never read, and reads only when the socket is closed already."""
    with listening() as (listener, number):
        async with carrying() as carried:
            carried.service.open(1, Kind.STREAM)
            carried.service.connect(1, Address(HOME, number))
            assert isinstance(await carried.next(), SocketConnected)
            peer = trio.SocketStream(trio.socket.from_stdlib_socket(listener.accept()[0]))
            await peer.send_all(bytes(3 * CHUNK))
            assert isinstance(await carried.next(), DataReceived)
            message = bytes(2_000_000)
            carried.service.send(1, message)
            carried.service.close(1)

            await trio.testing.wait_all_tasks_blocked(0.01)
            received = 0
            with trio.fail_after(10):
                async for data in peer:
                    received += len(data)
            await peer.aclose()
    assert received == len(message)


async def test_a_refused_connection_is_an_event() -> None:
    """The one event of its socket."""
    async with carrying() as carried:
        carried.service.open(1, Kind.STREAM)
        assert carried.service.connect(1, Address(HOME, closed_port())) == port.SUCCESS

        assert await carried.next() == SocketLost(1, port.REFUSED)
        assert await carried.silent()


async def test_a_closed_socket_tells_nothing() -> None:
    """Not even how the connection ended that was under way."""
    async with carrying() as carried:
        carried.service.open(1, Kind.STREAM)
        carried.service.connect(1, Address(HOME, closed_port()))
        carried.service.close(1)

        assert await carried.silent()
        carried.service.close(1)
        carried.service.resume(1)


async def test_a_name_is_connected_to_at_the_address_that_answers() -> None:
    """Of several."""
    with listening() as (_, number):
        async with carrying(Names({"mud": ("127.0.0.2", HOME)})) as carried:
            carried.service.open(1, Kind.STREAM)

            assert carried.service.connect_by_name(1, "mud", number) == port.SUCCESS
            assert await carried.next() == SocketResolved(1, "127.0.0.2", number)
            assert await carried.next() == SocketConnected(1, HOME, number)


async def test_a_name_that_only_has_an_ipv6_address_is_connected_to() -> None:
    """The socket becomes one of that family."""
    with needing_ipv6(), listening(socket.AF_INET6) as (_, number):
        async with carrying(Names({"mud": ("::1",)})) as carried:
            carried.service.open(1, Kind.STREAM)

            carried.service.connect_by_name(1, "mud", number)
            assert await carried.next() == SocketResolved(1, "::1", number)
            assert await carried.next() == SocketConnected(1, "::1", number)


async def test_a_bound_socket_keeps_its_port_when_it_connects_by_name() -> None:
    """And tries an address of its family only."""
    with listening() as (listener, number):
        async with carrying(Names({"mud": ("::1", HOME)})) as carried:
            carried.service.open(1, Kind.STREAM)
            local = carried.service.bind(1, 0, ANYWHERE)
            assert isinstance(local, Address)
            carried.service.connect_by_name(1, "mud", number)
            assert await carried.next() == SocketResolved(1, "::1", number)
            assert await carried.next() == SocketConnected(1, HOME, number)

            accepted, peer = listener.accept()
            accepted.close()
            assert peer[1] == local.port


@pytest.mark.parametrize(
    ("answers", "number", "code"),
    [({"mud": None}, 1, port.BAD_ADDRESS), ({"mud": (HOME, "127.0.0.2")}, 0, port.REFUSED)],
)
async def test_a_name_that_leads_nowhere_is_an_event(answers: dict[str, Answer], number: int, code: int) -> None:
    """Whether nobody knows it or nobody answers."""
    async with carrying(Names(answers)) as carried:
        carried.service.open(1, Kind.STREAM)

        assert carried.service.connect_by_name(1, "mud", number or closed_port()) == port.SUCCESS
        if answers["mud"] is not None:
            assert isinstance(await carried.next(), SocketResolved)
        assert await carried.next() == SocketLost(1, code)


async def test_a_refused_lookup_is_said_at_once() -> None:
    """Nothing comes later."""
    async with carrying() as carried:
        carried.service.open(1, Kind.STREAM)

        assert carried.service.connect_by_name(1, "mud", 1) == port.RESOLVER_BUSY
        assert await carried.silent()


async def test_datagrams_come_one_by_one_with_their_sender() -> None:
    """Also to a socket that was given its port only by sending."""
    async with carrying() as carried:
        carried.service.open(1, Kind.DATAGRAM)
        carried.service.open(2, Kind.DATAGRAM)
        local = carried.service.bind(1, 0, ANYWHERE)
        assert isinstance(local, Address)
        assert carried.service.send_to(2, b"one", Address(HOME, local.port)) == port.SUCCESS
        assert carried.service.send_to(2, b"", Address(HOME, local.port)) == port.SUCCESS

        first = await carried.next()
        assert isinstance(first, DatagramReceived)
        assert (first.serial, first.data, first.host) == (1, b"one", HOME)
        carried.service.resume(1)
        second = await carried.next()
        assert isinstance(second, DatagramReceived)
        assert second.data == b""

        carried.service.send_to(1, b"answer", Address(first.host, first.port))
        assert await carried.next() == DatagramReceived(2, b"answer", HOME, local.port)


async def test_a_port_that_somebody_listens_on_is_in_use() -> None:
    """The code says so."""
    with listening() as (_, number):
        async with carrying() as carried:
            carried.service.open(1, Kind.STREAM)

            assert carried.service.bind(1, number, ANYWHERE) == port.ADDRESS_IN_USE


async def test_every_frame_is_an_event_and_one_too_long_is_the_end() -> None:
    """So many small ones that come together take many turns, and not one long one."""
    async with carrying(limits=Limits(frame=100)) as carried:
        one, two = await carried.pair(Kind.FRAMES)
        whole = frame(b"first") + frame(b"second")

        carried.service.send(one, whole[:-2])
        assert await carried.next() == DataReceived(two, b"first")
        carried.service.resume(two)
        assert await carried.silent()
        carried.service.send(one, whole[-2:] + frame(bytes(101)))
        assert await carried.next() == DataReceived(two, b"second")
        assert await carried.silent()
        carried.service.resume(two)
        assert await carried.next() == SocketLost(two, 0, "a frame of 101 bytes; 1 to 100 are allowed")


async def test_no_more_is_kept_for_peers_who_do_not_read_than_there_may_be() -> None:
    """Whatever is closed and only waits to be read counts too, as a socket and with its bytes."""
    async with carrying(limits=Limits(sockets=3, kept=4_000_000)) as carried:
        one, _ = await carried.pair()
        assert carried.service.send(one, bytes(4_000_001)) == port.WOULD_BLOCK
        assert carried.service.send(one, bytes(4_000_000)) == port.WAIT_FOR_CALLBACK
        assert carried.service.send(one, b"more") == port.ALREADY
        carried.service.close(one)

        assert carried.service.open(3, Kind.STREAM) == port.NO_MORE_SOCKETS
        assert carried.service.send(2, bytes(4_000_000)) == port.WOULD_BLOCK
        carried.service.close(2)  # whoever should have read is gone: nothing is left to keep
        carried.service.close(9)
        with trio.fail_after(10):
            await until(lambda: carried.service.open(3, Kind.STREAM) == port.SUCCESS)


async def test_a_listener_of_both_families_shows_each_as_it_is() -> None:
    """Four numbers with dots are four numbers with dots."""
    with needing_ipv6():
        async with carrying() as carried:
            await carried.pair(host=HOME, bound="::")
        async with carrying() as carried:
            await carried.pair(host="::1", bound="::")
        async with carrying() as carried:
            await carried.pair(host="::1", bound="::1")


async def test_datagrams_of_both_families() -> None:
    """From one socket that serves both, and to one whose first message goes to IPv6."""
    with needing_ipv6():
        async with carrying() as carried:
            for serial in (1, 2, 3):
                carried.service.open(serial, Kind.DATAGRAM)
            local = carried.service.bind(1, 0, "::")
            assert isinstance(local, Address)
            for serial, host in ((2, "::1"), (3, HOME)):
                assert carried.service.send_to(serial, b"hello", Address(host, local.port)) == port.SUCCESS
                came = await carried.next()
                assert isinstance(came, DatagramReceived)
                assert (came.serial, came.host) == (1, host)
                carried.service.resume(1)
                assert carried.service.send_to(1, b"answer", Address(host, came.port)) == port.SUCCESS
                assert await carried.next() == DatagramReceived(serial, b"answer", host, local.port)


async def test_an_address_that_does_not_answer_costs_a_quarter_of_a_second(
    autojump_clock: MockClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then the next one is tried beside it; who gets through first wins, and the other attempt ends."""
    tried: list[tuple[str, float]] = []
    ended: list[str] = []
    won = socket.socket()

    async def connect(host: str, number: int) -> socket.socket:
        tried.append((host, trio.current_time()))
        try:
            await trio.sleep(0.1 if host == "10.0.0.2" else 1000)
        finally:
            ended.append(host)
        return won

    monkeypatch.setattr(connecting, "_connected", connect)
    began = trio.current_time()
    with won:
        addresses = connecting.interleaved(["fe80::1", "fe80::2", "10.0.0.1", "10.0.0.2"])
        assert await connecting.race(addresses, 23) is won

    assert [(host, round(at - began, 2)) for host, at in tried] == [
        ("fe80::1", 0.0),
        ("10.0.0.1", 0.25),
        ("fe80::2", 0.5),
        ("10.0.0.2", 0.75),
    ]
    assert set(ended) == set(addresses)
    assert trio.current_time() - began == pytest.approx(0.85)


async def test_an_address_that_refuses_costs_nothing(
    autojump_clock: MockClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next one is tried at once."""
    won = socket.socket()

    async def connect(host: str, number: int) -> socket.socket:
        if host == "fe80::1":
            raise ConnectionRefusedError
        return won

    monkeypatch.setattr(connecting, "_connected", connect)
    began = trio.current_time()
    with won:
        assert await connecting.race(["fe80::1", "10.0.0.1"], 23) is won

    assert trio.current_time() == began


def test_the_families_take_turns() -> None:
    """Beginning with the one that the system likes better."""
    assert connecting.interleaved(["::1", "::2", "10.0.0.1"]) == ["::1", "10.0.0.1", "::2"]
    assert connecting.interleaved(["10.0.0.1", "::1", "10.0.0.2", "10.0.0.3"]) == [
        "10.0.0.1",
        "::1",
        "10.0.0.2",
        "10.0.0.3",
    ]
