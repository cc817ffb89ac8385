"""What LPC wants done to files while it goes on, as the service that does it needs it (services/files.py)."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

import attrs

from ....data import frozen
from ...files import Sandbox
from ...saving import Promise


@frozen
class Reading:
    """All of a file, which may be compressed by gzip, up to so many bytes."""

    most: int


@frozen
class Writing:
    """Bytes that are added to a file, or become all of it; compressed by gzip where that is wanted."""

    content: bytes = attrs.field(repr=False)
    replace: bool = False
    compress: bool = False


@frozen
class Listing:
    """The names in a directory of the mudlib that fit a pattern."""

    sandbox: Sandbox = attrs.field(repr=False)
    directory: str
    pattern: str
    most: int


@frozen
class Saving:
    """The content of a save file, which is replaced as a whole."""

    content: bytes = attrs.field(repr=False)
    promise: Promise = attrs.field(repr=False)


@frozen
class FileRequest:
    """Something to be done to a file. What concerns one file is done in the order of the calls."""

    path: Path
    errand: Reading | Writing | Listing | Saving


Errand: TypeAlias = Reading | Writing | Listing | Saving
