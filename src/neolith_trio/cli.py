"""The console script `neolith-trio`.

Rule: the only place that turns a result into the exit of a process. Help, the version and a wrong command line are
answered before Trio and the driver are even imported, so they come at once.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from neolith_trio.invocation import Answer, Compile, Invocation, Run, RunTests, parse

__all__ = ["Answer", "Compile", "Invocation", "Run", "parse", "run"]

INTERRUPTED = 130
"""What a shell reports of a program that Ctrl-C ended."""


def run() -> None:
    """Run a driver as a process: the entry point of the console script."""
    invocation = parse(sys.argv[1:])
    if isinstance(invocation, Answer):
        (sys.stdout if invocation.status == 0 else sys.stderr).write(invocation.text)
        sys.exit(invocation.status)

    with _nothing_but_what_stays():
        import trio

        from neolith_trio.driver import main

    try:
        sys.exit(trio.run(main, clock=_virtual_clock() if isinstance(invocation, RunTests) else None))
    except KeyboardInterrupt:
        # Only before the driver listens for the signal, or after its orderly stop, does Ctrl-C come as an exception.
        sys.exit(INTERRUPTED)


@contextmanager
def _nothing_but_what_stays() -> Iterator[None]:
    """Importing makes no garbage: the collector need not look for it while it grows, nor go through it ever after."""
    gc.disable()
    try:
        yield
    finally:
        if hasattr(gc, "freeze"):  # PyPy has another collector
            gc.freeze()
        gc.enable()


def _virtual_clock() -> Any:
    """A clock that does not wait: when nobody has anything to do, it is the time of whoever is due next."""
    from trio.testing import MockClock

    return MockClock(autojump_threshold=0)
