"""channel_open() of LPC: a whole driver on one side, WebSocket clients on the other."""

from __future__ import annotations

from typing import Any

import pytest
import trio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from neolith_trio.web import channels
from neolith_trio.web.channels import Channel

from .serving import TOKEN, Closed, a_moment, calling, served

SERVICE = r"""
mixed *events = ({ });
void heard(mapping e, string extra) {
  events += ({ e["event"] });
  if (e["event"] == "message") {
    mixed value = e["value"];
    if (value == "who") channel_send("map", values(channel_clients("map")));
    else if (value == "private") channel_send("map", "for you alone", e["client"]);
    else if (value == "burst") for (int i = 0; i < 500; i++) channel_send("map", i);
    else if (value == "kick") channel_close("map", e["client"], "out you go");
    else if (value == "close") channel_close("map");
    else if (value == "fail") throw("on purpose");
    else if (value == "flood") { int i; for (i = 0; i < 60; i++) channel_send("map", repeat_string("x", 100000)); }
    else if (value == "events") channel_send("map", events);
    else if (value == "leave") destruct(this_object());
    else channel_send("map", ([ "got": value, "from": e["client"], "extra": extra ]));
  }
}
string refused() {
  return catch(channel_open("forbidden", 0, "heard")) + catch(channel_open("map", 0, "heard"))
    + catch(channel_open("a/b", 0, "heard")) + catch(channel_open("x", ([ "nonsense": 1 ]), "heard"));
}
void create() {
  channel_open("map", 0, "heard", "more");
  channel_open("open", ([ "public": 1, "clients": 2 ]), "heard");
  http_serve("/refused", (: refused() :));
  http_serve("/state", (: implode(events, " ") :));
}
"""


async def test_json_goes_both_ways() -> None:
    """A value comes to the callback, and what LPC sends comes to every client, or to one; numbers count up."""
    async with served(SERVICE) as (_, mud), calling(mud, "map") as one, calling(mud, "map") as other:
        first = await one.attach(token=TOKEN)
        second = await other.attach(token=TOKEN)
        await one.say(value={"deep": [1, 2.5, None, True, "ü"]})
        heard = [await one.hear(), await other.hear()]
        await other.say(value="private", seq=1)
        private = [await other.hear(), await other.hear()]
        await one.say(value="who")
        who = await one.hear()

    assert (first["channel"], first["client"], first["seq"], first["missed"]) == ("map", 1, 0, False)
    assert second["client"] == 2
    value = {"got": {"deep": [1, 2.5, None, 1, "ü"]}, "from": 1, "extra": "more"}
    assert heard == [{"seq": 1, "value": value}] * 2
    assert private == [{"seq": 2, "value": "for you alone"}, {"heard": 1}]
    assert who == {"seq": 3, "value": ["127.0.0.1", "127.0.0.1"]}


async def test_everything_arrives_in_order() -> None:
    """Five hundred values of one turn."""
    async with served(SERVICE) as (_, mud), calling(mud, "map") as client:
        await client.attach(token=TOKEN)
        await client.say(value="burst")
        heard = [(await client.hear())["value"] for _ in range(500)]

    assert heard == list(range(500))


async def test_a_break_loses_nothing() -> None:
    """With its session and the last number a client gets what it has missed; what LPC has heard it hears once."""
    async with served(SERVICE) as (client, mud):
        async with calling(mud, "map") as one:
            welcome = await one.attach(token=TOKEN)
            await one.say(value="a", seq=1)
            assert [await one.hear(), await one.hear()][1] == {"heard": 1}
        while "detached" not in (await client.get("/state")).text:
            await a_moment()
        async with calling(mud, "map") as other:
            await other.attach(token=TOKEN)
            await other.say(value="meanwhile")
            await other.hear()
            async with calling(mud, "map") as one:
                again = await one.attach(token=TOKEN, session=welcome["session"], after=1)
                await one.say(value="a", seq=1)
                await one.say(value="b", seq=2)
                heard = []
                while {"heard": 2} not in heard:
                    heard.append(await one.hear())

    assert (again["client"], again["heard"], again["seq"], again["missed"]) == (1, 1, 1, False)
    assert {"seq": 2, "value": {"got": "meanwhile", "from": 2, "extra": "more"}} in heard
    assert {"seq": 3, "value": {"got": "b", "from": 1, "extra": "more"}} in heard
    assert [one["seq"] for one in heard if "seq" in one] == [2, 3]


@pytest.mark.parametrize(
    ("channel", "introduction", "code"),
    [
        ("map", {"token": "wrong"}, 4401),
        ("map", {}, 4401),
        ("map", {"token": 7}, 4401),
        ("nowhere", {"token": TOKEN}, 403),
    ],
)
async def test_who_may_not_come_is_told(channel: str, introduction: dict[str, Any], code: int) -> None:
    """By the code of the end; before it is accepted, by a status."""
    async with served(SERVICE) as (_, mud):
        with pytest.raises(Closed) as closed:
            async with calling(mud, channel) as client:
                await client.attach(**introduction)

    assert closed.value.args[0] == code


