"""Figures of the asynchronous core: inbox throughput, worker start, and how long a post takes to wake the consumer.

usage: bench_concurrency.py

The best of a few rounds is printed for a throughput, because everything else that the machine does only ever makes it
slower.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Awaitable, Callable, Iterator

import attrs
import trio

import table
from neolith_trio.concurrency import Inbox, WorkerPool

BURST = 500
THREADS = 4


@attrs.frozen
class Sizes:
    """How much is measured."""

    rounds: int = 5
    events: int = 200_000
    wake_ups: int = 2_000
    workers: int = 500


QUICK = Sizes(1, 2_000, 100, 20)


async def from_a_task(events: int) -> float:
    """Events per second when a task posts in bursts, as one batch of ready sockets gives, and the consumer drains."""
    inbox: Inbox[int] = Inbox()

    async def produce() -> None:
        for start in range(0, events, BURST):
            for number in range(start, start + BURST):
                inbox.post_nowait(number)
            await trio.lowlevel.checkpoint()

    return await _rate(inbox, events, produce)


async def from_threads(events: int) -> float:
    """Events per second when threads post as fast as they can, and block while the inbox is full."""
    inbox: Inbox[int] = Inbox()

    def produce() -> None:
        for number in range(events // THREADS):
            inbox.post_from_thread(number)

    async def produce_all() -> None:
        async with trio.open_nursery() as nursery:
            for _ in range(THREADS):
                nursery.start_soon(trio.to_thread.run_sync, produce)

    return await _rate(inbox, events, produce_all)


async def _rate(inbox: Inbox[int], events: int, produce: Callable[[], Awaitable[None]]) -> float:
    begin = time.perf_counter()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(produce)
        got = 0
        while got < events:
            got += len(await inbox.drain())
    return events / (time.perf_counter() - begin)


async def post_to_wake(wake_ups: int) -> list[float]:
    """Seconds from a post in a thread to the consumer's next line of code, for each of many posts."""
    inbox: Inbox[float] = Inbox()
    delays: list[float] = []

    def produce() -> None:
        for _ in range(wake_ups):
            time.sleep(0.0005)
            inbox.post_from_thread(time.perf_counter())

    async with trio.open_nursery() as nursery:
        nursery.start_soon(trio.to_thread.run_sync, produce)
        while len(delays) < wake_ups:
            for _, posted in await inbox.drain():
                delays.append(time.perf_counter() - posted)
    return delays


async def worker_start(workers: int) -> list[float]:
    """Seconds from asking the pool to the first line of the callable."""
    delays = []
    async with WorkerPool("bench") as pool:
        for _ in range(workers):
            begin = time.perf_counter()
            delays.append(await pool.run(time.perf_counter) - begin)
    return delays


def figures(given: argparse.Namespace) -> Iterator[table.Figure]:
    """Every figure with its goal."""
    sizes = QUICK if given.quick else Sizes()
    task = max(trio.run(from_a_task, sizes.events) for _ in range(sizes.rounds))
    yield table.Figure("inbox: posted from a task", task, "events/s", at_least=500_000)
    threads = max(trio.run(from_threads, sizes.events) for _ in range(sizes.rounds))
    yield table.Figure(f"inbox: posted from {THREADS} threads", threads, "events/s", at_least=100_000)
    start = statistics.median(trio.run(worker_start, sizes.workers))
    yield table.Figure("workers: start, median", start * 1e6, "us", at_most=1000)
    percentiles = statistics.quantiles(trio.run(post_to_wake, sizes.wake_ups), n=100)
    yield table.Figure("inbox: post in a thread to wake-up, median", percentiles[49] * 1e6, "us", at_most=100)
    yield table.Figure("inbox: post in a thread to wake-up, p99", percentiles[98] * 1e6, "us")


if __name__ == "__main__":
    table.main(__doc__, figures)
