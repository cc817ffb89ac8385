"""Visit the bundled mudlib through a pipe, twice, as a script would, and see that it behaves.

usage: session.py NEOLITH-TRIO DIRECTORY

The first visit makes a character, takes something and leaves; the second finds the character again. Both end by the end
of the input alone, with status 0. DIRECTORY is where the driver runs and keeps its data.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

VISITS: list[tuple[str, list[str], list[str]]] = [
    (
        "a new character",
        ["Petrel", "kittiwake", "kittiwake", "look", "say hello there", "who", "save"],
        ["Your name: ", "Nobody called Petrel", "you are an admin", "ferry landing", "hello there", "Petrel (admin)"],
    ),
    (
        "the same character again",
        ["petrel", "kittiwake", "inventory", "quit"],
        ["Password: ", "Fair winds, Petrel"],
    ),
]


def visit(driver: str, directory: Path, lines: list[str]) -> tuple[int, str, str]:
    """One run of the driver with the lines piped in; its status, what the user saw, and the log."""
    environment = os.environ | {"NEOLITH_TRIO_DATA": str(directory / "visitors")}
    done = subprocess.run(
        [driver], input="".join(f"{line}\n" for line in lines), cwd=directory, env=environment, text=True,
        encoding="utf-8", errors="replace", capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def main(driver: str, directory: Path) -> int:
    bad = 0
    for name, lines, expected in VISITS:
        status, seen, log = visit(driver, directory, lines)
        missing = [text for text in expected if text not in seen]
        problems = [f"not seen: {text!r}" for text in missing]
        if status != 0:
            problems.append(f"status {status}")
        if "Traceback" in seen + log:
            problems.append("a Python traceback")
        print(f"{name}: {'; '.join(problems) or 'as expected'}")
        if problems:
            bad += 1
            print(f"--- output\n{seen}\n--- log\n{log}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
