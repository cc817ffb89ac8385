"""Operations as the world keeps them, with a port that carries nothing out: each ends in exactly one call."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from neolith_trio.errors import LpcError
from neolith_trio.runtime.outside.operations import Callback, answering, is_result, wishes
from neolith_trio.runtime.outside.ports.operation import OperationEnded, OperationEvent, OperationProgressed
from neolith_trio.runtime.values import LpcObject, Mapping
from neolith_trio.runtime.world import World

from .worlds import Library, booted_world


@attrs.frozen
class Errand:
    """A request of the tests."""

    text: str = ""


class Port:
    """What it was asked."""

    def __init__(self) -> None:
        self.begun: list[tuple[int, Any, float]] = []
        self.cancelled: list[tuple[int, str]] = []

    def begin(self, key: int, owner: Any, request: Errand, seconds: float) -> None:
        self.begun.append((key, request, seconds))

    def cancel(self, key: int, reason: str) -> None:
        self.cancelled.append((key, reason))


TOLD: list[tuple[Any, ...]] = []


def got(self: Any, *args: Any) -> int:
    commander = self.world.context.commanding
    TOLD.append((*(dict(one) if isinstance(one, Mapping) else one for one in args), commander))
    return 0


def small_world() -> tuple[World, Port]:
    """A world with objects that can be told, and the port of their errands."""
    library = Library()
    library.add("asker.c", got)
    world = booted_world(library)
    port = Port()
    world.operations.ports[Errand] = port
    TOLD.clear()
    return world, port


def begin(world: World, owner: Any, text: str = "", **more: Any) -> int:
    finish = answering(owner, Callback("got", ("mine",)))
    return world.operations.begin(owner, "errand", text or "an errand", Errand(text), finish, **more)


def tell(world: World, event: OperationEvent) -> None:
    for entry in world.operations.entries(event):
        entry()


def test_the_answer_says_how_it_ended_and_the_fields_of_its_kind() -> None:
    """One mapping, then the callback's own arguments; this_player() is who it was."""
    world, port = small_world()
    owner, player = (world.objects.clone("/asker", world.master) for _ in range(2))
    with world.context.commanded_by(player):
        handle = begin(world, owner, seconds=5)
    world.context.now += 2
    tell(world, OperationEnded(handle, "result", {"status": 200, "body": b"x", "list": (1, None, {"a": "b"})}))

    assert port.begun == [(handle, Errand(), 5)]
    [(answer, mine, commander)] = TOLD
    assert (mine, commander) == ("mine", player)
    assert {key: answer[key] for key in ("outcome", "error", "handle", "kind", "elapsed", "status")} == {
        "outcome": "result", "error": 0, "handle": handle, "kind": "errand", "elapsed": 2, "status": 200,
    }  # fmt: skip
    assert answer["body"] == bytearray(b"x")
    assert [dict(one) if isinstance(one, Mapping) else one for one in answer["list"]] == [1, 0, {"a": "b"}]


def test_what_is_cancelled_ends_later_and_once() -> None:
    """cancel() calls nothing by itself; the first reason counts."""
    world, port = small_world()
    owner = world.objects.clone("/asker", world.master)
    handle = begin(world, owner)

    assert world.operations.cancel(handle, "enough")
    assert TOLD == []
    tell(world, OperationEnded(handle, "cancelled", error="cancelled: enough"))
    tell(world, OperationEnded(handle, "cancelled", error="again"))
    assert [(one[0]["outcome"], one[0]["error"]) for one in TOLD] == [("cancelled", "cancelled: enough")]
    assert not world.operations.cancel(handle, "too late")
    assert port.cancelled == [(handle, "enough")]


def test_progress_is_told_while_it_runs_and_not_after() -> None:
    """The amount is kept for those who look."""
    world, _ = small_world()
    owner = world.objects.clone("/asker", world.master)
    handle = begin(world, owner, progress=Callback("got"))
    tell(world, OperationProgressed(handle, 45, {"percent": 45}))
    found = world.operations.find(handle)
    assert found is not None
    assert found.amount == 45
    tell(world, OperationEnded(handle, "error", error="no"))
    tell(world, OperationProgressed(handle, 50, {"percent": 50}))

    assert [one[0].get("percent", one[0].get("outcome")) for one in TOLD] == [45, "error"]


