"""A pattern that backtracks for ever costs its own entry only."""

from __future__ import annotations

import platform
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from neolith_trio.runtime.budget import TimedBudget
from neolith_trio.runtime.calls import apply

from ..answers import world_of

PROGRAM = """
string text = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac";
int ended;
void match() { regexp(text, "(a+)+b"); ended = 1; }
void match_some() { regexp(({ "b", text }), "(a+)+b"); ended = 1; }
void associate() { reg_assoc(text, ({ "(a+)+b" }), ({ 1 })); ended = 1; }
void scan() { string s; sscanf(text, "%(((a+)+)b)", s); ended = 1; }
int ended() { return ended; }
"""


@pytest.fixture
def budget() -> Iterator[TimedBudget]:
    """A short budget that a timer keeps."""
    if not hasattr(signal, "setitimer"):
        pytest.skip("there is no timer signal here")
    timed = TimedBudget(20_000)
    timed.install()
    yield timed
    timed.uninstall()


@pytest.mark.skipif(
    platform.python_implementation() == "PyPy", reason="PyPy does not look for signals while it matches a pattern"
)
@pytest.mark.parametrize("how", ["match", "match_some", "associate", "scan"])
def test_the_evaluation_limit_ends_a_runaway_pattern(tmp_path: Path, budget: TimedBudget, how: str) -> None:
    """Whichever efun matches, the entry ends with the limit and the next one runs."""
    world = world_of(tmp_path, PROGRAM)
    world.evaluation.budget = budget
    finished = world.evaluation.run(lambda: apply(world, None, world.master, how))
    seen: list[int] = []
    again = world.evaluation.run(lambda: seen.append(apply(world, None, world.master, "ended")))

    assert (finished, again, seen) == (False, True, [0])
