"""A program that uses the notice board by MCP. python ask.py neolith.conf"""

from __future__ import annotations

import os
import sys

import trio
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

heard: list[str] = []


async def hear(done: float, total: float | None, message: str | None) -> None:
    """How far a call is; in a hurry only the latest is told."""
    heard.append(f"{message} of {total:g}")


async def main(conf: str) -> None:
    """List the board's tools, pin notes, and have their words counted."""
    command = [sys.executable, "-m", "neolith_trio", "mcp", "-f", conf]
    server = StdioServerParameters(command=command[0], args=command[1:], env=dict(os.environ))
    async with Client(stdio_client(server)) as client:
        tools = (await client.list_tools()).tools
        print("== tools of LPC")
        print("\n".join(f"{one.name}: {one.description}" for one in tools if one.name in OF_THE_BOARD))
        for text in ("Lost: a lamp", "Ale at the Prancing Pony tonight"):
            pinned = await client.call_tool("pin_note", {"text": text})
            print(f"== pin_note\n{pinned.content[0].text}")
        counted = await client.call_tool("count_words", {}, progress_callback=hear)
        print(f"== count_words\n{counted.content[0].text}\nthe last that was heard before: {heard[-1]}")
        read = await client.call_tool("read_notes", {})
        print(f"== read_notes\n{read.structured_content}")
        refused = await client.call_tool("pin_note", {})
        print(f"== pin_note without a text: {refused.content[0].text}")


OF_THE_BOARD = ("read_notes", "pin_note", "count_words")
trio.run(main, sys.argv[1])
