"""Operators on values of every kind, with the errors that LPC programs compare.

The answers are those of Neolith.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from ..answers import answers

CASES = [
    ("1 + 2", "3"),
    ("9223372036854775807 + 1", "-9223372036854775808"),
    ("1 + 1.5", "2.5"),
    ('1 + "x"', '"1x"'),
    ('"x" + 1', '"x1"'),
    ('"x" + 1.5', '"x1.500000"'),
    ('1e20 + "x"', '"100000000000000000000.000000x"'),
    ('({ 1 }) + ({ "a" })', '({1, "a"})'),
    ("([ 1: 2 ]) + ([ 1: 3 ])", "([1: 3])"),
    ("a = 1; b = ({ }); a + b", "ERR *Bad type argument to +. Had int and array"),
    ("a = ({ }); b = 1; a + b", "ERR *Bad type argument to +.  Had array and int."),
    ('a = "x"; b = ([ ]); a + b', "ERR *Bad type argument to +. Had string and mapping"),
    ('a = ({ }); b = "x"; a + b', "ERR *Bad type argument to +. Had array and string."),
    ("a = 1.5; b = ({ }); a + b", "ERR *Bad type argument to +. Had float and array"),
    ("a = ({ }); b = 1.5; a + b", "ERR *Bad type argument to +. Had array and float"),
    ("a = this_object(); b = 1; a + b", "ERR *Bad type argument to +.  Had object and int."),
    ("7 - 10", "-3"),
    ("({ 1, 2, 3, 2 }) - ({ 2 })", "({1, 3})"),
    ("a = 1; b = ({ }); a - b", "ERR *Arguments to - do not have compatible types."),
    ('a = ""; b = 1; a - b', "ERR *Bad left type to -."),
    ('a = 1; b = ""; a - b', "ERR *Bad right type to -."),
    ("9223372036854775807 * 2", "-2"),
    ("2 * 1.5", "3"),
    ("([ 1: 2, 5: 6 ]) * ([ 2: 3 ])", "([1: 3])"),
    ('a = 1; b = "x"; a * b', 'ERR Bad argument 2 to *, Expected: int or mapping or float Got: "x".'),
    ("a = 1; b = ([ ]); a * b", "ERR *Args to * are not compatible."),
    ("a = -7; a / 2", "-3"),
    ("a = -7; a / -2", "3"),
    ("a = 7; a / 2.0", "3.5"),
    ("a = 1; b = 0; a / b", "ERR *Division by zero."),
    ("a = 1; b = 0.0; a / b", "ERR *Division by 0.0"),
    ('a = "x"; b = 1; a / b', 'ERR Bad argument 1 to /, Expected: int or float Got: "x".'),
    ("a = -7; a % 2", "-1"),
    ("a = 7; a % -2", "1"),
    ("a = 1; b = 0; a % b", "ERR *Modulus by zero."),
    ("a = 1.5; b = 2; a % b", "ERR Bad argument 1 to %, Expected: int Got: 1.5."),
    ("12 & 10", "8"),
    ("({ 1, 2 }) & ({ 2, 3 })", "({2})"),
    ("a = ({ 1 }); b = 1; a & b", "ERR Bad argument 1 to &, Expected: int Got: ({1})."),
    ("12 | 10", "14"),
    ("a = 1; b = 1.5; a | b", "ERR Bad argument 2 to |, Expected: int Got: 1.5."),
    ("12 ^ 10", "6"),
    ("a = 1; a << 65", "2"),
    ("a = 1; a << -1", "-9223372036854775808"),
    ("a = -8; a >> 1", "-4"),
    ("a = -8; a >> 65", "-4"),
    ('a = 1; b = "x"; a << b', 'ERR Bad argument 2 to <<, Expected: int Got: "x".'),
    ('a = "x"; -a', "ERR *Bad argument to unary minus"),
    ("a = 9223372036854775807; -a - 2", "9223372036854775807"),
    ("a = 1.5; ~a", "ERR *Bad argument to ~"),
    ("~5", "-6"),
    ("!0", "1"),
    ('!""', "0"),
    ("!0.0", "0"),
    ("!({ })", "0"),
    ('a = 1; b = "x"; a < b', 'ERR Bad argument 2 to <, Expected: int or float Got: "x".'),
    ('a = "x"; b = 1; a < b', "ERR Bad argument 2 to <, Expected: string Got: 1."),
    ("a = ({ }); b = 1; a >= b", "ERR Bad argument 1 to >=, Expected: int or string or float Got: ({ })."),
    ('"a" < "ab"', "1"),
    ("1 < 1.5", "1"),
    ("a = 2; b = 2.0; a == b", "1"),
    ("a = ({ }); b = a; a == b", "1"),
    ("a = ({ 1 }); b = ({ 1 }); a == b", "0"),
    ('"abc" == "abc"', "1"),
    ('a = 1.5; a == "x"', "0"),
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
