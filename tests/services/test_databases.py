"""SQLite for LPC, as its service carries it out: with apsw, and with the module of the standard library."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import trio

from neolith_trio.runtime.outside.ports.database import Bounds, DatabaseError, Statement
from neolith_trio.services.database import sqlite

from .databases import BOUNDS, FOR_EVER, asking, file

LONG = 400_000  # rows of what is slow


@pytest.fixture(autouse=True, params=["apsw", "sqlite3"])
def library(request: pytest.FixtureRequest) -> Iterator[str]:
    """Which module carries it out."""
    if request.param == "apsw" and sqlite.apsw is None:
        pytest.skip("apsw is not installed")
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "sqlite3":
            patch.setattr(sqlite, "apsw", None)
        yield request.param
        gc.collect()


async def test_statements_values_and_what_comes_back(tmp_path: Path) -> None:
    """Every kind of value there and back, by place and by name; how many rows were changed, and the last id."""
    async with asking(tmp_path) as asked:
        assert (await asked.open(1, file(tmp_path / "a.db"))).outcome == "result"
        made = await asked.ask(1, "create table t (id integer primary key, b, c, d, e)")
        values = (-(2**63), "ä\U0001f600", b"\0", 2.5)
        added = await asked.ask(1, "insert into t (b, c, d, e) values (?, ?, ?, ?)", values)
        named = await asked.ask(1, "insert into t (b, c) values (:b, :c);  -- a comment", {"b": None, "c": "'"})
        found = await asked.ask(1, "select * from t order by id")
        changed = await asked.ask(1, "update t set b = 1")
        nothing = await asked.ask(1, "select * from t where 0")
        empty = await asked.ask(1, "  -- only a comment")
        commented = await asked.ask(1, "/* first */ select ?; /* last */ -- not quite", (1,))
        returned = await asked.ask(1, "delete from t where id = 1 returning c")

        assert made == {"columns": (), "rows": (), "changes": 0, "last_id": 0}
        assert (added["changes"], added["last_id"]) == (1, 1)
        assert (named["changes"], named["last_id"]) == (1, 2)
        assert found["columns"] == ("id", "b", "c", "d", "e")
        assert found["rows"] == ((1, -(2**63), "ä\U0001f600", b"\0", 2.5), (2, None, "'", None, None))
        assert (changed["changes"], changed["last_id"]) == (2, 0)
        assert (nothing["columns"], nothing["rows"]) == (("id", "b", "c", "d", "e"), ())
        assert empty["rows"] == ()
        assert commented["rows"] == ((1,),)
        assert returned["rows"] == (("ä\U0001f600",),)


@pytest.mark.parametrize(
    ("sql", "error"),
    [
        ("selec", "syntax error"),
        ("select 1; select 2", "one statement"),
        ("select 1; drop table t", "one statement"),
        ("select ?", "inding"),
        ("select * from nowhere", "no such table"),
        ("attach 'b.db' as b", "not authorized"),
        ("vacuum into 'b.db'", "authoriz"),
        ("pragma temp_store_directory = '/'", "not authorized"),
        ("pragma writable_schema = on", "not authorized"),
        ("pragma busy_timeout = 100000", "not authorized"),
        ("select load_extension('x')", "not authorized"),
        ("select 1 from (select 1 union select 2), (select 1 union select 2)", "more than 3 rows"),
        ("select zeroblob(2000)", "larger than 1000 bytes"),
        ("select printf('%.200c', 'x')", "longer than 100 bytes"),
        ("select zeroblob(100000000)", "too big"),
        ("select 9e999", "beyond"),
    ],
)
async def test_what_a_statement_may_not(tmp_path: Path, sql: str, error: str) -> None:
    """Bad ones, ones that reach for other files, and results that are too large; the database goes on."""
    async with asking(tmp_path) as asked:
        await asked.open(1, file(tmp_path / "a.db"))
        await asked.ask(1, "create table t (a)")
        told = await asked.ask(1, sql, bounds=Bounds(3, 1000, 100))

        assert isinstance(told, str), told
        assert any(part in told for part in error.split("|")), told
        assert await asked.rows(1, "select count(*) from t") == ((0,),)
        assert os.listdir(tmp_path) == ["a.db"]


async def test_what_is_allowed_among_pragmas_works(tmp_path: Path) -> None:
    """A version of one's own, another journal, a vacuum."""
    async with asking(tmp_path) as asked:
        await asked.open(1, file(tmp_path / "a.db"))
        await asked.ask(1, "pragma user_version = 7")

        assert await asked.rows(1, "pragma user_version") == ((7,),)
        assert await asked.rows(1, "pragma journal_mode = wal") == (("wal",),)
        assert (await asked.ask(1, "vacuum"))["rows"] == ()


