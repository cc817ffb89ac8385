"""Efuns that save the variables of an object to a file, or one value to a string, and read them back.

The text form is that of runtime/savefile.py. A save file is written beside the old one and then put in its place, so
that there is never half a file: whoever kills the driver finds the old one or the new one. What a killed driver left
beside a file goes away when that file is saved next.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from ..config import Grammar
from ..errors import LpcError
from ..lpc.program import CompiledProgram, Variable
from ..runtime import limits
from ..runtime.calls import apply
from ..runtime.closures import Closure
from ..runtime.outside.operations import is_result, started
from ..runtime.outside.requests.file import FileRequest, Saving
from ..runtime.savefile import Malformed, read, written
from ..runtime.values import UNDEFINED, Entity, LpcObject, Mapping
from .files import log_failure, real_path
from .registry import efun
from .strings import bytes_string, string_bytes

_EXTENSION: Final = ".o"
_LONGEST_NAME: Final = 99
# The disk could not take it: for LPC no answer among others, as a refusal is, but an error.
FULL: Final = frozenset(getattr(errno, name, -1) for name in ("ENOSPC", "EDQUOT", "EFBIG", "EIO"))
_UNSAVED: Final = frozenset({"static", "nosave"})


@efun("int save_object(string file, void | int zeros)")
def save_object(this: Entity, file: str, zeros: int = 0) -> int:
    """Save the global variables of this object to a file.

    Static variables are not saved, and those of parents that were inherited static. Objects, functions and buffers in
    the variables are lost.

    Arguments:
        file: the name of the file; ".o" is added.
        zeros: 1 to save the variables that are 0 too.
    Returns: 1, or 0 when the file may not be written or has no directory.
    Errors: values that are nested too deep; a disk that is full or broken. The file is as it was then.
    Example:
        save_object("/save/players/" + name)
    See also: restore_object, save_variable
    """
    path = save_name(file)
    real = real_path(this, path, "save_object", writing=True)
    if not isinstance(this, LpcObject) or real is None:
        return 0
    return _put(this, path, real, saved(this, zeros))


@efun("mixed async_save_object(string file, int zeros, void | string | function callback, ...)")
def async_save_object(
    this: Entity, file: str, zeros: int, callback: str | Closure | None = None, *arguments: Any
) -> Any:
    """Save the global variables of this object to a file and go on; the callback hears of it in a later turn, once.

    What is saved are the variables as they are at the call. The file is written, and put on the disk, meanwhile;
    whatever happens to the driver, it is the old one or the new one as a whole. The callback is called with 1 and 0
    when the file is on the disk, with 0 and a string that says why when it is not. Of all saves of a file the last that
    was called wins, be it this efun or save_object(); until the callback restore_object() may find the old file. What
    is not on the disk when this object is destructed is given up: destruct it in the callback.

    Arguments:
        file: the name of the file; ".o" is added.
        zeros: 1 to save the variables that are 0 too.
        callback: a function, or the name of one in this object.
        ...: go to the callback, after its own two.
    Returns: a handle for async_cancel() and async_info(); without a callback a promise of 1.
    Errors: the file may not be written; values that are nested too deep; too many operations are under way.
    Example:
        catch(async_save_object("/no/such/place", 0, "saved"))
    See also: save_object, restore_object, async_write
    """
    path = save_name(file)
    real = real_path(this, path, "save_object", writing=True)
    if not isinstance(this, LpcObject) or real is None:
        raise LpcError(f"async_save_object: {path} may not be written\n")
    content = saved(this, zeros)
    promise = this.world.saves.promise(real)

    def values(answer: Mapping) -> tuple[Any, ...]:
        promise.forget()
        return (1, 0) if is_result(answer) else (0, answer["error"])

    request = FileRequest(real, Saving(content, promise))
    try:
        return started(this, "file", f"save {path}", request, callback, arguments, values)
    except LpcError:
        promise.forget()
        raise


def saved(this: LpcObject, zeros: int) -> bytes:
    """The save file of an object."""
    lines = [f"#{this.program.path}\n"]
    for variable, attribute in _saved_variables(this.program):
        text = written(getattr(this, attribute))
        if zeros or text != "0":
            lines.append(f"{variable.name} {text}\n")
    return string_bytes("".join(lines))


def _put(this: Entity, path: str, real: Path, content: bytes) -> int:
    """Replace the file; 0, or an error when the disk cannot take it."""
    try:
        this.world.saves.put(real, content, durable=this.world.config.durable_saves)
    except OSError as wrong:
        log_failure(this, "save_object", path, wrong)
        if wrong.errno in FULL:
            raise LpcError(f"save_object(): {path} is not saved: {wrong.strerror}.\n") from None
        return 0
    return 1


@efun("int restore_object(string file, void | int keep)")
def restore_object(this: Entity, file: str, keep: int = 0) -> int:
    """Read the global variables of this object from a file that save_object() wrote.

    Names in the file that the object has not, or that are static in it, are passed over.

    Arguments:
        file: the name of the file; ".o" is added.
        keep: 1 to leave the variables alone that are not in the file; else all but static ones become 0 first.
    Returns: 1, or 0 when there is no such file or it is empty.
    Errors: a file that may not be read, or a line that is no saved variable.
    Example:
        restore_object("/save/players/" + name)
    See also: save_object, restore_variable
    """
    if not isinstance(this, LpcObject):
        return 0
    path = save_name(file)
    real = real_path(this, path, "restore_object", writing=False)
    if real is None:
        raise LpcError("Denied read permission in restore_object().\n")
    content = content_of(real)
    if not content:
        return 0
    restore_text(this, bytes_string(content), keep)
    return 1


def restore_text(this: LpcObject, text: str, keep: int) -> None:
    """The variables of an object from the text of a save file."""
    fluffos = limits.current.dialect.grammar is Grammar.FLUFFOS
    targets: dict[str, tuple[Variable, str, bool]] = {}
    for variable, attribute, static in _variables(this.program):
        if not static and not keep:
            setattr(this, attribute, UNDEFINED)
        if not (static and fluffos):  # there static ones are found by no name
            targets.setdefault(variable.name, (variable, attribute, static))  # of two with one name, the first parent's
    for line in text.removesuffix("\n").split("\n"):
        if line.startswith("#"):
            continue
        if fluffos:
            _restore_line_or_tell(this, line.removesuffix("\r"), targets)
        else:
            _restore_line(this, line, targets)


def _restore_line_or_tell(this: LpcObject, line: str, targets: dict[str, tuple[Variable, str, bool]]) -> None:
    """As FluffOS does: an object hears of the variables that it has not any more."""
    name, space, text = line.partition(" ")
    if not space or len(name) > _LONGEST_NAME:
        raise LpcError(f"restore_object(): Illegal file format - 1 ({line}).\n")
    if name in targets:
        _restore_line(this, line, targets)
        return
    try:
        value = read(text, this.program)
    except Malformed as wrong:
        raise _illegal(wrong, name) from None
    apply(this.world, this, this, "restore_lost_variable", value, name)


def _illegal(wrong: Malformed, name: str) -> LpcError:
    return LpcError(f"restore_object(): Illegal {wrong.what} format while restoring {name}.\n")


def content_of(real: Path) -> bytes:
    """The bytes of a save file; none when it is not there."""
    try:
        return real.read_bytes() if os.path.isfile(real) else b""
    except OSError:
        return b""


def _restore_line(this: Entity, line: str, targets: dict[str, tuple[Variable, str, bool]]) -> None:
    name, space, text = line.partition(" ")
    if not space or len(name) > _LONGEST_NAME:
        raise LpcError("restore_object(): Illegal file format.\n")
    if name not in targets:
        return
    variable, attribute, static = targets[name]
    if static:
        return
    try:
        setattr(this, attribute, read(text, this.program, variable.type))
    except Malformed as wrong:
        raise _illegal(wrong, name) from None


@efun("string save_variable(mixed value)")
def save_variable(value: Any) -> str:
    """A value as a text, in the form of save files.

    Arguments:
        value: any value; objects, functions and buffers are lost.
    Returns: the text.
    Errors: a value that is nested too deep.
    Example:
        save_variable(({ 1, "a" }))     // "({1,\\"a\\",})"
    See also: restore_variable, save_object, to_json
    """
    return written(value)


@efun("mixed restore_variable(string text)")
def restore_variable(this: Entity, text: str) -> Any:
    """The value that a text of save_variable() describes.

    Arguments:
        text: the text.
    Returns: the value; 0 for a text that is not like a value at all.
    Errors: a text that is broken.
    Example:
        restore_variable("({1,2,})")        // ({ 1, 2 })
    See also: save_variable, restore_object, from_json
    """
    try:
        return read(text.partition("\0")[0], this.program)
    except Malformed as wrong:
        raise LpcError(f"restore_object(): Illegal {wrong.what} format.\n") from None


def save_name(file: str) -> str:
    """The path of a save file from what LPC said."""
    return file.removesuffix(".c").removesuffix(_EXTENSION) + _EXTENSION


def _saved_variables(program: CompiledProgram) -> Iterator[tuple[Variable, str]]:
    return ((variable, attribute) for variable, attribute, static in _variables(program) if not static)


def _variables(
    program: CompiledProgram, prefix: str = "", inherited_static: bool = False
) -> Iterator[tuple[Variable, str, bool]]:
    """Every global variable, its attribute, and is it static; those of the parents first."""
    for number, (parent, how) in enumerate(zip(program.parents, program.inherits, strict=False)):
        static = inherited_static or bool(_UNSAVED & how.modifiers)
        yield from _variables(parent, f"{prefix}_{number}" if prefix else str(number), static)
    for variable in program.variables:
        static = inherited_static or bool(_UNSAVED & variable.modifiers)
        yield variable, f"v{prefix}_{variable.name}", static
