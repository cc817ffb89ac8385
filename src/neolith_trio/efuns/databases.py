"""Efuns on databases. db_open(), db_query() and db_transaction() let the game go on; the others are FluffOS's.

A handle may be used by objects of the uid of the one that has opened it; where the master has valid_database(), that
function decides instead, at every call.
"""

from __future__ import annotations

import os
from typing import Any, Final

from ..errors import LpcError
from ..runtime import limits, master
from ..runtime.closures import Closure
from ..runtime.outside.databases import Database
from ..runtime.outside.operations import answer_alone, is_result, started, wishes
from ..runtime.outside.ports.database import (
    Bounds,
    DatabaseError,
    DatabaseRequest,
    Engine,
    Opening,
    Querying,
    SqlValue,
    SqlValues,
    Statement,
    Target,
    Transacting,
)
from ..runtime.outside.ports.operation import lpc_value
from ..runtime.values import UNDEFINED, Entity, Mapping, from_key, to_key
from .files import real_path
from .registry import efun

SECONDS: Final = 60.0
"""How long an operation on a database may take that says nothing else."""


@efun("mixed db_open(string database, void | mapping | int options, void | string | function callback, ...)")
def db_open(
    this: Entity, database: str, options: Any = 0, callback: str | Closure | None = None, *arguments: Any
) -> Any:
    """Open a database and go on; the callback gets the answer in a later turn, once.

    The answer is a mapping: "outcome" ("result", "error", "timeout", "cancelled"), "error" (why it is no result),
    "database" (the handle for db_query() and its kin), "elapsed", "handle", "kind".

    The database belongs to this object: it is closed when the object is destructed. What may be opened is the master's
    valid_database() to say; without it only files that this object may write.

    Arguments:
        database: the name of a line `Database NAME ...` of the configuration, or the path of an SQLite file, which is
            made when it does not exist.
        options: 0, or a mapping: "read_only" (1: nothing is changed; valid_read() decides), "timeout" (seconds, 60).
        callback: a function, or the name of one in this object.
        ...: go to the callback, after the answer.
    Returns: a handle for async_cancel() and async_info(); without a callback a promise of what the callback would get.
    Errors: valid_database() says no; an option that does not exist or has a bad value; too many databases are open.
    Example:
        catch(db_open("/no/such/place/x.db", 0, "opened")) != 0     // 1
    See also: db_query, db_transaction, db_close, db_connect, valid_database
    """
    wished = wishes("db_open", options, frozenset({"read_only"}), seconds=SECONDS)
    target = _target(this, "db_open", database, 0, "", read_only=wished.others.get("read_only", 0) != 0)
    opened = this.world.databases.admit(this, target)

    def values(answer: Mapping) -> tuple[Any, ...]:
        if is_result(answer):
            answer[to_key("database")] = opened.handle
        else:
            this.world.databases.close(opened)
        return (answer,)

    request = DatabaseRequest(opened.handle, Opening(target))
    try:
        return started(
            this, "database", f"open {target.label}", request, callback, arguments, values, seconds=wished.seconds
        )
    except LpcError:
        this.world.databases.close(opened)
        raise


