"""Databases for LPC: connections behind handles, statements in threads, one after another for each handle.

    sqlite      a connection to a file
    postgresql  a connection to a server

The rule: a connection is used by one thread at a time. What LPC waits for is carried out in the thread that asks, and
only when nothing else of that handle is under way; operations stand in a line for each handle. A cancelled statement is
really ended, not only forgotten. Whatever happens, what was not committed is undone when the handle is closed.
"""

from __future__ import annotations

import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Protocol

import trio

from ...concurrency import Stop, Strands, Turn, WorkAbandoned, WorkerPool
from ...config import Config
from ...runtime.outside.ports.database import (
    Bounds,
    DatabaseError,
    DatabaseRequest,
    Engine,
    Opening,
    Querying,
    Result,
    Statement,
    Target,
    Transacting,
)
from ..operations import Carrier, Fields, Perform, Refused, Reporter

__all__ = ["Desk"]

log = logging.getLogger(__name__)

NEVER: Stop = lambda: False  # noqa: E731


class Connection(Protocol):
    """An open database. Its calls raise DatabaseError, and do not come back later than `stop` says."""

    @property
    def in_transaction(self) -> bool: ...

    def execute(self, statement: Statement, bounds: Bounds, stop: Stop) -> Result:
        """Carry out one statement."""

    def begin(self, stop: Stop) -> None:
        """Begin a transaction."""

    def close(self) -> None:
        """Close it; what is not committed is undone."""


def _to_file(target: Target, stop: Stop) -> Connection:
    """A connection to a file of SQLite."""
    from .sqlite import SqliteConnection

    return SqliteConnection(target, stop)


def _to_server(target: Target, stop: Stop) -> Connection:
    """A connection to a PostgreSQL server."""
    from .postgresql import PostgresConnection

    return PostgresConnection(target, stop)


# Their packages take their time, and few muds need them.
CONNECT: dict[Engine, Callable[[Target, Stop], Connection]] = {
    Engine.SQLITE: _to_file,
    Engine.POSTGRESQL: _to_server,
}


class Desk:
    """Every open connection by its handle: a DatabasePort (runtime.outside.ports.database); what its carrier needs."""

    def __init__(self, config: Config) -> None:
        self._threads = max(config.max_databases, 1)
        self._connections: dict[int, Connection] = {}
        self._strands: Strands | None = None

    def carrier(self) -> Carrier[DatabaseRequest]:
        """What carries out operations on databases."""
        return Carrier("the databases", DatabaseRequest, self._serving)

    # -- what LPC waits for -------------------------------------------------------------------------------------

    def open(self, handle: int, target: Target, seconds: float) -> None:
        """Open a database in the thread that asks."""
        if target.engine is not Engine.SQLITE:
            raise DatabaseError(f"{target.label} is on a server; use db_open(), which does not hold up the game")
        self._connections[handle] = CONNECT[target.engine](target, _within(seconds))

    def execute(self, handle: int, statement: Statement, bounds: Bounds, seconds: float) -> Result:
        """Carry out a statement in the thread that asks; nothing else of that handle may be under way."""
        connection = self._connection(handle)
        from .sqlite import SqliteConnection

        if not isinstance(connection, SqliteConnection):
            raise DatabaseError("this database is on a server; use db_query(), which does not hold up the game")
        if self._strands is not None and self._strands.waiting(handle):
            raise DatabaseError("operations on this database are under way; wait for their callbacks")
        stop = _within(seconds)
        try:
            return connection.execute(statement, bounds, stop)
        except DatabaseError:
            if stop():
                raise DatabaseError(
                    f"no end within {seconds:g} seconds, and the game waits meanwhile; use db_query()"
                ) from None
            raise

    def close(self, handle: int) -> None:
        """Close a database after what is under way."""
        if self._strands is None:
            self._drop(handle)
        else:
            turn = self._strands.join(handle)
            self._strands.nursery.start_soon(self._close, turn, handle)

    # -- operations ---------------------------------------------------------------------------------------------

    @asynccontextmanager
    async def _serving(self) -> AsyncIterator[Perform[DatabaseRequest]]:
        try:
            async with WorkerPool("databases", self._threads) as pool, trio.open_nursery() as nursery:
                self._strands = Strands(pool, nursery)
                yield self._perform
                nursery.cancel_scope.cancel()
        finally:
            self._strands = None
            for handle in tuple(self._connections):
                self._drop(handle)

    def _perform(self, request: DatabaseRequest, report: Reporter) -> Awaitable[Fields]:
        """Take a place at once, so that the order is that of the calls."""
        assert self._strands is not None
        return self._carry_out(self._strands.join(request.handle), request)

    async def _carry_out(self, turn: Turn, request: DatabaseRequest) -> Fields:
        handle, errand = request.handle, request.errand
        with turn:
            try:
                match errand:
                    case Opening(target):
                        await turn.run(lambda stop: self._connect(handle, target, stop), target.label)
                        return {}
                    case Querying(statement, bounds):
                        result = await turn.run(
                            lambda stop: self._connection(handle).execute(statement, bounds, stop), f"query {handle}"
                        )
                        return result.fields()
                    case Transacting():
                        results = await turn.run(
                            lambda stop: transact(self._connection(handle), errand, stop), f"transaction {handle}"
                        )
                        return {"results": tuple(result.fields() for result in results)}
            except DatabaseError as error:
                raise Refused(str(error)) from None

    async def _close(self, turn: Turn, handle: int) -> None:
        with turn:
            try:
                await turn.run(lambda stop: self._drop(handle), f"close {handle}")
            except (WorkAbandoned, trio.ClosedResourceError, trio.WouldBlock):
                log.info("database %d is closed when the driver stops", handle)

    # -- in threads ---------------------------------------------------------------------------------------------

    def _connect(self, handle: int, target: Target, stop: Stop) -> None:
        self._connections[handle] = CONNECT[target.engine](target, stop)

    def _connection(self, handle: int) -> Connection:
        connection = self._connections.get(handle)
        if connection is None:
            raise DatabaseError("the database is closed")
        return connection

    def _drop(self, handle: int) -> None:
        connection = self._connections.pop(handle, None)
        if connection is None:
            return
        try:
            connection.close()
        except Exception:  # nobody waits for it, and the next one has nothing to do with it
            log.warning("database %d was not closed in order", handle, exc_info=True)


def transact(connection: Connection, errand: Transacting, stop: Stop) -> list[Result]:
    """All statements or none; DatabaseError names the one that failed."""
    if connection.in_transaction:
        raise DatabaseError("a transaction is open already on this handle")
    connection.begin(stop)
    results: list[Result] = []
    try:
        for statement in errand.statements:
            result = connection.execute(statement, errand.bounds, stop)
            if not connection.in_transaction:
                raise DatabaseError("it has ended the transaction")
            results.append(result)
        connection.execute(Statement("commit"), errand.bounds, stop)
        return results
    except DatabaseError as error:
        if connection.in_transaction:
            with suppress(DatabaseError):
                connection.execute(Statement("rollback"), errand.bounds, NEVER)
        what = "the commit" if len(results) == len(errand.statements) else f"statement {len(results) + 1}"
        raise DatabaseError(f"{what}: {error}; nothing of the transaction was done") from None


def _within(seconds: float) -> Stop:
    end = time.monotonic() + seconds
    return lambda: time.monotonic() > end
