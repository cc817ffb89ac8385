"""Where in LPC an error happened: the Python traceback read as an LPC trace.

Compiled LPC carries its file and lines in its code objects, so nothing is kept while LPC runs. Frames of the driver
are left out; a call through a function value shows as a frame `<function>` of its own, as in Neolith.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from ...config import Grammar
from ...data import frozen
from ...errors import UNCATCHABLE, UNCATCHABLE_COST, ExecutionLimit
from ...lpc.program import CATCHING
from .. import calls, functions, limits, objects, repeating, sites
from ..closures import LITERAL, Closure
from ..programs.linker import LPC_MARK
from ..texts.printing import show
from ..values import Destructed, Entity, Mapping, live
from .held import Held, held_by
from .stack import POINTER, is_called_as_value

if TYPE_CHECKING:
    from ..world import World

LOGGED_FRAMES: Final = 20  # at each end of a trace in the log
_INITIALIZER: Final = "#global_init#"
_CATCH: Final = "CATCH"
_HELPERS: Final = {LITERAL: POINTER, "global_initializers": _INITIALIZER}  # what is no function of LPC


@frozen(slots=True)
class Place:
    """One frame: function, program ("/std/room.c"), source file, line, and the object it ran in."""

    function: str
    program: str
    file: str
    line: int
    object: Entity | None
    held: Held | None = None  # of a function, when somebody wants to see it

    @property
    def object_name(self) -> str:
        """The name of the object, without slash."""
        return self.object.name if self.object is not None else ""

    def as_mapping(self) -> Mapping:
        """The frame as error_handler() and LPC see it; names are from the root in FluffOS."""
        if limits.current.dialect.grammar is Grammar.FLUFFOS:
            pointer = self.function == POINTER
            mapping = Mapping(
                function="<fake>" if pointer else self.function,
                program="/<driver>" if pointer else self.program,
                object=live(self.object) if self.object is not None else 0,
                file="/(fake)" if pointer else self.file,
                line=self.line,
            )
            if self.held is not None:
                mapping["arguments"] = list(self.held.arguments)
                if self.held.locals:
                    mapping["locals"] = list(self.held.locals)
            return mapping
        return Mapping(
            function=self.function,
            program=self.program.removeprefix("/"),
            object=live(self.object) if self.object is not None else 0,
            file=self.file.removeprefix("/"),
            line=self.line,
        )


@frozen(slots=True)
class Trace:
    """The frames of an error, outermost first."""

    places: tuple[Place, ...]

    @property
    def innermost(self) -> Place | None:
        """Where the error happened."""
        return self.places[-1] if self.places else None

    @property
    def innermost_object(self) -> Entity | None:
        """The object in which it happened."""
        return self.places[-1].object if self.places else None

    def as_mapping(self, text: str) -> Mapping:
        """The first argument of error_handler()."""
        frames = [place.as_mapping() for place in self.places]
        mapping = Mapping(error=text, trace=frames)
        here = self.innermost
        if frames and frames[-1].get("arguments") == []:
            del frames[-1]["arguments"]  # as FluffOS has it
        if here is not None:
            shown = here.as_mapping()
            mapping |= {key: shown[key] for key in ("program", "file", "line")}
            if live(here.object) != 0:
                mapping["object"] = here.object
        else:
            mapping |= {"file": "(no program)", "line": 0}
        return mapping

    def logged(self, text: str, world: World) -> Iterator[str]:
        """The error for the log: its text with the place, then the frames."""
        if world.config.dialect.grammar is Grammar.FLUFFOS:
            from .traces_fluffos import logged  # other dialects do without

            yield from logged(self.places, text)
            return
        yield self.located(text)
        yield from self.lines(
            arguments=world.config.arguments_in_trace, variables=world.config.local_variables_in_trace
        )

    def located(self, text: str) -> str:
        """The error's text behind its place, for the log."""
        here = self.innermost
        message = text.rstrip("\n")
        return f"{here.file}:{here.line}: {message} (object /{here.object_name})" if here else message

    def lines(self, *, arguments: bool = False, variables: bool = False) -> Iterator[str]:
        """The frames for the log, outermost first; of a long recursion only both ends."""
        for number, place in enumerate(self.places):
            left_out = len(self.places) - 2 * LOGGED_FRAMES
            if left_out > 0 and LOGGED_FRAMES <= number < LOGGED_FRAMES + left_out:
                if number == LOGGED_FRAMES:
                    yield f"\t... {left_out} frames more ..."
                continue
            here = f"{place.file}:{place.line}, in program {place.program} (object /{place.object_name})"
            yield f"\t{place.function}() at {here}"
            if place.held is not None and arguments and place.held.arguments:
                yield f"\t\targuments: {', '.join(map(show, place.held.arguments))}"
            if place.held is not None and variables and place.held.locals:
                yield f"\t\tlocal variables: {', '.join(map(show, place.held.locals))}"


