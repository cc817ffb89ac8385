"""A service that runs in somebody's nursery: its name, how it is asked to end, and how it is made to.

Rule: whoever started a service ends it by `end()`, latest service first. It is asked to end by itself, cancelled when
it does not, and named when even that takes too long. A service that fails tells its owner, who decides; a failure
before it has started is raised where it was started. For driver.py.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

import trio

logger = logging.getLogger(__name__)


def nothing() -> None:
    """What is to be done to end a service that ends by itself."""


class Service:
    """One service. Start it by `await nursery.start(service.run, serve, *args)`."""

    def __init__(self, name: str, failed: Callable[[str], object]) -> None:
        self.name = name
        self.finish: Callable[[], object] = nothing
        """Ask it to end by itself; set when it has started."""
        self._failed = failed
        self._scope = trio.CancelScope()
        self._over = trio.Event()

    def cancel(self) -> None:
        """Make it end."""
        self._scope.cancel()

    async def run(
        self,
        serve: Callable[..., Awaitable[object]],
        *args: object,
        task_status: trio.TaskStatus[Any] = trio.TASK_STATUS_IGNORED,
    ) -> None:
        """Run `serve(*args, task_status=...)` to its end."""
        status = _Status(task_status)
        try:
            with self._scope:
                await serve(*args, task_status=status)
        except Exception:
            if not status.has_started:
                raise
            logger.exception("%s failed", self.name)
            self._failed(f"{self.name} failed")
        finally:
            self._over.set()

    async def end(self, patience: float, deadline: float) -> bool:
        """Let it end by itself until `patience`, then cancel it; False, and its name in the log, after `deadline`."""
        self.finish()
        with trio.CancelScope(deadline=patience):
            await self._over.wait()
            return True
        self._scope.cancel()
        with trio.CancelScope(deadline=deadline):
            await self._over.wait()
            return True
        logger.warning("%s has not ended in time", self.name)
        return False


class _Status:
    """A task status that remembers whether the task has started."""

    def __init__(self, inner: trio.TaskStatus[Any]) -> None:
        self.has_started = False
        self._inner = inner

    def started(self, value: Any = None) -> None:
        self.has_started = True
        self._inner.started(value)
