"""Connections of the web port: Hypercorn's server for one connection on our listeners.

The rule: every connection can be ended at once, by abort(), whatever it is doing. Hypercorn shields its writes from
cancellation, so a client that does not read would keep the driver from stopping; a Peer's write gives up after
`PATIENCE`, or when the peer is aborted. There are never more connections than allowed; more are closed unheard.
"""

from __future__ import annotations

import logging
import ssl
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final, TypeAlias

import trio
from hypercorn.app_wrappers import ASGIWrapper
from hypercorn.config import Config
from hypercorn.trio.tcp_server import TCPServer
from hypercorn.trio.worker_context import WorkerContext
from hypercorn.typing import ConnectionState, LifespanState

log = logging.getLogger(__name__)

PATIENCE: Final = 15.0
"""Seconds for a client to take what is written to it."""
LARGEST_MESSAGE: Final = 256 * 1024
"""Bytes of one WebSocket message to us."""
PEER: Final = "neolith_trio.peer"
"""Under this name an application finds its connection in the scope."""

Scope: TypeAlias = dict[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[dict[str, Any]]]
Send: TypeAlias = Callable[[dict[str, Any]], Awaitable[None]]
Application: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]


class Peer(trio.abc.Stream):
    """One connection, on the stream that speaks with it."""

    def __init__(self, stream: trio.SocketStream, speaking: trio.abc.Stream | None = None) -> None:
        self.socket = stream.socket
        self._stream = speaking or stream
        self._aborted = False
        self._writing = trio.CancelScope()

    def abort(self) -> None:
        """End it now; what was not written is lost."""
        self._aborted = True
        self._writing.cancel()
        self.socket.close()

    async def send_all(self, data: bytes | bytearray | memoryview) -> None:
        """Write, or give the peer up."""
        if not self._aborted:
            with trio.CancelScope(deadline=trio.current_time() + PATIENCE) as self._writing:
                await self._stream.send_all(data)
                return
            self.abort()
        raise trio.BrokenResourceError("the client does not read")

    async def wait_send_all_might_not_block(self) -> None:
        """As the stream has it."""
        await self._stream.wait_send_all_might_not_block()

    async def receive_some(self, max_bytes: int | None = None) -> bytes:
        """As the stream has it."""
        return bytes(await self._stream.receive_some(max_bytes))

    async def aclose(self) -> None:
        """As the stream has it."""
        await self._stream.aclose()


class PlainPeer(Peer, trio.abc.HalfCloseableStream):
    """One without TLS."""

    def __init__(self, stream: trio.SocketStream) -> None:
        super().__init__(stream)
        self._plain = stream

    async def send_eof(self) -> None:
        """As the stream has it."""
        await self._plain.send_eof()


class EncryptedPeer(Peer):
    """One within TLS. Hypercorn knows it by do_handshake(), and asks then for the other two."""

    def __init__(self, stream: trio.SocketStream, context: ssl.SSLContext) -> None:
        self.transport_stream = stream
        # a browser that goes does not wait for a goodbye, nor do we
        self._tls = trio.SSLStream(stream, context, server_side=True, https_compatible=True)
        super().__init__(stream, self._tls)

    async def do_handshake(self) -> None:
        """As the stream has it; one that was aborted meanwhile is broken."""
        try:
            await self._tls.do_handshake()
        except trio.ClosedResourceError:
            raise trio.BrokenResourceError from None

    def selected_alpn_protocol(self) -> str | None:
        """Always the one: nothing else is offered."""
        return "http/1.1"


class Shell:
    """The connections of one port; with a `context` they are within TLS, which they have to agree on in so long."""

    def __init__(
        self,
        application: Application,
        most: int,
        context: Callable[[], ssl.SSLContext] | None = None,
        patience: float = 10,
    ) -> None:
        self.peers: set[Peer] = set()
        self.accepting = trio.CancelScope()
        self._application = application
        self._most = most
        self._tls = context
        self._context = WorkerContext(None)
        self._config = Config()
        self._config.errorlog = None
        self._config.include_server_header = False
        self._config.ssl_handshake_timeout = patience
        self._config.websocket_max_message_size = LARGEST_MESSAGE
        self._config.websocket_ping_interval = 30.0

    async def serve(self, listeners: Sequence[trio.SocketListener], nursery: trio.Nursery) -> None:
        """Accept connections until `accepting` is cancelled, and let them live in the nursery."""
        with self.accepting:
            await trio.serve_listeners(self._serve_one, list(listeners), handler_nursery=nursery)

    def abort(self) -> None:
        """End every connection now."""
        for peer in list(self.peers):
            peer.abort()

    async def _serve_one(self, stream: trio.SocketStream) -> None:
        peer = PlainPeer(stream) if self._tls is None else EncryptedPeer(stream, self._tls())
        if len(self.peers) >= self._most:
            peer.abort()
            await trio.lowlevel.checkpoint()
            return
        self.peers.add(peer)
        state = ConnectionState(LifespanState())
        try:
            await TCPServer(ASGIWrapper(self._guarded(peer)), self._config, self._context, state, peer)  # type: ignore[arg-type]
        except Exception:
            log.exception("a connection of the web port failed")
        finally:
            self.peers.discard(peer)
            peer.abort()  # Hypercorn leaves open what did not agree on TLS

    def _guarded(self, peer: Peer) -> Any:
        """The application; what goes wrong in it is logged and costs one connection."""

        async def application(scope: Scope, receive: Receive, send: Send) -> None:
            scope[PEER] = peer
            try:
                await self._application(scope, receive, send)
            except trio.BrokenResourceError:
                peer.abort()
            except Exception:
                log.exception("serving %s failed", scope.get("path", "a connection"))
                peer.abort()

        return application
