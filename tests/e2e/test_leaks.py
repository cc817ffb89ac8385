"""A driver that was visited a thousand times is as it was, and a driver that ended is gone."""

from __future__ import annotations

import gc
import os
import signal
import threading
import weakref
from pathlib import Path

import pytest
import trio
from trio.testing import wait_all_tasks_blocked

import neolith_trio
from neolith_trio.driver import Driver
from neolith_trio.testing import configured
from neolith_trio.testing.mud import MemoryLog
from tests.backend.muds import LIB

from .processes import free_port

DESCRIPTORS = Path("/proc/self/fd")


def descriptors() -> int:
    """How many are open; where nobody can tell, always 0."""
    return len(os.listdir(DESCRIPTORS)) if DESCRIPTORS.exists() else 0


def counts(driver: Driver) -> tuple[int, int, int, int]:
    """Tasks, descriptors, and what the world holds."""
    gc.collect()
    tasks = trio.lowlevel.current_statistics().tasks_living
    return tasks, descriptors(), len(driver._world.interactives), len(driver._world.objects)


async def visit(port: int, *, politely: bool) -> None:
    """Come, say something, and go: by the door, or through the window."""
    stream = await trio.open_tcp_stream("127.0.0.1", port)
    async with stream:
        await stream.send_all(b"note here\r\n")
        seen = b""
        while b"> " not in seen:
            seen += await stream.receive_some()
        if politely:
            await stream.send_all(b"quit\r\n")
            while await stream.receive_some():
                pass


@pytest.mark.parametrize("times", [50, pytest.param(1_000, marks=[pytest.mark.soak, pytest.mark.timeout(600)])])
async def test_visitors_leave_no_task_descriptor_or_object_behind(tmp_path: Path, times: int) -> None:
    """Whether they quit or hang up: the mudlib destructs a user who lost the connection."""
    port = free_port()
    gone = {**LIB, "user.c": LIB["user.c"].replace('note("net_dead")', "destruct(this_object())")}
    config = configured(gone, tmp_path, f"Port {port}\nBindAddress 127.0.0.1")
    driver = Driver(config, signals=False, log=MemoryLog())
    ended: list[int] = []

    async def live(*, task_status: trio.TaskStatus[Driver]) -> None:
        ended.append(await driver.run(task_status=task_status))

    async with trio.open_nursery() as nursery:
        await nursery.start(live)
        await visit(port, politely=True)
        await visit(port, politely=False)
        await settled(driver)
        before = counts(driver)
        for number in range(times):
            await visit(port, politely=number % 2 == 0)
        await settled(driver)
        after = counts(driver)
        driver.stop("seen enough")

    assert after == before
    assert ended == [0]


async def settled(driver: Driver) -> None:
    """Until the driver has noticed that nobody is there."""
    with trio.fail_after(20):
        while driver._world.interactives or driver.listeners[0].connections:  # noqa: ASYNC110 - nobody tells when the last one is gone
            await trio.lowlevel.checkpoint()
    await wait_all_tasks_blocked(0.01)


def test_drivers_in_a_row_leave_nothing_and_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads, descriptors and signal handlers are as before, and no driver is held by anything."""
    drivers: list[weakref.ref[Driver]] = []
    make = Driver.__init__

    def noted(self: Driver, *args: object, **kwargs: object) -> None:
        drivers.append(weakref.ref(self))
        make(self, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(Driver, "__init__", noted)
    ending = {"master.c": 'void create() { call_out("over", 0.01); } void over() { shutdown(3); }'}
    configured(ending, tmp_path, f"Port {free_port()}\nBindAddress 127.0.0.1\nLogDir .\nDebugLogFile debug.log")
    arguments = ["-f", str(tmp_path / "neolith.conf")]
    assert trio.run(neolith_trio.main, arguments) == 3
    before = descriptors(), signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    threads = threading.active_count()

    statuses = {trio.run(neolith_trio.main, arguments) for _ in range(5)}
    gc.collect()

    assert statuses == {3}
    assert (descriptors(), signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)) == before
    assert threading.active_count() <= threads  # idle ones that Trio keeps for a while may have ended
    assert [one for one in drivers if one() is not None] == []


def test_main_runs_in_a_thread_of_an_embedding_program(tmp_path: Path) -> None:
    """And leaves the signals to it."""
    ending = {"master.c": 'void create() { call_out("over", 0.01); } void over() { shutdown(4); }'}
    configured(ending, tmp_path)
    statuses: list[int] = []
    before = [signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGINT)]

    thread = threading.Thread(
        target=lambda: statuses.append(trio.run(neolith_trio.main, ["-f", str(tmp_path / "neolith.conf")]))
    )
    thread.start()
    thread.join(20)

    assert statuses == [4]
    assert [signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGINT)] == before
