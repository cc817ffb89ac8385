"""Efuns that FluffOS has for Discworld's mudlib alone (its package dwlib).

They know functions and objects of that mudlib by name: a_short(), query_invis(), /obj/handlers/playtesters and others.
"""

from __future__ import annotations

from typing import Any, Final

from ...runtime.calls import apply
from ...runtime.values import UNDEFINED, Entity, LpcObject
from ..registry import FLUFFOS_ONLY, efun

_PLAYTESTERS: Final = "/obj/handlers/playtesters"
_PLAYERS: Final = "/obj/handlers/player_handler"
_PLAYER: Final = "/global/player"
_JUDGES: Final = {3: "high_programmer", 2: "query_lord"}  # who of the master's functions sees this kind of invisible
_ANY_CREATOR: Final = 1
_IN_MARKUP: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\n": "\x1b[4z<BR>"})

_asking: set[int] = set()  # worlds in which reference_allowed() is at work: what it calls may ask again


@efun(
    "string query_multiple_short(mixed *things, void | int | string kind, void | int plain, void | int quiet,"
    " void | int dark)",
    profiles=FLUFFOS_ONLY,
)
def query_multiple_short(
    this: Entity, things: list[Any], kind: Any = "a", plain: int = 0, quiet: int = 0, dark: int = 0
) -> Any:
    """A list of things as text, as Discworld's mudlib has it.

    Arguments:
        things: objects and strings.
        kind: "a", "the", "one" or "poss": each object is asked for a_short() and so on.
        plain: other than 0: this_player()->convert_message() makes readable text of it.
        quiet: what the objects get as argument.
        dark: other than 0: do not ask whether it is too dark to see objects.
    Returns: "x, y and z"; the short descriptions between $M$ when there are objects alone and plain is 0; 0 when
        nobody converts.
    Example:
        query_multiple_short(({ "elf", "orc", "troll" }))       // "elf, orc and troll"
    See also: add_a, implode
    """
    if not things:
        return ""
    world = this.world
    player = world.context.this_player()
    ask = f"{kind if isinstance(kind, str) else 'a'}_short"
    if plain and not dark and isinstance(things[0], LpcObject) and _too_dark(this, player):
        return "some objects you cannot make out"
    texts = [apply(world, this, one, ask, quiet) if isinstance(one, LpcObject) else one for one in things]
    known = [one for one in texts if isinstance(one, str)]
    if not plain and all(isinstance(one, LpcObject) for one in things):
        return f"$M${''.join(known)}$M$"
    text = " and ".join([part for part in (", ".join(known[:-1]), "".join(known[-1:])) if part])
    if not plain:
        return text
    judge = player if isinstance(player, LpcObject) else world.objects.find(_PLAYER)
    answer = apply(world, this, judge, "convert_message", text)
    return answer if isinstance(answer, str) else UNDEFINED


def _too_dark(this: Entity, player: Any) -> bool:
    if not isinstance(player, LpcObject) or player.environment is None:
        return False
    light = apply(this.world, this, player.environment, "query_light")
    return bool(_number(apply(this.world, this, player, "check_dark", 0 if light is None else light)))


@efun("int reference_allowed(object who, void | string | object asker)", profiles=FLUFFOS_ONLY)
def reference_allowed(this: Entity, who: LpcObject, asker: Any = None) -> Any:
    """May somebody know of an object, which may be an invisible creator? As Discworld's mudlib has it.

    Arguments:
        who: the object.
        asker: who wants to know, an object or the name of a player; this_player() when it is left out.
    Returns: 1 or 0; undefined when nobody asks.
    Example:
        reference_allowed(this_object(), this_object())         // 1
    See also: query_multiple_short
    """
    world = this.world
    name: Any = None
    if asker is None:
        asker = world.context.this_player()
    elif isinstance(asker, str):
        name, asker = asker, _player(this, asker)
    if not isinstance(asker, LpcObject) and name is None:
        return UNDEFINED
    invisible = _number(apply(world, this, who, "query_invis"))
    creator = _number(apply(world, this, who, "query_creator"))
    if not invisible or not creator or id(world) in _asking or who is asker:
        return 1
    _asking.add(id(world))
    try:
        return int(_allowed(this, who, asker, name, invisible))
    finally:
        _asking.discard(id(world))


def _player(this: Entity, name: str) -> LpcObject | None:
    """The player of a name; the mudlib's own find_player() knows best."""
    found = apply(this.world, this, this.world.simul_efuns, "find_player", name)
    return found if isinstance(found, LpcObject) else this.world.living.find(name, lambda ob: True, player=True)


def _allowed(this: Entity, who: LpcObject, asker: Any, name: Any, invisible: int) -> bool:
    """Whether one that is invisible has allowed it, or the one who asks may see all who are."""
    world = this.world
    if name is None:
        name = apply(world, this, asker, "query_name")
    if not isinstance(name, str) or not isinstance(apply(world, this, who, "query_name"), str):
        return True
    playtester = _number(apply(world, this, world.objects.find(_PLAYTESTERS), "query_playtester", name))
    allowed = apply(world, this, who, "query_allowed")
    if isinstance(allowed, list) and (name in _strings(allowed) or (playtester and "playtesters" in _strings(allowed))):
        return True
    if invisible in _JUDGES:
        return bool(_number(apply(world, this, world.master, _JUDGES[invisible], name)))
    if invisible != _ANY_CREATOR:
        return True
    if isinstance(asker, LpcObject):
        return bool(_number(apply(world, this, asker, "query_creator")))
    return bool(_number(apply(world, this, world.objects.find(_PLAYERS), "test_creator", name)))


def _strings(values: list[Any]) -> list[str]:
    return [one for one in values if isinstance(one, str)]


def _number(value: Any) -> Any:
    return value if value.__class__ is int else 0


@efun("string replace_mxp(string text)", profiles=FLUFFOS_ONLY)
def replace_mxp(text: str) -> str:
    """A text for a client that reads MXP: characters of markup stand for themselves, lines are <BR>.

    Arguments:
        text: the text.
    Returns: the new text.
    Example:
        replace_mxp("a < b & c")        // "a &lt; b &amp; c"
    See also: replace_html
    """
    return text.translate(_IN_MARKUP)
