"""Efuns about objects that hide or stand before others, and about whose a function value is."""

from __future__ import annotations

from typing import Any

from ..errors import LpcError
from ..runtime import master
from ..runtime.closures import Closure
from ..runtime.functions import needs_owner
from ..runtime.objects import HIDDEN
from ..runtime.values import Entity, LpcObject, live
from .registry import efun

# -- visibility and shadows -----------------------------------------------------------------------------------


@efun("void set_hide(int on)")
def set_hide(this: Entity, on: int) -> int:
    """Hide this object from everybody who may not see the hidden, or show it again.

    It is missing then in users(), all_inventory(), present(), find_player() and the like. The master's valid_hide()
    decides who may hide and who sees the hidden.

    Arguments:
        on: 1 to hide, 0 to be seen.
    Example:
        set_hide(1)
    See also: valid_hide, users
    """
    if master.may_see_hidden(this.world, this):
        this.flags = this.flags | HIDDEN if on else this.flags & ~HIDDEN
    return 0


@efun("object shadow(object ob, void | int on)")
def shadow(this: Entity, ob: LpcObject, on: int = 1) -> Any:
    """Let this object shadow another one: calls from outside to that one come to this one first, where it has the
    function.

    The master's valid_shadow() decides.

    Arguments:
        ob: the object that is shadowed.
        on: 0 only asks who shadows it.
    Returns: the object that is shadowed, or 0 when it is refused; with 0 the object that shadows it, or 0.
    Errors: this object is shadowed itself, or has an environment, or would hide a nomask function.
    Example:
        shadow(this_object(), 0)        // 0
    See also: query_shadowing, remove_shadow, valid_shadow
    """
    if not on:
        return ob.shadow or 0
    return ob if isinstance(this, LpcObject) and this.world.shadows.cast(this, ob) else 0


@efun("object query_shadowing(object ob)")
def query_shadowing(ob: LpcObject) -> Any:
    """The object that another one shadows.

    Arguments:
        ob: the object that may be a shadow.
    Returns: the object below it, or 0.
    Example:
        query_shadowing(this_object())      // 0
    See also: shadow, remove_shadow
    """
    return ob.world.shadows.shadowed_by(ob) or 0


@efun("int remove_shadow(void | object ob)")
def remove_shadow(this: Entity, ob: LpcObject | None = None) -> int:
    """Let an object shadow nothing any more.

    Arguments:
        ob: the shadow; this object when it is left out.
    Returns: 1, or 0 when it shadowed nothing.
    Example:
        remove_shadow()     // 0
    See also: shadow, query_shadowing
    """
    return int(this.world.shadows.remove(this if ob is None else ob))


# -- function values ------------------------------------------------------------------------------------------


@efun("function bind(function f, object owner)")
def bind(this: Entity, f: Closure, owner: LpcObject) -> Closure:
    """Give a function value to another object.

    The master's valid_bind() decides. Only a function value that uses neither variables nor functions of its owner can
    be given away.

    Arguments:
        f: the function.
        owner: to whom it shall belong.
    Returns: the same function with the other owner.
    Errors: it is refused, or uses what its owner has.
    Example:
        bind((: this_object() :), this_object())
    See also: function_owner, valid_bind
    """
    if f.owner is owner:
        return f
    if f.kind == "local":
        raise LpcError("Local function is not bindable.\n")
    if needs_owner(f):
        raise LpcError("Function that references global variables is not bindable.\n")
    if not master.permits(this.world, "valid_bind", live(this), live(f.owner), owner, this=this):
        raise LpcError("Permission of binding denied by master object.\n")
    return f.rebound(owner)


@efun("object function_owner(function f)", dot_call=True)
def function_owner(f: Closure) -> Any:
    """The object that a function value belongs to.

    Arguments:
        f: the function.
    Returns: the object; 0 when it was destructed.
    Example:
        function_owner((: short :)) == this_object()        // 1
    See also: bind
    """
    return live(f.owner)
