"""Tokens: kinds, values and places."""

from __future__ import annotations

import pytest

from neolith_trio.lpc.lexer import lex
from neolith_trio.lpc.stream import LexOptions
from neolith_trio.lpc.tokens import FLOAT, ILLEGAL, INT, NAME, PARAM, STRING, Token

from .lexing import messages, no_files, stream, tokens, values


def kinds(text: str, options: LexOptions | None = None) -> list[str]:
    return [token.kind for token in tokens(text, options)]


def test_places_count_lines_and_columns_from_one() -> None:
    """Every token knows the file, line and column of its first character."""
    found = tokens("int x;\n\n  x = 10;\n")

    assert found == [
        Token(NAME, "int", 1, 1, "/main.c"),
        Token(NAME, "x", 1, 5, "/main.c"),
        Token(";", ";", 1, 6, "/main.c"),
        Token(NAME, "x", 3, 3, "/main.c"),
        Token("=", "=", 3, 5, "/main.c"),
        Token(INT, 10, 3, 7, "/main.c"),
        Token(";", ";", 3, 9, "/main.c"),
    ]


def test_places_stay_right_behind_what_spans_lines() -> None:
    """Comments, strings, openers and text blocks over several lines do not disturb the count."""
    found = tokens('a /* x\ny */ b "c\nd" e (\n { f @END\nline\nEND g')
    places = {token.value: (token.line, token.column) for token in found}

    assert places == {
        "a": (1, 1), "b": (2, 6), "c\nd": (2, 8), "e": (3, 4), "({": (3, 6), "f": (4, 4), "line\n": (4, 6), "g": (6, 5),
    }  # fmt: skip


def test_operators_are_as_long_as_they_can_be() -> None:
    """Of two operators that begin alike the longer one is taken."""
    text = (
        "++ += + -- -> -= - && &= & || |= | == = != ! <<= << <= < >>= >> >= > *= * %= % /= / ^= ^ :: : ... .. . ~ ? ,"
    )

    assert kinds(text) == text.split()
    assert kinds("x+++y") == [NAME, "++", "+", NAME]
    assert kinds("a?b::c") == [NAME, "?", NAME, "::", NAME]


def test_openers_are_one_token_and_closers_two() -> None:
    """({ ([ and (: open as one token each; their ends could be anything and stay apart."""
    assert kinds("({ }) ([ ]) (: :)") == ["({", "}", ")", "([", "]", ")", "(:", ":", ")"]
    assert kinds("(::f())") == ["(", "::", NAME, "(", ")", ")"]


def test_blanks_within_openers_are_a_matter_of_the_dialect() -> None:
    """Neolith lets blanks and line ends stand between the two characters of an opener."""
    assert kinds("( { ( [ ( \n : x") == ["({", "([", "(:", NAME]
    assert kinds("( { ( [", LexOptions(space_in_openers=False)) == ["(", "{", "(", "["]


def test_short_circuit_assignment_is_a_matter_of_the_dialect() -> None:
    """?? ??= ||= &&= exist where the options say so."""
    assert kinds("?? ??= ||= &&=", LexOptions(short_circuit_assignment=True)) == ["??", "??=", "||=", "&&="]
    assert kinds("?? ||=") == ["?", "?", "||", "="]


def test_only_hard_keywords_have_kinds_of_their_own() -> None:
    """Type names, modifiers and soft keywords are names; the parser knows better where they are special."""
    assert kinds("while foreach inherit int private in efun new") == ["while", "foreach", "inherit", *[NAME] * 5]


def test_parameters_of_function_pointers() -> None:
    """$1 is a token with its number, $( is an operator."""
    assert [(t.kind, t.value) for t in tokens("$1 $12 $(x $ (")] == [
        (PARAM, 1), (PARAM, 12), ("$(", "$("), (NAME, "x"), ("$(", "$("),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("017", 17),
        ("09", 9),
        ("0x1fF", 0x1FF),
        ("0x", 0),
        ("9223372036854775807", 2**63 - 1),
        ("9223372036854775808", 2**63 - 1),
        ("0xffffffffffffffff", 2**63 - 1),
        ("000000000000000000000000000001", 1),
        ("9" * 5000, 2**63 - 1),
    ],
)
def test_integers(text: str, value: int) -> None:
    """Integers are decimal or hexadecimal and stop at the largest that 64 bits hold; there is no octal."""
    [token] = tokens(text)

    assert (token.kind, token.value) == (INT, value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.25", 1.25), ("1.", 1.0), ("3e4", 3e4), ("3E+4", 3e4), ("25e-2", 0.25), ("1.5e3", 1500.0), ("1.e2", 100.0),
        ("0.25f", 0.25), ("3e+4d", 3e4), ("2F", 2.0), ("1e", 1.0),
    ],
)  # fmt: skip
def test_floats(text: str, value: float) -> None:
    """Floats have a dot, an exponent or a suffix."""
    [token] = tokens(text)

    assert (token.kind, token.value) == (FLOAT, value)


