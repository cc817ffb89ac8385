"""SUPPRESS-GO-AHEAD (RFC 858): no GA after each of our turns.

We send GA at most to mark a prompt, so any request to suppress it is agreed to. Clients without LINEMODE read WILL
SGA as the wish for single characters and WONT SGA as the wish for lines, which is how get_char() asks for them.
"""

from __future__ import annotations

from .constants import SGA
from .option import Option


class SuppressGoAhead(Option):
    code = SGA
    accepts_local = True
    accepts_remote = True
