"""Agents of LPC, whose language model is a server with recorded answers."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import trio

from neolith_trio.testing import Mud, running
from tests.services.web import Web, reply, serving, silence

pytest.importorskip("httpx2")

MASTER = """
string get_root_uid() { return "Root"; }
string creator_file(string path) { return path == "/stranger" ? "Stranger" : "Root"; }
int valid_agent(object who, object agent, int max_turns) { return max_turns < 9; }
int valid_seteuid(object who, string euid) { return 1; }
void begin() { seteuid("Root"); load_object("/keeper")->begin(); }
int epilog(int level) { begin(); return 0; }
"""
KEEPER = r"""
int handle;
string *order = ({ });
void tell(string text) { debug_message("> " + replace_string(text, "\n", " ") + "\n"); }
mixed price(mapping a) {
  order += ({ "price" });
  return a["item"] == "gold" ? error("No gold here.\n") : ([ "price": 3 ]);
}
string name(mapping a) { return "Bodo"; }
promise waited;
async mixed brew(mapping a) {
  mixed e;
  waited = promise_create();
  order += ({ "brew" });
  call_out("brewed", 0.1, a["item"]);
  e = acatch(await waited);
  if (e) { order += ({ "given up" }); throw(e); }
  return ([ "brewed": a["item"] ]);
}
void brewed(string item) {
  if (item == "water") promise_reject(waited, "*It boils over.\n"); else promise_resolve(waited);
}
mixed forever(mapping a) { return promise_create(); }
void endless(mapping a) { while (1); }
void gone(mapping a) { destruct(this_object()); }
int before_tool_call(string name, mapping a) { order += ({ "before " + name }); return a["item"] == "poison"; }
mixed after_tool_call(string name, mapping a, mixed r) {
  order += ({ "after " + name });
  return a["item"] == "beer" ? "four coins" : 0;
}
void said(string text, mixed error) {
  tell(sprintf("said %O %O %s %d", text, error, implode(order, ","), sizeof(async_info())));
}
void begin() {
  agent_context_add(this_object(), "system", "You keep the inn.");
  agent_context_add(this_object(), 1, "What is the käse?");
  agent_register_tool(this_object(), "price",
    "{\"description\": \"What it costs.\", \"properties\": {\"item\": {\"type\": \"string\"}}}", (: price :));
  agent_register_tool(this_object(), "name",
    "{\"description\": \"Who?\", \"parameters\": {\"type\": \"object\"}}", (: name :));
  agent_register_tool(this_object(), "endless", "{}", (: endless :));
  agent_register_tool(this_object(), "brew", "{}", (: brew :));
  agent_register_tool(this_object(), "forever", "{}", (: forever :));
  agent_register_tool(this_object(), "gone", "{}", (: gone :));
  BEGIN
}
"""
SAID = 'handle = agent_model_inference(this_object(), 4, "said");'
KEY = "sk-very-secret"


def text(content: str) -> bytes:
    """The model says something."""
    return completion({"role": "assistant", "content": content})


def calls(*wanted: tuple[str, Any], content: str | None = None) -> bytes:
    """The model calls tools."""
    made = [
        {
            "id": f"call_{number}",
            "type": "function",
            "function": {"name": name, "arguments": given if isinstance(given, str) else json.dumps(given)},
        }
        for number, (name, given) in enumerate(wanted)
    ]
    return completion({"role": "assistant", "content": content, "tool_calls": made})


def completion(message: dict[str, Any]) -> bytes:
    return reply(json.dumps({"choices": [{"index": 0, "message": message}]}).encode())


@asynccontextmanager
async def agent(
    *answers: Any, begin: str = SAID, master: str = MASTER, settings: str = "", files: dict[str, str] | None = None
) -> AsyncIterator[tuple[Mud, Web]]:
    """A mud whose keeper begins, and the model's server, which gives these answers one after the other."""
    waiting = list(answers)

    async def next_answer(stream: trio.abc.Stream) -> None:
        answer = waiting.pop(0)
        if isinstance(answer, bytes):
            await stream.send_all(answer)
        else:
            await answer(stream)

    with trio.fail_after(20):
        async with serving() as web:
            web.answers["/v1/chat/completions"] = next_answer
            conf = f"AgentUrl {web.url('/v1')}\nAgentModel tiny-1\nAgentKeyFile key\n{settings}"
            keeper = KEEPER.replace("BEGIN", begin)
            lib = {"master.c": master, "keeper.c": keeper, "../key": KEY + "\n", **(files or {})}
            async with running(lib, conf) as mud:
                yield mud, web


