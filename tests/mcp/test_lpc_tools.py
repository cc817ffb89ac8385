"""Tools that LPC offers, used by the official client over HTTP and, in a process of its own, over standard input."""

from __future__ import annotations

import contextlib
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import trio

from neolith_trio.driver import STOP
from neolith_trio.efuns.mcp import OURS
from neolith_trio.testing import Mud, running

from .muds import CHANGING, LIB, MASTER, TOKEN, client_of, connected, serving, text_of, written

pytest.importorskip("mcp")
pytest.importorskip("hypercorn")
pytestmark = pytest.mark.filterwarnings("ignore:Async generator 'http(x|core)2:ResourceWarning")

KEEPER = r"""
promise waiting, slow;
int given, gone;
mapping item = ([ "properties": ([ "item": ([ "type": "string", "enum": ({ "beer", "käse" }) ]),
                                   "count": ([ "type": "integer" ]) ]),
                  "required": ({ "item" }), "additionalProperties": 0 ]);

mixed price(mapping a, int handle) { return ([ "item": a["item"], "coins": 2 * (a["count"] || 1) ]); }
mixed say(mapping a) { return a["text"]; }
mixed many(mapping a) { return ({ 1, 2.5, "x" }); }
void nothing(mapping a) { }
mixed picture(mapping a) {
  mapping image = ([ "type": "image", "mimeType": "image/png", "data": to_buffer(({ 1, 2, 255 })) ]);
  return ([ "content": ({ "Look:", image }), "structuredContent": ([ "pixels": 3 ]) ]);
}
mixed refuse(mapping a) { return ([ "content": "Closed today.", "isError": 1 ]); }
mixed odd(mapping a) { return ([ "content": ({ ([ "type": "hologram" ]) }) ]); }
mixed fail(mapping a) { error("No oil.\n"); }
mixed endless(mapping a) { while (1); }
mixed numbers(mapping a) { return ([ 1: 2 ]); }
mixed vanish(mapping a) { destruct(this_object()); return "too late"; }
mixed who(mapping a) {
  return sprintf("%s %s %O", file_name(previous_object()), geteuid(previous_object()), this_player());
}

async mixed brew(mapping a, int handle) {
  int i;
  given = handle;
  for (i = 0; i < 3; i++) {
    mcp_progress(handle, i, 3, "cup " + i);
    await async_yield();
  }
  return ([ "cups": i ]);
}
async mixed spill(mapping a) { await async_yield(); error("Spilt.\n"); }
async void end() { slow = promise_create(); await slow; }
async mixed wait(mapping a, int handle) {
  mixed e;
  given = handle;
  waiting = promise_create();
  e = acatch(await waiting);
  gone = 1;
  debug_message("> given up: " + e);
  return "waited";
}
int done(mixed value) { promise_resolve(waiting, value); return 1; }
int progress() { return mcp_progress(given, 1); }
int gone() { return gone; }

int begin() {
  mapping safe = ([ "read_only": 1 ]);
  string name;
  foreach (name in ({ "say", "many", "nothing", "picture", "refuse", "odd", "fail", "endless", "numbers", "vanish",
                      "who", "brew", "spill", "wait" }))
    mcp_register_tool(name, "It can " + name + ".", ([ ]), name, safe);
  mcp_register_tool("price", "What something costs, in coins.", item, (: price :), ([ "title": "Price list" ]) + safe);
  mcp_register_tool("impatient", "No answer.", "{\"type\": \"object\"}", "wait", ([ "timeout": 0.2 ]) + safe);
  mcp_register_tool("paint", "Changes something.", ([ ]), "say");
  return 1;
}
"""
KEEPER_MASTER = MASTER + """
int valid_mcp_tool(object who, string name) { return file_name(who) != "/stranger"; }
int valid_async(object who, string what, object owner, string kind) { return 1; }
mapping *told = ({ });
void error_handler(mapping error, int caught) { debug_message("> told " + caught + " " + error["error"]); }
string *epilog(int load) { load_object("/keeper")->begin(); return ({ }); }
"""
MAKER = """
int offer(string doc) { return mcp_register_tool("new", doc, ([ ]), (: 1 :)); }
int take() { return mcp_unregister_tool("new"); }
"""
CHANGES = (
    'load_object("/maker")->offer("New.")',
    'load_object("/maker")->offer("Other.")',
    'load_object("/maker")->take()',
    'load_object("/maker")->offer("Again.")',
    'destruct(load_object("/maker"));',
)
MUD = {**LIB, "master.c": KEEPER_MASTER, "keeper.c": KEEPER, "maker.c": MAKER}
SETTINGS = CHANGING + "\nProfile fluffos"


