"""Efuns on strings that mudlibs of MudOS and FluffOS expect: trimming, wrapping with colours, English."""

from __future__ import annotations

from functools import partial
from typing import Any

from ...errors import LpcError, runtime_error
from ...runtime import limits
from ...runtime.safely import apply_safely
from ...runtime.texts import colours, english, screen
from ...runtime.values import Entity, LpcObject, Mapping, from_key, live
from ..registry import FLUFFOS_ONLY, MUDOS_KIN, efun

_REPLACE = "terminal_colour_replace"
_BLANKS = " \t\n\r\v\f\0"


@efun("string trim(string text, void | string | int characters)", dot_call=True, profiles=FLUFFOS_ONLY)
def trim(text: str, characters: Any = _BLANKS) -> str:
    """The text without what stands at its two ends.

    Arguments:
        text: any string.
        characters: what is taken away; white space when it is left out. A number is one character.
    Returns: the shorter string.
    Example:
        trim("  elf ")          // "elf"
    See also: ltrim, rtrim
    """
    return text.strip(_set_of(characters))


@efun("string ltrim(string text, void | string | int characters)", dot_call=True, profiles=FLUFFOS_ONLY)
def ltrim(text: str, characters: Any = _BLANKS) -> str:
    """The text without what stands at its beginning.

    Arguments:
        text: any string.
        characters: what is taken away; white space when it is left out. A number is one character.
    Returns: the shorter string.
    Example:
        ltrim("  elf ")         // "elf "
    See also: trim, rtrim
    """
    return text.lstrip(_set_of(characters))


@efun("string rtrim(string text, void | string | int characters)", dot_call=True, profiles=FLUFFOS_ONLY)
def rtrim(text: str, characters: Any = _BLANKS) -> str:
    """The text without what stands at its end.

    Arguments:
        text: any string.
        characters: what is taken away; white space when it is left out. A number is one character.
    Returns: the shorter string.
    Example:
        rtrim("elf!!", "!")     // "elf"
    See also: trim, ltrim
    """
    return text.rstrip(_set_of(characters))


def _set_of(characters: Any) -> str:
    if isinstance(characters, str):
        return characters
    return chr(characters) if 0 < characters < 0x110000 else _BLANKS


@efun("string base_name(void | string | object ob)", profiles=FLUFFOS_ONLY)
def base_name(this: Entity, ob: Any = None) -> str:
    """The name of the program of an object: its file name without the number of a clone.

    Arguments:
        ob: an object or a file name; this object when it is left out.
    Returns: the name with its leading slash.
    Example:
        base_name("/std/object#123")    // "/std/object"
    See also: file_name
    """
    name = ob if isinstance(ob, str) else f"/{(this if ob is None else ob).name}"
    return name.partition("#")[0]


@efun("string pluralize(string text)", dot_call=True, profiles=MUDOS_KIN)
def pluralize(text: str) -> Any:
    """The English plural.

    The article goes, adjectives stay, and of `X of Y` X is changed.

    Arguments:
        text: a word, or several of which the last one is the noun.
    Returns: the plural; 0 for an empty text.
    Example:
        pluralize("a sack of rice")     // "sacks of rice"
    See also: query_num, add_a
    """
    return english.plural(text) if text else 0


@efun("string add_a(string text)", profiles=FLUFFOS_ONLY)
def add_a(text: str) -> str:
    """The text with the indefinite article that English wants before it.

    Arguments:
        text: a word or several.
    Returns: the text with `a` or `an`; unchanged when it begins with one.
    Example:
        add_a("hour")           // "an hour"
    See also: pluralize, vowel
    """
    return english.with_article(text)


@efun("int vowel(int character)", profiles=FLUFFOS_ONLY)
def vowel(character: int) -> int:
    """Is a character one of a, e, i, o, u, in either case?

    Arguments:
        character: its code.
    Returns: 1 or 0.
    Example:
        vowel('e')              // 1
    See also: add_a
    """
    return 1 if character in b"aeiouAEIOU" else 0


@efun("string query_num(int number, void | int most)", profiles=MUDOS_KIN)
def query_num(number: int, most: int = 0) -> str:
    """A number in English words.

    Arguments:
        number: the number.
        most: above this number it is `many`; 0 for no such limit.
    Returns: the words; `many` below 0 and above 99999.
    Example:
        query_num(21)           // "twenty-one"
    See also: pluralize
    """
    return english.number_word(number, most)


@efun("int string_difference(string one, string other)", interruptible=True, profiles=FLUFFOS_ONLY)
def string_difference(one: str, other: str) -> int:
    """How many letters must be put in, left out or exchanged to make one string of the other.

    Arguments:
        one: a string.
        other: another.
    Returns: the number of changes; 0 for equal strings.
    Example:
        string_difference("kitten", "sitting")  // 3
    See also: strcmp
    """
    before = list(range(len(other) + 1))
    for row, mine in enumerate(one, 1):
        now = [row]
        for column, theirs in enumerate(other, 1):
            now.append(min(before[column] + 1, now[-1] + 1, before[column - 1] + (mine != theirs)))
        before = now
    return before[-1]


