"""Objects: what an Entity's fields mean, how one is made, and how its life begins.

Only table.py makes objects. The fields of an Entity (see values.py):

    known_name    "std/room" or "std/room#12": no leading slash, no extension; names are unique among the living.
                  None: nobody has asked yet (Entity.name)
    number        what stands behind the # of its name, or NO_NUMBER
    uid, euid     user ids; euid None stands for 0
    flags         the bits below
    environment   the object it is in, or None
    contents      what it holds, newest first; only inventory.py changes it
    actions       the sentences it may use as a commander, newest first (actions.py)
    living        its living name, or None
    interactive   its connection's LPC side, or None (interactive.py)
    kin           who has the same name up to the #: the blueprint and its clones (table.py)
    shadow        the object that shadows it, or None (shadows.py)
    timers        its heart beat, or None (timers.py)
    next_reset    when reset() is due; 0 when that is not decided yet (reset_due())
    touched       when it was last called from outside; negative when nobody did since its last reset()
    last_class    for a destructed object: what it was

Global variables are in the instance dictionary under the names that lpc/program.py explains; a class default stands for
one that was never assigned.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

from ..lpc.program import CompiledProgram, Variable
from .calls import give_life
from .closures import Closure
from .values import NOBODY as NOBODY
from .values import Entity, Kin, LpcObject

if TYPE_CHECKING:
    from .world import World

WIZARD: Final = 0x0002
COMMANDS: Final = 0x0004  # enable_commands() was called: it is living, hears and may command
CLONE: Final = 0x0008
CONSOLE: Final = 0x0020  # it is or was the console user
ONCE_INTERACTIVE: Final = 0x0040
WILL_CLEAN_UP: Final = 0x0100
VIRTUAL: Final = 0x0200
HIDDEN: Final = 0x0400
WILL_RESET: Final = 0x1000
NOTIFY_DESTRUCT: Final = 0x2000  # on_destruct() is called before it is destructed
HEEDED: Final = 0x8000  # somebody keeps books on it and hears when it ends
NO_NUMBER: Final = -1
Step = Callable[[LpcObject], Any] | None
Steps = tuple[Step, Step] | None


def make(kind: type[LpcObject], name: str, flags: int = 0) -> LpcObject:
    """A bare object: nothing of LPC has run in it yet."""
    new = kind()
    new.equip(Kin(name), NO_NUMBER, flags, None, 0.0)
    new.known_name = name
    return new


def begin(world: World, this: Entity | None, new: LpcObject, arguments: tuple[Any, ...] = ()) -> None:
    """Run the global initialisers, then create(); `this` is previous_object() inside."""
    steps = quiet_steps(new.__class__)
    if steps is None or arguments or new.shadow is not None:
        give_life(this, new, arguments)
    else:
        for step in steps:
            if step is not None:
                step(new)
    new.touched = -abs(world.context.now)


BEGINNING: Final[set[types.CodeType]] = {begin.__code__}
"""The functions that take these steps: what they call of LPC itself is called by their `this`."""


def quiet_steps(kind: type[LpcObject]) -> Steps:
    """The initialiser and create() of a class, or None for each, when nothing in them can ask who has called."""
    if "first_steps" not in vars(kind):
        kind.first_steps = _quiet_steps(kind)
    return kind.first_steps


def _quiet_steps(kind: type[LpcObject]) -> Steps:
    create, _ = kind.applies.get("create", (None, 0))
    steps = kind.initialize, create
    return steps if all(step is None or kind.quiet.within(kind, step) for step in steps) else None


def schedule_reset(world: World, ob: Entity) -> None:
    """Let reset() come due somewhere in the second half of the configured interval."""
    ob.next_reset = _some_time_after(world, world.context.now) or ob.next_reset


def reset_due(world: World, ob: LpcObject) -> float:
    """When reset() is due; of an object that lives on it is decided when somebody first asks. 0: never."""
    if not ob.next_reset:
        ob.next_reset = _some_time_after(world, world.objects.born_at(ob))
    return ob.next_reset


def _some_time_after(world: World, start: float) -> float:
    interval = world.config.reset_duration
    return start + interval * (0.5 + 0.5 * world.random.random()) if interval > 0 else 0.0


def is_living(ob: Entity) -> bool:
    """May it command and hear?"""
    return bool(ob.flags & COMMANDS)


def hears(ob: Entity) -> bool:
    """Does say() reach it: is it living or a user?"""
    return bool(ob.flags & COMMANDS) or ob.interactive is not None


def local_closure(this: Entity, name: str) -> Closure | None:
    """A function value for the function `name` of this object; None when it has no such function."""
    entry = this.applies.get(name)
    if entry is None:
        return None
    function, maximum = entry
    return Closure("local", name, this, function, maximum=maximum)


def all_variables(program: CompiledProgram, prefix: str = "") -> Iterator[tuple[Variable, str]]:
    """Every global variable of a program with its attribute, those of the parents first."""
    for number, parent in enumerate(program.parents):
        yield from all_variables(parent, f"{prefix}_{number}" if prefix else str(number))
    for variable in program.variables:
        yield variable, f"v{prefix}_{variable.name}"


def variable_attribute(ob: Entity, name: str) -> str | None:
    """The attribute that holds the global variable of that name; None when there is none."""
    return next((attribute for variable, attribute in all_variables(ob.program) if variable.name == name), None)


def definer(program: CompiledProgram, name: str) -> CompiledProgram | None:
    """The program that defines the function which a call of `name` reaches: the last definition wins."""
    if name in program.functions:
        return program
    found = (definer(parent, name) for parent in reversed(program.parents))
    return next((one for one in found if one is not None), None)


def ancestors(program: CompiledProgram) -> list[CompiledProgram]:
    """Everything it inherits, level by level; what is inherited twice is there twice."""
    found: list[CompiledProgram] = []
    level = [program]
    while level:
        level = [parent for one in level for parent in one.parents]
        found.extend(level)
    return found