@pytest.fixture(autouse=True)
async def patience():
    with trio.fail_after(60):
        yield


@asynccontextmanager
async def keeper(mode: str = "auto", settings: str = SETTINGS, **files: str) -> AsyncIterator[tuple[Mud, Any]]:
    async with serving(settings, {**MUD, **files}, mode=mode) as (mud, client):
        yield mud, client


@asynccontextmanager
async def over(transport: str, directory: Path, mode: str = "auto", **more: Any) -> AsyncIterator[Any]:
    """A client of the keeper's mud."""
    if transport == "stdio":
        conf = written(directory, MUD)
        conf.write_text(conf.read_text() + "Profile fluffos\n")
        async with client_of(conf, mode, **more) as client:
            yield client
    else:
        async with (
            running({**MUD, "../token": TOKEN}, SETTINGS) as mud,
            connected(mud.driver.mcp_addresses[0], TOKEN, mode, **more) as client,
        ):
            yield client


@pytest.mark.parametrize("way", ["http auto", "http legacy", "stdio auto", "stdio legacy"])
async def test_a_tool_of_lpc_is_one_like_the_others(way: str, tmp_path: Path) -> None:
    """It is listed with its schema, and what its function returns is the answer."""
    told: list[tuple[float, float | None, str | None]] = []

    async def hear(done: float, total: float | None, message: str | None) -> None:
        told.append((done, total, message))

    transport, mode = way.split()
    async with over(transport, tmp_path, mode) as client:
        tools = {one.name: one for one in (await client.list_tools()).tools}
        price = await client.call_tool("price", {"item": "käse", "count": 3})
        brewed = await client.call_tool("brew", {}, progress_callback=hear)

    schema = tools["price"].input_schema
    assert schema["properties"]["item"] == {"type": "string", "enum": ["beer", "käse"]}
    assert (schema["type"], schema["required"], schema["additionalProperties"]) == ("object", ["item"], False)
    assert (tools["price"].title, tools["price"].description) == ("Price list", "What something costs, in coins.")
    assert tools["price"].annotations.read_only_hint
    assert not tools["paint"].annotations.read_only_hint
    assert price.structured_content == {"item": "käse", "coins": 6}
    assert json.loads(text_of(price)) == price.structured_content
    assert brewed.structured_content == {"cups": 3}
    assert told
    assert told[-1] == (2, 3, "cup 2")


@pytest.mark.parametrize(
    ("tool", "arguments", "text", "data"),
    [
        ("say", {"text": "Schönen Gruß"}, "Schönen Gruß", None),
        ("many", {}, '[1, 2.5, "x"]', None),
        ("nothing", {}, "0", None),
        ("who", {}, "/__errands__/voice Root 0", None),
    ],
)
async def test_every_value_is_an_answer(tool: str, arguments: dict[str, Any], text: str, data: Any) -> None:
    """A string as it is, another one as JSON; it is asked on behalf of the uid of programs, with no this_player()."""
    async with keeper() as (_, client):
        answer = await client.call_tool(tool, arguments)

    assert not answer.is_error
    assert (text_of(answer), answer.structured_content) == (text, data)


async def test_an_answer_in_the_form_of_mcp() -> None:
    """Pictures, complaints that are no errors of LPC, and data beside the text."""
    async with keeper() as (_, client):
        picture = await client.call_tool("picture", {})
        refusal = await client.call_tool("refuse", {})
        odd = await client.call_tool("odd", {})

    text, image = picture.content
    assert (text.text, image.type, image.mime_type, image.data) == ("Look:", "image", "image/png", "AQL/")
    assert picture.structured_content == {"pixels": 3}
    assert (refusal.is_error, text_of(refusal)) == (True, "Closed today.")
    assert odd.is_error
    assert "in no form of MCP" in text_of(odd)


