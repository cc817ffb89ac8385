"""http_request() outside LPC, on the package httpx2.

The rule: connections are shared by requests that are allowed the same: one client for each answer to "are certificates
checked" and "are private addresses allowed", so that nobody rides on a connection that it could not have opened. Where
only public addresses are allowed, the addresses that a name has are checked, and exactly those are connected to. No
cookies are kept. httpx2 is an optional package; it is imported in a thread when the first request is made.
"""

from __future__ import annotations

import logging
import ssl
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

import trio

from .. import __version__
from ..config import Config
from ..protocols.server_sent_events import ServerSentEvents
from ..runtime.outside.requests.web import Pieces, WebRequest
from .doorman import doorman, public_addresses
from .http import MISSING
from .operations import Carrier, Fields, Perform, Refused, Reporter

if TYPE_CHECKING:
    import httpx2

log = logging.getLogger(__name__)

CONNECTING: Final = 30.0
"""Seconds for getting through to a server."""
KEPT: Final = 60.0
"""Seconds for which an idle connection is kept."""
CONNECTIONS: Final = 200
PER_HOST: Final = 8
"""Requests to one server at once; others wait their turn."""
CLOSING: Final = 1.0


def carrier(config: Config) -> Carrier[WebRequest]:
    """What carries out http_request()."""

    @asynccontextmanager
    async def opened() -> AsyncIterator[Perform[WebRequest]]:
        clients = Clients(config.http_proxy)
        try:
            yield partial(fetch, clients)
        finally:
            with trio.CancelScope(deadline=trio.current_time() + CLOSING, shield=True):
                await clients.close()

    return Carrier("the web requests", WebRequest, opened, explained)


class Clients:
    """The clients that there are so far, and the turns of every server."""

    def __init__(self, proxy: str | None = None) -> None:
        self._proxy = proxy
        self._clients: dict[tuple[bool, bool], httpx2.AsyncClient] = {}
        self._making = trio.Lock()
        self._turns: dict[tuple[str, int], tuple[trio.Semaphore, list[None]]] = {}

    async def of(self, request: WebRequest) -> httpx2.AsyncClient:
        """The client for what a request is allowed."""
        key = (request.verify, request.private)
        if key not in self._clients:
            async with self._making:
                if key not in self._clients:
                    self._clients[key] = await trio.to_thread.run_sync(_client, *key, self._proxy)
        return self._clients[key]

    @asynccontextmanager
    async def turn(self, host: str, port: int) -> AsyncIterator[None]:
        """Inside, one of the requests that a server gets at once."""
        semaphore, users = self._turns.setdefault((host, port), (trio.Semaphore(PER_HOST), []))
        users.append(None)
        try:
            async with semaphore:
                yield
        finally:
            users.pop()
            if not users:
                self._turns.pop((host, port), None)

    async def close(self) -> None:
        """No request is under way any more."""
        for client in self._clients.values():
            await client.aclose()


def _client(verify: bool, private: bool, proxy: str | None) -> httpx2.AsyncClient:
    """Import httpx2 and make a client, which loads the certificates that are trusted; both take their time."""
    try:
        import httpcore2
        import httpx2
    except ImportError as missing:
        raise Refused(MISSING) from missing
    if not verify:
        log.warning("http requests are sent with verify 0: certificates of servers are not checked for them")
    context = httpx2.create_ssl_context(verify=verify)
    transport = httpx2.AsyncHTTPTransport(verify=context, proxy=proxy)
    if proxy is None:
        # the one thing of httpx2's own transport that has to be another: who opens connections
        transport._pool = httpcore2.AsyncConnectionPool(
            ssl_context=context,
            max_connections=CONNECTIONS,
            max_keepalive_connections=CONNECTIONS,
            keepalive_expiry=KEPT,
            http2=find_spec("h2") is not None,
            network_backend=doorman(httpcore2, private=private),
        )
    timeout = httpx2.Timeout(None, connect=CONNECTING)
    return httpx2.AsyncClient(transport=transport, timeout=timeout, trust_env=False)


# -- one request ----------------------------------------------------------------------------------------------------


async def fetch(clients: Clients, request: WebRequest, report: Reporter) -> Fields:
    """Send a request, and whatever it is redirected to; the answer."""
    client = await clients.of(request)
    sent = _sent(client, request)
    for _ in range(request.redirects + 1):
        if clients._proxy is not None and not request.private:
            await public_addresses(sent.url.host, sent.url.port or 0)
        # each by itself, for the body of a redirect is nobody's and may be endless
        async with (
            clients.turn(sent.url.host, sent.url.port or 0),
            aclosing(await client.send(sent, stream=True)) as response,
        ):
            if response.next_request is None or not request.redirects:
                return await _answer(request, response, report)
            sent = response.next_request
    raise Refused(f"more than {request.redirects} redirects")


