"""What a compiled LPC file is: data only, ready to be linked into a class or written to the compile cache.

Names inside compiled code (runtime/programs/linker.py renames the first two when a program is inherited):

    v_NAME       a global variable of the program itself; v0_1_NAME one of the second parent of its first parent
    d_NAME       the program's own function NAME; d0_NAME the one of its first parent (what ::NAME calls)
    f_NAME       whatever function NAME is in the finished object: the last definition wins
    e_NAME       an efun; C_NAME an LPC class; T_NUMBER a constant table of the program
"""

from __future__ import annotations

import types
from typing import Any, Final

from ..data import frozen
from .declared import Type
from .source import stem

INITIALIZER: Final = "λinit"  # runs the initialisers of the parents, then the program's own; or only own ones, by name
LOCALS: Final = "λlocals"  # begins a last constant of code: the Python names of its locals, without arguments
CATCHING: Final = "_catching"  # a local: how many catches are open, so that traces can show them
HIDDEN_MODIFIERS = frozenset({"private", "static", "protected"})


def promise_of(delivered: Type) -> Type:
    """What a call of an async function gives that is declared with the type `delivered`."""
    says_nothing = delivered.basic in ("mixed", "unknown", "void") and not delivered.stars
    return Type("promise", payload=None if says_nothing else delivered)


@frozen(slots=True)
class Signature:
    """What callers may know of a function."""

    name: str
    return_type: Type
    argument_types: tuple[Type, ...]
    modifiers: frozenset[str]
    takes_rest: bool = False  # the last argument is an array of all further ones
    typed: bool = True  # was it declared with types, so that callers can be checked?
    defined: bool = True  # False for a prototype
    defaults: tuple[bool, ...] = ()  # for each argument: has it a value when it is left out? Empty: none has

    @property
    def varargs(self) -> bool:
        """May arguments be left out?"""
        return "varargs" in self.modifiers or self.takes_rest

    @property
    def asynchronous(self) -> bool:
        """Is the code a generator, of which a call makes a promise?"""
        return "async" in self.modifiers


@frozen(slots=True)
class CompiledFunction:
    """One function: its signature and its code object (first argument: the object)."""

    signature: Signature
    code: types.CodeType
    line: int

    @property
    def name(self) -> str:
        """The name in LPC; helper functions made by the compiler start with '$'."""
        return self.signature.name

    @property
    def arity(self) -> int:
        """How many LPC arguments the code takes by position."""
        return self.code.co_argcount - 1

    @property
    def maximum(self) -> int:
        """How many arguments may be passed to the code: -1 for any number."""
        return -1 if self.code.co_flags & 0x04 else self.arity


@frozen(slots=True)
class Variable:
    """A global variable. `attribute` is its name in the compiled code of the program that declares it."""

    name: str
    type: Type
    modifiers: frozenset[str]

    @property
    def attribute(self) -> str:
        """The attribute of the object that holds it."""
        return f"v_{self.name}"


@frozen(slots=True)
class ClassDefinition:
    """An LPC class: member names and types in order."""

    name: str
    members: tuple[tuple[str, Type], ...]

    def index(self, name: str) -> int:
        """The position of a member, -1 when there is none of that name."""
        return next((number for number, (member, _) in enumerate(self.members) if member == name), -1)


@frozen(slots=True)
class InheritedProgram:
    """A parent: its path as the file names it, resolved, and the modifiers of the inherit statement."""

    path: str
    modifiers: frozenset[str]


@frozen(slots=True, eq=False)
class CompiledProgram:
    """A compiled LPC file. `path` is the LPC path with leading slash and extension, as in "/std/room.c"."""

    path: str
    file: str  # the real path of the source, as in tracebacks
    inherits: tuple[InheritedProgram, ...]
    parents: tuple[CompiledProgram, ...]
    variables: tuple[Variable, ...]
    functions: dict[str, CompiledFunction]
    prototypes: dict[str, Signature]  # declared but not defined here
    classes: dict[str, ClassDefinition]  # own and inherited
    tables: dict[str, Any]  # constants that compiled code refers to by name
    efuns: frozenset[str]  # efuns that compiled code refers to
    call_arity: dict[str, int]  # function name -> most arguments that any call here passes to f_NAME
    includes: tuple[str, ...] = ()
    pragmas: frozenset[str] = frozenset()
    sites: frozenset[tuple[str, int]] = frozenset()  # name and number of arguments of every ->name() in compiled code

    @property
    def name(self) -> str:
        """The name of the object that the program makes: its path without leading slash and extension."""
        return stem(self.path.removeprefix("/"))
