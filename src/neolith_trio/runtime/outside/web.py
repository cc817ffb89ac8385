"""What LPC objects serve to the web: routes that answer requests, and channels on which clients talk with them.

The rule: a request comes to one call of its route's callback and to one answer: what the callback returns or what
http_reply() gives later; 500 when the callback ends in an error, 503 when the owner is destructed before, 404 when the
route was closed before it came. A route and a channel belong to the object that opened it and end with it.

The efuns (efuns/web.py, efuns/channels.py) check arguments and turn values into what is sent; `WebPort` sends it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from ...data import define, frozen
from ...errors import LpcError
from ..values import Entity, live
from .ports.web import (
    ClientAttached,
    ClientLeft,
    ClientSpoke,
    Head,
    LookRequested,
    NoWeb,
    RequestAbandoned,
    RequestReceived,
    WebEvent,
    WebPort,
)

if TYPE_CHECKING:
    from ..world import World

MOST_ROUTES = 1_000
MOST_CHANNELS = 1_000


@frozen
class Answer:
    """An answer to a request, or the beginning of one."""

    head: Head
    body: bytes
    more: bool = False


Handle: TypeAlias = Callable[[RequestReceived], Answer | None]
"""Calls LPC about a request; None: the answer comes later."""
Hear: TypeAlias = "Callable[[ClientAttached | ClientSpoke | ClientLeft], object]"
"""Calls LPC about a client."""


@frozen(eq=False)
class Route:
    """A path and whoever answers for it."""

    path: str
    owner: Entity
    handle: Handle


@define(eq=False)
class Request:
    """A request that has not been answered to its end. `begun`: the rest of the body is owed."""

    key: int
    owner: Entity
    label: str
    began: float
    begun: bool = False


@define(eq=False)
class Channel:
    """A channel and its clients, with their addresses."""

    name: str
    owner: Entity
    hear: Hear
    clients: dict[int, str] = attrs.field(factory=dict)
    sent: int = 0


class Web:
    """The routes and channels of a world. `port` is what serves them."""

    def __init__(self, world: World) -> None:
        self.port: WebPort = NoWeb()
        self.routes: dict[str, Route] = {}
        self.requests: dict[int, Request] = {}
        self.channels: dict[str, Channel] = {}
        self.look: Callable[[LookRequested], None] = lambda event: None
        """What answers an operator's question; the backend has it."""
        self._world = world
        for books in (self.routes, self.requests, self.channels):
            world.objects.tell_departures(books, self._departed)

    def _admit(self, name: str, this: Entity, there: int, most: int, what: str) -> None:
        """LpcError when the efun `name` may not begin to serve one more for `this`."""
        if live(this) is not this:
            raise LpcError(f"{name}: a destructed object serves nothing\n")
        if there >= most:
            raise LpcError(f"{name}: there are {most} {what} already\n")
        config = self._world.config
        owners = [route.owner for route in self.routes.values()]
        owners += [channel.owner for channel in self.channels.values()]
        for count, limit, whose in (
            (sum(one is this for one in owners), config.max_web_served_per_object, "this object"),
            (sum(one.uid == this.uid for one in owners), config.max_web_served_per_uid, f"the uid {this.uid}"),
        ):
            if count >= limit:
                raise LpcError(f"{name}: {whose} serves {limit} paths and channels already\n")

    # -- routes -------------------------------------------------------------------------------------------------

    def open_route(self, this: Entity, path: str, handle: Handle, token: str | None, seconds: float) -> None:
        """Let `this` answer the requests of a path; again: in another way. LpcError when it is another object's."""
        found = self.routes.get(path)
        if found is not None and found.owner is not this:
            raise LpcError(f"http_serve: {path} is served by /{found.owner.name}\n")
        if found is None:
            self._admit("http_serve", this, len(self.routes), MOST_ROUTES, "routes")
        self.routes[path] = Route(path, this, handle)
        self._world.objects.heed(this)
        self.port.open_route(path, token, seconds)

    def close_route(self, this: Entity, path: str) -> bool:
        """End a route of `this`; False when it has none of that path. What was asked is still to be answered."""
        found = self.routes.get(path)
        if found is None or found.owner is not this:
            return False
        del self.routes[path]
        self.port.close_route(path)
        return True

    def request(self, this: Entity, key: int) -> Request | None:
        """A request that `this` has to answer."""
        found = self.requests.get(key)
        return found if found is not None and found.owner is this else None

    def reply(self, request: Request, answer: Answer) -> None:
        """The answer to a request that has none yet."""
        if answer.more:
            request.begun = True
        else:
            del self.requests[request.key]
        self.port.reply(request.key, answer.head, answer.body, answer.more)

    def send(self, request: Request, data: bytes, *, more: bool) -> None:
        """Go on with an answer that has begun."""
        if not more:
            del self.requests[request.key]
        self.port.send(request.key, data, more)

    # -- channels -----------------------------------------------------------------------------------------------

    def open_channel(self, this: Entity, name: str, hear: Hear, token: str | None, most: int) -> None:
        """Open a channel of `this`; LpcError when there is one of that name."""
        found = self.channels.get(name)
        if found is not None:
            raise LpcError(f"channel_open: {name} is a channel of /{found.owner.name}\n")
        self._admit("channel_open", this, len(self.channels), MOST_CHANNELS, "channels")
        self.channels[name] = Channel(name, this, hear)
        self._world.objects.heed(this)
        self.port.open_channel(name, token, most)

    def channel(self, this: Entity, name: str) -> Channel | None:
        """A channel of `this`."""
        found = self.channels.get(name)
        return found if found is not None and found.owner is this else None

    def close_channel(self, channel: Channel) -> None:
        """Send its clients away; nothing more is heard of them."""
        del self.channels[channel.name]
        self.port.close_channel(channel.name)

    # -- events -------------------------------------------------------------------------------------------------

    def entries(self, event: WebEvent) -> Iterator[Callable[[], Any]]:
        """What is to be called because of an event."""
        match event:
            case RequestReceived():
                yield from self._received(event)
            case RequestAbandoned(key):
                self.requests.pop(key, None)
            case LookRequested():
                yield lambda: self.look(event)
            case ClientSpoke(client):
                yield from self._heard(event)
                self.port.resume(client)
            case _:
                yield from self._heard(event)

    def _received(self, event: RequestReceived) -> Iterator[Callable[[], Any]]:
        route = self.routes.get(event.route)
        if route is None:
            self.port.reply(event.key, Head(404), b"", False)
            return
        label = f"{event.method} {event.path}"
        request = self.requests[event.key] = Request(event.key, route.owner, label, self._world.context.now)
        yield lambda: self._handled(route, request, event)

    def _handled(self, route: Route, request: Request, event: RequestReceived) -> None:
        fine = False
        try:
            answer = route.handle(event)
            # the callback may have answered by http_reply(), or have destructed its owner
            if answer is not None and request.key in self.requests and not request.begun:
                self.reply(request, answer)
            fine = True
        finally:
            if not fine:
                self._fail(request, 500)

    def _fail(self, request: Request, status: int) -> None:
        """End a request whatever has become of it."""
        if self.requests.pop(request.key, None) is None:
            return
        if request.begun:
            self.port.send(request.key, b"", False)
        else:
            self.port.reply(request.key, Head(status), b"", False)

    def _heard(self, event: ClientAttached | ClientSpoke | ClientLeft) -> Iterator[Callable[[], Any]]:
        channel = self.channels.get(event.channel)
        if channel is None:
            return
        if isinstance(event, ClientAttached):
            channel.clients[event.client] = event.address
        elif event.client not in channel.clients:
            return  # it came to a channel of that name that is closed
        elif isinstance(event, ClientLeft):
            del channel.clients[event.client]
        yield lambda: channel.hear(event)

    def _departed(self, ob: Entity) -> None:
        """An object is destructed or begins anew: what it has opened ends."""
        for path in [route.path for route in self.routes.values() if route.owner is ob]:
            self.close_route(ob, path)
        for request in [one for one in self.requests.values() if one.owner is ob]:
            self._fail(request, 503)
        for channel in [one for one in self.channels.values() if one.owner is ob]:
            self.close_channel(channel)
