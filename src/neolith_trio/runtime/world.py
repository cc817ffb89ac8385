"""The world: everything that exists in one running mud, and nothing of how it waits or talks.

World is the one object that ties the parts together; each part is a module of its own and receives the world. The
driver makes one World a run and hands it what comes from outside as `Ports`; several worlds may live in one process.
Only the one task that runs LPC touches a world.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import attrs

from .context import Context
from .values import LpcObject

if TYPE_CHECKING:
    from ..config import Config
    from .files import Sandbox
    from .interactive import Interactive
    from .living import LivingNames
    from .shadows import Shadows
    from .table import ObjectTable
    from .timers import Timers
    from .uids import Uids


class Ports(Protocol):
    """What the world asks of the driver around it; every method returns at once."""

    def now(self) -> float:
        """Seconds since the epoch at the start of the turn (virtual under replay and in tests)."""

    def log(self, text: str) -> None:
        """Write a line to the driver's debug log."""

    def console(self, text: str) -> None:
        """Text for whom nobody is there to read it: it goes to the driver's standard output."""

    def shut_down(self, status: int) -> None:
        """LPC asked for the orderly stop; it begins after this turn."""


@attrs.define(slots=True, eq=False)
class World:
    """One running mud."""

    config: Config
    ports: Ports
    context: Context = attrs.field(init=False)
    objects: ObjectTable = attrs.field(init=False)
    files: Sandbox = attrs.field(init=False)
    living: LivingNames = attrs.field(init=False)
    shadows: Shadows = attrs.field(init=False)
    timers: Timers = attrs.field(init=False)
    uids: Uids = attrs.field(init=False)
    master: LpcObject | None = attrs.field(init=False, default=None)
    simul_efuns: LpcObject | None = attrs.field(init=False, default=None)
    interactives: list[Interactive] = attrs.field(init=False, factory=list)  # in order of connection
    random: Any = attrs.field(init=False, default=None)  # random.Random, seeded by the driver
