"""Calls that block, about one thing: in the order of their places, one at a time, and really ended."""

from __future__ import annotations

import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
import trio
import trio.testing

from neolith_trio.concurrency import Stop, Strands, Turn, WorkAbandoned, WorkerPool

THING = "thing"


@asynccontextmanager
async def lines(threads: int = 4) -> AsyncIterator[Strands]:
    async with WorkerPool("test", threads) as pool, trio.open_nursery() as nursery:
        yield Strands(pool, nursery)
        nursery.cancel_scope.cancel()


async def in_turn(turn: Turn, call: Callable[[Stop], object]) -> object:
    with turn:
        return await turn.run(call, "call")


def until_stopped(stop: Stop) -> None:
    """What runs until it is asked to stop."""
    end = time.monotonic() + 10
    while not stop():
        assert time.monotonic() < end
        time.sleep(0.002)
    raise RuntimeError("stopped")


async def test_calls_come_in_the_order_of_their_places_whatever_order_tasks_have() -> None:
    """A hundred calls, whose tasks Trio starts in any order."""
    done: list[int] = []
    async with lines() as strands, trio.open_nursery() as nursery:
        for number in range(100):
            nursery.start_soon(in_turn, strands.join(THING), lambda stop, number=number: done.append(number))

    assert done == list(range(100))
    assert strands.waiting(THING) == 0


async def test_two_things_do_not_wait_for_each_other() -> None:
    """A call that waits for one in another line is not in its way."""
    seen = threading.Event()
    async with lines() as strands, trio.open_nursery() as nursery:
        nursery.start_soon(in_turn, strands.join("a"), lambda stop: seen.wait(10))
        nursery.start_soon(in_turn, strands.join("b"), lambda stop: seen.set())

    assert seen.is_set()


async def test_what_a_call_raises_is_raised_and_the_line_goes_on() -> None:
    """A failing call has its place no longer than any other."""

    def fail(stop: Stop) -> None:
        raise ValueError("odd")

    async with lines() as strands:
        with pytest.raises(ValueError, match="odd"):
            await in_turn(strands.join(THING), fail)
        assert await in_turn(strands.join(THING), lambda stop: 7) == 7


@pytest.mark.alone
async def test_a_cancelled_call_is_asked_to_stop_and_the_next_waits_until_it_has() -> None:
    """Two threads are never at work on one thing."""
    order: list[str] = []

    def slow(stop: Stop) -> None:
        try:
            until_stopped(stop)
        finally:
            time.sleep(0.05)
            order.append("first over")

    async with lines() as strands, trio.open_nursery() as nursery:
        first = strands.join(THING)
        nursery.start_soon(in_turn, strands.join(THING), lambda stop: order.append("second"))
        began = trio.current_time()
        with trio.move_on_after(0.05) as scope:
            await in_turn(first, slow)
        assert scope.cancelled_caught
        assert trio.current_time() - began < 1

    assert order == ["first over", "second"]


async def test_a_call_that_cannot_be_stopped_keeps_its_place_while_its_caller_goes() -> None:
    """The caller waits a moment and no longer."""
    go_on = threading.Event()
    order: list[str] = []

    def deaf(stop: Stop) -> None:
        go_on.wait(10)
        order.append("first over")

    async with lines() as strands, trio.open_nursery() as nursery:
        first = strands.join(THING)
        nursery.start_soon(in_turn, strands.join(THING), lambda stop: order.append("second"))
        with trio.move_on_after(0.01):
            await in_turn(first, deaf)
        order.append("gone")
        assert strands.waiting(THING) == 2
        go_on.set()

    assert order == ["gone", "first over", "second"]


async def test_work_that_ends_while_it_is_cancelled_has_succeeded() -> None:
    """The outcome is what happened, not what somebody wished."""

    def done_all_the_same(stop: Stop) -> str:
        while not stop():
            time.sleep(0.002)
        return "done"

    async with lines() as strands:
        with trio.CancelScope() as scope:
            scope.deadline = trio.current_time() + 0.02
            assert await in_turn(strands.join(THING), done_all_the_same) == "done"
        assert not scope.cancelled_caught


async def test_a_place_that_is_given_up_in_the_line_is_nobody_s() -> None:
    """Its call is never made."""
    made: list[str] = []
    async with lines() as strands, trio.open_nursery() as nursery:
        hold = strands.join(THING)
        given_up, last = strands.join(THING), strands.join(THING)
        with trio.move_on_after(0.01):
            await in_turn(given_up, lambda stop: made.append("given up"))
        nursery.start_soon(in_turn, hold, lambda stop: made.append("first"))
        nursery.start_soon(in_turn, last, lambda stop: made.append("last"))

    assert made == ["first", "last"]


async def test_a_call_that_was_given_up_before_it_had_a_thread_is_not_made() -> None:
    """When a thread is free again, nobody wants it any more."""
    free = threading.Event()
    made: list[str] = []
    async with lines(threads=1) as strands, trio.open_nursery() as nursery:
        nursery.start_soon(in_turn, strands.join("other"), lambda stop: free.wait(10))
        await trio.testing.wait_all_tasks_blocked()
        with trio.move_on_after(0.01) as scope:
            await in_turn(strands.join(THING), lambda stop: made.append("made"))
        assert scope.cancelled_caught
        free.set()
        assert await in_turn(strands.join(THING), lambda stop: 1) == 1

    assert made == []


async def test_what_runs_when_everything_stops_is_abandoned_at_once() -> None:
    """A caller outside of the lines hears that it was."""
    told: list[type[Exception]] = []

    async def wait(turn: Turn) -> None:
        try:
            await in_turn(turn, until_stopped)
        except (WorkAbandoned, RuntimeError) as error:
            told.append(type(error))

    async with trio.open_nursery() as nursery:  # noqa: SIM117  # the caller outlives the lines
        async with lines() as strands:
            nursery.start_soon(wait, strands.join(THING))  # noqa: ASYNC111
            await trio.testing.wait_all_tasks_blocked()

    assert len(told) == 1
