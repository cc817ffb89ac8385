"""The way out of the console: a buffer with a mark, and one task that writes it.

Rule: nothing is lost and nothing grows without bound. Writing never waits and takes everything; who produces
output awaits `drained()`, which returns when less than `MARK` bytes are pending. So a reader that stops
(a pager, Ctrl-S) makes the backend wait at the end of its turn, and one turn's output is the most that is
kept above the mark. When nobody can read any more, output is thrown away and the input goes on.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

import trio

log = logging.getLogger(__name__)

MARK = 64 * 1024
CHUNK = 64 * 1024


class Output:
    """Bytes on their way to standard output; run() is the task."""

    def __init__(self, write_some: Callable[[bytes], Awaitable[int]], *, mark: int = MARK) -> None:
        self._write_some = write_some
        self._mark = mark
        self._pending = bytearray()
        self._filled = trio.Event()
        self._progress = trio.Event()
        self._broken = False
        self._writing = trio.CancelScope(shield=True)

    @property
    def pending_bytes(self) -> int:
        return len(self._pending)

    def write(self, data: bytes) -> None:
        if data and not self._broken:
            self._pending += data
            self._filled.set()

    async def drained(self) -> None:
        """Wait until less than the mark is pending."""
        await self._until(self._mark)

    async def flushed(self) -> None:
        """Wait until nothing is pending."""
        await self._until(1)

    async def run(self) -> None:
        """Write until stop(). Cancellation alone does not end it: what was said last is still to be written."""
        with self._writing:
            while True:
                await self._filled.wait()
                await self._write()

    def stop(self) -> None:
        """End run(), whatever is pending."""
        self._writing.cancel()

    async def _write(self) -> None:
        try:
            # a copy: the buffer may grow while a thread writes
            written = await self._write_some(bytes(self._pending[:CHUNK]))
        except OSError as error:
            log.warning("nobody reads the console's output any more: %s", error)
            self._broken = True
            written = len(self._pending)
        del self._pending[:written]
        if not self._pending:
            self._filled = trio.Event()
        self._progress.set()
        self._progress = trio.Event()

    async def _until(self, mark: int) -> None:
        while len(self._pending) >= mark:
            await self._progress.wait()
        await trio.lowlevel.checkpoint()
