"""The console behind a pipe or a file: lines in, text out, nothing drawn.

Rule: the face of a wire (protocols/wires.py). A pipe echoes nothing, so there is nothing to hide.
"""

from __future__ import annotations

from collections.abc import Callable

from ...protocols.events import Event
from ...protocols.lines import PIPED, LineDecoder
from ...protocols.wires import WithoutSignals

# a script may send data as a line, a protocol message for instance
MAX_PIPED_LINE = 1024 * 1024

Modes = Callable[[bool, bool], None]


def no_modes(echo: bool, lines: bool) -> None:
    """What a pipe does about echo and line mode."""


class PlainWire(WithoutSignals):
    """Lines of a script, or of a terminal that edits its lines itself when it is given `modes` to set."""

    def __init__(self, modes: Modes = no_modes) -> None:
        self._lines = LineDecoder(PIPED, max_line=MAX_PIPED_LINE)
        self._modes = modes
        self._echo = True
        self._output = bytearray()

    def open(self) -> None:
        pass

    def receive(self, data: bytes) -> list[Event]:
        return list(self._lines.feed(data))

    def finish(self) -> list[Event]:
        return list(self._lines.finish())

    def send(self, text: bytes) -> None:
        self._output += text

    def set_echo(self, on: bool) -> None:
        self._echo = on
        self._apply()

    def set_single_character(self, on: bool) -> None:
        self._lines.set_single_character(on)
        self._apply()

    def data_to_send(self) -> bytes:
        data = bytes(self._output)
        self._output.clear()
        return data

    def _apply(self) -> None:
        self._modes(self._echo, not self._lines.single_character)
