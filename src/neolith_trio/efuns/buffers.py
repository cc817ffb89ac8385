"""Efuns on buffers. Those that read and write buffers take the name of a file as well; files.py does that part."""

from __future__ import annotations

from typing import Any

from ..errors import LpcError, runtime_error
from ..runtime import limits
from ..runtime.values import Entity
from . import files
from .registry import efun
from .strings import bytes_string, string_bytes


@efun("buffer allocate_buffer(int size)")
def allocate_buffer(size: int) -> bytearray:
    """A new buffer of zero bytes.

    Arguments:
        size: how many bytes it has.
    Returns: the buffer.
    Errors: a negative size or one over the configured buffer size.
    Example:
        allocate_buffer(16)
    See also: bufferp, read_buffer, write_buffer, allocate
    """
    if not 0 <= size <= limits.current.buffer:
        raise LpcError("Illegal buffer size.\n")
    return bytearray(size)


@efun("mixed read_buffer(string | buffer source, void | int start, void | int length)")
def read_buffer(this: Entity, source: Any, start: int = 0, length: int = 0) -> Any:
    """Bytes of a buffer as a string, or bytes of a file as a buffer.

    Arguments:
        source: a buffer, or the name of a file.
        start: the first byte; a negative one counts from the end.
        length: how many bytes; 0 or less for all up to the end.
    Returns: a string from a buffer (it ends before the first zero byte), a buffer from a file; 0 when start lies
        outside or the file cannot be read.
    Example:
        read_buffer(packet, 4, 2)
    See also: write_buffer, read_bytes
    """
    if isinstance(source, str):
        content = files.bytes_of_file(this, source, start, length, "read_bytes")
        return 0 if content is None else bytearray(content)
    start = len(source) + start if start < 0 else start
    if not 0 <= start < len(source):
        return 0
    part = source[start : start + length] if length > 0 else source[start:]
    return bytes_string(part.partition(b"\0")[0])


@efun("int write_buffer(string | buffer target, int start, string | buffer | int data)")
def write_buffer(this: Entity, target: Any, start: int, data: Any) -> int:
    """Put bytes into a buffer or a file.

    Arguments:
        target: a buffer, which keeps its size, or the name of a file.
        start: where to; a negative one counts from the end.
        data: a string, a buffer, or an int, which is written as four bytes, the highest first.
    Returns: 1, or 0 when the data do not fit or the file cannot be written.
    Errors: the int 0 for a file.
    Example:
        write_buffer(packet, 0, "GET")
    See also: read_buffer, write_bytes
    """
    content = written_bytes(data)
    if isinstance(target, str):
        if isinstance(data, int) and data == 0:
            raise runtime_error("Bad argument 3 to write_bytes()")
        return files.write_bytes_at(this, target, start, content, "write_bytes")
    start = len(target) + start if start < 0 else start
    if start < 0 or start + len(content) > len(target):
        return 0
    target[start : start + len(content)] = content
    return 1


def written_bytes(data: Any) -> bytes:
    """The bytes that a string, a buffer or an int is written as."""
    if isinstance(data, str):
        return string_bytes(data)
    if isinstance(data, bytearray):
        return bytes(data)
    return (int(data) & 0xFFFFFFFF).to_bytes(4, "big")
