"""What compiled code finds in its globals besides efuns: operators, calls, function pointers, catch.

The names are those that lpc/codegen writes. Everything here takes what it needs as arguments, so one table serves all
worlds; what belongs to a world comes from the object that runs.
"""

from __future__ import annotations

import time
from bisect import bisect_right
from typing import Any, Final

from ..errors import (
    UNCATCHABLE,
    UNCATCHABLE_COST,
    EvaluationLimit,
    ExecutionLimit,
    LpcError,
    TooDeepRecursion,
    runtime_error,
)
from . import operators
from .calls import call_other, call_other_named, evaluate
from .closures import Closure
from .deferring import begin_deferring, run_deferred
from .errors import raised_by_error, raised_by_throw
from .errors import undefined_function as undefined
from .functions import (
    anonymous_pointer,
    call_efun,
    call_other_pointer,
    call_simul,
    call_spread,
    changing,
    efun_pointer,
    expression_pointer,
    filtering,
    local_pointer,
    ordering_pointer,
    simul_pointer,
    steady_pointer,
)
from .mapping_order import with_room
from .operators.arithmetic import joined, truncated
from .operators.indexing import optional_index
from .operators.iterating import switch_key
from .promises import Promise
from .references import Reference, places, referred
from .values import UNDEFINED, Destructed, Entity, Mapping, Undefined, to_key, wrap

Table = tuple[dict[int | str, int], tuple[tuple[int, int, int], ...]]
LEFT_OUT: Final = Undefined(0)  # what an argument with a default has before it gets that


_SUMS: Final = ("(void)+", "+")


class CatchReturn(Exception):
    """A return inside catch { }: it ends the catch, with its value as the catch's."""

    def __init__(self, value: Any) -> None:
        self.value = value


def uncatchable(error: ExecutionLimit) -> ExecutionLimit:
    """The limit that passes through a catch, which says so.

    The end of Python's own stack passes without a word, for there is no room for a call where it is met: `as_lpc_error`
    says it, far from there.
    """
    if isinstance(error, EvaluationLimit):
        return EvaluationLimit(UNCATCHABLE_COST)
    return TooDeepRecursion(UNCATCHABLE)


