"""What the world has to do with the web server: who serves it, and the events by which requests and clients come.

The rule: everything that LPC learns of a request, a client or an operator's question is in an event, and no method of a
`WebPort` answers anything; so a recording has all of it, and a replay needs nobody to serve. The world alone decides
what becomes of a request: exactly one `reply`, or a `RequestAbandoned` that came before it.

web/service.py implements `WebPort`; runtime/outside/web.py is what LPC's efuns use.
"""

from __future__ import annotations

from typing import Final, Protocol, TypeAlias

from ....data import frozen
from .operation import Plain


@frozen
class RequestReceived:
    """Somebody wants something of a route of LPC. Header names are in small letters; `query` is in pairs."""

    key: int
    route: str
    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    headers: dict[str, str]
    body: bytes
    address: str


@frozen
class RequestAbandoned:
    """Nobody waits for the answer any more, or for the rest of it."""

    key: int
    why: str


@frozen
class ClientAttached:
    """A client has come to a channel, or come again."""

    client: int
    channel: str
    address: str
    resumed: bool


@frozen
class ClientSpoke:
    """A client has sent a value, as JSON. The next one waits for resume()."""

    client: int
    channel: str
    text: str


@frozen
class ClientLeft:
    """A client has gone; it may come again."""

    client: int
    channel: str
    why: str


@frozen
class LookRequested:
    """An operator wants to see something of the world, or to have something evaluated."""

    key: int
    what: str
    about: dict[str, str]


WebEvent: TypeAlias = (
    RequestReceived | RequestAbandoned | ClientAttached | ClientSpoke | ClientLeft | LookRequested
)
EVENTS: Final = (RequestReceived, RequestAbandoned, ClientAttached, ClientSpoke, ClientLeft, LookRequested)


@frozen
class Head:
    """Everything of an answer but its body."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()


class WebPort(Protocol):
    """What serves the world to the web. A `token` of "" lets everybody in, None whoever has the operator's."""

    def open_route(self, path: str, token: str | None, seconds: float) -> None:
        """From now on requests of that path come, each with so much time for its answer."""

    def close_route(self, path: str) -> None:
        """No more of them."""

    def reply(self, key: int, head: Head, body: bytes, more: bool) -> None:
        """Answer a request; with `more` the rest of the body follows by send()."""

    def send(self, key: int, data: bytes, more: bool) -> None:
        """Go on with the body of an answer."""

    def open_channel(self, name: str, token: str | None, most: int) -> None:
        """From now on so many clients may come to a channel."""

    def close_channel(self, name: str) -> None:
        """Its clients are sent away."""

    def say(self, name: str, text: str, client: int) -> None:
        """A value in JSON for all clients of a channel, or for one."""

    def drop(self, client: int, why: str) -> None:
        """Send a client away; its `ClientLeft` still comes."""

    def resume(self, client: int) -> None:
        """What it has sent was handled: the next may come."""

    def show(self, key: int, found: Plain) -> None:
        """What an operator wanted to see."""


class NoWeb:
    """Nobody is served: without a WebPort, and in a replay."""

    def open_route(self, path: str, token: str | None, seconds: float) -> None:
        pass

    def close_route(self, path: str) -> None:
        pass

    def reply(self, key: int, head: Head, body: bytes, more: bool) -> None:
        pass

    def send(self, key: int, data: bytes, more: bool) -> None:
        pass

    def open_channel(self, name: str, token: str | None, most: int) -> None:
        pass

    def close_channel(self, name: str) -> None:
        pass

    def say(self, name: str, text: str, client: int) -> None:
        pass

    def drop(self, client: int, why: str) -> None:
        pass

    def resume(self, client: int) -> None:
        pass

    def show(self, key: int, found: Plain) -> None:
        pass
