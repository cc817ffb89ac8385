"""The efun sprintf; the work is done in runtime/texts/formatting.py."""

from __future__ import annotations

from typing import Any, Final

from ..runtime.errors import bad_argument
from ..runtime.texts import formatting
from .registry import efun

_PLANNED: Final = formatting.PLANS.made

@efun("string sprintf(string format, ...)", dot_call=True, checks_itself=True)
def sprintf(format: Any, *values: Any) -> str:
    """Values put into a text by a format.

    A directive is % [flags] [size] [.precision] type. Types: s a string, d or i an int, o x X an int in octal or
    hexadecimal digits, c the character of an int, f a float, O any value in readable form; %% is a percent sign. Flags:
    - left and | centre in the field, + and space before positive numbers, 'text' to pad with it and 0 to pad with
    zeros, @ to print every element of an array, = to wrap a text into a column, # to print lines as a table. A * takes
    size or
    precision from an argument, :n sets both. The precision of a string cuts it, of a column is its width, of a table
    the number of its columns.

    Arguments:
        format: the format.
        values: what the directives print, in order.
    Returns: the text.
    Errors: too few values, a value of the wrong kind, a wrong directive.
    Example:
        sprintf("%-10s|%5d", "gold", 25)        // "gold      |   25"
        sprintf("%-=20s", long_text)            // wrapped at 20 columns
    See also: printf, repeat_string
    """
    if format.__class__ is not str:
        raise bad_argument(1, "sprintf", ("string",), format)
    plan = _PLANNED.get(format)
    text: str | None = None if plan is None else plan(values)
    return formatting.sprintf(format, *values) if text is None else text
