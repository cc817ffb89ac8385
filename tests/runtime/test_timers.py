"""call_out, heart_beat, reset and clean_up on a clock that the test turns."""

from __future__ import annotations

from typing import Any

import pytest

from neolith_trio.errors import LpcError
from neolith_trio.runtime.objects import COMMANDS, WILL_CLEAN_UP, WILL_RESET
from neolith_trio.runtime.values import LpcObject
from neolith_trio.runtime.world import World

from .worlds import Library, Outside, booted_world


def ticking(**settings: Any) -> tuple[World, Outside, list[Any], LpcObject]:
    """A world, its clock, what its one object did, and the object."""
    library, outside = Library(), Outside()
    trail: list[Any] = []

    def f(self: Any, value: Any = 0) -> int:
        trail.append(value)
        return 0

    def heart_beat(self: Any) -> int:
        trail.append(f"beat {self.name}")
        if self.v_fails:
            raise LpcError("*heart fails\n")
        if self.v_asks:
            who(self)
        return 0

    def reset(self: Any) -> int:
        trail.append(f"reset {self.name}")
        return 0

    def clean_up(self: Any, references: Any = 0) -> Any:
        trail.append(f"clean_up {self.name} {references}")
        return self.v_stays

    def who(self: Any) -> int:
        trail.append(self.world.context.this_player())
        return 0

    library.add("thing.c", f, heart_beat, reset, clean_up, who, variables=("fails", "stays", "asks"))
    world = booted_world(library, outside, **settings)
    thing = world.objects.load("thing", world.master)
    return world, outside, trail, thing


def turn_to(world: World, outside: Outside, clock: float) -> None:
    """Let time pass as the backend does."""
    while (due := world.timers.next_due()) is not None and due <= clock:
        outside.clock = due
        for entry in world.timers.pop_due(due):
            entry.run()
    outside.clock = clock


def test_call_outs_of_one_moment_run_in_the_order_of_their_making() -> None:
    """Fractions of a second count, and one made while another runs waits its time."""
    world, outside, trail, thing = ticking()
    for delay, value in ((2, "late"), (1, "first"), (1, "second"), (0.25, "early"), (1, "third")):
        world.timers.call_out(thing, "f", delay, (value,))
    turn_to(world, outside, 1010.0)

    assert trail[:5] == ["early", "first", "second", "third", "late"]


def test_call_outs_are_found_and_removed_by_name_and_by_handle() -> None:
    """The time left is told in whole seconds."""
    world, outside, trail, thing = ticking()
    timers = world.timers
    first = timers.call_out(thing, "f", 5, ("a",))
    second = timers.call_out(thing, "f", 9, ("b",))
    outside.clock += 1.5
    found = [timers.find_call_out(thing, wanted) for wanted in ("f", second, "g", 12345)]

    assert [one and timers.seconds_left(one) for one in found] == [4, 8, None, None]
    timers.remove(timers.find_call_out(thing, first))
    assert timers.find_call_out(thing, "f").handle == second
    timers.remove_all(thing)
    assert timers.find_call_out(thing, "f") is None
    turn_to(world, outside, 1100.0)
    assert not {"a", "b"} & set(trail)


def test_a_call_out_in_a_destructed_object_is_forgotten() -> None:
    """It neither runs nor shows."""
    world, outside, trail, thing = ticking()
    world.timers.call_out(thing, "f", 1, ("x",))
    world.objects.destruct(thing, world.master)
    turn_to(world, outside, 1002.0)

    assert trail == []
    assert world.timers.pending() == []


def test_this_player_of_a_call_out_is_the_one_who_made_it() -> None:
    """Failing him the object itself if it is living."""
    world, outside, trail, thing = ticking()
    player = world.objects.clone("thing", world.master)
    gone = world.objects.clone("thing", world.master)
    for commander in (player, None, gone):
        with world.context.commanded_by(commander):
            world.timers.call_out(thing, "who", 1, ())
    world.objects.destruct(gone, world.master)
    thing.flags |= COMMANDS
    turn_to(world, outside, 1001.0)

    assert trail == [player, thing, thing]


