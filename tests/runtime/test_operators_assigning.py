"""The assigning operators: where they differ from the plain ones.

The answers are those of Neolith.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from ..answers import answers

CASES = [
    ("a = 1; a += 1.7; a", "2"),
    ("a = 1; a += -3.9; a", "-2"),
    ("a = 1.5; a += 1.5; a", "3"),
    ('a = "x"; a += 1; a += 1.5; a', '"x11.500000"'),
    ('a = 1; a += "x"; a', "ERR *Left hand side of += is a number (or zero); right side is not a number."),
    ("a = ({ 1 }); b = a; a += ({ 2 }); ({ a, b })", "({({1, 2}), ({1})})"),
    ("a = ([ 1: 2 ]); b = a; a += ([ 3: 4 ]); ({ sizeof(b), a == b })", "({2, 1})"),
    ("a = ({ }); c = (a += 1); c", "ERR Bad argument 2 to +=, Expected: array Got: 1."),
    ("a = 10; a -= 2.5; a", "7"),
    ("a = ({ 1, 2 }); b = a; a -= ({ 1 }); ({ a, b })", "({({2}), ({1, 2})})"),
    ('a = "x"; a -= 1; a', "ERR Bad left type to -="),
    ('a = 1; a -= "x"; a', "ERR Bad right type to -="),
    ("a = 1; a -= ({ }); a", "ERR Arguments to -= do not match in type."),
    ("a = 10; a *= 2.55; a", "25"),
    ('a = "x"; a *= 2; a', "ERR Bad left type to *="),
    ("a = 10; a /= 4.0; a", "2"),
    ('a = 1; a /= "x"; a', "ERR Bad right type to /="),
    ("a = 10; a %= 3; a", "1"),
    ("a = 10; a %= 0; a", "ERR Modulo by 0"),
    ("a = 10; a %= 1.5; a", "ERR Bad right type to %="),
    ("a = 12; a &= 10; a", "8"),
    ("a = 1.5; a &= 1; a", "ERR Bad left type to &="),
    ("a = 1; a |= 1.5; a", "ERR Bad right type to |="),
    ("a = 1; a <<= 65; a", "2"),
    ("a = 1.5; a++; a", "2.5"),
    ('a = "x"; a++; a', "ERR *Increment (++) on non-numeric argument."),
    ('a = "x"; a--; a', "ERR Decrement (--) on non-numeric argument"),
    ("a = 9223372036854775807; a++; a", "-9223372036854775808"),
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
