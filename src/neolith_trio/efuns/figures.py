"""Efuns that tell what the driver and the world are made of: figures, dumps, what takes how much memory."""

from __future__ import annotations

import os
import sys
from typing import Any

from ..errors import LpcError
from ..runtime import inventory
from ..runtime.closures import Closure
from ..runtime.objects import (
    CLONE,
    COMMANDS,
    ONCE_INTERACTIVE,
    VIRTUAL,
    WILL_CLEAN_UP,
    WILL_RESET,
    WIZARD,
    all_variables,
    reset_due,
)
from ..runtime.texts.printing import pretty
from ..runtime.values import UNDEFINED, Destructed, Entity, LpcObject, Mapping
from .files import real_path
from .registry import efun


def _usage() -> Any:
    """The operating system's figures about this process; None where it has none."""
    try:
        import resource
    except ImportError:
        return None
    return resource.getrusage(resource.RUSAGE_SELF)


@efun("mapping rusage()")
def rusage() -> Mapping:
    """What the driver has used of the machine.

    Returns: a mapping: "utime" and "stime" are milliseconds of processor time, "maxrss" is memory in the unit of the
        operating system; where that tells more there is more.
    Example:
        rusage()["utime"] >= 0      // 1
    See also: memory_info, eval_cost
    """
    usage = _usage()
    if usage is None:
        times = os.times()
        return Mapping({"utime": int(times.user * 1000), "stime": int(times.system * 1000)})
    figures = Mapping({"utime": int(usage.ru_utime * 1000), "stime": int(usage.ru_stime * 1000)})
    for name in ("maxrss", "ixrss", "idrss", "isrss", "minflt", "majflt", "nswap", "inblock", "oublock"):
        figures[name] = int(getattr(usage, f"ru_{name}"))
    for name in ("msgsnd", "msgrcv", "nsignals", "nvcsw", "nivcsw"):
        figures[name] = int(getattr(usage, f"ru_{name}"))
    return figures


def _process_size() -> int:
    """Bytes of memory that the process has used at most."""
    usage = _usage()
    if usage is None:
        return 0
    return int(usage.ru_maxrss) * (1 if sys.platform == "darwin" else 1024)


@efun("int memory_info(void | object ob)", dot_call=True)
def memory_info(ob: LpcObject | None = None) -> int:
    """How much memory is used.

    Arguments:
        ob: an object.
    Returns: about how many bytes the values of its variables take; without object how many the driver has used at most.
    Example:
        memory_info() >= 0      // 1
    See also: memory_summary, malloc_status
    """
    if ob is None:
        return _process_size()
    return _size(list(ob.__dict__.values()), set())


def _size(value: Any, seen: set[int]) -> int:
    size_of = getattr(sys, "getsizeof", None)
    total, waiting = 0, [value]
    while waiting:
        one = waiting.pop()
        if id(one) in seen or isinstance(one, Entity | Closure):
            continue
        seen.add(id(one))
        try:
            total += size_of(one) if size_of is not None else 64
        except TypeError:  # PyPy does not know the sizes of objects
            total += 64
        if isinstance(one, Mapping):
            waiting.extend(one.lpc_keys())
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)
    return total


@efun("string query_load_average()")
def query_load_average(this: Entity) -> str:
    """How busy the mud is.

    Returns: a text: commands and compiled lines in a second, over the whole time.
    Example:
        stringp(query_load_average())       // 1
    See also: mud_status, rusage
    """
    world = this.world
    seconds = max(1.0, world.ports.now() - world.boot_time)
    figures = world.statistics
    return f"{figures.commands / seconds:.2f} cmds/s, {figures.compiled_lines / seconds:.2f} comp lines/s"