@pytest.mark.alone
@pytest.mark.parametrize("sql", [FOR_EVER, f"insert into t {FOR_EVER}"])
async def test_a_statement_without_end_is_really_cancelled_in_under_a_second(tmp_path: Path, sql: str) -> None:
    """The thread is free again, and the next statement is carried out."""
    async with asking(tmp_path) as asked:
        await asked.open(1, file(tmp_path / "a.db"))
        await asked.ask(1, "create table t (a)")
        key = asked.query(1, sql)
        await trio.sleep(0.2)
        began = trio.current_time()
        asked.service.cancel(key, "by /admin")
        ended = await asked.end(key)
        rows = await asked.rows(1, "select count(*) from t")
        took = trio.current_time() - began

        assert ended.outcome == "cancelled"
        assert ended.error == "cancelled: by /admin"
        assert rows == ((0,),)
        assert took < 1
        strands = asked.desk._strands
        assert strands is not None
        assert strands.pool.labels == ()


@pytest.mark.alone
async def test_the_end_of_the_time_ends_a_statement_too(tmp_path: Path) -> None:
    """It is a timeout, and in the time."""
    async with asking(tmp_path) as asked:
        await asked.open(1, file(tmp_path / "a.db"))
        began = trio.current_time()
        ended = await asked.end(asked.query(1, FOR_EVER, seconds=0.3))

        assert ended.outcome == "timeout"
        assert trio.current_time() - began < 1.3


async def test_statements_of_one_handle_are_carried_out_in_the_order_of_the_calls(tmp_path: Path) -> None:
    """Also those that are begun in one turn, whose tasks start in any order."""
    async with asking(tmp_path) as asked:
        await asked.open(1, file(tmp_path / "a.db"))
        await asked.ask(1, "create table t (id integer primary key, n)")
        keys = [asked.query(1, "insert into t (n) values (?)", (number,)) for number in range(50)]
        for key in keys:
            await asked.end(key)

        assert await asked.rows(1, "select n from t order by id") == tuple((number,) for number in range(50))


async def test_a_transaction_is_done_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    """Errors, the end of the time, a cancel, and a statement that ends it itself."""
    async with asking(tmp_path) as asked:
        await asked.open(1, file(tmp_path / "a.db"))
        await asked.ask(1, "create table t (a unique)")
        failed = await asked.end(asked.transact(1, "insert into t values (1)", "insert into t values (1)"))
        late = await asked.end(asked.transact(1, "insert into t values (2)", FOR_EVER, seconds=0.3))
        cancelled = asked.transact(1, "insert into t values (3)", FOR_EVER)
        await trio.sleep(0.1)
        asked.service.cancel(cancelled, "by /admin")
        escaped = await asked.end(asked.transact(1, "insert into t values (4)", "rollback", "insert into t values (5)"))
        done = await asked.end(asked.transact(1, Statement("insert into t values (?)", (6,)), "select * from t"))
        empty = await asked.end(asked.transact(1))
        await asked.ask(1, "begin")
        own = await asked.end(asked.transact(1, "insert into t values (7)"))
        await asked.ask(1, "rollback")

        assert failed.error.startswith("statement 2: UNIQUE")
        assert late.outcome == "timeout"
        assert (await asked.end(cancelled)).outcome == "cancelled"
        assert escaped.error.startswith("statement 2: it has ended the transaction")
        assert [one["rows"] for one in done.fields["results"]] == [(), ((6,),)]  # type: ignore[union-attr,index,call-overload]
        assert empty.fields == {"results": ()}
        assert "already" in own.error
        assert await asked.rows(1, "select a from t") == ((6,),)


async def test_a_file_that_somebody_else_has_locked_is_waited_for(tmp_path: Path) -> None:
    """Until it is free, or the time is over."""
    async with asking(tmp_path) as asked:
        for handle in (1, 2):
            await asked.open(handle, file(tmp_path / "a.db"))
        await asked.ask(1, "create table t (a)")
        await asked.ask(1, "begin immediate")
        late = await asked.end(asked.query(2, "insert into t values (1)", seconds=0.2))
        patient = asked.query(2, "insert into t values (2)")
        await trio.sleep(0.1)
        await asked.ask(1, "commit")

        assert late.outcome == "timeout"
        assert (await asked.end(patient)).outcome == "result"
        assert await asked.rows(1, "select a from t") == ((2,),)


