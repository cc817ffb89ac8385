"""The example with a database does what its page says."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from .processes import COMMAND, PATIENCE, ROOT

BAD = "'); drop table scores; --"


def test_scores_are_kept_and_added_up(tmp_path: Path) -> None:
    """From one run to the next; a name is a name, whatever is in it."""
    program = tmp_path / "scores.c"
    shutil.copy(ROOT / "examples" / "scores.c", program)

    def run(*arguments: str) -> tuple[int, str]:
        command = [*COMMAND, "-c", str(program), *arguments]
        # the end of the input would be the end of the program
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as driver:
            assert driver.stdout is not None
            status = driver.wait(PATIENCE)
            return status, driver.stdout.read()

    shown = [run("Ada", "40"), run(BAD, "7"), run("Ada", "2"), run()]
    (tmp_path / "scores.db").write_text("this is no database" * 100)
    broken = run()

    assert shown[0] == (0, f"{'Ada':20} {40:6}\n")
    assert shown[3] == shown[2] == (0, f"{'Ada':20} {42:6}\n{BAD} {7:6}\n")
    assert broken == (1, "No scores: *database: file is not a database\n")
