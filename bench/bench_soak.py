"""An hour of a full mud in virtual time: does its memory grow, and how long does the collector of garbage stop it?

usage: bench_soak.py [--players N] [--minutes N] [--trace]

Scripted players in the bundled mudlib, in one process with the driver: each comes as a guest, gives a command every few
seconds, leaves after some minutes and comes again. Trio's clock jumps to whatever is next, so an hour takes minutes.
What the process holds is looked at every minute, after a collection; from the tenth minute on it should be flat. The
goal is of the median of the last minutes beside that of the minutes from the tenth on.
Pauses are those of collections that nobody asked for. --trace names the lines that hold what has been added.
"""

from __future__ import annotations

import argparse
import gc
import random
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import attrs
import trio
from trio.testing import MockClock

import table
from bench_memory import resident
from neolith_trio.config import Config
from neolith_trio.driver import Driver
from neolith_trio.protocols.ports import Kind
from neolith_trio.testing import ScriptedUser
from neolith_trio.testing.mud import MemoryLog

PLAYERS = 500
MINUTES = 60
SETTLED = 10
SEVERAL = 5
"""Minutes after which memory should grow no more."""
GOAL = 1.02
"""Times what it was then, at the end, at most."""
THINKS = (3.0, 17.0)
STAYS = (10, 60)
"""Commands of a visit."""
COMMANDS = (
    *("n", "s", "e", "w", "u", "d", "look", "look", "i"),
    *("say hello", "emote waves", "get herring", "drop herring", "look at me", "help look", "xyzzy", "look sea"),
)
TRACED = 25
HAS_STATUS = Path("/proc/self/status").exists()


@attrs.define
class Pauses:
    """What the collector of garbage does by itself."""

    longest: float = 0.0
    total: float = 0.0
    number: int = 0
    asked: bool = False
    """Whether somebody has asked for the collection that runs."""
    _begin: float = 0.0

    @contextmanager
    def watched(self) -> Iterator[Pauses]:
        """While this lasts."""
        callbacks: list[Any] | None = getattr(gc, "callbacks", None)
        if callbacks is None:  # PyPy collects in many small steps, and tells of none
            yield self
            return
        callbacks.append(self._told)
        try:
            yield self
        finally:
            callbacks.remove(self._told)

    def _told(self, phase: str, _: dict[str, int]) -> None:
        if phase == "start":
            self._begin = time.perf_counter()
        elif not self.asked:
            pause = time.perf_counter() - self._begin
            self.longest = max(self.longest, pause)
            self.total += pause
            self.number += 1

    def collect(self) -> None:
        """A collection that is not counted."""
        self.asked = True
        gc.collect()
        self.asked = False


class Player:
    """Somebody who comes and goes for ever."""

    def __init__(self, driver: Driver, number: int) -> None:
        self.commands = 0
        self._driver = driver
        self._chance = random.Random(number)

    async def play(self) -> None:
        """Visit after visit."""
        await trio.sleep(self._chance.uniform(0, THINKS[1]))
        while True:
            await self._visit()

    async def _visit(self) -> None:
        user = ScriptedUser(self._driver.port, Kind.TELNET, 4000)
        await user.arrive()
        await user.until("name: ")
        await user.type("guest")
        await user.until("> ")
        for _ in range(self._chance.randint(*STAYS)):
            await trio.sleep(self._chance.uniform(*THINKS))
            forget(user)
            await user.type(self._chance.choice(COMMANDS))
            await user.until("> ")
            self.commands += 1
        forget(user)
        await user.type("quit")
        await user.until_closed()
        await user.hang_up()  # as the shell of every connection does when the driver has closed it


def forget(user: ScriptedUser) -> None:
    """Drop what was written, which is no memory of the driver's."""
    user.written.clear()
    user._seen = 0


@attrs.define
class Hour:
    """What was seen."""

    held: list[int] = attrs.field(factory=list)
    """Bytes, at each minute."""
    pauses: Pauses = attrs.field(factory=Pauses)
    commands: int = 0
    seconds: float = 0.0


