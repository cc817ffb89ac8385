"""Efuns about objects as such: making, finding and ending them, and what can be known of their programs."""

from __future__ import annotations

import re
import sys
import types
from typing import Any

from ..errors import LpcError
from ..lpc.program import Signature
from ..runtime import calls, inventory, master
from ..runtime.closures import Closure
from ..runtime.errors import bad_argument
from ..runtime.linker import winning_functions
from ..runtime.objects import (
    CLONE,
    COMMANDS,
    HIDDEN,
    VIRTUAL,
    all_variables,
    ancestors,
    begin,
    definer,
    variable_attribute,
)
from ..runtime.table import object_name
from ..runtime.values import ClassValue, Entity, LpcObject, Mapping, live, truth
from .registry import efun

_OWN_NAME = re.compile(r"(v[\d_]*|d[\d_]*|f)_[A-Za-z]")  # see lpc/program.py; helpers of the compiler are Greek


def alive(this: Entity, ob: LpcObject | None) -> Any:
    """The argument of an efun whose default is this_object(); 0 when that is destructed."""
    return live(this) if ob is None else ob


def required(this: Entity, ob: LpcObject | None, name: str) -> LpcObject:
    """The same, where a destructed this_object() is a wrong argument."""
    found = alive(this, ob)
    if not isinstance(found, LpcObject):
        raise bad_argument(1, name, ("object",), 0)
    return found


def fitting(this: Entity, found: list[LpcObject]) -> list[Any]:
    """An array for LPC, if arrays may be that long."""
    if len(found) > this.world.config.max_array_size:
        raise LpcError("Illegal array size.\n")
    return list(found)


# -- making and ending ----------------------------------------------------------------------------------------


@efun("object clone_object(string name, ...)")
def clone_object(this: Entity, name: str, *arguments: Any) -> Any:
    """Make a new object of the program `name`, which is loaded first when necessary.

    Further arguments go to its create(). Returns 0 when there is no such file or when the new object destructed itself.
    """
    return this.world.objects.clone(name, this, arguments) or 0


@efun("void destruct(object ob)")
def destruct(this: Entity, ob: LpcObject) -> int:
    """End the life of an object. Every reference to it becomes 0.

    What it holds is asked to go elsewhere by move_or_destruct(environment) and destructed when it stays. Destructing
    the master loads it anew.
    """
    this.world.objects.destruct(ob, this)
    return 0


@efun("void reload_object(object ob)")
def reload_object(this: Entity, ob: LpcObject) -> int:
    """Make an object as if it had just been loaded: variables, living name, heart beat and call_outs are forgotten.

    It stays where it is and keeps what it holds.
    """
    world = this.world
    ob.__dict__.clear()
    world.living.forget(ob)
    ob.flags &= ~COMMANDS
    world.timers.set_heart_beat(ob, 0)
    world.timers.remove_all(ob)
    for listener in world.objects.departures:
        listener(ob)
    ob.euid = None
    begin(world, this, ob)
    return 0


@efun("void replace_program(string name)")
def replace_program(this: Entity, name: str) -> int:
    """From the end of this turn on, run the inherited program `name` instead of the own one, to save memory."""
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
    """Does the program define no functions of its own except create() (or those in `ignore`)?"""
    names = {"create"} if ignore is None else {one for one in ignore if isinstance(one, str)}
    return int(all(name in names for name, (prefix, _, _) in winning_functions(ob.program).items() if not prefix))


# -- finding --------------------------------------------------------------------------------------------------


@efun("object find_object(string name, void | int load)")
def find_object(this: Entity, name: str, load: int = 0) -> Any:
    """The object of that name, 0 when it is not loaded. With a true `load` it is loaded."""
    objects = this.world.objects
    found = objects.find_or_load(name, this) if load else objects.find(name)
    return found if found is not None and inventory.visible(this.world, found, this) else 0


@efun("object load_object(mixed name)")
def load_object(this: Entity, name: Any) -> Any:
    """The object of that name, loaded when necessary; 0 when there is no such file."""
    if not isinstance(name, str):
        raise bad_argument(1, "find_object", ("string",), name)
    return find_object(this, name, 1)


