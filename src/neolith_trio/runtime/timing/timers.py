"""Time in LPC: call_out(), heart_beat(), reset(), clean_up().

The rule: nothing here runs by itself. The backend asks `next_due()` when to come back and `pop_due(now)` what is due
then, in the order in which it has to run; each entry's `run()` is one entry into LPC with a budget of its own, and an
entry whose object is gone by then does nothing. Call_outs of the same moment run in the order in which they were made,
after the heart beats of that moment. The clock is that of `ports.now()`: it does not stand still between heart beats.

Heart beats keep a common beat every HEART_BEAT seconds (in the profile fluffos every second, or as configured). The
beat is half an interval off the start, so that the first one comes before what the mudlib scheduled a second ahead
while it booted. As far into the first turns reset() and clean_up() are looked for a first time, in the profiles neolith
and mudos: there the clock has gone a whole beat by then, so what comes due within the second half of it is due.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, Protocol

from ...config import Profile
from ...data import define, frozen
from ...errors import ExecutionLimit, LpcError, runtime_error
from ..calls import apply, evaluate
from ..closures import Closure
from ..objects import CLONE, COMMANDS, WILL_CLEAN_UP, WILL_RESET, reset_due, schedule_reset
from ..promises import CANCELLED, FULFILLED, Promise
from ..values import Entity, LpcObject, live
from .agenda import Agenda
from .hearts import Hearts

if TYPE_CHECKING:
    from ..world import World

HEART_BEAT: Final = 2.0
FLUFFOS_HEART_BEAT: Final = 1.0
LONGEST_SWEEP: Final = 900.0  # reset() and clean_up() are looked for at least this often
PROMISE: Final = "<promise>"  # the function of a call_out that calls nothing
SHORTEST_SWEEP: Final = 30.0  # and not more often than this
FLUFFOS_SHORTEST_SWEEP: Final = 2.0
MOST_REMOVED: Final = 100  # call_outs that were removed and are still in the agenda, when it holds little else

_BEAT, _SWEEP, _CALL = range(3)  # what is due at the same moment runs in this order


class Entry(Protocol):
    """Something to run as an entry of its own."""

    @property
    def owner(self) -> Entity:
        """The object in which it runs."""

    def run(self) -> None:
        """Run it; an error goes to the caller."""


class Pending(Entry, Protocol):
    """An entry that waits for its time and can be dropped."""

    pending: bool


@define(slots=True, eq=False, weakref_slot=False)
class CallOut:
    """A pending call_out; the owner of one to a function value is the function's."""

    world: World
    handle: int
    due: float
    owner: Entity
    function: str | Closure
    arguments: tuple[Any, ...]
    commander: Entity | None  # this_player() when it was made
    promise: Promise | None = None  # what it settles, when it calls nothing
    pending: bool = True

    def run(self) -> None:
        """Call the function; nothing when it was removed or its object is gone."""
        if not self.pending:
            return
        self.pending = False
        self.world.timers.forget(self)
        if self.promise is not None:
            self.world.promises.settle(self.promise, FULFILLED, 0)
            return
        function = self.function
        if isinstance(function, str):
            if not isinstance(self.owner, LpcObject):
                return
            if function.startswith("#"):
                raise runtime_error("Illegal function name")
        elif not isinstance(function.owner, LpcObject) and self.world.config.profile is Profile.FLUFFOS:
            return
        _begin_entry(self.world)
        context = self.world.context
        before, context.commanding = context.commanding, self._commander()  # as context.commanded_by() does it
        try:
            arguments = [live(one) for one in self.arguments] if self.arguments else ()
            if isinstance(function, str):
                apply_call_out(self.world, self.owner, function, *arguments)
            else:
                evaluate(None, function, *arguments)
        except (LpcError, ExecutionLimit) as error:
            context.note(error)
            raise
        finally:
            context.commanding = before

    def _commander(self) -> Entity | None:
        if isinstance(self.commander, LpcObject):
            return self.commander
        by_name = isinstance(self.function, str) and self.owner.flags & COMMANDS
        return self.owner if by_name else None


def apply_call_out(world: World, owner: Any, name: str, *args: Any) -> Any:
    """calls.apply under a name of its own: origin() knows a call_out by it."""
    if isinstance(owner, LpcObject) and owner.shadow is None and name not in owner.own_calls:
        return None
    return apply(world, None, owner, name, *args)


@frozen(slots=True, eq=False)
class Reset:
    """One reset() call that is due."""

    world: World
    owner: LpcObject

    def run(self) -> None:
        """Call reset() and schedule the next one; an object without reset() is not asked again."""
        ob = self.owner
        if not isinstance(ob, LpcObject):
            return
        _begin_entry(self.world)
        schedule_reset(self.world, ob)
        with self.world.context.commanded_by(None):
            used = abs(ob.touched)
            if apply(self.world, None, ob, "reset") is None:
                ob.flags &= ~WILL_RESET
        ob.touched = -used


