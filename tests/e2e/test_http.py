"""LPC that asks web servers: a whole driver on one side, a server that a test speaks for on the other."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import attrs
import pytest
import trio

from neolith_trio.invocation import Run
from neolith_trio.services import http
from neolith_trio.testing import Mud, ScriptedUser, running
from tests.concurrency.polling import until
from tests.services.web import reply, serving

MASTER = 'object connect(int port) { return new("/user"); } object child() { return new("/child"); }'

USER = """
void note(string s) { write(s + "\\n"); }
void got(int ok, mixed body, string tag) {
  note(sprintf("%s: %d %O, in_perform %d", tag, ok, bufferp(body) ? read_buffer(body) : body, in_perform()));
  if (tag == "fails") error("in a callback\\n");
}
int do_get(string s) {
  string url, tag;
  sscanf(s, "%s %s", url, tag);
  perform_using("url", url);
  perform_to("got", 0, tag);
  note("sent " + in_perform());
  return 1;
}
void bound(string mine, int ok, mixed body) { note(mine + " " + ok + " " + sizeof(body)); }
int do_function(string url) { perform_using("url", url); perform_to((: bound, "captured" :), 0); return 1; }
int do_timeout(string s) { perform_using("timeout_ms", to_int(s)); note("timeout"); return 1; }
int do_missing(string url) { perform_using("url", url); perform_to("no_such_function", 0); return 1; }
int do_special(string url) { perform_using("url", url); perform_to("#global_init#", 0); return 1; }
int do_again(string url) { perform_using("url", url); perform_to((: again :), 0, url, 3); return 1; }
int do_idle(string s) { note("in_perform " + in_perform()); return 1; }
int do_macro(string s) {
#ifdef __PACKAGE_CURL__
  note("there");
#else
  note("not there");
#endif
  return 1;
}
void again(int ok, mixed body, string url, int n) {
  note("again " + n + (catch(perform_to("got", 0)) ? " refused" : " sent"));
}
object *children = ({ });
int do_many(string s) {
  string url;
  int i, n;
  sscanf(s, "%s %d", url, n);
  for (i = 0; i < n; i++) { children += ({ master()->child() }); children[i]->ask(url, this_object(), i); }
  note("asked");
  return 1;
}
int do_destruct(string s) { destruct(children[to_int(s)]); note("destructed"); return 1; }
int do_reload(string s) {
  reload_object(children[to_int(s)]);
  note("reloaded " + children[to_int(s)]->busy());
  return 1;
}
void child(int i, int ok) { note("child " + i + " " + ok); }
void logon() {
  string verb;
  enable_commands();
  foreach (verb in ({ "get", "function", "timeout", "missing", "special", "again", "idle", "macro", "many",
                      "destruct", "reload" }))
    add_action("do_" + verb, verb);
  note("ready");
}
"""

CHILD = """
void got(int ok, mixed body, object who, int i) { who->child(i, ok); }
void ask(string url, object who, int i) { perform_using("url", url); perform_to("got", 0, who, i); }
int busy() { return in_perform(); }
"""

LIB = {"master.c": MASTER, "user.c": USER, "child.c": CHILD}


async def arrived(mud: Mud) -> ScriptedUser:
    user = await mud.connect()
    await user.until("ready\n")
    return user


async def test_an_answer_reaches_the_callback() -> None:
    """The request is under way until the callback has ended, and its configuration stays."""
    async with serving() as web, running(LIB) as mud:
        user = await arrived(mud)

        await user.type(f"get {web.url('/hello')} first")
        assert await user.until("in_perform 1\n") == 'sent 1\n> first: 1 "hello", in_perform 1\n'
        await user.type("idle", f"get {web.url('/nowhere')} second")
        assert await user.until("in_perform 0\n")
        assert '> second: 1 "unknown", in_perform 1\n' in await user.until("in_perform 1\n")


async def test_a_master_that_says_who_may_ask_whom_is_asked() -> None:
    """0 is an error at once, 1 is for public addresses, 2 for all; the object can ask again after a refusal."""
    judge = """
    int valid_http(object who, string method, string url) {
        if (method != "GET" || strsrch(file_name(who), "user") < 0) return 0;
        return strsrch(url, "/any") >= 0 ? 2 : strsrch(url, "/some") >= 0;
    }
    """
    user_file = USER.replace('perform_to("got", 0, tag);', 'if ((url = catch(perform_to("got", 0, tag)))) note(url);')
    async with serving() as web, running({**LIB, "user.c": user_file, "master.c": MASTER + judge}) as mud:
        web.answers["/any"] = web.answers["/some"] = reply(b"hello")
        user = await arrived(mud)

        await user.type(f"get {web.url('/none')} first")
        assert "perform_to: valid_http() does not allow GET http://" in await user.until("sent 0\n")
        await user.type(f"get {web.url('/some')} second")
        assert "which is not public" in await user.until(", in_perform 1\n")
        await user.type(f"get {web.url('/any')} third")
        assert 'third: 1 "hello"' in await user.until(", in_perform 1\n")
        assert len(web.got) == 1


async def test_failures_reach_the_callback_as_text() -> None:
    """A server that never answers, one that drops, and one that is not there."""
    async with serving() as gone:
        nobody = gone.url("/")
    async with serving() as web, running(LIB) as mud:
        user = await arrived(mud)

        await user.type(f"get {web.url('/drop')} drop")
        assert 'drop: 0 "the server broke off' in await user.until("in_perform 1\n")
        await user.type(f"get {nobody} nobody")
        assert 'nobody: 0 "no connection: ' in await user.until("in_perform 1\n")
        await user.type("timeout 50", f"get {web.url('/silence')} silence")
        assert 'silence: 0 "no answer within 0.05 seconds"' in await user.until("in_perform 1\n")


async def test_a_function_is_a_callback_too() -> None:
    """With what is bound to it."""
    async with serving() as web, running(LIB) as mud:
        user = await arrived(mud)

        await user.type(f"function {web.url('/hello')}")

        assert (await user.until("captured 1 5\n")).endswith("captured 1 5\n")


async def test_a_callback_that_fails_leaves_the_object_free() -> None:
    """So does one that does not exist, and one that must not be called."""
    async with serving() as web, running(LIB) as mud:
        user = await arrived(mud)

        await user.type(f"get {web.url('/hello')} fails")
        await user.until("in_perform 1\n")
        for requests, verb in ((2, "missing"), (3, "special")):
            await user.type("idle")
            await user.until("in_perform 0\n")
            await user.type(f"{verb} {web.url('/hello')}")
            await web.until(lambda requests=requests: len(web.got) == requests)  # type: ignore[misc]
            await until(lambda: not mud.driver._world.http._pending)
        await user.type("idle")
        await user.until("in_perform 0\n")

        assert any("in a callback" in line for line in mud.log)
        assert any("Illegal function name" in line for line in mud.log)


async def test_a_request_cannot_be_begun_in_its_own_callback() -> None:
    """It is still under way there."""
    async with serving() as web, running(LIB) as mud:
        user = await arrived(mud)

        await user.type(f"again {web.url('/hello')}")

        await user.until("again 3")
        assert await user.until("\n") == " refused\n"


async def test_destructing_the_owner_cancels_its_request() -> None:
    """And reloading it; the connections end, and nobody is called."""
    async with serving() as web, running(LIB) as mud:
        user = await arrived(mud)
        await user.type(f"many {web.url('/silence')} 4")
        await web.until(lambda: len(web.got) == 4)

        await user.type("destruct 1", "reload 2")
        assert await user.until("reloaded 0\n")
        await web.until(lambda: web.connections == 2)
        await until(lambda: mud.driver._world.http.undelivered == 2)

        assert "child" not in user.screen


async def test_fifty_at_once_are_fifty_callbacks() -> None:
    """Whatever arrives in one cycle."""
    async with serving() as web, running(LIB) as mud:
        everybody = trio.Event()

        async def when_all_are_there(stream: trio.abc.Stream) -> None:
            if web.connections == 50:
                everybody.set()
            await everybody.wait()
            await stream.send_all(reply(b"at last"))

        web.answers["/together"] = when_all_are_there
        user = await arrived(mud)
        await user.type(f"many {web.url('/together')} 50")
        await web.until(lambda: len(web.got) == 50)
        await until(lambda: not mud.driver._world.http._pending)
        await user.type("idle")
        await user.until("in_perform")

        called = [line.removeprefix("> ") for line in user.screen.splitlines() if "child" in line]
        assert sorted(called) == sorted(f"child {number} 1" for number in range(50))


async def test_the_stop_waits_for_no_answer() -> None:
    """What is under way ends with the driver."""
    async with serving() as web, running(LIB) as mud:
        user = await arrived(mud)
        await user.type(f"get {web.url('/silence')} silence")
        await web.until(lambda: len(web.got) == 1)

        with trio.fail_after(3):
            mud.driver.stop("enough")
            await mud.ended()
            await web.until(lambda: web.connections == 0)


RECORDED = """
object child;
object connect(int port) { return this_object(); }
void note(string s) { write_file("/log", s + "\\n"); }
void child(int i, int ok) { note("child"); }
void got(int ok, mixed body, string tag) {
  note(sprintf("%s %d %O", tag, ok, bufferp(body) ? sizeof(body) : body));
  if (tag == "second") shutdown();
  else { destruct(child); call_out("second", 0); }
}
void second() { perform_using("url", URL + "/drop"); perform_to("got", 0, "second"); }
void logon() {
  child = new("/child");
  child->ask(URL + "/silence", this_object(), 1);
  perform_using("url", URL + "/bytes");
  perform_to("got", 0, "first");
}
"""


async def test_a_recording_answers_in_place_of_the_server(tmp_path: Path) -> None:
    """Nobody is asked, and LPC sees the same: an answer, a failure, and nothing of what was cancelled."""
    lib = {"master.c": RECORDED, "child.c": CHILD}
    recorded = Run(record=tmp_path / "recording")
    async with serving() as web:
        web.answers["/bytes"] = reply(bytes(range(256)))
        recorded = attrs.evolve(recorded, defines=(("URL", json.dumps(web.url(""))),))
        async with running(lib, invocation=recorded) as mud:
            await mud.connect()
            await mud.ended()
            seen = (mud.directory / "log").read_text()
        asked = len(web.got)

        async with running(lib, invocation=attrs.evolve(recorded, record=None, replay=recorded.record)) as mud:
            await mud.ended()

            assert (mud.directory / "log").read_text() == seen
            assert [line for line in mud.log if "track" in line] == []

    assert len(web.got) == asked
    assert [line.split('"')[0] for line in seen.splitlines()] == ["first 1 256", "second 0 "]


async def test_the_macro_promises_what_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mudlib may ask whether requests can be made; who makes one all the same hears why not."""
    monkeypatch.setitem(sys.modules, "httpx2", None)
    async with serving() as web, running(LIB) as mud:
        user = await arrived(mud)

        await user.type("macro", f"get {web.url('/hello')} first")

        assert await user.until("not there\n")
        assert f'first: 0 "{http.MISSING}"' in await user.until("in_perform 1\n")
        assert web.got == []


