"""TERMINAL-TYPE (RFC 1091): the name of the user's terminal, asked for once as soon as the client offers it.

A name that nobody asked for is ignored, so that a client cannot flood the mudlib with names.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..events import Event, Side, TerminalTypeReceived
from .constants import IS, SEND, TTYPE
from .option import Option, Speaker

# RFC 1091 allows 40 characters; some MUD clients put their version in it
MAX_NAME = 128


class TerminalType(Option):
    code = TTYPE
    accepts_remote = True

    def __init__(self) -> None:
        self._asked = False

    def enabled(self, speaker: Speaker, side: Side) -> Sequence[Event]:
        self._asked = True
        speaker.send_subnegotiation(TTYPE, bytes([SEND]))
        return ()

    def subnegotiated(self, speaker: Speaker, payload: bytes) -> Sequence[Event]:
        if not self._asked or payload[:1] != bytes([IS]):
            return ()
        self._asked = False
        return (TerminalTypeReceived(payload[1 : 1 + MAX_NAME]),)
