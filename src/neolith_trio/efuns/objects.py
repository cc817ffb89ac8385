"""Efuns about objects as such: making, finding and ending them, and what they are called."""

from __future__ import annotations

import sys
from typing import Any

from ..errors import LpcError
from ..runtime import calls, inventory
from ..runtime.closures import Closure
from ..runtime.errors import bad_argument
from ..runtime.objects import CLONE, COMMANDS, VIRTUAL, ancestors, begin, schedule_reset
from ..runtime.programs.linker import gives_first_values, winning_functions
from ..runtime.programs.loading import object_name
from ..runtime.values import ClassValue, Entity, LpcObject, Mapping, live, truth
from .registry import efun


def alive(this: Entity, ob: LpcObject | None) -> Any:
    """The argument of an efun whose default is this_object(); 0 when that is destructed."""
    return live(this) if ob is None else ob


def required(this: Entity, ob: Any, name: str, kinds: tuple[str, ...] = ("object",)) -> LpcObject:
    """The same, where a destructed this_object() is a wrong argument."""
    found = this if ob is None else ob
    if not isinstance(found, LpcObject):
        raise bad_argument(1, name, kinds, 0)
    return found


def fitting(this: Entity, found: list[LpcObject]) -> list[Any]:
    """A new list as an array for LPC, if arrays may be that long."""
    if len(found) > this.world.config.max_array_size:
        raise LpcError("Illegal array size.\n")
    return found


# -- making and ending ----------------------------------------------------------------------------------------


@efun("object clone_object(string name, ...)", checks_itself=True)
def clone_object(this: Entity, name: Any, *arguments: Any) -> Any:
    """Make a new object of a program.

    The program is loaded first when it is not. The new object's create() is called before this returns.

    Arguments:
        name: the name of the program.
        ...: what create() gets.
    Returns: the object; 0 when there is no such file, or when the object destructed itself in create().
    Errors: the program does not compile; this object has no effective user id; `name` is the name of a clone.
    Example:
        clone_object("/std/object")->short()        // "a thing"
    See also: new, load_object, destruct, create
    """
    if name.__class__ is not str:
        raise bad_argument(1, "clone_object", ("string",), name)
    return this.world.objects.clone(name, this, arguments) or 0


@efun("void destruct(object ob)", checks_itself=True)
def destruct(this: Entity, ob: Any) -> int:
    """End the life of an object.

    Every reference to it is 0 from now on. What it holds is asked by move_or_destruct() to go elsewhere and is
    destructed when it stays. The master and the simul_efun object are loaded anew before the old ones go.

    Arguments:
        ob: the object.
    Example:
        destruct(new("/std/object"))
    See also: clone_object, reload_object, move_or_destruct
    """
    if not isinstance(ob, LpcObject):
        raise bad_argument(1, "destruct", ("object",), ob)
    this.world.objects.destruct(ob, this)
    return 0


@efun("void reload_object(object ob)")
def reload_object(this: Entity, ob: LpcObject) -> int:
    """Make an object as if it had just been loaded.

    Its variables get their first values, its living name, heart beat and call_outs are gone, and create() is called. It
    stays where it is, keeps what it holds, and runs the same program: a changed file has no effect.

    Arguments:
        ob: the object.
    Example:
        reload_object(load_object("/std/room"))
    See also: destruct, create
    """
    world = this.world
    ob.__dict__.clear()
    ob.fill()
    world.living.forget(ob)
    ob.flags &= ~COMMANDS
    world.timers.set_heart_beat(ob, 0)
    world.timers.remove_all(ob)
    world.objects.departs(ob)
    ob.euid = None
    schedule_reset(world, ob)
    begin(world, this, ob)
    return 0


@efun("void replace_program(string name)")
def replace_program(this: Entity, name: str) -> int:
    """Let this object run only a program that it inherits, to save memory.

    It happens at the end of this turn; the variables that the other program has keep their values.

    Arguments:
        name: the name of the inherited program.
    Errors: it is not inherited; this is the simul_efun object.
    Example:
        replace_program("/std/object")
    See also: replaceable, inherit_list
    """
    world = this.world
    if this is world.simul_efuns:
        raise LpcError("replace_program on simul_efun object\n")
    wanted = object_name(name)
    program = next((one for one in ancestors(this.program) if one.name == wanted), None)
    if program is None:
        raise LpcError("program to replace the current with has to be inherited\n")
    if isinstance(this, LpcObject):
        world.objects.replace_program(this, world.objects.link(program))
    return 0


@efun("int replaceable(object ob, void | string *ignore)")
def replaceable(ob: LpcObject, ignore: Any = None) -> int:
    """Does an object's program add nothing to what it inherits, so that replace_program() would do no harm?

    Arguments:
        ob: the object.
        ignore: the names of functions that do not count; ({ "create" }) when it is left out.
    Returns: 1 if it defines no other functions, and neither it nor what it inherits gives a variable a first value
        where it declares it; else 0.
    Example:
        replaceable(this_object())      // 0
    See also: replace_program, functions
    """
    if gives_first_values(ob.program):
        return 0
    names = {"create"} if ignore is None else {one for one in ignore if isinstance(one, str)}
    return int(all(name in names for name, (prefix, _, _) in winning_functions(ob.program).items() if not prefix))


# -- finding --------------------------------------------------------------------------------------------------


