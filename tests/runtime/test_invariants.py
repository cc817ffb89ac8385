"""Whatever LPC does in the middle of a move or a destruct, the books of the world agree with each other."""

from __future__ import annotations

import random
from typing import Any

import pytest

from neolith_trio.errors import EvaluationLimit, ExecutionLimit, LpcError
from neolith_trio.runtime import commands, inventory
from neolith_trio.runtime.objects import COMMANDS
from neolith_trio.runtime.values import Destructed, LpcObject
from neolith_trio.runtime.world import World

from .worlds import Library, booted_world


def wild_world(dice: random.Random) -> World:
    """A world whose objects do something unexpected in every apply that a move or a destruct makes."""
    library = Library()

    def mischief(self: Any) -> int:
        world = self.world
        others = world.objects.children("thing")
        other = dice.choice(others) if others else self
        what = dice.random()
        if what < 0.1:
            world.objects.destruct(other, self)
        elif what < 0.25 and isinstance(self, LpcObject) and isinstance(other, LpcObject):
            inventory.move(world, self, other)
        elif what < 0.3:
            raise LpcError("*no\n")
        elif what < 0.33:
            raise EvaluationLimit
        elif what < 0.6:
            commands.add_action(world, self, "f", "go", 0, ())
        return 0

    def init(self: Any) -> int:
        return mischief(self)

    def move_or_destruct(self: Any, around: Any = 0) -> int:
        return mischief(self)

    def create(self: Any) -> int:
        self.flags |= COMMANDS if dice.random() < 0.5 else 0
        self.world.timers.set_heart_beat(self, dice.choice((0, 1)))
        return 0

    def f(self: Any, text: Any = 0) -> int:
        return mischief(self)

    library.add("thing.c", init, move_or_destruct, create, f)
    return booted_world(library)


def check(world: World) -> None:
    """Every book says the same."""
    everything = world.objects.all()
    for ob in everything:
        assert isinstance(ob, LpcObject)
        assert world.objects.find(ob.name) is ob
        if ob.environment is not None:
            assert isinstance(ob.environment, LpcObject)
            assert ob.environment.contents.count(ob) == 1
        assert all(held.environment is ob for held in ob.contents)
        around, steps = ob.environment, 0
        while around is not None:
            around, steps = around.environment, steps + 1
            assert steps <= len(everything)
        for sentence in ob.actions:
            assert isinstance(sentence.owner, LpcObject)
            assert _near(sentence.owner, ob)
        assert (ob.timers is not None) is (ob in world.timers.heart_beats())
    assert not any(ob.__class__ is Destructed for ob in world.timers.heart_beats())
    assert world.context.commanding is None
    assert world.context.command is None
    assert world.context.callers == []


def _near(owner: LpcObject, ob: LpcObject) -> bool:
    around = ob.environment
    return owner is ob or owner.environment is ob or owner is around or owner.environment is around


@pytest.mark.parametrize("seed", range(40))
def test_the_books_agree_after_wild_applies(seed: int) -> None:
    """Moves, destructs and commands that are cut short by errors and limits included."""
    dice = random.Random(seed)
    world = wild_world(dice)
    for _ in range(150):
        things = world.objects.children("thing")
        try:
            if len(things) < 12:
                world.objects.clone("thing", world.master)
            elif dice.random() < 0.15:
                world.objects.destruct(dice.choice(things), world.master)
            elif dice.random() < 0.3:
                commands.command(world, None, "go away", dice.choice(things))
            else:
                inventory.move(world, dice.choice(things), dice.choice(things))
        except (LpcError, ExecutionLimit):
            pass
        world.context.callers.clear()
        world.objects.end_of_turn()
        check(world)
