"""The world: everything that exists in one running mud, and nothing of how it waits or talks.

World is the one object that ties the parts together; each part is a module of its own and receives the world. The
driver makes one World a run and hands it what comes from outside as `Ports`; several worlds may live in one process.
Only the one task that runs LPC touches a world.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

import attrs

from ..data import define
from ..errors import ExecutionLimit, LpcError
from .context import Context
from .coroutines import Coroutines
from .ed import Editors
from .files import Sandbox
from .limits import Limits
from .living import LivingNames
from .marks import Marks
from .outside.databases import Databases
from .outside.lookups import Lookups
from .outside.operations import Operations
from .outside.ports.http import HttpRequests
from .outside.sockets import Sockets
from .outside.web import Web
from .programs.loading import Loader
from .promises import Promises
from .saving import Saves
from .shadows import Shadows
from .table import ObjectTable
from .timing.timers import Timers
from .tracing.watching import Watch
from .uids import Uids
from .values import LpcObject

if TYPE_CHECKING:
    from ..config import Config
    from .evaluation import Evaluation
    from .interactive import Interactive
    from .outside.agents import Agents
    from .outside.mcp import Mcp
    from .parsing import Parser


class Ports(Protocol):
    """What the world asks of the driver around it; every method returns at once."""

    def now(self) -> float:
        """Seconds since the epoch at the start of the turn (virtual under replay and in tests)."""

    def log(self, text: str) -> None:
        """Write a line to the driver's debug log."""

    def set_debug_level(self, level: int) -> None:
        """How much the driver says of itself in its log: 0 (warnings) to 4 (everything)."""

    def console(self, text: str) -> None:
        """Text for whom nobody is there to read it: it goes to the driver's standard output."""

    def reload_certificate(self, number: int) -> None:
        """Read the certificate of a port again, the first of the configuration being 1; soon, not in this turn."""

    def shut_down(self, status: int) -> None:
        """LPC asked for the orderly stop; it begins after this turn."""


class Budget(Protocol):
    """The evaluation budget as LPC sees it, in microseconds."""

    limit: int  # of every entry; set_eval_limit() changes it

    def left(self) -> int:
        """What the running entry has left."""

    def clock(self) -> int:
        """Microseconds from some moment on, to tell how long something takes."""

    def refill(self) -> None:
        """Give the running entry its whole limit again."""


@define(slots=True)
class FixedBudget:
    """A budget that nothing consumes: where nobody measures."""

    limit: int

    def left(self) -> int:
        """Always all of it."""
        return self.limit

    def clock(self) -> int:
        """Nothing takes any time."""
        return 0

    def refill(self) -> None:
        """It is always full."""


@define(slots=True)
class Statistics:
    """What the world counts about itself."""

    commands: int = 0
    compiled_lines: int = 0


@define(slots=False, eq=False)  # with slots, cached properties would cost every attribute its speed
class World:
    """One running mud."""

    config: Config
    ports: Ports
    context: Context = attrs.field(init=False)
    objects: ObjectTable = attrs.field(init=False)
    editors: Editors = attrs.field(init=False)
    files: Sandbox = attrs.field(init=False)
    limits: Limits = attrs.field(init=False)
    living: LivingNames = attrs.field(init=False)
    marks: Marks = attrs.field(init=False)
    shadows: Shadows = attrs.field(init=False)
    sockets: Sockets = attrs.field(init=False)
    lookups: Lookups = attrs.field(init=False)
    http: HttpRequests = attrs.field(init=False)
    operations: Operations = attrs.field(init=False)
    promises: Promises = attrs.field(init=False)
    coroutines: Coroutines = attrs.field(init=False)
    databases: Databases = attrs.field(init=False)
    saves: Saves = attrs.field(init=False, factory=Saves)
    timers: Timers = attrs.field(init=False)
    uids: Uids = attrs.field(init=False)
    watch: Watch = attrs.field(init=False)
    web: Web = attrs.field(init=False)
    budget: Budget = attrs.field(init=False)
    report: Callable[[LpcError | ExecutionLimit], None] = attrs.field(
        init=False
    )  # tell whom an uncaught error concerns
    evaluation: Evaluation = attrs.field(init=False)
    efuns: Mapping[str, Any] = attrs.field(
        init=False, factory=dict
    )  # the registry, for calls that are only known at run time
    lpc_paths: dict[str, str] = attrs.field(init=False, factory=dict)  # real path of a compiled source -> its LPC path
    show_python: Callable[[str], str] | None = attrs.field(init=False, default=None)  # what an LPC file becomes
    boot_time: float = attrs.field(init=False)
    stopping: bool = attrs.field(init=False, default=False)  # shutdown() was called
    statistics: Statistics = attrs.field(init=False, factory=Statistics)
    master: LpcObject | None = attrs.field(init=False, default=None)
    simul_efuns: LpcObject | None = attrs.field(init=False, default=None)
    interactives: list[Interactive] = attrs.field(init=False, factory=list)  # in order of connection
    written: list[Interactive] = attrs.field(init=False, factory=list)  # whose output waits for the end of the turn
    random: Any = attrs.field(init=False, default=None)  # random.Random, seeded by the driver

    @classmethod
    def create(cls, config: Config, ports: Ports, loader: Loader, *, seed: int | None = None) -> World:
        """An empty world; the driver still gives it `budget` and `report` when it has better ones."""
        world = cls(config, ports)
        world.context = Context(config.max_call_depth)
        world.boot_time = world.context.now = ports.now()
        world.random = random.Random(seed)
        world.editors = Editors(world)
        world.files = Sandbox(config)
        world.limits = Limits.of(config)
        world.objects = ObjectTable(world, loader)
        world.uids = Uids(world)
        world.living = LivingNames()
        world.marks = Marks(world)
        world.shadows = Shadows(world)
        world.timers = Timers(world)
        world.watch = Watch(world)
        world.sockets = Sockets(world)
        world.lookups = Lookups(world)
        world.http = HttpRequests(world)
        world.operations = Operations(world)
        world.promises = Promises(world)
        world.coroutines = Coroutines(world)
        world.databases = Databases(world)
        world.web = Web(world)
        world.budget = FixedBudget(config.max_evaluation_cost)
        world.report = world.log_error
        return world

    # -- parts that few muds have ----------------------------------------------------------------------------

    @cached_property
    def agents(self) -> Agents:
        """Language models that act in the mud."""
        from .outside.agents import Agents

        return Agents(self)

    @cached_property
    def mcp(self) -> Mcp:
        """The tools that objects offer to programs that speak MCP."""
        from .outside.mcp import Mcp

        return Mcp(self)

    @cached_property
    def parser(self) -> Parser:
        """The parser of natural language."""
        from .parsing import Parser

        return Parser(self)

    def log_error(self, error: LpcError | ExecutionLimit) -> None:
        """The plain way to report an uncaught error."""
        self.ports.log(error.text())

    def source_exists(self, path: str) -> bool:
        """Is there a file of that LPC path (without leading slash)?"""
        real = self.files.locate(path)
        return real is not None and os.path.exists(real)
