"""What looks like the call of an efun and is part of the language: the text of its manual pages.

Nobody but the manual reads this; what these forms do is said by the parser and the code generator.
"""

from __future__ import annotations

from typing import Final

import attrs


@attrs.frozen
class Form:
    """One such form. `manual` is written like the docstring of an efun."""

    synopsis: tuple[str, ...]
    manual: str


FORMS: Final[dict[str, Form]] = {
    "acatch": Form(
        ("mixed acatch(mixed expression)", "mixed acatch { statements }"),
        """\
Do something for which an async function may wait, and go on when it fails.

It is catch() for async functions, and stands nowhere else: an await inside catch() is an error of the program. A return
inside leaves the function, with its value. The awaited function that failed is what the master's error_handler() hears
of, with 1 as its second argument.

Arguments:
    expression: what is done; its value is lost.
Returns: 0 when all went well, else the error, or what the awaited promise was rejected with.
Example:
    async mixed failure() { return acatch(await promise_any(({ }))); }
    promise_status(failure())       // 0
See also: catch, promise_catch, promise_cancel
""",
    ),
    "catch": Form(
        ("mixed catch(mixed expression)", "mixed catch { statements }"),
        """\
Do something, and go on when it fails.

The error is still reported to the master's error_handler(), with 1 as its second argument. Too deep recursion and a
used up evaluation budget are not caught: they end the whole turn.

Arguments:
    expression: what is done; its value is lost.
Returns: 0 when all went well, else the error: a string that begins with a star and ends with a newline for an error of
    the driver or of error(), any value that throw() was called with.
Example:
    catch(error("no"))      // "*no\\n"
    catch(1 + 1)            // 0
    catch(throw(5))         // 5
See also: throw, error, error_handler
""",
    ),
    "new": Form(
        ("object new(string name, ...)", "class new(class NAME, MEMBER : value, ...)"),
        """\
Make a clone, as clone_object() does, or a class value.

Arguments:
    name: the name of the program.
    ...: what create() gets; for a class the members that begin with something else than 0.
Returns: the new object or class value.
Example:
    objectp(new("/std/object"))     // 1
See also: clone_object, destruct
""",
    ),
    "parse_command": Form(
        ("int parse_command(string command, object | object *around, string pattern, mixed variable, ...)",),
        """\
Read a command word by word as a pattern says, and put what was found into variables.

The pattern is made of elements with blanks between them. 'word' stands for that word, [word] for that word or nothing,
%w for any one word and %d for a number: digits, "two", or as a negative number "second". %p stands for one of the
prepositions that the master's parse_command_prepos_list() names. %s stands for as many words as there are before
something that the next element fits, and at the end of the pattern for all that are left. A / between two elements
means one or the other; the first that fits is taken, and there is no way back to the other one.

%i stands for things, as in "two red swords" or "all": its variable becomes an array of a number and all objects that
fit. The number is above 0 for a count, below 0 for an ordinal, 0 for all and for a plural, and 1 when there is none; to
pick so many is up to the caller. %l is the same of living objects; where there is none of them around, it stands for
the player or living object of that name, and its variable becomes that object. %o stands for one object, the first
that fits.

What an object is called is what its parse_command_id_list(), parse_command_plural_id_list() and
parse_command_adjectiv_id_list() say, and the master's functions of these names, whose words fit any object. An object
that does not tell its plurals has those that a simple rule makes of its names.

Beware: every element but %s needs a word to look at. So a pattern that ends in [word] fits no command that is at its
end before, and in the profile neolith one that ends in a blank fits no command at all. A name of several words takes
the word after it along, so it is best typed last; use adjectives. A %l after a %i may take the words of another object
for those of the one it looks at: give it a command of its own.
The variables that are filled before something does not fit stay filled.

Arguments:
    command: what was typed.
    around: the objects that may be meant; of a single object also all that is in it, at any depth.
    pattern: how the command must look.
    variable: what gets the value of the first element with a %, and so on. Elements without a variable still must fit.
Returns: 1 when the whole command fits the whole pattern, else 0.
Example:
    int number; string what, how;
    parse_command("wait two hours", ({ }), "'wait' %d %w", number, what)        // 1
    number      // 2
    what        // "hours"
    parse_command("please stop it", ({ }), "%s 'stop' / 'end' %w", how, what)   // 1
    how         // "please"
    parse_command("go", ({ }), "'stop' / 'end'")        // 0
See also: sscanf, parse_sentence, parse_command_id_list, parse_command_prepos_list, parse_command_all_word
""",
    ),
    "sscanf": Form(
        ("int sscanf(string text, string format, mixed variable, ...)",),
        """\
Take a text apart as a format says, and put the pieces into variables.

In the format %s stands for any text, %d for an integer, %x for a hexadecimal one, %f for a float and %(pattern) for
what fits a pattern of regexp(). %*d and the like skip a piece. All other characters must be there as they are. A %s
takes as little as it can, the last one all the rest. The variables are changed, so no & or `ref` is needed.

Arguments:
    text: what is taken apart.
    format: how.
    variable: what gets the first piece, and so on.
Returns: how many pieces were found, those that were skipped counted too.
Example:
    int count; string what;
    sscanf("take 3 apples", "take %d %s", count, what)      // 2
    what        // "apples"
See also: explode, regexp, reg_assoc
""",
    ),
    "time_expression": Form(
        ("int time_expression(mixed expression)", "int time_expression { statements }"),
        """\
Measure how long something takes.

Arguments:
    expression: what is done; its value is lost.
Returns: microseconds of real time.
Example:
    time_expression(1 + 1) >= 0     // 1
See also: rusage, eval_cost, function_profile
""",
    ),
}
