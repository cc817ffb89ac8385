"""Commands in a row: what each does and meets is what it would alone."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from typing import Any

import pytest
from trio.testing import wait_all_tasks_blocked

from neolith_trio.backend.rows import LONGEST
from neolith_trio.runtime.budget import TimedBudget
from neolith_trio.testing import Mud, ScriptedUser, running

from .muds import LIB

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no interval timer on this system")


@pytest.fixture
def timed() -> Iterator[TimedBudget]:
    """A timed budget that has the signal: with it commands are run in rows, with one that counts each is a row."""
    budget = TimedBudget(50_000)
    budget.install()
    yield budget
    budget.uninstall()


def measured_by(mud: Mud, budget: TimedBudget) -> list[bool]:
    """Measure the entries of the mud by that budget; how each entry of the evaluation has ended."""
    world: Any = mud.driver._world
    world.evaluation.budget = world.budget = budget
    run = world.evaluation.run
    ended: list[bool] = []

    def counted(*what: Any) -> bool:
        ended.append(run(*what))
        assert world.context.callers == []
        return bool(ended[-1])

    world.evaluation.run = counted
    return ended


async def many(mud: Mud, number: int) -> list[ScriptedUser]:
    users = [await mud.connect() for _ in range(number)]
    for user in users:
        await user.until("ready\n")
    return users


async def typed(mud: Mud, users: list[ScriptedUser], rounds: list[list[str]]) -> None:
    """Everybody types a line at the same moment, once or several times."""
    inbox: Any = mud.driver.port
    for lines in rounds:
        inbox.post_each_nowait([(user, line.encode()) for user, line in zip(users, lines, strict=True)])
    await wait_all_tasks_blocked()


ROUNDS = [
    ["note 0", "fail", "note 2", "ask", "key", "quit", "nonsense", "trail", "snoop me", "", "name x", "note caf\u00e9"],
    ["note a", "note b", "fail", "answer", "k", "note gone", "note c", "ask", "note d", "note e", "note f", "note g"],
    ["trail", "ask", "ask", "key", "note k", "note gone", "ask", "again", "trail", "ask", "key", "trail"],
]


@pytest.mark.parametrize("at_once", [True, False])
async def test_commands_in_a_row_are_those_that_each_would_be_alone(timed: TimedBudget, at_once: bool) -> None:
    """Who fails, waits for a line or a key, leaves, is cut off: what everybody sees, and what was noted."""
    outcomes = []
    for in_rows in (True, False):
        async with running(LIB) as mud:
            if in_rows:
                measured_by(mud, timed)
            users = await many(mud, len(ROUNDS[0]))
            if at_once:
                await typed(mud, users, ROUNDS)
            else:
                for lines in ROUNDS:
                    await typed(mud, users, [lines])
            outcomes.append([user.screen for user in users])

    assert outcomes[0] == outcomes[1]


async def test_most_commands_are_in_rows(timed: TimedBudget) -> None:
    """An entry of the evaluation is many commands, but not more than may wait for their answers."""
    async with running(LIB) as mud:
        ended = measured_by(mud, timed)
        users = await many(mud, 100)
        ended.clear()
        await typed(mud, users, [["note x"] * 100])
        entries = len(ended)

    assert 100 / LONGEST <= entries < 50
    assert all(user.screen == "ready\n> " for user in users)


async def test_a_command_without_end_costs_its_own_turn(timed: TimedBudget) -> None:
    """The limit finds it in the middle of a row; the others' commands run, each with its whole budget."""
    async with running(LIB) as mud:
        ended = measured_by(mud, timed)
        users = await many(mud, 5)
        await typed(mud, users, [["note a", "loop", "note b", "loop", "note c"], ["note d"] * 5])
        reader = (await many(mud, 1))[0]
        await typed(mud, [reader], [["trail"]])
        notes = (await reader.until(" END\n"))[:-5].split(",")

    limit = "error *Too long evaluation. Execution aborted.\n"
    assert notes == ["a", limit, "b", limit, "c", *["d"] * 5]
    assert ended.count(False) == 2


async def test_after_shutdown_no_command_runs(timed: TimedBudget) -> None:
    """Neither in the same row nor in the next cycle."""
    async with running(LIB) as mud:
        measured_by(mud, timed)
        users = await many(mud, 4)
        await typed(mud, users, [["trail", "stop 3", "trail", "trail"]])
        status = await mud.ended()

    assert status == 3
    assert [" END" in user.screen for user in users] == [True, False, False, False]
