"""Watching LPC while it runs: how often and how long each function runs, and traces of calls on users' screens.

The rule: nothing is watched, and nothing costs anything, until moncontrol(), trace() or -t asks for it; then Python's
profiling hook reports every call of an entry into LPC, which makes LPC several times slower. Functions are known by
program and name, so that what an heir does with an inherited function counts for the program that defines it.
"""

from __future__ import annotations

import sys
import time
import types
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

from ...data import define, frozen
from ...lpc.program import CompiledProgram
from ..programs.linker import LPC_MARK
from ..texts.printing import show
from ..timing import beating, hearts
from ..values import LpcObject

if TYPE_CHECKING:
    from ..interactive import Interactive
    from ..world import World

CALLS: Final = 1  # trace() flags: calls of functions inside an object
OTHER_CALLS: Final = 2  # by call_other()
RETURNS: Final = 4
ARGUMENTS: Final = 8  # with what functions are called and what they return
HEART_BEATS: Final = 32  # also in heart beats
APPLIES: Final = 64  # by the driver
NAMES: Final = 128  # with the name of the object
_LONGEST_LINE: Final = 240
_MICROSECONDS: Final = 1_000_000


@define(slots=True)
class Figures:
    """What is known of one function: how often it was called, and seconds of CPU time."""

    calls: int = 0
    alone: float = 0.0
    below: float = 0.0  # in the functions that it called


@define(slots=True)
class _Running:
    """A function that runs."""

    frame: types.FrameType
    figures: Figures
    begun: float
    below: float = 0.0


@frozen(slots=True)
class Trace:
    """What a user wants to see: flags, and the beginning of the names of the objects that matter."""

    flags: int = 0
    prefix: str = ""


class Watch:
    """What is watched in one world."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.wanted = False  # by anybody
        self._profiling = False
        self._figures: dict[tuple[str, str], Figures] = {}
        self._running: list[_Running] = []
        self._traces: dict[Interactive, Trace] = {}
        self._told: Callable[[types.FrameType, str, Any], None] | None = None

    # -- what is asked for ----------------------------------------------------------------------------------

    def profile(self, on: bool) -> None:
        """Measure all functions from now on, or no longer; what was measured is kept."""
        self._profiling = on
        self._running.clear()
        self._change()

    def figures(self, program: CompiledProgram, function: str) -> Figures:
        """What was measured of a function."""
        return self._figures.get((program.path, function)) or Figures()

    def trace_of(self, link: Interactive) -> Trace:
        """What a user sees of calls."""
        return self._traces.get(link) or Trace()

    def trace(self, link: Interactive, wanted: Trace) -> None:
        """Let a user see that from now on."""
        self._traces = {one: trace for one, trace in self._traces.items() if not one.closing and one is not link}
        if wanted.flags or wanted.prefix:
            self._traces[link] = wanted
        self._change()

    def tell(self, listener: Callable[[types.FrameType, str, Any], None]) -> None:
        """Let somebody hear of every call and return of a function, with its frame, while this world lives."""
        self._told = listener
        self._change()

    def start(self) -> None:
        """An entry into LPC begins."""
        if self.wanted:
            self._running.clear()
            sys.setprofile(self._happened)

    def stop(self) -> None:
        """It is over; the driver itself is not watched."""
        if self.wanted:
            sys.setprofile(None)

    def _change(self) -> None:
        before = self.wanted
        self.wanted = self._told is not None or self._profiling or any(trace.flags for trace in self._traces.values())
        if self.wanted != before:
            sys.setprofile(self._happened if self.wanted else None)

    # -- what happens ---------------------------------------------------------------------------------------

    def _happened(self, frame: types.FrameType, event: str, value: Any) -> None:
        """Python called a function, or left one. While this runs Python tells nothing more."""
        program = frame.f_globals.get(LPC_MARK)
        if program is None or event not in ("call", "return"):
            return
        if self._profiling:
            if event == "call":
                self._begin(frame, program)
            else:
                self._end(frame)
        if self._traces:
            self._show(frame, program, event, value)
        if self._told is not None:
            self._told(frame, event, value)

    def _begin(self, frame: types.FrameType, program: CompiledProgram) -> None:
        figures = self._figures.setdefault((program.path, frame.f_code.co_name), Figures())
        figures.calls += 1
        self._running.append(_Running(frame, figures, time.thread_time()))

    def _end(self, frame: types.FrameType) -> None:
        # what began before the watching did is not in the list; what was left without a word is behind it
        if not any(one.frame is frame for one in self._running):
            return
        while self._running:
            one = self._running.pop()
            spent = time.thread_time() - one.begun
            one.figures.alone += spent - one.below
            one.figures.below += one.below
            if self._running:
                self._running[-1].below += spent
            if one.frame is frame:
                return

    # -- traces ---------------------------------------------------------------------------------------------

    def _show(self, frame: types.FrameType, program: CompiledProgram, event: str, value: Any) -> None:
        player = self._world.context.this_player()
        link = player.interactive if isinstance(player, LpcObject) else None
        trace = self._traces.get(link) if link is not None else None
        if link is None or trace is None or not self._is_wanted(trace, frame, event):
            return
        ob = frame.f_locals.get("self")
        name = f"/{ob.name}" if isinstance(ob, LpcObject) else program.path
        if not name.removeprefix("/").startswith(trace.prefix.removeprefix("/")):
            return
        link.write("".join(_line(trace.flags, frame, name, event, value))[:_LONGEST_LINE] + "\n")

    def _is_wanted(self, trace: Trace, frame: types.FrameType, event: str) -> bool:
        if not trace.flags & HEART_BEATS and _is_below(frame, _HEART_BEATS):
            return False
        if event == "return":
            return bool(trace.flags & RETURNS)
        return bool(trace.flags & _kind(frame))


def _line(flags: int, frame: types.FrameType, name: str, event: str, value: Any) -> Iterator[str]:
    yield f"{'*' * min(_depth(frame), 20)} "
    if flags & NAMES:
        yield f"{name} "
    if event == "return":
        yield f"{frame.f_code.co_name} returns"
        if flags & ARGUMENTS:
            yield f" {_shown(value)}"
        return
    yield f"{frame.f_code.co_name}("
    if flags & ARGUMENTS:
        code = frame.f_code
        names = code.co_varnames[1 : code.co_argcount]
        yield ", ".join(_shown(frame.f_locals.get(one)) for one in names)
    yield ")"


def _shown(value: Any) -> str:
    """A value; None stands for a function that ended in an error."""
    return "nothing" if value is None else show(value)


def _depth(frame: types.FrameType) -> int:
    depth = 0
    above: types.FrameType | None = frame
    while above is not None:
        depth += LPC_MARK in above.f_globals
        above = above.f_back
    return depth


def _kind(frame: types.FrameType) -> int:
    """The flag for which a call is shown: it tells where it came from."""
    above = frame.f_back
    if above is None:
        return APPLIES
    if LPC_MARK in above.f_globals:
        return CALLS if above.f_locals.get("self") is frame.f_locals.get("self") else OTHER_CALLS
    return OTHER_CALLS if above.f_code.co_name == "call_other" else APPLIES


def _is_below(frame: types.FrameType, codes: frozenset[types.CodeType]) -> bool:
    above: types.FrameType | None = frame
    while above is not None:
        if above.f_code in codes:
            return True
        above = above.f_back
    return False


_HEART_BEATS: Final = frozenset({hearts.HeartBeat.run.__code__, beating.Row.run.__code__})
