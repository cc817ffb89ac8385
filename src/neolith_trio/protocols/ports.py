"""What a shell (a socket, the console) and the backend agree on, so that neither has to know the other.

Rule: a shell gets a `Port` and awaits it; the backend gets a `Connection` and calls it without waiting. It
lies here, on the ground, because import arrows let neither net/ nor backend/ reach the other for it.

For each connection the port sees one `Connected`, any number of `Received`, and one `Disconnected`, in that
order. The last one is missing only when the shell itself is cancelled, for then nobody listens any more.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from typing import Protocol, TypeAlias

from attrs import define

from ..data import frozen
from .events import Event
from .signals import Signal


class Kind(enum.Enum):
    """The kind of a port: how its bytes become lines, and lines bytes."""

    CONSOLE = "console"
    TELNET = "telnet"
    ASCII = "ascii"
    BINARY = "binary"
    WEBSOCKET = "websocket"


class Reason(enum.Enum):
    """Why a connection ended."""

    CLOSED_BY_US = "closed by us"
    CLOSED_BY_PEER = "closed by the peer"
    BROKEN = "broken"
    TOO_SLOW = "too slow: output limit exceeded"
    VIOLATION = "protocol violation"
    SILENT = "no line within the time for the first"
    FAILED = "internal error"


class Connection(Protocol):
    """One user's connection as the backend holds it. Every method but `drained` returns at once."""

    @property
    def kind(self) -> Kind:
        """The kind of port it came in by."""

    @property
    def peer_address(self) -> str:
        """The numeric address of the peer; 127.0.0.1 for the console."""

    @property
    def peer_port(self) -> int:
        """The port number at the peer's end; 0 for the console."""

    @property
    def local_port(self) -> int:
        """The port number at our end; 0 for the console."""

    @property
    def pending_bytes(self) -> int:
        """Output that was written and is not yet on its way."""

    @property
    def closed(self) -> bool:
        """Whether writing is pointless: close() was called or the peer is gone."""

    @property
    def reconnects(self) -> bool:
        """Whether the same user can come back on the same channel: true for a console at a terminal only."""

    def write(self, data: bytes) -> None:
        """Send text whose lines end in LF; the kind of port makes of it what its wire wants."""

    def transmit(self, parts: Sequence[bytes | Signal]) -> None:
        """Send pieces of text and what is said beside them, in this order and as one write."""

    def set_echo(self, on: bool) -> None:
        """Show (the default) or hide what the user types."""

    def set_single_character(self, on: bool) -> None:
        """Report keystrokes (`CharacterReceived`) instead of lines; what was typed of a line is reported too."""

    def set_receiving(self, on: bool) -> None:
        """Stop or go on reading: the brake for a user who sends faster than his commands are run."""

    def close(self) -> None:
        """Write what is pending, for a bounded time, then close. Later calls do nothing."""

    async def drained(self) -> None:
        """Wait until the output buffer has room again; at once where a slow reader is disconnected instead."""


@frozen
class Connected:
    """A connection was accepted, or the console was opened."""

    connection: Connection


# not frozen, because one is made for every line, and frozen ones take three times as long; nobody changes one
@define(unsafe_hash=True, weakref_slot=False)
class Received:
    """Something happened on a connection."""

    connection: Connection
    event: Event


Typed: TypeAlias = tuple[Connection, bytes]
"""What comes most, in few bytes: a whole line from a connection, as Received says it with a LineReceived."""


@frozen
class Disconnected:
    """A connection is gone; its output is written as far as it will ever be."""

    connection: Connection
    reason: Reason


class Port(Protocol):
    """Where a shell puts its events: the backend's inbox, or a list in a test."""

    async def post(self, event: Connected | Received | Disconnected, /) -> None:
        """Take the event; wait while the inbox is full."""

    def post_nowait(self, event: Connected | Received | Disconnected, /) -> None:
        """Take the event, unless the inbox is full: then trio.WouldBlock is raised."""

    def post_each_nowait(self, lines: Sequence[Typed], /) -> int:
        """Take those lines that there is room for, the first ones; how many they are."""
