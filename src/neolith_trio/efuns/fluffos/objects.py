"""Efuns about objects and their programs that mudlibs of MudOS and FluffOS expect."""

from __future__ import annotations

from typing import Any

from ...errors import LpcError, runtime_error
from ...lpc.declared import Type
from ...lpc.program import ClassDefinition
from ...runtime import calls
from ...runtime.closures import Closure
from ...runtime.linker import class_type
from ...runtime.objects import CLONE, NOTIFY_DESTRUCT, WILL_CLEAN_UP, definer
from ...runtime.values import ClassValue, Entity, LpcObject, Mapping, from_key, live
from ..objects import required
from ..registry import FLUFFOS_ONLY, MUDOS_KIN, efun


@efun("void set_notify_destruct(int on)", profiles=FLUFFOS_ONLY)
def set_notify_destruct(this: Entity, on: int) -> int:
    """Let this object hear by on_destruct() that it is about to be destructed.

    Arguments:
        on: 1 to hear of it, 0 not to.
    Example:
        set_notify_destruct(1)
    See also: query_notify_destruct, destruct
    """
    this.flags = this.flags | NOTIFY_DESTRUCT if on else this.flags & ~NOTIFY_DESTRUCT
    return 0


@efun("int query_notify_destruct(void | object ob)", profiles=FLUFFOS_ONLY)
def query_notify_destruct(this: Entity, ob: LpcObject | None = None) -> int:
    """Does an object hear of its end by on_destruct()?

    Arguments:
        ob: the object; this object when it is left out.
    Returns: 1 or 0.
    Example:
        query_notify_destruct()
    See also: set_notify_destruct
    """
    return int(bool(required(this, ob, "query_notify_destruct").flags & NOTIFY_DESTRUCT))


@efun("string query_replaced_program(void | object ob)", profiles=MUDOS_KIN)
def query_replaced_program(this: Entity, ob: LpcObject | None = None) -> Any:
    """The program that an object had before replace_program() gave it another.

    Arguments:
        ob: the object; this object when it is left out.
    Returns: the name of the program, or 0.
    Example:
        query_replaced_program()
    See also: replace_program
    """
    return this.world.marks.of(required(this, ob, "query_replaced_program")).replaced or 0


@efun("int set_light(int change)", profiles=MUDOS_KIN)
def set_light(this: Entity, change: int) -> int:
    """Change how much light this object gives, and ask how light it is around.

    Arguments:
        change: what is added; 0 only asks.
    Returns: the light of the outermost surroundings and of all that is in them.
    Example:
        set_light(1)
    See also: environment
    """
    if not isinstance(this, LpcObject):
        return 0
    marks = this.world.marks
    if change:
        marks.change(this).light += change
    around = this
    while isinstance(around.environment, LpcObject):
        around = around.environment
    return marks.light(around)


@efun("object *get_garbage()", profiles=FLUFFOS_ONLY)
def get_garbage(this: Entity) -> list[Any]:
    """The clones that are nowhere, hold nothing and shadow nobody.

    Returns: an array of objects.
    Example:
        get_garbage()
    See also: objects, children
    """
    world = this.world
    found = [
        ob
        for ob in world.objects.all()
        if ob.flags & CLONE and ob.environment is None and not ob.contents and world.shadows.shadowed_by(ob) is None
    ]
    return list(found)[: world.config.max_array_size]


@efun("void event(object | object *target, string name, ...)", profiles=MUDOS_KIN)
def event(this: Entity, target: Any, name: str, *arguments: Any) -> int:
    """Call event_NAME in an object and in all it holds but this object, or in several objects.

    Arguments:
        target: an object, or an array of objects.
        name: the name of the function without `event_`.
        ...: what it gets after the calling object.
    Example:
        event(environment(this_player()), "bang", 5)
    See also: call_other
    """
    if isinstance(target, list):
        hearers = list(target)
    else:
        hearers = [target, *(one for one in reversed(list(target.contents)) if one is not this)]
    for ob in hearers:
        calls.apply_visible(this.world, this, ob, f"event_{name}", live(this), *arguments)
    return 0


@efun("int test_load(string name)", profiles=FLUFFOS_ONLY)
def test_load(this: Entity, name: str) -> int:
    """Can a file be loaded? An object that is loaded already counts.

    Arguments:
        name: the file.
    Returns: 1 or 0. What is wrong with the file is reported as ever.
    Example:
        test_load("/std/room")
    See also: load_object
    """
    try:
        return int(this.world.objects.find_or_load(name, this) is not None)
    except LpcError:
        return 0


