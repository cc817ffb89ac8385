"""Names to addresses and back, in a pool of threads, so that a slow name server delays nobody.

The rule: a request is admitted or refused at once. Admitted, it ends exactly once: with an answer, or with None when
nothing is known, the deadline has passed, or nobody who asked waits any more. Requests for the same thing share one
lookup, and answers are kept for as long as the settings say; short of that by no more than the refresh window they are
given at once and fetched again.

    quota       lookups under way for each class: addresses of names, names of addresses, refreshing what is cached
    IN_FLIGHT   lookups under way in all, those that wait for a thread too
    QUEUE       addresses of players whose names are looked up when there is room: nobody waits for those, so they are
                not refused but wait themselves, and the oldest is dropped when there are more
    DEADLINE    seconds after which a lookup is given up; a thread that hangs is abandoned

A Resolver lives in one nursery and one thread. The driver starts it and gives it to the world as its LookupPort; the
service of the sockets asks it too.
"""

from __future__ import annotations

import enum
import ipaddress
import logging
import socket
from collections import OrderedDict
from collections.abc import Callable
from typing import Final, TypeAlias

import trio

from ..concurrency import Inbox, Slot, WorkerPool
from ..config import Config
from ..data import frozen
from ..runtime.outside.ports.socket import LookedUp
from ..runtime.outside.socket_kinds import is_numeric
from .lookup_figures import Ending, Tally

log = logging.getLogger(__name__)

IN_FLIGHT: Final = 64
QUEUE: Final = 256
DEADLINE: Final = 30.0
LONGEST_NAME: Final = 253
REMEMBERED: Final = 4096  # answers of each kind; the one that was not asked for the longest goes first

Answer: TypeAlias = tuple[str, ...] | None
"""The addresses of a name, or the one name of an address; None when there are none."""


class Kind(enum.Enum):
    """The classes of lookups."""

    FORWARD = "forward"
    REVERSE = "reverse"
    REFRESH = "refresh"


@frozen
class System:
    """What really looks up, and blocks: stubs in tests."""

    addresses: Callable[[str], Answer]
    name: Callable[[str], Answer]


def addresses_of(name: str) -> Answer:
    """The addresses of a name, as the system orders them."""
    try:
        found = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
    except (OSError, ValueError):
        return None
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found)) or None


def name_of(address: str) -> Answer:
    """The name of a numeric address."""
    try:
        name, _ = socket.getnameinfo((address, 0), socket.NI_NAMEREQD)
    except (OSError, ValueError):
        return None
    return (name,)


SYSTEM: Final = System(addresses_of, name_of)


class Lookup:
    """One lookup under way, or one that is over; each who asked may wait for it, once."""

    def __init__(
        self, answer: Answer = None, *, over: bool = False, unwanted: Callable[[], None] = lambda: None
    ) -> None:
        self._answer = answer
        self._over = trio.Event()
        self._askers = 1
        self._unwanted = unwanted
        if over:
            self._over.set()

    def join(self) -> None:
        """Somebody else asks for the same."""
        self._askers += 1

    def end(self, answer: Answer) -> None:
        """It has ended."""
        if not self._over.is_set():
            self._answer = answer
            self._over.set()

    async def wait(self) -> Answer:
        """The answer, when it is there. Who stops waiting does not want it; wanted by nobody, the lookup ends."""
        try:
            await self._over.wait()
        finally:
            self._askers -= 1
            if self._askers == 0 and not self._over.is_set():
                self._unwanted()
        return self._answer


@frozen
class _Known:
    answer: Answer
    until: float


@frozen(eq=False)
class _UnderWay:
    """A lookup that was admitted, of the class that `quota` says. `scope` is that of the task that carries it out."""

    quota: Kind
    lookup: Lookup
    began: float
    scope: trio.CancelScope


