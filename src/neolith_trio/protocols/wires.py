"""One face for every kind of network port.

Rule: a shell knows `Wire` and nothing of what is behind it. `receive` returns events in order, `send` takes
text with LF line ends, and whatever either of them leads to is fetched with `data_to_send`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from .events import BytesReceived, Event
from .lines import MAX_LINE, PLAIN, LineDecoder
from .ports import Kind
from .signals import Signal

if TYPE_CHECKING:
    from .telnet.offers import Offers


class Wire(Protocol):
    """The protocol of one connection, without I/O."""

    def open(self) -> None:
        """The connection is made: say what the protocol has to say first."""

    def only_line(self, data: bytes) -> bytes | None:
        """The short way of receive() for what comes most: the one line that this is; None: it has to be fed."""

    def receive(self, data: bytes) -> list[Event]:
        """Feed bytes from the peer; b"" only asks for events that a mode change has set free."""

    def finish(self) -> list[Event]:
        """The peer will send no more."""

    @property
    def behind(self) -> bool:
        """Whether receive(b"") has more to report of what came: it hands out only so much at a time."""

    def send(self, text: bytes) -> None:
        """Send text with LF line ends."""

    def signal(self, signal: Signal) -> None:
        """Say something beside the text, where the protocol has words for it."""

    def end(self) -> None:
        """Nothing more will be sent: say what the protocol has to say last."""

    def set_echo(self, on: bool) -> None:
        """Show or hide what the user types."""

    def set_single_character(self, on: bool) -> None:
        """Report keystrokes instead of lines."""

    def data_to_send(self) -> bytes:
        """Take the bytes for the peer."""

    def sent(self, text: bytes) -> bytes:
        """send() and data_to_send() in one."""


class WithoutSignals:
    """A wire on which nothing is said beside the text, and nothing has a short way."""

    @property
    def behind(self) -> bool:
        return False

    def only_line(self, data: bytes) -> bytes | None:
        return None

    def signal(self, signal: Signal) -> None:
        pass

    def end(self) -> None:
        pass

    def send(self, text: bytes) -> None:
        raise NotImplementedError

    def data_to_send(self) -> bytes:
        raise NotImplementedError

    def sent(self, text: bytes) -> bytes:
        self.send(text)
        return self.data_to_send()


class AsciiWire(WithoutSignals):
    """Lines of data without telnet; a program at the other end, so nothing is echoed, hidden or edited."""

    def __init__(self, *, max_line: int = MAX_LINE) -> None:
        self._lines = LineDecoder(PLAIN, max_line=max_line)
        self._output = bytearray()

    def open(self) -> None:
        pass

    def receive(self, data: bytes) -> list[Event]:
        return list(self._lines.feed(data))

    def finish(self) -> list[Event]:
        return list(self._lines.finish())

    def send(self, text: bytes) -> None:
        self._output += text.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")

    def set_echo(self, on: bool) -> None:
        pass

    def set_single_character(self, on: bool) -> None:
        self._lines.set_single_character(on)

    def data_to_send(self) -> bytes:
        data = bytes(self._output)
        self._output.clear()
        return data


class BinaryWire(WithoutSignals):
    """Chunks as they come, bytes as they are."""

    def __init__(self) -> None:
        self._output = bytearray()

    def open(self) -> None:
        pass

    def receive(self, data: bytes) -> list[Event]:
        return [BytesReceived(data)] if data else []

    def finish(self) -> list[Event]:
        return []

    def send(self, text: bytes) -> None:
        self._output += text

    def set_echo(self, on: bool) -> None:
        pass

    def set_single_character(self, on: bool) -> None:
        pass

    def data_to_send(self) -> bytes:
        data = bytes(self._output)
        self._output.clear()
        return data


def create_wire(kind: Kind, *, max_line: int = MAX_LINE, offers: Offers | None = None) -> Wire:
    """The wire of a network port; `offers` are for those that speak telnet."""
    if kind is Kind.TELNET:
        from .telnet.offers import NOTHING  # a console has the face of a wire as well, and no telnet
        from .telnet.wire import TelnetWire

        return TelnetWire(max_line=max_line, offers=offers or NOTHING)
    if kind is Kind.ASCII:
        return AsciiWire(max_line=max_line)
    if kind is Kind.BINARY:
        return BinaryWire()
    raise ValueError(f"no network port is of kind {kind.value}")
