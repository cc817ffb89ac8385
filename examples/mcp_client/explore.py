"""What an editor's assistant does with a mudlib by MCP: look, check, load, try. python explore.py neolith.conf"""

from __future__ import annotations

import os
import sys

import trio
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

STEPS: tuple[tuple[str, dict[str, object]], ...] = (
    ("list_files", {"path": "/"}),
    ("check", {"path": "/"}),
    ("load", {"path": "/room.c"}),
    ("evaluate", {"code": 'file_name(load_object("/room"))'}),
    ("play", {"lines": ["Ada", "look", "ring"]}),
)


async def main(conf: str) -> None:
    """Take the steps, and show what comes back."""
    command = [sys.executable, "-m", "neolith_trio", "mcp", "-f", conf]
    server = StdioServerParameters(command=command[0], args=command[1:], env=dict(os.environ))
    async with Client(stdio_client(server)) as client:
        for tool, arguments in STEPS:
            result = await client.call_tool(tool, arguments)
            print(f"== {tool} {arguments}")
            print("".join(one.text for one in result.content))


trio.run(main, sys.argv[1])
