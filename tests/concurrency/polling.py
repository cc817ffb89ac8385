"""Waiting for what a thread does, when there is no event for it."""

from __future__ import annotations

from collections.abc import Callable

import trio


async def until(condition: Callable[[], object]) -> None:
    """Let everybody else run until the condition holds."""
    while not condition():  # noqa: ASYNC110  # a thread that blocks in our code cannot set an event on the way
        await trio.sleep(0.001)
