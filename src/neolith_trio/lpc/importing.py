"""Room on Python's stack for what comes late: in the midst of LPC, however deep it stands.

Rule: an import that ends half done leaves a module behind of which nobody knows how much there is, so none may end for
want of frames. For whoever imports, while LPC runs, what registers itself; and for the compiler, whose trees are deep.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_FRAMES: Final = 1_000  # an import of a room takes some hundred


@contextmanager
def room_to_import() -> Iterator[None]:
    """Python frames enough for imports."""
    with more_frames(_FRAMES):
        yield


@contextmanager
def more_frames(count: int) -> Iterator[None]:
    """Raise Python's limit of recursion inside."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(before + count)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
