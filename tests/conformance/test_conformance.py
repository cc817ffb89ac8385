"""LPC programs about the language and the efuns that write what they write on the reference driver.

A case is GROUP/NAME.c with NAME.out, or a directory GROUP/NAME with main.c, main.out and further files. Most cases
print one numbered line a function t1(), t2(), ...: a value, or the text of an error.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import trio

from .playing import play, tidy

HERE = Path(__file__).parent
GROUPS = ("language", "efuns")
OUTPUTS = sorted(path for group in GROUPS for path in (*HERE.glob(f"{group}/*.out"), *HERE.glob(f"{group}/*/main.out")))


def _name(output: Path) -> str:
    return str(output.relative_to(HERE).with_suffix("")).removesuffix("/main")


def _recorded(output: Path) -> str:
    """The recorded output, decoded as the screen of a scripted user is."""
    return output.read_bytes().decode("utf-8", "replace")


@pytest.mark.parametrize("output", OUTPUTS, ids=_name)
async def test_program(output: Path, tmp_path: Path, autojump_clock: trio.testing.MockClock) -> None:
    """Every line is the recorded one."""
    work = tmp_path / "app"
    if output.stem == "main":
        shutil.copytree(output.parent, work)
    else:
        work.mkdir()
        shutil.copy(output.with_suffix(".c"), work / "main.c")
    screen, status, log = await play(work)

    assert tidy(screen) == tidy(_recorded(output)), log
    assert status == 0
