"""HTTP requests of LPC, outside LPC: each is an operation of its own, on the package httpx2.

The rule: a request that was begun posts exactly one event, whatever happens: the body of the answer, or one sentence
that says what went wrong. It ends with its owner, with its deadline, and when the answer is larger than a buffer may
be. Requests have nothing in common: no cookies are kept, and a connection serves one request. Those that may not go to
private addresses have a client of their own, whose connections a doorman opens. httpx2 is an optional package; it is
imported in a thread when the first request is made, and without it every request fails and says why.

The driver starts the service and gives `HttpService` to the world.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import aclosing
from typing import TYPE_CHECKING, Final, TypeAlias

import trio

from .. import __version__
from ..concurrency import Cancelled, Failed, Inbox, Operation, Operations, Outcome, Succeeded, TimedOut
from ..runtime.outside.ports.http import DEADLINE, HttpAnswered, HttpEvent, HttpFailed, HttpRequest
from ..runtime.values import Entity
from .doorman import doorman, public_addresses
from .operations import Refused

if TYPE_CHECKING:
    import httpx2

log = logging.getLogger(__name__)

CONNECTING: Final = 300.0  # of them for getting through to the server
REDIRECTS: Final = 30
CLOSING: Final = 1.0
MISSING: Final = "HTTP requests need the Python package httpx2; install neolith-trio with the extra 'http'"
_FORM: Final = b"application/x-www-form-urlencoded"

OpenClient: TypeAlias = "Callable[[bool], httpx2.AsyncClient]"
"""Given whether it may connect to private addresses."""


def open_client(private: bool) -> httpx2.AsyncClient:
    """Import httpx2 and make a client, which loads the certificates that are trusted; both take their time."""
    try:
        import httpcore2
        import httpx2
    except ImportError as missing:
        raise Refused(MISSING) from missing
    from http.cookiejar import CookieJar, DefaultCookiePolicy

    # a jar that takes nothing: what one object is given must not be sent for another
    no_cookies = CookieJar(DefaultCookiePolicy(allowed_domains=()))
    timeout = httpx2.Timeout(None, connect=CONNECTING)
    limits = httpx2.Limits(max_connections=None, max_keepalive_connections=0)
    client = httpx2.AsyncClient(verify=True, cookies=no_cookies, timeout=timeout, limits=limits)
    if not private:
        # the one thing of httpx2's own that has to be another: who opens connections
        transport = client._transport
        assert isinstance(transport, httpx2.AsyncHTTPTransport)
        transport._pool = httpcore2.AsyncConnectionPool(
            ssl_context=httpx2.create_ssl_context(),
            max_connections=None,
            max_keepalive_connections=0,
            network_backend=doorman(httpcore2, private=False),
        )
    return client


class Client:
    """httpx2's clients, each from the first request on that needs it."""

    def __init__(self, open_client: OpenClient) -> None:
        self._open = open_client
        self._opening = trio.Lock()
        self._clients: dict[bool, httpx2.AsyncClient] = {}

    async def opened(self, private: bool) -> httpx2.AsyncClient:
        """The client; who comes first waits for a thread to make it, and so do those who come meanwhile."""
        async with self._opening:
            if private not in self._clients:
                self._clients[private] = await trio.to_thread.run_sync(self._open, private)
        return self._clients[private]

    async def close(self) -> None:
        """No request is under way any more."""
        with trio.CancelScope(deadline=trio.current_time() + CLOSING, shield=True):
            for client in self._clients.values():
                await client.aclose()


class HttpService:
    """Carries the requests of one world."""

    def __init__(self, inbox: Inbox[HttpEvent], nursery: trio.Nursery, largest: int, client: Client) -> None:
        self.closed = False
        self._inbox = inbox
        self._nursery = nursery
        self._largest = largest
        self._client = client
        self._operations = Operations(nursery)

    # -- runtime.outside.ports.http.HttpPort ---------------------------------------------------------------------

    def begin(self, key: int, owner: Entity, request: HttpRequest) -> None:
        """Send a request."""
        try:
            slot = self._inbox.reserve()
        except trio.WouldBlock:
            # thousands of outcomes are awaited; this one waits for its place like any input
            self._nursery.start_soon(self._inbox.post, HttpFailed(key, "too many operations are under way"))
            return
        if self.closed:
            slot.post(HttpFailed(key, "the driver is about to stop"))
            return
        seconds = request.timeout_ms / 1000 or DEADLINE

        async def work(_: Operation[bytes]) -> bytes:
            return await self._fetch(request)

        def deliver(outcome: Outcome[bytes]) -> None:
            slot.post(_event(key, outcome, seconds))

        label = f"http request {key} of /{owner.name}"
        self._operations.start(owner, label, work, deliver, deadline=trio.current_time() + seconds)

    def cancel(self, owner: Entity) -> None:
        """End what `owner` has under way."""
        self._operations.cancel_owner(owner, "its owner is gone")

    # -- a request --------------------------------------------------------------------------------------------

    async def _fetch(self, request: HttpRequest) -> bytes:
        """The body of the answer, after redirects where they are wanted."""
        client = await self._client.opened(request.private)
        sent = _prepared(request)
        for _ in range(REDIRECTS + 1):
            if not request.private and client._transport_for_url(sent.url) is not client._transport:
                # a proxy connects; what it is asked for is checked all the same
                await public_addresses(sent.url.host, sent.url.port or 0)
            # each by itself, for the body of a redirect is nobody's and may be endless
            async with aclosing(await client.send(sent, stream=True)) as response:
                if not request.follows or response.next_request is None:
                    return await self._body(response)
                sent = response.next_request
        raise Refused(f"more than {REDIRECTS} redirects")

    async def _body(self, response: httpx2.Response) -> bytes:
        """As it came: what LPC did not ask to be compressed is not."""
        body = bytearray()
        with trio.CancelScope() as enough:
            async for chunk in response.aiter_raw():
                body += chunk
                if len(body) > self._largest:
                    # the generators inside one another that read it all end by an exception from within, not by a break
                    enough.cancel()
        if len(body) > self._largest:
            raise Refused(f"the body of the answer is larger than MaxBufferSize, {self._largest} bytes")
        return bytes(body)


