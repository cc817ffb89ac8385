"""A small mudlib that programs look into, and a client of the mcp package that does."""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import trio

from neolith_trio.testing import Mud, running

MASTER = """
object connect(int port) { return new("/user"); }
string creator_file(string path) { return "Someone"; }
string get_root_uid() { return "Root"; }
int valid_read(string path, object who, string why) { return path[0..6] != "/secret"; }
int valid_write(string path, object who, string why) { return geteuid(who) == "Root"; }
"""
USER = """
void logon() { write("Your name: "); input_to("named"); }
void named(string name) { enable_commands(); add_action("look", "look"); add_action("quit", "quit");
                          write("Welcome, " + name + ".\\n"); }
int look(string rest) { write("You are in a \\x1b[1mhall\\x1b[0m.\\n"); return 1; }
int quit(string rest) { destruct(this_object()); return 1; }
"""
LAMP = """
int lit = 3;
string *names = ({ "lamp", "lantern" });
int query_lit() { return lit; }
int light(int more) { lit += more; write("It shines.\\n"); return lit; }
void fail() { error("No oil.\\n"); }
"""
BROKEN = "int f() { return undefined_thing; }\nint g( { }\n"
LIB = {
    "master.c": MASTER,
    "user.c": USER,
    "std/lamp.c": LAMP,
    "std/broken.c": BROKEN,
    "secret/key.c": "int key = 7;\n",
}
CHANGING = "McpPort 0\nMcpMayChange yes\nMcpTokenFile token"
TOKEN = "open-sesame"
COMMAND = [sys.executable, "-m", "neolith_trio", "mcp", "-f"]


def text_of(result: Any) -> str:
    """What a tool has answered."""
    return "".join(one.text for one in result.content)


@asynccontextmanager
async def serving(
    settings: str = CHANGING, files: dict[str, str] = LIB, token: str = TOKEN, mode: str = "auto"
) -> AsyncIterator[tuple[Mud, Any]]:
    """A mud that serves MCP over HTTP, and a client of it."""
    async with (
        running({**files, "../token": token + "\n"}, settings) as mud,
        connected(mud.driver.mcp_addresses[0], token, mode) as client,
    ):
        yield mud, client


@asynccontextmanager
async def connected(address: str, token: str = "", mode: str = "auto", **more: Any) -> AsyncIterator[Any]:
    """The official client, connected to an address."""
    import httpx2
    from mcp.client.client import Client
    from mcp.client.streamable_http import streamable_http_client

    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with (
        httpx2.AsyncClient(headers=headers, timeout=30, trust_env=False) as http,
        Client(streamable_http_client(address, http_client=http), mode=mode, **more) as client,
    ):
        yield client


@asynccontextmanager
async def client_of(conf: Path, mode: str = "auto", **more: Any) -> AsyncIterator[Any]:
    """The official client, with a mud of its own at the other end of standard input and output."""
    from mcp.client.client import Client
    from mcp.client.stdio import StdioServerParameters, stdio_client

    server = StdioServerParameters(command=COMMAND[0], args=[*COMMAND[1:], str(conf)], env=dict(os.environ))
    with trio.fail_after(60):
        async with Client(stdio_client(server), mode=mode, **more) as client:
            yield client


def written(directory: Path, files: dict[str, str] = LIB) -> Path:
    """The mudlib on the disk; its configuration."""
    for name, text in files.items():
        path = directory / "lib" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    conf = directory / "neolith.conf"
    conf.write_text("MudlibDir lib\nMasterFile /master.c\nMcpMayChange yes\nPort 4711:telnet\n")
    return conf
