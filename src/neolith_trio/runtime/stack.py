"""The stack of running LPC functions, read from Python's own.

The rule: an LPC function is a Python function whose globals have LPC_MARK; how it was called shows in the first
function of calls.py (or the first LPC function) above it. Only efuns that tell LPC about its callers use this; the
traces of errors are tracing.py's.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Callable, Iterator
from typing import Any, Final

import attrs

from ..lpc.codegen.control import CATCHING
from ..lpc.program import CompiledProgram
from . import calls, commands, functions, timers
from .closures import Closure
from .linker import LPC_MARK
from .values import Entity

_EFUNS: Final = f"{__name__.rpartition('.runtime.')[0]}.efuns."
POINTER: Final = "<function>"
_DEEP: Final = "_deep"  # how the compiler names the inner functions that it makes of deep blocks


@attrs.frozen(slots=True)
class Frame:
    """A running LPC function."""

    program: CompiledProgram
    ob: Entity
    function: str  # as LPC knows it
    line: int
    origin: str


def lpc_frames() -> Iterator[Frame]:
    """The running LPC functions, innermost first."""
    frame: types.FrameType | None = sys._getframe(1)
    while frame is not None:
        program = frame.f_globals.get(LPC_MARK)
        if program is not None and not frame.f_code.co_name.startswith(_DEEP):
            variables = frame.f_locals
            ob: Any = variables.get("self")
            name = POINTER if frame.f_code.co_name == "functional" else frame.f_code.co_name
            origin = _origin(frame)
            for _ in range(variables.get(CATCHING, 0)):
                yield Frame(program, ob, "CATCH", frame.f_lineno, "local")
            yield Frame(program, ob, name, frame.f_lineno, origin)
        frame = frame.f_back


def _origin(called: types.FrameType) -> str:
    """How the function of this frame was called."""
    frame = called.f_back
    while frame is not None:
        if LPC_MARK in frame.f_globals:
            return "local"
        read = _ORIGINS.get(frame.f_code)
        if read is not None:
            return read(frame)
        frame = frame.f_back
    return "driver"


def _of_apply(frame: types.FrameType) -> str:
    """An apply is the driver's, unless a call_out or an efun on behalf of an object makes it."""
    above = frame.f_back
    if above is None:
        return "driver"
    if above.f_code is timers.apply_call_out.__code__:
        return "call_out"
    if above.f_code is commands._perform.__code__:
        return "driver" if frame.f_locals.get("this") is None else "efun"
    return "efun" if str(above.f_globals.get("__name__", "")).startswith(_EFUNS) else "driver"


def _of_evaluate(frame: types.FrameType) -> str:
    function: Any = frame.f_locals.get("function")
    kind = function.kind if isinstance(function, Closure) else ""
    return {"local": "local", "simul": "simul"}.get(kind, "functional")


_ORIGINS: Final[dict[types.CodeType, Callable[[types.FrameType], str]]] = {
    calls.call_other.__code__: lambda frame: "call_other",
    calls.apply.__code__: _of_apply,
    calls.apply_visible.__code__: lambda frame: "efun",
    calls.evaluate.__code__: _of_evaluate,
    functions.call_simul.__code__: lambda frame: "simul",
}
