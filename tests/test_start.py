"""A small program starts quickly: what it does not need is not even imported."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HELLO = Path(__file__).parent.parent / "examples" / "hello.c"
RUN = """
import sys
from neolith_trio import cli
sys.argv = ["neolith-trio", "-c", {path!r}]
try:
    cli.run()
finally:
    print(*sys.modules, sep="\\n")
"""
NOT_NEEDED = (
    {"apsw", "email.parser", "httpx2", "hypercorn", "importlib.metadata", "mcp", "sqlite3", "starlette"}
    | {"urllib.request", "wsproto"}
    | {
        f"neolith_trio.{one}"
        for one in (
            *("manual", "mcp", "net", "protocols.telnet.machine", "web"),
            *("runtime.outside.agents", "runtime.ed.session", "runtime.outside.mcp", "runtime.parsing"),
            *("backend.checking", "backend.codec", "backend.errands.running", "backend.lpc_tests", "backend.tracing"),
            *("efuns.arrays", "efuns.databases", "efuns.sockets"),
            *("lpc.codegen", "lpc.compiler", "lpc.lexer", "lpc.nodes", "lpc.parser", "lpc.types"),
        )
    }
)
MOST = 218
"""Modules of the package; each costs about half a millisecond."""


@pytest.fixture
def imported(tmp_path: Path) -> set[str]:
    """The modules that a second run of hello.c ends with."""
    around = {**os.environ, "NEOLITH_TRIO_CACHE": str(tmp_path), "NEOLITH_TRIO_DATA": str(tmp_path)}
    command = [sys.executable, "-c", RUN.format(path=str(HELLO))]
    for _ in range(2):
        done = subprocess.run(command, env=around, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=50)
    assert done.returncode == 0, done.stderr
    greeting, *modules = done.stdout.splitlines()
    assert greeting == "Hello, world!"
    return set(modules)


def test_a_collector_goes_on_after_the_start() -> None:
    """It rests only while modules are imported; what they consist of is nothing to look through."""
    code = """
import gc
from neolith_trio import cli
with cli._nothing_but_what_stays():
    meanwhile = gc.isenabled()
print(meanwhile, gc.isenabled())
"""
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=50)

    assert shown.stdout.split() == ["False", "True"], shown.stderr


def test_a_small_program_imports_little(imported: set[str]) -> None:
    """Neither what serves networks, nor the compiler, nor the efuns that it does not call."""
    own = {one for one in imported if one.startswith("neolith_trio")}

    assert imported.isdisjoint(NOT_NEEDED), sorted(imported.intersection(NOT_NEEDED))
    assert "neolith_trio.efuns.driver" in own, sorted(own)
    assert len(own) <= MOST, f"{len(own)} modules"
