"""All benchmarks, one table: `make bench`.

usage: run.py [--quick] [--history FILE] [--markdown] [--against PYTHON] [--mudlib NAME=CONF] [NAME ...]

Each bench_NAME.py runs in a process of its own, so that none pays for what another has left behind. A line with the
date, the revision, the interpreter, the machine and all figures is appended to bench/history.jsonl. The status is 1
when a benchmark failed, and 0 when a goal is not reached: the table says that.
"""

from __future__ import annotations

import argparse
import datetime
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import table

HERE = Path(__file__).parent
FIRST = ("compute", "commands", "compile", "start", "echo", "memory")
"""What the table begins with; the others follow by name."""


def names() -> list[str]:
    """All benchmarks."""
    found = sorted(path.stem.removeprefix("bench_") for path in HERE.glob("bench_*.py"))
    return [*(name for name in FIRST if name in found), *(name for name in found if name not in FIRST)]


def ran(name: str, options: list[str], failed: list[str]) -> Iterator[table.Figure]:
    """The figures of one benchmark, as they come."""
    command = [sys.executable, str(HERE / f"bench_{name}.py"), "--json", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            yield table.read(json.loads(line))
    if process.returncode:
        failed.append(name)


def extra(name: str, given: argparse.Namespace) -> list[str]:
    """The options of a benchmark."""
    passed = ["--quick"] * given.quick
    if name == "compute" and given.against:
        passed += ["--against", given.against]
    if name == "compile":
        passed += [word for one in given.mudlib for word in ("--mudlib", one)]
    return passed


def git(*arguments: str) -> str:
    """What git says; "" where there is none."""
    try:
        return subprocess.run(["git", *arguments], cwd=HERE, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        return ""


def history(figures: list[table.Figure]) -> str:
    """The line of this run."""
    changed = git("status", "--porcelain", "--untracked-files=no", "--", "../src", ".")
    kept = {
        "date": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "revision": git("rev-parse", "--short=12", "HEAD") + ("+" if changed else ""),
        "interpreter": table.interpreter(),
        "platform": table.machine(),
        "figures": [one.as_json() for one in figures],
    }
    return json.dumps(kept) + "\n"


def show_markdown(figures: list[table.Figure]) -> None:
    """The table for a page."""
    print(f"\n{table.interpreter()}, {table.machine()}\n")
    print("| figure | value | beside | ratio | goal | reached |\n|---|--:|--:|--:|--:|---|")
    for one in figures:
        print(one.cells())


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--quick", action="store_true", help="the smallest sizes: does everything work?")
    options.add_argument("--history", type=Path, help="where the line goes; - for nowhere, as with --quick")
    options.add_argument("--markdown", action="store_true", help="the table once more, for a page")
    options.add_argument("--against", metavar="PYTHON", help="for `compute`: a CPython that runs the same LPC in turn")
    options.add_argument("--mudlib", action="append", default=[], metavar="NAME=CONF", help="for `compile`: these too")
    options.add_argument("names", nargs="*", metavar="NAME", help=", ".join(names()))
    given = options.parse_args()
    figures: list[table.Figure] = []
    failed: list[str] = []
    print(f"{table.interpreter()}, {table.machine()}\n{table.HEAD}", flush=True)
    for name in table.enough(names(), given.names):
        for one in ran(name, extra(name, given), failed):
            print(one.line(), flush=True)
            figures.append(one)
    summary(figures, failed)
    if given.markdown:
        show_markdown(figures)
    where = given.history or Path("-" if given.quick else HERE / "history.jsonl")
    if str(where) != "-":
        with where.open("a", encoding="utf-8") as file:
            file.write(history(figures))
    return bool(failed)


def summary(figures: list[table.Figure], failed: list[str]) -> None:
    """The last lines."""
    judged = [one for one in figures if one.reached is not None]
    print(f"{len(figures)} figures, {len(judged)} goals, {sum(one.reached is True for one in judged)} reached")
    if failed:
        print(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    sys.exit(main())
