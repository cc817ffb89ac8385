"""The warnings about functions that several parents define.

Rule: the last parent's function counts, and nobody hears of it who defines the function anew or keeps one of the two
private. As in Neolith the message stands at the end of the file, where it is known that no definition follows, and the
last function comes first.

compiler.py asks when a file has no errors.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from .inherited import Modifiers, find_definition, inherited_modifiers
from .program import CompiledProgram
from .scope import ProgramScope


@attrs.frozen(slots=True)
class _Winner:
    """The function that counts so far: whose it is, through which parent it comes, and its modifiers here."""

    definer: CompiledProgram
    parent: CompiledProgram
    modifiers: Modifiers

    def shown(self) -> str:
        """The program, and the parent when it is another one."""
        return self.definer.path + (f" (via {self.parent.path})" if self.parent is not self.definer else "")


def clashes(scope: ProgramScope) -> list[str]:
    """The texts, in the order in which they are told."""
    if len(scope.parents) < 2:
        return []
    winners: dict[str, _Winner] = {}
    found: list[str] = []
    for parent, statement in zip(scope.parents, scope.inherits, strict=True):
        for name in dict.fromkeys(_functions(parent)):
            definition = find_definition(parent, name)
            if definition is None or name in scope.functions:
                continue
            prefix, _, modifiers = definition
            new = _Winner(_at(parent, prefix), parent, inherited_modifiers(modifiers, statement.modifiers))
            old = winners.get(name)
            if old is not None and "private" not in old.modifiers and "private" not in modifiers:
                both = f"{new.shown()} and {old.shown()}"
                found.append(f"{name}() inherited from both {both}; using the definition in {parent.path}.")
            winners[name] = new
    return found[::-1]


def _functions(program: CompiledProgram) -> Iterator[str]:
    """The names of the functions of a program, those of its parents first."""
    for parent in program.parents:
        yield from _functions(parent)
    yield from (name for name in program.functions if not name.startswith("$"))


def _at(program: CompiledProgram, prefix: str) -> CompiledProgram:
    """The program at `prefix` in the tree of parents."""
    for number in prefix.split("_") if prefix else ():
        program = program.parents[int(number)]
    return program
