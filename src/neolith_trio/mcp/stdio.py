"""The MCP server over standard input and output: `neolith-trio mcp`.

Rule: the wire has nothing but the protocol. While it is served, standard input is empty for everybody else, and what
anybody else prints to standard output goes to standard error; both are given back at the end. Reading can be given up:
a driver that stops does not wait for its client.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import trio

from .server import make_server
from .tools import Mud

_STDIN, _STDOUT, _STDERR = 0, 1, 2
_CHUNK: Final = 65536


async def serve(mud: Mud, *, task_status: trio.TaskStatus[None] = trio.TASK_STATUS_IGNORED) -> None:
    """Serve one program until it closes its end."""
    server = make_server(mud)
    from mcp.server.stdio import stdio_server

    try:
        with _wire() as (incoming, outgoing):
            streams: Any = _Incoming(incoming), _Outgoing(outgoing)
            async with stdio_server(*streams) as (read, write):
                task_status.started()
                await server.run(read, write, server.create_initialization_options())
    finally:
        with trio.CancelScope(shield=True, deadline=trio.current_time() + 1):
            await mud.part()


@contextmanager
def _wire() -> Iterator[tuple[int, int]]:
    """Descriptors of the wire that nobody else has."""
    incoming, outgoing = os.dup(_STDIN), os.dup(_STDOUT)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, _STDIN)
    os.close(nothing)
    os.dup2(_STDERR, _STDOUT)
    try:
        yield incoming, outgoing
    finally:
        os.dup2(incoming, _STDIN)
        os.dup2(outgoing, _STDOUT)
        # a thread may still read from the first: closed, its number would be somebody else's
        os.close(outgoing)


class _Incoming:
    """The lines that come in."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._rest = b""

    def __aiter__(self) -> _Incoming:
        return self

    async def __anext__(self) -> str:
        while b"\n" not in self._rest:
            piece = await trio.to_thread.run_sync(os.read, self._descriptor, _CHUNK, abandon_on_cancel=True)
            if not piece:
                raise StopAsyncIteration
            self._rest += piece
        line, _, self._rest = self._rest.partition(b"\n")
        return line.decode("utf-8", "replace")


class _Outgoing:
    """What goes out."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    async def write(self, text: str) -> None:
        """Write a line, whatever it takes."""
        data = text.encode("utf-8", "replace")
        while data:
            written = await trio.to_thread.run_sync(os.write, self._descriptor, data, abandon_on_cancel=True)
            data = data[written:]

    async def flush(self) -> None:
        """Everything was written at once."""
        await trio.lowlevel.checkpoint()
