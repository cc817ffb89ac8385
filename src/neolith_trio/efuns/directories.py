"""Efuns on directories and on the names of files."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

from ..config import Profile
from ..errors import LpcError
from ..runtime import limits, master
from ..runtime.inventory import visible
from ..runtime.master import ask
from ..runtime.values import Entity
from .files import log_failure, real_path, refuse, target_path
from .registry import efun

_WITH_DETAILS = -1


@efun("mixed *get_dir(string path, void | int details)")
def get_dir(this: Entity, path: str, details: int = 0) -> Any:
    """The names in a directory.

    Arguments:
        path: a directory, with or without a slash at the end (in the profiles mudos and fluffos it is itself the answer
            without one); or a file; or a directory and a pattern after its last
            slash, in which * stands for any text, ? for any character and \\ takes the meaning from the next one.
        details: -1 for an array of three for each name instead: name, size (-2 for a directory), time of the last
            change.
    Returns: an array in order of the names; 0 when there is no such directory or it may not be read.
    Example:
        get_dir("/std/*.c")     // ({ "object.c", "room.c" })
    See also: stat, file_size, mkdir
    """
    allowed = master.valid(this.world, "valid_read", path, this, "stat")
    if allowed is None:
        return 0
    files = this.world.files
    ends_with_slash = allowed.endswith(("/", "/.")) or allowed == "."
    allowed = allowed.removesuffix(".") if allowed.endswith("/.") else allowed
    real = files.resolve(allowed)
    if real is None:
        return 0
    try:
        if os.path.isdir(real) and (ends_with_slash or this.world.config.profile is Profile.NEOLITH):
            return _listed(this, allowed, files.names_in(allowed), details)
        parent, _, pattern = allowed.rpartition("/")
        if os.path.exists(real):
            return _listed(this, parent, [pattern], details)
        if ends_with_slash:
            return 0
        names = sorted([".", "..", *files.names_in(parent)])
        return _listed(this, parent, [name for name in names if matches(pattern, name)], details)
    except OSError:
        return 0


def _listed(this: Entity, directory: str, names: list[str], details: int) -> list[Any]:
    names = names[: limits.current.array]
    if details != _WITH_DETAILS:
        return list(names)
    return [_details(this, directory, name) for name in names]


def _details(this: Entity, directory: str, name: str) -> list[Any]:
    """Name, size and time; the parent directory of the root is the root."""
    if name in (".", ".."):
        directory = os.path.dirname(directory) if name == ".." else directory
        real = this.world.files.resolve(directory)
    else:
        real = this.world.files.resolve(f"{directory}/{name}")
    try:
        status = real.stat() if real is not None else None
    except OSError:
        status = None
    if status is None or real is None:
        return [name, -1, 0]
    return [name, -2 if os.path.isdir(real) else status.st_size, int(status.st_mtime)]


def matches(pattern: str, name: str) -> bool:
    """The shell's * and ?; the rest of a pattern after a * is tried at every place, without going back further."""
    at = in_name = 0
    star, star_name = -1, 0
    while in_name < len(name):
        letter = pattern[at : at + 1]
        escaped = letter == "\\"
        plain = pattern[at + 1 : at + 2] if escaped else letter
        if letter == "*":
            star, star_name = at, in_name
            at += 1
        elif letter and ((letter == "?" and not escaped) or plain == name[in_name]):
            at += 2 if escaped else 1
            in_name += 1
        elif star >= 0:
            star_name += 1
            at, in_name = star + 1, star_name
        else:
            return False
    return not pattern[at:].strip("*")


@efun("mixed *stat(string path, void | int details)")
def stat(this: Entity, path: str, details: int = 0) -> Any:
    """What is known of a file, or the names in a directory.

    Arguments:
        path: the name.
        details: for a directory or a pattern, as for get_dir().
    Returns: for a file an array of three: size, time of the last change, time when the object of that name was loaded
        (0: it is not loaded). For anything else what get_dir() gives.
    Example:
        stat("/std/room.c")[0]      // its size
    See also: get_dir, file_size
    """
    allowed = master.valid(this.world, "valid_read", path, this, "stat")
    real = None if allowed is None else real_path(this, allowed, "stat", writing=False)
    if allowed is None or real is None:
        return 0
    if not os.path.isfile(real):
        return get_dir(this, path, details)
    try:
        status = real.stat()
    except OSError:
        return 0
    return [status.st_size, int(status.st_mtime), _load_time(this, allowed)]


