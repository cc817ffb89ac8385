"""Small mudlibs that do what the reference driver does with them.

Each directory in world/ is an application: main.c, or mud.conf and lib/. main.in is what is typed on the console,
main.opts are options of the driver, main.out is what the reference wrote and main.rc its exit status where that is
not 0. playing.py says more.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import trio

from .playing import play, tidy

CASES = sorted(path.parent for path in (Path(__file__).parent / "world").glob("*/main.out"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_world_case(case: Path, tmp_path: Path, autojump_clock: trio.testing.MockClock) -> None:
    """What is on the screen, and the exit status, are those of the reference."""
    work = tmp_path / "app"
    shutil.copytree(case, work)
    screen, status, log = await play(work)

    assert tidy(screen) == tidy((case / "main.out").read_text(encoding="utf-8")), log
    assert status == int((case / "main.rc").read_text() if (case / "main.rc").exists() else 0)
