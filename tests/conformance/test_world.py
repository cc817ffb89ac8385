"""Small mudlibs that do what the reference driver does with them.

Each directory in world/ is an application: main.c, or mud.conf and lib/. main.in is what is typed on the console,
main.opts are options of the driver, main.out is what the reference wrote and main.rc its exit status where that is
not 0. playing.py says more. The callbacks of sockets never run in the reference as it is: what the programs with a
{PORT1} write is what its manual says, and that of FluffOS for TLS.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import trio

from .playing import play, tidy

ALL = sorted(path.parent for path in (Path(__file__).parent / "world").glob("*/main.out"))
WITH_SOCKETS = [
    case for case in ALL if "{PORT1}" in ((case / "main.opts").read_text() if (case / "main.opts").exists() else "")
]
CASES = [case for case in ALL if case not in WITH_SOCKETS]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_world_case(case: Path, tmp_path: Path, autojump_clock: trio.testing.MockClock) -> None:
    """What is on the screen, and the exit status, are those of the reference."""
    work = tmp_path / "app"
    shutil.copytree(case, work)
    screen, status, log = await play(work)

    assert tidy(screen) == tidy((case / "main.out").read_text(encoding="utf-8")), log
    assert status == int((case / "main.rc").read_text() if (case / "main.rc").exists() else 0)


@pytest.mark.parametrize("case", WITH_SOCKETS, ids=lambda case: case.name)
async def test_world_case_with_sockets(case: Path, tmp_path: Path) -> None:
    """The same with sockets on this machine, which know no virtual clock."""
    work = tmp_path / "app"
    shutil.copytree(case, work)
    with trio.fail_after(40):
        screen, _, log = await play(work)

    assert tidy(screen) == tidy((case / "main.out").read_text(encoding="utf-8")), log
