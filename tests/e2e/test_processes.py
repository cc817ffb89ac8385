"""process_start() of LPC: real programs, of which nothing is left when their operation has ended."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from neolith_trio.services import processes
from neolith_trio.testing import ScriptedUser, running
from tests.concurrency.polling import until

SHELL = shutil.which("sh")
pytestmark = pytest.mark.skipif(SHELL is None, reason="needs a POSIX shell to run")

MASTER = """
int allowed = 1;
object connect(int port) { return new("/user"); }
int valid_process(object who, string *command) { return allowed; }
void allow(int what) { allowed = what; }
"""

USER = r"""
int last;
void note(string s) { write(s + "\n"); }
void got(mapping a, string tag) {
  note(sprintf("%s %s status %O signal %O out %O err %O %s", tag, a["outcome"], a["status"], a["signal"],
    bufferp(a["stdout"]) ? sizeof(a["stdout"]) : a["stdout"], a["stderr"], stringp(a["error"]) ? a["error"] : "-"));
}
void line(mapping p) { note("line " + keys(p)[0] + " " + values(p)[0]); }
int start(string script, mapping options, string tag) {
  mixed refused = catch(last = process_start(({ "sh", "-c", script }), options, "got", tag));
  if (refused) note("refused " + refused);
  return 1;
}
int do_sh(string s) { return start(s, 0, "sh"); }
int do_cat(string s) { return start("cat", ([ "stdin": s ]), "cat"); }
int do_env(string s) { return start("echo $MINE $HOME; pwd", ([ "env": ([ "MINE": s ]), "cwd": "/sub" ]), "env"); }
int do_most(string s) { return start("while :; do echo 0123456789; done", ([ "max_bytes": 100 ]), "most"); }
int do_lines(string s) { return start("echo one; echo two >&2; printf three", ([ "progress": "line" ]), "lines"); }
int do_slow(string s) { return start("echo $$; " + s, ([ "progress": "line" ]), "slow"); }
int do_short(string s) { return start("sleep 60", ([ "timeout": 0.1 ]), "short"); }
int do_cancel(string s) { note("cancel " + async_cancel(last)); return 1; }
int do_allow(string s) { master()->allow(to_int(s)); note("allow"); return 1; }
int do_other(string s) { note("other " + catch(process_start(({ "rm", "x" }), 0, "got"))); return 1; }
int do_out(string s) { note("out " + catch(process_start(({ "sh" }), ([ "cwd": "/.." ]), "got"))); return 1; }
int do_end(string s) { destruct(this_object()); return 1; }
void logon() {
  string verb;
  enable_commands();
  foreach (verb in ({ "sh", "cat", "env", "most", "lines", "slow", "short", "cancel", "allow", "other", "out", "end" }))
    add_action("do_" + verb, verb);
  note("ready");
}
"""


@asynccontextmanager
async def starting() -> AsyncIterator[ScriptedUser]:
    """A user of a mud whose objects may run a shell."""
    files = {"master.c": MASTER, "user.c": USER, "sub/x": ""}
    async with running(files, f"AllowProcess sh {SHELL}") as mud:
        user = await mud.connect()
        await user.until("ready")
        yield user


async def test_a_program_runs_to_its_end() -> None:
    """Outputs apart, exit status, input, environment and directory as asked, and nothing of the driver's own."""
    async with starting() as user:
        for line, answer in (
            ("sh echo a; echo b >&2; exit 3", 'sh result status 3 signal 0 out "a\\n" err "b\\n" -'),
            ("sh kill -9 $$", 'sh result status 0 signal 9 out "" err "" -'),
            ("cat hello", 'cat result status 0 signal 0 out "hello" err "" -'),
            ("env 7", 'sub\\n" err "" -'),
        ):
            await user.type(line)
            await user.until(answer)
        assert 'env result status 0 signal 0 out "7\\n/' in user.screen


