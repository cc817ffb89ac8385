"""Echo of a line through a whole LPC command, beside a bare Python echo server, in turn and in one run.

usage: bench_echo.py [--seconds S] [--rounds N] [--idle N] [--profile FILE] [CONNECTIONS ...]

A driver in a process of its own serves bench/echo/lib on a telnet port; every line goes through process_input(), an
action and write(). Beside it stands bench/echo/bare.py, one Trio task over a nested epoll: what Python can do. The load
is bench/echo/load.c, built on the way where there is a C compiler, else processes of load.py; what it can do itself is
measured on an echo server in C. The median of the rounds counts: machines drift, so the ratio does.

Then the same with users who have only process_input(), or only an action.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import attrs

import table

HERE = Path(__file__).parent / "echo"
CONNECTIONS = (1, 10, 100, 500, 2000)
SPARE_DESCRIPTORS = 64
WARM = 0.4
QUICK_CONNECTIONS = (1, 10)
QUICK_SECONDS = 0.2
LOADS = 2
"""Processes of load.py, where there is no compiler."""
GOAL_RATE = 0.5
GOAL_P99 = 3.0
GOALS_AT = (100, 500)
IDLE = 5000
PLAYING = 50
GOAL_IDLE = 1.3
WAYS = {"process_input() only": "/master_input.c", "an action only": "/master_action.c"}

CONF = """
MudlibDir {lib}
MasterFile {master}
Port {port}:{kind}
BindAddress 127.0.0.1
MaxConnections 10000
MaxConnectionsPerAddress 0
ConnectionRate 0
{settings}
"""


@attrs.frozen
class Found:
    """What one load has found."""

    rate: float
    p50: float
    p99: float
    cpu: float
    """Microseconds of CPU time of the server for a command."""


class Load:
    """Lines for a server, and the clock beside them."""

    def __init__(self, directory: Path) -> None:
        self.compiled = directory / "load"
        compiler = next(filter(None, map(shutil.which, ("cc", "gcc", "clang"))), None)
        self.native = compiler is not None and sys.platform == "linux" and self._built(compiler)

    def _built(self, compiler: str) -> bool:
        command = [compiler, "-O2", "-o", str(self.compiled), str(HERE / "load.c")]
        return subprocess.run(command, check=False).returncode == 0

    def run(self, server: Server, count: int, seconds: float, *, line: str = "echo hello", idle: int = 0) -> Found:
        """What `count` connections measure that do nothing but this."""
        shares = [count] if self.native else [share for share in _shares(count) if share]
        program = [str(self.compiled)] if self.native else [sys.executable, str(HERE / "load.py")]
        running = []
        for number, share in enumerate(shares):
            rest = [str(share), str(WARM), str(seconds), line, str(0 if number else idle)]
            running.append(subprocess.Popen([*program, "127.0.0.1", str(server.port), *rest], stdout=subprocess.PIPE))
        for process in running:
            assert process.stdout is not None
            process.stdout.readline()  # all are connected: only now commands cost CPU time
        before = server.cpu()
        found = [json.loads(process.communicate()[0]) for process in running]
        commands = sum(one["commands"] for one in found)
        rate = commands / seconds
        # what is warmed up with costs as much as what is counted
        cpu = (server.cpu() - before) * 1e6 / (rate * (seconds + WARM))
        return Found(rate, statistics.mean(one["p50"] for one in found), max(one["p99"] for one in found), cpu)


def _shares(count: int) -> Iterator[int]:
    for number in range(LOADS):
        yield count // LOADS + (number < count % LOADS)


@attrs.frozen
class Server:
    """A process that answers lines on a port."""

    process: subprocess.Popen[str]
    port: int

    def cpu(self) -> float:
        """Seconds of CPU time it has used."""
        try:
            fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def started(command: Sequence[str | Path]) -> Iterator[Server]:
    """A server that prints its port."""
    with subprocess.Popen([str(one) for one in command], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield Server(process, int(process.stdout.readline()))
        finally:
            process.kill()


@contextmanager
def driver(
    directory: Path,
    *,
    kind: str = "telnet",
    settings: str = "",
    profile: Path | None = None,
    master: str = "/master.c",
) -> Iterator[Server]:
    """A driver on a port that was free a moment ago."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port = sock.getsockname()[1]
    conf = directory / "echo.conf"
    conf.write_text(CONF.format(lib=HERE / "lib", master=master, port=port, kind=kind, settings=settings))
    profiler = [] if profile is None else ["-m", "cProfile", "-o", str(profile)]
    command = [sys.executable, *profiler, "-m", "neolith_trio", "-f", str(conf)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            for line in process.stderr:
                if "listening on" in line:
                    break
            yield Server(process, port)
        finally:
            process.terminate()


def possible(counts: Sequence[int]) -> list[int]:
    """Those numbers of connections for which there are descriptors."""
    try:
        import resource
    except ImportError:
        return list(counts)
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return [count for count in counts if count + SPARE_DESCRIPTORS < most]


def median(found: Sequence[Found]) -> Found:
    """The medians of several rounds."""
    names = [field.name for field in attrs.fields(Found)]
    return Found(*(statistics.median(getattr(one, name) for one in found) for name in names))


def measure(load: Load, mud: Server, bare: Server, count: int, seconds: float, rounds: int) -> tuple[Found, Found]:
    """The mud and the bare server in turn."""
    ours, theirs = [], []
    for _ in range(rounds):
        theirs.append(load.run(bare, count, seconds))
        ours.append(load.run(mud, count, seconds))
    return median(ours), median(theirs)


def figures(given: argparse.Namespace) -> Iterator[table.Figure]:
    """All of them, with the bare server beside."""
    seconds, rounds = (QUICK_SECONDS, 1) if given.quick else (given.seconds, given.rounds)
    counts = given.connections or (QUICK_CONNECTIONS if given.quick else CONNECTIONS)
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        load = Load(directory)
        if load.native and not given.quick:
            with started([load.compiled, "serve"]) as ceiling:
                rates = [f"{load.run(ceiling, count, 0.5).rate:,.0f} at {count}" for count in (1, 100)]
                table.note(f"ceiling of the load: {', '.join(rates)} connections")
        bare_server = started([sys.executable, HERE / "bare.py"])
        with driver(directory, kind=given.kind, profile=given.profile) as mud, bare_server as bare:
            for count in possible(counts):
                yield from report(count, *measure(load, mud, bare, count, seconds, rounds))
            idle = 20 if given.quick else given.idle
            if load.native and idle in possible([idle]) and idle:
                yield among_idle(load, mud, idle, seconds, rounds)
            for way, master in WAYS.items():
                with driver(directory, kind=given.kind, master=master) as other:
                    for count in possible([QUICK_CONNECTIONS[0]] if given.quick else GOALS_AT):
                        yield from report(count, *measure(load, other, bare, count, seconds, rounds), way)


def among_idle(load: Load, mud: Server, idle: int, seconds: float, rounds: int) -> table.Figure:
    """Do those who play wait longer among many who do nothing?"""
    alone, among = [], []
    for _ in range(rounds):
        alone.append(load.run(mud, PLAYING, seconds).p99)
        among.append(load.run(mud, PLAYING, seconds, idle=idle).p99)
    name = f"echo: p99 of {PLAYING} among {idle:,} idle connections"
    return table.Figure(name, statistics.median(among), "us", beside=statistics.median(alone), at_most=GOAL_IDLE)


def report(count: int, mud: Found, bare: Found, way: str = "") -> Iterator[table.Figure]:
    """The lines of a number of connections."""
    rate, late = (GOAL_RATE, GOAL_P99) if count in GOALS_AT else (None, None)
    what = f"echo: {count} connections, {way}, " if way else f"echo: {count} connections, "
    yield table.Figure(f"{what}rate", mud.rate, "/s", beside=bare.rate, at_least=rate)
    yield table.Figure(f"{what}median", mud.p50, "us", beside=bare.p50)
    yield table.Figure(f"{what}p99", mud.p99, "us", beside=bare.p99, at_most=late)
    yield table.Figure(f"{what}CPU of a command", mud.cpu, "us", beside=bare.cpu)


def arguments(options: argparse.ArgumentParser) -> None:
    options.add_argument("--seconds", type=float, default=1.5)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--idle", type=int, default=IDLE, help="connections that say nothing; 0: leave that out")
    options.add_argument("--profile", type=Path, help="run the driver in cProfile and write that file")
    options.add_argument("--kind", default="telnet", choices=("telnet", "ascii"))
    options.add_argument("connections", nargs="*", type=int)


if __name__ == "__main__":
    table.main(__doc__, figures, arguments)
