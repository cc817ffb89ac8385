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

from ...data import frozen
from ...lpc.program import CATCHING, CompiledProgram
from .. import calls, commands, functions, objects, repeating, sites
from ..closures import LITERAL, Closure, is_value
from ..programs.linker import LPC_MARK
from ..timing import timers
from ..values import Entity

_EFUNS: Final = f"{__name__.rpartition('.runtime.')[0]}.efuns."
POINTER: Final = "<function>"
_DEEP: Final = "_deep"  # how the compiler names the inner functions that it makes of deep blocks


@frozen(slots=True)
class Frame:
    """A running LPC function."""

    program: CompiledProgram | None  # None: of the call through a function value, which is a frame of its own
    ob: Entity
    function: str  # as LPC knows it
    line: int
    origin: str

    @property
    def path(self) -> str:
        """The program as LPC sees it."""
        return f"/{POINTER}" if self.program is None else self.program.path


REPORTING: Final[set[types.CodeType]] = set()
"""The functions that tell the mudlib of an `error`: what was running where it happened still counts as running."""


def lpc_frames() -> Iterator[Frame]:
    """The running LPC functions, innermost first."""
    frame: types.FrameType | None = sys._getframe(1)
    while frame is not None:
        if frame.f_code in REPORTING:
            yield from _left_frames(frame, frame.f_locals["error"])
        yield from _lpc_frame(frame, frame.f_lineno)
        frame = frame.f_back


def _lpc_frame(frame: types.FrameType, line: int) -> Iterator[Frame]:
    """The frame as LPC sees it, with the catch() blocks that it is in; nothing when it is none of LPC."""
    if frame.f_code in repeating.EVALUATING:
        function = frame.f_locals["function"]
        if isinstance(function, Closure):
            yield Frame(None, function.owner, POINTER, 0, "function pointer")
        return
    program = frame.f_globals.get(LPC_MARK)
    if program is None or frame.f_code.co_name.startswith(_DEEP):
        return
    variables = frame.f_locals
    ob: Any = variables.get("self")
    name = POINTER if frame.f_code.co_name == LITERAL else frame.f_code.co_name
    origin = _origin(frame)
    for _ in range(variables.get(CATCHING, 0)):
        yield Frame(program, ob, "CATCH", line, origin)
    yield Frame(program, ob, name, line, origin)
    if is_called_as_value(frame, frame.f_back):
        yield Frame(None, ob, POINTER, 0, "function pointer")


def is_called_as_value(frame: types.FrameType, caller: types.FrameType | None) -> bool:
    """Is it of a function value that compiled LPC has called itself, without the functions of sites.py?"""
    return caller is not None and LPC_MARK in caller.f_globals and is_value(frame.f_code)


def _left_frames(reporter: types.FrameType, error: BaseException) -> Iterator[Frame]:
    """Those between the place of an error and the frame that reports it."""
    running = set()
    frame: types.FrameType | None = reporter
    while frame is not None:
        running.add(frame)
        frame = frame.f_back
    left = []
    traceback = error.__traceback__
    while traceback is not None:
        if traceback.tb_frame not in running:
            left.append((traceback.tb_frame, traceback.tb_lineno))
        traceback = traceback.tb_next
    for ended, line in reversed(left):
        yield from _lpc_frame(ended, line)


def _origin(called: types.FrameType) -> str:
    """How the function of this frame was called."""
    frame = called.f_back
    if is_called_as_value(called, frame):
        return "functional" if called.f_code.co_name == LITERAL else "local"
    while frame is not None:
        if LPC_MARK in frame.f_globals:
            return "local"
        if frame.f_code in objects.BEGINNING:
            return "driver"
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
    **dict.fromkeys({calls.call_other.__code__, *sites.CALLING_OTHERS}, lambda frame: "call_other"),
    calls.apply.__code__: _of_apply,
    calls.apply_visible.__code__: lambda frame: "efun",
    calls.give_life.__code__: lambda frame: "driver",
    **dict.fromkeys({functions.call_simul.__code__, *sites.CALLING_SIMULS}, lambda frame: "simul"),
    **dict.fromkeys(repeating.EVALUATING, _of_evaluate),
}
