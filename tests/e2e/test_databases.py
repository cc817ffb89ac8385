"""Databases, files, hashes and saves as LPC has them, in a running mud."""

from __future__ import annotations

import gzip
import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from neolith_trio.invocation import Run
from neolith_trio.protocols.ports import Kind
from neolith_trio.testing import ScriptedUser, running
from neolith_trio.testing.mud import Mud

MASTER = """
string get_root_uid() { return "Root"; }
string get_bb_uid() { return "Back"; }
string creator_file(string file) { return strsrch(file, "other") >= 0 ? "Other" : "Back"; }
object connect(int port) { return new("/user"); }
int valid_read(string file, object who, string name) { return strsrch(file, "secret") < 0; }
int valid_write(string file, object who, string name) { return strsrch(file, "secret") < 0; }
void error_handler(mapping error, int caught) { if (!caught) debug_message("Error: " + error["error"]); }
%s
"""
USER = r"""
int h;
void p(mixed what) { printf("%O\n", what); }
void told(mapping m) { p(m["outcome"]); if (m["error"]) p(m["error"]); if (m["rows"]) p(m["rows"]); write("told\n"); }
void opened(mapping m) { h = m["database"]; told(m); }
#include "/body.h"
void logon() { write("welcome\n"); body(); }
"""
OTHER = "mixed try(int h) { return catch(db_exec(h, \"select 1\")); } void create() { seteuid(getuid()); }"


@asynccontextmanager
async def playing(body: str, settings: str = "", valid_database: str = "") -> AsyncIterator[tuple[ScriptedUser, Mud]]:
    """A user of a mud whose logon() does that."""
    files = {"master.c": MASTER % valid_database, "user.c": USER, "other.c": OTHER, "body.h": body}
    async with running(files, settings) as mud:
        user = await mud.connect()
        yield user, mud
        # what a test expects is over by then
        assert not [line for line in mud.log if "rror" in line], mud.log


async def shown(body: str, settings: str = "", valid_database: str = "", until: str = "END") -> list[str]:
    """The lines that a user sees until the end."""
    async with playing(body, settings, valid_database) as (user, _):
        lines = (await user.until(until)).splitlines()
        return lines[lines.index("welcome") + 1 : -1] if "welcome" in lines else lines[:-1]


FLUFFOS = """
void counted(mixed rows, string extra) {
  p(({ rows, extra, db_fetch(h, 1) }));
  p(db_close(h));
  write("END\\n");
}
void body() {
  h = db_connect("", "/test.sqlite", "", 1);
  p(h > 0);
  p(db_exec(h, "create table if not exists tbl1 (one varchar(10), two bigint);"));
  p(db_exec(h, "insert into tbl1 values ('hello!', 10);"));
  p(db_exec(h, "insert into tbl1 values ('largeint', 9223372036854775807);"));
  p(db_exec(h, "select * from tbl1;"));
  p(implode(map_array(db_fetch(h, 0) + db_fetch(h, 2) + db_fetch(h, 1), (: "" + $1 :)), ","));
  p(({ sizeof(db_fetch(h, 3)), sizeof(db_fetch(h, -1)) }));
  p(stringp(db_exec(h, "selec")));
  p(db_exec(h, "begin"));
  p(db_exec(h, "delete from tbl1"));
  p(({ db_rollback(h), db_rollback(h), db_commit(h) }));
  p(db_status());
  p(stringp(catch(db_exec(1000000, "select 1"))));
  async_db_exec(h, "select two from tbl1", "counted", "mine");
}
"""


@pytest.mark.parametrize("profile", ["neolith", "mudos", "fluffos"])
async def test_the_forms_of_fluffos(profile: str) -> None:
    """In every profile: rows from 1, names of columns at 0, errors as strings, transactions."""
    lines = await shown(FLUFFOS, f"Profile {profile}")

    text = re.sub(r" /\* sizeof\(\) == \d+ \*/", "", "".join(line.strip() for line in lines)).replace(",})", "})")
    assert text.startswith('10002"one,two,largeint,9223372036854775807,hello!,10"({0,0})100({1,0,0})')
    assert '"1: sqlite /test.sqlite, of /user#' in text
    assert text.endswith('1({2,"mine",({10})})1')