@efun(
    "mixed db_query(int database, string sql, void | mixed * | mapping | int values, void | mapping | int options, "
    "void | string | function callback, ...)"
)
def db_query(
    this: Entity,
    database: int,
    sql: str,
    values: Any = 0,
    options: Any = 0,
    callback: str | Closure | None = None,
    *arguments: Any,
) -> Any:
    """Carry out one statement of SQL and go on; the callback gets the answer in a later turn, once.

    The answer is a mapping: "outcome" ("result", "error", "timeout", "cancelled"), "error" (why it is no result),
    "columns" (their names), "rows" (an array for each), "changes" (how many rows were changed), "last_id" (of an
    inserted row), "elapsed", "handle", "kind". NULL comes as 0, a blob as a buffer.

    Statements on one handle are carried out in the order of the calls. async_cancel() and the end of the time really
    end a statement. Values never belong into the text of a statement: give them as values, and no player can say
    anything that is SQL.

    Arguments:
        database: what db_open() or db_connect() gave.
        sql: the statement, with placeholders where values belong: ? or :name for SQLite, $1 for PostgreSQL.
        values: an array of ints, floats, strings and buffers in the order of the placeholders; or a mapping by their
            names; or 0. A value that is undefined is NULL.
        options: 0, or a mapping: "timeout" (seconds, 60), "max_rows" (by itself the greatest array; more are an error),
            "mappings" (1: a row is a mapping from column to value).
        callback: a function, or the name of one in this object.
        ...: go to the callback, after the answer.
    Returns: a handle for async_cancel() and async_info(); without a callback a promise of what the callback would get.
    Errors: no such database; valid_database() says no; an option or a value of a bad kind.
    Example:
        catch(db_query(0, "select name from players where level > ?", ({ 10 }), 0, "found")) != 0   // 1
    See also: db_open, db_transaction, db_close, async_cancel, valid_database
    """
    name = "db_query"
    wished = wishes(name, options, frozenset({"max_rows", "mappings"}), seconds=SECONDS)
    statement = _statement(this, name, sql, values)
    opened = _database(this, "query", database, "exec", [sql])
    rows = wished.others.get("max_rows", limits.current.array)
    if not isinstance(rows, int) or rows < 0:
        raise LpcError(f"{name}: max_rows must be a number of at least 0\n")
    form = _with_mappings if wished.others.get("mappings", 0) != 0 else answer_alone
    request = DatabaseRequest(opened.handle, Querying(statement, _bounds(this, min(int(rows), limits.current.array))))
    return started(this, "database", _label(sql), request, callback, arguments, form, seconds=wished.seconds)


@efun(
    "mixed db_transaction(int database, mixed *statements, void | mapping | int options, "
    "void | string | function callback, ...)"
)
def db_transaction(
    this: Entity,
    database: int,
    statements: list[Any],
    options: Any = 0,
    callback: str | Closure | None = None,
    *arguments: Any,
) -> Any:
    """Carry out statements of SQL, all of them or none, and go on; the callback gets the answer in a later turn, once.

    When one of them fails, the time is over or the operation is cancelled, nothing of them was done. The answer is a
    mapping as that of db_query(), but with "results": an array with a mapping ("columns", "rows", "changes", "last_id")
    for each statement.

    Arguments:
        database: what db_open() or db_connect() gave.
        statements: an array; each a string, or an array of a string and its values as for db_query().
        options: 0, or a mapping: "timeout" (seconds, 60).
        callback: a function, or the name of one in this object.
        ...: go to the callback, after the answer.
    Returns: a handle for async_cancel() and async_info(); without a callback a promise of what the callback would get.
    Errors: as of db_query().
    Example:
        catch(db_transaction(0, ({ "delete from a", ({ "insert into b values (?)", ({ 1 }) }) }), 0, "done")) != 0  // 1
    See also: db_query, db_commit, db_rollback
    """
    name = "db_transaction"
    wished = wishes(name, options, frozenset(), seconds=SECONDS)
    made = tuple(_statement(this, name, *_parts(name, one)) for one in statements)
    opened = _database(this, "query", database)
    for one in statements:
        _allow(this, opened, "exec", [_parts(name, one)[0]])
    request = DatabaseRequest(opened.handle, Transacting(made, _bounds(this, limits.current.array)))
    label = f"transaction of {len(made)}: {_label(made[0].sql) if made else ''}"
    return started(this, "database", label, request, callback, arguments, seconds=wished.seconds)


