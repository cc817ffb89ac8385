"""http_serve() of LPC: a whole driver on one side, an HTTP client on the other."""

from __future__ import annotations

import httpx2
import pytest
import trio

from neolith_trio.config import Config
from neolith_trio.errors import ConfigError
from neolith_trio.testing import configured

from .serving import MASTER, TOKEN, USER, a_moment, served

SERVICE = r"""
int *waiting = ({ });
int later;
string refused = "";
mapping echo(mapping r) {
  return ([ "status": 201, "headers": ([ "X-Two": ({ "a", "b" }) ]),
    "json": ([ "method": r["method"], "path": r["path"], "query": r["query"], "body": r["body"], "json": r["json"],
               "mine": r["headers"]["x-mine"], "secret": r["headers"]["authorization"] ]) ]);
}
string text(mapping r) { return "plain"; }
mapping fail(mapping r) { int zero; return ([ "body": "" + 1 / zero ]); }
void wait(mapping r) { waiting += ({ r["handle"] }); }
string answer(mapping r) {
  int *answered = map(waiting, (: http_reply($1, "late") :));
  waiting = ({ });
  return answered && sizeof(answered) ? "answered " + answered[0] : "nobody";
}
string again(mapping r) {
  int first = http_reply(r["handle"], "first");
  return "second " + first;
}
void stream(mapping r) {
  http_reply(r["handle"], ([ "stream": 1, "body": "one," ]));
  later = r["handle"];
  call_out("more", 0);
}
void more() { http_send(later, "two,"); http_send(later, "three", 1); refused = "" + http_send(later, "four"); }
void endless(mapping r) {
  later = r["handle"];
  http_reply(later, ([ "stream": 1, "body": "x" ]));
  call_out("go_on", 0.1);
}
void go_on() { if (http_send(later, "x")) call_out("go_on", 0.01); else refused = "gone"; }
string state(mapping r) { return refused; }
mapping bytes(mapping r) { return ([ "body": r["body"], "headers": ([ "Content-Type": "image/x-test" ]) ]); }
mapping bad(mapping r) { return ([ "headers": ([ "X": "a\r\nB: c" ]) ]); }
void leave(mapping r) { destruct(this_object()); }
string tried() {
  return catch(http_serve("/forbidden", "text")) + catch(http_serve("/healthz", "text"))
    + catch(http_serve("no", "text")) + catch(http_serve("/x", "text", ([ "tokn": 1 ])));
}
void create() {
  foreach (string name in ({ "echo", "text", "fail", "answer", "again", "stream", "endless", "state", "bad", "leave" }))
    http_serve("/" + name, name);
  http_serve("/wait", "wait", ([ "timeout": 0.5 ]));
  http_serve("/tree/", "echo", ([ "public": 1 ]));
  http_serve("/missing", "no_such_function");
  http_serve("/tree/own", "text", ([ "token": "another" ]));
  http_serve("/bytes", "bytes", ([ "binary": 1 ]));
  http_serve("/tried", (: tried() :));
}
"""


async def test_a_request_is_answered_by_what_the_callback_returns() -> None:
    """Everything of the request reaches LPC but the token, and everything of the answer comes back."""
    async with served(SERVICE) as (client, _):
        answer = await client.post("/echo?a=1&b=two%20words", json={"n": [1, 2.5]}, headers={"X-Mine": "7"})
        plain = await client.get("/text")
        raw = await client.put("/bytes", content=bytes(range(256)))

    assert answer.status_code == 201
    assert answer.headers["x-two"] == "a, b"
    assert answer.json() == {
        "method": "POST", "path": "/echo", "query": {"a": "1", "b": "two words"}, "body": '{"n":[1,2.5]}',
        "json": {"n": [1, 2.5]}, "mine": "7", "secret": None,
    }  # fmt: skip
    assert (plain.status_code, plain.text, plain.headers["content-type"]) == (200, "plain", "text/plain; charset=utf-8")
    assert (raw.content, raw.headers["content-type"]) == (bytes(range(256)), "image/x-test")


