"""How many statements of SQL a second go through LPC, and what a large result costs the game.

usage: bench_database.py

db_query() is measured one at a time (every statement waits for the
callback of the one before) and with 16 under way; db_exec(), for which the game waits, beside it; and the module of
SQLite alone in this process, which is the most there can be. A result of 10,000 rows becomes LPC values in one turn:
that turn is printed too, since nothing else happens meanwhile.
"""

from __future__ import annotations

import argparse
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import trio

import table
from neolith_trio.services.database import sqlite
from neolith_trio.testing import ScriptedUser, running

STATEMENTS = 5_000
QUICK_STATEMENTS = 200
IN_ONE_TURN = 500
ROWS = 10_000
MASTER = 'object connect(int port) { return new("/user"); }'
USER = f"""
int h, left, under_way, began, turn;
void answered(mapping m) {{
  if (m["outcome"] != "result") {{ write("FAILED " + m["error"] + "\\n"); return; }}
  under_way--;
  if (left > 0) {{ left--; under_way++; ask(); }}
  else if (!under_way) write("DONE\\n");
}}
void ask() {{ db_query(h, "select name, level from players where id = ?", ({{ left % 100 }}), 0, "answered"); }}
void start(int at_once) {{
  left = COUNT - at_once; under_way = at_once;
  while (at_once--) ask();
}}
int do_one(string s) {{ start(1); return 1; }}
int do_many(string s) {{ start(16); return 1; }}
int do_exec(string s) {{
  for (int number = 0; number < {IN_ONE_TURN}; number++) {{
    db_exec(h, "select name, level from players where id = " + number % 100);
    db_fetch(h, 1);
  }}
  write("DONE\\n"); return 1;
}}
void large(mapping m) {{ write(sizeof(m["rows"]) + " DONE\\n"); }}
int do_large(string s) {{ db_query(h, "select * from many", 0, 0, "large"); return 1; }}
void logon() {{
  enable_commands();
  foreach (string verb in ({{ "one", "many", "exec", "large" }})) add_action("do_" + verb, verb);
  h = db_connect("", "/players.db");
  write("READY\\n");
}}
"""
SETTINGS = "MaxOperationsPerObject 20\nMaxEvaluationCost 10000000\nProfile fluffos"


def fill(path: Path) -> None:
    """A hundred players, and a table of many rows."""
    connection = sqlite3.connect(path)
    connection.execute("create table players (id integer primary key, name text, level int)")
    connection.executemany("insert into players values (?, ?, ?)", [(n, f"player{n}", n % 20) for n in range(100)])
    connection.execute("create table many (id integer primary key, name text, level int)")
    connection.executemany("insert into many values (?, ?, ?)", [(n, f"thing{n}", n % 20) for n in range(ROWS)])
    connection.commit()
    connection.close()


def alone(statements: int) -> float:
    """Statements a second of the module of the standard library, without LPC, threads or a game."""
    with tempfile.TemporaryDirectory() as directory:
        fill(Path(directory) / "players.db")
        connection = sqlite3.connect(Path(directory) / "players.db")
        began = time.perf_counter()
        for number in range(statements):
            connection.execute("select name, level from players where id = ?", (number % 100,)).fetchall()
        took = time.perf_counter() - began
        connection.close()
    return statements / took


async def through_lpc(statements: int) -> tuple[list[float], float]:
    """Statements a second of each verb in a running mud, and the longest pause of a large result."""
    files = {"master.c": MASTER, "user.c": USER.replace("COUNT", str(statements))}
    rates = []
    async with running(files, SETTINGS) as mud:
        fill(mud.directory / "players.db")
        user = await mud.connect()
        await user.until("READY")
        for verb, count in (("one", statements), ("many", statements), ("exec", IN_ONE_TURN)):
            began = time.perf_counter()
            await user.type(verb)
            await user.until("DONE")
            rates.append(count / (time.perf_counter() - began))
        return rates, await longest_pause(user)


async def longest_pause(user: ScriptedUser) -> float:
    """The longest time in which no other task of the driver ran, while a large result came."""
    longest = 0.0
    async with trio.open_nursery() as nursery:

        async def watch() -> None:
            nonlocal longest
            last = time.perf_counter()
            while True:
                await trio.sleep(0.001)
                now = time.perf_counter()
                longest, last = max(longest, now - last), now

        nursery.start_soon(watch)
        await user.type("large")
        await user.until("DONE")
        nursery.cancel_scope.cancel()
    return longest


def figures(given: argparse.Namespace) -> Iterator[table.Figure]:
    """All figures, beside the module alone."""
    table.note(f"SQLite by {'the standard library' if sqlite.apsw is None else 'apsw'}")
    statements = QUICK_STATEMENTS if given.quick else STATEMENTS
    rates, pause = trio.run(through_lpc, statements)
    most = alone(statements)
    for what, rate in zip(("one after another", "16 under way"), rates, strict=False):
        yield table.Figure(f"database: db_query(), {what}", rate, "/s", beside=most)
    yield table.Figure("database: db_exec() and db_fetch(), in one turn", rates[2], "/s", beside=most)
    yield table.Figure(f"database: pause of the game by {ROWS:,} rows", pause * 1e3, "ms")


if __name__ == "__main__":
    table.main(__doc__, figures)
