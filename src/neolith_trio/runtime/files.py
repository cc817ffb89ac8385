"""Where LPC paths are on the machine: the mudlib directory, with the mounts of the configuration inside it.

The law: nothing that `resolve` gives lies outside of the mudlib directory or of a mounted directory, whatever `..`,
symbolic links or slashes the LPC path has. Everybody who opens a file for LPC asks here; whether LPC may touch the
file is the master's business (master.valid).

What may be written is decided by the directory in which a file really lies: a read-only mount is read-only through a
symbolic link too. The mudlib in the package is never written to.
"""

from __future__ import annotations

import os
import stat
from functools import lru_cache
from pathlib import Path
from typing import Final

from ..config import Charset, Config
from ..data import frozen

_SEES_LINKS: Final = os.name == "posix"  # elsewhere there are more kinds of them than lstat() tells
_PACKAGE: Final = os.path.realpath(Path(__file__).parent.parent)


@frozen(slots=True)
class _Root:
    """A real directory and the LPC path it stands at, as parts."""

    parts: tuple[str, ...]
    directory: str
    writable: bool

    def is_below(self, parts: tuple[str, ...]) -> bool:
        """Does it stand somewhere inside of that path?"""
        return len(self.parts) > len(parts) and self.parts[: len(parts)] == parts


@frozen(slots=True)
class _Place:
    """Where an LPC path is by name: the real paths on the way, itself last, and who holds it if none is a link."""

    root: _Root
    parts: tuple[str, ...]
    steps: tuple[str, ...]
    holder: _Root | None

    @property
    def real(self) -> str:
        """Its real path if there is no link on the way."""
        return self.steps[-1] if self.steps else self.root.directory

    def has_link(self) -> bool:
        """Is a symbolic link on the way, now? Where there is nothing there is no link either."""
        try:
            for step in self.steps:
                if stat.S_ISLNK(os.lstat(step).st_mode):
                    return True
        except OSError:
            return False
        return False


class Sandbox:
    """The files of one mud."""

    def __init__(self, config: Config) -> None:
        self.charset: Charset = config.charset
        mudlib = os.path.realpath(config.mudlib_dir)
        roots = [_Root(_parts(one.name) or (), os.path.realpath(one.directory), one.writable) for one in config.mounts]
        roots.append(_Root((), mudlib, writable=not _inside(mudlib, _PACKAGE)))
        self._by_name = sorted(roots, key=lambda root: len(root.parts), reverse=True)
        self._by_directory = sorted(roots, key=lambda root: len(root.directory), reverse=True)
        self._named = lru_cache(maxsize=4096)(self._find)

    def resolve(self, path: str, *, writing: bool = False, follow: bool = True) -> Path | None:
        """The real path of an LPC path, with or without leading slash; None when it leaves or may not be written.

        A path that ends with a slash is that of a directory. `follow` false: the name itself is meant, as when it is
        removed: a symbolic link is not followed, and the mudlib directory and mounts are no such names.
        """
        real = self.locate(path, writing=writing, follow=follow)
        return None if real is None else Path(real)

    def locate(self, path: str, *, writing: bool = False, follow: bool = True) -> str | None:
        """The same as a text: for questions that are asked with every command, as whether there is a file."""
        place = self._named(path)
        if place is None or not (follow or place.parts):
            return None
        try:
            if follow and _SEES_LINKS and not place.has_link():
                real, holder = place.real, place.holder
            else:
                real = _real(place.root.directory, place.parts, follow)
                holder = self._holder(real)
        except (OSError, ValueError):
            return None
        if holder is None or (writing and not (holder.writable and place.root.writable)):
            return None
        if path.endswith("/") and (os.path.isfile(real) or (follow and not os.path.isdir(real))):
            return None
        return real

    def status(self, path: str) -> os.stat_result | None:
        """What the system tells of the file at an LPC path; None: there is none, or the path leaves.

        It is os.stat() of what `locate` gives, but asks once for what locate() has to ask for, too.
        """
        place = self._named(path)
        if place is None or not place.steps or not _SEES_LINKS:
            return self._status(path)
        try:
            found = os.lstat(place.steps[-1])
            # only where there is something it matters which way leads there
            if stat.S_ISLNK(found.st_mode) or any(stat.S_ISLNK(os.lstat(step).st_mode) for step in place.steps[:-1]):
                return self._status(path)
        except (OSError, ValueError):
            return None
        if place.holder is None or (path.endswith("/") and not stat.S_ISDIR(found.st_mode)):
            return None
        return found

    def _status(self, path: str) -> os.stat_result | None:
        real = self.locate(path)
        try:
            return None if real is None else os.stat(real)
        except OSError:
            return None

    def place(self, path: str) -> str | None:
        """Where an LPC path would be if there were no symbolic links: to look at, and not to open for anybody."""
        place = self._named(path)
        return None if place is None else place.real

    def names_in(self, path: str) -> list[str]:
        """The names in an LPC directory, with those of mounts, as LPC strings in order; OSError when it is none."""
        real = self.resolve(path)
        if real is None:
            raise FileNotFoundError(path)
        names = set(os.listdir(real))
        parts = self._parts(path) or ()
        names |= {root.parts[len(parts)] for root in self._by_name if root.is_below(parts)}
        return sorted(self.charset.to_lpc(name) for name in names)

    def _find(self, path: str) -> _Place | None:
        """The mudlib or the mount that a path is in by name, and what is below it. Nobody is asked for that."""
        parts = self._parts(path)
        if parts is None:
            return None
        root = next(one for one in self._by_name if parts[: len(one.parts)] == one.parts)
        below = parts[len(root.parts) :]
        steps = tuple(os.path.join(root.directory, *below[: number + 1]) for number in range(len(below)))
        return _Place(root, below, steps, self._holder(steps[-1] if steps else root.directory))

    def _holder(self, real: str) -> _Root | None:
        """In whose directory a real path lies."""
        return next((one for one in self._by_directory if _inside(real, one.directory)), None)

    def _parts(self, path: str) -> tuple[str, ...] | None:
        try:
            return _parts(self.charset.from_lpc(path))
        except UnicodeError:  # a character that stands for no byte
            return None


