"""Efuns of FluffOS about users and their input."""

from __future__ import annotations

from typing import Any

from ...errors import LpcError
from ...runtime.values import Entity, LpcObject
from ..registry import FLUFFOS_ONLY, efun


@efun("void set_this_user(object | int ob)", profiles=FLUFFOS_ONLY)
def set_this_user(this: Entity, ob: Any) -> int:
    """Make another object this_player(); the same as set_this_player().

    Arguments:
        ob: the object; 0 for nobody.
    Example:
        set_this_user(0)
    See also: set_this_player, this_player
    """
    this.world.context.commanding = ob if isinstance(ob, LpcObject) else None
    return 0


@efun("int query_charmode(object ob)", profiles=FLUFFOS_ONLY)
def query_charmode(this: Entity, ob: LpcObject) -> int:
    """Is a user's input read character by character?

    Arguments:
        ob: the user.
    Returns: 1 or 0; -1 when it is no user.
    Example:
        query_charmode(this_player())
    See also: get_char, remove_charmode
    """
    link = ob.interactive
    return -1 if link is None else int(link.single_character)


@efun("int remove_charmode(object ob)", profiles=FLUFFOS_ONLY)
def remove_charmode(this: Entity, ob: LpcObject) -> int:
    """Read the user's input by lines again; a get_char() that waits goes.

    Arguments:
        ob: the user.
    Returns: 1, or 0 when there was nothing to do.
    Example:
        remove_charmode(this_player())
    See also: get_char, query_charmode
    """
    return remove_get_char(this, ob)


@efun("int remove_get_char(object ob)", profiles=FLUFFOS_ONLY)
def remove_get_char(this: Entity, ob: LpcObject) -> int:
    """Take back a get_char() that waits for the user's input.

    Arguments:
        ob: the user.
    Returns: 1, or 0 when none waits.
    Example:
        remove_get_char(this_player())
    See also: get_char
    """
    link = ob.interactive
    if link is None or not link.single_character:
        return 0
    link.take_input_to()
    link.input_arrived()
    return 1


@efun("int send_nullbyte(object ob)", profiles=FLUFFOS_ONLY)
def send_nullbyte(ob: LpcObject) -> int:
    """Send a user's client one byte that is zero, which some clients take for the end of a message.

    Arguments:
        ob: the user.
    Returns: 1, or -2 when it is no user.
    Example:
        send_nullbyte(this_object())        // -2
    See also: receive
    """
    link = ob.interactive
    if link is None or link.closing:
        return -2
    link.write("\0")
    return 1


@efun("void set_prompt(string prompt, void | object ob)", profiles=FLUFFOS_ONLY)
def set_prompt(this: Entity, prompt: str, ob: LpcObject | None = None) -> int:
    """Nothing, as in FluffOS: a prompt of its own is what write_prompt() writes.

    Arguments:
        prompt: is looked at by nobody.
        ob: a user; this_player() when it is left out.
    Errors: it is no user.
    Example:
        catch(set_prompt("? ", this_object())) != 0     // 1
    See also: write_prompt
    """
    who = ob or this.world.context.this_player()
    if not isinstance(who, LpcObject) or who.interactive is None:
        raise LpcError("Prompts can only be set for interactives.\n")
    return 0