async def test_without_a_word_of_the_master_objects_have_files_that_they_may_write() -> None:
    """Not those of valid_write(), not databases of the configuration, not what another uid has opened."""
    body = """
void body() {
  p(stringp(catch(db_open("/secret.db", 0, "opened"))));
  p(stringp(catch(db_connect("", "/secret.db"))));
  p(stringp(catch(db_connect("", "/../outside.db"))));
  p(stringp(catch(db_connect("", "/"))));
  p(stringp(catch(db_open("main", 0, "opened"))));
  p(stringp(catch(db_open("/a.db", ([ "colour" : 1 ]), "opened"))));
  h = db_connect("", "/a.db");
  p("/other"->try(h));
  p(catch(db_query(h, "select ?", ({ this_object() }), 0, "told")));
  write("END\\n");
}
"""
    lines = await shown(body, "Database main sqlite:elsewhere.db")

    assert lines[:6] == ["1"] * 6
    assert "security violation" in "".join(lines[6:])
    assert "value 1 must be" in lines[-1]


async def test_valid_database_decides_where_it_is_there() -> None:
    """About databases of the configuration, other uids, and every statement."""
    valid = """
string log = "";
string asked() { return log; }
mixed valid_database(object who, string action, mixed *info) {
  log += action + (sizeof(info) ? ":" + info[0] : "") + " ";
  return action != "exec" || strsrch(info[0], "drop") < 0;
}
"""
    body = """
void done(mapping m) { told(m);
  p(stringp(catch(db_query(h, "drop table t", 0, 0, "told"))));
  p(stringp(catch(db_transaction(h, ({ "select 1", "drop table t" }), 0, "told"))));
  p("/other"->try(h));
  db_close(h);
  p("/master"->asked());
  write("END\\n");
}
void ready(mapping m) { opened(m); db_query(h, "select 7", 0, 0, "done"); }
void body() { db_open("main", 0, "ready"); }
"""
    lines = await shown(body, "Database main sqlite:elsewhere.db", valid)
    text = "".join(line.strip() for line in lines)

    assert '"result"told"result"({({7,}),})told110"connect:main exec:select 7 exec:drop table t ' in text
    assert "exec:select 1 exec:drop table t exec:select 1 close" in text


async def test_values_are_never_a_part_of_the_statement() -> None:
    """Strings with bytes that are no UTF-8 are refused; buffers, undefined and names work."""
    body = r"""
void last(mapping m) { told(m); write("END\n"); }
void body() {
  h = db_connect("", "/a.db");
  db_exec(h, "create table t (a, b)");
  db_query(h, "insert into t values (?, ?)", ({ "'); drop table t; --", ([ ])["nothing"] }), 0, "told");
  db_query(h, "insert into t values (:a, :b)", ([ "a" : 1.5, ":b" : allocate_buffer(2) ]), 0, "told");
  p(catch(db_query(h, "select ?", ({ sprintf("%c", 200) }), 0, "told")));
  db_query(h, "select a as x, typeof(b) as kind from t", 0, ([ "mappings" : 1 ]), "told");
  db_query(h, "select * from t", 0, ([ "max_rows" : 1 ]), "last");
}
"""
    text = "".join(line.strip() for line in await shown(body))

    assert "value 1 is no text of UTF-8" in text
    assert '"x": "\'); drop table t; --"' in text
    assert '"kind": "null"' in text
    assert '"kind": "blob"' in text
    assert "the result has more than 1 rows; use limit" in text


async def test_db_exec_holds_the_game_up_for_a_short_time_only() -> None:
    """And is refused while something is under way."""
    body = """
void body() {
  h = db_connect("", "/a.db");
  p(db_exec(h, "with recursive r(i) as (select 1 union all select i + 1 from r) select count(*) from r"));
  db_query(h, "select 1", 0, 0, "told");
  p(db_exec(h, "select 1"));
  write("END\\n");
}
"""
    began = time.monotonic()
    lines = await shown(body, "DatabaseTimeLimit 100")

    assert "no end within 0.1 seconds" in lines[0]
    assert "under way" in lines[1]
    assert time.monotonic() - began < 5


