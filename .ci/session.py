"""Play the sessions of tests/mudlib/ in the bundled mudlib through a pipe, as a script would.

usage: session.py NEOLITH-TRIO [ARGUMENT ...] DIRECTORY

The first makes a character, the second finds it again, the third is a guest. DIRECTORY is where the driver runs and
keeps its data. tests/mudlib/README.md explains the files.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

SESSIONS = Path(__file__).parent.parent / "tests" / "mudlib"
# In this order, for each starts with what the one before it saved; with the exit status each must end with.
PLAYED = {"session": 0, "return": 3, "guest": 0}


def first_missing(seen: str, expected: Path) -> str | None:
    """The first expected line that does not occur after the one before it."""
    place = 0
    for line in expected.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            found = seen.find(line.strip(), place)
            if found < 0:
                return line
            place = found + len(line.strip())
    return None


def play(driver: Sequence[str], directory: Path, name: str) -> list[str]:
    """What is wrong with one session; shows its output when there is anything."""
    done = subprocess.run(
        driver, input=(SESSIONS / f"{name}.in").read_text(encoding="utf-8"), cwd=directory, check=False,
        env=os.environ | {"NEOLITH_TRIO_DATA": str(directory / "visitors")}, text=True, encoding="utf-8",
        errors="replace", capture_output=True, timeout=120,
    )  # fmt: skip
    problems = []
    missing = first_missing(done.stdout, SESSIONS / f"{name}.expected")
    if missing is not None:
        problems.append(f"not seen: {missing!r}")
    if done.returncode != PLAYED[name]:
        problems.append(f"status {done.returncode} instead of {PLAYED[name]}")
    if "Traceback" in done.stdout + done.stderr:
        problems.append("a Python traceback")
    print(f"{name}: {'; '.join(problems) or 'as expected'}")
    if problems:
        print(f"--- output\n{done.stdout}\n--- log\n{done.stderr}")
    return problems


def main(driver: Sequence[str], directory: Path) -> int:
    problems = [problem for name in PLAYED for problem in play(driver, directory, name)]
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:-1], Path(sys.argv[-1])))