async def told(mud: Mud) -> str:
    """What the keeper tells first."""
    while not (found := [line[2:] for line in mud.log if line.startswith("> ")]):  # noqa: ASYNC110 - a log tells nobody
        await trio.sleep(0.01)
    return found[0]


def asked(web: Web, number: int) -> dict[str, Any]:
    """What the model was told."""
    found: dict[str, Any] = json.loads(web.got[number].body)
    return found


async def test_the_model_says_something() -> None:
    """It is told the context, the tools, its name and the key, at the address of the configuration."""
    async with agent(text("It is käse.")) as (mud, web):
        said = await told(mud)

    sent = asked(web, 0)
    assert said == 'said "It is käse." 0  0'
    assert sent["model"] == "tiny-1"
    assert sent["messages"] == [
        {"role": "system", "content": "You keep the inn."},
        {"role": "user", "content": "What is the käse?"},
    ]
    assert sent["tools"][0] == {
        "type": "function",
        "function": {
            "name": "price",
            "description": "What it costs.",
            "parameters": {"type": "object", "properties": {"item": {"type": "string"}}},
        },
    }
    assert web.got[0].header("authorization") == f"Bearer {KEY}"


async def test_tools_are_called_until_the_model_has_enough() -> None:
    """Before and after each the applies are called, and their results are told to the model, in order."""
    first, second = calls(("price", {"item": "wine"}), ("name", {})), calls(("price", {"item": "beer"}))
    async with agent(first, second, text("Done.")) as (mud, web):
        said = await told(mud)

    order = "before price,price,after price,before name,after name,before price,price,after price"
    assert said == f'said "Done." 0 {order} 0'
    messages = asked(web, 2)["messages"]
    assert [one["role"] for one in messages] == ["system", "user", "assistant", "tool", "tool", "assistant", "tool"]
    assert [one["content"] for one in messages if one["role"] == "tool"] == ['{"price":3}', "Bodo", "four coins"]
    assert [one["tool_call_id"] for one in messages if one["role"] == "tool"] == ["call_0", "call_1", "call_0"]


@pytest.mark.parametrize(
    ("name", "arguments", "result"),
    [
        ("price", {"item": "poison"}, "tool vetoed"),
        ("price", {"item": "gold"}, "No gold here."),
        ("fly", {}, "there is no tool fly"),
        ("price", "{not json", "the arguments are no JSON object"),
        ("endless", {}, "Too long evaluation. Execution aborted."),
    ],
)
async def test_a_tool_that_fails_is_a_result(name: str, arguments: Any, result: str) -> None:
    """The model is told why, and goes on."""
    async with agent(calls((name, arguments)), text("I see."), settings="MaxEvaluationCost 50000") as (mud, web):
        said = await told(mud)

    assert said.startswith('said "I see." 0 ')
    assert json.loads(asked(web, 1)["messages"][-1]["content"]) == {"error": result}


async def test_turns_are_counted() -> None:
    """The last call is not run, and what was said so far is told with the number 1."""
    twice = [calls(("name", {}), content="Hm.") for _ in range(2)]
    begin = SAID.replace("4", "2")
    async with agent(*twice, begin=begin) as (mud, web):
        said = await told(mud)

    assert said == 'said "Hm." 1 before name,after name 0'
    assert len(web.got) == 2


