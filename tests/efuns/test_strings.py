"""Efuns on strings.

The answers are those of Neolith.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from ..answers import answers

CASES = [
    ('explode(",,a,,b,,", ",")', '({"", "", "a", "", "b", "", ""})'),
    ('explode("a", ",")', '({"a"})'),
    ('explode("", ",")', "({ })"),
    ('explode("aXXbXXc", "XX")', '({"a", "b", "c"})'),
    ('explode("abc", "")', '({"a", "b", "c"})'),
    ('implode(({ "a", 1, "b", 2.5 }), "-")', '"a-b"'),
    ("implode(({ 1, 2, 3 }), (: $1 + $2 :), 10)", "16"),
    ("implode(({ }), (: $1 + $2 :), 10)", "10"),
    ("implode(({ }), (: $1 + $2 :))", "0"),
    ("implode(({ 5 }), (: $1 + $2 :))", "5"),
    ('implode(({ "a" }), "x", "y")', "ERR Third argument to implode() is illegal with implode(array, string)"),
    ('({ strcmp("a", "z"), strcmp("a", "abc"), strcmp("", ""), strcmp("z", "aaa") })', "({-25, -98, 0, 25})"),
    (
        '({ strsrch("hello", "l"), strsrch("hello", "l", 1), strsrch("hello", \'l\'), strsrch("hello", "") })',
        "({2, 3, 2, -1})",
    ),
    ('strsrch("hello", 0)', "ERR strsrch: invalid wide character"),
    ('({ strsrch("hello", "hello world"), strsrch("hehe", "he", 1), strsrch("hello", -1) })', "({-1, 2, -1})"),
    (
        '({ capitalize("abc"), capitalize(""), capitalize("1a"), upper_case("aBc1"), lower_case("ABc1") })',
        '({"Abc", "", "1a", "ABC1", "abc1"})',
    ),
    ('replace_string("aXbXcXd", "X", "--", 2)', '"a--b--cXd"'),
    ('replace_string("aXbXcXd", "X", "--", 2, 2)', '"aXb--cXd"'),
    ('replace_string("aXYbXYcXYd", "XY", "-", 3, 2)', '"aXYbXYcXYd"'),
    ('replace_string("aXYbXYcXYd", "XY", "-", 2, 0)', '"aXYb-c-d"'),
    ('replace_string("aXYbXYcXYd", "XY", "-", -1)', '"a-b-c-d"'),
    ('replace_string("abc", "", "x")', '"abc"'),
    ('replace_string("a", "b", "c", 1, 2, 3)', "ERR Too many args to replace_string."),
    ('a = "x"; replace_string("a", "b", "c", a)', 'ERR Bad argument 4 to replace_string(), Expected: int Got: "x".'),
    ('repeat_string("ab", 3)', '"ababab"'),
    ('repeat_string("ab", -1)', "ERR repeat_string: String too large."),
    ('repeat_string("ab", 200000)', "ERR repeat_string: String too large."),
    ('strwrap("hello world foo bar", 5)', '"hello world foo bar"'),
    ('({ crc32("hello"), crc32(allocate_buffer(3)) })', "({3387906425, 12461805})"),
    ('c_str("ab\\0cd")', '"ab"'),
    ('a = 5; explode(a, ",")', "ERR Bad argument 1 to explode(), Expected: string Got: 5."),
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
