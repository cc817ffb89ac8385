"""The carrier of LPC's sockets, with real ones over the loopback."""

from __future__ import annotations

import errno
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import attrs
import pytest
import trio

from neolith_trio.concurrency import Inbox
from neolith_trio.runtime import socket_port as port
from neolith_trio.runtime.socket_port import (
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
from neolith_trio.services.resolver import Answer, Lookup
from neolith_trio.services.sockets import SocketService, connecting
from neolith_trio.services.sockets.endpoint import CHUNK

HOME = "127.0.0.1"
ANYWHERE = "0.0.0.0"


@attrs.define
class Names:
    """A resolver that knows what the test says; None is refused."""

    answers: dict[str, Answer] = attrs.field(factory=dict)

    def addresses(self, name: str) -> Lookup | None:
        return Lookup(self.answers[name], over=True) if name in self.answers else None


class Carried:
    """The service and what it has told."""

    def __init__(self, service: SocketService, inbox: Inbox[SocketEvent]) -> None:
        self.service = service
        self._inbox = inbox
        self._waiting: list[SocketEvent] = []

    async def next(self) -> SocketEvent:
        """The next event."""
        with trio.fail_after(10):
            while not self._waiting:
                self._waiting = [event for _, event in await self._inbox.drain()]
        return self._waiting.pop(0)

    async def next_of(self, serial: int) -> SocketEvent:
        """The next event of one socket; the others keep theirs."""
        passed: list[SocketEvent] = []
        while (event := await self.next()).serial != serial:
            passed.append(event)
        self._waiting[:0] = passed
        return event

    async def silent(self) -> bool:
        """Whether nothing comes."""
        return not self._waiting and not await self._inbox.drain(trio.current_time() + 0.05)

    async def pair(self) -> tuple[int, int]:
        """Two connected sockets, 1 and 2; 9 is the listener."""
        assert self.service.open(9, Kind.STREAM) == port.SUCCESS
        local = self.service.bind(9, 0, ANYWHERE)
        assert isinstance(local, Address)
        assert self.service.listen(9) == port.SUCCESS
        assert self.service.open(1, Kind.STREAM) == port.SUCCESS
        assert self.service.connect(1, Address(HOME, local.port)) == port.SUCCESS
        assert isinstance(await self.next_of(9), ConnectionOffered)
        assert isinstance(self.service.accept(9, 2), Address)
        assert await self.next_of(1) == SocketConnected(1, HOME, local.port)
        return 1, 2


@asynccontextmanager
async def carrying(names: Names | None = None) -> AsyncIterator[Carried]:
    with Inbox[SocketEvent]() as inbox:
        async with trio.open_nursery() as nursery:
            service = await nursery.start(sockets.serve, inbox, names or Names())
            yield Carried(service, inbox)
            # it ends by itself
            nursery.cancel_scope.deadline = trio.current_time() + 10
            service.finish()
        assert not nursery.cancel_scope.cancelled_caught


@contextmanager
def listening(family: socket.AddressFamily = socket.AF_INET) -> Iterator[tuple[socket.socket, int]]:
    """Somebody else's listening socket."""
    with socket.socket(family) as sock:
        sock.bind(("::1" if family == socket.AF_INET6 else HOME, 0))
        sock.listen()
        yield sock, sock.getsockname()[1]


def closed_port() -> int:
    with listening() as (_, number):
        return number


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
    try:
        with listening(socket.AF_INET6) as (_, number):
            async with carrying(Names({"mud": ("::1",)})) as carried:
                carried.service.open(1, Kind.STREAM)

                carried.service.connect_by_name(1, "mud", number)
                assert await carried.next() == SocketResolved(1, "::1", number)
                assert await carried.next() == SocketConnected(1, "::1", number)
    except OSError as error:
        if error.errno not in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
            raise
        pytest.skip("no IPv6 on this machine")


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


def test_the_families_take_turns() -> None:
    """Beginning with the one that the system likes better."""
    assert connecting.interleaved(["::1", "::2", "10.0.0.1"]) == ["::1", "10.0.0.1", "::2"]
    assert connecting.interleaved(["10.0.0.1", "::1", "10.0.0.2", "10.0.0.3"]) == [
        "10.0.0.1",
        "::1",
        "10.0.0.2",
        "10.0.0.3",
    ]
