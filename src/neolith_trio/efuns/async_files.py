"""Efuns that read and write files while the game goes on. What concerns one file happens in the order of the calls."""

from __future__ import annotations

import os
from typing import Any, Final

from ..errors import LpcError
from ..runtime import limits, master
from ..runtime.closures import Closure
from ..runtime.outside.operations import is_result, started
from ..runtime.outside.requests.file import FileRequest, Listing, Reading, Writing
from ..runtime.values import Entity, Mapping
from .files import real_path
from .registry import efun
from .strings import bytes_string, string_bytes

SECONDS: Final = 60.0
"""How long a file may take: a disk that answers no more is not waited for."""
_REPLACE: Final = 1
_COMPRESS: Final = 2


@efun("mixed async_read(string file, void | string | function callback, ...)")
def async_read(this: Entity, file: str, callback: str | Closure | None = None, *arguments: Any) -> Any:
    """Read a file and go on; the callback gets its content in a later turn, once.

    It is called with the content as a string; or with -1 when the file cannot be read, is longer than the configured
    size, or the operation was cancelled. A file that is compressed by gzip is read as what it contains.

    Arguments:
        file: the name of the file.
        callback: a function, or the name of one in this object.
        ...: go to the callback, after the content.
    Returns: a handle for async_cancel() and async_info(); without a callback a promise of what the callback would get.
    Errors: valid_read() says no; too many operations are under way.
    Example:
        async_read("/doc/motd", "got") > 0      // 1
    See also: async_write, async_getdir, read_file, valid_read
    """
    real = real_path(this, file, "read_file", writing=False)
    if real is None:
        raise LpcError(f"async_read: {file} may not be read\n")

    def values(answer: Mapping) -> tuple[Any, ...]:
        return (bytes_string(bytes(answer["content"])) if is_result(answer) else -1,)

    request = FileRequest(real, Reading(limits.current.read_file))
    return started(this, "file", f"read {file}", request, callback, arguments, values, seconds=SECONDS)


@efun("mixed async_write(string file, string text, int flags, void | string | function callback, ...)")
def async_write(
    this: Entity, file: str, text: str, flags: int, callback: str | Closure | None = None, *arguments: Any
) -> Any:
    """Write a text to a file and go on; the callback hears of it in a later turn, once.

    It is called with 0 when the text is in the file, with -1 when it is not.

    Arguments:
        file: the name of the file; it is made when it does not exist.
        text: what to write.
        flags: 0 appends to the file, 1 replaces its content; 2 more: compressed by gzip.
        callback: a function, or the name of one in this object.
        ...: go to the callback, after the number.
    Returns: a handle for async_cancel() and async_info(); without a callback a promise of what the callback would get.
    Errors: valid_write() says no; too many operations are under way.
    Example:
        catch(async_write("/log/login", ctime(time()) + "\\n", 0, "written"))
    See also: async_read, write_file, async_save_object, valid_write
    """
    real = real_path(this, file, "write_file", writing=True)
    if real is None:
        raise LpcError(f"async_write: {file} may not be written\n")
    writing = Writing(string_bytes(text), flags & _REPLACE != 0, flags & _COMPRESS != 0)

    def values(answer: Mapping) -> tuple[Any, ...]:
        return (0 if is_result(answer) else -1,)

    request = FileRequest(real, writing)
    return started(this, "file", f"write {file}", request, callback, arguments, values, seconds=SECONDS)


@efun("mixed async_getdir(string path, void | string | function callback, ...)")
def async_getdir(this: Entity, path: str, callback: str | Closure | None = None, *arguments: Any) -> Any:
    """Read the names in a directory and go on; the callback gets them in a later turn, once.

    It is called with an array in order of the names, or with 0 when there is no such directory.

    Arguments:
        path: a directory; or a directory and a pattern after its last slash, as for get_dir().
        callback: a function, or the name of one in this object.
        ...: go to the callback, after the names.
    Returns: a handle for async_cancel() and async_info(); without a callback a promise of what the callback would get.
    Errors: valid_read() says no; too many operations are under way.
    Example:
        async_getdir("/std/*.c", "listed") > 0      // 1
    See also: get_dir, async_read, valid_read
    """
    allowed = master.valid(this.world, "valid_read", path, this, "get_dir")
    if allowed is None:
        raise LpcError(f"async_getdir: {path} may not be read\n")
    files = this.world.files
    real, directory, pattern = files.resolve(allowed), allowed, ""
    if real is None or not os.path.isdir(real):
        directory, _, pattern = f"/{allowed}".rpartition("/")
        real = files.resolve(directory)
    if real is None:
        raise LpcError(f"async_getdir: {path} may not be read\n")

    def values(answer: Mapping) -> tuple[Any, ...]:
        return (answer["names"] if is_result(answer) else 0,)

    listing = Listing(files, directory, pattern, limits.current.array)
    request = FileRequest(real, listing)
    return started(this, "file", f"list {path}", request, callback, arguments, values, seconds=SECONDS)
