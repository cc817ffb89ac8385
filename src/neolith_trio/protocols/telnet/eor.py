"""END-OF-RECORD (RFC 885): IAC EOR marks the end of a prompt for clients that have agreed to it."""

from __future__ import annotations

from ..events import Side
from .constants import END_OF_RECORD
from .option import Option


class EndOfRecord(Option):
    code = END_OF_RECORD
    accepts_local = True
    offered = Side.LOCAL
