"""What the backend understands.

Rule: everything that reaches the backend from outside is one of these, so a recording of them drives it alone
(codec.py). For the backend and for the driver, which chooses the source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ..data import frozen

if TYPE_CHECKING:
    from ..protocols.ports import Connected, Disconnected, Received, Typed
    from ..runtime.outside.ports.http import HttpEvent
    from ..runtime.outside.ports.operation import OperationEvent
    from ..runtime.outside.ports.socket import LookedUp, SocketEvent
    from ..runtime.outside.ports.web import WebEvent
    from .errands.desk import Asked, GivenUp


@frozen
class StopRequested:
    """Somebody outside LPC wants the orderly stop: a signal, an embedding program, a service that failed."""

    reason: str
    status: int = 0


Event: TypeAlias = (
    "Typed | Connected | Received | Disconnected | StopRequested"
    " | SocketEvent | LookedUp | HttpEvent | OperationEvent | WebEvent | Asked | GivenUp"
)