@efun("string mud_status(void | int verbose)")
def mud_status(this: Entity, verbose: int = 0) -> str:
    """A table of figures: how many objects, users, heart beats, call_outs and so on there are.

    Arguments:
        verbose: 1 for more figures.
    Returns: the table as a text.
    Example:
        write(mud_status())
    See also: memory_info, query_load_average
    """
    world = this.world
    objects = world.objects.all()
    rows = {
        "Objects": len(objects),
        "Programs": len({ob.program.path for ob in objects}),
        "Livings": sum(bool(ob.flags & COMMANDS) for ob in objects),
        "Actions": sum(len(ob.actions) for ob in objects),
        "Interactives": len(world.interactives),
        "Heart beats": len(world.timers.heart_beats()),
        "Call outs": len(world.timers.pending()),
    }
    text = "".join(f"{name + ':':<20}{count:>10}\n" for name, count in rows.items())
    if verbose:
        text += f"{'Commands:':<20}{world.statistics.commands:>10}\n"
        text += f"{'Uptime:':<20}{int(world.ports.now() - world.boot_time):>10}\n"
    return text + f"{'Process memory:':<20}{_process_size():>10}\n"


@efun("string cache_stats()")
def cache_stats() -> str:
    """Figures about the cache of function calls.

    Returns: a text; this driver has no such cache, and it says so.
    Example:
        stringp(cache_stats())      // 1
    See also: mud_status
    """
    return "Function calls are looked up in a table of each program; there is no cache.\n"


@efun("string malloc_status()")
def malloc_status() -> str:
    """How memory is managed, and how much was used.

    Returns: a text.
    Example:
        stringp(malloc_status())        // 1
    See also: memory_info, mud_status
    """
    return f"Using the memory management of {sys.implementation.name}, {_process_size()} bytes at most.\n"


@efun("string program_info(void | object ob)")
def program_info(this: Entity, ob: LpcObject | None = None) -> str:
    """Figures about programs: how many there are, and how many functions, variables and inherit statements they have.

    Arguments:
        ob: count the program of this object only.
    Returns: a text.
    Example:
        stringp(program_info())     // 1
    See also: dump_prog, mud_status
    """
    chosen = this.world.objects.all() if ob is None else [ob]
    programs = {one.program.path: one.program for one in chosen}.values()
    return (
        f"programs: {len(programs)}\n"
        f"functions: {sum(len(one.functions) for one in programs)}\n"
        f"variables: {sum(len(one.variables) for one in programs)}\n"
        f"inherits: {sum(len(one.parents) for one in programs)}\n"
    )


@efun("mixed debug_info(int kind, object ob)")
def debug_info(kind: int, ob: LpcObject) -> str:
    """A description of an object for those who look for faults.

    Arguments:
        kind: 0 for the object, 1 for its program, 2 for the values of its variables.
        ob: the object.
    Returns: a text.
    Errors: another `kind`.
    Example:
        stringp(debug_info(0, this_object()))       // 1
    See also: dump_prog, dumpallobj
    """
    if kind == 0:
        return _described(ob)
    if kind == 1:
        return f"Name {ob.program.path}\nfunctions {len(ob.program.functions)}\nvars {len(ob.program.variables)}\n"
    if kind == 2:
        rows = all_variables(ob.program)
        return "".join(f"{one.name}:   {pretty(getattr(ob, attribute))}\n" for one, attribute in rows)
    raise LpcError("*Bad argument 1 to debug_info()\n")


def _described(ob: LpcObject) -> str:
    """The flags of an object under the names that mudlibs look for, then what else is known of it."""
    flags = {
        "O_HEART_BEAT": ob.timers is not None,
        "O_IS_WIZARD": ob.flags & WIZARD,
        "O_ENABLE_COMMANDS": ob.flags & COMMANDS,
        "O_CLONE": ob.flags & CLONE,
        "O_VIRTUAL": ob.flags & VIRTUAL,
        "O_DESTRUCTED": False,
        "O_ONCE_INTERACTIVE": ob.flags & ONCE_INTERACTIVE,
        "O_RESET_STATE": ob.touched < 0,
        "O_WILL_CLEAN_UP": ob.flags & WILL_CLEAN_UP,
    }
    lines = [f"{name:<18}: {'TRUE' if is_set else 'FALSE'}" for name, is_set in flags.items()]
    lines.append(f"O_WILL_RESET: {'TRUE' if ob.flags & WILL_RESET else 'FALSE'}")
    lines.append(f"next_reset  : {int(reset_due(ob.world, ob))}")
    lines.append(f"time_of_ref : {int(abs(ob.touched))}")
    lines.append(f"name        : '/{ob.name}'")
    return "\n".join(lines) + "\n"