@pytest.mark.parametrize(
    ("tool", "arguments", "complaint"),
    [
        ("price", {}, "item is missing"),
        ("price", {"item": 7}, "item must be of the type string"),
        ("price", {"item": "wine"}, 'item must be one of ["beer"'),
        ("price", {"item": "beer", "size": 2}, "price has no argument size"),
        ("fail", {}, "fail() at /keeper.c:18"),
        ("spill", {}, "Spilt."),
        ("numbers", {}, "non-string key"),
        ("endless", {}, "Too long evaluation"),
        ("vanish", {}, "the object that was to answer is gone (/keeper)"),
        ("impatient", {}, "no answer within 0.2 seconds"),
    ],
)
async def test_what_goes_wrong_is_an_answer_with_its_error_mark(
    tool: str, arguments: dict[str, Any], complaint: str
) -> None:
    """Whoever is to blame; the mud goes on."""
    async with keeper(settings=SETTINGS + "\nMaxEvaluationCost 50000") as (_, client):
        answer = await client.call_tool(tool, arguments)
        after = await client.call_tool("evaluate", {"code": "6 * 7"})

    assert answer.is_error
    assert complaint in text_of(answer)
    assert text_of(after) == "42"


async def test_the_mudlib_hears_of_errors_in_its_tools() -> None:
    """Of one that the program is told about as of one that was caught, of a limit as of any other."""
    async with keeper(settings=SETTINGS + "\nMaxEvaluationCost 50000") as (mud, client):
        for tool in ("fail", "spill", "endless"):
            await client.call_tool(tool, {})

    assert [line for line in mud.log if line.startswith("> told")] == [
        "> told 1 *No oil.", "> told 1 *Spilt.", "> told 0 *Too long evaluation. Execution aborted.",
    ]  # fmt: skip


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_a_call_that_is_cancelled_is_given_up_in_lpc(mode: str) -> None:
    """What it awaits is cancelled, and progress of it interests nobody any more."""
    async with keeper(mode) as (mud, client):
        async with trio.open_nursery() as nursery:
            nursery.start_soon(client.call_tool, "wait", {})
            while (await _value(client, '"/keeper"->progress()')) != "1":
                pass
            shown = await _value(client, SHOWN)
            nursery.cancel_scope.cancel()
        while (await _value(client, '"/keeper"->gone()')) != "1":
            pass
        shown_after = await _value(client, SHOWN)
        progress = await _value(client, '"/keeper"->progress()')

    assert (shown, shown_after) == ('"the tool wait,code"', '"code"')
    assert progress == "0"
    assert [line for line in mud.log if line.startswith("> given up")] == ["> given up: *async function cancelled"]


SHOWN = """implode(map(filter(async_info(), (: $1["kind"] == "mcp" :)), (: $1["label"] :)), ",")"""


CODES = 'sizeof(filter(objects(), (: strsrch(file_name($1), "/code_") >= 0 :)))'


async def _value(client: Any, code: str) -> str:
    return text_of(await client.call_tool("evaluate", {"code": code}))


async def test_a_call_ends_with_the_object_that_was_to_answer() -> None:
    """Also when its promise is nobody's work; and its tools are no more."""
    head = "mixed many(mapping a"
    keeper_ = KEEPER.replace(f"{head}) {{", f"{head}, int h) {{ given = h; return promise_create();")
    async with keeper(**{"keeper.c": keeper_}) as (_, client):
        answers: list[Any] = []

        async def ask(tool: str) -> None:
            answers.append(await client.call_tool(tool, {}))

        async with trio.open_nursery() as nursery:
            nursery.start_soon(ask, "wait")
            nursery.start_soon(ask, "many")
            while (await _value(client, "implode(map(mcp_tools(), (: \"\" + $1[\"calls\"] :)), \"\")"))[1:3] != "22":
                pass
            await client.call_tool("evaluate", {"code": 'destruct(find_object("/keeper"));'})
        names = {one.name for one in (await client.list_tools()).tools}

    assert [text_of(one) for one in answers] == ["the object that was to answer is gone (/keeper)"] * 2
    assert "price" not in names


async def test_a_promise_of_a_call_is_waited_for() -> None:
    """Not only of tools: `call` and `evaluate` give what it delivers."""
    async with keeper() as (_, client):
        called = await client.call_tool("call", {"object": "/keeper", "function": "brew", "arguments": [{}, 0]})
        evaluated = await client.call_tool("evaluate", {"code": 'load_object("/keeper")->brew(([ ]), 0)'})
        failed = await client.call_tool("evaluate", {"code": 'load_object("/keeper")->spill(([ ]))'})

    assert text_of(called) == text_of(evaluated) == '([\n  "cups": 3,\n])'
    assert failed.is_error
    assert "Spilt." in text_of(failed)
    assert "spill() at" in text_of(failed)


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ('await load_object("/keeper")->brew(([ ]), 0)', '([\n  "cups": 3,\n])'),
        ('mapping m = await load_object("/keeper")->brew(([ ]), 0); return m["cups"] + 1;', "4"),
        ('"await " + 2', '"await 2"'),
    ],
)
async def test_code_may_wait(code: str, value: str) -> None:
    """It is an async function then, and its program is gone when it has ended."""
    async with keeper() as (_, client):
        answer = await client.call_tool("evaluate", {"code": code})
        names = await _value(client, CODES)

    assert (text_of(answer), names) == (value, "0")


