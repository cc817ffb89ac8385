"""The carrier of LPC's sockets in a test, and what it has told."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import attrs
import trio

from neolith_trio.concurrency import Inbox
from neolith_trio.runtime.outside.ports import socket as port
from neolith_trio.runtime.outside.ports.socket import (
    Address,
    Certificate,
    ConnectionOffered,
    Kind,
    SocketConnected,
    SocketEvent,
)
from neolith_trio.services import sockets
from neolith_trio.services.resolver import Answer, Lookup
from neolith_trio.services.sockets import Limits, SocketService

HOME = "127.0.0.1"
ANYWHERE = "0.0.0.0"
LIMITS = Limits()


@attrs.define
class Names:
    """A resolver that knows what the test says; None is refused."""

    answers: dict[str, Answer] = attrs.field(factory=dict)

    def addresses(self, name: str) -> Lookup | None:
        return Lookup(self.answers[name], over=True) if name in self.answers else None


class Carried:
    """The service and what it has told."""

    def __init__(self, service: SocketService, inbox: Inbox[SocketEvent]) -> None:
        self.service = service
        self._inbox = inbox
        self._waiting: list[SocketEvent] = []

    async def next(self) -> SocketEvent:
        """The next event."""
        with trio.fail_after(10):
            while not self._waiting:
                self._waiting = [event for _, event in await self._inbox.drain()]
        return self._waiting.pop(0)

    async def next_of(self, serial: int) -> SocketEvent:
        """The next event of one socket; the others keep theirs."""
        passed: list[SocketEvent] = []
        while (event := await self.next()).serial != serial:
            passed.append(event)
        self._waiting[:0] = passed
        return event

    async def silent(self) -> bool:
        """Whether nothing comes."""
        return not self._waiting and not await self._inbox.drain(trio.current_time() + 0.05)

    def listen(self, kind: Kind = Kind.STREAM, host: str = ANYWHERE, certificate: Certificate | None = None) -> int:
        """Socket 9 listens; its port."""
        assert self.service.open(9, kind) == port.SUCCESS
        local = self.service.bind(9, 0, host)
        assert isinstance(local, Address)
        assert self.service.listen(9, certificate) == port.SUCCESS
        return local.port

    async def pair(self, kind: Kind = Kind.STREAM, host: str = HOME, bound: str = ANYWHERE) -> tuple[int, int]:
        """Two connected sockets, 1 and 2; 9 is the listener."""
        number = self.listen(kind, bound)
        assert self.service.open(1, kind) == port.SUCCESS
        assert self.service.connect(1, Address(host, number)) == port.SUCCESS
        assert isinstance(await self.next_of(9), ConnectionOffered)
        accepted = self.service.accept(9, 2)
        assert isinstance(accepted, Address)
        assert accepted.host == host
        assert await self.next_of(1) == SocketConnected(1, host, number)
        return 1, 2


@asynccontextmanager
async def carrying(names: Names | None = None, limits: Limits = LIMITS) -> AsyncIterator[Carried]:
    with Inbox[SocketEvent]() as inbox:
        async with trio.open_nursery() as nursery:
            service = await nursery.start(sockets.serve, inbox, names or Names(), limits)
            yield Carried(service, inbox)
            # it ends by itself
            nursery.cancel_scope.deadline = trio.current_time() + 10
            service.finish()
        assert not nursery.cancel_scope.cancelled_caught


@contextmanager
def listening(family: socket.AddressFamily = socket.AF_INET) -> Iterator[tuple[socket.socket, int]]:
    """Somebody else's listening socket."""
    with socket.socket(family) as sock:
        sock.bind(("::1" if family == socket.AF_INET6 else HOME, 0))
        sock.listen()
        yield sock, sock.getsockname()[1]


def closed_port() -> int:
    with listening() as (_, number):
        return number
