"""A mud of LPC files in a directory, with one console user, run without sockets or clock."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs

from neolith_trio.backend.compiling import make_loader
from neolith_trio.config import Config
from neolith_trio.efuns import REGISTRY
from neolith_trio.runtime import commands, interactive, master
from neolith_trio.runtime.budget import CountedBudget
from neolith_trio.runtime.evaluation import Evaluation
from neolith_trio.runtime.files import Sandbox
from neolith_trio.runtime.timing.beating import in_rows
from neolith_trio.runtime.world import World

from ..runtime.worlds import Line, Outside

MASTER = """
string get_root_uid() { return "Root"; }
string get_bb_uid() { return "Back"; }
string creator_file(string file) { return "Back"; }
int valid_seteuid(object ob, string id) { return 1; }
object connect(int port) { return new("/user"); }
"""


class Mud:
    """A running mud; `files` are its LPC files by path. The user is an object of user.c."""

    def __init__(self, root: Path, files: dict[str, str], *, counting: bool = False, **settings: Any) -> None:
        self.root = root
        for path, text in {"master.c": MASTER, **files}.items():
            place = root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text)
        config = attrs.evolve(Config(mudlib_dir=root, master_file="/master.c"), **settings)
        self.outside, self.line = Outside(), Line()
        self.world = World.create(config, self.outside, make_loader(config, counting=counting), seed=1)
        self.world.files = Sandbox(config)
        self.world.efuns = REGISTRY
        self.world.evaluation = Evaluation(self.world, CountedBudget(config.max_evaluation_cost))
        self.world.budget = self.world.evaluation.budget
        self.world.report = self.world.evaluation.report
        self.enter(lambda: master.load_master(self.world))
        self.user: Any = None

    def enter(self, thunk: Callable[[], Any]) -> str:
        """Run one entry; returns what the user's screen shows afterwards."""
        self.world.evaluation.run(thunk)
        for link in list(self.world.interactives):
            link.flush()
        shown = b"".join(self.line.written).decode()
        self.line.written.clear()
        return shown

    def logon(self) -> str:
        """The user comes."""

        def connect() -> None:
            self.user = interactive.connect(self.world, self.line, 4000)  # type: ignore[arg-type]

        first = self.enter(connect)
        return first + self.enter(lambda: interactive.logon(self.world, self.user))

    def types(self, line: str) -> str:
        """The user types a line."""
        link = self.world.interactives[0]
        return self.enter(lambda: commands.process_input(self.world, link.object, line))  # type: ignore[arg-type]

    def wait(self, seconds: float) -> str:
        """Time passes."""
        end = self.outside.clock + seconds
        shown = ""
        while (due := self.world.timers.next_due()) is not None and due <= end:
            self.outside.clock = max(due, self.outside.clock)
            for entry in in_rows(self.world, self.world.timers.pop_due(self.outside.clock)):
                shown += self.enter(entry)
            shown += self.follow()
        self.outside.clock = end
        return shown

    def follow(self) -> str:
        """Async functions go on, until all wait for something else than each other."""
        shown = ""
        while self.world.promises:
            self.world.promises.begin_cycle()
            while (entry := self.world.promises.next_entry()) is not None:
                shown += self.enter(entry)
        return shown


def logon(root: Path, body: str, files: dict[str, str] | None = None, **settings: Any) -> list[str]:
    """The lines that a user writes whose logon() has that body."""
    user = f'void p(mixed what) {{ printf("%O\\n", what); }}\n{body}'
    if "void logon()" not in body:
        user = f'void p(mixed what) {{ printf("%O\\n", what); }}\nvoid logon() {{\n{body}\n}}\n'
    mud = Mud(root, {**(files or {}), "user.c": user}, **settings)
    shown = (mud.logon() + mud.follow()).splitlines()
    logged = _uncaught(mud.outside.logged)
    assert logged == [], logged
    return shown


def _uncaught(logged: list[str]) -> list[str]:
    """The log without errors that a catch() saw, which FluffOS logs for a master that has no error_handler()."""
    kept: list[str] = []
    trace: list[str] = []
    for line in logged:
        if trace or line.startswith("No error handler"):
            trace.append(line)
        elif "warning: Unused local variable" not in line:
            kept.append(line)
        if line == "--- end trace ---":
            kept += [] if "in <catch>()" in "".join(trace) else trace
            trace = []
    return kept + trace
