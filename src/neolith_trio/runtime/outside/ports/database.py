"""What LPC has to do with databases: the values that go there and come back, requests, and who carries them out.

The rule: everything here is plain data. A handle is a number that the world gives (runtime/outside/databases.py); what
is behind it only the port knows. Statements of one handle are carried out in the order of the calls.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import Protocol, TypeAlias

import attrs

from ....data import frozen
from .operation import Plain

SqlValue: TypeAlias = "int | float | str | bytes | None"
SqlValues: TypeAlias = "tuple[SqlValue, ...] | Mapping[str, SqlValue]"
"""What stands for the placeholders of a statement: in order, or by name."""


class DatabaseError(Exception):
    """A database did not do what it was asked; the text is for LPC."""


class Engine(enum.Enum):
    """The kinds of database."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"


@frozen
class Target:
    """A database that can be opened: a file, or the address of a server, which may have a password in it."""

    engine: Engine
    label: str
    """Its name for people."""
    address: str = attrs.field(repr=False)
    password: str = attrs.field(default="", repr=False)
    read_only: bool = False


@frozen
class Statement:
    """One statement and the values for its placeholders."""

    sql: str
    values: SqlValues = ()


@frozen
class Bounds:
    """How much of a result there may be: rows, bytes in all, and bytes of a text."""

    rows: int
    size: int
    text: int


@frozen
class Result:
    """What a statement has given."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[SqlValue, ...], ...] = ()
    changes: int = 0
    """How many rows were inserted, updated or deleted."""
    last_id: int = 0
    """The id of the row that was inserted last."""

    def fields(self) -> dict[str, Plain]:
        """The same as fields of an answer."""
        return attrs.asdict(self, recurse=False)


@frozen
class Opening:
    """Open a database under a handle."""

    target: Target


@frozen
class Querying:
    """Carry out a statement."""

    statement: Statement
    bounds: Bounds


@frozen
class Transacting:
    """Carry out statements, all of them or none."""

    statements: tuple[Statement, ...]
    bounds: Bounds


@frozen
class DatabaseRequest:
    """An operation on the database of a handle."""

    handle: int
    errand: Opening | Querying | Transacting


class DatabasePort(Protocol):
    """What carries out the calls that wait for their answer, each within `seconds`. They raise DatabaseError."""

    def open(self, handle: int, target: Target, seconds: float) -> None:
        """Open a database under a new handle."""

    def execute(self, handle: int, statement: Statement, bounds: Bounds, seconds: float) -> Result:
        """Carry out a statement."""

    def close(self, handle: int) -> None:
        """Close it once everything has ended that was begun before; what is not committed is undone."""


class NoDatabases:
    """There are no databases."""

    def open(self, handle: int, target: Target, seconds: float) -> None:
        raise DatabaseError("there are no databases here")

    def execute(self, handle: int, statement: Statement, bounds: Bounds, seconds: float) -> Result:
        raise DatabaseError("there are no databases here")

    def close(self, handle: int) -> None:
        pass
