"""The slow, complete form of every LPC operator, in one place for compiled code to import.

Compiled code uses bare Python operators where it has proof of the operands' kinds and calls these otherwise. The work
is done by subject in arithmetic, assigning, indexing and iterating.
"""

from .arithmetic import (
    add,
    bit_and,
    bit_or,
    bit_xor,
    complement,
    divide,
    equal,
    greater,
    greater_equal,
    less,
    less_equal,
    modulo,
    multiply,
    negate,
    not_,
    not_equal,
    shift_left,
    shift_right,
    subtract,
    truncated,
)
from .assigning import compound, decrement, increment
from .indexing import index, index_from_end, index_to_change, range_, range_from, store_index, string_with, with_range
from .iterating import (
    iterate,
    iterate_pairs,
    make_array,
    make_mapping,
    member,
    spread,
    store_member,
    switch_key,
)
from .scanning import scan

__all__ = [
    "add",
    "bit_and",
    "bit_or",
    "bit_xor",
    "complement",
    "compound",
    "decrement",
    "divide",
    "equal",
    "greater",
    "greater_equal",
    "increment",
    "index",
    "index_from_end",
    "index_to_change",
    "iterate",
    "iterate_pairs",
    "less",
    "less_equal",
    "make_array",
    "make_mapping",
    "member",
    "modulo",
    "multiply",
    "negate",
    "not_",
    "not_equal",
    "range_",
    "range_from",
    "scan",
    "shift_left",
    "shift_right",
    "spread",
    "store_index",
    "store_member",
    "string_with",
    "subtract",
    "switch_key",
    "truncated",
    "with_range",
]