class Resolver:
    """Lookups of one driver."""

    def __init__(
        self, config: Config, inbox: Inbox[LookedUp], nursery: trio.Nursery, pool: WorkerPool, system: System = SYSTEM
    ) -> None:
        self._config = config
        self._inbox = inbox
        self._nursery = nursery
        self._pool = pool
        self._system = system
        self._known: OrderedDict[tuple[Kind, str], _Known] = OrderedDict()
        self._open: dict[tuple[Kind, str], _UnderWay] = {}
        self._queue: OrderedDict[str, None] = OrderedDict()
        self._dropped = 0
        self._tallies = {kind: Tally() for kind in Kind}
        self._telling: dict[int, trio.CancelScope] = {}

    # -- asking -----------------------------------------------------------------------------------------------

    def addresses(self, name: str) -> Lookup | None:
        """The addresses of a name; None: there are too many lookups."""
        return self._ask(Kind.FORWARD, name.lower())

    def name(self, address: str) -> Lookup | None:
        """The name of a numeric address; None: there are too many lookups."""
        return self._ask(Kind.REVERSE, address)

    def host_name(self, address: str) -> str:
        """The name of a numeric address if it is known now; else the address, and the lookup begins when it can."""
        known = self._recall((Kind.REVERSE, address))
        if known is None:
            self._name_later(address)
        return address if known is None or known.answer is None else known.answer[0]

    def look_up(self, key: int, text: str) -> bool:
        """Look up a name or an address for LPC; the answer is a LookedUp in the inbox, also when it is refused."""
        try:
            slot = self._inbox.reserve()
        except trio.WouldBlock:
            return False
        lookup = self.name(text) if is_numeric(text) else self.addresses(text)
        self._telling[key] = trio.CancelScope()
        self._nursery.start_soon(self._tell, slot, key, text, lookup)
        return True

    def cancel(self, key: int) -> None:
        """Who asked is gone: the LookedUp comes now, and knows nothing."""
        if key in self._telling:
            self._telling[key].cancel()

    async def _tell(self, slot: Slot[LookedUp], key: int, text: str, lookup: Lookup | None) -> None:
        answer: Answer = None
        try:
            with self._telling[key]:
                answer = None if lookup is None else await lookup.wait()
        finally:
            del self._telling[key]
            if is_numeric(text):
                slot.post(LookedUp(key, None if answer is None else answer[0], text))
            else:
                slot.post(LookedUp(key, text, first_address(answer)))

    def _ask(self, kind: Kind, text: str) -> Lookup | None:
        if not 0 < len(text) <= LONGEST_NAME:
            return Lookup(over=True)
        known = self._recall((kind, text))
        if known is not None:
            return Lookup(known.answer, over=True)
        shared = self._share(kind, text)
        if shared is None and not self._has_room(kind):
            self._tallies[kind].rejected += 1
            return None
        return shared or self._begin(kind, kind, text)

    def _recall(self, key: tuple[Kind, str]) -> _Known | None:
        """The answer that is kept, which may be one of failure; one that is about to expire is fetched again."""
        known = self._known.get(key)
        now = trio.current_time()
        if known is None or known.until <= now:
            self._known.pop(key, None)
            return None
        self._known.move_to_end(key)
        tally = self._tallies[key[0]]
        if known.answer is None:
            tally.negative_hits += 1
            return known
        tally.cache_hits += 1
        if known.until - now <= self._refresh_window(key[0]) and key not in self._open:
            self._refresh(key)
        return known

    def _refresh(self, key: tuple[Kind, str]) -> None:
        if self._has_room(Kind.REFRESH):
            self._begin(Kind.REFRESH, *key)
        else:
            self._tallies[Kind.REFRESH].rejected += 1

    def _refresh_window(self, kind: Kind) -> float:
        """At most half of an answer's life, or it would be fetched all the time."""
        return min(self._config.resolver_stale_refresh_window, self._lifetime(kind) / 2)

    def _lifetime(self, kind: Kind) -> float:
        config = self._config
        return config.resolver_forward_cache_ttl if kind is Kind.FORWARD else config.resolver_reverse_cache_ttl

    # -- names of players -------------------------------------------------------------------------------------

    def _name_later(self, address: str) -> None:
        """Look the name up when there is room; nobody waits for it."""
        under_way = self._open.get((Kind.REVERSE, address))
        if under_way is not None:
            under_way.lookup.join()  # now it is wanted, whoever stops waiting
            return
        if address in self._queue or not 0 < len(address) <= LONGEST_NAME:
            return
        self._queue[address] = None
        if len(self._queue) > QUEUE:
            self._queue.popitem(last=False)
            self._dropped += 1
        self._begin_queued()

    def _begin_queued(self) -> None:
        while self._queue and self._has_room(Kind.REVERSE):
            address, _ = self._queue.popitem(last=False)
            if (Kind.REVERSE, address) not in self._open and (Kind.REVERSE, address) not in self._known:
                self._begin(Kind.REVERSE, Kind.REVERSE, address)

    # -- lookups ----------------------------------------------------------------------------------------------

    def _share(self, kind: Kind, text: str) -> Lookup | None:
        found = self._open.get((kind, text))
        if found is None:
            return None
        self._tallies[kind].shared += 1
        found.lookup.join()
        return found.lookup

    def _has_room(self, kind: Kind) -> bool:
        return len(self._open) < IN_FLIGHT and self._in_flight(kind) < self._quota(kind)

    def _in_flight(self, kind: Kind) -> int:
        return sum(one.quota is kind for one in self._open.values())

    def _quota(self, kind: Kind) -> int:
        config = self._config
        if kind is Kind.REFRESH:
            return config.resolver_refresh_quota
        return config.resolver_forward_quota if kind is Kind.FORWARD else config.resolver_reverse_quota

    def _begin(self, quota: Kind, kind: Kind, text: str) -> Lookup:
        """A new lookup of `kind` that counts as `quota`, in which there is room."""
        self._tallies[quota].admitted += 1
        key = kind, text
        lookup = Lookup(unwanted=lambda: self._end(key, mine, Ending.CANCELLED, None))
        now = trio.current_time()
        mine = self._open[key] = _UnderWay(quota, lookup, now, trio.CancelScope(deadline=now + DEADLINE))
        self._nursery.start_soon(self._look_up, key, mine, name=f"lookup of {text}")
        return lookup

    async def _look_up(self, key: tuple[Kind, str], mine: _UnderWay) -> None:
        kind, text = key
        call = self._system.addresses if kind is Kind.FORWARD else self._system.name
        answer: Answer = None
        ending = Ending.CANCELLED
        try:
            with mine.scope:
                answer = await self._pool.run(call, self._config.charset.from_lpc(text), label=text)
                ending = Ending.FAILED if answer is None else Ending.ANSWERED
            if mine.scope.cancelled_caught:
                ending = Ending.TIMED_OUT
        except Exception:
            log.exception("the lookup of %s failed", text)
            ending = Ending.FAILED
        finally:
            self._end(key, mine, ending, answer)

    def _end(self, key: tuple[Kind, str], mine: _UnderWay, how: Ending, answer: Answer) -> None:
        """It has ended; whatever comes after the first time is too late."""
        if self._open.get(key) is not mine:
            return
        del self._open[key]
        self._tallies[mine.quota].ended(how, trio.current_time() - mine.began)
        if how is Ending.CANCELLED:
            mine.scope.cancel()
        else:
            self._remember(key, answer)
        mine.lookup.end(answer)
        self._begin_queued()

    def _remember(self, key: tuple[Kind, str], answer: Answer) -> None:
        lifetime = self._config.resolver_negative_cache_ttl if answer is None else self._lifetime(key[0])
        if lifetime > 0:
            self._known[key] = _Known(answer, trio.current_time() + lifetime)
            self._known.move_to_end(key)
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)

    # -- figures ----------------------------------------------------------------------------------------------

    def figures(self) -> dict[str, dict[str, int]]:
        """How many lookups of each class went which way, and what there is now."""
        classes = {
            kind.value: {"in flight": self._in_flight(kind), **tally.figures()} for kind, tally in self._tallies.items()
        }
        now = {"in flight": len(self._open), "queued": len(self._queue), "dropped": self._dropped}
        return {**classes, "all": {**now, "remembered": len(self._known)}}


async def serve(
    config: Config,
    inbox: Inbox[LookedUp],
    *,
    system: System = SYSTEM,
    task_status: trio.TaskStatus[Resolver] = trio.TASK_STATUS_IGNORED,
) -> None:
    """Resolve until cancelled; starts with the Resolver. A thread that hangs in the system's code is left behind."""
    pool = WorkerPool("resolver", config.async_dns_workers, backlog=QUEUE)
    try:
        async with trio.open_nursery() as nursery:
            task_status.started(Resolver(config, inbox, nursery, pool, system))
            await trio.sleep_forever()
    finally:
        # nobody can interrupt the system's resolver, and its answer is of no use any more
        await pool.stop(0)  # noqa: ASYNC102  # it shields itself, and waits for nothing


def first_address(answer: Answer) -> str | None:
    """The address that LPC is shown: programs expect four numbers with dots when there are such."""
    if answer is None:
        return None
    return next((one for one in answer if ipaddress.ip_address(one.partition("%")[0]).version == 4), answer[0])
