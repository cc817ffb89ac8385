"""Names of encodings."""

from __future__ import annotations

import pytest

from neolith_trio.protocols.charsets import codec_of


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("UTF-8", "utf-8"),
        ("utf8", "utf-8"),
        ("GBK", "gbk"),
        ("BIG5", "big5"),
        ("ISO-8859-1", "iso8859-1"),
        ("windows-1252", "cp1252"),
        ("KOI8-R", "koi8-r"),
        ("US-ASCII", "ascii"),
    ],
)
def test_an_encoding_by_its_usual_names(name: str, codec: str) -> None:
    """As clients and mudlibs write them."""
    assert codec_of(name) == codec


@pytest.mark.parametrize(
    "name",
    ["", "none", "UTF-16", "UTF-7", "rot13", "hex", "zip", "punycode", "idna", "unicode_escape", "undefined", "a/b"],
)
def test_what_cannot_carry_lines_is_no_encoding(name: str) -> None:
    """ASCII has to stay what it is, for lines are cut before they are decoded."""
    assert codec_of(name) is None
