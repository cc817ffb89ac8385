"""The tools: what a program can have done in the mud, each a plain async function and a line in TOOLS.

Rule: a tool asks the desk for its errands one by one and reports between them how far it is; cancelled, it asks for no
more. Nothing here knows of the `mcp` package: server.py makes tools of these.
"""

from __future__ import annotations

import secrets
import subprocess
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final

import attrs
import trio

from .. import manual
from ..backend.errands import Answer, Denied, Desk
from ..backend.errands.desk import Report
from ..backend.errands.kinds import CHANGING
from ..config import Config
from ..protocols.ports import Port
from ..runtime.outside.mcp import SECONDS
from .lpc_tools import LpcTool, ToolsOfLpc
from .player import TestPlayer

MOST_PLAYERS: Final = 8
MOST_LINES: Final = 1_000
REQUIRED: Final = object()
"""The default of an argument that has none."""
_TYPES: Final[dict[str, tuple[type, ...]]] = {
    "string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,), "array": (list,)
}  # fmt: skip


@attrs.define
class Mud:
    """A running mud as tools know it. `recent` gives the last lines of its log."""

    desk: Desk
    config: Config
    port: Port
    recent: Callable[[], Sequence[str]]
    players: dict[str, TestPlayer] = attrs.field(factory=dict)
    tools_of_lpc: ToolsOfLpc = attrs.field(factory=ToolsOfLpc)

    async def part(self) -> None:
        """Nobody uses it any more."""
        for player in self.players.values():
            await player.leave()
        self.players.clear()


@attrs.frozen
class Argument:
    """An argument of a tool; required when it has no default."""

    name: str
    type: str
    doc: str
    default: Any = REQUIRED

    @property
    def schema(self) -> dict[str, Any]:
        """It as JSON Schema."""
        items: dict[str, Any] = {"items": {}} if self.type == "array" else {}
        default = {} if self.default is REQUIRED else {"default": self.default}
        return {"type": self.type, "description": self.doc, **items, **default}


