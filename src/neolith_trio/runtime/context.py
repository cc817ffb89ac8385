"""The books that are kept while LPC runs: who called, who commands, how deep, how long.

One Context belongs to one World and is used by the one task that runs LPC. Compiled code never touches it for plain
calls inside an object; the functions in calls.py do, at every entry that changes the object.

`callers` is the stack of previous objects: one entry for every call that came from outside the object that runs now
(None for a call by the driver itself). Its length is the call depth in LPC terms.
"""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Any, Final

from ..errors import ExecutionLimit, LpcError
from .values import Entity, LpcObject

if TYPE_CHECKING:
    from .commands import CommandTurn

DEFAULT_CALL_DEPTH: Final = 50


class Context:
    """Mutable state of the running evaluation."""

    __slots__ = ("callers", "command", "commanding", "deferred", "interacting", "maximum_depth", "now")

    def __init__(self, maximum_depth: int = DEFAULT_CALL_DEPTH) -> None:
        self.callers: list[Entity | None] = []
        self.maximum_depth = maximum_depth
        self.deferred: list[list[Any]] = []  # what the functions on the way here gave to defer(), the innermost last
        self.now: float = 0.0  # the clock at the start of this entry: when the objects it reaches were last used
        self.commanding: Entity | None = None  # this_player()
        self.interacting: Entity | None = None  # this_player(1)
        self.command: CommandTurn | None = None  # verb, notify_fail, ... of the command that runs

    def this_player(self) -> LpcObject | int:
        """The object that commands now, 0 when there is none or it was destructed."""
        return self.commanding if isinstance(self.commanding, LpcObject) else 0

    def this_interactive(self) -> LpcObject | int:
        """The interactive object whose input or call_out is being worked on, or 0."""
        return self.interacting if isinstance(self.interacting, LpcObject) else 0

    def commanded_by(self, commander: Entity | None) -> _Commanded:
        """A context manager: this_player() is `commander` inside."""
        return _Commanded(self, commander)

    def note(self, error: LpcError | ExecutionLimit) -> None:
        """Remember with an error who commanded what where it happened; the innermost note counts."""
        if error.commander is None:
            error.commander, error.interacting, error.command = self.commanding, self.interacting, self.command


class _Commanded:
    """A class, for every command goes through two of these, and a generator costs three times as much."""

    __slots__ = ("_before", "_commander", "_context")

    def __init__(self, context: Context, commander: Entity | None) -> None:
        self._context = context
        self._commander = commander

    def __enter__(self) -> None:
        context = self._context
        self._before, context.commanding = context.commanding, self._commander

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if isinstance(error, (LpcError, ExecutionLimit)):
            self._context.note(error)
        self._context.commanding = self._before