@efun("int request_clean_up(void | object ob)", profiles=FLUFFOS_ONLY)
def request_clean_up(this: Entity, ob: LpcObject | None = None) -> int:
    """Let clean_up() be called again in an object that once returned 0 from it.

    Arguments:
        ob: the object; this object when it is left out.
    Returns: 1, or 0 when it has no clean_up().
    Example:
        request_clean_up()
    See also: set_reset
    """
    found = required(this, ob, "request_clean_up")
    if definer(found.program, "clean_up") is None:
        return 0
    found.flags |= WILL_CLEAN_UP
    return 1


@efun("int call_out_walltime(string | function f, int | float delay, ...)", profiles=FLUFFOS_ONLY)
def call_out_walltime(this: Entity, f: Any, delay: Any, *arguments: Any) -> int:
    """The same as call_out(), which follows the clock here anyway.

    Arguments:
        f: a function, or the name of one of this object.
        delay: in how many seconds.
        ...: what the function gets.
    Returns: a handle.
    Example:
        call_out_walltime("tick", 0.5)
    See also: call_out
    """
    if not isinstance(this, LpcObject):
        return 0
    return this.world.timers.call_out(this, f, max(0.0, float(delay)), arguments)


# -- statistics of authors and domains ------------------------------------------------------------------------


@efun("mapping author_stats(void | string name)", profiles=MUDOS_KIN)
def author_stats(name: str | None = None) -> Any:
    """The statistics of authors; none are kept.

    Arguments:
        name: an author.
    Returns: an empty mapping, or 0 for one author.
    Example:
        author_stats()
    See also: domain_stats, set_author
    """
    return Mapping() if name is None else 0


@efun("mapping domain_stats(void | string name)", profiles=MUDOS_KIN)
def domain_stats(name: str | None = None) -> Any:
    """The statistics of domains; none are kept.

    Arguments:
        name: a domain.
    Returns: an empty mapping, or 0 for one domain.
    Example:
        domain_stats()
    See also: author_stats
    """
    return Mapping() if name is None else 0


@efun("void set_author(string name)", profiles=MUDOS_KIN)
def set_author(name: str) -> int:
    """Say who wrote this object; no statistics are kept, so nothing follows from it.

    Arguments:
        name: the author.
    Example:
        set_author("ann")
    See also: author_stats
    """
    return 0


# -- classes --------------------------------------------------------------------------------------------------


@efun("mixed *classes(object ob, void | int details)", profiles=FLUFFOS_ONLY)
def classes(ob: LpcObject, details: int = 0) -> list[Any]:
    """The LPC classes that the program of an object knows.

    Arguments:
        ob: the object.
        details: with 1 an array for each class: its name, then pairs of member and type.
    Returns: an array of names, or of arrays.
    Example:
        classes(this_object())
    See also: num_classes, functions, variables
    """
    known = ob.program.classes.values()
    if not details:
        return [one.name for one in known]
    return [[one.name, *([name, str(kind)] for name, kind in one.members)] for one in known]


@efun("int num_classes(object ob)", profiles=FLUFFOS_ONLY)
def num_classes(ob: LpcObject) -> int:
    """How many LPC classes the program of an object knows.

    Arguments:
        ob: the object.
    Returns: the number.
    Example:
        num_classes(this_object())
    See also: classes
    """
    return len(ob.program.classes)


@efun("mixed assemble_class(mixed *values)", profiles=FLUFFOS_ONLY)
def assemble_class(values: list[Any]) -> Any:
    """A class value of the elements of an array; its members have no names.

    Arguments:
        values: the members in order.
    Returns: a class value.
    Example:
        assemble_class(({ "Ann", 42 }))
    See also: disassemble_class, fetch_class_member
    """
    members = tuple((f"member_{number}", Type("mixed")) for number in range(len(values)))
    new = class_type(ClassDefinition("assembled", members))()
    for (name, _), value in zip(members, values, strict=True):
        setattr(new, name, value)
    return new


@efun("mixed *disassemble_class(class value)", profiles=FLUFFOS_ONLY)
def disassemble_class(value: ClassValue) -> list[Any]:
    """The members of a class value, in order.

    Arguments:
        value: a class value.
    Returns: an array.
    Example:
        disassemble_class(person)       // ({ "Ann", 42 })
    See also: assemble_class
    """
    return [live(getattr(value, name)) for name in value.lpc_members]