@efun("object *children(string name)")
def children(this: Entity, name: str) -> list[Any]:
    """The object of that name and all its clones."""
    found: list[Any] = list(inventory.visible_of(this.world, this.world.objects.children(name), this))
    return found[: this.world.config.max_array_size]


@efun("object *objects(void | string | function filter, void | object ob)")
def objects(this: Entity, filter: Any = None, ob: Any = None) -> Any:
    """All objects, newest first; or those for which the function `filter` of this object returns something true."""
    world = this.world
    found: list[Any] = list(inventory.visible_of(world, world.objects.all(), this))
    if filter is not None:
        chosen = []
        for one in found:
            if isinstance(filter, Closure):
                answer = calls.evaluate(this, filter, one)
            else:
                answer = calls.apply(world, this, this, filter, one)
            if answer is None:
                return 0
            if truth(answer):
                chosen.append(one)
        found = chosen
    return found[: world.config.max_array_size]


@efun("object master()")
def master_efun(this: Entity) -> Any:
    """The master object."""
    return this.world.master or 0


# -- what is known of an object -------------------------------------------------------------------------------


@efun("object this_object()")
def this_object(this: Entity) -> Any:
    """The object in which the function runs; 0 when it was destructed."""
    return live(this)


@efun("string file_name(void | object ob)", dot_call=True)
def file_name(this: Entity, ob: LpcObject | None = None) -> str:
    """The name of an object: "/std/room", or "/std/room#12" for a clone."""
    return f"/{required(this, ob, 'file_name').name}"


@efun("int clonep(void | mixed value)", dot_call=True)
def clonep(this: Entity, value: Any = None) -> int:
    """Is it a clone?"""
    ob = this if value is None else value
    return int(isinstance(ob, LpcObject) and bool(ob.flags & CLONE))


@efun("int virtualp(void | object ob)", dot_call=True)
def virtualp(this: Entity, ob: LpcObject | None = None) -> int:
    """Was it made by the master's compile_object()?"""
    return int(bool(required(this, ob, "virtualp").flags & VIRTUAL))


@efun("int refs(mixed value)", dot_call=True)
def refs(value: Any) -> int:
    """How many references there are to an array, mapping, object, function or buffer, as far as the driver can tell.

    Where the Python that runs the driver does not count references the answer is 1.
    """
    if not isinstance(value, list | Mapping | LpcObject | Closure | bytearray | ClassValue):
        return -1
    count = getattr(sys, "getrefcount", None)
    return 1 if count is None else max(1, count(value) - 4)  # the argument of this function and of its callers


# -- inheritance ----------------------------------------------------------------------------------------------


@efun("string *shallow_inherit_list(void | object ob)", aliases=["inherit_list"], dot_call=True)
def shallow_inherit_list(this: Entity, ob: LpcObject | None = None) -> list[Any]:
    """The files that the object's program names in its inherit statements."""
    return [parent.path for parent in required(this, ob, "shallow_inherit_list").program.parents]


@efun("string *deep_inherit_list(void | object ob)")
def deep_inherit_list(this: Entity, ob: LpcObject | None = None) -> list[Any]:
    """All files that the object's program inherits, directly or through another."""
    return [one.path for one in ancestors(required(this, ob, "deep_inherit_list").program)]


@efun("int inherits(string name, object ob)")
def inherits(this: Entity, name: str, ob: LpcObject) -> int:
    """Does the object inherit the program of the loaded object `name`? 2: an older version of it."""
    base = this.world.objects.find(name)
    if base is None:
        return 0
    program = base.program
    for one in ancestors(ob.program):
        if one is program:
            return 1
        if one.path == program.path:
            return 2
    return 0


# -- functions and variables ----------------------------------------------------------------------------------


@efun("string function_exists(string name, void | object ob, void | int hidden)")
def function_exists(this: Entity, name: str, ob: LpcObject | None = None, hidden: int = 0) -> Any:
    """The file that defines a function of an object, without extension; 0 when it has no such function.

    Static and private functions of another object exist only with a true `hidden`.
    """
    target = alive(this, ob)
    if not isinstance(target, LpcObject) or name not in target.applies:
        return 0
    if name not in target.calls and target is not this and not hidden:
        return 0
    program = definer(target.program, name)
    return 0 if program is None else f"/{program.name}"


