"""sscanf: values out of a text by a format.

    %d %x %f    a number, after white space          %s    the text up to what comes next in the format
    %(pattern)  what a pattern matches here          %%    a percent sign
    %*...       read and dropped

The count of matches includes what was dropped, and a %% after a %s; text that is left over at the end of the format
goes into the next variable. Compiled code calls `scan` and assigns what it gives.
"""

from __future__ import annotations

import re
from typing import Any, Final

from ..errors import runtime_error
from .errors import bad_argument
from .patterns import compiled, search
from .values import INT_MAX, INT_MIN, live

_SPACES: Final = r"[ \t\n\v\f\r]*"
_DECIMAL: Final = re.compile(_SPACES + r"([+-]?[0-9]+)")
_HEX: Final = re.compile(_SPACES + r"([+-]?(?:0[xX](?=[0-9a-fA-F]))?[0-9a-fA-F]+)")
_FLOAT: Final = re.compile(
    _SPACES + r"([+-]?(?:(?P<hex>0x(?:[0-9a-f]+\.?[0-9a-f]*|\.[0-9a-f]+)(?:p[+-]?[0-9]+)?)"
    r"|(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?|inf(?:inity)?|nan))",
    re.IGNORECASE,
)
_FIRST_DIGIT: Final = re.compile("[0-9]")
_FIRST_FLOAT: Final = re.compile(r"\.?[0-9]")
_HEX_DIGITS: Final = "0123456789abcdefABCDEF"


def read_int(text: str, position: int = 0, base: int = 10) -> tuple[int, int] | None:
    """The int at a place, after white space, and where it ends; cut to what an int can hold."""
    match = (_DECIMAL if base == 10 else _HEX).match(text, position)
    if match is None:
        return None
    return max(INT_MIN, min(INT_MAX, int(match[1], base))), match.end()


def read_float(text: str, position: int = 0) -> tuple[float, int] | None:
    """The float at a place, after white space, and where it ends."""
    match = _FLOAT.match(text, position)
    if match is None:
        return None
    return float.fromhex(match[1]) if match["hex"] else float(match[1]), match.end()


def scan(text: Any, fmt: Any, wanted: int) -> tuple[int, list[Any]]:
    """The number of matches and the values for the first of the `wanted` variables; the others keep what they hold."""
    for number, value in ((1, text), (2, fmt)):
        if value.__class__ is not str:
            raise bad_argument(number, "sscanf", ("string",), live(value))
    scanner = _Scanner(text.partition("\0")[0], fmt.partition("\0")[0], wanted)
    scanner.run()
    return scanner.count, scanner.values


