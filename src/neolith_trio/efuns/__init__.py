"""What LPC may call: every module here but these declares efuns, and so do those in fluffos.

    registry       @efun, the declaration
    catalogue      which efuns there are; most drivers need few of their modules
    extensions     efuns of other packages
    callbacks      functions that LPC gives to efuns, by value or by name
    headers        those of HTTP, as LPC gives them
    json_mistakes  where a text stops being JSON
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .catalogue import visible
from .registry import Efun, efun

if TYPE_CHECKING:
    from .registry import REGISTRY

__all__ = ["REGISTRY", "Efun", "efun", "visible"]


def __getattr__(name: str) -> Any:
    """REGISTRY, whole: every module is imported now."""
    if name != "REGISTRY":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from .catalogue import import_all
    from .registry import REGISTRY

    import_all()
    return REGISTRY
