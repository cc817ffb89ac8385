"""The linker: compiled programs become classes.

A program's class is flat: it holds the functions of the program and of everything it inherits, each bound once for
every path on which it is inherited. A function of the parent at `0_1` is the same code with its names re-based
(`v_hp` becomes `v0_1_hp`), so that every path has variables of its own. `f_NAME` is the definition that wins under
that name.

Bound functions are shared by all classes that inherit the same program at the same place.
"""

from __future__ import annotations

import operator
import re
import types
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from ...config import Grammar
from ...lpc.inherited import inherited_modifiers, join, prefixed
from ...lpc.program import HIDDEN_MODIFIERS, INITIALIZER, ClassDefinition, CompiledFunction, CompiledProgram
from ..errors import undefined_function
from ..functions import MISSING
from ..sites import Calling, dropping, globals_of
from ..support import LEFT_OUT, SUPPORT
from ..values import UNDEFINED, ClassValue, LpcObject
from .equipping import MOST_HELD, equipping, filling
from .quiet import Quiet

if TYPE_CHECKING:
    from ..world import World

LPC_MARK: Final = "__lpc__"  # in the globals of every function of compiled LPC: its CompiledProgram
_REBASED: Final = re.compile(r"[vd](\d+(?:_\d+)*)?_")
Call = tuple[types.FunctionType, int]  # the function and how many arguments it takes, -1 for any number


class Linker:
    """Makes the classes of one world. `find_efun` gives the Python function that compiled code calls by a name."""

    def __init__(self, world: World, find_efun: Callable[[str], Any], extra: Mapping[str, Any]) -> None:
        self._world = world
        self._find_efun = find_efun
        self._quiet = Quiet()
        self._calling = Calling(world, self._quiet)
        self._support = {**SUPPORT, **self._calling.names, **extra}
        self._namespaces: dict[int, dict[str, Any]] = {}
        self._bound: dict[tuple[int, str], dict[str, types.FunctionType]] = {}
        self._kept: list[CompiledProgram] = []  # ids stay valid while their programs live
        self._linked: set[str] = set()

    def link(self, program: CompiledProgram) -> type[LpcObject]:
        """The class of a program."""
        if program.path in self._linked:
            self._calling.forget()
        self._linked.add(program.path)
        world = self._world
        body: dict[str, Any] = {
            "__slots__": (), "world": world, "context": world.context, "quiet": self._quiet, "program": program,
        }  # fmt: skip
        variables: list[str] = []
        for one, prefix in walk(program):
            body.update(self._bind(one, prefix))
            variables += (prefixed("v", prefix, variable.name) for variable in one.variables)
        if len(variables) > MOST_HELD:
            body |= dict.fromkeys(variables, UNDEFINED)
            variables = []
        body |= {"held": tuple(variables), "fill": filling(tuple(variables)), "equip": equipping(tuple(variables))}
        winners = winning_functions(program)
        calls: dict[str, Call] = {}
        applies: dict[str, Call] = {}
        for name, (prefix, function, modifiers) in winners.items():
            bound = body[prefixed("d", prefix, name)]
            body[f"f_{name}"] = bound
            applies[name] = (bound, function.maximum)
            if not modifiers & HIDDEN_MODIFIERS:
                calls[name] = applies[name]
        self._widen(program, body, winners)
        body |= {"calls": calls, "open_calls": calls, "applies": applies, "own_calls": applies}
        if world.config.dialect.grammar is Grammar.FLUFFOS:
            body["own_calls"] = {name: applies[name] for name, one in winners.items() if PARENTS_OWN not in one[2]}
        begins = body[prefixed("d", "", INITIALIZER)]
        body["initialize"] = None if _does_nothing(begins) else begins
        return type(f"/{program.name}", (LpcObject,), body)

    def _widen(self, program: CompiledProgram, body: dict[str, Any], winners: Mapping[str, Winner]) -> None:
        """Make every f_NAME accept as many arguments as any call in the class passes; a missing one says so."""
        for one, _ in walk(program):
            for name, arity in one.call_arity.items():
                winner = winners.get(name)
                if winner is None:
                    body[f"f_{name}"] = _undefined(name)
                elif 0 <= winner[1].maximum < arity:
                    body[f"f_{name}"] = dropping(body[prefixed("d", winner[0], name)], winner[1].maximum)

    def _bind(self, program: CompiledProgram, prefix: str) -> dict[str, types.FunctionType]:
        key = (id(program), prefix)
        bound = self._bound.get(key)
        if bound is None:
            namespace = self._namespace(program)
            bound = self._bound[key] = {
                prefixed("d", prefix, one.name): _function(one, prefix, namespace) for one in program.functions.values()
            }
        return bound

    def _namespace(self, program: CompiledProgram) -> dict[str, Any]:
        """The globals of a program's functions."""
        namespace = self._namespaces.get(id(program))
        if namespace is None:
            self._kept.append(program)
            namespace = globals_of({**self._support, LPC_MARK: program, **program.tables})
            namespace |= {f"e_{name}": self._find_efun(name) for name in program.efuns}
            namespace |= {f"C_{one.name}": class_type(one) for one in program.classes.values()}
            namespace |= {f"S{count}_{name}": self._calling.caller(name, count) for name, count in program.sites}
            self._namespaces[id(program)] = namespace
        return namespace


