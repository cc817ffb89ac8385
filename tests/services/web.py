"""A web server of a few lines, whose answers a test says byte by byte."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial

import attrs
import trio

Answer = bytes | Callable[[trio.abc.Stream], Awaitable[None]]


def reply(body: bytes = b"", status: str = "200 OK", *headers: str) -> bytes:
    """An answer of HTTP/1.1."""
    lines = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}"]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def redirect(to: str, status: str = "302 Found") -> bytes:
    return reply(b"moved", status, f"Location: {to}")


async def silence(stream: trio.abc.Stream) -> None:
    """Never answer; the connection ends when the other side ends it."""
    await stream.receive_some()


async def endless(stream: trio.abc.Stream) -> None:
    """A redirect to /hello whose body never ends."""
    await stream.send_all(b"HTTP/1.1 302 Found\r\nLocation: /hello\r\nContent-Length: 1000000000\r\n\r\n")
    while True:
        await stream.send_all(b"x" * 10_000)


@attrs.frozen
class Got:
    """A request as it came; the names of headers are in lower case."""

    line: str
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key == name), None)


class Web:
    """What the server has been asked, and its answers by path."""

    def __init__(self) -> None:
        self.port = 0
        self.got: list[Got] = []
        self.connections = 0
        """How many are open."""
        self.answers: dict[str, Answer] = {"/hello": reply(b"hello"), "/silence": silence, "/drop": b""}
        self.changed = trio.Event()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until a connection came or went and the condition holds."""
        with trio.fail_after(20):
            while not condition():
                await self.changed.wait()

    def _tell(self) -> None:
        self.changed.set()
        self.changed = trio.Event()

    async def handle(self, stream: trio.abc.Stream) -> None:
        self.connections += 1
        self._tell()
        try:
            got = await _read(stream)
            self.got.append(got)
            self._tell()
            answer = self.answers.get(got.line.split(" ")[1], reply(b"unknown", "404 Not Found"))
            if isinstance(answer, bytes):
                await stream.send_all(answer)
            else:
                await answer(stream)
        except (trio.BrokenResourceError, trio.ClosedResourceError):
            return  # the other side has had enough
        finally:
            self.connections -= 1
            self._tell()


async def _read(stream: trio.abc.Stream) -> Got:
    data = b""
    while b"\r\n\r\n" not in data:
        data += await _more(stream)
    head, _, body = data.partition(b"\r\n\r\n")
    line, *lines = head.decode("latin-1").split("\r\n")
    headers = [(name.lower(), value.strip()) for name, _, value in (one.partition(":") for one in lines)]
    length = int(dict(headers).get("content-length", "0"))
    while len(body) < length:
        body += await _more(stream)
    return Got(line, headers, body)


async def _more(stream: trio.abc.Stream) -> bytes:
    data = await stream.receive_some()
    if not data:
        raise trio.BrokenResourceError("the client went away in the middle of its request")
    return bytes(data)


@asynccontextmanager
async def serving(tls: ssl.SSLContext | None = None) -> AsyncIterator[Web]:
    """A web server on a port of its own."""
    web = Web()

    async def handle(stream: trio.SocketStream) -> None:
        async with stream if tls is None else trio.SSLStream(stream, tls, server_side=True) as one:
            await web.handle(one)

    async with trio.open_nursery() as nursery:
        listeners = await nursery.start(partial(trio.serve_tcp, handle, 0, host="127.0.0.1"))
        web.port = listeners[0].socket.getsockname()[1]
        yield web
        nursery.cancel_scope.cancel()
