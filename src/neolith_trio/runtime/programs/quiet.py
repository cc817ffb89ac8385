"""Which compiled functions are quiet: nothing that they do can ask who called them.

Most functions of a mudlib that others call tell or set a variable. While such a function runs nobody can ask for
previous_object(), nor does a call begin that could be too deep; so sites.py does not note who called it. The rule:
quiet is what names nothing but variables, quiet functions of its own object, the operators and efuns below, and has no
code inside it; whatever is not known to be quiet is not. An error is told with its callers all the same: traces read
them from the Python stack.
"""

from __future__ import annotations

import re
import types
from typing import Any, Final

_VARIABLE: Final = re.compile(r"v[\d_]*_\w|[CT]_\w")  # of the object, see lpc/program.py; or a constant of the program
_OWN: Final = re.compile(r"[df][\d_]*_\w")  # a function of the object
_PYTHON: Final = frozenset({"TypeError", "__class__", "float", "get", "int", "len", "list", "str"})
_OPERATORS: Final = frozenset(
    {
        "U", "_Destructed", "_LpcError", "_Mapping", "_add", "_add_to_element", "_and", "_complement", "_compound",
        "_decrement", "_divide", "_efun_pointer", "_equal", "_greater", "_greater_equal", "_increment", "_index",
        "_index_from_end", "_index_to_change", "_iterate", "_joined", "_left_out", "_less", "_less_equal", "_mapping",
        "_member", "_modulo", "_most_pairs", "_multiply", "_negate", "_not_equal", "_optional_index", "_or", "_pairs",
        "_raised_by_error", "_raised_by_throw", "_range", "_range_to_change", "_shift_left", "_shift_right", "_sscanf",
        "_still_pairs", "_store", "_store_member", "_subtract", "_switch", "_switch_string", "_to_float", "_to_int",
        "_widen_element", "_widening", "_with_character", "_with_range", "_wrap", "_xor",
    }
)  # fmt: skip
EFUNS: Final = frozenset(
    {
        "abs", "arrayp", "bufferp", "capitalize", "clear_bit", "copy",
        "environment", "error", "explode", "file_name", "floatp", "functionp", "intp", "keys", "lower_case",
        "mapp", "max", "min", "nullp", "objectp", "pointerp", "query_verb", "random", "repeat_string",
        "replace_string", "set_bit", "sizeof", "stringp", "strlen", "strsrch", "test_bit", "this_player", "throw",
        "time", "to_float", "to_int", "undefinedp", "upper_case", "values",
    }
)  # fmt: skip
"""They call no LPC and do not look at the callers."""
_PLAYER: Final = "e_this_player"
_QUIET: Final = _PYTHON | _OPERATORS | {f"e_{name}" for name in EFUNS}


class Quiet(dict[types.FunctionType, bool]):
    """Is this function of compiled LPC quiet by itself? Looked at when somebody first asks."""

    def __missing__(self, function: types.FunctionType) -> bool:
        self[function] = found = _own_calls(function.__code__) == []
        return found

    def within(self, kind: Any, function: Any) -> bool:
        """Is it in objects of that class, where it may call others of its own object?"""
        return self[function] or _is_quiet_within(kind, function, {})

    def asks_for_nobody(self, kind: Any, function: Any) -> bool:
        """Is it, and does nothing there ask for this_player() either?"""
        seen: dict[Any, bool] = {}
        return _is_quiet_within(kind, function, seen) and not any(_PLAYER in one.__code__.co_names for one in seen)


def _own_calls(code: types.CodeType) -> list[str] | None:
    """The functions of its own object that it names; None when it is not quiet, whatever these are."""
    if code.co_freevars or any(isinstance(one, types.CodeType) for one in code.co_consts):
        return None
    calls = []
    for name in code.co_names:
        if _OWN.match(name):
            calls.append(name)
        elif name not in _QUIET and not _VARIABLE.match(name):
            return None
    return calls


def _is_quiet_within(kind: Any, function: Any, seen: dict[Any, bool]) -> bool:
    if function not in seen:
        seen[function] = False  # where it leads back to itself: a recursion may be too deep
        calls = _own_calls(function.__code__)
        seen[function] = calls is not None and all(_is_quiet_within(kind, getattr(kind, one), seen) for one in calls)
    return seen[function]