@efun("mixed async_db_exec(int database, string sql, void | string | function callback, ...)")
def async_db_exec(this: Entity, database: int, sql: str, callback: str | Closure | None = None, *arguments: Any) -> Any:
    """Carry out one statement of SQL and go on; the callback hears in a later turn how many rows db_fetch() will find.

    It is called with that number, or with a string that says why there is none. db_query() has values and options.

    Arguments:
        database: what db_connect() or db_open() gave.
        sql: the statement.
        callback: a function, or the name of one in this object.
        ...: go to the callback, after the number.
    Returns: a handle for async_cancel() and async_info(); without a callback a promise of what the callback would get.
    Errors: no such database; valid_database() says no.
    Example:
        catch(async_db_exec(0, "select 1", "counted")) != 0     // 1
    See also: db_fetch, db_exec, db_query, valid_database
    """
    statement = _statement(this, "async_db_exec", sql, 0)
    opened = _database(this, "exec on", database, "exec", [sql])

    def values(answer: Mapping) -> tuple[Any, ...]:
        if not is_result(answer):
            return (answer["error"],)
        opened.columns, opened.rows = answer["columns"], answer["rows"]
        return (len(opened.rows),)

    request = DatabaseRequest(opened.handle, Querying(statement, _bounds(this, limits.current.array)))
    return started(this, "database", _label(sql), request, callback, arguments, values, seconds=SECONDS)


@efun("mixed db_connect(string host, string database, void | string user, void | int type)")
def db_connect(this: Entity, host: str, database: str, user: str = "", type: int = 0) -> Any:
    """Open an SQLite database at once.

    db_open() does the same while the game goes on, and opens databases on servers too.

    Arguments:
        host: "", as SQLite has none; valid_database() hears of it.
        database: the path of a file, which is made when it does not exist, or the name of a line `Database NAME ...` of
            the configuration.
        user: valid_database() hears of it.
        type: what kind of database it is; only SQLite's __USE_SQLITE3__ can be meant.
    Returns: a handle for db_exec() and its kin; or a string that says why there is none.
    Errors: valid_database() says no (without it, valid_write()); too many databases are open.
    Example:
        catch(db_connect("", "/no/such/place/x.db")) != 0       // 1
    See also: db_exec, db_fetch, db_close, db_status, db_open, valid_database
    """
    target = _target(this, "db_connect", database, host or 0, user, read_only=False)
    databases = this.world.databases
    opened = databases.admit(this, target)
    try:
        databases.port.open(opened.handle, target, _patience(this))
    except DatabaseError as error:
        databases.close(opened)
        return _text(this, error)
    return opened.handle


@efun("mixed db_exec(int database, string sql)")
def db_exec(this: Entity, database: int, sql: str) -> Any:
    """Carry out one statement of SQL at once, on an SQLite database.

    The whole game waits meanwhile. So a statement that takes longer than the setting `DatabaseTimeLimit` (a quarter of
    a second) is ended, and what it has changed is undone; and while operations on the database are under way, nothing
    is done. db_query() and async_db_exec() have no such limits.

    Arguments:
        database: what db_connect() or db_open() gave.
        sql: the statement.
    Returns: how many rows db_fetch() will find, or a string that says why there are none.
    Errors: no such database; valid_database() says no.
    Example:
        catch(db_exec(0, "select 1")) != 0      // 1
    See also: db_fetch, db_query, async_db_exec, db_commit, valid_database
    """
    statement = _statement(this, "db_exec", sql, 0)
    opened = _database(this, "exec on", database, "exec", [sql])
    bounds = _bounds(this, limits.current.array)
    try:
        result = this.world.databases.port.execute(opened.handle, statement, bounds, _patience(this))
    except DatabaseError as error:
        opened.columns, opened.rows = [], []
        return _text(this, error)
    charset = this.world.config.charset
    opened.columns, opened.rows = lpc_value(result.columns, charset), lpc_value(result.rows, charset)
    return len(opened.rows)


