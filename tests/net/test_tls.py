"""TLS: certificates, the layer over real sockets, and what is wrong with either."""

from __future__ import annotations

import logging
import socket
import ssl
import struct
from pathlib import Path

import pytest
import trio
import trio.testing

from neolith_trio.config import Certificate
from neolith_trio.net.connection import Limits
from neolith_trio.net.tls import BadCertificate, Certificates
from neolith_trio.protocols.ports import Kind, Reason

from .doors import LOOPBACK, Authority, read_to_end, read_until, serving, tls_door
from .doors import authority as authority
from .ports import ListPort


async def encrypted(number: int, context: ssl.SSLContext) -> trio.SSLStream[trio.SocketStream]:
    tcp = await trio.open_tcp_stream(LOOPBACK, number)
    stream = trio.SSLStream(tcp, context, server_hostname=LOOPBACK)
    try:
        await stream.do_handshake()
    except trio.BrokenResourceError:
        await tcp.aclose()
        raise
    return stream


async def test_a_session_from_hello_to_goodbye(authority: Authority) -> None:
    """Lines both ways, and an end that both sides have said."""
    port = ListPort()
    async with serving(tls_door(authority.files()), port) as listener:
        stream = await encrypted(listener.number, authority.trusting())
        await stream.send_all(b"look\r\n")
        await port.until(lambda: bool(port.lines()))
        connection = await port.connection()
        connection.write(b"You see nothing.\n")
        assert await read_until(stream, b"\n") == b"You see nothing.\r\n"
        connection.close()
        # an end without the goodbye of TLS would be an error here
        assert await stream.receive_some() == b""
        await stream.aclose()
        await port.until(lambda: bool(port.ends()))

    assert port.lines() == [b"look"]
    assert [end.reason for end in port.ends()] == [Reason.CLOSED_BY_US]


async def test_much_output_arrives_whole(authority: Authority) -> None:
    """More than a record, than the kernel takes at once, and than the reader reads at once."""
    port = ListPort()
    door, limits = tls_door(authority.files(), Kind.BINARY), Limits(max_pending=8_000_000)
    async with serving(door, port, limits=limits) as listener:
        stream = await encrypted(listener.number, authority.trusting())
        connection = await port.connection()
        sent = bytes(range(256)) * 16_000
        connection.write(sent[:3_000_000])
        connection.write(sent[3_000_000:])
        connection.close()
        assert await read_to_end(stream) == sent
        await stream.aclose()


async def test_a_reader_that_stops_is_dropped(authority: Authority) -> None:
    """What was encrypted and did not leave counts as not read."""
    port = ListPort()
    limits = Limits(max_pending=64 * 1024)
    async with serving(tls_door(authority.files(), Kind.BINARY), port, limits=limits) as listener:
        stream = await encrypted(listener.number, authority.trusting())
        connection = await port.connection()
        while not connection.closed:
            connection.write(bytes(16 * 1024))
        await port.until(lambda: bool(port.ends()))
        await stream.transport_stream.aclose()

    assert port.ends()[0].reason is Reason.TOO_SLOW


