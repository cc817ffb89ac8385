"""How many times a second async functions go on, in a whole driver with its timer for the evaluation limit.

usage: bench_await.py [--count N]

Each line is a loop of so many awaits: of a promise that is settled, of another async function, of a pass of the event
loop (async_yield()), and of many functions that wait for each other's turn. call_out() without a delay between two
calls, the way without await, is there to compare.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import trio

import table
from neolith_trio.testing import running

MASTER = 'object connect(int port) { return new("/user"); }'
USER = """
int begun, calls, goal;
promise ready = promise_all(({ }));
void over(int count) { write(sprintf("=%d\\n", to_int(count / ((perf_counter_ns() - begun) / 1e9)))); }
void loop(int left) { if (left) call_out("loop", 0, left - 1); else over(goal); }
async int one(int i) { return i; }
async void settled(int count) { int i; while (i++ < count) await ready; over(count); }
async void called(int count) { int i; while (i++ < count) await one(i); over(count); }
async void yielding(int count) { int i; while (i++ < count) await async_yield(); over(count); }
async void some(int count) { int i; while (i++ < count) await ready; }
async void many(int count) {
    int i; promise *all = ({ });
    while (i++ < 100) all += ({ some(count / 100) });
    await promise_all(all); over(count);
}
int go(string what) {
    goal = COUNT; begun = perf_counter_ns();
    call_other(this_object(), what, what == "loop" ? goal / 10 : goal);
    if (what == "loop") goal /= 10;
    return 1;
}
void logon() { enable_commands(); add_action("go", "go"); write("ready\\n"); }
"""
SETTINGS = "Profile fluffos"


LOOPS = {
    "settled": "a settled promise",
    "called": "an async function",
    "many": "100 functions at once",
    "yielding": "async_yield()",
    "loop": "call_out() instead",
}


async def rates(count: int) -> dict[str, int]:
    """How many a second, for each loop."""
    files = {"master.c": MASTER, "user.c": USER.replace("COUNT", str(count))}
    found = {}
    async with running(files, SETTINGS) as mud:
        user = await mud.connect()
        await user.until("ready")
        for what in LOOPS:
            await user.type(f"go {what}")
            with trio.fail_after(120):
                await user.until("=")
                found[what] = int(await user.until("\n"))
    return found


def figures(given: argparse.Namespace) -> Iterator[table.Figure]:
    """A loop a line."""
    for what, rate in trio.run(rates, 1000 if given.quick else given.count).items():
        yield table.Figure(f"await: {LOOPS[what]}", rate, "/s")


def arguments(options: argparse.ArgumentParser) -> None:
    options.add_argument("--count", type=int, default=50_000)


if __name__ == "__main__":
    table.main(__doc__, figures, arguments)
