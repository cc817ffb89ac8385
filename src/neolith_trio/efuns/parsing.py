"""Efuns of the natural-language parser; runtime/parsing does the work."""

from __future__ import annotations

from typing import Any

from ..errors import LpcError
from ..runtime.values import Entity, LpcObject, Mapping, from_key
from .registry import MUDOS_KIN, efun


@efun("void parse_init()", profiles=MUDOS_KIN)
def parse_init(this: Entity) -> int:
    """Make this object known to the parser, as a thing that sentences may be about or as one that knows verbs.

    Example:
        parse_init()
    See also: parse_add_rule, parse_refresh
    """
    this.world.parser.introduce(this)
    return 0


@efun("void parse_refresh()", profiles=MUDOS_KIN)
def parse_refresh(this: Entity) -> int:
    """Say that this object is called otherwise now. From the master: other users are there.

    Errors: parse_init() was not called.
    Example:
        parse_refresh()
    See also: parse_init
    """
    this.world.parser.refresh(this)
    return 0


@efun("void parse_add_rule(string verb, string rule)", profiles=MUDOS_KIN)
def parse_add_rule(this: Entity, verb: str, rule: str) -> int:
    """Let users use a verb in one form; this object does what it says.

    A rule is made of OBJ (a thing), LIV (a living being), OBS and LVS (several), STR (words), WRD (a word) and the
    prepositions of the master's parse_command_prepos_list().

    Arguments:
        verb: the verb.
        rule: its form; "" for the verb alone.
    Errors: parse_init() was not called; a word that is no token, too many tokens.
    Example:
        parse_add_rule("put", "OBS in OBJ")
    See also: parse_init, parse_add_synonym, parse_sentence
    """
    this.world.parser.add_rule(this, verb, rule)
    return 0


@efun("void parse_remove(string verb)", profiles=MUDOS_KIN)
def parse_remove(this: Entity, verb: str) -> int:
    """Forget the rules of a verb that this object announced.

    Arguments:
        verb: the verb.
    Example:
        parse_remove("put")
    See also: parse_add_rule
    """
    this.world.parser.remove(this, verb)
    return 0


@efun("void parse_add_synonym(string new, string old, void | string rule)", profiles=MUDOS_KIN)
def parse_add_synonym(this: Entity, new: str, old: str, rule: str | None = None) -> int:
    """Let another word stand for a verb, or for one of its rules.

    Arguments:
        new: the word.
        old: the verb.
        rule: the rule of this object that the word stands for; all rules when it is left out.
    Errors: there is no such verb or rule, or it belongs to another object.
    Example:
        parse_add_synonym("stick", "put")
    See also: parse_add_rule
    """
    this.world.parser.add_synonym(this, new, old, rule)
    return 0


@efun("string parse_dump()", profiles=MUDOS_KIN)
def parse_dump(this: Entity) -> str:
    """All verbs that the parser knows, with their rules.

    Returns: a text for people.
    Example:
        write(parse_dump())
    See also: parse_add_rule
    """
    return this.world.parser.dump()


@efun(
    "mixed parse_sentence(string text, void | int debug, void | mixed *around, void | mapping nicknames)",
    profiles=MUDOS_KIN,
)
def parse_sentence(
    this: Entity, text: str, debug: int = 0, around: list[Any] | None = None, nicknames: Mapping | None = None
) -> Any:
    """Read what this object's user typed, and do it.

    Arguments:
        text: the sentence.
        debug: must be 0; readings are not traced.
        around: the objects that may be meant, an array behind one for what it holds; those around this object when it
            is left out.
        nicknames: words for some of the objects.
    Returns: 1 when it was done; a text for the user when it could not be; 0 when the verb is not known, -1 when no
        rule of it fits, -2 when nobody agreed.
    Errors: parse_init() was not called.
    Example:
        parse_sentence("put sword in bag")
    See also: parse_init, parse_add_rule, parse_my_rules
    """
    if debug:
        raise LpcError("Parser debugging not enabled.\n")
    names = {} if nicknames is None else {from_key(key): value for key, value in nicknames.items()}
    return this.world.parser.sentence(this, text, around, names)


@efun("mixed parse_my_rules(object user, string text, void | int do)", profiles=MUDOS_KIN)
def parse_my_rules(this: Entity, user: LpcObject, text: str, do: int = 0) -> Any:
    """Read a sentence for a user with the rules of this object alone.

    Arguments:
        user: whose surroundings count.
        text: the sentence.
        do: 1: do it.
    Returns: 1 when it was done; without `do` the arguments that do_verb_rule() would get; else as parse_sentence().
    Errors: parse_init() was not called, in this object or the user.
    Example:
        parse_my_rules(this_player(), "put sword in bag")
    See also: parse_sentence
    """
    return this.world.parser.my_rules(this, user, text, do=bool(do))
