"""The inbox: order of arrival, one wake-up, back pressure, slots, one consumer."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

import pytest
import trio
import trio.testing
from hypothesis import given, settings
from hypothesis import strategies as st

from neolith_trio.concurrency import Inbox
from tests.concurrency.polling import until


def events(batch: Sequence[tuple[int, object]]) -> list[object]:
    """A batch without its numbers."""
    return [event for _, event in batch]


async def test_events_are_numbered_in_the_order_of_arrival() -> None:
    """Numbers start at 0 and go on over the batches without a gap."""
    inbox: Inbox[str] = Inbox()
    inbox.post_nowait("a")
    await inbox.post("b")
    assert await inbox.drain() == [(0, "a"), (1, "b")]

    inbox.reserve().post("c")
    await trio.to_thread.run_sync(inbox.post_from_thread, "d")
    assert await inbox.drain() == [(2, "c"), (3, "d")]


async def test_any_number_of_posts_is_one_wake_up() -> None:
    """A sleeping consumer that gets a thousand events from a task wakes once and finds them all."""
    inbox: Inbox[int] = Inbox()
    batches = []

    async def consume() -> None:
        while sum(map(len, batches)) < 1000:
            batches.append(await inbox.drain())

    async with trio.open_nursery() as nursery:
        nursery.start_soon(consume)
        await trio.testing.wait_all_tasks_blocked()
        for number in range(1000):
            inbox.post_nowait(number)

    assert [events(batch) for batch in batches] == [list(range(1000))]
    assert inbox.statistics().batches == 1


def _post_from_threads(inbox: Inbox[tuple[int, int]], threads: int, each: int) -> list[threading.Thread]:
    def post(writer: int) -> None:
        for number in range(each):
            inbox.post_from_thread((writer, number))

    started = [threading.Thread(target=post, args=(writer,)) for writer in range(threads)]
    for thread in started:
        thread.start()
    return started


def _assert_complete(got: list[tuple[int, int]], threads: int, each: int) -> None:
    assert len(got) == threads * each
    for writer in range(threads):
        assert [number for who, number in got if who == writer] == list(range(each))


async def test_ten_thousand_posts_from_eight_threads_between_two_waits_are_one_batch() -> None:
    """The consumer does not wait meanwhile (its thread is busy joining), and then all 10,000 events are there."""
    inbox: Inbox[tuple[int, int]] = Inbox(10_000)
    for thread in _post_from_threads(inbox, 8, 1250):
        thread.join()
    batch = await inbox.drain()

    assert [number for number, _ in batch] == list(range(10_000))
    _assert_complete([event for _, event in batch], 8, 1250)
    assert inbox.statistics().batches == 1


@pytest.mark.parametrize("capacity", [1, 7, 100])
async def test_with_a_small_inbox_threads_wait_and_none_is_lost(capacity: int) -> None:
    """10,000 posts from 8 threads through an inbox that is always full: all arrive, each thread's in its order."""
    inbox: Inbox[tuple[int, int]] = Inbox(capacity)
    threads = _post_from_threads(inbox, 8, 1250)
    numbers, got = [], []
    while len(got) < 10_000:
        for number, event in await inbox.drain():
            numbers.append(number)
            got.append(event)
    for thread in threads:
        thread.join()

    assert numbers == list(range(10_000))
    _assert_complete(got, 8, 1250)
    assert inbox.statistics().high_water <= capacity


async def test_a_task_waits_while_the_inbox_is_full() -> None:
    """Writers in line get in first come, first served, and a newcomer does not overtake them."""
    inbox: Inbox[int] = Inbox(2)
    async with trio.open_nursery() as nursery:
        for number in range(5):
            nursery.start_soon(inbox.post, number)
            await trio.testing.wait_all_tasks_blocked()
        assert inbox.statistics().waiting == 3
        assert events(await inbox.drain()) == [0, 1]
        with pytest.raises(trio.WouldBlock):
            inbox.post_nowait(99)
        assert events(await inbox.drain()) == [2, 3]
        inbox.post_nowait(5)
        assert events(await inbox.drain()) == [4, 5]
    assert inbox.statistics().refused == 1


