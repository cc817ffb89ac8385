"""Services: how they run, fail and end."""

from __future__ import annotations

from functools import partial

import pytest
import trio
from trio.testing import MockClock

from neolith_trio.concurrency.service import Service


async def forever(*, task_status: trio.TaskStatus[str] = trio.TASK_STATUS_IGNORED) -> None:
    task_status.started("up")
    await trio.sleep_forever()


async def stubborn(seconds: float, *, task_status: trio.TaskStatus[None] = trio.TASK_STATUS_IGNORED) -> None:
    task_status.started()
    with trio.CancelScope(shield=True):
        await trio.sleep(seconds)


async def failing(*, late: bool, task_status: trio.TaskStatus[None] = trio.TASK_STATUS_IGNORED) -> None:
    if late:
        task_status.started()
    await trio.sleep(1)
    raise OSError("it broke")


async def test_a_service_that_is_asked_ends_by_itself(autojump_clock: MockClock) -> None:
    """Nobody waits longer than it takes."""
    service, asked = Service("a port", print), trio.Event()

    async def serve(*, task_status: trio.TaskStatus[int]) -> None:
        task_status.started(7)
        await asked.wait()
        await trio.sleep(1)

    async with trio.open_nursery() as nursery:
        assert await nursery.start(service.run, serve) == 7
        service.finish = asked.set

        assert await service.end(10, 20) is True

    assert trio.current_time() == 1


async def test_a_service_that_does_not_end_is_cancelled(autojump_clock: MockClock) -> None:
    """When the patience is over."""
    service = Service("a port", print)
    async with trio.open_nursery() as nursery:
        await nursery.start(service.run, forever)

        assert await service.end(10, 20) is True

    assert trio.current_time() == 10


async def test_a_service_that_does_not_even_then_end_is_named(
    autojump_clock: MockClock, caplog: pytest.LogCaptureFixture
) -> None:
    """After the deadline nobody waits for it."""
    service = Service("the stubborn one", print)
    async with trio.open_nursery() as nursery:
        await nursery.start(service.run, stubborn, 60)

        assert await service.end(10, 20) is False

        assert trio.current_time() == 20
    assert caplog.messages == ["the stubborn one has not ended in time"]


async def test_a_failure_is_told_and_goes_no_further(
    autojump_clock: MockClock, caplog: pytest.LogCaptureFixture
) -> None:
    """Its traceback is in the log, and it counts as ended."""
    told: list[str] = []
    service = Service("the console", told.append)
    async with trio.open_nursery() as nursery:
        await nursery.start(service.run, partial(failing, late=True))
        await trio.sleep(2)

        assert await service.end(10, 20) is True

    assert told == ["the console failed"]
    assert "it broke" in caplog.text


async def test_a_failure_to_start_is_raised_to_who_started_it(autojump_clock: MockClock) -> None:
    """As it is, so that it can be told from others."""
    told: list[str] = []
    service = Service("the console", told.append)
    async with trio.open_nursery() as nursery:
        with pytest.raises(OSError, match="it broke"):
            await nursery.start(service.run, partial(failing, late=False))

    assert told == []
