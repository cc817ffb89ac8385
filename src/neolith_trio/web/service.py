"""The web port: one HTTP server for what LPC serves, channels, figures, and the console.

The rule: what comes in here becomes an event, what the world says is carried out at once and answers nothing; the
world's objects are not touched. When it ends, whoever waits is told so, and no connection outlives it. The driver
starts the service and gives `WebService` to the world.
"""

from __future__ import annotations

import logging
import ssl
from collections.abc import Callable
from typing import TypeAlias

import trio
from starlette.applications import Starlette
from starlette.routing import Mount, Route, WebSocketRoute

from ..concurrency import Inbox
from ..config import Config
from ..protocols.forwarded import Trusted
from ..protocols.web_requests import OriginRules
from ..runtime.outside.ports.operation import Plain
from ..runtime.outside.ports.web import Head, WebEvent
from . import routes
from .access import Gate
from .asgi import Reception
from .channels import Channels
from .console import Console
from .figures import Figures
from .looks import Looks
from .routes import Routes
from .shell import Application, Shell

log = logging.getLogger(__name__)

LAST_WORDS = 1.0
"""Seconds for answers that are on their way when the service is to end."""
Context: TypeAlias = Callable[[], ssl.SSLContext]
"""What connections from now on show of certificates."""
SHORTEST = 12
"""Characters of a token that can be meant seriously."""


class BadToken(Exception):
    """There is no token to be had; the text says why."""


class WebService:
    """What the world tells the web (runtime.outside.ports.web.WebPort)."""

    def __init__(self, config: Config, inbox: Inbox[WebEvent], token: str, context: Context | None = None) -> None:
        self.addresses: list[tuple[str, int]] = []
        """Where it listens."""
        gate = Gate(token)
        reception = Reception(Trusted(config.trusted_proxies), OriginRules(config.web_origins))
        self.routes = Routes(
            inbox,
            gate,
            reception,
            most=config.max_web_requests,
            largest=config.max_web_body,
            sandboxed=config.web_console,
        )
        self.channels = Channels(inbox, gate, reception)
        self.looks = Looks(inbox)
        self.console = Console(self.looks, gate, reception) if config.web_console else None
        figures = Figures(inbox, self.looks, gate, reception, self.routes, self.channels)
        self.application: Application = self._routed(figures)
        self.shell = Shell(self.application, config.max_web_clients, context, config.handshake_timeout)
        self._ending = trio.Event()

    def _routed(self, figures: Figures) -> Application:
        of_console: list[Route | Mount] = []
        if self.console is not None:
            of_console = [Route("/console", self.console.entrance), Mount("/console", routes=self.console.routes())]
        return Starlette(  # type: ignore[return-value]
            routes=[
                Route("/healthz", figures.healthz),
                Route("/metrics", figures.metrics),
                WebSocketRoute("/channels/{name}", self.channels),
                *of_console,
                Mount("/", self.routes),  # type: ignore[arg-type]
            ]
        )

    # -- the driver ---------------------------------------------------------------------------------------------

    @property
    def logged(self) -> Callable[[str], None] | None:
        """Who wants to hear what the driver logs."""
        return None if self.console is None else self.console.logged

    def stop_accepting(self) -> None:
        """Nobody new may come; who waits still gets his answer."""
        self.shell.accepting.cancel()

    def finish(self) -> None:
        """End, with a word to everybody."""
        self.stop_accepting()
        self.routes.stop()
        self.channels.stop()
        self._ending.set()

    @property
    def busy(self) -> bool:
        """Whether answers or last words are on their way."""
        return bool(self.routes.under_way or any(count for _, count in self.channels.attached()))

    async def ended(self) -> None:
        """Wait until it is to end."""
        await self._ending.wait()

    # -- runtime.outside.ports.web.WebPort -----------------------------------------------------------------------

    def open_route(self, path: str, token: str | None, seconds: float) -> None:
        self.routes.open(path, routes.Route(token, seconds))

    def close_route(self, path: str) -> None:
        self.routes.close(path)

    def reply(self, key: int, head: Head, body: bytes, more: bool) -> None:
        self.routes.reply(key, head, body, more)

    def send(self, key: int, data: bytes, more: bool) -> None:
        self.routes.send(key, data, more)

    def open_channel(self, name: str, token: str | None, most: int) -> None:
        self.channels.open(name, token, most)

    def close_channel(self, name: str) -> None:
        self.channels.close(name)

    def say(self, name: str, text: str, client: int) -> None:
        self.channels.say(name, text, client)

    def drop(self, client: int, why: str) -> None:
        self.channels.drop(client, why)

    def resume(self, client: int) -> None:
        self.channels.resume(client)

    def show(self, key: int, found: Plain) -> None:
        self.looks.show(key, found)


def read_token(config: Config) -> str:
    """The operator's token; BadToken when it cannot be read or is none."""
    token = config.web_token
    if config.web_token_file is not None:
        try:
            token = config.web_token_file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as problem:
            why = getattr(problem, "strerror", problem)
            raise BadToken(f"WebTokenFile {config.web_token_file}: {why}") from problem
    if token is None or len(token) < SHORTEST:
        raise BadToken(f"the token of WebPort must have {SHORTEST} characters or more")
    return token


async def serve(
    config: Config,
    inbox: Inbox[WebEvent],
    context: Context | None = None,
    *,
    task_status: trio.TaskStatus[WebService] = trio.TASK_STATUS_IGNORED,
) -> None:
    """Serve the web port until it is asked to end or cancelled; starts with its WebService."""
    assert config.web_port is not None
    service = WebService(config, inbox, read_token(config), context)
    listeners: list[trio.SocketListener] = []
    for address in _addresses(config):
        listeners += await trio.open_tcp_listeners(config.web_port, host=address)
    service.addresses = [listener.socket.getsockname()[:2] for listener in listeners]
    async with trio.open_nursery() as nursery:
        try:
            nursery.start_soon(service.shell.serve, listeners, nursery)
            task_status.started(service)
            await service.ended()
            with trio.move_on_after(LAST_WORDS):
                while service.busy:  # noqa: ASYNC110 - nobody tells when the last one has gone
                    await trio.sleep(0.02)
        finally:
            service.shell.abort()
        nursery.cancel_scope.cancel()


def _addresses(config: Config) -> list[str | None]:
    if () in config.web_address:
        return [None]
    return list(dict.fromkeys(each for some in config.web_address for each in some))
