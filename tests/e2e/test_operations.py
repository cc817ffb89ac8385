"""Operations of any kind as LPC and admins see them: what is under way, whose it is, how it ends, what is logged."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from neolith_trio.testing import Mud, ScriptedUser, running
from tests.concurrency.polling import until
from tests.services.web import Web, serving, silence

SLEEP = shutil.which("sleep")
pytestmark = pytest.mark.skipif(SLEEP is None, reason="needs the program sleep")

MASTER = """
int sees;
object connect(int port) { return new("/user"); }
string get_root_uid() { return "Root"; }
string get_bb_uid() { return "Backbone"; }
string creator_file(string file) { return strsrch(file, "other") >= 0 ? "Other" : "Root"; }
int valid_seteuid(object who, string euid) { return 1; }
int valid_http(object who, string method, string url) { return 2; }
int valid_process(object who, string *command) { return command[1] != "no"; }
int valid_async(object who, string action, object owner, string kind) { return sees; }
void sight(int n) { sees = n; }
"""
OTHER = """
int begin() { return process_start(({ "sleep", "300" }), 0, "ended"); }
void ended(mapping a) { }
"""
USER = r"""
int *handles = ({ });
string where;
void create() { seteuid(getuid()); }
void note(string s) { write(s + "\n"); }
void ended(mapping a, string tag) { note("ended " + tag + " " + a["outcome"] + " " + a["kind"]); }
int do_at(string s) { where = s; note("at"); return 1; }
int do_begin(string s) {
  handles += ({ process_start(({ "sleep", "300", s }), ([ "timeout": 100 ]), "ended", "process") });
  handles += ({ http_request(([ "url": "http://ann:secret@" + where + "/" + s, "timeout": 50 ]), "ended", "http") });
  note("begun");
  return 1;
}
int do_info(string s) {
  foreach (mapping one in async_info())
    note(sprintf("%d %s <%s> %s %d %d %s", one["handle"], one["kind"], one["label"],
      replace_string(file_name(one["owner"]), "/", ""), one["age"] < 9, to_int(one["deadline"]), one["state"]));
  note("all");
  return 1;
}
int do_perform(string s) {
  perform_using("url", "http://" + where + "/x");
  perform_to("ended", 0);
  note(sprintf("%d %s %s", async_info()[0]["handle"], async_info()[0]["kind"], async_info()[0]["label"]));
  return 1;
}
int do_cancel(string s) {
  note("cancel " + async_cancel(handles[0]) + " " + async_info(handles[0])["state"]);
  note("turn over");
  return 1;
}
int do_other(string s) {
  int handle = "/other"->begin();
  note("other " + (async_info(handle) != 0) + " " + (catch(async_cancel(handle)) || "fine"));
  return 1;
}
int do_sight(string s) { master()->sight(to_int(s)); note("sight"); return 1; }
int do_leave(string s) { destruct(find_object("/other")); note("left"); return 1; }
int do_many(string s) {
  int i;
  mixed refused;
  for (i = 0; i < 3 && !refused; i++) refused = catch(process_start(({ "sleep", "300" }), 0, "ended", "many"));
  note("many " + i + " " + refused);
  return 1;
}
void logon() {
  enable_commands();
  foreach (string verb in ({ "at", "begin", "info", "cancel", "other", "sight", "leave", "many", "perform" }))
    add_action("do_" + verb, verb);
  load_object("/other");
  note("ready");
}
"""


@asynccontextmanager
async def busy(settings: str = "") -> AsyncIterator[tuple[ScriptedUser, Mud, Web]]:
    """A user of a mud in which operations can be begun that do not end by themselves."""
    files = {"master.c": MASTER, "user.c": USER, "other.c": OTHER}
    async with serving() as web, running(files, f"AllowProcess sleep {SLEEP}\n{settings}") as mud:
        user = await mud.connect()
        await user.until("ready\n")
        yield user, mud, web


@pytest.mark.parametrize(("profile", "first"), [("neolith", 1), ("fluffos", 0)])
async def test_what_is_under_way_is_seen_and_ended_in_a_later_turn(profile: str, first: int) -> None:
    """Labels are what LPC has written, letters of any script whole, passwords left out."""
    async with busy(f"Profile {profile}") as (user, _, web):
        web.answers["/%C3%A9%E2%82%AC"] = silence
        await user.type(f"at 127.0.0.1:{web.port}", "begin é€", "info")
        shown = await user.until("all\n")
        assert f"1 process <sleep 300 é€> user#{first} 1 99 running\n" in shown
        assert f"2 http <GET http://127.0.0.1:{web.port}/é€> user#{first} 1 49 running\n" in shown
        await user.type("cancel")
        assert await user.until("process\n") == "> cancel 1 cancelling\nturn over\n> ended process cancelled process\n"


async def test_operations_of_others_are_for_those_whom_the_master_lets() -> None:
    """Else they are not seen, and may not be ended."""
    async with busy() as (user, _, _):
        await user.type("other")
        await user.until("other 0 async_cancel: operation 1 is of /other\n")
        await user.type("sight 1", "other")
        await user.until("other 1 fine\n")


async def test_what_is_left_is_in_the_log() -> None:
    """Of an owner that is gone, and of everybody when the driver stops."""
    async with busy() as (user, mud, web):
        web.answers["/x"] = silence
        await user.type("other", "leave")
        await until(lambda: any("process 1 ended (cancelled) after its owner: sleep 300" in line for line in mud.log))
        await user.type(f"at 127.0.0.1:{web.port}", "begin x")
        await user.until("begun\n")
        mud.driver.stop("the test wants it")
        await mud.ended()
        left = [line.partition("ended by the stop: ")[2] for line in mud.log if "ended by the stop: " in line]
    assert left == [
        "process 2 of /user#1, 0 s old, 0 bytes or lines, 100 s left: sleep 300 x",
        f"http 3 of /user#1, 0 s old, 0 bytes or lines, 50 s left: GET http://127.0.0.1:{web.port}/x",
    ]


async def test_requests_of_perform_to_are_seen_too() -> None:
    """They have no handle; the log has them at the end."""
    async with busy() as (user, mud, web):
        web.answers["/x"] = silence
        await user.type(f"at 127.0.0.1:{web.port}", "perform")
        await user.until(f"0 perform_to GET http://127.0.0.1:{web.port}/x\n")
        mud.driver.stop("the test wants it")
        await mud.ended()
        assert any(f"perform_to() of /user#1, 0 s old: GET http://127.0.0.1:{web.port}/x" in line for line in mud.log)


@pytest.mark.parametrize(
    ("setting", "whose"),
    [("MaxOperationsPerObject", "of this object"), ("MaxOperationsPerUid", "of Root"), ("MaxOperations", "in all")],
)
async def test_nobody_begins_more_than_his_share(setting: str, whose: str) -> None:
    """An object, a uid, and all together."""
    async with busy(f"{setting} 2") as (user, _, _):
        await user.type("many")
        assert f"many 3 *Too many operations are under way {whose} (2)" in await user.until("\n> ")


GONE = """
void cb() { debug_message("CALLED\\n"); }
mixed begin(string what) {
  destruct(this_object());
  switch (what) {
  case "request": return http_request(([ "url": "http://127.0.0.1:9/" ]), "cb");
  case "promise": return http_request(([ "url": "http://127.0.0.1:9/" ]));
  case "path": return http_serve("/x", "cb");
  case "channel": return channel_open("x", 0, "cb");
  case "lookup": return resolve("localhost", "cb");
  case "address": return promise_status(resolve("localhost"));
  case "pause": return promise_status(call_out(1));
  }
}
"""
GONE_MASTER = """
object connect(int port) { return new("/user"); }
object gone() { return new("/gone"); }
int valid_http(object who, string method, string url) { return 2; }
int valid_http_serve(object who, string path) { return 1; }
int valid_channel(object who, string name) { return 1; }
"""
GONE_USER = """
int go(string s) {
  mixed result, failed = catch(result = master()->gone()->begin(s));
  write(s + ": " + (failed ? failed : sprintf("%O\\n", result)));
  return 1;
}
void logon() { enable_commands(); add_action("go", "go"); write("ready\\n"); }
"""


async def test_an_object_that_is_gone_begins_nothing() -> None:
    """Its functions run to their end, and nobody could be told of what they begin."""
    pytest.importorskip("hypercorn")
    files = {"master.c": GONE_MASTER, "user.c": GONE_USER, "gone.c": GONE}
    async with running(files, "WebPort 0\nWebToken a token for tests") as mud:
        user = await mud.connect()
        await user.until("ready")
        for what, answer in (
            ("request", "*A destructed object begins nothing"),
            ("promise", "*A destructed object begins nothing"),
            ("path", "http_serve: a destructed object serves nothing"),
            ("channel", "channel_open: a destructed object serves nothing"),
            ("lookup", "0"),
            ("address", "2"),
            ("pause", "2"),
        ):
            await user.type(f"go {what}")
            await user.until(f"{what}: {answer}")
    assert not any("CALLED" in line or "Unhandled" in line for line in mud.log)
