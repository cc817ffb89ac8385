"""Efuns on arrays, and those that take arrays, mappings and strings alike: filter, map, sort_array, ...

The rule of all that call a function for each element of an array: no array changes its length, but the function may
change what is in it; what it has changed, the calls that follow get, and so does the result.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import compress
from typing import Any, Final

from ..errors import LpcError, runtime_error
from ..runtime import limits
from ..runtime.calls import apply
from ..runtime.errors import bad_argument
from ..runtime.kinds import kind
from ..runtime.mapping_order import copied, filtered, grouped, refilled, walk_copy, with_room_of
from ..runtime.operators.indexing import character, code_of
from ..runtime.repeating import filter_elements, map_elements, sort_elements, takes
from ..runtime.sorting import sorted_by
from ..runtime.values import UNDEFINED, Destructed, Entity, LpcObject, Mapping, from_key, live, same, to_key, truth
from .callbacks import callback
from .registry import MUDOS_KIN, efun

_SORTABLE: Final = ("string", "int", "float")
_ORDERED: Final = {str, int, float}  # most of them; there is more than one kind of int


def _pairs(mapping: Mapping) -> list[tuple[Any, Any]]:
    """The keys of a mapping, as it holds them, and their values, in the order in which functions hear of them."""
    return [(key, mapping[key]) for key in walk_copy(mapping)]


@efun("mixed *allocate(int size)")
def allocate(size: int) -> list[Any]:
    """A new array of zeros.

    Arguments:
        size: how many elements it has.
    Returns: the array.
    Errors: a negative size or one over the configured array size.
    Example:
        allocate(3)     // ({ 0, 0, 0 })
    See also: allocate_mapping, allocate_buffer, sizeof
    """
    if not 0 <= size <= limits.current.array:
        raise LpcError("Illegal array size.\n")
    return [0] * size


@efun("int member_array(mixed wanted, string | mixed *list, void | int start)")
def member_array(wanted: Any, place: Any, start: int = 0) -> int:
    """The index of a value in an array, or of a character in a string.

    Numbers and strings are found by value, everything else by identity. The int 1 and the float 1.0 are not the same.

    Arguments:
        wanted: the value; for a string the number of a character.
        list: the array or string to search.
        start: where to begin.
    Returns: the first index at or after start, -1 when there is none.
    Errors: a negative start; a start beyond the end of a string; a string in which no int is searched.
    Example:
        member_array("b", ({ "a", "b" }))       // 1
        member_array('l', "hello", 3)           // 3
    See also: strsrch, filter
    """
    if start < 0:
        raise runtime_error("Bad argument 3 to member_array()")
    wanted = live(wanted)
    if place.__class__ is str:
        if not isinstance(wanted, int):
            raise bad_argument(1, "member_array", ("int",), wanted)
        if start > len(place):
            raise LpcError("Index to start search from in member_array() is > string length.\n")
        return int(place.find(character(wanted), start))
    if wanted.__class__ is str:  # equals nothing but strings, so Python's == is LPC's
        try:
            return int(place.index(wanted, start)) if wanted in place else -1  # an error costs more than to look twice
        except ValueError:
            return -1
    is_float = wanted.__class__ is float
    for index in range(start, len(place)):
        if same(wanted, place[index]) and (place[index].__class__ is float) == is_float:
            return index
    return -1


@efun(
    "mixed filter(mixed * | mapping list, string | function test, ...)",
    aliases=(
        "mixed filter_array(mixed *list, string | function test, ...)",
        "mapping filter_mapping(mapping map, string | function test, ...)",
    ),
    dot_call=("filter",),
)
def filter(this: Entity, values: Any, test: Any, *rest: Any) -> Any:
    """The elements of an array, or the pairs of a mapping, that pass a test.

    The test is called with an element, or with the key and the value of a pair, and then with the extra arguments; what
    it answers decides: 0 drops, anything else keeps.

    Arguments:
        list: the array or mapping; it is not changed.
        test: a function, or the name of one.
        object, extra...: with a name the object or file that has the function (default: the calling object), then extra
            arguments; with a function only extra arguments.
    Returns: a new array or mapping.
    Errors: an object that is none and cannot be loaded.
    Example:
        filter(({ 1, 2, 3 }), (: $1 > 1 :))     // ({ 2, 3 })
        filter(users(), "is_asleep", this_object())
    See also: map, sort_array, member_array
    """
    if values.__class__ is list:
        if not values:
            return values
        if takes(test, 1 + len(rest)):
            return filter_elements(this, test, values, rest)
        passes = callback(this, "filter", test, rest)
        kept_ones = [truth(passes(live(one))) for one in values]
        return list(compress(values, kept_ones))
    passes = callback(this, "filter", test, rest)
    values.drop_destructed()
    order = filtered(values)
    kept = {key: value for key, value in _pairs(values) if truth(passes(from_key(key), live(value)))}
    return Mapping((key, kept[key]) for key in order if key in kept)


@efun(
    "mixed map(string | mapping | mixed *list, string | function change, ...)",
    dot_call=True,
    profiles=MUDOS_KIN,
    variant=True,
)
@efun(
    "mixed *map(string | mapping | mixed *list, string | function change, ...)",
    aliases=(
        "mixed *map_array(mixed *list, string | function change, ...)",
        "mapping map_mapping(mapping map, string | function change, ...)",
    ),
    dot_call=("map",),
)
def map(this: Entity, values: Any, change: Any, *rest: Any) -> Any:
    """Change every element of an array, every value of a mapping or every character of a string.

    The function is called with an element, with the key and the value of a pair, or with the number of a character, and
    then with the extra arguments.

    Arguments:
        list: the array, mapping or string; it is not changed.
        change: a function, or the name of one.
        object, extra...: as for filter().
    Returns: a new array with the answers; a mapping with the old keys and the answers as values; a string in which the
        characters are replaced for which the answer is an int other than 0. Without such a
        function: zeros for an array, and a mapping or string as it was.
    Example:
        map(({ 1, 2, 3 }), (: $1 * $1 :))       // ({ 1, 4, 9 })
        map("abc", (: $1 + 1 :))                // "bcd"
    See also: filter, implode
    """
    if values.__class__ is list and not values:
        return []
    if values.__class__ is list and takes(change, 1 + len(rest)):
        return map_elements(this, change, values, rest)
    changed = callback(this, "map", change, rest, missing=None, outlives=values.__class__ is str)
    if values.__class__ is list:
        return [0 if (answer := changed(live(one))) is None else answer for one in values]
    if values.__class__ is str:
        return _map_string(values, changed)
    values.drop_destructed()
    order = copied(values)
    answers = [(key, value, changed(from_key(key), live(value))) for key, value in _pairs(values)]
    result = {key: value if answer is None else answer for key, value, answer in answers}
    return with_room_of(values, Mapping((key, result[key]) for key in order))


def _map_string(text: str, changed: Callable[..., Any]) -> str:
    result = []
    for one in text:
        answer = changed(code_of(one))
        result.append(character(answer) if isinstance(answer, int) and answer != 0 else one)
    return "".join(result)


@efun("mixed *sort_array(mixed *list, int | string | function order, ...)", aliases=("sort",), dot_call=("sort",))
def sort_array(this: Entity, values: list[Any], order: Any, *rest: Any) -> list[Any]:
    """A sorted copy of an array.

    With a number the elements are sorted themselves: strings, ints, floats, or arrays by their first element, all of
    one kind. With a function two elements are compared by calling it: a negative answer puts the first one first, a
    positive one the second. Elements that compare equal keep their order.

    Arguments:
        list: the array; it is not changed.
        order: 0 or more for ascending, less than 0 for descending, or a function or the name of one.
        object, extra...: as for filter().
    Returns: the new array.
    Errors: elements of different kinds, or empty arrays among them, when sorted by a number.
    Example:
        sort_array(({ 3, 1, 2 }), -1)                               // ({ 3, 2, 1 })
        sort_array(users(), (: strcmp($1->name(), $2->name()) :))
    See also: filter, map, unique_array
    """
    kinds = {one.__class__ for one in values}
    if order.__class__ is int and len(kinds) == 1 and kinds <= _ORDERED:
        return sorted(values, reverse=order < 0)
    elements = [live(one) for one in values] if Destructed in kinds else values.copy()
    if takes(order, 2 + len(rest)):
        return sort_elements(this, order, elements, rest)
    if not isinstance(order, int):
        compared = callback(this, "sort_array", order, rest)

        def compare(left: Any, right: Any) -> int:
            answer = compared(left, right)
            return answer if isinstance(answer, int) else 0

        return sorted_by(elements, compare)
    if len(elements) < 2:
        return elements
    return sorted(elements, key=_sort_key(elements), reverse=order < 0)


def _sort_key(elements: list[Any]) -> Callable[[Any], Any] | None:
    """The key to sort by, after a check that all elements are of one kind."""
    kinds = {kind(one) for one in elements}
    if len(kinds) == 1 and kinds <= {*_SORTABLE}:
        return None
    if kinds != {"array"}:
        raise LpcError("built-in sort_array() can only handle homogeneous arrays of strings/ints/floats/arrays\n")
    if not all(elements):
        raise LpcError("Illegal to have empty array in array for sort_array()\n")
    firsts = {kind(one[0]) for one in elements}
    if len(firsts) != 1 or not firsts <= {*_SORTABLE}:
        raise LpcError("sort_array() cannot handle arrays of arrays whose 1st elems\naren't strings/ints/floats\n")
    return _first


def _first(element: Any) -> Any:
    return live(element[0])


@efun(
    "mixed *unique_array(mixed *list, string | function mark, void | mixed skip)",
    aliases=("unique",),
    dot_call=("unique",),
)
def unique_array(this: Entity, values: list[Any], mark: Any, skip: Any = 0) -> list[Any]:
    """Group the elements of an array by what a function answers for them.

    Arguments:
        list: the array.
        mark: a function that is called with each element, or the name of a function that is called in each element that
            is an object; other elements are left out then.
        skip: elements with this answer are left out.
    Returns: an array of arrays: the groups in the order of their first elements.
    Example:
        unique_array(({ 1, 2, 3, 4, 5 }), (: $1 % 2 :), -1)     // ({ ({ 1, 3, 5 }), ({ 2, 4 }) })
        unique_array(all_inventory(room), "short")
    See also: unique_mapping, filter
    """
    groups: dict[Any, list[int]] = {}
    unwanted = to_key(skip)
    for index, one in enumerate(values):
        one = live(one)
        if mark.__class__ is not str:
            answer = callback(this, "unique_array", mark, ())(one)
        elif isinstance(one, LpcObject):
            answer = _marked(this, one, mark)
        else:
            continue
        key = None if answer is None else to_key(answer)
        if key is not None and key != unwanted:
            groups.setdefault(key, []).append(index)
    return [[live(values[index]) for index in group] for group in groups.values()]


def _marked(this: Entity, target: LpcObject, name: str) -> Any:
    """What the function answers in the object; None when there is none."""
    return apply(this.world, this, target, name)


@efun(
    "mapping unique_mapping(mixed *list, string | function mark, ...)", aliases=("transform",), dot_call=("transform",)
)
def unique_mapping(this: Entity, values: list[Any], mark: Any, *rest: Any) -> Mapping:
    """A mapping from what a function answers for the elements of an array to these elements.

    Arguments:
        list: the array.
        mark: a function, or the name of one, that is called with each element, beginning with the last.
        object, extra...: as for filter().
    Returns: a mapping of arrays; each has its elements in the order of the calls.
    Example:
        unique_mapping(({ 1, 2, 3, 4 }), (: $1 % 2 :))      // ([ 1: ({ 3, 1 }), 0: ({ 4, 2 }) ])
    See also: unique_array, filter
    """
    groups = Mapping()
    marked = callback(this, "unique_mapping", mark, rest)
    for index in reversed(range(len(values))):
        groups.setdefault(to_key(marked(live(values[index]))), []).append(index)
    for group in groups.values():
        group[:] = [values[index] for index in group]
    return grouped(groups, len(values))


@efun("mixed copy(mixed value)", dot_call=True)
def copy(value: Any) -> Any:
    """A copy of a value that shares no array, mapping or class with it.

    Objects, functions and buffers inside are not copied.

    Arguments:
        value: any value.
    Returns: the copy.
    Errors: nesting that is too deep, which a value that contains itself has.
    Example:
        mixed a = ({ ({ 1 }) }), b = copy(a);
        b[0][0] = 2;        // a[0][0] is still 1
    See also: save_variable
    """
    return _copied(value, 0)


def _copied(value: Any, depth: int) -> Any:
    of_kind = kind(value)
    if of_kind not in ("array", "mapping", "class"):
        return live(value)
    depth += 1
    deepest = limits.current.save_depth
    if depth > deepest:
        raise LpcError(f"Mappings, arrays and/or classes nested too deep ({deepest}) for copy()\n")
    if of_kind == "array":
        return [_copied(one, depth) for one in value]
    if of_kind == "mapping":
        value.drop_destructed()
        return Mapping((key, _copied(value[key], depth)) for key in refilled(value))
    new = value.__class__.__new__(value.__class__)
    for name in value.lpc_members:
        setattr(new, name, _copied(getattr(value, name, UNDEFINED), depth))
    return new
