"""Efuns about user ids."""

from __future__ import annotations

from typing import Any

from ..errors import LpcError, runtime_error
from ..runtime import master
from ..runtime.closures import Closure
from ..runtime.values import Entity, LpcObject, live
from .objects import required
from .registry import efun


@efun("string getuid(void | object ob)", dot_call=True)
def getuid(this: Entity, ob: LpcObject | None = None) -> str:
    """The user id of an object: to whom it belongs.

    Arguments:
        ob: the object; this object when it is left out.
    Returns: the name.
    Example:
        stringp(getuid())       // 1
    See also: geteuid, creator_file, export_uid
    """
    return required(this, ob, "getuid").uid


@efun("string geteuid(void | function | object who)", dot_call=True)
def geteuid(this: Entity, who: Any = None) -> Any:
    """The effective user id of an object: on whose behalf it acts.

    Arguments:
        who: the object, or a function value for its owner; this object when it is left out.
    Returns: the name, or 0 for nobody's.
    Example:
        geteuid()
    See also: seteuid, getuid
    """
    if isinstance(who, Closure):
        owner = live(who.owner)
        return _euid(owner) if isinstance(owner, LpcObject) else 0
    return _euid(required(this, who, "geteuid", ("object", "function")))


def _euid(ob: LpcObject) -> str | int:
    """Its euid, which may be empty; 0 when it has none."""
    return 0 if ob.euid is None else ob.euid


@efun("int seteuid(string | int id)")
def seteuid(this: Entity, id: Any) -> int:
    """Take another effective user id.

    The master's valid_seteuid() decides.

    Arguments:
        id: the name; 0 gives it up, after which this object can neither load nor clone.
    Returns: 1, or 0 when it is refused.
    Example:
        seteuid(getuid())       // 1
    See also: geteuid, valid_seteuid
    """
    if isinstance(id, int):
        if id != 0:
            raise runtime_error("Bad argument 1 to seteuid()")
        this.euid = None
        return 1
    if not master.permits(this.world, "valid_seteuid", live(this), id, this=this):
        return 0
    this.euid = id
    return 1


@efun("int export_uid(object ob)")
def export_uid(this: Entity, ob: LpcObject) -> int:
    """Give another object this one's effective user id as its user id.

    Arguments:
        ob: the object; it must have no effective user id.
    Returns: 1, or 0 when it has one.
    Errors: this object has none.
    Example:
        export_uid(this_object())       // 0
    See also: getuid, seteuid
    """
    if this.euid is None:
        raise LpcError("Illegal to export uid 0\n")
    if ob.euid is not None:
        return 0
    ob.uid = this.euid
    return 1
