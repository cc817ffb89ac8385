"""What save_object() costs, and what DurableSaves adds: the setting that waits until a file is on the disk.

usage: bench_saves.py [DIRECTORY]

The disk of that directory (by default the current one) is measured, since it is the disk that decides. Each figure is
the median of single calls for the character below; the slowest call is told too, because a turn is as slow as its
slowest save.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import table
from neolith_trio.backend.boot import create_world
from neolith_trio.backend.compiling import make_loader
from neolith_trio.backend.log import DebugLog
from neolith_trio.backend.ports import WorldPorts
from neolith_trio.config import Config
from neolith_trio.runtime import master
from neolith_trio.runtime.calls import apply

CALLS = 200
QUICK_CALLS = 5
CHARACTER = """
string name = "ann", *path = ({ "/d/town/square", "/d/town/gate", "/d/wood/edge" });
int level = 12, experience = 48213;
mapping skills = ([ ]), inventory = ([ ]);
void create() {
  for (int number = 0; number < 40; number++) {
    skills["skill of number " + number] = ({ number, number * 7, "practised" });
    inventory["/obj/thing" + number] = ([ "count" : number, "weight" : number * 10 ]);
  }
}
int save() { return save_object("/save/ann"); }
"""


def seconds(mudlib: Path, calls: int, *, durable: bool) -> list[float]:
    """How long each of the calls took."""
    config = Config(mudlib_dir=mudlib, master_file="/master.c", durable_saves=durable)
    began = time.time()
    ports = WorldPorts(DebugLog(None), lambda text: None, began)
    world = create_world(config, ports, make_loader(config, counting=True), seed=1, timer=False)
    assert world.evaluation.run(lambda: master.load_master(world))
    found = []

    def save() -> None:
        begun = time.perf_counter()
        saved = apply(world, None, world.master, "save")
        found.append(time.perf_counter() - begun)
        assert saved == 1

    for _ in range(calls):
        world.evaluation.run(save)
    return found


def figures(given: argparse.Namespace) -> Iterator[table.Figure]:
    """Both settings, the second beside the first."""
    with tempfile.TemporaryDirectory(prefix="saves-", dir=given.directory) as name:
        mudlib = Path(name)
        (mudlib / "save").mkdir()
        (mudlib / "master.c").write_text(CHARACTER)
        quick: float | None = None
        for durable in (False, True):
            took = seconds(mudlib, QUICK_CALLS if given.quick else CALLS, durable=durable)
            middle = statistics.median(took) * 1e6
            label = "save_object() that waits for the disk" if durable else "save_object()"
            yield table.Figure(f"saves: {label}, median", middle, "us", beside=quick)
            yield table.Figure(f"saves: {label}, slowest", max(took) * 1e6, "us")
            quick = middle
        size = (mudlib / "save" / "ann.o").stat().st_size
        table.note(f"a file of {size} bytes in {given.directory.resolve()}")


def arguments(options: argparse.ArgumentParser) -> None:
    options.add_argument("directory", nargs="?", type=Path, default=Path())


if __name__ == "__main__":
    table.main(__doc__, figures, arguments)
