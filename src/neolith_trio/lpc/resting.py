"""What rests while LPC is compiled: whatever would cost more than it gains there.

The garbage collector, for there is nothing in growing trees to collect yet, and a lot to look through. And PyPy's own
compiler: a file of LPC takes each of many ways through the stages a few times, so that it is done with before what
has been made for it pays; a hundred thousand lines are compiled sooner without. Only compiler.py uses this.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final


def _setting() -> Callable[[str], object]:
    """What gives PyPy's compiler a parameter; elsewhere there is none."""
    try:
        from pypyjit import set_param  # type: ignore[import-not-found, unused-ignore]  # only PyPy has it
    except ImportError:
        return lambda parameter: None
    found: Callable[[str], object] = set_param
    return found


_set: Final = _setting()


@contextmanager
def resting() -> Iterator[None]:
    """Both rest inside."""
    enabled = gc.isenabled()
    gc.disable()
    _set("off")
    _set("trace_eagerness=1000000000")  # nor does what it has made already get new branches
    try:
        yield
    finally:
        _set("default")
        if enabled:
            gc.enable()
