"""What is said to a client beside text: telnet's commands, requests and subnegotiations, as values.

Rule: frozen, without I/O, and harmless where they mean nothing: a wire that does not speak telnet leaves them out.
LPC's efuns make them, connections carry them in order with the text, wires turn them into bytes.
"""

from __future__ import annotations

from ..data import frozen
from .events import Side


@frozen
class Command:
    """A telnet command of two bytes, such as NOP or GA."""

    code: int


@frozen
class Request:
    """Ask for an option to be turned on or off; nothing is sent when it already is so."""

    option: int
    side: Side
    on: bool


@frozen
class Subnegotiation:
    """Data of an option; the payload is quoted by the wire. It is left out while the option is not in force."""

    option: int
    payload: bytes


@frozen
class TerminalTypeWanted:
    """Ask for the name of the terminal, or for the next one when there are several; `again` begins with the first."""

    again: bool = False


@frozen
class PromptEnded:
    """A prompt ends here, without a line end: clients that want to know are told."""


Signal = Command | Request | Subnegotiation | TerminalTypeWanted | PromptEnded
