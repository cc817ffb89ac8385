"""Values as text and back: JSON and the form of save files.

The answers are those of Neolith.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from ..answers import answers

CASES = [
    (
        'to_json(({ 1, 1.5, "a\\"b\\\\\\n\\t\\x01/\\x7f", ([ ]), ([ "a": 1 ]) }))',
        '"[1,1.5,\\"a\\\\\\"b\\\\\\\\\\\\n\\\\t\\\\u0001/\\0177\\",{},{\\"a\\":1}]"',
    ),
    ("to_json(([ 1: 2 ]))", "ERR to_json: mapping has a non-string key."),
    ("to_json(({ this_object(), (: 1 :), ([ ])[1] }))", '"[null,null,null]"'),
    ("a = ({ 0 }); a[0] = a; to_json(a)", "ERR to_json: value nested too deep (25)."),
    ('from_json("[1,2.5,\\"x\\",null,true,false,{\\"a\\":1}]")', '({1, 2.5, "x", 0, 1, 0, (["a": 1])})'),
    ('undefinedp(from_json("null"))', "1"),
    (
        '({ from_json("1e3"), from_json(" 5 "), from_json("18446744073709551615"), from_json("1.0") })',
        "({1000, 5, 9223372036854775807, 1})",
    ),
    (
        'save_variable(({ 1, -2.5, "a\\"b\\\\c\\n", ([ "k": ({ }) ]), this_object() }))',
        '"({1,-2.5,\\"a\\\\\\"b\\\\\\\\c\\r\\",([\\"k\\":({}),]),,})"',
    ),
    ("({ save_variable(1e20), save_variable(1.0 / 3), save_variable(3.0) })", '({"1e+20", "0.333333", "3"})'),
    ('restore_variable("({1,\\"a\\\\\\"b\\r\\",([\\"k\\":1.5e-05,]),})")', '({1, "a\\"b\\n", (["k": 1.5e-05])})'),
    (
        '({ restore_variable("12abc"), restore_variable("abc"), restore_variable("1e+20"), '
        'restore_variable("-3"), restore_variable("({})x") })',
        "({12, 0, 1e+20, -3, ({ })})",
    ),
    ('restore_variable("({,1,,})")', "({0, 1, 0})"),
    ('restore_variable("1.")', "ERR restore_object(): Illegal numeric format."),
    ('restore_variable("-")', "ERR restore_object(): Illegal numeric format."),
    ('restore_variable("(1)")', "ERR restore_object(): Illegal general format."),
    ('restore_variable("({a,})")', "ERR restore_object(): Illegal array format."),
    ('restore_variable("({1,2})")', "ERR restore_object(): Illegal array format."),
    ('restore_variable("\\"abc\\"x")', "ERR restore_object(): Illegal string format."),
    ('sizeof(restore_variable("(/1,2,/)"))', "2"),
    ("a = ([ ]); a[1] = a; save_variable(a)", "ERR Mappings and/or arrays nested too deep (25) for save_object"),
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
