"""Python's collector of garbage, kept from being felt.

Nearly everything is freed when its last reference goes; the collector only finds circles. A full search looks at every
object that there is, and while it does nobody plays: a third of a second for half a million objects. So what a mud
consists of when it has come up is left out of all searches, for it stays anyway, and searches come less often than
Python has them by default, which is made for programs that do not wait for anybody.

Rule: who asks for all objects asks `everything()`, for Python does not show those that are left out; and when the mud
has ended, all is as it was before. An interpreter whose collector works in another way (PyPy) is left alone. The driver
calls `seldom` and `unfelt`.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

YOUNG: Final = 5_000
"""How many objects more there must be for a search among the new ones: some milliseconds of work for LPC."""
YOUNG_SEARCHES: Final = 10
OLDER_SEARCHES: Final = 20
"""How many searches of one kind lie between two of the next."""

_CAN_LEAVE_OUT: Final = sys.implementation.name == "cpython"


@contextmanager
def seldom() -> Iterator[None]:
    """Searches come less often, as while a mud comes up: most of what is made then stays."""
    if not _CAN_LEAVE_OUT or not gc.isenabled():
        yield
        return
    before = gc.get_threshold()
    gc.set_threshold(YOUNG, YOUNG_SEARCHES, OLDER_SEARCHES)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def unfelt() -> Iterator[None]:
    """Around the life of a mud that has come up."""
    if not _CAN_LEAVE_OUT or not gc.isenabled():
        yield
        return
    with seldom():
        leave_out()
        try:
            yield
        finally:
            gc.unfreeze()


def leave_out() -> None:
    """Find the garbage that there is, and let later searches leave out all the rest."""
    gc.collect()
    gc.freeze()


def everything() -> list[Any]:
    """All objects that can be part of a circle."""
    if not _CAN_LEAVE_OUT or not gc.get_freeze_count():
        return gc.get_objects()
    gc.unfreeze()
    try:
        return gc.get_objects()
    finally:
        leave_out()
