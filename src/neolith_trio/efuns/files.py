"""Efuns on files and their content. directories.py has those on names and directories.

Each asks valid_read() or valid_write() of the master, then the sandbox; a refusal and a failure of the system look the
same to LPC, and a failure is logged.
"""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path
from typing import Any, BinaryIO

from ..config import Grammar, Profile
from ..errors import LpcError, runtime_error
from ..runtime import limits, master
from ..runtime.messages import tell
from ..runtime.values import Entity
from .registry import efun
from .strings import bytes_string, string_bytes

_LAST_BYTES = 54 * 20


def real_path(this: Entity, path: str, efun_name: str, *, writing: bool, follow: bool = True) -> Path | None:
    """The real path of a file that `this` may read or write; None when it may not. `follow` as in Sandbox.resolve."""
    allowed = master.valid(this.world, "valid_write" if writing else "valid_read", path, this, efun_name)
    return None if allowed is None else this.world.files.resolve(allowed, writing=writing, follow=follow)


def log_failure(this: Entity, efun_name: str, path: str, wrong: OSError) -> None:
    """Note why the system refused what LPC was permitted to do."""
    this.world.ports.log(f"{efun_name}(): {path}: {wrong.strerror or wrong}")


def open_plain(this: Entity, path: str, efun_name: str) -> BinaryIO | None:
    """A plain file, open for reading."""
    real = real_path(this, path, efun_name, writing=False)
    if real is None or not os.path.isfile(real):
        return None
    try:
        return real.open("rb")
    except OSError as wrong:
        log_failure(this, efun_name, path, wrong)
        return None


def _to_write(this: Entity, path: str, efun_name: str) -> Path | None:
    real = real_path(this, path, efun_name, writing=True)
    return real if real is not None and _takes_text(real) else None


def _takes_text(real: Path) -> bool:
    """Is it a plain file, or one that is not there yet? Nobody waits for the reader of a pipe."""
    return os.path.isfile(real) or not os.path.lexists(real)


@efun("string read_file(string file, void | int first_line, void | int lines)")
def read_file(this: Entity, file: str, first_line: int = 0, lines: int = 0) -> Any:
    """The content of a file, or some of its lines.

    Arguments:
        file: the name of the file.
        first_line: the number of the first line, from 1.
        lines: how many lines; 0 for all that follow.
    Returns: the text; 0 when the file cannot be read or is empty, there are no such lines, or they are longer than the
        configured size.
    Example:
        read_file("/doc/motd", 1, 5)
    See also: write_file, read_bytes, file_size
    """
    opened = open_plain(this, file, "read_file")
    if opened is None:
        return 0
    limit = limits.current.read_file
    with opened:
        if first_line <= 1 and lines <= 0:
            content = opened.read(limit + 1)
            if len(content) > limit and (first_line or lines):
                content = content[:limit]
        else:
            for _ in range(first_line - 1):
                if not opened.readline():
                    return 0
            content = b"".join(_lines(opened, lines, limit))
    if not content:
        return "" if limits.current.dialect.empty_files and first_line <= 1 else 0
    return bytes_string(content) if len(content) <= limit else 0


def _lines(opened: BinaryIO, count: int, limit: int) -> list[bytes]:
    """The next `count` lines, all of them for 0; a little more than `limit` bytes at most."""
    found: list[bytes] = []
    size = 0
    while (len(found) < count or count <= 0) and size <= limit:
        line = opened.readline(limit + 1)
        if not line:
            break
        found.append(line)
        size += len(line)
    return found


