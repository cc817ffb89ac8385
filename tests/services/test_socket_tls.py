"""TLS on the sockets of LPC: whom they trust, and that bytes arrive whatever the size of the pieces."""

from __future__ import annotations

import socket
import ssl
from pathlib import Path

import pytest
import trio
import trio.testing

from neolith_trio.runtime.outside.ports import socket as port
from neolith_trio.runtime.outside.ports.socket import (
    Address,
    Certificate,
    ConnectionOffered,
    DataReceived,
    Kind,
    OutputSent,
    SocketConnected,
    SocketEvent,
    SocketLost,
    SocketResolved,
    Tls,
)
from neolith_trio.services import sockets
from neolith_trio.services.sockets import Limits

from .carried import HOME, Carried, Names, carrying, listening

PEM = Path(__file__).parent / "self-signed.pem"  # for 127.0.0.1, with its key
CERTIFICATE = Certificate(PEM, PEM)
NOT_VERIFIED = Tls(verify=False)


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine trusts the certificate."""
    monkeypatch.setenv("SSL_CERT_FILE", str(PEM))


async def offered(carried: Carried, how: Tls, name: str = "") -> int:
    """Socket 1 connects to socket 9, which accepts it as 2; the port."""
    number = carried.listen(certificate=CERTIFICATE)
    carried.service.open(1, Kind.STREAM)
    if name:
        assert carried.service.connect_by_name(1, name, number, how) == port.SUCCESS
        assert isinstance(await carried.next(), SocketResolved)
    else:
        assert carried.service.connect(1, Address(HOME, number), how) == port.SUCCESS
    assert await carried.next_of(9) == ConnectionOffered(9)
    assert isinstance(carried.service.accept(9, 2), Address)
    return number


async def encrypted_pair(carried: Carried, how: Tls = NOT_VERIFIED) -> None:
    """Sockets 1 and 2 have agreed."""
    number = await offered(carried, how)
    assert await carried.next_of(1) == SocketConnected(1, HOME, number)
    assert isinstance(await carried.next_of(2), SocketConnected)


@pytest.mark.usefixtures("trusted")
async def test_both_sides_hear_when_they_have_agreed_and_then_talk() -> None:
    """To an address that is in the certificate."""
    async with carrying() as carried:
        await encrypted_pair(carried, Tls())

        assert carried.service.send(1, b"ping") == port.SUCCESS
        assert await carried.next() == DataReceived(2, b"ping")
        assert carried.service.send(2, b"pong") == port.SUCCESS
        assert await carried.next() == DataReceived(1, b"pong")
        carried.service.close(1)
        carried.service.resume(2)
        assert await carried.next() == SocketLost(2)


async def test_a_certificate_that_nobody_trusts_is_refused() -> None:
    """The log gets the reason; the other side hears of the end too."""
    async with carrying() as carried:
        await offered(carried, Tls())

        lost = await carried.next_of(1)
        assert isinstance(lost, SocketLost)
        assert lost.code == port.CONNECT_FAILED
        assert "not accepted: self-signed certificate" in lost.why.replace("self signed", "self-signed")
        carried.service.close(1)
        assert isinstance(await carried.next_of(2), SocketLost | SocketConnected)


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize(("how", "name"), [(Tls(name="mud.example.org"), ""), (Tls(), "mud.example.org")])
async def test_a_certificate_for_somebody_else_is_refused(how: Tls, name: str) -> None:
    """Whether the name was an option or what was connected to."""
    async with carrying(Names({"mud.example.org": (HOME,)})) as carried:
        await offered(carried, how, name)

        lost = await carried.next_of(1)
        assert isinstance(lost, SocketLost)
        assert "mud.example.org" in lost.why


async def test_who_does_not_verify_gets_through() -> None:
    """To anybody, by name too."""
    async with carrying(Names({"mud.example.org": (HOME,)})) as carried:
        number = await offered(carried, NOT_VERIFIED, "mud.example.org")

        assert await carried.next_of(1) == SocketConnected(1, HOME, number)


async def test_a_long_message_arrives_whole() -> None:
    """Although much of it has to wait, and while messages go the other way."""
    async with carrying(limits=Limits(kept=10_000_000)) as carried:
        await encrypted_pair(carried)
        message = bytes(range(256)) * 30_000
        assert carried.service.send(1, message) == port.WAIT_FOR_CALLBACK

        received = bytearray()
        events: list[SocketEvent] = []
        while len(received) < len(message) or OutputSent(1) not in events:
            event = await carried.next()
            events.append(event)
            if isinstance(event, DataReceived) and event.serial == 2:
                received += event.data
                carried.service.send(2, b"thanks")
            if isinstance(event, DataReceived):
                carried.service.resume(event.serial)
        assert received == message


async def test_what_was_written_before_the_close_is_sent() -> None:
    """And then the end is said in the way of TLS."""
    async with carrying() as carried:
        await encrypted_pair(carried)
        message = bytes(5_000_000)
        assert carried.service.send(1, message) == port.WAIT_FOR_CALLBACK
        carried.service.close(1)

        received = 0
        while isinstance(event := await carried.next_of(2), DataReceived):
            received += len(event.data)
            carried.service.resume(2)
        assert (received, event) == (len(message), SocketLost(2))


async def test_somebody_who_does_not_speak_tls_is_refused() -> None:
    """He has sent a telnet greeting; the listener goes on."""
    async with carrying() as carried:
        number = carried.listen(certificate=CERTIFICATE)
        with socket.create_connection((HOME, number)) as stranger:
            stranger.sendall(b"hello?\r\n")
            assert await carried.next() == ConnectionOffered(9)
            carried.service.accept(9, 2)
            lost = await carried.next()
        assert isinstance(lost, SocketLost)
        assert (lost.serial, lost.code) == (2, port.CONNECT_FAILED)
        assert "no TLS connection" in lost.why


async def test_somebody_who_says_nothing_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """At the deadline, as a connection that does not come about."""
    monkeypatch.setattr(sockets, "CONNECT_DEADLINE", 0.05)
    async with carrying() as carried:
        with listening() as (_, number):
            carried.service.open(1, Kind.STREAM)
            carried.service.connect(1, Address(HOME, number), NOT_VERIFIED)
            assert await carried.next() == SocketLost(1, port.CONNECT_FAILED)


async def test_a_closed_socket_tells_nothing_of_its_handshake() -> None:
    """Not even that it has ended."""
    async with carrying() as carried:
        with listening() as (_, number):
            carried.service.open(1, Kind.STREAM)
            carried.service.connect(1, Address(HOME, number), NOT_VERIFIED)
            await trio.testing.wait_all_tasks_blocked(0.01)
            carried.service.close(1)
            assert await carried.silent()


@pytest.fixture
def broken(tmp_path: Path) -> Certificate:
    """A file that is no certificate."""
    file = tmp_path / "broken.pem"
    file.write_text("nothing\n")
    return Certificate(file, file)


async def test_a_file_that_is_no_certificate_is_said_at_once(
    broken: Certificate, caplog: pytest.LogCaptureFixture
) -> None:
    """Nobody listens with it."""
    async with carrying() as carried:
        carried.service.open(1, Kind.STREAM)
        carried.service.bind(1, 0, HOME)

        assert carried.service.listen(1, broken) == port.LISTEN_FAILED
        assert "broken.pem" in caplog.text


async def test_an_ordinary_client_of_tls_is_served() -> None:
    """One that is not ours, and insists on TLS 1.2."""
    context = ssl.create_default_context(cafile=str(PEM))
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    async with carrying() as carried:
        number = carried.listen(certificate=CERTIFICATE)
        async with trio.open_nursery() as nursery:

            async def talk() -> None:
                tcp = await trio.open_tcp_stream(HOME, number)
                stream = trio.SSLStream(tcp, context, server_hostname=HOME, https_compatible=True)
                await stream.send_all(b"hello")
                assert await stream.receive_some() == b"welcome"
                await stream.aclose()

            nursery.start_soon(talk)
            assert await carried.next() == ConnectionOffered(9)
            carried.service.accept(9, 2)
            assert isinstance(await carried.next(), SocketConnected)
            assert await carried.next() == DataReceived(2, b"hello")
            carried.service.send(2, b"welcome")
            carried.service.resume(2)
            assert await carried.next() == SocketLost(2)
