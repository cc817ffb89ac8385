"""Directives: conditions, includes, pragmas and the errors in them."""

from __future__ import annotations

import pytest

from neolith_trio.lpc.lexer import lex
from neolith_trio.lpc.source import Dependency
from neolith_trio.lpc.stream import Echo, LexOptions, Pragma

from .lexing import messages, stream, tokens, values


@pytest.mark.parametrize(
    ("condition", "taken"),
    [
        ("1", True), ("0", False), ("UNKNOWN", False), ("ONE", True), ("defined(ONE)", True), ("defined ONE", True),
        ("defined(NO) || defined( ONE )", True), ("!defined(NO) && ONE == 1", True), ("SQUARE(3) == 9", True),
        ("1 + 2 * 3 == 7", True), ("10 - 2 - 3 == 5", True), ("7 % 4 == 3 && -7 % 4 == -3 && -7 / 2 == -3", True),
        ("(1 << 3) == 8 && 16 >> 2 == 4", True), ("~0 == -1 && !1 == 0 && +2 == 2", True), ("5 & 3 == 1", False),
        ("(5 & 3) == 1 && (5 | 3) == 7 && (5 ^ 3) == 6", True), ("1 ? 0 : 1", False), ("0 ? 0 : 0 ? 0 : 1", True),
        ("2 > 1 && 1 >= 1 && 1 <= 1 && 1 < 2 && 1 != 2", True), ("0x10 == 16", True), ("'A' == 65", True),
        ("efun_defined(write)", True), ("efun_defined(nothing)", False), ("HAS_ONE", True),
        ("9223372036854775807 + 1 < 0", True),
    ],
)  # fmt: skip
def test_conditions(condition: str, taken: bool) -> None:
    """#if knows C's integer expressions, macros, defined() and efun_defined(); an unknown name is 0."""
    defines = "#define ONE 1\n#define SQUARE(x) ((x) * (x))\n#define HAS_ONE defined(ONE)\n"
    options = LexOptions(efun_names=frozenset({"write"}))

    assert values(f"{defines}#if {condition}\nyes\n#else\nno\n#endif\n", options) == ["yes" if taken else "no"]


def test_one_branch_of_a_chain_is_taken() -> None:
    """The first true #if or #elif wins, and #else is for when there was none."""
    chain = "#if A == 1\none\n#elif A == 2\ntwo\n#elif A == 2\nagain\n#else\nother\n#endif\n"

    assert [values(f"#define A {a}\n{chain}") for a in (1, 2, 3)] == [["one"], ["two"], ["other"]]


def test_conditions_nest_also_where_nothing_is_read() -> None:
    """The #else and #endif of an inner condition do not end the outer one."""
    inner = "#ifdef X\na\n#else\nb\n#endif\n"

    assert values(f"#ifdef X\n{inner}#else\n{inner}c\n#endif\nd") == ["b", "c", "d"]
    assert values(f"#ifndef X\n{inner}#else\n{inner}c\n#endif\nd") == ["b", "d"]


def test_skipped_text_need_not_be_lpc() -> None:
    """Only directives are seen in a branch that is not taken, and of them only conditions."""
    assert values('#ifdef NO\nit\'s " ( /* @END\n#error never\n#include "gone"\n#endif\nx') == ["x"]


def test_lines_count_on_in_skipped_text() -> None:
    """What follows a skipped branch stands where it stands."""
    [token] = tokens("#if 0\n\n\n#endif\n x")

    assert (token.line, token.column) == (5, 2)


def test_directives_may_be_indented_and_spaced() -> None:
    """The # is the first character of its line, blanks aside; anywhere else it is no directive."""
    assert values("  # define A 1\n\t#ifdef A\nA\n#\tendif // end") == [1]
    assert values("x #define A 1\nA") == ["x", "#", "define", "A", 1, "A"]


def test_comments_and_joined_lines_in_directives() -> None:
    """Comments are blank, also over lines; a backslash at the line's end joins the next line."""
    text = '#define A 1 /* one\nstill */ + 2 // three\n#define B 4 \\\n + /* x */ 5\n#define C "a\\\nb"\nA B C'

    assert values(text) == [1, "+", 2, 4, "+", 5, "ab"]
    assert tokens(text)[0].line == 7


def test_a_comment_at_the_end_of_a_joined_line() -> None:
    """A // comment ends with its line, and the macro goes on below when the line was joined."""
    assert values("#define A 1 \\\n + 2 // two \\\n + 3\nA") == [1, "+", 2, "+", 3]
    assert values("#define A 1 // one \\\nx") == ["x"]


