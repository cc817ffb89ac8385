"""PostgreSQL, by psycopg, where it is installed.

The rule: a statement that is to stop is cancelled on the server, by a connection of its own; when the server does not
answer even that, the connection is given up. What only reads comes row by row, so a result that is too large is not
kept first. Values come as SQLite has them: numbers, texts, blobs and NULL; everything else as text.
"""

from __future__ import annotations

import re
import time
from contextlib import closing
from decimal import Decimal
from typing import Any, Final

from ...concurrency import Stop
from ...runtime.outside.ports.database import Bounds, DatabaseError, Result, SqlValue, Statement, Target
from ...runtime.values import INT_MAX, INT_MIN
from .results import collected

try:
    import psycopg
except ImportError:  # the extra `postgresql` is not installed
    psycopg = None  # type: ignore[assignment]

CONNECTING: Final = 10
"""Seconds for a new connection."""
DEAF: Final = 2.0
"""Seconds within which a server has to end a statement that it was told to end."""
POLL: Final = 0.05
_READING: Final = re.compile(r"\s*(?:select|values|table|with|show|explain)\b", re.IGNORECASE)


class PostgresConnection:
    """One open database (services.database.Connection)."""

    def __init__(self, target: Target, stop: Stop) -> None:
        if psycopg is None:
            raise DatabaseError("PostgreSQL needs the package psycopg: pip install 'neolith-trio[postgresql]'")
        options: dict[str, Any] = {"password": target.password} if target.password else {}
        try:
            # Any: psycopg's types leave no room for another way of waiting
            self._connection: Any = psycopg.connect(
                target.address, autocommit=True, connect_timeout=CONNECTING, cursor_factory=psycopg.RawCursor, **options
            )
        except psycopg.Error as error:
            raise DatabaseError(_told(error)) from None
        for name in ("json", "jsonb"):
            self._connection.adapters.register_loader(name, psycopg.types.string.TextLoader)
        if target.read_only:
            try:
                self.execute(Statement("set default_transaction_read_only to on"), Bounds(0, 0, 0), stop)
            except DatabaseError:
                self.close()
                raise

    @property
    def in_transaction(self) -> bool:
        idle = psycopg.pq.TransactionStatus.IDLE
        return not self._connection.closed and self._connection.info.transaction_status != idle

    def execute(self, statement: Statement, bounds: Bounds, stop: Stop) -> Result:
        """Carry out a statement."""
        if not isinstance(statement.values, tuple):
            raise DatabaseError("PostgreSQL wants its values in an array, for $1, $2 and so on")
        connection = self._connection
        watched = _Watched(connection, stop)
        connection.wait = watched.wait
        try:
            with connection.cursor() as cursor:
                return _result(cursor, statement, bounds)
        except psycopg.errors.QueryCanceled:
            raise DatabaseError("the statement was interrupted") from None
        except psycopg.Error as error:
            raise DatabaseError(_told(error)) from None
        finally:
            del connection.wait

    def begin(self, stop: Stop) -> None:
        """Begin a transaction."""
        self.execute(Statement("begin"), Bounds(0, 0, 0), stop)

    def close(self) -> None:
        """Close it; what is not committed is undone."""
        self._connection.close()


class _Watched:
    """Waiting for the server, and asking meanwhile whether to stop."""

    def __init__(self, connection: Any, stop: Stop) -> None:
        self._connection = connection
        self._wait = connection.wait
        self._stop = stop
        self._told_at = 0.0

    def wait(self, steps: Any, *_: Any, **__: Any) -> Any:
        """What psycopg calls to go on with a dialogue."""
        return self._wait(self._watched(steps), interval=POLL)

    def _watched(self, steps: Any) -> Any:
        """The steps of a dialogue as they come."""
        try:
            wanted = next(steps)
            while True:
                ready = yield wanted
                if self._stop():
                    self._end()
                wanted = steps.send(ready)
        except StopIteration as end:
            return end.value

    def _end(self) -> None:
        """Tell the server once; when it goes on regardless, hang up."""
        if not self._told_at:
            self._told_at = time.monotonic()
            self._connection.cancel_safe(timeout=DEAF)
        elif time.monotonic() - self._told_at > DEAF:
            self._connection.pgconn.finish()
            raise psycopg.OperationalError("the server does not answer; the connection is closed")


def _result(cursor: Any, statement: Statement, bounds: Bounds) -> Result:
    values = statement.values or None
    if not _READING.match(statement.sql):
        cursor.execute(statement.sql, values)
        rows = collected(map(_row, cursor), bounds) if cursor.description else ()
        return Result(_columns(cursor), rows, max(cursor.rowcount, 0))
    with closing(cursor.stream(statement.sql, values)) as stream:
        try:
            rows = collected(map(_row, stream), bounds)
        except psycopg.ProgrammingError as error:
            if "didn't produce a result" not in str(error):
                raise
            return Result()  # `with` can change rows too, and is done then; how many is not known
    return Result(_columns(cursor), rows)


def _columns(cursor: Any) -> tuple[str, ...]:
    return tuple(one.name for one in cursor.description or ())


def _row(row: tuple[Any, ...]) -> tuple[SqlValue, ...]:
    return tuple(map(_value, row))


def _value(value: Any) -> SqlValue:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, Decimal):
        whole = value.is_finite() and value == value.to_integral_value()
        value = int(value) if whole else float(value)
    if isinstance(value, int):
        return value if INT_MIN <= value <= INT_MAX else str(value)
    if value is None or isinstance(value, (float, str, bytes)):
        return value
    return str(value)


def _told(error: Exception) -> str:
    """What psycopg says, without the lines that point into the statement."""
    return str(error).split("\n", 1)[0].strip() or type(error).__name__