class _Scanner:
    """The state of one sscanf: places in text and format, matches, values. The steps say whether to go on."""

    def __init__(self, text: str, fmt: str, wanted: int) -> None:
        self.text = text
        self.fmt = fmt
        self.wanted = wanted
        self.at = 0  # in the text
        self.in_fmt = 0
        self.count = 0
        self.values: list[Any] = []

    @property
    def free(self) -> int:
        return self.wanted - len(self.values)

    def run(self) -> None:
        while self.literal() and self.conversion():
            self.count += 1

    def store(self, value: Any, skip: bool) -> None:
        if not skip:
            self.values.append(value)

    def next(self) -> str:
        """Take a character of the format; "" at its end."""
        character = self.fmt[self.in_fmt : self.in_fmt + 1]
        self.in_fmt += 1
        return character

    def star(self) -> bool:
        skip = self.fmt.startswith("*", self.in_fmt)
        self.in_fmt += skip
        return skip

    def literal(self) -> bool:
        """Compare ordinary text up to the next conversion."""
        while self.in_fmt < len(self.fmt):
            character = self.next()
            if character == "%":
                if self.in_fmt == len(self.fmt):
                    raise runtime_error("Format string end in '%' in sscanf()")
                if not self.fmt.startswith("%", self.in_fmt):
                    return True
                self.in_fmt += 1
            if not self.text.startswith(character, self.at):
                return False
            self.at += 1
        if self.at < len(self.text) and self.free:
            self.count += 1
            self.values.append(self.text[self.at :])
        return False

    def conversion(self) -> bool:
        skip = self.star()
        if not skip and self.free < 1 and not self.fmt.startswith("%", self.in_fmt):
            raise runtime_error("Too few arguments to sscanf()")
        letter = self.next()
        if letter == "s":
            return self.string(skip)
        if letter == "(":
            pattern = self.pattern("Bad regexp format: '%{}' in sscanf format string")
            match = search(pattern, self.text[self.at :])
            if match is None or match.start():
                return False
            self.store(match[0], skip)
            self.at += match.end()
            return True
        return self.number(self.checked(letter, "dxf"), skip)

    def checked(self, letter: str, allowed: str) -> str:
        if not letter or letter not in allowed:
            raise runtime_error(f"Bad type : '%{letter}' in sscanf() format string.")
        return letter

    def number(self, letter: str, skip: bool) -> bool:
        found: tuple[Any, int] | None
        if letter == "f":
            found = read_float(self.text, self.at)
        else:
            found = read_int(self.text, self.at, 16 if letter == "x" else 10)
        if found is None:
            return False
        value, self.at = found
        self.store(value, skip)
        return True

    def pattern(self, complaint: str) -> re.Pattern[str]:
        """The pattern up to its closing parenthesis."""
        start, depth, position = self.in_fmt, 1, self.in_fmt
        while depth:
            character = self.fmt[position : position + 1]
            if not character or (character == "\\" and position + 1 == len(self.fmt)):
                raise runtime_error(complaint.format(self.fmt[start:]))
            position += 2 if character == "\\" else 1
            depth += (character == "(") - (character == ")")
        self.in_fmt = position
        return compiled(self.fmt[start : position - 1])

    def string(self, skip: bool) -> bool:
        """%s: what comes after it in the format decides how far it goes."""
        if self.in_fmt == len(self.fmt):
            self.count += 1
            self.store(self.text[self.at :], skip)
            return False
        if self.fmt[self.in_fmt] == "%":
            self.in_fmt += 1
            return self.string_before_conversion(skip)
        end = self.fmt.find("%", self.in_fmt)
        literal = self.fmt[self.in_fmt : end if end >= 0 else None]
        found = self.text.find(literal, self.at)
        if found < 0:
            return False
        self.store(self.text[self.at : found], skip)
        self.at = found + len(literal)
        self.in_fmt += len(literal)
        return True

    def string_before_conversion(self, skip: bool) -> bool:
        skip_next = self.star()
        if self.free < (not skip) + (not skip_next) and not self.fmt.startswith("%", self.in_fmt):
            raise runtime_error("Too few arguments to sscanf().")
        self.count += 1
        letter = self.next()
        if letter == "s":
            raise runtime_error("Illegal to have 2 adjacent %s's in format string in sscanf()")
        if not letter:
            raise runtime_error("Format string can't end in '%'.")
        if letter == "(":
            return self.string_before_pattern(skip, skip_next)
        found = self.start_of(self.checked(letter, "dxf%"))
        self.store(self.text[self.at : found], skip)
        self.at = found
        if found == len(self.text):
            return False
        if letter == "%":
            self.at += 1
            return True
        return self.number(letter, skip_next)

    def string_before_pattern(self, skip: bool, skip_next: bool) -> bool:
        pattern = self.pattern("Bad regexp format: '%{}' in sscanf format string.")
        match = search(pattern, self.text[self.at :])
        if match is None:
            self.store(self.text[self.at :], skip)
            return False
        self.store(self.text[self.at : self.at + match.start()], skip)
        self.store(match[0], skip_next)
        self.at += match.end()
        return True

    def start_of(self, letter: str) -> int:
        """Where the number or percent sign begins that ends a %s; the end of the text when there is none."""
        if letter == "%":
            found = self.text.find("%", self.at)
            return found if found >= 0 else len(self.text)
        if letter == "x":
            return self.start_of_hex()
        match = (_FIRST_DIGIT if letter == "d" else _FIRST_FLOAT).search(self.text, self.at)
        return match.start() if match else len(self.text)

    def start_of_hex(self) -> int:
        position = self.at
        while True:
            position = self.text.find("0", position)
            if position < 0:
                return len(self.text)
            if self.text[position + 1 : position + 2] in ("x", "X") and self.text[position + 2 : position + 3] in (
                *_HEX_DIGITS,
            ):
                return position
            position += 1