async def test_a_post_that_was_cancelled_while_waiting_never_arrives(autojump_clock: trio.testing.MockClock) -> None:
    """Cancelled means not posted, so that the writer may say so or try again."""
    inbox: Inbox[str] = Inbox(1)
    await inbox.post("first")
    with trio.move_on_after(1) as scope:
        await inbox.post("cancelled")

    assert scope.cancelled_caught
    assert await inbox.drain() == [(0, "first")]
    assert await inbox.drain(trio.current_time() + 1) == []


async def test_a_post_is_a_checkpoint() -> None:
    """Also with room in the inbox a source of input lets other tasks run."""
    inbox: Inbox[int] = Inbox()
    with trio.testing.assert_checkpoints():
        await inbox.post(1)


async def test_drain_ends_at_its_deadline(autojump_clock: trio.testing.MockClock) -> None:
    """That is how the backend waits for its next timer; events end the wait earlier."""
    inbox: Inbox[str] = Inbox()
    begin = trio.current_time()
    assert await inbox.drain(begin + 5) == []
    assert trio.current_time() == begin + 5

    async def post_later() -> None:
        await trio.sleep(2)
        inbox.post_nowait("early")

    async with trio.open_nursery() as nursery:
        nursery.start_soon(post_later)
        assert await inbox.drain(begin + 10) == [(0, "early")]
        assert trio.current_time() == begin + 7


async def test_a_deadline_in_the_past_looks_without_waiting() -> None:
    """A consumer whose timers are always due still sees its events, and lets other tasks run."""
    inbox: Inbox[int] = Inbox()
    with trio.testing.assert_checkpoints():
        assert await inbox.drain(trio.current_time() - 1) == []
    inbox.post_nowait(1)
    with trio.testing.assert_checkpoints():
        assert await inbox.drain(trio.current_time() - 1) == [(0, 1)]


async def test_an_event_that_comes_as_the_consumer_is_cancelled_is_kept() -> None:
    """Either drain() returns it or it is still there afterwards."""
    inbox: Inbox[int] = Inbox()
    got = []

    async def consume() -> None:
        try:
            got.extend(await inbox.drain())
            await trio.sleep_forever()
        finally:
            got.append("ended")

    async with trio.open_nursery() as nursery:
        nursery.start_soon(consume)
        await trio.testing.wait_all_tasks_blocked()
        inbox.post_nowait(1)
        nursery.cancel_scope.cancel()

    assert got == [(0, 1), "ended"]


async def test_a_second_consumer_is_an_error() -> None:
    """At the same time and one after the other: two consumers would both have a part of the order."""
    inbox: Inbox[int] = Inbox()
    refused = []

    async def intrude() -> None:
        await trio.testing.wait_all_tasks_blocked()
        for _ in range(2):
            with pytest.raises(trio.BusyResourceError, match="one consumer"):
                await inbox.drain()
            refused.append(True)
            inbox.post_nowait(1)

    async with trio.open_nursery() as nursery:
        nursery.start_soon(intrude)
        # the first try comes while this task waits, the second one when it does not
        assert await inbox.drain() == [(0, 1), (1, 1)]
    assert refused == [True, True]


async def test_the_consumer_does_not_post() -> None:
    """It would wait for itself as soon as the inbox is full, so it is an error from the start."""
    inbox: Inbox[int] = Inbox()
    await inbox.drain(trio.current_time())
    with pytest.raises(RuntimeError, match="wait for itself"):
        await inbox.post(1)


async def test_an_outcome_never_waits_and_works_in_a_cancelled_scope() -> None:
    """A full inbox takes what was promised a slot, from a task, from a cancelled task and from a thread."""
    inbox: Inbox[str] = Inbox(1, slots=3)
    slots = [inbox.reserve() for _ in range(3)]
    inbox.post_nowait("input")
    assert slots[0].post("from a task")
    with trio.CancelScope() as scope:
        scope.cancel()
        try:
            await trio.sleep_forever()
        finally:
            assert slots[1].post("from a cancelled task")
    assert await trio.to_thread.run_sync(slots[2].post, "from a thread")
    with pytest.raises(trio.WouldBlock):
        inbox.post_nowait("more input")

    assert events(await inbox.drain()) == ["input", "from a task", "from a cancelled task", "from a thread"]
    inbox.post_nowait("more input")