def _sent(client: httpx2.AsyncClient, request: WebRequest) -> httpx2.Request:
    given = {name.lower() for name, _ in request.headers}
    ours = ((b"User-Agent", b"neolith-trio/" + __version__.encode()), (b"Accept", b"*/*"))
    headers = [*(one for one in ours if one[0].lower() not in given), *request.headers]
    return client.build_request(request.method, request.url, headers=headers, content=request.body)


async def _answer(request: WebRequest, response: httpx2.Response, report: Reporter) -> Fields:
    fields: Fields = {
        "status": response.status_code,
        "headers": {name: ", ".join(response.headers.get_list(name)) for name in response.headers},
        "url": str(response.url),
    }
    encoding = response.charset_encoding or "utf-8"
    if request.pieces is Pieces.WHOLE:
        body = await _whole(request, response, report, fields)
        return {**fields, "body": body if request.binary else _text(body, encoding)}
    async for piece in _pieces(request, response, encoding):
        await report(response.num_bytes_downloaded, piece, at_once=True)
    return {**fields, "body": None}


async def _whole(request: WebRequest, response: httpx2.Response, report: Reporter, fields: Fields) -> bytes:
    body = bytearray()
    total = response.headers.get("content-length", "")
    with trio.CancelScope() as enough:
        async for chunk in response.aiter_bytes():
            body += chunk
            if len(body) > request.most:
                # the generators inside one another that read it all end by an exception from within, not by a break
                enough.cancel()
            else:
                await report(len(body), {"bytes": len(body), "total": int(total) if total.isdecimal() else None})
    if len(body) > request.most:
        raise Refused(f"the body of the answer is larger than {request.most} bytes", fields)
    return bytes(body)


async def _pieces(request: WebRequest, response: httpx2.Response, encoding: str) -> AsyncIterator[Fields]:
    """The body piece by piece, none larger than is allowed."""
    if request.pieces is Pieces.CHUNKS:
        async for chunk in response.aiter_bytes(min(request.most, 65536)):
            yield {"data": chunk if request.binary else _text(chunk, encoding)}
        return
    events = ServerSentEvents()
    async for line in _lines(request, response):
        text = _text(line, encoding)
        if request.pieces is Pieces.LINES:
            yield {"data": line if request.binary else text}
            continue
        event = events.feed(text)
        if event is not None:
            yield {"data": event.data, "event": event.name, "id": event.id}


async def _lines(request: WebRequest, response: httpx2.Response) -> AsyncIterator[bytes]:
    """Lines as they are completed, without their ends; the last one also when it has none."""
    rest = b""
    async for chunk in response.aiter_bytes():
        *lines, rest = (rest + chunk).split(b"\n")
        if max(map(len, (*lines, rest))) > request.most:
            raise Refused(f"a line of the answer is longer than {request.most} bytes")
        for line in lines:
            yield line.removesuffix(b"\r")
    if rest:
        yield rest


def _text(data: bytes, encoding: str) -> str:
    """Text of an answer; what is no text of the encoding it claims is kept byte by byte."""
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return data.decode("utf-8", "surrogateescape")


_TEXTS: Final = {
    "SSLError": "no safe connection",
    "InvalidURL": "not a valid url",
    "UnsupportedProtocol": "only http and https are supported",
    "ConnectTimeout": f"no connection within {CONNECTING:g} seconds",
    "ConnectError": "no connection",
    "ProxyError": "no connection through the proxy",
    "LocalProtocolError": "the request cannot be sent",
    "RemoteProtocolError": "the server broke off, or does not speak HTTP",
    "DecodingError": "the body cannot be unpacked",
    "NetworkError": "the connection broke",
    "gaierror": "the name of the server is not known",
}
"""The first that fits counts; names, since the classes are there only when the package is."""


def explained(error: Exception) -> str | None:
    """What LPC is told of an error of httpx2's, or below it."""
    if isinstance(error, ExceptionGroup):
        return explained(error.exceptions[0])
    inner: BaseException | None = error
    while inner is not None and not isinstance(inner, (Refused, ssl.SSLError)):
        inner = inner.__cause__ or inner.__context__
    if isinstance(inner, Refused):
        return str(inner)
    kinds = {kind.__name__ for kind in type(inner or error).__mro__} | {kind.__name__ for kind in type(error).__mro__}
    text = next((text for name, text in _TEXTS.items() if name in kinds), None)
    return None if text is None else f"{text}: {inner or error}".removesuffix(": ")
