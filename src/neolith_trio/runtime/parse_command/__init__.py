"""parse_command(): a command, word by word, against a pattern; the values of the pattern go into variables.

    numerals   "two", "second", "5"
    plurals    the plural of a name, for objects that do not tell theirs
    words      the command as a row of words, in which names are found
    things     which objects a part of the command means: what %i, %l and %o match
    pattern    the pattern from its first element to its last

Rule: it answers as the reference driver does, in its odd corners too, because mudlibs were written against it: there
is no way back behind an element that matched, and a name of several words takes the word after it along. Only what
crashes that driver is no match here. Compiled code calls `parse_command` and assigns what it gives.
"""

from .pattern import parse_command

__all__ = ["parse_command"]