class Up:
    """Learns when players can come in."""

    def __init__(self) -> None:
        self.event = trio.Event()

    def started(self, value: Driver | None = None) -> None:
        """Called by the driver."""
        self.event.set()


async def live(config: Config, players: int, minutes: int, *, traced: bool) -> Hour:
    """So many players for so many minutes."""
    hour, log, up = Hour(), MemoryLog(), Up()
    driver = Driver(attrs.evolve(config, ports=()), signals=True, log=log, seed=1)
    begin = time.thread_time()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(lambda: driver.run(task_status=up))
        await up.event.wait()
        crowd = [Player(driver, number) for number in range(players)]
        async with trio.open_nursery() as playing:
            for player in crowd:
                playing.start_soon(player.play)
            if traced:
                playing.start_soon(trace, minutes)
            with hour.pauses.watched():
                await look(hour, minutes)
            playing.cancel_scope.cancel()
        driver.stop("the hour is over")
    hour.seconds = time.thread_time() - begin
    hour.commands = sum(player.commands for player in crowd)
    for line in log.lines[:20]:
        table.note(f"log: {line}")
    return hour


async def look(hour: Hour, minutes: int) -> None:
    """Look every minute."""
    for _ in range(minutes):
        await trio.sleep(60)
        hour.pauses.collect()
        hour.held.append(resident() if HAS_STATUS else 0)


async def trace(minutes: int) -> None:
    """Tell which lines hold more at the end than some minutes after memory should have settled."""
    import tracemalloc  # which PyPy has not

    await trio.sleep(60 * SETTLED)
    tracemalloc.start()
    await trio.sleep(60 * SEVERAL)
    before = tracemalloc.take_snapshot()
    await trio.sleep(60 * (minutes - SETTLED - SEVERAL) - 1)
    for one in tracemalloc.take_snapshot().compare_to(before, "lineno")[:TRACED]:
        table.note(str(one))


def slope(numbers: Sequence[float]) -> float:
    """The median of the slopes between any two of them: a single step, as of an arena of Python's, is no slope."""
    places = range(len(numbers))
    return statistics.median((numbers[one] - numbers[other]) / (one - other) for one in places for other in range(one))


def figures(given: argparse.Namespace) -> Iterator[table.Figure]:
    """Memory, then pauses, then what it took."""
    players, minutes = (5, SETTLED + 3) if given.quick else (given.players, given.minutes)
    with tempfile.TemporaryDirectory() as place:
        config = Config.bundled(Path(place))
        hour = trio.run(
            lambda: live(config, players, minutes, traced=given.trace), clock=MockClock(autojump_threshold=0)
        )
    what = f"{players} players, {minutes} minutes"
    if any(hour.held):
        held = hour.held[SETTLED - 1 :]
        begin, end = (statistics.median(part) for part in (held[:SEVERAL], held[-SEVERAL:]))
        table.note("MB: " + " ".join(f"{one / 1e6:.1f}" for one in hour.held))
        name = f"soak: {what}: memory beside the tenth minute"
        yield table.Figure(name, end / 1e6, "MB", beside=begin / 1e6, at_most=GOAL)
        yield table.Figure(f"soak: {what}: slope of memory", slope(held) / 1e3, "kB/min")
    if hour.pauses.number:
        yield table.Figure(f"soak: {what}: longest pause of the collector", hour.pauses.longest * 1e3, "ms")
        share = hour.pauses.total / hour.seconds
        yield table.Figure(f"soak: {what}: share of the collector", share * 100, "%")
    yield table.Figure(f"soak: {what}: CPU of a command", hour.seconds / hour.commands * 1e6, "us")


def arguments(options: argparse.ArgumentParser) -> None:
    options.add_argument("--players", type=int, default=PLAYERS)
    options.add_argument("--minutes", type=int, default=MINUTES)
    options.add_argument("--trace", action="store_true", help="with tracemalloc: what holds more than before?")


if __name__ == "__main__":
    table.main(__doc__, figures, arguments)
