"""Efuns that tell what the driver and the world are made of: figures, dumps, what takes how much memory."""

from __future__ import annotations

import os
import sys
from typing import Any

from ..errors import LpcError
from ..runtime import inventory
from ..runtime.closures import Closure
from ..runtime.objects import COMMANDS
from ..runtime.printing import pretty
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
    """What the driver has used: milliseconds of CPU time as "utime" and "stime", memory as "maxrss", and more."""
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
    """About how many bytes an object's variables take; without object: the whole driver."""
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
    """Commands and compiled lines a second since the start."""
    world = this.world
    seconds = max(1.0, world.ports.now() - world.boot_time)
    figures = world.statistics
    return f"{figures.commands / seconds:.2f} cmds/s, {figures.compiled_lines / seconds:.2f} comp lines/s"


@efun("string mud_status(void | int verbose)")
def mud_status(this: Entity, verbose: int = 0) -> str:
    """A table of figures about the world."""
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
    """Figures about the cache of function lookups, of which this driver needs none."""
    return "Function calls are looked up in a table of each program; there is no cache.\n"


@efun("string malloc_status()")
def malloc_status() -> str:
    """How the driver manages memory."""
    return f"Using the memory management of {sys.implementation.name}, {_process_size()} bytes at most.\n"


@efun("string program_info(void | object ob)")
def program_info(this: Entity, ob: LpcObject | None = None) -> str:
    """Figures about an object's program, or about all programs."""
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
    """A description of an object (0), its program (1) or its variables (2)."""
    if kind == 0:
        rows: dict[str, Any] = {
            "name": f"'/{ob.name}'",
            "heart_beat": ob.timers is not None,
            "commands": bool(ob.flags & COMMANDS),
            "next_reset": int(ob.next_reset),
            "last used": int(abs(ob.touched)),
        }
        return "".join(f"{name:<12}: {value}\n" for name, value in rows.items())
    if kind == 1:
        return f"Name /{ob.program.path}\nfunctions {len(ob.program.functions)}\nvars {len(ob.program.variables)}\n"
    if kind == 2:
        return "".join(f"{name.partition('_')[2]}: {pretty(value)}\n" for name, value in ob.__dict__.items())
    raise LpcError("*Bad argument 1 to debug_info()\n")


@efun("int reclaim_objects()")
def reclaim_objects(this: Entity) -> int:
    """Replace references to destructed objects in the variables of all objects by 0; returns how many there were."""
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
    """Write a line about every object into a file: name, bytes, HB when its heart beats, environment."""
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
    """For every program a mapping from the names of its objects' variables to about how many bytes they take."""
    summary = Mapping()
    for ob in this.world.objects.all():
        sizes = summary.setdefault(ob.program.path.removeprefix("/"), Mapping())
        for attribute, value in ob.__dict__.items():
            name = attribute.partition("_")[2]
            sizes[name] = sizes.get(name, 0) + _size(value, set())
    return summary


@efun("string dump_file_descriptors()")
def dump_file_descriptors(this: Entity) -> str:
    """A line for every user's connection."""
    links = this.world.interactives
    return "".join(f"{link.connection.peer_address} {link.object.name if link.object else '--'}\n" for link in links)
