"""What standard input and output are, and how they are read and written: the seam below the console.

Rule: services/console.py sees `Channel` and asks nothing about the platform. Reading never consumes input
that it does not return, so that a cancelled read loses nothing.
"""

from __future__ import annotations

import enum
import io
import os
import stat
import sys
from typing import Protocol

import trio


class Source(enum.Enum):
    """What standard input is."""

    TTY = "tty"
    PIPE = "pipe"
    FILE = "file"
    NONE = "none"


class Input(Protocol):
    """Where bytes come from."""

    async def read(self) -> bytes:
        """Wait for bytes; b"" at the end."""


class Output(Protocol):
    """Where bytes go to."""

    async def write_some(self, data: bytes) -> int:
        """Write some of the bytes, as soon as that is possible; how many. OSError when nobody can read them."""


class Modes(Protocol):
    """The settings of a terminal, for one who wants to change them and put them back."""

    def edit(self) -> None:
        """Hand over every key at once and echo nothing: the editor does it."""

    def cook(self, echo: bool, lines: bool) -> None:
        """Let the terminal edit lines by itself; `lines` off is keys at once."""

    def restore(self) -> None:
        """Put back what was there at first; harmless when nothing was changed."""

    def columns(self) -> int:
        """The width of the window; 0 when unknown."""

    def rows(self) -> int:
        """The height of the window; 0 when unknown."""

    def suspend(self) -> None:
        """Stop the process until it is continued, with the terminal as it was at first."""


def detect(descriptor: int) -> Source:
    """What a descriptor is: a device that is no terminal (/dev/null) reads like a file, a closed one is none."""
    try:
        mode = os.fstat(descriptor).st_mode
    except OSError:
        return Source.NONE
    if _is_terminal(descriptor):
        return Source.TTY
    if stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode):
        return Source.PIPE
    if stat.S_ISREG(mode) or stat.S_ISCHR(mode):
        return Source.FILE
    return Source.NONE


def _is_terminal(descriptor: int) -> bool:
    if sys.platform == "win32":
        from . import windows

        return windows.is_console(descriptor)
    return os.isatty(descriptor)


def open_input(descriptor: int, source: Source) -> Input:
    """The way to read a source on this platform."""
    if source is Source.NONE:
        return SilentInput()
    if sys.platform == "win32":
        from . import windows

        return windows.open_input(descriptor, source)
    if source is Source.FILE:
        return FileInput(descriptor)
    from . import posix

    return posix.ReadinessInput(descriptor)


def open_output(descriptor: int) -> Output:
    """The way to write to standard output on this platform."""
    if sys.platform == "win32":
        return ThreadOutput(descriptor)
    try:
        mode = os.fstat(descriptor).st_mode
    except OSError:
        return NoOutput()
    if stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode):
        from . import posix

        return posix.ReadinessOutput(descriptor)
    return ThreadOutput(descriptor)


def open_modes(descriptor: int) -> Modes:
    """The settings of the terminal at a descriptor."""
    if sys.platform == "win32":
        from . import windows

        return windows.ConsoleModes(descriptor)
    from . import posix

    return posix.TerminalModes(descriptor)


class ThreadOutput:
    """A terminal that may be stopped (Ctrl-S), or a file: a blocking write, in a thread."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    async def write_some(self, data: bytes) -> int:
        # a write that never returns must not hold up the end of the process
        return await trio.to_thread.run_sync(os.write, self._descriptor, data, abandon_on_cancel=True)


class NoOutput:
    """Standard output is closed: output is thrown away."""

    async def write_some(self, data: bytes) -> int:
        await trio.lowlevel.checkpoint()
        return len(data)


class SilentInput:
    """No input, and no end of it either: a driver without a terminal, running on."""

    async def read(self) -> bytes:
        await trio.sleep_forever()


class FileInput:
    """A regular file: always ready, and read in a thread because a disk may not be."""

    def __init__(self, descriptor: int) -> None:
        self._file = trio.wrap_file(io.FileIO(descriptor, closefd=False))

    async def read(self) -> bytes:
        return await self._file.read(65536) or b""
