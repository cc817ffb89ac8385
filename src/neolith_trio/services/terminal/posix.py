"""Terminals and pipes where there is readiness and termios.

Rule: imported on demand by channel.py on such platforms only, and termios only when it is used. The settings
of a terminal are put back when the process ends, whichever way it ends short of SIGKILL.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import select
import signal
from collections.abc import Iterator
from typing import Any

import trio

READ_SIZE = 65536
# a pipe that is writable takes this much without blocking
PIPE_BUF: int = getattr(select, "PIPE_BUF", 512)


class ReadinessInput:
    """A pipe, a socket or a terminal."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    async def read(self) -> bytes:
        await trio.lowlevel.wait_readable(self._descriptor)
        try:
            return os.read(self._descriptor, READ_SIZE)
        except BlockingIOError:
            # somebody else made it non-blocking, and read what was there
            return await self.read()
        except OSError:
            # a terminal whose other end has gone answers EIO
            return b""


class ReadinessOutput:
    """A pipe or a socket, written in pieces that cannot block."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    async def write_some(self, data: bytes) -> int:
        await trio.lowlevel.wait_writable(self._descriptor)
        try:
            return os.write(self._descriptor, data[:PIPE_BUF])
        except BlockingIOError:
            return 0


class TerminalModes:
    """The termios settings of one terminal."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._original: list[Any] | None = None

    def edit(self) -> None:
        import termios

        settings = self._settings()
        # output processing stays on, so that the log on standard error looks as always; signals stay on, so that
        # Ctrl-C works even while LPC runs away; Ctrl-Z becomes a key, for the terminal must be put back before it
        settings[0] &= ~(termios.IXON | termios.INLCR | termios.IGNCR)
        settings[0] |= termios.ICRNL
        settings[3] &= ~(termios.ICANON | termios.ECHO | termios.IEXTEN)
        settings[6][termios.VSUSP] = _disabled(self._descriptor)
        self._at_once(settings)
        self._set(settings)

    def cook(self, echo: bool, lines: bool) -> None:
        import termios

        settings = self._settings()
        settings[3] = (settings[3] | termios.ECHO) if echo else (settings[3] & ~termios.ECHO)
        settings[3] = (settings[3] | termios.ICANON) if lines else (settings[3] & ~termios.ICANON)
        if not lines:
            self._at_once(settings)
        self._set(settings)

    def restore(self) -> None:
        if self._original is not None:
            self._set(self._original)
            self._original = None
            atexit.unregister(self.restore)

    def columns(self) -> int:
        return self._size().columns

    def rows(self) -> int:
        return self._size().lines

    def suspend(self) -> None:
        original = self._original
        if original is None:
            return
        self._set(original)
        # as the terminal would have done: everybody in the foreground stops
        os.kill(0, signal.SIGTSTP)
        self.edit()

    def _settings(self) -> list[Any]:
        """A copy of the first settings; from the first call on they will be put back."""
        import termios

        if self._original is None:
            self._original = termios.tcgetattr(self._descriptor)
            atexit.register(self.restore)
        copy = list(self._original)
        copy[6] = list(self._original[6])
        return copy

    def _at_once(self, settings: list[Any]) -> None:
        import termios

        settings[6][termios.VMIN] = 1
        settings[6][termios.VTIME] = 0

    def _set(self, settings: list[Any]) -> None:
        import termios

        # a terminal that has gone needs no settings; at once, for a stopped one would never be drained
        with contextlib.suppress(termios.error), _background_allowed():
            termios.tcsetattr(self._descriptor, termios.TCSANOW, settings)

    def _size(self) -> os.terminal_size:
        try:
            return os.get_terminal_size(self._descriptor)
        except OSError:
            return os.terminal_size((0, 0))


@contextlib.contextmanager
def _background_allowed() -> Iterator[None]:
    """A process in the background that sets a terminal is stopped, unless it blocks the signal for that."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTTOU})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _disabled(descriptor: int) -> bytes:
    try:
        return bytes([os.fpathconf(descriptor, "PC_VDISABLE")])
    except (OSError, ValueError):
        return b"\0"
