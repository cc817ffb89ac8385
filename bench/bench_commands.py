"""What a command turn and a round of heart beats cost, without the network around them.

usage: bench_commands.py [--turns N] [--hearts N]

The commands are those of a guest in the bundled mudlib, in the room where everybody arrives: a turn is what the backend
does with a line, from process_input() to the prompt, in a cycle in which many have typed. The heart beats are of a
thousand objects that count. Beside each, in turn, is the same written by hand in Python, bench/turns: it writes the
same bytes. The best CPU time of a few rounds counts.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import table
from bench_compute import PYPY, ROUNDS, ROUNDS_PYPY, Outside, booted
from neolith_trio.backend.compiling import make_loader
from neolith_trio.config import Config
from neolith_trio.efuns import REGISTRY
from neolith_trio.runtime import clients, interactive, master
from neolith_trio.runtime.budget import TimedBudget
from neolith_trio.runtime.evaluation import Evaluation
from neolith_trio.runtime.timing.beating import in_rows
from neolith_trio.runtime.world import World
from turns import hearts, island

COMMANDS = ("look", "inventory", "say hello there", "xyzzy")
GOAL = 2.0
"""Times the twin, at most."""


class Line:
    """A connection to nobody."""

    peer_address = "10.0.0.7"
    local_port = 4000

    def __init__(self) -> None:
        self.last = b""

    def write(self, data: bytes) -> None:
        self.last = data

    def transmit(self, parts: Sequence[Any]) -> None:
        self.last = b"".join(part for part in parts if isinstance(part, bytes))

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *args: None


def guest(data_dir: Path) -> tuple[World, Any, Line]:
    """The bundled mudlib with a guest in it."""
    config = Config.bundled(data_dir)
    world = World.create(config, Outside(), make_loader(config), seed=1)
    world.efuns = REGISTRY
    budget = TimedBudget(config.max_evaluation_cost)
    budget.install()
    world.evaluation = Evaluation(world, budget)
    world.budget = budget
    world.report = world.evaluation.report
    line = Line()
    users: list[Any] = []
    preloads: list[str] = []
    run = world.evaluation.run
    run(lambda: master.load_simul_efuns(world))
    run(lambda: master.load_master(world))
    run(lambda: preloads.extend(master.epilog(world, 0)))
    for path in preloads:
        run(lambda path=path: master.preload(world, path))
    run(lambda: users.append(interactive.connect(world, line, 4000)))  # type: ignore[arg-type]
    run(lambda: interactive.logon(world, users[0]))
    types(world, "guest")
    return world, world.interactives[0], line


def types(world: World, text: str) -> None:
    """The turn of a line."""
    link = world.interactives[0]
    world.evaluation.run(clients.typed, world, link, text)
    interactive.flush_written(world)


def beating(count: int) -> tuple[World, Callable[[], None]]:
    """A world of objects whose hearts beat, and a round of them."""
    world = booted()
    world.evaluation.run(lambda: [world.objects.clone("/heart", world.master) for _ in range(count)])
    hearts = world.timers.heart_beats()
    assert len(hearts) == count

    def beat() -> None:
        due = world.timers.next_due()
        assert due is not None
        with world.evaluation.entries():
            for entry in in_rows(world, world.timers.pop_due(due)):
                world.evaluation.run(entry)

    return world, beat


def turns(given: argparse.Namespace, place: Path) -> Iterator[table.Figure]:
    """The commands."""
    count, rounds = (2, 1) if given.quick else (given.turns, ROUNDS_PYPY if PYPY else ROUNDS)
    world, _, line = guest(place)
    other = Line()
    player = island.guest(other.write)
    for command in COMMANDS:

        def mine(command: str = command) -> None:
            with world.evaluation.entries():
                for _ in range(count):
                    types(world, command)

        def theirs(command: str = command) -> None:
            for _ in range(count):
                player.turn(command)

        lpc, python = table.best(mine, theirs, rounds=rounds)
        assert line.last == other.last, (command, line.last, other.last)
        yield _figure(f"commands: a turn of `{command}`", (lpc, python), count)


def figures(given: argparse.Namespace) -> Iterator[table.Figure]:
    """The commands, then the heart beats."""
    with tempfile.TemporaryDirectory() as place:
        yield from turns(given, Path(place))
    count, rounds = (10, 1) if given.quick else (given.hearts, ROUNDS_PYPY if PYPY else ROUNDS)
    _, beat = beating(count)
    clock = hearts.Clock()
    for _ in range(count):
        hearts.Heart(clock)
    yield _figure(f"commands: heart_beat() of one of {count:,}", table.best(beat, clock.beat, rounds=rounds), count)


def _figure(name: str, found: tuple[float, ...], count: int) -> table.Figure:
    lpc, python = (seconds / count * 1e6 for seconds in found)
    return table.Figure(name, lpc, "us", beside=python, at_most=None if PYPY else GOAL)


def arguments(options: argparse.ArgumentParser) -> None:
    options.add_argument("--turns", type=int, default=200)
    options.add_argument("--hearts", type=int, default=1000)


if __name__ == "__main__":
    table.main(__doc__, figures, arguments)
