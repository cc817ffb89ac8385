"""BINARY (RFC 856): eight bits a character.

Ours have eight bits anyway; some clients send them only when we have agreed. Line ends stay what they are, as in the
other drivers, so nothing else changes.
"""

from __future__ import annotations

from .constants import BINARY
from .option import Option


class Binary(Option):
    code = BINARY
    accepts_local = True
    accepts_remote = True
