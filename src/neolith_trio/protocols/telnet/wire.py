"""A telnet port: the machine, the keyboard's lines, and how hidden input and single characters are asked for.

Rule: it has the face of every wire (see ../wires.py) and adds no state of its own beyond what it must
remember to answer. Network shells create one per connection.
"""

from __future__ import annotations

from collections.abc import Callable

from ..events import (
    CommandReceived,
    Event,
    Interrupted,
    LineReceived,
    Side,
    TextReceived,
)
from ..lines import MAX_LINE, TYPED, LineDecoder
from .constants import AYT, BRK, EC, ECHO, EL, IP, NAWS, SGA, TTYPE
from .echo import Echo
from .machine import TelnetMachine
from .naws import WindowSize
from .option import Option
from .sga import SuppressGoAhead
from .ttype import TerminalType

standard_options: tuple[Callable[[], Option], ...] = (Echo, SuppressGoAhead, WindowSize, TerminalType)


class TelnetWire:
    """One telnet connection's bytes, both ways."""

    def __init__(self, *, max_line: int = MAX_LINE) -> None:
        self._machine = TelnetMachine([option() for option in standard_options])
        self._lines = LineDecoder(TYPED, max_line=max_line)
        self._hidden = False

    def open(self) -> None:
        self._machine.request(TTYPE, Side.REMOTE, on=True)
        self._machine.request(NAWS, Side.REMOTE, on=True)

    def receive(self, data: bytes) -> list[Event]:
        # what was typed before a switch to single characters comes out with the next call
        events: list[Event] = self._typed(b"")
        for event in self._machine.receive(data):
            if isinstance(event, TextReceived):
                events += self._typed(event.data)
            elif isinstance(event, CommandReceived):
                events += self._commanded(event.code)
            else:
                events.append(event)
        return events

    def finish(self) -> list[Event]:
        # a line that the peer did not end before it went away was not meant to be run
        return []

    def send(self, text: bytes) -> None:
        self._machine.send_text(text.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))

    def set_echo(self, on: bool) -> None:
        self._hidden = not on
        self._machine.request(ECHO, Side.LOCAL, on=self._hidden)

    def set_single_character(self, on: bool) -> None:
        self._lines.set_single_character(on)
        self._machine.request(SGA, Side.LOCAL, on=on)

    def data_to_send(self) -> bytes:
        return self._machine.data_to_send()

    def _typed(self, text: bytes) -> list[Event]:
        events: list[Event] = list(self._lines.feed(text))
        if self._hidden:
            # the client hides the line end too
            for event in events:
                if isinstance(event, LineReceived):
                    self._machine.send_text(b"\r\n")
        return events

    def _commanded(self, code: int) -> list[Event]:
        if code in (IP, BRK):
            return [Interrupted()]
        if code == AYT:
            self._machine.send_text(b"\r\n[Yes]\r\n")
        elif code == EC:
            self._lines.erase_character()
        elif code == EL:
            self._lines.erase_line()
        return []
