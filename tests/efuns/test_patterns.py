"""Patterns and sscanf.

The answers are those of Neolith.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from ..answers import answers

CASES = [
    (
        '({ regexp("abc def", "\\\\<def\\\\>"), regexp("abcdef", "\\\\<def"), regexp("a{b", "a{b"), '
        'regexp("a|b", "a\\\\|b"), regexp("a\\tb", "a\\\\tb") })',
        "({1, 0, 1, 1, 1})",
    ),
    ('({ regexp("]", "[]]"), regexp("-", "[a-]"), regexp("a", "[^]]") })', "({1, 1, 1})"),
    (
        '({ regexp("a^b", "a^b"), regexp("ab", "(^a)b"), regexp("a\\nb", "^b"), regexp("a\\n", "a$"), '
        'regexp("a\\nb", "a.b") })',
        "({0, 1, 0, 0, 1})",
    ),
    ('({ regexp("5", "\\\\d"), regexp("d", "\\\\d"), regexp("b", "(a|)"), regexp("b", "|b") })', "({0, 1, 1, 1})"),
    ('regexp("x", "x]y")', "ERR unexpected ]"),
    ('regexp("x", "[\\\\]")', "ERR unmatched []"),
    ('regexp("x", "[c-a]")', "ERR invalid [] range"),
    ('regexp("x", "+a")', "ERR + follows nothing"),
    ('regexp("x", "a|*b")', "ERR * follows nothing"),
    ('regexp("x", "(a*)*")', "ERR *+ operand could be empty"),
    ('regexp("x", "^*a")', "ERR *+ operand could be empty"),
    ('regexp("x", "a+?")', "ERR nested *?+"),
    ('regexp("x", "\\\\{a")', "ERR sorry, unimplemented operator"),
    ('regexp("x", "((((((((((a))))))))))")', "ERR too many ()"),
    ('regexp("x", "(a")', "ERR unmatched ()"),
    ('regexp("x", "a)")', "ERR unmatched ()"),
    ('regexp("x", "a\\\\")', 'ERR Regular expression cannot end with \'\\\'.  Use "\\\\".'),
    ('regexp("a", "a", 1)', "ERR 3rd argument illegal for regexp(string, string)"),
    ('regexp(({ "abc", "xbc", 5, "abd" }), "^ab", 3)', '({"xbc", 2})'),
    ('regexp(({ "abc", "xbc", 5, "abd" }), "^ab", 1)', '({"abc", 1, "abd", 4})'),
    ('regexp(({ }), "(")', "({ })"),
    (
        'reg_assoc("abcabc", ({ "b*", "c" }), ({ 1, 2 }), 0)',
        '({({"", "", "a", "b", "", "", "c", "", "a", "b", "", "", "c"}), ({0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, '
        "0})})",
    ),
    ('reg_assoc("aXbX", ({ "X$", "X" }), ({ 1, 2 }))', '({({"a", "X", "b", "X", ""}), ({0, 2, 0, 1, 0})})'),
    (
        'reg_assoc("abab", ({ "^a", "b" }), ({ 1, 2 }))',
        '({({"", "a", "", "b", "", "a", "", "b", ""}), ({0, 1, 0, 2, 0, 1, 0, 2, 0})})',
    ),
    ('reg_assoc("abc", ({ "a" }), ({ 1, 2 }))', "ERR Pattern and token array sizes must be identical."),
    ('a = sscanf("12abc34", "%d%(a.c)%d", b, c, d); ({ a, b, c, d })', '({3, 12, "abc", 34})'),
    ('a = sscanf("hello abc34", "%s%([a-c]+)%d", b, c, d); ({ a, b, c, d })', '({3, "hello ", "abc", 34})'),
    ('a = sscanf("hello", "%s%(x+)", b, c); ({ a, b, c })', '({1, "hello", 0})'),
    ('a = sscanf("hello 12 world", "%s %d %s", b, c, d); ({ a, b, c, d })', '({3, "hello", 12, "world"})'),
    ('a = sscanf("hello 12 world", "%*s %d %*s", b); ({ a, b })', "({3, 12})"),
    ('a = sscanf("0x1F 17", "%x %d", b, c); ({ a, b, c })', "({2, 31, 17})"),
    ('a = sscanf("abc 0x1F", "%s%x", b, c); ({ a, b, c })', '({2, "abc ", 31})'),
    ('a = sscanf("abc 1.5", "%s%f", b, c); ({ a, b, c })', '({2, "abc ", 1.5})'),
    ('a = sscanf("a%b", "%s%%%s", b, c); ({ a, b, c })', '({3, "a", "b"})'),
    ('a = sscanf("abcd", "abc", b); ({ a, b })', '({1, "d"})'),
    ('a = sscanf("abc", "%s%d", b, c); ({ a, b, c })', '({1, "abc", 0})'),
    ('a = sscanf("abc5", "%s%*d", b); ({ a, b })', '({2, "abc"})'),
    ('a = sscanf("99999999999999999999", "%d", b); ({ a, b })', "({1, 9223372036854775807})"),
    ('a = sscanf("", "%s", b); ({ a, b })', '({1, ""})'),
    ('sscanf("abc", "%s%", b)', "ERR *Too few arguments to sscanf()."),
    ('sscanf("abc", "%", b)', "ERR *Format string end in '%' in sscanf()"),
    ('sscanf("abc", "%q", b)', "ERR *Bad type : '%q' in sscanf() format string."),
    ('sscanf("abc", "%s%s", b, c)', "ERR *Illegal to have 2 adjacent %s's in format string in sscanf()"),
    ('sscanf("1 2", "%d %d", b)', "ERR *Too few arguments to sscanf()"),
    ('sscanf("x", "%(a", b)', "ERR *Bad regexp format: '%a' in sscanf format string"),
    ('c = 5; sscanf(c, "%d", b)', "ERR Bad argument 1 to sscanf, Expected: string Got: 5."),
]


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What every expression gives."""
    cases = CASES
    directory: Path = tmp_path_factory.mktemp("mudlib")
    return dict(zip((text for text, _ in cases), answers(directory, cases), strict=True))


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_expression_gives_what_lpc_programs_expect(given: dict[str, str], text: str, expected: str) -> None:
    """Each expression of the tables has the recorded value or error."""
    actual = given[text]

    assert actual == expected
