"""What `-t FLAGS` asks for: traces of what the driver does, for the operator, in the driver's log.

FLAGS is Neolith's number: the lowest octal digit is how much to say (0 to 3), each bit above it a tier.

    010   EVAL      calls of LPC functions; 1: their arguments; 2: what they return
    020   COMPILE   files that are loaded; 1: what they compile to; 2: what they inherit; 3: what they include
    040   SIMUL     the simul_efuns there are, and calls of them; 2: with their arguments
    0100  BACKEND   call_out, reset and clean_up; 1: how many heart beats; 2: each heart beat; 3: each cycle
    0200  COMM      connections that come and go; 2: what comes from them; 3: every event

Neolith's tier of its memory (0400) has no meaning here: Python frees what nobody refers to, and -p shows what is left.

The rule: who does not ask pays nothing, and a trace never changes what happens; what a user types is not logged, only
how much. The driver makes a Tracer when there are flags; it hooks itself in where the loader, the backend and the
watching of LPC have room for it.
"""

from __future__ import annotations

import time
import types
from collections.abc import Callable, Sequence
from typing import Any, Final

import attrs

from ..lpc.program import CompiledProgram
from ..protocols import events as protocol
from ..protocols.ports import Connected, Disconnected, Received
from ..runtime.programs.linker import LPC_MARK, winning_functions
from ..runtime.programs.loading import Loader
from ..runtime.texts.printing import show
from ..runtime.timing.hearts import HeartBeat
from ..runtime.timing.timers import CallOut, CleanUp, Entry, Reset
from ..runtime.values import LpcObject
from ..runtime.world import World
from .events import Event

LEVELS: Final = 0o7
EVAL, COMPILE, SIMUL, BACKEND, COMM, MEMORY = (0o10 << shift for shift in range(6))
_KNOWN: Final = LEVELS | EVAL | COMPILE | SIMUL | BACKEND | COMM
_LONGEST: Final = 200


def complaints(flags: int) -> list[str]:
    """What there is to say about flags that have no effect."""
    found = []
    if flags & MEMORY:
        found.append("-t: the tier 0400 (memory) has no meaning here; -p tells at the end which objects were not freed")
    unknown = flags & ~(_KNOWN | MEMORY)
    if flags < 0 or unknown:
        found.append(f"-t {flags:#o}: there are no tiers beyond 0400")
    elif flags and not flags & ~LEVELS:
        found.append(f"-t {flags:#o} is only how much to say: add a tier, such as 010 (calls) or 020 (compiling)")
    return found


