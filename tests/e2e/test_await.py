"""await in a whole driver: HTTP requests to a server, files, pauses, commands meanwhile, and the stop."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import trio

from neolith_trio.invocation import Run
from neolith_trio.protocols.ports import Kind
from neolith_trio.testing import Mud, ScriptedUser, running
from tests.services.web import Web, reply, serving

MASTER = """
object connect(int port) { return new("/user"); }
int valid_http(object who, string method, string url) { return 2; }
"""
USER = r"""
promise p;
string where;
void note(string s) { write(s + "\n"); }
int do_at(string s) { where = s; note("at"); return 1; }
async void get(string path) {
  mapping answer;
  mixed failed = acatch(answer = await http_request(([ "url": where + path, "timeout": 5 ])));
  if (failed) note("failed " + failed);
  else note(answer["body"] + " " + answer["status"] + " " + (this_player() == this_object()));
}
int do_get(string s) { p = get(s); return 1; }
async void both(string other) {
  note("both " + acatch(note(implode(await promise_all(({ mudlib_http_get(where + "/hello"),
                                                          mudlib_http_get(where + other) })), "+"))));
}
int do_both(string s) { both(s); return 1; }
int do_cancel(string s) { note("cancel " + promise_cancel(p)); return 1; }
async void file() { await async_write("/out", "text", 1); note("file " + await async_read("/out")); }
int do_file(string s) { file(); return 1; }
async void tick() { int i; while (i++ < 3) { await call_out(0.01); note("tick " + i); } }
int do_tick(string s) { tick(); return 1; }
async void endless() { while (1) await promise_all(({ })); }
int do_endless(string s) { endless(); note("endless"); return 1; }
async void fail() { await async_yield(); error("alone"); }
int do_fail(string s) { fail(); note("fail"); return 1; }
int do_say(string s) { note("say " + s); return 1; }
void logon() {
  string verb;
  enable_commands();
  foreach (verb in ({ "at", "get", "both", "cancel", "file", "tick", "endless", "fail", "say" }))
    add_action("do_" + verb, verb);
  note("ready");
}
"""


@asynccontextmanager
async def asking() -> AsyncIterator[tuple[ScriptedUser, Web, Mud]]:
    """A user of a mud that knows where the server is."""
    async with serving() as web, running({"master.c": MASTER, "user.c": USER}) as mud:
        user = await mud.connect()
        await user.until("ready")
        await user.type(f"at http://127.0.0.1:{web.port}")
        await user.until("at\n")
        yield user, web, mud


async def test_requests_are_awaited() -> None:
    """Answers come where they were awaited, with this_player() as it was; failures are caught there."""
    async with asking() as (user, web, _):
        web.answers["/gone"] = reply(b"", "404 Not Found")
        for line, *answers in (
            ("get /hello", "hello 200 1\n"),
            ("get /drop", "failed *http: "),
            ("both /hello", "hello+hello\n", "both 0\n"),
            ("both /gone", "both status 404\n"),
            ("file", "file text\n"),
            ("tick", "tick 1\n", "tick 2\n", "tick 3\n"),
        ):
            await user.type(line)
            for answer in answers:
                await user.until(answer)


async def test_a_request_that_is_cancelled_is_ended_at_the_server() -> None:
    """promise_cancel() of the function that waits takes the connection along."""
    async with asking() as (user, web, _):
        await user.type("get /silence")
        await web.until(lambda: web.connections == 1)
        await user.type("say something")
        await user.until("say something\n")
        await user.type("cancel")
        await user.until("cancel 1\n")
        await user.until("failed *async function cancelled")
        await web.until(lambda: web.connections == 0)


async def test_functions_that_always_go_on_keep_nobody_waiting() -> None:
    """Commands and timers have their turns, and the driver stops as ever."""
    async with asking() as (user, _, _):
        await user.type("endless")
        await user.until("endless\n")
        with trio.fail_after(10):
            await user.type("say still here")
            await user.until("say still here\n")
            await user.type("tick")
            await user.until("tick 3\n")


async def test_a_failure_that_nobody_awaits_is_in_the_log() -> None:
    """With its place."""
    async with asking() as (user, _, mud):
        await user.type("fail")
        await user.until("fail\n")
        await user.type("say after")
        await user.until("say after\n")

        assert any("*alone" in line for line in mud.log), mud.log


async def test_a_replay_goes_on_where_the_recording_did(tmp_path: Path) -> None:
    """In the same order, with the same answers, though there is no server and no time passes."""
    program = USER.replace('note("ready");', 'note("ready"); many();').replace(
        "int do_at(",
        """
        async void some(int n) { int i; while (i++ < 60) { await async_yield(); if (i % 20 == n) note(n + "." + i); } }
        async void many() {
          foreach (int n in ({ 1, 2, 3 })) some(n);
          await call_out(1); note("body " + await mudlib_http_get("http://127.0.0.1:PORT/hello"));
          await call_out(1); shutdown(0);
        }
        int do_at(""",
    )
    async with serving() as web:
        files = {"master.c": MASTER, "user.c": program.replace("PORT", str(web.port))}
        recording = Run(record=tmp_path / "recording")
        async with running(files, invocation=recording) as mud:
            user = await mud.connect(Kind.CONSOLE)  # whose output a replay shows
            recorded = (await user.until_closed()).replace("\r", "").strip()
            assert await mud.ended() == 0
    async with running(files, invocation=Run(replay=recording.record)) as mud:
        assert await mud.ended() == 0
        again = mud.output.decode().replace("\r", "")

    assert [line for line in recorded.splitlines() if line.startswith(("1.", "2.", "3.", "body"))][-1] == "body hello"
    assert recorded in again