async def test_two_codes_may_wait_at_once() -> None:
    """Each has a program of its own; what nobody waits for any more is gone as well."""
    async with keeper() as (_, client):
        answers: list[str] = []

        async def ask(code: str) -> None:
            answers.append(await _value(client, code))

        async with trio.open_nursery() as nursery:
            nursery.start_soon(ask, "int i; for (i = 0; i < 5; i++) await async_yield(); return 1;")
            nursery.start_soon(ask, "int i; for (i = 0; i < 5; i++) await async_yield(); return 2;")
        failed = await client.call_tool("evaluate", {"code": 'await async_yield(); error("Spilt.\\n");'})
        async with trio.open_nursery() as nursery:
            nursery.start_soon(ask, "await promise_create();")
            while await _value(client, CODES) != "1":
                pass
            nursery.cancel_scope.cancel()
        while await _value(client, CODES) != "0":
            pass

    assert sorted(answers) == ["1", "2"]
    assert "Spilt." in text_of(failed)


@pytest.mark.parametrize("transport", ["http", "stdio"])
async def test_programs_hear_that_there_are_other_tools(transport: str, tmp_path: Path) -> None:
    """When they listen: of a new one, another form of it, its end, and the end of its object."""
    async with over(transport, tmp_path) as client:
        seen: list[bool] = []
        async with client.listen(tools_list_changed=True) as news:
            for code in CHANGES:
                answer = await client.call_tool("evaluate", {"code": code})
                assert not answer.is_error, text_of(answer)
                await anext(news)
                seen.append("new" in {one.name for one in (await client.list_tools()).tools})

    assert seen == [True, True, False, True, False]


@pytest.mark.parametrize("transport", ["http", "stdio"])
async def test_programs_of_the_older_protocol_are_told_without_listening(transport: str, tmp_path: Path) -> None:
    """They were told at the start that this can happen."""
    heard = trio.Event()

    async def hear(message: Any) -> None:
        if "tools/list_changed" in str(getattr(message, "method", message)):
            heard.set()

    async with over(transport, tmp_path, "legacy", message_handler=hear) as client:
        can = client.server_capabilities.tools.list_changed
        await client.call_tool("evaluate", {"code": CHANGES[0]})
        await heard.wait()

    assert can


async def test_without_leave_only_tools_that_change_nothing_are_there() -> None:
    """The mudlib says which these are."""
    async with running(MUD, "McpPort 0\nProfile fluffos") as mud, connected(mud.driver.mcp_addresses[0]) as client:
        names = {one.name for one in (await client.list_tools()).tools}
        price = await client.call_tool("price", {"item": "beer"})

    assert "price" in names
    assert "paint" not in names
    assert price.structured_content == {"item": "beer", "coins": 2}


async def test_the_master_is_asked_at_every_use() -> None:
    """With the name of the tool and its arguments, as for the driver's own."""
    strict = KEEPER_MASTER + 'int valid_mcp(string tool, mapping a) { return tool == "price" && a["item"] == "beer"; }'
    async with keeper(**{"master.c": strict}) as (_, client):
        beer = await client.call_tool("price", {"item": "beer"})
        others = [await client.call_tool("price", {"item": "käse"}), await client.call_tool("say", {"text": "x"})]

    assert not beer.is_error
    assert all("valid_mcp() does not allow" in text_of(one) for one in others)


@pytest.mark.parametrize(
    ("code", "complaint"),
    [
        ('mcp_register_tool("evaluate", "", ([ ]), (: 1 :))', "no name that a tool can have"),
        ('mcp_register_tool("two words", "", ([ ]), (: 1 :))', "no name that a tool can have"),
        ('mcp_register_tool("price", "", ([ ]), (: 1 :))', "price is a tool of /keeper"),
        ('mcp_register_tool("x", "", "[]", (: 1 :))', "the JSON schema of an object"),
        ('mcp_register_tool("x", "", ([ "properties": 7 ]), (: 1 :))', "must be a mapping of mappings"),
        ('mcp_register_tool("x", "", ([ "required": "a" ]), (: 1 :))', "must be an array of strings"),
        ('mcp_register_tool("x", "", ([ ]), "nowhere")', "there is no function nowhere"),
        ('mcp_register_tool("x", "", ([ ]), (: 1 :), ([ "readonly": 1 ]))', "unknown option readonly"),
        ('mcp_register_tool("x", "", ([ ]), (: 1 :), ([ "timeout": 0 ]))', "timeout must be"),
    ],
)
async def test_what_cannot_be_offered(code: str, complaint: str) -> None:
    """As an error of the efun."""
    async with keeper() as (_, client):
        answer = await client.call_tool("evaluate", {"code": code})

    assert answer.is_error
    assert complaint in text_of(answer)


