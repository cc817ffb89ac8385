"""TERMINAL-TYPE (RFC 1091): the name of the user's terminal, asked for as soon as the client offers it.

MTTS (https://tintin.mudhalla.net/protocols/mtts/) makes three names of it: the client, its kind of terminal, and what
it can do as a number. They are asked for one by one when the port is told to (`cycle`), up to the one that repeats.

A name that nobody asked for is ignored, so that a client cannot flood the mudlib with names.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..events import Event, Side, TerminalTypeReceived
from .constants import IS, SEND, TTYPE
from .option import Option, Speaker

# RFC 1091 allows 40 characters; some MUD clients put their version in it
MAX_NAME = 128
# clients that know MTTS have three names, others may know some dozen terminals
MAX_NAMES = 8


class TerminalType(Option):
    code = TTYPE
    accepts_remote = True
    offered = Side.REMOTE

    def __init__(self, *, cycle: bool = False) -> None:
        self._cycle = cycle
        self._names = 0
        self._last: bytes | None = None
        self._asked = False

    def enabled(self, speaker: Speaker, side: Side) -> Sequence[Event]:
        self._names, self._last = 0, None
        self.ask(speaker)
        return ()

    def ask(self, speaker: Speaker) -> None:
        """Ask for the next name. Only while the option is in force."""
        self._asked = True
        speaker.send_subnegotiation(TTYPE, bytes([SEND]))

    def subnegotiated(self, speaker: Speaker, payload: bytes) -> Sequence[Event]:
        if not self._asked or payload[:1] != bytes([IS]):
            return ()
        self._asked = False
        name = payload[1 : 1 + MAX_NAME]
        repeated, self._last = name == self._last, name
        self._names += 1
        if self._cycle and not repeated and self._names < MAX_NAMES:
            self.ask(speaker)
        return () if repeated and self._cycle else (TerminalTypeReceived(name),)
