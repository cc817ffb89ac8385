"""Efuns of FluffOS that look into values and at what is running, and when clean_up() comes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any, Final

from ...errors import runtime_error
from ...runtime.closures import Closure
from ...runtime.kinds import kind
from ...runtime.objects import WILL_CLEAN_UP, definer
from ...runtime.tracing.traces import stack
from ...runtime.values import ClassValue, Entity, LpcObject, Mapping, from_key
from ..registry import FLUFFOS_ONLY, efun

_LONGEST_KEY: Final = 32


@efun("mixed *dump_trace()", profiles=FLUFFOS_ONLY)
def dump_trace(this: Entity) -> list[Any]:
    """What is running now, as error_handler() gets it.

    Returns: an array of mappings with "function", "program", "object", "file", "line", "arguments" and "locals", the
        outermost call first.
    Example:
        sizeof(dump_trace()) > 0        // 1
    See also: call_stack, error_handler
    """
    frames = [place.as_mapping() for place in stack(this.world, sys._getframe(1))]
    if frames and frames[-1].get("arguments") == []:
        del frames[-1]["arguments"]
    return frames


@efun("string *find_cycles(mixed value)", profiles=FLUFFOS_ONLY)
def find_cycles(value: Any) -> list[str]:
    """Where does a value contain itself?

    Arguments:
        value: any value; objects in it are not looked into.
    Returns: a path for each place that closes a loop: [3] is an element, .2 a member of a class, ["name"] a value of a
        mapping, [key <mapping>] one of its keys, (args) what a function has bound.
    Example:
        find_cycles(({ 1, ({ 2 }) }))       // ({ })
    See also: has_cycle, break_cycles
    """
    found: list[str] = []
    above: dict[int, str] = {id(value): ""}
    done: set[int] = set()
    pending = [(value, "", _slots(value))]
    while pending:
        one, path, slots = pending[-1]
        slot = next(slots, None)
        if slot is None:
            pending.pop()
            del above[id(one)]
            done.add(id(one))
            continue
        step, part = slot
        if id(part) in above:
            found.append(path + step)
        elif id(part) not in done and kind(part) in _CONTAINERS:
            above[id(part)] = path + step
            pending.append((part, path + step, _slots(part)))
    return found


_CONTAINERS: Final = frozenset({"array", "mapping", "class", "function"})


def _slots(value: Any) -> Iterator[tuple[str, Any]]:
    """What is directly in a value, each with its step of the path."""
    if isinstance(value, list):
        yield from ((f"[{number}]", part) for number, part in enumerate(value))
    elif isinstance(value, Mapping):
        for key in list(value):
            bare = from_key(key)
            if kind(bare) in _CONTAINERS:
                yield f"[key {_key_text(bare)}]", bare
            yield f"[{_key_text(bare)}]", value[key]
    elif isinstance(value, ClassValue):
        yield from ((f".{number}", getattr(value, name)) for number, name in enumerate(value.lpc_members))
    elif isinstance(value, Closure):
        yield from ((f"(args)[{number}]", part) for number, part in enumerate(value.bound))


def _key_text(key: Any) -> str:
    of_kind = kind(key)
    if of_kind == "int":
        return str(int(key)) if isinstance(key, int) else "0"
    if of_kind == "float":
        return f"{key:g}"
    if of_kind == "string":
        return f'"{key[:_LONGEST_KEY]}"'
    return f"OBJ({key.name})" if of_kind == "object" else f"<{of_kind}>"


@efun("void set_clean_up(object ob, void | int seconds)", profiles=FLUFFOS_ONLY)
def set_clean_up(this: Entity, ob: LpcObject, seconds: int | None = None) -> int:
    """Say when clean_up() is called in an object next, however long it was idle; once.

    It is not called to the second, but when idle objects are looked for. It may be called again in an object that once
    returned 0 from it.

    Arguments:
        ob: the object.
        seconds: in how many seconds at the earliest; when it is left out, it is called when the object was idle again.
    Example:
        set_clean_up(this_object(), 3600)
    See also: clean_up, request_clean_up, set_reset
    """
    deadlines = this.world.timers.clean_ups
    deadlines.pop(ob, None)
    if seconds is not None:
        deadlines[ob] = this.world.ports.now() + seconds
    if definer(ob.program, "clean_up") is not None:
        ob.flags |= WILL_CLEAN_UP
    return 0


@efun("int set_os_env(string name, void | string value)", profiles=FLUFFOS_ONLY)
def set_os_env(name: str, value: str | None = None) -> int:
    """The environment of the driver belongs to the machine: LPC may set no variable of it.

    Arguments:
        name: the variable.
        value: what FluffOS would set it to where its configuration allows that name.
    Example:
        catch(set_os_env("TZ", "UTC"))
    See also: get_os_env
    """
    raise runtime_error(f"set_os_env: '{name}' is not in the 'writable os environment variables' list.")
