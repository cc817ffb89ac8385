"""HTTP requests a second that LPC sends to a server on this machine, one at a time and with many under way.

usage: bench_http.py [--count N]

The server is a process of its own that answers whatever it is asked with a few bytes. http_request() with a callback is
measured with 1, 10 and 50 under way, every end beginning the next; then httpx2 alone, the package that carries the
requests, with as many tasks on one client, in turn with it; the best round of each counts. Of requests to one server
eight are on their way at once, in both.
"""

from __future__ import annotations

import argparse
import asyncio
import math
import multiprocessing
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from multiprocessing.connection import Connection
from typing import Any, TypeAlias

import httpx2
import trio

import table
from neolith_trio.services.web_requests import PER_HOST
from neolith_trio.testing import running

MASTER = """
object connect(int port) { return new("/user"); }
int valid_http(object who, string method, string url) { return 2; }
"""
USER = """
int left, under_way;
string url;
void answered(mapping m) {
  if (m["outcome"] != "result" || m["body"] != "hello") { write("FAILED " + m["error"] + "\\n"); return; }
  under_way--;
  if (left > 0) ask();
  else if (!under_way) write("DONE\\n");
}
void ask() { left--; under_way++; http_request(([ "url": url ]), "answered"); }
int go(string s) {
  int at_once;
  sscanf(s, "%d %d %s", at_once, left, url);
  while (at_once--) ask();
  return 1;
}
void logon() { enable_commands(); add_action("go", "go"); write("READY\\n"); }
"""
SETTINGS = "MaxOperationsPerObject 60\nMaxOperationsPerUid 60"
AT_ONCE = (1, 10, 50)
ROUNDS = 5
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello"


class _Answering(asyncio.Protocol):
    """Answers every request without a body, and keeps the connection."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: Any = transport
        self._rest = b""

    def data_received(self, data: bytes) -> None:
        *whole, self._rest = (self._rest + data).split(b"\r\n\r\n")
        self._transport.write(ANSWER * len(whole))


def serve(ready: Connection) -> None:
    """The server; sends its port and serves until it is ended."""

    async def live() -> None:
        server = await asyncio.get_running_loop().create_server(_Answering, "127.0.0.1", 0)
        ready.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(live())


@contextmanager
def server() -> Iterator[str]:
    """The address of a server."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=serve, args=(theirs,), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{ours.recv()}/"
    finally:
        process.terminate()
        process.join()


Asking: TypeAlias = Callable[[int, int], Awaitable[None]]
"""Sends so many requests, so many at once."""


@asynccontextmanager
async def through_lpc(url: str) -> AsyncIterator[Asking]:
    """A mud that sends requests."""
    async with running({"master.c": MASTER, "user.c": USER}, SETTINGS) as mud:
        user = await mud.connect()
        await user.until("READY")

        async def ask(at_once: int, count: int) -> None:
            await user.type(f"go {at_once} {count} {url}")
            with trio.fail_after(300):
                await user.until("DONE")

        yield ask


@asynccontextmanager
async def alone(url: str) -> AsyncIterator[Asking]:
    """The same by httpx2."""
    limits = httpx2.Limits(max_connections=PER_HOST)
    async with httpx2.AsyncClient(trust_env=False, limits=limits, timeout=None) as client:

        async def ask(at_once: int, count: int) -> None:
            left = count

            async def work() -> None:
                nonlocal left
                while left > 0:
                    left -= 1
                    assert (await client.get(url)).text == "hello"

            async with trio.open_nursery() as nursery:
                for _ in range(at_once):
                    nursery.start_soon(work)

        yield ask


async def measured(url: str, at_once: int, count: int) -> list[tuple[float, float]]:
    """Seconds on the wall and of the processor for a request: through LPC, and alone. The best of rounds in turn."""
    async with through_lpc(url) as lpc, alone(url) as bare:
        found = [(math.inf, math.inf)] * 2
        for ask in (lpc, bare):
            await ask(1, 20)  # opens clients and connections
        for _ in range(ROUNDS):
            for number, ask in enumerate((lpc, bare)):
                wall, processor = time.perf_counter(), time.process_time()
                await ask(at_once, count)
                taken = (time.perf_counter() - wall) / count, (time.process_time() - processor) / count
                found[number] = min(found[number][0], taken[0]), min(found[number][1], taken[1])
    return found


def figures(given: argparse.Namespace) -> Iterator[table.Figure]:
    """LPC beside httpx2 alone, for each number of requests under way."""
    with server() as url:
        for at_once in AT_ONCE:
            (lpc, lpc_cpu), (bare, bare_cpu) = trio.run(measured, url, at_once, 50 if given.quick else given.count)
            name = f"http: requests through LPC, {at_once} at once (httpx2)"
            yield table.Figure(name, 1 / lpc, "/s", beside=1 / bare)
            name = f"http: processor time of one, {at_once} at once (httpx2)"
            yield table.Figure(name, lpc_cpu * 1000, "ms", beside=bare_cpu * 1000)


def arguments(options: argparse.ArgumentParser) -> None:
    options.add_argument("--count", type=int, default=500)


if __name__ == "__main__":
    table.main(__doc__, figures, arguments)
