"""The kind of a value, by the name that LPC programs and error messages use.

Everybody who dispatches on what a value is may use `kind`; it knows that a destructed object is the int 0.
"""

from __future__ import annotations

from typing import Any, Final

from .closures import Closure
from .promises import Promise
from .values import ClassValue, Destructed, LpcObject, Mapping, Undefined

_KINDS: Final[dict[type, str]] = {
    int: "int",
    Undefined: "int",
    Destructed: "int",
    float: "float",
    str: "string",
    list: "array",
    Mapping: "mapping",
    Closure: "function",
    bytearray: "buffer",
    Promise: "promise",
}


def kind(value: Any) -> str:
    """'int', 'float', 'string', 'array', 'mapping', 'object', 'function', 'class', 'buffer' or 'promise'."""
    found = _KINDS.get(value.__class__)
    if found is not None:
        return found
    if isinstance(value, LpcObject):
        return "object"
    if isinstance(value, ClassValue):
        return "class"
    raise TypeError(f"not an LPC value: {value!r}")
