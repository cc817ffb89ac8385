"""What can happen on a connection, as values: past participles, frozen, without I/O.

Rule: text is bytes, the backend owns the codec; an event never refers to the connection it came from.
Protocols create these, shells carry them into the inbox, the backend reads them.
"""

from __future__ import annotations

import enum

from attrs import define

from ..data import frozen


class Side(enum.Enum):
    """Who performs a telnet option: we (WILL/WONT are ours) or the peer (WILL/WONT are its)."""

    LOCAL = "local"
    REMOTE = "remote"


@frozen
class TextReceived:
    """A piece of text between telnet commands, with its line ends as sent."""

    data: bytes


@frozen
class BytesReceived:
    """A raw chunk from a port of kind binary."""

    data: bytes


# not frozen, because one is made for every line, and frozen ones take three times as long; nobody changes one
@define(unsafe_hash=True, weakref_slot=False)
class LineReceived:
    """One line without its terminator; `truncated` when it was longer than the limit and its tail was dropped."""

    data: bytes
    truncated: bool = False


@frozen
class CharacterReceived:
    """One keystroke in single character mode: a byte, a whole UTF-8 character, or a whole escape sequence."""

    data: bytes


@frozen
class InputEnded:
    """No more input will come; exactly once, after the last line. Output is still possible."""


@frozen
class Interrupted:
    """The user asked for a stop: Ctrl-C on a terminal, IAC IP or IAC BRK on telnet."""


@frozen
class WindowSizeReceived:
    """Columns and rows of the user's window; only when they differ from the last ones."""

    width: int
    height: int


@frozen
class TerminalTypeReceived:
    """The name of the user's terminal, as the client wrote it."""

    name: bytes


@frozen
class EnvironmentReceived:
    """A variable of the client's environment."""

    name: bytes
    value: bytes


@frozen
class CharsetAgreed:
    """Text of both sides is in this encoding from now on: the name of Python's codec."""

    codec: str


@frozen
class GmcpReceived:
    """A GMCP message, as the client sent it."""

    data: bytes


@frozen
class MsdpReceived:
    """MSDP variables, as the client sent them."""

    data: bytes


@frozen
class ZmpReceived:
    """A ZMP command."""

    command: bytes
    arguments: tuple[bytes, ...]


@frozen
class OptionEnabled:
    """A telnet option is now in force on that side."""

    option: int
    side: Side


@frozen
class OptionDisabled:
    """A telnet option that was in force no longer is."""

    option: int
    side: Side


@frozen
class OptionRefused:
    """The peer said no to an option that we asked for."""

    option: int
    side: Side


@frozen
class SubnegotiationReceived:
    """A subnegotiation of an option that this driver does not know; quoting is already undone."""

    option: int
    payload: bytes


@frozen
class CommandReceived:
    """A two-byte telnet command (IAC AYT, IAC IP, IAC EC, ...)."""

    code: int


@frozen
class ProtocolViolated:
    """The peer broke a limit that protects us; the connection is to be closed."""

    reason: str


Event = (
    TextReceived
    | BytesReceived
    | LineReceived
    | CharacterReceived
    | InputEnded
    | Interrupted
    | WindowSizeReceived
    | TerminalTypeReceived
    | EnvironmentReceived
    | CharsetAgreed
    | GmcpReceived
    | MsdpReceived
    | ZmpReceived
    | OptionEnabled
    | OptionDisabled
    | OptionRefused
    | SubnegotiationReceived
    | CommandReceived
    | ProtocolViolated
)
