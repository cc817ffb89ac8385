"""What things weigh: a clone, a program, a connection of each kind that says nothing, and a shout to everybody.

usage: bench_memory.py [--clones N] [--connections N] [--listeners N]

Clones are of bench/kernels/thing.c, which has one variable; programs are those of the bundled mudlib. Both are measured
in a process that does nothing else, as what the process grows by. Connections are measured the same way in a driver of
bench/echo/lib, after the first hundred have paid for what all share. The shout is one command that everybody else
hears: the time from its line to its answer, and to the last byte for the last listener, beside a bare Python server
that sends the line to everybody.
"""

from __future__ import annotations

import argparse
import gc
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

import table
from bench_echo import HERE, Server, driver, possible, started
from neolith_trio.config import Config

FIRST = 100
SETTLE = 1.0
QUICK_SETTLE = 0.1
ROUNDS = 9
CLONE_GOAL = 600
"""Bytes of a small object, all in."""
CLONES_GOAL = 200
"""Megabytes of a process with a hundred thousand clones."""
CLONES = 100_000
PROGRAMS = ("cmd", "daemon", "island", "island/npc", "island/obj", "obj", "secure/cmd", "std")

Client = Callable[[int], socket.socket]


def resident(process: int | str = "self") -> int:
    """Bytes of memory that a process holds."""
    status = Path(f"/proc/{process}/status").read_text()
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmRSS"))


def grow(what: str, count: int) -> None:
    """In a process of its own: make so many, and print how many there are and what memory was held before and after."""
    print(*(clones(count) if what == "clones" else programs()))


def weighed() -> int:
    """Bytes of memory that this process needs."""
    gc.collect()
    return resident()


def clones(count: int) -> tuple[int, int, int]:
    """Make clones of a small object."""
    from bench_compute import booted

    world = booted()
    thing = []
    world.evaluation.run(lambda: thing.append(world.objects.find_or_load("/thing", None)))
    for _ in range(FIRST):
        world.objects.clone("/thing", thing[0])
    before = weighed()
    for _ in range(count):
        world.objects.clone("/thing", thing[0])
    return count, before, weighed()


def programs() -> tuple[int, int, int]:
    """Load what the bundled mudlib has beside what a guest needs."""
    from bench_commands import guest

    with tempfile.TemporaryDirectory() as place:
        world, _, _ = guest(Path(place))
        lib = Config.bundled(Path(place)).mudlib_dir
        before, known = weighed(), len(world.objects.all())
        for path in (path for name in PROGRAMS for path in sorted((lib / name).glob("*.c"))):
            name = "/" + path.relative_to(lib).as_posix()
            world.evaluation.run(lambda name=name: world.objects.find_or_load(name, world.master))
        return len(world.objects.all()) - known, before, weighed()


def grown(what: str, count: int = 0) -> tuple[int, int, int]:
    """What that process says."""
    program = [sys.executable, __file__, "--grow", what, str(count)]
    made, before, after = map(int, subprocess.run(program, stdout=subprocess.PIPE, check=True).stdout.split())
    return made, before, after


def worlds(count: int) -> Iterator[table.Figure]:
    """What is in a world."""
    made, before, after = grown("clones", count)
    yield table.Figure("memory: a clone of a small object", (after - before) / made, "bytes", at_most=CLONE_GOAL)
    goal = CLONES_GOAL if made == CLONES else None
    yield table.Figure(f"memory: a process with {made:,} clones", after / 1e6, "MB", at_most=goal)
    made, before, after = grown("programs")
    yield table.Figure("memory: a program of the bundled mudlib", (after - before) / made, "bytes")


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


def idle(name: str, server: Server, connect: Client, count: int, settle: float) -> table.Figure:
    """Bytes for each of many connections that say nothing."""
    with ExitStack() as stack:
        for _ in range(min(FIRST, count)):
            stack.enter_context(connect(server.port))
        time.sleep(settle)
        before = resident(server.process.pid)
        for _ in range(count):
            stack.enter_context(connect(server.port))
        time.sleep(settle)
        weight = (resident(server.process.pid) - before) / count
    return table.Figure(f"memory: an idle connection, {name}", weight, "bytes")


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


def connections(directory: Path, count: int, settle: float) -> Iterator[table.Figure]:
    """All kinds."""
    with driver(directory) as server:
        yield idle("telnet", server, plain, count, settle)
    with certificate(directory) as settings:
        if settings:
            with driver(directory, kind="telnets", settings=settings) as server:
                yield idle("TLS", server, encrypted, count, settle)
    with driver(directory, kind="websocket") as server:
        yield idle("WebSocket", server, web, count, settle)


# -- a shout --------------------------------------------------------------------------------------------------


class Audience:
    """So many who listen on a server, and one who shouts."""

    def __init__(self, server: Server, listeners: int, stack: ExitStack) -> None:
        self.answered: list[float] = []
        self.heard: list[float] = []
        self._others = [stack.enter_context(plain(server.port)) for _ in range(listeners)]
        self._speaker = stack.enter_context(plain(server.port))
        for other in self._others:
            other.sendall(b"enter\r\n")
            _until(other, b"enter")

    def shout(self, word: str) -> None:
        """Once, on the clock."""
        begin = time.perf_counter()
        self._speaker.sendall(f"shout {word}\r\n".encode())
        _until(self._speaker, b"done")
        self.answered.append(time.perf_counter() - begin)
        for other in self._others:
            _until(other, word.encode())
        self.heard.append(time.perf_counter() - begin)


def shout(directory: Path, listeners: int, rounds: int) -> Iterator[table.Figure]:
    """One turn that writes to everybody, and the bare server, in turn."""
    with ExitStack() as stack:
        mud = Audience(stack.enter_context(driver(directory)), listeners, stack)
        bare = Audience(stack.enter_context(started([sys.executable, HERE / "bare.py"])), listeners, stack)
        for number in range(rounds):
            for side in (bare, mud):
                side.shout(f"word{number}")
    turn, other = (statistics.median(side.answered) * 1e3 for side in (mud, bare))
    yield table.Figure(f"broadcast: turn of a shout to {listeners:,}", turn, "ms", beside=other)
    last, other = (statistics.median(side.heard) * 1e3 for side in (mud, bare))
    yield table.Figure(f"broadcast: until all {listeners:,} have read it", last, "ms", beside=other)


def figures(given: argparse.Namespace) -> Iterator[table.Figure]:
    """All of them."""
    quick = given.quick
    if Path("/proc/self/status").exists():
        yield from worlds(1000 if quick else given.clones)
    else:
        table.note("no /proc here that tells how much memory is held")
    with tempfile.TemporaryDirectory() as name:
        count = 10 if quick else given.connections
        if count + FIRST in possible([count + FIRST]) and Path("/proc/self/status").exists():
            yield from connections(Path(name), count, QUICK_SETTLE if quick else SETTLE)
        listeners = 10 if quick else given.listeners
        if 2 * listeners in possible([2 * listeners]):
            yield from shout(Path(name), listeners, 3 if quick else ROUNDS)


def arguments(options: argparse.ArgumentParser) -> None:
    options.add_argument("--clones", type=int, default=CLONES)
    options.add_argument("--connections", type=int, default=500)
    options.add_argument("--listeners", type=int, default=1000)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--grow"]:
        grow(sys.argv[2], int(sys.argv[3]))
    else:
        table.main(__doc__, figures, arguments)
