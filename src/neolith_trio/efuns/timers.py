"""Efuns about time: call_out, heart_beat, reset, clocks."""

from __future__ import annotations

from typing import Any

from ..config import Grammar, Profile
from ..runtime import limits
from ..runtime.closures import Closure
from ..runtime.errors import bad_argument
from ..runtime.objects import schedule_reset
from ..runtime.texts import printing_fluffos
from ..runtime.values import UNDEFINED, Entity, LpcObject, live
from .objects import required
from .registry import efun


@efun("mixed call_out(string | function | int | float f, void | int | float delay, ...)", checks_itself=True)
def call_out(this: Entity, f: Any, delay: Any = UNDEFINED, *arguments: Any) -> Any:
    """Call a function of this object later, or with a delay alone just wait: await call_out(2).

    this_player() is then who it is now.

    Arguments:
        f: the function: a function value, or a name. It may be left out.
        delay: in how many seconds. An int below 1 means 1, but in the profile fluffos as soon as this turn is over; a
            float may be any part of a second.
        ...: what the function gets.
    Returns: a number for find_call_out() and remove_call_out(); without a function a promise of 0, which is rejected
        when remove_call_out() forgets all call_outs of this object.
    Example:
        call_out("tick", 10, "first") > 0       // 1
        promisep(call_out(10))                  // 1
    See also: remove_call_out, find_call_out, set_heart_beat, promise_cancel
    """
    if isinstance(f, (int, float)):
        if delay.__class__ is not UNDEFINED.__class__:
            raise bad_argument(1, "call_out", ("string", "function"), f)
        return this.world.timers.pause(this, _seconds(this, f))
    if not isinstance(f, (str, Closure)):
        raise bad_argument(1, "call_out", ("string", "function"), live(f))
    delay = live(delay)
    if not isinstance(delay, (int, float)) or delay.__class__ is UNDEFINED.__class__:
        exact = this.world.config.profile is not Profile.FLUFFOS  # floats are more than its kin take
        raise bad_argument(2, "call_out", ("int",) if exact else ("int", "float"), delay)
    if not isinstance(this, LpcObject):
        return 0
    return this.world.timers.call_out(this, f, _seconds(this, delay), arguments)


def _seconds(this: Entity, delay: Any) -> float:
    if isinstance(delay, int):
        least = 0 if this.world.config.profile is Profile.FLUFFOS else 1
        delay = max(delay, least)
    return max(0.0, float(delay))


@efun("int find_call_out(int | string wanted)")
def find_call_out(this: Entity, wanted: Any) -> int:
    """In how many seconds a call_out of this object runs.

    Arguments:
        wanted: the number that call_out() has returned, or the name of the function.
    Returns: seconds; -1 when there is none.
    Example:
        find_call_out("tick")       // -1
    See also: call_out, remove_call_out
    """
    timers = this.world.timers
    found = timers.find_call_out(this, wanted)
    return -1 if found is None else timers.seconds_left(found)


@efun("int remove_call_out(void | int | string wanted)")
def remove_call_out(this: Entity, wanted: Any = None) -> int:
    """Forget a call_out of this object.

    Arguments:
        wanted: the number that call_out() has returned, or the name of the function; all when it is left out.
    Returns: the seconds that were left; -1 when there was none; 0 for all.
    Example:
        remove_call_out("tick")     // -1
    See also: call_out, find_call_out
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
    """All call_outs that are to come.

    Returns: an array of arrays: the object, the name of the function, the seconds that are left.
    Example:
        call_out_info()     // ({ })
    See also: call_out, heart_beats
    """
    timers = this.world.timers
    return [
        [
            live(one.owner),
            _function_text(one.function),
            timers.seconds_left(one),
        ]
        for one in timers.pending()
    ]


def _function_text(function: Any) -> str:
    """The function of a call_out: its name, and what there is to say of a function value."""
    if isinstance(function, str):
        return function
    return printing_fluffos.pretty(function) if limits.current.dialect.grammar is Grammar.FLUFFOS else "<function>"


@efun("void set_heart_beat(int interval)")
def set_heart_beat(this: Entity, interval: int) -> int:
    """Let heart_beat() be called in this object again and again.

    The time between two beats is a setting of the driver (HeartBeatInterval).

    Arguments:
        interval: at every how many beats; 0 stops the heart.
    Example:
        set_heart_beat(1)
    See also: heart_beat, query_heart_beat, call_out
    """
    if isinstance(this, LpcObject):
        this.world.timers.set_heart_beat(this, interval)
    return 0


@efun("int query_heart_beat(void | object ob)")
def query_heart_beat(this: Entity, ob: LpcObject | None = None) -> int:
    """At every how many beats heart_beat() is called in an object.

    Arguments:
        ob: the object; this object when it is left out.
    Returns: the number; 0 when it has no heart beat.
    Example:
        query_heart_beat()      // 0
    See also: set_heart_beat, heart_beats
    """
    return this.world.timers.query_heart_beat(required(this, ob, "query_heart_beat"))


@efun("object *heart_beats()", aliases=["heart_beat_info"])
def heart_beats(this: Entity) -> list[Any]:
    """All objects that have a heart beat.

    Returns: an array of objects; whose heart beats last is first.
    Example:
        heart_beats()       // ({ })
    See also: set_heart_beat, call_out_info
    """
    return list(reversed(this.world.timers.heart_beats()))


@efun("void set_reset(object ob, void | int seconds)")
def set_reset(this: Entity, ob: LpcObject, seconds: int | None = None) -> int:
    """Say when reset() is called in an object next.

    Arguments:
        ob: the object.
        seconds: in how many seconds; the usual time when it is left out.
    Example:
        set_reset(this_object(), 600)
    See also: reset
    """
    if seconds is None:
        schedule_reset(this.world, ob)
    else:
        ob.next_reset = this.world.ports.now() + seconds
    return 0


@efun("int time()")
def time(this: Entity) -> int:
    """What time it is.

    Returns: seconds since the beginning of 1970 (UTC). It stands still while a turn runs.
    Example:
        time() > 0      // 1
    See also: ctime, localtime, uptime
    """
    return int(this.world.ports.now())


@efun("int uptime()")
def uptime(this: Entity) -> int:
    """For how long the driver has been running.

    Returns: seconds.
    Example:
        uptime() >= 0       // 1
    See also: time, mud_status
    """
    return int(this.world.ports.now() - this.world.boot_time)