@pytest.mark.parametrize(
    ("answer", "complaint"),
    [
        (reply(b'{"error": {"message": "Not sk-very-secret"}}', "401 Unauthorized"), "status 401: Not (the key)"),
        (reply(b"<html>", "502 Bad Gateway"), "status 502: <html>"),
        (reply(b"[]"), "the model has not answered with a chat completion"),
        (reply(b'{"choices": [{"message": {"content": 7}}]}'), "the model has not answered with a chat completion"),
        (completion({"tool_calls": [7]}), "the model has called a tool in a way that cannot be read"),
        (b"", "the server broke off"),
    ],
)
async def test_a_model_that_cannot_be_asked(answer: bytes, complaint: str) -> None:
    """The callback gets the reason, without the key."""
    async with agent(answer) as (mud, _):
        said = await told(mud)

    assert said.startswith('said "" "')
    assert complaint in said
    assert KEY not in "\n".join(mud.log)


async def test_a_run_is_cancelled_by_its_handle_in_whatever_turn() -> None:
    """The handle of the first question is that of the second."""
    begin = SAID + ' call_out("stop", 1);'
    keeper = KEEPER.replace("BEGIN", begin) + "void stop() { if (!async_cancel(handle)) tell(\"too late\"); }"
    async with agent(calls(("name", {})), silence, files={"keeper.c": keeper}) as (mud, web):
        said = await told(mud)

    assert len(web.got) == 2
    assert said.startswith('said "" "cancelled: ')


async def test_a_tool_may_take_its_time() -> None:
    """A promise is waited for; then after_tool_call() and the other tools have their turns, and the model is asked."""
    first = calls(("brew", {"item": "ale"}), ("brew", {"item": "beer"}), ("brew", {"item": "water"}), ("name", {}))
    async with agent(first, text("Done.")) as (mud, web):
        said = await told(mud)

    brewing = "before brew,brew,after brew"
    order = f"{brewing},{brewing},before brew,brew,given up,before name,after name"
    assert said == f'said "Done." 0 {order} 0'
    results = [one["content"] for one in asked(web, 1)["messages"] if one["role"] == "tool"]
    assert results == ['{"brewed":"ale"}', "four coins", '{"error": "It boils over."}', "Bodo"]


async def test_a_run_that_waits_for_a_tool_is_cancelled_by_its_handle() -> None:
    """What the tool awaits is given up, and the model is not asked again."""
    begin = SAID + ' call_out("stop", 1);'
    stop = "void brewed(string item) { }\nvoid stop() { async_cancel(handle); }"
    keeper = KEEPER.replace("BEGIN", begin)
    i, j = keeper.index("void brewed"), keeper.index("mixed forever")
    keeper = f"{keeper[:i]}{stop}\n{keeper[j:]}"
    async with agent(calls(("brew", {})), text("Never."), files={"keeper.c": keeper}) as (mud, web):
        said = await told(mud)
        await trio.sleep(0.1)

    assert said.startswith('said "" "cancelled: by /keeper" before brew,brew')
    assert len(web.got) == 1


async def test_a_run_that_waits_for_a_tool_ends_with_its_agent() -> None:
    """And with it what the tool has promised."""
    begin = SAID + ' call_out("leave", 1);'
    keeper = KEEPER.replace("BEGIN", begin) + "void leave() { destruct(this_object()); }"
    async with agent(calls(("forever", {})), text("Never."), files={"keeper.c": keeper}) as (mud, web):
        await web.until(lambda: len(web.got) == 1)
        while not [line for line in mud.log if "after its owner" in line]:  # noqa: ASYNC110 - a log tells nobody
            await trio.sleep(0.01)

    assert not [line for line in mud.log if line.startswith("> ")]
    assert len(web.got) == 1


async def test_an_agent_that_is_destructed_is_heard_of_no_more() -> None:
    """Its run ends with it, and nothing is called."""
    async with agent(calls(("gone", {})), text("Never.")) as (mud, web):
        await web.until(lambda: len(web.got) == 1 and web.connections <= 1)
        await trio.sleep(0.1)
        names = [ob.name for ob in mud.driver._world.objects.all()]

    assert "keeper" not in names
    assert not [line for line in mud.log if line.startswith("> ")]
    assert len(web.got) == 1


