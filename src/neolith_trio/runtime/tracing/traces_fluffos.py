"""The trace of an error as the log of FluffOS shows it: innermost frame first, numbered, with what each one holds.

Rule: lines for the log, each without its newline; a value that is an array or mapping takes several. tracing.py asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ..texts.printing_fluffos import pretty
from .stack import POINTER

if TYPE_CHECKING:
    from .traces import Place

_CATCH = "CATCH"


def logged(places: Sequence[Place], text: str) -> Iterator[str]:
    """The error and its trace."""
    yield f"No error handler for error: {text.removesuffix(chr(10))}"
    if not places:
        yield "program: (none), object: (none), file: (none)"
        return
    here = places[-1]
    yield f"program: {_program(here)}, object: /{here.object_name}, file: {_where(here)}"
    yield "--- trace ---"
    for number, place in reversed(list(enumerate(places))):
        yield from _frame(number, place)
    yield "--- end trace ---"


def _frame(number: int, place: Place) -> Iterator[str]:
    shown = {POINTER: "<fake>", _CATCH: "<catch>"}.get(place.function, place.function)
    yield f"--- frame {number} ----"
    yield f"Object: /{place.object_name}, Program: {_program(place).replace('/<', '<')}"
    yield f"   in {shown}() at {_where(place)}"
    if place.held is not None and place.held.arguments:
        yield f"arguments: {_row(place.held.arguments)}"
    if place.held is not None and place.held.locals:
        yield f"locals: {_row(place.held.locals)}"


def _program(place: Place) -> str:
    return "/<driver>" if place.function == POINTER else place.program


def _where(place: Place) -> str:
    return "/(fake):0" if place.function == POINTER else f"{place.file}:{place.line}"


def _row(values: Sequence[Any]) -> str:
    return f"[{', '.join(map(pretty, values))}]"
