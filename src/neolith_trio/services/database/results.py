"""What a statement gives, kept within bounds. For the modules beside this one."""

from __future__ import annotations

import math
from collections.abc import Iterable

from ...runtime.outside.ports.database import Bounds, DatabaseError, SqlValue


def collected(rows: Iterable[tuple[SqlValue, ...]], bounds: Bounds) -> tuple[tuple[SqlValue, ...], ...]:
    """All rows, or DatabaseError when there are more than LPC can have."""
    found: list[tuple[SqlValue, ...]] = []
    size = 0
    for row in rows:
        if len(found) >= bounds.rows:
            raise DatabaseError(f"the result has more than {bounds.rows} rows; use limit")
        for value in row:
            if isinstance(value, float) and not math.isfinite(value):
                raise DatabaseError("a number in the result is beyond all numbers of LPC")
            length = _length(value)
            if isinstance(value, str) and length > bounds.text:
                raise DatabaseError(f"a text in the result is longer than {bounds.text} bytes")
            size += length
        if size > bounds.size:
            raise DatabaseError(f"the result is larger than {bounds.size} bytes")
        found.append(row)
    return tuple(found)


def _length(value: SqlValue) -> int:
    if isinstance(value, str):
        return len(value) if value.isascii() else len(value.encode("utf-8", "surrogateescape"))
    return len(value) if isinstance(value, bytes) else 8
