"""How http_request() gets to servers: so many at once, through a proxy, by HTTP/2, and never where it may not go."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
import trio

from neolith_trio.services import doorman
from neolith_trio.services.web_requests import PER_HOST
from neolith_trio.testing import ScriptedUser, running
from tests.net.doors import Authority
from tests.services.web import redirect, reply, serving

pytest.importorskip("httpx2")

MASTER = """
object connect(int port) { return new("/user"); }
int valid_http(object who, string method, string url) { return ALLOWED; }
"""
USER = r"""
int *handles = ({ });
void note(string s) { write(s + "\n"); }
void got(mapping a, string tag) {
  note(tag + " " + a["outcome"] + " " + (stringp(a["error"]) ? a["error"] : a["body"]));
}
int do_get(string s) {
  string url;
  int verify;
  sscanf(s, "%s %d", url, verify);
  handles += ({ http_request(([ "url": url, "verify": verify ]), "got", "got") });
  return 1;
}
int do_cancel(string s) { for (int i = 0; i < to_int(s); i++) async_cancel(handles[i]); return 1; }
void logon() { enable_commands(); add_action("do_get", "get"); add_action("do_cancel", "cancel"); note("ready"); }
"""


@asynccontextmanager
async def asking(settings: str = "", allowed: int = 2) -> AsyncIterator[ScriptedUser]:
    """A user of a mud whose objects may go anywhere, or where `allowed` says."""
    files = {"master.c": MASTER.replace("ALLOWED", str(allowed)), "user.c": USER}
    async with running(files, f"MaxOperationsPerObject 50\n{settings}") as mud:
        user = await mud.connect()
        await user.until("ready")
        yield user


async def test_a_server_gets_so_many_at_once() -> None:
    """The others wait for their turn, and come when one of them has ended."""
    async with serving() as web, asking() as user:
        for _ in range(PER_HOST + 3):
            await user.type(f"get {web.url('/silence')} 1")
        await web.until(lambda: len(web.got) == PER_HOST)
        await user.type("cancel 2")
        await web.until(lambda: len(web.got) == PER_HOST + 2)
        assert web.connections <= PER_HOST
        await user.type(f"get {web.url('/hello')} 1", "cancel 9")
        await user.until("got result hello\n")


async def test_requests_go_through_the_proxy() -> None:
    """Names are its to look up; where only public addresses are allowed, ours are looked at all the same."""
    async with serving() as web:
        web.answers["http://mud.invalid/x"] = reply(b"by the proxy")
        async with asking(f"HttpProxy {web.url('')}") as user:
            await user.type("get http://mud.invalid/x 1")
            await user.until("got result by the proxy\n")
        async with asking(f"HttpProxy {web.url('')}", allowed=1) as user:
            await user.type("get http://192.168.1.1/x 1")
            await user.until("got error 192.168.1.1 has the address 192.168.1.1, which is not public")
        assert len(web.got) == 1


async def test_a_redirect_leads_nowhere_private(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every connection is looked at, not the first alone."""
    monkeypatch.setattr(doorman, "is_public", lambda address: address == "127.0.0.1")
    async with serving() as web, asking(allowed=1) as user:
        web.answers["/away"] = redirect(f"http://127.0.0.2:{web.port}/hello")
        web.answers["/near"] = redirect(web.url("/hello"))
        await user.type(f"get {web.url('/near')} 1")
        await user.until("got result hello\n")
        await user.type(f"get {web.url('/away')} 1")
        await user.until("got error 127.0.0.2 has the address 127.0.0.2, which is not public")


async def test_certificates_are_checked_unless_a_request_says_otherwise(tmp_path: Path) -> None:
    """One that nobody trusts is an error, which says why."""
    files = Authority(tmp_path).files()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(files.certificate, files.key)

    async def handle(stream: trio.SocketStream) -> None:
        tls = trio.SSLStream(stream, context, server_side=True, https_compatible=True)
        try:
            await tls.receive_some()
            await tls.send_all(reply(b"hello"))
        except trio.BrokenResourceError:
            pass
        await trio.aclose_forcefully(tls)

    async with trio.open_nursery() as nursery:
        listeners = await nursery.start(partial(trio.serve_tcp, handle, 0, host="127.0.0.1"))
        url = f"https://127.0.0.1:{listeners[0].socket.getsockname()[1]}/"
        async with asking() as user:
            await user.type(f"get {url} 1")
            await user.until("got error no safe connection")
            await user.type(f"get {url} 0")
            await user.until("got result hello\n")
        nursery.cancel_scope.cancel()


async def test_http2_carries_many_requests_on_one_connection(tmp_path: Path) -> None:
    """Where the server speaks it."""
    pytest.importorskip("h2")
    from h2.config import H2Configuration
    from h2.connection import H2Connection
    from h2.events import RequestReceived

    files = Authority(tmp_path).files()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(files.certificate, files.key)
    context.set_alpn_protocols(["h2", "http/1.1"])
    asked: list[list[bytes]] = []

    async def handle(stream: trio.SocketStream) -> None:
        """Answer two requests at a time, the later one first."""
        paths: dict[int, bytes] = {}
        tls = trio.SSLStream(stream, context, server_side=True, https_compatible=True)
        machine = H2Connection(H2Configuration(client_side=False))
        machine.initiate_connection()
        await tls.send_all(machine.data_to_send())
        while data := await tls.receive_some():
            for event in machine.receive_data(data):
                if isinstance(event, RequestReceived):
                    assert event.stream_id is not None
                    paths[event.stream_id] = dict(event.headers or [])[b":path"]
            if len(paths) == 2:
                asked.append(list(paths.values()))
                for number, path in sorted(paths.items(), reverse=True):
                    machine.send_headers(number, [(":status", "200"), ("content-type", "text/plain")])
                    machine.send_data(number, path, end_stream=True)
                paths.clear()
            await tls.send_all(machine.data_to_send())

    async with trio.open_nursery() as nursery:
        listeners = await nursery.start(partial(trio.serve_tcp, handle, 0, host="127.0.0.1"))
        url = f"https://127.0.0.1:{listeners[0].socket.getsockname()[1]}"
        async with asking() as user:
            for pair in (("/a", "/b"), ("/c", "/d")):
                await user.type(*(f"get {url}{path} 0" for path in pair))
                answers = await user.until("\ngot result") + await user.until("\n")
                for path in pair:
                    assert path in answers
        nursery.cancel_scope.cancel()
    assert [sorted(pair) for pair in asked] == [[b"/a", b"/b"], [b"/c", b"/d"]]
