"""The lines that were entered at a terminal, kept between runs.

Rule: only what was entered this time is appended to the file, so two drivers may share it; hidden lines are
never handed to add(). A history that cannot be read or written is a line in the log, not a failure.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path

log = logging.getLogger(__name__)

LIMIT = 1000


class History:
    """Entered lines, oldest first."""

    def __init__(self, path: Path | None = None, *, limit: int = LIMIT) -> None:
        self._path = path
        self._limit = limit
        self._new: list[bytes] = []
        self.lines: list[bytes] = self._load()

    def add(self, line: bytes) -> None:
        """Remember a line; blank ones and repetitions of the last are not worth it."""
        if not line.strip() or (self.lines and self.lines[-1] == line):
            return
        self.lines.append(line)
        self._new.append(line)
        del self.lines[: -self._limit]

    def save(self) -> None:
        """Append what is new; shorten the file when it has grown to twice the limit."""
        if self._path is None or not self._new:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            kept = self._load() + self._new
            if len(kept) > 2 * self._limit:
                self._write(kept[-self._limit :], os.O_TRUNC)
            else:
                self._write(self._new, os.O_APPEND)
        except OSError as error:
            log.warning("the history is not kept: %s", error)
        self._new = []

    def _load(self) -> list[bytes]:
        if self._path is None:
            return []
        try:
            return self._path.read_bytes().splitlines()[-2 * self._limit :]
        except FileNotFoundError:
            return []
        except OSError as error:
            log.warning("there is no history: %s", error)
            return []

    def _write(self, lines: list[bytes], how: int) -> None:
        assert self._path is not None
        # what somebody types is nobody else's business
        descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | how, 0o600)
        with open(descriptor, "wb") as file:
            file.write(b"".join(line + b"\n" for line in lines))
