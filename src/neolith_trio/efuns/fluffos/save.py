"""Efuns of FluffOS that save the variables of an object, compressed or as a text if it likes, and read them back."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Any, Final

from ...errors import LpcError
from ...lpc.program import CompiledProgram
from ...runtime.values import Entity, LpcObject
from ..files import log_failure, real_path
from ..registry import FLUFFOS_ONLY, efun
from ..save import FULL, content_of, restore_text, save_name, saved
from ..strings import bytes_string
from .bytes import gunzipped, gzipped

_PACKED: Final = ".gz"
_MOST: Final = 1 << 30  # bytes of a file that is unpacked
_ZEROS, _COMPRESSED = 1, 2


@efun("mixed save_object(void | string | int file, void | int flags)", profiles=FLUFFOS_ONLY, variant=True)
def save_object(this: Entity, file: Any = 0, flags: int | None = None) -> Any:
    """Save the global variables of this object to a file, or to a string.

    Static variables are not saved, and those of parents that were inherited static. Objects, functions and buffers in
    the variables are lost.

    Arguments:
        file: the name of the file; ".o" is added, or ".o.gz". Without it, or with the flags in its place, the text is
            the answer.
        flags: 1 to save the variables that are 0 too; 2 more to compress the file, for which one that is not
            compressed goes away.
    Returns: something else than 0, or the text.
    Errors: a file that may not be written or has no directory; values that are nested too deep; a disk that is full or
        broken. The file is as it was then.
    Example:
        save_object("/save/players/" + name, 2)
    See also: restore_object, restore_from_string, save_variable
    """
    if not isinstance(this, LpcObject):
        return 0
    if file.__class__ is not str:
        if flags is not None:
            raise LpcError("first argument must be a string for save_object with 2 args")
        return bytes_string(saved(this, file))
    flags = flags or 0
    plain = save_name(file)
    path = plain + _PACKED if flags & _COMPRESSED else plain
    real = real_path(this, path, "save_object", writing=True)
    if real is None:
        raise LpcError("Denied write permission in save_object().\n")
    content = saved(this, flags & _ZEROS)
    if flags & _COMPRESSED:
        _put(this, path, real, gzipped(content))
        real.with_name(real.name.removesuffix(_PACKED)).unlink(missing_ok=True)
    else:
        _put(this, path, real, content)
    return _answer(this.program, content)


def _answer(program: CompiledProgram, content: bytes) -> int:
    """What FluffOS has counted: a byte more for each line of a variable, and one for each program inherited."""
    return sum(len(line) + 2 for line in content.split(b"\n")[1:-1]) + _programs(program)


def _programs(program: CompiledProgram) -> int:
    return 1 + sum(map(_programs, program.parents))


def _put(this: Entity, path: str, real: Path, content: bytes) -> None:
    try:
        this.world.saves.put(real, content, durable=this.world.config.durable_saves)
    except OSError as wrong:
        if wrong.errno in FULL:
            log_failure(this, "save_object", path, wrong)
            raise LpcError(f"save_object(): {path} is not saved: {wrong.strerror}.\n") from None
        raise LpcError(f"Could not open /{path.removeprefix('/')}.tmp for a save.\n") from None


@efun("int restore_object(string file, void | int keep)", profiles=FLUFFOS_ONLY, variant=True)
def restore_object(this: Entity, file: str, keep: int = 0) -> int:
    """Read the global variables of this object from a file that save_object() wrote, compressed or not.

    Names in the file that the object has not, or that are static in it, are passed over.

    Arguments:
        file: the name of the file; ".o.gz" is added if there is such a file, else ".o".
        keep: 1 to leave the variables alone that are not in the file; else all but static ones become 0 first.
    Returns: 1, or 0 when there is no such file or it is empty.
    Errors: a file that may not be read, or a line that is no saved variable.
    Example:
        restore_object("/save/players/" + name)
    See also: save_object, restore_from_string, restore_variable
    """
    if not isinstance(this, LpcObject):
        return 0
    path = save_name(file.removesuffix(_PACKED))
    if this.world.files.status(path + _PACKED) is not None:
        path += _PACKED
    real = real_path(this, path, "restore_object", writing=False)
    if real is None:
        raise LpcError(f"restore_object: read permission denied: {path}.\n")
    content = content_of(real)
    try:
        content = gunzipped(content, _MOST)
    except zlib.error as wrong:
        raise LpcError(f"restore_object: Error reading file: {path},  error: {wrong}.\n") from None
    if not content:
        return 0
    restore_text(this, bytes_string(content), keep)
    return 1