def test_heart_beats_come_every_interval_before_the_call_outs_of_the_moment() -> None:
    """The first one after half an interval, so that it comes before a call_out of one second."""
    world, outside, trail, thing = ticking()
    slow = world.objects.clone("thing", world.master)
    world.timers.set_heart_beat(thing, 1)
    world.timers.set_heart_beat(slow, 2)
    world.timers.call_out(thing, "f", 1, ("call",))
    turn_to(world, outside, 1006.0)

    assert trail == ["beat thing", "call", "beat thing", f"beat {slow.name}", "beat thing"]
    assert world.timers.query_heart_beat(slow) == 2


@pytest.mark.parametrize(
    ("options", "living", "is_player"),
    [
        ((), False, False),
        ((), True, True),
        ((("__NO_ADD_ACTION__", ""),), False, True),
        ((("__NO_ADD_ACTION__", None),), False, False),
    ],
)
def test_who_is_this_player_in_a_heart_beat(
    options: tuple[tuple[str, str | None], ...], living: bool, is_player: bool
) -> None:
    """The object itself, when it is living, or where a mudlib's driver has no livings."""
    world, outside, trail, thing = ticking(local_options=options)
    thing.flags |= COMMANDS if living else 0
    world.timers.set_heart_beat(thing, 1)
    thing.v_asks = 1
    turn_to(world, outside, 1001.0)

    assert trail == ["beat thing", thing if is_player else 0]


def test_a_heart_that_fails_stops() -> None:
    """The error goes on to whoever runs the entry; the others beat."""
    world, outside, trail, thing = ticking()
    other = world.objects.clone("thing", world.master)
    thing.v_fails = 1
    for ob in (thing, other):
        world.timers.set_heart_beat(ob, 1)
    outside.clock = 1001.0
    failing, fine = world.timers.pop_due(1001.0)
    with pytest.raises(LpcError):
        failing.run()
    fine.run()

    assert world.timers.heart_beats() == [other]
    assert trail == ["beat thing", f"beat {other.name}"]


def test_missed_beats_are_not_made_up_for() -> None:
    """After a long pause there is one beat, and the next comes in step."""
    world, _, _, thing = ticking()
    world.timers.set_heart_beat(thing, 1)
    late = world.timers.pop_due(1012.5)

    assert len([one for one in late if one.owner is thing]) == 1
    assert world.timers.next_due() == 1013.0


def test_a_negative_heart_beat_starts_but_does_not_change() -> None:
    """0 stops it."""
    world, _, _, thing = ticking()
    told = []
    for interval in (-1, 3, -1, 0):
        world.timers.set_heart_beat(thing, interval)
        told.append(world.timers.query_heart_beat(thing))

    assert told == [1, 3, 3, 0]


def test_reset_comes_to_what_was_used_since_the_last_one() -> None:
    """An object that nobody touched keeps its state."""
    from neolith_trio.runtime.calls import apply

    world, outside, trail, thing = ticking(reset_duration=100, cleanup_duration=0)
    thing.flags |= WILL_RESET
    turn_to(world, outside, 1200.0)
    untouched = list(trail)
    world.context.now = outside.clock
    apply(world, None, thing, "f", "used")
    turn_to(world, outside, 1400.0)

    assert untouched == []
    assert trail == ["used", "reset thing"]


@pytest.mark.parametrize(("answer", "asked_again"), [(1, True), (0, False)])
def test_clean_up_comes_to_the_idle_and_again_when_they_want_it(answer: int, asked_again: bool) -> None:
    """The blueprint is told how many use its program, a clone 0."""
    world, outside, trail, thing = ticking(reset_duration=0, cleanup_duration=100)
    thing.v_stays = answer
    turn_to(world, outside, 1000.0 + 250)

    assert trail[0] == "clean_up thing 1"
    assert bool(thing.flags & WILL_CLEAN_UP) is asked_again
    trail.clear()
    turn_to(world, outside, 1000.0 + 650)
    assert bool(trail) is asked_again


def test_the_configuration_may_set_the_heart_beat() -> None:
    """Milliseconds between two beats."""
    world, outside, trail, thing = ticking(heart_beat_interval=500)
    world.timers.set_heart_beat(thing, 1)
    turn_to(world, outside, 1002.0)

    assert trail == ["beat thing"] * 4
