"""What a template literal makes of its values: `text ${value} text`.

The rule: strings as they are, numbers as people write them, everything else as %O shows it. Compiled code calls this.
"""

from __future__ import annotations

from typing import Any

from ..values import live
from .printing_fluffos import pretty


def template(*parts: Any) -> str:
    """The string of texts and values."""
    return "".join([one if one.__class__ is str else _text(live(one)) for one in parts])


def _text(value: Any) -> str:
    if isinstance(value, int):
        return str(int(value))
    return f"{value:g}" if value.__class__ is float else pretty(value)
