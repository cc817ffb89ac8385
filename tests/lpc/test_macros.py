"""Macros: what their use stands for."""

from __future__ import annotations

import time

import pytest

from neolith_trio.lpc.lexer import lex
from neolith_trio.lpc.stream import LexOptions

from .lexing import messages, no_files, stream, tokens, values


def test_a_macro_stands_where_it_is_used() -> None:
    """Errors in what a macro made are shown where the programmer wrote its name."""
    found = tokens("#define A 1 + B\n#define B 2\n\n  A;")

    assert [(t.value, t.line, t.column) for t in found] == [(1, 4, 3), ("+", 4, 3), (2, 4, 3), (";", 4, 4)]


def test_macros_reach_every_word_but_no_strings() -> None:
    """Even a keyword may be a macro."""
    assert values('#define private static\n#define A "A A"\nprivate A') == ["static", "A A"]


@pytest.mark.parametrize(
    ("use", "expected"),
    [
        ("PAIR(1, 2)", ["({", 1, ",", 2, "}", ")"]),
        ("PAIR( (1, 2) , 3 )", ["({", "(", 1, ",", 2, ")", ",", 3, "}", ")"]),
        ("PAIR(\"a,)\", ')')", ["({", "a,)", ",", 41, "}", ")"]),
        ("PAIR(1,\n 2 /* , */ // )\n)", ["({", 1, ",", 2, "}", ")"]),
        ("PAIR (PAIR(1, 2), ONE())", ["({", "({", 1, ",", 2, "}", ")", ",", 1, "}", ")"]),
        ("ALIAS(1, 2)", ["({", 1, ",", 2, "}", ")"]),
        ("OPEN 1, 2)", ["({", 1, ",", 2, "}", ")"]),
        ("DEEP 2)", ["({", 1, ",", 2, "}", ")"]),
    ],
)
def test_arguments(use: str, expected: list[object]) -> None:
    """Arguments end at commas and parentheses of their own level, and may run over the end of a macro's text."""
    defines = (
        "#define PAIR(a, b) ({ a, b })\n#define ONE() 1\n#define ALIAS PAIR\n#define OPEN PAIR(\n#define DEEP OPEN 1,\n"
    )

    assert values(defines + use) == expected
    assert values(defines + use + " x\ny")[-2:] == ["x", "y"]


def test_lines_count_on_behind_arguments_over_lines() -> None:
    """The use of a macro may span lines."""
    found = tokens("#define A(x) x\nA(1\n)  y\nz")

    assert [(t.value, t.line, t.column) for t in found] == [(1, 2, 1), ("y", 3, 4), ("z", 4, 1)]


def test_joining_and_making_strings() -> None:
    """## glues its neighbours into one token, # makes its parameter a string."""
    defines = "#define JOIN(a, b) a##b\n#define VAR(n) value_ ## n\n#define STR(x) #x\n#define AB a ## b\n"

    assert values(defines + "JOIN(a,b) JOIN( a , b ) JOIN(1,2) VAR(one) AB") == ["ab", "ab", 12, "value_one", "ab"]
    assert values(defines + 'STR(a + "b\\n")') == ['a + "b\\n"']


def test_parameters_are_replaced_in_strings() -> None:
    """An old habit of LPC; the argument's quotes stay quotes, and escapes are not taken for parameters."""
    assert values('#define SAY(x) "x: " + x\nSAY(5)') == ["5: ", "+", 5]
    assert values('#define A(x) "Assertion failed: \\"##x\\""\nA(a == "b")') == ['Assertion failed: "a == "b""']
    assert values('#define N(n) "\\nn"\nN(5)') == ["\n5"]


def test_a_word_is_a_parameter_only_as_a_whole() -> None:
    """x1 is not x."""
    assert values("#define A(x) x x1 _x\nA(5)") == [5, "x1", "_x"]


def test_undefined_and_redefined_macros() -> None:
    """What counts is the last definition above the use; saying the same twice is no redefinition."""
    assert values("#define A 1\nA\n#undef A\nA\n#define A 2\n#define A 2\nA\n#undef NEVER") == [1, "A", 2]


def test_predefined_macros() -> None:
    """They come with the options; __FILE__, __DIR__ and __LINE__ are computed."""
    options = LexOptions(macros={"__ARGV__": '({"a"})'})
    text = "__FILE__ __DIR__\n__LINE__ __ARGV__"

    result = lex("/deep/in.c", options, no_files, text)

    assert [t.value for t in result.tokens[:-1]] == ["/deep/in.c", "/deep/", 2, "({", "a", "}", ")"]
    assert lex("/in.c", options, no_files, "__DIR__").tokens[0].value == "/"


def test_file_macros_in_headers() -> None:
    """They name the file being compiled, or the header in dialects where they follow includes."""
    files = {"/inc/a.h": "__FILE__ __DIR__"}
    text = '#include "/inc/a.h"\n'

    assert values(text, files=files) == ["/main.c", "/"]
    assert values(text, LexOptions(file_macros_follow_includes=True), files) == ["/inc/a.h", "/inc/"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("#define F(x) x\nF(1, 2);", "Wrong number of macro arguments"),
        ("#define F(x) x\nF();", "Wrong number of macro arguments"),
        ("#define F(x) x\nF;", "Missing '(' in macro call"),
        ("#define F(x) x\nF", "Missing '(' in macro call"),
        ("#define F(x) x\nF(1;", "Unexpected end of file"),
        ("#define LOOP LOOP\nLOOP", "Too many macro expansions"),
        ("#define F(x) F(x)\nF(1)", "Too many macro expansions"),
        ("#define F(x) F(F(x))\nF(1)", "Macro expansion overflow"),
    ],
)
def test_errors_in_uses(text: str, message: str) -> None:
    """The name stays as a plain name, so that the parser has something to go on with."""
    found = stream(text)

    assert [(d.line, d.message) for d in found.diagnostics] == [(2, message)]
    assert found.tokens[0].value in ("F", "LOOP")


def test_a_macro_that_multiplies_itself_stops_soon() -> None:
    """Growth without end meets a limit before it meets the memory or the patience."""
    started = time.process_time()
    text = "#define A(x) x x x x\n" + "A(" * 40 + "1" + ")" * 40 + "\nx"

    assert messages(text) == ["main.c:2: Too many macro expansions\n"]
    assert stream(text).tokens[-2].value == "x"
    assert time.process_time() - started < 10


def test_reading_goes_on_behind_an_error_in_a_use() -> None:
    """One bad macro does not hide the next error."""
    assert messages("#define L L\nL\nL x\n#nonsense\n") == [
        "main.c:2: Too many macro expansions\n",
        "main.c:3: Too many macro expansions\n",
        "main.c:4: Unrecognised # directive\n",
    ]