async def test_who_has_opened_it_takes_the_database_along() -> None:
    """A query that runs for ever ends with its owner, and the file is free; quotas count again."""
    body = """
object owner;
void gone() {
  destruct(owner);
  after();
}
void after() {
  mixed changed;
  if (!h) h = db_connect("", "/a.db");
  changed = db_exec(h, "insert into t values (1)");
  if (stringp(changed)) { call_out("after", 0.02); return; }  // the query is still about to end
  p(changed);
  p(sizeof(async_info()));
  write("END\\n");
}
void body() {
  owner = new("/owner");
  owner->go();
  p(catch(db_connect("", "/b.db")));
  call_out("gone", 0.2);
}
"""
    owner = """
int h;
void never() { write("NEVER"); }
void go() {
  h = db_connect("", "/a.db");
  db_exec(h, "create table t (a)");
  db_exec(h, "begin immediate");
  db_query(h, "with recursive r(i) as (select 1 union all select i + 1 from r) select count(*) from r", 0, 0, "never");
}
"""
    files = {"master.c": MASTER % "", "user.c": USER, "owner.c": owner, "body.h": body}
    async with running(files, "MaxDatabases 1") as mud:
        user = await mud.connect()
        text = await user.until("END")

        assert "Too many databases are open (1)" in text
        assert "0\n0\nEND" in text
        assert "NEVER" not in text
        assert [line for line in mud.log if "ended (cancelled) after its owner" in line]


async def test_files_in_the_order_of_the_calls() -> None:
    """Written, added to, compressed, read; names in directories; what goes wrong; what is refused."""
    body = """
int steps;
void step(mixed what) { p(what); if (++steps == 12) write("END\\n"); }
void body() {
  int number;
  async_write("/f.txt", "one\\n", 1, "step");
  async_write("/f.txt", "two\\n", 0, "step");
  async_read("/f.txt", "step");
  async_write("/z.gz", "compressed", 3, "step");
  async_write("/z.gz", " twice", 2, "step");
  async_read("/z.gz", (: step :));
  async_read("/nowhere", "step");
  async_read("/big", "step");
  async_getdir("/d/", "step");
  async_getdir("/d/*.c", "step");
  async_getdir("/nowhere/", "step");
  async_write("/d", "x", 0, "step");
  p(stringp(catch(async_read("/secret", "step"))));
  p(stringp(catch(async_write("/secret", "x", 0, "step"))));
  p(stringp(catch(async_getdir("/secret/", "step"))));
  p(stringp(catch(async_read("/../outside", "step"))));
}
"""
    files = {"master.c": MASTER % "", "user.c": USER, "body.h": body}
    files |= {"d/b.c": "", "d/a.c": "", "d/c.h": "", "big": "x" * 30_000}
    async with running(files, "MaxReadFileSize 20000") as mud:
        user = await mud.connect()
        lines = (await user.until("END")).splitlines()

        assert lines[1:5] == ["1"] * 4
        assert '"one\\ntwo\\n"' in lines
        assert '"compressed twice"' in lines
        assert lines.count("-1") == 3
        assert lines.count("0") == 5
        text = "".join(line.strip() for line in lines)
        assert '({"a.c","b.c","c.h",})' in text
        assert '({"a.c","b.c",})' in text
        assert (mud.directory / "f.txt").read_text() == "one\ntwo\n"
        assert gzip.decompress((mud.directory / "z.gz").read_bytes()) == b"compressed twice"


async def test_hashes_and_saves() -> None:
    """A hash as crypt() makes it; a save as of the call; the last call of a file wins, whichever efun it is."""
    body = """
string name = "ann"; int level; static int done;
void hashed(string hash, mixed why) {
  p(hash == crypt("sesame", hash) && why == 0);
  async_cancel(async_crypt("sesame", "$6$rounds=1000000$abc", "given_up"));
}
void given_up(mixed hash, string why) { p(({ hash, why })); async_save_object("/a", 0, "saved", 1); name = "bob"; }
void saved(int ok, mixed why, int step) {
  p(({ ok, why, step }));
  if (step == 1) {
    p(read_file("/a.o"));
    async_save_object("/a", 0, "saved", 2);
    name = "cid";
    p(save_object("/a"));
    p(stringp(catch(async_save_object("/secret", 0, "saved", 3))));
  } else {
    p(read_file("/a.o"));
    write("END\\n");
  }
}
void body() { async_crypt("sesame", "$6$rounds=2000$abc", "hashed"); }
"""
    text = "".join(line.strip() for line in await shown(body))

    assert text.startswith('1({0,"cancelled: by /user#')
    assert '({1,0,1,})"#/user.c\\nname \\"ann\\"\\n"11({1,0,2,})"#/user.c\\nname \\"cid\\"\\n"' in text


