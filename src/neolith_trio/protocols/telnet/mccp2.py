"""MCCP2 (option 86, https://tintin.mudhalla.net/protocols/mccp/): what we send is one zlib stream.

The stream begins with the byte after our empty subnegotiation. It ends in order when the client wants no more of it and
when the connection ends.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..events import Event, Side
from .constants import COMPRESS2
from .option import Option, Speaker


class CompressedOutput(Option):
    code = COMPRESS2
    accepts_local = True
    offered = Side.LOCAL

    def enabled(self, speaker: Speaker, side: Side) -> Sequence[Event]:
        speaker.send_subnegotiation(COMPRESS2, b"")
        speaker.compress_output(True)
        return ()

    def disabled(self, speaker: Speaker, side: Side) -> Sequence[Event]:
        speaker.compress_output(False)
        return ()
