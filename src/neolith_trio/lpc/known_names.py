"""What FluffOS calls a name that should not stand where it stands: one that is defined, or a new one.

Its lexer knows; here names get their meaning after the parser. What is local to the broken function stays a new name,
and what a parent has that is not loaded yet.
Only lpc/compiler.py uses this module, for files that do not compile.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import attrs

from .diagnostics import Diagnostic
from .environment import Environment
from .nodes import ClassDefinition, Function, GlobalVariable, Inherit, Program
from .program import CompiledProgram

_NEW, _DEFINED = "L_IDENTIFIER", "L_DEFINED_NAME"
_NAME: Final = re.compile(r"[A-Za-z_]\w*", re.ASCII)


def naming_what_is_known(
    messages: tuple[Diagnostic, ...], tree: Program, environment: Environment
) -> tuple[Diagnostic, ...]:
    """The messages, with those about names that have a meaning where they stand saying so."""
    return tuple(
        attrs.evolve(one, found=_DEFINED) if one.found == _NEW and _is_known(one, tree, environment) else one
        for one in messages
    )


def _is_known(one: Diagnostic, tree: Program, environment: Environment) -> bool:
    word = _NAME.match(one.source_line, one.column - 1)
    if word is None:
        return False
    name = word[0]
    return name in environment.efuns or name in environment.simul_efuns or name in _declared(one, tree, environment)


def _declared(one: Diagnostic, tree: Program, environment: Environment) -> Iterator[str]:
    """The names of what the file has declared and inherited before the place of a message."""
    for definition in tree.definitions:
        if definition.file == one.file and (definition.line, definition.column) >= (one.line, one.column):
            continue
        if isinstance(definition, Function | GlobalVariable | ClassDefinition):
            yield definition.name
        elif isinstance(definition, Inherit):
            path = f"/{definition.path.lstrip('/')}"
            parent = environment.find_program(path if path.endswith((".c", ".lpc")) else f"{path}.c")
            if parent is not None:
                yield from _inherited(parent)


def _inherited(program: CompiledProgram) -> Iterator[str]:
    yield from program.functions
    yield from program.prototypes
    yield from program.classes
    yield from (variable.name for variable in program.variables)
    for parent in program.parents:
        yield from _inherited(parent)
