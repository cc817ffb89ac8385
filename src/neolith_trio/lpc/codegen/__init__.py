"""Code generation: a resolved tree becomes Python functions. See emitter.py for how, assembly.py for the way in."""

from . import assignments, calls, control, operations, references, statements, switches, values
from .assembly import INITIALIZER, emit, generate

__all__ = [
    "INITIALIZER",
    "assignments",
    "calls",
    "control",
    "emit",
    "generate",
    "operations",
    "references",
    "statements",
    "switches",
    "values",
]
