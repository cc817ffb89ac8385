"""Which compiled functions are quiet: nothing that they do can ask who called them.

Most functions of a mudlib that others call tell or set a variable. While such a function runs nobody can ask for
previous_object(), nor does a call begin that could be too deep; so sites.py does not note who called it. The rule:
quiet is what names nothing but variables, the operators and efuns below, and has no code inside it; whatever is not
known to be quiet is not. An error is told with its callers all the same: traces read them from the Python stack.
"""

from __future__ import annotations

import re
import types
from typing import Final

_VARIABLE: Final = re.compile(r"v[\d_]*_\w")  # an attribute of the object, see lpc/program.py
_CONSTANT: Final = re.compile(r"[CT]_\w")  # a class or a table of the program
_PYTHON: Final = frozenset({"__class__", "float", "get", "int", "len", "list", "str"})
_OPERATORS: Final = frozenset(
    {
        "U", "_Destructed", "_LpcError", "_Mapping", "_add", "_add_to_element", "_and", "_complement", "_compound",
        "_decrement", "_divide", "_efun_pointer", "_equal", "_greater", "_greater_equal", "_increment", "_index",
        "_index_from_end", "_index_to_change", "_iterate", "_left_out", "_less", "_less_equal", "_mapping", "_member",
        "_modulo", "_most_pairs", "_multiply", "_negate", "_not_equal", "_optional_index", "_or", "_pairs", "_range",
        "_shift_left", "_shift_right", "_sscanf", "_store", "_store_member", "_subtract", "_switch", "_switch_string",
        "_to_float", "_to_int", "_with_character", "_with_range", "_wrap", "_xor",
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
_QUIET: Final = _PYTHON | _OPERATORS | {f"e_{name}" for name in EFUNS}


def is_quiet(code: types.CodeType) -> bool:
    """Can nothing in this code of an LPC function ask who called it?"""
    if any(isinstance(one, types.CodeType) for one in code.co_consts):
        return False
    return all(name in _QUIET or _VARIABLE.match(name) or _CONSTANT.match(name) for name in code.co_names)
