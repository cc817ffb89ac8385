"""Operations: exactly one outcome, whatever happens first."""

from __future__ import annotations

import pytest
import trio
import trio.testing
from hypothesis import given, settings
from hypothesis import strategies as st

from neolith_trio.concurrency import (
    Cancelled,
    Failed,
    Inbox,
    Operation,
    Operations,
    Outcome,
    Progress,
    Succeeded,
    TimedOut,
)

TIMES = st.one_of(st.none(), st.integers(1, 6))


async def wait_for_ever(operation: Operation[None]) -> None:
    """Work that ends only when somebody ends it."""
    await trio.sleep_forever()


class Story:
    """What happens to one operation and when; None means never. The work ends at `done`, well or with an error."""

    def __init__(
        self, done: int | None, fails: bool, deadline: int | None, cancelled: list[int], stopped: int | None
    ) -> None:
        self.done, self.fails, self.deadline, self.cancelled, self.stopped = done, fails, deadline, cancelled, stopped
        self.error = ValueError("the work failed")
        self.outcomes: list[Outcome[str]] = []
        self.after_the_end: list[Progress] = []

    async def work(self, operation: Operation[str]) -> str:
        await trio.sleep(100 if self.done is None else self.done)
        if self.fails:
            raise self.error
        return "value"

    async def tell(self) -> None:
        """Play it. The service stops after 50 seconds at the latest."""
        with trio.CancelScope() as service:
            async with trio.open_nursery() as nursery:
                operations = Operations(nursery)
                operation = operations.start(
                    "owner",
                    "story",
                    self.work,
                    self.outcomes.append,
                    deadline=trio.current_time() + (100 if self.deadline is None else self.deadline),
                    on_progress=lambda progress: self.outcomes and self.after_the_end.append(progress),
                )
                for when in self.cancelled:
                    nursery.start_soon(self._at, when, lambda when=when: operation.cancel(f"at {when}"))
                nursery.start_soon(self._at, 50 if self.stopped is None else self.stopped, service.cancel)
        operation.report(Progress(1))
        operation.cancel("after the end")
        assert len(operations) == 0
        assert operations._by_owner == {}
        assert operation.outcome is self.outcomes[0]

    async def _at(self, when: int, do: object) -> None:
        await trio.sleep(when)
        do()

    def possible(self) -> list[Outcome[str]]:
        """The outcomes of everything that happens first; Trio may take what happens at the same time in any order."""
        happens: list[tuple[int, Outcome[str]]] = [(self.stopped or 50, Cancelled("its service stopped"))]
        if self.done is not None:
            happens.append((self.done, Failed(self.error) if self.fails else Succeeded("value")))
        if self.deadline is not None:
            happens.append((self.deadline, TimedOut()))
        happens += [(when, Cancelled(f"at {when}")) for when in self.cancelled]
        first = min(when for when, _ in happens)
        return [outcome for when, outcome in happens if when == first]


@settings(deadline=None, max_examples=200)
@given(
    done=TIMES, fails=st.booleans(), deadline=TIMES, cancelled=st.lists(st.integers(1, 6), max_size=3), stopped=TIMES
)
def test_every_order_of_events_gives_exactly_the_outcome_of_the_first(
    done: int | None, fails: bool, deadline: int | None, cancelled: list[int], stopped: int | None
) -> None:
    """Result, error, deadline, cancellations and the stop of the service, at any time: one outcome, the right one."""
    story = Story(done, fails, deadline, cancelled, stopped)
    trio.run(story.tell, clock=trio.testing.MockClock(autojump_threshold=0))

    assert len(story.outcomes) == 1
    assert story.outcomes[0] in story.possible()
    assert story.after_the_end == []


async def test_the_outcome_reaches_a_full_inbox_when_the_service_is_cancelled() -> None:
    """A slot and an operation together: the service is cancelled, the inbox is full, the outcome is there."""
    inbox: Inbox[object] = Inbox(1)
    inbox.post_nowait("input")
    async with trio.open_nursery() as nursery:
        slot = inbox.reserve()
        Operations(nursery).start(None, "sleep", wait_for_ever, slot.post)
        await trio.testing.wait_all_tasks_blocked()
        nursery.cancel_scope.cancel()

    assert await inbox.drain() == [(0, "input"), (1, Cancelled("its service stopped"))]


async def test_cancelling_an_owner_ends_all_that_is_its_own() -> None:
    """Owners are told apart by identity: another one that is equal keeps its operation."""
    gone: list[int] = []
    stays: list[int] = []
    outcomes: list[tuple[str, Outcome[None]]] = []
    async with trio.open_nursery() as nursery:
        operations = Operations(nursery)

        for owner, label in ((gone, "first"), (stays, "other"), (gone, "second")):
            operations.start(
                owner, label, wait_for_ever, lambda outcome, label=label: outcomes.append((label, outcome))
            )
        await trio.testing.wait_all_tasks_blocked()
        assert [operation.label for operation in operations.of(gone)] == ["first", "second"]
        assert operations.cancel_owner(gone, "destructed") == 2
        await trio.testing.wait_all_tasks_blocked()

        assert sorted(outcomes, key=lambda entry: entry[0]) == [
            ("first", Cancelled("destructed")),
            ("second", Cancelled("destructed")),
        ]
        assert (operations.of(gone), len(operations)) == ((), 1)
        nursery.cancel_scope.cancel()