@pytest.mark.parametrize(
    ("code", "complaint"),
    [
        ('agent_model_inference(this_object(), 9, "said")', "valid_agent() does not allow it"),
        ('agent_model_inference(this_object(), 0, "said")', "max_turns must be at least 1"),
        ('agent_context_add(this_object(), "wizard", "x")', "role must be"),
        ('agent_context_add(this_object(), 4, "x")', "role must be"),
        ('agent_register_tool(this_object(), "x", "[]", (: name :))', "schema must be a JSON object"),
        ('agent_register_tool(this_object(), "x y", "{}", (: name :))', "name must be"),
        ('agent_context_reset(load_object("/stranger"))', "is not of the uid"),
    ],
)
async def test_what_is_refused_at_once(code: str, complaint: str) -> None:
    """As an error of the efun."""
    seteuid = 'seteuid(getuid()); '
    async with agent(begin=f"{seteuid}tell(catch({code}));", files={"stranger.c": "int x;"}) as (mud, _):
        assert complaint in await told(mud)


async def test_one_run_at_a_time() -> None:
    """The second is an error until the first has ended."""
    begin = SAID + ' tell(catch(agent_model_inference(this_object(), 1, "said")));'
    async with agent(silence, begin=begin) as (mud, _):
        assert "waits for the model already" in await told(mud)


async def test_tools_can_be_seen_and_taken_away() -> None:
    """And the context begins anew, without them being lost."""
    begin = """
      string name;
      foreach (name in ({ "gone", "endless", "brew", "forever" })) agent_unregister_tool(this_object(), name);
      agent_context_reset(this_object()); agent_context_add(this_object(), 1, "Again.");
      tell(sprintf("%d %s", agent_unregister_tool(this_object(), "gone"), agent_tools_json(this_object()))); """ + SAID
    async with agent(text("Yes."), begin=begin) as (mud, web):
        shown = await told(mud)
        await web.until(lambda: bool(web.got))

    number, _, listed = shown.partition(" ")
    assert number == "0"
    assert [one["function"]["name"] for one in json.loads(listed)] == ["price", "name"]
    assert asked(web, 0)["messages"] == [{"role": "user", "content": "Again."}]


async def test_without_the_masters_word_nobody_may(tmp_path: Path) -> None:
    """A model costs money."""
    silent = MASTER.replace("valid_agent", "some_other")
    async with agent(begin=f"tell(catch({SAID[:-1]}));".replace("handle = ", ""), master=silent) as (mud, _):
        assert "valid_agent() does not allow it" in await told(mud)


AWAITED = """
  wait_for(4);
}
promise p;
async void wait_for(int turns) {
  string said;
  mixed failed;
  p = agent_model_inference(this_object(), turns);
  failed = acatch(said = await p);
  tell(sprintf("%O %O %d", said, failed, promise_status(p)));
"""


async def test_what_a_model_says_can_be_awaited() -> None:
    """The promise belongs to all turns of the run; what goes wrong rejects it."""
    async with agent(calls(("name", {})), text("Four."), begin=AWAITED) as (mud, _):
        assert await told(mud) == '"Four." 0 1'
    async with agent(reply(b"{}", "500 Broken"), begin=AWAITED) as (mud, _):
        assert await told(mud) == '0 "*agent: status 500: {}\\n" 2'
    async with agent(calls(("name", {})), begin=AWAITED.replace("wait_for(4)", "wait_for(1)")) as (mud, _):
        assert await told(mud) == '0 "*agent: the model wanted to go on\\n" 2'


async def test_a_run_that_is_awaited_can_be_cancelled_or_lose_its_agent() -> None:
    """Its promise is settled all the same."""
    cancelled = AWAITED.replace("wait_for(4);", 'wait_for(4); call_out("give_up", 0);').replace(
        "async", "void give_up() { promise_cancel(p); } async"
    )
    async with agent(silence, begin=cancelled) as (mud, _):
        assert (await told(mud)).endswith('cancelled: promise_cancel()\\n" 3')
    watcher = """
    async void watch(promise p) {
      mixed failed = acatch(await p);
      debug_message("> " + replace_string(failed, "\n", " ") + "\n");
    }
    """
    begin = 'seteuid(getuid()); "/watcher"->watch(agent_model_inference(this_object(), 4));'
    async with agent(calls(("gone", {})), begin=begin, files={"watcher.c": watcher}) as (mud, _):
        assert await told(mud) == "*the object that asked for it is gone (/keeper) "