@efun("object find_object(string name, void | int load)")
def find_object(this: Entity, name: str, load: int = 0) -> Any:
    """The object of a name.

    Arguments:
        name: the name; "/std/room#12" for a clone.
        load: 1 to load it when it is not there.
    Returns: the object, or 0.
    Example:
        objectp(find_object("/std/room", 1))        // 1
    See also: load_object, file_name, children
    """
    objects = this.world.objects
    found = objects.find_or_load(name, this) if load else objects.find(name)
    return found if found is not None and inventory.visible(this.world, found, this) else 0


@efun("object load_object(string name, void | int load)", worded_as="find_object")
def load_object(this: Entity, name: str, load: int = 1) -> Any:
    """The object of a name, which is loaded when it is not there.

    Arguments:
        name: the name of the file, with or without .c at its end.
        load: 0 not to load it.
    Returns: the object; 0 when there is no such file.
    Errors: the file does not compile.
    Example:
        file_name(load_object("/std/room.c"))       // "/std/room"
    See also: find_object, clone_object, compile_object
    """
    return find_object(this, name, load)


@efun("object *children(string name)")
def children(this: Entity, name: str) -> list[Any]:
    """All objects of a program: the one that was loaded and its clones.

    Arguments:
        name: the name of the program.
    Returns: an array of objects, the newest first; in FluffOS the oldest, which is the one that was loaded.
    Example:
        sizeof(children("/example"))        // 1
    See also: objects, clone_object
    """
    found: list[Any] = list(inventory.visible_of(this.world, this.world.objects.children(name), this))
    return found[: this.world.config.max_array_size]


@efun("object *objects(void | string | function filter, void | object ob)")
def objects(this: Entity, filter: Any = None, ob: Any = None) -> Any:
    """All objects, or those that a function likes.

    Arguments:
        filter: a function that gets an object and returns something else than 0 if it is wanted: a function value, or
            the name of a function of ob.
        ob: the object that has the function (default: the calling object).
    Returns: an array of objects, the newest first. 0 when there is no function of that name.
    Example:
        member_array(this_object(), objects()) >= 0     // 1
        objects((: $1 == this_object() :)) == ({ })     // 0
    See also: children, users, livings
    """
    world = this.world
    found: list[Any] = list(inventory.visible_of(world, world.objects.all(), this))
    if filter is not None:
        chosen = []
        named_in = this if ob is None else ob
        for one in found:
            if isinstance(filter, Closure):
                answer = calls.evaluate(this, filter, one)
            else:
                answer = calls.apply(world, this, named_in, filter, one)
            if answer is None:
                return 0
            if truth(answer):
                chosen.append(one)
        found = chosen
    return found[: world.config.max_array_size]


@efun("object master()")
def master_efun(this: Entity) -> Any:
    """The master object.

    Returns: the object; 0 while the master itself is loaded the first time.
    Example:
        objectp(master())       // 1
    See also: this_object, valid_object
    """
    return this.world.master or 0


# -- what is known of an object -------------------------------------------------------------------------------


@efun("object this_object()")
def this_object(this: Entity) -> Any:
    """The object in which the function runs.

    Returns: the object; 0 when it was destructed meanwhile.
    Example:
        file_name(this_object())        // "/example"
    See also: this_player, previous_object
    """
    return live(this)


@efun("string file_name(void | object ob)", dot_call=True)
def file_name(this: Entity, ob: LpcObject | None = None) -> str:
    """The name of an object.

    Arguments:
        ob: the object; this object when it is left out.
    Returns: the name of the file without .c, with # and a number behind it for a clone.
    Example:
        file_name(load_object("/std/room"))     // "/std/room"
    See also: find_object, object_name
    """
    return f"/{required(this, ob, 'file_name').name}"


@efun("int clonep(void | mixed value)", dot_call=True)
def clonep(this: Entity, value: Any = None) -> int:
    """Is it a clone?

    Arguments:
        value: any value; this object when it is left out.
    Returns: 1 or 0.
    Example:
        clonep(new("/std/object"))      // 1
        clonep("/std/object")           // 0
    See also: clone_object, objectp
    """
    ob = this if value is None else value
    return int(isinstance(ob, LpcObject) and bool(ob.flags & CLONE))


@efun("int virtualp(void | object ob)", dot_call=True)
def virtualp(this: Entity, ob: LpcObject | None = None) -> int:
    """Is it a virtual object, one that the master's compile_object() has made?

    Arguments:
        ob: the object; this object when it is left out.
    Returns: 1 or 0.
    Example:
        virtualp()      // 0
    See also: compile_object, clonep
    """
    return int(bool(required(this, ob, "virtualp").flags & VIRTUAL))


@efun("int refs(mixed value)", dot_call=True)
def refs(value: Any) -> int:
    """How many references there are to a value.

    The number is what the Python below counts, and may be larger than LPC would expect; where it does not count
    references it is 1.

    Arguments:
        value: an array, mapping, object, function, buffer or class value.
    Returns: the number; -1 for other values.
    Example:
        refs(5)     // -1
    See also: memory_info
    """
    if not isinstance(value, list | Mapping | LpcObject | Closure | bytearray | ClassValue):
        return -1
    count = getattr(sys, "getrefcount", None)
    return 1 if count is None else max(1, count(value) - 4)  # the argument of this function and of its callers
