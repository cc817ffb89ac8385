"""async_save_object() of a driver that is killed: every file is the old one or the new one, whenever it happens."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .processes import COMMAND, PATIENCE
from .test_saving import FILES, in_one_piece, mudlib

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")

KILLS = 3
SAVES = 1_000
# A thousand saves, and no file waits for another: the next save of a file begins in the callback of the one before.
SAVING = f"""
int first; string *lines; int last;
static int saves;
object connect() {{ return this_object(); }}
void saved(int done, string why, int number) {{
  if (!done) {{ debug_message("not saved: " + why + "\\n"); shutdown(1); return; }}
  if (++saves >= {SAVES} || __ARGV__[0] == "once") {{ if (saves >= {FILES}) shutdown(0); return; }}
  save(number);
}}
void save(int number) {{
  first++;
  lines = allocate(2000);
  for (int line = 0; line < 2000; line++) lines[line] = sprintf("%060d", first);
  last = first;
  async_save_object("/save/" + number, 0, "saved", number);
  // what is saved are the values of the call
  first = last = 0; lines = ({{ }});
  first = time() * 1000 + saves;
}}
void create() {{ for (int number = 0; number < {FILES}; number++) call_out("save", 0, number); }}
"""


@pytest.mark.timeout(180)
def test_a_driver_that_is_killed_in_the_middle_of_a_thousand_saves_leaves_every_file_old_or_new(
    tmp_path: Path,
) -> None:
    """At several moments; what it left beside the files is gone with the next save."""
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
            assert driver.poll() is None, "all saves were done before the kill"
            driver.kill()
        saved = sorted(save.glob("*.o"))
        assert saved
        assert all(map(in_one_piece, saved))
    assert [one.name for one in saved] == [f"{number}.o" for number in range(FILES)]
    (save / "0.o.async.tmp").write_text("#/master.c\nfir")  # whether a kill has left one is chance

    with subprocess.Popen([*COMMAND, "-c", master, "once"], stdin=subprocess.PIPE) as driver:
        assert driver.wait(PATIENCE) == 0

    assert sorted(os.listdir(save)) == [f"{number}.o" for number in range(FILES)]
    assert all(map(in_one_piece, save.glob("*.o")))
