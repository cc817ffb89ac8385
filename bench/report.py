"""The figures that have a goal, as a table in Markdown: the last run of each interpreter in the history.

usage: report.py [--history FILE] [--all]

The README shows what it prints.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import table

HERE = Path(__file__).parent
VERDICT = {True: "", False: " **no**", None: ""}


def last_runs(history: Path) -> list[dict[str, Any]]:
    """The newest line of each interpreter that has figures of more than one benchmark, CPython first."""
    found: dict[str, dict[str, Any]] = {}
    for line in history.read_text(encoding="utf-8").splitlines():
        run = json.loads(line)
        if len({_bench(one["name"]) for one in run["figures"]}) > 1:
            found[run["interpreter"]] = run
    return [found[name] for name in sorted(found)]


def _bench(name: str) -> str:
    return name.partition(":")[0]


def cell(figure: table.Figure | None) -> str:
    """What a run has found: the ratio where there is one, else the value; and whether it misses the goal."""
    if figure is None:
        return "–"
    shown = f"{figure.shown} {figure.unit}" if figure.ratio is None else f"{table.number(figure.ratio)} x"
    return shown + VERDICT[figure.reached]


def rows(runs: list[dict[str, Any]], *, everything: bool) -> list[str]:
    """A line for each figure."""
    sides = [{one["name"]: table.read(one) for one in run["figures"]} for run in runs]
    names = list(dict.fromkeys(name for side in sides for name in side))
    lines = []
    for name in names:
        found = [side.get(name) for side in sides]
        goals = [one.markdown_goal for one in found if one is not None and one.goal]
        if goals or everything:
            lines.append(f"| {name} | {goals[0] if goals else ''} | {' | '.join(map(cell, found))} |")
    return lines


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--history", type=Path, default=HERE / "history.jsonl")
    options.add_argument("--all", action="store_true", help="also what has no goal")
    given = options.parse_args()
    runs = last_runs(given.history)
    for run in runs:
        print(f"{run['interpreter']}: {run['date'][:10]}, revision {run['revision']}, {run['platform']}")
    print(f"\n| figure | goal | {' | '.join(run['interpreter'] for run in runs)} |")
    print(f"|---|--:|{'--:|' * len(runs)}")
    print("\n".join(rows(runs, everything=given.all)))


if __name__ == "__main__":
    main()