def trace_of(error: BaseException, world: World, above: types.FrameType | None = None) -> Trace:
    """The LPC frames of an error; `above` is the frame that caught it, whose callers belong to the trace too."""
    frames: list[tuple[types.FrameType, int]] = []
    while above is not None:
        above = above.f_back
        if above is not None:
            frames.append((above, above.f_lineno))
    frames.reverse()
    traceback = error.__traceback__
    while traceback is not None:
        frames.append((traceback.tb_frame, traceback.tb_lineno))
        traceback = traceback.tb_next
    places = list(_places(frames, world))
    if isinstance(error, ExecutionLimit) and error.value in (UNCATCHABLE, UNCATCHABLE_COST):
        while places and places[-1].function == _CATCH:
            places.pop()  # that catch() has ended; it is what says so
    return Trace(tuple(places))


def inside_catch(frame: types.FrameType | None) -> bool:
    """Is an LPC function that runs there inside a catch()?"""
    while frame is not None:
        if LPC_MARK in frame.f_globals and frame.f_locals.get(CATCHING, 0):
            return True
        frame = frame.f_back
    return False


def ends_at_catch(error: BaseException) -> bool:
    """Has it passed through a catch()? Then its trace ends at the outermost, which would have said so."""
    traceback = error.__traceback__
    while traceback is not None:
        frame = traceback.tb_frame
        if LPC_MARK in frame.f_globals and frame.f_locals.get(CATCHING, 0):
            traceback.tb_next = None
            return True
        traceback = traceback.tb_next
    return False


def stack(world: World, frame: types.FrameType | None) -> list[Place]:
    """The LPC frames that are running now, outermost first."""
    frames: list[tuple[types.FrameType, int]] = []
    while frame is not None:
        frames.append((frame, frame.f_lineno))
        frame = frame.f_back
    return list(_places(frames[::-1], world))


def _places(frames: list[tuple[types.FrameType, int]], world: World) -> Iterator[Place]:
    config = world.config
    fluffos = config.dialect.grammar is Grammar.FLUFFOS
    holding = fluffos or config.arguments_in_trace or config.local_variables_in_trace
    above: types.FrameType | None = None
    function_value: Any = None
    for frame, line in frames:
        caller, above = above, frame
        program = frame.f_globals.get(LPC_MARK)
        if program is not None:
            function = frame.f_code.co_name
            if function.startswith("_deep"):
                continue
            file = world.lpc_paths.get(frame.f_code.co_filename, program.path)
            shown = _HELPERS.get(function, function)
            if fluffos and function == LITERAL and caller is not None:
                shown = _literal(frame, (function_value, *caller.f_locals.values()))
            held = held_by(frame) if holding and shown != _INITIALIZER else None
            variables = frame.f_locals
            ob = variables.get("self")
            if is_called_as_value(frame, caller):
                yield Place(POINTER, POINTER, "", 0, ob)
            yield Place(shown, program.path, file, line, ob, held)
            for _ in range(variables.get(CATCHING, 0)):
                yield Place(_CATCH, program.path, file, line, ob)
        elif frame.f_code in repeating.EVALUATING:
            function_value = frame.f_locals.get("function")
            owner: Any = getattr(function_value, "owner", None)
            refused = owner.__class__ is Destructed and frame is frames[-1][0]
            if owner is not None and not refused:
                yield Place(POINTER, POINTER, "", 0, owner)


def _literal(frame: types.FrameType, values: tuple[Any, ...]) -> str:
    """The text of the function value whose code runs in a frame: it is one of those."""
    for one in values:
        if one.__class__ is Closure and getattr(one.run, "__code__", None) is frame.f_code:
            from ..texts.printing_fluffos import pretty

            return pretty(one)
    return POINTER


def left_callers(error: BaseException) -> list[Entity | None]:
    """The callers that were in the context's books where the error happened, and are no more where it arrived."""
    callers = []
    traceback = error.__traceback__
    while traceback is not None and traceback.tb_next is not None:
        frame, called = traceback.tb_frame, traceback.tb_next.tb_frame
        if _enters(frame, called):
            callers.append(frame.f_locals["this"])
        elif is_called_as_value(called, frame):
            callers.append(frame.f_locals["self"])
        traceback = traceback.tb_next
    return callers


def _enters(frame: types.FrameType, called: types.FrameType) -> bool:
    """Has the function of a frame entered its caller before this call, or would have if somebody could ask?

    One that raises itself has not, nor has one that first looks for the object.
    """
    if frame.f_code in objects.BEGINNING:
        return LPC_MARK in called.f_globals
    return frame.f_code in _ENTERING and called.f_code not in _LOOKING


_LOOKING: Final = repeating.LOOKING | {
    function.__code__ for function in (calls._call_slowly, calls._call_named, calls.give_life)
}
_ENTERING: Final = (
    repeating.EVALUATING
    | sites.CALLING_OTHERS
    | sites.CALLING_SIMULS
    | {
        function.__code__
        for function in (
            calls.apply,
            calls.give_life,
            calls._enter,
            functions.call_simul,
            calls.call_other,
        )
    }
)
