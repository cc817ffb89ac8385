"""A websocket port: pages for browsers, and the layer that makes a WebSocket a transport like the others.

Rule: what comes over HTTP ends here, but for the one request that becomes a WebSocket; only then is there a user, of
whom the mudlib hears. A request has `Reception.patience` seconds to be complete, its answer to be taken. Arrivals call
`receive`; it needs the package wsproto, and is imported only where a port of this kind is served.
"""

from __future__ import annotations

import contextlib
import logging
from http import HTTPStatus

import trio
from attrs import field

from ..data import frozen
from ..protocols.forwarded import Trusted, forwarded_for
from ..protocols.web_requests import BadRequest, OriginRules, Request, WebRequests
from ..protocols.websocket import Violated, WebSocketMachine
from ..protocols.websocket_styles import Style
from .pages import Page, Pages
from .transport import Layer, PeerMisbehaved, Transport, send

log = logging.getLogger(__name__)

READERS = 2
"""Threads that read pages: browsers must not take those away in which names are looked up."""
REQUESTS = 100
"""How many a connection may make; browsers need a handful."""
_READ = 4096


@frozen
class Reception:
    """How those are received who come to a websocket port."""

    pages: Pages
    origins: OriginRules
    trusted: Trusted
    patience: float
    keep_alive: float
    readers: trio.CapacityLimiter = field(factory=lambda: trio.CapacityLimiter(READERS))


@frozen
class Guest:
    """Somebody who speaks WebSocket now. `address` is the user's, as far as proxies that are trusted tell."""

    transport: WebSocketTransport
    style: Style
    address: str


class WebSocketTransport(Layer):
    """The messages of a WebSocket as a stream of bytes."""

    part = 64 * 1024

    def __init__(self, below: Transport, machine: WebSocketMachine, keep_alive: float, ahead: bytes = b"") -> None:
        super().__init__(below)
        self._machine = machine
        self._keep_alive = keep_alive or float("inf")
        self._ahead = ahead
        self._came = b""
        self._asked = False

    async def receive_some(self, limit: int) -> bytes:
        while not self._came:
            self._came = self._machine.answered()
            if self._came:
                break
            if self._machine.closed:
                return b""
            data = await self._receive_below()
            if data is None:
                self._ask()
                continue
            if not data:
                return b""
            self._asked = False
            self._came = self._understand(data)
        await trio.lowlevel.checkpoint_if_cancelled()
        came, self._came = self._came[:limit], self._came[limit:]
        return came

    async def _receive_below(self) -> bytes | None:
        """The next bytes; None when the peer was silent for long."""
        if self._ahead:
            ahead, self._ahead = self._ahead, b""
            return ahead
        with trio.move_on_after(self._keep_alive):
            return await self._below.receive_some(_READ)
        return None

    def _ask(self) -> None:
        """A browser answers a ping by itself; one that has not answered the last is gone."""
        if self._asked:
            raise trio.BrokenResourceError("no answer to a ping")
        self._asked = True
        self._machine.ping()
        self.answer(self._machine.data_to_send())

    def _understand(self, data: bytes) -> bytes:
        try:
            return self._machine.receive(data)
        except Violated as violation:
            raise PeerMisbehaved(f"WebSocket: {violation}") from violation
        finally:
            self.answer(self._machine.data_to_send())

    def turn(self, data: bytes) -> bytes:
        self._machine.send(data)
        return self._machine.data_to_send()

    def send_eof(self) -> None:
        self._machine.close()
        with contextlib.suppress(OSError):
            self.answer(self._machine.data_to_send())


async def receive(transport: Transport, reception: Reception) -> Guest | None:
    """Answer requests until one is for a WebSocket; None when there is none of that kind."""
    requests = WebRequests()
    for _ in range(REQUESTS):
        with trio.move_on_after(reception.patience):
            request = await _next(transport, requests)
            if request is None:
                return None
            if request.upgrade is not None:
                return await _welcome(transport, requests, request, reception)
            await _serve(requests, request, reception)
            await _send(transport, requests.data_to_send())
            if not requests.over:
                continue
        break
    return None


async def _next(transport: Transport, requests: WebRequests) -> Request | None:
    """The next request; None when there is none, or no more sense in it."""
    while True:
        try:
            request = requests.next_request()
            if request is not None:
                return request
            data = await transport.receive_some(_READ)
            if not data:
                return None
            requests.receive(data)
        except BadRequest as problem:
            log.info("%s: %s", transport.peer_address[0], problem)
            await _send(transport, requests.data_to_send())
            return None


async def _send(transport: Transport, data: bytes) -> None:
    at = 0
    while at < len(data):
        sent = send(transport, memoryview(data)[at:])
        at += sent
        if not sent:
            await transport.wait_writable()
    await trio.lowlevel.checkpoint()


async def _serve(requests: WebRequests, request: Request, reception: Reception) -> None:
    """Answer a request for a page."""
    if request.method not in ("GET", "HEAD"):
        requests.answer(405, b"Only GET is understood here.\n", [(b"Allow", b"GET, HEAD")], close=True)
        return
    page: Page | None = await trio.to_thread.run_sync(reception.pages.find, request.path, limiter=reception.readers)
    head = request.method == "HEAD"
    if page is None:
        requests.answer(404, b"There is no such page.\n", bodiless=head)
    elif page.tag == request.header(b"if-none-match"):
        requests.answer(304, b"", page.headers, bodiless=True)
    else:
        requests.answer(200, page.body, page.headers, bodiless=head)


async def _welcome(
    transport: Transport, requests: WebRequests, request: Request, reception: Reception
) -> Guest | None:
    """Make a WebSocket of it, if the page that asks may have one."""
    peer = transport.peer_address[0]
    host = request.header(b"host")
    if peer in reception.trusted:
        host = request.header(b"x-forwarded-host") or host
    origin = request.header(b"origin").decode("latin-1")
    address = forwarded_for(peer, request.headers, reception.trusted)
    if not reception.origins.allow(origin, host.decode("latin-1")):
        log.warning("%s: a page of %s is not allowed to connect; the setting WebOrigin could", address, origin)
        await _refuse(transport, requests, HTTPStatus.FORBIDDEN, b"This page may not connect.\n")
        return None
    try:
        machine = requests.upgrade(request)
    except BadRequest as problem:
        log.info("%s: %s", address, problem)
        return None
    if machine is None:
        await _refuse(transport, requests, HTTPStatus.BAD_REQUEST, b"Subprotocols: telnet, ascii or gmcp.\n")
        return None
    await _send(transport, requests.data_to_send())
    guest = WebSocketTransport(transport, machine, reception.keep_alive, requests.trailing())
    return Guest(guest, machine.style, address)


async def _refuse(transport: Transport, requests: WebRequests, status: HTTPStatus, body: bytes) -> None:
    requests.answer(status.value, body, close=True)
    await _send(transport, requests.data_to_send())