def make_mapping(*values: Any) -> Mapping:
    """([ key: value, ... ]) from keys and values in turn."""
    mapping = Mapping()
    for number in range(0, len(values), 2):
        mapping[to_key(values[number])] = values[number + 1]
    return with_room(mapping, len(values) // 2)


def switch(table: Table, subject: Any, default: int) -> int:
    """The arm of a switch over numbers."""
    if subject.__class__ is int:
        arm = table[0].get(subject)
        if arm is not None:
            return arm
        if not table[1]:
            return default
    return _arm(table, switch_key(subject, False), default)


def switch_string(table: Table, subject: Any, default: int) -> int:
    """The arm of a switch over strings."""
    if subject.__class__ is str:
        return table[0].get(subject, default)
    return _arm(table, switch_key(subject, True), default)


def _arm(table: Table, key: int | str, default: int) -> int:
    cases, ranges = table
    arm = cases.get(key)
    if arm is not None:
        return arm
    if ranges and isinstance(key, int):
        at = bisect_right(ranges, (key, 1 << 64, 0)) - 1
        if at >= 0 and ranges[at][0] <= key <= ranges[at][1]:
            return ranges[at][2]
    return default


def undefined_function(name: str, *args: Any) -> Any:
    """A call of a function that does not exist."""
    raise undefined(name)


def elapsed(started: int) -> int:
    """Microseconds since `started`."""
    return (time.perf_counter_ns() - started) // 1000


def to_int(value: Any) -> Any:
    """A float for a declared int."""
    return truncated(value) if value.__class__ is float else value


def to_float(value: Any) -> Any:
    """An int for a declared float."""
    return float(value) if isinstance(value, int) else value


def compound(operator: str, old: Any, value: Any) -> Any:
    """old operator= value."""
    kind = old.__class__
    if kind is value.__class__ and operator in _SUMS:
        if kind is str:
            return old + value
        if kind is int:
            return wrap(old + value)
    return operators.compound(f"{operator}=", old, value)


def widening(operator: str, old: Any, value: Any) -> Any:
    """The same where an int becomes a float when a float comes to it: in FluffOS, of what is not declared as int."""
    if value.__class__ is float and isinstance(old, int):
        return _WIDENED[operator[-1]](int(old), value)
    return compound(operator, old, value)


_WIDENED: Final[dict[str, Any]] = {
    "+": operators.add,
    "-": operators.subtract,
    "*": operators.multiply,
    "/": operators.divide,
}


def add_to_element(container: Any, operator: str, old: Any, value: Any) -> Any:
    """container[index] += value, where the container may be a string."""
    if container.__class__ is str and not isinstance(value, (int, float)):
        raise runtime_error("Bad right type to += of char lvalue.")
    return compound(operator, old, value)


def widen_element(container: Any, operator: str, old: Any, value: Any) -> Any:
    """container[index] += value, where a float makes a float of an int."""
    if container.__class__ is str:
        return add_to_element(container, operator, old, value)
    return widening(operator, old, value)


def template(*parts: Any) -> str:
    """What a template literal makes of its texts and values."""
    from .texts.templates import template as joined_parts  # other dialects do without

    return joined_parts(*parts)


def parse_command(this: Entity, command: Any, objects: Any, pattern: Any, wanted: int) -> tuple[int, list[Any]]:
    """What the efun of that name assigns and gives."""
    from . import parse_command as room  # few programs call it

    return room.parse_command(this, command, objects, pattern, wanted)


SUPPORT: Final[dict[str, Any]] = {
    "U": UNDEFINED,
    "_left_out": LEFT_OUT,
    "_LpcError": LpcError,
    "_Promise": Promise,
    "_Limit": ExecutionLimit,
    "_CatchReturn": CatchReturn,
    "_raised_by_error": raised_by_error,
    "_raised_by_throw": raised_by_throw,
    "_uncatchable": uncatchable,
    "_wrap": wrap,
    "_add": operators.add,
    "_joined": joined,
    "_subtract": operators.subtract,
    "_multiply": operators.multiply,
    "_divide": operators.divide,
    "_modulo": operators.modulo,
    "_and": operators.bit_and,
    "_or": operators.bit_or,
    "_xor": operators.bit_xor,
    "_shift_left": operators.shift_left,
    "_shift_right": operators.shift_right,
    "_less": operators.less,
    "_less_equal": operators.less_equal,
    "_greater": operators.greater,
    "_greater_equal": operators.greater_equal,
    "_equal": operators.equal,
    "_not_equal": operators.not_equal,
    "_negate": operators.negate,
    "_complement": operators.complement,
    "_increment": operators.increment,
    "_decrement": operators.decrement,
    "_compound": compound,
    "_widening": widening,
    "_widen_element": widen_element,
    "_add_to_element": add_to_element,
    "_to_int": to_int,
    "_to_float": to_float,
    "_index": operators.index,
    "_index_from_end": operators.index_from_end,
    "_optional_index": optional_index,
    "_template": template,
    "_index_to_change": operators.index_to_change,
    "_range": operators.range_,
    "_range_to_change": operators.range_to_change,
    "_store": operators.store_index,
    "_with_character": operators.string_with,
    "_with_range": operators.with_range,
    "_member": operators.member,
    "_store_member": operators.store_member,
    "_spread": operators.spread,
    "_sscanf": operators.scan,
    "_parse_command": parse_command,
    "_mapping": make_mapping,
    "_Mapping": Mapping,
    "_Closure": Closure,
    "_Destructed": Destructed,
    "_iterate": operators.iterate,
    "_pairs": operators.iterate_pairs,
    "_still_pairs": operators.iterate_still_pairs,
    "_switch": switch,
    "_switch_string": switch_string,
    "_call_other": call_other,
    "_call_other_named": call_other_named,
    "_call_spread": call_spread,
    "_call_efun": call_efun,
    "_evaluate": evaluate,
    "_simul": call_simul,
    "_undefined_function": undefined_function,
    "_local_pointer": local_pointer,
    "_efun_pointer": efun_pointer,
    "_simul_pointer": simul_pointer,
    "_expression_pointer": expression_pointer,
    "_ordering_pointer": ordering_pointer,
    "_steady_pointer": steady_pointer,
    "_filtering": filtering,
    "_changing": changing,
    "_anonymous_pointer": anonymous_pointer,
    "_call_other_pointer": call_other_pointer,
    "_reference": Reference,
    "_referred": referred,
    "_begin_deferring": begin_deferring,
    "_run_deferred": run_deferred,
    "_places": places,
    "_clock": time.perf_counter_ns,
    "_elapsed": elapsed,
}
