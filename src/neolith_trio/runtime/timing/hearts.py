"""Heart beats: whose heart beats, in which order, and what that calls.

The rule: whatever is due at a beat is in `due`, in order, and beside it in `steps` is what to call with what. A step is
exchanged in its place when its heart stops or when the call would lead elsewhere from now on, so beating.py calls one
after the other and looks at nothing else. Most hearts are quiet (quiet.py) and do not ask for this_player(): their step
is the LPC function itself, with the object. All others have a method of their HeartBeat.

timers.py has the clock; table.py, shadows.py and reloading.py say what changes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from ...data import define
from ...errors import ExecutionLimit, LpcError
from ..calls import apply
from ..objects import COMMANDS
from ..values import LpcObject

if TYPE_CHECKING:
    from ..world import World

Step: TypeAlias = tuple[Any, Callable[[Any], object]]
_MISSING: Final = (None, 0)


class _Nobody:
    """Who takes part in a step in the place of an object."""

    __slots__ = ("touched",)
    touched: float


NOBODY: Final = _Nobody()
_REST: Final[Step] = (NOBODY, lambda nobody: None)
_NOWHERE: Final = -1  # the place of a heart that is not due


@define(slots=True, eq=False, weakref_slot=False)
class HeartBeat:
    """An object's heart beat: every `interval` beats, `left` beats from now. When it is due it is the entry."""

    world: World
    owner: LpcObject
    interval: int
    left: int
    step: Step = _REST
    place: int = _NOWHERE  # of its step

    def counts_down(self) -> bool:
        """A beat has come; is it one of this heart?"""
        self.left -= 1
        if self.left > 0:
            return False
        self.left = self.interval
        return True

    def run(self) -> None:
        """Call heart_beat() with the object as this_player() if it is living or none are. An error stops the heart."""
        owner, world = self.owner, self.world
        if owner.timers is not self:
            return
        context = world.context
        # as context.commanded_by() does it
        before, context.interacting = context.commanding, None
        context.commanding = self.player()
        try:
            apply(world, None, owner, "heart_beat")
        except (LpcError, ExecutionLimit, RecursionError) as error:
            self.fails(error)
            raise
        finally:
            context.commanding = before

    def player(self) -> LpcObject | None:
        """Who is this_player() while it beats."""
        owner = self.owner
        return owner if owner.flags & COMMANDS or not self.world.config.has_add_action else None

    def fails(self, error: LpcError | ExecutionLimit | RecursionError) -> None:
        """It has ended in an error: it beats no more."""
        if not isinstance(error, RecursionError):
            self.world.context.note(error)
        self.world.timers.set_heart_beat(self.owner, 0)
        self.world.ports.log(f"heart beat in {self.owner.name} turned off")

    # -- as one in a row, which has told the context that the driver calls -------------------------------------

    def learn(self) -> Step:
        """What its step is from now on."""
        owner = self.owner
        function, _ = owner.applies.get("heart_beat", _MISSING)
        self.step = NOBODY, self._beat
        if owner.shadow is not None:
            self.step = NOBODY, self._beat_shadowed
        elif function is None:
            self.step = _REST
        elif owner.quiet.asks_for_nobody(owner.__class__, function):
            self.step = owner, function
        return self.step

    def _beat(self, nobody: _Nobody) -> None:
        """run(), where anything may happen: a row ends with what leaves something to do at the end of its turn."""
        owner, world = self.owner, self.world
        context, objects = world.context, world.objects
        context.commanding = self.player()
        owner.touched = context.now
        try:
            owner.applies["heart_beat"][0](owner)
        except (LpcError, ExecutionLimit, RecursionError) as error:
            self.fails(error)
            raise
        finally:
            context.commanding = None
        if objects.graves or objects.replacements:
            world.evaluation.budget.end_row()

    def _beat_shadowed(self, nobody: _Nobody) -> None:
        """run() itself, which finds the shadow that answers; its call is the driver's, too."""
        callers = self.world.context.callers
        callers.pop()
        self.run()
        callers.append(None)
        self.world.evaluation.budget.end_row()


class Hearts:
    """All of a world."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._beating: dict[LpcObject, HeartBeat] = {}
        self._same = False  # what is due at the next beat is what was at the last
        self.due: list[HeartBeat] = []
        self.steps: list[Step] = []

    def __bool__(self) -> bool:
        return bool(self._beating)

    def owners(self) -> list[LpcObject]:
        """Those whose heart beats, in order."""
        return list(self._beating)

    def beat(self) -> list[HeartBeat]:
        """A beat has come: what is due now."""
        if not self._same:
            hearts = self._beating.values()
            for heart in self.due:
                heart.place = _NOWHERE
            self.due = [heart for heart in hearts if heart.interval == 1 or heart.counts_down()]
            self.steps = [heart.step for heart in self.due]
            for place, heart in enumerate(self.due):
                heart.place = place
            self._same = all(heart.interval == 1 for heart in hearts)
        return self.due

    def set(self, ob: LpcObject, interval: int) -> bool:
        """Beat every `interval` beats, as the efun set_heart_beat() has it; whether another heart beats now."""
        heart = ob.timers
        self._same = False
        if interval == 0:
            if heart is not None:
                self._exchange(heart, _REST)
                del self._beating[ob]
                ob.timers = None
        elif heart is not None:
            if interval > 0:
                heart.interval = heart.left = interval
        elif isinstance(ob, LpcObject):
            beats = max(interval, 1)
            ob.timers = self._beating[ob] = heart = HeartBeat(self._world, ob, beats, beats)
            heart.learn()
            return True
        return False

    def changed(self, ob: LpcObject) -> None:
        """Another function of `ob` is called from now on, or that of a shadow."""
        heart = ob.timers
        if heart is not None:
            self._exchange(heart, heart.learn())

    def _exchange(self, heart: HeartBeat, step: Step) -> None:
        if heart.place != _NOWHERE:
            self.steps[heart.place] = step
