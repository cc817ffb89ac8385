"""Questions of operators to the world, each answered by the backend in a turn of its own.

The rule: nothing that serves the web reads the world; it asks here, and the question is an event like any other. Who
gets no answer in time gets None. What a question may be is said in backend/looking.py.
"""

from __future__ import annotations

from typing import Any, Final

import trio

from ..concurrency import Inbox
from ..runtime.outside.ports.web import LookRequested, WebEvent

PATIENCE: Final = 5.0
"""Seconds for the backend to come to a question: longer than any single entry into LPC takes."""


class Looks:
    """The questions that are under way."""

    def __init__(self, inbox: Inbox[WebEvent]) -> None:
        self._inbox = inbox
        self._keys = 0
        self._waiting: dict[int, trio.Event] = {}
        self._found: dict[int, Any] = {}

    def show(self, key: int, found: Any) -> None:
        """The answer; nobody may wait for it any more."""
        waiting = self._waiting.get(key)
        if waiting is not None:
            self._found[key] = found
            waiting.set()

    async def ask(self, what: str, about: dict[str, str] | None = None, *, patience: float = PATIENCE) -> Any:
        """The answer of the world, None when there is none in time."""
        self._keys += 1
        key = self._keys
        waiting = self._waiting[key] = trio.Event()
        try:
            with trio.move_on_after(patience):
                await self._inbox.post(LookRequested(key, what, about or {}))
                await waiting.wait()
            return self._found.pop(key, None)
        finally:
            del self._waiting[key]
