"""The signals of a driver: SIGTERM and SIGINT want the stop, SIGHUP wants that and, in a daemon, new certificates.

Rule: only signals that nobody else has a use for are taken, and each is what Trio makes of it: a message to a task. For
driver.py.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

import trio


class Certificates(Protocol):
    """What SIGHUP renews."""

    @property
    def has_certificates(self) -> bool:
        """Are there any?"""

    def reload_certificates(self) -> None:
        """Read them again; it may wait for the disk."""


@contextmanager
def receiving(
    nursery: trio.Nursery, stop: Callable[[str], object], certificates: Callable[[], Certificates]
) -> Iterator[None]:
    """Inside, SIGTERM and SIGINT call `stop` with the reason, unless the process was told to ignore them."""
    left_alone = terminal_watch()
    # Trio has a handler of its own for SIGINT; the others may belong to a program around us, or to nohup
    heard = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if is_free(name)]
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        heard.append(signal.SIGINT)
    if not heard:  # all are ignored, or a program around us has them
        yield
        return

    async def listen(incoming: AsyncIterator[int]) -> None:
        async for number in incoming:
            name = signal.Signals(number).name
            if name == "SIGHUP" and certificates().has_certificates and not left_alone():
                await trio.to_thread.run_sync(certificates().reload_certificates)
            else:
                stop(f"{name} received")

    with trio.open_signal_receiver(*heard) as incoming:
        nursery.start_soon(listen, incoming)
        yield


def is_free(name: str) -> bool:
    """Whether this system has such a signal and nobody has a use for it."""
    number = getattr(signal, name, None)
    return number is not None and signal.getsignal(number) is signal.SIG_DFL


def terminal_watch() -> Callable[[], bool]:
    """A question that may be asked later: was this a terminal on standard input that has been closed since?

    SIGHUP says both that the terminal is gone, which ends the driver, and that somebody wants files to be read again.
    """

    def is_terminal() -> bool:
        try:
            return sys.stdin is not None and os.isatty(sys.stdin.fileno())
        except (OSError, ValueError):
            return False

    was_terminal = is_terminal()
    return lambda: was_terminal and not is_terminal()
