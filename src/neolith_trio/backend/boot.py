"""A world comes up: simul_efuns, the master, epilog(), preload() for each file, in Neolith's order.

Rule: each step is an entry of its own, and between steps everybody else gets a turn, so that a long boot can be ended.
The world fails to come up only when its simul_efun object or its master fails; a simul_efun file that is not there, and
a file that cannot be preloaded, are reported and the boot goes on. The driver calls this before anybody can connect.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import trio

from ..config import Config
from ..efuns.extensions import visible_in
from ..errors import NeolithError
from ..runtime import master
from ..runtime.budget import best_budget
from ..runtime.evaluation import Evaluation
from ..runtime.files import Sandbox
from ..runtime.programs.loading import Loader
from ..runtime.world import Ports, World


class BootFailed(NeolithError):
    """The simul_efun object or the master did not come up; why is in the log."""

    status = 1  # of the process


class MasterMissing(BootFailed):
    """There is no file of the master object."""

    status = 255  # as in Neolith


def create_world(config: Config, ports: Ports, loader: Loader, *, seed: int, timer: bool) -> World:
    """An empty world with all its parts; `timer` lets the evaluation budget use a signal."""
    world = World.create(config, ports, loader, seed=seed)
    world.files = Sandbox(config)
    world.efuns = visible_in(config)
    world.evaluation = Evaluation(world, best_budget(config.max_evaluation_cost, timer=timer))
    world.budget = world.evaluation.budget
    world.report = world.evaluation.report
    return world


async def boot(
    world: World, epilog_level: int, *, tick: Callable[[], None], wanted: Callable[[], bool] = lambda: True
) -> None:
    """Bring the world up. `tick` lets the clock go on between steps; the boot ends early when it is not `wanted`."""

    async def step(thunk: Callable[[], Any]) -> bool:
        await trio.lowlevel.checkpoint()
        tick()
        return wanted() and world.evaluation.run(thunk)

    config = world.config
    if not await step(lambda: master.load_simul_efuns(world)) and wanted():
        raise BootFailed(f"the simul_efun object {config.simul_efun_file} did not come up")
    if not await step(lambda: master.load_master(world)) and wanted():
        raise BootFailed(f"the master object {config.master_file} did not come up")
    if world.master is None and wanted():
        why = "no such file, or none that may be read"
        raise MasterMissing(f"The master file {config.master_file} was not loaded: {why}.")
    files: list[str] = []
    await step(lambda: files.extend(master.epilog(world, epilog_level)))
    for path in files:
        await step(lambda path=path: master.preload(world, path))  # type: ignore[misc]
