"""NAWS (RFC 1073): the size of the user's window, 16 bits of columns and 16 bits of rows.

A client that is being resized sends many of these; only a change is an event.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

from ..events import Event, Side, WindowSizeReceived
from .constants import NAWS
from .option import Option, Speaker

_SIZE = struct.Struct("!HH")


class WindowSize(Option):
    code = NAWS
    accepts_remote = True
    offered = Side.REMOTE

    def __init__(self) -> None:
        self._last: tuple[int, int] | None = None

    def enabled(self, speaker: Speaker, side: Side) -> Sequence[Event]:
        # who asks again wants to hear it again
        self._last = None
        return ()

    def subnegotiated(self, speaker: Speaker, payload: bytes) -> Sequence[Event]:
        if len(payload) != _SIZE.size:
            return ()
        width, height = _SIZE.unpack(payload)
        if (width, height) == self._last:
            return ()
        self._last = width, height
        return (WindowSizeReceived(width, height),)