@efun("mixed *functions(object ob, void | int details)", dot_call=True)
def functions(ob: LpcObject, details: int = 0) -> list[Any]:
    """The names of all functions of an object.

    With a true `details` an array for each: name, number of arguments, type, types of the arguments.
    """
    found = winning_functions(ob.program)
    if not details:
        return list(found)
    return [_function_details(function.signature, modifiers) for _, function, modifiers in found.values()]


def _function_details(signature: Signature, modifiers: frozenset[str]) -> list[Any]:
    kind = " ".join([*sorted(modifiers), str(signature.return_type)])
    arguments = [str(one) if signature.typed else 0 for one in signature.argument_types]
    return [signature.name, len(arguments), kind, *arguments]


@efun("mixed *variables(object ob, void | int details)", dot_call=True)
def variables(ob: LpcObject, details: int = 0) -> list[Any]:
    """The names of all global variables of an object; with a true `details` pairs of name and type."""
    found = [variable for variable, _ in all_variables(ob.program)]
    if not details:
        return [variable.name for variable in found]
    return [[one.name, " ".join([*sorted(one.modifiers), str(one.type)])] for one in found]


@efun("mixed fetch_variable(string name)")
def fetch_variable(this: Entity, name: str) -> Any:
    """The value of a global variable of this object."""
    return live(getattr(this, _attribute(this, name)))


@efun("void store_variable(string name, mixed value)")
def store_variable(this: Entity, name: str, value: Any) -> int:
    """Give a global variable of this object a value of any type."""
    setattr(this, _attribute(this, name), value)
    return 0


def _attribute(this: Entity, name: str) -> str:
    attribute = variable_attribute(this, name)
    if attribute is None:
        raise LpcError(f"No variable named '{name}'!\n")
    return attribute


# -- function values ------------------------------------------------------------------------------------------


@efun("function bind(function f, object owner)")
def bind(this: Entity, f: Closure, owner: LpcObject) -> Closure:
    """The same function with another owner, if the master's valid_bind() permits it.

    Functions that use the variables or functions of their owner cannot be bound to another.
    """
    if f.owner is owner:
        return f
    if f.kind == "local":
        raise LpcError("Local function is not bindable.\n")
    if f.kind in ("expression", "anonymous") and _needs_owner(f.run.__code__):
        raise LpcError("Function that references global variables is not bindable.\n")
    if not master.permits(this.world, "valid_bind", live(this), live(f.owner), owner, this=this):
        raise LpcError("Permission of binding denied by master object.\n")
    return f.rebound(owner)


def _needs_owner(code: types.CodeType) -> bool:
    """Does the text of a function value name variables or functions of the object?"""
    return any(_OWN_NAME.match(name) for name in code.co_names)


@efun("object function_owner(function f)", dot_call=True)
def function_owner(f: Closure) -> Any:
    """The object that a function value belongs to."""
    return live(f.owner)


# -- visibility and shadows -----------------------------------------------------------------------------------


@efun("void set_hide(int on)")
def set_hide(this: Entity, on: int) -> int:
    """Hide this object from all who may not see the hidden, if the master's valid_hide() permits it."""
    if master.may_see_hidden(this.world, this):
        this.flags = this.flags | HIDDEN if on else this.flags & ~HIDDEN
    return 0


@efun("object shadow(object ob, void | int on)")
def shadow(this: Entity, ob: LpcObject, on: int = 1) -> Any:
    """Let this object shadow `ob`: calls from outside to `ob` come here first. With 0: the shadow of `ob`.

    Returns 0 when the master's valid_shadow() forbids it.
    """
    if not on:
        return ob.shadow or 0
    return ob if isinstance(this, LpcObject) and this.world.shadows.cast(this, ob) else 0


@efun("object query_shadowing(object ob)")
def query_shadowing(ob: LpcObject) -> Any:
    """The object that `ob` shadows."""
    return ob.world.shadows.shadowed_by(ob) or 0


@efun("int remove_shadow(void | object ob)")
def remove_shadow(this: Entity, ob: LpcObject | None = None) -> int:
    """Let an object shadow nothing any more."""
    return int(this.world.shadows.remove(this if ob is None else ob))
