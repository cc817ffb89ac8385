"""What git does for LPC, errand by errand: the command lines, and what is read from their output."""

from __future__ import annotations

import re
import shutil
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Final

import trio

from ...runtime.outside.ports.operation import Plain
from ...runtime.outside.requests.git import GitAction, GitRequest
from ..operations import Fields, Refused, Reporter
from .beside import begin, clear, finish
from .command import Git, Hear
from .servers import Way, way_to

_PROGRESS: Final = re.compile(r"(?:remote: )?([A-Z][A-Za-z ]*): +(\d+)% \((\d+)/(\d+)\)")
_PRIVATE: Final = "neolith.private"
"""What a clone has in its configuration that may come from an address that is not public."""
_FIELD: Final = "\x1f"
_LOG: Final = ("hash", "author", "email", "time", "subject", "body")
_FORMAT: Final = "%x1f".join(("%H", "%an", "%ae", "%at", "%s", "%b"))
_BRANCH: Final = re.compile(r"## (?:No commits yet on )?(.*?)(?:\.\.\.(\S+)(?: \[(.*)\])?)?$")


async def clone(git: Git, request: GitRequest, report: Reporter) -> Fields:
    """A new directory with what is in a repository; made beside and moved when it is whole."""
    target = request.directory
    way = await way_to(request.url, private=request.private)
    beside, new_home = await trio.to_thread.run_sync(_prepare, git, target)
    try:
        words = ["clone", "--progress", f"--separate-git-dir={new_home / 'git'}", "--no-recurse-submodules"]
        words += [f"--branch={request.reference}"] if request.reference else []
        words += [f"--depth={request.depth}"] if request.depth else []
        words += [f"--config={_PRIVATE}=true"] if request.private else []
        said = await git.run(target.parent, *words, "--", request.url, str(beside), hear=_progress(report), way=way)
        said.checked()
        with trio.CancelScope(shield=True):
            await trio.to_thread.run_sync(_move, beside, target, new_home / "git", git.git_directory(target))
    finally:
        with trio.CancelScope(shield=True):
            await trio.to_thread.run_sync(finish, beside, new_home)
    return await _head(git, request)


