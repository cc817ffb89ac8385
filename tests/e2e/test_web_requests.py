"""http_request() of LPC: a whole driver on one side, a server that a test speaks for on the other."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import trio

from neolith_trio.services.doorman import is_public
from neolith_trio.testing import Mud, ScriptedUser, running
from tests.services.web import Web, redirect, reply, serving

MASTER = """
int allowed = 2;
object connect(int port) { return new("/user"); }
int valid_http(object who, string method, string url) { return allowed; }
void allow(int what) { allowed = what; }
"""

USER = r"""
int last;
void note(string s) { write(s + "\n"); }
void got(mapping a, string tag) {
  note(sprintf("%s %s %d %O %s", tag, a["outcome"], a["status"], bufferp(a["body"]) ? "buffer" : a["body"],
    stringp(a["error"]) ? a["error"] : "-"));
}
void head(mapping a, string name) { note(name + "=" + a["headers"][name] + " " + explode(a["url"], "/")[<1]); }
void piece(mapping p) { note(sprintf("piece %s %s", p["event"] || "-", p["data"])); }
void short(mixed body, mixed error) { note(sprintf("short %O %O", body, error)); }
string where;
int do_at(string s) { where = s; note("at"); return 1; }
int do_get(string s) {
  mixed refused = catch(last = http_request(([ "url": where + s ]), "got", s));
  if (refused) note("refused " + refused);
  return 1;
}
int do_short(string s) { mudlib_http_get(where + s, "short"); return 1; }
int do_head(string s) { http_request(([ "url": where + "/headed" ]), "head", s); return 1; }
int do_json(string s) {
  mapping headers = ([ "X-Mine": "7" ]);
  http_request(([ "url": where + "/json", "json": ([ "a": ({ 1, "b" }) ]), "headers": headers ]), "got", "json");
  return 1;
}
int do_most(string s) { http_request(([ "url": where + "/hello", "max_bytes": 3 ]), "got", "most"); return 1; }
int do_binary(string s) { http_request(([ "url": where + "/hello", "binary": 1 ]), "got", "binary"); return 1; }
int do_wait(string s) {
  last = http_request(([ "url": where + "/silence", "timeout": to_float(s) ]), "got", "wait");
  return 1;
}
int do_cancel(string s) { note("cancel " + async_cancel(last) + " " + sizeof(async_info())); return 1; }
int do_stay(string s) { http_request(([ "url": where + "/moved", "redirects": 0 ]), "got", "stay"); return 1; }
int do_stream(string s) {
  http_request(([ "url": where + "/stream", "stream": s, "progress": "piece" ]), "got", "stream");
  return 1;
}
int do_allow(string s) { master()->allow(to_int(s)); note("allow"); return 1; }
int do_bad(string s) {
  note("bad " + catch(http_request(([ "url": where, "metod": "GET" ]), "got")));
  note("bad " + catch(http_request(([ "url": where, "headers": ([ "X": "a\r\nB: c" ]) ]), "got")));
  note("bad " + catch(http_request(([ "url": where, "stream": "lines" ]), "got")));
  return 1;
}
void logon() {
  string verb;
  enable_commands();
  foreach (verb in ({ "at", "get", "short", "head", "json", "most", "binary", "wait", "cancel", "stay", "stream",
                      "allow", "bad" }))
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


async def test_requests_of_every_kind_come_to_one_answer() -> None:
    """Bodies, statuses, redirects followed or not, buffers, limits, JSON that is sent, the short form."""
    async with asking() as (user, web, _):
        web.answers |= {
            "/moved": redirect("/hello"),
            "/gone": reply(b"no such page", "404 Not Found"),
            "/headed": reply(b"", "200 OK", "X-One: a", "X-One: b"),
            "/json": reply(b'{"ok":1}'),
        }
        for line, answer in (
            ("get /hello", '/hello result 200 "hello" -'),
            ("get /moved", '/moved result 200 "hello" -'),
            ("stay", 'stay result 302 "moved" -'),
            ("get /gone", '/gone result 404 "no such page" -'),
            ("binary", 'binary result 200 "buffer" -'),
            ("most", "most error 200 0 the body of the answer is larger than 3 bytes"),
            ("head x-one", "x-one=a, b headed"),
            ("short /hello", 'short "hello" 0'),
            ("short /gone", 'short 0 "status 404"'),
            ("json", 'json result 200 "{\\"ok\\":1}" -'),
        ):
            await user.type(line)
            await user.until(answer)
        sent = web.got[-1]
        assert sent.line.startswith("POST /json")
        assert sent.body == b'{"a":[1,"b"]}'
        assert (sent.header("content-type"), sent.header("x-mine")) == ("application/json", "7")


async def test_a_request_times_out_or_is_cancelled_in_a_later_turn() -> None:
    """Both are answers; a handle that has ended cannot be cancelled."""
    async with asking() as (user, _, _):
        await user.type("wait 0.05")
        await user.until("wait timeout 0 0 no end within 0.05 seconds")
        await user.type("cancel")
        await user.until("cancel 0 0")
        await user.type("wait 60")
        await user.type("cancel")
        await user.until("cancel 1 1")
        await user.until("wait cancelled 0 0 cancelled: by /user#")


async def test_a_stream_comes_in_pieces() -> None:
    """Lines, and server-sent events, of which comments and empty ones are none."""
    async with asking() as (user, web, _):
        web.answers["/stream"] = reply(b": hi\nevent: tick\ndata: one\ndata: two\n\ndata: last\n\n")
        await user.type("stream events")
        await user.until("piece tick one\ntwo")
        await user.until("piece message last")
        await user.until("stream result 200 0 -")
        await user.type("stream lines")
        await user.until("piece - : hi")
        await user.until("piece - data: last")
        await user.until("stream result 200 0 -")


async def test_the_master_decides_and_private_addresses_need_its_word() -> None:
    """0 refuses in the efun; 1 is for public addresses alone, whatever name they have."""
    async with asking() as (user, web, _):
        await user.type("allow 1")
        await user.until("allow")
        await user.type("get /hello")
        await user.until("/hello error 0 0 127.0.0.1 has the address 127.0.0.1, which is not public")
        assert web.got == []
        await user.type("allow 0")
        await user.until("allow")
        await user.type("get /hello")
        await user.until("refused http_request: valid_http() does not allow GET http://127.0.0.1")


async def test_options_that_are_wrong_are_named() -> None:
    """What, where, and what there is instead; nothing is sent."""
    async with asking() as (user, web, _):
        await user.type("bad")
        await user.until("bad http_request: unknown option metod; there are")
        await user.until("bad http_request: X is no name of a header, or its value has a line break")
        await user.until("bad http_request: stream needs progress")
        assert web.got == []


async def test_connections_are_used_again() -> None:
    """Two requests, one after the other, on one connection."""
    came: list[str] = []

    async def keep(stream: trio.abc.Stream) -> None:
        """Answer, and the next request on the same connection too."""
        came.append("first")
        await stream.send_all(reply(b"one"))
        while await stream.receive_some():
            came.append("again")
            await stream.send_all(reply(b"more"))

    async with asking() as (user, web, _):
        web.answers["/keep"] = keep
        await user.type("get /keep")
        await user.until('/keep result 200 "one" -')
        await user.type("get /keep")
        await user.until('/keep result 200 "more" -')

    assert came == ["first", "again"]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True), ("2001:4860:4860::8888", True), ("127.0.0.1", False), ("10.1.2.3", False), ("::1", False),
        ("169.254.169.254", False), ("::ffff:127.0.0.1", False), ("fe80::1%eth0", False), ("224.0.0.1", False),
        ("100.64.0.1", False), ("2002:7f00:1::", False), ("0.0.0.0", False),
    ],
)  # fmt: skip
def test_what_is_public(address: str, public: bool) -> None:
    """Addresses by which one could reach this machine or its neighbours are not."""
    assert is_public(address) is public