APPLICATION = """
object connect(int port) { return this_object(); }
void logon() {
  mapping question = ([ "model": "small", "messages": ({ ([ "role": "user", "content": "hello" ]) }) ]);
  perform_using("url", envsubst("${BASE_URL}/chat/completions"));
  perform_using("headers", ({ "Content-Type: application/json", envsubst("Authorization: Bearer ${API_KEY}") }));
  perform_using("body", question.to_json());
  perform_using("timeout_ms", 30000);
  perform_to("answered", 0);
}
void answered(int ok, mixed body) {
  write(ok ? from_json(body)["choices"][0]["message"]["content"] + "\\n" : body);
  shutdown();
}
"""


async def test_an_application_asks_a_language_model(tmp_path: Path) -> None:
    """A single file with the console as its user: a JSON question by POST, the answer, the end."""
    file = tmp_path / "ask.c"
    file.write_text(APPLICATION)
    async with serving() as web:
        message = {"role": "assistant", "content": "Hello to you, \u00fc."}
        web.answers["/chat/completions"] = reply(json.dumps({"choices": [{"message": message}]}).encode())
        environment = {**os.environ, "BASE_URL": web.url(""), "API_KEY": "sk-test"}
        command = [sys.executable, "-m", "neolith_trio", "-c", str(file)]
        with trio.fail_after(30):
            async with trio.open_nursery() as nursery:
                # standard input that stays open, as a terminal's
                process = await nursery.start(
                    partial(trio.run_process, command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
                )
                output = b""
                async for chunk in process.stdout:
                    output += chunk

    assert output.decode() == "Hello to you, ü.\n"
    assert json.loads(web.got[0].body)["messages"] == [{"role": "user", "content": "hello"}]
    assert web.got[0].header("content-type") == "application/json"
    assert web.got[0].header("authorization") == "Bearer sk-test"