PARENTS_OWN: Final = "private in a parent"
"""Stands among the modifiers of such a function: in FluffOS not even the object itself finds it by its name."""

Winner = tuple[str, CompiledFunction, frozenset[str]]


def walk(program: CompiledProgram, prefix: str = "") -> Iterator[tuple[CompiledProgram, str]]:
    """Every program in the tree of inheritance with its prefix, parents first."""
    for number, parent in enumerate(program.parents):
        yield from walk(parent, join(prefix, str(number)))
    yield program, prefix


def winning_functions(program: CompiledProgram, prefix: str = "") -> dict[str, Winner]:
    """Name -> prefix, function and modifiers of the definition that wins: own before inherited, late before early."""
    winners: dict[str, Winner] = {}
    for number, (parent, inherit) in enumerate(zip(program.parents, program.inherits, strict=True)):
        for name, (where, function, modifiers) in winning_functions(parent, join(prefix, str(number))).items():
            if "private" in modifiers:
                modifiers |= {PARENTS_OWN}
            winners[name] = (where, function, inherited_modifiers(modifiers, inherit.modifiers))
    for name, function in program.functions.items():
        if not name.startswith("λ"):
            winners[name] = (prefix, function, function.signature.modifiers)
    return winners


def gives_first_values(program: CompiledProgram) -> bool:
    """Does it, or a program that it inherits, give variables their first values where it declares them?"""
    return any(
        variable.attribute in one.functions[INITIALIZER].code.co_names
        for one, _ in walk(program)
        for variable in one.variables
    )


def _function(function: CompiledFunction, prefix: str, namespace: dict[str, Any]) -> types.FunctionType:
    code = rebased(function.code, prefix) if prefix else function.code
    left_out: tuple[Any, ...] = (UNDEFINED,) * function.arity
    if function.signature.defaults:
        left_out = tuple(LEFT_OUT if has else UNDEFINED for has in function.signature.defaults[: function.arity])
    made = types.FunctionType(code, namespace, function.name, left_out)
    return starting(made, function) if function.signature.asynchronous else made


def _does_nothing(function: types.FunctionType) -> bool:
    """Is it `return 0`?"""
    code = function.__code__
    return code.co_code == _NOTHING.co_code and code.co_consts == _NOTHING.co_consts


def _nothing(self: Any) -> int:
    return 0


_NOTHING: Final = _nothing.__code__


def starting(generator: types.FunctionType, function: CompiledFunction) -> types.FunctionType:
    """What LPC calls for an async function, whose code makes a generator: it begins a coroutine."""
    maximum, payload = function.maximum, function.signature.return_type.payload

    def start(self: Any, *args: Any) -> Any:
        if len(args) > maximum >= 0:
            args = args[:maximum]
        return self.world.coroutines.begin(self, generator(self, *args), payload)

    return start  # type: ignore[return-value]


def rebased(code: types.CodeType, prefix: str) -> types.CodeType:
    """The code with the names of variables and direct functions moved below `prefix`."""
    names = tuple([
        _rebase(name, prefix) if name[0] in "vd" and _REBASED.match(name) else name for name in code.co_names
    ])
    constants = tuple([rebased(one, prefix) if isinstance(one, types.CodeType) else one for one in code.co_consts])
    same = names == code.co_names and all(map(operator.is_, constants, code.co_consts))
    return code if same else code.replace(co_names=names, co_consts=constants)


def _rebase(name: str, prefix: str) -> str:
    kind, rest = name[0], name[1:]
    return f"{kind}{prefix}_{rest}" if rest[0].isdigit() else f"{kind}{prefix}{rest}"


def _undefined(name: str) -> types.FunctionType:
    """What stands for a function that was declared or called, but is nowhere defined."""

    def undefined(self: Any, *args: Any) -> Any:
        raise undefined_function(name)

    undefined.__qualname__ = MISSING
    return undefined  # type: ignore[return-value]


_CLASS_TYPES: dict[tuple[str, tuple[str, ...]], type[ClassValue]] = {}


def class_type(definition: ClassDefinition) -> type[ClassValue]:
    """The Python class of an LPC class; equal definitions share one."""
    names = tuple(name for name, _ in definition.members)
    key = (definition.name, names)
    found = _CLASS_TYPES.get(key)
    if found is None:

        def fill(self: Any, **given: Any) -> None:
            for name in names:
                setattr(self, name, given.get(name, 0))

        body = {"__slots__": names, "lpc_name": definition.name, "lpc_members": names, "__init__": fill}
        found = _CLASS_TYPES[key] = type(definition.name, (ClassValue,), body)
    return found
