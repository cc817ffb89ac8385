"""Programs that look into a running mud over HTTP, with the official client."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
import trio

from neolith_trio.invocation import Run
from neolith_trio.testing import running

from .muds import CHANGING, LIB, MASTER, TOKEN, USER, connected, serving, text_of

pytest.importorskip("mcp")
pytest.importorskip("hypercorn")
# the client drops streams of answers that it has read enough of
pytestmark = pytest.mark.filterwarnings("ignore:Async generator 'http(x|core)2:ResourceWarning")

READING = {"list_files", "read_file", "check", "inspect", "list_objects", "log", "manual"}


@pytest.fixture(autouse=True)
async def patience():
    with trio.fail_after(30):
        yield


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_reading_the_mudlib(mode: str) -> None:
    """Files and lines of them, by clients of both eras of the protocol."""
    async with serving(mode=mode) as (_, client):
        listed = await client.call_tool("list_files", {"path": "/"})
        lines = await client.call_tool("read_file", {"path": "/std/lamp.c", "first_line": 2, "lines": 1})

    assert [row["name"] for row in listed.structured_content["files"]] == ["master.c", "secret", "std", "user.c"]
    assert text_of(lines) == "int lit = 3;"


async def test_what_may_not_be_read_is_not_checked() -> None:
    """The rest of its directory is."""
    async with serving() as (_, client):
        checked = await client.call_tool("check", {"path": "/"})

    assert not checked.is_error
    assert "/secret/key.c: there is no such file, or it may not be read" in text_of(checked)
    assert (checked.structured_content["files"], checked.structured_content["errors"]) == (4, 2)


async def test_the_uid_of_the_configuration() -> None:
    """On whose behalf programs act, for the master's applies and in LPC."""
    strict = MASTER.replace('path[0..6] != "/secret"', 'geteuid(who) == "Visitor" && path == "/user.c"')
    async with serving(CHANGING + "\nMcpUid Visitor", {**LIB, "master.c": strict}) as (_, client):
        uid = text_of(await client.call_tool("evaluate", {"code": "geteuid(this_object())"}))
        allowed = await client.call_tool("read_file", {"path": "/user.c"})
        denied = await client.call_tool("read_file", {"path": "/master.c"})

    assert uid == '"Visitor"'
    assert not allowed.is_error
    assert "may not be read" in text_of(denied)


@pytest.mark.parametrize(
    ("tool", "arguments", "complaint"),
    [
        ("read_file", {"path": "/secret/key.c"}, "may not be read"),
        ("check", {"path": "/secret"}, "may not be read"),
        ("read_file", {"path": "/../neolith.conf"}, "no path of the mudlib"),
        ("read_file", {"path": "/../../../etc/passwd"}, "no path of the mudlib"),
        ("read_file", {}, "path is missing"),
        ("read_file", {"path": 7}, "must be of the type string"),
        ("read_file", {"path": "/x", "where": 1}, "no argument where"),
        ("inspect", {"object": "/std/nothing"}, "there is no object"),
        ("call", {"object": "/std/lamp", "function": "lift"}, "no function lift()"),
        ("manual", {"words": "xyzzy plugh"}, "no page speaks of"),
    ],
)
async def test_what_cannot_be_done_is_an_answer_with_its_reason(
    tool: str, arguments: dict[str, object], complaint: str
) -> None:
    """The master's valid_read() and the walls of the mudlib hold here as they do for LPC."""
    async with serving() as (_, client):
        answer = await client.call_tool(tool, arguments)

    assert answer.is_error
    assert complaint in text_of(answer)


async def test_checking_a_directory_tells_how_far_it_is() -> None:
    """A turn for each file; the messages are there as text and as data."""
    told: list[tuple[float, float | None]] = []

    async def hear(done: float, total: float | None, message: str | None) -> None:
        told.append((done, total))

    async with serving() as (_, client):
        answer = await client.call_tool("check", {"path": "/std"}, progress_callback=hear)

    assert told == [(0, 2), (1, 2), (2, 2)]
    found = answer.structured_content["diagnostics"]
    assert [(one["path"], one["line"], one["column"]) for one in found] == [
        ("/std/broken.c", 1, 18), ("/std/broken.c", 2, 6),
    ]  # fmt: skip
    assert "undefined_thing" in text_of(answer)


async def test_objects_are_loaded_called_and_looked_at() -> None:
    """What a function writes to this_player() comes with what it returns."""
    async with serving() as (_, client):
        loaded = text_of(await client.call_tool("load", {"path": "/std/lamp"}))
        called = text_of(await client.call_tool("call", {"object": "/std/lamp", "function": "light", "arguments": [4]}))
        seen = text_of(await client.call_tool("inspect", {"object": "/std/lamp"}))
        tree = text_of(await client.call_tool("list_objects", {}))

    assert loaded == "/std/lamp is loaded"
    assert called == "7\n\nwritten meanwhile:\nIt shines.\n"
    assert "lit = 7" in seen
    assert tree == "/master\n/std/lamp"


