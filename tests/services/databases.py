"""The databases of LPC in a test: the desk, its operations, and what they have told."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import trio

from neolith_trio.concurrency import Inbox
from neolith_trio.config import Config
from neolith_trio.runtime.outside.ports.database import (
    Bounds,
    DatabaseRequest,
    Engine,
    Opening,
    Querying,
    SqlValues,
    Statement,
    Target,
    Transacting,
)
from neolith_trio.runtime.outside.ports.operation import OperationEnded, OperationEvent
from neolith_trio.services import operations
from neolith_trio.services.database import Desk
from neolith_trio.services.operations import OperationService

OWNER: Any = SimpleNamespace(name="owner")
BOUNDS = Bounds(1000, 1_000_000, 100_000)
FOR_EVER = "with recursive r(i) as (select 1 union all select i + 1 from r) select count(*) from r"


def file(path: Path, *, read_only: bool = False) -> Target:
    """An SQLite file."""
    return Target(Engine.SQLITE, path.name, str(path), read_only=read_only)


class Asked:
    """A desk, and the ends of what it was asked."""

    def __init__(self, desk: Desk, service: OperationService[DatabaseRequest], inbox: Inbox[OperationEvent]) -> None:
        self.desk = desk
        self.service = service
        self.ended: list[OperationEnded] = []
        self._inbox = inbox
        self._key = 0

    def begin(self, handle: int, errand: Opening | Querying | Transacting, seconds: float = 10) -> int:
        self._key += 1
        self.service.begin(self._key, OWNER, DatabaseRequest(handle, errand), seconds)
        return self._key

    def query(self, handle: int, sql: str, values: SqlValues = (), seconds: float = 10, bounds: Bounds = BOUNDS) -> int:
        return self.begin(handle, Querying(Statement(sql, values), bounds), seconds)

    def transact(self, handle: int, *statements: str | Statement, seconds: float = 10) -> int:
        made = tuple(Statement(one) if isinstance(one, str) else one for one in statements)
        return self.begin(handle, Transacting(made, BOUNDS), seconds)

    async def end(self, key: int) -> OperationEnded:
        """The end of one operation."""
        with trio.fail_after(20):
            while not any(one.key == key for one in self.ended):
                self.ended += [event for _, event in await self._inbox.drain() if isinstance(event, OperationEnded)]
        [found] = [one for one in self.ended if one.key == key]
        return found

    async def ask(self, handle: int, sql: str, values: SqlValues = (), **more: Any) -> Any:
        """A query: its fields, or the text of its error."""
        ended = await self.end(self.query(handle, sql, values, **more))
        return ended.fields if ended.outcome == "result" else ended.error

    async def rows(self, handle: int, sql: str, values: SqlValues = ()) -> Any:
        fields = await self.ask(handle, sql, values)
        assert isinstance(fields, dict), fields
        return fields["rows"]

    async def open(self, handle: int, target: Target) -> OperationEnded:
        return await self.end(self.begin(handle, Opening(target)))


@asynccontextmanager
async def asking(tmp_path: Path, **settings: Any) -> AsyncIterator[Asked]:
    desk = Desk(Config(mudlib_dir=tmp_path, master_file="/master.c", **settings))
    with Inbox[OperationEvent]() as inbox:
        async with trio.open_nursery() as nursery:
            service = await nursery.start(operations.serve, inbox, desk.carrier())
            yield Asked(desk, service, inbox)
            nursery.cancel_scope.cancel()
