"""SQLite, by apsw where it is installed and by the module of the standard library where it is not.

The rule: a connection reaches its own file and nothing else of the machine: no other file is attached, no extension
loaded, and of the pragmas only those that are listed. It works in the thread that calls it, one call at a time, and
every statement asks `stop` every millisecond or so, whatever it does. A file that somebody else has locked is tried
again until `stop`.
"""

from __future__ import annotations

import re
import sqlite3
import sys
import time
from collections.abc import Callable
from typing import Any, Final, Protocol

from ...concurrency import Stop
from ...runtime.outside.ports.database import Bounds, DatabaseError, Result, SqlValues, Statement, Target
from .results import collected

try:
    import apsw
except ImportError:  # the extra `database` is not installed
    apsw = None  # type: ignore[assignment]

STEPS: Final = 10_000
"""Instructions of SQLite's machine between two questions whether to stop."""
RETRY: Final = 0.01
"""Seconds until a locked file is tried again."""
LONGEST_VALUE: Final = 16_000_000
MEMORY: Final = 256_000_000
"""Bytes of all connections together."""

# What a pragma may be asked or told: nothing that names a file, or that breaks one.
_PRAGMAS: Final = """
    application_id auto_vacuum case_sensitive_like collation_list compile_options data_version defer_foreign_keys
    encoding foreign_key_check foreign_key_list foreign_keys freelist_count function_list incremental_vacuum index_info
    index_list index_xinfo integrity_check journal_mode max_page_count optimize page_count page_size query_only
    quick_check recursive_triggers secure_delete synchronous table_info table_list table_xinfo user_version
    wal_checkpoint
"""
PRAGMAS: Final = frozenset(_PRAGMAS.split())
# numbers of SQLite's own interface, the same in both modules
_OK, _DENY = 0, 1
_PRAGMA, _ATTACH, _FUNCTION = 19, 24, 31
_REST: Final = re.compile(r"(?:\s|;|--[^\n]*(?:\n|\Z)|/\*.*?(?:\*/|\Z))*", re.DOTALL)
_INSERTING: Final = re.compile(r"\s*(?:insert|replace|with)\b", re.IGNORECASE)


class Interrupted(Exception):
    """A statement was ended because `stop` said so."""


class Locked(Exception):
    """Somebody else has locked the file."""


class Library(Protocol):
    """What the two modules have in common, once their differences are hidden."""

    @property
    def in_transaction(self) -> bool: ...

    def watch(self, stop: Callable[[], bool] | None) -> None:
        """Let statements end when `stop` says so."""

    def run(self, sql: str, values: SqlValues, bounds: Bounds) -> Result:
        """Carry out one statement. DatabaseError, Interrupted or Locked when it does not succeed."""

    def close(self) -> None: ...


class SqliteConnection:
    """One open database (services.database.Connection)."""

    def __init__(self, target: Target, stop: Stop) -> None:
        make = StandardLibrary if apsw is None else Apsw
        self._library: Library = make(target)
        # opening reads nothing; a file that is no database, or that is locked, shows here
        try:
            self.execute(Statement("select count(*) from sqlite_master"), Bounds(1, 100, 100), stop)
        except DatabaseError:
            self.close()
            raise

    @property
    def in_transaction(self) -> bool:
        return self._library.in_transaction

    def execute(self, statement: Statement, bounds: Bounds, stop: Stop) -> Result:
        """Carry out a statement."""
        self._library.watch(stop)
        try:
            while True:
                try:
                    return self._library.run(statement.sql, statement.values, bounds)
                except Locked:
                    if stop():
                        raise DatabaseError("the database is locked by somebody else") from None
                    time.sleep(RETRY)
        except Interrupted:
            raise DatabaseError("the statement was interrupted") from None
        except UnicodeError:
            raise DatabaseError("a text in the database is no UTF-8; cast it to a blob") from None
        finally:
            self._library.watch(None)

    def begin(self, stop: Stop) -> None:
        """Begin a transaction that may write."""
        self.execute(Statement("begin immediate"), _NOTHING, stop)

    def close(self) -> None:
        """Close it; what is not committed is undone."""
        self._library.close()


_NOTHING: Final = Bounds(0, 0, 0)


def permitted(action: int, first: str | None, second: str | None, *_: object) -> int:
    """SQLite asks this of everything that a statement does, when it is prepared."""
    if action == _ATTACH:
        allowed = first == ""  # VACUUM's own; VACUUM INTO has a name
    elif action == _PRAGMA:
        allowed = (first or "").lower() in PRAGMAS
    else:
        allowed = action != _FUNCTION or (second or "").lower() != "load_extension"
    return _OK if allowed else _DENY