def test_a_dot_may_belong_to_a_range_or_a_call() -> None:
    """1..2 is a range of ints and 5.to_float() a dot call on an int."""
    assert values("1..2 0..<1 5.to_float() 1.5.f") == [
        1, "..", 2, 0, "..", "<", 1, 5, ".", "to_float", "(", ")", 1.5, ".", "f",
    ]  # fmt: skip


def test_binary_and_grouped_ints_are_a_matter_of_the_dialect() -> None:
    """0b101, 0o17 and 1_000 are ints where the options say so."""
    assert values("0b101 0o17 1_000 12", LexOptions(extended_ints=True)) == [5, 15, 1000, 12]
    assert values("0b101 1_000") == [0, "b101", 1, "_000"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r'"\n\t\r\b\a\e\"\\"', '\n\t\r\b\a\x1b"\\'),
        (r'"\x41\x7e"', "A~"),
        (r'"\101\60\0"', "A0\0"),
        (r'"\8"', "\x008"),
        ('"one \\\ntwo"', "one two"),
        ('"one\ntwo"', "one\ntwo"),
        ('"it\'s // no /* comment */"', "it's // no /* comment */"),
        (r'"\\n"', r"\n"),
        ('""', ""),
    ],
)
def test_strings(text: str, value: str) -> None:
    """Escapes are resolved; a line end belongs to the string unless a backslash takes it away."""
    [token] = tokens(text)

    assert (token.kind, token.value) == (STRING, value)


def test_adjacent_strings_stay_apart() -> None:
    """Joining them is the grammar's business, as in the reference."""
    assert values('"a" "b"') == ["a", "b"]


def test_doubtful_escapes_are_warned_about() -> None:
    """What an escape cannot mean is replaced, or kept with its backslash, and the programmer is told."""
    found = stream('s = "\\q\\x\\400\\xfff";')

    assert found.tokens[2].value == "\\qxxx"
    assert [d.log_message() for d in found.diagnostics] == [
        "main.c:1: warning: Unknown \\ escape.\n",
        "main.c:1: warning: \\x must be followed by a valid hex value; interpreting as 'x' instead.\n",
        "main.c:1: warning: Illegal character constant in string.\n",
        "main.c:1: warning: Illegal character constant.\n",
    ]
    assert [d.column for d in found.diagnostics] == [6, 8, 10, 14]


def test_unknown_escapes_lose_the_backslash_in_other_dialects() -> None:
    """MudOS takes the bare character."""
    assert stream(r'"\.\q"', LexOptions(keep_unknown_escapes=False)).tokens[0].value == ".q"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("'A'", 65), (r"'\n'", 10), (r"'\\'", 92), (r"'\''", 39), ("'''", 39), ("'\"'", 34), (r"'\x41'", 65),
        (r"'\101'", 65), (r"'\0'", 0), (r"'\e'", 27), ("' '", 32),
    ],
)  # fmt: skip
def test_character_constants(text: str, value: int) -> None:
    """A character constant is the int of its code."""
    [token] = tokens(text)

    assert (token.kind, token.value) == (INT, value)


def test_a_broken_character_constant_is_one_error() -> None:
    """The lexer goes on behind the closing quote, so that the rest of the line is still checked."""
    found = stream("x = 'ab'; y")

    assert [t.value for t in found.tokens[:-1]] == ["x", "=", 0, ";", "y"]
    assert messages("x = 'ab'; y") == ["main.c:1: Illegal character constant\n"]


