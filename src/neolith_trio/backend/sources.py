"""The texts of LPC files for the compiler, and where they are; each is read once as long as it stays the same.

Rule: nobody can tell a text that is remembered from one that is read now. A file is the same when its directory entry
leads to the same file of the same size, with the same times of its last changes. Times are only as fine as the file
system's clock, so the text of a file that was changed just before it was read is not remembered.

What the sandbox never let out is never found here: a text is remembered after the sandbox gave it, and found again only
under the name and with the identity that the file had then. (So a directory that is moved out of the mudlib and linked
to from its old place still has what was read in it before.) Only backend/compiling.py uses this module.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from ..data import frozen
from ..runtime.files import Sandbox

MOST: Final = 2**23  # characters that are remembered: more than there are in the headers of any mudlib
_MOST_PLACES: Final = 10_000
_SECOND: Final = 10**9
_FINE: Final = _SECOND // 10  # how old a change must be when times have fractions: some clocks tick every 1/64 second
_COARSE: Final = 3 * _SECOND  # and when they have none: FAT counts in steps of two seconds

Identity = tuple[int, int, int, int, int]


@frozen(slots=True)
class _Known:
    text: str
    real: Path
    identity: Identity


class Sources:
    """The LPC files of one mud, in one codec."""

    def __init__(self, files: Callable[[], Sandbox], codec: str) -> None:
        self._files = files
        self._codec = codec
        self._known: dict[str, _Known] = {}
        self._places: dict[str, str] = {}  # where a path leads by its name is the same as long as the mud runs
        self._size = 0

    def read(self, path: str) -> str | None:
        """The text of an LPC file, None where there is none."""
        identity = self._identity(path)
        if identity is None:
            return None
        known = self._known.get(path)
        if known is not None and known.identity == identity:
            return known.text
        real = self._files().resolve(path)
        return None if real is None else self._read(path, real, identity)

    def real_path(self, path: str) -> str:
        """Where a file is on the machine; its LPC path when it is not there."""
        known = self._known.get(path)
        if known is not None and known.identity == self._identity(path):
            return str(known.real)
        return str(self._files().resolve(path) or path)

    def _identity(self, path: str) -> Identity | None:
        """What tells a file from any other and from itself after a change; None where nothing can be read."""
        place = self._places.get(path) or self._place(path)
        if not place:
            return None
        try:
            return _identity(os.stat(place))
        except (OSError, ValueError):  # ValueError: a name that no file can have
            return None

    def _place(self, path: str) -> str:
        """Where the file would be if there were no symbolic links; nothing for a path that leads out."""
        if len(self._places) >= _MOST_PLACES:
            self._places.clear()
        place = self._places[path] = self._files().place(path) or ""
        return place

    def _read(self, path: str, real: Path, identity: Identity) -> str | None:
        try:
            with real.open("rb") as file:
                begun = time.time_ns()
                about = os.fstat(file.fileno())
                content = file.read()
        except OSError:
            return None
        text = content.decode(self._codec, "surrogateescape")
        if _identity(about) == identity and _is_settled(about, begun):
            self._remember(path, _Known(text, real, identity))
        return text

    def _remember(self, path: str, known: _Known) -> None:
        before = self._known.pop(path, None)
        self._size += len(known.text) - (0 if before is None else len(before.text))
        if self._size > MOST:
            self._known.clear()
            self._size = len(known.text)
        self._known[path] = known


def _identity(about: os.stat_result) -> Identity:
    return (about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns)


def _is_settled(about: os.stat_result, now: int) -> bool:
    """Would another change have another time?"""
    latest = max(about.st_mtime_ns, about.st_ctime_ns)
    return now - latest > (_FINE if about.st_mtime_ns % _SECOND else _COARSE)
