"""What people see of a test run: a dot for each test that passes, then the failures with their traces, then counts."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from ...config import Config
from ...lpc.source import normalize
from ...runtime.files import Sandbox
from ...runtime.tracing.traces import Place
from .collecting import HEADER
from .running import Outcome

_WIDTH: Final = 80
_FRAMES: Final = 5  # of a trace that are shown at either end


class Report:
    """Writes while the tests run, and at the end."""

    def __init__(self, config: Config, write: Callable[[bytes], None]) -> None:
        self.passed = 0
        self.failed: list[Outcome] = []
        self._config = config
        self._files = Sandbox(config)
        self._write = write
        self._path = ""
        self._started = time.monotonic()

    def tell(self, outcome: Outcome) -> None:
        """One more is over."""
        if outcome.path != self._path:
            self._text(f"{'' if not self._path else chr(10)}{outcome.path} ")
            self._path = outcome.path
        if outcome.failure is None:
            self.passed += 1
        else:
            self.failed.append(outcome)
        self._text("." if outcome.failure is None else "F" if outcome.name else "E")

    def finish(self, *, complete: bool, log: tuple[str, ...], left_out: int = 0) -> bool:
        """The end; is all well? `log` is what the driver said after the last test, `left_out` counts tests."""
        if self._path:
            self._text("\n")
        for outcome in self.failed:
            self._show(outcome)
        if len(self.failed) > 1:
            self._text("".join(map(_in_one_line, self.failed)))
        if not complete:
            self._plain("".join(f"{line}\n" for line in log))
            self._text("the driver has stopped before every test was run\n")
        counts = f"{self.passed} passed, {len(self.failed)} failed"
        if not self.passed and not self.failed:
            counts = "no test was selected" if left_out else "there are no tests"
        if left_out:
            counts += f", {left_out} left out"
        self._text(f"{counts} in {time.monotonic() - self._started:.2f}s\n")
        return complete and self.passed > 0 and not self.failed

    def _show(self, outcome: Outcome) -> None:
        """One failure: what went wrong, where, and what the log says."""
        assert outcome.failure is not None
        title = f" {outcome.name}() in {outcome.path} " if outcome.name else f" {outcome.path} "
        self._text(f"\n{title:_^{_WIDTH}}\n{outcome.failure.text}\n")
        places = [place for place in outcome.failure.trace.places if place.file and place.file != HEADER]
        lines = [f"  {one.file}:{one.line}: {one.function}() in /{one.object_name}\n" for one in places]
        if len(lines) > 2 * _FRAMES:
            lines[_FRAMES:-_FRAMES] = [f"  ... {len(lines) - 2 * _FRAMES} further calls\n"]
        self._text("".join(lines))
        if places:
            line = self._line(places[-1])
            self._text(f"    {line.strip()}\n" if line else "")
        if outcome.log:
            self._plain("".join(["-- log --\n", *(f"{line}\n" for line in outcome.log)]))
        self._text("\n" if outcome is self.failed[-1] else "")

    def _line(self, place: Place) -> str:
        path = normalize(f"/{place.file}")
        real = None if path is None else self._files.resolve(path)
        if real is None or not Path(real).is_file():
            return ""
        lines = Path(real).read_text(self._config.charset.codec, "surrogateescape").split("\n")
        return lines[place.line - 1] if 0 < place.line <= len(lines) else ""

    def _text(self, text: str) -> None:
        self._plain(self._config.charset.from_lpc(text))

    def _plain(self, text: str) -> None:
        self._write(text.encode("utf-8", "surrogateescape"))


def _in_one_line(outcome: Outcome) -> str:
    assert outcome.failure is not None
    name = f"{outcome.path}::{outcome.name}" if outcome.name else outcome.path
    return f"FAILED {name}: {outcome.failure.text.partition(chr(10))[0]}\n"
