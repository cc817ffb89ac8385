r"""Macros: what #define makes, and the text that their use stands for.

Rule: a macro is text. Its use is replaced by its body, and the result is read again from its beginning, so a body may
hold further macros, half an expression, or the name of a macro whose parenthesis follows in the source. There is no
protection against a macro that names itself; the preprocessor counts expansions instead.

In the body of a macro with parameters
  - a parameter is replaced by its argument's text, in most dialects also inside a string or character literal (a
    tradition mudlibs lean on; in strings the argument's quotes and backslashes are escaped);
  - `##` joins its neighbours, and `#parameter` is the argument as a string literal.

Only the preprocessor and the lexer call these.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

import attrs

_STRING: Final = r'"[^"\\]*(?:\\[\s\S][^"\\]*)*"'
_CHARACTER: Final = r"'(?:\\[\s\S]|[^\\'\n])'"
_BLOCK_COMMENT: Final = r"/\*[\s\S]*?\*/"

_BODY_PIECE: Final = re.compile(rf"({_STRING})|({_CHARACTER})|(\s*##\s*)|(\#\s*\w+)|(\w+)|[\s\S]", re.ASCII)
_STRING_PIECE: Final = re.compile(r"(\w+)|\\[\s\S]|[\s\S]", re.ASCII)
_ARGUMENT_PIECE: Final = re.compile(
    rf"""[^"'(),/\n]+|{_STRING}|{_CHARACTER}|({_BLOCK_COMMENT}|//[^\n]*|\n)|(/\*)|[\s\S]"""
)
_HEAD: Final = re.compile(r"(\w+)(\()?", re.ASCII)
_PARAMETER: Final = re.compile(r"[ \t]*([\w#]*)[ \t]*", re.ASCII)

Special = Literal["", "line", "file", "directory"]


class BadDefine(Exception):
    """Why the text of a #define makes no macro."""


@attrs.frozen(slots=True)
class Slot:
    """A place for an argument; `how` is its plain text, that beside a `##`, within a string literal, or made one."""

    index: int
    how: Literal["plain", "joined", "inside", "literal"]


Template = tuple[str | Slot, ...]


@attrs.frozen(slots=True)
class Macro:
    """One macro; `parameters` is None when it takes no parentheses. A `special` one is computed at its use."""

    name: str
    parameters: tuple[str, ...] | None
    body: str
    template: Template = ()
    predefined: bool = False
    special: Special = ""

    def same_as(self, other: Macro) -> bool:
        """Whether a second #define of the name says the same."""
        return self.parameters == other.parameters and self.body == other.body

    def expand(self, arguments: Sequence[str]) -> str:
        """The body with the arguments put in."""
        return "".join([part if isinstance(part, str) else _fill(part, arguments) for part in self.template])


def plain_macro(name: str, body: str, *, predefined: bool = False) -> Macro:
    """A macro without parameters."""
    if "##" in body:
        body = "".join(["" if match[3] else match[0] for match in _BODY_PIECE.finditer(body)])
    return Macro(name, None, body, predefined=predefined)


def special_macro(name: str, special: Special) -> Macro:
    """A macro whose text depends on where it is used."""
    return Macro(name, None, "", special=special)


def parse_define(text: str, *, in_strings: bool = True) -> Macro:
    """The macro that `#define text` makes (comments gone, lines joined); BadDefine when it makes none.

    `in_strings`: parameters are replaced inside string literals too.
    """
    match = _HEAD.match(text)
    if match is None:
        raise BadDefine("Illegal macro symbol")
    name, rest = match[1], text[match.end() :]
    if not match[2]:
        if rest and rest[0] not in " \t\r\f\v\\":
            raise BadDefine("Illegal macro symbol")
        return plain_macro(name, rest.strip(" \t\r\f\v"))
    parameters, body = _parse_parameters(rest)
    body = body.strip(" \t\r\f\v")
    return Macro(name, parameters, body, _template(body, parameters, in_strings=in_strings))