async def test_what_does_not_open_is_an_error(tmp_path: Path) -> None:
    """A file that is no database, one that is not there and may not be made, a directory that is not there."""
    (tmp_path / "text").write_text("this is no database, whatever its length may be" * 100)
    async with asking(tmp_path) as asked:
        assert "not a database" in (await asked.open(1, file(tmp_path / "text"))).error
        assert "unable to open" in (await asked.open(2, file(tmp_path / "none", read_only=True))).error
        assert "unable to open" in (await asked.open(3, file(tmp_path / "no" / "a.db"))).error
        assert await asked.ask(3, "select 1") == "the database is closed"


async def test_read_only_changes_nothing(tmp_path: Path) -> None:
    """Reading works; names with all characters do too."""
    target = tmp_path / "a %20?#.db"
    async with asking(tmp_path) as asked:
        await asked.open(1, file(target))
        await asked.ask(1, "create table t (a)")
        await asked.open(2, file(target, read_only=True))

        assert target.exists()
        assert await asked.rows(2, "select * from t") == ()
        assert "readonly" in await asked.ask(2, "insert into t values (1)")


async def test_closing_waits_for_what_was_begun_and_undoes_what_was_not_committed(tmp_path: Path) -> None:
    """The file is free for the next."""
    async with asking(tmp_path) as asked:
        await asked.open(1, file(tmp_path / "a.db"))
        await asked.ask(1, "create table t (a)")
        await asked.ask(1, "begin immediate")
        last = asked.query(1, "insert into t values (1)")
        asked.desk.close(1)
        after = asked.query(1, "insert into t values (2)")

        assert (await asked.end(last)).outcome == "result"
        assert (await asked.end(after)).error == "the database is closed"
        await asked.open(2, file(tmp_path / "a.db"))
        assert await asked.rows(2, "select * from t") == ()


@pytest.mark.alone
async def test_calls_that_hold_up_the_game_have_a_short_limit(tmp_path: Path) -> None:
    """And are refused while operations are under way."""
    async with asking(tmp_path) as asked:
        desk = asked.desk
        desk.open(1, file(tmp_path / "a.db"), 1)
        desk.execute(1, Statement("create table t (a)"), BOUNDS, 1)
        began = time.monotonic()
        with pytest.raises(DatabaseError, match=r"no end within 0\.2 seconds"):
            desk.execute(1, Statement(FOR_EVER), BOUNDS, 0.2)
        assert time.monotonic() - began < 1
        key = asked.query(1, FOR_EVER)
        with pytest.raises(DatabaseError, match="under way"):
            desk.execute(1, Statement("select 1"), BOUNDS, 1)
        asked.service.cancel(key, "enough")
        await asked.end(key)
        assert desk.execute(1, Statement("select 7"), BOUNDS, 1).rows == ((7,),)
        with pytest.raises(DatabaseError, match="closed"):
            desk.execute(2, Statement("select 7"), BOUNDS, 1)


@pytest.mark.alone
async def test_a_service_that_ends_closes_everything(tmp_path: Path) -> None:
    """A statement that runs for ever is no hindrance, and nothing of an open transaction is left."""
    async with asking(tmp_path) as asked:
        await asked.open(1, file(tmp_path / "a.db"))
        await asked.ask(1, "create table t (a)")
        await asked.ask(1, "begin")
        await asked.ask(1, "insert into t values (1)")
        asked.query(1, FOR_EVER)
        began = trio.current_time()
    took = trio.current_time() - began
    async with asking(tmp_path) as asked:
        await asked.open(1, file(tmp_path / "a.db"))

        assert await asked.rows(1, "select * from t") == ()
    assert took < 2
    assert not [one for one in _open_files() if one.startswith(str(tmp_path))]


def _open_files() -> list[str]:
    """The files that this process has open, where the system tells."""
    found: list[str] = []
    if not os.path.isdir("/proc/self/fd"):
        return found
    for name in os.listdir("/proc/self/fd"):
        try:
            found.append(os.readlink(f"/proc/self/fd/{name}"))
        except OSError:
            continue
    return found
