"""The PROXY protocol, versions 1 and 2: who a proxy speaks for, in the first bytes of a connection.

Rule: nothing in a header is true but what a trusted proxy says; that the proxy is one is for the caller to know. A
header is complete or it is not there: `parse` never takes a byte that belongs to what comes behind it, and what is
not a header, or is longer than one may be, is a `BadHeader` and the end of the connection.

The specification is HAProxy's "The PROXY protocol, versions 1 & 2" of 2020. Shells call this before anything else.
"""

from __future__ import annotations

import ipaddress
import struct
from typing import Final

from ..data import frozen

SIGNATURE: Final = b"\r\n\r\n\x00\r\nQUIT\n"
_TEXT: Final = b"PROXY "
# what the specification says suffices for a line of version 1, its end included
_LONGEST_LINE: Final = 107
# of version 2: addresses take 36 bytes, and what is added behind them (names, certificates) has to end somewhere
_LONGEST_BODY: Final = 4096
_PREFIX: Final = struct.Struct("!12sBBH")
_LOCAL, _PROXY = 0, 1
_ADDRESSES: Final = {0x11: struct.Struct("!4s4sHH"), 0x21: struct.Struct("!16s16sHH")}


class BadHeader(ValueError):
    """What came is no PROXY header; the text says why."""


@frozen
class Header:
    """A whole header. `peer` is None where the proxy speaks for itself, or for somebody who has no such address."""

    length: int
    peer: tuple[str, int] | None


def parse(data: bytes | bytearray) -> Header | None:
    """The header at the beginning of `data`; None while it is not complete."""
    if data[: len(SIGNATURE)] == SIGNATURE[: len(data)]:
        return _parse_binary(bytes(data))
    if data[: len(_TEXT)] == _TEXT[: len(data)]:
        return _parse_line(bytes(data))
    raise BadHeader("it does not begin with a PROXY header")


def _parse_line(data: bytes) -> Header | None:
    end = data.find(b"\r\n", 0, _LONGEST_LINE)
    if end < 0:
        if len(data) >= _LONGEST_LINE:
            raise BadHeader("a PROXY line has no end")
        return None
    words = data[:end].decode("ascii", "replace").split(" ")
    if words[1] == "UNKNOWN":
        return Header(end + 2, None)
    if len(words) != 6 or words[1] not in ("TCP4", "TCP6"):
        raise BadHeader("a PROXY line is not made of a family, two addresses and two ports")
    version = 4 if words[1] == "TCP4" else 6
    _address(words[3], version)
    _port(words[5])
    return Header(end + 2, (_address(words[2], version), _port(words[4])))


def _parse_binary(data: bytes) -> Header | None:
    if len(data) < _PREFIX.size:
        return None
    _, version_and_command, family, length = _PREFIX.unpack_from(data)
    version, command = divmod(version_and_command, 16)
    if version != 2 or command not in (_LOCAL, _PROXY):
        raise BadHeader(f"a PROXY header of version {version} with command {command}")
    if length > _LONGEST_BODY:
        raise BadHeader(f"a PROXY header of {length} bytes")
    end = _PREFIX.size + length
    if len(data) < end:
        return None
    addresses = _ADDRESSES.get(family)
    if command == _LOCAL or addresses is None:
        return Header(end, None)
    if length < addresses.size:
        raise BadHeader("a PROXY header is too short for its addresses")
    source, _, port, _ = addresses.unpack_from(data, _PREFIX.size)
    return Header(end, (str(ipaddress.ip_address(source)), port))


def _address(text: str, version: int) -> str:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        raise BadHeader(f"{text!r} in a PROXY line is no address") from None
    if address.version != version:
        raise BadHeader(f"{text} in a PROXY line is of another family")
    return str(address)


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > 5 or int(text) > 65535:
        raise BadHeader(f"{text!r} in a PROXY line is no port")
    return int(text)
