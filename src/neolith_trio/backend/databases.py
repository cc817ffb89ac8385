"""The world's databases under a recording: what LPC waits for is written down, or played back.

Rule: every answer that LPC can see goes through `Source.ask`, so a replay needs no database. Operations need no such
thing: they end by events.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..concurrency import Source
from ..runtime.outside.ports.database import Bounds, DatabaseError, DatabasePort, NoDatabases, Result, Statement, Target


class AskedDatabases:
    """A DatabasePort whose answers are questions to a source. Without `inner` only a replay can answer."""

    def __init__(self, source: Source[Any], inner: DatabasePort | None = None) -> None:
        self._source = source
        self._inner: DatabasePort = NoDatabases() if inner is None else inner

    def open(self, handle: int, target: Target, seconds: float) -> None:
        def plain() -> Any:
            self._inner.open(handle, target, seconds)

        self._ask("open", plain)

    def execute(self, handle: int, statement: Statement, bounds: Bounds, seconds: float) -> Result:
        columns, rows, changes, last_id = self._ask(
            "execute", lambda: _plain(self._inner.execute(handle, statement, bounds, seconds))
        )
        return Result(tuple(columns), tuple(tuple(map(_value, row)) for row in rows), changes, last_id)

    def close(self, handle: int) -> None:
        self._inner.close(handle)

    def _ask(self, what: str, call: Callable[[], Any]) -> Any:
        def answer() -> Any:
            try:
                return [call()]
            except DatabaseError as error:
                return str(error)

        told = self._source.ask(f"database {what}", answer)
        if isinstance(told, str):
            raise DatabaseError(told)
        return told[0]


def _plain(result: Result) -> Any:
    rows = [[{"blob": one.decode("latin-1")} if isinstance(one, bytes) else one for one in row] for row in result.rows]
    return [list(result.columns), rows, result.changes, result.last_id]


def _value(value: Any) -> Any:
    return value["blob"].encode("latin-1") if isinstance(value, dict) else value