async def test_outcomes_take_no_room_from_input() -> None:
    """Slots and capacity are counted apart, so that operations cannot shut out the players."""
    inbox: Inbox[int] = Inbox(2, slots=5)
    for number in range(5):
        inbox.reserve().post(number)
    inbox.post_nowait(5)
    inbox.post_nowait(6)
    with pytest.raises(trio.WouldBlock):
        inbox.post_nowait(7)

    assert events(await inbox.drain()) == [0, 1, 2, 3, 4, 5, 6]


async def test_of_several_events_those_are_posted_that_fit() -> None:
    """The first ones, in their order and with one wake-up; who posts keeps the others, and they count as refused."""
    inbox: Inbox[int] = Inbox(3)
    inbox.post_nowait(0)
    posted = inbox.post_each_nowait([1, 2, 3, 4])
    full = inbox.post_each_nowait([3, 4])
    first = events(await inbox.drain())
    again = inbox.post_each_nowait([3, 4])
    nothing = inbox.post_each_nowait([])
    second = await inbox.drain()
    statistics = inbox.statistics()
    inbox.close()
    with pytest.raises(trio.ClosedResourceError):
        inbox.post_each_nowait([5])

    assert (posted, full, again, nothing) == (2, 0, 2, 0)
    assert (first, second) == ([0, 1, 2], [(3, 3), (4, 4)])
    assert (statistics.posted, statistics.refused, statistics.batches) == (5, 4, 2)


async def test_slots_are_bounded_until_their_outcome_is_drained() -> None:
    """A slot comes back when its event was taken, or when it is released unused."""
    inbox: Inbox[int] = Inbox(1, slots=2)
    used, unused = inbox.reserve(), inbox.reserve()
    used.post(1)
    with pytest.raises(trio.WouldBlock):
        inbox.reserve()
    unused.release()
    inbox.reserve()
    with pytest.raises(trio.WouldBlock):
        inbox.reserve()
    await inbox.drain()
    inbox.reserve()

    assert inbox.statistics().slots == 2


async def test_a_slot_is_good_for_one_outcome() -> None:
    """The second use is a mistake of the operation, and says so."""
    inbox: Inbox[int] = Inbox()
    slot = inbox.reserve()
    slot.post(1)
    for use in (lambda: slot.post(2), slot.release):
        with pytest.raises(RuntimeError, match="used already"):
            use()
    assert events(await inbox.drain()) == [1]


async def test_a_closed_inbox_gives_what_is_left_and_then_the_end() -> None:
    """Writers are refused, also those that wait; outcomes that come too late are counted."""
    inbox: Inbox[str] = Inbox(1)
    slot = inbox.reserve()
    await inbox.post("left")
    refused = []

    async def write(post: Callable[[], object]) -> None:
        with pytest.raises(trio.ClosedResourceError):
            await post()
        refused.append(post)

    async with trio.open_nursery() as nursery:
        nursery.start_soon(write, lambda: inbox.post("task"))
        nursery.start_soon(write, lambda: trio.to_thread.run_sync(inbox.post_from_thread, "thread"))
        await until(lambda: inbox.statistics().waiting == 2)
        inbox.close()

    assert len(refused) == 2
    assert slot.post("late") is False
    assert inbox.statistics().undelivered == 1
    with pytest.raises(trio.ClosedResourceError):
        inbox.reserve()
    assert await inbox.drain() == [(0, "left")]
    for deadline in (trio.current_time() - 1, trio.current_time() + 60):
        with pytest.raises(trio.EndOfChannel):
            await inbox.drain(deadline)


async def test_close_brings_over_what_a_thread_posted_a_moment_ago() -> None:
    """A batch whose way over the bridge has only begun when the inbox closes is not lost, and does not come twice."""
    inbox: Inbox[int] = Inbox()
    thread = threading.Thread(target=inbox.post_from_thread, args=(1,))
    thread.start()
    thread.join()
    inbox.close()
    await trio.testing.wait_all_tasks_blocked()

    assert await inbox.drain() == [(0, 1)]
    with pytest.raises(trio.EndOfChannel):
        await inbox.drain()


