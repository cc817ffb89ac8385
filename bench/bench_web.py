"""Requests a second that LPC answers on the web port, with one connection and with sixteen.

usage: bench_web.py

The driver runs as it does for users, in a process of its own; the client is a plain socket that sends a request and
reads the answer, again and again.
"""

from __future__ import annotations

import argparse
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import trio

import table

TOKEN = "a token for the bench"
MASTER = """
string *epilog(int load) { http_serve("/hello", (: "hello" :)); return ({ }); }
"""
SECONDS = 3.0
QUICK_SECONDS = 0.3
CONNECTIONS = (1, 16)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def client(port: int, until: float, counts: list[int]) -> None:
    """Ask, read, ask."""
    request = f"GET /hello HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TOKEN}\r\n\r\n".encode()
    asked = 0
    while trio.current_time() < until:
        async with await trio.open_tcp_stream("127.0.0.1", port) as stream:
            for _ in range(900):  # the server ends a connection after a thousand
                await stream.send_all(request)
                received = b""
                while not received.endswith(b"\r\n\r\nhello"):
                    more = await stream.receive_some(4096)
                    assert more, received
                    received += more
                asked += 1
                if trio.current_time() >= until:
                    break
    counts.append(asked)


async def measure(port: int, connections: int, seconds: float) -> float:
    """Requests a second."""
    counts: list[int] = []
    begin = trio.current_time()
    async with trio.open_nursery() as nursery:
        for _ in range(connections):
            nursery.start_soon(client, port, begin + seconds, counts)
    return sum(counts) / (trio.current_time() - begin)


@contextmanager
def driver() -> Iterator[int]:
    """A driver; the number of its web port."""
    with tempfile.TemporaryDirectory() as directory:
        (Path(directory) / "master.c").write_text(MASTER, encoding="utf-8")
        conf = Path(directory) / "neolith.conf"
        port = free_port()
        conf.write_text(f"MudlibDir .\nMasterFile /master.c\nWebPort {port}\nWebToken {TOKEN}\n", encoding="utf-8")
        process = subprocess.Popen([sys.executable, "-m", "neolith_trio", "-f", str(conf)], stderr=subprocess.DEVNULL)
        try:
            for _ in range(300):
                try:
                    socket.create_connection(("127.0.0.1", port)).close()
                    break
                except OSError:
                    time.sleep(0.1)
            yield port
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()


def figures(given: argparse.Namespace) -> Iterator[table.Figure]:
    """A line for each number of connections."""
    with driver() as port:
        for connections in CONNECTIONS:
            rate = trio.run(partial(measure, port, connections, QUICK_SECONDS if given.quick else SECONDS))
            yield table.Figure(f"web: requests through LPC, {connections} at once", rate, "/s")


if __name__ == "__main__":
    table.main(__doc__, figures)
