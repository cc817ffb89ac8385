"""Plays an LPC application on a driver inside the test, with a clock that does not wait.

An application is main.c, or mud.conf and lib/; main.in is what is typed on the console, main.opts are options of the
driver, in which `{PORT1}` stands for a port that is free. In main.in `<WAIT s>` is a pause, `<RAW text>` a piece of a
line, and a last `<EOF>` ends the input. The tests of this directory use it.
"""

from __future__ import annotations

from pathlib import Path

import attrs
import trio

from neolith_trio.config import Config
from neolith_trio.driver import Driver
from neolith_trio.invocation import Run, parse
from neolith_trio.protocols.ports import Kind
from neolith_trio.testing.mud import START, MemoryLog, Mud
from neolith_trio.testing.user import ScriptedUser
from tests.e2e.processes import free_port

FIRST = 0.6
GAP = 0.15  # seconds between lines: the next one comes when the last has been answered


async def play(work: Path) -> tuple[str, int | None, str]:
    """What the application in `work` wrote on the screen, its exit status and its log."""
    return await _play(_invocation(work), _words(work / "main.in"))


def _words(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split("\n")[:-1] if path.exists() else []


def tidy(text: str) -> list[str]:
    """The lines without trailing white space, as outputs are compared."""
    lines = [line.rstrip() for line in text.replace("\r", "").split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _invocation(work: Path) -> Run:
    conf = work / "mud.conf"
    target = ["-f", str(conf), "-c"] if conf.exists() else ["-c", str(work / "main.c")]
    run = parse([*(word.replace("{PORT1}", str(free_port())) for word in _words(work / "main.opts")), *target])
    assert isinstance(run, Run)
    return run


async def _play(run: Run, lines: list[str]) -> tuple[str, int | None, str]:
    """Run the application with somebody at the console who types the lines."""
    log = MemoryLog()
    config = Config.choose(run.config_file, run.lpc_file)
    driver = Driver(config, attrs.evolve(run, console=False), signals=False, log=log, start=START, seed=1)
    mud = Mud(driver, log, bytearray())
    screen = ""
    async with trio.open_nursery() as nursery:
        nursery.start_soon(mud._live)
        await mud._up.wait()
        if mud.status is None:
            user = await mud.connect(Kind.CONSOLE)
            nursery.start_soon(_type, user, lines)
            await mud.ended()
            screen = user.screen
        nursery.cancel_scope.cancel()
    return screen, mud.status, "\n".join(log.lines)


async def _type(user: ScriptedUser, lines: list[str]) -> None:
    await trio.sleep(FIRST)
    begun = ""
    for line in lines:
        if line == "<EOF>":
            await user.end_input()
        elif line.startswith("<WAIT "):
            await trio.sleep(float(line[6:-1]))
        elif line.startswith("<RAW "):
            begun += line[5:-1].replace("\\n", "\n")
        else:
            begun += f"{line}\n"
        *whole, begun = begun.split("\n")
        await user.type(*whole)
        await trio.sleep(GAP)
