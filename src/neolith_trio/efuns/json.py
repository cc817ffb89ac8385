"""Efuns for JSON. Strings are UTF-8 in JSON, whatever LPC makes of them; reading is strict."""

from __future__ import annotations

import json
import math
import re
from typing import Any, Final, NoReturn

from ..errors import LpcError
from ..runtime import limits
from ..runtime.kinds import kind
from ..runtime.operators.arithmetic import mapping_too_large
from ..runtime.values import INT_MAX, INT_MIN, UNDEFINED, Mapping, Undefined, live
from .json_mistakes import mistake
from .registry import efun
from .strings import bytes_string, string_bytes

_INFINITY: Final = "1e+9999"
_NOT_ASCII: Final = re.compile("[^\0-\x7f]")


@efun("string to_json(mixed value)", dot_call=True)
def to_json(value: Any) -> str:
    """A value as JSON.

    Arguments:
        value: ints, floats, strings, arrays and mappings in any nesting. Undefined, objects, functions, buffers and
            class values become null.
    Returns: the JSON text, on one line, with the keys of mappings sorted and every character outside of ASCII as an
        escape.
    Errors: a mapping with a key that is no string; nesting that is too deep.
    Example:
        to_json(([ "hp": 12, "at": ({ 1, 2 }) ]))       // "{\\"at\\":[1,2],\\"hp\\":12}"
    See also: from_json, save_variable
    """
    return _written(value, 0)


def _written(value: Any, depth: int) -> str:
    deepest = limits.current.save_depth
    if depth > deepest:
        raise LpcError(f"to_json: value nested too deep ({deepest}).\n")
    of_kind = kind(value)
    if of_kind == "int":
        return "null" if value.__class__ is Undefined else str(int(live(value)))
    if of_kind == "float":
        return _float(value)
    if of_kind == "string":
        return _NOT_ASCII.sub(_escape, json.dumps(string_bytes(value).decode("utf-8", "replace"), ensure_ascii=False))
    if of_kind == "array":
        return f"[{','.join(_written(one, depth + 1) for one in value)}]"
    if of_kind != "mapping":
        return "null"
    value.drop_destructed()
    if any(key.__class__ is not str for key in value):
        raise LpcError("to_json: mapping has a non-string key.\n")
    pairs = sorted(value.items(), key=_by_key)
    return "{" + ",".join(f"{_written(key, 0)}:{_written(one, depth + 1)}" for key, one in pairs) + "}"


def _by_key(pair: tuple[str, Any]) -> bytes:
    return string_bytes(pair[0])


def _escape(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]


def _float(number: float) -> str:
    if math.isnan(number):
        return "null"
    text = repr(number)
    return text if "inf" not in text else text.replace("inf", _INFINITY)


@efun("mixed from_json(string | buffer text)", dot_call=True)
def from_json(text: Any) -> Any:
    """The value that a JSON text describes.

    Objects become mappings, true and false 1 and 0, null undefined; a number with a fraction or an exponent, or too
    large for an int, a float.

    Arguments:
        text: the JSON text, as a string or a buffer.
    Returns: the value.
    Errors: a text that is no JSON; an array or mapping over the configured size.
    Example:
        from_json("[1, 2.5, \\"x\\"]")        // ({ 1, 2.5, "x" })
    See also: to_json, restore_variable
    """
    data = string_bytes(text) if isinstance(text, str) else bytes(text)
    try:
        parsed = json.loads(
            data.decode("utf-8-sig", "replace"), parse_int=_read_int, parse_constant=_refuse, object_pairs_hook=_mapping
        )
        return _read(parsed)
    except (ValueError, RecursionError) as wrong:
        reason = mistake(data.decode("utf-8-sig", "replace")) or wrong
        raise LpcError(f"from_json: invalid JSON: {reason}\n") from None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not allowed")


def _read_int(digits: str) -> int | float:
    """An int; one that is too large by less than double becomes the largest, all others floats."""
    number = int(digits) if len(digits) < 40 else None
    if number is None:
        return float(digits)
    if INT_MIN <= number <= INT_MAX:
        return number
    return INT_MAX if 0 < number < 1 << 64 else float(number)


def _mapping(pairs: list[tuple[str, Any]]) -> Mapping:
    if len(pairs) > limits.current.mapping:
        raise mapping_too_large()
    return Mapping((_text(key), value) for key, value in pairs)


def _text(text: str) -> str:
    try:
        return bytes_string(text.encode("utf-8"))
    except UnicodeEncodeError:
        raise ValueError("half of a surrogate pair") from None


def _read(value: Any) -> Any:
    """The LPC value of what Python's json read."""
    if value is None:
        return UNDEFINED
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        for key in value:
            value[key] = _read(value[key])
    elif isinstance(value, list):
        if len(value) > limits.current.array:
            raise LpcError("Illegal array size.\n")
        value[:] = [_read(one) for one in value]
    return value
