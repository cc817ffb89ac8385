"""ZMP (option 93, http://zmp.sourcemud.org): commands with arguments, each ended by NUL, both ways."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..events import Event, Side, ZmpReceived
from .constants import ZMP
from .option import Option, Speaker

MAX_ARGUMENTS = 256


class Zmp(Option):
    code = ZMP
    accepts_local = True
    offered = Side.LOCAL

    def subnegotiated(self, speaker: Speaker, payload: bytes) -> Sequence[Event]:
        if not payload.endswith(b"\0"):
            return ()
        command, *arguments = payload[:-1].split(b"\0")
        return (ZmpReceived(command, tuple(arguments[:MAX_ARGUMENTS])),) if command else ()


def command(name: bytes, arguments: Iterable[bytes]) -> bytes:
    """The payload that sends a command; a NUL inside a word would be its end and is left out."""
    return b"".join(word.replace(b"\0", b"") + b"\0" for word in (name, *arguments))
