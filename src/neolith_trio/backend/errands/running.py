"""Errands in their turns.

Rule: an errand is an event like any other, so a recording has it, and it runs in an entry of its own with a whole
budget, on behalf of the voice. The master's valid_mcp() is asked first, every time. An error is the answer of the
errand; the master's error_handler() is told only of those in tools of LPC. An errand that has come to a promise is
answered when that is settled (runtime/outside/mcp.py). For the backend's task alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from ...efuns.json import from_json
from ...errors import CompileError, ExecutionLimit, LpcError
from ...runtime import master
from ...runtime.outside.mcp import SECONDS, End, Failure
from ...runtime.reports import as_lpc_error
from ...runtime.tracing.traces import trace_of
from ...runtime.values import Entity, LpcObject
from ...runtime.world import World
from ..checking import Catalogue
from .desk import Answer, Asked, Denied, GivenUp, shortened
from .kinds import KINDS, PAUSE
from .place import VOICE
from .tools import TOOL, use_tool


class Errands:
    """The errands of one world, in the backend's task."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.answered: Callable[[int, Answer], object] = lambda key, answer: None
        """Hears of every answer; a replay needs nobody."""
        self.catalogue: tuple[str, Catalogue] | None = None
        """The programs of the check that was last under way, by its name."""
        self.key = 0
        """Of the errand that is done now, when somebody waits for it."""

    def entries(self, event: Asked | GivenUp) -> Iterator[Callable[[], Any]]:
        """What is to be run because of an event."""
        if isinstance(event, GivenUp):
            yield lambda: self.world.mcp.give_up(event.key)
        else:
            yield lambda: self._run(event)

    def done(self, event: Asked) -> Answer:
        """Do an errand whose answer is to be there at once, in the entry that runs: a promise is shown as it is."""
        return self._done(event) or Answer("", fine=False)

    def _run(self, event: Asked) -> None:
        self.key = event.key
        try:
            answer = self._done(event)
        finally:
            self.key = 0
        if answer is not None:
            self.answered(event.key, answer)

    def _done(self, event: Asked) -> Answer | None:
        """Do an errand; None when it is answered by itself, later or already."""
        context = self.world.context
        depth = len(context.callers)
        try:
            arguments = json.loads(event.arguments)
            if event.kind == TOOL:
                return use_tool(self, **arguments)
            if event.kind != PAUSE:
                self.permit(event.kind, event.arguments)
            answer = KINDS[event.kind](self, **arguments)
            return None if answer is None else shortened(answer)
        except Denied as why:
            return Answer(str(why), fine=False)
        except (LpcError, ExecutionLimit, RecursionError) as problem:
            del context.callers[depth:]
            return shortened(Answer(self.described(problem), fine=False))

    # -- what may take its time ------------------------------------------------------------------------------

    def follow(
        self,
        owner: Entity,
        label: str,
        run: Callable[[], Any],
        answered: Callable[[Any], Answer],
        *,
        seconds: float = SECONDS,
    ) -> Answer | None:
        """Run something for the errand that is done now: what `answered` makes of its value, or of that of its promise.

        None when the answer comes, or has come, by itself. `owner`: with which object it ends.
        """
        key = self.key
        if not key:
            return answered(run())
        try:
            self.world.mcp.begin(key, owner, label, run, self._end(key, answered), seconds=seconds)
        except (LpcError, ExecutionLimit, RecursionError):
            if self.world.mcp.drop(key):
                raise
        return None

    def when_answered(self, after: Callable[[], object]) -> None:
        """Do something when the errand that is done now has its answer, or is given up: at once, if that is so."""
        if not self.key or not self.world.mcp.when_ended(self.key, after):
            after()

    def _end(self, key: int, answered: Callable[[Any], Answer]) -> End:
        def end(value: Any) -> None:
            if isinstance(value, Failure):
                answer = Answer(self._failed(value), fine=False)
            else:
                try:
                    answer = answered(value)
                except LpcError as problem:
                    answer = Answer(self.described(problem), fine=False)
            self.answered(key, shortened(answer))

        return end

    def _failed(self, failure: Failure) -> str:
        """Why a promise was rejected, with the trace of the error if it was one."""
        error = failure.promise.failure if failure.promise is not None else None
        trace = error.trace if error is not None and not error.error.thrown else None
        lines = [failure.text] if trace is None else [trace.located(failure.text), *trace.lines()]
        return self.world.config.charset.from_lpc("\n".join(lines))

    # -- on whose behalf -------------------------------------------------------------------------------------

    def voice(self) -> LpcObject:
        """The object that acts, with the uid of the configuration; by itself the master's."""
        world = self.world
        voice = world.objects.find(VOICE)
        if voice is None:
            voice = world.objects.load(VOICE, world.master)
            if voice is None or world.master is None:
                raise Denied("the mudlib does not let the driver load the object on whose behalf this is done")
            voice.uid = voice.euid = world.config.mcp_uid or world.master.uid
        return voice

    def permit(self, name: str, arguments: str) -> None:
        """Ask the master whether a tool may be used with these arguments, which are JSON; Denied when not."""
        answer = master.ask(self.world, "valid_mcp", name, from_json(arguments), this=self.voice())
        if answer is not None and not master.approved(answer):
            raise Denied(f"the master's valid_mcp() does not allow {name}")

    # -- errors ----------------------------------------------------------------------------------------------

    def described(self, problem: LpcError | ExecutionLimit | RecursionError) -> str:
        """An error as whoever is to mend it needs it: the text, the messages of the compiler, the trace."""
        error = as_lpc_error(problem)
        trace = trace_of(error, self.world)
        lines = [trace.located(error.text()).strip()]
        cause: BaseException | None = error
        while isinstance(cause, LpcError):
            if cause is not error:
                lines.append(cause.text().strip())
            cause = cause.__cause__
        decode = self.world.config.charset.from_lpc
        if isinstance(cause, CompileError):
            lines += [one.decoded(decode).render() for one in cause.diagnostics]
            return "\n".join([*map(decode, lines[:1]), *lines[1:]])
        return decode("\n".join([*lines, *trace.lines()]))
