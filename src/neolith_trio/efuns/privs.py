"""Efuns about privs: a string that the mudlib gives to an object and reads for its own purposes."""

from __future__ import annotations

from typing import Any

from ..runtime.values import Entity, LpcObject
from .objects import required
from .registry import MUDOS_KIN, efun


@efun("string query_privs(void | object ob)", profiles=MUDOS_KIN)
def query_privs(this: Entity, ob: LpcObject | None = None) -> Any:
    """The privs of an object.

    A new object has what the master's privs_file() says.

    Arguments:
        ob: the object; this object when it is left out.
    Returns: the string, or 0 when it has none.
    Example:
        query_privs(this_player())
    See also: set_privs
    """
    privs = this.world.marks.of(required(this, ob, "query_privs")).privs
    return 0 if privs is None else privs


@efun("void set_privs(object ob, int | string privs)", profiles=MUDOS_KIN)
def set_privs(ob: LpcObject, privs: Any) -> int:
    """Give an object other privs.

    Arguments:
        ob: the object.
        privs: a string; 0 takes them away.
    Example:
        set_privs(this_object(), "player")
    See also: query_privs
    """
    ob.world.marks.change(ob).privs = privs if isinstance(privs, str) else None
    return 0
