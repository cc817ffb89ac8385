"""MSDP (option 69, https://tintin.mudhalla.net/protocols/msdp/): variables of the game, both ways.

What the client sends is for the mudlib to read; `variable` writes what we send.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..events import Event, MsdpReceived, Side
from .constants import MSDP
from .option import Option, Speaker

VAR, VAL, TABLE_OPEN, TABLE_CLOSE, ARRAY_OPEN, ARRAY_CLOSE = (bytes([code]) for code in range(1, 7))

Value = bytes | Sequence["Value"] | Mapping[bytes, "Value"]


class Msdp(Option):
    code = MSDP
    accepts_local = True
    offered = Side.LOCAL

    def subnegotiated(self, speaker: Speaker, payload: bytes) -> Sequence[Event]:
        return (MsdpReceived(payload),) if payload else ()


def variable(name: bytes, value: Value) -> bytes:
    """The payload that tells one variable."""
    return VAR + name + VAL + _written(value)


def _written(value: Value) -> bytes:
    if isinstance(value, bytes):
        return value
    if isinstance(value, Mapping):
        return TABLE_OPEN + b"".join(variable(name, each) for name, each in value.items()) + TABLE_CLOSE
    return ARRAY_OPEN + b"".join(VAL + _written(each) for each in value) + ARRAY_CLOSE