@pytest.mark.alone
async def test_the_heart_keeps_its_pace_while_queries_files_and_hashes_are_at_work() -> None:
    """Twenty beats a second, in a second with a query without end, a hash and a file of many megabytes."""
    body = """
int beats; int began;
void heart_beat() { beats++; }
void nothing(mixed a, mixed b) { }
void look() { p(beats); write("END\\n"); }
void ready(mapping m) {
  set_heart_beat(1);
  db_query(m["database"], "with recursive r(i) as (select 1 union all select i + 1 from r) select count(*) from r",
    0, ([ "timeout" : 1 ]), "nothing");
  async_read("/big", "nothing");
  call_out("look", 1.0);
}
void body() { db_open("/a.db", 0, "ready"); }
"""
    files = {"master.c": MASTER % "", "user.c": USER, "body.h": body, "big": "x" * 30_000_000}
    settings = "HeartBeatInterval 50\nMaxReadFileSize 100000000\nMaxStringLength 100000000"
    async with running(files, settings) as mud:
        user = await mud.connect()
        lines = (await user.until("END")).splitlines()

        # a machine that is busy with other things may lose some; a game that waits would lose nearly all
        assert int(lines[-2]) >= 5


PAGES = Path(__file__).parent.parent.parent / "docs" / "how-to"


def program_of(page: str) -> str:
    """The first program of a page."""
    found = re.search(r"```c\n(.*?)```", (PAGES / page).read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    return found[1]


async def test_the_programs_of_the_pages_work() -> None:
    """Scores in a database, shown by a function that awaits; a password that is checked, and a save."""
    body = """
void start() {
  if (!"/scores"->is_open()) { call_out("start", 0.02); return; }
  foreach (string name in ({ "ann", "bob", "ann" })) "/scores"->score(name, 4);
  show();
}
async void show() {
  await "/scores"->show_best(this_object());
  p(await "/account"->check("sesame", crypt("sesame", 0)));
  p(await "/account"->check("wrong", crypt("sesame", 0)));
  "/account"->quit();
  p(await async_read("/save/players/ann.o"));
  p(acatch { await async_save_object("/nowhere/x", 0); });
  write("END\\n");
}
void body() { "/scores"->load(); start(); }
"""
    files = {"master.c": MASTER % "", "user.c": USER, "body.h": body, "save/players/none": ""}
    account = 'string name = "ann";\n' + program_of("async-files.md")
    scores = program_of("databases.md") + "int is_open() { return db; }"
    files |= {"scores.c": scores, "account.c": account}
    async with running(files) as mud:
        user = await mud.connect()
        shown = await user.until("END")

        assert re.search(r"ann +8\nbob +4\n1\n0\n", shown)
        assert "No such file or directory" in shown
        assert r'"#/account.c\nname \"ann\"\n"' in shown
        assert (mud.directory / "save" / "scores.db").exists()


async def test_a_recording_needs_neither_database_nor_files(tmp_path: Path) -> None:
    """What came from them is in it: the replay shows the same, though there is no database."""
    body = """
void done(mapping m) { told(m); p(db_exec(h, "select b from t")); p(db_fetch(h, 1)); shutdown(0); }
void body() {
  h = db_connect("", "/a.db");
  p(db_exec(h, "select * from nowhere"));
  p(db_exec(h, "create table t as select 'first' as a, x'00ff' as b"));
  db_query(h, "select a from t", 0, 0, "done");
}
"""
    files = {"master.c": MASTER % "", "user.c": USER, "body.h": body}
    recording = Run(record=tmp_path / "recording")
    async with running(files, invocation=recording) as mud:
        user = await mud.connect(Kind.CONSOLE)  # whose output a replay shows
        recorded = await user.until_closed()
        assert await mud.ended() == 0
        assert (mud.directory / "a.db").exists()
    async with running(files, invocation=Run(replay=recording.record)) as mud:
        assert await mud.ended() == 0
        again = mud.output.decode().replace("\r", "")
        assert not (mud.directory / "a.db").exists()

    assert "first" in recorded
    assert "<buffer>" in recorded
    assert recorded.replace("\r", "").strip() in again
