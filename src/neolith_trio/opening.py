"""What a driver opens to the world outside: sockets and operations of LPC, ports, the web, MCP, the console.

Rule: each is a Service in the driver's nursery, noted here in the order in which they start; the driver ends them
backwards. What a service carries for LPC, it hands to the world as soon as it is up. For driver.py; most runs need few
of the rooms, so each function imports what only it needs.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

import attrs
import trio

from neolith_trio.backend.databases import AskedDatabases
from neolith_trio.backend.events import Event
from neolith_trio.backend.log import DebugLog
from neolith_trio.backend.ports import WorldPorts
from neolith_trio.backend.sockets import AskedLookups, AskedSockets
from neolith_trio.concurrency import Inbox, Source
from neolith_trio.concurrency.service import Service
from neolith_trio.config import Config, user_data_dir
from neolith_trio.config import Port as PortSetting
from neolith_trio.efuns.extensions import extensions_of
from neolith_trio.errors import ConfigError, ListenFailed
from neolith_trio.runtime.world import World
from neolith_trio.services import http, operations, resolver, sockets
from neolith_trio.services.carriers import carriers
from neolith_trio.services.database import Desk
from neolith_trio.services.operations import Carrier

if TYPE_CHECKING:
    from neolith_trio.backend.task import Backend
    from neolith_trio.mcp.tools import Mud
    from neolith_trio.net.doors import Doors
    from neolith_trio.net.listeners import Listener
    from neolith_trio.services.terminal.channel import Source as Stdin

log = logging.getLogger(__name__)

NO_WEB = "WebPort needs Python packages that are missing; install neolith-trio with the extra 'web'"


class Openings:
    """The services of one driver. `failed` hears of one that fails."""

    def __init__(
        self, config: Config, world: World, inbox: Inbox[Event], log: DebugLog, failed: Callable[[str], object]
    ) -> None:
        self._config = config
        self._world = world
        self._inbox = inbox
        self._log = log
        self._failed = failed
        self.services: list[Service] = []
        """In the order in which they started."""
        self.listeners: list[Listener] = []
        """The ports that are served."""
        self.web_addresses: list[tuple[str, int]] = []
        """Where the web port listens."""
        self.mcp_addresses: list[str] = []
        """Where programs that speak MCP come in."""
        self._stop_reading: Callable[[], None] = lambda: None
        self._stop_serving_web: Callable[[], None] = lambda: None

    @cached_property
    def doors(self) -> Doors:
        """What the ports have in common."""
        from neolith_trio.net.doors import Doors

        return Doors(self._config)

    def stop_accepting(self) -> None:
        """Let nobody in any more."""
        for listener in self.listeners:
            listener.stop_accepting()
        self._stop_serving_web()

    def stop_reading(self) -> None:
        """Nothing more comes from the sockets of LPC."""
        self._stop_reading()

    async def end(self, patience: float, deadline: float) -> None:
        """End all services, latest first."""
        for service in reversed(self.services):
            await service.end(patience, deadline)

    # -- for LPC ---------------------------------------------------------------------------------------------

    async def open_network(self, nursery: trio.Nursery, asked: Source[Event]) -> None:
        """Let LPC have sockets, names, requests, operations and databases, from its first turn on."""
        looking_up = Service("the resolver", self._failed)
        names: resolver.Resolver = await nursery.start(looking_up.run, resolver.serve, self._config, self._inbox)
        looking_up.finish = looking_up.cancel
        carrying = Service("the sockets", self._failed)
        limits = sockets.Limits(
            self._config.max_sockets, self._config.max_socket_output, self._config.max_byte_transfer
        )
        carrier: sockets.SocketService = await nursery.start(carrying.run, sockets.serve, self._inbox, names, limits)
        carrying.finish = carrier.finish
        self._stop_reading = carrier.stop_reading
        self.services += [looking_up, carrying]
        self._world.http.port = await self._start(
            nursery, "the http requests", http.serve, self._inbox, self._config.max_buffer_size
        )
        databases = Desk(self._config)
        for kind in carriers(self._config, databases):
            await self._carry(nursery, kind)
        for extension in extensions_of(self._config):
            for serve in extension.services:
                await self._start_foreign(nursery, extension.name, serve)
        connect_world(self._world, asked, carrier, names, databases)

    async def _start_foreign(self, nursery: trio.Nursery, extension: str, serve: Callable[..., Any]) -> None:
        """Start a service of an extension: whatever keeps it from starting ends the start of the mud, with its name."""
        try:
            await self._start(nursery, f"a service of the extension {extension}", serve, self._config)
        except Exception as problem:
            log.exception("a service of the extension %s did not start", extension)
            raise ConfigError(f"Extension {extension}: its service did not start: {problem!r}") from problem

    async def _carry(self, nursery: trio.Nursery, kind: Carrier[Any]) -> None:
        """Let LPC have operations of one kind."""
        carrying = await self._start(nursery, kind.name, operations.serve, self._inbox, kind)
        self._world.operations.ports[kind.request] = carrying

    async def _start(self, nursery: trio.Nursery, name: str, serve: Callable[..., Any], *args: Any) -> Any:
        """Start a service that is cancelled at the stop; what it says when it is up."""
        service = Service(name, self._failed)
        up = await nursery.start(service.run, serve, *args)
        service.finish = service.cancel
        self.services.append(service)
        return up

    # -- for those who come in -------------------------------------------------------------------------------

    async def open_web(self, nursery: trio.Nursery) -> None:
        """Serve the web port, when there is one."""
        if self._config.web_port is None:
            return
        try:
            from neolith_trio.web import service as web
        except ImportError as missing:
            raise ListenFailed(NO_WEB) from missing
        service = Service("the web port", self._failed)
        shown = self.doors.web_certificates()
        context = None if shown is None else lambda: shown.context
        try:
            serving: web.WebService = await nursery.start(service.run, web.serve, self._config, self._inbox, context)
        except (OSError, web.BadToken) as problem:
            raise ListenFailed(f"the web port: {problem}") from problem
        self._world.web.port = serving
        service.finish = serving.finish
        self._stop_serving_web = serving.stop_accepting
        if serving.logged is not None:
            self._log.listeners.append(serving.logged)
        self.services.append(service)
        for address, number in serving.addresses:
            self._log.write(f"listening on {address} port {number} ({'http' if shown is None else 'https'})")
        self.web_addresses = serving.addresses

    async def open_ports(self, nursery: trio.Nursery, ports: WorldPorts) -> None:
        """Serve the ports of the configuration; LPC may have their certificates read again."""
        ports.reload = lambda number: nursery.start_soon(self._reload_certificate, number)
        for port in self._config.ports:
            try:
                await self._listen(nursery, port)
            except ListenFailed as problem:
                if self._config.ports_required:
                    raise
                self._log.write(str(problem))

    async def _reload_certificate(self, number: int) -> None:
        await trio.to_thread.run_sync(self.doors.reload_certificates, number)

    async def _listen(self, nursery: trio.Nursery, port: PortSetting) -> None:
        from neolith_trio.net import listeners
        from neolith_trio.protocols.telnet.offers import Offers

        service = Service(f"port {port.number}", self._failed)
        serve = partial(
            listeners.serve,
            addresses=self._config.bind_addresses,
            limits=self.doors.limits,
            offers=Offers(**attrs.asdict(self._config.telnet)),
            admission=self.doors.admission,
        )
        door = self.doors.door(port)
        listener: Listener = await nursery.start(service.run, serve, door, port.number, self._inbox)
        service.finish = listener.close_connections
        self.listeners.append(listener)
        self.services.append(service)
        where = ", ".join(f"{address} port {number}" for address, number in listener.addresses)
        kind = f"{port.kind.value}, TLS" if port.certificate is not None else port.kind.value
        self._log.write(f"listening on {where} ({kind})")

    async def open_console(self, nursery: trio.Nursery) -> None:
        """Standard input and output are a user."""
        from neolith_trio.services import console
        from neolith_trio.services.terminal.channel import Source as Stdin

        service = Service("the console", self._failed)
        serve = partial(console.serve, history=user_data_dir() / "history")
        stdin: Stdin = await nursery.start(service.run, serve, self._inbox)
        if stdin is Stdin.TTY:
            # a terminal would offer to connect again; cancelled, it writes what is left and goes
            service.finish = service.cancel
        self.services.append(service)

    async def open_mcp(
        self, nursery: trio.Nursery, backend: Backend, *, over_stdio: bool, gone: Callable[[str], object]
    ) -> None:
        """Let programs in that speak MCP; `gone` hears of the only one when it leaves."""
        from neolith_trio.backend.errands import Desk as ErrandDesk
        from neolith_trio.mcp import http as mcp_http
        from neolith_trio.mcp.tools import Mud

        desk = ErrandDesk(self._inbox)
        backend.errands.answered = desk.answered
        mud = Mud(desk, self._config, self._inbox, self._log.recent)
        tools = self._world.mcp
        tools.progressed = desk.progressed
        tools.changed = lambda: mud.tools_of_lpc.replace(tools.offers())
        tools.changed()
        if over_stdio:
            await self._start(nursery, "the MCP server", _serve_over_stdio, mud, gone)
        else:
            self.mcp_addresses = await self._start(nursery, "the MCP server", mcp_http.serve, mud)
            self._log.write(f"listening on {', '.join(self.mcp_addresses)} (MCP)")


async def _serve_over_stdio(mud: Mud, gone: Callable[[str], object], *, task_status: trio.TaskStatus[None]) -> None:
    from neolith_trio.mcp import stdio as mcp_stdio

    await mcp_stdio.serve(mud, task_status=task_status)
    gone("the program that speaks MCP is gone")


def connect_world(
    world: World,
    asked: Source[Event],
    carrier: sockets.SocketService | None = None,
    names: resolver.Resolver | None = None,
    databases: Desk | None = None,
) -> None:
    """Give the world what carries its sockets and databases; with nothing only a replay can answer it."""
    world.sockets.port = AskedSockets(asked, carrier)
    world.lookups.port = AskedLookups(asked, names)
    world.databases.port = AskedDatabases(asked, databases)