def _parts(path: str) -> tuple[str, ...] | None:
    """The parts of a path below the root; None when one of them is a way out."""
    parts = tuple(part for part in path.split("/") if part not in ("", "."))
    for part in parts:
        if part == ".." or "\0" in part or (os.sep != "/" and (os.sep in part or ":" in part)):
            return None
    return parts


def _real(directory: str, parts: tuple[str, ...], follow: bool) -> str:
    """The real path of what is at `parts` below a real directory. Not to `follow`: the last part is taken as it is."""
    if not parts:
        return directory
    above = _followed(directory, parts if follow else parts[:-1])
    return above if follow else os.path.join(above, parts[-1])


def _followed(directory: str, parts: tuple[str, ...]) -> str:
    """As os.path.realpath(), which looks at every part of the directory again too."""
    path = directory
    for part in parts:
        path = f"{path.rstrip(os.sep)}{os.sep}{part}"
        try:
            is_link = os.name != "posix" or stat.S_ISLNK(os.lstat(path).st_mode)
        except OSError:  # there is nothing, so there is no link either
            is_link = False
        if is_link:
            return os.path.realpath(os.path.join(directory, *parts))
    return path


def _inside(real: str, directory: str) -> bool:
    if real.startswith(directory) and real[len(directory) : len(directory) + 1] in ("", os.sep):
        return True
    real, directory = os.path.normcase(real), os.path.normcase(directory)
    return real == directory or real.startswith(directory.rstrip(os.sep) + os.sep)


def write_beside(target: Path, content: bytes, *, durable: bool = False) -> None:
    """Replace a file as a whole: readers, and a crash, see the old content or the new one. OSError when it fails.

    `durable`: it is on the disk when this returns.
    """
    beside = target.with_name(target.name + ".tmp")
    beside.unlink(missing_ok=True)  # left by a crash, or a link to somewhere else
    try:
        with beside.open("xb") as file:
            file.write(content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        os.replace(beside, target)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    if durable and os.name == "posix":
        flush_names(target.parent)


def flush_names(directory: Path) -> None:
    """Let the disk know which file bears which name."""
    opened = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
