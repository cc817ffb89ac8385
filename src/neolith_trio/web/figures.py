"""/metrics in the form of Prometheus, and /healthz.

The rule: the figures of the world are asked for in a turn, as everything is; a driver whose backend does not come to
its turns is not healthy, and its /metrics has only what is known without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from ..concurrency import InboxStatistics
from .access import Gate, Verdict
from .asgi import Reception
from .channels import Channels
from .looks import Looks
from .routes import Routes

HEALTHY: Final = 2.0
"""Seconds for the backend to come to a turn."""

_GAUGES: Final = {
    "users": "Users who are connected",
    "objects": "Objects that are loaded",
    "heart_beats": "Objects whose heart beats",
    "call_outs": "Calls that are put off",
    "operations": "Operations under way",
    "sockets": "Sockets of LPC",
    "routes": "Paths that LPC serves",
    "uptime_seconds": "Seconds since the world was made",
}
_COUNTERS: Final = {
    "commands": "Commands of users",
    "compiled_lines": "Lines of LPC that were compiled",
    "errors": "Errors that no catch() saw",
}


@attrs.frozen(eq=False)
class Collector:
    """What one answer of /metrics has."""

    world: Mapping[str, Any] | None
    inbox: InboxStatistics
    routes: Routes
    channels: Channels

    def collect(self) -> Iterator[Metric]:
        """Every figure."""
        yield GaugeMetricFamily("neolith_up", "Whether the backend comes to its turns", int(self.world is not None))
        if self.world is not None:
            yield from self._of_world(self.world)
        yield CounterMetricFamily("neolith_events", "Events that came to the backend", self.inbox.posted)
        yield GaugeMetricFamily("neolith_events_waiting", "Writers that wait for the inbox", self.inbox.waiting)
        yield GaugeMetricFamily("neolith_web_requests_waiting", "Requests that wait for LPC", self.routes.under_way)
        answers = CounterMetricFamily("neolith_web_requests", "Requests that were answered", labels=["status"])
        for status, count in sorted(self.routes.answered.items()):
            answers.add_metric([str(status)], count)
        yield answers
        yield CounterMetricFamily("neolith_web_requests_abandoned", "Requests given up", self.routes.abandoned)
        yield CounterMetricFamily("neolith_channel_clients_dropped", "Clients that did not read", self.channels.dropped)
        clients = GaugeMetricFamily("neolith_channel_clients", "Clients of channels", labels=["channel"])
        for name, count in self.channels.attached():
            clients.add_metric([name], count)
        yield clients

    def _of_world(self, world: Mapping[str, Any]) -> Iterator[Metric]:
        for name, text in _GAUGES.items():
            yield GaugeMetricFamily(f"neolith_{name}", text, world[name])
        for name, text in _COUNTERS.items():
            yield CounterMetricFamily(f"neolith_{name}", text, world[name])
        lookups = CounterMetricFamily("neolith_lookups", "Lookups of names", labels=["class", "event"])
        for kind, figures in world["lookups"].items():
            for event, count in figures.items():
                if not event.endswith(" ms"):
                    lookups.add_metric([kind, event], count)
        yield lookups


@attrs.frozen(eq=False)
class Figures:
    """The two pages."""

    inbox: Any
    looks: Looks
    gate: Gate
    reception: Reception
    routes: Routes
    channels: Channels

    async def healthz(self, request: Request) -> Response:
        """200 when the backend comes to its turns; nobody needs a token, and nothing else is said."""
        found = await self.looks.ask("health", patience=HEALTHY)
        status = 200 if found is not None else 503
        return JSONResponse({"status": "ok" if found is not None else "the backend does not answer"}, status)

    async def metrics(self, request: Request) -> Response:
        """Every figure, for whoever has the token."""
        asker = self.reception.asker(dict(request.scope))
        verdict = self.gate.ask(asker.token, None, asker.address)
        if verdict is not Verdict.WELCOME:
            return PlainTextResponse(f"{verdict.value}\n", verdict.value, {"WWW-Authenticate": "Bearer"})
        world = await self.looks.ask("figures", patience=HEALTHY)
        registry = CollectorRegistry()
        registry.register(Collector(world, self.inbox.statistics(), self.routes, self.channels))
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)
