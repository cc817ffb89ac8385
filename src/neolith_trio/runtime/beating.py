"""Heart beats in a row: a thousand of them come at the same moment, and most are over at once.

The rule: each is the entry that HeartBeat.run() describes, with its own budget and its own error; in a row only that is
not done again which the one before has left as it was. A row ends with the beat that takes its time, that fails, or
that leaves something to do at the end of its turn. The backend runs what is due as `in_rows` gives it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from ..errors import ExecutionLimit, LpcError
from .objects import COMMANDS
from .timers import Entry, HeartBeat

if TYPE_CHECKING:
    from .world import World

_NOTHING: Final = (None, 0)


def in_rows(world: World, due: Iterable[Entry]) -> Iterator[Callable[[], Any]]:
    """What the evaluation has to run, one after the other, for all that is due."""
    rest = iter(due)
    entry = next(rest, None)
    while entry is not None:
        if isinstance(entry, HeartBeat) and entry.owner.shadow is None and not world.watch.wanted:
            row = Row(world, entry, rest)
            yield row.run
            entry = row.follower or next(rest, None)
        else:
            yield entry.run
            entry = next(rest, None)


class Row:
    """Heart beats, the first of which is that of an object without a shadow; `follower` is what came behind them."""

    def __init__(self, world: World, first: HeartBeat, rest: Iterator[Entry]) -> None:
        self.follower: Entry | None = None
        self._world = world
        self._entries: Iterator[Any] = chain((first,), rest)

    def run(self) -> None:
        """Let one heart after the other beat. An error of one goes to the caller."""
        world = self._world
        context, budget = world.context, world.evaluation.budget
        graves, replacements = world.objects.graves, world.objects.replacements
        everybody, now = not world.config.has_add_action, context.now
        kind: Any = None
        function: Any = None
        context.callers.append(None)  # the evaluation forgets it after an error
        budget.begin_row()
        try:
            for heart in self._entries:
                owner = heart.owner
                if type(heart) is not HeartBeat or owner.shadow is not None:
                    self.follower = heart
                    break
                if owner.timers is not heart:
                    continue
                if type(owner) is not kind:
                    kind = type(owner)
                    function, _ = owner.applies.get("heart_beat", _NOTHING)
                if function is None:
                    continue
                context.commanding = owner if everybody or owner.flags & COMMANDS else None
                owner.touched = now
                function(owner)
                if budget.row_is_over or graves or replacements:
                    break
        except (LpcError, ExecutionLimit, RecursionError) as error:
            heart.fails(error)
            raise
        finally:
            context.commanding = None
        context.callers.pop()
