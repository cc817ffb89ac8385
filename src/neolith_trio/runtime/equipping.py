"""What a new object begins with: a function for each class that writes its fields and variables.

The linker makes them, and gives each class code of its own: in code that all classes share CPython could not remember
where which attribute is.
"""

from __future__ import annotations

import types
from functools import cache
from typing import Any, Final

from .actions import NO_ACTIONS
from .values import UNDEFINED

MOST_HELD: Final = 28
"""Variables that every object holds from its birth; CPython has room for 30 attributes without a dict of its own.

It finds an attribute fastest whose name the class has not. Of a program with more variables an object holds those that
were assigned, and its class the undefined value of the others.
"""


def filling(variables: tuple[str, ...]) -> types.FunctionType:
    """A function that makes these variables of an object undefined."""
    template = _filling_any(len(variables))
    return types.FunctionType(template.replace(co_names=variables), {}, "fill", (UNDEFINED,))


@cache
def _filling_any(count: int) -> types.CodeType:
    """self.v0 = self.v1 = ... = undefined"""
    targets = "".join(f"self.v{number} = " for number in range(count))
    made: dict[str, Any] = {}
    exec(f"def fill(self, undefined):\n    {targets}undefined\n", made)  # noqa: S102 - the line above
    code: types.CodeType = made["fill"].__code__
    return code


_EQUIP: Final = """
def equip(self, name, flags, uid, euid, kin, undefined, no_actions):
    self.name = name
    self.flags = flags
    self.uid = uid
    self.euid = euid
    self.environment = self.living = self.interactive = self.shadow = self.timers = None
    self.contents = ()
    self.kin = kin
    self.actions = no_actions
    self.next_reset = self.touched = 0.0
    {targets}undefined
"""


def equipping(variables: tuple[str, ...]) -> types.FunctionType:
    """A function that gives a new object its fields and makes these variables undefined."""
    template = _equipping_any(len(variables))
    own = {f"v{number}": name for number, name in enumerate(variables)}
    code = template.replace(co_names=tuple([own.get(name, name) for name in template.co_names]))
    return types.FunctionType(code, {}, "equip", (UNDEFINED, NO_ACTIONS))


@cache
def _equipping_any(count: int) -> types.CodeType:
    targets = "".join(f"self.v{number} = " for number in range(count))
    made: dict[str, Any] = {}
    exec(_EQUIP.format(targets=targets), made)  # noqa: S102 - the text above
    code: types.CodeType = made["equip"].__code__
    return code
