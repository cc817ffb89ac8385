"""Hashes of passwords that take their time, in threads.

The rule: a hash that has begun cannot be stopped; one that nobody waits for any more ends by itself, and is forgotten.
There are few threads, as each takes a whole processor, and those who wait are served in any order.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from ..concurrency import WorkerPool
from ..runtime.outside.requests.hash import HashRequest
from .operations import Carrier, Fields, Perform, Reporter

THREADS = 2


def carrier() -> Carrier[HashRequest]:
    """What carries out async_crypt()."""
    return Carrier("the hashes", HashRequest, _serving)


@asynccontextmanager
async def _serving() -> AsyncIterator[Perform[HashRequest]]:
    async with WorkerPool("hashes", THREADS) as pool:

        async def perform(request: HashRequest, report: Reporter) -> Fields:
            from ..efuns.crypt import hashed

            return {"hash": await pool.run(hashed, request, label="crypt")}

        yield perform
