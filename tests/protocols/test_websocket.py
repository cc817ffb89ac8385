"""WebSockets without sockets: wsproto's client against our server, through the handshake and after it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("wsproto", reason="the package wsproto is not installed")

from wsproto import ConnectionType, WSConnection
from wsproto.events import (
    AcceptConnection,
    BytesMessage,
    CloseConnection,
    Event,
    Ping,
    Pong,
    RejectConnection,
    Request,
    TextMessage,
)
from wsproto.extensions import PerMessageDeflate

from neolith_trio.protocols.telnet.constants import DO, GMCP, IAC, SB, SE, WILL
from neolith_trio.protocols.web_requests import BadRequest, OriginRules, WebRequests
from neolith_trio.protocols.websocket import MAX_MESSAGE, Violated, WebSocketMachine


class Peer:
    """A client, and the server that it talks to."""

    def __init__(self, *subprotocols: str, deflate: bool = True) -> None:
        self.client = WSConnection(ConnectionType.CLIENT)
        extensions = [PerMessageDeflate()] if deflate else []
        request = Request(host="mud", target="/ws?x", subprotocols=list(subprotocols), extensions=extensions)  # type: ignore[arg-type]
        requests = WebRequests()
        requests.receive(self.client.send(request))
        asked = requests.next_request()
        assert asked is not None
        assert asked.upgrade is not None
        assert asked.path == "/ws"
        machine = requests.upgrade(asked)
        assert machine is not None
        self.machine: WebSocketMachine = machine
        (self.accepted,) = self.hears(requests.data_to_send())

    def hears(self, data: bytes | None = None) -> list[Event]:
        self.client.receive_data(self.machine.data_to_send() if data is None else data)
        return list(self.client.events())

    def says(self, *events: Event) -> bytes:
        return b"".join(self.client.send(event) for event in events)

    def said(self, *events: Event) -> bytes:
        return self.machine.receive(self.says(*events))


@pytest.mark.parametrize(
    ("offered", "chosen"),
    [
        (["telnet"], "telnet"),
        (["x", "ascii", "telnet"], "ascii"),
        (["binary"], "binary"),
        (["gmcp.mudstandards.org"], "gmcp.mudstandards.org"),
        ([], None),
    ],
)
def test_the_first_subprotocol_that_is_known_is_taken(offered: list[str], chosen: str | None) -> None:
    """With compression, which keeps no window between messages."""
    accepted = Peer(*offered).accepted

    assert isinstance(accepted, AcceptConnection)
    assert accepted.subprotocol == chosen
    assert [extension.name for extension in accepted.extensions] == ["permessage-deflate"]
    assert "server_no_context_takeover" in repr(accepted.extensions[0])


@pytest.mark.parametrize(
    ("subprotocol", "sent"),
    [
        ("telnet", BytesMessage(b"gr\xc3\xbc\xff\xf1")),
        ("binary", BytesMessage(b"gr\xc3\xbc\xff\xf1")),
        ("ascii", BytesMessage(b"gr\xc3\xbc\xff\xf1")),
        ("", TextMessage("grü�")),
    ],
)
def test_output_is_a_message_of_its_kind(subprotocol: str, sent: Event) -> None:
    """Bytes as they are, or text in which what is no UTF-8 is replaced."""
    peer = Peer(*filter(None, [subprotocol]))
    peer.machine.send(b"gr\xc3\xbc\xff\xf1" if subprotocol else b"gr\xc3\xbc\xff")

    assert peer.hears() == [sent]


def test_a_character_cut_in_two_is_one() -> None:
    """Text messages wait for the rest of it."""
    peer = Peer()
    peer.machine.send(b"gr\xc3")
    peer.machine.send(b"\xbc\n")

    assert peer.hears() == [TextMessage("gr"), TextMessage("ü\n")]


def test_what_messages_mean_to_the_port() -> None:
    """Of either kind; without a subprotocol each is a line."""
    assert Peer("telnet").said(BytesMessage(b"a\xff\xf1"), TextMessage("ü")) == b"a\xff\xf1\xc3\xbc"
    assert Peer("ascii").said(TextMessage("lo"), TextMessage("ok\n")) == b"look\n"
    assert Peer().said(TextMessage("look"), TextMessage("say\n"), BytesMessage(b"quit")) == b"look\nsay\nquit\n"


def test_gmcp_goes_in_text_messages() -> None:
    """The telnet behind it is spoken on the client's behalf."""
    peer = Peer("gmcp")
    offers, message = bytes([IAC, WILL, GMCP, IAC, WILL, 86]), bytes([IAC, SB, GMCP]) + b"A.B {}" + bytes([IAC, SE])
    peer.machine.send(offers + b"Hi\xff\xff" + message)

    assert peer.hears() == [BytesMessage(b"Hi\xff"), TextMessage("A.B {}")]
    assert peer.machine.answered() == bytes([IAC, DO, GMCP, IAC, 254, 86])
    assert peer.said(BytesMessage(b"look\xff\n"), TextMessage('Core.Ping "\xff"')) == (
        b"look\xff\xff\n" + bytes([IAC, SB, GMCP]) + b'Core.Ping "\xc3\xbf"' + bytes([IAC, SE])
    )


