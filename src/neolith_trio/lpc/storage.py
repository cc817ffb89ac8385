"""The directory of the compile cache: files are written as a whole, read with suspicion, and swept when they are many.

Rule: nothing that is found or not found here can keep a program from loading. A file that is damaged or not ours is
named in the log and removed; a directory that cannot be written to is named once and then only read.
Any number of drivers may use one directory at the same time. What is in it is run as code: it must belong to the user.

Only lpc/cache.py uses this module.
"""

from __future__ import annotations

import marshal
import os
import re
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from . import fingerprints

MAXIMUM_BYTES: Final = 128 * 2**20  # 400 programs of a mudlib are about 3 MB
SWEEP_INTERVAL: Final = 24 * 3600  # seconds; a sweep of a full directory takes a quarter of one
_USE: Final = 3600  # seconds; a program that was used so recently is not noted as used again
_MAGIC: Final = b"neolith-trio program\n"
_NAME: Final = re.compile(r"[0-9a-f]{40}\.(?:program|[a-z0-9_]+\.part)")
_HEADER: Final = len(_MAGIC) + 2 * fingerprints.SIZE


class Storage:
    """Plain data by key."""

    def __init__(self, directory: Path, log: Callable[[str], None], *, tells_of_directory: bool = True) -> None:
        """Of two in one directory one `tells_of_directory`, when nothing can be written there."""
        self._directory = directory
        self._log = log
        self._tells = tells_of_directory
        self._writable = True
        if _is_due(directory):
            sweep(directory)

    def read(self, key: bytes) -> Any:
        """What was written under that key; None when there is nothing or nothing good."""
        path = self._path(key)
        try:
            with open(path, "rb", buffering=0) as file:
                content = file.read()
                used = os.fstat(file.fileno()).st_mtime
        except FileNotFoundError:
            return None
        except OSError as problem:
            self._only_read(problem)
            return None
        payload = content[_HEADER:]
        if content[:_HEADER] != _header(key, payload):
            return self._damaged(path)
        try:
            data = marshal.loads(payload)
        except (EOFError, TypeError, ValueError):
            return self._damaged(path)
        if time.time() - used > _USE:
            with suppress(OSError):
                os.utime(path)  # so that the sweep takes what is not used
        return data

    def write(self, key: bytes, data: Any) -> None:
        """Keep plain data under a key."""
        if not self._writable:
            return
        try:
            payload = marshal.dumps(data)
        except ValueError as problem:
            self._log(f"{self._path(key)}: this program is compiled every time: {problem}")
            return
        try:
            self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, beside = tempfile.mkstemp(".part", f"{key.hex()}.", self._directory)
        except OSError as problem:
            self._only_read(problem)
            return
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_header(key, payload) + payload)
            os.replace(beside, self._path(key))
        except PermissionError:
            # on Windows: another driver reads or writes the same program now, and one of them is enough
            Path(beside).unlink(missing_ok=True)
        except OSError as problem:
            Path(beside).unlink(missing_ok=True)
            self._only_read(problem)

    def _damaged(self, path: str) -> None:
        self._log(f"{path}: not a compiled program, or damaged; it is compiled again")
        with suppress(OSError):
            os.unlink(path)  # named once is enough

    def _path(self, key: bytes) -> str:
        return os.path.join(self._directory, f"{key.hex()}.program")

    def _only_read(self, problem: OSError) -> None:
        if self._writable and self._tells:
            self._log(f"{self._directory}: compiled programs are not kept from now on: {problem.strerror}")
        self._writable = False


def _header(key: bytes, payload: bytes) -> bytes:
    """The key is in the file as well: a file under a wrong name must not be taken for another program."""
    return _MAGIC + key + fingerprints.of_bytes(payload)


def _is_due(directory: Path) -> bool:
    """Was the last sweep too long ago? Then the next one is this."""
    stamp = directory / "swept"
    try:
        due = time.time() - stamp.stat().st_mtime > SWEEP_INTERVAL
    except OSError:
        due = os.path.isdir(directory)  # which Path.is_dir() does not answer where nobody may look
    if due:
        with suppress(OSError):
            stamp.touch()
    return due


def sweep(directory: Path, maximum: int = MAXIMUM_BYTES) -> None:
    """Remove the programs that were not used for longest, until no more than `maximum` bytes are left."""
    found: list[tuple[int, int, str]] = []
    with suppress(OSError), os.scandir(directory) as entries:
        for entry in entries:
            if _NAME.fullmatch(entry.name):
                with suppress(OSError):
                    about = entry.stat()
                    found.append((about.st_mtime_ns, about.st_size, entry.path))
    for _, size, path in sorted(found, reverse=True):
        maximum -= size
        if maximum < 0:
            with suppress(OSError):
                os.unlink(path)
