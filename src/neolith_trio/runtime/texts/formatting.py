"""sprintf: text from a format string and LPC values.

    %[flags][size][.precision | :size]type

    flags   - left, | centre, + or space before positive numbers, @ once for each element of an array,
            = wrapped columns, # table of the lines, 'pad' padding text, 0 before the size: pad with zeros
    type    s string, O any value, d i o x X c int, f float, % a percent sign; in FluffOS g float, too

Columns and tables are more than one line high: what stands beside them on their first line is laid out first, and
their other lines follow when the format string comes to a newline or to its end. `layout.py` holds those shapes,
`directives.py` what stands behind a %, `fields.py` the formats that need not be read along with their arguments. The
errors carry the number of the argument, from 0. The efuns sprintf and printf call `sprintf`.
"""

from __future__ import annotations

from typing import Any, Final

from .directives import Arguments, find, is_fluffos, print_next
from .fields import pieces_of, plan_of
from .layout import Page
from .plans import Plans

PLANS: Final = Plans(plan_of)


def sprintf(text: str, *values: Any) -> str:
    """`text` with its directives replaced by the values."""
    plan = PLANS.made.get(text)
    if plan is None:
        PLANS.used(text)
        return along(text, values)
    printed: str | None = plan(values)
    return along(text, values) if printed is None else printed


def along(text: str, values: tuple[Any, ...]) -> str:
    """The same, read along."""
    if "\0" in text:
        text = text.partition("\0")[0]
    arguments = Arguments(values)
    pieces = pieces_of(text, fluffos=is_fluffos())
    if pieces is not None:
        return "".join([one if isinstance(one, str) else one.filled(arguments) for one in pieces])
    page = Page(arguments.overflow)
    position = 0
    while True:
        percent, newline = find(text, "%", position), find(text, "\n", position)
        stop = min(percent, newline)
        page.add(text[position:stop])
        if stop == len(text):
            page.finish_line(at_newline=False)
            return page.text()
        position = stop + 1
        if stop == newline:
            page.finish_line(at_newline=True)
        elif text.startswith("%", position):
            page.add("%")
            position += 1
        else:
            position = print_next(text, position, arguments, page)