def test_pings_are_answered_and_asked() -> None:
    """And are no input."""
    peer = Peer("telnet")

    assert peer.said(Ping(payload=b"x")) == b""
    peer.machine.ping()
    assert peer.hears() == [Pong(payload=b"x"), Ping(payload=b"")]


def test_a_goodbye_is_answered_with_its_code() -> None:
    """Nothing that comes after it counts, nor does anything go out."""
    peer = Peer("telnet")

    assert peer.said(BytesMessage(b"quit\n"), CloseConnection(1001)) == b"quit\n"
    assert peer.machine.closed
    assert peer.machine.receive(b"more") == b""
    peer.machine.send(b"too late")
    peer.machine.ping()
    assert peer.hears() == [CloseConnection(1001, "")]


def test_our_goodbye() -> None:
    """1000, once."""
    peer = Peer("telnet")
    peer.machine.send(b"Bye.")
    peer.machine.close()
    peer.machine.close()

    assert peer.hears() == [BytesMessage(b"Bye."), CloseConnection(1000, "")]
    assert peer.said(CloseConnection(1000)) == b""
    assert peer.machine.closed


def bomb() -> bytes:
    """A frame that unpacks to a hundred times what a message may be."""
    return Peer("telnet").says(BytesMessage(bytes(100 * MAX_MESSAGE)))


