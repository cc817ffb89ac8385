"""MSSP (option 70, https://tintin.mudhalla.net/protocols/mssp/): what a list of MUDs wants to know about this one.

The answer is the mudlib's, so the backend sends it when a client has agreed to the option; `telnet_answer` and
`text_answer` write it. The latter is for crawlers that do not speak telnet and type MSSP-REQUEST instead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..events import Side
from .constants import MSSP
from .option import Option

TEXT_REQUEST = "MSSP-REQUEST"

_VAR, _VAL = b"\x01", b"\x02"
# what would end a value, or the subnegotiation, has no place in it
_FORBIDDEN = bytes([0, 1, 2, 255])


class Mssp(Option):
    code = MSSP
    accepts_local = True
    offered = Side.LOCAL


def telnet_answer(variables: Mapping[bytes, Sequence[bytes]]) -> bytes:
    """The payload of the subnegotiation."""
    return b"".join(
        _VAR + _clean(name) + b"".join(_VAL + _clean(value) for value in values)
        for name, values in variables.items()
        if values
    )


def text_answer(variables: Mapping[bytes, Sequence[bytes]]) -> bytes:
    """The same as lines of text."""
    lines = [b"\t".join(map(_line, (name, *values))) for name, values in variables.items() if values]
    return b"\n".join((b"", b"MSSP-REPLY-START", *lines, b"MSSP-REPLY-END", b""))


def _clean(text: bytes) -> bytes:
    return text.translate(None, _FORBIDDEN)


def _line(text: bytes) -> bytes:
    return text.translate(None, b"\r\n\t")
