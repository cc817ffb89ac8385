"""Compare conformance results with the floor, group by group. The floor only rises.

usage: floor.py RESULTS.json            fail when a group is below its floor
       floor.py --raise RESULTS.json    write better figures down (never worse ones)

RESULTS.json is what the runner of the conformance programs writes with --json. Contested cases count neither way.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

FLOOR = Path(__file__).parent / "conformance-floor.json"


def figures(results: list[dict[str, object]]) -> tuple[Counter[str], Counter[str]]:
    """Cases passed and cases run, by group."""
    passed: Counter[str] = Counter()
    run: Counter[str] = Counter()
    for result in results:
        if not result["contested"]:
            group = str(result["case"]).split("/")[0]
            run[group] += 1
            passed[group] += bool(result["passed"])
    return passed, run


def judge(passed: Counter[str], run: Counter[str], floor: dict[str, int]) -> bool:
    """Print a line per group; whether none is below its floor."""
    good = True
    for group in sorted({*run, *floor}):
        least = floor.get(group, 0)
        verdict = "BELOW the floor" if passed[group] < least else "above the floor: raise it" * (passed[group] > least)
        good = good and passed[group] >= least
        print(f"{group:10} {passed[group]:4} of {run[group]:4} cases   floor {least:4}   {verdict}".rstrip())
    return good


def main(argv: list[str]) -> int:
    *options, name = argv
    try:
        results = json.loads(Path(name).read_text(encoding="utf-8"))
    except OSError as problem:
        print(f"no results: {problem}")
        return 1
    passed, run = figures(results)
    floor: dict[str, int] = json.loads(FLOOR.read_text(encoding="utf-8"))
    good = judge(passed, run, floor)
    if "--raise" in options and good:
        better = {group: max(passed[group], floor.get(group, 0)) for group in sorted({*run, *floor})}
        FLOOR.write_text(json.dumps(better, indent=2) + "\n", encoding="utf-8")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
