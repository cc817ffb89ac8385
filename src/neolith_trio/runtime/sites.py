"""Calls by compiled code into other objects, of function values and of simul_efuns, by the number of arguments.

The rule: each of these does what calls.call_other(), calls.evaluate() or functions.call_simul() does, which stay the
whole and readable form; CPython calls a function of fixed arguments in half the time, so these are made from one text
for up to MOST arguments. And they are made for each world, whose books are constants to them, the calls of other
objects for each name besides: in code that all names share CPython could not remember where the fields of the objects
are. A call of what is quiet
(quiet.py) is not written into the books: there nobody can ask for them. So of a quiet function value compiled code
asks only the first time that it calls it (lpc/codegen/evaluating.py).

Compiled code calls them; stack.py and tracing.py know their code.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from ..errors import TooDeepRecursion
from . import calls
from .closures import Closure
from .functions import call_simul
from .programs.quiet import Quiet
from .values import UNDEFINED, Destructed, LpcObject

if TYPE_CHECKING:
    from .world import World

MOST: Final = 4
"""Arguments, beyond which a call takes the way of those with any number."""
_Known = tuple[Callable[..., Any], bool]
_Simul = tuple[type, Callable[..., Any], bool]


class Site:
    """`->name(...)` with `count` arguments, in one world.

    It remembers for every class of objects that was called so the function, and whether that is quiet.
    """

    __slots__ = ("count", "known", "name", "quiet")

    def __init__(self, name: str, count: int, quiet: Quiet) -> None:
        self.name = name
        self.count = count
        self.quiet = quiet
        self.known: dict[type, _Known] = {}

    def learn(self, kind: Any) -> _Known | None:
        """What is called in objects of that class; None: it takes more than a call, or less."""
        entry = kind.open_calls.get(self.name) if issubclass(kind, LpcObject) else None
        if entry is None:
            return None
        self.known[kind] = known = _taking(entry, self.count), self.quiet.within(kind, entry[0])
        return known


def _taking(entry: tuple[Any, int], count: int) -> Callable[..., Any]:
    """The function of a class's entry for callers that pass `count` arguments."""
    function, maximum = entry
    return dropping(function, maximum) if 0 <= maximum < count else function


def dropping(function: types.FunctionType, maximum: int) -> types.FunctionType:
    """The function for callers that pass more arguments than it takes."""

    def dropping(self: Any, *args: Any) -> Any:
        return function(self, *args[:maximum])

    return dropping  # type: ignore[return-value]


_CALLED: Final = """\
    if is_quiet:
        return function(target{more})
    if len(callers) >= context.maximum_depth:
        raise TooDeepRecursion
    callers.append(this)
    try:
        return function(target{more})
    finally:
        del callers[-1]
"""

_CALL_OTHER: Final = """
def call_other(this, target{more}, site):
    try:
        function, is_quiet = site.known[target.__class__]
    except KeyError:
        if target.__class__ is str:
            target = find(target) or target
        known = site.known.get(target.__class__) or site.learn(target.__class__)
        if known is None:
            return slowly(this, target, site.name, ({given}))
        function, is_quiet = known
    if target.shadow is not None:
        return slowly(this, target, site.name, ({given}))
    target.touched = context.now
""" + _CALLED

_EVALUATE: Final = """
def evaluate(this, function{more}):
    if function.__class__ is not Closure:
        return function
    owner = function.owner
    if owner.__class__ is Destructed:
        if this.__class__ is Destructed:
            return UNDEFINED
        raise ownerless(owner)
    if function.quiet:
        call = function.call{count}
        if call is None:
            function.call{count} = call = function.caller({count})
            if call is None:
                return function.run(owner, *given(function, ({given})))
        return call({given})
    if len(callers) >= context.maximum_depth:
        raise TooDeepRecursion
    callers.append(this)
    try:
        if function.bound or 0 <= function.maximum < {count}:
            return function.run(owner, *given(function, ({given})))
        return function.run(owner{more})
    finally:
        del callers[-1]
"""

