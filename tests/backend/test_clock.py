"""Seconds since the epoch by Trio's clock."""

from __future__ import annotations

import math

import trio
from hypothesis import given
from hypothesis import strategies as st
from trio.testing import MockClock

from neolith_trio.backend.clock import Clock


async def test_it_goes_with_trios_clock(autojump_clock: MockClock) -> None:
    """From the time it was given."""
    clock = Clock(1_000_000_000.0)
    await trio.sleep(2.5)

    assert clock.now() == 1_000_000_002.5


@given(delay=st.floats(0, 1e6), passed=st.floats(0, 1e6))
def test_waking_up_at_a_deadline_is_not_too_early(delay: float, passed: float) -> None:
    """Whatever the grain of floats makes of it: what was due then is due now."""

    async def scenario() -> tuple[float, float]:
        clock = Clock(1_795_339_832.2319934)
        await trio.sleep(passed)
        due = clock.now() + delay
        await trio.sleep_until(clock.deadline(due))
        return due, clock.now()

    due, woken = trio.run(scenario, clock=MockClock(autojump_threshold=0))

    assert woken >= due
    assert math.isclose(woken, due, abs_tol=1e-5)
