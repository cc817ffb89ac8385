"""The two directories that a clone is made in before it is whole: for its files beside their place, for git at home.

The rule: the one at home has a note of the other, and of the process that is at work; so the next clone of anybody
clears what a driver that was killed has left. What a process that lives has made is its own. For `errands`.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

_NOTE: Final = "clone.json"
_OLD: Final = 24 * 3600.0
"""Seconds after which nobody is at work any more, where nobody can be asked."""
_mine: Final[set[Path]] = set()
"""Those of this process: after a start of the machine its number may be that of one that was killed."""


def begin(home: Path, target: Path) -> tuple[Path, Path]:
    """Two new directories: for the files, and for the git directory."""
    new_home = Path(tempfile.mkdtemp(prefix="new-", dir=home))
    _mine.add(new_home)
    beside = target.parent / f".{target.name}.{secrets.token_hex(6)}"
    (new_home / _NOTE).write_text(json.dumps({"process": os.getpid(), "files": str(beside)}), "ascii")
    beside.mkdir(mode=0o700)
    return beside, new_home


def finish(beside: Path, new_home: Path) -> None:
    """Remove both, or what is left of them."""
    for directory in (beside, new_home):
        shutil.rmtree(directory, ignore_errors=True)
    _mine.discard(new_home)


def clear(home: Path) -> None:
    """Remove what those have left who were killed."""
    for new_home in home.glob("new-*"):
        with suppress(OSError, ValueError, KeyError, TypeError):
            note = json.loads((new_home / _NOTE).read_text("ascii"))
            if new_home not in _mine and _is_left(new_home, int(note["process"])):
                finish(Path(note["files"]), new_home)


def _is_left(new_home: Path, process: int) -> bool:
    if process == os.getpid():
        return True
    if os.name != "posix":  # os.kill() would do what it says
        return time.time() - new_home.stat().st_mtime > _OLD
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
