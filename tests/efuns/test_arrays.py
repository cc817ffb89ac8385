"""Efuns on arrays and mappings.

The answers are those of Neolith.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from ..answers import answers

CASES = [
    ("allocate(3)", "({0, 0, 0})"),
    ("allocate(-1)", "ERR Illegal array size."),
    ("allocate(15001)", "ERR Illegal array size."),
    (
        '({ member_array(1, ({ 1, 2, 1 }), 1), member_array(\'x\', "axb"), member_array(({ }), ({ 1 })), '
        "member_array(1, ({ 1.0 })) })",
        "({2, 1, -1, -1})",
    ),
    (
        '({ member_array("b", ({ 1, ({ "b" }), 0.0, "a", "b", "b" })), member_array("b", ({ "b", "b" }), 1), '
        'member_array("b", ({ "b" }), 5), member_array("c", ({ "b" })) })',
        "({4, 1, -1, -1})",
    ),
    ('a = "x"; member_array(a, "axb")', 'ERR Bad argument 1 to member_array(), Expected: int Got: "x".'),
    ('member_array(1, "abc", 9)', "ERR Index to start search from in member_array() is > string length."),
    ("member_array(1, ({ 1 }), -1)", "ERR *Bad argument 3 to member_array()"),
    ("filter(({ 1, 2, 3 }), (: $1 > 1 :))", "({2, 3})"),
    ("filter(([ 1: 2, 3: 4 ]), (: $1 > 1 && $2 :))", "([3: 4])"),
    ("filter(({ 1, 2 }), (: $1 == $2 :), 2)", "({2})"),
    ('filter(({ 1 }), "nosuch")', "({ })"),
    ('filter(({ 1 }), "nosuch", 5)', "ERR Bad argument 3 to filter(), Expected: string or object Got: 5."),
    (
        'filter(({ 1 }), "nosuch", "/nofile")',
        'ERR Bad argument 3 to filter(), Expected: string or object Got: "/nofile".',
    ),
    ("a = 5; filter(({ 1 }), a)", "ERR Bad argument 2 to filter(), Expected: string or function Got: 5."),
    ("map(({ 1, 2 }), (: $1 * 2 :))", "({2, 4})"),
    ("map(([ 1: 2 ]), (: $1 + $2 :))", "([1: 3])"),
    ('map("abc", (: $1 + 1 :))', '"bcd"'),
    ('map("abc", (: "x" :))', '"abc"'),
    ("a = 5; map_array(a, (: 1 :))", "ERR Bad argument 1 to map(), Expected: string or array or mapping Got: 5."),
    ("sort_array(({ 3, 1, 2 }), 1)", "({1, 2, 3})"),
    ('sort_array(({ "b", "a", "c" }), -1)', '({"c", "b", "a"})'),
    ("sort_array(({ 3, 1, 2 }), (: $1 < $2 ? -1 : 1 :))", "({1, 2, 3})"),
    ("sort_array(({ 3, 1, 2 }), (: $2 - $1 :))", "({3, 2, 1})"),
    ('sort_array(({ "b", "a", "Z" }), (: strcmp($1, $2) :))', '({"Z", "a", "b"})'),
    ('sort_array(({ 1, "a" }), (: $1 - $2 :))', "ERR *Bad left type to -."),
    (
        'sort_array(({ 1, "a" }), (: strcmp($1, $2) :))',
        "ERR Bad argument 2 to strcmp(), Expected: string Got: 1.",
    ),
    ("sort_array(({ ({ 3, 1 }), ({ 1, 2 }) }), 1)", "({({1, 2}), ({3, 1})})"),
    (
        'sort_array(({ 1, "a" }), 1)',
        "ERR built-in sort_array() can only handle homogeneous arrays of strings/ints/floats/arrays",
    ),
    ("sort_array(({ ({ }), ({ 1 }) }), 1)", "ERR Illegal to have empty array in array for sort_array()"),
    (
        "sort_array(({ ({ ({ }) }), ({ ({ }) }) }), 1)",
        "ERR sort_array() cannot handle arrays of arrays whose 1st elems\naren't strings/ints/floats",
    ),
    ("sort_array(({ }), 1)", "({ })"),
    ("unique_array(({ 1, 2, 3, 4 }), (: $1 % 2 :))", "({({1, 3})})"),
    ("unique_array(({ 1, 2, 3, 4 }), (: $1 % 2 :), 7)", "({({1, 3}), ({2, 4})})"),
    ('unique_array(({ 1, 2 }), "foo")', "({ })"),
    ("unique_mapping(({ 1, 2, 3, 4 }), (: 5 :))", "([5: ({4, 3, 2, 1})])"),
    ("a = ({ ({ 1 }) }); b = copy(a); b[0][0] = 2; a", "({({1})})"),
    ("a = ({ 0 }); a[0] = a; copy(a)", "ERR Mappings, arrays and/or classes nested too deep (25) for copy()"),
    ('keys(([ "a": 1 ]))', '({"a"})'),
    ('values(([ "a": 1 ]))', "({1})"),
    ("a = ([ 1: 2 ]); map_delete(a, 1); map_delete(a, 5); a", "([ ])"),
    ('match_path(([ "a": ([ "b": 5 ]), "c": 6 ]), "/a//b")', "5"),
    ('match_path(([ "c": 6 ]), "c/x")', "0"),
    ('match_path(([ "c": 6 ]), "c/")', "6"),
    ('undefinedp(match_path(([ "c": 6 ]), ""))', "1"),
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