async def test_an_error_comes_with_its_trace_and_the_compilers_messages() -> None:
    """So that whoever asked can mend it; the mudlib's error handler is not told."""
    told = {**LIB, "master.c": MASTER + 'int told; void error_handler(mapping e, int c) { told++; }'}
    async with serving(files=told) as (_, client):
        failed = await client.call_tool("call", {"object": "/std/lamp", "function": "fail"})
        unloaded = await client.call_tool("load", {"path": "/std/broken"})
        handled = text_of(await client.call_tool("evaluate", {"code": 'fetch_variable("told")'}))

    assert failed.is_error
    assert "fail() at /std/lamp.c:6" in text_of(failed)
    assert unloaded.is_error
    assert "/std/broken.c:1:18: Undefined variable" in text_of(unloaded)
    assert handled != "2"


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("1 + 2", "3"),
        ("({ geteuid(this_object()), geteuid(previous_object()) })", '({\n  "Root",\n  "Root",\n})'),
        ("int i; i = me->query_lit(); return i * 2;", "6"),
        ('"käse"', '"käse"'),
    ],
)
async def test_evaluating(code: str, value: str) -> None:
    """Expressions and statements, under the master's uid, with an object at hand."""
    async with serving() as (_, client):
        answer = await client.call_tool("evaluate", {"code": code, "object": "/std/lamp"})

    assert text_of(answer) == value


async def test_code_that_runs_away_ends_alone() -> None:
    """Its turn has a budget like any other, and the mud goes on."""
    async with serving(CHANGING + "\nMaxEvaluationCost 20000") as (_, client):
        endless = await client.call_tool("evaluate", {"code": "while (1);"})
        after = await client.call_tool("evaluate", {"code": "1"})

    assert endless.is_error
    assert "Too long evaluation" in text_of(endless)
    assert text_of(after) == "1"


async def test_an_update_keeps_the_variables() -> None:
    """Unless it is wanted anew."""
    async with serving() as (mud, client):
        await client.call_tool("call", {"object": "/std/lamp", "function": "light", "arguments": [1]})
        file = mud.directory / "std" / "lamp.c"
        file.write_text(file.read_text().replace("return lit; }", "return lit * 100; }", 1))
        await client.call_tool("update", {"path": "/std/lamp.c"})
        kept = text_of(await client.call_tool("call", {"object": "/std/lamp", "function": "query_lit"}))
        await client.call_tool("update", {"path": "/std/lamp.c", "anew": True})
        anew = text_of(await client.call_tool("call", {"object": "/std/lamp", "function": "query_lit"}))

    assert (kept, anew) == ("400", "300")


async def test_a_test_player_sees_what_players_see() -> None:
    """It logs in, stays, is one of the users, and hears that it was sent away."""
    async with serving() as (_, client):
        first = text_of(await client.call_tool("play", {"lines": ["frodo", "look"]}))
        users = text_of(await client.call_tool("evaluate", {"code": "sizeof(users())"}))
        other = text_of(await client.call_tool("play", {"lines": ["sam"], "player": "second"}))
        last = text_of(await client.call_tool("play", {"lines": ["look", "quit", "look"]}))

    assert first == "Your name: > frodo\nWelcome, frodo.\n> > look\nYou are in a hall.\n> "
    assert users == "1"
    assert "Welcome, sam." in other
    assert last.startswith("> look\nYou are in a hall.\n")
    assert last.endswith("[the mud has closed the connection]\n")


async def test_resources_and_prompts() -> None:
    """The manual, the objects, and what to do with them."""
    async with serving() as (_, client):
        addresses = [str(one.uri) for one in (await client.list_resources()).resources]
        page = (await client.read_resource("neolith://manual/page/explode")).contents[0].text
        efuns = (await client.read_resource(addresses[0])).contents[0].text
        master = (await client.read_resource("neolith://object/master")).contents[0].text
        templates = (await client.list_resource_templates()).resource_templates
        prompts = {one.name for one in (await client.list_prompts()).prompts}
        debug = await client.get_prompt("debug_error", {"error": "No oil."})

    assert page.startswith("# explode")
    assert "- [explode]" in efuns
    assert master.startswith("object /master")
    assert len(templates) == 2
    assert prompts == {"write_object", "debug_error"}
    assert "No oil." in debug.messages[0].content.text


async def test_the_log_is_told() -> None:
    """Its last lines, as many as are wanted."""
    async with serving() as (_, client):
        await client.call_tool("evaluate", {"code": 'debug_message("one"); debug_message("two\\n");'})
        answer = await client.call_tool("log", {"lines": 1})

    assert text_of(answer).endswith("two")


async def test_without_leave_nothing_can_be_changed() -> None:
    """Then those tools are not even there, and no token is needed on this machine."""
    async with running(LIB, "McpPort 0") as mud, connected(mud.driver.mcp_addresses[0]) as client:
        names = {one.name for one in (await client.list_tools()).tools}
        refused = await _protocol_error(client.call_tool("evaluate", {"code": "1"}))

    assert names == READING
    assert "there is no tool evaluate" in refused


