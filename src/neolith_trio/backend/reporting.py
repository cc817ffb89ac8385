"""What `neolith-trio check` writes: diagnostics for people or for editors, a progress bar, the counts at the end.

Diagnostics go to standard output, everything else to standard error, so that a script or an editor reads nothing but
diagnostics. For an editor each is one line of JSON:

    {"severity": "error", "file": "/home/mud/lib/std/room.c", "path": "/std/room.c", "line": 3, "column": 9,
     "message": "Undefined variable 'foo'", "source": "    return foo;"}

`file` is the real path, `path` the one in the mudlib; lines and columns count from 1, columns in characters of the
configured charset (in the charset `bytes`, in bytes). Only the driver comes here.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TextIO

from ..config import Config
from ..lpc.diagnostics import Diagnostic
from .checking import Catalogue, Findings, check, wanted_files
from .compiling import Defines

_WIDTH: Final = 30  # of the bar, in characters
_INTERVAL: Final = 0.1  # seconds between two looks of the bar
_CLEAR: Final = "\r\x1b[K"


class Progress:
    """A bar on a terminal; on any other stream it is silent."""

    def __init__(self, stream: TextIO | None, total: int, *, now: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream if stream is not None and stream.isatty() else None
        self._total = total
        self._now = now
        self._drawn = 0.0
        self._shown = False

    def show(self, done: int, what: str) -> None:
        """So many are done, and this is next."""
        if self._stream is None or (self._shown and self._now() - self._drawn < _INTERVAL):
            return
        self._drawn, self._shown = self._now(), True
        filled = _WIDTH * done // max(self._total, 1)
        bar = "#" * filled + "." * (_WIDTH - filled)
        name = what if len(what) <= 40 else f"...{what[-37:]}"
        self._write(f"{_CLEAR}[{bar}] {done}/{self._total} {name}")

    def clear(self) -> None:
        """Make room for other lines."""
        if self._shown:
            self._shown = False
            self._write(_CLEAR)

    def _write(self, text: str) -> None:
        if self._stream is not None:
            self._stream.write(text.encode("ascii", "replace").decode("ascii"))
            self._stream.flush()


def report(
    config: Config,
    paths: Sequence[Path],
    defines: Defines,
    *,
    as_json: bool,
    warnings: bool,
    write: Callable[[bytes], None],
    errors: TextIO,
) -> bool:
    """Check files and directories (none: the whole mudlib); are they free of errors?"""
    catalogue = Catalogue(config, defines)
    files = wanted_files(config, catalogue.files, paths or [config.mudlib_dir])
    findings = Findings()
    progress = Progress(errors, len(files))
    results = check(catalogue, files, findings, warnings=warnings)
    for number, path in enumerate(files):
        progress.show(number, path)
        new = next(results)
        if new:
            progress.clear()
        for one in new:
            text = as_line(config, catalogue, one) if as_json else config.charset.from_lpc(one.render())
            write(f"{text}\n".encode("utf-8", "surrogateescape"))
    progress.clear()
    errors.write(f"{findings.summary()}\n")
    return not findings.errors


def as_line(config: Config, catalogue: Catalogue, one: Diagnostic) -> str:
    """A diagnostic as a line of JSON, in ASCII."""
    text = config.charset.from_lpc
    fields = {
        "severity": one.severity,
        "file": catalogue.real_path(one.file),
        "path": text(one.file),
        "line": one.line,
        "column": one.column,
        "message": text(one.full_message()),
        "source": text(one.source_line),
    }
    plain = {key: _clean(value) if isinstance(value, str) else value for key, value in fields.items()}
    return json.dumps(plain)


def _clean(text: str) -> str:
    """Text without the lone surrogates that stand for bytes which are no UTF-8: not every reader of JSON takes them."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