@efun("mixed *db_fetch(int database, int row)")
def db_fetch(this: Entity, database: int, row: int) -> list[Any]:
    """A row of the last result of db_exec() or async_db_exec().

    Arguments:
        database: what db_connect() or db_open() gave.
        row: its number, from 1; 0 for the names of the columns.
    Returns: an array with a value for each column: ints, floats, strings, buffers for blobs, 0 for NULL; ({ }) when
        there is no such row.
    Errors: no such database; valid_database() says no.
    Example:
        catch(db_fetch(0, 1)) != 0      // 1
    See also: db_exec, async_db_exec
    """
    opened = _database(this, "fetch from", database, "fetch")
    if row == 0:
        return list(opened.columns)
    return list(opened.rows[row - 1]) if 0 < row <= len(opened.rows) else []


@efun("int db_close(int database)")
def db_close(this: Entity, database: int) -> int:
    """Close a database. The handle is of no use any more.

    Operations that are under way come to their end first; a transaction that is open is undone.

    Arguments:
        database: what db_connect() or db_open() gave.
    Returns: 1.
    Errors: no such database; valid_database() says no.
    Example:
        catch(db_close(0)) != 0         // 1
    See also: db_connect, db_open, db_status
    """
    this.world.databases.close(_database(this, "close", database, "close"))
    return 1


@efun("int db_commit(int database)")
def db_commit(this: Entity, database: int) -> int:
    """Keep what the open transaction has changed.

    A transaction begins with the statement "begin"; without one every statement is kept at once.

    Arguments:
        database: what db_connect() or db_open() gave.
    Returns: 1, or 0 when there is no transaction, or it cannot be kept now.
    Errors: no such database; valid_database() says no.
    Example:
        catch(db_commit(0)) != 0        // 1
    See also: db_rollback, db_exec, db_transaction
    """
    return _end_transaction(this, database, "commit")


@efun("int db_rollback(int database)")
def db_rollback(this: Entity, database: int) -> int:
    """Undo what the open transaction has changed.

    Arguments:
        database: what db_connect() or db_open() gave.
    Returns: 1, or 0 when there is no transaction.
    Errors: no such database; valid_database() says no.
    Example:
        catch(db_rollback(0)) != 0      // 1
    See also: db_commit, db_exec, db_transaction
    """
    return _end_transaction(this, database, "rollback")


@efun("string db_status()")
def db_status(this: Entity) -> str:
    """What databases are open, for people.

    Returns: a line for each with its handle, its kind, its name and its owner; or that there is none.
    Errors: valid_database() says no.
    Example:
        db_status()         // "No databases are open.\\n"
    See also: db_connect, db_open, async_info
    """
    _allow(this, None, "status", [])
    lines = [
        f"{one.handle}: {one.target.engine.value} {one.target.label}, of /{one.owner.name}\n"
        for one in this.world.databases.open()
    ]
    return "".join(lines) or "No databases are open.\n"


# -- who may do what ------------------------------------------------------------------------------------------------


def _target(this: Entity, name: str, database: str, host: Any, user: str, *, read_only: bool) -> Target:
    """What is to be opened; LpcError when it may not be."""
    world = this.world
    is_master = this is world.master
    answer = master.ask(world, "valid_database", this, "connect", [database, host, user], this=this)
    if not is_master and answer is not None and not master.approved(answer):
        raise LpcError(f"{name}: valid_database() does not allow {database}\n")
    source = next((one for one in world.config.databases if one.name == database), None)
    if source is not None:
        if answer is None and not is_master:
            raise LpcError(f"{name}: {database} needs a valid_database() in the master that allows it\n")
        password = world.config.charset.from_lpc(answer) if isinstance(answer, str) else ""
        return Target(Engine(source.engine), database, source.address, password, read_only)
    real = real_path(this, database, name, writing=not read_only)
    if real is None or not (os.path.isfile(real) or (not os.path.lexists(real) and os.path.isdir(real.parent))):
        what = "read" if read_only else "written to"
        raise LpcError(f"{name}: {database} is no file that may be {what}, and no Database of the configuration\n")
    return Target(Engine.SQLITE, database, str(real), read_only=read_only)


