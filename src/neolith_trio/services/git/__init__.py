"""git for LPC, by its own command: directories of the mudlib that are clones, whose git directories LPC never sees.

    command     git run in the one safe way: nothing of a repository is executed, credentials are in nobody's hands
    servers     to which of them it may get
    beside      the two directories that a clone is made in, and what is left of them when the driver was killed
    errands     clone, pull, status, commit, log, diff, checkout in terms of it

The rule: errands in one directory wait for each other; a clone that fails or is cancelled leaves nothing. So a lock
that is there when an errand begins is one of a git that was killed.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import trio

from ...config import Config
from ...runtime.outside.requests.git import GitRequest
from ..operations import Carrier, Fields, Refused, Reporter

__all__ = ["carrier"]


def carrier(config: Config) -> Carrier[GitRequest]:
    """What carries out the git_*() efuns."""
    turns = Turns()

    async def perform(request: GitRequest, report: Reporter) -> Fields:
        from .command import Git
        from .errands import ERRANDS

        git = Git.of(config)
        if git is None:
            raise Refused("git is no AllowProcess of the configuration")
        async with turns.of(request.directory):
            await git.unlock(request.directory)
            return await ERRANDS[request.action](git, request, report)

    return Carrier.of("git", GitRequest, perform)


class Turns:
    """Who is at work in which directory."""

    def __init__(self) -> None:
        self._locks: dict[Path, trio.Lock] = {}

    @asynccontextmanager
    async def of(self, directory: Path) -> AsyncIterator[None]:
        """Inside, nobody else is at work there."""
        lock = self._locks.setdefault(directory, trio.Lock())
        try:
            async with lock:
                yield
        finally:
            if not lock.locked():
                self._locks.pop(directory, None)
