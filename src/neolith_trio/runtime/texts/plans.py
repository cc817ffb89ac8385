"""Plans: Python functions made for formats that programs use again and again.

The rule: a plan does exactly what reading the format along would do, or says None, and then somebody reads it along.
No text of LPC stands in the source of a plan: what is literal in a format comes as the default of a parameter, so that
all formats of one shape share one piece of code. Only fields.py and scanning.py make plans.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final

Plan = Callable[..., Any]

MOST: Final = 2048  # plans of a kind that are kept
WORTH: Final = 8  # uses after which a format gets one: making it costs what reading it along costs some twenty times


class Plans:
    """The plans of one kind, by format. `make` gives the plan for one, None when it is nothing for a plan."""

    def __init__(self, make: Callable[..., Plan | None]) -> None:
        self.made: dict[str, Plan] = {}
        self._make = make
        self._uses: dict[str, int] = {}

    def used(self, text: str, *more: Any) -> None:
        """A format that has no plan yet was used once more; `more` is what `make` must know besides."""
        uses = self._uses
        count = uses[text] = uses.get(text, 0) + 1
        if count < WORTH:
            if len(uses) > MOST:
                uses.clear()
            return
        del uses[text]
        if len(self.made) >= MOST:
            self.made.clear()
        self.made[text] = self._make(text, *more) or _nothing


def _nothing(*args: Any) -> None:
    """The plan for what is nothing for a plan."""


class Source:
    """The text of a plan while it is written. Of its parameters the last ones are given when it is made."""

    def __init__(self, *parameters: str) -> None:
        self._text = f"def plan({', '.join(parameters)}):\n"

    def line(self, text: str) -> None:
        """One more line of the body."""
        self._text += f"    {text}\n"

    def function(self, names: Mapping[str, Any], *given: Any) -> Plan:
        """The plan, which knows `names` besides its parameters and what is built in."""
        return types.FunctionType(_code(self._text), dict(names), "plan", given)


@lru_cache(maxsize=MOST)
def _code(text: str) -> types.CodeType:
    """The code of a plan's text."""
    module = compile(text, "<plan>", "exec")
    return next(one for one in module.co_consts if isinstance(one, types.CodeType))