async def test_pages_of_other_sites_do_not_come_in() -> None:
    """By their origin; the token may come in a header too, from programs."""
    async with served(SERVICE) as (_, mud):
        with pytest.raises(Closed, match="403"):
            async with calling(mud, "map", (b"Origin", b"https://bad.example")):
                pass
        async with calling(mud, "map", (b"Authorization", f"Bearer {TOKEN}".encode())) as client:
            assert (await client.attach())["client"] == 1


async def test_there_is_room_for_so_many() -> None:
    """As the channel says; the next may come when one has gone."""
    async with served(SERVICE) as (client, mud):
        async with calling(mud, "open") as one, calling(mud, "open") as two, calling(mud, "open") as three:
            await one.attach()
            await two.attach()
            with pytest.raises(Closed, match="4429"):
                await three.attach()
        while (await client.get("/state")).text.count("detached") < 2:
            await a_moment()
        async with calling(mud, "open") as four:
            assert await four.attach()


@pytest.mark.parametrize("text", ["", "[]", "not json", '{"seq": 1}', '{"value": 1, "seq": "x"}', "[" * 5000, "NaN"])
async def test_what_is_no_message_ends_the_client(text: str) -> None:
    """And not the channel."""
    async with served(SERVICE) as (_, mud):
        async with calling(mud, "map") as client:
            await client.attach(token=TOKEN)
            await client.send(text)
            with pytest.raises(Closed, match="1008"):
                await client.hear()
        async with calling(mud, "map") as client:
            assert await client.attach(token=TOKEN)


@pytest.mark.parametrize("sent", [b"\xff" * 20, b"\x81" + b"\xff" * 9, b"\x82\x80abcd", b"\x81\x03abc"])
async def test_what_is_no_websocket_ends_the_client(sent: bytes) -> None:
    """LPC hears that it has gone."""
    async with served(SERVICE) as (http, mud), calling(mud, "map") as client:
        await client.attach(token=TOKEN)
        await client.send_raw(sent)
        await client.close()
        with trio.fail_after(5):
            while "detached" not in (await http.get("/state")).text:
                await a_moment()


async def test_lpc_ends_a_client_or_the_channel() -> None:
    """With a reason; an error in the callback ends neither."""
    async with served(SERVICE) as (_, mud):
        async with calling(mud, "map") as client:
            await client.attach(token=TOKEN)
            await client.say(value="fail")
            await client.say(value="kick")
            with pytest.raises(Closed) as closed:
                await client.hear()
            assert closed.value.args == (4000, "out you go")
        async with calling(mud, "map") as client:
            await client.attach(token=TOKEN)
            await client.say(value="close")
            with pytest.raises(Closed, match="4404"):
                await client.hear()
        with pytest.raises(Closed, match="403"):
            async with calling(mud, "map"):
                pass


async def test_destruct_closes_the_channel() -> None:
    """Its clients are told."""
    async with served(SERVICE) as (_, mud), calling(mud, "map") as client:
        await client.attach(token=TOKEN)
        await client.say(value="leave")
        with pytest.raises(Closed, match="4404"):
            await client.hear()


async def test_a_client_that_does_not_read_is_dropped() -> None:
    """Six megabytes for two clients: the one that reads gets them all, the other one is gone."""
    async with served(SERVICE, "MaxStringLength 200000") as (http, mud), calling(mud, "map") as lazy:
        await lazy.attach(token=TOKEN)
        async with calling(mud, "map") as client:
            await client.attach(token=TOKEN)
            await client.say(value="flood")
            with trio.fail_after(20):
                while "neolith_channel_clients_dropped_total 0.0" in (await http.get("/metrics")).text:
                    await a_moment()


async def test_the_stop_ends_clients() -> None:
    """With the code for it."""
    async with served(SERVICE) as (_, mud), calling(mud, "map") as client:
        await client.attach(token=TOKEN)
        mud.driver.stop("the test wants it")
        with pytest.raises(Closed, match="1001"):
            await client.hear()
        assert await mud.ended() == 0


async def test_what_is_wrong_is_said() -> None:
    """The master's word, a name that is taken or cannot be, an option that there is not."""
    async with served(SERVICE) as (client, _):
        text = (await client.get("/refused")).text

    assert "valid_channel() does not allow forbidden" in text
    assert "map is a channel of /service" in text
    assert "a/b is no name" in text
    assert "unknown option nonsense; there are clients, public, token" in text


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 700_000)), max_size=40), st.integers(0, 50))
def test_what_is_remembered_is_bounded_and_whole(said: list[tuple[int, int]], place: int) -> None:
    """Whoever is told that nothing is missing gets every value for him, in order."""
    channel = Channel("x", None, 10)
    everything = []
    for client, size in said:
        channel.say("x" * size, client)
        everything.append((channel.seq, client))

    kept = list(channel.after(channel.oldest, 1))
    assert sum(len(one.text) for one in kept) <= max(channels.BYTES, 700_000)
    if channel.remembers(place):
        wanted = [seq for seq, client in everything if seq > place and client in (0, 1)]
        assert [one.seq for one in channel.after(place, 1)] == wanted
