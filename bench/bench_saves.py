"""What save_object() costs, and what DurableSaves adds: the setting that waits until a file is on the disk.

Run it with `python bench/bench_saves.py [DIRECTORY]`; the disk of that directory (by default the current one) is
measured, since it is the disk that decides. Each figure is the median of single calls for the character below; the
slowest call is printed too, because a turn is as slow as its slowest save.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from neolith_trio.backend.boot import create_world
from neolith_trio.backend.compiling import make_loader
from neolith_trio.backend.log import DebugLog
from neolith_trio.backend.ports import WorldPorts
from neolith_trio.config import Config
from neolith_trio.runtime import master
from neolith_trio.runtime.calls import apply

CALLS = 200
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


def seconds(mudlib: Path, *, durable: bool) -> list[float]:
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

    for _ in range(CALLS):
        world.evaluation.run(save)
    return found


def main() -> None:
    """Print both figures and their ratio."""
    where = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    with tempfile.TemporaryDirectory(prefix="saves-", dir=where) as name:
        mudlib = Path(name)
        (mudlib / "save").mkdir()
        (mudlib / "master.c").write_text(CHARACTER)
        medians = []
        for durable in (False, True):
            took = seconds(mudlib, durable=durable)
            medians.append(statistics.median(took))
            label = "DurableSaves yes" if durable else "DurableSaves no "
            print(f"{label}: {medians[-1] * 1e6:9.0f} us a save, slowest {max(took) * 1e6:9.0f} us ({CALLS} calls)")
        size = (mudlib / "save" / "ann.o").stat().st_size
        print(f"ratio: {medians[1] / medians[0]:.1f} (file of {size} bytes in {where.resolve()})")


if __name__ == "__main__":
    main()
