"""The pages that a websocket port serves: the client in the package, or a directory that the operator names.

Rule: nothing outside the directory is a page, by no `..`, link or other trick, and nothing that is not a plain file.
The client in the package runs under a policy that lets it load and connect nowhere but here; pages of the operator are
his own business. `find` reads files and is called in a thread.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ..data import frozen

PACKAGED: Final = Path(__file__).parent.parent / "web" / "client"
LARGEST: Final = 16 * 1024 * 1024
INDEX: Final = "index.html"

_TYPES: Final = {
    ".html": b"text/html; charset=utf-8",
    ".htm": b"text/html; charset=utf-8",
    ".js": b"text/javascript; charset=utf-8",
    ".mjs": b"text/javascript; charset=utf-8",
    ".css": b"text/css; charset=utf-8",
    ".json": b"application/json",
    ".map": b"application/json",
    ".txt": b"text/plain; charset=utf-8",
    ".svg": b"image/svg+xml",
    ".png": b"image/png",
    ".jpg": b"image/jpeg",
    ".jpeg": b"image/jpeg",
    ".gif": b"image/gif",
    ".webp": b"image/webp",
    ".ico": b"image/x-icon",
    ".woff": b"font/woff",
    ".woff2": b"font/woff2",
    ".ttf": b"font/ttf",
    ".wasm": b"application/wasm",
    ".mp3": b"audio/mpeg",
    ".ogg": b"audio/ogg",
    ".wav": b"audio/wav",
}
_POLICY: Final = (
    b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    b"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


@frozen
class Page:
    """A file, and what is said with it."""

    body: bytes
    tag: bytes
    headers: Sequence[tuple[bytes, bytes]]


class Pages:
    """The files of one directory."""

    def __init__(self, directory: Path | None = None) -> None:
        self._directory = (directory or PACKAGED).resolve()
        self._strict = directory is None

    def find(self, path: str) -> Page | None:
        """The page of a request's path; None when there is none."""
        try:
            file = (self._directory / path.strip("/")).resolve()
            if file.is_dir():
                file /= INDEX
                file = file.resolve()
            if not file.is_relative_to(self._directory) or not file.is_file() or file.stat().st_size > LARGEST:
                return None
            body = file.read_bytes()
        except (OSError, ValueError, RuntimeError):
            # a name that no file can have, one that we may not read, or a link to itself
            return None
        tag = b'"' + hashlib.sha256(body).hexdigest()[:32].encode() + b'"'
        return Page(body, tag, self._headers(file, tag))

    def _headers(self, file: Path, tag: bytes) -> list[tuple[bytes, bytes]]:
        headers = [
            (b"Content-Type", _TYPES.get(file.suffix.lower(), b"application/octet-stream")),
            (b"ETag", tag),
            (b"Cache-Control", b"no-cache"),
            (b"Referrer-Policy", b"no-referrer"),
        ]
        if self._strict:
            headers.append((b"Content-Security-Policy", _POLICY))
        return headers
