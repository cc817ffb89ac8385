"""Commands in a row: everybody's turn has come at the same moment, and most are over at once.

The rule: each is the entry that `clients.typed` describes, with its own budget and its own error; in a row only that is
not done again which the one before has left as it was. A row ends behind the command that takes its time, that fails,
or that leaves something to do, and before the user with whom it is not done by running a line. For the backend.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import Final, TypeAlias

from ..runtime.clients import typed
from ..runtime.world import World
from .ports import WorldPorts
from .users import User

Ask: TypeAlias = Callable[[User], object]
LONGEST: Final = 32  # commands after which output goes out: the answers travel while others' commands run


class Row:
    """The command of `user`, who is_plain, and of those behind him; then `user` is who had the last one."""

    def __init__(self, world: World, ports: WorldPorts, user: User, others: Iterator[User], ask: Ask) -> None:
        """`ask`: is told who has more to run."""
        self.user = user
        self.follower: User | None = None
        """Who came behind them, when that is known."""
        self.commands = 0
        self._world = world
        self._ports = ports
        self._others = others
        self._ask = ask

    def run(self) -> None:
        """Run one command after the other. An error of one goes to the caller."""
        world, ports, ask = self._world, self._ports, self._ask
        budget, watch, objects = world.evaluation.budget, world.watch, world.objects
        graves, replacements = objects.graves, objects.replacements
        codec = world.config.charset.codec
        budget.begin_row()
        for before, user in enumerate(chain((self.user,), islice(self._others, LONGEST - 1))):
            line = user.take_plain()
            if line is None:
                self.follower = user
                return
            self.user, self.commands = user, before + 1
            link = user.link
            typed(world, link, line.decode(codec, "surrogateescape") if link.codec is None else link.decode(line))
            if (
                budget.row_is_over
                or not link.ordinary
                or graves
                or replacements
                or watch.wanted
                or ports.exit_status is not None
            ):
                return
            if user.waiting:
                ask(user)
