"""GMCP (option 201, https://www.gammon.com.au/gmcp): messages `Package.Message JSON`, both ways.

The driver hands them on as they are; the mudlib reads and writes them.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..events import Event, GmcpReceived, Side
from .constants import GMCP
from .option import Option, Speaker


class Gmcp(Option):
    code = GMCP
    accepts_local = True
    offered = Side.LOCAL

    def subnegotiated(self, speaker: Speaker, payload: bytes) -> Sequence[Event]:
        return (GmcpReceived(payload),) if payload else ()
