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
