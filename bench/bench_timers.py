"""What a tick costs with few and with many call_outs pending.

usage: bench_timers.py [--pending N]

A tick is what the backend does when a moment has come: ask what is due, take ten call_outs that are, run them, and see
when the next one is. They put themselves off again, so that the number that is pending stays the same. Both sizes are
measured in turn; the best round of each counts.
"""

from __future__ import annotations

import argparse
import math
import time

from bench_compute import booted
from neolith_trio.runtime.world import World

FEW = 100
ROUNDS = 7
TICKS = 400
DUE = 10
GOAL = 1.5
"""Times the cost of a tick with few, at most. A heap is as deep as the logarithm of what is in it."""


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
    for entry in world.timers.pop_due(clock.now):
        world.evaluation.run(entry.run)
    world.timers.next_due()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pending", type=int, default=100_000)
    many = options.parse_args().pending
    sides = [(waiting(FEW), FEW), (waiting(many), many)]
    best = [math.inf, math.inf]
    for _ in range(ROUNDS):
        for side, ((world, clock), _pending) in enumerate(sides):
            begin = time.perf_counter()
            for _ in range(TICKS):
                tick(world, clock)
            best[side] = min(best[side], (time.perf_counter() - begin) / TICKS)
    for seconds, (_, pending) in zip(best, sides, strict=True):
        print(f"{pending:>7,} call_outs pending, {DUE} due: {seconds * 1e6:7.1f} us a tick")
    ratio = best[1] / best[0]
    print(f"ratio {ratio:.2f}, goal at most {GOAL}: {'reached' if ratio <= GOAL else 'missed'}")


if __name__ == "__main__":
    main()
