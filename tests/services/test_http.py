"""Requests that are really sent, to a server that answers what a test says."""

from __future__ import annotations

import ssl
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import trio

from neolith_trio.concurrency import Inbox
from neolith_trio.runtime.outside.ports.http import HttpAnswered, HttpEvent, HttpFailed, HttpRequest
from neolith_trio.services import http
from tests.services.web import Answer, Got, Web, endless, redirect, reply, serving

LARGEST = 100_000
CERTIFICATE = Path(__file__).parent / "self-signed.pem"


class Requests:
    """A running service, with the inbox that it posts to."""

    def __init__(self, service: http.HttpService, inbox: Inbox[HttpEvent]) -> None:
        self.service = service
        self.ended: dict[int, HttpEvent] = {}
        self._inbox = inbox
        self._keys = 0

    def begin(self, url: str, owner: Any = None, **more: Any) -> int:
        self._keys += 1
        self.service.begin(self._keys, owner or SimpleNamespace(name="owner"), HttpRequest(url, **more))
        return self._keys

    async def outcome(self, key: int) -> HttpEvent:
        with trio.fail_after(20):
            while key not in self.ended:
                for _, event in await self._inbox.drain():
                    assert event.key not in self.ended, "a second outcome"
                    self.ended[event.key] = event
        return self.ended[key]

    async def fetch(self, url: str, **more: Any) -> bytes:
        event = await self.outcome(self.begin(url, **more))
        assert isinstance(event, HttpAnswered), event
        return event.body

    async def failure(self, url: str, **more: Any) -> str:
        event = await self.outcome(self.begin(url, **more))
        assert isinstance(event, HttpFailed), event
        return event.reason


@asynccontextmanager
async def requests() -> AsyncIterator[Requests]:
    with Inbox[HttpEvent]() as inbox:
        async with trio.open_nursery() as nursery:
            service: http.HttpService = await nursery.start(http.serve, inbox, LARGEST)
            yield Requests(service, inbox)
            nursery.cancel_scope.cancel()
        assert inbox.statistics().undelivered == 0


@asynccontextmanager
async def both() -> AsyncIterator[tuple[Requests, Web]]:
    async with serving() as web, requests() as sending:
        yield sending, web


async def sent(**more: Any) -> Got:
    """What the server gets of a request."""
    async with both() as (sending, web):
        assert await sending.fetch(web.url("/hello"), **more) == b"hello"
        return web.got[0]


# -- what is sent ---------------------------------------------------------------------------------------------


async def test_a_plain_request_asks_for_nothing_special() -> None:
    """Above all not for a compressed answer: LPC gets the body as it comes."""
    got = await sent()

    assert got.line == "GET /hello HTTP/1.1"
    assert {name for name, _ in got.headers} == {"accept", "user-agent", "connection", "host"}
    assert (got.header("accept"), got.header("connection")) == ("*/*", "close")


async def test_a_body_makes_it_a_post_of_a_form() -> None:
    """Also an empty one."""
    got = await sent(body=b"a=1&b=2")
    empty = await sent(body=b"")

    assert (got.line, got.body) == ("POST /hello HTTP/1.1", b"a=1&b=2")
    assert got.header("content-type") == "application/x-www-form-urlencoded"
    assert (empty.line, empty.header("content-length")) == ("POST /hello HTTP/1.1", "0")


async def test_every_byte_of_a_body_arrives() -> None:
    """More of it than fits into one packet."""
    body = bytes(range(256)) * 2000

    assert (await sent(body=body)).body == body


async def test_lines_replace_our_headers_or_take_them_away() -> None:
    """A line without a value does the latter; one with a semicolon has no value and is sent."""
    lines = (b"Accept: text/plain", b"user-agent:", b"X-Empty;", b"X-Two: 1", b"X-Two:2", b"Content-Type:")

    got = await sent(body=b"x", headers=lines)

    assert got.header("accept") == "text/plain"
    assert got.header("user-agent") is None
    assert got.header("content-type") is None
    assert got.header("x-empty") == ""
    assert [value for name, value in got.headers if name == "x-two"] == ["1", "2"]


@pytest.mark.parametrize("line", [b"X-One: 1\r\nX-Two: 2", b"X One: 1", b": 1"])
async def test_a_line_cannot_smuggle_in_another(line: bytes) -> None:
    """Nothing is sent then."""
    async with both() as (sending, web):
        assert (await sending.failure(web.url("/hello"), headers=(line,))).startswith("the request cannot be sent: ")
        assert web.got == []


