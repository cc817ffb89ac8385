"""What is opened a thousand times and closed leaves nothing behind."""

from __future__ import annotations

import gc
import os
import threading
import time
from pathlib import Path

import pytest
import trio

from neolith_trio.concurrency import (
    BoundedQueue,
    Inbox,
    Operation,
    Operations,
    Rpc,
    WorkerPool,
    open_duplex,
    should_stop,
)
from tests.concurrency.polling import until

CYCLES = 1_000
DESCRIPTORS = Path("/proc/self/fd")


def _until_stopped() -> None:
    while not should_stop():
        time.sleep(0.0005)


async def _live_once() -> None:
    """Open one of each, leave each in the middle of something, and close it."""
    ours, theirs = open_duplex[int, int]()
    queue: BoundedQueue[int] = BoundedQueue(1)
    with Inbox[object]() as inbox, ours, theirs:
        async with WorkerPool("leak", threads=1) as pool, trio.open_nursery() as nursery:
            rpc: Rpc[int, int] = Rpc(lambda number, request: ours.send(request))
            nursery.start_soon(rpc.call, 1)
            nursery.start_soon(queue.get)
            slot = inbox.reserve()

            async def work(operation: Operation[None]) -> None:
                await pool.run(_until_stopped)

            Operations(nursery).start(nursery, "wait", work, slot.post)
            assert await theirs.receive() == 1
            nursery.cancel_scope.cancel()
        assert len(await inbox.drain()) == 1
    queue.close()


def _counts() -> tuple[int, int, int]:
    gc.collect()
    descriptors = len(os.listdir(DESCRIPTORS)) if DESCRIPTORS.exists() else 0
    return trio.lowlevel.current_statistics().tasks_living, threading.active_count(), descriptors


@pytest.mark.timeout(120)
async def test_a_thousand_cycles_leave_no_task_thread_or_descriptor() -> None:
    """After a thousand cycles there is as much as after two. (Trio keeps an idle thread for the next call.)"""
    for _ in range(2):
        await _live_once()
    before = _counts()
    for _ in range(CYCLES):
        await _live_once()

    tasks, threads, descriptors = _counts()
    assert (tasks, descriptors) == (before[0], before[2])
    assert threads <= before[1]


def test_a_run_with_threads_at_the_inbox_leaves_none_behind() -> None:
    """Each run has threads that wait at a full inbox; closing it sends them away, and the run's descriptors go too."""

    async def run() -> None:
        with Inbox[int](1) as inbox:

            def post_until_closed() -> None:
                try:
                    for number in range(1000):
                        inbox.post_from_thread(number)
                except trio.ClosedResourceError:
                    return

            async with trio.open_nursery() as nursery:
                nursery.start_soon(trio.to_thread.run_sync, post_until_closed)
                nursery.start_soon(trio.to_thread.run_sync, post_until_closed)
                await until(lambda: inbox.statistics().waiting == 2)
                await inbox.drain()
                inbox.close()

    for _ in range(2):
        trio.run(run)
    threads, descriptors = threading.active_count(), _descriptors()
    for _ in range(100):
        trio.run(run)
    assert threading.active_count() <= threads
    assert _descriptors() == descriptors


def _descriptors() -> int:
    gc.collect()
    return len(os.listdir(DESCRIPTORS)) if DESCRIPTORS.exists() else 0
