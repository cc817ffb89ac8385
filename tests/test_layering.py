"""The arrows between the rooms point one way, and every module imports on every platform.

    cli -> driver -> {web, mcp, net, services} -> backend -> efuns -> runtime -> lpc

A room may import any room further right, and the rooms on the ground; of two rooms in one pair of braces
neither may import the other. What stands on the ground imports, besides `errors` and `data`, only what is listed for
it here. The imports are read from the syntax tree, wherever in a module they stand and whether or not they ever run.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = "neolith_trio"
ROOT = Path(__file__).parent.parent / "src" / PACKAGE

_SERVICES = {"web", "mcp", "net", "services"}
_DRIVERS = {"opening", "offline", "signals"}  # parts of the driver that know nothing of each other
_ORDER = [{"lpc"}, {"runtime"}, {"efuns"}, {"backend", "manual"}, _SERVICES, _DRIVERS, {"driver"}, {"cli"}]
RANK = {room: rank for rank, rooms in enumerate(_ORDER) for room in rooms}
GROUND: dict[str, set[str]] = {
    "errors": set(),
    "data": set(),
    "concurrency": {"errors", "data"},
    "protocols": {"errors", "data"},
    "config": {"errors", "data"},
    "invocation": {"errors", "data", "config"},
}
# `testing` boots drivers for tests, so it may import everything, and nothing may import it.
EVERYTHING = {"testing", "__main__"}
WITH_TRIO = {"cli", "driver", "opening", "signals", "backend", "concurrency", "testing", *_SERVICES}
# Two event loops in one process would be a second task that runs LPC.
NOWHERE = {"asyncio", "anyio", "twisted", "gevent"}


def modules() -> Iterator[Path]:
    return (path for path in sorted(ROOT.rglob("*.py")))


def room_of(path: Path) -> str:
    """The room a module belongs to: the first part of its name inside the package."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def dotted(path: Path) -> str:
    """The name under which a module is imported."""
    return ".".join((PACKAGE, *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")


def imports(tree: ast.Module, path: Path) -> Iterator[tuple[int, str]]:
    """Every module that a syntax tree imports, by absolute name, with its line."""
    package = (PACKAGE, *path.relative_to(ROOT).parts[:-1])
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join((*start, *filter(None, [node.module])))
            yield node.lineno, base
            # `from neolith_trio import backend` names a room in its second half.
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names if base == PACKAGE)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("importlib.import_module", "__import__"):
            yield from ((node.lineno, str(arg.value)) for arg in node.args[:1] if isinstance(arg, ast.Constant))


def complaints(source: str, path: Path) -> Iterator[str]:
    """What is wrong with the imports of one module."""
    room = room_of(path)
    for line, name in imports(ast.parse(source), path):
        top, *rest = name.split(".")
        where = f"{path.relative_to(ROOT)}:{line}"
        if top in NOWHERE:
            yield f"{where}: {top} has no place here"
        elif top == "trio" and room not in WITH_TRIO:
            yield f"{where}: {room} must not import trio"
        elif top == PACKAGE and rest and not may_import(room, rest[0]):
            yield f"{where}: {room} must not import {rest[0]}"


def may_import(room: str, other: str) -> bool:
    if room == other or room in EVERYTHING or other.startswith("__"):
        return True
    if room == "__init__":
        # The front door names public things of every room, but fetches them only when asked.
        return True
    if other in EVERYTHING:
        return False
    if room in GROUND:
        return other in GROUND[room]
    return other in GROUND or RANK.get(room, -1) > RANK.get(other, len(_ORDER))


def test_no_arrow_turns_round() -> None:
    """And Trio is known only where tasks are."""
    found = [each for path in modules() for each in complaints(path.read_text(encoding="utf-8"), path)]

    assert found == []


def test_every_room_is_on_the_plan() -> None:
    """A new room has to be placed in the order before anything can be put into it."""
    rooms = {room_of(path) for path in modules()} - {"__init__"}

    assert rooms <= set(RANK) | set(GROUND) | EVERYTHING


def test_the_front_door_imports_nothing_by_itself() -> None:
    """Outside `if TYPE_CHECKING` and functions there is no import of the package's rooms in __init__."""
    tree = ast.parse((ROOT / "__init__.py").read_text(encoding="utf-8"))

    at_once = {ast.unparse(node) for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom))}

    assert at_once == {"from __future__ import annotations", "from typing import TYPE_CHECKING, Any"}


