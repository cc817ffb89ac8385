"""Websocket ports over real sockets: pages, users, pings, proxies, and who may not come in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
import trio
import trio.testing

pytest.importorskip("wsproto", reason="the package wsproto is not installed")

from wsproto import ConnectionType, WSConnection
from wsproto.events import AcceptConnection, BytesMessage, CloseConnection, Event, Ping, Pong, Request, TextMessage
from wsproto.extensions import PerMessageDeflate

from neolith_trio.config import Certificate
from neolith_trio.net.admission import TOO_MANY_OF_ADDRESS, Admission, Quotas
from neolith_trio.net.arriving import Door
from neolith_trio.net.tls import Certificates
from neolith_trio.protocols.events import GmcpReceived, OptionEnabled, Side
from neolith_trio.protocols.ports import Connection, Kind, Reason
from neolith_trio.protocols.signals import Subnegotiation
from neolith_trio.protocols.telnet.constants import DO, GMCP, IAC, TTYPE
from neolith_trio.protocols.telnet.offers import Offers

from .doors import HERE, LOOPBACK, Authority, read_to_end, read_until, reception, serving, web_door
from .doors import authority as authority
from .ports import ListPort


class Browser:
    """A WebSocket client over any stream."""

    def __init__(self, stream: trio.abc.HalfCloseableStream | trio.abc.Stream) -> None:
        self.stream = stream
        self.machine = WSConnection(ConnectionType.CLIENT)
        self._events: list[Event] = []

    async def ask(self, *subprotocols: str, headers: dict[str, str] | None = None) -> Event:
        """Ask for a WebSocket; the answer."""
        given = [(name.encode(), value.encode()) for name, value in (headers or {}).items()]
        extensions: list[Any] = [PerMessageDeflate()]
        await self.say(Request("mud", "/ws", extensions, given, list(subprotocols)))
        return await self.hear()

    async def say(self, event: Event) -> None:
        await self.stream.send_all(self.machine.send(event))

    async def hear(self) -> Event:
        while not self._events:
            data = await self.stream.receive_some(4096)
            self.machine.receive_data(data or None)
            self._events += self.machine.events()
        return self._events.pop(0)

    async def until(self, text: bytes) -> bytes:
        came = b""
        while text not in came:
            event = await self.hear()
            assert isinstance(event, (BytesMessage, TextMessage)), event
            came += event.data.encode() if isinstance(event.data, str) else bytes(event.data)
        return came


@asynccontextmanager
async def browsing(number: int) -> AsyncIterator[Browser]:
    async with await trio.open_tcp_stream(LOOPBACK, number) as stream:
        yield Browser(stream)


async def user(port: ListPort, count: int = 1) -> Connection:
    """The user who came last, when so many have come."""
    from neolith_trio.protocols.ports import Connected

    def come() -> list[Connection]:
        return [event.connection for event in port.events if isinstance(event, Connected)]

    await port.until(lambda: len(come()) == count)
    return come()[-1]


async def test_a_telnet_user_comes_and_goes() -> None:
    """Negotiation, lines and last words in binary messages; the end is code 1000."""
    port = ListPort()
    async with serving(web_door(), port) as listener, browsing(listener.number) as browser:
        accepted = await browser.ask("telnet")
        assert isinstance(accepted, AcceptConnection)
        assert await browser.until(bytes([IAC, DO, TTYPE]))
        await browser.say(BytesMessage(b"look\r\n"))
        await port.until(lambda: bool(port.lines()))
        connection = await user(port)
        assert (connection.kind, connection.peer_address) == (Kind.WEBSOCKET, LOOPBACK)
        connection.write(b"Bye.\n")
        connection.close()
        assert b"Bye.\r\n" in await browser.until(b"\n")
        assert await browser.hear() == CloseConnection(1000, "")
        await browser.say(CloseConnection(1000))
        assert await browser.stream.receive_some() == b""
        await port.until(lambda: bool(port.ends()))

    assert port.lines() == [b"look"]
    assert [end.reason for end in port.ends()] == [Reason.CLOSED_BY_US]


async def test_text_without_a_subprotocol() -> None:
    """Text messages both ways, a line each."""
    port = ListPort()
    async with serving(web_door(), port) as listener, browsing(listener.number) as browser:
        await browser.ask()
        await browser.say(TextMessage("sag grüße"))
        await port.until(lambda: bool(port.lines()))
        (await user(port)).write("Grüße!\n".encode())
        assert await browser.hear() == TextMessage("Grüße!\r\n")
        await browser.say(CloseConnection(1000))
        assert await browser.hear() == CloseConnection(1000, "")
        await port.until(lambda: bool(port.ends()))

    assert port.lines() == ["sag grüße".encode()]
    assert port.ends()[0].reason is Reason.CLOSED_BY_PEER


async def test_gmcp_without_telnet() -> None:
    """The driver speaks telnet with itself: the option comes into force, and messages go both ways as text."""
    port = ListPort()
    async with serving(web_door(), port, offers=Offers(gmcp=True)) as listener, browsing(listener.number) as browser:
        await browser.ask("gmcp")
        await port.until(lambda: OptionEnabled(GMCP, Side.LOCAL) in port.received())
        connection = await user(port)
        connection.transmit([b"Hi.\n", Subnegotiation(GMCP, b'Core.Hello {"a": 1}')])
        assert await browser.hear() == BytesMessage(b"Hi.\r\n")
        assert await browser.hear() == TextMessage('Core.Hello {"a": 1}')
        await browser.say(TextMessage("Core.Supports.Set []"))
        await browser.say(BytesMessage(b"look\n"))
        await port.until(lambda: bool(port.lines()))

    assert GmcpReceived(b"Core.Supports.Set []") in port.received()


async def test_much_output_is_one_stream_of_messages() -> None:
    """In order and whole, over a connection that cannot take it at once."""
    port = ListPort()
    async with serving(web_door(), port) as listener, browsing(listener.number) as browser:
        await browser.ask("ascii")
        connection = await user(port)
        lines = b"".join(b"%d\n" % number for number in range(100_000))
        connection.write(lines)
        connection.write(b"end\n")
        came = await browser.until(b"end\r\n")

    assert came.replace(b"\r", b"") == lines + b"end\n"


async def test_broken_frames_end_the_connection() -> None:
    """The peer is told by code 1002, the backend that it was a violation."""
    port = ListPort()
    async with serving(web_door(), port) as listener, browsing(listener.number) as browser:
        await browser.ask("ascii")
        await browser.stream.send_all(b"\xf3 no frame")
        closed = await browser.hear()
        assert isinstance(closed, CloseConnection)
        assert closed.code == 1002
        await port.until(lambda: bool(port.ends()))

    assert port.ends()[0].reason is Reason.VIOLATION


async def test_a_silent_peer_is_asked_and_then_given_up(autojump_clock: trio.testing.MockClock) -> None:
    """One that answers stays; proxies keep the line of one that does not open for ever."""
    from neolith_trio.net.websocket import WebSocketTransport
    from neolith_trio.protocols.websocket import WebSocketMachine
    from neolith_trio.protocols.websocket_styles import Style

    from .ports import ScriptedTransport

    below = ScriptedTransport()
    transport = WebSocketTransport(below, WebSocketMachine(Style.TELNET), keep_alive=60)
    # a masked pong, three times
    async with trio.open_nursery() as nursery:

        @nursery.start_soon
        async def answer() -> None:
            for _ in range(3):
                await trio.sleep(90)
                below.say(b"\x8a\x80\0\0\0\0")

        with pytest.raises(trio.BrokenResourceError):
            await transport.receive_some(100)

    assert trio.current_time() == pytest.approx(270 + 120)
    assert bytes(below.got) == b"\x89\x00" * 4


async def test_pages_and_then_a_websocket_on_one_connection() -> None:
    """The client in the package under a strict policy; it can be kept; other files there are none."""
    port = ListPort()
    async with serving(web_door(), port) as listener, browsing(listener.number) as browser:
        stream = browser.stream
        await stream.send_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\nGET /client.js HTTP/1.1\r\nHost: x\r\n\r\n")
        page = await read_until(stream, b"WebSocket(address")
        assert b"Content-Security-Policy: default-src 'none'; script-src 'self'" in page
        assert b"<script>" not in page
        assert page.count(b"HTTP/1.1 200") == 2
        tag = page.partition(b'ETag: "')[2].partition(b'"')[0]
        while b"client.connect();\n" not in page:
            page += await stream.receive_some(4096)
        await stream.send_all(b'GET /index.html HTTP/1.1\r\nHost: x\r\nIf-None-Match: "' + tag + b'"\r\n\r\n')
        assert b"HTTP/1.1 304" in await read_until(stream, b"\r\n\r\n")
        await stream.send_all(b"GET /../pages.py HTTP/1.1\r\nHost: x\r\n\r\n")
        assert b"HTTP/1.1 404" in await read_until(stream, b"no such page.\n")
        assert isinstance(await browser.ask("telnet"), AcceptConnection)
        await user(port)

    assert len(port.ends()) == 1


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc", b"405"),
        (b"\xff\xfb\x1f\xff\xfd\x01look\r\nquit\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nUpgrade: websocket\r\nHost: x\r\n\r\n", b"400"),
    ],
)
async def test_what_is_no_such_request_is_answered_and_over(sent: bytes, status: bytes) -> None:
    """The answer arrives although more was sent than was read."""
    port = ListPort()
    async with serving(web_door(), port) as listener:
        stream = await trio.open_tcp_stream(LOOPBACK, listener.number)
        await stream.send_all(sent)
        assert (await read_to_end(stream)).startswith(b"HTTP/1.1 " + status)
        await stream.aclose()

    assert port.events == []


async def test_pages_of_another_site_may_not_connect() -> None:
    """Unless they are named."""
    port = ListPort()
    async with serving(web_door(allowed=["https://friend.example.org"]), port) as listener:
        statuses = {"https://evil.example.net": 403, "https://friend.example.org": 101, "http://mud": 101}
        for origin, status in statuses.items():
            async with browsing(listener.number) as browser:
                answer = await browser.ask("telnet", headers={"Origin": origin})
                assert getattr(answer, "status_code", 101) == status


async def test_a_trusted_proxy_is_believed() -> None:
    """And nobody else; the origin is compared with the host that the proxy was asked for."""
    headers = {"X-Forwarded-For": "192.0.2.7", "X-Forwarded-Host": "mud.example.com", "Origin": "https://mud.example.com"}
    port = ListPort()
    door = Door(Kind.WEBSOCKET, HERE, reception=reception(HERE))
    async with serving(door, port) as listener, browsing(listener.number) as browser:
        assert isinstance(await browser.ask("telnet", headers=headers), AcceptConnection)
        assert (await user(port)).peer_address == "192.0.2.7"
    stranger = ListPort()
    async with serving(web_door(), stranger) as listener, browsing(listener.number) as browser:
        await browser.ask("telnet", headers={"X-Forwarded-For": "192.0.2.7"})
        assert (await user(stranger)).peer_address == LOOPBACK


async def test_users_behind_a_proxy_are_counted_by_their_own_addresses() -> None:
    """One of them cannot take the places of the others."""
    port, admission = ListPort(), Admission(Quotas(of_address=1, rate=0))
    door = Door(Kind.WEBSOCKET, HERE, reception=reception(HERE))
    async with (
        serving(door, port, admission=admission) as listener,
        browsing(listener.number) as first,
        browsing(listener.number) as second,
        browsing(listener.number) as third,
    ):
        await first.ask("telnet", headers={"X-Forwarded-For": "192.0.2.7"})
        await user(port)
        await second.ask("telnet", headers={"X-Forwarded-For": "192.0.2.7"})
        assert await read_to_end(second.stream) == b""
        assert admission._refusals[TOO_MANY_OF_ADDRESS] == 1
        await third.ask("telnet", headers={"X-Forwarded-For": "192.0.2.8"})
        await user(port, 2)

    assert admission.count == 0


async def test_a_slow_request_is_not_waited_for() -> None:
    """A byte now and then does not hold the place for ever."""
    port = ListPort()
    async with serving(web_door(patience=0.2), port) as listener:
        stream = await trio.open_tcp_stream(LOOPBACK, listener.number)
        begin = trio.current_time()
        with pytest.raises(trio.BrokenResourceError):
            await dribble(stream, b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 1000)
        await stream.aclose()

    assert trio.current_time() - begin < 10
    assert port.events == []


async def dribble(stream: trio.SocketStream, data: bytes) -> None:
    for byte in data:
        await stream.send_all(bytes([byte]))
        await trio.sleep(0.02)


async def test_within_tls(authority: Authority) -> None:
    """Both layers, one over the other."""
    files: Certificate = authority.files()
    port = ListPort()
    door = Door(Kind.WEBSOCKET, reception=reception(), certificates=Certificates(files, web=True))
    async with serving(door, port) as listener:
        tcp = await trio.open_tcp_stream(LOOPBACK, listener.number)
        stream = trio.SSLStream(tcp, authority.trusting(), server_hostname=LOOPBACK)
        browser = Browser(stream)
        await browser.ask("ascii")
        connection = await user(port)
        connection.write(b"x" * 300_000 + b"\n")
        connection.close()
        assert len(await browser.until(b"\n")) == 300_002
        assert await browser.hear() == CloseConnection(1000, "")
        await browser.say(CloseConnection(1000))
        assert await stream.receive_some() == b""
        await stream.aclose()

    assert port.ends()[0].reason is Reason.CLOSED_BY_US


async def test_pings_of_the_peer_are_answered() -> None:
    """Also while nothing else happens."""
    port = ListPort()
    async with serving(web_door(), port) as listener, browsing(listener.number) as browser:
        await browser.ask("ascii")
        await browser.say(Ping(payload=b"there?"))
        assert await browser.hear() == Pong(payload=b"there?")