async def test_lines_are_told_as_they_come() -> None:
    """Of either output, the last also without an end."""
    async with starting() as user:
        await user.type("lines")
        seen = await user.until("lines result status 0")
        assert "line stdout one" in seen
        assert "line stderr two" in seen
        assert "line stdout three" in seen


async def test_what_writes_without_end_is_ended() -> None:
    """What it has written until then is in the answer."""
    async with starting() as user:
        await user.type("most")
        await user.until("sh has written more than 100 bytes and was ended")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to look for processes")
@pytest.mark.parametrize(
    "script", ["sleep 60", "sleep 60 & sleep 60 & wait", "trap '' TERM; sleep 60 & wait; sleep 60"]
)
@pytest.mark.parametrize("ending", ["cancel", "end"])
async def test_nothing_is_left_of_what_is_cancelled(script: str, ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program, and what it has started, also when it will not hear of terminating; the owner may be gone."""
    monkeypatch.setattr(processes, "PATIENCE", 0.2)
    async with starting() as user:
        await user.type(f"slow {script}")
        group = await _group(user)
        await user.type(ending)
        if ending == "cancel":
            await user.until("slow cancelled")
        await until(lambda: not _lives(group))


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to look for processes")
async def test_a_long_look_for_descendants_spares_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine so busy that it takes longer than all patience, the last signal is still sent."""
    monkeypatch.setattr(processes, "PATIENCE", 0.1)
    monkeypatch.setattr(processes, "_strays", lambda first: time.sleep(0.5) or {})
    async with starting() as user:
        await user.type("slow trap '' TERM; sleep 60 & wait; sleep 60")
        group = await _group(user)
        await user.type("cancel")
        await user.until("slow cancelled")
        await until(lambda: not _lives(group))


@pytest.mark.skipif(shutil.which("setsid") is None, reason="needs the program setsid")
@pytest.mark.parametrize(
    "script", ["setsid sleep LONG & wait", "setsid sh -c 'trap \"\" TERM; sleep LONG; true' & wait"]
)
async def test_who_leaves_the_group_is_ended_too(script: str) -> None:
    """As long as its parents live, it is found."""
    long = f"61.{os.getpid()}"  # nobody else sleeps for so long
    async with starting() as user:
        await user.type(f"slow {script.replace('LONG', long)}")
        await _group(user)
        await until(lambda: _runs(f"sleep\0{long}"))
        await user.type("cancel")
        await user.until("slow cancelled")
        await until(lambda: not _runs(long))


def _runs(text: str) -> bool:
    """Is there a program with this on its command line?"""
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if text in file.read_bytes().decode("utf-8", "replace"):
                return True
        except OSError:
            continue
    return False


async def _group(user: ScriptedUser) -> int:
    """The number of the process's group, which it says itself."""
    await user.until("line stdout ")
    return int(await user.until("\n"))


def _lives(group: int) -> bool:
    """Does anybody in a group live? Who is dead and was not yet fetched by its parent does not."""
    for about in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, of_group = about.read_text().rpartition(") ")[2].split()[:3]
        except OSError:
            continue
        if int(of_group) == group and state != "Z":
            return True
    return False


async def test_a_deadline_ends_it_too() -> None:
    """In its own words."""
    async with starting() as user:
        await user.type("short")
        await user.until("short timeout status 0 signal 0 out 0 err 0 no end within 0.1 seconds")


async def test_nobody_runs_what_was_not_allowed() -> None:
    """Neither a program that is not listed, nor without the master's word, nor outside of the mudlib."""
    async with starting() as user:
        await user.type("other")
        await user.until("other process_start: rm is no AllowProcess of the configuration; there are: sh")
        await user.type("out")
        await user.until("out process_start: cwd must be a directory of the mudlib that may be written to")
        await user.type("allow 0")
        await user.until("allow")
        await user.type("sh echo a")
        await user.until("refused process_start: valid_process() does not allow sh")
