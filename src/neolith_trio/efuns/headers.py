"""Headers of HTTP as LPC gives them: a mapping of strings, or of arrays of strings where there are several of a name.

The rule: no name or value leaves here that could end the header it stands in. For the efuns that send requests and
those that answer them, which differ in what a value may have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from ..errors import LpcError
from ..runtime.values import Mapping, from_key
from .strings import string_bytes

_NAME: Final = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


def given_headers(efun: str, given: Any, in_values: re.Pattern[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Name and value of each header, none for 0; `in_values` fits all that a value may be. LpcError names the efun."""
    if isinstance(given, int) and given == 0:
        return
    if not isinstance(given, Mapping):
        raise LpcError(f"{efun}: headers must be a mapping of strings\n")
    for key in given:
        name, values = from_key(key), given[key]
        for value in values if isinstance(values, list) else [values]:
            if not isinstance(name, str) or not isinstance(value, str):
                raise LpcError(f"{efun}: headers must be a mapping of strings\n")
            header = string_bytes(name), string_bytes(value)
            if not _NAME.fullmatch(header[0]) or not in_values.fullmatch(header[1]):
                shown = header[0].decode("utf-8", "replace")
                raise LpcError(f"{efun}: {shown} is no name of a header, or its value has a line break\n")
            yield header
