"""How fast LPC is compiled, and what the cache of compiled programs saves a boot.

usage: bench_compile.py [--mudlib NAME=CONF ...] [--rounds N]

It is the bundled mudlib, and with --mudlib those that are named, which are copied first. Compiling is that of
every file of the mudlib, without the cache, each run in a process of its own. A boot is what a driver does from its
first line until users could come in, with an empty cache and with the one that the boot before has filled, in turn;
reading and hashing the sources that it took is what no cache can save that looks whether they are still the same. All
of it is CPU time of the thread that does it, the best of the rounds.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import attrs
import trio

import table
from neolith_trio.backend.checking import Catalogue
from neolith_trio.config import CACHE_VARIABLE, Config, program_cache_dir
from neolith_trio.driver import Driver
from neolith_trio.testing.mud import MemoryLog

LINES_GOAL = 8000
"""Source lines a second, at least."""
BOOT_GOAL = 1 / 5
"""Of the first boot, at most."""
BUNDLED = "bundled"
ROUNDS = 3
_CLOCK = time.thread_time


# -- in processes of their own --------------------------------------------------------------------------------


def config_of(conf: str, directory: str) -> Config:
    """The configuration, with a copy of its mudlib in that directory."""
    if conf == BUNDLED:
        return attrs.evolve(Config.bundled(Path(directory)), program_cache=program_cache_dir())
    config = Config.load(Path(conf))
    copied = Path(directory) / "lib"
    if not copied.exists():
        shutil.copytree(config.mudlib_dir, copied, symlinks=True, ignore=shutil.ignore_patterns(".git"))
    return attrs.evolve(config, mudlib_dir=copied, ports=(), mounts=(), program_cache=program_cache_dir())


def compiling(config: Config) -> dict[str, float]:
    """Compile every file."""
    files = sorted(config.mudlib_dir.rglob("*.c"))
    paths = ["/" + path.relative_to(config.mudlib_dir).as_posix() for path in files]
    catalogue = Catalogue(config)
    before = len(catalogue.finished)
    begin = _CLOCK()
    for path in paths:
        catalogue.compile(path)
    seconds = _CLOCK() - begin
    programs = [one for one in catalogue.finished[before:] if one.program is not None]
    return {"seconds": seconds, "lines": sum(one.lines for one in programs), "files": len(programs)}


class Booted:
    """Learns when users could come in."""

    def __init__(self, driver: Driver) -> None:
        self.seconds: float | None = None
        self._driver = driver
        self._begin = _CLOCK()

    def started(self, value: Driver | None = None) -> None:
        """Called by the driver."""
        self.seconds = _CLOCK() - self._begin
        self._driver.stop("it is up")


async def booting(config: Config) -> dict[str, float]:
    """Bring a world up, and read and hash what it was made of."""
    log = MemoryLog()
    driver = Driver(attrs.evolve(config, ports=()), signals=True, log=log, seed=1, alone=True)
    up = Booted(driver)
    await driver.run(task_status=up)
    assert up.seconds is not None, log.lines
    sources = [path for path in map(Path, driver._world.lpc_paths) if path.is_file()]
    begin = _CLOCK()
    for path in sources:
        hashlib.sha256(path.read_bytes()).digest()
    return {"seconds": up.seconds, "hashing": _CLOCK() - begin, "files": len(sources)}


def asked(what: str, conf: str, directory: str, cache: str) -> dict[str, float]:
    """What a process has found."""
    command = [sys.executable, __file__, f"--{what}", conf, directory]
    environment = {**os.environ, CACHE_VARIABLE: cache}
    ended = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    found: dict[str, float] = json.loads(ended.stdout)
    return found


# -- the figures ----------------------------------------------------------------------------------------------


def figures(given: argparse.Namespace) -> Iterator[table.Figure]:
    """All of them for each mudlib."""
    rounds = 1 if given.quick else given.rounds
    for name, _, conf in (one.partition("=") for one in [f"{BUNDLED}={BUNDLED}", *given.mudlib]):
        with tempfile.TemporaryDirectory() as place:
            config_of(conf, place)
            yield compiled(name, conf, place, rounds)
            yield from boots(name, conf, place, rounds)


def compiled(name: str, conf: str, place: str, rounds: int) -> table.Figure:
    """Lines a second."""
    found = [asked("compile", conf, place, "0") for _ in range(rounds)]
    rate = max(one["lines"] / one["seconds"] for one in found)
    table.note(f"{name}: {found[0]['lines']:,.0f} lines in {found[0]['files']:,.0f} files")
    return table.Figure(f"compile: {name}, without the cache", rate, "lines/s", at_least=LINES_GOAL)


def boots(name: str, conf: str, place: str, rounds: int) -> Iterator[table.Figure]:
    """The first and the second."""
    first, second, floor = [], [], []
    for number in range(rounds):
        cache = Path(place) / f"cache{number}"
        first.append(asked("boot", conf, place, str(cache))["seconds"])
        again = asked("boot", conf, place, str(cache))
        second.append(again["seconds"])
        floor.append(again["hashing"])
    table.note(f"{name}: a boot takes {again['files']:,.0f} files")
    slow, quick, least = (min(one) * 1e3 for one in (first, second, floor))
    yield table.Figure(f"boot: {name}, second beside first", quick, "ms", beside=slow, at_most=BOOT_GOAL)
    yield table.Figure(f"boot: {name}, second beside reading and hashing", quick, "ms", beside=least)


def arguments(options: argparse.ArgumentParser) -> None:
    options.add_argument("--mudlib", action="append", default=[], metavar="NAME=CONF", help="measure this one too")
    options.add_argument("--rounds", type=int, default=ROUNDS)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--compile", conf, directory]:
            print(json.dumps(compiling(config_of(conf, directory))))
        case ["--boot", conf, directory]:
            print(json.dumps(trio.run(booting, config_of(conf, directory))))
        case _:
            table.main(__doc__, figures, arguments)
