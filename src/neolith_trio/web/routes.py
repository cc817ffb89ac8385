"""Requests for LPC: from a connection into the inbox, and LPC's answer back.

The rule: a request that is not refused here becomes one `RequestReceived`, and gets one answer: the world's, or 504
when that does not begin in time. When the client is gone, or time is up, the world hears of it by `RequestAbandoned`.
What waits for a client that does not read is bounded; above that the connection ends.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qsl

import attrs
import trio

from ..concurrency import Inbox
from ..runtime.outside.ports.web import Head, RequestAbandoned, RequestReceived, WebEvent
from .access import Gate, Verdict
from .asgi import NO_SNIFFING, Asker, Reception, refuse
from .shell import PEER, Peer, Receive, Scope, Send

MOST_WAITING: Final = 1_000_000
"""Bytes of a streamed answer that wait for the client."""
LONGEST: Final = 3600.0
"""Seconds for an answer that has begun."""
MOST_FIELDS: Final = 1_000
_METHODS: Final = b"GET, HEAD, POST, PUT, PATCH, DELETE"


@attrs.frozen
class Route:
    """How LPC wants a path to be served."""

    token: str | None
    seconds: float


@attrs.define(eq=False)
class Waiting:
    """A request that LPC has not answered to its end."""

    path: str
    peer: Peer
    head: Head | None = None
    begun: trio.Event = attrs.field(factory=trio.Event)
    told: bool = False  # LPC knows of it
    complete: bool = False  # and has answered to the end
    pieces: deque[bytes] = attrs.field(factory=deque)
    size: int = 0
    over: bool = False
    changed: trio.Event = attrs.field(factory=trio.Event)

    def add(self, data: bytes, more: bool) -> None:
        """The next piece of the body."""
        if data:
            self.pieces.append(data)
            self.size += len(data)
        self.over = not more
        self.changed.set()
        if self.size > MOST_WAITING and more:
            self.over = True
            self.peer.abort()

    async def next_piece(self) -> bytes:
        """Wait for a piece; b"" is the end."""
        while not self.pieces and not self.over:
            self.changed = trio.Event()
            await self.changed.wait()
        piece = self.pieces.popleft() if self.pieces else b""
        self.size -= len(piece)
        return piece


class Routes:
    """The paths that LPC serves; an ASGI application."""

    def __init__(
        self, inbox: Inbox[WebEvent], gate: Gate, reception: Reception, *, most: int, largest: int, sandboxed: bool
    ) -> None:
        self.answered: Counter[int] = Counter()
        """How many answers there were, by status."""
        self.abandoned = 0
        self.closed = False
        self._inbox = inbox
        self._gate = gate
        self._reception = reception
        self._most = most
        self._largest = largest
        self._sandboxed = sandboxed
        self._routes: dict[str, Route] = {}
        self._waiting: dict[int, Waiting] = {}
        self._keys = 0

    # -- from the world ---------------------------------------------------------------------------------------

    def open(self, path: str, route: Route) -> None:
        """Serve a path."""
        self._routes[path] = route

    def close(self, path: str) -> None:
        """Serve it no more."""
        self._routes.pop(path, None)

    def reply(self, key: int, head: Head, body: bytes, more: bool) -> None:
        """LPC's answer, or its beginning; a key that is unknown has been given up."""
        waiting = self._waiting.get(key)
        if waiting is not None:
            waiting.head = head
            waiting.add(body, more)
            waiting.begun.set()

    def send(self, key: int, data: bytes, more: bool) -> None:
        """More of it."""
        waiting = self._waiting.get(key)
        if waiting is not None:
            waiting.add(data, more)

    def stop(self) -> None:
        """The driver stops: whoever waits is told so."""
        self.closed = True
        for waiting in self._waiting.values():
            waiting.head = waiting.head or Head(503)
            waiting.add(b"", more=False)
            waiting.begun.set()

    @property
    def under_way(self) -> int:
        """How many requests wait for LPC."""
        return len(self._waiting)

    # -- from a client ----------------------------------------------------------------------------------------

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            # no WebSocket is below a path of LPC
            await send({"type": "websocket.close", "code": 1000})
            return
        asker = self._reception.asker(scope)
        path = self._find(scope["path"])
        extra = list(_foreign_headers(asker))
        refusal = self._refusal(scope, asker, path)
        if refusal is not None:
            status, text = refusal
            self.answered[status] += 1
            await refuse(send, status, text, [*extra, *_refusal_headers(status)])
            return
        assert path is not None
        if scope["method"] == "OPTIONS" and asker.foreign is not None:
            # a browser asks before it sends what a form could not send
            await refuse(send, 200, "", [*extra, (b"access-control-allow-methods", _METHODS)])
            return
        await self._serve(scope, receive, send, path, asker, extra)

    def _find(self, path: str) -> str | None:
        """The route for a path: itself, or the longest above it that ends with a slash."""
        if path in self._routes:
            return path
        above = path
        while above:
            above = above.rpartition("/")[0]
            if f"{above}/" in self._routes:
                return f"{above}/"
        return None

    def _refusal(self, scope: Scope, asker: Asker, path: str | None) -> tuple[int, str] | None:
        if self.closed:
            return 503, "the driver is about to stop"
        if not asker.allowed:
            return 403, "pages of that site may not ask here"
        if path is None:
            return 404, ""
        if scope["method"] == "OPTIONS" and asker.foreign is not None:
            return None
        verdict = self._gate.ask(asker.token, self._routes[path].token, asker.address)
        if verdict is not Verdict.WELCOME:
            return verdict.value, ""
        if len(self._waiting) >= self._most or self._is_greedy(path):
            return 503, "too many requests are under way"
        return None

    def _is_greedy(self, path: str) -> bool:
        """Has one of several paths all that it may have? A quarter of the requests is for the others."""
        same = sum(one.path == path for one in self._waiting.values())
        return len(self._routes) > 1 and same >= self._most - self._most // 4

    async def _serve(
        self, scope: Scope, receive: Receive, send: Send, path: str, asker: Asker, extra: list[tuple[bytes, bytes]]
    ) -> None:
        """Let LPC answer, and tell it when nobody waits any more."""
        self._keys += 1
        key = self._keys
        waiting = self._waiting[key] = Waiting(path, scope[PEER])
        deadline = trio.current_time() + self._routes[path].seconds
        try:
            status = 408
            with trio.CancelScope(deadline=deadline):
                body, status = await self._body(receive)
            if status:
                await self._refuse(send, status, extra)
                return
            about = (scope["method"], scope["path"], tuple(_query(scope)), _headers(scope))
            await self._inbox.post(RequestReceived(key, path, *about, body, asker.address))
            waiting.told = True
            async with trio.open_nursery() as nursery:
                nursery.start_soon(self._listen, receive, nursery.cancel_scope)
                await self._answer(waiting, deadline, send, extra)
                nursery.cancel_scope.cancel()
        finally:
            del self._waiting[key]
            if waiting.told and not waiting.complete:
                self.abandoned += 1
                # bounded: the inbox is read for as long as the driver lives
                with trio.CancelScope(deadline=trio.current_time() + 1, shield=True):
                    await self._inbox.post(RequestAbandoned(key, "the client is gone, or its time is up"))

    async def _body(self, receive: Receive) -> tuple[bytes, int]:
        """The whole body and 0; or the status that says why there is none."""
        body = bytearray()
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return b"", 400
            body += message.get("body", b"")
            if len(body) > self._largest:
                return b"", 413
            if not message.get("more_body", False):
                return bytes(body), 0

    async def _listen(self, receive: Receive, answering: trio.CancelScope) -> None:
        """When the client goes away, nobody is to be answered."""
        while (await receive())["type"] != "http.disconnect":
            pass
        answering.cancel()

    async def _answer(
        self, waiting: Waiting, deadline: float, send: Send, extra: list[tuple[bytes, bytes]]
    ) -> None:
        """Wait for LPC's answer and send it, piece by piece where it comes so."""
        with trio.CancelScope(deadline=deadline):
            await waiting.begun.wait()
        head = waiting.head
        if head is None:
            await self._refuse(send, 504, extra)
            return
        if not head.headers and waiting.over:
            waiting.complete = True
            await self._refuse(send, head.status, extra)
            return
        self.answered[head.status] += 1
        await send({"type": "http.response.start", "status": head.status, "headers": self._headers(waiting, extra)})
        with trio.move_on_after(LONGEST):
            while piece := await waiting.next_piece():
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            waiting.complete = True
        await send({"type": "http.response.body", "body": b""})

    async def _refuse(self, send: Send, status: int, extra: list[tuple[bytes, bytes]]) -> None:
        self.answered[status] += 1
        await refuse(send, status, "", [*extra, *_refusal_headers(status)])

    def _headers(self, waiting: Waiting, extra: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        """The headers of LPC's answer, and ours."""
        assert waiting.head is not None
        headers = [(name.lower().encode(), value.encode("latin-1")) for name, value in waiting.head.headers]
        headers += [*extra, NO_SNIFFING]
        if self._sandboxed:
            # pages of LPC must not be able to do what the page of the console may
            headers.append((b"content-security-policy", b"sandbox allow-scripts allow-forms"))
        if waiting.over:
            headers.append((b"content-length", str(waiting.size).encode()))
        return headers


def _query(scope: Scope) -> Iterator[tuple[str, str]]:
    text = scope.get("query_string", b"").decode("latin-1")
    try:
        yield from parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        return


def _headers(scope: Scope) -> dict[str, str]:
    """Headers by name; the token is nobody's business in LPC."""
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        if key in ("authorization", "cookie"):
            continue
        found[key] = f"{found[key]}, {text}" if key in found else text
    return found


def _foreign_headers(asker: Asker) -> Iterator[tuple[bytes, bytes]]:
    if asker.foreign is not None:
        yield b"access-control-allow-origin", asker.foreign.encode("latin-1")
        yield b"access-control-allow-headers", b"authorization, content-type"
        yield b"vary", b"origin"


def _refusal_headers(status: int) -> Iterator[tuple[bytes, bytes]]:
    if status == HTTPStatus.UNAUTHORIZED:
        yield b"www-authenticate", b"Bearer"
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        yield b"retry-after", b"1"
