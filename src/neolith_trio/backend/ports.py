"""What the world asks of the driver around it: the time of its turn, the log, standard output, the stop.

Rule: every method returns at once, and `now` stands still during a turn, so that a replay sees the same. The backend
sets `time` before each cycle; the world has the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from ..config import Charset
from .log import DebugLog, set_level


class WorldPorts:
    """The driver as the world sees it."""

    def __init__(
        self, log: DebugLog, console: Callable[[str], None], time: float, charset: Charset = Charset.UTF8
    ) -> None:
        self.time = time
        self.exit_status: int | None = None
        """What shutdown() was called with, once it was."""
        self.reload: Callable[[int], None] = lambda number: None
        """What reads the certificate of a port again; the driver sets it when it has ports."""
        self._log = log
        self._console = console
        self._charset = charset

    def now(self) -> float:
        """Seconds since the epoch at the start of the cycle."""
        return self.time

    def log(self, text: str) -> None:
        """Write an LPC string to the driver's log, where bytes become the characters that they stand for."""
        with suppress(UnicodeEncodeError):  # what is ordinary text already
            text = self._charset.from_lpc(text)
        self._log.write(text)

    def set_debug_level(self, level: int) -> None:
        """How much the driver says in its log, as -d does."""
        set_level(self._log, level)

    def console(self, text: str) -> None:
        """Text for whom nobody is there to read it."""
        self._console(text)

    def reload_certificate(self, number: int) -> None:
        """LPC wants the certificate of a port to be read again."""
        self.reload(number)

    def shut_down(self, status: int) -> None:
        """LPC asked for the stop; it begins after this turn, and the last status counts."""
        self.exit_status = status
