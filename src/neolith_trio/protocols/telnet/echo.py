"""ECHO (RFC 857): who shows the user what he types.

We never echo. We only claim to (WILL ECHO) while a password is typed, so that the client shows nothing; an
unasked DO ECHO is refused, and so is an offer of the client to echo our output back to us.
"""

from __future__ import annotations

from .constants import ECHO
from .option import Option


class Echo(Option):
    code = ECHO
