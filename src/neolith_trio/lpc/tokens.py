"""The tokens the lexer delivers and the parser reads.

The rule: a token's `kind` decides the grammar. Operators, punctuation and hard keywords have their own text as kind
("({", "+=", "while"); everything else has one of the upper-case kinds below. So a parser compares or looks up
`token.kind` alone, and no LPC word can collide with a kind, because no keyword is written in capitals.

| kind    | value                                                          |
|---------|----------------------------------------------------------------|
| NAME    | the identifier (type names, modifiers and soft keywords too)   |
| INT     | a Python int, held at the 64-bit limits (and character codes)  |
| FLOAT   | a Python float                                                 |
| STRING  | the text, escapes resolved; adjacent literals stay separate    |
| PARAM   | `$1` is 1, `$2` is 2, ... (`$(` is an operator)                |
| TEMPLATE | the first text of a template literal; TEMPLATE_MIDDLE and TEMPLATE_END are its others |
| ILLEGAL | a character that begins no token; a syntax error to the parser |
| EOF     | ""; always the last token of a stream                          |

A #pragma is no token: `TokenStream.pragmas` says before which token index each of them stood.

Openers: `({`, `([` and `(:` are one token each; their ends `})`, `])` and `:)` are always two, and `(` followed by
`::` is `(` and `::`.

Every module of lpc/ may read these; only the lexer makes tokens.
"""

from __future__ import annotations

from typing import Final

NAME: Final = "NAME"
INT: Final = "INT"
FLOAT: Final = "FLOAT"
STRING: Final = "STRING"
PARAM: Final = "PARAM"
TEMPLATE: Final = "TEMPLATE"
TEMPLATE_MIDDLE: Final = "TEMPLATE_MIDDLE"
TEMPLATE_END: Final = "TEMPLATE_END"
ILLEGAL: Final = "ILLEGAL"
EOF: Final = "EOF"

TokenValue = str | int | float

# Words that begin or divide statements: never a name of anything.
HARD_KEYWORDS: Final = frozenset(
    {
        "break", "case", "catch", "continue", "default", "do", "else", "for", "foreach", "if", "inherit", "return",
        "switch", "while",
    }
)  # fmt: skip

# Delivered as NAME; the parser knows where each of them is special and where it may be an ordinary name.
TYPE_NAMES: Final = frozenset(
    {
        "array", "buffer", "class", "closure", "double", "float", "function", "int", "mapping", "mixed", "object",
        "promise", "status", "string", "struct", "void",
    }
)  # fmt: skip
MODIFIERS: Final = frozenset(
    {
        "async", "deprecated", "nomask", "nosave", "private", "protected", "public", "static", "varargs",
    }
)  # fmt: skip
SOFT_KEYWORDS: Final = frozenset(
    {
        "acatch", "asm", "await", "class", "efun", "in", "new", "parse_command", "ref", "sscanf", "time_expression",
    }
)  # fmt: skip

# The words that Neolith's own grammar reserves, for the parser to refuse as names where compatibility asks for it.
RESERVED_WORDS: Final = HARD_KEYWORDS | frozenset(
    {
        "asm", "buffer", "class", "double", "efun", "float", "function", "in", "int", "mapping", "mixed", "new",
        "nomask", "object", "parse_command", "private", "protected", "public", "sscanf", "static", "string",
        "time_expression", "varargs", "void",
    }
)  # fmt: skip


class Token:
    """One token: its kind, its value, and where it stands (1-based line and column in `file`).

    A token that comes out of a macro stands where the macro was used. `file` is an LPC path such as "/obj/sword.c"
    or, inside an #include, that of the header.
    """

    __slots__ = ("column", "file", "kind", "line", "value")

    def __init__(self, kind: str, value: TokenValue, line: int, column: int, file: str) -> None:
        self.kind = kind
        self.value = value
        self.line = line
        self.column = column
        self.file = file

    def __repr__(self) -> str:
        return f"Token({self.kind!r}, {self.value!r}, {self.line}, {self.column}, {self.file!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Token):
            return NotImplemented
        return self.key() == other.key()

    def __hash__(self) -> int:
        return hash(self.key())

    def key(self) -> tuple[str, TokenValue, int, int, str]:
        """Everything that makes two tokens the same."""
        return (self.kind, self.value, self.line, self.column, self.file)
