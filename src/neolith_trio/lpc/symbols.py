"""What a name may stand for: locals, globals, functions of the program, simul_efuns, efuns.

Rule: descriptions only. Which of them a name means is found by scope.py, once; the type and code stages read them in
the `symbol` fields of the tree.
"""

from __future__ import annotations

import keyword

import attrs

from . import nodes
from .environment import EfunSignature
from .program import Signature

# Python words, and the names that generated code uses besides those with a prefix.
_PYTHON_RESERVED = frozenset(keyword.kwlist) | {"self", "U", "TypeError", "int", "float", "str", "list", "len", "ord"}
_PREFIXES = ("_", "e_", "C_", "T_", "l_", "S0_", "S1_", "S2_", "S3_", "S4_")


@attrs.define(slots=True, eq=False)
class Local:
    """A local variable or argument. `python_name` is unique in its function."""

    name: str
    python_name: str
    type: nodes.Type
    is_argument: bool = False
    initialised: bool = False  # declared with a value, so never read unassigned
    escapes: bool = False  # from the catch block that declares it
    mentioned: bool = False


@attrs.frozen(slots=True)
class Global:
    """A global variable, own or inherited; `attribute` as seen from this program's code."""

    name: str
    attribute: str
    type: nodes.Type


@attrs.frozen(slots=True)
class Virtual:
    """A function called by its name: the last definition in the finished object answers."""

    name: str
    signature: Signature | None


@attrs.frozen(slots=True)
class Direct:
    """A function called as exactly this definition: a private one, or a parent's by ::; `attribute` from here."""

    name: str
    attribute: str
    signature: Signature


@attrs.frozen(slots=True)
class Simul:
    """A simul_efun."""

    name: str
    signature: Signature


@attrs.frozen(slots=True)
class Efun:
    """An efun."""

    name: str
    signature: EfunSignature


@attrs.frozen(slots=True)
class Valued:
    """What a variable holds, called as f(x) (other dialects)."""

    name: nodes.Name


Callee = Virtual | Direct | Simul | Efun | Valued


@attrs.define(slots=True, eq=False)
class FunctionScope:
    """The locals of one function (or anonymous function), in order of declaration."""

    locals: list[Local] = attrs.field(factory=list)
    defers: bool = False  # it calls defer(), so something may be left to do when it ends
    of_catches: dict[str, Local] = attrs.field(factory=dict)  # those of catch blocks that have ended
    _taken: set[str] = attrs.field(factory=set)

    def declare(self, name: str, type_: nodes.Type, *, is_argument: bool = False) -> Local:
        """A new local with a Python name of its own."""
        plain = mangle(name)
        python_name, number = plain, 1
        while python_name in self._taken:
            number += 1
            python_name = f"{plain}_{number}"
        self._taken.add(python_name)
        local = Local(name, python_name, type_, is_argument)
        self.locals.append(local)
        return local


def mangle(name: str) -> str:
    """The Python name of a local: its own, unless that could hide a name that generated code needs."""
    if name in _PYTHON_RESERVED or name.startswith(_PREFIXES):
        return f"l_{name}"
    return name
