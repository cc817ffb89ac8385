"""What operations of LPC have to do with the outside: who carries them out, and the events by which they are heard of.

The rule: `begin` is answered by any number of `OperationProgressed` and then exactly one `OperationEnded`, whatever
happens. What comes in is plain data (`Plain`), so it can be written down; `lpc_value` makes LPC values of it. Nothing
is answered from outside but by events: a replay needs nobody to carry operations out.
"""

from __future__ import annotations

import enum
from typing import Any, Final, Protocol, TypeAlias

import attrs

from ....config import Charset
from ....data import frozen
from ...values import Entity, Mapping, to_key, wrap

Plain: TypeAlias = "bool | int | float | str | bytes | tuple[Plain, ...] | dict[str, Plain] | None"
"""None is LPC's 0, text a string, bytes a buffer, a tuple an array, a dict a mapping."""


class Ending(enum.Enum):
    """How an operation ended, as LPC reads it in the answer's "outcome"."""

    RESULT = "result"
    ERROR = "error"
    TIMEOUT = "timeout"
    CANCELLED = "cancelled"


@frozen
class OperationEnded:
    """The one end of an operation: fields for the answer, and for every ending but RESULT why there are no more."""

    key: int
    outcome: str
    fields: dict[str, Plain] = attrs.field(factory=dict)
    error: str = ""


@frozen
class OperationProgressed:
    """How far an operation has come; `amount` is bytes, lines or what its kind counts."""

    key: int
    amount: float
    fields: dict[str, Plain] = attrs.field(factory=dict)


OperationEvent: TypeAlias = OperationEnded | OperationProgressed
EVENTS: Final = (OperationEnded, OperationProgressed)


class OperationPort(Protocol):
    """What carries out the operations of one kind of request."""

    def begin(self, key: int, owner: Entity, request: Any, seconds: float) -> None:
        """Carry `request` out, within so many seconds."""

    def cancel(self, key: int, reason: str) -> None:
        """End it; its `OperationEnded` still comes. Unknown keys are those that have ended."""


class NoOperations:
    """Nobody carries operations out: in a replay, whose recording has the events."""

    def begin(self, key: int, owner: Entity, request: Any, seconds: float) -> None:
        pass

    def cancel(self, key: int, reason: str) -> None:
        pass


def lpc_value(plain: Plain, charset: Charset) -> Any:
    """Plain data as a new LPC value."""
    match plain:
        case None:
            return 0
        case bool() | int():
            return wrap(int(plain))
        case str():
            return charset.to_lpc(plain)
        case bytes():
            return bytearray(plain)
        case tuple():
            return [lpc_value(one, charset) for one in plain]
        case dict():
            return Mapping((to_key(charset.to_lpc(key)), lpc_value(one, charset)) for key, one in plain.items())
    return plain
