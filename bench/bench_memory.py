"""What things weigh: a clone, a connection of each kind that says nothing, and a shout to everybody.

usage: bench_memory.py [--clones N] [--connections N] [--listeners N]

Clones are of bench/kernels/thing.c, which has one variable, and are measured in a process that does nothing else, as
what the process grows by. Connections are measured the same way in a driver of bench/echo/lib, after the first hundred
have paid for what all share. The shout is one command that everybody else hears: the time from its line to its answer,
and to the last byte for the last listener.
"""

from __future__ import annotations

import argparse
import os
import socket
import ssl
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench_echo import Server, driver, possible

FIRST = 100
SETTLE = 1.0
ROUNDS = 9
CLONE_GOAL = 200 * 1000 * 1000
"""Bytes for a hundred thousand clones, with the process around them."""

CLONES = """
import sys
from bench_compute import booted
from bench_memory import resident
world = booted()
thing = []
world.evaluation.run(lambda: thing.append(world.objects.find_or_load("/thing", None)))
for _ in range(100):
    world.objects.clone("/thing", thing[0])
before = resident()
for _ in range({count}):
    world.objects.clone("/thing", thing[0])
print(before, resident())
"""

Client = Callable[[int], socket.socket]


def resident(process: int | str = "self") -> int:
    """Bytes of memory that a process holds."""
    status = Path(f"/proc/{process}/status").read_text()
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmRSS"))


def clones(count: int) -> None:
    """Bytes for each of many clones."""
    program = [sys.executable, "-c", CLONES.format(count=count)]
    here = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    answer = subprocess.run(program, env=here, capture_output=True, text=True, check=True).stdout
    before, after = map(int, answer.split())
    fine = "reached" if after - before <= CLONE_GOAL / 100_000 * count else "missed"
    print(
        f"{count:,} clones: {(after - before) / count:,.0f} bytes each, {(after - before) / 1e6:,.0f} MB in all"
        f" and {after / 1e6:,.0f} MB of process, goal at most {CLONE_GOAL / 1e6:,.0f} MB: {fine}"
    )


# -- connections ----------------------------------------------------------------------------------------------


def plain(port: int) -> socket.socket:
    """Telnet."""
    client = socket.create_connection(("127.0.0.1", port))
    _until(client, b"ready")
    return client


def encrypted(port: int) -> socket.socket:
    """Telnet over TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    client = context.wrap_socket(socket.create_connection(("127.0.0.1", port)))
    _until(client, b"ready")
    return client


def web(port: int) -> socket.socket:
    """A WebSocket with the protocol ascii."""
    client = socket.create_connection(("127.0.0.1", port))
    client.sendall(
        b"GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        b"Sec-WebSocket-Protocol: ascii\r\n\r\n"
    )
    _until(client, b"ready")
    return client


def _until(client: socket.socket, wanted: bytes) -> None:
    came = b""
    while wanted not in came:
        more = client.recv(4096)
        if not more:
            raise ConnectionError(f"ended after {came!r}")
        came += more


def idle(name: str, server: Server, connect: Client, count: int) -> None:
    """Bytes for each of many connections that say nothing."""
    with ExitStack() as stack:
        for _ in range(FIRST):
            stack.enter_context(connect(server.port))
        time.sleep(SETTLE)
        before = resident(server.process.pid)
        for _ in range(count):
            stack.enter_context(connect(server.port))
        time.sleep(SETTLE)
        print(f"idle connection, {name}: {(resident(server.process.pid) - before) / count / 1024:,.1f} KiB each")


@contextmanager
def certificate(directory: Path) -> Iterator[str]:
    """The settings of a certificate for this run; "" where none can be made."""
    files = [str(directory / name) for name in ("key.pem", "cert.pem")]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", files[0], "-out", files[1]]
    try:
        subprocess.run([*command, "-subj", "/CN=localhost"], capture_output=True, check=True)
        yield f"TlsKey {files[0]}\nTlsCertificate {files[1]}"
    except (OSError, subprocess.CalledProcessError):
        yield ""


def connections(directory: Path, count: int) -> None:
    """All kinds."""
    with driver(directory) as server:
        idle("telnet", server, plain, count)
    with certificate(directory) as settings:
        if settings:
            with driver(directory, kind="telnets", settings=settings) as server:
                idle("TLS", server, encrypted, count)
    with driver(directory, kind="websocket") as server:
        idle("WebSocket", server, web, count)


# -- a shout --------------------------------------------------------------------------------------------------


def shout(directory: Path, listeners: int) -> None:
    """One turn that writes to everybody."""
    with driver(directory) as server, ExitStack() as stack:
        others = [stack.enter_context(plain(server.port)) for _ in range(listeners)]
        for other in others:
            other.sendall(b"enter\r\n")
            _until(other, b"entered")
        speaker = stack.enter_context(plain(server.port))
        answered, heard = [], []
        for number in range(ROUNDS):
            word = f"word{number}"
            begin = time.perf_counter()
            speaker.sendall(f"shout {word}\r\n".encode())
            _until(speaker, b"done")
            answered.append(time.perf_counter() - begin)
            for other in others:
                _until(other, word.encode())
            heard.append(time.perf_counter() - begin)
        middle, last = (statistics.median(times) * 1e3 for times in (answered, heard))
        print(
            f"shout to {listeners:,}: answered after {middle:.1f} ms, {middle * 1e3 / listeners:.1f} us for each;"
            f" all have read it after {last:.1f} ms"
        )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--clones", type=int, default=100_000)
    options.add_argument("--connections", type=int, default=500)
    options.add_argument("--listeners", type=int, default=1000)
    given = options.parse_args()
    if not Path("/proc/self/status").exists():
        print("no /proc here that tells how much memory is held")
        return
    clones(given.clones)
    with tempfile.TemporaryDirectory() as name:
        if given.connections + FIRST in possible([given.connections + FIRST]):
            connections(Path(name), given.connections)
        if given.listeners in possible([given.listeners]):
            shout(Path(name), given.listeners)


if __name__ == "__main__":
    main()
