"""Errands in their turns.

Rule: an errand is an event like any other, so a recording has it, and it runs in an entry of its own with a whole
budget, on behalf of the voice. The master's valid_mcp() is asked first, every time. An error is the answer of the
errand; the master's error_handler() is not told. For the backend's task alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from ...efuns.json import from_json
from ...errors import CompileError, ExecutionLimit, LpcError
from ...runtime import master
from ...runtime.evaluation import as_lpc_error
from ...runtime.tracing import trace_of
from ...runtime.values import LpcObject
from ...runtime.world import World
from ..checking import Catalogue
from .desk import Answer, Asked, Denied, shortened
from .kinds import KINDS, PAUSE
from .place import VOICE


class Errands:
    """The errands of one world, in the backend's task."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.answered: Callable[[int, Answer], object] = lambda key, answer: None
        """Hears of every answer; a replay needs nobody."""
        self.catalogue: tuple[str, Catalogue] | None = None
        """The programs of the check that was last under way, by its name."""

    def entries(self, event: Asked) -> Iterator[Callable[[], Any]]:
        """What is to be run because of an event."""
        yield lambda: self.answered(event.key, self.done(event))

    def done(self, event: Asked) -> Answer:
        """Do an errand, in the entry that runs."""
        context = self.world.context
        depth = len(context.callers)
        try:
            arguments = json.loads(event.arguments)
            if event.kind != PAUSE:
                self._permit(event, arguments)
            return shortened(KINDS[event.kind](self, **arguments))
        except Denied as why:
            return Answer(str(why), fine=False)
        except (LpcError, ExecutionLimit, RecursionError) as problem:
            del context.callers[depth:]
            return shortened(Answer(self._described(problem), fine=False))

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

    def _permit(self, event: Asked, arguments: dict[str, Any]) -> None:
        given = from_json(event.arguments)
        answer = master.ask(self.world, "valid_mcp", event.kind, given, this=self.voice())
        if answer is not None and not master.approved(answer):
            raise Denied(f"the master's valid_mcp() does not allow {event.kind}")

    # -- errors ----------------------------------------------------------------------------------------------

    def _described(self, problem: LpcError | ExecutionLimit | RecursionError) -> str:
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
