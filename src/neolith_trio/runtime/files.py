"""Where LPC paths are on the machine: the mudlib directory, with the mounts of the configuration inside it.

The law: nothing that `resolve` gives lies outside of the mudlib directory or of a mounted directory, whatever `..`,
symbolic links or slashes the LPC path has. Everybody who opens a file for LPC asks here; whether LPC may touch the
file is the master's business (master.valid).
"""

from __future__ import annotations

import os
from pathlib import Path

import attrs

from ..config import Charset, Config


@attrs.frozen(slots=True)
class _Root:
    """A real directory and the LPC path it stands at, as parts."""

    parts: tuple[str, ...]
    directory: str
    writable: bool

    def is_below(self, parts: tuple[str, ...]) -> bool:
        """Does it stand somewhere inside of that path?"""
        return len(self.parts) > len(parts) and self.parts[: len(parts)] == parts


class Sandbox:
    """The files of one mud."""

    def __init__(self, config: Config) -> None:
        self.charset: Charset = config.charset
        mounts = [
            _Root(_parts(one.name) or (), os.path.realpath(one.directory), one.writable) for one in config.mounts
        ]
        mounts.append(_Root((), os.path.realpath(config.mudlib_dir), writable=True))
        self._roots = sorted(mounts, key=lambda root: len(root.parts), reverse=True)

    def resolve(self, path: str, *, writing: bool = False, follow: bool = True) -> Path | None:
        """The real path of an LPC path, with or without leading slash; None when it leaves or may not be written.

        `follow` false: a symbolic link at the end of the path is meant itself, as when it is removed.
        """
        parts = _parts(self.charset.from_lpc(path))
        if parts is None:
            return None
        root = next(one for one in self._roots if parts[: len(one.parts)] == one.parts)
        if writing and not root.writable:
            return None
        try:
            real = _real(os.path.join(root.directory, *parts[len(root.parts) :]), follow)
        except (OSError, ValueError):
            return None
        return Path(real) if _inside(real, root.directory) else None

    def names_in(self, path: str) -> list[str]:
        """The names in an LPC directory, with those of mounts, as LPC strings in order; OSError when it is none."""
        real = self.resolve(path)
        if real is None:
            raise FileNotFoundError(path)
        names = set(os.listdir(real))
        parts = _parts(self.charset.from_lpc(path)) or ()
        names |= {root.parts[len(parts)] for root in self._roots if root.is_below(parts)}
        return sorted(self.charset.to_lpc(name) for name in names)

    def lpc_path(self, real: Path) -> str | None:
        """The LPC path, with leading slash, of a real path; None when it is not in the mudlib."""
        where = os.path.realpath(real)
        for root in self._roots:
            if _inside(where, root.directory):
                below = os.path.relpath(where, root.directory).split(os.sep)
                parts = (*root.parts, *(part for part in below if part != "."))
                return self.charset.to_lpc("/" + "/".join(parts))
        return None


def _parts(path: str) -> tuple[str, ...] | None:
    """The parts of a path below the root; None when one of them is a way out."""
    parts = tuple(part for part in path.split("/") if part not in ("", "."))
    for part in parts:
        if part == ".." or "\0" in part or (os.sep != "/" and (os.sep in part or ":" in part)):
            return None
    return parts


def _real(path: str, follow: bool) -> str:
    if follow:
        return os.path.realpath(path)
    directory, name = os.path.split(path)
    return os.path.join(os.path.realpath(directory), name) if name else os.path.realpath(path)


def _inside(real: str, directory: str) -> bool:
    return real == directory or real.startswith(directory.rstrip(os.sep) + os.sep)


def write_beside(target: Path, content: bytes, *, durable: bool = False) -> None:
    """Replace a file as a whole: readers, and a crash, see the old content or the new one. OSError when it fails."""
    beside = target.with_name(target.name + ".tmp")
    try:
        with beside.open("wb") as file:
            file.write(content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        os.replace(beside, target)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
