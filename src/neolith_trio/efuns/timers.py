"""Efuns about time: call_out, heart_beat, reset, clocks."""

from __future__ import annotations

from typing import Any

from ..config import Profile
from ..runtime.objects import schedule_reset
from ..runtime.values import Entity, LpcObject, live
from .objects import required
from .registry import efun


@efun("int call_out(string | function f, int | float delay, ...)")
def call_out(this: Entity, f: Any, delay: Any, *arguments: Any) -> int:
    """Call a function of this object after `delay` seconds, with the arguments given here. Returns a handle.

    Fractions of a second are possible with a float; an int below 1 means 1 (in the fluffos profile: as soon as this
    turn is over).
    """
    if not isinstance(this, LpcObject):
        return 0
    if isinstance(delay, int):
        least = 0 if this.world.config.profile is Profile.FLUFFOS else 1
        delay = max(delay, least)
    return this.world.timers.call_out(this, f, max(0.0, float(delay)), arguments)


@efun("int find_call_out(int | string wanted)")
def find_call_out(this: Entity, wanted: Any) -> int:
    """In how many seconds a call_out runs, found by its handle or the name of its function; -1: there is none."""
    timers = this.world.timers
    found = timers.find_call_out(this, wanted)
    return -1 if found is None else timers.seconds_left(found)


@efun("int remove_call_out(void | int | string wanted)")
def remove_call_out(this: Entity, wanted: Any = None) -> int:
    """Drop a call_out of this object, found like find_call_out() does; without argument all of them.

    Returns in how many seconds it would have run, -1 when there was none.
    """
    timers = this.world.timers
    if wanted is None:
        timers.remove_all(this)
        return 0
    found = timers.find_call_out(this, wanted)
    if found is None:
        return -1
    left = timers.seconds_left(found)
    timers.remove(found)
    return left


@efun("mixed *call_out_info()")
def call_out_info(this: Entity) -> list[Any]:
    """All pending call_outs: arrays of object, function name and seconds left."""
    timers = this.world.timers
    return [
        [
            live(one.owner),
            one.function if isinstance(one.function, str) else "<function>",
            timers.seconds_left(one),
        ]
        for one in timers.pending()
    ]


@efun("void set_heart_beat(int interval)")
def set_heart_beat(this: Entity, interval: int) -> int:
    """Call heart_beat() in this object at every `interval`th beat; 0 stops it."""
    if isinstance(this, LpcObject):
        this.world.timers.set_heart_beat(this, interval)
    return 0


@efun("int query_heart_beat(void | object ob)")
def query_heart_beat(this: Entity, ob: LpcObject | None = None) -> int:
    """The interval of an object's heart beat, 0 when it has none."""
    return this.world.timers.query_heart_beat(required(this, ob, "query_heart_beat"))


@efun("object *heart_beats()", aliases=["heart_beat_info"])
def heart_beats(this: Entity) -> list[Any]:
    """All objects that have a heart beat; the one that beats last comes first."""
    return list(reversed(this.world.timers.heart_beats()))


@efun("void set_reset(object ob, void | int seconds)")
def set_reset(this: Entity, ob: LpcObject, seconds: int | None = None) -> int:
    """Let the next reset() of an object come after some seconds, or after the usual time."""
    if seconds is None:
        schedule_reset(this.world, ob)
    else:
        ob.next_reset = this.world.ports.now() + seconds
    return 0


@efun("int time()")
def time(this: Entity) -> int:
    """Seconds since the beginning of 1970 (UTC)."""
    return int(this.world.ports.now())


@efun("int uptime()")
def uptime(this: Entity) -> int:
    """For how many seconds the driver has been running."""
    return int(this.world.ports.now() - this.world.boot_time)