def in_pieces() -> bytes:
    return Peer("telnet", deflate=False).says(*[BytesMessage(bytes(MAX_MESSAGE // 4), message_finished=False)] * 5)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xff\xfb\x01 telnet", 1002),
        (b"\x81\x85\0\0\0\0ab\xff\xfe\xfd", 1007),
        (b"\x02\x01x", 1002),
        (bomb(), 1009),
        (in_pieces(), 1009),
        (b"\x88\x81\0\0\0\0x", 1002),
    ],
)
def test_who_breaks_a_rule_is_told_which(data: bytes, code: int) -> None:
    """By the code of RFC 6455, and the caller hears of it too."""
    peer = Peer("telnet")
    with pytest.raises(Violated):
        peer.machine.receive(data)

    (closed,) = peer.hears()
    assert isinstance(closed, CloseConnection)
    assert closed.code == code


messages = st.lists(st.binary(max_size=200).map(BytesMessage) | st.text(max_size=200).map(TextMessage), max_size=8)


@given(messages, st.sampled_from(["telnet", "ascii", "gmcp", ""]), st.integers(1, 7), st.booleans())
@settings(deadline=None)
def test_pieces_of_any_size_mean_the_same(sent: Sequence[Event], subprotocol: str, size: int, deflate: bool) -> None:
    """Feeding a few bytes at a time equals feeding all at once."""
    whole, cut = (Peer(*filter(None, [subprotocol]), deflate=deflate) for _ in range(2))
    data = cut.says(*sent)

    came = b"".join(cut.machine.receive(data[at : at + size]) for at in range(0, len(data), size))

    assert came == whole.said(*sent)


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_any_bytes_are_messages_or_a_violation(data: bytes) -> None:
    """Nothing else comes out."""
    machine = Peer("telnet").machine
    try:
        machine.receive(data)
    except Violated:
        assert machine.data_to_send()


# -- before the handshake ---------------------------------------------------------------------------------------------


def request(text: str) -> WebRequests:
    requests = WebRequests()
    requests.receive(text.replace("\n", "\r\n").encode("latin-1"))
    return requests


def test_pages_are_asked_for_one_after_the_other() -> None:
    """The path comes without its query and its percent signs."""
    requests = request("GET /a%20b?c HTTP/1.1\nHost: x\n\nHEAD /b HTTP/1.1\nHost: x\n\n")

    first = requests.next_request()
    assert first is not None
    assert (first.method, first.path, first.header(b"host")) == ("GET", "/a b", b"x")
    requests.answer(200, b"hi", [(b"Content-Type", b"text/plain")])
    assert requests.data_to_send().endswith(b"\r\n\r\nhi")
    second = requests.next_request()
    assert second is not None
    assert second.path == "/b"
    requests.answer(404, b"gone", bodiless=True)
    assert requests.data_to_send().endswith(b"\r\n\r\n")
    assert requests.next_request() is None
    assert not requests.over


@pytest.mark.parametrize(
    "text",
    [
        "\xff\xfb\x01\xff\xfd\x03look\n\n",
        "GET / HTTP/1.1\n\n",
        "GET / HTTP/1.1\nHost: x\nUpgrade: websocket\n\n",
        "GET / HTTP/1.1\nHost: x\nUpgrade: websocket\nConnection: Upgrade\nSec-WebSocket-Version: 8\n\n",
        "POST / HTTP/1.1\nHost: x\nUpgrade: websocket\nConnection: Upgrade\nContent-Length: 0\n\n",
        "GET / HTTP/1.1\nHost: x\nCookie: " + "y" * 20_000,
    ],
)
def test_what_is_not_understood_is_a_bad_request(text: str) -> None:
    """It gets an answer, and the connection ends."""
    requests = request(text)
    with pytest.raises(BadRequest):
        requests.next_request()

    assert requests.data_to_send().startswith(b"HTTP/1.1 400 ")
    assert requests.over


def test_an_extension_in_a_strange_form_is_a_bad_request() -> None:
    """And not a fault of ours."""
    requests = request(
        "GET / HTTP/1.1\nHost: x\nUpgrade: websocket\nConnection: Upgrade\nSec-WebSocket-Version: 13\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\n"
        "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits=x\n\n"
    )
    asked = requests.next_request()
    assert asked is not None
    with pytest.raises(BadRequest):
        requests.upgrade(asked)


def test_subprotocols_of_which_none_is_known_are_refused() -> None:
    """A browser would end the connection without a reason otherwise."""
    requests = WebRequests()
    client = WSConnection(ConnectionType.CLIENT)
    requests.receive(client.send(Request(host="x", target="/", subprotocols=["mqtt"])))
    asked = requests.next_request()
    assert asked is not None

    assert requests.upgrade(asked) is None
    requests.answer(400, b"no", close=True)
    client.receive_data(requests.data_to_send())
    rejected = next(client.events())
    assert isinstance(rejected, RejectConnection)
    assert rejected.status_code == 400


@pytest.mark.parametrize(
    ("origin", "host", "allowed"),
    [
        ("", "mud.example.com", True),
        ("https://mud.example.com", "mud.example.com", True),
        ("https://MUD.example.com", "mud.example.com:8080", True),
        ("http://[::1]:8080", "[::1]:9090", True),
        ("https://friend.example.org", "mud.example.com", True),
        ("https://evil.example.net", "mud.example.com", False),
        ("https://mud.example.com.evil.net", "mud.example.com", False),
        ("null", "mud.example.com", False),
        ("null", "", False),
    ],
)
def test_pages_of_other_hosts_need_to_be_named(origin: str, host: str, allowed: bool) -> None:
    """Another port of the same host is the same site; programs have no origin."""
    assert OriginRules(["https://friend.example.org"]).allow(origin, host) is allowed
    assert OriginRules(["*"]).allow(origin, host)


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_any_bytes_before_the_handshake_are_requests_or_bad(data: bytes) -> None:
    """Nothing else comes out."""
    requests = WebRequests()
    try:
        requests.receive(data)
        requests.next_request()
    except BadRequest:
        assert requests.over
