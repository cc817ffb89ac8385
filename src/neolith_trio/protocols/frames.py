"""Frames: four bytes with the length, the most significant first, then that many bytes. What MUD mode sockets speak.

Rule: feeding one byte at a time gives the same frames as feeding all at once. Nothing is kept of a frame that is longer
than the limit: it is refused as soon as its length is known. For runtime/outside/sockets.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

HEADER: Final = 4


class FrameRefused(Exception):
    """A frame of no length, or longer than the limit."""


def frame(payload: bytes) -> bytes:
    """The frame around a payload."""
    return len(payload).to_bytes(HEADER, "big") + payload


class Frames:
    """Cuts what comes into frames."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept = bytearray()

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The frames that are complete with `data`; FrameRefused ends it."""
        self._kept += data
        while len(self._kept) >= HEADER:
            length = int.from_bytes(self._kept[:HEADER], "big")
            if not 0 < length <= self._limit:
                raise FrameRefused(f"a frame of {length} bytes; 1 to {self._limit} are allowed")
            end = HEADER + length
            if len(self._kept) < end:
                return
            payload = bytes(self._kept[HEADER:end])
            del self._kept[:end]
            yield payload
