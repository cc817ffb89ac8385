"""Compiled LPC against hand-written Python: each kernel and its twin in turn, in one run.

usage: bench_compute.py [--rounds N] [NAME ...]

A kernel is bench/kernels/NAME.c with a function run(), its twin NAME.py; both return the same number. All limits are
on: 64-bit wrap, depth, evaluation. The figures are the best of N rounds; the ratio is what counts, for machines drift.
"""

from __future__ import annotations

import argparse
import importlib.util
import math
import platform
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs

from neolith_trio.backend.compiling import make_loader
from neolith_trio.config import Config
from neolith_trio.efuns import REGISTRY
from neolith_trio.runtime import calls, master
from neolith_trio.runtime.budget import TimedBudget
from neolith_trio.runtime.evaluation import Evaluation
from neolith_trio.runtime.world import World

KERNELS = Path(__file__).parent / "kernels"
GOALS = {
    "int_loop": 2.5,
    "fib": 2.2,
    "strings": 1.5,
    "mappings": 1.5,
    "call_other": 3.0,
    "sorting": 1.5,
    "arrays": 1.5,
}
"""Times the twin, at most; for all others 2."""
SIX = ("int_loop", "fib", "strings", "mappings", "call_other", "sorting")
MEAN = 1.8


class Outside:
    """What a world needs of its driver, for programs that need nothing."""

    def now(self) -> float:
        return time.time()

    def log(self, text: str) -> None:
        print(text, file=sys.stderr)

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *args: None


@attrs.frozen
class Figure:
    """The best times of a kernel and its twin, in seconds."""

    name: str
    lpc: float
    python: float

    @property
    def ratio(self) -> float:
        return self.lpc / self.python

    @property
    def goal(self) -> float:
        return GOALS.get(self.name, 2.0)


def booted() -> World:
    """A world with the kernels as its mudlib."""
    config = Config(
        mudlib_dir=KERNELS,
        master_file="/master.c",
        max_evaluation_cost=10**9,
        max_array_size=10**6,
        dialect_choices={"auto_seteuid": True},
    )
    world = World.create(config, Outside(), make_loader(config), seed=1)
    world.efuns = REGISTRY
    world.evaluation = Evaluation(world, TimedBudget(config.max_evaluation_cost))
    world.budget = world.evaluation.budget
    world.report = world.evaluation.report
    world.evaluation.run(lambda: master.load_master(world))
    return world


def kernel(world: World, name: str) -> Callable[[], Any]:
    """run() of NAME.c as an entry of its own."""
    found: list[Any] = []
    world.evaluation.run(lambda: found.append(world.objects.find_or_load(name, None)))
    [ob] = found

    def call() -> Any:
        result: list[Any] = []
        world.evaluation.run(lambda: result.append(calls.apply(world, None, ob, "run")))
        return result[0]

    return call


def twin(name: str) -> Callable[[], Any]:
    """run() of NAME.py."""
    spec = importlib.util.spec_from_file_location(f"kernel_{name}", KERNELS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    run: Callable[[], Any] = module.run
    return run


def measured(name: str, world: World, rounds: int) -> Figure:
    """A kernel and its twin in turn; both must come to the same."""
    mine, theirs = kernel(world, name), twin(name)
    assert mine() == theirs(), name
    best = [math.inf, math.inf]
    for _ in range(rounds):
        for side, run in enumerate((mine, theirs)):
            begin = time.perf_counter()
            run()
            best[side] = min(best[side], time.perf_counter() - begin)
    return Figure(name, *best)


def mean(figures: list[Figure]) -> float:
    """The geometric mean of ratios."""
    return math.exp(sum(math.log(one.ratio) for one in figures) / len(figures))


def names() -> list[str]:
    """All kernels, the six of the mean first."""
    return [*SIX, *sorted(path.stem for path in KERNELS.glob("*.py") if path.stem not in SIX)]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("names", nargs="*")
    given = options.parse_args()
    world = booted()
    figures = [measured(name, world, given.rounds) for name in given.names or names()]
    print(f"{platform.python_implementation()} {platform.python_version()}, best of {given.rounds}")
    print(f"{'kernel':12} {'LPC ms':>8} {'twin ms':>8} {'ratio':>6} {'goal':>5}")
    for one in figures:
        reached = "" if one.ratio <= one.goal else "  not reached"
        print(f"{one.name:12} {one.lpc * 1e3:8.1f} {one.python * 1e3:8.1f} {one.ratio:6.2f} {one.goal:5.1f}{reached}")
    six = [one for one in figures if one.name in SIX]
    if len(six) == len(SIX):
        found = mean(six)
        print(f"{'mean of six':12} {'':17} {found:6.2f} {MEAN:5.1f}{'' if found <= MEAN else '  not reached'}")


if __name__ == "__main__":
    main()
