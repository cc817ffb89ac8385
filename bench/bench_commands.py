"""What a command turn and a round of heart beats cost, without the network around them.

usage: bench_commands.py [--turns N] [--hearts N]

The commands are those of a guest in the bundled mudlib, in the room where everybody arrives: a turn is what the backend
does with a line, from process_input() to the prompt. The heart beats are of a thousand objects that count. Figures are
turns a second, the best of a few rounds; beside them, in turn, a round of the twin of the kernel fib says how fast the
machine was meanwhile.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from bench_compute import Outside, booted, twin
from neolith_trio.backend.compiling import make_loader
from neolith_trio.config import Config
from neolith_trio.efuns import REGISTRY
from neolith_trio.runtime import commands, interactive, master
from neolith_trio.runtime.budget import TimedBudget
from neolith_trio.runtime.evaluation import Evaluation
from neolith_trio.runtime.world import World

ROUNDS = 7
COMMANDS = ("look", "inventory", "say hello there", "xyzzy")


class Line:
    """A connection to nobody."""

    peer_address = "10.0.0.7"
    local_port = 4000

    def __init__(self) -> None:
        self.written = 0

    def write(self, data: bytes) -> None:
        self.written += len(data)

    def transmit(self, parts: Sequence[Any]) -> None:
        self.written += sum(len(part) for part in parts if isinstance(part, bytes))

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *args: None


def guest(data_dir: Path) -> tuple[World, Any, Line]:
    """The bundled mudlib with a guest in it."""
    config = Config.bundled(data_dir)
    world = World.create(config, Outside(), make_loader(config), seed=1)
    world.efuns = REGISTRY
    world.evaluation = Evaluation(world, TimedBudget(config.max_evaluation_cost))
    world.budget = world.evaluation.budget
    world.report = world.evaluation.report
    line = Line()
    users: list[Any] = []
    preloads: list[str] = []
    run = world.evaluation.run
    run(lambda: master.load_simul_efuns(world))
    run(lambda: master.load_master(world))
    run(lambda: preloads.extend(master.epilog(world, 0)))
    for path in preloads:
        run(lambda path=path: master.preload(world, path))  # type: ignore[misc]
    run(lambda: users.append(interactive.connect(world, line, 4000)))  # type: ignore[arg-type]
    run(lambda: interactive.logon(world, users[0]))
    types(world, "guest")
    return world, world.interactives[0], line


def types(world: World, text: str) -> None:
    """The turn of a line."""
    link = world.interactives[0]
    world.evaluation.run(lambda: commands.process_input(world, link.object, text))  # type: ignore[arg-type]
    link.flush()


def beating(count: int) -> tuple[World, Callable[[], None]]:
    """A world of objects whose hearts beat, and a round of them."""
    world = booted()
    world.evaluation.run(
        lambda: [world.objects.clone("/heart", world.master) for _ in range(count)]
    )
    hearts = world.timers.heart_beats()
    assert len(hearts) == count

    def beat() -> None:
        due = world.timers.next_due()
        assert due is not None
        for entry in world.timers.pop_due(due):
            world.evaluation.run(entry.run)

    return world, beat


def timed(work: Callable[[], object]) -> float:
    """Seconds that it takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def best(work: Callable[[], object]) -> tuple[float, float]:
    """The best seconds of it and of the measure, in turn."""
    measure = twin("fib")
    found = [math.inf, math.inf]
    for _ in range(ROUNDS):
        found = [min(one, timed(side)) for one, side in zip(found, (work, measure), strict=True)]
    return found[0], found[1]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--turns", type=int, default=200)
    options.add_argument("--hearts", type=int, default=1000)
    given = options.parse_args()
    print(f"{'turn':18} {'a second':>9} {'us':>7} {'fib ms':>7}")
    with tempfile.TemporaryDirectory() as place:
        world, _, line = guest(Path(place))
        for command in COMMANDS:
            before = line.written
            types(world, command)
            assert line.written > before, command

            def turns(command: str = command) -> None:
                for _ in range(given.turns):
                    types(world, command)

            show(command, given.turns, best(turns))
    _, beat = beating(given.hearts)
    show("heart_beat()", given.hearts, best(beat))


def show(name: str, turns: int, found: tuple[float, float]) -> None:
    """A line of the table."""
    print(f"{name:18} {turns / found[0]:9.0f} {found[0] / turns * 1e6:7.1f} {found[1] * 1e3:7.1f}")


if __name__ == "__main__":
    main()
