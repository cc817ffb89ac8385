"""Calls by compiled code into other objects, of function values and of simul_efuns, by the number of arguments.

The rule: each of these does what calls.call_other(), calls.evaluate() or functions.call_simul() does, which stay the
whole and readable form; CPython calls a function of fixed arguments in half the time, so these are made from one text
for up to MOST arguments. A Site is the memory of one name and number of arguments: for every class
of objects that was called so, what to call.

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
from .values import Destructed, LpcObject

if TYPE_CHECKING:
    from .context import Context

MOST: Final = 4
"""Arguments, beyond which a call takes the way of those with any number."""
_Entry = tuple[Callable[..., Any] | None, "Context | None"]
_NOTHING: Final[_Entry] = (None, None)


class Site(dict[type, _Entry]):
    """`->name(...)` with `count` arguments: class of the object -> the function, and the context of its world."""

    __slots__ = ("count", "name")

    def __init__(self, name: str, count: int) -> None:
        self.name = name
        self.count = count

    def __missing__(self, kind: Any) -> _Entry:
        entry = kind.open_calls.get(self.name) if issubclass(kind, LpcObject) else None
        if entry is None:
            return _NOTHING
        function, maximum = entry
        self[kind] = known = (dropping(function, maximum) if 0 <= maximum < self.count else function, kind.context)
        return known


def dropping(function: types.FunctionType, maximum: int) -> types.FunctionType:
    """The function for callers that pass more arguments than it takes."""

    def dropping(self: Any, *args: Any) -> Any:
        return function(self, *args[:maximum])

    return dropping  # type: ignore[return-value]


_CALL_OTHER: Final = """
def call_other(this, target, site{more}):
    function, context = site[target.__class__]
    if function is None or target.shadow is not None:
        return slowly(this, target, site.name, ({given}))
    callers = context.callers
    if len(callers) >= context.maximum_depth:
        raise TooDeepRecursion
    target.touched = context.now
    callers.append(this)
    try:
        return function(target{more})
    finally:
        del callers[-1]
"""

_EVALUATE: Final = """
def evaluate(this, function{more}):
    if function.__class__ is not Closure:
        return function
    owner = function.owner
    if owner.__class__ is Destructed:
        raise ownerless(owner)
    run = function.run
    context = owner.context
    callers = context.callers
    if len(callers) >= context.maximum_depth:
        raise TooDeepRecursion
    callers.append(this)
    try:
        if function.bound or 0 <= function.maximum < {count}:
            return run(owner, *given(function, ({given})))
        return run(owner{more})
    finally:
        del callers[-1]
"""


_SIMUL: Final = """
def call_simul(this, name{more}):
    world = this.world
    target = world.simul_efuns
    entry = None if target is None else target.applies.get(name)
    if entry is None:
        return whole_simul(this, name)
    function, maximum = entry
    context = world.context
    callers = context.callers
    if len(callers) >= context.maximum_depth:
        raise TooDeepRecursion
    callers.append(this)
    try:
        if 0 <= maximum < {count}:
            return function(target, *({given})[:maximum])
        return function(target{more})
    finally:
        del callers[-1]
"""


def globals_of(names: dict[str, Any]) -> dict[str, Any]:
    """The globals of functions: the dict of a module, in which names are constants to the compiler of PyPy."""
    found = vars(types.ModuleType("LPC"))
    found |= names
    return found


def _made(name: str, text: str) -> tuple[types.FunctionType, ...]:
    """The function of the text for 0, 1, ... MOST arguments."""
    found = []
    for count in range(MOST + 1):
        namespace = globals_of(
            {
                "Closure": Closure,
                "Destructed": Destructed,
                "TooDeepRecursion": TooDeepRecursion,
                "given": calls.given,
                "ownerless": calls.ownerless,
                "slowly": calls._call_slowly,
                "whole_simul": call_simul,
            }
        )
        names = [f"a{number}" for number in range(count)]
        more, given = "".join(f", {one}" for one in names), "".join(f"{one}, " for one in names)
        code = compile(text.format(more=more, given=given, count=count), __file__, "exec")
        exec(code, namespace)  # noqa: S102 - the texts above
        found.append(namespace[name])
    return tuple(found)


CALL_OTHER: Final = _made("call_other", _CALL_OTHER)
EVALUATE: Final = _made("evaluate", _EVALUATE)
SIMUL: Final = _made("call_simul", _SIMUL)
CALLING_OTHERS: Final[frozenset[types.CodeType]] = frozenset(one.__code__ for one in CALL_OTHER)
CALLING_SIMULS: Final[frozenset[types.CodeType]] = frozenset(one.__code__ for one in SIMUL)
EVALUATING: Final[frozenset[types.CodeType]] = frozenset(one.__code__ for one in EVALUATE)
