"""The worker pool: one outcome for each call, bounded threads, a stop that ends in time."""

from __future__ import annotations

import logging
import threading
import time

import pytest
import trio
import trio.testing

from neolith_trio.concurrency import WorkAbandoned, WorkerPool, WorkerState, should_stop
from tests.concurrency.polling import until


class Stuck:
    """A call that blocks until the test lets go, and says when it runs and when it has ended."""

    def __init__(self) -> None:
        self.running = threading.Event()
        self.let_go = threading.Event()
        self.asked_to_stop: bool | None = None

    def __call__(self) -> str:
        self.running.set()
        assert self.let_go.wait(30)
        self.asked_to_stop = should_stop()
        return "done"


async def _until(event: threading.Event) -> None:
    await trio.to_thread.run_sync(event.wait, 30)


async def test_a_call_returns_or_raises_what_it_does() -> None:
    """The outcome of the callable is the outcome of the call."""
    async with WorkerPool("test") as pool:
        assert await pool.run(divmod, 7, 2) == (3, 1)
        with pytest.raises(ZeroDivisionError):
            await pool.run(divmod, 7, 0)
        assert pool.labels == ()


async def test_calls_run_in_named_threads_and_no_more_than_the_pool_has() -> None:
    """Ten calls on two threads: never three at a time; a debugger sees pool and call in the thread's name."""
    now = most = 0
    lock = threading.Lock()
    names = set()

    def call() -> None:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
            names.add(threading.current_thread().name)
        time.sleep(0.002)
        with lock:
            now -= 1

    async def run() -> None:
        await pool.run(call, label="lookup")

    async with WorkerPool("resolver", threads=2) as pool, trio.open_nursery() as nursery:
        for _ in range(10):
            nursery.start_soon(run)

    assert most == 2
    assert names == {"resolver: lookup"}


async def test_a_full_backlog_refuses() -> None:
    """A pool does not collect calls without end."""
    stuck = Stuck()
    async with WorkerPool("test", threads=1, backlog=1) as pool, trio.open_nursery() as nursery:
        nursery.start_soon(pool.run, stuck)
        await _until(stuck.running)
        nursery.start_soon(pool.run, int)
        await trio.testing.wait_all_tasks_blocked()
        assert len(pool.labels) == 2
        with pytest.raises(trio.WouldBlock):
            await pool.run(int)
        stuck.let_go.set()


async def test_stop_waits_for_what_ends_in_time() -> None:
    """A cooperative call sees should_stop(), ends, and its caller has its result; nothing was abandoned."""
    running = threading.Event()

    def cooperative() -> str:
        running.set()
        while not should_stop():
            time.sleep(0.001)
        return "ended in order"

    results = []
    pool = WorkerPool("test")

    async def run() -> None:
        results.append(await pool.run(cooperative))

    async with trio.open_nursery() as nursery:
        nursery.start_soon(run)
        await _until(running)
        assert pool.state is WorkerState.RUNNING
        assert await pool.stop() == ()

    assert results == ["ended in order"]
    assert pool.state is WorkerState.STOPPED


async def test_stop_abandons_and_names_what_does_not_end(
    autojump_clock: trio.testing.MockClock, caplog: pytest.LogCaptureFixture
) -> None:
    """After five seconds the callers get WorkAbandoned, and stop() and the log name the calls that still run."""
    stuck = Stuck()
    pool = WorkerPool("files")
    outcomes = []

    async def run() -> None:
        try:
            outcomes.append(await pool.run(stuck, label="read /a/huge/file"))
        except WorkAbandoned as error:
            outcomes.append(str(error))

    async with trio.open_nursery() as nursery:
        nursery.start_soon(run)
        await trio.testing.wait_all_tasks_blocked()
        # virtual time would run away while this task awaited the thread
        assert stuck.running.wait(30)
        begin = trio.current_time()
        with caplog.at_level(logging.WARNING):
            assert await pool.stop() == ("read /a/huge/file",)
        assert trio.current_time() - begin == 5

    assert outcomes == ["files was stopped before read /a/huge/file had ended"]
    assert "read /a/huge/file" in caplog.text
    stuck.let_go.set()


async def test_the_pool_is_stopping_while_it_waits() -> None:
    """RUNNING, STOPPING, STOPPED; from STOPPING on nothing new is taken on, and what had no thread never gets one."""
    stuck = Stuck()
    pool = WorkerPool("test", threads=1)
    outcomes: list[object] = []

    async def run(call: object) -> None:
        try:
            outcomes.append(await pool.run(call))
        except WorkAbandoned as error:
            outcomes.append(type(error))

    async with trio.open_nursery() as nursery:
        nursery.start_soon(run, stuck)
        await _until(stuck.running)
        nursery.start_soon(run, pytest.fail)
        await until(lambda: len(pool.labels) == 2)
        nursery.start_soon(pool.stop)
        await until(lambda: WorkAbandoned in outcomes)
        assert pool.state is WorkerState.STOPPING
        with pytest.raises(trio.ClosedResourceError, match="stopping"):
            await pool.run(int)
        stuck.let_go.set()

    assert outcomes == [WorkAbandoned, "done"]
    assert pool.state is WorkerState.STOPPED
    with pytest.raises(trio.ClosedResourceError, match="stopped"):
        await pool.run(int)


async def test_cancelling_the_wait_asks_the_call_to_stop_and_the_pool_still_knows_it() -> None:
    """The caller goes at once; the thread counts until it has really ended."""
    stuck = Stuck()
    async with WorkerPool("test") as pool:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(pool.run, stuck)
            await _until(stuck.running)
            nursery.cancel_scope.cancel()
        assert len(pool.labels) == 1
        stuck.let_go.set()
        await until(lambda: pool.labels == ())
        assert pool.state is WorkerState.RUNNING
    assert stuck.asked_to_stop is True


async def test_leaving_a_cancelled_scope_still_stops_in_order() -> None:
    """Cancellation around the pool does not cut short the five seconds that its threads have."""
    ended = []

    def cooperative() -> None:
        while not should_stop():
            time.sleep(0.001)
        time.sleep(0.02)
        ended.append(True)

    with trio.CancelScope() as scope:
        async with WorkerPool("test") as pool, trio.open_nursery() as nursery:
            nursery.start_soon(pool.run, cooperative)
            await trio.testing.wait_all_tasks_blocked()
            scope.cancel()

    assert ended == [True]
    assert pool.state is WorkerState.STOPPED


async def test_should_stop_is_false_outside_a_pool() -> None:
    """Code that is shared with other threads may ask anywhere."""
    assert should_stop() is False
    assert await trio.to_thread.run_sync(should_stop) is False
    async with WorkerPool("test") as pool:
        assert await pool.run(should_stop) is False
        assert should_stop() is False
