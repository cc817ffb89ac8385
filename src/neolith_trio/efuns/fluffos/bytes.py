"""Efuns of FluffOS on bytes: hashes, compression, encodings."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable
from typing import Any, Final

from ...errors import LpcError, runtime_error
from ...runtime import limits
from ...runtime.files import write_beside
from ...runtime.values import Entity
from .. import files
from ..registry import FLUFFOS_ONLY, efun
from ..strings import bytes_string, string_bytes

_ALGORITHMS: Final = {
    "blake2s256": "blake2s",
    "blake2b512": "blake2b",
    **{f"sha3-{size}": f"sha3_{size}" for size in (224, 256, 384, 512)},
}
_ANY_FORM: Final = 47  # zlib: gzip or zlib, told apart by the data
_GZIP: Final = b"\x1f\x8b"


@efun("string hash(string algorithm, string text)", profiles=FLUFFOS_ONLY)
def hash_efun(algorithm: str, text: str) -> str:
    """The hash of a text.

    Arguments:
        algorithm: md5, sha1, sha224, sha256, sha384, sha512, sha3-224, sha3-256, sha3-384, sha3-512, blake2s256,
            blake2b512, or what else this machine's library has.
        text: what to hash.
    Returns: hexadecimal digits.
    Errors: an algorithm that is not there.
    Example:
        hash("md5", "Something")        // "73f9977556584a369800e775b48f3dbe"
    See also: sha1, crypt
    """
    name = algorithm.lower()
    try:
        made = hashlib.new(_ALGORITHMS.get(name, name), usedforsecurity=False)
        made.update(string_bytes(text))
        return made.hexdigest()
    except (ValueError, TypeError):
        raise runtime_error(f"hash() unknown hash type: {algorithm}") from None


@efun("string sha1(string | buffer text)", profiles=FLUFFOS_ONLY)
def sha1(text: Any) -> str:
    """The SHA-1 hash of a text or buffer.

    Arguments:
        text: what to hash.
    Returns: forty hexadecimal digits.
    Example:
        sha1("something")       // "1af17e73721dbe0c40011b82ed4bb1a7dbe3ce29"
    See also: hash
    """
    return hashlib.sha1(_raw(text), usedforsecurity=False).hexdigest()


def _raw(value: Any) -> bytes:
    return bytes(value) if isinstance(value, bytearray) else string_bytes(value)


@efun("buffer compress(string | buffer data)", profiles=FLUFFOS_ONLY)
def compress(data: Any) -> bytearray:
    """Compress a text or buffer in the form of zlib.

    Arguments:
        data: what to compress.
    Returns: a buffer.
    Example:
        uncompress(compress("aaaa"))
    See also: uncompress, compress_file
    """
    return bytearray(zlib.compress(_raw(data)))


@efun("buffer uncompress(string | buffer data)", profiles=FLUFFOS_ONLY)
def uncompress(data: Any) -> bytearray:
    """What compress() had compressed.

    Arguments:
        data: the compressed bytes.
    Returns: a buffer.
    Errors: bytes that are nothing compressed; more than a buffer may hold.
    Example:
        uncompress(compress("aaaa"))
    See also: compress
    """
    return bytearray(_inflated(_raw(data), "uncompress"))


def _inflated(data: bytes, name: str) -> bytes:
    worker = zlib.decompressobj(_ANY_FORM)
    most = limits.current.buffer
    try:
        found = worker.decompress(data, most)
    except zlib.error as error:
        raise runtime_error(f"{name}(): {error}") from None
    if worker.unconsumed_tail or not worker.eof:
        raise runtime_error(f"{name}(): the data are incomplete or too large.")
    return found


@efun("buffer to_buffer(string | buffer | mixed *value)", profiles=FLUFFOS_ONLY)
def to_buffer(value: Any) -> bytearray:
    """The bytes of a text or of an array of numbers.

    Arguments:
        value: a string, whose characters are written in the driver's charset; an array of ints from 0 to 255; a buffer.
    Returns: a buffer; a buffer itself when it was one.
    Errors: an element that is no byte.
    Example:
        to_buffer(({ 104, 105 }))
    See also: allocate_buffer, string_encode
    """
    if isinstance(value, bytearray):
        return value
    if isinstance(value, str):
        return bytearray(string_bytes(value))
    if any(not isinstance(one, int) or not 0 <= one < 256 for one in value):
        raise runtime_error("to_buffer(): the elements must be ints from 0 to 255.")
    return bytearray(int(one) for one in value)


@efun("buffer string_encode(string text, string encoding)", profiles=FLUFFOS_ONLY)
def string_encode(text: str, encoding: str) -> bytearray:
    """A text as bytes in some encoding.

    Arguments:
        text: the text.
        encoding: the name of the encoding.
    Returns: a buffer.
    Errors: an encoding that nobody knows, a text that it cannot write.
    Example:
        string_encode("elf", "utf-16-le")
    See also: string_decode, buffer_transcode
    """
    return bytearray(_encoded(_text(text), encoding))


@efun("string string_decode(buffer data, string encoding)", profiles=FLUFFOS_ONLY)
def string_decode(data: bytearray, encoding: str) -> str:
    """The text that bytes mean in some encoding.

    Arguments:
        data: the bytes.
        encoding: the name of the encoding.
    Returns: a string.
    Errors: an encoding that nobody knows, bytes that it cannot read.
    Example:
        string_decode(string_encode("elf", "utf-8"), "utf-8")
    See also: string_encode, buffer_transcode
    """
    text = _decoded(bytes(data), encoding)
    return bytes_string(text.encode("utf-8")) if limits.current.byte_strings else text


@efun("buffer buffer_transcode(buffer data, string from, string to)", profiles=FLUFFOS_ONLY)
def buffer_transcode(data: bytearray, from_: str, to: str) -> bytearray:
    """Bytes of one encoding as bytes of another.

    Arguments:
        data: the bytes.
        from: the encoding in which they are.
        to: the encoding that is wanted.
    Returns: a new buffer.
    Errors: as for string_encode() and string_decode().
    Example:
        buffer_transcode(data, "latin-1", "utf-8")
    See also: string_encode, string_decode
    """
    return bytearray(_encoded(_decoded(bytes(data), from_), to))


def _text(text: str) -> str:
    """An LPC string as characters."""
    return string_bytes(text).decode("utf-8", "surrogateescape") if limits.current.byte_strings else text


def _encoded(text: str, encoding: str) -> bytes:
    try:
        found = text.encode(encoding)
    except (UnicodeError, LookupError) as error:
        raise LpcError(f"*{_reason(error)}\n") from None
    return found


def _decoded(data: bytes, encoding: str) -> str:
    try:
        found = data.decode(encoding)
    except (UnicodeError, LookupError) as error:
        raise LpcError(f"*{_reason(error)}\n") from None
    return found


def _reason(error: Exception) -> str:
    return f"cannot be converted: {error}" if isinstance(error, UnicodeError) else f"{error}"


@efun("int compress_file(string name, void | string target)", profiles=FLUFFOS_ONLY)
def compress_file(this: Entity, name: str, target: str | None = None) -> int:
    """Write a file anew in the form of gzip, and remove the old one.

    Arguments:
        name: the file.
        target: the new file; the name with `.gz` when it is left out.
    Returns: 1 when it worked, else 0.
    Example:
        compress_file("/log/old")
    See also: uncompress_file, compress
    """
    if target is None and name.endswith(".gz"):
        return 0
    return _exchange(this, name, target or f"{name}.gz", gzipped, "compress_file")


@efun("int uncompress_file(string name, void | string target)", profiles=FLUFFOS_ONLY)
def uncompress_file(this: Entity, name: str, target: str | None = None) -> int:
    """Write a compressed file as it was before, and remove the compressed one.

    Arguments:
        name: the file.
        target: the new file; the name without `.gz` when it is left out.
    Returns: 1 when it worked, else 0.
    Example:
        uncompress_file("/log/old.gz")
    See also: compress_file
    """
    if target is None and not name.endswith(".gz"):
        return 0
    return _exchange(this, name, target or name.removesuffix(".gz"), _plain, "uncompress_file")


@efun("string read_file(string file, void | int first_line, void | int lines)", profiles=FLUFFOS_ONLY, variant=True)
def read_file(this: Entity, file: str, first_line: int = 0, lines: int = 0) -> Any:
    """The content of a file, or some of its lines; a CR before the end of a line is left out.

    What is longer than the configured size is cut, a file that is compressed by gzip is read as what it contains.

    Arguments:
        file: the name of the file.
        first_line: the number of the first line, from 1; negative: from the end.
        lines: how many lines; 0 for all that follow.
    Returns: the text; 0 when the file cannot be read or there are no such lines.
    Example:
        read_file("/log/debug.log", -10)
    See also: write_file, read_bytes, file_size
    """
    opened = None if lines < 0 else files.open_plain(this, file, "read_file")
    if opened is None:
        return 0
    limit = limits.current.read_file
    with opened:
        content = opened.read(2 * limit)
    if content.startswith(_GZIP):
        content = gunzipped(content, 2 * limit)
    if not content:
        return "" if limits.current.dialect.empty_files else 0
    start = _line_start(content, first_line)
    if start is None:
        return 0
    end = _line_start(content, lines + 1, start) if lines else None
    content = content[start : min(len(content) if end is None else end, start + limit)]
    return bytes_string(content.partition(b"\0")[0].replace(b"\r\n", b"\n"))


def _line_start(content: bytes, number: int, at: int = 0) -> int | None:
    """Where a line begins, counted from 1 at `at`, or negative from the end; None when there are fewer."""
    if number < 0:
        at = len(content) - content.endswith(b"\n")
        for _ in range(-number):
            at = content.rfind(b"\n", 0, at)
            if at < 0:
                return 0
        return at + 1
    for _ in range(number - 1):
        at = content.find(b"\n", at) + 1
        if not at:
            return None
    return at


def gunzipped(data: bytes, most: int) -> bytes:
    """At most so many bytes of the content of a file that may be compressed. zlib.error: it is broken."""
    content = b""
    while data.startswith(_GZIP) and len(content) < most:
        worker = zlib.decompressobj(_ANY_FORM)
        content += worker.decompress(data, most - len(content))
        data = worker.unused_data  # what was appended to a compressed file is a file of its own
    return content or data


def gzipped(data: bytes) -> bytes:
    """The content of a compressed file."""
    worker = zlib.compressobj(wbits=31)
    return worker.compress(data) + worker.flush()


def _plain(data: bytes) -> bytes:
    return _inflated(data, "uncompress_file")


def _exchange(this: Entity, name: str, target: str, change: Callable[[bytes], bytes], efun_name: str) -> int:
    """Write what `change` makes of a file into another, then remove the first."""
    source = files.real_path(this, name, efun_name, writing=True)
    goal = files.real_path(this, target, efun_name, writing=True)
    if source is None or goal is None:
        return 0
    try:
        write_beside(goal, change(source.read_bytes()))
        if source != goal:
            source.unlink()
    except OSError as wrong:
        files.log_failure(this, efun_name, name, wrong)
        return 0
    return 1
