"""Fairness: whose command is next.

Rule: in one cycle everybody who has input gets one command, in the order in which their input came; who has more stands
at the end of the line again, for the next cycle. So nobody's typed-ahead commands delay anybody by more than one
command. command() in LPC and everything that timers do are not commands in this sense. For the backend.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

U = TypeVar("U")


class Turns(Generic[U]):
    """The line of those who have something to run."""

    def __init__(self) -> None:
        self._line: dict[U, None] = {}
        self.ask: Callable[[U], object] = self._line.setdefault
        """`user` has something to run; asking again does not change his place."""

    def __bool__(self) -> bool:
        return bool(self._line)

    def leave(self, user: U) -> None:
        """`user` has nothing to run any more."""
        self._line.pop(user, None)

    def cycle(self) -> Iterator[U]:
        """Everybody who is in the line now, once; who asks meanwhile gets a turn in the next cycle."""
        for user in list(self._line):
            if user in self._line:
                del self._line[user]
                yield user