@frozen(slots=True, eq=False)
class CleanUp:
    """One clean_up() call that is due."""

    world: World
    owner: LpcObject
    used: float  # when it was, as the sweep saw it

    def run(self) -> None:
        """Ask an idle object whether it can go; 0 means: never ask again. Who was used meanwhile is not idle."""
        ob = self.owner
        if not isinstance(ob, LpcObject) or abs(ob.touched) > self.used:
            return
        _begin_entry(self.world)
        before = ob.touched
        answer = apply(self.world, None, ob, "clean_up", 0 if ob.flags & CLONE else self._references())
        if not isinstance(ob, LpcObject):
            return
        if answer is None or (isinstance(answer, int) and answer == 0):
            ob.flags &= ~WILL_CLEAN_UP
        if before < 0:
            ob.touched = -abs(ob.touched)

    def _references(self) -> int:
        """How many objects and programs need this blueprint's program: 1 when only itself does."""
        program = self.owner.program
        kin = self.world.objects.children(self.owner.name)
        heirs = sum(program in ob.program.parents for ob in self.world.objects.all())
        return len(kin) + heirs


def _begin_entry(world: World) -> None:
    world.context.now = world.ports.now()
    world.context.interacting = None


class Timers:
    """Everything in a world that waits for its time."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._agenda = Agenda()
        self._sequence = 0
        self._calls: dict[int, CallOut] = {}
        self._calls_of: dict[Entity, dict[int, CallOut]] = {}
        self.clean_ups: dict[Entity, float] = {}  # when clean_up() comes, where that was set; efuns write it
        self.hearts = Hearts(world)
        self._beat_is_set = False
        self._removed = 0
        self._start = world.ports.now()
        self._ahead = 0.0  # how far the next sweep looks ahead
        self._push(self._start + self._sweep_interval(), _SWEEP, None)

    def begin_sweeps(self) -> None:
        """The backend begins to take turns."""
        if self._world.config.profile is not Profile.FLUFFOS:
            self._agenda.keep(lambda item: item[1] != _SWEEP)
            self._ahead = HEART_BEAT / 2
            self._push(self._world.ports.now() + HEART_BEAT / 2, _SWEEP, None)

    def _push(self, due: float, rank: int, call: Pending | None) -> None:
        self._sequence += 1
        self._agenda.add((due, rank, self._sequence, call))

    # -- for the backend --------------------------------------------------------------------------------------

    def next_due(self) -> float | None:
        """When pop_due() will have something, in the clock's seconds; None: never, as things are."""
        return self._agenda.first()

    def pop_due(self, now: float) -> list[Entry]:
        """What is due by now, in order."""
        due: list[Entry] = []
        for _, rank, _, call in self._agenda.take(now):
            if call is not None:
                if call.pending:
                    due.append(call)
            elif rank == _BEAT:
                due.extend(self._beat(now))
            else:
                due.extend(self._sweep(now))
        return due

    def add(self, due: float, entry: Pending) -> None:
        """Run an entry that is no call_out, and that LPC does not see, when it is due."""
        self._push(due, _CALL, entry)

    # -- call_out ---------------------------------------------------------------------------------------------

    def call_out(self, owner: Entity, function: str | Closure, delay: float, arguments: tuple[Any, ...]) -> int:
        """Call a function of `owner` (its name), or a function value, after `delay` seconds; returns the handle."""
        self._sequence += 1
        if isinstance(function, Closure):
            owner = function.owner
        due = self._world.ports.now() + delay
        call = CallOut(self._world, self._sequence, due, owner, function, arguments, self._world.context.commanding)
        self._calls[call.handle] = call
        self._calls_of.setdefault(call.owner, {})[call.handle] = call
        self._agenda.add((due, _CALL, call.handle, call))
        return call.handle

    def pause(self, owner: Entity, delay: float) -> Promise:
        """A promise that is fulfilled after `delay` seconds."""
        promises = self._world.promises

        def stop() -> bool:
            self.remove(call)
            return True

        handle = self.call_out(owner, PROMISE, delay, ())
        call = self._calls[handle]
        call.promise = promises.work(owner, stop)
        return call.promise

    def forget(self, call: CallOut) -> None:
        """The call_out has run or was removed."""
        self._calls.pop(call.handle, None)
        of_owner = self._calls_of.get(call.owner)
        if of_owner is not None:
            of_owner.pop(call.handle, None)
            if not of_owner:
                del self._calls_of[call.owner]

    def find_call_out(self, owner: Entity, wanted: int | str) -> CallOut | None:
        """The pending call_out of that handle, or the one of `owner` to that function which comes first."""
        if isinstance(wanted, int):
            return self._calls.get(wanted)
        found = [one for one in self._calls_of.get(owner, {}).values() if one.function.__class__ is str]
        found = [one for one in found if one.function == wanted]
        return min(found, key=lambda one: (one.due, one.handle), default=None)

    def remove(self, call: CallOut) -> None:
        """Drop a pending call_out."""
        call.pending = False
        self.forget(call)
        if call.promise is not None:
            self._world.promises.settle(call.promise, CANCELLED, "*call_out removed\n")
        self._removed += 1
        if self._removed > MOST_REMOVED and self._removed > len(self._agenda) // 2:
            self.drop_removed()

    def drop_removed(self) -> None:
        """Let go of call_outs that were removed; else they would be kept until they had been due."""
        self._agenda.drop_unwanted()
        self._removed = 0

    def remove_all(self, owner: Entity) -> None:
        """Drop all of an object's call_outs."""
        for call in list(self._calls_of.get(owner, {}).values()):
            self.remove(call)

    def seconds_left(self, call: CallOut) -> int:
        """Whole seconds until it runs, rounded up."""
        return max(0, math.ceil(call.due - self._world.ports.now() - 1e-6))

    def pending(self) -> list[CallOut]:
        """All pending call_outs of live objects, the next one first."""
        found = [one for one in self._calls.values() if isinstance(one.owner, LpcObject)]
        return sorted(found, key=lambda one: (one.due, one.handle))

    # -- heart_beat -------------------------------------------------------------------------------------------

    def set_heart_beat(self, ob: LpcObject, interval: int) -> None:
        """Beat every `interval` beats: 0 stops; a negative number starts with 1 and changes nothing that beats."""
        if self.hearts.set(ob, interval) and not self._beat_is_set:
            self._set_beat(self._world.ports.now())

    def query_heart_beat(self, ob: Entity) -> int:
        """The interval, 0 for none."""
        return ob.timers.interval if ob.timers is not None else 0

    def heart_beats(self) -> list[LpcObject]:
        """All objects whose heart beats, in the order in which they beat."""
        return self.hearts.owners()

    def _set_beat(self, now: float) -> None:
        """Put the first beat after `now` on the agenda."""
        config = self._world.config
        usual = FLUFFOS_HEART_BEAT if config.profile is Profile.FLUFFOS else HEART_BEAT
        interval = config.heart_beat_interval / 1000 or usual
        first = self._start + interval / 2
        beats = max(0, math.floor((now - first) / interval) + 1)
        self._push(first + beats * interval, _BEAT, None)
        self._beat_is_set = True

    def _beat(self, now: float) -> Sequence[Entry]:
        due = self.hearts.beat()
        self._beat_is_set = False
        if self.hearts:
            self._set_beat(now)
        return due

    # -- reset and clean_up -----------------------------------------------------------------------------------

    def _sweep_interval(self) -> float:
        config = self._world.config
        wanted = [LONGEST_SWEEP]
        if config.reset_duration > 0:
            wanted.append(config.reset_duration / 2)
        if config.cleanup_duration > 0:
            wanted.append(float(config.cleanup_duration))
        shortest = FLUFFOS_SHORTEST_SWEEP if config.profile is Profile.FLUFFOS else SHORTEST_SWEEP
        return max(shortest, min(wanted))

    def _clean_ups_due(self, now: float) -> list[Entry]:
        """clean_up() for those whose time was set; who is gone is forgotten."""
        ready = [ob for ob, at in self.clean_ups.items() if at <= now or not isinstance(ob, LpcObject)]
        for ob in ready:
            del self.clean_ups[ob]
        willing = [ob for ob in ready if isinstance(ob, LpcObject) and ob.flags & WILL_CLEAN_UP]
        return [CleanUp(self._world, ob, math.inf) for ob in willing]

    def _sweep(self, now: float) -> list[Entry]:
        """reset() for those used since their last one whose time has come, clean_up() for the idle."""
        world = self._world
        idle = world.config.cleanup_duration
        due: list[Entry] = []
        by, self._ahead = now + self._ahead, 0.0
        resets, lazy = not world.config.dialect.no_resets, world.config.dialect.lazy_resets
        deadlines = self.clean_ups
        for ob in world.objects.all():
            if resets and ob.flags & WILL_RESET and ob.touched >= 0 and 0 < (at := reset_due(world, ob)) < by:
                if not lazy or ob.touched >= at:
                    due.append(Reset(world, ob))
            if idle > 0 and ob.flags & WILL_CLEAN_UP and by - abs(ob.touched) > idle and ob not in deadlines:
                due.append(CleanUp(world, ob, abs(ob.touched)))
        due += self._clean_ups_due(now) if idle > 0 else []
        self._push(now + self._sweep_interval(), _SWEEP, None)
        return due
