"""Compare conformance results with the floor, group by group, and with the list of deviations. The floor only rises.

usage: floor.py RESULTS.json            fail when a group is below its floor
       floor.py --raise RESULTS.json    write better figures down (never worse ones)

RESULTS.json is what the runner of the conformance programs writes with --json. Contested cases count neither way.
A failure that conformance-deviations.txt does not list is named; a listed case that passes, and a list of more than
2 % of the cases, is a failure of its own.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

FLOOR = Path(__file__).parent / "conformance-floor.json"
DEVIATIONS = Path(__file__).parent / "conformance-deviations.txt"
MOST_DEVIATIONS = 0.02  # of the cases that count


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


def deviations(text: str) -> dict[str, str]:
    """Case and reason, by line."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            case, reason = line.split(maxsplit=1)
            found[case] = reason
    return found


def explained(results: list[dict[str, object]], listed: dict[str, str]) -> bool:
    """Print what the list does not explain; whether the list itself is in order."""
    counted = {str(one["case"]): bool(one["passed"]) for one in results if not one["contested"]}
    for case in sorted(case for case, passed in counted.items() if not passed and case not in listed):
        print(f"{case}: fails and is no listed deviation; mend it, or list it with its reason")
    stale = sorted(case for case in listed if counted.get(case, False))
    for case in stale:
        print(f"{case}: passes; take it out of {DEVIATIONS.name}")
    too_many = len(listed) > MOST_DEVIATIONS * len(counted)
    print(f"{len(listed)} listed deviations in {len(counted)} cases" + ": too many" * too_many)
    return not stale and not too_many


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
    good = explained(results, deviations(DEVIATIONS.read_text(encoding="utf-8"))) and good
    if "--raise" in options and good:
        better = {group: max(passed[group], floor.get(group, 0)) for group in sorted({*run, *floor})}
        FLOOR.write_text(json.dumps(better, indent=2) + "\n", encoding="utf-8")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
