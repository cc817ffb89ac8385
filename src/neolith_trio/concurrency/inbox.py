"""The inbox: many producers, one consumer, and the only definition of what happened first.

Rules. Events are numbered in the order in which they arrived, and handed over in batches. Any number of posts is one
wake-up. `capacity` bounds the events that wait: a task that posts to a full inbox waits, a thread blocks, and none is
lost. An outcome that was promised a slot never waits and can be posted from a cancelled scope. The first task that
drains is the consumer; a second one is an error. The consumer itself never posts, or it could wait for itself.

The way of an event: every producer, task or thread, appends to the open batch under one lock, which makes the order
of arrival one order for all. The open batch itself travels over a Trio memory channel, once, when its first event has
come; from then on posting costs an append. A memory channel belongs to Trio's thread alone, so a batch that a thread
began is sent over by one idempotent `TrioToken.run_sync_soon`. What arrives after the batch was sent and before the
consumer woke is still in it. Drained, it is closed, and the writers that waited are the first in the next one.

For every service that tells the backend something; drain() and close() are for the backend.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Sequence
from types import TracebackType
from typing import Generic, TypeVar

import trio

from neolith_trio.concurrency.waiting import TaskWaiter, ThreadWaiter, WaitingLine, refuse_in_trio
from neolith_trio.data import frozen

E = TypeVar("E")

CAPACITY = 16_384
"""Events that may wait: some seconds of work for the backend, and a few megabytes."""

SLOTS = 16_384
"""Outcomes that may be promised at a time; the quotas of the services are far below it."""


@frozen
class InboxStatistics:
    """The counters of an inbox at one moment."""

    posted: int
    refused: int
    undelivered: int
    """Outcomes that came when the inbox was closed already."""
    batches: int
    high_water: int
    waiting: int
    slots: int
    """Slots that are reserved, or used and not yet drained."""


class Slot(Generic[E]):
    """The right to post one event, whatever happens: reserved before an operation starts, used once when it ends."""

    __slots__ = ("_inbox", "_spent")

    def __init__(self, inbox: Inbox[E]) -> None:
        self._inbox = inbox
        self._spent = False

    def post(self, event: E) -> bool:
        """Post the outcome from any task or thread, without waiting; False (and counted) when the inbox is closed."""
        return self._inbox._post_outcome(self, event)

    def release(self) -> None:
        """Give the slot back unused, when the operation never started."""
        self._inbox._release(self)

    def _spend(self) -> None:
        if self._spent:
            raise RuntimeError("this slot was used already: an operation has exactly one outcome")
        self._spent = True


class Inbox(Generic[E]):
    """Many producers, one consumer. Made inside trio.run(), where its bridge for threads ends; its maker closes it."""

    def __init__(self, capacity: int = CAPACITY, *, slots: int = SLOTS) -> None:
        if capacity < 1:
            raise ValueError(f"an inbox needs a capacity of at least 1, not {capacity}")
        self.capacity = capacity
        self.slots = slots
        self._token = trio.lowlevel.current_trio_token()
        self._thread = threading.get_ident()
        # room for one is enough: a batch is sent once, and the next is opened when it has been received
        self._send, self._receive = trio.open_memory_channel[list[E]](1)
        self._consumer: trio.lowlevel.Task | None = None
        self._lock = threading.Lock()
        self._writers: WaitingLine[E] = WaitingLine(self._lock)
        self._batch: list[E] = []
        self._sent = False  # the open batch is in the channel; this flag belongs to Trio's thread
        self._outcomes = 0  # events of the open batch that came through slots
        self._slots = 0
        self._closed = False
        self._drained = self._refused = self._undelivered = self._batches = self._high_water = 0

    def __enter__(self) -> Inbox[E]:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def post_nowait(self, event: E) -> None:
        """Post from any task or thread, without waiting; trio.WouldBlock, and counted, when the inbox is full."""
        with self._lock:
            # _admit(), written out: this is how every line of every user comes
            batch = self._batch
            if self._closed:
                raise trio.ClosedResourceError
            if len(batch) - self._outcomes >= self.capacity:
                self._refused += 1
                raise trio.WouldBlock
            batch.append(event)
            begins = len(batch) == 1
        if begins:
            self._dispatch()

    def post_each_nowait(self, events: Sequence[E]) -> int:
        """Post those events that there is room for, the first ones, from any task or thread; how many they are."""
        with self._lock:
            if self._closed:
                raise trio.ClosedResourceError
            place = len(self._batch)
            room = max(0, self.capacity - (place - self._outcomes))
            self._batch += events if len(events) <= room else events[:room]
            posted = len(self._batch) - place
            self._refused += len(events) - posted
        if posted and not place:
            self._dispatch()
        return posted

    async def post(self, event: E) -> None:
        """Post from a task; wait while the inbox is full. Cancelled means not posted."""
        if trio.lowlevel.current_task() is self._consumer:
            raise RuntimeError(
                "the consumer of an inbox would wait for itself: keep its own follow-ups in a local queue"
            )
        await trio.lowlevel.checkpoint_if_cancelled()
        with self._lock:
            place = self._admit(event)
            if not place:
                self._writers.join(waiter := TaskWaiter(event))
        if not place:
            await self._writers.wait(waiter)
            return
        if place == 1:
            self._dispatch()
        await trio.lowlevel.cancel_shielded_checkpoint()

    def post_from_thread(self, event: E) -> None:
        """Post from any thread but Trio's own; block while the inbox is full."""
        if threading.get_ident() == self._thread:
            refuse_in_trio("post_from_thread")
        with self._lock:
            place = self._admit(event)
            if not place:
                self._writers.join(waiter := ThreadWaiter(event))
        if not place:
            self._writers.wait_in_thread(waiter)
        elif place == 1 and not self._dispatch():
            raise trio.ClosedResourceError("the Trio run that reads this inbox has ended")

    def reserve(self) -> Slot[E]:
        """Promise room for one outcome, before its operation starts; trio.WouldBlock when too many are open."""
        with self._lock:
            if self._closed:
                raise trio.ClosedResourceError
            if self._slots >= self.slots:
                self._refused += 1
                raise trio.WouldBlock
            self._slots += 1
        return Slot(self)

    async def drain(self, deadline: float = math.inf) -> list[tuple[int, E]]:
        """next_batch() with the number of each event."""
        first, batch = await self.next_batch(deadline)
        return list(enumerate(batch, first))

    async def next_batch(self, deadline: float = math.inf) -> tuple[int, list[E]]:
        """Wait for events, and take all that are there; the number of the first, and they, which are the caller's.

        None when `deadline` (of Trio's clock) passed. A deadline in the past looks without waiting, and still lets
        other tasks run. When the inbox is closed and empty this raises trio.EndOfChannel.
        """
        self._claim()
        with trio.CancelScope(deadline=deadline):
            return self._take(await self._receive.receive())
        try:
            return self._take(self._receive.receive_nowait())
        except trio.WouldBlock:
            return self._drained, []

    def close(self) -> None:
        """Take no more: waiting writers get trio.ClosedResourceError, the consumer what is left. From Trio's thread."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            self._writers.settle_all(trio.ClosedResourceError)
        self._land()
        self._send.close()

    def statistics(self) -> InboxStatistics:
        """The counters as they are now."""
        with self._lock:
            return InboxStatistics(
                posted=self._drained + len(self._batch),
                refused=self._refused,
                undelivered=self._undelivered,
                batches=self._batches,
                high_water=max(self._high_water, len(self._batch)),
                waiting=len(self._writers),
                slots=self._slots,
            )

    def _admit(self, event: E) -> int:
        """The place of the event in the open batch, from 1, or 0 when the inbox is full. With the lock held.

        Whoever begins a batch has to dispatch it. Nobody overtakes the writers in line: drain() gives them the room.
        """
        if self._closed:
            raise trio.ClosedResourceError
        if len(self._batch) - self._outcomes >= self.capacity:
            return 0
        self._batch.append(event)
        return len(self._batch)

    def _dispatch(self) -> bool:
        """Get the open batch on its way to the consumer, from wherever this is called; False when there is no way."""
        if threading.get_ident() == self._thread:
            self._land()
            return True
        try:
            self._token.run_sync_soon(self._land, idempotent=True)
        except trio.RunFinishedError:
            # nobody closed the inbox before its run ended: do it now, so that no thread waits for a drain to come
            with self._lock:
                self._closed = True
                self._writers.settle_all(trio.ClosedResourceError)
            return False
        return True

    def _land(self) -> None:
        """Send the open batch, in Trio's thread; close() may have done so while a thread's call was on its way."""
        if self._batch and not self._sent:
            self._sent = True
            self._send.send_nowait(self._batch)

    def _take(self, batch: list[E]) -> tuple[int, list[E]]:
        """Close the batch, number its events, and open the next one with the writers that waited."""
        with self._lock:
            first = self._drained
            self._drained += len(batch)
            self._batches += 1
            self._high_water = max(self._high_water, len(batch))
            self._slots -= self._outcomes
            self._outcomes = 0
            self._batch = []
            self._sent = False
            while self._writers and len(self._batch) < self.capacity:
                writer = self._writers.next()
                self._batch.append(writer.item)
                writer.settle()
        self._land()
        return first, batch

    def _claim(self) -> None:
        task = trio.lowlevel.current_task()
        if self._consumer is None:
            self._consumer = task
        elif self._consumer is not task:
            raise trio.BusyResourceError(f"an inbox has one consumer, and {self._consumer.name} is the one of this")

    def _post_outcome(self, slot: Slot[E], event: E) -> bool:
        with self._lock:
            slot._spend()
            if self._closed:
                self._slots -= 1
                self._undelivered += 1
                return False
            self._outcomes += 1
            self._batch.append(event)
            begins = len(self._batch) == 1
        return self._dispatch() if begins else True

    def _release(self, slot: Slot[E]) -> None:
        with self._lock:
            slot._spend()
            self._slots -= 1
