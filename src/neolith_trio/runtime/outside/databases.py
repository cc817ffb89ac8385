"""The databases that LPC has open: a handle for each, whose it is, and the result that db_fetch() reads.

The rule: a handle belongs to the object that has opened it, and ends with it. Whether somebody may use it is the
efuns' business (efuns/databases.py); what is behind it is the port's.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import attrs

from ...data import define
from ...errors import runtime_error
from ..values import Entity
from .ports.database import DatabasePort, NoDatabases, Target

if TYPE_CHECKING:
    from ..world import World


@define(slots=True, eq=False)
class Database:
    """One open database."""

    handle: int
    target: Target
    owner: Entity
    columns: list[Any] = attrs.field(factory=list)
    rows: list[Any] = attrs.field(factory=list)
    """Of the last result, as LPC values."""


class Databases:
    """The open databases of a world."""

    def __init__(self, world: World) -> None:
        self.port: DatabasePort = NoDatabases()
        self._world = world
        self._open: dict[int, Database] = {}
        self._handles = itertools.count(1)
        world.objects.tell_departures(self._open, self._departed)

    def admit(self, owner: Entity, target: Target) -> Database:
        """A new handle. LpcError when there are too many already."""
        most = self._world.config.max_databases
        if len(self._open) >= most:
            raise runtime_error(f"Too many databases are open ({most})")
        new = Database(next(self._handles), target, owner)
        self._open[new.handle] = new
        self._world.objects.heed(owner)
        return new

    def find(self, handle: int) -> Database | None:
        """The database of a handle."""
        return self._open.get(handle)

    def open(self) -> tuple[Database, ...]:
        """All of them, the oldest first."""
        return tuple(self._open.values())

    def close(self, database: Database) -> None:
        """Its handle is of no use any more."""
        if self._open.pop(database.handle, None) is not None:
            self.port.close(database.handle)

    def _departed(self, ob: Entity) -> None:
        for one in [one for one in self._open.values() if one.owner is ob]:
            self.close(one)
