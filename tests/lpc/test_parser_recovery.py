"""Going on after errors, limits of nesting, and text that makes no sense at all."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neolith_trio.lpc import nodes
from neolith_trio.lpc.diagnostics import Diagnostics
from neolith_trio.lpc.parser import FLUFFOS, NEOLITH, NESTING_LIMIT, parse
from neolith_trio.lpc.source import Sources
from neolith_trio.lpc.stream import TokenStream
from neolith_trio.lpc.tokens import EOF, HARD_KEYWORDS, ILLEGAL, INT, NAME, PARAM, STRING, Token

from .parsing import body, expression, messages, parsed, stream_of


def lines_of(text: str) -> list[int]:
    """The lines of the messages about a text."""
    return [int(message.partition(":")[0]) for message in messages(text)]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("int f() {\n a b;\n c;\n d e;\n}\nint g() {\n h i;\n}", [2, 4, 7]),
        ("int f() {\n a()\n b();\n c()\n}", [3, 5]),
        ("int f() {\n if (a b) {\n c d;\n } else if (e) {\n f g;\n } else\n h i;\n j;\n}", [2, 3, 5, 7]),
        ("int f() {\n while (a b) {\n break;\n continue;\n }\n}", [2]),
        ("int f() {\n for (a = 1 b < 2; c++) {\n d;\n }\n e;\n}", [2]),
        ("int f() {\n switch (a b) {\n case 1:\n break;\n default:\n c d;\n }\n}", [2, 6]),
        ("int f() {\n switch (a)\n case 1:\n break;\n }\n c;\n}", [3]),
        ("int f() {\n a = ({ 1, 2;\n b;\n}\nint g() { }", [2]),
        ("int f() {\n a(b, (c);\n b;\n}\nint g() { }", [2]),
        ("int f() {\n a = function (int b c) {\n d;\n };\n}", [2]),
        ("int f() {\n if (a) {\n b;\n}\nint g() {\n c;\n}", [5]),
        ("int f() {\n if (a) {\n b;\n}\nprivate int g() {\n c d;\n}", [5, 6]),
        ("int f() {\n a;\n }\n }\n b = 1;\n return 2;\n}\nint g() {\n c d;\n}", [4, 9]),
        ("int f()\n a;\n b;\n}\nint g() { }", [2]),
        ("int f(int a b) {\n c;\n}\nint g() {\n d e;\n}", [1, 5]),
        ("int a b;\nint c d;\nint e;", [1, 2]),
        ("class c {\n a;\n int b;\n}\nint d e;", [2, 5]),
        ("int f() {", [1]),
        ("int f() {\n if (a) {\n while (b) {", [3]),
        ("int f() {\n a = (", [2]),
        ("}", [1]),
        ("int f() { case 1: case 2: }\nint g() { }", [1]),
    ],
)
def test_one_mistake_one_message(text: str, lines: list[int]) -> None:
    """All mistakes of a file show at once, and none of them more than once."""
    assert lines_of(text) == lines


def test_good_definitions_survive_bad_ones() -> None:
    """What could be read is in the program: the variable before the mistake, the function around it."""
    tree, _ = parsed("int a b;\nint c;\nint f() { d e; g(); }\nint h() {\nint i() { }")

    assert [d.name for d in tree.definitions if not isinstance(d, nodes.Inherit)] == ["a", "c", "f", "i"]


# -- length and depth ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("operator", ["+", "&&", "||", "==", "* -", ", ", "? 1 :"])
def test_chains_have_no_limit(operator: str) -> None:
    """A chain of thousands of operators is read without recursion."""
    (statement,) = body("a = " + f" {operator} ".join(["b"] * 5000) + ";")

    assert isinstance(statement, nodes.ExpressionStatement)


def test_prefixes_have_no_limit() -> None:
    """Nor have thousands of signs."""
    node = expression("!" * 3000 + "a")
    signs = 0
    while isinstance(node, nodes.Unary):
        node = node.operand
        signs += 1

    assert signs == 3000


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("(", ")"),
        ("({ ", " })"),
        ("([ 1 : ", " ])"),
        ("f(", ")"),
        ("a[", "]"),
        ("(: 1 + ", " :)"),
        ("-(1 + ", ")"),
        ("catch(", ")"),
        ("a = b ? ", " : c"),
        ("1 || 2 && 3 | 4 ^ 5 & 6 == 7 < 8 << 9 + 10 * (", ")"),
        ("function (int a) { return ", "; }"),
    ],
)
def test_sixty_levels_of_nesting_are_fine(opening: str, closing: str) -> None:
    """Written code nests less than half as deep."""
    depth = 60

    assert len(body(f"{opening * depth}1{closing * depth};")) == 1


@pytest.mark.parametrize("opening", ["{ ", "if (a) { ", "while (a) ", "switch (a) { case 1: ", "do { ", "catch { "])
def test_sixty_levels_of_statements_are_fine(opening: str) -> None:
    """Blocks and statements count as levels too."""
    ends = {"{ ": "}", "if (a) { ": "}", "while (a) ": "", "switch (a) { case 1: ": "}", "do { ": "} while (a);"}
    closing = ends.get(opening, "};")

    assert len(body(opening * 60 + "a;" + closing * 60)) == 1


@pytest.mark.parametrize(
    "opening", ["(", "({", "([1:", "f(", "a[", "(:", "{", "if (a) ", "a = ", "a ? ", "catch {", "-("]
)
@pytest.mark.parametrize("closed", [False, True])
def test_too_much_nesting_is_one_message(opening: str, closed: bool) -> None:
    """Beyond the limit there is a message, and never an exception."""
    closing = {"(": ")", "({": "})", "([1:": "])", "f(": ")", "a[": "]", "(:": ":)", "{": "}", "-(": ")"}.get(
        opening, ""
    )
    text = "void f() { " + opening * 5000 + "1" + (closing * 5000 + "; }\nint b c;\n" if closed else "")
    found = messages(text)

    assert sum(f"more than {NESTING_LIMIT} levels" in message for message in found) == 1


def test_the_deepest_nesting_fits_under_the_recursion_limit_of_the_caller() -> None:
    """parse() makes its own room, and gives it back."""
    before = sys.getrecursionlimit()
    levels = NESTING_LIMIT // 2 - 10
    text = "void f() { " + "1 | 2 * -f(function (int a) { return catch(" * (levels // 3) + "1"

    stream = stream_of(text)
    parse(stream)

    assert sys.getrecursionlimit() == before
    assert [d.full_message() for d in stream.diagnostics] == [
        "syntax error: expected ')' to close 'catch(', found end of file"
    ]


# -- nonsense ------------------------------------------------------------------------------------------------

OPERATORS = (
    *("(", ")", "[", "]", "{", "}", "({", "([", "(:", "$(", ",", ";", ":", "::", ".", "..", "...", "->", "?", "??"),
    *("+", "-", "*", "/", "%", "&", "|", "^", "~", "!", "<", ">", "<=", ">=", "==", "!=", "&&", "||", "<<", "++", "--"),
    *("=", "+=", "??="),
)
WORDS = (
    *("foo", "bar", "create", "int", "string", "void", "mixed", "function", "class", "object", "array", "private"),
    *("static", "varargs", "nosave", "new", "efun", "sscanf", "parse_command", "time_expression", "in", "ref"),
)
HEAD = [(NAME, "int"), (NAME, "f"), ("(", "("), (")", ")"), ("{", "{")]

soup = st.lists(
    st.tuples(
        st.one_of(
            st.sampled_from([(kind, kind) for kind in [*OPERATORS, *sorted(HARD_KEYWORDS)]]),
            st.sampled_from([(NAME, word) for word in WORDS]),
            st.sampled_from([(INT, 0), (INT, 7), (STRING, "s"), (PARAM, 1), (PARAM, 0), (ILLEGAL, "`")]),
        ),
        st.booleans(),
    ),
    max_size=80,
)


def stream_from(pieces: list[tuple[tuple[str, str | int], bool]], inside: bool) -> TokenStream:
    """A stream of tokens, each on a new line or behind the one before."""
    sources = Sources(lambda path: None)
    tokens: list[Token] = []
    line, column = 1, 1
    for (kind, value), breaks in [*[(piece, False) for piece in (HEAD if inside else [])], *pieces]:
        line, column = (line + 1, 1) if breaks else (line, column + 2)
        tokens.append(Token(kind, value, line, column, "/e.c"))
    tokens.append(Token(EOF, "", line + 1, 1, "/e.c"))
    return TokenStream("/e.c", tokens, Diagnostics(sources), (), (), sources)


@given(soup, st.booleans())
def test_no_tokens_make_the_parser_raise(pieces: list[tuple[tuple[str, str | int], bool]], inside: bool) -> None:
    """Whatever the tokens, in either dialect, there is a program, and at most a few messages for each line."""
    for options in (NEOLITH, FLUFFOS):
        stream = stream_from(pieces, inside)
        parse(stream, options)

        assert len({(d.line, d.column, d.message) for d in stream.diagnostics}) == len(stream.diagnostics)


@given(st.text(alphabet=st.sampled_from(list("({[]}):;,.<>=+-*!?$@#\"'/ \nab1")), max_size=60))
def test_no_text_makes_the_parser_raise(text: str) -> None:
    """The same for text that went through the lexer."""
    assert isinstance(parsed(f"int f() {{ {text}")[0], nodes.Program)


def test_programs_see_the_words_of_neolith() -> None:
    """log_error() gets `syntax error` alone; what was expected is for people."""
    stream = stream_of("int a() { return 1 }")
    parse(stream)
    (diagnostic,) = stream.diagnostics

    assert diagnostic.log_message() == "e.c:1: syntax error\n"
    assert diagnostic.headline() == "/e.c:1:20: syntax error: expected ';' after 'return', found '}'"