async def test_who_may_offer_tools() -> None:
    """Whom the master lets; without its word only the master itself."""
    stranger = 'mixed begin() { return mcp_register_tool("x", "", ([ ]), (: 1 :)); }'
    silent = MASTER + stranger
    async with keeper(**{"stranger.c": stranger}) as (_, client):
        refused = await client.call_tool("evaluate", {"code": 'load_object("/stranger")->begin()'})
    async with keeper(**{"stranger.c": stranger, "master.c": silent}) as (_, client):
        alone = await client.call_tool("evaluate", {"code": 'load_object("/stranger")->begin()'})
        master = await client.call_tool("evaluate", {"code": "master()->begin()"})

    assert "valid_mcp_tool() does not allow x" in text_of(refused)
    assert "valid_mcp_tool() does not allow x" in text_of(alone)
    assert text_of(master) == "1"


async def test_where_no_programs_come_in_tools_are_kept_and_do_nothing() -> None:
    """So a mudlib is the same with and without a port for them, and without the package."""
    async with running(MUD, "Profile fluffos") as mud:
        tools = mud.driver._world.mcp.tools

        assert "price" in tools
        assert mud.log == []


async def test_the_drivers_own_names_are_reserved() -> None:
    """For its tools, and for whatever else valid_mcp() is asked about."""
    from neolith_trio.backend.errands.kinds import KINDS
    from neolith_trio.backend.errands.tools import TOOL
    from neolith_trio.mcp.tools import TOOLS

    assert {*KINDS, TOOL} | {one.name for one in TOOLS} == OURS


@pytest.mark.alone
@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_the_stop_waits_for_nobody(mode: str) -> None:
    """Neither for a tool that has no answer yet, nor for programs that listen."""
    async with running({**MUD, "../token": TOKEN}, SETTINGS) as mud, trio.open_nursery() as nursery:
        address, listening = mud.driver.mcp_addresses[0], trio.Event()

        async def listen() -> None:
            with contextlib.suppress(Exception):
                async with connected(address, TOKEN, mode) as client:
                    nursery.start_soon(_call, client)
                    if mode == "legacy":
                        listening.set()
                        await trio.sleep_forever()
                    async with client.listen(tools_list_changed=True) as news:
                        listening.set()
                        await anext(news)

        nursery.start_soon(listen)
        await listening.wait()
        while not mud.driver._world.mcp.calls:  # noqa: ASYNC110 - nobody tells
            await trio.sleep(0.01)
        begin = trio.current_time()
        mud.driver.stop("the test wants it")
        status = await mud.ended()
        took = trio.current_time() - begin
        nursery.cancel_scope.cancel()

    assert status == 0
    assert took < STOP
    assert any("ended by the stop: mcp 1 of /keeper, " in line for line in mud.log)
    assert not [line for line in mud.log if "did not" in line or "Traceback" in line]


async def _call(client: Any) -> None:
    with contextlib.suppress(Exception):
        await client.call_tool("wait", {})


async def test_a_recording_replays_calls_of_lpc_and_what_became_of_them(tmp_path: Path) -> None:
    """Also that nobody waited any more."""
    from neolith_trio.invocation import Run

    recording = tmp_path / "recording"
    async with running({**MUD, "../token": TOKEN}, SETTINGS, invocation=Run(record=recording)) as mud:
        async with connected(mud.driver.mcp_addresses[0], TOKEN) as client:
            await client.call_tool("brew", {})
            await client.call_tool("impatient", {})
            while (await _value(client, '"/keeper"->gone()')) != "1":
                pass
        lived = [line for line in mud.log if line.startswith("> ")]
    async with running({**MUD, "../token": TOKEN}, SETTINGS, invocation=Run(replay=recording)) as mud:
        await mud.ended()
        replayed = [line for line in mud.log if line.startswith("> ")]

    assert lived == replayed == ["> given up: *async function cancelled"]