@efun("mixed fetch_class_member(class value, int index)", profiles=FLUFFOS_ONLY)
def fetch_class_member(value: ClassValue, index: int) -> Any:
    """A member of a class value by its number.

    Arguments:
        value: a class value.
        index: from 0.
    Returns: the member.
    Errors: an index that no member has.
    Example:
        fetch_class_member(person, 0)
    See also: store_class_member, disassemble_class
    """
    return live(getattr(value, _member(value, index)))


@efun("mixed store_class_member(class value, int index, mixed new)", profiles=FLUFFOS_ONLY)
def store_class_member(value: ClassValue, index: int, new: Any) -> Any:
    """Give a member of a class value another value, by its number.

    Arguments:
        value: the class value; it is changed itself.
        index: from 0.
        new: what the member becomes.
    Returns: the same class value.
    Errors: an index that no member has.
    Example:
        store_class_member(person, 1, 43)
    See also: fetch_class_member
    """
    setattr(value, _member(value, index), new)
    return value


def _member(value: ClassValue, index: int) -> str:
    if not 0 <= index < len(value.lpc_members):
        raise runtime_error("Class index out of bounds.")
    return value.lpc_members[index]


# -- values that contain themselves ---------------------------------------------------------------------------


@efun("int has_cycle(mixed value)", profiles=FLUFFOS_ONLY)
def has_cycle(value: Any) -> int:
    """Does a value contain itself, by whatever way?

    Arguments:
        value: any value; objects in it are not looked into.
    Returns: 1 or 0.
    Example:
        has_cycle(({ 1, ({ 2 }) }))     // 0
    See also: copy
    """
    above: set[int] = set()
    done: set[int] = set()
    pending: list[tuple[Any, bool]] = [(value, False)]
    while pending:
        one, leaving = pending.pop()
        parts = _parts(one)
        if parts is None or id(one) in done:
            continue
        if leaving:
            above.discard(id(one))
            done.add(id(one))
        elif id(one) in above:
            return 1
        else:
            above.add(id(one))
            pending.append((one, True))
            pending.extend((part, False) for part in parts)
    return 0


@efun("int break_cycles(mixed value)", profiles=FLUFFOS_ONLY)
def break_cycles(value: Any) -> int:
    """Put 0 wherever a value contains itself, so that it can be saved and printed.

    What closes a loop is overwritten; an entry of a mapping whose key does so goes; everything else stays, also what
    is found in several places. What a function has bound is left alone here.

    Arguments:
        value: any value; objects in it are not looked into.
    Returns: how many were overwritten.
    Example:
        break_cycles(({ 1, ({ 2 }) }))      // 0
    See also: has_cycle, copy
    """
    broken = 0
    above: set[int] = set()
    done: set[int] = set()
    pending: list[tuple[Any, bool]] = [(value, False)]
    while pending:
        one, leaving = pending.pop()
        if leaving:
            above.discard(id(one))
            done.add(id(one))
        elif id(one) not in done and _parts(one) is not None and id(one) not in above:
            above.add(id(one))
            pending.append((one, True))
            broken += _cut(one, above)
            pending.extend((part, False) for part in _parts(one) or ())
    return broken


def _cut(value: Any, above: set[int]) -> int:
    """Put 0 for what is directly inside a value and also above it; how many there were."""
    cut = 0
    if isinstance(value, list):
        for index, part in enumerate(value):
            if id(part) in above:
                value[index] = 0
                cut += 1
    elif isinstance(value, Mapping):
        for key in list(value):
            if id(from_key(key)) in above:
                del value[key]
            elif id(value[key]) in above:
                value[key] = 0
            else:
                continue
            cut += 1
    elif isinstance(value, ClassValue):
        for name in value.lpc_members:
            if id(getattr(value, name)) in above:
                setattr(value, name, 0)
                cut += 1
    return cut


def _parts(value: Any) -> list[Any] | None:
    """The values directly inside a value; None when it can have none."""
    if isinstance(value, list):
        return value
    if isinstance(value, Mapping):
        return [*map(from_key, value), *value.values()]
    if isinstance(value, ClassValue):
        return [getattr(value, name) for name in value.lpc_members]
    return list(value.bound) if isinstance(value, Closure) else None
