"""How many times a second async functions go on, in a whole driver with its timer for the evaluation limit.

usage: bench_await.py [--count N]

Each line is a loop of so many awaits: of a promise that is settled, of another async function, of a pass of the event
loop (async_yield()), and of many functions that wait for each other's turn. call_out() without a delay between two
calls, the way without await, is there to compare.
"""

from __future__ import annotations

import argparse
import re

import trio

from neolith_trio.testing import running

MASTER = 'object connect(int port) { return new("/user"); }'
USER = """
int begun, calls, goal;
promise ready = promise_all(({ }));
void over(string what, int count) {
    write(sprintf("=%s: %d\\n", what, to_int(count / ((perf_counter_ns() - begun) / 1e9))));
}
void loop(int left) { if (left) call_out("loop", 0, left - 1); else over("call_out", goal); }
async int one(int i) { return i; }
async void settled(int count) { int i; while (i++ < count) await ready; over("a settled promise", count); }
async void called(int count) { int i; while (i++ < count) await one(i); over("an async function", count); }
async void yielding(int count) { int i; while (i++ < count) await async_yield(); over("async_yield()", count); }
async void some(int count) { int i; while (i++ < count) await ready; }
async void many(int count) {
    int i; promise *all = ({ });
    while (i++ < 100) all += ({ some(count / 100) });
    await promise_all(all); over("100 functions at once", count);
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


async def figures(count: int) -> None:
    """Print one line for each loop."""
    files = {"master.c": MASTER, "user.c": USER.replace("COUNT", str(count))}
    async with running(files, SETTINGS) as mud:
        user = await mud.connect()
        await user.until("ready")
        for what in ("settled", "called", "many", "yielding", "loop"):
            await user.type(f"go {what}")
            with trio.fail_after(120):
                await user.until("=")
                line = await user.until("\n")
            found = re.search(r"(.*): (\d+)", line)
            assert found, line
            print(f"{found[1]:>24}: {int(found[2]):>9,} a second")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--count", type=int, default=50_000)
    trio.run(figures, options.parse_args().count)


if __name__ == "__main__":
    main()
