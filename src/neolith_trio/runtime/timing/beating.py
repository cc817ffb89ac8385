"""Heart beats in a row: a thousand of them come at the same moment, and most are over at once.

The rule: each is the entry that HeartBeat.run() describes, with its own budget and its own error; in a row only that is
not done again which the one before has left as it was. A row ends with the beat that takes its time, that fails, or
that leaves something to do at the end of its turn. The backend runs what is due as `in_rows` gives it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import length_hint
from typing import TYPE_CHECKING, Any

from ...errors import ExecutionLimit, LpcError
from .hearts import NOBODY, HeartBeat, Step
from .timers import Entry

if TYPE_CHECKING:
    from ..world import World


def in_rows(world: World, due: Sequence[Entry]) -> Iterator[Callable[[], Any]]:
    """What the evaluation has to run, one after the other, for all that timers.pop_due() has found due."""
    at = 0
    while at < len(due):
        if not isinstance(due[at], HeartBeat):
            yield due[at].run
            at += 1
            continue
        steps = world.timers.hearts.steps
        at += len(steps)
        rest = iter(steps)
        row = Row(world, rest)
        while left := length_hint(rest):
            if world.watch.wanted:
                next(rest)
                yield due[at - left].run
            else:
                yield row.run


class Row:
    """Heart beats whose steps are left; run it again until there are none."""

    def __init__(self, world: World, steps: Iterator[Step]) -> None:
        self._world = world
        self._steps = steps

    def run(self) -> None:
        """Let one heart after the other beat. An error of one goes to the caller."""
        context, budget = self._world.context, self._world.evaluation.budget
        now = context.now
        context.callers.append(None)  # the evaluation forgets it after an error
        budget.begin_row()
        try:
            for owner, beat in self._steps:
                owner.touched = now
                beat(owner)
                if budget.row_is_over:
                    break
        except (LpcError, ExecutionLimit, RecursionError) as error:
            if owner is not NOBODY:
                with context.commanded_by(owner.timers.player()):
                    owner.timers.fails(error)
            raise
        context.callers.pop()