@efun("string terminal_colour(string text, mapping codes, void | int columns, void | int indent)", profiles=MUDOS_KIN)
def terminal_colour(this: Entity, text: str, codes: Mapping, columns: int = 0, indent: int = 0) -> str:
    """Replace the names between %^ by codes, and break lines.

    A line that is broken, or ends in a text that is to be broken, ends with the code of RESET, and what was lit there
    is lit again on the next one. Without a RESET in the mapping there is one afterwards.

    Arguments:
        text: a text with names of codes between %^ and %^.
        codes: name to code.
        columns: where lines are broken; codes take no room. A negative number also fills lines that end with blanks.
        indent: how far all lines but the first are indented.
    Returns: the new text. A name that is not in the mapping stays, without its marks.
    Example:
        terminal_colour("%^RED%^hot%^RESET%^", ([ "RED": "<", "RESET": ">" ]))     // "<hot>"
    See also: sprintf, terminal_colour_replace
    """
    if colours.MARK not in text and not columns:
        return text
    if not text.replace(colours.MARK, "") and text:
        return ""
    if not (isinstance(reset := codes.get("RESET"), str) and reset):
        codes["RESET"] = colours.DEFAULT_RESET
    known = {key: value for key, value in codes.items() if isinstance(key, str) and isinstance(value, str)}
    replace = partial(_replacement, this) if isinstance(this, LpcObject) and _REPLACE in this.applies else _as_it_is
    if not columns:
        return _fitting(colours.joined(text, known, replace))
    wide = max(2, abs(columns))
    indent = indent if 0 <= indent < wide - 1 else wide - 2
    return _fitting(colours.wrapped(text, known, replace, wide, indent, fill=columns < 0))


def _replacement(this: Entity, part: str) -> str | None:
    answer = apply_safely(this.world, None, this, _REPLACE, part)
    return answer if isinstance(answer, str) else None


def _as_it_is(part: str) -> str | None:
    return None


def _fitting(text: str) -> str:
    return text[: limits.current.string]


@efun("int strwidth(string text)", dot_call=True, profiles=FLUFFOS_ONLY)
def strwidth(text: str) -> int:
    """How many columns of a screen a text takes: wide characters take two, control characters and colours none.

    Arguments:
        text: any string.
    Returns: the number of columns.
    Example:
        strwidth("elf")         // 3
    See also: strlen
    """
    return screen.columns(text)


@efun("string *explode_reversible(string text, string delimiter)", profiles=FLUFFOS_ONLY)
def explode_reversible(text: str, delimiter: str) -> list[str]:
    """Split a text so that implode() makes the same text again.

    Arguments:
        text: what to split.
        delimiter: where to split.
    Returns: the parts, also empty ones at the ends.
    Example:
        explode_reversible(",a,", ",")  // ({ "", "a", "" })
    See also: explode, implode
    """
    limit = limits.current.array
    if not text:
        return []
    return text.split(delimiter, limit - 1) if delimiter else list(text[:limit])


@efun("string replace(string text, string | string *what, void | string with)", profiles=FLUFFOS_ONLY)
def replace(text: str, what: Any, with_: str | None = None) -> str:
    """Replace one string or several.

    Arguments:
        text: where to replace.
        what: the string to replace, or an array of pairs: what to replace and by what.
        with: what comes instead; only with a single string.
    Returns: the new string.
    Errors: an array with an odd number of elements.
    Example:
        replace("a cat", ({ "a", "the", "cat", "dog" }))        // "the cthet": each pair works on what the last made
    See also: replace_string
    """
    if isinstance(what, str):
        return _fitting(text.replace(what, with_ or "")) if what else text
    if len(what) % 2:
        raise runtime_error("Array in replace() must have an even number of elements.")
    for old, new in zip(what[::2], what[1::2], strict=True):
        if isinstance(old, str) and isinstance(new, str) and old:
            text = _fitting(text.replace(old, new))
    return text


@efun("string replace_dollars(string text, string *pairs)", profiles=FLUFFOS_ONLY)
def replace_dollars(text: str, pairs: list[Any]) -> str:
    """Replace markers that begin with a dollar sign.

    Arguments:
        text: a text with markers.
        pairs: each marker followed by what stands for it.
    Returns: the new text.
    Errors: an odd number of elements.
    Example:
        replace_dollars("Hi $name", ({ "$name", "Bob" }))       // "Hi Bob"
    See also: replace
    """
    return replace(text, pairs)


@efun("string replace_html(string text)", profiles=FLUFFOS_ONLY)
def replace_html(text: str) -> str:
    """The text as HTML shows it: <, >, & and the quotation mark are written as entities.

    Arguments:
        text: any string.
    Returns: the new string.
    Example:
        replace_html("a < b")   // "a &lt; b"
    See also: replace
    """
    return _fitting(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;"))


@efun("mixed replace_objects(mixed value)", profiles=FLUFFOS_ONLY)
def replace_objects(value: Any) -> Any:
    """A value with the names of objects in place of the objects, however deep they are in it.

    Arguments:
        value: any value.
    Returns: a copy.
    Errors: a value that contains itself.
    Example:
        replace_objects(({ this_object() }))    // ({ "/example" })
    See also: copy, file_name
    """
    try:
        return _named(live(value))
    except RecursionError:
        raise LpcError("Too deep recursion in replace_objects()\n") from None


def _named(value: Any) -> Any:
    if isinstance(value, LpcObject):
        return f"/{value.name}"
    if isinstance(value, list):
        return [_named(live(one)) for one in value]
    if isinstance(value, Mapping):
        named = Mapping()
        for key, one in value.items():
            named[_named(from_key(key)) if isinstance(key, LpcObject) else key] = _named(live(one))
        return named
    return value
