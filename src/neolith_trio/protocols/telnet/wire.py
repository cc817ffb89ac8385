"""A telnet port: the machine, the keyboard's lines, and how hidden input and single characters are asked for.

Rule: it has the face of every wire (see ../wires.py) and adds no state of its own beyond what it must
remember to answer. Text without telnet in it takes the short way. Network shells create one per connection.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..events import (
    CommandReceived,
    Event,
    Interrupted,
    LineReceived,
    Side,
    TextReceived,
)
from ..lines import MAX_LINE, TYPED, LineDecoder
from ..signals import Command, PromptEnded, Request, Signal, Subnegotiation, TerminalTypeWanted
from .binary import Binary
from .charset import Charset
from .constants import AO, AYT, BRK, DM, EC, ECHO, EL, END_OF_RECORD, EOR, GA, IAC, IP, LINEMODE, SGA, TTYPE
from .echo import Echo
from .environ import NewEnvironment
from .eor import EndOfRecord
from .gmcp import Gmcp
from .linemode import LineMode
from .machine import TelnetMachine, quoted
from .mccp2 import CompressedOutput
from .mccp3 import CompressedInput
from .msdp import Msdp
from .msp import Msp
from .mssp import Mssp
from .mxp import Mxp
from .naws import WindowSize
from .offers import NOTHING, Offers
from .option import Option
from .sga import SuppressGoAhead
from .timing_mark import TimingMark
from .ttype import TerminalType
from .zmp import Zmp

CR: Final = 0x0D

# bytes by which telnet or a keyboard mean something, as others: what this table leaves as it is has none of them
_PLAIN: Final = bytes(byte ^ 1 if byte in b"\r\n\0\b\x7f\xff" else byte for byte in range(256))


def standard_options(offers: Offers) -> Iterator[Option]:
    """The options of a port, in the order in which they are asked for."""
    yield from (Echo(), SuppressGoAhead(), TimingMark())
    yield TerminalType(cycle=offers.terminal_names)
    yield WindowSize()
    yield LineMode(asked_for=offers.linemode)
    chosen = (
        (offers.environment, NewEnvironment),
        (offers.compression, CompressedOutput),
        (offers.compressed_input, CompressedInput),
        (offers.mxp, Mxp),
        (offers.gmcp, Gmcp),
        (offers.msdp, Msdp),
        (offers.zmp, Zmp),
        (offers.mssp, Mssp),
        (offers.encodings, Binary),
        (offers.encodings, Charset),
        (offers.msp, Msp),
        (offers.prompt_marks, EndOfRecord),
    )
    for wanted, option in chosen:
        if wanted:
            yield option()


class _Told:
    """The text that was sent last, on any connection, and what it is on the wire: many are told the same.

    It is no attribute of TelnetWire, for Python forgets all it knows of a class when that is changed.
    """

    __slots__ = ("text", "wired")

    def __init__(self) -> None:
        self.text = self.wired = b""


_TOLD: Final = _Told()


class TelnetWire:
    """One telnet connection's bytes, both ways."""

    __slots__ = (
        "_bare", "_hidden", "_lines", "_machine", "_marks_prompts", "_max_line", "_options", "_settled",
    )

    def __init__(self, *, max_line: int = MAX_LINE, offers: Offers = NOTHING) -> None:
        self._options = {option.code: option for option in standard_options(offers)}
        self._machine = TelnetMachine(self._options.values())
        self._lines = LineDecoder(TYPED, max_line=max_line)
        self._max_line = max_line
        self._marks_prompts = offers.prompt_marks
        self._hidden = False
        self._settled = True
        """Whether a line that comes in one piece is nothing but that."""
        self._bare = False
        """Whether text leaves as it is, without compression, and nothing waits to leave before it."""

    def open(self) -> None:
        self._bare = False
        for option in self._options.values():
            if option.offered is not None:
                self._machine.request(option.code, option.offered, on=True)

    # input

    @property
    def behind(self) -> bool:
        return self._machine.behind

    def only_line(self, data: bytes) -> bytes | None:
        size = len(data)
        if not self._settled or size > self._max_line:
            return None
        line = data.removesuffix(b"\r\n")
        if len(line) == size:
            line = data.removesuffix(b"\n")
        # to look for six bytes like this takes half as long as with a regular expression
        return line if line.translate(_PLAIN) == line and len(line) != size else None

    def receive(self, data: bytes) -> list[Event]:
        events = self._receive(data)
        self._settle()
        return events

    def _settle(self) -> None:
        self._settled = not self._hidden and self._machine.between_commands and self._lines.between_lines
        self._bare = False

    def _receive(self, data: bytes) -> list[Event]:
        if self._machine.is_plain(data):
            return self._typed(data)
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
        elif code == AO:
            # output leaves at once, so there is none to throw away but what the client throws away up to the mark
            self._machine.send_command(DM)
        elif code == EC:
            self._lines.erase_character()
        elif code == EL:
            self._lines.erase_line()
        return []

    # output

    def send(self, text: bytes) -> None:
        self._bare = False
        self._machine.send_text(_with_returns(text))

    def sent(self, text: bytes) -> bytes:
        told = _TOLD
        if told.text is not text:
            plain = CR not in text and IAC not in text  # numbers: to look for bytes takes five times as long
            told.wired = text.replace(b"\n", b"\r\n") if plain else quoted(_with_returns(text))
            told.text = text
        if self._bare:
            return told.wired
        self._machine.send_quoted(told.wired)
        return self.data_to_send()

    def signal(self, signal: Signal) -> None:
        self._bare = False
        match signal:
            case Subnegotiation(option, payload):
                if self._in_force(option):
                    self._machine.send_subnegotiation(option, payload)
            case Request(option, side, on):
                self._machine.request(option, side, on=on)
            case Command(code):
                self._machine.send_command(code)
            case TerminalTypeWanted(again):
                self._ask_for_terminal(again)
            case PromptEnded():
                self._mark_prompt()

    def _in_force(self, option: int) -> bool:
        return self._machine.active(option, Side.LOCAL) or self._machine.active(option, Side.REMOTE)

    def _ask_for_terminal(self, again: bool) -> None:
        if again or not self._machine.active(TTYPE, Side.REMOTE):
            # RFC 1091: a client begins with its first name again when the option was off
            self._machine.request(TTYPE, Side.REMOTE, on=False)
            self._machine.request(TTYPE, Side.REMOTE, on=True)
            return
        terminal = self._options[TTYPE]
        assert isinstance(terminal, TerminalType)
        terminal.ask(self._machine)

    def _mark_prompt(self) -> None:
        if not self._marks_prompts:
            return
        if self._machine.active(END_OF_RECORD, Side.LOCAL):
            self._machine.send_command(EOR)
        elif self._machine.spoken and not self._machine.active(SGA, Side.LOCAL):
            self._machine.send_command(GA)

    def set_echo(self, on: bool) -> None:
        self._hidden = not on
        self._machine.request(ECHO, Side.LOCAL, on=self._hidden)
        self._settle()

    def set_single_character(self, on: bool) -> None:
        self._lines.set_single_character(on)
        linemode = self._options[LINEMODE]
        assert isinstance(linemode, LineMode)
        linemode.set_single_character(self._machine, on)
        if not on or not self._machine.active(LINEMODE, Side.REMOTE):
            self._machine.request(SGA, Side.LOCAL, on=on)
        self._settle()

    def end(self) -> None:
        self._bare = False
        self._machine.compress_output(False)

    def data_to_send(self) -> bytes:
        self._bare = self._machine.deflater is None
        return self._machine.data_to_send()


def _with_returns(text: bytes) -> bytes:
    """Text with the line ends of telnet."""
    return text.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
