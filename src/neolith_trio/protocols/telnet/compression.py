"""The two zlib streams of a compressed connection (RFC 1950), with their limits.

Rule: no telnet in here. The machine alone uses them: what it sends goes through a `Deflater` and is flushed when it is
fetched, what comes goes through an `Inflater` that hands out so much at a time and keeps the rest.
"""

from __future__ import annotations

import zlib

# 64 kB a connection instead of zlib's usual 256: text of a MUD gains little from a larger window
_WINDOW_BITS = 13
_MEMORY_LEVEL = 6
# what comes out of one step, however little went in
PIECE = 8 * 1024


class BrokenStream(Exception):
    """What came is no zlib stream."""


class Deflater:
    """The stream of what we send."""

    def __init__(self) -> None:
        self._zlib = zlib.compressobj(wbits=_WINDOW_BITS, memLevel=_MEMORY_LEVEL)
        self._unflushed = False

    def feed(self, data: bytes) -> bytes:
        self._unflushed = True
        return self._zlib.compress(data)

    def flush(self) -> bytes:
        """Whatever the peer needs to see all that was fed."""
        if not self._unflushed:
            return b""
        self._unflushed = False
        return self._zlib.flush(zlib.Z_SYNC_FLUSH)

    def end(self) -> bytes:
        """The end of the stream; what is sent after it is not compressed."""
        return self._zlib.flush(zlib.Z_FINISH)


class Inflater:
    """The stream of what the peer sends."""

    def __init__(self) -> None:
        self._zlib = zlib.decompressobj()
        self._waiting = b""
        self._more = False

    @property
    def pending(self) -> bool:
        """Whether take() has more to give."""
        return self._more

    @property
    def finished(self) -> bool:
        """Whether the stream has ended; `rest` is what came behind it."""
        return self._zlib.eof

    @property
    def rest(self) -> bytes:
        return self._zlib.unused_data

    def put(self, data: bytes) -> None:
        """What has come."""
        self._waiting += data
        self._more = self._more or bool(data)

    def take(self) -> bytes:
        """The next piece; BrokenStream when there is none to be had of this."""
        try:
            piece = self._zlib.decompress(self._waiting, PIECE)
        except zlib.error as error:
            raise BrokenStream(str(error)) from None
        self._waiting = self._zlib.unconsumed_tail
        # a full piece may have left more inside zlib although it has read all that came
        self._more = not self._zlib.eof and (bool(self._waiting) or len(piece) == PIECE)
        return piece