def _prepare(git: Git, target: Path) -> tuple[Path, Path]:
    """Two new directories: for the files beside their place, and for the git directory."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise Refused("the directory is there already and is not empty")
    git.home.mkdir(parents=True, exist_ok=True)
    clear(git.home)
    return begin(git.home, target)


def _move(beside: Path, target: Path, new_home: Path, home: Path) -> None:
    """Put a clone that is whole into its place."""
    (beside / ".git").unlink(missing_ok=True)
    shutil.rmtree(home, ignore_errors=True)
    new_home.rename(home)
    if target.exists():
        target.rmdir()
    beside.rename(target)
    target.chmod(0o755)  # a temporary directory is for its owner alone


async def pull(git: Git, request: GitRequest, report: Reporter) -> Fields:
    """What is new at the other side, where it follows what is here."""
    before = (await _head(git, request))["hash"]
    way = await _way_back(git, request)
    hear = _progress(report)
    words = ("pull", "--progress", "--ff-only", "--no-rebase")
    (await git.inside(request.directory, *words, hear=hear, way=way)).checked()
    after = await _head(git, request)
    whole = ("ls-tree", "-r", "--name-only", "-z", str(after["hash"]))
    changed = ("diff", "--name-only", "-z", str(before), str(after["hash"]))
    names = await git.inside(request.directory, *(changed if before else whole))
    return {**after, "before": before, "files": _names(names.checked().output)}


async def _way_back(git: Git, request: GitRequest) -> Way:
    """The way to where a clone came from; what git_clone() was allowed holds for it."""
    url = (await git.inside(request.directory, "config", "--get", "remote.origin.url")).output.rstrip("\n")
    mark = await git.inside(request.directory, "config", "--get", _PRIVATE)
    return await way_to(url, private=git.private or mark.output.strip() == "true")


async def status(git: Git, request: GitRequest, report: Reporter) -> Fields:
    """Branch, and the files that are not as they were committed."""
    said = await git.inside(
        request.directory, "status", "--porcelain=v1", "-z", "--branch", "--no-renames", most=request.most
    )
    first, *changed = said.checked().output.split("\0")
    branch = _BRANCH.match(first)
    away = dict(re.findall(r"(ahead|behind) (\d+)", branch[3] or "")) if branch is not None else {}
    return {
        "branch": branch[1] if branch is not None else "",
        "upstream": (branch[2] or "") if branch is not None else "",
        "ahead": int(away.get("ahead", 0)),
        "behind": int(away.get("behind", 0)),
        "files": {line[3:]: line[:2] for line in changed if line},
    }


async def commit(git: Git, request: GitRequest, report: Reporter) -> Fields:
    """What has changed, as a commit."""
    files = request.files or (".",)
    (await git.inside(request.directory, "add", "--all", "--", *files)).checked()
    who = ("-c", f"user.name={request.author}", "-c", f"user.email={request.email}")
    words = ("commit", "--quiet", "--no-verify", f"--message={request.message}", "--", *files)
    nothing = await git.inside(request.directory, "diff", "--cached", "--quiet")
    if nothing.status == 0:
        raise Refused("git: nothing to commit")
    (await git.inside(request.directory, *who, *words)).checked()
    return await _head(git, request)


async def log(git: Git, request: GitRequest, report: Reporter) -> Fields:
    """The last commits."""
    words = ("log", "-z", f"--max-count={request.count}", f"--format={_FORMAT}", *_reference(request))
    said = await git.inside(request.directory, *words, "--", *request.files, most=request.most)
    return {"log": tuple(_entries(said.checked().output))}


def _entries(output: str) -> Iterator[dict[str, Plain]]:
    for one in output.split("\0"):
        if one.strip():
            fields: dict[str, Plain] = dict(zip(_LOG, one.split(_FIELD), strict=True))
            yield {**fields, "time": int(str(fields["time"])), "body": str(fields["body"]).strip()}


async def diff(git: Git, request: GitRequest, report: Reporter) -> Fields:
    """The changes since a commit, or since the last."""
    words = ("diff", "--no-color", "--no-ext-diff", "--no-textconv", *(_reference(request) or ("HEAD",)))
    said = await git.inside(request.directory, *words, "--", *request.files, most=request.most)
    return {"diff": said.checked().output}


async def checkout(git: Git, request: GitRequest, report: Reporter) -> Fields:
    """Another branch, tag or commit."""
    words = ("checkout", "--progress", *_reference(request), "--")
    (await git.inside(request.directory, *words, hear=_progress(report))).checked()
    return await _head(git, request)


ERRANDS: Final[dict[GitAction, Callable[[Git, GitRequest, Reporter], Awaitable[Fields]]]] = {
    GitAction.CLONE: clone,
    GitAction.PULL: pull,
    GitAction.STATUS: status,
    GitAction.COMMIT: commit,
    GitAction.LOG: log,
    GitAction.DIFF: diff,
    GitAction.CHECKOUT: checkout,
}


async def _head(git: Git, request: GitRequest) -> Fields:
    """What is checked out; of an empty repository nothing."""
    said = await git.inside(request.directory, "rev-parse", "HEAD", "--abbrev-ref", "HEAD")
    if said.status == 0:
        digest, branch = said.output.split()
        return {"hash": digest, "branch": "" if branch == "HEAD" else branch}
    unborn = await git.inside(request.directory, "symbolic-ref", "--short", "--quiet", "HEAD")
    return {"hash": "", "branch": unborn.output.strip()}


def _reference(request: GitRequest) -> tuple[str, ...]:
    return (request.reference,) if request.reference else ()


def _names(output: str) -> tuple[str, ...]:
    return tuple(name for name in output.split("\0") if name)


def _progress(report: Reporter) -> Hear:
    """Reads what git says of its progress: phase, per cent and counts."""
    rest = ""
    last = ""

    async def hear(piece: bytes) -> None:
        nonlocal rest, last
        *lines, rest = re.split(r"[\r\n]", rest + piece.decode("utf-8", "replace"))
        for line in lines:
            found = _PROGRESS.match(line)
            if found is not None:
                phase, percent, done, total = found[1], int(found[2]), int(found[3]), int(found[4])
                fields: Fields = {"phase": phase, "percent": percent, "done": done, "total": total}
                # the first of a phase, and its end, are told whatever the pace
                await report(done, fields, at_once=phase != last or percent == 100)
                last = phase

    return hear