_SIMUL: Final = """
def call_simul(this, name{more}):
    target = world.simul_efuns
    kind, function, is_quiet = known.get(name, unknown)
    if kind is not target.__class__:
        function, is_quiet = learn(name)
        if function is None:
            return whole_simul(this, name)
""" + _CALLED


def _codes(name: str, text: str) -> tuple[types.CodeType, ...]:
    """The code of the function in the text for 0, 1, ... MOST arguments."""
    found = []
    for count in range(MOST + 1):
        names = [f"a{number}" for number in range(count)]
        more, given = "".join(f", {one}" for one in names), "".join(f"{one}, " for one in names)
        made: dict[str, Any] = {}
        code = compile(text.format(more=more, given=given, count=count), __file__, "exec")
        exec(code, made)  # noqa: S102 - the texts above
        found.append(made[name].__code__)
    return tuple(found)


_CALLS_OTHER: Final = _codes("call_other", _CALL_OTHER)
_EVALUATES: Final = _codes("evaluate", _EVALUATE)
_CALLS_SIMUL: Final = _codes("call_simul", _SIMUL)
CALLING_OTHERS: Final = frozenset(_CALLS_OTHER)
CALLING_SIMULS: Final = frozenset(_CALLS_SIMUL)
EVALUATING: Final = frozenset(_EVALUATES)


def globals_of(names: dict[str, Any]) -> dict[str, Any]:
    """The globals of functions: the dict of a module, in which names are constants to the compiler of PyPy."""
    found = vars(types.ModuleType("LPC"))
    found |= names
    return found


class Calling:
    """The calls of one world; `names` are what its compiled code knows them by."""

    def __init__(self, world: World, quiet: Quiet) -> None:
        self._world = world
        self._quiet = quiet
        self._sites: dict[tuple[str, int], Site] = {}
        self._callers: dict[tuple[str, int], types.FunctionType] = {}
        self._simuls: list[dict[str, _Simul]] = []
        context = world.context
        books = {"callers": context.callers, "context": context, "TooDeepRecursion": TooDeepRecursion}
        self._others = globals_of({**books, "find": world.objects.find, "slowly": calls._call_slowly})
        kinds = {"Closure": Closure, "Destructed": Destructed, "UNDEFINED": UNDEFINED}
        values = globals_of({**books, **kinds, "given": calls.given, "ownerless": calls.ownerless})
        self.names: dict[str, Any] = {}
        for count in range(MOST + 1):
            simuls = globals_of({**books, **self._simul_memory(count), "whole_simul": call_simul, "world": world})
            self.names[f"_evaluate_{count}"] = types.FunctionType(_EVALUATES[count], values)
            self.names[f"_simul_{count}"] = types.FunctionType(_CALLS_SIMUL[count], simuls)

    def caller(self, name: str, count: int) -> types.FunctionType:
        """What calls the functions of that name with that many arguments."""
        key = name, count
        if key not in self._callers:
            self._sites[key] = site = Site(name, count, self._quiet)
            self._callers[key] = types.FunctionType(_CALLS_OTHER[count].replace(), self._others, name, (site,))
        return self._callers[key]

    def forget(self) -> None:
        """A class is replaced: what is remembered of it would keep it alive, and in use."""
        for site in self._sites.values():
            site.known.clear()
        for memory in self._simuls:
            memory.clear()

    def _simul_memory(self, count: int) -> dict[str, Any]:
        """What calls of simul_efuns with `count` arguments know: of each name, what it is in which class."""
        known: dict[str, _Simul] = {}
        self._simuls.append(known)

        def learn(name: str) -> tuple[Callable[..., Any] | None, bool]:
            target = self._world.simul_efuns
            entry = None if target is None else target.applies.get(name)
            if entry is None:
                return None, False
            found = _taking(entry, count), self._quiet.within(target.__class__, entry[0])
            if isinstance(target, LpcObject):
                known[name] = target.__class__, *found
            return found

        return {"known": known, "unknown": (None, None, False), "learn": learn}