def _prepared(request: HttpRequest) -> httpx2.Request:
    """The request as httpx2 sends it. An address without http:// is one of http."""
    import httpx2

    url = request.url if "://" in request.url else f"http://{request.url}"
    method = "GET" if request.body is None else "POST"
    return httpx2.Request(method, url, headers=list(_headers(request)), content=request.body)


def _headers(request: HttpRequest) -> Iterator[tuple[bytes, bytes]]:
    """Our headers but for those that LPC has lines for, and its own: "Name: value", "Name;" without a value.

    "Name:" alone keeps that header from being sent.
    """
    given = [_header(line) for line in request.headers]
    named = {name.lower() for name, _ in given}
    ours = {b"Accept": b"*/*", b"User-Agent": b"neolith-trio/" + __version__.encode(), b"Connection": b"close"}
    if request.body is not None:
        ours[b"Content-Type"] = _FORM
    yield from ((name, value) for name, value in ours.items() if name.lower() not in named)
    yield from ((name, value) for name, value in given if value is not None)


def _header(line: bytes) -> tuple[bytes, bytes | None]:
    name, colon, value = line.partition(b":")
    if colon:
        return name.strip(), value.strip() or None
    if line.rstrip().endswith(b";"):
        return line.rstrip()[:-1].strip(), b""
    raise Refused(f"not a header, which is a line such as 'Name: value': {line.decode('utf-8', 'replace')}")


def _event(key: int, outcome: Outcome[bytes], seconds: float) -> HttpEvent:
    match outcome:
        case Succeeded(body):
            return HttpAnswered(key, body)
        case Failed(error):
            return HttpFailed(key, _explained(error))
        case TimedOut():
            return HttpFailed(key, f"no answer within {seconds:g} seconds")
        case Cancelled(reason):
            return HttpFailed(key, f"cancelled: {reason}")


def _explained(error: Exception) -> str:
    """What LPC is told of an error; of httpx2's own, so far as it has been imported."""
    refused = _refusal(error)
    if refused is not None:
        return str(refused)
    kinds = {kind.__name__ for kind in type(error).__mro__}
    text = next((text for name, text in _TEXTS.items() if name in kinds), None)
    if text is None:
        log.warning("an http request failed in an unknown way", exc_info=error)
        return f"{type(error).__name__}: {error}"
    detail = _root(error)
    return f"{text}: {detail}" if detail else text


def _refusal(error: BaseException) -> Refused | None:
    """A word of the doorman's, or our own, among what led to an error."""
    reached: BaseException | None = error
    while reached is not None and not isinstance(reached, Refused):
        reached = _inner(reached)
    return reached


def _root(error: BaseException) -> str:
    """The words of the error that began it: those around it only say where it passed by."""
    while (inner := _inner(error)) is not None:
        error = inner
    return (isinstance(error, OSError) and error.strerror) or str(error)


def _inner(error: BaseException) -> BaseException | None:
    """One address after the other was tried: the first has failed like the others."""
    return error.exceptions[0] if isinstance(error, BaseExceptionGroup) else error.__cause__ or error.__context__


_TEXTS: Final = {
    "InvalidURL": "not a valid url",
    "UnsupportedProtocol": "only http and https are supported",
    "ConnectTimeout": f"no connection within {CONNECTING:g} seconds",
    "ConnectError": "no connection",
    "ProxyError": "no connection through the proxy",
    "LocalProtocolError": "the request cannot be sent",
    "RemoteProtocolError": "the server broke off, or does not speak HTTP",
    "NetworkError": "the connection broke",
}
"""The first that fits counts; names, since the classes are there only when the package is."""


async def serve(
    inbox: Inbox[HttpEvent],
    largest: int,
    *,
    open_client: OpenClient = open_client,
    task_status: trio.TaskStatus[HttpService] = trio.TASK_STATUS_IGNORED,
) -> None:
    """Serve until cancelled; starts with the HttpService. `largest`: the most bytes that an answer may have."""
    client = Client(open_client)
    try:
        async with trio.open_nursery() as nursery:
            service = HttpService(inbox, nursery, largest, client)
            try:
                task_status.started(service)
                await trio.sleep_forever()
            finally:
                service.closed = True
    finally:
        await client.close()  # noqa: ASYNC102  # it shields itself, and has a deadline
