"""Efuns that FluffOS calls with other arguments than Neolith does: what may be left out there, or given besides."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from ...errors import LpcError
from ...runtime import limits
from ...runtime.calls import evaluate
from ...runtime.closures import Closure
from ...runtime.inventory import meet
from ...runtime.objects import variable_attribute
from ...runtime.values import UNDEFINED, Entity, LpcObject, Mapping, live, to_key, truth
from .. import arrays, commands, inventory, math, messages, objects, programs, sockets
from .. import time as clocks
from ..registry import FLUFFOS_ONLY, MUDOS_KIN, efun

_SLASHES: Final = re.compile("//+")
_PREFIX: Final = 1
_BACKWARDS: Final = 2
_BY_FUNCTION: Final = 4

# Numbers of settings: ints begin at 256, and the first 22 of them are in the order of Neolith's.
_FIRST_INT: Final = 256
_OUR_FIRST_INT: Final = 50
_SHARED_INTS: Final = 22
_FLAGS: Final[dict[int, Callable[[limits.Limits], bool]]] = {
    26: lambda current: current.dialect.sane_explode,  # sane explode string
    27: lambda current: current.dialect.reversible_explode,
    28: lambda current: True,  # sane sorting
    33: lambda current: True,  # errors go to the master
    36: lambda current: True,  # resets at random times
    39: lambda current: True,  # this_player() in call_outs
    50: lambda current: current.dialect.negative_ranges,
}
_OFFERS: Final = {59: "mxp", 60: "gmcp", 61: "zmp", 62: "mssp", 63: "msp", 64: "msdp"}  # `enable mxp` and its kin


@efun("void destruct(void | object ob)", profiles=MUDOS_KIN, variant=True)
def destruct(this: Entity, ob: LpcObject | None = None) -> int:
    """End the life of an object; of this object when it is left out.

    Arguments:
        ob: the object.
    Example:
        destruct(this_object())
    See also: set_notify_destruct
    """
    this.world.objects.destruct(this if ob is None else ob, this)  # type: ignore[arg-type]
    return 0


@efun("mixed match_path(mapping table, string path)", dot_call=True, profiles=MUDOS_KIN, variant=True)
def match_path(table: Mapping, path: str) -> Any:
    """The value of the longest beginning of a path that a mapping has.

    A key that ends in a slash stands for all that is below it. Repeated slashes are one, a last one does not count.

    Arguments:
        table: the keys are paths.
        path: the path.
    Returns: the value; undefined when no beginning of the path is a key.
    Example:
        match_path(([ "/": 1, "/d/": 2 ]), "/d/std/room.c")     // 2
    See also: explode
    """
    text = _SLASHES.sub("/", path)
    text = text.rstrip("/") or text
    ends = [place for place, character in enumerate(text, 1) if character == "/" or place == len(text)]
    keys = (text[:end] for end in reversed(ends))
    return next((live(table[key]) for key in keys if key in table), UNDEFINED)


@efun("string ctime(void | int seconds)", profiles=FLUFFOS_ONLY, variant=True)
def ctime(this: Entity, seconds: int | None = None) -> str:
    """A time as text; the present when it is left out.

    Arguments:
        seconds: since the beginning of 1970.
    Returns: the text.
    Example:
        ctime()
    See also: time, strftime
    """
    return clocks.ctime(int(this.world.ports.now()) if seconds is None else seconds)


@efun("int inherits(string name, void | object ob)", profiles=FLUFFOS_ONLY, variant=True)
def inherits(this: Entity, name: str, ob: LpcObject | None = None) -> int:
    """Does an object inherit a program? This object when it is left out.

    Arguments:
        name: the program.
        ob: the object.
    Returns: 1, 2 for an older version of it, 0.
    Example:
        inherits("/std/room")
    See also: deep_inherit_list
    """
    return programs.inherits(this, name, objects.required(this, ob, "inherits"))


@efun("mixed *allocate(int size, void | mixed first)", profiles=FLUFFOS_ONLY, variant=True)
def allocate(this: Entity, size: int, *first: Any) -> list[Any]:
    """A new array; its elements are 0, a value, or what a function returns for each index.

    Arguments:
        size: how many elements it has.
        first: the value or the function.
    Returns: the array.
    Errors: a negative size or one over the configured array size.
    Example:
        allocate(3, (: $1 * 2 :))       // ({ 0, 2, 4 })
    See also: allocate_mapping
    """
    made = arrays.allocate(size)
    if not first:
        return made
    if isinstance(first[0], Closure):
        return [evaluate(this, first[0], index) for index in range(size)]
    return [first[0]] * size


@efun("float sqrt(float | int number)", dot_call=True, profiles=FLUFFOS_ONLY, variant=True)
def sqrt(number: float) -> float:
    """A square root.

    Arguments:
        number: a number, not below 0.
    Returns: its root.
    Example:
        sqrt(16)        // 4.000000
    See also: pow
    """
    return math.sqrt(float(number))


@efun("float pow(float | int base, float | int exponent)", dot_call=True, profiles=FLUFFOS_ONLY, variant=True)
def pow(base: float, exponent: float) -> float:
    """A number raised to a power.

    Arguments:
        base: the number.
        exponent: the power.
    Returns: the result, a float.
    Example:
        pow(2, 10)      // 1024.000000
    See also: sqrt
    """
    return math.pow(float(base), float(exponent))


@efun("mapping allocate_mapping(int | mixed *keys, void | mixed value)", profiles=FLUFFOS_ONLY, variant=True)
def allocate_mapping(this: Entity, keys: Any, value: Any = None) -> Mapping:
    """A new mapping: empty, or with keys from an array.

    Arguments:
        keys: how many pairs are expected, or the keys.
        value: the value of every key, or a function that returns it for a key; an array of keys needs one.
    Returns: the mapping.
    Example:
        allocate_mapping(({ "a", "b" }), 1)     // ([ "a": 1, "b": 1 ])
    See also: allocate
    """
    made = Mapping()
    if isinstance(keys, list) and value is None:
        raise LpcError("Bad argument 1 to allocate_mapping()\n")
    if isinstance(keys, list):
        for key in map(live, keys):
            made[to_key(key)] = evaluate(this, value, key)
    return made


@efun(
    "int member_array(mixed wanted, string | mixed *list, void | int start, void | int flags)",
    profiles=FLUFFOS_ONLY,
    variant=True,
)
def member_array(this: Entity, wanted: Any, place: Any, start: int = 0, flags: int = 0) -> int:
    """Where a value is in an array or string.

    Arguments:
        wanted: the value.
        list: the array or string.
        start: where to begin.
        flags: 1: a string is found by its beginning; 2: search from the end; 4: `wanted` is a function that tells.
    Returns: the index, -1 when it is not there.
    Example:
        member_array("b", ({ "a", "b" }))       // 1
    See also: strsrch, filter
    """
    if not flags or isinstance(place, str):
        return arrays.member_array(wanted, place, start)
    order = range(len(place) - 1, start - 1, -1) if flags & _BACKWARDS else range(start, len(place))
    for index in order:
        value = live(place[index])
        if flags & _BY_FUNCTION and isinstance(wanted, Closure):
            if truth(evaluate(this, wanted, value)):
                return index
        elif flags & _PREFIX and isinstance(wanted, str):
            if isinstance(value, str) and value.startswith(wanted):
                return index
        elif arrays.member_array(wanted, [value]) == 0:
            return index
    return -1


@efun(
    "object *deep_inventory(void | object | object * | function of, void | function test)",
    profiles=FLUFFOS_ONLY,
    variant=True,
)
def deep_inventory(this: Entity, of: Any = None, test: Closure | None = None) -> list[Any]:
    """All that an object holds at any depth, or several objects, or this object.

    Arguments:
        of: the object, or an array of objects.
        test: a function that is called with each object; those for which it returns 0 are left out, and with 3 also
            what they hold.
    Returns: an array of objects.
    Example:
        deep_inventory(environment())
    See also: all_inventory
    """
    if isinstance(of, Closure):
        of, test = None, of
    roots = [one for one in of if isinstance(one, LpcObject)] if isinstance(of, list) else [of]
    found = [ob for root in roots for ob in inventory.deep_inventory(this, root)]
    if test is not None:
        found = [ob for ob in found if truth(evaluate(this, test, ob))]
    return found[: limits.current.array]


@efun(
    "mixed filter(string | mixed * | mapping list, string | function test, ...)",
    aliases=("filter_array", "filter_mapping"),
    dot_call=True,
    profiles=FLUFFOS_ONLY,
    variant=True,
)
def filter(this: Entity, values: Any, test: Any, *rest: Any) -> Any:
    """The elements of an array, the pairs of a mapping or the characters of a string for which a test holds.

    Arguments:
        list: the array, mapping or string; it is not changed.
        test: a function, or the name of one.
        ...: as for filter() elsewhere.
    Returns: a new array, mapping or string.
    Example:
        filter("a b", (: $1 != ' ' :))  // "ab"
    See also: map
    """
    if not isinstance(values, str):
        return arrays.filter(this, values, test, *rest)
    kept = arrays.filter(this, [ord(one) for one in values], test, *rest)
    return "".join(map(chr, kept))


@efun(
    "void tell_room(object | string room, string | object | int | float text, void | object | object *avoid)",
    profiles=FLUFFOS_ONLY,
    variant=True,
)
def tell_room(this: Entity, room: Any, text: Any, avoid: Any = None) -> int:
    """Tell everybody in a place something.

    Arguments:
        room: the place, or its name.
        text: what is told.
        avoid: an object, or an array of objects, that does not hear it.
    Errors: there is no such place.
    Example:
        tell_room(environment(), "The lights go out.\\n", this_object())
    See also: say, tell_object, message
    """
    return messages.tell_room(this, room, text, [avoid] if isinstance(avoid, LpcObject) else avoid)


@efun("mixed fetch_variable(string name, void | object ob)", profiles=FLUFFOS_ONLY, variant=True)
def fetch_variable(this: Entity, name: str, ob: LpcObject | None = None) -> Any:
    """The value of a global variable.

    Arguments:
        name: the name of the variable.
        ob: the object that has it; this object when it is left out.
    Returns: its value.
    Errors: there is no such variable.
    Example:
        fetch_variable("weight", this_player())
    See also: store_variable
    """
    holder = objects.required(this, ob, "fetch_variable")
    return live(getattr(holder, _attribute(holder, name)))


@efun("void store_variable(string name, mixed value, void | object ob)", profiles=FLUFFOS_ONLY, variant=True)
def store_variable(this: Entity, name: str, value: Any, ob: LpcObject | None = None) -> int:
    """Give a global variable a value.

    Arguments:
        name: the name of the variable.
        value: the value.
        ob: the object that has it; this object when it is left out.
    Errors: there is no such variable.
    Example:
        store_variable("weight", 150, this_player())
    See also: fetch_variable
    """
    holder = objects.required(this, ob, "store_variable")
    setattr(holder, _attribute(holder, name), value)
    return 0


def _attribute(ob: LpcObject, name: str) -> str:
    attribute = variable_attribute(ob, name)
    if attribute is None:
        raise LpcError(f"Variable named '{name}' does not exist or is not visible!\n")
    return attribute


@efun("void enable_commands(void | int init)", profiles=FLUFFOS_ONLY, variant=True)
def enable_commands(this: Entity, init: int = 0) -> int:
    """Make this object living, and let it meet what is around it: init() is called as if it had just come there.

    Arguments:
        init: 1 to call init() also where the configuration has it off (EnableCommandsCallInit, in FluffOS's form
            `enable_commands call init`).
    Example:
        enable_commands()
    See also: disable_commands, init
    """
    commands.enable_commands(this)
    if isinstance(this, LpcObject) and (init or this.world.config.dialect.enable_commands_init):
        meet(this.world, this)
    return 0


@efun("string socket_address(int | object socket, void | int own)", profiles=FLUFFOS_ONLY, variant=True)
def socket_address(this: Entity, socket: Any, own: int = 0) -> Any:
    """The address of the other side, or of this one.

    Arguments:
        socket: a descriptor, or a user object.
        own: 1 for this side.
    Returns: an address and a port.
    Example:
        socket_address(this_player())
    See also: socket_connect, query_ip_number
    """
    found = this.world.sockets.get(socket) if own and isinstance(socket, int) else None
    return sockets.socket_address(this, socket) if found is None else str(found.local)


@efun("string repeat_string(string text, int times)", dot_call=True, profiles=FLUFFOS_ONLY, variant=True)
def repeat_string(text: str, times: int) -> str:
    """The text several times in a row, as often as a string can hold it.

    Arguments:
        text: what to repeat.
        times: how often; "" comes of 0 and below.
    Returns: the new string.
    Example:
        repeat_string("-=", 3)      // "-=-=-="
    See also: sprintf
    """
    if times <= 0 or not text:
        return ""
    return text * min(times, limits.current.string // len(text))


@efun("mixed get_config(int number)", profiles=FLUFFOS_ONLY, variant=True)
def get_config(this: Entity, number: int) -> Any:
    """A setting of the driver.

    Arguments:
        number: which; <runtime_config.h> has names for the numbers.
    Returns: a string or an int; 0 for a setting that only other drivers have.
    Errors: a number below 0.
    Example:
        get_config(0)       // the name of the mud
    See also: set_config
    """
    if number < 0:
        raise LpcError("Bad argument to get_config()\n")
    if number < _FIRST_INT:
        found = this.world.config.lookup(number) if number < _OUR_FIRST_INT else ""
        return "" if found is None else found
    place = number - _FIRST_INT
    if place in _FLAGS:
        return int(_FLAGS[place](limits.current))
    if place in _OFFERS:
        return int(getattr(this.world.config.telnet, _OFFERS[place]))
    found = this.world.config.lookup(_OUR_FIRST_INT + place) if place < _SHARED_INTS else 0
    return 0 if found is None else found