def _parse_parameters(text: str) -> tuple[tuple[str, ...], str]:
    names: list[str] = []
    offset = 0
    while match := _PARAMETER.match(text, offset):
        offset = match.end() + 1
        end = text[match.end() : offset]
        if end == ")" and not names and not match[1]:
            return (), text[offset:]
        names.append(match[1])
        if end == ")":
            return tuple(names), text[offset:]
        if end != ",":
            break
    raise BadDefine("Missing ',' in #define parameter list")


def _template(body: str, parameters: tuple[str, ...], *, in_strings: bool) -> Template:
    parts: list[str | Slot] = []
    joined = False
    for match in _BODY_PIECE.finditer(body):
        string, character, joint, hashed, word = match.groups()
        if word is not None and word in parameters:
            parts.append(Slot(parameters.index(word), "joined" if joined else "plain"))
        elif string is not None:
            parts.extend(_string_template(string, parameters) if in_strings else (string,))
        elif character is not None and in_strings and (name := character.strip("'\\")) in parameters:
            parts.extend((character.split(name)[0], Slot(parameters.index(name), "plain"), "'"))
        elif hashed is not None and (name := hashed[1:].strip()) in parameters:
            parts.append(Slot(parameters.index(name), "literal"))
        elif joint is None:
            parts.append(match[0])
        elif parts and isinstance(last := parts[-1], Slot):
            parts[-1] = Slot(last.index, "joined")
        joined = joint is not None
    return _join_texts(parts)


def _string_template(string: str, parameters: tuple[str, ...]) -> Template:
    parts: list[str | Slot] = []
    for match in _STRING_PIECE.finditer(string.replace("##", "\0")):
        if match[1] in parameters:
            parts.append(Slot(parameters.index(match[1]), "inside"))
        elif match[0] != "\0":
            parts.append(match[0])
    return tuple(parts)


def _join_texts(parts: Sequence[str | Slot]) -> Template:
    joined: list[str | Slot] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        else:
            joined.append(part)
    return tuple(joined)


def _fill(slot: Slot, arguments: Sequence[str]) -> str:
    text = arguments[slot.index]
    if slot.how == "plain":
        return text
    if slot.how in ("joined", "literal"):  # blanks beside a `##` would keep apart what it joins
        text = text.strip()
    if slot.how == "joined":
        return text
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return text if slot.how == "inside" else f'"{text}"'


def split_arguments(text: str, offset: int, *, keep_blanks: bool = False) -> tuple[list[str], int] | None:
    """The arguments of a use whose parenthesis opened just before `offset`, and where the use ends.

    Commas and parentheses count outside of strings and inner parentheses; line ends become blanks. None when the text
    ends first. The blanks around an argument and its comments count for nothing; with `keep_blanks` only comments and
    the blanks before the first argument do.
    """
    arguments: list[str] = []
    pieces: list[str] = []
    depth = 0
    for match in _ARGUMENT_PIECE.finditer(text, offset):
        piece = match[0]
        if match[1] is not None:
            pieces.append("" if keep_blanks and piece != "\n" else " ")
            continue
        if match[2] is not None:
            return None
        if piece == "(":
            depth += 1
        elif piece == ")":
            depth -= 1
            if depth < 0:
                arguments.append("".join(pieces))
                return _trimmed(arguments, keep_blanks), match.end()
        elif piece == "," and depth == 0:
            arguments.append("".join(pieces))
            pieces.clear()
            continue
        pieces.append(piece)
    return None


def _trimmed(arguments: list[str], keep_blanks: bool) -> list[str]:
    """The arguments without the blanks that do not count; none where there is only one that is empty."""
    if not keep_blanks:
        arguments = [argument.strip() for argument in arguments]
    arguments[0] = arguments[0].lstrip()
    return [] if arguments == [""] else arguments
