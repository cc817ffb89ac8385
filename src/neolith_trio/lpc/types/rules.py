"""The rules of LPC's types as pure functions: which type goes where, and how messages spell a type.

Rule: the types below are canonical, so that the checks of this package may compare with `is`. Everything here is a fact
of Neolith: 'mixed' fits everywhere, int and float convert into each other, an array fits where one of mixed is wanted,
and 'unknown' (the result of a function declared without a type) fits only where 'mixed' is wanted and must be cast.

The package's other modules call this one; nothing else does.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

import attrs

from ..nodes import Type

UNKNOWN: Final = Type("unknown")
MIXED: Final = Type("mixed")
VOID: Final = Type("void")
INT: Final = Type("int")
STRING: Final = Type("string")
OBJECT: Final = Type("object")
MAPPING: Final = Type("mapping")
FUNCTION: Final = Type("function")
FLOAT: Final = Type("float")
BUFFER: Final = Type("buffer")
PROMISE: Final = Type("promise")
MIXED_ARRAY: Final = Type("mixed", stars=1)

_BASIC: Final = (UNKNOWN, MIXED, VOID, INT, STRING, OBJECT, MAPPING, FUNCTION, FLOAT, BUFFER, PROMISE)
_CANONICAL: Final = {(one.basic, one.class_name, one.stars, one.payload): one for one in (*_BASIC, MIXED_ARRAY)}
"""By their parts: a tuple is found without a word of Python."""

NUMBERS: Final = frozenset({INT, FLOAT})
INTS: Final = frozenset({INT, MIXED})  # what may stand where a whole number must
STEPPED: Final = frozenset({INT, FLOAT, MIXED})  # what ++ and -- take
NEGATED: Final = frozenset({INT, FLOAT, MIXED, VOID})
ORDERED: Final = NEGATED | {STRING}  # what < and its kin take

_FITS: Final[dict[str, frozenset[str]]] = {
    "void": frozenset({"void", "int"}),
    "int": frozenset({"int", "float"}),
    "float": frozenset({"float", "int"}),
    **{one: frozenset({one}) for one in ("string", "object", "mapping", "function", "buffer")},
}

# A message names a type with the number that Neolith has for it; classes count from the first.
_NUMBER: Final = {
    "unknown": 0, "mixed": 1, "void": 3, "int": 4, "string": 5, "object": 6, "mapping": 7, "function": 8, "float": 9,
    "buffer": 10, "promise": 11,
}  # fmt: skip
_FIRST_CLASS: Final = 64


def compatible(given: Type, wanted: Type) -> bool:
    """May a value of the type `given` go where `wanted` is declared? Not symmetric: void fits int, int not void."""
    if given is wanted:
        return given is not UNKNOWN
    if given is MIXED or wanted is MIXED:
        return True
    if given.basic == wanted.basic == "promise" and given.stars == wanted.stars:
        return _same_payload(given.payload, wanted.payload)
    if given.stars or wanted.stars:
        both = bool(given.stars and wanted.stars)
        return both and (given.basic == "mixed" or wanted.basic == "mixed")
    return wanted.basic in _FITS.get(given.basic, ())


def _same_payload(given: Type | None, wanted: Type | None) -> bool:
    """Do two promises deliver the same? What is delivered is not converted, so an int is no float here."""
    if given is None or wanted is None or given == wanted:
        return True
    return bool(given.stars and wanted.stars) and compatible(canonical(given), canonical(wanted))


def delivered(promise: Type) -> Type:
    """What awaiting a value of this type yields; whatever is no promise yields itself."""
    if promise.basic != "promise" or promise.stars:
        return promise
    return MIXED if promise.payload is None else canonical(promise.payload)


def comparable(one: Type, other: Type) -> bool:
    """May the two be equal, or meet in one ?: expression?"""
    return compatible(one, other) or compatible(other, one)


def joined(one: Type, other: Type) -> Type:
    """The type of a value that has one type or the other."""
    return one if one is other else MIXED


@cache
def element_of(array: Type) -> Type:
    """What an index into an array yields."""
    return canonical(Type(array.basic, array.class_name, array.stars - 1, array.payload))


def canonical(type_: Type) -> Type:
    """The one object that stands for all types equal to this one."""
    return _CANONICAL.setdefault((type_.basic, type_.class_name, type_.stars, type_.payload), type_)


@cache
def parsed(text: str) -> Type:
    """The type that an efun's prototype writes as `text`."""
    basic = text.replace("*", "").strip()
    if basic not in _NUMBER:
        return MIXED
    return canonical(Type(basic, stars=text.count("*")))


@cache
def parsed_parameters(parameters: tuple[tuple[str, ...], ...]) -> tuple[tuple[Type, ...], ...]:
    """The alternatives of each parameter of an efun."""
    return tuple(tuple(parsed(one) for one in alternatives) for alternatives in parameters)


def named(type_: Type, classes: Iterable[str]) -> str:
    """A type as messages write it, 'string(5) * ' with a blank at the end; `classes` in order of definition."""
    if type_.basic == "class":
        number = next((at for at, name in enumerate(classes) if name == type_.class_name), 0)
        name = f"class {type_.class_name}({_FIRST_CLASS + number}) "
    elif type_.payload is not None:
        name = f"{attrs.evolve(type_, stars=0)}({_NUMBER[type_.basic]}) "
    else:
        name = f"{type_.basic}({_NUMBER[type_.basic]}) "
    return name + "*" * type_.stars + " " if type_.stars else name
