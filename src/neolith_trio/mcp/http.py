"""The MCP server over streamable HTTP, beside a running mud.

`application` is an ASGI application that whoever serves HTTP may mount; `serve` serves it alone, by hypercorn.

Rule: with a token in the configuration every request has to bear it; without one only programs of this machine are
served, and only tools that change nothing. What a web page of somewhere else sends is refused then: the mcp package
compares Host and Origin; with a token no page can ask anything.
"""

from __future__ import annotations

import hmac
import ipaddress
import socket
from collections.abc import Awaitable, Callable
from typing import Any, Final

import attrs
import trio

from ..config import Config
from ..errors import ConfigError
from .server import MISSING, make_server
from .tools import Mud

PATH: Final = "/mcp"
GRACE: Final = 1.0
"""Seconds that requests have at the stop."""

Application = Callable[[Any, Any, Any], Awaitable[None]]


def application(mud: Mud, path: str = PATH) -> Application:
    """What answers requests at that path; it has a lifespan."""
    server = make_server(mud)
    # the name by which the package knows that only this machine can ask, and compares Host and Origin
    host = "127.0.0.1" if _is_local(mud.config) else "0.0.0.0"
    inner: Any = server.streamable_http_app(streamable_http_path=path, host=host)
    token = token_of(mud.config)

    async def guarded(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and token is not None and not _bears(scope, token):
            await _refuse(send)
        else:
            await inner(scope, receive, send)

    return guarded


def token_of(config: Config) -> bytes | None:
    """The token that requests must bear, if any. ConfigError when there must be one and is none."""
    if config.mcp_token_file is not None:
        try:
            token = config.mcp_token_file.read_bytes().strip()
        except OSError as problem:
            raise ConfigError(f"McpTokenFile {config.mcp_token_file}: {problem.strerror}") from None
        if not token:
            raise ConfigError(f"McpTokenFile {config.mcp_token_file} is empty")
        return token
    if config.mcp_may_change or not _is_local(config):
        raise ConfigError("McpPort with McpMayChange, or open to other machines, needs a line McpTokenFile FILE")
    return None


def _is_local(config: Config) -> bool:
    """Can nobody but programs of this machine come in?"""
    return bool(config.mcp_address) and all(ipaddress.ip_address(one).is_loopback for one in config.mcp_address)


def _bears(scope: Any, token: bytes) -> bool:
    given = next((value for name, value in scope["headers"] if name == b"authorization"), b"")
    return hmac.compare_digest(given, b"Bearer " + token)


async def _refuse(send: Any) -> None:
    headers = [(b"www-authenticate", b"Bearer"), (b"content-type", b"text/plain")]
    await send({"type": "http.response.start", "status": 401, "headers": headers})
    await send({"type": "http.response.body", "body": b"a token is needed\n"})


async def serve(mud: Mud, *, task_status: trio.TaskStatus[list[str]] = trio.TASK_STATUS_IGNORED) -> None:
    """Serve until cancelled; starts with the addresses, such as http://127.0.0.1:8080/mcp."""
    app = application(mud)
    try:
        from hypercorn.config import Config as Hypercorn
        from hypercorn.trio import serve as serve_application
    except ImportError as missing:
        raise ConfigError(MISSING) from missing
    sockets = _opened(mud.config)
    addresses = [_address(one) for one in sockets]
    settings = Hypercorn()
    settings.errorlog = settings.accesslog = None
    settings.graceful_timeout = GRACE
    settings.bind = [f"fd://{one.detach()}" for one in sockets]
    status: Any = _Told(task_status, addresses)
    try:
        await serve_application(app, settings, task_status=status, mode="asgi")
    finally:
        with trio.CancelScope(shield=True, deadline=trio.current_time() + GRACE):
            await mud.part()


def _opened(config: Config) -> list[socket.socket]:
    """A socket for each address. ConfigError when one cannot be had."""
    opened: list[socket.socket] = []
    for address in config.mcp_address or ("0.0.0.0",):
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        try:
            opened.append(socket.create_server((address, config.mcp_port or 0), family=family))
        except OSError as problem:
            for one in opened:
                one.close()
            raise ConfigError(f"McpPort {config.mcp_port} on {address}: {problem.strerror}") from None
    return opened


def _address(opened: socket.socket) -> str:
    host, port = opened.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}{PATH}"


@attrs.frozen
class _Told:
    """Tells the starter of the service our addresses, when hypercorn says its own."""

    inner: trio.TaskStatus[list[str]]
    addresses: list[str]

    def started(self, of_hypercorn: object) -> None:
        self.inner.started(self.addresses)
