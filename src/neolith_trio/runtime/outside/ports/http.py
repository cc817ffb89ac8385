"""HTTP requests of LPC objects: what the world keeps of them, what it asks outside, and what it is told.

The rule: an object has one configuration and at most one request under way. A request that was begun ends in exactly
one event, and the event in one call of the callback, an entry of its own, until whose end the request counts as under
way. Destructing or reloading the owner cancels the request and forgets its configuration; its outcome is counted then.
Nothing here is answered from outside, so a replay needs nobody to carry requests out.

The efuns check arguments; services/http.py implements `HttpPort`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeAlias

from ....data import define, frozen
from ....errors import LpcError
from ...calls import apply, evaluate
from ...closures import Closure
from ...values import Entity, LpcObject

if TYPE_CHECKING:
    from ...world import World

CREDENTIALS: Final = re.compile(r"(\w+://)[^/@\s]+@")
"""In an address; SCHEME for it leaves the scheme."""
SCHEME: Final = r"\1"
DEADLINE: Final = 3600.0
"""Seconds for a request that has no timeout of its own: nothing waits for ever."""
MOST: Final = 256
"""Requests of one world that may be under way: far below the descriptors that a process usually may have."""


@frozen
class HttpRequest:
    """What is to be sent. `headers` are whole lines; with a `body` it is a POST, else a GET."""

    url: str
    headers: tuple[bytes, ...] = ()
    body: bytes | None = None
    timeout_ms: int = 0
    """0: as long as the service allows."""
    follows: bool = False
    """Whether redirects are followed."""
    private: bool = True
    """Whether it may go to addresses that are not public."""


class HttpPort(Protocol):
    """What carries requests out."""

    def begin(self, key: int, owner: Entity, request: HttpRequest) -> None:
        """Send a request; afterwards one `HttpAnswered` or `HttpFailed`, whatever happens."""

    def cancel(self, owner: Entity) -> None:
        """End what `owner` has under way; its event still comes."""


@frozen
class HttpAnswered:
    """A server answered, with whatever status; this is the body."""

    key: int
    body: bytes


@frozen
class HttpFailed:
    """There was no answer, or not all of it."""

    key: int
    reason: str


HttpEvent: TypeAlias = HttpAnswered | HttpFailed
EVENTS: Final = (HttpAnswered, HttpFailed)


class NoHttp:
    """Nobody carries requests out: in a replay, whose recording has the outcomes."""

    def begin(self, key: int, owner: Entity, request: HttpRequest) -> None:
        pass

    def cancel(self, owner: Entity) -> None:
        pass


@define(slots=True, eq=False)
class Configuration:
    """What an object has asked for, and the key of its request while one is under way."""

    url: str | None = None
    headers: tuple[bytes, ...] = ()
    body: bytes | None = None
    timeout_ms: int = 0
    follows: bool = False
    key: int | None = None


@frozen(slots=True, eq=False)
class Pending:
    """A request that is under way; `label` is LPC text that names it for people."""

    owner: Entity
    label: str
    began: float
    seconds: float
    configuration: Configuration
    callback: str | Closure
    extra: tuple[Any, ...]
    commander: Entity | None
    """this_player() when the request was made, and again in the callback."""


class HttpRequests:
    """The requests of a world. `port` is what carries them out."""

    def __init__(self, world: World) -> None:
        self.port: HttpPort = NoHttp()
        self.undelivered = 0
        """Outcomes for objects that were gone."""
        self._world = world
        self._configurations: dict[Entity, Configuration] = {}
        # what is cancelled stays, as None, until its outcome comes: it still has a connection
        self._pending: dict[int, Pending | None] = {}
        self._keys = 0
        world.objects.tell_departures(self._configurations, self._departed)

    def configure(self, this: Entity) -> Configuration:
        """The configuration of `this`, to be changed. What a destructed object configures is kept by nobody."""
        if not isinstance(this, LpcObject):
            return Configuration()
        found = self._configurations.setdefault(this, Configuration())
        self._world.objects.heed(this)
        if found.key is not None:
            raise LpcError("perform_using() cannot modify an active transfer.\n")
        return found

    def under_way(self, this: Entity) -> bool:
        """Has `this` a request whose callback has not ended yet?"""
        found = self._configurations.get(this)
        return found is not None and found.key is not None

    def begin(
        self,
        this: Entity,
        callback: str | Closure,
        extra: tuple[Any, ...],
        allowed: Callable[[str, str], bool] = lambda method, url: True,
    ) -> None:
        """Send the configured request of `this`.

        `allowed`: told method and url, may it go to private addresses? LpcError when it may go nowhere.
        """
        found = self._configurations.get(this)
        if found is None:
            raise LpcError("perform_to() requires perform_using() to configure a request first.\n")
        if found.key is not None:
            raise LpcError("Only one active perform_to() transfer is allowed per object.\n")
        if found.url is None:
            raise LpcError('perform_to() requires perform_using("url", value) first.\n')
        if len(self._pending) >= MOST:
            raise LpcError("CURL transfer queue is full.\n")
        most = self._world.config.max_operations_per_uid
        if sum(one.owner.uid == this.uid for one in self.open()) >= most:
            raise LpcError(f"perform_to: {most} requests of {this.uid} are under way, as many as there may be\n")
        method, url = "GET" if found.body is None else "POST", self._world.config.charset.to_lpc(found.url)
        private = allowed(method, url)
        if self._configurations.get(this) is not found or found.key is not None:
            raise LpcError("The request was changed while valid_http() was asked.\n")
        self._keys += 1
        request = HttpRequest(found.url, found.headers, found.body, found.timeout_ms, found.follows, private)
        self.port.begin(self._keys, this, request)
        found.key = self._keys
        seconds = found.timeout_ms / 1000 or DEADLINE
        label, context = f"{method} {CREDENTIALS.sub(SCHEME, url)}", self._world.context
        self._pending[found.key] = Pending(
            this, label, context.now, seconds, found, callback, extra, context.commanding
        )

    def open(self) -> tuple[Pending, ...]:
        """All that are under way, oldest first."""
        return tuple(one for one in self._pending.values() if one is not None)

    def described(self) -> list[str]:
        """A line for each that is under way, for the log."""
        now = self._world.context.now
        return [f"perform_to() of /{one.owner.name}, {now - one.began:.0f} s old: {one.label}" for one in self.open()]

    def entries(self, event: HttpEvent) -> Iterator[Callable[[], Any]]:
        """What is to be called because of an outcome."""
        pending = self._pending.pop(event.key, None)
        if pending is None:
            self.undelivered += 1
            return
        if isinstance(event, HttpAnswered):
            yield lambda: self._call(pending, 1, bytearray(event.body))
        else:
            reason = self._world.config.charset.to_lpc(event.reason)
            yield lambda: self._call(pending, 0, reason)

    def _call(self, pending: Pending, *args: Any) -> None:
        commander = pending.commander if isinstance(pending.commander, LpcObject) else None
        try:
            with self._world.context.commanded_by(commander):
                self._call_back(pending, args)
        finally:
            pending.configuration.key = None

    def _call_back(self, pending: Pending, args: tuple[Any, ...]) -> None:
        if isinstance(pending.callback, Closure):
            evaluate(None, pending.callback, *args, *pending.extra)
        elif pending.callback.startswith("#"):
            raise LpcError("Illegal function name.\n")
        else:
            apply(self._world, None, pending.owner, pending.callback, *args, *pending.extra)

    def _departed(self, ob: Entity) -> None:
        """An object is destructed or begins anew: nobody waits for its request any more."""
        found = self._configurations.pop(ob, None)
        if found is not None and found.key is not None:
            self._pending[found.key] = None
            self.port.cancel(ob)
