"""The examples of MCP do what their pages say, with the official client."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import trio

from .muds import text_of

pytest.importorskip("mcp")

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
PATIENCE = 60


def page(example: str) -> list[str]:
    """The lines of the session on the page of an example."""
    return (EXAMPLES / example / "README.md").read_text(encoding="utf-8").split("```\n")[1].splitlines()


def test_a_program_uses_the_notice_board() -> None:
    """What the script shows is what is on its page."""
    done = subprocess.run(
        [sys.executable, "ask.py", "neolith.conf"],
        cwd=EXAMPLES / "mcp_tools", capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == page("mcp_tools")[1:]


def test_a_message_is_answered_on_the_console() -> None:
    """As the page shows it."""
    _, asked, answer = page("mcp_console")
    done = subprocess.run(
        [sys.executable, "-m", "neolith_trio", "-c", "server.c"], input=f"{asked}\n",
        cwd=EXAMPLES / "mcp_console", capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False,
    )  # fmt: skip

    assert json.loads(done.stdout) == json.loads(answer)


async def test_a_server_in_lpc_speaks_with_the_official_client() -> None:
    """Over the console, which a program started: it is asked for what it has, and uses it."""
    from mcp.client.client import Client
    from mcp.client.stdio import StdioServerParameters, stdio_client

    command = [sys.executable, "-m", "neolith_trio", "-c", str(EXAMPLES / "mcp_console" / "server.c")]
    server: Any = StdioServerParameters(command=command[0], args=command[1:], env=dict(os.environ))
    with trio.fail_after(PATIENCE):
        async with Client(stdio_client(server)) as client:
            name = client.server_info.name
            tools = [one.name for one in (await client.list_tools()).tools]
            rolled = await client.call_tool("roll", {"sides": 2})
            refused = await client.call_tool("roll", {"sides": 1})

    assert (name, tools) == ("dice", ["roll"])
    assert text_of(rolled) in ("roll 1: 1", "roll 1: 2")
    assert not rolled.is_error
    assert refused.is_error
    assert "two sides" in text_of(refused)