def _database(this: Entity, doing: str, handle: int, action: str = "", info: list[Any] | None = None) -> Database:
    """The database of a handle, if `this` may use it."""
    opened = this.world.databases.find(handle)
    if opened is None:
        raise LpcError(f"Attempt to {doing} an invalid database handle\n")
    if action:
        _allow(this, opened, action, info or [])
    return opened


def _allow(this: Entity, opened: Database | None, action: str, info: list[Any]) -> None:
    """LpcError unless valid_database() lets `this` do it; without that function objects of the opener's uid may."""
    if this is this.world.master:
        return
    answer = master.ask(this.world, "valid_database", this, action, info, this=this)
    if answer is None:
        owner = this if opened is None else opened.owner
        allowed = owner is this or owner.uid == this.uid
    else:
        allowed = master.approved(answer)
    if not allowed:
        raise LpcError(f"Database security violation attempted: /{this.name} may not {action}\n")


# -- statements and results -----------------------------------------------------------------------------------------


def _end_transaction(this: Entity, handle: int, how: str) -> int:
    opened = _database(this, how, handle, how)
    try:
        this.world.databases.port.execute(opened.handle, Statement(how), _bounds(this, 0), _patience(this))
    except DatabaseError:
        return 0
    return 1


def _patience(this: Entity) -> float:
    return this.world.config.database_time_limit / 1000


def _bounds(this: Entity, rows: int) -> Bounds:
    return Bounds(rows, this.world.config.max_database_result, limits.current.string)


def _text(this: Entity, error: DatabaseError) -> str:
    return this.world.config.charset.to_lpc(str(error))


def _label(sql: str) -> str:
    line = " ".join(sql.split())
    return line if len(line) <= 60 else line[:57] + "..."


def _parts(name: str, given: Any) -> tuple[str, Any]:
    """A statement of db_transaction() and its values."""
    if isinstance(given, str):
        return given, 0
    if isinstance(given, list) and len(given) in (1, 2) and isinstance(given[0], str):
        return given[0], given[1] if len(given) == 2 else 0
    raise LpcError(f"{name}: a statement must be a string, or an array of a string and its values\n")


def _statement(this: Entity, name: str, sql: str, values: Any) -> Statement:
    return Statement(_plain_text(this, name, "the statement", sql), _values(this, name, values))


def _values(this: Entity, name: str, values: Any) -> SqlValues:
    if isinstance(values, list):
        return tuple(_value(this, name, f"value {number}", one) for number, one in enumerate(values, 1))
    if isinstance(values, Mapping):
        return {_key(name, from_key(key)): _value(this, name, f"value {key}", values[key]) for key in values}
    if isinstance(values, int) and values == 0:
        return ()
    raise LpcError(f"{name}: values must be an array or a mapping\n")


def _key(name: str, key: Any) -> str:
    if not isinstance(key, str):
        raise LpcError(f"{name}: the names of values must be strings\n")
    return key.removeprefix(":")


def _value(this: Entity, name: str, what: str, value: Any) -> SqlValue:
    if value is UNDEFINED:
        return None
    if isinstance(value, str):
        return _plain_text(this, name, what, value)
    if isinstance(value, bytearray):
        return bytes(value)
    if isinstance(value, (int, float)):
        return value
    raise LpcError(f"{name}: {what} must be an int, a float, a string or a buffer\n")


def _plain_text(this: Entity, name: str, what: str, text: str) -> str:
    """An LPC string as the text that goes to a database."""
    plain = this.world.config.charset.from_lpc(text)
    if "\0" in plain or (not plain.isascii() and _is_broken(plain)):
        raise LpcError(f"{name}: {what} is no text of UTF-8; give a buffer\n")
    return plain


def _is_broken(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def _with_mappings(answer: Mapping) -> tuple[Any, ...]:
    """The answer with rows as mappings."""
    if is_result(answer):
        keys = [to_key(column) for column in answer["columns"]]
        answer[to_key("rows")] = [Mapping(zip(keys, row, strict=True)) for row in answer["rows"]]
    return (answer,)
