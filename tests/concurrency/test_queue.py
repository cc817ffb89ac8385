"""The bounded queue: order, the three policies, counters, tasks and threads."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable

import pytest
import trio
import trio.testing
from hypothesis import given
from hypothesis import strategies as st

from neolith_trio.concurrency import BoundedQueue, Overflow
from tests.concurrency.polling import until

STEPS = st.lists(st.sampled_from(["put", "put", "put", "get", "get", "drain", "clear"]), max_size=60)


class Model:
    """What a bounded queue does, in the plainest words."""

    def __init__(self, capacity: int, overflow: Overflow) -> None:
        self.capacity = capacity
        self.overflow = overflow
        self.items: deque[int] = deque()
        self.dropped = self.rejected = 0

    def put(self, item: int) -> bool:
        if len(self.items) == self.capacity:
            if self.overflow is not Overflow.DROP_OLDEST:
                self.rejected += 1
                return False
            self.items.popleft()
            self.dropped += 1
        self.items.append(item)
        return True

    def clear(self) -> int:
        cleared = len(self.items)
        self.dropped += cleared
        self.items.clear()
        return cleared


def _try(put: Callable[[int], None], item: int) -> bool:
    try:
        put(item)
    except trio.WouldBlock:
        return False
    return True


@given(steps=STEPS, capacity=st.integers(1, 4), overflow=st.sampled_from(Overflow))
def test_any_sequence_of_steps_does_what_the_model_does(steps: list[str], capacity: int, overflow: Overflow) -> None:
    """Whatever is done without waiting gives the items and counters of the model, and the counters always add up."""
    queue: BoundedQueue[int] = BoundedQueue(capacity, overflow)
    model = Model(capacity, overflow)
    for number, step in enumerate(steps):
        if step == "put":
            assert _try(queue.put_nowait, number) == model.put(number)
        elif step == "get" and model.items:
            assert queue.get_nowait() == model.items.popleft()
        elif step == "get":
            with pytest.raises(trio.WouldBlock):
                queue.get_nowait()
        elif step == "drain":
            assert queue.drain() == list(model.items)
            model.items.clear()
        else:
            assert queue.clear() == model.clear()
        counters = queue.statistics()
        assert (counters.dropped, counters.rejected, len(queue)) == (model.dropped, model.rejected, len(model.items))
        assert counters.put == counters.taken + counters.dropped + counters.size
        assert counters.size <= counters.high_water <= capacity


async def test_a_task_that_writes_into_a_full_queue_waits_for_room(autojump_clock: trio.testing.MockClock) -> None:
    """BLOCK_WRITER: three writers, room for one, a slow reader: everything arrives, in order."""
    queue: BoundedQueue[int] = BoundedQueue(1)
    got = []
    async with trio.open_nursery() as nursery:
        for number in range(4):
            nursery.start_soon(queue.put, number)
            await trio.testing.wait_all_tasks_blocked()
        assert queue.statistics().waiting_writers == 3
        for _ in range(4):
            await trio.sleep(1)
            got.append(await queue.get())

    assert got == [0, 1, 2, 3]
    assert queue.statistics().high_water == 1


async def test_drain_and_clear_let_waiting_writers_move_up() -> None:
    """Room made at one go goes to as many writers as fit, in their order."""
    queue: BoundedQueue[int] = BoundedQueue(2)
    async with trio.open_nursery() as nursery:
        for number in range(7):
            nursery.start_soon(queue.put, number)
            await trio.testing.wait_all_tasks_blocked()
        assert queue.drain() == [0, 1]
        assert queue.clear() == 2
        assert queue.drain() == [4, 5]
        assert queue.drain() == [6]


async def test_drop_oldest_never_lets_a_writer_wait() -> None:
    """DROP_OLDEST: the newest items stay, and the others are counted."""
    queue: BoundedQueue[int] = BoundedQueue(3, Overflow.DROP_OLDEST)
    for number in range(10):
        await queue.put(number)

    assert queue.drain() == [7, 8, 9]
    assert queue.statistics().dropped == 7


async def test_reject_gives_the_writer_an_error() -> None:
    """REJECT: a full queue refuses tasks and threads alike, keeps what it has, and counts."""
    queue: BoundedQueue[int] = BoundedQueue(1, Overflow.REJECT)
    await queue.put(1)
    with pytest.raises(trio.WouldBlock):
        await queue.put(2)
    with pytest.raises(trio.WouldBlock):
        await trio.to_thread.run_sync(queue.put_from_thread, 3)

    assert queue.drain() == [1]
    assert queue.statistics().rejected == 2


async def test_a_cancelled_writer_has_written_nothing(autojump_clock: trio.testing.MockClock) -> None:
    """Cancelled while waiting means that the item never gets in, and the next writer moves up."""
    queue: BoundedQueue[str] = BoundedQueue(1)
    await queue.put("first")
    with trio.move_on_after(1) as scope:
        await queue.put("cancelled")
    assert scope.cancelled_caught

    async with trio.open_nursery() as nursery:
        nursery.start_soon(queue.put, "second")
        await trio.testing.wait_all_tasks_blocked()
        assert [await queue.get(), await queue.get()] == ["first", "second"]
    assert queue.statistics().put == 2


async def test_a_cancelled_reader_takes_nothing(autojump_clock: trio.testing.MockClock) -> None:
    """An item that is put after a reader gave up goes to the next reader."""
    queue: BoundedQueue[int] = BoundedQueue(1)
    with trio.move_on_after(1):
        await queue.get()
    queue.put_nowait(1)

    assert await queue.get() == 1


async def test_an_item_handed_over_in_the_moment_of_a_cancellation_is_not_lost() -> None:
    """A waiting reader that is given an item and cancelled before it runs again still returns the item."""
    queue: BoundedQueue[int] = BoundedQueue(1)
    got = []

    async def read() -> None:
        got.append(await queue.get())

    async with trio.open_nursery() as nursery:
        nursery.start_soon(read)
        await trio.testing.wait_all_tasks_blocked()
        queue.put_nowait(7)
        nursery.cancel_scope.cancel()

    assert got == [7]


async def test_a_writer_let_in_by_a_thread_in_the_moment_of_a_cancellation_has_written() -> None:
    """The thread's word is still on its way to Trio when the cancellation comes: the item is in, so put() returns."""
    queue: BoundedQueue[int] = BoundedQueue(1)
    queue.put_nowait(1)
    written = []

    async def write() -> None:
        await queue.put(2)
        written.append(2)

    async with trio.open_nursery() as nursery:
        nursery.start_soon(write)
        await trio.testing.wait_all_tasks_blocked()
        reader = threading.Thread(target=queue.get_from_thread)
        reader.start()
        reader.join()
        nursery.cancel_scope.cancel()

    assert queue.drain() == written == [2]


