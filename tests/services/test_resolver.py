"""Lookups, with a system that answers what a test says."""

from __future__ import annotations

import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import attrs
import pytest
import trio
import trio.testing
from trio.testing import MockClock

from neolith_trio.concurrency import Inbox
from neolith_trio.config import Config
from neolith_trio.runtime.outside.ports.socket import LookedUp
from neolith_trio.services import resolver
from neolith_trio.services.resolver import QUEUE, Answer, Resolver, System, first_address
from tests.concurrency.polling import until


class Names:
    """A system that knows a few names. While `closed`, it does not answer."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.known: dict[str, Answer] = {"mud": ("fe80::1%eth0", "10.0.0.5"), "10.0.0.5": ("mud",)}
        self.open = threading.Event()
        self.open.set()

    def answer(self, text: str) -> Answer:
        self.asked.append(text)
        self.open.wait(10)
        return self.known.get(text)


@asynccontextmanager
async def resolving(names: Names, **settings: Any) -> AsyncIterator[tuple[Resolver, Inbox[LookedUp]]]:
    config = attrs.evolve(Config(mudlib_dir=Path("/mudlib"), master_file="/master.c"), **settings)
    system = System(names.answer, names.answer)
    with Inbox[LookedUp]() as inbox:
        try:
            async with trio.open_nursery() as nursery:
                serve = partial(resolver.serve, config, inbox, system=system)
                yield await nursery.start(serve), inbox
                nursery.cancel_scope.cancel()
        finally:
            names.open.set()


async def ask(resolving: Resolver, name: str) -> Answer:
    lookup = resolving.addresses(name)
    assert lookup is not None
    with trio.fail_after(50):
        return await lookup.wait()


async def test_a_name_is_looked_up_once_and_then_remembered() -> None:
    """Whatever its letters are."""
    names = Names()
    async with resolving(names) as (resolver, _):
        first, second = await ask(resolver, "mud"), await ask(resolver, "MUD")

        assert first == second == ("fe80::1%eth0", "10.0.0.5")
        assert names.asked == ["mud"]
        assert resolver.figures()["forward"]["cache hits"] == 1


async def test_a_name_that_does_not_exist_is_remembered_too() -> None:
    """For a shorter time."""
    names = Names()
    async with resolving(names) as (resolver, _):
        assert (await ask(resolver, "nobody"), await ask(resolver, "nobody")) == (None, None)
        assert names.asked == ["nobody"]


async def test_what_is_looked_up_already_is_not_looked_up_again() -> None:
    """Both who asked get the one answer."""
    names = Names()
    async with resolving(names) as (resolver, _):
        names.open.clear()
        lookups = [resolver.addresses("mud"), resolver.addresses("mud")]
        names.open.set()

        assert [await one.wait() for one in lookups if one is not None] == [("fe80::1%eth0", "10.0.0.5")] * 2
        assert names.asked == ["mud"]
        assert resolver.figures()["forward"]["shared"] == 1


async def test_more_lookups_than_the_quota_are_refused_at_once() -> None:
    """And one more fits when one has ended."""
    names = Names()
    async with resolving(names, resolver_forward_quota=2) as (resolver, _):
        names.open.clear()
        first = resolver.addresses("a")
        assert first is not None
        assert resolver.addresses("b") is not None
        assert resolver.addresses("c") is None
        names.open.set()
        await first.wait()

        assert resolver.addresses("c") is not None
        assert resolver.figures()["forward"]["rejected"] == 1


async def test_four_slow_lookups_with_four_threads_take_the_time_of_one() -> None:
    """All four are with the system before any has an answer."""
    names = Names()
    async with resolving(names, async_dns_workers=4) as (resolver, _):
        names.open.clear()
        lookups = [resolver.addresses(name) for name in "abcd"]
        with trio.fail_after(5):
            await until(lambda: len(names.asked) == 4)
        names.open.set()

        assert [await one.wait() for one in lookups if one is not None] == [None] * 4


async def test_a_lookup_that_hangs_ends_at_its_deadline(autojump_clock: MockClock) -> None:
    """Without an answer; the thread is left to itself."""
    names = Names()
    async with resolving(names) as (resolver, _):
        names.open.clear()
        began = trio.current_time()

        assert await ask(resolver, "mud") is None
        assert trio.current_time() - began == pytest.approx(30)
        assert resolver.figures()["forward"]["timed out"] == 1


async def test_what_nobody_waits_for_any_more_is_given_up(autojump_clock: MockClock) -> None:
    """And makes room at once; as long as one of those who asked is there, it goes on."""
    names = Names()
    async with resolving(names, resolver_forward_quota=1) as (resolver, inbox):
        names.open.clear()
        resolver.look_up(1, "mud")
        resolver.look_up(2, "mud")
        await trio.testing.wait_all_tasks_blocked()

        resolver.cancel(1)
        assert await inbox.drain() == [(0, LookedUp(1, "mud", None))]
        assert resolver.addresses("other") is None
        resolver.cancel(2)
        assert await inbox.drain() == [(1, LookedUp(2, "mud", None))]
        assert resolver.addresses("other") is not None
        forward = resolver.figures()["forward"]
        assert [forward[what] for what in ("cancelled", "in flight", "rejected")] == [1, 1, 1]
        resolver.cancel(1)


async def test_one_who_leaves_does_not_take_the_answer_from_the_other() -> None:
    """They share it."""
    names = Names()
    async with resolving(names) as (resolver, inbox):
        names.open.clear()
        resolver.look_up(1, "mud")
        resolver.look_up(2, "mud")
        await trio.testing.wait_all_tasks_blocked(0.01)
        resolver.cancel(1)
        assert await inbox.drain() == [(0, LookedUp(1, "mud", None))]
        names.open.set()

        assert await inbox.drain(trio.current_time() + 5) == [(1, LookedUp(2, "mud", "10.0.0.5"))]


async def test_the_name_of_every_player_is_looked_up_when_there_is_room() -> None:
    """Beyond the quota they wait in line, for nobody waits for them; LPC is refused meanwhile."""
    names = Names()
    async with resolving(names, resolver_reverse_quota=2) as (resolver, _):
        names.open.clear()
        for number in range(30):
            assert resolver.host_name(f"10.0.1.{number}") == f"10.0.1.{number}"
            names.known[f"10.0.1.{number}"] = (f"host{number}",)
        figures = resolver.figures()
        assert (figures["reverse"]["in flight"], figures["all"]["queued"]) == (2, 28)
        assert resolver.name("10.0.2.1") is None
        names.open.set()
        with trio.fail_after(10):
            await until(lambda: resolver.figures()["reverse"]["answered"] == 30)

        assert [resolver.host_name(f"10.0.1.{number}") for number in (0, 29)] == ["host0", "host29"]
        assert resolver.figures()["all"]["queued"] == 0


async def test_the_line_of_players_has_an_end() -> None:
    """Who has been in it the longest goes, and is counted; nobody is in it twice."""
    names = Names()
    async with resolving(names, resolver_reverse_quota=0) as (resolver, _):
        for _ in range(2):
            for number in range(QUEUE + 5):
                resolver.host_name(f"10.0.{number // 256}.{number % 256}")

        now = resolver.figures()["all"]
        assert (now["queued"], now["dropped"]) == (QUEUE, 5 + QUEUE + 5)


async def test_how_long_lookups_take_is_known(mock_clock: MockClock) -> None:
    """On average and at most, by class; a failure that is remembered is no success of the cache."""
    names = Names()
    async with resolving(names) as (resolver, _):
        names.open.clear()
        for name, seconds in (("mud", 1), ("nobody", 2)):
            lookup = resolver.addresses(name)
            assert lookup is not None
            await trio.testing.wait_all_tasks_blocked()
            mock_clock.jump(seconds)
            names.open.set()
            await lookup.wait()
            names.open.clear()
        resolver.addresses("nobody")

        forward = resolver.figures()["forward"]
        assert (forward["average ms"], forward["longest ms"]) == (1500, 2000)
        assert (forward["failed"], forward["negative hits"], forward["cache hits"]) == (1, 1, 0)


async def test_an_answer_is_refreshed_before_it_expires(mock_clock: MockClock) -> None:
    """Who asks meanwhile gets the old one at once."""
    names = Names()
    async with resolving(names, resolver_forward_cache_ttl=300, resolver_stale_refresh_window=30) as (resolver, _):
        await ask(resolver, "mud")
        names.known["mud"] = ("10.0.0.6",)
        mock_clock.jump(280)

        assert await ask(resolver, "mud") == ("fe80::1%eth0", "10.0.0.5")
        while resolver.figures()["all"]["in flight"]:  # noqa: ASYNC110  # the clock stands still: nobody can sleep
            await trio.lowlevel.checkpoint()
        assert await ask(resolver, "mud") == ("10.0.0.6",)
        assert resolver.figures()["refresh"]["answered"] == 1


async def test_an_answer_expires(mock_clock: MockClock) -> None:
    """Then it is looked up as if for the first time."""
    names = Names()
    async with resolving(names, resolver_forward_cache_ttl=300) as (resolver, _):
        await ask(resolver, "mud")
        mock_clock.jump(301)
        await ask(resolver, "mud")

        assert names.asked == ["mud", "mud"]


async def test_the_name_of_a_player_is_known_later() -> None:
    """Until then it is the address."""
    async with resolving(Names()) as (resolver, _):
        assert resolver.host_name("10.0.0.5") == "10.0.0.5"
        lookup = resolver.name("10.0.0.5")
        assert lookup is not None
        await lookup.wait()
        assert resolver.host_name("10.0.0.5") == "mud"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mud", LookedUp(7, "mud", "10.0.0.5")),
        ("10.0.0.5", LookedUp(7, "mud", "10.0.0.5")),
        ("nobody", LookedUp(7, "nobody", None)),
        ("10.0.0.9", LookedUp(7, None, "10.0.0.9")),
        ("", LookedUp(7, "", None)),
        ("x" * 254, LookedUp(7, "x" * 254, None)),
    ],
)
async def test_lpc_is_answered_by_one_event(text: str, expected: LookedUp) -> None:
    """With what is known, whichever way round it asked; of several addresses it sees one with dots."""
    async with resolving(Names()) as (resolver, inbox):
        assert resolver.look_up(7, text)

        assert await inbox.drain(trio.current_time() + 5) == [(0, expected)]


async def test_lpc_is_answered_also_when_the_quota_is_used_up() -> None:
    """At once, with nothing."""
    names = Names()
    async with resolving(names, resolver_forward_quota=1) as (resolver, inbox):
        names.open.clear()
        resolver.addresses("other")
        resolver.look_up(1, "mud")

        assert await inbox.drain(trio.current_time() + 5) == [(0, LookedUp(1, "mud", None))]


async def test_the_end_waits_for_no_thread() -> None:
    """And whoever waits for an answer hears that there is none."""
    names = Names()
    began = time.monotonic()
    async with resolving(names) as (resolver, inbox):
        names.open.clear()
        resolver.look_up(1, "mud")
        with trio.fail_after(5):
            await until(lambda: names.asked)

    assert inbox.statistics().posted == 1
    assert time.monotonic() - began < 5


def test_programs_see_an_address_with_dots_if_there_is_one() -> None:
    """Of any number."""
    assert first_address(("::1", "127.0.0.1")) == "127.0.0.1"
    assert first_address(("::1",)) == "::1"
    assert first_address(None) is None


def test_the_system_knows_no_nonsense() -> None:
    """Whatever it is, it is no exception."""
    assert resolver.addresses_of("no\0name") is None
    assert resolver.addresses_of("a" * 300 + ".x") is None
    assert resolver.name_of("no address") is None
    assert resolver.addresses_of("127.0.0.1") == ("127.0.0.1",)
