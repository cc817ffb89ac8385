"""A hash of a password that LPC's async_crypt() wants, as the service that makes it needs it (services/hashing.py)."""

from __future__ import annotations

import attrs

from ....data import frozen


@frozen
class HashRequest:
    """Its form: "1", "5" and "6" of crypt(), "des", and the two short forms of Neolith, "short md5" and "short sha"."""

    form: str
    salt: str
    key: bytes = attrs.field(repr=False)
    rounds: int = 5000
