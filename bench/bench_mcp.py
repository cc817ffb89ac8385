"""Tool calls a second of the MCP server, beside a server of the `mcp` package whose only tool returns a text.

usage: bench_mcp.py [--rounds N]

The client is the package's own. The driver and the bare server run in processes of their own; each is asked over
streamable HTTP in the protocol of 2026 (`http`), in the one before it with a session (`http, older`) and over standard
input and output (`stdio`). `evaluate` is an errand of the driver, which compiles LPC for it, `list_files` one that does
not, `hello` a tool of LPC, `bare` the other server's tool. They take turns of half a second, and the median counts.
Beside is the rate of the bare server: what is missing to 1 is the driver's own.
"""

from __future__ import annotations

import argparse
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import attrs
import trio

import table

TOKEN = "a token for the bench"
MASTER = """
mixed hello(mapping a) { return "hello " + a["name"]; }
string *epilog(int load) {
    mcp_register_tool("hello", "Say hello.", ([ "properties": ([ "name": ([ "type": "string" ]) ]) ]), "hello");
    return ({ });
}
"""
BARE = """
import sys
import mcp_types as types
import trio
from mcp.server.lowlevel import Server
schema = {"type": "object", "properties": {"name": {"type": "string"}}}
async def listed(context, params):
    return types.ListToolsResult(tools=[types.Tool(name="hello", description="Say hello.", input_schema=schema)])
async def called(context, params):
    await trio.lowlevel.checkpoint()
    text = types.TextContent(type="text", text="hello " + params.arguments["name"])
    return types.CallToolResult(content=[text])
server = Server("bare", version="1", on_list_tools=listed, on_call_tool=called)
server.get_tool_input_schema = lambda name: schema
async def over_stdio():
    from mcp.server.stdio import stdio_server
    async with stdio_server() as (read, write):
        await server.run(read, write, server.create_initialization_options())
async def over_http(port):
    from hypercorn.config import Config
    from hypercorn.trio import serve
    settings = Config()
    settings.errorlog = settings.accesslog = None
    settings.bind = [f"127.0.0.1:{port}"]
    await serve(server.streamable_http_app(), settings)
if len(sys.argv) > 1:
    trio.run(over_http, int(sys.argv[1]))
else:
    trio.run(over_stdio)
"""
HELLO = ("hello", {"name": "you"})
CALLS = {"evaluate": ("evaluate", {"code": "1"}), "list_files": ("list_files", {"path": "/"}), "hello": HELLO}


@attrs.frozen
class Plan:
    """How many rounds, and for how many seconds each tool is called in one."""

    rounds: int
    seconds: float


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def listening(command: list[str], port: int) -> Any:
    """A server of its own, which has begun to listen."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait()


@asynccontextmanager
async def over_http(port: int, mode: str) -> AsyncIterator[Any]:
    import httpx2
    from mcp.client.client import Client
    from mcp.client.streamable_http import streamable_http_client

    headers = {"Authorization": f"Bearer {TOKEN}"}
    async with httpx2.AsyncClient(headers=headers, timeout=30, trust_env=False) as http:
        transport = streamable_http_client(f"http://127.0.0.1:{port}/mcp", http_client=http)
        async with Client(transport, mode=mode) as client:
            yield client


@asynccontextmanager
async def over_stdio(command: list[str]) -> AsyncIterator[Any]:
    from mcp.client.client import Client
    from mcp.client.stdio import StdioServerParameters, stdio_client

    async with Client(stdio_client(StdioServerParameters(command=command[0], args=command[1:]))) as client:
        yield client


async def rate(client: Any, call: tuple[str, dict[str, str]], seconds: float) -> float:
    """Calls a second, one after the other."""
    calls, begin = 0, trio.current_time()
    while trio.current_time() < begin + seconds:
        answer = await client.call_tool(*call)
        assert not answer.is_error, answer
        calls += 1
    return calls / (trio.current_time() - begin)


async def compare(how: str, ours: Any, bare: Any, plan: Plan) -> list[table.Figure]:
    """A line for each tool."""
    everything = {**{name: (ours, call) for name, call in CALLS.items()}, "bare": (bare, HELLO)}
    found: dict[str, list[float]] = {name: [] for name in everything}
    for number in range(plan.rounds + 1):
        for name, (client, call) in everything.items():
            measured = await rate(client, call, plan.seconds)
            if number:  # the first round is to warm up
                found[name].append(measured)
    most = statistics.median(found.pop("bare"))
    return [
        table.Figure(f"mcp: {how}, {name}", statistics.median(rates), "/s", beside=most)
        for name, rates in found.items()
    ]


async def measure(ours: list[str], bare: list[str], ports: tuple[int, int], plan: Plan) -> list[table.Figure]:
    """Compare over each way."""
    found = []
    for how, mode in (("http", "auto"), ("http, older", "legacy")):
        async with over_http(ports[0], mode) as mine, over_http(ports[1], mode) as plain:
            found += await compare(how, mine, plain, plan)
    async with over_stdio(ours) as mine, over_stdio(bare) as plain:
        return found + await compare("stdio", mine, plain, plan)


def figures(given: argparse.Namespace) -> Iterator[table.Figure]:
    """All ways, all tools."""
    if find_spec("mcp") is None:
        table.note("skipped: the extra 'mcp' is not installed")
        return
    plan = Plan(1, 0.05) if given.quick else Plan(given.rounds, 0.5)
    with tempfile.TemporaryDirectory() as directory:
        place = Path(directory)
        (place / "master.c").write_text(MASTER, encoding="utf-8")
        (place / "bare.py").write_text(BARE, encoding="utf-8")
        (place / "token").write_text(TOKEN, encoding="utf-8")
        ours, bare = free_port(), free_port()
        common = "MudlibDir .\nMasterFile /master.c\nMcpMayChange yes\n"
        (place / "stdio.conf").write_text(common, encoding="utf-8")
        (place / "http.conf").write_text(f"{common}McpPort {ours}\nMcpTokenFile token\n", encoding="utf-8")
        driver, plain = [sys.executable, "-m", "neolith_trio"], [sys.executable, str(place / "bare.py")]
        over_stdio = [*driver, "mcp", "-f", str(place / "stdio.conf")]
        with listening([*driver, "-f", str(place / "http.conf")], ours), listening([*plain, str(bare)], bare):
            yield from trio.run(measure, over_stdio, plain, (ours, bare), plan)


def arguments(options: argparse.ArgumentParser) -> None:
    options.add_argument("--rounds", type=int, default=5)


if __name__ == "__main__":
    table.main(__doc__, figures, arguments)
