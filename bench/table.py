"""The shape of every benchmark: figures, in one table.

Rule: a module bench_NAME.py has a function figures(given), which yields a Figure as soon as it is known, and ends with

    if __name__ == "__main__":
        table.main(__doc__, figures, arguments)

where arguments(parser) adds options of its own. It runs alone and prints its part of the table; `--quick` asks for the
smallest sizes that still prove that it works, `--json` for a line of JSON a figure, which is how run.py, which runs
all of them, reads it. Nothing else may be printed on standard output: a word to whoever watches goes through note().
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import attrs

WIDTH = 62
HEAD = f"{'figure':{WIDTH}} {'value':>12} {'unit':10} {'beside':>12} {'ratio':>7} {'goal':>8}"


@attrs.frozen(kw_only=True)
class Figure:
    """One figure. A goal is of the ratio when there is another side, else of the value."""

    name: str = attrs.field(kw_only=False)
    value: float = attrs.field(kw_only=False)
    unit: str = attrs.field(kw_only=False)
    beside: float | None = None
    """The same of the other side, measured in turn with it in one run."""
    at_most: float | None = None
    at_least: float | None = None

    @property
    def ratio(self) -> float | None:
        """What it is of the other side."""
        return self.value / self.beside if self.beside else None

    @property
    def reached(self) -> bool | None:
        """Whether the goal is; None where there is none."""
        judged = self.value if self.ratio is None else self.ratio
        if self.at_most is None and self.at_least is None:
            return None
        return judged <= (math.inf if self.at_most is None else self.at_most) and judged >= (self.at_least or 0)

    @property
    def goal(self) -> str:
        """The goal as the table shows it."""
        if self.at_most is not None:
            return f"<= {number(self.at_most)}"
        return "" if self.at_least is None else f">= {number(self.at_least)}"

    @property
    def markdown_goal(self) -> str:
        """The same for a page."""
        return self.goal.replace("<=", "≤").replace(">=", "≥")

    @property
    def shown(self) -> str:
        """The value as the table shows it."""
        return number(self.value)

    def line(self) -> str:
        """Its line of the table."""
        verdict = {None: "", True: "reached", False: "NOT REACHED"}[self.reached]
        beside, ratio = ("" if one is None else number(one) for one in (self.beside, self.ratio))
        value = f"{self.name:{WIDTH}} {self.shown:>12} {self.unit:10}"
        return f"{value} {beside:>12} {ratio:>7} {self.goal:>8} {verdict}".rstrip()

    def cells(self) -> str:
        """The same as a row of Markdown."""
        verdict = {None: "", True: "yes", False: "**no**"}[self.reached]
        beside, ratio = ("" if one is None else number(one) for one in (self.beside, self.ratio))
        return f"| {self.name} | {self.shown} {self.unit} | {beside} | {ratio} | {self.markdown_goal} | {verdict} |"

    def as_json(self) -> dict[str, Any]:
        """What history.jsonl keeps of it."""
        kept = {name: value for name, value in attrs.asdict(self).items() if value is not None}
        return kept | {"ratio": self.ratio, "reached": self.reached}


def read(kept: dict[str, Any]) -> Figure:
    """The figure that as_json() has written."""
    names = {field.name for field in attrs.fields(Figure)}
    return Figure(**{name: value for name, value in kept.items() if name in names})


def number(value: float) -> str:
    """Three digits that say something."""
    if value >= 1000:
        return f"{value:,.0f}"
    digits = 2 if value == 0 else max(0, 2 - math.floor(math.log10(abs(value))))
    return f"{value:.{digits}f}"


def note(text: str) -> None:
    """Tell whoever watches."""
    print(text, file=sys.stderr, flush=True)


def main(
    text: str | None,
    figures: Callable[[argparse.Namespace], Iterable[Figure]],
    arguments: Callable[[argparse.ArgumentParser], None] = lambda options: None,
) -> None:
    """Run a benchmark as its command line says."""
    options = argparse.ArgumentParser(description=text, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--quick", action="store_true", help="the smallest sizes: does it work?")
    options.add_argument("--json", action="store_true", help="a line of JSON a figure")
    arguments(options)
    given = options.parse_args()
    if not given.json:
        print(f"{interpreter()}, {machine()}\n{HEAD}", flush=True)
    for one in figures(given):
        print(json.dumps(one.as_json()) if given.json else one.line(), flush=True)


# -- where it ran ---------------------------------------------------------------------------------------------


def interpreter() -> str:
    """The implementation of Python and its version."""
    version = platform.python_version()
    pypy = getattr(sys, "pypy_version_info", None)
    return f"{platform.python_implementation()} {version}" + (f" ({'.'.join(map(str, pypy[:3]))})" if pypy else "")


def machine() -> str:
    """The class of machine: system, processor, number of processors."""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} x {_processor()}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or "unknown")


# -- measuring ------------------------------------------------------------------------------------------------


def best(
    *sides: Callable[[], object], rounds: int = 7, clock: Callable[[], float] = time.thread_time
) -> tuple[float, ...]:
    """The best seconds of each side, the sides in turn.

    CPU time by default: what else the machine does costs less of it than of time on the wall. It is that of the thread,
    for Linux reads the clock of a process only at its ticks as long as a timer like that of TimedBudget runs.
    """
    found = [math.inf] * len(sides)
    for _ in range(rounds):
        for number, side in enumerate(sides):
            begin = clock()
            side()
            found[number] = min(found[number], clock() - begin)
    return tuple(found)


def mean(numbers: Iterable[float]) -> float:
    """The geometric mean."""
    logarithms = [math.log(number) for number in numbers]
    return math.exp(sum(logarithms) / len(logarithms))


def enough(names: Iterable[str], wanted: Iterable[str]) -> Iterator[str]:
    """Those names that are wanted; all when nothing is."""
    chosen = list(wanted)
    return (name for name in names if not chosen or name in chosen)
