"""The figures that have a goal, as a table in Markdown: what the history has last of each interpreter.

usage: report.py [--history FILE] [--all]

A day of runs of some benchmarks each counts as one run. The README shows what this prints.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import run
import table

HERE = Path(__file__).parent
VERDICT = {True: "", False: " **no**", None: ""}


def last_runs(history: Path) -> list[dict[str, Any]]:
    """The newest day of each interpreter, CPython first; of a figure that it has several times, the last."""
    found: dict[str, dict[str, Any]] = {}
    for line in history.read_text(encoding="utf-8").splitlines():
        newest = json.loads(line)
        before = found.get(newest["interpreter"])
        if before is not None and before["date"][:10] == newest["date"][:10]:
            known = {one["name"]: one for one in (*before["figures"], *newest["figures"])}
            newest["figures"] = list(known.values())
        found[newest["interpreter"]] = newest
    return [found[name] for name in sorted(found)]


def cell(figure: table.Figure | None) -> str:
    """What a run has found: the ratio where there is one, else the value; and whether it misses the goal."""
    if figure is None:
        return "–"
    shown = f"{figure.shown} {figure.unit}" if figure.ratio is None else f"{table.number(figure.ratio)} x"
    return shown + VERDICT[figure.reached]


def rows(runs: list[dict[str, Any]], *, everything: bool) -> list[str]:
    """A line for each figure."""
    sides = [{one["name"]: table.read(one) for one in each["figures"]} for each in runs]
    benches = run.names()
    names = sorted(dict.fromkeys(name for side in sides for name in side), key=lambda name: _place(name, benches))
    lines = []
    for name in names:
        found = [side.get(name) for side in sides]
        goals = [one.markdown_goal for one in found if one is not None and one.goal]
        if goals or everything:
            lines.append(f"| {name} | {goals[0] if goals else ''} | {' | '.join(map(cell, found))} |")
    return lines


def _place(name: str, benches: list[str]) -> int:
    """Where the figures of a benchmark stand, by the first word of their names."""
    bench = name.partition(":")[0]
    return benches.index(bench) if bench in benches else len(benches)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--history", type=Path, default=HERE / "history.jsonl")
    options.add_argument("--all", action="store_true", help="also what has no goal")
    given = options.parse_args()
    runs = last_runs(given.history)
    for one in runs:
        print(f"{one['interpreter']}: {one['date'][:10]}, revision {one['revision']}, {one['platform']}")
    print(f"\n| figure | goal | {' | '.join(one['interpreter'] for one in runs)} |")
    print(f"|---|--:|{'--:|' * len(runs)}")
    print("\n".join(rows(runs, everything=given.all)))


if __name__ == "__main__":
    main()
