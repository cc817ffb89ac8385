"""Carrying operations out: one end for each, whatever becomes of the work."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any

import pytest
import trio
import trio.testing

from neolith_trio.concurrency import Inbox
from neolith_trio.runtime.outside.ports.operation import OperationEnded, OperationEvent, OperationProgressed
from neolith_trio.services import operations
from neolith_trio.services.operations import Carrier, OperationService, Refused, Reporter

OWNER: Any = SimpleNamespace(name="owner")


async def perform(request: Callable[[Reporter], Awaitable[dict[str, Any]]], report: Reporter) -> dict[str, Any]:
    """A request of these tests is the work itself."""
    return await request(report)


CARRIER: Carrier[Any] = Carrier.of("test", object, perform)


@asynccontextmanager
async def carrying() -> AsyncIterator[tuple[OperationService[Any], Inbox[OperationEvent]]]:
    """A running service and its inbox."""
    with Inbox[OperationEvent]() as inbox:
        async with trio.open_nursery() as nursery:
            yield await nursery.start(operations.serve, inbox, CARRIER), inbox
            nursery.cancel_scope.cancel()


async def events(inbox: Inbox[OperationEvent], count: int) -> list[OperationEvent]:
    """The next events."""
    found: list[OperationEvent] = []
    with trio.fail_after(10):
        while len(found) < count:
            found += [event for _, event in await inbox.drain()]
    return found


async def done(report: Reporter) -> dict[str, Any]:
    return {"status": 0}


async def refused(report: Reporter) -> dict[str, Any]:
    raise Refused("not today", {"status": 1})


async def missing(report: Reporter) -> dict[str, Any]:
    raise FileNotFoundError(2, "No such file or directory", "/x")


async def strange(report: Reporter) -> dict[str, Any]:
    raise ValueError("odd")


async def waiting(report: Reporter) -> dict[str, Any]:
    await trio.sleep_forever()
    raise AssertionError


@pytest.mark.parametrize(
    ("work", "end"),
    [
        (done, OperationEnded(1, "result", {"status": 0})),
        (refused, OperationEnded(1, "error", {"status": 1}, "not today")),
        (missing, OperationEnded(1, "error", {}, "No such file or directory")),
        (strange, OperationEnded(1, "error", {}, "ValueError: odd")),
    ],
)
async def test_what_the_work_comes_to_is_the_end(work: Any, end: OperationEnded) -> None:
    """A value, a refusal with what there is, an error of the system, an error nobody foresaw."""
    async with carrying() as (service, inbox):
        service.begin(1, OWNER, work, 10)

        assert await events(inbox, 1) == [end]


async def test_a_deadline_and_a_cancel_end_what_would_wait_for_ever(autojump_clock: Any) -> None:
    """Each once; cancelling what has ended, or was never begun, is nothing."""
    async with carrying() as (service, inbox):
        service.begin(1, OWNER, waiting, 2.5)
        service.begin(2, OWNER, waiting, 10)
        service.cancel(2, "by /admin")
        service.cancel(2, "again")
        service.cancel(3, "nothing")
        first, second = await events(inbox, 2)

        assert first == OperationEnded(2, "cancelled", error="cancelled: by /admin")
        assert second == OperationEnded(1, "timeout", error="no end within 2.5 seconds")
        service.cancel(1, "too late")
        await trio.testing.wait_all_tasks_blocked()
        with trio.move_on_after(1):
            await inbox.drain()
            raise AssertionError("a second end")


async def test_progress_is_told_now_and_then_and_the_last_word_always(autojump_clock: Any) -> None:
    """A hundred reports in a second are about ten events."""

    async def counting(report: Reporter) -> dict[str, Any]:
        for number in range(100):
            await report(number, {"done": number})
            await trio.sleep(0.01)
        await report(100, {"done": 100}, at_once=True)
        return {}

    found: list[OperationEvent] = []
    async with carrying() as (service, inbox):
        service.begin(1, OWNER, counting, 10)
        while not any(isinstance(event, OperationEnded) for event in found):
            found += [event for _, event in await inbox.drain()]

    amounts = [event.amount for event in found if isinstance(event, OperationProgressed)]
    assert 9 <= amounts[0] <= 11
    assert amounts[-1] == 100
    assert 9 <= len(amounts) <= 13
    assert isinstance(found[-1], OperationEnded)


async def test_a_service_that_stops_ends_what_it_has() -> None:
    """The end is posted also from a nursery that is cancelled."""
    async with carrying() as (service, inbox):
        service.begin(1, OWNER, waiting, 10)
        await trio.testing.wait_all_tasks_blocked()
        service.closed = True
        service.begin(2, OWNER, waiting, 10)
        [told] = await events(inbox, 1)
        assert told == OperationEnded(2, "cancelled", error="the driver is about to stop")
        service._nursery.cancel_scope.cancel()
        [last] = await events(inbox, 1)

    assert last == OperationEnded(1, "cancelled", error="cancelled: its service stopped")
