"""Pure functions that the evaluation timer may cut in half, because they can run long and leave nothing undone.

The timer's handler (budget.py) asks `INTERRUPTIBLE` whether the function that runs may be ended where it is.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from typing import Any, Final, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])

INTERRUPTIBLE: Final[set[types.CodeType]] = set()


def interruptible(function: Function) -> Function:
    """Mark a Python function as one of them."""
    INTERRUPTIBLE.add(function.__code__)
    return function
