"""A mud with a web port, and clients of it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import trio
from wsproto import ConnectionType, WSConnection
from wsproto.events import (
    AcceptConnection,
    CloseConnection,
    Message,
    Ping,
    RejectConnection,
    RejectData,
    Request,
    TextMessage,
)

from neolith_trio.testing import Mud, running

TOKEN = "a token for tests only"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
MASTER = """
object connect(int port) { return new("/user"); }
int valid_http_serve(object who, string path) { return path != "/forbidden"; }
int valid_channel(object who, string name) { return name != "forbidden"; }
"""
USER = "void logon() { enable_commands(); } void net_dead() { destruct(this_object()); }"


@asynccontextmanager
async def served(service: str, settings: str = "", **files: str) -> AsyncIterator[tuple[httpx2.AsyncClient, Mud]]:
    """A mud whose object /service was loaded, and a client that has the token."""
    master = MASTER + 'string *epilog(int x) { return ({ "/service" }); } void preload(string f) { load_object(f); }'
    programs = {"master.c": master, "user.c": USER, "service.c": service, **files}
    lines = f"WebPort 0\nWebToken {TOKEN}\n{settings}"
    async with running(programs, lines) as mud:
        host, port = mud.driver.web_addresses[0]
        async with httpx2.AsyncClient(base_url=f"http://{host}:{port}", headers=BEARER, timeout=20) as client:
            yield client, mud


async def a_moment() -> None:
    """Time for something that nobody tells of."""
    await trio.sleep(0.01)


class Closed(Exception):
    """The server has closed; the code and its reason."""


class Client:
    """A client of a channel, on a socket of its own."""

    def __init__(self, stream: trio.abc.Stream) -> None:
        self._stream = stream
        self._machine = WSConnection(ConnectionType.CLIENT)
        self._events: list[Any] = []
        self._text = ""

    async def open(self, path: str, *headers: tuple[bytes, bytes]) -> None:
        """Shake hands; Closed with the status when it is refused."""
        wish = Request(host="127.0.0.1", target=path, extra_headers=list(headers))
        await self._stream.send_all(self._machine.send(wish))
        event = await self._next()
        if isinstance(event, RejectConnection):
            raise Closed(event.status_code, "")
        assert isinstance(event, AcceptConnection), event

    async def say(self, **message: Any) -> None:
        """Send a JSON object."""
        await self.send(json.dumps(message))

    async def send(self, text: str) -> None:
        """Send a text message."""
        await self._stream.send_all(self._machine.send(Message(data=text)))

    async def hear(self) -> dict[str, Any]:
        """The next JSON object; Closed when there is none."""
        with trio.fail_after(10):
            while True:
                event = await self._next()
                if isinstance(event, CloseConnection):
                    raise Closed(event.code, event.reason or "")
                if isinstance(event, Ping):
                    await self._stream.send_all(self._machine.send(event.response()))
                if isinstance(event, TextMessage):
                    self._text += event.data
                    if event.message_finished:
                        text, self._text = self._text, ""
                        found: dict[str, Any] = json.loads(text)
                        return found

    async def attach(self, **introduction: Any) -> dict[str, Any]:
        """Introduce itself; the welcome."""
        await self.say(**introduction)
        found: dict[str, Any] = (await self.hear())["welcome"]
        return found

    async def send_raw(self, data: bytes) -> None:
        """Send bytes that WebSocket has not made."""
        await self._stream.send_all(data)

    async def close(self) -> None:
        """Break the connection."""
        await self._stream.aclose()

    async def _next(self) -> Any:
        while not self._events:
            data = await self._stream.receive_some(65536)
            self._machine.receive_data(data or None)
            self._events += [event for event in self._machine.events() if not isinstance(event, RejectData)]
        return self._events.pop(0)


@asynccontextmanager
async def calling(mud: Mud, channel: str, *headers: tuple[bytes, bytes]) -> AsyncIterator[Client]:
    """A client that has shaken hands."""
    host, port = mud.driver.web_addresses[0]
    stream = await trio.open_tcp_stream(host, port)
    client = Client(stream)
    async with stream:
        await client.open(f"/channels/{channel}", *headers)
        yield client
