"""Names of encodings, as clients and mudlibs write them, and the codec that is meant.

Rule: only codecs that leave ASCII as it is, for lines are cut before they are decoded. Anybody may call it.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

UTF8 = "utf-8"

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:+-]{0,39}")
_ASCII = "".join(map(chr, range(128)))


@lru_cache(maxsize=64)
def codec_of(name: str) -> str | None:
    """The name of Python's codec; None for what it does not know, and for what cannot carry lines of text."""
    if not _NAME.fullmatch(name):
        return None
    try:
        codec = codecs.lookup(name).name
        return codec if _ASCII.encode(codec) == _ASCII.encode("ascii") == codecs.encode(_ASCII, codec) else None
    except (LookupError, UnicodeError, TypeError, ValueError):
        return None
