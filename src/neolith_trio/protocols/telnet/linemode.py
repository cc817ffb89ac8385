"""LINEMODE (RFC 1184): the client edits the line and turns its interrupt key into IAC IP.

We decide about the mode, EDIT and TRAPSIG, and without EDIT while single characters are read; a client that proposes
another one is told ours. Its special characters (SLC) are taken note of and nothing more, and we want no FORWARDMASK.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..events import Event, Side
from .constants import DO, DONT, LINEMODE, WILL, WONT
from .option import Option, Speaker

_MODE, _FORWARDMASK, _SLC = 1, 2, 3
_EDIT, _TRAPSIG, _MODE_ACK = 1, 2, 4

_NOSUPPORT, _DEFAULT, _LEVELS, _SLC_ACK = 0, 3, 3, 128
_HIGHEST_SLC = 30


class LineMode(Option):
    code = LINEMODE
    accepts_remote = True
    answers = True

    def __init__(self, *, asked_for: bool) -> None:
        self.offered = Side.REMOTE if asked_for else None
        self._mode = _EDIT | _TRAPSIG

    def enabled(self, speaker: Speaker, side: Side) -> Sequence[Event]:
        self._say_mode(speaker)
        return ()

    def set_single_character(self, speaker: Speaker, on: bool) -> None:
        """Let the client send every key at once, or lines: now, or as soon as it has agreed to the option."""
        mode = _TRAPSIG if on else _EDIT | _TRAPSIG
        changed, self._mode = mode != self._mode, mode
        if changed and speaker.active(LINEMODE, Side.REMOTE):
            self._say_mode(speaker)

    def subnegotiated(self, speaker: Speaker, payload: bytes) -> Sequence[Event]:
        verb, rest = payload[:1], payload[1:]
        if verb == bytes([_MODE]) and rest and not rest[0] & _MODE_ACK:
            self._say_mode(speaker)
        elif verb == bytes([_SLC]):
            self._agree_to_characters(speaker, rest)
        elif verb in (bytes([DO]), bytes([WILL])) and rest[:1] == bytes([_FORWARDMASK]):
            refusal = WONT if verb == bytes([DO]) else DONT
            speaker.send_subnegotiation(LINEMODE, bytes([refusal, _FORWARDMASK]))
        return ()

    def _say_mode(self, speaker: Speaker) -> None:
        speaker.send_subnegotiation(LINEMODE, bytes([_MODE, self._mode]))

    def _agree_to_characters(self, speaker: Speaker, triplets: bytes) -> None:
        """Say yes to the characters that the client has, and that we have none of our own."""
        answer = bytearray()
        for at in range(0, len(triplets) - 2, 3):
            function, flags, value = triplets[at : at + 3]
            level = flags & _LEVELS
            if flags & _SLC_ACK or not function or level == _NOSUPPORT:
                continue
            if function > _HIGHEST_SLC or level == _DEFAULT:
                answer += bytes([function, _NOSUPPORT, 0])
            else:
                answer += bytes([function, flags | _SLC_ACK, value])
        if answer:
            speaker.send_subnegotiation(LINEMODE, bytes([_SLC]) + answer)
