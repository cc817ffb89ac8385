"""Save files that are replaced as a whole, by turns that wait for it and by threads, each the newest of its time.

The rule: readers, and a crash, see the old content or the new one. Of two saves of one file the one that was asked for
later wins, whichever is done first: what save_object() writes is never replaced by an async_save_object() from before.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path

from .files import flush_names, write_beside

_BESIDE = ".async.tmp"


class Saves:
    """The saves of a world that are promised, and those that have overtaken them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._promised: dict[Path, list[Promise]] = {}

    def promise(self, target: Path) -> Promise:
        """A save that a thread will do; it is kept or given up, once."""
        promise = Promise(self, target)
        with self._lock:
            self._promised.setdefault(target, []).append(promise)
        return promise

    def put(self, target: Path, content: bytes, *, durable: bool) -> None:
        """Save now. OSError when it fails."""
        if target not in self._promised:
            write_beside(target, content, durable=durable)
            return
        with self._lock:
            write_beside(target, content, durable=durable)
            for promise in self._promised.get(target, ()):
                promise.overtaken = True

    def keep(self, promise: Promise, beside: Path) -> bool:
        """Put a file that was written beside the target in its place, unless the save was overtaken. In a thread."""
        with self._lock:
            if promise.overtaken:
                return False
            os.replace(beside, promise.target)
            return True

    def forget(self, promise: Promise) -> None:
        """It is kept, or is not to be kept any more."""
        with self._lock:
            promise.overtaken = True
            promises = self._promised.get(promise.target, [])
            if promise in promises:
                promises.remove(promise)
            if not promises:
                self._promised.pop(promise.target, None)


class Promise:
    """One save that is yet to be done."""

    def __init__(self, saves: Saves, target: Path) -> None:
        self.target = target
        self.overtaken = False
        """Whether a later save of the file has been done, or nobody wants this one any more."""
        self._saves = saves

    def keep(self, content: bytes) -> None:
        """Write it, and see that it is on the disk. OSError when it fails; nothing when it was overtaken. In a thread.

        What is written beside the target has a name of its own: save_object() may be at work on the same file.
        """
        beside = self.target.with_name(self.target.name + _BESIDE)
        beside.unlink(missing_ok=True)  # left by a crash, or a link to somewhere else
        try:
            with beside.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            kept = self._saves.keep(self, beside)
        finally:
            beside.unlink(missing_ok=True)
        if kept:
            flush_names(self.target.parent)

    def forget(self) -> None:
        """It is done, or must not be done any more."""
        self._saves.forget(self)
