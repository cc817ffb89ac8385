"""Efuns for those who look into programs: profiles, traces, dumps of what a file was compiled to."""

from __future__ import annotations

import dis
import io
from pathlib import Path
from typing import Any, Final

from ..errors import CompileError, LpcError
from ..lpc.program import CompiledProgram
from ..runtime.interactive import Interactive
from ..runtime.tracing.watching import Trace
from ..runtime.values import Entity, LpcObject, Mapping
from .files import real_path
from .objects import required
from .registry import efun

_DISASSEMBLY: Final = 1
_LINES: Final = 2
_MICROSECONDS: Final = 1_000_000


# -- profiles -------------------------------------------------------------------------------------------------


@efun("void moncontrol(int on)")
def moncontrol(this: Entity, on: int) -> int:
    """Begin or end measuring how long every LPC function runs.

    While it is measured LPC runs several times slower. What was measured is kept; see function_profile().

    Arguments:
        on: 1 to begin, 0 to end.
    Example:
        moncontrol(0)
    See also: function_profile, time_expression, rusage
    """
    this.world.watch.profile(bool(on))
    return 0


@efun("mapping *function_profile(void | object ob)")
def function_profile(this: Entity, ob: LpcObject | None = None) -> list[Any]:
    """How often and how long the functions of a program ran while moncontrol(1) was in force.

    Arguments:
        ob: an object of the program; this object when it is left out.
    Returns: an array with a mapping for each function that the program defines: "name", "calls", and microseconds of
        CPU time: "self" in the function alone, "children" in those that it called.
    Example:
        sizeof(function_profile()[0])       // 4
    See also: moncontrol, time_expression
    """
    program = required(this, ob, "function_profile").program
    return [_profile(this, program, name) for name in program.functions if name.isascii()]


def _profile(this: Entity, program: CompiledProgram, name: str) -> Mapping:
    found = this.world.watch.figures(program, name)
    return Mapping(
        {
            "name": name,
            "calls": found.calls,
            "self": int(found.alone * _MICROSECONDS),
            "children": int(found.below * _MICROSECONDS),
        }
    )


# -- traces ---------------------------------------------------------------------------------------------------


def _user(this: Entity) -> Interactive | None:
    player = this.world.context.this_player()
    return player.interactive if isinstance(player, LpcObject) else None


@efun("int trace(int flags)")
def trace(this: Entity, flags: int) -> int:
    """Show this_player() the calls that happen while he is this_player(). LPC runs several times slower then.

    Arguments:
        flags: a sum of 1 (calls inside an object), 2 (calls by call_other), 4 (returns), 8 (with arguments and values),
            32 (in heart beats too), 64 (calls by the driver), 128 (with the names of objects). 0 ends it.
    Returns: the flags before; 0 when nobody is connected to this_player().
    Example:
        trace(0)        // 0
    See also: traceprefix, call_stack
    """
    link = _user(this)
    if link is None:
        return 0
    watch = this.world.watch
    before = watch.trace_of(link)
    watch.trace(link, Trace(flags, before.prefix))
    return before.flags


@efun("string traceprefix(int | string prefix)")
def traceprefix(this: Entity, prefix: Any) -> Any:
    """Let trace() show only the calls in objects whose names begin in a certain way.

    Arguments:
        prefix: how the names begin, such as "/std/"; 0 for all objects.
    Returns: the prefix before, or 0.
    Example:
        traceprefix("/std/")
    See also: trace
    """
    link = _user(this)
    if link is None:
        return 0
    watch = this.world.watch
    before = watch.trace_of(link)
    watch.trace(link, Trace(before.flags, prefix if isinstance(prefix, str) else ""))
    return before.prefix or 0


# -- what a file was compiled to ------------------------------------------------------------------------------


@efun("void generate_source(string file, void | string target)")
def generate_source(this: Entity, file: str, target: str | None = None) -> int:
    """Write the Python that an LPC file becomes into a file, as `neolith-trio compile --show` does.

    Arguments:
        file: the name of the LPC file.
        target: the name of the file that is written; the name of the LPC file with .py at its end when it is left out.
    Errors: the file cannot be read or has errors; the target cannot be written.
    Example:
        generate_source("/std/room.c", "/room.py")
    See also: dump_prog
    """
    source = f"/{file.strip('/').removesuffix('.c')}.c"
    goal = target if target is not None else f"{source.removesuffix('.c')}.py"
    show = this.world.show_python
    if show is None or real_path(this, source, "generate_source", writing=False) is None:
        raise LpcError(f"*Cannot read '{source}'.\n")
    try:
        text = show(source)
    except CompileError as wrong:
        raise LpcError(f"*{wrong}\n") from wrong
    _write(this, goal, "generate_source", text)
    return 0


@efun("void dump_prog(object ob, ...)")
def dump_prog(this: Entity, ob: LpcObject, flags: Any = 0, file: Any = "/PROG_DUMP", *_: Any) -> int:
    """Write what an object's program consists of into a file.

    Arguments:
        ob: the object.
        flags: a sum of 1 (with the Python byte code of its functions) and 2 (with the lines they come from).
        file: the name of the file.
    Errors: the file cannot be written.
    Example:
        dump_prog(this_object(), 3, "/dump")
    See also: generate_source, debug_info, dumpallobj
    """
    where = file if isinstance(file, str) else "/PROG_DUMP"
    _write(this, where, "dump_prog", _dump(ob.program, flags if isinstance(flags, int) else 0))
    return 0


def _dump(program: CompiledProgram, flags: int) -> str:
    lines = [f"NAME: {program.path}", "INHERITS:", *(f"    {parent.path}" for parent in program.parents)]
    lines += ["VARIABLES:"]
    for variable in program.variables:
        lines.append("    " + " ".join([*sorted(variable.modifiers), str(variable.type), variable.name]))
    lines += ["FUNCTIONS:  (line, arguments, locals)"]
    functions = [one for name, one in program.functions.items() if name.isascii()]  # the compiler's own are Greek
    for function in functions:
        code = function.code
        figures = f"{function.line:5} {function.arity:3} {code.co_nlocals - code.co_argcount:3}"
        lines.append(f"    {figures}  {' '.join([*sorted(function.signature.modifiers), function.name])}")
    if flags & _LINES:
        lines += ["LINES:"]
        for function in functions:
            numbers = sorted({line for _, _, line in function.code.co_lines() if line})
            lines.append(f"    {function.name}: {' '.join(str(number) for number in numbers)}")
    if flags & _DISASSEMBLY:
        for function in functions:
            lines += [f"CODE: {function.name}", _disassembly(function.code)]
    return "\n".join(lines) + "\n"


def _disassembly(code: Any) -> str:
    written = io.StringIO()
    dis.dis(code, file=written)
    return written.getvalue().rstrip("\n")


def _write(this: Entity, file: str, efun_name: str, text: str) -> None:
    real = real_path(this, file, efun_name, writing=True)
    if real is None:
        raise LpcError(f"Invalid path '/{file.lstrip('/')}' for writing.\n")
    try:
        Path(real).write_bytes(text.encode(this.world.config.charset.codec, "backslashreplace"))
    except OSError as wrong:
        raise LpcError(f"Unable to open '/{file.lstrip('/')}' for writing.\n") from wrong


@efun("void swap(object ob)")
def swap(ob: LpcObject) -> int:
    """Does nothing: which memory is needed in RAM the operating system decides.

    Arguments:
        ob: an object.
    Example:
        swap(this_object())
    See also: reclaim_objects, memory_info
    """
    return 0
