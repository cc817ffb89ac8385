"""What one telnet option has to be: the seam where further options plug in.

Rule: an option knows its RFC and nothing of bytes around it; it answers through the `Speaker` it is given and
returns events. It is created once per connection and may keep state. The machine alone calls it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Protocol

from ..events import Event, Side


class Speaker(Protocol):
    """What an option may do to the connection."""

    def request(self, option: int, side: Side, *, on: bool) -> None:
        """Ask for an option to be turned on or off; does nothing when it already is."""

    def active(self, option: int, side: Side) -> bool:
        """Whether an option is in force on that side."""

    def send_subnegotiation(self, option: int, payload: bytes) -> None:
        """Send IAC SB option payload IAC SE, quoting what needs it."""

    def compress_output(self, on: bool) -> None:
        """Begin a compressed stream with the next byte that is sent, or end it."""

    def decompress_input(self) -> None:
        """Take the next byte that comes as the first of a compressed stream."""


class Option:
    """An option that is refused, has no subnegotiation and reports nothing: override what is different."""

    code: ClassVar[int]
    # agree when the peer asks us to perform it (DO), or offers to perform it (WILL)
    accepts_local: ClassVar[bool] = False
    accepts_remote: ClassVar[bool] = False
    # a DO asks a question every time and turns nothing on
    momentary: ClassVar[bool] = False
    # what the peer says in a subnegotiation is answered, so it counts as a request
    answers: ClassVar[bool] = False
    # ask for it when the connection begins: our doing it (WILL) or the peer's (DO)
    offered: Side | None = None

    def enabled(self, speaker: Speaker, side: Side) -> Sequence[Event]:
        """It came into force on that side."""
        return ()

    def disabled(self, speaker: Speaker, side: Side) -> Sequence[Event]:
        """It is no longer in force on that side."""
        return ()

    def subnegotiated(self, speaker: Speaker, payload: bytes) -> Sequence[Event]:
        """A subnegotiation came while the option was in force; the payload is unquoted."""
        return ()