@pytest.mark.parametrize(
    ("module", "source", "expected"),
    [
        ("lpc/parser.py", "from neolith_trio.runtime.values import UNDEFINED", "lpc must not import runtime"),
        ("lpc/parser.py", "from neolith_trio import runtime", "lpc must not import runtime"),
        ("lpc/parser.py", "from ..runtime import values", "lpc must not import runtime"),
        ("lpc/parser.py", "from . import lexer", None),
        ("lpc/parser.py", "from neolith_trio.errors import CompileError", None),
        ("runtime/calls.py", "def f():\n    import trio", "runtime must not import trio"),
        ("efuns/time.py", "import trio.lowlevel", "efuns must not import trio"),
        ("efuns/time.py", "from neolith_trio.lpc import types", None),
        ("net/telnet.py", "from neolith_trio.services.console import serve", "net must not import services"),
        ("net/telnet.py", "import trio\nfrom neolith_trio.protocols import lines", None),
        ("protocols/lines.py", "import neolith_trio.net", "protocols must not import net"),
        ("concurrency/inbox.py", "from neolith_trio.config import Config", "concurrency must not import config"),
        ("driver.py", "from neolith_trio.cli import parse", "driver must not import cli"),
        ("driver.py", "from neolith_trio.invocation import parse", None),
        ("backend/task.py", "from neolith_trio.testing import boot", "backend must not import testing"),
        ("testing/boot.py", "from neolith_trio.driver import Driver", None),
        ("services/dns.py", "import asyncio", "asyncio has no place here"),
        ("runtime/x.py", "importlib.import_module('neolith_trio.net')", "runtime must not import net"),
    ],
)
def test_the_test_sees_an_arrow_that_turns_round(module: str, source: str, expected: str | None) -> None:
    """A rule that nothing can break would prove nothing."""
    found = [each.partition(": ")[2] for each in complaints(source, ROOT / module)]

    assert sorted(set(found)) == ([expected] if expected else [])


# Trio and the standard library come first: on another platform they would bring their own ways of doing things.
# Only our modules then have to do without.
BLOCKED = """
import select, signal, subprocess, sys, os, threading, selectors, socket, ssl, tempfile
import attrs, trio
import importlib, pkgutil

for name in ("termios", "fcntl", "resource", "pwd", "grp", "readline", "curses", "tty", "pty"):
    sys.modules[name] = None
for module, names in {
    select: ("epoll", "kqueue", "poll"),
    signal: ("setitimer", "getitimer", "SIGALRM", "SIGVTALRM", "SIGPROF", "SIGHUP", "SIGUSR1", "pthread_kill"),
    os: ("fork", "getuid", "get_blocking", "openpty"),
}.items():
    for name in names:
        if hasattr(module, name):
            delattr(module, name)

import neolith_trio

def fail(name):
    raise

names = ["neolith_trio"]
names += [each.name for each in pkgutil.walk_packages(neolith_trio.__path__, "neolith_trio.", onerror=fail)]
for name in names:
    importlib.import_module(name)
print("\\n".join(names))
"""


def test_every_module_imports_without_what_only_posix_has() -> None:
    """termios, fcntl, resource and select.epoll are used behind a seam, never at import."""
    done = subprocess.run([sys.executable, "-c", BLOCKED], capture_output=True, text=True, check=False)

    assert done.stderr == ""
    assert done.returncode == 0
    # A room without its __init__.py would be missing from the walk, and from the wheel's tests as well.
    assert set(done.stdout.split()) == {dotted(path) for path in modules()}