def test_include_searches_beside_the_including_file_first() -> None:
    """The quotes make no difference; the include directories come in their order after the file's own."""
    files = {"/obj/here.h": "here", "/include/here.h": "no", "/include/there.h": "there", "/sys/there.h": "no"}
    options = LexOptions(include_dirs=("/include", "/sys"))
    result = lex("/obj/a.c", options, files.get, '#include <here.h>\n#include "there.h"\n')

    assert [(t.value, t.file) for t in result.tokens[:-1]] == [("here", "/obj/here.h"), ("there", "/include/there.h")]
    assert result.files == ("/obj/a.c", "/obj/here.h", "/include/there.h")
    assert Dependency("/obj/there.h", False) in result.dependencies
    assert Dependency("/sys/there.h", True) not in result.dependencies


def test_include_is_relative_to_the_header_it_stands_in() -> None:
    """A header finds its neighbours, and .. and an absolute path work within the mudlib."""
    files = {
        "/sub/a.h": '#include "b.h"\n#include "../c.h"\n#include "/d/d.h"\n',
        "/sub/b.h": "b",
        "/c.h": "c",
        "/d/d.h": "d",
    }

    assert values('#include "sub/a.h"\nend', files=files) == ["b", "c", "d", "end"]


def test_include_cannot_leave_the_mudlib() -> None:
    """Climbing above the root is the same as a file that does not exist, and the reader is not even asked."""
    asked: list[str] = []
    result = lex(
        "/a.c", LexOptions(include_dirs=("/include",)), lambda path: asked.append(path), '#include "../../etc/x"'
    )

    assert [d.message for d in result.diagnostics] == ["Cannot #include ../../etc/x"]
    assert asked == []


def test_include_takes_a_macro() -> None:
    """The file name may come from a macro."""
    assert values("#define H <a.h>\n#define I H\n#include I\n", files={"/a.h": "a"}) == ["a"]


def test_tokens_behind_an_include_have_their_own_lines() -> None:
    """The lines of the header do not count in the file that includes it."""
    found = tokens('#include "a.h"\nx', files={"/a.h": "a\nb\n"})

    assert [(t.value, t.file, t.line) for t in found] == [("a", "/a.h", 1), ("b", "/a.h", 2), ("x", "/main.c", 2)]


def test_endless_includes_stop() -> None:
    """A file that includes itself is reported once."""
    assert messages('#include "main.c"\n') == ["main.c:1: Maximum include depth exceeded\n"]


def test_a_file_that_includes_itself_twice_is_not_read_again_and_again() -> None:
    """After the error nothing is included any more: two branches a level would never end."""
    assert messages('#include "main.c"\n' * 2) == ["main.c:1: Maximum include depth exceeded\n"]


def test_the_global_include_stands_on_top() -> None:
    """It may be written bare, quoted or in angle brackets, and may be missing."""
    options = [
        LexOptions(global_include=name, include_dirs=("/include",)) for name in ("g.h", '"g.h"', "<g.h>", "gone")
    ]

    assert [values("G", o, {"/include/g.h": "#define G 5\n"}) for o in options] == [[5], [5], [5], ["G"]]


def test_pragmas_are_noted_beside_the_tokens() -> None:
    """A pragma counts from the token that follows it; no_ turns it off."""
    fluffos = LexOptions(arguments_expand_first=True)
    found = stream("#pragma strict_types\nint x;\n#pragma no_warnings, save_types\n", fluffos)

    assert found.pragmas == (
        Pragma("strict_types", True, 0, "/main.c", 1),
        Pragma("warnings", False, 3, "/main.c", 3),
        Pragma("save_types", True, 3, "/main.c", 3),
    )


@pytest.mark.parametrize("words", ["strict_types, save_types", "strict_types save_types", "strict_types // yes"])
def test_a_pragma_is_one_word(words: str) -> None:
    """Only FluffOS takes lists; what is no single known word has no effect."""
    found = stream(f"#pragma {words}\n")

    assert found.pragmas == ()
    assert [one.message for one in found.diagnostics] == ["Unknown #pragma, ignored."]


@pytest.mark.parametrize(
    ("condition", "value"),
    [
        ("0x10 == 16", 1),
        ("010 == 8", 1),
        ("E == 8", 1),
        ("1 ? 0 : 1", 0),
        ("5--5 == 10", 1),
        ("G(1, 2) == 3", 1),
        ("1 + P 2", 1),
        ("defined(E) && !defined( GONE )", 1),
    ],
)
def test_conditions_are_read_as_text(condition: str, value: int) -> None:
    """A macro's text takes the place of its name, and numbers in it are octal and hexadecimal as elsewhere."""
    macros = "#define E 010\n#define G(a, b) a + b\n#define P 2 +\n"

    assert values(f"{macros}#if {condition}\n1\n#else\n0\n#endif\n") == [value]


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("1.5", "Condition too complex in #if"),
        ("09", "Condition too complex in #if"),
        ("1 = 1", "illegal operator use in #if"),
        ("1 === 1", "illegal unary operator in #if"),
        ("1 ? 2", "'?' without ':' in #if"),
        ("()", "illegal character in #if"),
        ("defined(X", "Missing ) in defined"),
    ],
)
def test_wrong_conditions(condition: str, message: str) -> None:
    """Every wrong condition has the words the reference has for it."""
    assert messages(f"#if {condition}\n#endif\n") == [f"main.c:1: {message}\n"]


