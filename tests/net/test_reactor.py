"""One task that reads for many sockets: shares, endings, and numbers that are given out again."""

from __future__ import annotations

import selectors
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from types import SimpleNamespace

import pytest
import trio
import trio.testing

from neolith_trio.net import reactor as reactor_module
from neolith_trio.net.reactor import Reactor
from neolith_trio.net.transport import SocketTransport

from .ports import ListPort
from .test_listeners import LOOPBACK, read_exactly, serving

pytestmark = pytest.mark.skipif(Reactor.create() is None, reason="no selector here can be waited for")


@pytest.fixture(autouse=True, params=["best", "portable"])
def selector(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test with what is fastest on this system, and with what Python's own selectors offer."""
    if request.param == "portable":
        monkeypatch.setattr(reactor_module, "select", SimpleNamespace())


@asynccontextmanager
async def reacting() -> AsyncIterator[Reactor]:
    reactor = Reactor.create()
    assert reactor is not None
    with trio.fail_after(20):
        async with trio.open_nursery() as nursery:
            nursery.start_soon(reactor.run)
            yield reactor
            nursery.cancel_scope.cancel()


def pair() -> tuple[socket.socket, socket.socket]:
    """Two ends, of which one does not block."""
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    return ours, theirs


def taking(into: list[bytes], last: bytes) -> Callable[[bytes], bool]:
    """Take what comes, until `last` has come."""

    def take(data: bytes) -> bool:
        into.append(data)
        return data != last

    return take


async def test_everybody_gets_the_same_share() -> None:
    """Who has sent a thousand bytes is read from once for each byte of who has sent three."""
    turns: list[str] = []
    ours, theirs = zip(*(pair() for _ in range(2)), strict=True)
    theirs[0].send(b"." * 1000)
    theirs[1].send(b"abc")

    async def attend(reactor: Reactor, who: int) -> None:
        def take(data: bytes) -> bool:
            turns.append("flooder" if who == 0 else "other")
            return data != b"c"

        await reactor.attend(ours[who], 1, take)

    async with reacting() as reactor, trio.open_nursery() as nursery:
        nursery.start_soon(attend, reactor, 0)
        await attend(reactor, 1)
        nursery.cancel_scope.cancel()
    for sock in (*ours, *theirs):
        sock.close()

    assert turns.count("other") == 3
    assert turns.count("flooder") <= 5


async def test_a_fault_ends_one_attendance() -> None:
    """It is raised where the socket is attended to; the others read on."""
    (ours, theirs), (other, sender) = pair(), pair()
    came: list[bytes] = []

    def fail(data: bytes) -> bool:
        raise ConnectionResetError

    theirs.send(b"x")
    sender.send(b"yz")
    async with reacting() as reactor:
        with pytest.raises(ConnectionResetError):
            await reactor.attend(ours, 1, fail)
        await reactor.attend(other, 1, taking(came, b"z"))
    for sock in (ours, theirs, other, sender):
        sock.close()

    assert came == [b"y", b"z"]


async def test_a_number_that_is_given_out_again_inherits_nothing() -> None:
    """Who attends to a socket that is closed is told; a new socket with its number is another one."""
    server = socket.create_server((LOOPBACK, 0))
    client = socket.create_connection(server.getsockname())
    told: list[str] = []
    async with reacting() as reactor:
        accepted = server.accept()[0]
        number = accepted.fileno()
        transport = SocketTransport(accepted, reactor)

        async def attend() -> None:
            try:
                await transport.receive_each(10, lambda data: True)
            except trio.ClosedResourceError:
                told.append("closed")

        async with trio.open_nursery() as nursery:
            nursery.start_soon(attend)
            await trio.testing.wait_all_tasks_blocked()
            transport.close()
        ours, theirs = pair()
        assert number in (ours.fileno(), theirs.fileno())
        came: list[bytes] = []
        theirs.send(b"z")
        await reactor.attend(ours, 1, taking(came, b"z"))
    for sock in (server, client, ours, theirs):
        sock.close()

    assert (told, came) == (["closed"], [b"z"])


async def test_whoever_attends_is_told_of_the_end_of_the_reactor() -> None:
    """Nobody waits for a task that is gone."""
    reactor = Reactor.create()
    assert reactor is not None
    ours, theirs = pair()
    with trio.fail_after(20):
        async with trio.open_nursery() as nursery:
            scope = trio.CancelScope()

            async def run() -> None:
                with scope:
                    await reactor.run()

            async def stop() -> None:
                await trio.testing.wait_all_tasks_blocked()
                scope.cancel()

            nursery.start_soon(run)
            nursery.start_soon(stop)
            with pytest.raises(trio.ClosedResourceError):
                await reactor.attend(ours, 1, lambda data: True)
    ours.close()
    theirs.close()


async def test_a_port_without_a_reactor_serves_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the selector cannot be waited for, each connection reads in its own task."""
    monkeypatch.setattr(reactor_module, "select", SimpleNamespace())
    monkeypatch.setattr(reactor_module, "select", SimpleNamespace())
    monkeypatch.setattr(selectors, "DefaultSelector", selectors.SelectSelector)
    assert Reactor.create() is None
    port = ListPort()
    async with serving(port) as listener, await trio.open_tcp_stream(LOOPBACK, listener.number) as client:
        await read_exactly(client, 6)
        await client.send_all(b"look\r\n")
        await port.until(lambda: port.lines() == [b"look"])