class Tracer:
    """Writes traces of one world."""

    def __init__(self, flags: int, log: Callable[[str], None]) -> None:
        self.level = min(flags & LEVELS, 3)
        self._flags = flags
        self._log = log
        self._world: World | None = None

    def wants(self, tier: int, level: int = 0) -> bool:
        """Is this to be told?"""
        return bool(self._flags & tier) and self.level >= level

    def watch(self, world: World) -> None:
        """Follow the calls of LPC functions in this world, when that is wanted."""
        self._world = world
        if self._flags & (EVAL | SIMUL):
            world.watch.tell(self._called)

    def _say(self, tier: str, text: str) -> None:
        self._log(f"TRACE {tier}: {text if len(text) <= _LONGEST else text[: _LONGEST - 3] + '...'}")

    # -- compiling -------------------------------------------------------------------------------------------

    def around(self, loader: Loader) -> Loader:
        """The loader, with traces of what it loads."""
        if not self._flags & (COMPILE | SIMUL):
            return loader

        def load(world: World, path: str) -> type[LpcObject]:
            if self.wants(COMPILE):
                self._say("compile", f"loading /{path}")
            begun = time.perf_counter()
            loaded = loader(world, path)
            self._loaded(world, loaded.program, time.perf_counter() - begun)
            return loaded

        return load

    def _loaded(self, world: World, program: CompiledProgram, took: float) -> None:
        if self.wants(COMPILE, 1):
            functions, variables = len(program.functions), len(program.variables)
            self._say("compile", f"{program.path}: {functions} functions, {variables} variables, {took * 1000:.1f} ms")
        if self.wants(COMPILE, 2):
            for parent in program.inherits:
                self._say("compile", f"{program.path} inherits {parent.path}")
        if self.wants(COMPILE, 3):
            for path in program.includes:
                if path != program.path:
                    self._say("compile", f"{program.path} includes {path}")
        if self._flags & SIMUL and program.name == _object_name(world.config.simul_efun_file):
            for name in winning_functions(program):
                self._say("simul_efun", f"there is {name}()")

    # -- calls -----------------------------------------------------------------------------------------------

    def _called(self, frame: types.FrameType, event: str, value: Any) -> None:
        """A function of LPC was called, or has returned."""
        assert self._world is not None
        ob = frame.f_locals.get("self")
        if ob is self._world.simul_efuns and ob is not None and _comes_from_another(frame, ob):
            if event == "call" and self._flags & SIMUL:
                self._say("simul_efun", f"{frame.f_code.co_name}({_arguments(frame) if self.level >= 2 else ''})")
        if not self._flags & EVAL:
            return
        name = f"/{ob.name}->{frame.f_code.co_name}" if isinstance(ob, LpcObject) else frame.f_code.co_name
        if event == "call":
            self._say("eval", f"{name}({_arguments(frame) if self.level >= 1 else ''})")
        elif self.level >= 2:
            self._say("eval", f"{name} returns {'nothing' if value is None else show(value)}")

    # -- the backend -----------------------------------------------------------------------------------------

    def cycle(self, events: int, now: float) -> None:
        """A cycle of the backend begins."""
        if self.wants(BACKEND, 3):
            self._say("backend", f"cycle at {now:.3f} with {events} events")

    def due(self, entries: Sequence[Entry]) -> None:
        """These are about to run."""
        if not self._flags & BACKEND:
            return
        beats = sum(isinstance(entry, HeartBeat) for entry in entries)
        if beats and self.level >= 1:
            self._say("backend", f"{beats} heart beats")
        for entry in entries:
            owner = f"/{entry.owner.name}"
            match entry:
                case CallOut():
                    function = entry.function if isinstance(entry.function, str) else "a function value"
                    self._say("backend", f"call_out {function} in {owner}")
                case Reset():
                    self._say("backend", f"reset() of {owner}")
                case CleanUp():
                    self._say("backend", f"clean_up() of {owner}")
                case HeartBeat() if self.level >= 2:
                    self._say("backend", f"heart_beat() of {owner}")

    def event(self, event: Event) -> None:
        """Something has come from outside."""
        if not self._flags & COMM:
            return
        match event:
            case (connection, line):
                self.event(Received(connection, protocol.LineReceived(line)))
            case Connected(connection):
                self._say("comm", f"{connection.peer_address or connection.kind.value} is connected")
            case Disconnected(connection, reason):
                self._say("comm", f"{connection.peer_address or connection.kind.value} is gone: {reason.value}")
            case Received(connection, what) if self.level >= 2:
                self._say("comm", f"{connection.peer_address or connection.kind.value}: {_described(what)}")
            case _ if self.level >= 3:
                self._say("comm", type(event).__name__)


def _object_name(path: str | None) -> str:
    return (path or "").removeprefix("/").removesuffix(".c")


def _comes_from_another(frame: types.FrameType, ob: Any) -> bool:
    above = frame.f_back
    return above is None or LPC_MARK not in above.f_globals or above.f_locals.get("self") is not ob


def _arguments(frame: types.FrameType) -> str:
    code = frame.f_code
    return ", ".join(show(frame.f_locals.get(one)) for one in code.co_varnames[1 : code.co_argcount])


def _described(what: protocol.Event) -> str:
    """An event of a connection, without what somebody typed: it may be a password."""
    data = getattr(what, "data", None)
    if isinstance(data, bytes):
        return f"{type(what).__name__} of {len(data)} bytes"
    return repr(attrs.evolve(what)) if attrs.has(type(what)) else type(what).__name__
