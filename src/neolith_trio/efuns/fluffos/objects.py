"""Efuns about objects and their programs that mudlibs of MudOS and FluffOS expect."""

from __future__ import annotations

from typing import Any

from ...errors import LpcError
from ...runtime import calls
from ...runtime.objects import CLONE, NOTIFY_DESTRUCT, WILL_CLEAN_UP, definer
from ...runtime.values import Entity, LpcObject, Mapping, live
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
