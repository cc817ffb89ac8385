"""What `neolith-trio check` writes: diagnostics for people or for editors, a progress bar, the counts at the end.

Diagnostics go to standard output, everything else to standard error, so that a script or an editor reads nothing but
diagnostics. For an editor each is one line of JSON:

    {"severity": "error", "name": "", "file": "/home/mud/lib/std/room.c", "path": "/std/room.c", "line": 3,
     "column": 12, "message": "Undefined variable 'foo'", "source": "    return foo;"}

`name` is that of a warning, `file` the real path, `path` the one in the mudlib; lines and columns count from 1, columns
in characters of `source`. That a file cannot be loaded for the errors of a parent is a message for editors; people get
one line for each such parent. Only the driver comes here.
"""

from __future__ import annotations

import json
import textwrap
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final, TextIO

from ..config import Config
from ..errors import ConfigError
from ..lpc.diagnostics import Diagnostic, meant
from ..lpc.warnings import NAMES
from .checking import HAS_ERRORS, Catalogue, Findings, check, wanted_files
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
    ignored: Iterable[str] = (),
    write: Callable[[bytes], None],
    errors: TextIO,
) -> bool:
    """Check files and directories (none: the whole mudlib); are they free of errors?"""

    def say(text: str) -> None:
        write(f"{text}\n".encode("utf-8", "surrogateescape"))

    catalogue = Catalogue(config, defines)
    files = wanted_files(config, catalogue.files, paths or [config.mudlib_dir])
    findings = Findings(ignored=frozenset(map(known_warning, ignored)))
    progress = Progress(errors, len(files))
    results = check(catalogue, files, findings, warnings=warnings)
    for number, path in enumerate(files):
        progress.show(number, path)
        new = next(results)
        if new:
            progress.clear()
        for one in new:
            if as_json:
                say(as_line(config, catalogue, one))
            elif not one.message.endswith(HAS_ERRORS):
                say(as_text(config, one))
    progress.clear()
    if not as_json:
        for parent, heirs in catalogue.blocked_by_root().items():
            say(as_blocked(config.charset.from_lpc(parent), list(map(config.charset.from_lpc, heirs))))
    errors.write(f"{findings.summary()}\n")
    return not findings.errors


def known_warning(name: str) -> str:
    """The name of a warning; ConfigError when none has it."""
    if name not in NAMES:
        hint = meant(name, NAMES) or f"there are {', '.join(sorted(NAMES))}"
        raise ConfigError(f"--ignore {name}: no warning has that name; {hint}")
    return name


def as_text(config: Config, one: Diagnostic) -> str:
    """A diagnostic for people; a warning with its name, by which it can be switched off."""
    headline, *lines = one.decoded(config.charset.from_lpc).render().split("\n")
    return "\n".join([f"{headline} [{one.name}]" if one.name else headline, *lines])


def as_blocked(parent: str, heirs: Sequence[str]) -> str:
    """That these files will not load for the errors of a parent, which were told."""
    text = f"{parent}: its errors keep {len(heirs)} more from loading: {', '.join(heirs)}"
    return textwrap.fill(text, 120, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)


def as_line(config: Config, catalogue: Catalogue, one: Diagnostic) -> str:
    """A diagnostic as a line of JSON, in ASCII."""
    shown = one.decoded(config.charset.from_lpc)
    fields = {
        "severity": one.severity,
        "name": one.name,
        "file": catalogue.real_path(one.file),
        "path": shown.file,
        "line": one.line,
        "column": shown.column,
        "message": shown.full_message(),
        "source": shown.source_line,
    }
    plain = {key: _clean(value) if isinstance(value, str) else value for key, value in fields.items()}
    return json.dumps(plain)


def _clean(text: str) -> str:
    """Text without the lone surrogates that stand for bytes which are no UTF-8: not every reader of JSON takes them."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
