"""What the compiler is told about the world it compiles for.

The rule of this room: lpc/ never calls upwards. Everything it must know arrives as one frozen Environment; a parent
that is not compiled yet is a MissingInherit for the runtime to act upon, which then compiles again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

import attrs

from ..data import frozen
from .diagnostics import Place
from .program import CompiledProgram, Signature


@frozen(slots=True)
class EfunSignature:
    """What the compiler knows of an efun. Types are written as in prototypes: 'string', 'mixed *'."""

    name: str
    return_type: str
    parameters: tuple[tuple[str, ...], ...]  # the alternatives of each parameter's type
    minimum: int
    maximum: int  # -1: any number
    needs_this: bool
    dot_call: bool
    returns: Literal["int", "str", "list"] | None = None  # the kind of every result, where that is certain


CalledIn = Literal["any object", "the master", None]
"""Where the driver calls a function of a name."""


@frozen(slots=True)
class Options:
    """How to compile; everything here is part of the key of the compile cache."""

    counting: bool = False  # count evaluation steps instead of relying on a timer
    proofs: bool = True  # prove kinds and bounds, and try inline what types let expect; off only to compare results
    strict_types: bool = False  # as if every file had #pragma strict_types
    maximum_locals: int = 25  # of a function, arguments and those of all its blocks included; any number in FluffOS
    # The types of FluffOS: mixed values and mappings may have members, an object can be added to a string, a definition
    # may take other arguments than its prototype and does not get the prototype's modifiers, a private function of a
    # parent may be pointed to, a class may be defined again with the same members.
    loose_types: bool = False


@frozen(slots=True)
class Environment:
    """Everything outside the file that decides what it compiles to."""

    efuns: Mapping[str, EfunSignature]
    simul_efuns: Mapping[str, Signature] = attrs.field(factory=dict)
    find_program: Callable[[str], CompiledProgram | None] = lambda path: None
    may_override: Callable[[str, str], bool] = lambda name, path: True  # efun::name in the file path
    real_path: Callable[[str], str] = lambda path: path  # of an LPC path, for tracebacks
    options: Options = Options()
    called_by_driver: Callable[[str], CalledIn] = lambda name: None  # asked only of async functions


class MissingInherit(Exception):
    """The file inherits a program that is not there yet: load `path` and compile again.

    `place` is the inherit statement, where it is known.
    """

    def __init__(self, path: str, place: Place | None = None) -> None:
        super().__init__(path)
        self.path = path
        self.place = place


Constants = dict[str, Any]