@efun("int reclaim_objects()")
def reclaim_objects(this: Entity) -> int:
    """Put 0 wherever the variables of objects refer to destructed objects.

    LPC sees 0 there anyway; what the driver keeps of these objects can be forgotten then.

    Returns: how many places there were.
    Example:
        reclaim_objects() >= 0      // 1
    See also: destruct, memory_info
    """
    seen: set[int] = set()
    return sum(_reclaim(ob.__dict__, seen) for ob in this.world.objects.all())


def _reclaim(variables: dict[str, Any], seen: set[int]) -> int:
    cleaned = 0
    waiting: list[Any] = [variables]
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, Mapping):
            before = len(one)
            one.drop_destructed()
            cleaned += before - len(one)
        places = one.items() if isinstance(one, dict) else enumerate(one)
        for place, value in list(places):
            if value.__class__ is Destructed:
                one[place] = UNDEFINED
                cleaned += 1
            elif isinstance(value, list | Mapping):
                waiting.append(value)
    return cleaned


# -- dumps ----------------------------------------------------------------------------------------------------


@efun("void dumpallobj(void | string file)")
def dumpallobj(this: Entity, file: str = "/OBJ_DUMP") -> int:
    """Write a line about every object into a file.

    It has the name, how many bytes the variables take, HB when the heart beats, and what the object is in.

    Arguments:
        file: the name of the file; "/OBJ_DUMP" when it is left out.
    Errors: the file cannot be written.
    Example:
        dumpallobj("/dump")
    See also: dump_prog, memory_summary, objects
    """
    world = this.world
    real = real_path(this, file, "dumpallobj", writing=True)
    if real is None:
        raise LpcError(f"Invalid path '/{file.lstrip('/')}' for writing.\n")
    lines = [_dump_line(ob) for ob in inventory.visible_of(world, world.objects.all(), this)]
    try:
        real.write_bytes("".join(lines).encode(world.config.charset.codec, "surrogateescape"))
    except OSError as wrong:
        raise LpcError(f"Unable to open '/{file.lstrip('/')}' for writing.\n") from wrong
    return 0


def _dump_line(ob: LpcObject) -> str:
    around = "--" if ob.environment is None else ob.environment.name
    return f"{ob.name:<20} {memory_info(ob)} {'HB' if ob.timers is not None else '  '} {around}\n"


@efun("mapping memory_summary()")
def memory_summary(this: Entity) -> Mapping:
    """How much memory the variables of all objects take.

    Returns: a mapping from the names of programs to mappings from the names of variables to about how many bytes.
    Example:
        mapp(memory_summary())      // 1
    See also: memory_info, mud_status
    """
    summary = Mapping()
    for ob in this.world.objects.all():
        sizes = summary.setdefault(ob.program.path.removeprefix("/"), Mapping())
        for attribute, value in ob.__dict__.items():
            name = attribute.partition("_")[2]
            sizes[name] = sizes.get(name, 0) + _size(value, set())
    return summary


@efun("string dump_file_descriptors()")
def dump_file_descriptors(this: Entity) -> str:
    """Who is connected.

    Returns: a text with a line for every connection: where it comes from, and its object.
    Example:
        stringp(dump_file_descriptors())        // 1
    See also: users, dump_socket_status
    """
    links = this.world.interactives
    return "".join(f"{link.connection.peer_address} {link.object.name if link.object else '--'}\n" for link in links)
