"""Moving, init(), and finding things by name."""

from __future__ import annotations

from typing import Any

import pytest

from neolith_trio.errors import LpcError
from neolith_trio.runtime import commands, inventory
from neolith_trio.runtime.objects import COMMANDS, HIDDEN
from neolith_trio.runtime.values import LpcObject
from neolith_trio.runtime.world import World

from .worlds import Library, booted_world, master_functions


def people(*names: str, living: str = "") -> tuple[World, list[str], dict[str, LpcObject]]:
    """A world with one object for every name; those whose initial is in `living` may command."""
    library = Library()
    trail: list[str] = []

    def init(self: Any) -> int:
        player = self.world.context.commanding
        trail.append(f"{self.v_name} for {player.v_name}")
        commands.add_action(self.world, self, "touch", f"touch {self.v_name}", 0, ())
        return 0

    def id(self: Any, name: Any = 0) -> int:  # noqa: A001 - the name of the apply
        trail.append(f"{self.v_name}?")
        return int(name in self.v_name)

    def touch(self: Any, text: Any = 0) -> int:
        return 1

    library.add("thing.c", init, id, touch, variables=("name",))
    world = booted_world(library)
    made = {}
    for name in names:
        made[name] = world.objects.clone("thing", world.master)
        made[name].v_name = name
        if name[0] in living:
            made[name].flags |= COMMANDS
    return world, trail, made


def test_init_goes_round_in_the_order_that_room_actions_come_last() -> None:
    """First the room for the mover, then both ways with everybody there, then for the room itself."""
    world, trail, who = people("room", "stone", "Rat", "Bird", living="RB")
    for name in ("stone", "Rat"):
        inventory.move(world, who[name], who["room"])
    trail.clear()
    inventory.move(world, who["Bird"], who["room"])

    assert trail == ["room for Bird", "Bird for Rat", "Rat for Bird", "stone for Bird"]
    assert who["room"].contents == [who["Bird"], who["Rat"], who["stone"]]
    assert world.context.commanding is None


def test_actions_come_and_go_with_the_move() -> None:
    """Who leaves loses the actions of those he leaves, and they lose his."""
    world, _, who = people("room", "hall", "stone", "Rat", "Bird", living="RB")
    for name in ("stone", "Rat", "Bird"):
        inventory.move(world, who[name], who["room"])
    have = sorted(one.verb for one in who["Bird"].actions)
    inventory.move(world, who["Bird"], who["hall"])

    assert have == ["touch Rat", "touch room", "touch stone"]
    assert [one.verb for one in who["Bird"].actions] == ["touch hall"]
    assert "touch Bird" not in [one.verb for one in who["Rat"].actions]


def test_a_thing_cannot_be_moved_into_what_it_holds() -> None:
    """Not even deep inside."""
    world, _, who = people("room", "bag", "box")
    inventory.move(world, who["bag"], who["room"])
    inventory.move(world, who["box"], who["bag"])
    with pytest.raises(LpcError, match="Can't move object inside itself"):
        inventory.move(world, who["room"], who["box"])

    assert inventory.deep_inventory(world, who["room"], None) == [who["bag"], who["box"]]


def test_a_move_ends_when_init_moves_the_thing_on() -> None:
    """Nobody else sees it come."""
    world, trail, who = people("room", "hall", "Rat", "Bird", living="RB")
    inventory.move(world, who["Rat"], who["room"])
    trail.clear()
    entry = who["room"].__class__.applies["init"]

    def init(self: Any) -> Any:
        if self is who["room"]:
            inventory.move(world, who["Bird"], who["hall"])
            return 0
        return entry[0](self)

    who["room"].__class__.applies["init"] = (init, 0)
    inventory.move(world, who["Bird"], who["room"])

    assert who["Bird"].environment is who["hall"]
    assert trail == ["hall for Bird"]


def test_a_move_ends_when_init_destructs_what_moves() -> None:
    """Nothing of it is left behind."""
    world, _, who = people("room", "Rat", "stone", living="R")
    inventory.move(world, who["Rat"], who["room"])
    who["room"].__class__.applies["init"] = (lambda self: world.objects.destruct(who["stone"], self) or 0, 0)
    inventory.move(world, who["stone"], who["room"])

    assert who["room"].contents == [who["Rat"]]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("sword", "sword b"),
        ("sword 1", "sword b"),
        ("sword 2", "sword a"),
        ("sword 3", None),
        ("sword 0", None),
        ("axe", "axe"),
        ("elf", None),
    ],
)
def test_present_counts_what_answers_to_a_name(wanted: str, found: str | None) -> None:
    """The newest is the first one."""
    world, _, who = people("room", "sword a", "sword b", "axe")
    for name in ("sword a", "sword b", "axe"):
        inventory.move(world, who[name], who["room"])

    assert inventory.present(world, who["axe"], wanted, who["room"]) is (who[found] if found else None)


def test_present_without_a_place_looks_inside_around_and_beside() -> None:
    """In this order."""
    world, trail, who = people("room", "rat", "coin", "stone")
    inventory.move(world, who["coin"], who["rat"])
    inventory.move(world, who["stone"], who["room"])
    inventory.move(world, who["rat"], who["room"])
    found = [inventory.present(world, who["rat"], name, None) for name in ("coin", "room", "stone")]

    assert found == [who["coin"], who["room"], who["stone"]]
    assert trail == ["coin?", "coin?", "room?", "coin?", "room?", "rat?", "stone?"]
    assert inventory.present(world, who["rat"], who["stone"], None) is who["room"]
    assert inventory.present(world, who["rat"], who["stone"], who["rat"]) is None


def test_the_hidden_are_seen_by_those_whom_the_master_lets() -> None:
    """The master is asked once for a whole inventory."""
    library = Library()
    asked: list[Any] = []

    def valid_hide(self: Any, ob: Any = 0) -> int:
        asked.append(ob)
        return len(asked) % 2

    library.add("thing.c")
    world = booted_world(library, master=master_functions(valid_hide=valid_hide))
    room, one, two = (world.objects.clone("thing", world.master) for _ in range(3))
    for ob in (one, two):
        inventory.move(world, ob, room)
        ob.flags |= HIDDEN

    assert inventory.all_inventory(world, room, world.master) == [two, one]
    assert inventory.all_inventory(world, room, world.master) == []
    assert len(asked) == 2