async def test_who_has_no_token_is_not_heard() -> None:
    """Unless the route is public; a route may have a token of its own, and the longest path counts."""
    async with served(SERVICE) as (client, _):
        none = {"Authorization": ""}
        assert (await client.get("/text", headers=none)).status_code == 401
        assert (await client.get("/text", headers={"Authorization": "Bearer wrong"})).status_code == 401
        assert (await client.get("/tree/below/it", headers=none)).json()["path"] == "/tree/below/it"
        assert (await client.get("/tree/own")).status_code == 401
        assert (await client.get("/tree/own", headers={"Authorization": "Bearer another"})).text == "plain"
        assert (await client.get("/nowhere")).status_code == 404


async def test_who_guesses_too_often_has_to_wait() -> None:
    """Then even the right token does not help, but what is public stays so."""
    async with served(SERVICE) as (client, _):
        for _ in range(10):
            assert (await client.get("/text", headers={"Authorization": "Bearer guess"})).status_code == 401
        assert (await client.get("/text")).status_code == 429
        assert (await client.get("/tree/x")).status_code == 201


async def test_an_answer_may_come_later_in_pieces_or_not_at_all() -> None:
    """By http_reply() from another turn, by http_send(); 504 when the time is up, and then nobody waits."""
    async with served(SERVICE) as (client, _), trio.open_nursery() as nursery:
        found: list[httpx2.Response] = []

        async def ask() -> None:
            found.append(await client.get("/wait"))

        nursery.start_soon(ask)
        while (await client.get("/answer")).text == "nobody":
            pass
        while not found:
            await a_moment()
        assert (found[0].status_code, found[0].text) == (200, "late")
        assert (await client.get("/wait")).status_code == 504
        assert (await client.get("/answer")).text == "answered 0"
        streamed = await client.get("/stream")
        assert streamed.text == "one,two,three"
        assert "content-length" not in streamed.headers
        assert (await client.get("/state")).text == "0"


async def test_a_request_has_one_answer() -> None:
    """What the callback returns after http_reply() is nothing more; an error is 500, no function is 500 too."""
    async with served(SERVICE) as (client, mud):
        assert (await client.get("/again")).text == "first"
        assert (await client.get("/fail")).status_code == 500
        assert (await client.get("/missing")).status_code == 500
        assert (await client.get("/bad")).status_code == 500
        assert any("Division by zero" in line for line in mud.log)


async def test_a_client_that_goes_away_ends_a_stream() -> None:
    """http_send() says that nobody waits."""
    async with served(SERVICE) as (client, mud):
        stream = await trio.open_tcp_stream(*mud.driver.web_addresses[0])
        async with stream:
            await stream.send_all(f"GET /endless HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TOKEN}\r\n\r\n".encode())
            assert await stream.receive_some(1000)
        while (await client.get("/state")).text != "gone":
            await a_moment()


async def test_destruct_ends_routes_and_what_waits() -> None:
    """What was asked gets 503, what is asked later 404."""
    async with served(SERVICE) as (client, _), trio.open_nursery() as nursery:
        found: list[int] = []

        async def ask() -> None:
            found.append((await client.get("/wait")).status_code)

        nursery.start_soon(ask)
        while (await client.get("/state")).status_code != 200:
            pass
        assert (await client.get("/leave")).status_code == 503
        while not found:
            await a_moment()
        assert found in ([503], [404])
        assert (await client.get("/text")).status_code == 404


async def test_limits() -> None:
    """A body that is too large, and more requests at once than may wait."""
    async with served(SERVICE, "MaxWebBody 100\nMaxWebRequests 2") as (client, _):
        assert (await client.post("/text", content=b"x" * 101)).status_code == 413
        statuses: list[int] = []

        async def ask() -> None:
            statuses.append((await client.get("/wait")).status_code)

        async with trio.open_nursery() as nursery:
            for _ in range(4):
                nursery.start_soon(ask)

    assert sorted(statuses) == [503, 503, 504, 504]


async def test_a_slow_path_leaves_room_for_the_others() -> None:
    """A quarter of the requests that may wait is for them."""
    async with served(SERVICE, "MaxWebRequests 4") as (client, _):
        statuses: list[int] = []

        async def ask() -> None:
            statuses.append((await client.get("/wait")).status_code)

        async with trio.open_nursery() as nursery:
            for _ in range(4):
                nursery.start_soon(ask)
            while not statuses:  # noqa: ASYNC110 - the one that is refused tells that the others wait
                await trio.sleep(0.01)
            assert (await client.get("/text")).text == "plain"

    assert statuses == [503, 504, 504, 504]


