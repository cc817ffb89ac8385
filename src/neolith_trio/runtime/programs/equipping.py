"""What a new object begins with: a function for each class that writes its fields and variables.

The linker makes them, and gives each class code of its own: in code that all classes share CPython could not remember
where which attribute is.
"""

from __future__ import annotations

import types
from functools import cache
from typing import Any, Final

from ..actions import NO_ACTIONS
from ..values import NOBODY, UNDEFINED

MOST_HELD: Final = 28
"""Variables that every object holds from its birth; CPython has room for 30 attributes without a dict of its own.

It finds an attribute fastest whose name the class has not. Of a program with more variables an object holds those that
were assigned, and its class the undefined value of the others.
"""


_FILL: Final = """
def fill(self, undefined):
    {targets}undefined
"""

_EQUIP: Final = """
def equip(self, kin, number, flags, euid, touched, undefined, no_actions, nobody):
    self.kin = kin
    self.number = number
    self.flags = flags
    self.uid = nobody
    self.euid = euid
    self.known_name = self.environment = self.living = self.interactive = self.shadow = self.timers = None
    self.contents = ()
    self.actions = no_actions
    self.next_reset = 0.0
    self.touched = touched
    {targets}undefined
"""


def filling(variables: tuple[str, ...]) -> types.FunctionType:
    """A function that makes these variables of an object undefined."""
    return _assigning(_FILL, variables, (UNDEFINED,))


def equipping(variables: tuple[str, ...]) -> types.FunctionType:
    """A function that gives a new object its fields and makes these variables undefined."""
    return _assigning(_EQUIP, variables, (UNDEFINED, NO_ACTIONS, NOBODY))


def _assigning(text: str, variables: tuple[str, ...], defaults: tuple[Any, ...]) -> types.FunctionType:
    """The function in the text, whose targets are these variables."""
    template = _code(text, len(variables))
    own = {f"v{number}": name for number, name in enumerate(variables)}
    code = template.replace(co_names=tuple([own.get(name, name) for name in template.co_names]))
    return types.FunctionType(code, {}, code.co_name, defaults)


@cache
def _code(text: str, count: int) -> types.CodeType:
    """Its code with `self.v0 = self.v1 = ... =` for so many targets: the names of a class are put in later."""
    targets = "".join(f"self.v{number} = " for number in range(count))
    made: dict[str, Any] = {}
    exec(text.format(targets=targets), made)  # noqa: S102 - one of the two texts above
    del made["__builtins__"]
    (function,) = made.values()
    code: types.CodeType = function.__code__
    return code