@efun("int write_file(string file, string text, void | int flags)")
def write_file(this: Entity, file: str, text: str, flags: int = 0) -> int:
    """Write a text to a file.

    Arguments:
        file: the name of the file; it is made when it does not exist.
        text: what to write.
        flags: 0 appends to the file, 1 replaces its content; 2 more, in FluffOS: compressed by gzip.
    Returns: 1, or 0 when the file cannot be written.
    Errors: in FluffOS the system's refusal is one; a file that may not be written is 0 there, too.
    Example:
        write_file("/log/login", ctime(time()) + "\\n")
    See also: read_file, write_bytes, rm
    """
    real = _to_write(this, file, "write_file")
    if real is None:
        return 0
    content = string_bytes(text)
    fluffos = limits.current.dialect.grammar is Grammar.FLUFFOS
    if flags & 2 and fluffos:
        from .fluffos.bytes import gzipped

        content = gzipped(content)
    try:
        with real.open("wb" if flags & 1 else "ab") as opened:
            opened.write(content)
    except OSError as wrong:
        if fluffos:
            how = "overwrite" if flags & 1 else "append"
            what = f"/{file.removeprefix('/')} for {how}.\n\"{wrong.strerror}\""
            raise runtime_error(f"Wrong permissions for opening file {what}") from None
        log_failure(this, "write_file", file, wrong)
        return 0
    return 1


def bytes_of_file(this: Entity, file: str, start: int, length: int, efun_name: str) -> bytes | None:
    """Some bytes of a file; None when there are none or more than the configured transfer."""
    opened = open_plain(this, file, efun_name)
    if opened is None:
        return None
    with opened:
        size = opened.seek(0, 2)
        start = size + start if start < 0 else start
        length = length or size
        if length < 0 or length > limits.current.byte_transfer or not 0 <= start < size:
            return None
        opened.seek(start)
        return opened.read(length) or None


@efun("string read_bytes(string file, void | int start, void | int length)")
def read_bytes(this: Entity, file: str, start: int = 0, length: int = 0) -> Any:
    """Some bytes of a file.

    Arguments:
        file: the name of the file.
        start: the first byte, from 0; a negative one counts from the end.
        length: how many bytes; 0 for all that follow.
    Returns: the bytes as a string; 0 when the file cannot be read, start lies outside of it, or length (without one:
        the size of the file) is more than the configured transfer.
    Example:
        read_bytes("/save/log", -100)       // the last hundred
    See also: write_bytes, read_file, read_buffer
    """
    found = bytes_of_file(this, file, start, length, "read_bytes")
    return 0 if found is None else bytes_string(found)


def write_bytes_at(this: Entity, file: str, start: int, content: bytes, efun_name: str) -> int:
    """Write bytes at a place of a file, which is made when it does not exist; 1 or 0."""
    real = _to_write(this, file, efun_name)
    if real is None or len(content) > limits.current.byte_transfer:
        return 0
    try:
        with real.open("r+b" if os.path.exists(real) else "w+b") as opened:
            size = opened.seek(0, 2)
            start = size + start if start < 0 else start
            if not 0 <= start <= size:
                return 0
            opened.seek(start)
            opened.write(content)
    except OSError as wrong:
        log_failure(this, efun_name, file, wrong)
        return 0
    return 1 if content else 0


@efun("int write_bytes(string file, int start, string data)")
def write_bytes(this: Entity, file: str, start: int, data: str) -> int:
    """Overwrite some bytes of a file.

    Arguments:
        file: the name of the file; it is made when it does not exist.
        start: where to, from 0 up to the end of the file; a negative one counts from the end.
        data: the bytes.
    Returns: 1, or 0 when the file cannot be written, start lies outside of it or there is too much or nothing to write.
    Example:
        write_bytes("/save/scores", 0, "0042")
    See also: read_bytes, write_file, write_buffer
    """
    return write_bytes_at(this, file, start, string_bytes(data), "write_bytes")


@efun("int file_size(string file)")
def file_size(this: Entity, file: str) -> int:
    """The size of a file.

    Arguments:
        file: the name of the file.
    Returns: its size in bytes, -1 when there is no such file or it may not be read, -2 for a directory.
    Example:
        file_size("/std/room.c") > 0
    See also: stat, file_length, get_dir
    """
    allowed = master.valid(this.world, "valid_read", file, this, "file_size")
    found = None if allowed is None else this.world.files.status(allowed)
    if found is None:
        return -1
    return -2 if stat.S_ISDIR(found.st_mode) else found.st_size


