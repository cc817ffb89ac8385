"""One process that LPC's process_start() starts, as the service that runs it needs it (services/processes.py)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import attrs

from ....data import frozen


@frozen(kw_only=True)
class ProcessRequest:
    """A command without a shell: what is run, where, with what, and how much of what it writes is wanted."""

    command: Path
    arguments: tuple[bytes, ...] = ()
    name: str
    """What the program is told that it is called."""
    directory: Path
    environment: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    """All of it: nothing is inherited."""
    stdin: bytes = b""
    most: int = 1_000_000
    """Bytes of each of its two outputs beyond which it is ended."""
    binary: bool = False
    """Whether outputs are to be buffers and not strings."""
    by_line: bool = False
    """Whether lines are reported while they come."""