async def test_close_wakes_a_waiting_consumer() -> None:
    """The consumer learns of the end while it sleeps."""
    inbox: Inbox[int] = Inbox()
    async with trio.open_nursery() as nursery:

        async def consume() -> None:
            with pytest.raises(trio.EndOfChannel):
                await inbox.drain()

        nursery.start_soon(consume)
        await trio.testing.wait_all_tasks_blocked()
        inbox.close()


async def test_a_thread_and_a_task_that_take_turns_see_one_order() -> None:
    """An event that caused another is before it, though one came over the bridge and the other did not."""
    inbox: Inbox[str] = Inbox()
    thread = threading.Thread(target=inbox.post_from_thread, args=("cause, in a thread",))
    thread.start()
    thread.join()
    inbox.post_nowait("effect, in a task")

    assert events(await inbox.drain()) == ["cause, in a thread", "effect, in a task"]


async def test_posting_from_trios_thread_as_if_from_another_is_an_error() -> None:
    """It would block the very consumer it waits for."""
    inbox: Inbox[int] = Inbox()
    with pytest.raises(RuntimeError, match="runs Trio"):
        inbox.post_from_thread(1)


def test_a_thread_that_posts_after_the_run_is_told_so() -> None:
    """There is nobody left to read it."""

    async def make() -> tuple[Inbox[int], Callable[[], bool]]:
        inbox: Inbox[int] = Inbox()
        slot = inbox.reserve()
        return inbox, lambda: slot.post(2)

    inbox, post_outcome = trio.run(make)
    said: list[object] = []

    def post() -> None:
        said.append(post_outcome())
        for _ in range(2):
            try:
                inbox.post_from_thread(1)
            except trio.ClosedResourceError:
                said.append("closed")

    thread = threading.Thread(target=post)
    thread.start()
    thread.join()
    assert said == [False, "closed", "closed"]


ACTIONS = st.lists(st.sampled_from(["nowait", "post", "slot", "thread", "drain", "drain"]), max_size=40)


@settings(deadline=None, max_examples=60)
@given(actions=ACTIONS, capacity=st.integers(1, 4))
def test_whatever_is_accepted_is_drained_once_and_in_order(actions: list[str], capacity: int) -> None:
    """For every order of posts and drains: what was accepted comes out, in that order, and nothing else does."""

    async def play() -> None:
        inbox: Inbox[int] = Inbox(capacity)
        accepted: list[int] = []
        drained: list[tuple[int, int]] = []
        async with trio.open_nursery() as nursery:
            for number, action in enumerate(actions):
                if action == "drain":
                    drained += await inbox.drain(trio.current_time())
                elif action == "slot":
                    inbox.reserve().post(number)
                    accepted.append(number)
                elif action == "post":
                    nursery.start_soon(_post, inbox, number, accepted)
                    await trio.testing.wait_all_tasks_blocked()
                else:
                    post = inbox.post_nowait
                    try:
                        await trio.to_thread.run_sync(post, number) if action == "thread" else post(number)
                    except trio.WouldBlock:
                        continue
                    accepted.append(number)
            while inbox.statistics().waiting or len(drained) < inbox.statistics().posted:
                drained += await inbox.drain()
        assert [number for number, _ in drained] == list(range(len(drained)))
        # a post that had to wait is accepted when it gets in, which only the inbox knows
        assert sorted(event for _, event in drained) == sorted(accepted)
        at_once = [event for _, event in drained if actions[event] != "post"]
        assert at_once == [number for number in accepted if actions[number] != "post"]

    async def _post(inbox: Inbox[int], number: int, accepted: list[int]) -> None:
        await inbox.post(number)
        accepted.append(number)

    trio.run(play)


def test_an_inbox_without_room_is_refused() -> None:
    """A capacity below one could never hand over anything."""

    async def make() -> None:
        with pytest.raises(ValueError, match="at least 1"):
            Inbox(0)

    trio.run(make)
