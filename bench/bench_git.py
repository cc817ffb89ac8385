"""What git_clone() of LPC costs beside the git command itself.

usage: bench_git.py [--files N]

A repository of so many files and some megabytes is made, and cloned over file:// in turn by LPC and by the command
alone: the median of each. LPC's clone reports its progress, and ends with one more run of git, which tells what is
checked out.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import trio

import table
from neolith_trio.testing import running

GIT = shutil.which("git")
MASTER = """
object connect(int port) { return new("/user"); }
int valid_process(object who, string *command) { return 1; }
"""
USER = """
int steps;
void step(mapping about) { steps++; }
void cloned(mapping m) { write(m["outcome"] + " " + m["error"] + " DONE\\n"); }
int go(string s) {
  string url, path;
  sscanf(s, "%s %s", url, path);
  git_clone(url, path, ([ "progress": "step" ]), "cloned");
  return 1;
}
void logon() { enable_commands(); add_action("go", "go"); write("READY\\n"); }
"""
ROUNDS = 7
BYTES = 4000
"""Of a file, and as many again in its second version."""


def git(where: Path, *words: str) -> None:
    """Run git by itself, with nobody's configuration."""
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    who = ("-c", "user.name=Ann", "-c", "user.email=ann@example.com")
    subprocess.run([str(GIT), *who, *words], cwd=where, env=environment, check=True, capture_output=True)


def repository(place: Path, files: int) -> Path:
    """A bare repository of files that cannot be packed well, in two commits."""
    work, bare, chance = place / "work", place / "domain.git", random.Random(1)
    work.mkdir()
    git(work, "init", "--initial-branch=main", ".")
    for commit in range(2):
        for number in range(files):
            directory = work / f"room{number % 40}"
            directory.mkdir(exist_ok=True)
            (directory / f"{number}.c").write_text(f"// {commit}\n// {chance.randbytes(BYTES // 2).hex()}\n")
        git(work, "add", ".")
        git(work, "commit", "-m", f"commit {commit}")
    git(work, "clone", "--bare", ".", str(bare))
    return bare


async def times(place: Path, bare: Path, rounds: int) -> tuple[list[float], list[float]]:
    """Seconds of each clone: by LPC, and by the command."""
    lpc: list[float] = []
    command: list[float] = []
    (place / "git").mkdir()
    settings = f"AllowProcess git {GIT}\nGitProtocols file\nGitDir {place / 'git'}"
    async with running({"master.c": MASTER, "user.c": USER}, settings) as mud:
        user = await mud.connect()
        await user.until("READY")
        for number in range(rounds):
            begin = time.perf_counter()
            await user.type(f"go {bare.as_uri()} /d{number}")
            with trio.fail_after(120):
                said = await user.until("DONE")
            lpc.append(time.perf_counter() - begin)
            assert "result" in said, said
            begin = time.perf_counter()
            await trio.to_thread.run_sync(git, place, "clone", "--progress", bare.as_uri(), str(place / f"d{number}"))
            command.append(time.perf_counter() - begin)
    return lpc, command


def figures(given: argparse.Namespace) -> Iterator[table.Figure]:
    """The median of each, and how much longer LPC's takes."""
    if GIT is None:
        table.note("skipped: git is not installed")
        return
    files = 20 if given.quick else given.files
    with tempfile.TemporaryDirectory() as directory:
        place = Path(directory)
        bare = repository(place, files)
        megabytes = sum(one.stat().st_size for one in bare.rglob("*") if one.is_file()) / 1e6
        lpc, command = trio.run(times, place, bare, 2 if given.quick else ROUNDS)
    name = f"git: clone of {files} files, {megabytes:.1f} MB (the command)"
    yield table.Figure(name, statistics.median(lpc) * 1000, "ms", beside=statistics.median(command) * 1000)


def arguments(options: argparse.ArgumentParser) -> None:
    options.add_argument("--files", type=int, default=1000)


if __name__ == "__main__":
    table.main(__doc__, figures, arguments)