async def test_a_line_that_is_no_header_is_shown() -> None:
    """It was a mistake, and the request would not be the one that was meant."""
    async with both() as (sending, web):
        reason = await sending.failure(web.url("/hello"), headers=(b"X-One",))

    assert reason == "not a header, which is a line such as 'Name: value': X-One"


async def test_a_name_and_a_password_of_the_url_are_a_header() -> None:
    """As in the drivers before."""
    async with both() as (sending, web):
        await sending.fetch(web.url("/hello").replace("//", "//bilbo:baggins@"))

        assert web.got[0].header("authorization") == "Basic YmlsYm86YmFnZ2lucw=="


async def test_http_is_understood() -> None:
    """A url need not say it."""
    async with both() as (sending, web):
        assert await sending.fetch(web.url("/hello").removeprefix("http://")) == b"hello"


# -- what comes back ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["200 OK", "404 Not Found", "500 Internal Server Error", "302 Found"])
async def test_an_answer_is_an_answer(status: str) -> None:
    """Whatever its status."""
    async with both() as (sending, web):
        web.answers["/status"] = reply(b"\0\xff", status)

        assert await sending.fetch(web.url("/status"), follows=True) == b"\0\xff"


async def test_a_body_without_a_length_ends_with_the_connection() -> None:
    """And one in chunks with the last of them."""
    async with both() as (sending, web):
        web.answers["/open"] = b"HTTP/1.0 200 OK\r\n\r\nall of it"
        web.answers["/chunks"] = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nall\r\n0\r\n\r\n"

        assert await sending.fetch(web.url("/open")) == b"all of it"
        assert await sending.fetch(web.url("/chunks")) == b"all"


async def test_a_compressed_body_stays_compressed() -> None:
    """Small bodies that unpack to huge ones do no harm."""
    async with both() as (sending, web):
        web.answers["/packed"] = reply(b"\x1f\x8b not unpacked", "200 OK", "Content-Encoding: gzip")

        assert await sending.fetch(web.url("/packed")) == b"\x1f\x8b not unpacked"


async def test_a_body_is_no_larger_than_a_buffer() -> None:
    """A server that goes on sending is left."""

    async def flood(stream: trio.abc.Stream) -> None:
        await stream.send_all(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            await stream.send_all(b"x" * 10_000)

    async with both() as (sending, web):
        web.answers["/most"] = reply(b"x" * LARGEST)
        web.answers["/more"] = reply(b"x" * (LARGEST + 1))
        web.answers["/flood"] = flood
        too_large = "the body of the answer is larger than MaxBufferSize, 100000 bytes"

        assert len(await sending.fetch(web.url("/most"))) == LARGEST
        assert await sending.failure(web.url("/more")) == too_large
        assert await sending.failure(web.url("/flood")) == too_large
        await web.until(lambda: web.connections == 0)


async def test_cookies_are_nobodys() -> None:
    """What one object is given is not sent for another, nor for itself."""
    async with both() as (sending, web):
        web.answers["/cookie"] = reply(b"", "302 Found", "Location: /hello", "Set-Cookie: secret=1; Path=/")

        await sending.fetch(web.url("/cookie"), follows=True)
        await sending.fetch(web.url("/hello"))

        assert [got.header("cookie") for got in web.got] == [None, None, None]


# -- redirects ------------------------------------------------------------------------------------------------


async def test_a_redirect_is_followed_when_asked() -> None:
    """Else its own body is the answer."""
    async with both() as (sending, web):
        web.answers["/moved"] = redirect("/hello")

        assert await sending.fetch(web.url("/moved")) == b"moved"
        assert await sending.fetch(web.url("/moved"), follows=True) == b"hello"


async def test_a_post_goes_on_as_a_get() -> None:
    """Unless the status says that it must not."""
    async with both() as (sending, web):
        web.answers["/found"] = redirect("/hello")
        web.answers["/again"] = redirect("/hello", "307 Temporary Redirect")

        await sending.fetch(web.url("/found"), body=b"x", follows=True)
        await sending.fetch(web.url("/again"), body=b"x", follows=True)

        assert [(got.line.split()[0], got.body) for got in web.got] == [
            ("POST", b"x"),
            ("GET", b""),
            ("POST", b"x"),
            ("POST", b"x"),
        ]


async def test_redirects_come_to_an_end() -> None:
    """A server that leads in a circle is left."""
    async with both() as (sending, web):
        web.answers["/circle"] = redirect("/circle")

        assert await sending.failure(web.url("/circle"), follows=True) == "more than 30 redirects"
        assert len(web.got) == 31


async def test_the_body_of_a_redirect_is_not_read() -> None:
    """It may be endless."""
    async with both() as (sending, web):
        web.answers["/endless"] = endless

        assert await sending.fetch(web.url("/endless"), follows=True) == b"hello"


async def test_a_password_is_not_taken_elsewhere() -> None:
    """A redirect to another server gets no Authorization."""
    async with both() as (sending, web), serving() as other:
        web.answers["/away"] = redirect(other.url("/hello"))

        await sending.fetch(web.url("/away"), headers=(b"Authorization: Bearer secret",), follows=True)

        assert web.got[0].header("authorization") == "Bearer secret"
        assert other.got[0].header("authorization") is None


async def test_a_redirect_leads_to_no_file() -> None:
    """Only to http and https."""
    async with both() as (sending, web):
        web.answers["/file"] = redirect("file://localhost/etc/passwd")

        assert (await sending.failure(web.url("/file"), follows=True)).startswith("only http and https are supported")


# -- what goes wrong ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("nonsense://x/", "only http and https are supported"),
        ("file:///etc/passwd", "only http and https are supported"),
        ("http://[::1/", "not a valid url"),
        ("http://x/\n", "not a valid url"),
        ("", "no connection"),
    ],
)
async def test_a_wrong_url_fails(url: str, reason: str) -> None:
    """By an outcome like any other."""
    async with requests() as sending:
        assert (await sending.failure(url)).partition(":")[0] == reason


