"""Code generation: a resolved tree becomes Python functions. See emitter.py for how, assembly.py for the way in."""

from . import assignments, calls, control, operations, pointers, references, statements, switches, values
from .assembly import emit, generate

__all__ = [
    "assignments",
    "calls",
    "control",
    "emit",
    "generate",
    "operations",
    "pointers",
    "references",
    "statements",
    "switches",
    "values",
]
