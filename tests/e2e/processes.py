"""The driver as a process, for the tests of this directory."""

from __future__ import annotations

import contextlib
import itertools
import os
import random
import select
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

COMMAND = (sys.executable, "-m", "neolith_trio")
ROOT = Path(__file__).parent.parent.parent
PATIENCE = 30.0
"""Seconds that anything may take on a busy machine."""


def run(
    *arguments: str | Path, text: str = "", env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a driver with a script on its standard input, to its end."""
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        input=text,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
        env=dict(os.environ, **(env or {})),
    )


def free_port() -> int:
    """A port that nobody listens on; and nobody gets it before it is used, of the tests in other processes neither."""
    for number in _PORTS:
        with socket.socket() as sock, contextlib.suppress(OSError):
            sock.bind(("127.0.0.1", number))
            return number
    raise AssertionError("the ports never end")


def _own_ports() -> Iterator[int]:
    """Those of this process, in no order: systems give them to nobody who asks for any port."""
    worker, count = (os.environ.get(f"PYTEST_XDIST_WORKER{what}", "") for what in ("", "_COUNT"))
    first, last = 20_000, 32_000
    own = list(range(first, last))[int(worker.removeprefix("gw") or 0) :: int(count or 1)]
    random.Random().shuffle(own)
    return itertools.cycle(own)


_PORTS = _own_ports()


class Screen:
    """Somebody who reads what comes from a descriptor and types into it."""

    def __init__(self, descriptor: int) -> None:
        self.seen = ""
        self._descriptor = descriptor
        self._read = 0

    def type(self, text: str) -> None:
        """Type, without waiting for anything."""
        os.write(self._descriptor, text.encode())

    def until(self, text: str) -> str:
        """Read on until `text` has come after what earlier calls waited for; what came up to its end."""
        deadline = time.monotonic() + PATIENCE
        while (found := self.seen.find(text, self._read)) < 0:
            ready = select.select([self._descriptor], [], [], max(deadline - time.monotonic(), 0))[0]
            more = self._more() if ready else b""
            assert more, f"{text!r} has not come; what came is:\n{self.seen}"
            self.seen += more.decode("utf-8", "replace").replace("\r", "")
        begin, self._read = self._read, found + len(text)
        return self.seen[begin : self._read]

    def _more(self) -> bytes:
        try:
            return os.read(self._descriptor, 65536)
        except OSError:  # a pseudo-terminal whose other side is gone
            return b""


class Terminal(Screen):
    """A screen that has settings: a pseudo-terminal."""

    def __init__(self, ours: int, theirs: int) -> None:
        super().__init__(ours)
        self._theirs = theirs
        self.at_first = self.settings

    @property
    def settings(self) -> list[object]:
        """Echo, line editing and what else a program may change."""
        import termios

        return termios.tcgetattr(self._theirs)


def _take_terminal() -> None:
    """Standard input becomes the terminal whose Ctrl-C this process gets."""
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@contextmanager
def terminal(
    *arguments: str | Path, env: Mapping[str, str] | None = None
) -> Iterator[tuple[subprocess.Popen[bytes], Terminal]]:
    """A driver on a pseudo-terminal: the process, and who sits there."""
    ours, theirs = os.openpty()
    sitting = Terminal(ours, theirs)
    driver = subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        env=dict(os.environ, TERM="xterm", **(env or {})),
        start_new_session=True,
        preexec_fn=_take_terminal,
    )
    try:
        yield driver, sitting
    finally:
        driver.kill()
        driver.wait()
        os.close(ours)
        os.close(theirs)


@contextmanager
def caller(port: int) -> Iterator[Screen]:
    """A telnet client that answers no negotiation, as the simplest ones do."""
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as sock:
        yield Screen(sock.fileno())