async def test_nobody_listens() -> None:
    """The words are those of the system."""
    async with serving() as web:
        gone = web.url("/hello")
    async with requests() as sending:
        reason = await sending.failure(gone)

    assert reason.startswith("no connection: ")
    assert "refused" in reason


@pytest.mark.parametrize(
    "answer",
    [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\ntoo short", b"HTTP/1.1 200", b"220 ftp ready\r\n\r\n"],
)
async def test_a_server_that_drops_or_babbles(answer: Answer) -> None:
    """A part of an answer is none."""
    async with both() as (sending, web):
        web.answers["/drop"] = answer

        assert (await sending.failure(web.url("/drop"))).startswith("the server broke off, or does not speak HTTP")


async def test_a_server_that_never_answers_is_left_in_time() -> None:
    """Others are answered meanwhile."""
    async with both() as (sending, web):
        silent = sending.begin(web.url("/silence"), timeout_ms=1000)

        assert await sending.fetch(web.url("/hello")) == b"hello"
        assert silent not in sending.ended
        assert await sending.outcome(silent) == HttpFailed(silent, "no answer within 1 seconds")
        await web.until(lambda: web.connections == 0)


async def test_a_server_that_answers_slowly_is_left_in_time() -> None:
    """The time is that of all of the request, and not of each wait in it."""

    async def drip(stream: trio.abc.Stream) -> None:
        await stream.send_all(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            await stream.send_all(b"x")
            await trio.sleep(0.01)

    async with both() as (sending, web):
        web.answers["/drip"] = drip

        assert await sending.failure(web.url("/drip"), timeout_ms=200) == "no answer within 0.2 seconds"


async def test_without_the_package_every_request_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing else is wrong."""
    monkeypatch.setitem(sys.modules, "httpx2", None)
    async with requests() as sending:
        assert [await sending.failure("http://127.0.0.1/") for _ in range(2)] == [http.MISSING] * 2


async def test_the_package_is_imported_by_the_first_request() -> None:
    """A mud without requests starts without it."""
    made: list[str] = []

    def client(private: bool) -> Any:
        made.append("client")
        return http.open_client(private)

    with Inbox[HttpEvent]() as inbox:
        async with serving() as web, trio.open_nursery() as nursery:
            service = http.HttpService(inbox, nursery, LARGEST, http.Client(client))
            sending = Requests(service, inbox)
            assert made == []
            keys = [sending.begin(web.url("/hello")) for _ in range(5)]
            assert {type(await sending.outcome(key)) for key in keys} == {HttpAnswered}

    assert made == ["client"]


# -- owners and ends ------------------------------------------------------------------------------------------


async def test_the_requests_of_an_owner_end_with_it() -> None:
    """Each with an outcome; those of others go on."""
    ours, theirs = SimpleNamespace(name="ours"), SimpleNamespace(name="theirs")
    async with both() as (sending, web):
        mine = sending.begin(web.url("/silence"), ours)
        other = sending.begin(web.url("/silence"), theirs, timeout_ms=20_000)
        await web.until(lambda: len(web.got) == 2)

        sending.service.cancel(ours)  # type: ignore[arg-type]

        assert await sending.outcome(mine) == HttpFailed(mine, "cancelled: its owner is gone")
        await web.until(lambda: web.connections == 1)
        assert other not in sending.ended


async def test_fifty_at_once() -> None:
    """None waits for another: the server answers only when all are there."""
    async with both() as (sending, web):
        everybody = trio.Event()

        async def when_all_are_there(stream: trio.abc.Stream) -> None:
            if web.connections == 50:
                everybody.set()
            await everybody.wait()
            await stream.send_all(reply(b"at last"))

        web.answers["/together"] = when_all_are_there
        keys = [sending.begin(web.url("/together"), timeout_ms=20_000) for _ in range(50)]

        assert {await sending.outcome(key) for key in keys} == {HttpAnswered(key, b"at last") for key in keys}


async def test_the_end_of_the_service_is_an_outcome() -> None:
    """What is begun afterwards has one at once."""
    with Inbox[HttpEvent]() as inbox:
        async with serving() as web:
            async with trio.open_nursery() as nursery:
                service: http.HttpService = await nursery.start(http.serve, inbox, LARGEST)
                sending = Requests(service, inbox)
                open_one = sending.begin(web.url("/silence"))
                await web.until(lambda: len(web.got) == 1)
                nursery.cancel_scope.cancel()
            late = sending.begin(web.url("/hello"))

            assert await sending.outcome(open_one) == HttpFailed(open_one, "cancelled: its service stopped")
            assert await sending.outcome(late) == HttpFailed(late, "the driver is about to stop")
            assert inbox.statistics().slots == 0


async def test_an_inbox_without_room_for_outcomes_delays_the_failure() -> None:
    """It is posted like any input, and LPC still hears of it once."""
    with Inbox[HttpEvent](slots=1) as inbox:
        async with serving() as web, trio.open_nursery() as nursery:
            service: http.HttpService = await nursery.start(http.serve, inbox, LARGEST)
            sending = Requests(service, inbox)
            first = sending.begin(web.url("/hello"))
            second = sending.begin(web.url("/hello"))

            assert await sending.outcome(second) == HttpFailed(second, "too many operations are under way")
            assert await sending.outcome(first) == HttpAnswered(first, b"hello")
            nursery.cancel_scope.cancel()


# -- certificates ---------------------------------------------------------------------------------------------


def self_signed() -> ssl.SSLContext:
    """A server's side with a certificate of its own making, valid for a hundred years."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


async def test_a_certificate_must_be_trusted() -> None:
    """Nothing is sent to somebody who only says who he is."""
    async with serving(self_signed()) as web, requests() as sending:
        reason = await sending.failure(web.url("/hello").replace("http:", "https:"))

        assert reason.startswith("no connection: ")
        assert "certificate" in reason
        assert web.got == []


async def test_a_certificate_that_is_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The operator may trust others than the system does, by the variable that OpenSSL knows too."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    async with serving(self_signed()) as web, requests() as sending:
        assert await sending.fetch(web.url("/hello").replace("http:", "https:")) == b"hello"


# -- where to -------------------------------------------------------------------------------------------------


async def test_a_request_that_may_not_reaches_no_private_address() -> None:
    """Neither by its name nor by a redirect, whatever else was sent before; one that may does."""
    async with both() as (sending, web):
        assert await sending.fetch(web.url("/hello")) == b"hello"
        for host in ("127.0.0.1", "localhost"):
            refused = await sending.failure(f"http://{host}:{web.port}/hello", private=False)
            assert refused.startswith(f"{host} has the address ")
            assert refused.endswith("which is not public; valid_http() can allow it")
        assert len(web.got) == 1


async def test_a_proxy_is_asked_for_no_private_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """The variable of the environment counts, and the rule with it."""
    async with serving() as web:
        monkeypatch.setenv("http_proxy", web.url(""))
        async with requests() as sending:
            refused = await sending.failure("http://10.0.0.1/hello", private=False)
        assert refused.startswith("10.0.0.1 has the address 10.0.0.1, which is not public")
        assert web.got == []
