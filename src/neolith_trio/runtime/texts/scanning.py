"""sscanf: values out of a text by a format.

    %d %x %f    a number, after white space          %s    the text up to what comes next in the format
    %(pattern)  what a pattern matches here          %%    a percent sign
    %*...       read and dropped

The count of matches includes what was dropped, and a %% after a %s; text that is left over at the end of the format
goes into the next variable. Compiled code calls `scan` and assigns what it gives. A format is read once: it becomes a
row of steps, which are kept; one of texts, %d and %s that is used often becomes a plan, which does the same in one go.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Final

from ...config import Grammar
from ...errors import runtime_error
from .. import limits
from ..errors import bad_argument
from ..values import INT_MAX, INT_MIN, live
from .patterns import compiled, search
from .plans import Plan, Plans, Source

_SPACES: Final = r"[ \t\n\v\f\r]*"
_DECIMAL: Final = re.compile(_SPACES + r"([+-]?[0-9]+)")
_HEX: Final = re.compile(_SPACES + r"([+-]?(?:0[xX](?=[0-9a-fA-F]))?[0-9a-fA-F]+)")
_FLOAT: Final = re.compile(
    _SPACES + r"([+-]?(?:(?P<hex>0x(?:[0-9a-f]+\.?[0-9a-f]*|\.[0-9a-f]+)(?:p[+-]?[0-9]+)?)"
    r"|(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?|inf(?:inity)?|nan))",
    re.IGNORECASE,
)
_SURELY_FIT: Final = 19  # a sign and fewer digits than the largest int has, or less
_FIRST_DIGIT: Final = re.compile("[0-9]")
_FIRST_FLOAT: Final = re.compile(r"\.?[0-9]")
_FIRST_HEX: Final = re.compile("0[xX][0-9a-fA-F]")


def read_int(text: str, position: int = 0, base: int = 10) -> tuple[int, int] | None:
    """The int at a place, after white space, and where it ends; cut to what an int can hold."""
    match = (_DECIMAL if base == 10 else _HEX).match(text, position)
    if match is None:
        return None
    return _cut(match[1], base), match.end()


def _cut(digits: str, base: int = 10) -> int:
    """The int that the digits mean, cut to what an int can hold."""
    return min(max(int(digits, base), INT_MIN), INT_MAX)


def read_float(text: str, position: int = 0) -> tuple[float, int] | None:
    """The float at a place, after white space, and where it ends."""
    match = _FLOAT.match(text, position)
    if match is None:
        return None
    return float.fromhex(match[1]) if match["hex"] else float(match[1]), match.end()


def scan(text: Any, fmt: Any, wanted: int) -> tuple[int, Sequence[Any]]:
    """The number of matches and the values for the first of the `wanted` variables; the others keep what they hold."""
    if text.__class__ is str and fmt.__class__ is str:
        plan = _PLANNED.get(fmt)
        if plan is None:
            _PLANS.used(fmt, wanted)
        elif "\0" not in text:
            found: tuple[int, Sequence[Any]] | None = plan(text, wanted)
            if found is not None:
                return found
        return along(text.partition("\0")[0], fmt, wanted)
    wrong = (2, fmt) if text.__class__ is str else (1, text)
    raise bad_argument(wrong[0], "sscanf", ("string",), live(wrong[1]))


def along(text: str, fmt: str, wanted: int) -> tuple[int, list[Any]]:
    """The same, step by step."""
    at, count = 0, 0
    values: list[Any] = []
    for step, what, dropped in _steps(fmt, wanted):
        at, matches = step(text, at, what, [] if dropped else values)
        count += matches
        if at < 0:
            break
    return count, values


# -- the steps ------------------------------------------------------------------------------------------------
# A step gets the text, a place in it, what the format says, and the list that its value goes to. It gives the place
# where the next step begins (negative: this was the last one) and how many matches it counts.

Step = Callable[[str, int, Any, list[Any]], tuple[int, int]]
_NO: Final = (-1, 0)
_LAST: Final = (-1, 1)


def _literal(text: str, at: int, wanted: str, values: list[Any]) -> tuple[int, int]:
    return (at + len(wanted), 0) if text.startswith(wanted, at) else _NO


def _left_over(text: str, at: int, nothing: None, values: list[Any]) -> tuple[int, int]:
    return _rest(text, at, nothing, values) if at < len(text) else _NO


def _rest(text: str, at: int, nothing: None, values: list[Any]) -> tuple[int, int]:
    values.append(text[at:])
    return _LAST


def _complain(text: str, at: int, complaint: str, values: list[Any]) -> tuple[int, int]:
    if complaint.startswith("Bad type") and limits.current.dialect.grammar is Grammar.FLUFFOS:
        complaint = complaint.rstrip(".")
    raise runtime_error(complaint)


def _number(text: str, at: int, letter: str, values: list[Any]) -> tuple[int, int]:
    found = read_float(text, at) if letter == "f" else read_int(text, at, 16 if letter == "x" else 10)
    if found is None:
        return _NO
    values.append(found[0])
    return found[1], 1


def _pattern(text: str, at: int, pattern: str, values: list[Any]) -> tuple[int, int]:
    match = search(compiled(pattern), text[at:])
    if match is None or match.start():
        return _NO
    values.append(match[0])
    return at + match.end(), 1


def _string_to_literal(text: str, at: int, literal: str, values: list[Any]) -> tuple[int, int]:
    found = text.find(literal, at)
    if found < 0:
        return _NO
    values.append(text[at:found])
    return found + len(literal), 1


def _string_to_conversion(text: str, at: int, letter: str, values: list[Any]) -> tuple[int, int]:
    """Up to where a number or percent sign begins; the step after this one reads that."""
    found = _start_of(letter, text, at)
    values.append(text[at:found])
    return (found, 1) if found < len(text) else _LAST


def _percent(text: str, at: int, nothing: None, values: list[Any]) -> tuple[int, int]:
    return at + 1, 1


def _string_to_pattern(text: str, at: int, what: tuple[str, bool, bool], values: list[Any]) -> tuple[int, int]:
    """Up to what a pattern matches, and that, too; the flags say which of the two is dropped."""
    pattern, drop_string, drop_match = what
    match = search(compiled(pattern), text[at:])
    start = len(text) if match is None else at + match.start()
    if not drop_string:
        values.append(text[at:start])
    if match is None:
        return _LAST
    if not drop_match:
        values.append(match[0])
    return at + match.end(), 2


def _start_of(letter: str, text: str, at: int) -> int:
    """Where the number or percent sign begins that ends a %s; the end of the text when there is none."""
    if letter == "%":
        found = text.find("%", at)
        return found if found >= 0 else len(text)
    first = {"d": _FIRST_DIGIT, "f": _FIRST_FLOAT, "x": _FIRST_HEX}[letter]
    match = first.search(text, at)
    return match.start() if match else len(text)


# -- reading the format ---------------------------------------------------------------------------------------


@lru_cache(maxsize=2048)
def _steps(fmt: str, wanted: int) -> tuple[tuple[Step, Any, bool], ...]:
    """What a format asks for, when there are that many variables; the flag of a step says that its value is dropped."""
    reader = _Format(fmt.partition("\0")[0], wanted)
    try:
        while reader.literal():
            reader.conversion()
    except _WrongFormatError as wrong:
        reader.step(_complain, wrong.args[0])
    return tuple(reader.steps)


class _WrongFormatError(Exception):
    """The format is wrong from here on; a text that does not come so far never hears of it."""


class _Format:
    """A format while its steps are found."""

    def __init__(self, fmt: str, wanted: int) -> None:
        self.fmt = fmt
        self.at = 0
        self.free = wanted  # variables that nothing is stored in yet
        self.steps: list[tuple[Step, Any, bool]] = []

    def step(self, step: Step, what: Any = None, *, dropped: bool = False) -> None:
        self.steps.append((step, what, dropped))

    def value(self, step: Step, what: Any, dropped: bool) -> None:
        """A step with a value."""
        self.step(step, what, dropped=dropped)
        self.free -= not dropped

    def next(self) -> str:
        """Take a character of the format; "" at its end."""
        character = self.fmt[self.at : self.at + 1]
        self.at += 1
        return character

    def star(self) -> bool:
        """Is the next one to be dropped?"""
        found = self.fmt.startswith("*", self.at)
        self.at += found
        return found

    def literal(self) -> bool:
        """Ordinary text up to the next conversion; False at the end of the format."""
        wanted = ""
        conversion = False
        while self.at < len(self.fmt) and not conversion:
            character = self.next()
            if character != "%":
                wanted += character
            elif self.fmt.startswith("%", self.at):
                wanted += self.next()
            else:
                conversion = True
        if wanted:
            self.step(_literal, wanted)
        if conversion and self.at == len(self.fmt):
            raise _WrongFormatError("Format string end in '%' in sscanf()")
        if not conversion and self.free:
            self.step(_left_over)
        return conversion

    def conversion(self) -> None:
        dropped = self.star()
        if not dropped and self.free < 1 and not self.fmt.startswith("%", self.at):
            raise _WrongFormatError("Too few arguments to sscanf()")
        letter = self.next()
        if letter == "s":
            self.string(dropped)
        elif letter == "(":
            self.value(_pattern, self.pattern("Bad regexp format: '%{}' in sscanf format string"), dropped)
        else:
            self.value(_number, self.checked(letter, "dxf"), dropped)

    def checked(self, letter: str, allowed: str) -> str:
        if not letter or letter not in allowed:
            raise _WrongFormatError(f"Bad type : '%{letter}' in sscanf() format string.")
        return letter

    def pattern(self, complaint: str) -> str:
        """The pattern up to its closing parenthesis."""
        start, depth, position = self.at, 1, self.at
        while depth:
            character = self.fmt[position : position + 1]
            if not character or (character == "\\" and position + 1 == len(self.fmt)):
                raise _WrongFormatError(complaint.format(self.fmt[start:]))
            position += 2 if character == "\\" else 1
            depth += (character == "(") - (character == ")")
        self.at = position
        return self.fmt[start : position - 1]

    def string(self, dropped: bool) -> None:
        """%s: what comes after it in the format decides how far it goes."""
        if self.at == len(self.fmt):
            self.value(_rest, None, dropped)
        elif self.fmt[self.at] == "%":
            self.at += 1
            self.string_before_conversion(dropped)
        else:
            end = self.fmt.find("%", self.at)
            literal = self.fmt[self.at : end if end >= 0 else None]
            self.at += len(literal)
            self.value(_string_to_literal, literal, dropped)

    def string_before_conversion(self, dropped: bool) -> None:
        drop_next = self.star()
        if self.free < (not dropped) + (not drop_next) and not self.fmt.startswith("%", self.at):
            raise _WrongFormatError("Too few arguments to sscanf().")
        letter = self.next()
        if letter == "s":
            raise _WrongFormatError("Illegal to have 2 adjacent %s's in format string in sscanf()")
        if not letter:
            raise _WrongFormatError("Format string can't end in '%'.")
        if letter == "(":
            pattern = self.pattern("Bad regexp format: '%{}' in sscanf format string.")
            self.step(_string_to_pattern, (pattern, dropped, drop_next))
            self.free -= (not dropped) + (not drop_next)
            return
        self.value(_string_to_conversion, self.checked(letter, "dxf%"), dropped)
        if letter == "%":
            self.step(_percent)
        else:
            self.value(_number, letter, drop_next)


# -- plans ----------------------------------------------------------------------------------------------------


# (?>...) never gives back what it took, as a step never does; PyPy forgets groups inside of one.
_PATTERNS: Final[dict[Step, Callable[[Any, bool], str]]] = {
    _literal: lambda what, dropped: re.escape(what),
    _string_to_literal: lambda what, dropped: f"{_group(f'.*?(?={re.escape(what)})', dropped)}{re.escape(what)}",
    _number: lambda what, dropped: f"(?>{_SPACES}){_group('[+-]?[0-9]+', dropped)}",
    _rest: lambda what, dropped: _group(".*", dropped),
    _left_over: lambda what, dropped: _group(".*", dropped),
}


_FAILS: Final[dict[Step, str]] = {
    _literal: "not text.startswith(first)",
    _string_to_literal: "first not in text",
}
"""That the first step of a format does not match, where that is said in a word."""


def _group(pattern: str, dropped: bool) -> str:
    return f"(?>{pattern})" if dropped else f"((?>{pattern}))"


def _plan(fmt: str, wanted: int) -> Plan | None:
    """A format of texts, %d and %s as one pattern: what it matches is found as step by step.

    What it does not match is not decided, unless the first step fails. The plan is for that many variables and says
    None when there are others.
    """
    steps = _steps(fmt, wanted)
    source = Source("text", "wanted", "match")
    source.line(f"if wanted != {wanted}: return None")
    if steps and steps[0][0] in _FAILS:
        source.line(f"if {_FAILS[steps[0][0]]}: return 0, ()")
    source.line("found = match(text)")
    source.line("if found is None: return None")
    pattern, values, places, count = "", "", 0, 0
    for step, what, dropped in steps:
        if step not in _PATTERNS or (step is _number and what != "d"):
            return None
        pattern += _PATTERNS[step](what, dropped)
        if step is _literal:
            continue
        places += not dropped
        if step is _left_over:
            source.line(f"if found[{places}]: return {count + 1}, ({values}found[{places}],)")
            break
        count += 1
        if step is _number and not dropped:
            source.line(f"digits{places} = found[{places}]")
            values += f"int(digits{places}) if len(digits{places}) < {_SURELY_FIT} else read(digits{places}),"
        elif not dropped:
            values += f"found[{places}],"
        if step is _rest:
            break
    source.line(f"return {count}, ({values})")
    names = {"read": _cut, "first": steps[0][1] if steps else None}
    return source.function(names, re.compile(pattern, re.DOTALL).match)


_PLANS: Final = Plans(_plan)
_PLANNED: Final = _PLANS.made