@efun("int file_length(string file)")
def file_length(this: Entity, file: str) -> int:
    """The number of lines of a file.

    Arguments:
        file: the name of the file.
    Returns: how many newline characters it has; -1 when it cannot be read, -2 for a directory.
    Example:
        file_length("/doc/motd")
    See also: file_size, read_file
    """
    real = real_path(this, file, "file_length", writing=False)
    if real is None or not os.path.exists(real):
        return -1
    if not os.path.isfile(real):
        return -2
    try:
        with real.open("rb") as opened:
            return sum(block.count(b"\n") for block in iter(lambda: opened.read(1 << 16), b""))
    except OSError:
        return -1


@efun("int tail(string file)")
def tail(this: Entity, file: str) -> int:
    """Show the end of a file to this_player().

    Arguments:
        file: the name of the file; its last thousand bytes or so are shown, from the start of a line.
    Returns: 1, or 0 when the file cannot be read.
    Example:
        tail("/log/errors")
    See also: read_file, write
    """
    opened = open_plain(this, file, "tail")
    if opened is None:
        return 0
    with opened:
        start = max(opened.seek(0, 2) - _LAST_BYTES, 0)
        opened.seek(start)
        if start:
            opened.readline()
        content = opened.read()
    commander = this.world.context.commanding
    for line in content.splitlines(keepends=True):
        tell(this.world, this, this if commander is None else commander, bytes_string(line))
    return 1


@efun("int cp(string source, string target)")
def cp(this: Entity, source: str, target: str) -> int:
    """Copy a file.

    Arguments:
        source: the name of the file.
        target: the name of the copy, or a directory for it. What was there is replaced.
    Returns: 1; -1 when the source cannot be read, -2 when the target cannot be written, -3 when copying fails midway.
    Errors: there is no source, or it is the target, in the profile fluffos.
    Example:
        cp("/doc/motd", "/doc/old")
    See also: rename, read_file, rm
    """
    here = real_path(this, source, "cp", writing=False)
    if here is None:
        return -1
    there = target_path(this, source, target, "cp")
    if there is None:
        return -2
    refuse(this, (here, there), (source, target))
    return _copy(this, here, there, target) if os.path.isfile(here) or os.path.isdir(here) else -1


def target_path(this: Entity, source: str, target: str, efun_name: str, *, follow: bool = True) -> Path | None:
    """Where a copy or a renamed file goes: `target`, or the name of `source` in it when that is a directory."""
    allowed = master.valid(this.world, "valid_write", target, this, efun_name)
    if allowed is None:
        return None
    files = this.world.files
    real = files.resolve(allowed)
    if real is not None and os.path.isdir(real):
        allowed = f"{allowed}/{source.rstrip('/').rpartition('/')[2]}"
    return files.resolve(allowed, writing=True, follow=follow)


def refuse(this: Entity, ends: tuple[Path, Path], names: tuple[str, str]) -> None:
    """In the profile fluffos no source, or a target that is the source, is an error; elsewhere it is a number."""
    here, there = ends
    if this.world.config.profile is not Profile.FLUFFOS:
        return
    if not os.path.lexists(here):
        raise LpcError(f"/{names[0].strip('/')}: lstat failed\n")
    if os.path.lexists(there) and os.path.samestat(os.lstat(here), os.lstat(there)):
        raise LpcError("`/{}' and `/{}' are the same file".format(*(name.strip("/") for name in names)))


def _copy(this: Entity, here: Path, there: Path, target: str) -> int:
    if not _takes_text(there) or here == there:  # opening it for writing would empty it
        return -2
    if os.path.isdir(here):
        return -3 if there.parent.is_dir() else -2
    failed = -1
    try:
        with here.open("rb") as source:
            failed = -2
            with there.open("wb") as copied:
                failed = -3
                shutil.copyfileobj(source, copied)
    except OSError as wrong:
        log_failure(this, "cp", target, wrong)
        return failed
    return 1