@pytest.mark.parametrize(
    ("limits", "text"),
    [
        ({"max_operations_per_object": 2}, "Too many operations are under way of this object (2)"),
        ({"max_operations_per_uid": 2}, "Too many operations are under way of Back (2)"),
        ({"max_operations": 2}, "Too many operations are under way in all (2)"),
    ],
)
def test_quotas_refuse_and_leave_nothing_behind(limits: dict[str, Any], text: str) -> None:
    """The third is refused before anything starts, and possible again when one has ended."""
    world, port = small_world()
    world.config = attrs.evolve(world.config, **limits)
    owner: Any = world.objects.clone("/asker", world.master)
    owner.uid = "Back"
    first, _ = begin(world, owner), begin(world, owner)

    with pytest.raises(LpcError) as refused:
        begin(world, owner)
    assert text in str(refused.value.value)
    assert len(port.begun) == 2
    tell(world, OperationEnded(first, "result"))
    assert begin(world, owner) > 0


def test_options_are_read_or_refused_by_name() -> None:
    """What an efun does not know is an error that says what there is."""
    found = wishes("http_request", Mapping(timeout=2.5, url="x"), frozenset({"url"}))

    assert (found.seconds, found.progress, found.others) == (2.5, None, {"url": "x"})
    with pytest.raises(LpcError) as strange:
        wishes("http_request", Mapping(timeuot=2), frozenset({"url"}))
    assert strange.value.value == "http_request: unknown option timeuot; there are progress, timeout, url\n"
    with pytest.raises(LpcError):
        wishes("http_request", Mapping(timeout=0), frozenset())


class Ends(RuleBasedStateMachine):
    """Random orders of begin, cancel, destruct, and ends of every kind, doubled and late ones among them."""

    handles = Bundle("handles")

    def __init__(self) -> None:
        super().__init__()
        self.world, self.port = small_world()
        self.world.config = attrs.evolve(
            self.world.config, max_operations_per_object=999, max_operations_per_uid=999, max_operations=999
        )
        self.owners: list[Any] = [self.world.objects.clone("/asker", self.world.master) for _ in range(3)]
        self.owner_of: dict[int, Any] = {}
        self.ended: set[int] = set()
        self.gone_first: set[int] = set()

    @rule(target=handles, owner=st.integers(0, 2))
    def begin(self, owner: int) -> int:
        if not isinstance(self.owners[owner], LpcObject):
            self.owners[owner] = self.world.objects.clone("/asker", self.world.master)
        handle = begin(self.world, self.owners[owner])
        self.owner_of[handle] = self.owners[owner]
        return handle

    @rule(handle=handles)
    def cancel(self, handle: int) -> None:
        before = len(TOLD)
        self.world.operations.cancel(handle, "enough")
        assert len(TOLD) == before

    @rule(handle=handles, outcome=st.sampled_from(["result", "error", "timeout", "cancelled"]))
    def end(self, handle: int, outcome: str) -> None:
        if handle not in self.ended and not isinstance(self.owner_of[handle], LpcObject):
            self.gone_first.add(handle)
        self.ended.add(handle)
        tell(self.world, OperationEnded(handle, outcome, error="" if outcome == "result" else outcome))

    @rule(owner=st.integers(0, 2))
    def destruct(self, owner: int) -> None:
        if isinstance(self.owners[owner], LpcObject):
            self.world.objects.destruct(self.owners[owner], self.world.master)

    @invariant()
    def each_end_is_one_call_or_one_count(self) -> None:
        told = [one[0]["handle"] for one in TOLD]
        assert sorted(told) == sorted(self.ended - self.gone_first)
        assert self.world.operations.undelivered == len(self.gone_first)
        assert all(is_result(Mapping(one[0])) == (one[0]["error"] == 0) for one in TOLD)


Ends.TestCase.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
TestEnds = Ends.TestCase
