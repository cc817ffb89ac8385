"""How many statements of SQL a second go through LPC, and what a large result costs the game.

Run it with `python bench/bench_database.py`. db_query() is measured one at a time (every statement waits for the
callback of the one before) and with 16 under way; db_exec(), for which the game waits, beside it; and the module of
SQLite alone in this process, which is the most there can be. A result of 10,000 rows becomes LPC values in one turn:
that turn is printed too, since nothing else happens meanwhile.
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from pathlib import Path

import trio

from neolith_trio.services.database import sqlite
from neolith_trio.testing import running

STATEMENTS = 5_000
ROWS = 10_000
MASTER = "object connect(int port) { return new(\"/user\"); }"
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
  left = {STATEMENTS} - at_once; under_way = at_once;
  while (at_once--) ask();
}}
int do_one(string s) {{ start(1); return 1; }}
int do_many(string s) {{ start(16); return 1; }}
int do_exec(string s) {{
  for (int number = 0; number < 500; number++) {{
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


def alone() -> float:
    """Statements a second of the module of the standard library, without LPC, threads or a game."""
    with tempfile.TemporaryDirectory() as directory:
        fill(Path(directory) / "players.db")
        connection = sqlite3.connect(Path(directory) / "players.db")
        began = time.perf_counter()
        for number in range(STATEMENTS):
            connection.execute("select name, level from players where id = ?", (number % 100,)).fetchall()
        took = time.perf_counter() - began
        connection.close()
    return STATEMENTS / took


async def through_lpc() -> None:
    """Print the figures of a running mud."""
    async with running({"master.c": MASTER, "user.c": USER}, SETTINGS) as mud:
        fill(mud.directory / "players.db")
        user = await mud.connect()
        await user.until("READY")
        for verb, count, what in (
            ("one", STATEMENTS, "db_query(), one after another"),
            ("many", STATEMENTS, "db_query(), 16 under way"),
            ("exec", 500, "db_exec() and db_fetch(), in one turn"),
        ):
            began = time.perf_counter()
            await user.type(verb)
            await user.until("DONE")
            print(f"{what}: {count / (time.perf_counter() - began):,.0f} statements/s")
        longest = await longest_pause(user)
        print(f"a result of {ROWS:,} rows of 3 columns holds the game up for {longest * 1000:.0f} ms at most")


async def longest_pause(user: object) -> float:
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
        await user.type("large")  # type: ignore[attr-defined]
        await user.until("DONE")  # type: ignore[attr-defined]
        nursery.cancel_scope.cancel()
    return longest


def main() -> None:
    """Print all figures."""
    print(f"SQLite by {'the standard library' if sqlite.apsw is None else 'apsw'}")
    trio.run(through_lpc)
    print(f"sqlite3 alone, without LPC: {alone():,.0f} statements/s")


if __name__ == "__main__":
    main()
