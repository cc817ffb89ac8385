"""The console over HTTP: who gets in, who does not, and what is seen of the world."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import pytest

from neolith_trio.testing import Mud
from neolith_trio.web.access import GUESSES, Gate, Sessions, Verdict
from tests.services.web import serving

from .serving import TOKEN, served

SERVICE = r"""
int count = 7;
mapping about = ([ "name": "service" ]);
private string hidden = "grüße";
void heart_beat() { }
void fail() {
  int zero;
  count = 1 / zero;
}
mapping wait(mapping r) { return 0; }
void create() {
  set_heart_beat(1);
  call_out("fail", 3600);
  http_serve("/wait", "wait");
  http_serve("/page", (: "<p>" :), ([ "public": 1 ]));
  http_serve("/fail", "fail", ([ "public": 1 ]));
  channel_open("map", 0, "fail");
}
"""


@asynccontextmanager
async def consoled(
    service: str = SERVICE, settings: str = ""
) -> AsyncIterator[tuple[httpx2.AsyncClient, Mud]]:
    """A mud with a console, and a browser's manners."""
    async with served(service, f"WebConsole yes\n{settings}") as (client, mud):
        del client.headers["Authorization"]
        client.headers["Origin"] = str(client.base_url).rstrip("/")
        yield client, mud


async def log_in(client: httpx2.AsyncClient, token: str = TOKEN) -> httpx2.Response:
    """Log in; what the page sends along afterwards is set."""
    answer = await client.post("/console/login", json={"token": token})
    if answer.status_code == 200:
        client.headers["X-Proof"] = answer.json()["proof"]
    return answer


async def seen(client: httpx2.AsyncClient, what: str, **about: str) -> Any:
    """What is found."""
    return (await client.get(f"/console/look/{what}", params=about)).json()["found"]


async def evaluated(client: httpx2.AsyncClient, code: str) -> dict[str, str]:
    found: dict[str, str] = (await client.post("/console/evaluate", json={"code": code})).json()["found"]
    return found


async def test_the_page_is_for_everybody_and_nothing_else_is() -> None:
    """It runs nothing but its own script, and is shown in no frame."""
    async with consoled() as (client, _):
        page = await client.get("/console/")
        entrance = await client.get("/console")
        statuses = [
            (await client.get(f"/console/{path}")).status_code for path in ("session", "look/users", "log", "nowhere")
        ]
        evaluation = await client.post("/console/evaluate", json={"code": "1"})

    policy = page.headers["content-security-policy"]
    assert page.status_code == 200
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "<script>" not in page.text
    assert "style=" not in page.text
    assert (entrance.status_code, entrance.headers["location"]) == (307, "/console/")
    assert statuses == [401, 401, 401, 404]
    assert evaluation.status_code == 401


async def test_without_the_setting_there_is_no_console() -> None:
    """The web port alone does not open it."""
    async with served(SERVICE) as (client, _):
        assert (await client.get("/console/")).status_code == 404


async def test_the_token_begins_a_session() -> None:
    """In a cookie that no script sees and no other site sends; logging out ends it."""
    async with consoled() as (client, _):
        assert (await log_in(client, "not the token")).status_code == 401
        answer = await log_in(client)
        cookie = answer.headers["set-cookie"]
        assert (await client.get("/console/session")).json() == {"proof": client.headers["X-Proof"]}
        assert (await client.post("/console/logout", json={})).status_code == 200
        assert (await client.get("/console/session")).status_code == 401

    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Path=/console" in cookie
    assert TOKEN not in cookie


async def test_other_pages_cannot_use_a_session() -> None:
    """Not of another site, not of another port of this host, not without the proof."""
    async with consoled() as (client, _):
        await log_in(client)
        proof = client.headers["X-Proof"]
        for changed in (
            {"Origin": "https://bad.example"},
            {"Origin": "http://127.0.0.1:1"},
            {"Origin": "null"},
            {"X-Proof": "x" + proof},
            {"X-Proof": ""},
            {"Sec-Fetch-Site": "same-site"},
        ):
            answer = await client.post("/console/evaluate", json={"code": "1"}, headers=changed)
            assert answer.status_code == 403, changed
        read = await client.get("/console/look/users", headers={"Origin": "http://127.0.0.1:1"})
        del client.headers["Origin"]
        without = await client.post("/console/evaluate", json={"code": "1"})

    assert (read.status_code, without.status_code) == (403, 403)


async def test_guessing_is_slow() -> None:
    """After ten wrong tokens the right one has to wait too."""
    async with consoled() as (client, _):
        for _ in range(GUESSES):
            assert (await log_in(client, "guess")).status_code == 401
        assert (await log_in(client)).status_code == 429


async def test_what_is_seen_of_the_world() -> None:
    """Users, objects and their variables, timers, what is served; never a value itself but its text."""
    async with consoled() as (client, mud):
        await log_in(client)
        await mud.connect()
        users = await seen(client, "users")
        objects = await seen(client, "objects", filter="serv")
        one = await seen(client, "object", name="/service")
        timers = await seen(client, "timers")
        served_here = await seen(client, "operations")
        figures = await seen(client, "figures")
        nothing = await seen(client, "object", name="/nobody")
        strange = await client.get("/console/look/__class__")

    assert [(row["address"], row["kind"]) for row in users] == [("127.0.0.1", "telnet")]
    assert [row["object"] for row in objects] == ["/service"]
    values = {row["name"]: row["value"] for row in one["variables"]}
    assert values["count"] == "7"
    assert values["hidden"] == '"grüße"'
    assert '"name"' in values["about"]
    assert timers["heart_beats"] == [{"object": "/service", "interval": 1}]
    assert [(row["object"], row["function"]) for row in timers["call_outs"]] == [("/service", "fail")]
    assert [row["path"] for row in served_here["routes"]] == ["/wait", "/page", "/fail"]
    assert [row["channel"] for row in served_here["channels"]] == ["map"]
    assert (figures["users"], figures["heart_beats"], figures["call_outs"]) == (1, 1, 1)
    assert nothing == {"error": "there is no object /nobody"}
    assert strange.status_code == 404


