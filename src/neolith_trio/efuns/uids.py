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
    """The user id of an object: who it belongs to."""
    return required(this, ob, "getuid").uid


@efun("string geteuid(void | function | object who)", dot_call=True)
def geteuid(this: Entity, who: Any = None) -> Any:
    """The effective user id of an object or of a function's owner: on whose behalf it acts. 0: on nobody's."""
    ob = live(this if who is None else who.owner if isinstance(who, Closure) else who)
    return 0 if not isinstance(ob, LpcObject) or ob.euid is None else ob.euid


@efun("int seteuid(string | int id)")
def seteuid(this: Entity, id: Any) -> int:
    """Take another effective user id, if the master's valid_seteuid() permits it; 0 gives it up."""
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
    """Give an object that has no effective user id this object's as its user id."""
    if this.euid is None:
        raise LpcError("Illegal to export uid 0\n")
    if ob.euid is not None:
        return 0
    ob.uid = this.euid
    return 1
