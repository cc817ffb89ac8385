"""One HTTP request of LPC's http_request(), as the service that sends it needs it (services/web_requests.py)."""

from __future__ import annotations

import enum

from ....data import frozen


class Pieces(enum.Enum):
    """How the body of an answer is handed over: whole, or piece by piece while it comes."""

    WHOLE = "whole"
    CHUNKS = "chunks"
    LINES = "lines"
    EVENTS = "events"


@frozen(kw_only=True)
class WebRequest:
    """What is to be sent, and how much of the answer is wanted."""

    url: str
    method: str = "GET"
    headers: tuple[tuple[bytes, bytes], ...] = ()
    body: bytes | None = None
    redirects: int = 10
    """How many are followed."""
    most: int = 200_000
    """Bytes of the body (of one piece, where it is handed over in pieces) beyond which the request fails."""
    binary: bool = False
    """Whether the body is to be a buffer and not a string."""
    pieces: Pieces = Pieces.WHOLE
    verify: bool = True
    """Whether the server's certificate must be one that is trusted, and of its name."""
    private: bool = False
    """Whether the server may have an address that is not public: this machine, the local network."""