async def test_what_lpc_waits_for_is_seen() -> None:
    """Operations with their deadlines, and what perform_to() has sent; passwords are left out."""
    service = """
    void create() {
      http_request(([ "url": "WHERE/silence", "timeout": 50 ]), "over");
      perform_using("url", "http://ann:secret@" + "WHERE/silence#é"[7..]);
      perform_to("over", 0);
    }
    void over() { }
    """
    settings = "HttpPrivateAddresses yes"
    async with serving() as web, consoled(service.replace("WHERE", web.url("")), settings) as (client, _):
        await log_in(client)
        rows = (await seen(client, "operations"))["operations"]

    assert [(row["handle"], row["kind"], row["label"], row["owner"], row["deadline"] > 40) for row in rows] == [
        (1, "http", f"GET {web.url('/silence')}", "/service", True),
        (0, "perform_to", f"GET {web.url('/silence#é')}", "/service", True),
    ]


async def test_lpc_is_evaluated_in_a_turn_of_its_own() -> None:
    """An expression, statements, what is wrong with the text, what goes wrong in it; the log says who did it."""
    async with consoled() as (client, mud):
        await log_in(client)
        assert await evaluated(client, "6 * 7") == {"value": "42"}
        assert await evaluated(client, 'int a = 1; a += 2; return "n" + a;') == {"value": '"n3"'}
        wrong = await evaluated(client, "no_such_function()")
        thrown = await evaluated(client, 'load_object("/service")->fail()')
        endless = await evaluated(client, "while (1); return 0;")
        again = await evaluated(client, 'load_object("/service")->query() + 1')

    assert "no_such_function" in wrong["error"]
    assert "Division by zero" in thrown["error"]
    assert "/service.c:8" in thrown["error"]
    assert "error" in endless
    assert again == {"value": "1"}
    assert any("the console evaluates '6 * 7'" in line for line in mud.log)


async def test_errors_are_shown_with_their_source() -> None:
    """The trace, innermost first, and the lines around it."""
    async with consoled() as (client, _):
        await log_in(client)
        assert (await client.get("/fail")).status_code == 500
        errors = await seen(client, "errors")

    assert "Division by zero" in errors[0]["text"]
    assert (errors[0]["trace"][0]["function"], errors[0]["trace"][0]["line"]) == ("fail", 8)
    shown = {row["line"]: row["text"] for row in errors[0]["source"]}
    assert shown[8].strip() == "count = 1 / zero;"


async def test_the_log_is_followed() -> None:
    """A question waits for the next line."""
    async with consoled() as (client, _):
        await log_in(client)
        first = (await client.get("/console/log", params={"after": "0"})).json()["lines"]
        await evaluated(client, 'debug_message("a line for the log")')
        later = (await client.get("/console/log", params={"after": str(first[-1][0])})).json()["lines"]

    assert any("(http)" in text for _, text in first)
    assert [number for number, _ in later] == list(range(first[-1][0] + 1, first[-1][0] + 1 + len(later)))
    assert any("a line for the log" in text or "the console evaluates" in text for _, text in later)


async def test_pages_of_lpc_are_kept_away_from_the_console() -> None:
    """They run as a site of their own, so that they cannot do what the page of the console may."""
    async with consoled() as (client, _):
        page = await client.get("/page")

    assert page.text == "<p>"
    assert page.headers["content-security-policy"] == "sandbox allow-scripts allow-forms"


def test_a_gate_forgets_guesses_after_a_minute() -> None:
    """And an address that never guessed is not concerned."""
    now = 0.0
    gate = Gate(TOKEN, lambda: now)
    for _ in range(GUESSES):
        assert gate.ask("guess", None, "a") is Verdict.WRONG

    assert gate.ask(TOKEN, None, "a") is Verdict.TOO_OFTEN
    assert gate.ask(TOKEN, None, "b") is Verdict.WELCOME
    assert gate.ask(None, "", "a") is Verdict.WELCOME
    now = 61.0
    assert gate.ask(TOKEN, None, "a") is Verdict.WELCOME


def test_sessions_end_by_themselves() -> None:
    """When nothing is done for an hour, or when there are many."""
    now = 0.0
    sessions = Sessions(lambda: now)
    secret, session = sessions.begin()
    now = 3000.0
    assert sessions.find(secret) is session
    now = 6000.0
    assert sessions.find(secret) is session
    now = 9601.0
    assert sessions.find(secret) is None
    first, _ = sessions.begin()
    for _ in range(Sessions.MOST):
        sessions.begin()

    assert sessions.find(first) is None
    assert sessions.find(None) is None


@pytest.mark.parametrize("given", [None, "", "b" * 20])
def test_no_token_is_as_wrong_as_a_wrong_one(given: str | None) -> None:
    """Also where a route has one of its own."""
    assert Gate(TOKEN, lambda: 0.0).ask(given, "a" * 20, "x") is Verdict.WRONG
