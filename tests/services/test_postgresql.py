"""PostgreSQL, on a server that is started for these tests; they are skipped where there is none."""

from __future__ import annotations

import contextlib
import glob
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import trio

from neolith_trio.runtime.outside.ports.database import Bounds, Engine, Statement, Target

from .databases import asking

psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed")

FOR_EVER = "select count(*) from generate_series(1, 1000000000000) as n"


def binaries() -> Path | None:
    """Where the programs of PostgreSQL are."""
    found = shutil.which("initdb")
    places = [str(Path(found).resolve().parent)] if found else sorted(glob.glob("/usr/lib/postgresql/*/bin"))
    return Path(places[-1]).resolve() if places else None


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server of its own, in a directory of its own, without the network."""
    programs = binaries()
    if programs is None:
        pytest.skip("PostgreSQL is not installed")
    # the server refuses to be run by root
    user = "nobody" if os.name == "posix" and os.getuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="pg") as name, contextlib.ExitStack() as stack:
        directory = Path(name)
        directory.chmod(0o777)
        data = directory / "data"
        done = subprocess.run(
            [programs / "initdb", "-D", data, "-A", "trust", "-U", "mud", "-E", "UTF8", "--no-sync", "--locale=C"],
            capture_output=True,
            text=True,
            user=user,
            cwd=directory,
        )
        if done.returncode:
            pytest.skip(f"PostgreSQL cannot be set up: {done.stderr.strip().splitlines()[-1:]}")
        command = [programs / "postgres", "-D", data, "-k", directory, "-h", "", "-F"]
        running = subprocess.Popen(command, stderr=subprocess.DEVNULL, user=user, cwd=directory)
        stack.callback(running.wait)
        stack.callback(running.send_signal, signal.SIGINT)  # without waiting for clients
        address = f"postgresql://mud@/postgres?host={directory}"
        for _ in range(200):
            try:
                psycopg.connect(address).close()
                break
            except psycopg.OperationalError:
                time.sleep(0.05)
        else:
            pytest.skip("PostgreSQL does not come up")
        yield address


def target(address: str) -> Target:
    return Target(Engine.POSTGRESQL, "main", address)


async def test_statements_values_and_kinds_of_columns(server: str, tmp_path: Path) -> None:
    """Numbers, texts, blobs and NULL come as they are; every other kind as a text."""
    async with asking(tmp_path) as asked:
        assert (await asked.open(1, target(server))).outcome == "result"
        made = await asked.ask(1, "create temp table t (a bigint, b text, c bytea, d double precision, e bool)")
        added = await asked.ask(1, "insert into t values ($1, $2, $3, $4, $5)", (7, "ä", b"\0\1", 2.5, None))
        again = await asked.ask(1, "insert into t (a, e) values (8, true) returning a, e")
        found = await asked.ask(1, "select * from t order by a")
        other = await asked.rows(1, """select 10::numeric, 1.5::numeric, '{"a": 1}'::jsonb, date '2020-02-29'""")
        changed = await asked.ask(1, "update t set a = a + 1")

        assert made["changes"] == 0
        assert added["changes"] == 1
        assert again["rows"] == ((8, 1),)
        assert found["columns"] == ("a", "b", "c", "d", "e")
        assert found["rows"] == ((7, "ä", b"\0\1", 2.5, None), (8, None, None, None, 1))
        assert other == ((10, 1.5, '{"a": 1}', "2020-02-29"),)
        assert changed["changes"] == 2


async def test_errors_are_texts_and_the_connection_goes_on(server: str, tmp_path: Path) -> None:
    """A bad statement, bad values, too large a result, two statements at a time."""
    async with asking(tmp_path) as asked:
        await asked.open(1, target(server))

        assert "syntax error" in await asked.ask(1, "selec")
        assert "array" in await asked.ask(1, "select $1", {"a": 1})
        assert "more than 3 rows" in await asked.ask(
            1, "select * from generate_series(1, 100000)", bounds=Bounds(3, 1000, 1000)
        )
        assert "multiple commands" in await asked.ask(1, "select 1; select $1", (1,))
        assert await asked.rows(1, "select 1") == ((1,),)


@pytest.mark.alone
async def test_a_statement_without_end_is_cancelled_on_the_server(server: str, tmp_path: Path) -> None:
    """In under a second, and the connection is as good as before."""
    async with asking(tmp_path) as asked:
        await asked.open(1, target(server))
        await asked.open(2, target(server))
        key = asked.query(1, FOR_EVER)
        await trio.sleep(0.3)
        began = trio.current_time()
        asked.service.cancel(key, "by /admin")
        ended = await asked.end(key)
        rows = await asked.rows(1, "select 'after'")
        took = trio.current_time() - began
        running = await asked.rows(
            2, "select count(*) from pg_stat_activity where state = 'active' and query like '%1000000000000%'"
            " and pid <> pg_backend_pid()",
        )

        assert ended.outcome == "cancelled"
        assert rows == (("after",),)
        assert took < 1
        assert running == ((0,),)


@pytest.mark.alone  # the server has its time to end a statement
async def test_a_transaction_is_done_as_a_whole_or_not_at_all(server: str, tmp_path: Path) -> None:
    """A failing statement, the end of the time, and a transaction that one has begun oneself."""
    async with asking(tmp_path) as asked:
        await asked.open(1, target(server))
        await asked.ask(1, "create temp table t (a int)")
        failed = await asked.end(asked.transact(1, "insert into t values (1)", "insert into nowhere values (1)"))
        late = await asked.end(asked.transact(1, "insert into t values (2)", FOR_EVER, seconds=0.3))
        done = await asked.end(asked.transact(1, Statement("insert into t values ($1)", (3,)), "select * from t"))
        await asked.ask(1, "begin")
        own = await asked.end(asked.transact(1, "select 1"))
        await asked.ask(1, "insert into t values (4)")
        await asked.ask(1, "rollback")

        assert failed.error.startswith("statement 2:")
        assert late.outcome == "timeout"
        assert done.fields["results"][1]["rows"] == ((3,),)  # type: ignore[index,call-overload]
        assert "already" in own.error
        assert await asked.rows(1, "select a from t") == ((3,),)


async def test_an_address_without_a_server_is_an_error(tmp_path: Path) -> None:
    """And the text does not tell the password."""
    async with asking(tmp_path) as asked:
        ended = await asked.open(1, Target(Engine.POSTGRESQL, "x", "postgresql://u:secret@127.0.0.1:1/x"))

        assert ended.outcome == "error"
        assert "secret" not in ended.error
        assert "is closed" in await asked.ask(1, "select 1")


async def test_read_only_is_the_server_s_word(server: str, tmp_path: Path) -> None:
    """Nothing is made through such a handle."""
    async with asking(tmp_path) as asked:
        await asked.open(1, Target(Engine.POSTGRESQL, "main", server, read_only=True))

        assert "read-only" in await asked.ask(1, "create table t (a int)")
