"""LPC expressions and what they give, as text: the tables of test_operators*.py and tests/efuns.

A case is `expression` or `statements; expression` with the variables a, b, c and d. Its answer is the value in the
one-line form of error messages, which only real LPC values have, or the text of the error after "ERR ". All cases of
a table are functions of one program, compiled once.
"""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from neolith_trio.backend.compiling import make_loader
from neolith_trio.config import Config
from neolith_trio.efuns import REGISTRY
from neolith_trio.errors import LpcError
from neolith_trio.runtime import master
from neolith_trio.runtime.budget import CountedBudget
from neolith_trio.runtime.calls import apply
from neolith_trio.runtime.evaluation import Evaluation
from neolith_trio.runtime.texts.printing import show
from neolith_trio.runtime.world import World

PLENTY = 10_000_000
Case = tuple[str, str]


class Outside:
    """The driver around the world; what it logs is kept."""

    def __init__(self) -> None:
        self.logged: list[str] = []

    def now(self) -> float:
        return time.time()

    def log(self, text: str) -> None:
        self.logged.append(text)

    def console(self, text: str) -> None:
        self.logged.append(text)

    def reload_certificate(self, number: int) -> None:
        pass

    def shut_down(self, status: int) -> None:
        self.logged.append(f"shut down {status}")


def world_of(directory: Path, source: str, **settings: Any) -> World:
    """A world whose master object is that LPC text."""
    (directory / "master.c").write_text(source, encoding="utf-8")
    config = Config(mudlib_dir=directory, master_file="/master.c", **settings)
    outside = Outside()
    world = World.create(config, outside, make_loader(config), seed=1)
    world.efuns = REGISTRY
    world.evaluation = Evaluation(world, CountedBudget(PLENTY))
    world.budget = world.evaluation.budget
    loaded = world.evaluation.run(lambda: master.load_master(world))
    assert loaded, outside.logged
    return world


def answers(directory: Path, cases: Sequence[Case], **settings: Any) -> list[str]:
    """What the expressions of a table give."""
    world = world_of(
        directory, "\n".join(_function(number, text) for number, (text, _) in enumerate(cases)), **settings
    )
    return [answer(world, f"t{number}") for number in range(len(cases))]


def answer(world: World, name: str, *args: Any) -> str:
    """What a function of the master gives."""
    found: list[str] = []

    def call() -> None:
        try:
            found.append(show(apply(world, None, world.master, name, *args)))
        except LpcError as error:
            found.append("ERR " + str(error.value).removesuffix("\n"))

    world.evaluation.run(call)
    return found[0]


def _function(number: int, text: str) -> str:
    parts = re.split(r"; (?=[^;]*$)", text)
    statements = f"{parts[0]};" if len(parts) > 1 else ""
    return f"mixed t{number}() {{ mixed a, b, c, d; {statements} return {parts[-1]}; }}"
