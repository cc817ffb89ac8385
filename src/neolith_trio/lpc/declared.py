"""Type: what a declaration says of a variable, an argument or a function.

It is a module of its own because a compiled program and a save file speak of types too, and need no syntax tree.
"""

from __future__ import annotations

from ..data import frozen


@frozen(slots=True)
class Type:
    """An LPC type: basic name ('int', 'mixed', 'void', 'unknown', ... or 'class'), class name, array depth 0 or more.

    'unknown' is the type of what was declared without one. A 'promise' has the type of what it will deliver, or None
    when that is not said.
    """

    basic: str = "unknown"
    class_name: str = ""
    stars: int = 0
    payload: Type | None = None

    def __str__(self) -> str:
        name = f"class {self.class_name}" if self.basic == "class" else self.basic
        if self.payload is not None:
            name += f"<{self.payload}>"
        return f"{name} {'*' * self.stars}" if self.stars else name
