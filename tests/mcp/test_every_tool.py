"""Every tool, resource and prompt over every way in: both transports, and over each both eras of the protocol."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import trio

from neolith_trio.testing import configured

from .muds import LIB, client_of, serving, text_of

pytest.importorskip("mcp")
pytest.importorskip("hypercorn")
pytestmark = pytest.mark.filterwarnings("ignore:Async generator 'http(x|core)2:ResourceWarning")

TESTS = """
void test_good() { if (load_object("/std/lamp")->query_lit() != 3) error("dark\\n"); }
"""
FILES = {**LIB, "tests/lamp.c": TESTS}

# tool, arguments, what is in the answer, whether it is a complaint
WALK: tuple[tuple[str, dict[str, Any], str, bool], ...] = (
    ("list_files", {"path": "/"}, "master.c", False),
    ("read_file", {"path": "/std/lamp.c", "first_line": 2, "lines": 1}, "int lit = 3;", False),
    ("check", {"path": "/std"}, "/std/broken.c:1:18: Undefined variable", False),
    ("load", {"path": "/std/lamp.c"}, "/std/lamp is loaded", False),
    ("load", {"path": "/std/broken.c"}, "Undefined variable", True),
    ("call", {"object": "/std/lamp", "function": "light", "arguments": [2]}, "5\n\nwritten meanwhile:\nIt", False),
    ("update", {"path": "/std/lamp.c"}, "/std/lamp is compiled again", False),
    ("evaluate", {"code": "me->query_lit() * 2", "object": "/std/lamp"}, "10", False),
    ("inspect", {"object": "/std/lamp"}, "lit = 5", False),
    ("list_objects", {}, "/std/lamp", False),
    ("play", {"lines": ["frodo", "look"]}, "You are in a hall.", False),
    ("evaluate", {"code": 'debug_message("noted\\n");'}, "0", False),
    ("log", {"lines": 1}, "noted", False),
    ("run_tests", {"path": "/tests"}, "1 passed", False),
    ("manual", {"words": "explode"}, "# explode", False),
    ("manual", {"words": "heart beat"}, "set_heart_beat", False),
    ("manual", {"words": "valid_read"}, "# valid_read", False),
)
RESOURCES = {
    "neolith://manual/efuns": "- [explode]",
    "neolith://manual/applies": "- [heart_beat]",
    "neolith://manual/page/sort_array": "# sort_array",
    "neolith://objects": "/std/lamp",
    "neolith://object/std/lamp": "object /std/lamp",
}


@asynccontextmanager
async def over(way: str, directory: Path) -> AsyncIterator[Any]:
    transport, mode = way.split()
    if transport == "stdio":
        conf = configured(FILES, directory, "McpMayChange yes").source
        assert conf is not None
        async with client_of(conf, mode) as client:
            yield client
    else:
        async with serving(files=FILES, mode=mode) as (_, client):
            yield client


@pytest.mark.parametrize("way", ["http auto", "http legacy", "stdio auto", "stdio legacy"])
async def test_all_of_it_works_in_every_way(way: str, tmp_path: Path) -> None:
    """One session that reads, compiles, changes, plays and tests a mudlib."""
    seen: set[str] = set()
    with trio.fail_after(90):
        async with over(way, tmp_path) as client:
            for tool, arguments, text, complaint in WALK:
                answer = await client.call_tool(tool, arguments)
                assert text in text_of(answer), (tool, arguments)
                assert answer.is_error == complaint, text_of(answer)
                seen.add(tool)
            listed = {one.name for one in (await client.list_tools()).tools}
            for address, text in RESOURCES.items():
                assert text in (await client.read_resource(address)).contents[0].text
            idea = {"path": "/std/bell.c", "idea": "it rings"}
            prompt = (await client.get_prompt("write_object", idea)).messages[0].content.text

    assert seen == listed
    assert "Write the LPC object /std/bell.c for this mudlib: it rings" in prompt


@pytest.mark.parametrize("way", ["http auto", "http legacy", "stdio auto", "stdio legacy"])
async def test_progress_and_cancellation_pass_through_in_every_way(way: str, tmp_path: Path) -> None:
    """A check tells its files; a call that is given up leaves the mud as it is."""
    told: list[str | None] = []

    async def hear(done: float, total: float | None, message: str | None) -> None:
        told.append(message)

    with trio.fail_after(60):
        async with over(way, tmp_path) as client:
            await client.call_tool("check", {"path": "/std"}, progress_callback=hear)
            with trio.move_on_after(0.5) as scope:
                await client.call_tool("play", {"lines": ["frodo"], "wait": 50})
            after = text_of(await client.call_tool("evaluate", {"code": "sizeof(users())"}))

    assert "/std/lamp.c" in told
    assert scope.cancelled_caught
    assert after == "1"
