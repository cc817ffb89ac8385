"""The callback of an efun: a function value, or a function name followed by the object that has it.

    filter(list, (: f :), extra...)         filter(list, "f", object or file name, extra...)         filter(list, "f")

Every efun that takes a callback in this form reads it with `callback`, so that they agree in errors and extras.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..config import Grammar
from ..errors import runtime_error
from ..runtime import limits
from ..runtime.calls import apply, apply_visible, evaluate
from ..runtime.closures import Closure
from ..runtime.errors import bad_argument
from ..runtime.values import UNDEFINED, Destructed, Entity, LpcObject, live


def callback(
    this: Entity,
    efun_name: str,
    function: Any,
    rest: tuple[Any, ...],
    *,
    missing: Any = UNDEFINED,
    outlives: bool = False,
) -> Callable[..., Any]:
    """A Python function that calls back with its own arguments and then the extra ones of the efun's call.

    A function that is not there gives `missing`; a static one in another object is found, but not in FluffOS. When the
    object that has it is destructed on the way, that is an error, but for an efun that `outlives` it.
    """
    asked = apply_visible if limits.current.dialect.grammar is Grammar.FLUFFOS else apply
    if function.__class__ is Closure:
        if not rest:
            return lambda *values: live(evaluate(this, function, *values))
        return lambda *values: live(evaluate(this, function, *values, *rest))
    target = _target(this, efun_name, rest[0]) if rest else this
    extra = rest[1:]

    def call(*values: Any) -> Any:
        if target.__class__ is Destructed and not outlives:
            raise runtime_error("Object destructed during efun callback.")
        result = asked(this.world, this, target, function, *values, *extra)
        return missing if result is None else live(result)

    return call


def _target(this: Entity, efun_name: str, named: Any) -> Entity:
    if isinstance(named, LpcObject):
        return named
    found = None
    if named.__class__ is str:
        found = this.world.objects.find_or_load(named, this)
    if found is None:
        raise bad_argument(3, efun_name, ("string", "object"), live(named), many=False)
    target: Entity = found
    return target