async def _protocol_error(call: object) -> str:
    from mcp.shared.exceptions import MCPError

    with pytest.raises(MCPError) as caught:
        await call  # type: ignore[misc]
    return str(caught.value)


async def test_the_master_has_the_last_word() -> None:
    """valid_mcp() is asked with the tool and its arguments; errands under its hand are all refused alike."""
    strict = MASTER + 'int valid_mcp(string tool, mapping a) { return tool == "read_file" && a["path"] == "/user.c"; }'
    async with serving(files={**LIB, "master.c": strict}) as (_, client):
        allowed = await client.call_tool("read_file", {"path": "/user.c"})
        others = [
            await client.call_tool("read_file", {"path": "/master.c"}),
            await client.call_tool("evaluate", {"code": "1"}),
            await client.call_tool("play", {"lines": []}),
            await client.call_tool("check", {"path": "/"}),
            await client.call_tool("log", {}),
        ]

    assert not allowed.is_error
    assert all(one.is_error and "valid_mcp() does not allow" in text_of(one) for one in others)


@pytest.mark.parametrize("token", ["", "wrong"])
async def test_who_has_not_the_token_stays_outside(token: str) -> None:
    """Whatever is asked for."""
    import httpx2

    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with running({**LIB, "../token": TOKEN}, CHANGING) as mud, httpx2.AsyncClient(trust_env=False) as http:
        answer = await http.post(mud.driver.mcp_addresses[0], json={}, headers=headers)

    assert answer.status_code == 401


async def test_a_page_of_another_site_stays_outside() -> None:
    """Also where no token is needed."""
    import httpx2

    ping = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    accept = "application/json, text/event-stream"
    async with running(LIB, "McpPort 0") as mud, httpx2.AsyncClient(trust_env=False) as http:
        origin = {"Origin": "https://elsewhere.example", "Accept": accept}
        by_origin = await http.post(mud.driver.mcp_addresses[0], json=ping, headers=origin)
        host = {"Host": "elsewhere.example", "Accept": accept}
        by_host = await http.post(mud.driver.mcp_addresses[0], json=ping, headers=host)

    assert by_origin.status_code == 403
    assert by_host.status_code == 421


@pytest.mark.parametrize(
    "settings", ["McpPort 0\nMcpMayChange yes", "McpPort 0\nMcpAddress *", "McpPort 0\nMcpTokenFile missing"]
)
async def test_a_door_that_is_open_to_everybody_is_not_opened(settings: str) -> None:
    """The driver does not start, and says what it needs."""
    async with running(LIB, settings) as mud:
        assert mud.status == 1
        assert "McpTokenFile" in mud.log[-1]


async def test_a_cancelled_call_leaves_the_mud_as_it_is() -> None:
    """The wait is given up, and the next call works."""
    async with serving() as (_, client):
        with trio.move_on_after(0.3) as scope:
            await client.call_tool("play", {"lines": ["frodo"], "wait": 30})
        after = await client.call_tool("evaluate", {"code": "sizeof(users())"})

    assert scope.cancelled_caught
    assert text_of(after) == "1"


async def test_logging_of_the_process_is_left_alone() -> None:
    """Nobody but the driver decides where its messages go."""
    before = list(logging.getLogger().handlers), logging.getLogger().level
    async with serving() as (_, client):
        await client.list_tools()

    assert (list(logging.getLogger().handlers), logging.getLogger().level) == before


async def test_calls_are_events_that_a_recording_has() -> None:
    """As JSON, like everything that reaches the backend."""
    from neolith_trio.backend.codec import Codec
    from neolith_trio.backend.errands import Asked

    asked = Asked(3, "call", json.dumps({"object": "/std/lamp", "arguments": [1, "ä"]}))
    codec = Codec()

    assert codec.decode(json.loads(json.dumps(codec.encode(asked)))) == asked


async def test_a_recording_replays_what_programs_have_done(tmp_path: Path) -> None:
    """Also what they played; nobody is asked, and nobody answers."""
    recording = tmp_path / "recording"
    user = USER.replace('write("Welcome', 'debug_message("hello " + name + "\\n"); write("Welcome')
    talking = {**LIB, "user.c": user}
    async with running({**talking, "../token": TOKEN}, CHANGING, invocation=Run(record=recording)) as mud:
        async with connected(mud.driver.mcp_addresses[0], TOKEN) as client:
            await client.call_tool("evaluate", {"code": 'debug_message("evaluated\\n");'})
            await client.call_tool("play", {"lines": ["frodo"]})
        lived = [line for line in mud.log if line in ("evaluated", "hello frodo")]
    async with running({**talking, "../token": TOKEN}, CHANGING, invocation=Run(replay=recording)) as mud:
        await mud.ended()
        replayed = [line for line in mud.log if line in ("evaluated", "hello frodo")]

    assert lived == replayed == ["evaluated", "hello frodo"]
