"""Figures of the resolver: do hanging name servers delay players, and do slow lookups wait for one another?

usage: bench_resolver.py

It takes two minutes. A mud of its own runs in a process of its own, whose getaddrinfo() hangs for 30 seconds on names
that begin with "slow". A hundred players give a command a second each and have a heart beat. How long they wait for
the answer, and how evenly the beats come, is measured in one run, while nothing is looked up and while 50 such names
are.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import attrs
import trio

import table
from neolith_trio.concurrency import Inbox
from neolith_trio.config import Config
from neolith_trio.driver import Driver
from neolith_trio.services import resolver
from neolith_trio.services.resolver import Answer, Resolver, System

NAMES = 50
HANGING = "BENCH_HANGS"
"""The variable by which the process of the mud is told for how long a name hangs."""
GOAL = 1.2


@attrs.frozen
class Plan:
    """How much, and for how long in seconds."""

    players: int = 100
    hangs: float = 30.0
    settle: float = 3.0
    quiet: float = 13.0
    """Measured before, and again after."""
    hung: float = 26.0
    rounds: int = 2
    """What else the machine does changes by the minute."""
    slow: float = 0.5


QUICK = Plan(players=4, hangs=0.5, settle=0.2, quiet=2.0, hung=2.0, rounds=1, slow=0.1)

CONF = """
MudlibDir lib
MasterFile /master.c
Port {port}:ascii
BindAddress 127.0.0.1
MaxConnectionsPerAddress 0
ResolverForwardQuota {names}
AsyncDnsWorkers 16
"""
MASTER = """
string get_root_uid() { return "Root"; }
string get_bb_uid() { return "Back"; }
string creator_file(string file) { return "Back"; }
object connect(int port) { return new("/user"); }
"""
USER = """
int ended;
void logon() { set_heart_beat(1); write("welcome\\n"); }
void heart_beat() { tell_object(this_object(), "beat\\n"); }
void found(string name, mixed address, int key) { ended++; }
void process_input(string line) {
    string round;
    if (sscanf(line, "lookups %s", round))
        for (int i = 0; i < 50; i++)
            resolve(sprintf("slow%d.round%s.example", i, round), "found");
    if (line == "figures")
        line = sprintf("%d callbacks, %d timed out", ended, resolver_status()["forward"]["timed out"]);
    write("did " + line + "\\n");
}
"""


# -- the mud --------------------------------------------------------------------------------------------------


def run_mud(conf: Path) -> None:
    """In the process of the mud: names that begin with "slow" hang."""
    really = socket.getaddrinfo

    def getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
        if str(host).startswith("slow"):
            time.sleep(float(os.environ[HANGING]))
            raise socket.gaierror(socket.EAI_AGAIN, "nobody answers")
        return really(host, *args, **kwargs)

    socket.getaddrinfo = getaddrinfo
    trio.run(Driver(Config.load(conf)).run)


def start_mud(directory: Path, port: int, hangs: float) -> subprocess.Popen[bytes]:
    """Write the mudlib and start the process."""
    (directory / "lib").mkdir()
    (directory / "lib" / "master.c").write_text(MASTER)
    (directory / "lib" / "user.c").write_text(USER)
    conf = directory / "neolith.conf"
    conf.write_text(CONF.format(port=port, names=NAMES))
    environment = {**os.environ, HANGING: str(hangs)}
    return subprocess.Popen([sys.executable, __file__, "--mud", str(conf)], env=environment)


# -- the players ----------------------------------------------------------------------------------------------


@attrs.define
class Measured:
    """What the players of one stretch of time saw, in seconds."""

    waits: list[float] = attrs.field(factory=list)
    beats: list[float] = attrs.field(factory=list)


class Player:
    """One connection."""

    def __init__(self, stream: trio.SocketStream) -> None:
        self.measured: Measured | None = None
        self._stream = stream
        self._answers: dict[str, trio.Event] = {}
        self._last_beat: float | None = None

    async def read(self) -> None:
        """Note what comes, and when."""
        kept = b""
        async for data in self._stream:
            now = time.perf_counter()
            *lines, kept = (kept + data).split(b"\n")
            for line in lines:
                self._heard(line.decode().strip(), now)

    def _heard(self, line: str, now: float) -> None:
        if line == "beat":
            if self._last_beat is not None and self.measured is not None:
                self.measured.beats.append(now - self._last_beat)
            self._last_beat = now
        for begin, answered in self._answers.items():
            if line.startswith(begin):
                answered.set()

    async def ask(self, line: str, answer: str) -> float:
        """Give a command; how long the answer took."""
        answered = self._answers[answer] = trio.Event()
        begin = time.perf_counter()
        await self._stream.send_all(line.encode() + b"\n")
        await answered.wait()
        del self._answers[answer]
        return time.perf_counter() - begin

    async def play(self) -> None:
        """Give commands for ever."""
        for number in itertools.count():
            await trio.sleep(random.uniform(0.5, 1.5))
            measured = self.measured
            wait = await self.ask(f"wave {number}", f"did wave {number}")
            if measured is not None and measured is self.measured:
                measured.waits.append(wait)


async def connected(port: int) -> trio.SocketStream:
    """A connection, as soon as the mud is up."""
    while True:
        try:
            return await trio.open_tcp_stream("127.0.0.1", port)
        except OSError:
            await trio.sleep(0.1)


async def measure(players: Iterable[Player], into: Measured, seconds: float) -> None:
    """Let the players note what they see for a while."""
    for player in players:
        player.measured = into
    await trio.sleep(seconds)
    for player in players:
        player.measured = None


async def play(port: int, plan: Plan) -> tuple[Measured, Measured]:
    """What the players saw while nothing was looked up, and while 50 names hung."""
    quiet, hung = Measured(), Measured()
    async with trio.open_nursery() as nursery:
        players: list[Player] = []
        with trio.fail_after(30):
            while len(players) <= plan.players:
                players.append(Player(await connected(port)))
        for player in players:
            nursery.start_soon(player.read)
        asker = players.pop()
        for player in players:
            nursery.start_soon(player.play)
        await trio.sleep(plan.settle)
        for done in range(1, plan.rounds + 1):
            await measure(players, quiet, plan.quiet)
            began = trio.current_time()
            await asker.ask(f"lookups {done}", "did lookups")
            await trio.sleep(1)
            await measure(players, hung, plan.hung)
            await trio.sleep_until(began + plan.hangs + 2)
            with trio.fail_after(10):
                await asker.ask("figures", f"did {NAMES * done} callbacks")
            await measure(players, quiet, plan.quiet)
        nursery.cancel_scope.cancel()
    return quiet, hung


# -- the figures ----------------------------------------------------------------------------------------------


def p99(numbers: list[float]) -> float:
    """What one in a hundred exceeds."""
    return statistics.quantiles(numbers, n=100)[98]


def jitter(beats: list[float]) -> list[float]:
    """By how much each beat was off."""
    usual = statistics.median(beats)
    return [abs(beat - usual) for beat in beats]


async def slow_lookups(number: int, slow: float) -> float:
    """Seconds for so many lookups at once that take `slow` each, with four threads."""

    def answer(name: str) -> Answer:
        time.sleep(slow)
        return ("10.0.0.1",)

    config = Config(mudlib_dir=Path(), master_file="/master.c", async_dns_workers=4)
    with Inbox[Any]() as inbox:
        async with trio.open_nursery() as nursery:
            names: Resolver = await nursery.start(start_resolver, config, inbox, System(answer, answer))
            begin = time.perf_counter()
            for lookup in [names.addresses(f"name{one}") for one in range(number)]:
                assert lookup is not None
                await lookup.wait()
            seconds = time.perf_counter() - begin
            nursery.cancel_scope.cancel()
    return seconds


async def start_resolver(config: Config, inbox: Inbox[Any], system: System, *, task_status: Any) -> None:
    """resolver.serve() with a system of ours."""
    await resolver.serve(config, inbox, system=system, task_status=task_status)


def figures(given: argparse.Namespace) -> Iterator[table.Figure]:
    """What happens beside hanging lookups, beside what happens without."""
    plan = QUICK if given.quick else Plan()
    one, four = (trio.run(slow_lookups, number, plan.slow) for number in (1, 4))
    yield table.Figure("resolver: four slow lookups, beside one", four, "s", beside=one, at_most=GOAL)
    with socket.socket() as free, tempfile.TemporaryDirectory() as directory:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        mud = start_mud(Path(directory), port, plan.hangs)
        try:
            quiet, hung = trio.run(play, port, plan)
        finally:
            mud.terminate()
            mud.wait()
    table.note(f"{len(quiet.waits)} and {len(hung.waits)} commands, {len(quiet.beats)} and {len(hung.beats)} beats")
    what = f"beside {NAMES} hanging lookups"
    for name, of in (("median", statistics.median), ("p99", p99)):
        waits, beats = (of(hung.waits), of(quiet.waits)), (of(jitter(hung.beats)), of(jitter(quiet.beats)))
        yield _both(f"resolver: answer of a command {what}, {name}", waits)
        yield _both(f"resolver: jitter of heart beats {what}, {name}", beats)


def _both(name: str, sides: tuple[float, float]) -> table.Figure:
    return table.Figure(name, sides[0] * 1e3, "ms", beside=sides[1] * 1e3, at_most=GOAL)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--mud"]:
        run_mud(Path(sys.argv[2]))
    else:
        table.main(__doc__, figures)
