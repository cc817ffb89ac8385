"""Tests run in several processes, and those that measure have the machine to themselves."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .scheduling import Alone

pytest.importorskip("xdist")

SETTINGS = """
[pytest]
pythonpath = {root}
markers =
    alone: measures
"""
CONFTEST = """
from tests.scheduling import Alone

def pytest_configure(config):
    config.pluginmanager.register(Alone())
"""
TESTS = """
import os, time
from pathlib import Path
import pytest

NOTES = Path(__file__).parent / "notes"

def note(*words):
    with NOTES.open("a") as notes:
        print(*words, os.getpid(), file=notes)

@pytest.mark.parametrize("number", range(ALONE))
@pytest.mark.alone
def test_measures(number):
    note("alone", "begin")
    time.sleep(0.05)
    note("alone", "end")

@pytest.mark.parametrize("number", range(TOGETHER))
def test_does_not(number):
    note("together", "begin")
    time.sleep(0.02)
    if number == DIES:
        os._exit(1)
    note("together", "end")
"""


def notes_of(
    directory: Path, *arguments: str, together: int, alone: int, dies: int = -1
) -> tuple[list[list[str]], str, int]:
    """What such tests have noted, what pytest said at last, and how it ended."""
    (directory / "pytest.ini").write_text(SETTINGS.format(root=Path(__file__).parent.parent))
    (directory / "conftest.py").write_text(CONFTEST)
    numbers = {"TOGETHER": together, "ALONE": alone, "DIES": dies}
    (directory / "test_these.py").write_text("".join(f"{name} = {what}\n" for name, what in numbers.items()) + TESTS)
    plugins = ("-p", "no:cacheprovider", "-p", "xdist")
    command = [sys.executable, "-m", "pytest", "-q", *plugins, *arguments, str(directory)]
    around = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}  # the others would take their time to be imported
    ended = subprocess.run(command, cwd=directory, env=around, capture_output=True, text=True, timeout=50, check=False)
    lines = [line.split() for line in (directory / "notes").read_text().splitlines()]
    return lines, ended.stdout.splitlines()[-1], ended.returncode


def test_these_tests_are_run_so(pytestconfig: pytest.Config) -> None:
    """In this process as in all others."""
    assert any(isinstance(plugin, Alone) for plugin in pytestconfig.pluginmanager.get_plugins())


@pytest.mark.parametrize(("together", "alone"), [(40, 5), (0, 3), (1, 1), (3, 0), (2, 1)])
def test_who_measures_is_alone(tmp_path: Path, together: int, alone: int) -> None:
    """After all others, one after the other, in one process; however many there are of a kind."""
    notes, said, status = notes_of(tmp_path, "-n2", together=together, alone=alone)

    assert status == 0
    assert said.startswith(f"{together + alone} passed")
    assert [kind for kind, _, _ in notes] == ["together"] * together * 2 + ["alone"] * alone * 2
    assert [step for kind, step, _ in notes if kind == "alone"] == ["begin", "end"] * alone
    assert len({process for kind, _, process in notes if kind == "alone"}) == min(alone, 1)
    assert together < 40 or len({process for _, _, process in notes}) == 2


def test_a_process_that_dies_takes_nobody_with_it(tmp_path: Path) -> None:
    """Another does what it had before it, and those that measure are alone still."""
    notes, said, status = notes_of(tmp_path, "-n2", together=30, alone=4, dies=7)

    assert status == 1
    assert said.startswith("1 failed, 33 passed")
    assert [kind for kind, _, _ in notes[-8:]] == ["alone"] * 8
    assert [step for _, step, _ in notes[-8:]] == ["begin", "end"] * 4


def test_in_one_process_they_are_the_last(tmp_path: Path) -> None:
    """As pytest by itself runs them."""
    notes, said, _ = notes_of(tmp_path, together=3, alone=2)

    assert said.startswith("5 passed")
    assert [kind for kind, _, _ in notes] == ["together"] * 6 + ["alone"] * 4