def test_names_are_joined_outside_of_macros() -> None:
    """`a##b` is one name, which may be that of a macro."""
    assert values("#define foobar 9\nfoo##bar a##b##c") == [9, "abc"]


def test_a_directive_ends_with_a_blank() -> None:
    """`#if(1)` is no directive, and no #if where text is skipped."""
    assert messages("#if(1)\n") == ["main.c:1: Unrecognised # directive\n"]
    assert values("#if 0\n#if(1)\n#endif\n5\n") == [5]


def test_echoes_are_handed_on() -> None:
    """#echo is for the driver's log."""
    assert stream("\n#echo Hello there\n").echoes == (Echo("Hello there", "/main.c", 2),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#include <gone.h>", "main.c:1: Cannot #include gone.h\n"),
        ("#include gone", 'main.c:1: Missing leading " or < in #include\n'),
        ('#include "gone', 'main.c:1: Missing trailing " or > in #include\n'),
        ("#nonsense", "main.c:1: Unrecognised # directive\n"),
        ("#", "main.c:1: Unrecognised # directive\n"),
        ("#endif", "main.c:1: Unexpected #endif\n"),
        ("#else", "main.c:1: Unexpected #else\n"),
        ("#elif 1", "main.c:1: Unexpected #elif\n"),
        ("#if 1\nx\n", "main.c:3: Missing #endif\n"),
        ("#if 0\nx\n", "main.c:2: Unexpected end of file while skipping\n"),
        ("#ifdef\n#endif", "main.c:1: Illegal # command\n"),
        ("#if\n#endif", "main.c:1: missing expression in #if\n"),
        ("#if 1 +\n#endif", "main.c:1: missing expression in #if\n"),
        ("#if (1\n#endif", "main.c:1: bracket not paired in #if\n"),
        ("#if 1 ? 2\n#endif", "main.c:1: '?' without ':' in #if\n"),
        ("#if 1 1\n#endif", "main.c:1: Condition too complex in #if\n"),
        ("#if 1 / 0\n#endif", "main.c:1: division by 0 in #if\n"),
        ("#if 1 % 0\n#endif", "main.c:1: modulo by 0 in #if\n"),
        ("#if *1\n#endif", "main.c:1: illegal unary operator in #if\n"),
        ('#if "a"\n#endif', "main.c:1: illegal character in #if\n"),
        ("#if " + "(" * 5000 + "\n#endif", "main.c:1: Condition too complex in #if\n"),
        ("#if " + "!" * 5000 + "1\n#endif", "main.c:1: Condition too complex in #if\n"),
        ("#pragma nonsense", "main.c:1: warning: Unknown #pragma, ignored.\n"),
        ("#define A 1\n#define A 2", "main.c:2: warning: redefinition of #define A\n\n"),
        ("#define __LPC__ 2", "main.c:1: Illegal to redefine predefined value.\n"),
        ("#undef __LPC__", "main.c:1: Illegal to #undef a predefined value.\n"),
        ("#define", "main.c:1: Illegal macro symbol\n"),
        ("#define A(x y) 1", "main.c:1: Missing ',' in #define parameter list\n"),
        ("#define A(x", "main.c:1: Missing ',' in #define parameter list\n"),
        ("#error No good", "main.c:1: No good\n"),
        ("#warning Not so good", "main.c:1: warning: Not so good\n"),
        ("#define A /* x", "main.c:1: End of file in a comment\n"),
    ],
)
def test_errors_in_directives(text: str, expected: str) -> None:
    """The wordings are those mudlibs have always been told."""
    assert messages(text, LexOptions(macros={"__LPC__": "1"})) == [expected]


def test_a_long_sum_is_no_problem() -> None:
    """Operators of one precedence do not nest."""
    assert values("#if " + "1 + " * 5000 + "1 == 5001\nyes\n#endif") == ["yes"]


def test_messages_of_a_header_come_before_those_below_its_include() -> None:
    """The order is that in which a reader meets the places."""
    files = {"/a.h": "\n\n\n#nonsense\n"}

    assert messages('#nonsense\n#include "a.h"\n#nonsense\n', files=files) == [
        "main.c:1: Unrecognised # directive\n",
        "a.h:4: Unrecognised # directive\n",
        "main.c:3: Unrecognised # directive\n",
    ]
