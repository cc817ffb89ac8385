"""NEW-ENVIRON (RFC 1572), and with it MNES (https://tintin.mudhalla.net/protocols/mnes/): variables of the client.

We ask for all of them when the client agrees; every variable that has a value is an event, also when the client tells
of a change later. A client that sends hundreds at a time is heard up to `MAX_VARIABLES`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..events import EnvironmentReceived, Event, Side
from .constants import INFO, IS, NEW_ENVIRON, SEND
from .option import Option, Speaker

MAX_VARIABLES = 128

_VAR, _VALUE, _ESC, _USERVAR = 0, 1, 2, 3


class NewEnvironment(Option):
    code = NEW_ENVIRON
    accepts_remote = True
    offered = Side.REMOTE

    def enabled(self, speaker: Speaker, side: Side) -> Sequence[Event]:
        speaker.send_subnegotiation(NEW_ENVIRON, bytes([SEND]))
        return ()

    def subnegotiated(self, speaker: Speaker, payload: bytes) -> Sequence[Event]:
        if payload[:1] not in (bytes([IS]), bytes([INFO])):
            return ()
        pairs = list(_variables(payload[1:]))[:MAX_VARIABLES]
        return [EnvironmentReceived(name, value) for name, value in pairs if name and value is not None]


def _variables(data: bytes) -> Iterator[tuple[bytes, bytes | None]]:
    """Names and values; None is a variable that the client has and gives no value of."""
    name, value = bytearray(), None
    begun = False
    for kind, text in _pieces(data):
        if kind != _VALUE:
            if begun:
                yield bytes(name), value
            begun, name, value = True, text, None
        elif value is None:
            value = bytes(text)
    if begun:
        yield bytes(name), value


def _pieces(data: bytes) -> Iterator[tuple[int, bytearray]]:
    """The parts between VAR, USERVAR and VALUE, each with the byte that begins it; ESC undone."""
    kind, text, escaped = -1, bytearray(), False
    for byte in data:
        if byte in (_VAR, _VALUE, _USERVAR) and not escaped:
            if kind >= 0:
                yield kind, text
            kind, text = byte, bytearray()
        elif byte == _ESC and not escaped:
            escaped = True
            continue
        else:
            text.append(byte)
        escaped = False
    if kind >= 0:
        yield kind, text
