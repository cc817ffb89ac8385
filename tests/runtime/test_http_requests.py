"""What the world keeps of HTTP requests, with nobody who carries them out."""

from __future__ import annotations

from typing import Any

import pytest

from neolith_trio.errors import LpcError
from neolith_trio.runtime.outside.ports import http
from neolith_trio.runtime.outside.ports.http import HttpAnswered, HttpEvent, HttpFailed, HttpRequest
from neolith_trio.runtime.world import World

from .worlds import Library, booted_world


class Port:
    """What it was asked."""

    def __init__(self) -> None:
        self.begun: list[tuple[int, Any, HttpRequest]] = []
        self.cancelled: list[Any] = []

    def begin(self, key: int, owner: Any, request: HttpRequest) -> None:
        self.begun.append((key, owner, request))

    def cancel(self, owner: Any) -> None:
        self.cancelled.append(owner)


def got(self: Any, *args: Any) -> int:
    self.__dict__.setdefault("told", []).append((*args, self.world.http.under_way(self)))
    return 0


def fails(self: Any, *args: Any) -> int:
    raise LpcError("*failed\n")


@pytest.fixture
def world() -> World:
    library = Library()
    library.add("asker.c", got, fails, hidden=("got",))
    world = booted_world(library)
    world.http.port = Port()
    return world


def asker(world: World, url: str = "http://x/") -> Any:
    ob = world.objects.clone("/asker", world.master)
    world.http.configure(ob).url = url  # type: ignore[arg-type]
    return ob


def port_of(world: World) -> Port:
    port = world.http.port
    assert isinstance(port, Port)
    return port


def tell(world: World, event: HttpEvent) -> None:
    for entry in world.http.entries(event):
        entry()


def text_of(error: pytest.ExceptionInfo[LpcError]) -> str:
    return str(error.value.value)


def test_a_request_is_what_was_configured(world: World) -> None:
    """And a later change is one of the next request."""
    ob = asker(world)
    one = world.http.configure(ob)
    one.headers, one.body, one.timeout_ms, one.follows = (b"A: 1",), b"body", 50, True
    world.http.begin(ob, "got", ())
    tell(world, HttpAnswered(1, b""))
    world.http.configure(ob).body = None
    world.http.begin(ob, "got", ())

    assert port_of(world).begun == [
        (1, ob, HttpRequest("http://x/", (b"A: 1",), b"body", 50, True)),
        (2, ob, HttpRequest("http://x/", (b"A: 1",), None, 50, True)),
    ]


def test_the_callback_may_be_static_and_has_its_own_arguments_last(world: World) -> None:
    """While it runs the request is under way, and afterwards not."""
    ob = asker(world)
    world.http.begin(ob, "got", ("mine", 7))

    tell(world, HttpAnswered(1, b"\0\xff"))

    assert ob.told == [(1, bytearray(b"\0\xff"), "mine", 7, True)]
    assert not world.http.under_way(ob)


def test_an_outcome_is_told_once(world: World) -> None:
    """One that nobody waits for is counted."""
    ob = asker(world)
    world.http.begin(ob, "got", ())

    tell(world, HttpFailed(1, "Zürich is down"))
    tell(world, HttpFailed(1, "Zürich is down"))

    assert ob.told == [(0, "Zürich is down".encode().decode("latin-1"), True)]
    assert world.http.undelivered == 1


def test_a_callback_that_fails_ends_the_request(world: World) -> None:
    """The error goes on to whoever reports errors."""
    ob = asker(world)
    world.http.begin(ob, "fails", ())

    with pytest.raises(LpcError):
        tell(world, HttpAnswered(1, b""))

    assert not world.http.under_way(ob)


def test_nothing_is_kept_of_a_destructed_object(world: World) -> None:
    """Not even what it goes on to configure while it still runs."""
    ob = asker(world)
    world.http.begin(ob, "got", ())
    world.objects.destruct(ob, None)
    world.http.configure(ob).url = "http://y/"

    with pytest.raises(LpcError) as error:
        world.http.begin(ob, "got", ())
    tell(world, HttpFailed(1, "cancelled"))

    assert text_of(error) == "perform_to() requires perform_using() to configure a request first.\n"
    assert port_of(world).cancelled == [ob]
    assert world.http.undelivered == 1
    assert (world.http._configurations, world.http._pending) == ({}, {})


def test_a_destructed_object_without_a_request_cancels_nothing(world: World) -> None:
    """Most objects never made one."""
    world.objects.destruct(asker(world), None)

    assert port_of(world).cancelled == []


def test_requests_are_limited(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was cancelled counts until it has ended, so that destructing objects opens no more connections."""
    monkeypatch.setattr(http, "MOST", 2)
    first, second, third = asker(world), asker(world), asker(world)
    world.http.begin(first, "got", ())
    world.http.begin(second, "got", ())
    world.objects.destruct(first, None)

    with pytest.raises(LpcError) as error:
        world.http.begin(third, "got", ())
    tell(world, HttpFailed(1, "cancelled"))
    world.http.begin(third, "got", ())

    assert text_of(error) == "CURL transfer queue is full.\n"
    assert world.http.under_way(third)


def test_requests_of_one_uid_are_limited(world: World) -> None:
    """One domain does not use up everybody's; another one goes on."""
    most = world.config.max_operations_per_uid
    for _ in range(most):
        world.http.begin(asker(world), "got", ())
    refused, other = asker(world), asker(world)
    other.uid = "Other"

    with pytest.raises(LpcError) as error:
        world.http.begin(refused, "got", ())
    world.http.begin(other, "got", ())

    assert text_of(error) == f"perform_to: {most} requests of {refused.uid} are under way, as many as there may be\n"
    assert world.http.under_way(other)


@pytest.mark.parametrize("callback", ["#hidden", "no_such_function"])
def test_a_callback_that_cannot_be_called(world: World, callback: str) -> None:
    """A name of the compiler's own is an error, a missing function is not."""
    ob = asker(world)
    world.http.begin(ob, callback, ())
    entries = list(world.http.entries(HttpAnswered(1, b"")))

    if callback.startswith("#"):
        with pytest.raises(LpcError, match="Illegal function name"):
            entries[0]()
    else:
        entries[0]()

    assert not world.http.under_way(ob)


def test_without_a_port_a_request_waits(world: World) -> None:
    """As in a replay, where the recording brings the outcome."""
    world.http.port = http.NoHttp()
    ob = asker(world)
    world.http.begin(ob, "got", ())
    assert world.http.under_way(ob)

    world.objects.destruct(ob, None)
    assert world.http._configurations == {}