@attrs.frozen
class Tool:
    """One tool."""

    name: str
    doc: str
    run: Callable[..., Awaitable[Answer]]
    arguments: tuple[Argument, ...] = ()

    title: str | None = None
    """Its name for people, when it has another one."""

    @property
    def changes(self) -> bool:
        """Whether it can change the world or its files."""
        return self.name in CHANGING

    @property
    def schema(self) -> dict[str, Any]:
        """Its arguments as JSON Schema."""
        return {
            "type": "object",
            "properties": {one.name: one.schema for one in self.arguments},
            "required": [one.name for one in self.arguments if one.default is REQUIRED],
            "additionalProperties": False,
        }

    def checked(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The arguments, with defaults; Denied names one that is missing, unknown or of a wrong type."""
        known = {one.name: one for one in self.arguments}
        for name, value in given.items():
            if name not in known:
                raise Denied(f"{self.name} has no argument {name}; it has {', '.join(known) or 'none'}")
            wanted = known[name].type
            if not isinstance(value, _TYPES[wanted]) or (isinstance(value, bool) and wanted != "boolean"):
                raise Denied(f"{self.name}: {name} must be of the type {wanted}")
        missing = [one.name for one in self.arguments if one.default is REQUIRED and one.name not in given]
        if missing:
            raise Denied(f"{self.name}: {missing[0]} is missing")
        return {**{one.name: one.default for one in self.arguments if one.default is not REQUIRED}, **given}


def offered(mud: Mud) -> dict[str, Tool | LpcTool]:
    """The tools of a mud as it is now, by name."""
    everything: dict[str, Tool | LpcTool] = {tool.name: tool for tool in TOOLS}
    for tool in mud.tools_of_lpc.tools.values():
        everything.setdefault(tool.name, tool)
    return {name: tool for name, tool in everything.items() if mud.config.mcp_may_change or not tool.changes}


# -- tools that are one errand ----------------------------------------------------------------------------------


def _errand(kind: str) -> Callable[..., Awaitable[Answer]]:
    async def run(mud: Mud, report: Report, **arguments: Any) -> Answer:
        return await mud.desk.ask(kind, **arguments)

    return run


def _followed(kind: str) -> Callable[..., Awaitable[Answer]]:
    """One that waits when it has come to a promise."""

    async def run(mud: Mud, report: Report, **arguments: Any) -> Answer:
        return await mud.desk.follow(kind, report, SECONDS, **arguments)

    return run


# -- and those that are more ------------------------------------------------------------------------------------


async def check(mud: Mud, report: Report, path: str) -> Answer:
    """Compile a file, or all files in a directory that may be read, one a turn."""
    found = await mud.desk.ask("find_programs", path=path)
    if not found.fine:
        return found
    files, run = found.data["files"], secrets.token_hex(8)
    texts: list[str] = []
    rows: list[Any] = []
    errors = skipped = 0
    for number, file in enumerate(files):
        await report(number, len(files), file)
        answer = await mud.desk.ask("check", path=file, run=run)
        if not answer.fine:
            if len(files) == 1:
                return answer
            texts.append(answer.text)
            skipped += 1
            continue
        new = [row for row in answer.data["diagnostics"] if row not in rows]  # a header speaks in every file
        rows += new
        texts += [answer.text] if new else []
        errors += answer.data["errors"]
    await report(len(files), len(files), "done")
    checked = len(files) - skipped
    summary = f"{checked} files checked, {len(rows)} messages, {errors} of them errors"
    return Answer("\n".join([*texts, summary]), {"diagnostics": rows, "files": checked, "errors": errors})


async def tail_log(mud: Mud, report: Report, lines: int) -> Answer:
    """The last lines of the driver's log."""
    permitted = await mud.desk.ask("log")
    if not permitted.fine:
        return permitted
    return Answer("\n".join(list(mud.recent())[-min(max(lines, 1), MOST_LINES) :]))


async def search_manual(mud: Mud, report: Report, words: str) -> Answer:
    """The page of that name, or else the pages that speak of these words."""
    permitted = await mud.desk.ask("manual")
    if not permitted.fine:
        return permitted
    pages = manual.find(words.strip().removesuffix("()"))
    if pages:
        return Answer("\n".join(map(manual.markdown, pages)))
    found, complaint = manual.search(words.split() or [""])
    return Answer(found or complaint, fine=bool(found))


async def play(
    mud: Mud, report: Report, lines: list[Any], player: str, fresh: bool, wait: float
) -> Answer:
    """Type lines as a test player, each when the one before has been run; what the player saw."""
    permitted = await mud.desk.ask("play", lines=lines, player=player)
    if not permitted.fine:
        return permitted
    screen = ""

    async def turn() -> Answer:
        return await mud.desk.ask("pause")

    one = await _player(mud, player, fresh=fresh)
    await one.settle(turn, 1.0)
    for number, line in enumerate(lines):
        await report(number, len(lines), str(line))
        if one.closed:
            break
        screen += one.seen() + f"> {line}\n"
        await one.type(str(line))
        await one.settle(turn, 1.0)
    if wait > 0 and not one.closed:
        await trio.sleep(min(wait, 60))
    screen += one.seen()
    if one.closed:
        mud.players.pop(player, None)
        screen += "\n[the mud has closed the connection]\n"
    return Answer(screen)


async def _player(mud: Mud, name: str, *, fresh: bool) -> TestPlayer:
    known = mud.players.get(name)
    if known is not None and (fresh or known.closed):
        await known.leave()
        del mud.players[name]
        known = None
    if known is None:
        if len(mud.players) >= MOST_PLAYERS:
            raise Denied(f"there are {MOST_PLAYERS} test players already: {', '.join(mud.players)}")
        port = mud.config.ports[0].number if mud.config.ports else 0
        known = mud.players[name] = TestPlayer(mud.port, port)
        await known.arrive()
    return known


async def run_tests(mud: Mud, report: Report, path: str, words: str) -> Answer:
    """Run LPC tests in a driver of their own, with a virtual clock; this mud goes on meanwhile."""
    found = await mud.desk.ask("run_tests", path=path)
    if not found.fine:
        return found
    conf = [] if mud.config.source is None else ["-f", str(mud.config.source)]
    chosen = ["-k", words] if words else []
    command = [sys.executable, "-m", "neolith_trio", "run-tests", *conf, *chosen, found.data["path"]]
    text, status = await _output(command, report)
    return Answer(text, {"passed": status == 0}, fine=status == 0)


async def _output(command: Sequence[str], report: Report) -> tuple[str, int]:
    """What a command writes, told line by line, and its exit status; cancelled, it is ended."""
    written = bytearray()
    async with trio.open_nursery() as nursery:
        start = partial(
            trio.run_process, list(command), stdin=b"", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        process: trio.Process = await nursery.start(start)
        assert process.stdout is not None
        async for piece in process.stdout:
            written += piece
            lines = written.decode("utf-8", "replace").splitlines()
            await report(len(lines), None, lines[-1] if lines else "")
    return written.decode("utf-8", "replace"), process.returncode or 0


_PATH: Final = Argument("path", "string", "a path inside the mudlib, such as /std/room.c")
_OBJECT: Final = Argument("object", "string", "the name of an object, such as /std/room or /std/room#12")

TOOLS: Final = (
    Tool(
        "list_files",
        "List a directory of the mudlib.",
        _errand("list_files"),
        (Argument("path", "string", "a directory inside the mudlib", "/"),),
    ),
    Tool(
        "read_file",
        "Read a file of the mudlib.",
        _errand("read_file"),
        (
            _PATH,
            Argument("first_line", "integer", "where to begin, from 1", 1),
            Argument("lines", "integer", "how many lines; 0: all", 0),
        ),
    ),
    Tool(
        "check",
        "Compile an LPC file, or all files in a directory, without loading them; every error and warning with its "
        "place.",
        check,
        (Argument("path", "string", "a file or directory inside the mudlib"),),
    ),
    Tool(
        "inspect",
        "Show a loaded object: its program, what it inherits, uid, environment, contents, variables and functions.",
        _errand("inspect"),
        (_OBJECT,),
    ),
    Tool(
        "list_objects",
        "Show the tree of loaded objects: what holds what.",
        _errand("list_objects"),
        (Argument("below", "string", "only this object and what it holds", ""),),
    ),
    Tool(
        "log",
        "Show the last lines of the driver's log: errors, traces, what the mudlib said.",
        tail_log,
        (Argument("lines", "integer", "how many", 50),),
    ),
    Tool(
        "manual",
        "Read the manual page of an efun or apply, or find the pages that speak of some words.",
        search_manual,
        (Argument("words", "string", "the name of an efun or apply, or words to look for"),),
    ),
    Tool("load", "Load the object of an LPC file.", _errand("load"), (_PATH,)),
    Tool(
        "update",
        "Compile a changed LPC file again; its objects go on with the new program and keep their variables.",
        _errand("update"),
        (_PATH, Argument("anew", "boolean", "destruct its object and load it instead", False)),
    ),
    Tool(
        "call",
        "Call a function of an object; what it returns, or the promise that it returns delivers, and what was written "
        "meanwhile.",
        _followed("call"),
        (
            _OBJECT,
            Argument("function", "string", "the name of the function"),
            Argument("arguments", "array", "its arguments: numbers, strings, arrays, mappings", []),
        ),
    ),
    Tool(
        "evaluate",
        "Evaluate LPC: an expression, or statements with a return.",
        _followed("evaluate"),
        (
            Argument("code", "string", 'such as users(), or: int i = 2; return me->query_hp() * i;'),
            Argument("object", "string", "the object that `me` stands for", ""),
        ),
    ),
    Tool(
        "play",
        "Type lines as a test player and return what the player saw. The player stays connected between calls; the "
        "first lines usually log in.",
        play,
        (
            Argument("lines", "array", "the lines to type, one after the other"),
            Argument("player", "string", "a name for this connection, when there are several", "tester"),
            Argument("fresh", "boolean", "connect anew", False),
            Argument("wait", "number", "seconds to wait at the end for what comes later", 0),
        ),
    ),
    Tool(
        "run_tests",
        "Run tests that are written in LPC (functions test_*()) in a driver of their own.",
        run_tests,
        (
            Argument("path", "string", "a file or directory inside the mudlib"),
            Argument("words", "string", 'only tests whose names fit, such as "door and not locked"', ""),
        ),
    ),
)
