"""PROXY headers: both versions, cut anywhere, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neolith_trio.protocols.proxy_header import SIGNATURE, BadHeader, Header, parse

LINE = b"PROXY TCP4 192.0.2.7 198.51.100.1 56324 443\r\n"
LINE6 = b"PROXY TCP6 2001:DB8::7 ::1 56324 443\r\n"


def binary(command: int = 0x21, family: int = 0x11, body: bytes = b"") -> bytes:
    return SIGNATURE + bytes([command, family]) + len(body).to_bytes(2, "big") + body


TCP4 = binary(body=bytes([192, 0, 2, 7, 198, 51, 100, 1, 0xDC, 0x04, 1, 187]))
TCP6 = binary(family=0x21, body=bytes.fromhex("20010db8" + "00" * 11 + "07" + "00" * 15 + "01" + "dc0401bb") + b"extra")


@pytest.mark.parametrize(
    ("header", "peer"),
    [
        (LINE, ("192.0.2.7", 56324)),
        (LINE6, ("2001:db8::7", 56324)),
        (b"PROXY UNKNOWN\r\n", None),
        (b"PROXY UNKNOWN ff::1 ff::2 1 2\r\n", None),
        (TCP4, ("192.0.2.7", 56324)),
        (TCP6, ("2001:db8::7", 56324)),
        (binary(command=0x20), None),
        (binary(family=0, body=b"whatever"), None),
    ],
)
def test_a_header_is_complete_or_not_there(header: bytes, peer: tuple[str, int] | None) -> None:
    """Each beginning of it asks for more, and what comes behind it is not touched."""
    assert [parse(header[:end]) for end in range(len(header))] == [None] * len(header)
    assert parse(header) == Header(len(header), peer)
    assert parse(header + header) == Header(len(header), peer)


@pytest.mark.parametrize(
    "bad",
    [
        b"GET / HTTP/1.1\r\n",
        b"look\r\n",
        b"\r\n\r\nlook",
        b"PROXY TCP4 192.0.2.7 198.51.100.1 56324\r\n",
        b"PROXY TCP4 2001:db8::7 ::1 56324 443\r\n",
        b"PROXY TCP4 192.0.2.700 198.51.100.1 56324 443\r\n",
        b"PROXY TCP4 192.0.2.7 198.51.100.1 65536 443\r\n",
        b"PROXY TCP4 192.0.2.7 198.51.100.1 +1 443\r\n",
        b"PROXY SCTP4 192.0.2.7 198.51.100.1 1 443\r\n",
        b"PROXY " + b"x" * 200,
        binary(command=0x11),
        binary(command=0x22),
        binary(body=b"short"),
        SIGNATURE + b"\x21\x11\xff\xff",
    ],
)
def test_what_is_no_header_is_refused(bad: bytes) -> None:
    """And not waited for without end."""
    with pytest.raises(BadHeader):
        parse(bad)


@given(st.binary(max_size=300) | st.binary(max_size=100).map(SIGNATURE.__add__) | st.binary().map(b"PROXY ".__add__))
def test_any_bytes_are_a_header_or_none(data: bytes) -> None:
    """Nothing else comes out, and a header is never longer than what came."""
    try:
        header = parse(data)
    except BadHeader:
        return
    assert header is None or header.length <= len(data)
