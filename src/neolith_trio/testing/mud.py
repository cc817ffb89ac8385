"""A driver on some LPC files, for the length of an `async with`."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import trio

from neolith_trio.backend.log import DebugLog
from neolith_trio.config import Config
from neolith_trio.driver import Driver
from neolith_trio.invocation import Run
from neolith_trio.protocols.ports import Kind
from neolith_trio.testing.user import PATIENCE, ScriptedUser

START = 1_000_000_000.0
"""When a mud in a test believes that it was started, in seconds since the epoch."""


class MemoryLog(DebugLog):
    """A log that a test can read."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def write(self, text: str) -> None:
        self.tell(text)
        self.lines.extend(text.rstrip("\n").split("\n"))

    def recent(self) -> list[str]:
        return self.lines


class Mud:
    """A running mud."""

    def __init__(self, driver: Driver, log: MemoryLog, output: bytearray) -> None:
        self.driver = driver
        self.directory = driver.config.mudlib_dir
        self.output = output
        """What was written to standard output: the console's side of a replay."""
        self.status: int | None = None
        """The exit status, once the driver has ended."""
        self._log = log
        self._up = trio.Event()
        self._over = trio.Event()

    @property
    def log(self) -> list[str]:
        """The lines of the driver's log."""
        return self._log.lines

    async def connect(
        self, kind: Kind = Kind.TELNET, local_port: int | None = None, *, reconnects: bool = False
    ) -> ScriptedUser:
        """A new user, connected."""
        number = (0 if kind is Kind.CONSOLE else 4000) if local_port is None else local_port
        user = ScriptedUser(self.driver.port, kind, number, reconnects=reconnects)
        await user.arrive()
        return user

    async def ended(self) -> int:
        """Wait until the driver has ended by itself; its exit status."""
        with trio.fail_after(PATIENCE):
            await self._over.wait()
        assert self.status is not None
        return self.status

    def started(self, value: Driver | None = None) -> None:
        """Called by the driver when users can come in."""
        self._up.set()

    async def _live(self) -> None:
        self.status = await self.driver.run(task_status=self)
        self._up.set()
        self._over.set()


def configured(files: Mapping[str, str], directory: Path, settings: str = "") -> Config:
    """Write a mudlib and its neolith.conf, and read that; the master is master.c."""
    lib = directory / "lib"
    for name, text in files.items():
        path = lib / name.lstrip("/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    conf = directory / "neolith.conf"
    conf.write_text(f"MudlibDir lib\nMasterFile /master.c\n{settings}\n", encoding="utf-8")
    return Config.load(conf)


@asynccontextmanager
async def running(
    files: Mapping[str, str], settings: str = "", *, invocation: Run | None = None, seed: int = 1
) -> AsyncIterator[Mud]:
    """A driver on these LPC files (name -> text), with these further lines of configuration.

    It is stopped in order at the end, if it has not ended by then. An error of the test gets a note of its log.
    """
    with tempfile.TemporaryDirectory() as directory:
        config = configured(files, Path(directory), settings)
        log = MemoryLog()
        output = bytearray()
        driver = Driver(config, invocation, signals=False, log=log, start=START, seed=seed, write=output.extend)
        mud = Mud(driver, log, output)
        async with trio.open_nursery() as nursery:
            nursery.start_soon(mud._live)
            # a mud that does not come up is up to the test: mud.status tells
            await mud._up.wait()
            try:
                yield mud
            except Exception as problem:
                problem.add_note("\n".join(["the end of the driver's log:", *log.recent()[-20:]]))
                raise
            if mud.status is None:
                driver.stop("the test is over")
                await mud.ended()
