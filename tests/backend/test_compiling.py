"""Compiling for a world: what the world is told stays the same when programs come from the cache."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE
from typing import Any

import attrs
import pytest

from neolith_trio.backend.boot import create_world
from neolith_trio.backend.compiling import make_loader
from neolith_trio.config import CACHE_VARIABLE, Config
from neolith_trio.lpc import cache
from neolith_trio.runtime import master
from neolith_trio.runtime.world import World

MASTER = """
string *heard = ({ });
void log_error(string file, string message) { heard += ({ message }); }
string *query_heard() { return heard; }
int valid_override(string file, string name) { heard += ({ name }); return 1; }
"""
BASE = """
int twice(int number) { return number * 2; }
void fail() { error("failed"); }
"""
ROOM = """
inherit "/base";
#echo a room
#warning beware
int answer() { return twice(21) + efun::strlen(""); }
"""


@attrs.define
class Silent:
    """The outside of a world that keeps what it logs."""

    logged: list[str] = attrs.field(factory=list)

    def log(self, text: str) -> None:
        self.logged.append(text)

    def now(self) -> float:
        return 0.0

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"nobody asks for {name} here")


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """A mudlib of three files, and a cache beside it."""
    lib = tmp_path / "lib"
    lib.mkdir()
    for name, text in {"master.c": MASTER, "base.c": BASE, "room.c": ROOM}.items():
        (lib / name).write_text(text)
    return Config(mudlib_dir=lib, master_file="/master.c", program_cache=tmp_path / "programs")


def visit(config: Config) -> tuple[list[str], Any, Any, str]:
    """What a driver that starts now and loads the room has to say: log, messages, answer, an error's trace."""
    ports = Silent()
    world: World = create_world(config, ports, make_loader(config), seed=1, timer=False)
    found: list[Any] = []
    world.evaluation.run(lambda: master.load_master(world))
    world.evaluation.run(lambda: found.append(world.objects.load("room", world.master)))
    world.evaluation.run(lambda: found.append(found[0].f_answer()))
    world.evaluation.run(lambda: found.append(master.ask(world, "query_heard")))
    before = list(ports.logged)
    world.evaluation.run(lambda: found[0].f_fail())
    return before, found[2], found[1], "\n".join(ports.logged[len(before) :])


def test_a_world_from_the_cache_is_told_what_one_that_compiles_is_told(
    config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Echoes, warnings, questions to the master and the places in a trace are the same; only the compiler is idle."""
    compiled = visit(config)
    monkeypatch.setattr(cache, "compile_now", None)

    assert visit(config) == compiled
    log, heard, answer, trace = compiled
    assert log == ["/room.c:3: a room"]
    assert heard == ["strlen", "room.c:4: warning: beware\n"]
    assert answer == 42
    assert "/base.c:3" in trace


def test_without_a_directory_nothing_is_kept(config: Config, tmp_path: Path) -> None:
    """As in a driver that another program embeds."""
    visit(attrs.evolve(config, program_cache=None))

    assert not (tmp_path / "programs").exists()


MANY = """
void create() {
  string said = "";
  for (int number = 0; number < 30; number++)
    said += load_object("/room" + number)->answer() + " ";
  debug_message(said);
  shutdown();
}
"""


def test_drivers_that_boot_at_once_share_a_cache(tmp_path: Path) -> None:
    """Each comes up as if it were alone, all programs are there afterwards, and nothing else is left."""
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "master.c").write_text(MANY)
    (tmp_path / "lib" / "shape.h").write_text("#define TWICE(number) (number * 2)\n")
    for number in range(30):
        parent = 'inherit "/room0";' if number else ""
        text = f'#include "shape.h"\n{parent} int answer() {{ return TWICE({number}); }}\n'
        (tmp_path / "lib" / f"room{number}.c").write_text(text)
    command = [sys.executable, "-m", "neolith_trio", "-c", str(tmp_path / "lib" / "master.c")]

    def boot(drivers: int, cache: Path) -> list[tuple[str, str]]:
        around = {**os.environ, CACHE_VARIABLE: str(cache), "PYTHONPATH": os.pathsep.join(sys.path)}
        started = [
            subprocess.Popen(command, env=around, stdin=PIPE, stdout=PIPE, stderr=PIPE, text=True)
            for _ in range(drivers)
        ]
        return [one.communicate(timeout=50) for one in started]

    def kept(cache: Path) -> dict[str, int]:
        return {file.name: file.stat().st_ino for file in cache.iterdir() if file.name != "swept"}

    alone = boot(1, tmp_path / "own")
    together = boot(4, tmp_path / "shared")
    programs = kept(tmp_path / "shared")
    last = boot(1, tmp_path / "shared")

    assert " ".join(str(number * 2) for number in range(30)) in "".join(alone[0])
    assert together + last == alone * 5
    assert programs.keys() == kept(tmp_path / "own").keys()
    assert len(programs) > 30
    assert kept(tmp_path / "shared") == programs


def test_the_log_has_hints_at_headers(tmp_path: Path) -> None:
    """At one beside the one that is not there."""
    (tmp_path / "daemons.h").write_text("")
    (tmp_path / "master.c").write_text('#include "daemon.h"\n')
    config = Config(mudlib_dir=tmp_path, master_file="/master.c")
    outside = Silent()
    world = create_world(config, outside, make_loader(config), seed=1, timer=False)  # type: ignore[arg-type]
    world.evaluation.run(lambda: master.load_master(world))

    text = "\n".join(outside.logged)

    assert "/master.c:1:1: Cannot #include daemon.h: did you mean daemons.h?\n" in text


def test_a_caret_in_the_log_stands_below_what_it_means(tmp_path: Path) -> None:
    """Also in a mudlib of bytes, whose text people read as characters."""
    (tmp_path / "master.c").write_text('string s = "\u529f" + x;\n', encoding="utf-8")
    config = Config(mudlib_dir=tmp_path, master_file="/master.c")
    outside = Silent()
    world = create_world(config, outside, make_loader(config), seed=1, timer=False)  # type: ignore[arg-type]
    world.evaluation.run(lambda: master.load_master(world))

    text = "\n".join(outside.logged).encode("latin-1").decode()

    assert f"/master.c:1:18: Undefined variable 'x'\nstring s = \"\u529f\" + x;\n{' ' * 18}^" in text
