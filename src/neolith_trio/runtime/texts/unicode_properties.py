"""What \\p{NAME} in a pattern means: ranges of characters.

General categories (L, Lu, Nd, P, ...) are those of Python's own tables, read once when a pattern first asks. Scripts
have no table in Python; the ones that people write in on MUDs stand below, by the Unicode character database.

Rule: facts and ranges alone. Only `pcre` asks.
"""

from __future__ import annotations

import sys
import unicodedata
from collections import defaultdict
from functools import lru_cache
from itertools import groupby
from typing import Final

Ranges = tuple[tuple[int, int], ...]

_SCRIPTS: Final = {
    "latin": "41-5A 61-7A AA BA C0-D6 D8-F6 F8-2B8 2E0-2E4 1D00-1D25 1D2C-1D5C 1D62-1D65 1D6B-1D77 1D79-1DBE"
    " 1E00-1EFF 2071 207F 2090-209C 212A-212B 2132 214E 2160-2188 2C60-2C7F A722-A787 A78B-A7CA A7F2-A7FF AB30-AB5A"
    " AB5C-AB64 FB00-FB06 FF21-FF3A FF41-FF5A",
    "greek": "370-373 375-377 37A-37D 37F 384 386 388-38A 38C 38E-3A1 3A3-3E1 3F0-3FF 1D26-1D2A 1F00-1F15 1F18-1F1D"
    " 1F20-1F45 1F48-1F4D 1F50-1F57 1F59 1F5B 1F5D 1F5F-1F7D 1F80-1FB4 1FB6-1FC4 1FC6-1FD3 1FD6-1FDB 1FDD-1FEF"
    " 1FF2-1FF4 1FF6-1FFE 2126",
    "cyrillic": "400-484 487-52F 1C80-1C88 1D2B 1D78 2DE0-2DFF A640-A69F FE2E-FE2F",
    "armenian": "531-556 559-58A 58D-58F FB13-FB17",
    "georgian": "10A0-10C5 10C7 10CD 10D0-10FA 10FC-10FF 1C90-1CBA 1CBD-1CBF 2D00-2D25 2D27 2D2D",
    "hebrew": "591-5C7 5D0-5EA 5EF-5F4 FB1D-FB36 FB38-FB3C FB3E FB40-FB41 FB43-FB44 FB46-FB4F",
    "arabic": "600-604 606-60B 60D-61A 61C-61E 620-63F 641-64A 656-66F 671-6DC 6DE-6FF 750-77F 8A0-8B4 8B6-8E1"
    " FB50-FBC1 FBD3-FD3D FD50-FD8F FD92-FDC7 FDF0-FDFF FE70-FE74 FE76-FEFC",
    "devanagari": "900-950 955-963 966-97F A8E0-A8FF",
    "thai": "E01-E3A E40-E5B",
    "hangul": "1100-11FF 302E-302F 3131-318E 3200-321E 3260-327E A960-A97C AC00-D7A3 D7B0-D7C6 D7CB-D7FB FFA0-FFBE"
    " FFC2-FFC7 FFCA-FFCF FFD2-FFD7 FFDA-FFDC",
    "hiragana": "3041-3096 309D-309F 1B001-1B11F 1B150-1B152 1F200",
    "katakana": "30A1-30FA 30FD-30FF 31F0-31FF 32D0-32FE 3300-3357 FF66-FF6F FF71-FF9D 1B000 1B164-1B167",
    "bopomofo": "2EA-2EB 3105-312F 31A0-31BF",
    "han": "2E80-2E99 2E9B-2EF3 2F00-2FD5 3005 3007 3021-3029 3038-303B 3400-4DBF 4E00-9FFF F900-FA6D FA70-FAD9"
    " 16FE2-16FE3 16FF0-16FF1 20000-2A6DF 2A700-2B739 2B740-2B81D 2B820-2CEA1 2CEB0-2EBE0 2EBF0-2EE5D 2F800-2FA1D"
    " 30000-3134A 31350-323AF",
}


@lru_cache(maxsize=128)
def ranges(name: str) -> Ranges | None:
    """The characters that have a property, in order; None when nobody knows the name."""
    if name in ("Any", "any"):
        return ((0, sys.maxunicode),)
    script = _SCRIPTS.get(name.lower())
    if script is not None:
        return tuple(_range(one) for one in script.split())
    if name == "L&":
        return _joined("Lu", "Ll", "Lt")
    known = [one for one in _categories() if one == name or (len(name) == 1 and one[0] == name)]
    return _joined(*known) if known else None


def complement(of: Ranges) -> Ranges:
    """All the other characters."""
    starts = [0, *(last + 1 for _, last in of)]
    ends = [*(first - 1 for first, _ in of), sys.maxunicode]
    return tuple((first, last) for first, last in zip(starts, ends, strict=True) if first <= last)


def _range(text: str) -> tuple[int, int]:
    first, _, last = text.partition("-")
    return int(first, 16), int(last or first, 16)


def _joined(*categories: str) -> Ranges:
    return tuple(sorted(one for category in categories for one in _categories()[category]))


@lru_cache(maxsize=1)
def _categories() -> dict[str, list[tuple[int, int]]]:
    """The ranges of every general category; one walk over all characters."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for category, run in groupby(range(sys.maxunicode + 1), lambda code: unicodedata.category(chr(code))):
        codes = list(run)
        found[category].append((codes[0], codes[-1]))
    return dict(found)
