"""One entry into LPC: its budget, its limits, and its end.

`Evaluation.run` is the only way from the outside into LPC. Whatever the LPC code does, it returns: an error is
reported (reports.py), the books of the context are cleared, and the next entry starts clean. Who makes many entries in
a row makes them inside `entries()`, so that what is the same for all of them is done once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from ..errors import ExecutionLimit, LpcError
from . import limits
from .budget import EntryBudget
from .reports import Reports, as_lpc_error, end_of_stack

if TYPE_CHECKING:
    from .world import World

FRAMES_PER_CALL: Final = 6  # Python frames of one LPC call through an efun, at most
MOST_FRAMES: Final = 2_900  # beyond 3,000 a recursion through a sort comparator crashes CPython
SPARE_FRAMES: Final = 150


class Evaluation:
    """The entries of one world."""

    def __init__(self, world: World, budget: EntryBudget) -> None:
        self._world = world
        self.budget = budget
        self.reports = Reports(world)
        """What becomes of errors."""
        self.report = self.reports.report
        # compiled code asks for it here, at every catch() that catches something
        self.caught = self.reports.caught
        self._running = False
        self._limit = 0  # Python's recursion limit for entries, while they are prepared
        self._frames = min(world.context.maximum_depth * FRAMES_PER_CALL + SPARE_FRAMES, MOST_FRAMES)

    def entries(self) -> _Entries:
        """A context manager around entries in a row, at one moment of the clock.

        Nothing else may run meanwhile: for others Python's recursion limit may be low.
        """
        return _Entries(self)

    def run(self, entry: Callable[..., Any], *args: Any) -> bool:
        """Call `entry` as one entry; False when it ended in an error (which is reported then)."""
        if not self._limit:
            with self.entries():
                return self.run(entry, *args)
        if self._running:
            raise RuntimeError("an entry into LPC inside another one")
        world, budget = self._world, self.budget
        self._running = True
        if world.watch.wanted:
            world.watch.start()
        try:
            budget.begin()
            entry(*args)
            return True
        except (LpcError, ExecutionLimit, RecursionError) as error:
            budget.end()
            self._report_uncaught(error)
            return False
        except TypeError as error:
            budget.end()
            self._report_uncaught(end_of_stack(error))
            return False
        finally:
            budget.end()
            if world.watch.wanted:
                world.watch.stop()
            self._running = False
            context = world.context
            context.callers.clear()
            context.commanding = context.interacting = context.command = None
            world.objects.end_of_turn()

    def _report_uncaught(self, error: LpcError | ExecutionLimit | RecursionError) -> None:
        """Report in an entry of its own: the handler has a whole budget, and room however deep the error was."""
        sys.setrecursionlimit(_depth() + MOST_FRAMES)
        try:
            self.budget.begin()
            self.report(as_lpc_error(error))
        finally:
            sys.setrecursionlimit(self._limit)


class _Entries:
    """A class, for every cycle goes through one, and a generator costs three times as much."""

    __slots__ = ("_before", "_evaluation")

    def __init__(self, evaluation: Evaluation) -> None:
        self._evaluation = evaluation

    def __enter__(self) -> None:
        evaluation = self._evaluation
        world = evaluation._world
        limits.use(world.limits)
        world.context.now = world.ports.now()
        self._before = sys.getrecursionlimit()
        evaluation._limit = _depth() + evaluation._frames
        sys.setrecursionlimit(evaluation._limit)

    def __exit__(self, *error: object) -> None:
        self._evaluation._limit = 0
        sys.setrecursionlimit(self._before)


def _depth() -> int:
    """How many Python frames there are now."""
    depth = 0
    frame = sys._getframe()
    while frame is not None:
        depth += 1
        frame = frame.f_back  # type: ignore[assignment]
    return depth
