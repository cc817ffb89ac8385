"""A CompiledProgram as plain data that `marshal` can write, and back.

Rule: `unpack(pack(program), ...)` equals the program in every field but `parents`, which are the world's own programs,
and the real paths of the sources, which are where they are now. Fields are listed by hand and by position: whoever adds
one to lpc/program.py adds it here, and a test compares them all.

Only lpc/cache.py uses this module.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from .declared import Type
from .program import ClassDefinition, CompiledFunction, CompiledProgram, InheritedProgram, Signature, Variable

Packed = tuple[Any, ...]


def pack(program: CompiledProgram) -> Packed:
    """The program without its parents."""
    return (
        program.path,
        program.file,
        tuple((one.path, one.modifiers) for one in program.inherits),
        tuple((one.name, _pack_type(one.type), one.modifiers) for one in program.variables),
        {name: (_pack_signature(one.signature), one.code, one.line) for name, one in program.functions.items()},
        {name: _pack_signature(one) for name, one in program.prototypes.items()},
        {name: _pack_class(one) for name, one in program.classes.items()},
        program.tables,
        program.efuns,
        program.call_arity,
        program.includes,
        program.pragmas,
        program.sites,
    )


def unpack(packed: Packed, parents: tuple[CompiledProgram, ...], moved: Mapping[str, str]) -> CompiledProgram:
    """The program again; `moved` maps the real paths that are others now."""
    path, file, inherits, variables, functions, prototypes, classes, *rest = packed
    return CompiledProgram(
        path,
        moved.get(file, file),
        tuple(InheritedProgram(*one) for one in inherits),
        parents,
        tuple(Variable(name, _type(*kind), modifiers) for name, kind, modifiers in variables),
        {
            name: CompiledFunction(_unpack_signature(*signature), relocated(code, moved), line)
            for name, (signature, code, line) in functions.items()
        },
        {name: _unpack_signature(*one) for name, one in prototypes.items()},
        {name: _unpack_class(*one) for name, one in classes.items()},
        *rest,
    )


def relocated(code: types.CodeType, moved: Mapping[str, str]) -> types.CodeType:
    """The code, and all code in it, with the real path that its source has now."""
    if code.co_filename not in moved:
        return code
    constants = tuple(relocated(one, moved) if isinstance(one, types.CodeType) else one for one in code.co_consts)
    return code.replace(co_filename=moved[code.co_filename], co_consts=constants)


@lru_cache(maxsize=1000)
def _type(basic: str, class_name: str, stars: int, payload: Packed | None = None) -> Type:
    return Type(basic, class_name, stars, None if payload is None else _type(*payload))


def _pack_type(kind: Type) -> Packed:
    plain = (kind.basic, kind.class_name, kind.stars)
    return plain if kind.payload is None else (*plain, _pack_type(kind.payload))


def _pack_class(definition: ClassDefinition) -> Packed:
    return (definition.name, tuple((name, _pack_type(kind)) for name, kind in definition.members))


def _unpack_class(name: str, members: Packed) -> ClassDefinition:
    return ClassDefinition(name, tuple((member, _type(*kind)) for member, kind in members))


def _pack_signature(one: Signature) -> Packed:
    arguments = tuple(_pack_type(kind) for kind in one.argument_types)
    return (
        one.name,
        _pack_type(one.return_type),
        arguments,
        one.modifiers,
        one.takes_rest,
        one.typed,
        one.defined,
        one.defaults,
    )


def _unpack_signature(name: str, returned: Packed, arguments: Packed, *rest: Any) -> Signature:
    return Signature(name, _type(*returned), tuple(_type(*kind) for kind in arguments), *rest)
