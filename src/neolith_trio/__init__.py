"""An LPMud driver on Trio: LPC compiled to Python, one task that runs it, everything else sends events.

`trio.run(neolith_trio.main)` is the whole program; it also works inside another program's nursery.
"""

# General layout. Arrows point one way, and a test reads the imports:
#
#     cli -> driver -> {web, mcp, net, services} -> backend -> efuns -> runtime -> lpc
#
#     cli, invocation   the console script, and the command line as data
#     driver            main(): the root nursery, who owns what. The page to read first
#     opening, signals, offline   parts of it
#     services, net     console, resolver, sockets, telnet: each owns its nursery and sends events
#     backend           the turn: the one task that runs LPC
#     efuns             what LPC may call, one file per subject
#     runtime           the world: objects, calls, timers, inventory
#     lpc               the language: text in, Program out
#     concurrency, protocols, config, errors, data, invocation stand on the ground: everybody may use them
#     mudlib            the bundled mudlib: LPC, not Python

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from neolith_trio.config import Config
    from neolith_trio.driver import Driver, main
    from neolith_trio.errors import (
        CompileError,
        ConfigError,
        EvaluationLimit,
        ExecutionLimit,
        LpcError,
        NeolithError,
        TooDeepRecursion,
    )

__version__ = "0.1.0.dev0"

__all__ = [
    "CompileError",
    "Config",
    "ConfigError",
    "Driver",
    "EvaluationLimit",
    "ExecutionLimit",
    "LpcError",
    "NeolithError",
    "TooDeepRecursion",
    "__version__",
    "main",
]

_HOMES = {"Config": "neolith_trio.config", "Driver": "neolith_trio.driver", "main": "neolith_trio.driver"}


def __getattr__(name: str) -> Any:
    """Fetch a public name from its room on first use, so that `--version` need not import the driver."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    value = getattr(importlib.import_module(_HOMES.get(name, "neolith_trio.errors")), name)
    globals()[name] = value
    return value
