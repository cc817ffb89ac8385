"""Efuns about the programs of objects: what they inherit, their functions and their variables."""

from __future__ import annotations

from typing import Any

from ..config import Grammar
from ..errors import LpcError
from ..lpc.program import Signature
from ..runtime import limits
from ..runtime.objects import all_variables, ancestors, definer, variable_attribute
from ..runtime.programs.linker import PARENTS_OWN, winning_functions
from ..runtime.values import Entity, LpcObject, live
from .objects import alive, required
from .registry import FLUFFOS_ONLY, efun

# -- inheritance ----------------------------------------------------------------------------------------------


@efun("string *shallow_inherit_list(void | object ob)", aliases=["inherit_list"], dot_call=True)
def shallow_inherit_list(this: Entity, ob: LpcObject | None = None) -> list[Any]:
    """The programs that an object's program names in its inherit statements.

    Arguments:
        ob: the object; this object when it is left out.
    Returns: an array of the names of their files.
    Example:
        shallow_inherit_list()      // ({ "/std/object.c" })
    See also: deep_inherit_list, inherits
    """
    return [parent.path for parent in required(this, ob, "shallow_inherit_list").program.parents]


@efun("string *deep_inherit_list(void | object ob)")
def deep_inherit_list(this: Entity, ob: LpcObject | None = None) -> list[Any]:
    """All programs that an object's program inherits, directly or through another one.

    Arguments:
        ob: the object; this object when it is left out.
    Returns: an array of the names of their files.
    Example:
        deep_inherit_list()     // ({ "/std/object.c" })
    See also: shallow_inherit_list, inherits
    """
    return [one.path for one in ancestors(required(this, ob, "deep_inherit_list").program)]


@efun("int inherits(string name, object ob)")
def inherits(this: Entity, name: str, ob: LpcObject) -> int:
    """Does an object inherit a program?

    Arguments:
        name: the name of a program that is loaded.
        ob: the object.
    Returns: 1 if it does, 2 if it inherits an older version of it, else 0.
    Example:
        inherits("/std/object", this_object())      // 1
    See also: deep_inherit_list
    """
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
    """The program that defines a function of an object.

    Arguments:
        name: the name of the function.
        ob: the object; this object when it is left out.
        hidden: 1 to find static and private functions too, in FluffOS also protected ones. Those of this object are
            found without it, but not in FluffOS.
    Returns: the name of the program without .c; 0 when there is no such function.
    Example:
        function_exists("short")        // "/std/object"
    See also: functions, call_other
    """
    target = alive(this, ob)
    if not isinstance(target, LpcObject) or name not in target.applies:
        return 0
    fluffos = limits.current.dialect.grammar is Grammar.FLUFFOS
    if name not in target.calls and not hidden and (target is not this or fluffos):
        if fluffos or winning_functions(target.program)[name][2] & {"static", "private"}:
            return 0
    program = definer(target.program, name)
    return 0 if program is None else f"/{program.name}"


@efun("mixed *functions(object ob, void | int details)", dot_call=True, profiles=FLUFFOS_ONLY, variant=True)
@efun("string *functions(object ob, void | int details)", dot_call=True)
def functions(ob: LpcObject, details: int = 0) -> list[Any]:
    """The functions of an object.

    Arguments:
        ob: the object.
        details: 1 to know more than names.
    Returns: an array of names; with details of arrays: name, number of arguments, type, and the type of each argument.
    Example:
        member_array("short", functions(this_object())) >= 0        // 1
    See also: variables, function_exists
    """
    found = winning_functions(ob.program)
    if not details:
        return list(found)
    return [_function_details(function.signature, modifiers) for _, function, modifiers in found.values()]


def _function_details(signature: Signature, modifiers: frozenset[str]) -> list[Any]:
    kind = " ".join([*sorted(modifiers - {PARENTS_OWN}), str(signature.return_type)])
    arguments = [str(one) if signature.typed else 0 for one in signature.argument_types]
    return [signature.name, len(arguments), kind, *arguments]


@efun("mixed *variables(object ob, void | int details)", dot_call=True, profiles=FLUFFOS_ONLY, variant=True)
@efun("string *variables(object ob, void | int details)", dot_call=True)
def variables(ob: LpcObject, details: int = 0) -> list[Any]:
    """The global variables of an object.

    Arguments:
        ob: the object.
        details: 1 to know more than names.
    Returns: an array of names; with details of pairs of name and type.
    Example:
        variables(load_object("/std/room"))     // ({ "exits" })
    See also: functions, fetch_variable
    """
    found = [variable for variable, _ in all_variables(ob.program)]
    if not details:
        return [variable.name for variable in found]
    return [[one.name, " ".join([*sorted(one.modifiers), str(one.type)])] for one in found]


@efun("mixed fetch_variable(string name)")
def fetch_variable(this: Entity, name: str) -> Any:
    """The value of a global variable of this object.

    Arguments:
        name: the name of the variable.
    Returns: its value.
    Errors: there is no such variable.
    Example:
        fetch_variable("name")      // "ann"
    See also: store_variable, variables
    """
    return live(getattr(this, _attribute(this, name)))


@efun("void store_variable(string name, mixed value)")
def store_variable(this: Entity, name: str, value: Any) -> int:
    """Give a global variable of this object a value.

    Arguments:
        name: the name of the variable.
        value: any value; its type is not checked.
    Errors: there is no such variable.
    Example:
        store_variable("name", "bob")
    See also: fetch_variable, restore_object
    """
    setattr(this, _attribute(this, name), value)
    return 0


def _attribute(this: Entity, name: str) -> str:
    attribute = variable_attribute(this, name)
    if attribute is None:
        raise LpcError(f"No variable named '{name}'!\n")
    return attribute