async def test_pages_of_other_sites_need_a_word_of_the_configuration() -> None:
    """With it a browser may ask before, and read the answer."""
    async with served(SERVICE, "WebOrigin https://good.example") as (client, _):
        bad = await client.get("/text", headers={"Origin": "https://bad.example"})
        good = await client.get("/text", headers={"Origin": "https://good.example"})
        before = await client.options("/text", headers={"Origin": "https://good.example", "Authorization": ""})

    assert bad.status_code == 403
    assert (good.text, good.headers["access-control-allow-origin"]) == ("plain", "https://good.example")
    assert before.status_code == 200


async def test_the_master_and_the_driver_have_paths_of_their_own() -> None:
    """Neither can be served; what is wrong is said."""
    async with served(SERVICE) as (client, _):
        text = (await client.get("/tried")).text

    assert "valid_http_serve() does not allow /forbidden" in text
    assert "/healthz is no path that can be served" in text
    assert "no is no path" in text
    assert "unknown option tokn; there are binary, public, timeout, token" in text


async def test_metrics_and_health() -> None:
    """Figures for whoever has the token; the state of health for everybody."""
    async with served(SERVICE) as (client, _):
        await client.get("/text")
        health = await client.get("/healthz", headers={"Authorization": ""})
        refused = await client.get("/metrics", headers={"Authorization": ""})
        metrics = (await client.get("/metrics")).text

    assert (health.status_code, health.json()) == (200, {"status": "ok"})
    assert refused.status_code == 401
    assert "neolith_up 1.0" in metrics
    assert 'neolith_web_requests_total{status="200"} 1.0' in metrics
    assert "neolith_routes 16.0" in metrics
    assert 'neolith_lookups_total{class="forward",event="admitted"} 0.0' in metrics


async def test_the_stop_answers_who_waits() -> None:
    """With 503, and in good time."""
    found: list[int] = []
    async with trio.open_nursery() as nursery, served(SERVICE) as (client, mud):

        async def ask() -> None:
            found.append((await client.get("/wait")).status_code)

        nursery.start_soon(ask)
        while (await client.get("/metrics")).text.count("neolith_web_requests_waiting 1.0") == 0:
            pass
        with trio.fail_after(5):
            mud.driver.stop("the test wants it")
            assert await mud.ended() == 0
            while not found:
                await a_moment()

    assert found == [503]


@pytest.mark.parametrize("line", ["WebPort 0", "WebPort 0\nWebToken short"])
def test_a_web_port_needs_a_token(line: str, tmp_path) -> None:  # type: ignore[no-untyped-def]
    """Without one the configuration is wrong; too short a one is found when the port is opened."""
    files = {"master.c": MASTER, "user.c": USER}
    if "Token" not in line:
        with pytest.raises(ConfigError, match="WebPort needs a secret"):
            configured(files, tmp_path, line)
    else:
        from neolith_trio.web.service import BadToken, read_token

        config: Config = configured(files, tmp_path, line)
        with pytest.raises(BadToken, match="12 characters"):
            read_token(config)


async def test_nobody_serves_more_than_his_share() -> None:
    """Paths and channels count together: those of an object, and those of a uid."""
    service = """
    string tries = "";
    void create() {
      int i;
      for (i = 0; i < 4; i++) tries += catch(i % 2 ? channel_open("c" + i, 0, "x") : http_serve("/p" + i, "x")) + ";";
      http_serve("/p0", "told", ([ "public": 1 ]));
      channel_close("c1");
      tries += catch(http_serve("/again", "x")) + ";";
      master()->load("/second");
      tries += "/second"->serve("a") + "/second"->serve("b");
    }
    mixed told(mapping request) { return tries; }
    """
    second = 'string serve(string name) { return catch(http_serve("/" + name, "x")) + ";"; }'
    master = MASTER + """
    string *epilog(int x) { return ({ "/service" }); }
    void preload(string file) { load_object(file); }
    void load(string file) { load_object(file); }
    """
    limits = "MaxWebServedPerObject 3\nMaxWebServedPerUid 4"
    async with served(service, limits, **{"second.c": second, "master.c": master}) as (client, _):
        shown = (await client.get("/p0")).text.split(";")

    assert shown[:3] == ["0", "0", "0"]
    assert shown[3] == "channel_open: this object serves 3 paths and channels already\n"
    assert shown[4:6] == ["0", "0"]
    assert "http_serve: the uid " in shown[6]
