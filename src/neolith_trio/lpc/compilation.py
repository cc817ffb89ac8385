"""Compilation: what became of a file, whether it was compiled now or comes from the disk."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from ..data import frozen
from .diagnostics import Diagnostic, Span
from .program import CompiledProgram
from .stream import Echo


@frozen(slots=True)
class Compilation:
    """What became of a file: the program when it has no errors, and everything there is to say about it."""

    program: CompiledProgram | None
    diagnostics: tuple[Diagnostic, ...]
    echoes: tuple[Echo, ...] = ()
    lines: int = 0
    included_from: Mapping[str, Span] = attrs.field(factory=dict)
    """Where each header was first included."""

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that keep it from loading."""
        return tuple(one for one in self.diagnostics if one.severity == "error")