class Apsw:
    """SQLite by apsw."""

    def __init__(self, target: Target) -> None:
        flags = apsw.SQLITE_OPEN_READONLY
        if not target.read_only:
            flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
        with _translated_apsw():
            self._connection = apsw.Connection(target.address, flags=flags)
            connection = self._connection
            connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
            connection.config(apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
            connection.limit(apsw.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
            connection.limit(apsw.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200)
            apsw.hard_heap_limit(MEMORY)
            connection.set_busy_handler(None)
            connection.authorizer = permitted

    @property
    def in_transaction(self) -> bool:
        return bool(self._connection.in_transaction)

    def watch(self, stop: Callable[[], bool] | None) -> None:
        self._connection.set_progress_handler(stop, STEPS)

    def run(self, sql: str, values: SqlValues, bounds: Bounds) -> Result:
        columns: tuple[str, ...] | None = None

        def begun(cursor: Any, statement: str, _: Any) -> bool:
            nonlocal columns
            if columns is None:  # else it is the comment behind the statement
                if not _REST.fullmatch(sql[len(statement) :]):
                    raise DatabaseError("give one statement at a time")
                columns = tuple(name for name, *_ in cursor.get_description())
            return True

        connection = self._connection
        before = connection.total_changes()
        cursor = connection.cursor()
        cursor.exec_trace = begun
        with _translated_apsw():
            try:
                rows = collected(cursor.execute(sql, values), bounds)
            finally:
                cursor.close(True)
        changed = connection.total_changes() != before
        last_id = connection.last_insert_rowid() if changed and _INSERTING.match(sql) else 0
        return Result(columns or (), rows, connection.changes() if changed else 0, last_id)

    def close(self) -> None:
        self._connection.close(True)


class _translated_apsw:  # noqa: N801  # reads like the function that it stands for
    """apsw's exceptions as ours."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, at: object) -> None:
        if isinstance(error, apsw.InterruptError):
            raise Interrupted from None
        if isinstance(error, (apsw.BusyError, apsw.LockedError)):
            raise Locked from None
        if isinstance(error, (apsw.Error, MemoryError)):
            raise DatabaseError(str(error) or "SQLite has no more memory") from None


def _in_text(ask: Callable[..., int]) -> Callable[..., int]:
    """PyPy's module hands the authorizer pointers where CPython's has text."""
    ffi = getattr(sys.modules.get("_sqlite3"), "_ffi", None)
    if ffi is None:
        return ask

    def text(value: Any) -> Any:
        if not isinstance(value, ffi.CData):
            return value
        return ffi.string(value).decode("utf-8", "surrogateescape") if value else None

    return lambda *asked: ask(*map(text, asked))


class StandardLibrary:
    """SQLite by the module of the standard library."""

    def __init__(self, target: Target) -> None:
        name = f"file:{_quoted(target.address)}?mode={'ro' if target.read_only else 'rwc'}"
        try:
            connection = sqlite3.connect(name, uri=True, timeout=0, isolation_level=None, check_same_thread=False)
        except sqlite3.Error as error:
            raise DatabaseError(str(error)) from None
        self._connection = connection
        connection.execute("pragma trusted_schema = off").close()
        connection.execute(f"pragma hard_heap_limit = {MEMORY}").close()
        connection.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
        if hasattr(connection, "setlimit"):
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
            connection.setlimit(sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200)
        connection.set_authorizer(_in_text(permitted))

    @property
    def in_transaction(self) -> bool:
        return bool(self._connection.in_transaction)

    def watch(self, stop: Callable[[], bool] | None) -> None:
        self._connection.set_progress_handler(stop, STEPS)

    def run(self, sql: str, values: SqlValues, bounds: Bounds) -> Result:
        cursor = self._connection.cursor()
        try:
            cursor.execute(sql, values)
            rows = collected(cursor, bounds)
            columns = tuple(name for name, *_ in cursor.description or ())
            last_id = cursor.lastrowid if _INSERTING.match(sql) else 0
            return Result(columns, rows, max(cursor.rowcount, 0), last_id or 0)
        except sqlite3.OperationalError as error:
            text = str(error)
            if text == "interrupted":
                raise Interrupted from None
            raise (Locked if "locked" in text else DatabaseError)(text) from None
        except (sqlite3.Error, sqlite3.Warning, OverflowError, MemoryError) as error:
            raise DatabaseError(str(error) or "SQLite has no more memory") from None
        finally:
            cursor.close()

    def close(self) -> None:
        self._connection.close()


def _quoted(path: str) -> str:
    """A path in a URI of SQLite."""
    return path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