async def test_every_waiting_form_is_a_checkpoint() -> None:
    """Also when there is nothing to wait for, put() and get() let other tasks run and notice a cancellation."""
    queue: BoundedQueue[int] = BoundedQueue(5)
    with trio.testing.assert_checkpoints():
        await queue.put(1)
    with trio.testing.assert_checkpoints():
        await queue.get()
    with trio.CancelScope() as scope:
        scope.cancel()
        await queue.put(2)
    assert len(queue) == 0


async def test_a_closed_queue_gives_what_is_left_and_then_the_end() -> None:
    """close() refuses writers, also those that wait, and ends readers when the last item is out."""
    queue: BoundedQueue[int] = BoundedQueue(1)
    await queue.put(1)
    async with trio.open_nursery() as nursery:

        async def refused() -> None:
            with pytest.raises(trio.ClosedResourceError):
                await queue.put(2)

        nursery.start_soon(refused)
        await trio.testing.wait_all_tasks_blocked()
        queue.close()

    with pytest.raises(trio.ClosedResourceError):
        queue.put_nowait(3)
    assert await queue.get() == 1
    for get in (queue.get, lambda: trio.to_thread.run_sync(queue.get_from_thread)):
        with pytest.raises(trio.EndOfChannel):
            await get()


async def test_close_ends_the_wait_of_readers_in_tasks_and_threads() -> None:
    """Nobody waits at a closed queue."""
    queue: BoundedQueue[int] = BoundedQueue(1)
    ended = []

    async def read(label: str, get: Callable[[], object]) -> None:
        with pytest.raises(trio.EndOfChannel):
            await get()
        ended.append(label)

    async with trio.open_nursery() as nursery:
        nursery.start_soon(read, "task", queue.get)
        nursery.start_soon(read, "thread", lambda: trio.to_thread.run_sync(queue.get_from_thread))
        await until(lambda: queue.statistics().waiting_readers == 2)
        queue.close()

    assert sorted(ended) == ["task", "thread"]


async def test_threads_and_tasks_lose_nothing_and_keep_each_writers_order() -> None:
    """Four writers in threads, two in tasks, readers in both, room for three: all arrive, in each writer's order."""
    queue: BoundedQueue[tuple[int, int]] = BoundedQueue(3)
    per_writer = 300
    got: list[tuple[int, int]] = []
    got_lock = threading.Lock()

    def write_in_thread(writer: int) -> None:
        for number in range(per_writer):
            queue.put_from_thread((writer, number))

    async def write_in_task(writer: int) -> None:
        for number in range(per_writer):
            await queue.put((writer, number))

    def read_in_thread() -> None:
        for _ in range(3 * per_writer):
            # taking and noting is one step, or two readers could note in another order than they took
            with got_lock:
                got.append(queue.get_from_thread())

    async with trio.open_nursery() as nursery:
        for writer in range(4):
            nursery.start_soon(trio.to_thread.run_sync, write_in_thread, writer)
        for writer in range(4, 6):
            nursery.start_soon(write_in_task, writer)
        nursery.start_soon(trio.to_thread.run_sync, read_in_thread)
        nursery.start_soon(trio.to_thread.run_sync, read_in_thread)

    for writer in range(6):
        assert [number for who, number in got if who == writer] == list(range(per_writer))
    counters = queue.statistics()
    assert (counters.put, counters.taken, counters.size) == (6 * per_writer, 6 * per_writer, 0)
    assert counters.high_water <= 3


async def test_a_task_reads_what_threads_write_into_a_full_queue() -> None:
    """A thread that waits for room is let in by a task, and a task that waits for an item is woken by a thread."""
    queue: BoundedQueue[int] = BoundedQueue(2)

    def write() -> None:
        for number in range(500):
            queue.put_from_thread(number)

    async with trio.open_nursery() as nursery:
        nursery.start_soon(trio.to_thread.run_sync, write)
        assert [await queue.get() for _ in range(500)] == list(range(500))


async def test_the_blocking_forms_refuse_to_stop_trio() -> None:
    """Blocking the thread that runs Trio would wait for ever, so it is an error."""
    queue: BoundedQueue[int] = BoundedQueue(1)
    with pytest.raises(RuntimeError, match="runs Trio"):
        queue.put_from_thread(1)
    with pytest.raises(RuntimeError, match="runs Trio"):
        queue.get_from_thread()


def test_a_queue_without_room_is_refused() -> None:
    """A capacity below one could never hand over anything."""
    with pytest.raises(ValueError, match="at least 1"):
        BoundedQueue(0)