def _load_time(this: Entity, path: str) -> int:
    objects = this.world.objects
    loaded = objects.find(path)
    if loaded is None or not visible(this.world, loaded, this):
        return 0
    return int(objects.born_at(loaded))


@efun("int mkdir(string path)")
def mkdir(this: Entity, path: str) -> int:
    """Make a directory.

    Arguments:
        path: its name; the directory it is in must exist.
    Returns: 1, or 0 when it cannot be made.
    Example:
        mkdir("/save/players")
    See also: rmdir, get_dir
    """
    return _done(this, "mkdir", path, lambda real: real.mkdir(0o770))


@efun("int rmdir(string path)")
def rmdir(this: Entity, path: str) -> int:
    """Remove an empty directory.

    Arguments:
        path: its name.
    Returns: 1, or 0 when it cannot be removed.
    Example:
        rmdir("/save/players")
    See also: mkdir, rm
    """
    return _done(this, "rmdir", path, lambda real: real.rmdir())


@efun("int rm(string file)")
def rm(this: Entity, file: str) -> int:
    """Remove a file.

    Arguments:
        file: its name.
    Returns: 1, or 0 when it cannot be removed.
    Example:
        rm("/save/players/gone.o")
    See also: rmdir, rename
    """
    return _done(this, "rm", file, lambda real: real.unlink())


def _done(this: Entity, name: str, path: str, action: Any) -> int:
    real = real_path(this, path, name, writing=True, follow=False)
    if real is None:
        return 0
    try:
        action(real)
    except OSError as wrong:
        if not isinstance(wrong, FileNotFoundError):
            log_failure(this, name, path, wrong)
        return 0
    return 1


@efun("int rename(string old, string new)")
def rename(this: Entity, old: str, new: str) -> int:
    """Rename or move a file or a directory.

    Arguments:
        old: its name.
        new: the new name, or a directory to move it into. A file that was there is replaced.
    Returns: 0, or 1 when it cannot be done or the master does not permit it.
    Errors: it cannot be done, in the profile fluffos.
    Example:
        rename("/log/errors", "/log/errors.old")
    See also: cp, rm
    """
    pair = _both_ends(this, old, new)
    if pair is None:
        return 1
    here, there = pair
    refuse(this, pair, (old, new))
    try:
        shutil.move(here, there) if here.stat().st_dev != there.parent.stat().st_dev else os.replace(here, there)
    except (OSError, shutil.Error) as wrong:
        if isinstance(wrong, OSError) and not isinstance(wrong, FileNotFoundError):
            log_failure(this, "rename", new, wrong)
        if this.world.config.profile is Profile.FLUFFOS:
            raise LpcError(f"cannot move `/{old.strip('/')}' to `/{new.strip('/')}'\n") from None
        return 1
    return 0


def _both_ends(this: Entity, old: str, new: str) -> tuple[Path, Path] | None:
    here = real_path(this, old.rstrip("/") or "/", "rename", writing=True, follow=False)
    there = None if here is None else target_path(this, old, new, "rename", follow=False)
    return None if here is None or there is None else (here, there)


@efun("int link(string old, string new)")
def link(this: Entity, old: str, new: str) -> int:
    """Give a file a second name, if the master's valid_link() permits it.

    Arguments:
        old: the name of the file.
        new: the second name, or a directory for it. It is a symbolic link.
    Returns: 0, or 1 when it cannot be done; 0 without a link when the master does not permit it.
    Example:
        link("/doc/motd", "/ftp/motd")
    See also: rename, cp
    """
    if not master.approved(ask(this.world, "valid_link", old, new, this=this)):
        return 0
    pair = _both_ends(this, old, new)
    if pair is None or not os.path.lexists(pair[0]):
        return 1
    here, there = pair
    try:
        there.symlink_to(os.path.relpath(here, there.parent))
    except OSError as wrong:
        log_failure(this, "link", new, wrong)
        return 1
    return 0
