"""Efuns of FluffOS about functions that run, about those that a text names, and about variables in a text."""

from __future__ import annotations

import re
from typing import Any, Final

from ...runtime import deferring
from ...runtime.calls import apply_visible
from ...runtime.tracing.stack import lpc_frames
from ...runtime.values import Entity, LpcObject
from .. import callers
from ..registry import FLUFFOS_ONLY, efun
from ..save import restore_text

_LINES: Final = 4
_CALL: Final = re.compile(r"@@(.*?)@@", re.DOTALL)


@efun("void defer(function todo)", profiles=FLUFFOS_ONLY)
def defer(this: Entity, todo: Any) -> int:
    """Run a function when the function that runs now ends: by a return, at its end, or by an error.

    The latest deferred function runs first. An error in one is reported and stops nothing else.

    Arguments:
        todo: what to run, without arguments; this_player() is then the one of now.
    Errors: nothing runs that could end, as when a pointer to defer() itself is evaluated by the driver.
    Example:
        defer((: rm, "/tmp/draft" :))
    See also: call_out, catch
    """
    if isinstance(this, LpcObject):
        deferring.defer(this, todo)
    return 0


@efun("void restore_from_string(string text, void | int keep)", profiles=FLUFFOS_ONLY)
def restore_from_string(this: Entity, text: str, keep: int = 0) -> int:
    """Read the global variables of this object from a text like that of a file that save_object() writes.

    Arguments:
        text: the lines, each with the name of a variable and its value.
        keep: 1 to leave the variables alone that are not in the text; else all but static ones become 0 first.
    Errors: a line that is no saved variable.
    Example:
        restore_from_string("level 4\\nname \\"Elf\\"\\n", 1)
    See also: restore_object, save_object, restore_variable
    """
    if isinstance(this, LpcObject) and text:
        restore_text(this, text, keep)
    return 0


@efun("mixed *call_stack(void | int what)", profiles=FLUFFOS_ONLY, variant=True)
def call_stack(what: int = 0) -> list[Any]:
    """The functions that are running.

    Arguments:
        what: 0 for the files of their programs, 1 for the objects, 2 for the names of the functions, 3 for how they
            were called, as origin() says it, 4 for their places, as file and line.
    Returns: an array, the innermost first.
    Errors: `what` is none of these.
    Example:
        call_stack(0)[0]        // "/example.c"
    See also: origin, previous_object
    """
    if what == _LINES:
        return [f"{frame.path}:{frame.line}" for frame in lpc_frames()]
    return callers.call_stack(what)


@efun("mixed process_value(string call)", profiles=FLUFFOS_ONLY)
def process_value(this: Entity, call: str) -> Any:
    """The result of a call that a text describes.

    Arguments:
        call: "function", "function:object" or either with arguments, each behind a "|". The object is the name of a
            file, which is loaded when it has to be; without it this object is meant.
    Returns: the result; 0 when there is no such object or function.
    Example:
        process_value("query_name:/obj/lamp|1")
    See also: process_string, call_other
    """
    description, *arguments = call.removeprefix("@@").removesuffix("@@").split("|")
    name, colon, file = description.partition(":")
    target = this.world.objects.find_or_load(file, this) if colon else this
    found = apply_visible(this.world, this, target, name, *arguments) if name else None
    return 0 if found is None else found


@efun("string process_string(string text)", profiles=FLUFFOS_ONLY)
def process_string(this: Entity, text: str) -> str:
    """A text in which calls are replaced by their results.

    Arguments:
        text: has calls in the form of process_value() between "@@" and "@@".
    Returns: the text; a call whose result is no string stays as it is.
    Example:
        process_string("It is @@query_hour:/daemon/clock@@ o'clock.")
    See also: process_value
    """

    def result(match: re.Match[str]) -> str:
        value = process_value(this, match[1])
        return value if isinstance(value, str) else match[0]

    return _CALL.sub(result, text)
