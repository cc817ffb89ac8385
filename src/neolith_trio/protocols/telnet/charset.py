"""CHARSET (RFC 2066): which encoding the text of both sides is in.

We ask for UTF-8. A client that cannot do that may ask for one of its own, and gets the first that Python knows and that
leaves ASCII as it is. While our request is open the client's is rejected, as the RFC has it; translation tables are
never used.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..charsets import UTF8, codec_of
from ..events import CharsetAgreed, Event, Side
from .constants import CHARSET
from .option import Option, Speaker

_REQUEST, _ACCEPTED, _REJECTED, _TTABLE_IS, _TTABLE_REJECTED = 1, 2, 3, 4, 5
_TTABLE = b"[TTABLE]"


class Charset(Option):
    code = CHARSET
    accepts_local = True
    accepts_remote = True
    offered = Side.LOCAL
    answers = True

    def __init__(self) -> None:
        self._asked = False

    def enabled(self, speaker: Speaker, side: Side) -> Sequence[Event]:
        if side is Side.LOCAL:
            self._asked = True
            speaker.send_subnegotiation(CHARSET, bytes([_REQUEST]) + b";UTF-8")
        return ()

    def subnegotiated(self, speaker: Speaker, payload: bytes) -> Sequence[Event]:
        verb = payload[:1]
        if verb == bytes([_REQUEST]):
            return self._requested(speaker, payload[1:])
        if verb == bytes([_TTABLE_IS]):
            speaker.send_subnegotiation(CHARSET, bytes([_TTABLE_REJECTED]))
        asked = self._asked
        if verb in (bytes([_ACCEPTED]), bytes([_REJECTED])):
            self._asked = False
        agreed = asked and verb == bytes([_ACCEPTED]) and _codec(payload[1:]) == UTF8
        return (CharsetAgreed(UTF8),) if agreed else ()

    def _requested(self, speaker: Speaker, wanted: bytes) -> Sequence[Event]:
        if wanted.startswith(_TTABLE):
            # the version of the tables follows
            wanted = wanted[len(_TTABLE) + 1 :]
        separator = wanted[:1]
        names = wanted[1:].split(separator) if separator and not self._asked else []
        for name in names:
            codec = _codec(name)
            if codec is not None:
                speaker.send_subnegotiation(CHARSET, bytes([_ACCEPTED]) + name)
                return (CharsetAgreed(codec),)
        speaker.send_subnegotiation(CHARSET, bytes([_REJECTED]))
        return ()


def _codec(name: bytes) -> str | None:
    return codec_of(name.decode("latin-1"))
