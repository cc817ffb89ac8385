"""Connections that can be ended whatever they are doing."""

from __future__ import annotations

import pytest
import trio
import trio.testing

from neolith_trio.web import shell
from neolith_trio.web.shell import PlainPeer, Shell


async def test_a_write_to_somebody_who_does_not_read_ends_with_the_peer() -> None:
    """Also where nothing cancels it, as in Hypercorn's writes."""
    ours, theirs = trio.socket.socketpair()
    peer = PlainPeer(trio.SocketStream(ours))
    ended = trio.Event()

    async def write() -> None:
        with trio.CancelScope(shield=True), pytest.raises(trio.BrokenResourceError):
            await peer.send_all(bytes(50_000_000))
        ended.set()

    with theirs, trio.fail_after(5):
        async with trio.open_nursery() as nursery:
            nursery.start_soon(write)
            await trio.testing.wait_all_tasks_blocked()
            assert not ended.is_set()
            peer.abort()
            await ended.wait()
            with pytest.raises(trio.BrokenResourceError):
                await peer.send_all(b"more")


async def test_patience_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A client that reads nothing for so long is given up."""
    monkeypatch.setattr(shell, "PATIENCE", 0.05)
    ours, theirs = trio.socket.socketpair()
    peer = PlainPeer(trio.SocketStream(ours))
    with theirs, trio.fail_after(5), pytest.raises(trio.BrokenResourceError):
        await peer.send_all(bytes(50_000_000))


async def test_more_connections_than_allowed_are_closed() -> None:
    """The others are served on."""

    async def application(scope: shell.Scope, receive: shell.Receive, send: shell.Send) -> None:
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    serving = Shell(application, 1)
    listeners = await trio.open_tcp_listeners(0, host="127.0.0.1")
    address = listeners[0].socket.getsockname()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(serving.serve, listeners, nursery)
        async with await trio.open_tcp_stream(*address) as first:
            await first.send_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            assert (await first.receive_some(100)).startswith(b"HTTP/1.1 204")
            async with await trio.open_tcp_stream(*address) as second:
                assert await second.receive_some(100) == b""
            await first.send_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            assert (await first.receive_some(100)).startswith(b"HTTP/1.1 204")
        serving.abort()
        nursery.cancel_scope.cancel()


@pytest.mark.parametrize("sent", [b"\x00" * 100, b"GET\r\n\r\n", b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"y" * 100_000])
async def test_what_is_no_http_costs_its_own_connection(sent: bytes) -> None:
    """The next one is served."""

    async def application(scope: shell.Scope, receive: shell.Receive, send: shell.Send) -> None:
        raise ValueError("never to be called by this")

    serving = Shell(application, 5)
    listeners = await trio.open_tcp_listeners(0, host="127.0.0.1")
    async with trio.open_nursery() as nursery:
        nursery.start_soon(serving.serve, listeners, nursery)
        for _ in range(2):
            async with await trio.open_tcp_stream(*listeners[0].socket.getsockname()) as stream:
                await stream.send_all(sent)
                with trio.fail_after(5):
                    answer = await stream.receive_some(1000)
                assert answer == b"" or answer.startswith(b"HTTP/1.1 4")
        serving.abort()
        nursery.cancel_scope.cancel()
