"""What a tick costs with few and with many call_outs pending.

usage: bench_timers.py [--pending N]

A tick is what the backend does when a moment has come: ask what is due, take ten call_outs that are, run them, and see
when the next one is. They put themselves off again, so that the number that is pending stays the same. Both sizes are
measured in turn; the best round of each counts.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator

import table
from bench_compute import PYPY, ROUNDS, ROUNDS_PYPY, booted
from neolith_trio.runtime.world import World

FEW = 100
TICKS = 400
DUE = 10
GOAL = 1.5
"""Times the cost of a tick with few, at most. What the processor has no room for in its caches takes longer."""


class Time:
    """The clock of a world, which stands still between ticks."""

    def __init__(self, world: World) -> None:
        self.now = world.ports.now()
        world.ports.now = lambda: self.now  # type: ignore[method-assign]


def waiting(pending: int) -> tuple[World, Time]:
    """A world in which so many call_outs wait, ten of them for every second."""
    world = booted()
    clock = Time(world)
    world.evaluation.run(lambda: world.objects.find_or_load("/waiting", None))
    [ob] = [one for one in world.objects.all() if one.name == "waiting"]
    for number in range(pending):
        world.timers.call_out(ob, "wait", 1 + number // DUE, (pending // DUE,))
    return world, clock


def tick(world: World, clock: Time) -> None:
    """One second later."""
    clock.now += 1
    with world.evaluation.entries():
        for entry in world.timers.pop_due(clock.now):
            world.evaluation.run(entry.run)
    world.timers.next_due()


def ticking(pending: int, ticks: int) -> Callable[[], None]:
    """So many ticks of a world in which so many wait."""
    world, clock = waiting(pending)

    def work() -> None:
        for _ in range(ticks):
            tick(world, clock)

    return work


def figures(given: argparse.Namespace) -> Iterator[table.Figure]:
    """Many pending call_outs beside a few."""
    many, ticks = (1000, 20) if given.quick else (given.pending, TICKS)
    sides, rounds = (ticking(FEW, ticks), ticking(many, ticks)), ROUNDS_PYPY if PYPY else ROUNDS
    few, more = (seconds / ticks * 1e6 for seconds in table.best(*sides, rounds=rounds))
    yield table.Figure(f"timers: a tick with {many:,} call_outs beside {FEW}", more, "us", beside=few, at_most=GOAL)


def arguments(options: argparse.ArgumentParser) -> None:
    options.add_argument("--pending", type=int, default=100_000)


if __name__ == "__main__":
    table.main(__doc__, figures, arguments)
