"""The benchmarks work: each in its smallest size, and what they all share."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

BENCH = Path(__file__).parents[1] / "bench"
NAMES = sorted(path.stem.removeprefix("bench_") for path in BENCH.glob("bench_*.py"))


@pytest.fixture(scope="module")
def table() -> Any:
    """bench/table.py."""
    spec = importlib.util.spec_from_file_location("table", BENCH / "table.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules["table"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    del sys.modules["table"]


@pytest.mark.timeout(150)
@pytest.mark.parametrize("name", NAMES)
def test_every_benchmark_has_figures_in_its_smallest_size(name: str, table: Any, tmp_path: Path) -> None:
    """Each line is a figure with a name and a number; one without says which package it has not."""
    command = [sys.executable, str(BENCH / f"bench_{name}.py"), "--quick", "--json"]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=140)
    assert ended.returncode == 0, ended.stderr
    figures = [table.read(json.loads(line)) for line in ended.stdout.splitlines()]
    assert figures or "skipped: " in ended.stderr
    assert all(one.name and one.unit and one.value >= 0 for one in figures)
    assert len({one.name for one in figures}) == len(figures)


@pytest.mark.timeout(150)
def test_a_run_appends_a_line_to_the_history(tmp_path: Path) -> None:
    """The line has the date, the revision, the interpreter, the machine and the figures."""
    history = tmp_path / "history.jsonl"
    command = [sys.executable, str(BENCH / "run.py"), "--quick", "--history", str(history), "timers"]
    for _ in range(2):
        subprocess.run(command, check=True, capture_output=True, timeout=70)
    lines = [json.loads(line) for line in history.read_text(encoding="utf-8").splitlines()]
    assert len(lines) == 2
    assert set(lines[1]) == {"date", "revision", "interpreter", "platform", "figures"}
    assert [one["name"] for one in lines[1]["figures"]] == ["timers: a tick with 1,000 call_outs beside 100"]


def test_a_goal_is_of_the_ratio_where_there_are_two_sides(table: Any) -> None:
    """The value may be anything then."""
    figure = table.Figure("one", 30.0, "ms", beside=10.0, at_most=2.0)
    assert (figure.ratio, figure.goal, figure.reached) == (3.0, "<= 2.00", False)
    assert table.Figure("one", 20.0, "ms", beside=10.0, at_most=2.0).reached
    assert table.Figure("one", 6000.0, "/s", beside=10_000.0, at_least=0.5).reached


def test_a_goal_is_of_the_value_where_there_is_one_side(table: Any) -> None:
    """In its own unit; without a goal nothing is reached or missed."""
    assert table.Figure("one", 600, "bytes", at_most=600).reached is True
    assert table.Figure("one", 601, "bytes", at_most=600).reached is False
    assert table.Figure("one", 601, "bytes").reached is None


def test_a_figure_is_read_back_from_the_history(table: Any) -> None:
    """With its other side and its goal."""
    figure = table.Figure("one", 30.0, "ms", beside=10.0, at_most=2.0)
    assert table.read(json.loads(json.dumps(figure.as_json()))) == figure


def test_the_best_of_each_side_counts(table: Any) -> None:
    """The sides run in turn."""
    ran = []
    times = iter([0, 5, 5, 7, 7, 8, 8, 20])
    found = table.best(lambda: ran.append(1), lambda: ran.append(2), rounds=2, clock=lambda: next(times))
    assert ran == [1, 2, 1, 2]
    assert found == (1, 2)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_the_memory_of_a_full_mud_is_flat_after_ten_minutes(table: Any) -> None:
    """An hour of virtual time with 500 players."""
    command = [sys.executable, str(BENCH / "bench_soak.py"), "--json"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True, timeout=3500).stdout.splitlines()
    [memory] = [one for one in (table.read(json.loads(line)) for line in lines) if one.at_most is not None]
    assert memory.reached, memory.line()


def test_the_report_shows_what_each_interpreter_had_last(tmp_path: Path) -> None:
    """Several runs of a day count as one; what has no goal is left out."""
    history = tmp_path / "history.jsonl"
    goal = {"name": "echo: rate", "value": 6.0, "unit": "/s", "beside": 10.0, "at_least": 0.5}
    runs = [
        ("CPython 3.11.7", "2026-01-01", [{**goal, "value": 1.0}]),
        ("CPython 3.11.7", "2026-01-02", [{**goal, "value": 2.0}, {"name": "no goal", "value": 1.0, "unit": "ms"}]),
        ("CPython 3.11.7", "2026-01-02", [goal]),
        ("PyPy 3.11.11", "2026-01-02", [{**goal, "value": 4.0}]),
    ]
    lines = [
        {"interpreter": who, "date": f"{day}T10:00:00+00:00", "revision": "r", "platform": "p", "figures": figures}
        for who, day, figures in runs
    ]
    history.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    command = [sys.executable, str(BENCH / "report.py"), "--history", str(history)]
    said = subprocess.run(command, check=True, capture_output=True, text=True, timeout=55).stdout
    assert "| echo: rate | ≥ 0.500 | 0.600 x | 0.400 x **no** |" in said
    assert "no goal" not in said
