"""A bounded queue that says what happens when it is full.

Rule: first in, first out; never more than `capacity` items; every item that came in is sooner or later counted
as taken or as dropped, and `put == taken + dropped + len(queue)` holds at every moment. What ends in `_nowait`,
drain(), clear(), close() and statistics() may be called from anywhere; the plain forms belong to tasks, the
`_from_thread` forms to threads. For whoever hands values from one side to another: output buffers, services.
"""

from __future__ import annotations

import enum
import threading
from collections import deque
from typing import Generic, TypeVar, cast

import trio

from neolith_trio.concurrency.waiting import TaskWaiter, ThreadWaiter, Waiter, WaitingLine, refuse_in_trio
from neolith_trio.data import frozen

T = TypeVar("T")


class Overflow(enum.Enum):
    """What a full queue does with one more item."""

    DROP_OLDEST = "drop the oldest item, count it, and take the new one"
    BLOCK_WRITER = "let the writer wait"
    REJECT = "refuse the new item with trio.WouldBlock, and count it"


@frozen
class QueueStatistics:
    """The counters of a queue at one moment."""

    put: int
    taken: int
    dropped: int
    rejected: int
    high_water: int
    size: int
    waiting_writers: int
    waiting_readers: int


class BoundedQueue(Generic[T]):
    """First in, first out, between any number of tasks and threads."""

    def __init__(self, capacity: int, overflow: Overflow = Overflow.BLOCK_WRITER) -> None:
        if capacity < 1:
            raise ValueError(f"a queue needs a capacity of at least 1, not {capacity}")
        self.capacity = capacity
        self.overflow = overflow
        self._lock = threading.Lock()
        self._items: deque[T] = deque()
        self._writers: WaitingLine[T] = WaitingLine(self._lock)
        self._readers: WaitingLine[T] = WaitingLine(self._lock)
        self._closed = False
        self._put = self._taken = self._dropped = self._rejected = self._high_water = 0

    def __len__(self) -> int:
        return len(self._items)

    def put_nowait(self, item: T) -> None:
        """Put an item without waiting; trio.WouldBlock when the queue is full and does not drop."""
        with self._lock:
            if not self._offer(item):
                self._rejected += 1
                raise trio.WouldBlock

    async def put(self, item: T) -> None:
        """Put an item, as a task; a BLOCK_WRITER queue lets it wait for room."""
        await trio.lowlevel.checkpoint_if_cancelled()
        with self._lock:
            if waits := not self._offer(item):
                self._stand_in_line(waiter := TaskWaiter(item))
        if waits:
            await self._writers.wait(waiter)
        else:
            await trio.lowlevel.cancel_shielded_checkpoint()

    def put_from_thread(self, item: T) -> None:
        """Put an item, as a thread; a BLOCK_WRITER queue lets it wait for room."""
        refuse_in_trio("put_from_thread")
        with self._lock:
            if waits := not self._offer(item):
                self._stand_in_line(waiter := ThreadWaiter(item))
        if waits:
            self._writers.wait_in_thread(waiter)

    def get_nowait(self) -> T:
        """Take the oldest item; trio.WouldBlock when there is none, trio.EndOfChannel when none will ever come."""
        with self._lock:
            if not self._readable():
                raise trio.WouldBlock
            return self._take()

    async def get(self) -> T:
        """Take the oldest item, as a task; wait for one, or raise trio.EndOfChannel when none will ever come."""
        await trio.lowlevel.checkpoint_if_cancelled()
        with self._lock:
            if ready := self._readable():
                item = self._take()
            else:
                waiter: TaskWaiter[T] = TaskWaiter()
                self._readers.join(waiter)
        if ready:
            await trio.lowlevel.cancel_shielded_checkpoint()
            return item
        await self._readers.wait(waiter)
        return cast("T", waiter.item)

    def get_from_thread(self) -> T:
        """Take the oldest item, as a thread; wait for one, or raise trio.EndOfChannel when none will ever come."""
        refuse_in_trio("get_from_thread")
        with self._lock:
            if self._readable():
                return self._take()
            waiter: ThreadWaiter[T] = ThreadWaiter()
            self._readers.join(waiter)
        self._readers.wait_in_thread(waiter)
        return cast("T", waiter.item)

    def drain(self) -> list[T]:
        """Take everything that is there, oldest first; waiting writers move up into the room."""
        with self._lock:
            items = list(self._items)
            self._items.clear()
            self._taken += len(items)
            self._admit_writers()
            return items

    def clear(self) -> int:
        """Drop everything that is there; the answer says how many. Waiting writers move up into the room."""
        with self._lock:
            dropped = len(self._items)
            self._items.clear()
            self._dropped += dropped
            self._admit_writers()
            return dropped

    def close(self) -> None:
        """Take nothing more: writers get trio.ClosedResourceError, readers what is left and then trio.EndOfChannel."""
        with self._lock:
            self._closed = True
            self._writers.settle_all(trio.ClosedResourceError)
            self._readers.settle_all(trio.EndOfChannel)

    def statistics(self) -> QueueStatistics:
        """The counters as they are now."""
        with self._lock:
            return QueueStatistics(
                put=self._put,
                taken=self._taken,
                dropped=self._dropped,
                rejected=self._rejected,
                high_water=self._high_water,
                size=len(self._items),
                waiting_writers=len(self._writers),
                waiting_readers=len(self._readers),
            )

    # What follows is called with the lock held.

    def _offer(self, item: T) -> bool:
        """Take the item in if the queue can; the answer is False when the writer has to wait or to be refused."""
        if self._closed:
            raise trio.ClosedResourceError
        if self._readers:
            # a reader waits only while the queue is empty: hand the item over, it was in and out at once
            self._put += 1
            self._taken += 1
            reader = self._readers.next()
            reader.item = item
            reader.settle()
            return True
        if len(self._items) >= self.capacity:
            if self.overflow is not Overflow.DROP_OLDEST:
                return False
            self._items.popleft()
            self._dropped += 1
        self._append(item)
        return True

    def _append(self, item: T) -> None:
        self._put += 1
        self._items.append(item)
        self._high_water = max(self._high_water, len(self._items))

    def _stand_in_line(self, waiter: Waiter[T]) -> None:
        if self.overflow is Overflow.REJECT:
            self._rejected += 1
            raise trio.WouldBlock
        self._writers.join(waiter)

    def _readable(self) -> bool:
        if self._closed and not self._items:
            raise trio.EndOfChannel
        return bool(self._items)

    def _take(self) -> T:
        item = self._items.popleft()
        self._taken += 1
        self._admit_writers()
        return item

    def _admit_writers(self) -> None:
        while self._writers and len(self._items) < self.capacity:
            writer = self._writers.next()
            self._append(writer.item)
            writer.settle()
