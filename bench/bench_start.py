"""How soon a driver says something: `neolith-trio -c hello.c`, and the bundled mudlib until users can come in.

usage: bench_start.py [--rounds N]

Each start is a process of its own, warm: everything has been started once before. Beside them, in turn, stand Python
that does nothing and Python that imports Trio; the best of the rounds counts. The time is until the first output on
the wall, and CPU time of the whole process until its end.
"""

from __future__ import annotations

import argparse
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs

import table
from neolith_trio.config import CACHE_VARIABLE, DATA_VARIABLE

HELLO = 'object connect(int port) { return this_object(); } void logon() { write("hello\\n"); shutdown(0); }\n'
GOAL = 0.25
"""Seconds to the first output, at most."""
ROUNDS = 15
DRIVER = (sys.executable, "-m", "neolith_trio")


@attrs.define
class Start:
    """A command, what its first output is, and the best seconds to it and of CPU time."""

    command: Sequence[str]
    first: bytes
    stops: bool = False
    """Whether it has to be told to stop after that."""
    wall: float = math.inf
    cpu: float = math.inf

    def run(self, environment: dict[str, str], directory: Path) -> None:
        """Once."""
        begin, before = time.perf_counter(), os.times()
        with subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment,
            cwd=directory,
        ) as process:
            assert process.stdout is not None
            said = process.stdout.readline()
            self.wall = min(self.wall, time.perf_counter() - begin)
            if self.stops:
                process.terminate()
            rest = process.stdout.read()
        assert self.first in said, said + rest
        after = os.times()
        spent = after.children_user - before.children_user + after.children_system - before.children_system
        self.cpu = min(self.cpu, spent)


def starts(directory: Path) -> dict[str, Start]:
    """What is measured."""
    (directory / "hello.c").write_text(HELLO)
    return {
        "python": Start((sys.executable, "-c", "print('hello')"), b"hello"),
        "trio": Start((sys.executable, "-c", "import trio; print('hello')"), b"hello"),
        "hello": Start((*DRIVER, "-c", "hello.c"), b"hello"),
    }


def figures(given: argparse.Namespace) -> Iterator[table.Figure]:
    """Until the first output, then CPU time."""
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        own = {CACHE_VARIABLE: str(directory / "cache"), DATA_VARIABLE: str(directory / "data")}
        sides = starts(directory)
        for number in range(2 if given.quick else given.rounds + 1):
            for one in sides.values():
                one.run({**os.environ, **own}, directory)
                if number == 0:  # that was the warming
                    one.wall = one.cpu = math.inf
    python, trio, hello = (sides[one] for one in ("python", "trio", "hello"))
    yield table.Figure("start: -c hello.c until its first output", hello.wall, "s", at_most=GOAL)
    yield table.Figure("start: the same, beside Python that imports Trio", hello.wall, "s", beside=trio.wall)
    yield table.Figure("start: the same, beside Python that does nothing", hello.wall, "s", beside=python.wall)
    yield table.Figure("start: CPU time of all of -c hello.c", hello.cpu, "s", beside=trio.cpu)


def arguments(options: argparse.ArgumentParser) -> None:
    options.add_argument("--rounds", type=int, default=ROUNDS)


if __name__ == "__main__":
    table.main(__doc__, figures, arguments)