def test_wide_literals() -> None:
    """L'x' is one code point however many bytes it takes; L"..." is a string that must be valid UTF-8."""
    text = "L'é' L'A' L\"日本\" L x"
    real, as_bytes = LexOptions(bytes_text=False), LexOptions(bytes_text=True)
    smuggled = text.encode().decode("latin-1")

    assert values(text, real) == [0xE9, 65, "日本", "L", "x"]
    assert values(smuggled, as_bytes) == [0xE9, 65, "日本".encode().decode("latin-1"), "L", "x"]
    assert messages('L"\xff"', as_bytes) == ["main.c:1: Invalid wide string literal.\n"]
    assert messages('L"\udcff"', real) == ["main.c:1: Invalid wide string literal.\n"]
    assert messages("L'\xff\xff'", as_bytes) == ["main.c:1: warning: Illegal wide character constant\n"]


def test_text_blocks_are_the_lines_up_to_the_terminator() -> None:
    """Every line keeps its newline, quotes and backslashes stand for themselves, and code goes on behind the word."""
    assert values('@END\na "q" \\n \\\nEND;') == ['a "q" \\n \\\n', ";"]
    assert values("@END\nEND") == [""]
    assert values("@END same line\nEND)") == ["same line\n", ")"]


def test_only_the_whole_word_at_the_start_of_a_line_ends_a_text_block() -> None:
    """An indented terminator and a longer word are text."""
    assert values("@END\n  END\nENDX\nEND_\nEND") == ["  END\nENDX\nEND_\n"]


def test_text_blocks_may_resolve_escapes() -> None:
    """The option makes a text block read like a string literal."""
    assert values("@END\na\\tb\nEND", LexOptions(text_block_escapes=True)) == ["a\tb\n"]


def test_array_blocks_are_arrays_of_lines() -> None:
    """@@ gives the tokens of an array of strings, without newlines."""
    assert values("@@END\na\n\n b\nEND;") == ["({", "a", ",", "", ",", " b", "}", ")", ";"]
    assert values("@@END\nEND;") == ["({", "}", ")", ";"]
    places = [(t.line, t.column) for t in tokens("x @@E\na\nbc\nE") if t.kind == STRING]
    assert places == [(2, 1), (3, 1)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('x = "abc', "End of file in string"),
        ("x = @END\nabc\n", "End of file in text block"),
        ("x = @@END\nabc\n", "End of file in array block"),
        ("x = /* abc\n", "End of file in a comment"),
    ],
)
def test_what_has_no_end_is_reported_where_it_begins(text: str, message: str) -> None:
    """The place of the opening is what helps; the end of the file is known."""
    [diagnostic] = stream(text).diagnostics

    assert (diagnostic.message, diagnostic.line, diagnostic.column) == (message, 1, 5)


def test_comments_are_blank() -> None:
    """Both kinds of comment end tokens and hide what they hold."""
    assert values('a/* " */b // c \\\nd /**/ e /***/ f /* // */ g') == ["a", "b", "d", "e", "f", "g"]
    assert messages("/* a /* b */") == ["main.c:1: warning: /* found in comment.\n"]


def test_strange_characters_are_illegal_tokens() -> None:
    """The parser calls them syntax errors; a NUL is reported at once."""
    assert kinds("a ` é # \\") == [NAME, ILLEGAL, ILLEGAL, ILLEGAL, ILLEGAL]
    assert messages("a\0b") == ["main.c:1: Null byte in source (embedded null is only valid inside string literals)\n"]


def test_carriage_returns_before_line_ends_do_not_matter() -> None:
    """A file written on Windows reads the same."""
    text = '#define A 1 + \\\n 2\ns = "a\nb" @END\nx\nEND;\n'

    assert tokens(text.replace("\n", "\r\n")) == tokens(text)


def test_an_unreadable_file_is_a_message() -> None:
    """Even the main file may be missing."""
    result = lex("/gone.c", LexOptions(), no_files)

    assert [d.message for d in result.diagnostics] == ["Cannot read /gone.c"]
    assert len(result.tokens) == 1


def test_blanks_at_the_end_of_a_file_are_no_token() -> None:
    """Also without a newline behind them."""
    for end in (" ", "\t", "\n \t", " \r"):
        assert lex("/t.c", LexOptions(), lambda path: None, f"int x;{end}").diagnostics.errors() == ()