@pytest.mark.parametrize("hello", [b"GET / HTTP/1.1\r\n\r\n", b"\xff\xfb\x01\r\n", b"\x16\x03\x01\0\5hello", b""])
async def test_who_does_not_speak_tls_is_nobody(
    authority: Authority, hello: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    """The mudlib does not hear of it, and nobody else is disturbed."""
    port = ListPort()
    with caplog.at_level(logging.INFO):
        async with serving(tls_door(authority.files()), port) as listener:
            stranger = await trio.open_tcp_stream(LOOPBACK, listener.number)
            await stranger.send_all(hello)
            await stranger.send_eof()
            await read_to_end(stranger)
            await stranger.aclose()
            async with await encrypted(listener.number, authority.trusting()):
                await port.connection()

    assert "no TLS" in caplog.text
    assert len(port.ends()) == 1


async def test_a_certificate_that_the_client_does_not_trust(authority: Authority, tmp_path: Path) -> None:
    """It goes; the listener stays."""
    port = ListPort()
    async with serving(tls_door(authority.files()), port) as listener:
        with pytest.raises(trio.BrokenResourceError):
            await encrypted(listener.number, ssl.create_default_context())
        async with await encrypted(listener.number, authority.trusting()):
            await port.connection()

    assert len([event for event in port.ends() if event.reason is not Reason.CLOSED_BY_PEER]) <= 1


async def test_a_handshake_has_a_deadline(authority: Authority) -> None:
    """A peer that only connects holds nothing for long."""
    port = ListPort()
    async with serving(tls_door(authority.files(), patience=0.05), port) as listener:
        silent = await trio.open_tcp_stream(LOOPBACK, listener.number)
        assert await read_to_end(silent) == b""
        assert listener._admission.count == 0
        await silent.aclose()

    assert port.events == []


async def test_a_reset_in_the_handshake(authority: Authority) -> None:
    """Is the end of it."""
    port = ListPort()
    async with serving(tls_door(authority.files()), port) as listener:
        stream = await trio.open_tcp_stream(LOOPBACK, listener.number)
        await stream.send_all(b"\x16\x03\x01\x02\x00\x01")
        reset(stream)
        while listener._admission.count:  # noqa: ASYNC110  # nobody tells when one that never was is gone
            await trio.sleep(0.01)

    assert port.events == []


def reset(stream: trio.SocketStream) -> None:
    stream.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    stream.socket.close()


async def test_a_certificate_is_read_again_for_those_who_come(authority: Authority) -> None:
    """Who is connected stays so; the next sees the new one; one that cannot be used changes nothing."""
    files = authority.files()
    port, door = ListPort(), tls_door(files)
    assert door.certificates is not None
    async with serving(door, port) as listener:
        before = await encrypted(listener.number, authority.trusting())
        authority.files()
        door.certificates.reload()
        after = await encrypted(listener.number, authority.trusting())
        assert before.getpeercert(True) != after.getpeercert(True)
        files.key.write_text("nonsense")
        with pytest.raises(BadCertificate):
            door.certificates.reload()
        still = await encrypted(listener.number, authority.trusting())
        assert still.getpeercert(True) == after.getpeercert(True)
        for stream, line in ((before, b"one\n"), (after, b"two\n"), (still, b"three\n")):
            await stream.send_all(line)
        await port.until(lambda: len(port.lines()) == 3)
        for stream in (before, after, still):
            await stream.aclose()

    assert sorted(port.lines()) == [b"one", b"three", b"two"]


def test_what_is_wrong_with_a_certificate_is_said(authority: Authority, tmp_path: Path) -> None:
    """The message names the file and the cause."""
    mine, other = authority.files("mine"), authority.files("other")
    nonsense, locked = tmp_path / "nonsense.pem", tmp_path / "locked.key"
    nonsense.write_text("nonsense")
    serialization = pytest.importorskip("cryptography.hazmat.primitives.serialization")
    key = serialization.load_pem_private_key(mine.key.read_bytes(), None)
    form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    locked.write_bytes(key.private_bytes(*form, serialization.BestAvailableEncryption(b"secret")))

    assert complaint(tmp_path / "none.pem", mine.key) == (
        f"the certificate or key {tmp_path / 'none.pem'} cannot be read: No such file or directory"
    )
    assert "the key belongs to another certificate" in complaint(mine.certificate, other.key)
    assert f"there is no certificate in PEM form in {nonsense}" in complaint(nonsense, mine.key)
    assert f"there is no private key in PEM form in {nonsense}" in complaint(mine.certificate, nonsense)
    assert "the key is encrypted; give one without a password" in complaint(mine.certificate, locked)
    assert f"no private key in PEM form in {mine.certificate}" in complaint(mine.certificate, mine.certificate)


def complaint(certificate: Path, key: Path) -> str:
    with pytest.raises(BadCertificate) as caught:
        Certificates(Certificate(certificate, key))
    return str(caught.value)
