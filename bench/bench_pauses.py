"""How long the collector of garbage stops a large world, and what a turn is late by.

usage: bench_pauses.py [--clones N] [--commands N]

A driver with a scripted user in this process: commands make the clones of a large world, then small turns follow, each
of which leaves a few lists and mappings behind. Every collection that nobody asks for is timed. The figures are the
longest of them while the clones were made and while the small turns ran, and the share of the time that all took: with
the collector as a driver sets it that is alone in its process, beside the collector as Python has it.
"""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext

import trio

import table
from bench_soak import Pauses, forget
from neolith_trio.runtime import garbage
from neolith_trio.testing import ScriptedUser, running

CLONES = 100_000
COMMANDS = 10_000
BATCH = 1000
FILES = {
    "master.c": 'object connect(int port) { return new("/user"); }\n',
    "thing.c": 'string name = "thing"; mapping about = ([ ]); mixed *seen = ({ });\n',
    "user.c": """
mixed *things = ({ });
mixed *kept = ({ });
int do_make(string count) {
    object *made = allocate(to_int(count));
    for (int i = 0; i < sizeof(made); i++) made[i] = new("/thing");
    things += ({ made });
    write("made\\n");
    return 1;
}
int do_work(string number) {
    mixed *found = ({ });
    for (int i = 0; i < 20; i++) found += ({ ([ "number" : i, "list" : ({ i, i + 1 }) ]) });
    kept = kept[<20..] + ({ found });
    write("worked\\n");
    return 1;
}
void logon() { enable_commands(); add_action("do_make", "make"); add_action("do_work", "work"); write("ready\\n"); }
""",
}
SETTINGS = "Profile fluffos\nMaxEvaluationCost 10000000\nMaxArraySize 1000000"


async def typed(user: ScriptedUser, line: str, answer: str) -> None:
    """A command."""
    forget(user)
    await user.type(line)
    await user.until(answer)


async def pauses(
    clones: int, commands: int, collector: AbstractContextManager[None]
) -> list[tuple[str, Pauses, float]]:
    """While the world grows, and while it works."""
    found = []
    async with running(FILES, SETTINGS) as mud, _entered(collector):
        user = await mud.connect()
        await user.until("ready")
        for what, count, line, answer in (
            (f"{clones:,} clones are made", clones // BATCH, f"make {BATCH}", "made"),
            (f"small turns run among {clones:,} clones", commands, "work", "worked"),
        ):
            begin = time.perf_counter()
            with Pauses().watched() as seen:
                for _ in range(count):
                    await typed(user, line, answer)
            found.append((what, seen, time.perf_counter() - begin))
    return found


@asynccontextmanager
async def _entered(collector: AbstractContextManager[None]) -> AsyncIterator[None]:
    """Behind a mud that has come up."""
    with collector:
        yield


def figures(given: argparse.Namespace) -> Iterator[table.Figure]:
    """The longest, and all."""
    if not hasattr(gc, "callbacks"):
        table.note("skipped: this Python collects in small steps and tells of none")
        return
    clones, commands = (BATCH, 1000) if given.quick else (given.clones, given.commands)
    pythons = trio.run(pauses, clones, commands, nullcontext())
    ours = trio.run(pauses, clones, commands, garbage.unfelt())
    for (what, own, seconds), (_, python, long) in zip(ours, pythons, strict=True):
        table.note(f"{own.number} collections while {what}, by itself Python makes {python.number}")
        longest = f"gc: longest pause while {what}"
        yield table.Figure(longest, own.longest * 1e3, "ms", beside=python.longest * 1e3)
        share = f"gc: share of the time while {what}"
        yield table.Figure(share, own.total / seconds * 100, "%", beside=python.total / long * 100)


def arguments(options: argparse.ArgumentParser) -> None:
    options.add_argument("--clones", type=int, default=CLONES)
    options.add_argument("--commands", type=int, default=COMMANDS)


if __name__ == "__main__":
    table.main(__doc__, figures, arguments)
