"""Every request has one answer, whatever LPC, clients and the clock do: a state machine against the world's half."""

from __future__ import annotations

from collections import defaultdict
from types import SimpleNamespace
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from neolith_trio.runtime.outside.ports.web import Head, NoWeb, RequestAbandoned, RequestReceived
from neolith_trio.runtime.outside.web import Answer, Web


class Outcomes(NoWeb):
    """A web port that keeps what became of each request."""

    def __init__(self) -> None:
        self.begun: dict[int, int] = defaultdict(int)
        self.ended: dict[int, int] = defaultdict(int)

    def reply(self, key: int, head: Head, body: bytes, more: bool) -> None:
        self.begun[key] += 1
        self.ended[key] += not more

    def send(self, key: int, data: bytes, more: bool) -> None:
        assert self.begun[key] == 1
        self.ended[key] += not more


class Requests(RuleBasedStateMachine):
    """Requests come, are answered at once, later, in pieces or never; owners go, clients go, callbacks fail."""

    owners = Bundle("owners")
    requests = Bundle("requests")

    def __init__(self) -> None:
        super().__init__()
        departures: list[Any] = []
        self.departures = departures
        limits = SimpleNamespace(max_web_served_per_object=1000, max_web_served_per_uid=1000)
        table = SimpleNamespace(tell_departures=lambda books, listener: departures.append(listener))
        table.heed = lambda ob: None
        context = SimpleNamespace(now=0)
        self.web = Web(SimpleNamespace(objects=table, context=context, config=limits))  # type: ignore[arg-type]
        self.port = Outcomes()
        self.web.port = self.port
        self.keys = 0
        self.abandoned: set[int] = set()
        self.behaviour = "later"

    def answer(self, owner: Any, event: RequestReceived) -> Answer | None:
        request = self.web.request(owner, event.key)
        assert request is not None
        match self.behaviour:
            case "fail":
                raise ValueError("an error of LPC")
            case "leave":
                self.leave(owner)
            case "twice":
                self.web.reply(request, Answer(Head(200), b"first"))
            case "stream":
                self.web.reply(request, Answer(Head(200), b"", more=True))
        return None if self.behaviour == "later" else Answer(Head(200), b"")

    @rule(target=owners, path=st.sampled_from(["/a", "/b", "/c"]))
    def serve(self, path: str) -> Any:
        owner = SimpleNamespace(name="x", uid="x")
        if path not in self.web.routes:
            self.web.open_route(owner, path, lambda event: self.answer(owner, event), "", 1.0)  # type: ignore[arg-type]
        return owner

    @rule(
        target=requests,
        path=st.sampled_from(["/a", "/b", "/c"]),
        behaviour=st.sampled_from(["at once", "later", "fail", "leave", "twice", "stream"]),
    )
    def come(self, path: str, behaviour: str) -> int:
        self.behaviour = behaviour
        self.keys += 1
        for entry in self.web.entries(RequestReceived(self.keys, path, "GET", path, (), {}, b"", "")):
            try:
                entry()
            except ValueError:
                assert behaviour == "fail"
        return self.keys

    @rule(owner=owners, key=requests)
    def reply(self, owner: Any, key: int) -> None:
        request = self.web.request(owner, key)
        if request is not None and not request.begun:
            self.web.reply(request, Answer(Head(200), b"later"))

    @rule(owner=owners, key=requests, more=st.booleans())
    def send(self, owner: Any, key: int, more: bool) -> None:
        request = self.web.request(owner, key)
        if request is not None and request.begun:
            self.web.send(request, b"piece", more=more)

    @rule(key=requests)
    def abandon(self, key: int) -> None:
        if not self.port.ended[key]:
            self.abandoned.add(key)
        assert list(self.web.entries(RequestAbandoned(key, "gone"))) == []

    @rule(owner=owners)
    def leave(self, owner: Any) -> None:
        for departed in self.departures:
            departed(owner)
        assert not any(one.owner is owner for one in self.web.requests.values())
        assert not any(route.owner is owner for route in self.web.routes.values())

    @invariant()
    def each_ends_once(self) -> None:
        for key in range(1, self.keys + 1):
            assert self.port.begun[key] <= 1
            open_still = key in self.web.requests
            assert self.port.ended[key] + (key in self.abandoned) + open_still == 1


Requests.TestCase.settings = settings(
    max_examples=60, stateful_step_count=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
test_requests_end_once = Requests.TestCase
