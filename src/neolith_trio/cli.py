"""A command line as a process, for `__main__`.

Rule: the only place that turns a result into the exit of a process. Help, the version and a wrong command line are
answered before Trio and the driver are even imported, so they come at once.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from neolith_trio.invocation import Answer, Compile, Invocation, Run, RunTests, parse

__all__ = ["Answer", "Compile", "Invocation", "Run", "parse", "run"]

FAILED = 1


def run() -> None:
    """Do what the command line of this process says; Ctrl-C may come as KeyboardInterrupt."""
    _fill_gaps()
    invocation = parse(sys.argv[1:])
    if isinstance(invocation, Answer):
        sys.exit(_tell(invocation))

    with _nothing_but_what_stays():
        import trio

        from neolith_trio.driver import main

    sys.exit(trio.run(main, clock=_virtual_clock() if isinstance(invocation, RunTests) else None))


def _fill_gaps() -> None:
    """See that descriptors 0 to 2 are taken: the next file that is opened would else be standard output."""
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def _tell(answer: Answer) -> int:
    """Write help or a complaint; the exit status. A reader who has gone is no failure, a full disk is."""
    stream = sys.stdout if answer.status == 0 else sys.stderr
    if stream is None:
        return answer.status
    try:
        stream.write(answer.text)
        stream.flush()
    except OSError as problem:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # what is left in the buffer has nowhere to go
        return answer.status if isinstance(problem, BrokenPipeError) else answer.status or FAILED
    return answer.status


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
