"""Compiled LPC against hand-written Python: each kernel and its twin in turn, in one run.

usage: bench_compute.py [--rounds N] [--against PYTHON] [NAME ...]

A kernel is bench/kernels/NAME.c with a function run(), its twin NAME.py; both return the same number. All limits are
on: 64-bit wrap, depth, evaluation. The figures are the best CPU time of N rounds; the ratio is what counts, for
machines drift. On PyPy the goal is another: the same LPC on CPython takes three times as long. --against names that
CPython, which runs each kernel in turn with this one; without it the last line of history.jsonl is asked.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import table
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
GAIN = 3.0
"""Times as fast as CPython, at least, on PyPy."""
PYPY = platform.python_implementation() == "PyPy"
ROUNDS = 7
ROUNDS_PYPY = 21
"""The first of them find its compiler at work."""


class Outside:
    """What a world needs of its driver, for programs that need nothing."""

    def now(self) -> float:
        return time.time()

    def log(self, text: str) -> None:
        print(text, file=sys.stderr)

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *args: None


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
    budget = TimedBudget(config.max_evaluation_cost)
    budget.install()
    world.evaluation = Evaluation(world, budget)
    world.budget = budget
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


def names() -> list[str]:
    """All kernels, the six of the mean first."""
    return [*SIX, *sorted(path.stem for path in KERNELS.glob("*.py") if path.stem not in SIX)]


# -- another interpreter --------------------------------------------------------------------------------------

Seconds = Callable[[str], float | None]
"""The CPU time that a kernel takes on CPython."""


@contextmanager
def serving(python: str) -> Iterator[Seconds]:
    """An interpreter that runs a kernel whenever it is asked to."""
    command = [*python.split(), __file__, "--serve"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        asked, answers = process.stdin, process.stdout

        def seconds(name: str) -> float:
            asked.write(f"{name}\n")
            return float(answers.readline())

        yield seconds


def serve() -> None:
    """What that interpreter does."""
    world = booted()
    kernels: dict[str, Callable[[], Any]] = {}
    for line in sys.stdin:
        name = line.strip()
        run = kernels.setdefault(name, kernel(world, name))
        print(table.best(run, rounds=1)[0], flush=True)


def remembered() -> Seconds:
    """What the last run of CPython on this class of machine has written down."""
    try:
        lines = (Path(__file__).parent / "history.jsonl").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    known: dict[str, float] = {}
    for kept in map(json.loads, lines):
        if kept["interpreter"].startswith("CPython") and kept["platform"] == table.machine():
            known |= {one["name"]: one["value"] / 1e3 for one in kept["figures"] if one["unit"] == "ms"}
    return lambda name: known.get(f"compute: {name}")


# -- the figures ----------------------------------------------------------------------------------------------


def measured(world: World, name: str, rounds: int, other: Seconds | None) -> tuple[float, float, float | None]:
    """The best seconds of a kernel, of its twin, and of the kernel on CPython, in turn."""
    mine, theirs = kernel(world, name), twin(name)
    assert mine() == theirs(), name
    best: list[tuple[float, ...]] = []
    elsewhere: list[float] = []
    for _ in range(rounds):
        best.append(table.best(mine, theirs, rounds=1))
        if other is not None and len(elsewhere) < ROUNDS and (found := other(name)) is not None:
            elsewhere.append(found)
    lpc, python = map(min, zip(*best, strict=True))
    return lpc, python, min(elsewhere, default=None)


def figures(given: argparse.Namespace) -> Iterator[table.Figure]:
    """A kernel a line, then the mean; on PyPy each once more, beside CPython."""
    world = booted()
    rounds = 1 if given.quick else given.rounds or (ROUNDS_PYPY if PYPY else ROUNDS)
    ratios: dict[str, float] = {}
    gains: list[table.Figure] = []
    with ExitStack() as stack:
        other: Seconds | None = None
        if given.against:
            other = stack.enter_context(serving(given.against))
        elif PYPY:
            other = remembered()
        for name in given.names or names():
            lpc, python, cpython = measured(world, name, rounds, other)
            ratios[name] = lpc / python
            goal = None if PYPY else GOALS.get(name, 2.0)
            yield table.Figure(f"compute: {name}", lpc * 1e3, "ms", beside=python * 1e3, at_most=goal)
            if cpython is not None:
                label = f"compute: {name}, beside CPython"
                gains.append(table.Figure(label, lpc * 1e3, "ms", beside=cpython * 1e3, at_most=1 / GAIN))
    if all(name in ratios for name in SIX):
        found = table.mean(ratios[name] for name in SIX)
        yield table.Figure("compute: geometric mean of the first six", found, "x", at_most=None if PYPY else MEAN)
    yield from gains


def arguments(options: argparse.ArgumentParser) -> None:
    options.add_argument("--rounds", type=int, help=f"{ROUNDS}, on PyPy {ROUNDS_PYPY}")
    options.add_argument("--against", metavar="PYTHON", help="a CPython that runs the same LPC in turn")
    options.add_argument("names", nargs="*", metavar="NAME", help=", ".join(names()))


if __name__ == "__main__":
    if sys.argv[1:] == ["--serve"]:
        serve()
    else:
        table.main(__doc__, figures, arguments)
