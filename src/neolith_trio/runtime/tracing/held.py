"""What a running LPC function holds: the values of its arguments and of its local variables.

The rule: the values are those of the moment, in the order of the declarations. Only traces ask: of a frame, while it
is there.
"""

from __future__ import annotations

import types
from typing import Any, Final

from ...data import frozen
from ...lpc.program import LOCALS
from ..references import Reference
from ..values import live

_HAS_REST: Final = 0x04  # CO_VARARGS


@frozen(slots=True)
class Held:
    """The values, in the order of their declarations."""

    arguments: list[Any]
    locals: list[Any]


def held_by(frame: types.FrameType) -> Held:
    """What the function that runs in a frame holds."""
    code, variables = frame.f_code, frame.f_locals
    count = code.co_argcount + bool(code.co_flags & _HAS_REST)
    names = next((one for one in code.co_consts[-2:] if one.__class__ is tuple and one[:1] == (LOCALS,)), ())
    return Held(
        [_plain(variables.get(name, 0)) for name in code.co_varnames[1:count]],
        [_plain(variables.get(name, 0)) for name in names[1:]],
    )


def _plain(value: Any) -> Any:
    """The value as LPC sees it."""
    if value.__class__ is tuple:  # further arguments that are no array yet
        return list(value)
    return live(value.value if value.__class__ is Reference else value)
