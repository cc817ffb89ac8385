"""Efuns on mappings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from weakref import WeakKeyDictionary

from ..runtime import limits
from ..runtime.mapping_order import walk, with_room
from ..runtime.values import UNDEFINED, Boxed, Destructed, Entity, Mapping, from_key, live, to_key
from .registry import OLD_SCHOOL, efun

# where each() is in a mapping, and on behalf of which object
_walks: Final[WeakKeyDictionary[Mapping, tuple[Entity, Iterator[Any]]]] = WeakKeyDictionary()


@efun("mixed *keys(mapping map)", dot_call=True)
def keys(mapping: Mapping) -> list[Any]:
    """The keys of a mapping.

    Arguments:
        map: the mapping.
    Returns: an array of the keys, in the order of values(): that of the setting MappingOrder.
    Example:
        sort_array(keys(([ "a": 1, "b": 2 ])), 1)       // ({ "a", "b" })
    See also: values, map_delete
    """
    kinds = mapping.drop_destructed()
    found = walk(mapping, kinds)
    return [from_key(key) for key in found] if Boxed in kinds else found


@efun("mixed *values(mapping map)", dot_call=True)
def values(mapping: Mapping) -> list[Any]:
    """The values of a mapping.

    Arguments:
        map: the mapping.
    Returns: an array of the values, in the order of keys().
    Example:
        sort_array(values(([ "a": 1, "b": 2 ])), 1)     // ({ 1, 2 })
    See also: keys, filter
    """
    found = [mapping[key] for key in walk(mapping, mapping.drop_destructed())]
    return [live(one) for one in found] if Destructed in set(map(type, found)) else found


@efun("mixed *each(mapping map, void | int again)", profiles=OLD_SCHOOL)
def each(this: Entity, mapping: Mapping, again: int = 0) -> list[Any]:
    """The next pair of a mapping, one a call.

    Arguments:
        map: the mapping. What is removed before its turn is left out, what is added meanwhile does not come.
        again: 1 to start from the beginning. So does a call by another object.
    Returns: an array of key and value; an empty array behind the last pair, and the next call starts anew.
    Example:
        each(([ "a": 1 ]))      // ({ "a", 1 })
    See also: keys, values
    """
    walker, left = _walks.get(mapping, (None, iter(())))
    if walker is not this or again:
        mapping.drop_destructed()
        left = iter([from_key(key) for key in walk(mapping)])
        _walks[mapping] = this, left
    for key in left:
        plain = to_key(key)
        if plain in mapping:
            return [key, live(mapping[plain])]
    del _walks[mapping]
    return []


@efun("void map_delete(mapping map, mixed key)")
def map_delete(mapping: Mapping, key: Any) -> int:
    """Remove a key and its value from a mapping.

    Arguments:
        map: the mapping; everybody who holds it sees the change.
        key: the key; one that is not there is no error.
    Example:
        map_delete(ages, "john");
    See also: keys, allocate_mapping
    """
    mapping.pop(to_key(key), None)
    return 0


@efun("mapping allocate_mapping(int size)")
def allocate_mapping(size: int) -> Mapping:
    """A new, empty mapping.

    Arguments:
        size: how many pairs are expected; it decides only in which order numbers come that are many and far apart.
    Returns: the mapping.
    Example:
        allocate_mapping(100)       // ([ ])
    See also: allocate, map_delete
    """
    return with_room(Mapping(), min(size, limits.current.mapping))


@efun("mixed match_path(mapping tree, string path)", dot_call=True)
def match_path(tree: Mapping, path: str) -> Any:
    """Follow a path through mappings inside mappings.

    The parts of the path between slashes are the keys. Slashes at the start and repeated ones do not count.

    Arguments:
        tree: the outermost mapping.
        path: the path.
    Returns: the value at the end of the path; undefined when a part is missing or the path goes on below a value that
        is no mapping.
    Example:
        match_path(([ "d": ([ "std": 5 ]) ]), "/d/std")     // 5
    See also: explode
    """
    parts = [part for part in path.split("/") if part]
    value: Any = UNDEFINED
    for number, part in enumerate(parts, 1):
        value = live(tree.get(part, UNDEFINED))
        if value.__class__ is not Mapping:
            return value if number == len(parts) else UNDEFINED
        tree = value
    return value
