"""What comes to a websocket port before it is a WebSocket: requests over HTTP/1.1.

Either somebody wants a page, any number of times, or to speak WebSocket, which is the last request. The origin is
looked at here: a page of another site must not be able to log its visitors in (`OriginRules`).

Rule: no I/O, no files; the shell asks `next_request`, and answers each with `answer` or `upgrade`. What is not HTTP is
a `BadRequest`, and the answer to it is in data_to_send() already. net/ is the only caller. It needs the package
wsproto, and h11 with it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from http import HTTPStatus
from typing import Final
from urllib.parse import unquote, urlsplit

import h11
from attrs import field
from wsproto import ConnectionType, WSConnection
from wsproto.events import AcceptConnection
from wsproto.events import Request as UpgradeRequest
from wsproto.extensions import PerMessageDeflate
from wsproto.utilities import ProtocolError

from ..data import frozen
from .websocket import WebSocketMachine
from .websocket_styles import STYLES, Style

Headers = Sequence[tuple[bytes, bytes]]

LARGEST_REQUEST: Final = 16 * 1024
ANY_ORIGIN: Final = "*"


class BadRequest(Exception):
    """The peer does not speak HTTP, or not as it should; the text says how."""


@frozen
class Request:
    """One request. `path` has no query and no percent signs any more; `upgrade` is what asks for a WebSocket."""

    method: str
    path: str
    headers: Headers = field(repr=False)
    upgrade: UpgradeRequest | None = None

    def header(self, name: bytes) -> bytes:
        """A header by its name in small letters; b"" when it is not there."""
        return next((value for each, value in self.headers if each == name), b"")


@frozen
class OriginRules:
    """Whose pages may connect: those of the same host, and those that are named."""

    allowed: Collection[str] = ()

    def allow(self, origin: str, host: str) -> bool:
        """`origin` as the browser says it, "" for programs that are none; `host` as the user typed it."""
        if not origin or ANY_ORIGIN in self.allowed or origin.lower() in self.allowed:
            return True
        return bool(host) and _host_name(urlsplit(origin).netloc) == _host_name(host)


def _host_name(netloc: str) -> str:
    """Without the port: another one on the same machine is not another site."""
    if netloc.startswith("["):
        return netloc.partition("]")[0].lower()
    return netloc.partition(":")[0].lower()


class WebRequests:
    """The requests of one connection."""

    def __init__(self) -> None:
        self._http = h11.Connection(h11.SERVER, max_incomplete_event_size=LARGEST_REQUEST)
        self._output = bytearray()
        self._websocket: WSConnection | None = None

    @property
    def over(self) -> bool:
        """Whether the connection has to end when the answer is on its way."""
        return self._http.our_state in (h11.MUST_CLOSE, h11.CLOSED, h11.ERROR)

    def receive(self, data: bytes) -> None:
        """Feed bytes; b"" is the end of what the peer sends."""
        self._http.receive_data(data)

    def next_request(self) -> Request | None:
        """The next request; None while it has not come. One whose headers are not allowed is answered and raised."""
        try:
            while True:
                if self._http.our_state is h11.DONE and self._http.their_state is h11.DONE:
                    self._http.start_next_cycle()
                event = self._http.next_event()
                if isinstance(event, h11.Request):
                    return self._requested(event)
                if event is h11.NEED_DATA or event is h11.PAUSED or isinstance(event, h11.ConnectionClosed):
                    return None
        except (h11.RemoteProtocolError, ProtocolError, ValueError) as problem:
            self._refuse(problem)
            raise BadRequest(str(problem)) from problem

    def _requested(self, event: h11.Request) -> Request:
        headers = [(bytes(name), bytes(value)) for name, value in event.headers]
        path = unquote(event.target.decode("latin-1").partition("?")[0], errors="replace")
        request = Request(event.method.decode("ascii"), path, headers)
        if b"websocket" not in request.header(b"upgrade").lower():
            return request
        self._websocket = WSConnection(ConnectionType.SERVER)
        self._websocket.initiate_upgrade_connection(headers, event.target)
        upgrade = next(each for each in self._websocket.events() if isinstance(each, UpgradeRequest))
        return Request(request.method, path, headers, upgrade)

    def _refuse(self, problem: Exception) -> None:
        if self._http.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            self.answer(400, b"This is not a request that I understand.\n", close=True)

    def answer(
        self, status: int, body: bytes, headers: Headers = (), *, close: bool = False, bodiless: bool = False
    ) -> None:
        """Answer the last request; `bodiless` keeps the body back although its length is told."""
        given: list[tuple[bytes, bytes]] = [
            *headers,
            (b"Content-Length", str(len(body)).encode()),
            (b"X-Content-Type-Options", b"nosniff"),
        ]
        if not any(name.lower() == b"content-type" for name, _ in headers):
            given.append((b"Content-Type", b"text/plain; charset=utf-8"))
        if close:
            given.append((b"Connection", b"close"))
        self._send(h11.Response(status_code=status, headers=given, reason=HTTPStatus(status).phrase.encode()))
        if not bodiless:
            self._send(h11.Data(data=body))
        self._send(h11.EndOfMessage())

    def _send(self, event: h11.Event) -> None:
        self._output += self._http.send(event) or b""

    def upgrade(self, request: Request) -> WebSocketMachine | None:
        """Speak WebSocket from now on, with what came behind the request; None: no subprotocol that we know."""
        assert request.upgrade is not None
        assert self._websocket is not None
        offered = request.upgrade.subprotocols
        chosen = next((name for name in offered if name in STYLES), None)
        if offered and chosen is None:
            return None
        # a window that lives on between messages would cost each idle connection 300 kB
        deflate = PerMessageDeflate(client_no_context_takeover=True, server_no_context_takeover=True)
        try:
            self._output += self._websocket.send(AcceptConnection(subprotocol=chosen, extensions=[deflate]))
        except ValueError as problem:
            raise BadRequest(str(problem)) from problem
        style = STYLES[chosen] if chosen is not None else Style.TEXT
        return WebSocketMachine(style, [deflate])

    def trailing(self) -> bytes:
        """What came behind the request for a WebSocket."""
        return self._http.trailing_data[0]

    def data_to_send(self) -> bytes:
        """Take the bytes for the peer."""
        data = bytes(self._output)
        self._output.clear()
        return data
