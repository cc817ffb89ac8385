"""What a program inherits: where in the tree of parents a function or variable is, and what it may still be used for.

A name's modifiers grow on the way down: those of each inherit statement join its own. `scope` and the linker ask
here, so that what compiles and what call_other sees agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from weakref import WeakKeyDictionary

from .program import CompiledProgram, Signature, Variable

Modifiers = frozenset[str]


def prefixed(kind: str, prefix: str, name: str) -> str:
    """The attribute of `name` in the parent at `prefix` ('' for the program itself, '0_1' for a grandparent)."""
    return f"{kind}{prefix}_{name}"


def join(prefix: str, rest: str) -> str:
    """The prefix of what stands at `rest` inside the parent at `prefix`."""
    return f"{prefix}_{rest}" if prefix and rest else prefix or rest


def inherited_modifiers(modifiers: Modifiers, by: Modifiers) -> Modifiers:
    """A name's modifiers for those who inherit it with the modifiers `by`; 'public' outlasts 'private'."""
    joined = modifiers | by
    return joined - {"private"} if "public" in joined else joined


Definition = tuple[str, Signature, Modifiers]
_DEFINITIONS: WeakKeyDictionary[CompiledProgram, dict[str, Definition | None]] = WeakKeyDictionary()


def find_definition(program: CompiledProgram, name: str, prefix: str = "") -> Definition | None:
    """Where in `program` the function that wins under `name` is defined: its prefix, signature and modifiers there.

    The program's own definition wins, then the last parent that has one.
    """
    known = _DEFINITIONS.get(program)
    if known is None:
        known = _DEFINITIONS[program] = {}
    if name not in known:
        known[name] = _definition(program, name)
    found = known[name]
    return found if found is None or not prefix else (join(prefix, found[0]), *found[1:])


def _definition(program: CompiledProgram, name: str) -> Definition | None:
    if name in program.functions:
        signature = program.functions[name].signature
        return "", signature, signature.modifiers
    for number in reversed(range(len(program.parents))):
        found = find_definition(program.parents[number], name, str(number))
        if found:
            where, signature, modifiers = found
            return where, signature, inherited_modifiers(modifiers, program.inherits[number].modifiers)
    return None


def last_definition(parents: Sequence[CompiledProgram], name: str) -> Definition | None:
    """The definition that a program with these parents inherits: that of the last one that has one."""
    for number in reversed(range(len(parents))):
        found = find_definition(parents[number], name, str(number))
        if found:
            return found
    return None


def find_variable(program: CompiledProgram, name: str, prefix: str = "") -> tuple[str, Variable, Modifiers] | None:
    """Where `name` is declared in `program`: prefix, variable and modifiers there; a visible one goes first."""
    for variable in program.variables:
        if variable.name == name:
            return prefix, variable, variable.modifiers
    hidden = None
    for number in reversed(range(len(program.parents))):
        found = find_variable(program.parents[number], name, join(prefix, str(number)))
        if found:
            where, variable, modifiers = found
            modifiers = inherited_modifiers(modifiers, program.inherits[number].modifiers)
            if "private" not in modifiers:
                return where, variable, modifiers
            hidden = hidden or (where, variable, modifiers)
    return hidden


def nomask_functions(program: CompiledProgram) -> Iterator[tuple[str, Signature]]:
    """The functions that nobody below `program` may redefine."""
    for name, function in program.functions.items():
        if "nomask" in function.signature.modifiers:
            yield name, function.signature
    for parent in program.parents:
        yield from nomask_functions(parent)


def inherited_prototype(program: CompiledProgram, name: str) -> Signature | None:
    """How a function was declared by the first program in the tree that did."""
    if name in program.prototypes:
        return program.prototypes[name]
    return next((found for parent in program.parents if (found := inherited_prototype(parent, name))), None)


def inherited_functions(program: CompiledProgram) -> Iterator[str]:
    """The names of the functions that a program lets its heirs call."""
    yield from (name for name, one in program.functions.items() if "private" not in one.signature.modifiers)
    for parent in program.parents:
        yield from inherited_functions(parent)


def all_variables(program: CompiledProgram) -> Iterator[str]:
    """The names of all variables of a program, those of its parents first."""
    for parent in program.parents:
        yield from all_variables(parent)
    yield from (one.name for one in program.variables)


def inherited_variables(program: CompiledProgram) -> Iterator[str]:
    """The names of the variables that a program lets its heirs use."""
    yield from (one.name for one in program.variables if "private" not in one.modifiers)
    for parent in program.parents:
        yield from inherited_variables(parent)
