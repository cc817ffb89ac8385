"""Consoles and pipes where reading blocks: a thread reads, and the task takes what it has read.

Rule: imported on demand by channel.py. Nothing of Windows is touched at import, so every platform can import
this; the part that asks kernel32 was written from its documentation and was not run on Windows. The thread
behind it, `ThreadInput`, is portable and tested everywhere.
"""

from __future__ import annotations

import ctypes
import os
import sys
import threading
from collections import deque
from collections.abc import Callable
from typing import Any

import trio

from .channel import FileInput, Input, Source

READ_SIZE = 65536

_STD_INPUT_HANDLE = -10
_STD_OUTPUT_HANDLE = -11
_UTF8 = 65001

_PROCESSED_INPUT = 0x0001
_LINE_INPUT = 0x0002
_ECHO_INPUT = 0x0004
_VIRTUAL_TERMINAL_INPUT = 0x0200

_PROCESSED_OUTPUT = 0x0001
_WRAP_AT_EOL_OUTPUT = 0x0002
_VIRTUAL_TERMINAL_PROCESSING = 0x0004


class ThreadInput:
    """Blocking reads in a thread of their own, at most one chunk ahead of the task.

    The thread is a daemon: one that waits for a key that nobody presses cannot be stopped, and must not hold
    up the end of the process. A cancelled read() loses nothing, for the chunk waits for the next one.
    """

    def __init__(self, read: Callable[[], bytes]) -> None:
        self._read = read
        self._chunks: deque[bytes] = deque()
        self._arrived = trio.Event()
        self._taken = threading.Semaphore(0)
        self._started = False
        self._ended = False

    async def read(self) -> bytes:
        if not self._started:
            self._started = True
            token = trio.lowlevel.current_trio_token()
            threading.Thread(target=self._run, args=(token,), name="console input", daemon=True).start()
        while not self._chunks:
            if self._ended:
                await trio.lowlevel.checkpoint()
                return b""
            await self._arrived.wait()
        chunk = self._chunks.popleft()
        self._arrived = trio.Event()
        self._ended = not chunk
        self._taken.release()
        return chunk

    def _run(self, token: trio.lowlevel.TrioToken) -> None:
        chunk = b"more"
        while chunk:
            try:
                chunk = self._read()
            except OSError:
                chunk = b""
            try:
                token.run_sync_soon(self._arrive, chunk)
            except trio.RunFinishedError:
                return
            self._taken.acquire()

    def _arrive(self, chunk: bytes) -> None:
        self._chunks.append(chunk)
        self._arrived.set()


def open_input(descriptor: int, source: Source) -> Input:
    """The way to read a source on Windows."""
    if source is Source.FILE:
        return FileInput(descriptor)
    if source is Source.TTY:
        return ThreadInput(_read_console)
    return ThreadInput(lambda: os.read(descriptor, READ_SIZE))


def is_console(descriptor: int) -> bool:
    """Whether a descriptor is a console; the NUL device is not, although isatty() says so."""
    handle = _STD_INPUT_HANDLE if descriptor == 0 else _STD_OUTPUT_HANDLE
    return os.isatty(descriptor) and _get_mode(handle) is not None


class ConsoleModes:
    """The input mode of the console, and an output mode that understands escape sequences."""

    def __init__(self, descriptor: int) -> None:
        self._original: tuple[int, int] | None = None

    def edit(self) -> None:
        self._set_input(_PROCESSED_INPUT | _VIRTUAL_TERMINAL_INPUT, _LINE_INPUT | _ECHO_INPUT)
        output = _get_mode(_STD_OUTPUT_HANDLE) or 0
        wanted = _PROCESSED_OUTPUT | _WRAP_AT_EOL_OUTPUT | _VIRTUAL_TERMINAL_PROCESSING
        _set_mode(_STD_OUTPUT_HANDLE, output | wanted)
        _kernel32().SetConsoleOutputCP(_UTF8)

    def cook(self, echo: bool, lines: bool) -> None:
        on = (_LINE_INPUT if lines else 0) | (_ECHO_INPUT if lines and echo else 0)
        self._set_input(_PROCESSED_INPUT | on, (_LINE_INPUT | _ECHO_INPUT) & ~on)

    def restore(self) -> None:
        if self._original is not None:
            _set_mode(_STD_INPUT_HANDLE, self._original[0])
            _set_mode(_STD_OUTPUT_HANDLE, self._original[1])
            self._original = None

    def columns(self) -> int:
        return _terminal_size().columns

    def rows(self) -> int:
        return _terminal_size().lines

    def suspend(self) -> None:
        # there is no shell below to go back to
        pass

    def _set_input(self, on: int, off: int) -> None:
        mode = _get_mode(_STD_INPUT_HANDLE) or 0
        if self._original is None:
            self._original = mode, _get_mode(_STD_OUTPUT_HANDLE) or 0
        _set_mode(_STD_INPUT_HANDLE, (mode | on) & ~off)


def _terminal_size() -> os.terminal_size:
    try:
        return os.get_terminal_size(1)
    except OSError:
        return os.terminal_size((0, 0))


def _kernel32() -> Any:
    if sys.platform != "win32":
        raise OSError("there is no kernel32 on this platform")
    return ctypes.windll.kernel32


def _get_mode(which: int) -> int | None:
    kernel32 = _kernel32()
    mode = ctypes.c_ulong()
    return mode.value if kernel32.GetConsoleMode(kernel32.GetStdHandle(which), ctypes.byref(mode)) else None


def _set_mode(which: int, mode: int) -> None:
    kernel32 = _kernel32()
    kernel32.SetConsoleMode(kernel32.GetStdHandle(which), mode)


def _read_console() -> bytes:
    """Read keys as UTF-16 and hand them on as UTF-8; ReadConsoleW is the only way to get all characters."""
    kernel32 = _kernel32()
    text = ctypes.create_unicode_buffer(1024)
    count = ctypes.c_ulong()
    while True:
        handle = kernel32.GetStdHandle(_STD_INPUT_HANDLE)
        if not kernel32.ReadConsoleW(handle, text, 1024, ctypes.byref(count), None):
            return b""
        if count.value:
            return "".join(text[: count.value]).encode("utf-8", "replace")
