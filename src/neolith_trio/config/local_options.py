"""local_options: the file by which builders of a MudOS or FluffOS driver chose its options.

Such a file lies beside the mudlib directory or its configuration when a mudlib depends on options. Each one that it
defines is a macro for LPC, `#define NO_LIGHT` becomes `__NO_LIGHT__`; what it undefines is taken away. Only `model`
calls this.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

NAME: Final = "local_options"
_LINE: Final = re.compile(r"[ \t]*#[ \t]*(define|undef)[ \t]+([A-Za-z]\w*)(?:[ \t]+(.*))?")
_COMMENT: Final = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)
_OF_THE_BUILD: Final = frozenset({"DEFAULT_PRAGMAS", "PARSE_DEBUG"})  # they mean something to a C compiler alone


def find(directories: Iterable[Path]) -> Path | None:
    """The file in the first of the directories that has one."""
    candidates = (directory / NAME for directory in directories)
    return next((path for path in candidates if path.is_file()), None)


def read(path: Path) -> tuple[tuple[str, str | None], ...]:
    """Macro and text of each option in the file, None for one that is undefined; nothing when it cannot be read."""
    try:
        text = path.read_bytes().decode("utf-8", "replace")
    except OSError:
        return ()
    found: dict[str, str | None] = {}
    for line in _COMMENT.sub(" ", text).splitlines():
        match = _LINE.match(line)
        if match is not None and match[2] not in _OF_THE_BUILD:
            found[f"__{match[2]}__"] = (match[3] or "").strip() if match[1] == "define" else None
    return tuple(found.items())


def settings(options: Iterable[tuple[str, str | None]]) -> dict[str, int]:
    """The fields of Config that an option decides, unless the configuration does."""
    seconds = dict(options).get("__HEARTBEAT_INTERVAL__") or ""
    return {"heart_beat_interval": int(seconds) * 1000} if seconds.isdecimal() else {}