async def test_an_operation_cancelled_before_its_task_ran_still_has_its_outcome() -> None:
    """Its owner may be destructed in the very turn that started it."""
    outcomes: list[Outcome[None]] = []
    async with trio.open_nursery() as nursery:
        operation = Operations(nursery).start(None, "x", wait_for_ever, outcomes.append)
        operation.cancel("at once")

    assert outcomes == [Cancelled("at once")]


async def test_work_that_is_done_when_it_is_cancelled_has_succeeded() -> None:
    """An outcome tells what happened: work that cannot be interrupted and ends well has ended well."""
    outcomes: list[Outcome[str]] = []

    async def work(operation: Operation[str]) -> str:
        operation.cancel("too late")
        with trio.CancelScope(shield=True):
            await trio.lowlevel.checkpoint()
        return "written"

    async with trio.open_nursery() as nursery:
        Operations(nursery).start(None, "x", work, outcomes.append)

    assert outcomes == [Succeeded("written")]


async def test_a_cancellation_after_the_deadline_is_still_a_timeout(autojump_clock: trio.testing.MockClock) -> None:
    """The deadline came first, though the work took its time to clean up."""
    outcomes: list[Outcome[None]] = []

    async def work(operation: Operation[None]) -> None:
        try:
            await trio.sleep_forever()
        finally:
            with trio.CancelScope(shield=True):
                await trio.sleep(2)

    async with trio.open_nursery() as nursery:
        begin = trio.current_time()
        operation = Operations(nursery).start(None, "x", work, outcomes.append, deadline=begin + 1)
        await trio.sleep(2)
        operation.cancel("destructed")

    assert outcomes == [TimedOut()]


async def test_an_error_in_a_nursery_of_the_work_is_a_failure(autojump_clock: trio.testing.MockClock) -> None:
    """Errors that come as a group, together with the deadline's cancellation of their siblings, are an error still."""
    outcomes: list[Outcome[None]] = []

    async def fail_on_the_way_out() -> None:
        try:
            await trio.sleep_forever()
        finally:
            raise KeyError("cleanup")

    async def work(operation: Operation[None]) -> None:
        async with trio.open_nursery() as inner:
            inner.start_soon(fail_on_the_way_out)
            inner.start_soon(trio.sleep_forever)

    async with trio.open_nursery() as nursery:
        Operations(nursery).start(None, "x", work, outcomes.append, deadline=trio.current_time() + 1)

    assert isinstance(outcomes[0], Failed)
    assert isinstance(outcomes[0].error, ExceptionGroup)


async def test_the_deadline_of_an_open_operation_can_be_moved(autojump_clock: trio.testing.MockClock) -> None:
    """A sign of life may give it more time."""
    outcomes: list[Outcome[None]] = []
    begin = trio.current_time()

    async def work(operation: Operation[None]) -> None:
        await trio.sleep(1)
        operation.deadline += 10
        await trio.sleep_forever()

    async with trio.open_nursery() as nursery:
        Operations(nursery).start(None, "x", work, outcomes.append, deadline=begin + 2)

    assert outcomes == [TimedOut()]
    assert trio.current_time() == begin + 12


async def test_progress_is_kept_and_told() -> None:
    """The latest progress can be asked for, and each is told to who listens."""
    told: list[Progress] = []

    async def work(operation: Operation[None]) -> None:
        operation.report(Progress(1, 2))
        operation.report(Progress(2, 2, "done"))

    async with trio.open_nursery() as nursery:
        operation = Operations(nursery).start(None, "x", work, lambda _: None, on_progress=told.append)

    assert told == [Progress(1, 2), Progress(2, 2, "done")]
    assert operation.progress == Progress(2, 2, "done")


async def test_an_operation_runs_once() -> None:
    """A second run would have a second outcome, so it is refused and delivers nothing."""
    outcomes: list[Outcome[int]] = []
    operation: Operation[int] = Operation(1, None, "x", outcomes.append)

    async def work(_: Operation[int]) -> int:
        await trio.lowlevel.checkpoint()
        return 1

    await operation.run(work)
    with pytest.raises(RuntimeError, match="run already"):
        await operation.run(work)
    assert outcomes == [Succeeded(1)]


async def test_a_start_that_raises_has_no_outcome() -> None:
    """When the service has ended, starting fails at once and nothing stays behind."""
    async with trio.open_nursery() as nursery:
        operations = Operations(nursery)
    with pytest.raises(RuntimeError):
        operations.start(None, "x", wait_for_ever, pytest.fail)
    assert len(operations) == 0
