"""MCCP3 (option 87, https://tintin.mudhalla.net/protocols/mccp/): what the client sends is one zlib stream.

The stream begins with the byte after the client's empty subnegotiation and ends when zlib says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..events import Event, Side
from .constants import COMPRESS3
from .option import Option, Speaker


class CompressedInput(Option):
    code = COMPRESS3
    accepts_local = True
    offered = Side.LOCAL

    def subnegotiated(self, speaker: Speaker, payload: bytes) -> Sequence[Event]:
        if not payload and speaker.active(COMPRESS3, Side.LOCAL):
            speaker.decompress_input()
        return ()
