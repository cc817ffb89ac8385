"""Where a statement stands, as far as break and continue are concerned.

The parser's layers hand it down; nothing else uses it.
"""

from __future__ import annotations

from enum import IntFlag


class Flow(IntFlag):
    """What is around a statement, out to the function or the nearest catch: a loop, a switch, a guarded block."""

    NONE = 0
    LOOP = 1
    SWITCH = 2
    GUARDED = 4


def complaint_about_break(flow: Flow) -> str | None:
    """Why `break` cannot stand here, in Neolith's words; None when it can."""
    if flow & Flow.GUARDED:
        return "Cannot break out of catch { } or time_expression { }"
    return None if flow & (Flow.SWITCH | Flow.LOOP) else "break statement outside loop"


def complaint_about_continue(flow: Flow) -> str | None:
    """Why `continue` cannot stand here, in Neolith's words; None when it can."""
    if flow & Flow.GUARDED:
        return "Cannot continue out of catch { } or time_expression { }"
    return None if flow & Flow.LOOP else "continue statement outside loop"
