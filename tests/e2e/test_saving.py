"""Save files of a driver that is killed, and of one whose disk is full: every file is the old one or the new one."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .processes import COMMAND, PATIENCE

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")

FILES = 5
KILLS = 4
# Saves all files for ever; whatever is in one file, all of it is of the same round.
SAVING = f"""
int first; string *lines; int last;
object connect() {{ return this_object(); }}
void create() {{ if (__ARGV__[0] == "once") save(); else call_out("save", 0); }}
void save() {{
  first++;
  lines = allocate(2000);
  for (int number = 0; number < 2000; number++) lines[number] = sprintf("%060d", first);
  last = first;
  for (int number = 0; number < {FILES}; number++)
    save_object("/save/" + number);
  if (__ARGV__[0] == "once") shutdown(0);
  else call_out("save", 0);
}}
"""
FULL = """
int first = 1; string text = "old";
void create() {
  save_object("/save/thing");
  first = 2; text = "x"; while (strlen(text) < 100000) text += text;
  debug_message(catch(save_object("/save/thing")) + restore_object("/save/thing") + text + "\\n");
  shutdown(0);
}
"""
LIMITED = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
from neolith_trio.cli import run
run()
"""


def mudlib(directory: Path, text: str) -> Path:
    """A master object in a directory that has one for saves."""
    (directory / "save").mkdir(parents=True)
    (directory / "master.c").write_text(text)
    return directory / "master.c"


def in_one_piece(path: Path) -> bool:
    """Whether a file was written in one round."""
    text = path.read_text()
    found = re.fullmatch(r"#/master\.c\nfirst (\d+)\nlines \(\{(.*)\}\)\nlast (\d+)\n", text)
    assert found is not None, text[:200]
    of_lines = {int(one) for one in re.findall(r'"(\d+)",', found[2])}
    return found[2].count(",") == 2000 and of_lines == {int(found[1])} == {int(found[3])}


def test_a_killed_driver_leaves_every_file_old_or_new(tmp_path: Path) -> None:
    """Whenever it is killed; what it left beside the files is gone with the next save."""
    master = mudlib(tmp_path, SAVING)
    save = tmp_path / "save"
    for number in range(KILLS):
        with subprocess.Popen([*COMMAND, "-c", master, "again"], stdin=subprocess.PIPE) as driver:
            begun = time.time_ns()
            deadline = time.monotonic() + PATIENCE
            newest = save / f"{FILES - 1}.o"
            while not newest.exists() or newest.stat().st_mtime_ns < begun:
                assert driver.poll() is None
                assert time.monotonic() < deadline
                time.sleep(0.001)
            time.sleep(0.0137 * number)
            driver.kill()
        saved = sorted(save.glob("*.o"))
        assert [one.name for one in saved] == [f"{number}.o" for number in range(FILES)]
        assert all(map(in_one_piece, saved))
    (save / "0.o.tmp").write_text("#/master.c\nfir")  # whether a kill has left one is chance

    subprocess.run([*COMMAND, "-c", master, "once"], stdin=subprocess.DEVNULL, timeout=PATIENCE, check=True)

    assert sorted(os.listdir(save)) == [f"{number}.o" for number in range(FILES)]


def test_a_file_that_cannot_be_written_to_its_end_is_an_error_and_the_old_one_stays(tmp_path: Path) -> None:
    """The system lets no file of this driver grow beyond a few bytes."""
    master = mudlib(tmp_path, FULL)

    done = subprocess.run(
        [sys.executable, "-c", LIMITED, "-c", master],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
        env={**os.environ, "NEOLITH_TRIO_CACHE": "0"},
    )

    assert done.stderr.startswith("save_object(): /save/thing.o: File too large\n")
    assert "save_object(): /save/thing.o is not saved: File too large.\n1old\n" in done.stderr
    assert (tmp_path / "save" / "thing.o").read_text() == '#/master.c\nfirst 1\ntext "old"\n'
    assert os.listdir(tmp_path / "save") == ["thing.o"]


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 1)() != 0, reason="only root may mount a small disk")
@pytest.mark.skipif(sys.platform != "linux", reason="a tmpfs is a thing of Linux")
def test_a_full_disk_is_an_error_and_the_old_file_stays(tmp_path: Path) -> None:
    """A disk of 64 kilobytes."""
    master = mudlib(tmp_path, FULL)
    save = tmp_path / "save"
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", save], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.decode().strip()}")
    try:
        done = subprocess.run(
            [*COMMAND, "-c", master], stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE, check=False
        )
        files = {one.name: one.read_text() for one in save.iterdir()}
    finally:
        subprocess.run(["umount", save], check=True)

    assert b"save_object(): /save/thing.o is not saved: No space left on device.\n1old\n" in done.stderr
    assert files == {"thing.o": '#/master.c\nfirst 1\ntext "old"\n'}
