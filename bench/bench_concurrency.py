"""Figures of the asynchronous core: inbox throughput, worker start, and how long a post takes to wake the consumer.

Run it with `python bench/bench_concurrency.py`; each line is one figure with its goal. The best of a few rounds is
printed for a throughput, because everything else that the machine does only ever makes it slower.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Awaitable, Callable

import trio

from neolith_trio.concurrency import Inbox, WorkerPool

ROUNDS = 5
EVENTS = 200_000
BURST = 500
THREADS = 4
WAKE_UPS = 2_000
WORKERS = 500


async def from_a_task() -> float:
    """Events per second when a task posts in bursts, as one batch of ready sockets gives, and the consumer drains."""
    inbox: Inbox[int] = Inbox()

    async def produce() -> None:
        for start in range(0, EVENTS, BURST):
            for number in range(start, start + BURST):
                inbox.post_nowait(number)
            await trio.lowlevel.checkpoint()

    return await _rate(inbox, produce)


async def from_threads() -> float:
    """Events per second when threads post as fast as they can, and block while the inbox is full."""
    inbox: Inbox[int] = Inbox()

    def produce() -> None:
        for number in range(EVENTS // THREADS):
            inbox.post_from_thread(number)

    async def produce_all() -> None:
        async with trio.open_nursery() as nursery:
            for _ in range(THREADS):
                nursery.start_soon(trio.to_thread.run_sync, produce)

    return await _rate(inbox, produce_all)


async def _rate(inbox: Inbox[int], produce: Callable[[], Awaitable[None]]) -> float:
    begin = time.perf_counter()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(produce)
        got = 0
        while got < EVENTS:
            got += len(await inbox.drain())
    return EVENTS / (time.perf_counter() - begin)


async def post_to_wake() -> list[float]:
    """Seconds from a post in a thread to the consumer's next line of code, for each of many posts."""
    inbox: Inbox[float] = Inbox()
    delays: list[float] = []

    def produce() -> None:
        for _ in range(WAKE_UPS):
            time.sleep(0.0005)
            inbox.post_from_thread(time.perf_counter())

    async with trio.open_nursery() as nursery:
        nursery.start_soon(trio.to_thread.run_sync, produce)
        while len(delays) < WAKE_UPS:
            for _, posted in await inbox.drain():
                delays.append(time.perf_counter() - posted)
    return delays


async def worker_start() -> list[float]:
    """Seconds from asking the pool to the first line of the callable."""
    delays = []
    async with WorkerPool("bench") as pool:
        for _ in range(WORKERS):
            begin = time.perf_counter()
            delays.append(await pool.run(time.perf_counter) - begin)
    return delays


async def main() -> None:
    """Print every figure."""
    task = max([await from_a_task() for _ in range(ROUNDS)])
    threads = max([await from_threads() for _ in range(ROUNDS)])
    print(f"inbox, posted from a task          {task:12,.0f} events/s  (goal >= 500,000)")
    print(f"inbox, posted from {THREADS} threads       {threads:12,.0f} events/s  (goal >= 100,000)")
    start = statistics.median(await worker_start())
    print(f"worker start, median               {start * 1e6:12,.0f} us        (goal < 1,000)")
    percentiles = statistics.quantiles(await post_to_wake(), n=100)
    print(f"post in a thread to wake-up, p50   {percentiles[49] * 1e6:12,.0f} us        (goal < 100)")
    print(f"post in a thread to wake-up, p99   {percentiles[98] * 1e6:12,.0f} us")


if __name__ == "__main__":
    trio.run(main)
