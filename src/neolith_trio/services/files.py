"""Files of LPC, read and written in threads: what concerns one file in the order of the calls.

The rule: nothing here decides whether LPC may touch a file; the path comes from the sandbox, and the master has been
asked. What is read is bounded before it is read. A cancelled write that has begun ends as a whole or not at all, as far
as the system lets it; one that has not begun is not done.
"""

from __future__ import annotations

import gzip
import os
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import BinaryIO

import trio

from ..concurrency import Stop, Strands, Turn, WorkerPool
from ..runtime.outside.requests.file import Errand, FileRequest, Listing, Reading, Saving, Writing
from .operations import Carrier, Fields, Perform, Refused, Reporter

THREADS = 4
_CHUNK = 65_536
_GZIP = b"\x1f\x8b"


def carrier() -> Carrier[FileRequest]:
    """What carries out async_read() and its kin."""
    return Carrier("the files", FileRequest, _serving)


@asynccontextmanager
async def _serving() -> AsyncIterator[Perform[FileRequest]]:
    async with WorkerPool("files", THREADS) as pool, trio.open_nursery() as nursery:
        strands = Strands(pool, nursery)

        def perform(request: FileRequest, report: Reporter) -> Awaitable[Fields]:
            # the place is taken at once, so that the order is that of the calls
            return _carry_out(strands.join(request.path), request)

        yield perform
        nursery.cancel_scope.cancel()


async def _carry_out(turn: Turn, request: FileRequest) -> Fields:
    path, errand = request.path, request.errand
    try:
        with turn:
            return await turn.run(lambda stop: _do(path, errand, stop), str(path))
    finally:
        if isinstance(errand, Saving):
            errand.promise.forget()


def _do(path: Path, errand: Errand, stop: Stop) -> Fields:
    """One errand, in a thread."""
    match errand:
        case Reading(most):
            return {"content": _read(path, most, stop)}
        case Writing():
            _write(path, errand)
            return {}
        case Listing():
            return {"names": _list(errand)}
        case Saving(content, promise):
            promise.keep(content)
            return {}


def _read(path: Path, most: int, stop: Stop) -> bytes:
    """All of a file; Refused when it is too large."""
    if not os.path.isfile(path):
        raise FileNotFoundError(2, "there is no such file")
    with path.open("rb") as plain:
        compressed = plain.read(2) == _GZIP
        plain.seek(0)
        try:
            return _all(gzip.open(plain) if compressed else plain, most, stop)
        except (EOFError, gzip.BadGzipFile, gzip.zlib.error):  # type: ignore[attr-defined]
            raise Refused("the compressed file is broken") from None


def _all(file: BinaryIO | gzip.GzipFile, most: int, stop: Stop) -> bytes:
    content = bytearray()
    while piece := file.read(_CHUNK):
        content += piece
        if len(content) > most:
            raise Refused(f"the file is larger than {most} bytes")
        if stop():
            raise Refused("given up")
    return bytes(content)


def _write(path: Path, errand: Writing) -> None:
    if os.path.lexists(path) and not os.path.isfile(path):
        raise Refused("it is no plain file")
    content = gzip.compress(errand.content) if errand.compress else errand.content
    with path.open("wb" if errand.replace else "ab") as file:
        file.write(content)


def _list(errand: Listing) -> tuple[str, ...]:
    charset = errand.sandbox.charset
    names = (charset.from_lpc(name) for name in errand.sandbox.names_in(errand.directory))
    pattern = charset.from_lpc(errand.pattern)
    from ..efuns.directories import matches

    return tuple(name for name in names if not pattern or matches(pattern, name))[: errand.most]
