"""The driver's log: what the driver, its services and the mudlib's debug_message() have to tell the operator.

Rule: one line is one write, so that lines of several sources do not mix; a log that cannot be written is never a reason
to stop. The driver owns it and hands it to whoever logs; Python's `logging` of this package ends up here too.
"""

from __future__ import annotations

import logging
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

PACKAGE = "neolith_trio"
RECENT = 1_000
"""Lines that are kept for those who ask what the log said."""
_LEVELS = (logging.WARNING, logging.INFO, logging.INFO, logging.DEBUG, logging.DEBUG)


class DebugLog:
    """Lines on standard error, or in a file to which they are appended."""

    def __init__(
        self, path: Path | None = None, *, with_date: bool = False, now: Callable[[], float] = time.time
    ) -> None:
        self.path = path
        self.listeners: list[Callable[[str], None]] = []
        """Who hears every text that is logged, beside the stream."""
        self._with_date = with_date
        self._now = now
        self._file: TextIO | None = None
        self._recent: deque[str] = deque(maxlen=RECENT)
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("a", encoding="utf-8", errors="surrogateescape")

    def write(self, text: str) -> None:
        """Log a text; every line of it gets the date when the log has one. A file keeps bytes that are no text."""
        shown = text.encode("utf-8", "replace").decode("utf-8")
        self.tell(shown)
        stamp = time.strftime("%Y-%m-%d %H:%M:%S\t", time.localtime(self._now())) if self._with_date else ""
        told = [f"{stamp}{line}\n" for line in text.rstrip("\n").split("\n")]
        self._recent.extend(f"{stamp}{line}" for line in shown.rstrip("\n").split("\n"))
        lines = "".join(told)
        stream = self._file or sys.stderr
        if stream is None:
            return
        try:
            stream.write(lines)
            stream.flush()
        except UnicodeEncodeError:
            stream.write(lines.encode("ascii", "backslashreplace").decode("ascii"))
        except (OSError, ValueError):
            # nobody reads standard error any more, or the disk is full: the mud goes on
            return

    def recent(self) -> list[str]:
        """The last lines, oldest first."""
        return list(self._recent)

    def tell(self, text: str) -> None:
        """Let everybody hear a text who wants to."""
        for listener in self.listeners:
            listener(text)

    def close(self) -> None:
        """Close the file; later lines go to standard error."""
        file, self._file = self._file, None
        if file is not None:
            with suppress(OSError):
                # what could not be written is tried once more
                file.close()


class _Handler(logging.Handler):
    """Python's logging into the driver's log."""

    def __init__(self, log: DebugLog) -> None:
        super().__init__()
        self.log = log

    def emit(self, record: logging.LogRecord) -> None:
        self.log.write(self.format(record))


def set_level(log: DebugLog, debug_level: int) -> None:
    """From now on the log has what the package says at the level that -d names by this number."""
    logger = logging.getLogger(PACKAGE)
    level = _LEVELS[max(0, min(debug_level, len(_LEVELS) - 1))]
    for handler in logger.handlers:
        if isinstance(handler, _Handler) and handler.log is log:
            handler.setLevel(level)
            logger.setLevel(min(level, logger.level or level))


@contextmanager
def collecting(log: DebugLog, debug_level: int) -> Iterator[None]:
    """Inside, what the package says by way of `logging` is in the driver's log, at the level that -d asks for."""
    logger = logging.getLogger(PACKAGE)
    handler = _Handler(log)
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    handler.setLevel(_LEVELS[max(0, min(debug_level, len(_LEVELS) - 1))])
    before = logger.level
    if logger.getEffectiveLevel() > handler.level:
        logger.setLevel(handler.level)
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before)
