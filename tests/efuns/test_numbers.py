"""Efuns on numbers, kinds, bits and times.

The answers are those of Neolith.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from ..answers import answers

CASES = [
    (
        "({ cos(0.0), sin(0.0), pow(2.0, 3.0), sqrt(2.25), floor(-1.5), ceil(1.2), exp(0.0), log(1.0), "
        "tan(0.0), atan(0.0) })",
        "({1, 0, 8, 1.5, -2, 2, 1, 0, 0, 0})",
    ),
    ("asin(2.0)", "ERR math: asin(x) with (x > 1.0)"),
    ("acos(-2.0)", "ERR math: acos(x) with (x < -1.0)"),
    ("sqrt(-1.0)", "ERR math: sqrt(x) with (x < 0.0)"),
    ("log(0.0)", "ERR math: log(x) with (x <= 0.0)"),
    ("({ exp(1000.0), pow(10.0, 400.0), pow(0.0, -1.0) })", "({inf, inf, inf})"),
    ("a = 2; pow(a, 3.0)", "ERR Bad argument 1 to pow(), Expected: float Got: 2."),
    ("({ random(0), random(-5), random(1) })", "({0, 0, 0})"),
    (
        '({ to_int("12abc"), to_int("abc"), to_int("0x10"), to_int(" 12"), to_int(1.9), to_int(-1.9), '
        'to_int("-5") })',
        "({12, 0, 0, 12, 1, -1, -5})",
    ),
    ("a = ({ }); to_int(a)", "ERR Bad argument 1 to to_int(), Expected: int or string or float or buffer Got: ({ })."),
    ("a = allocate_buffer(4); a[3] = 1; to_int(a)", "1"),
    ("to_int(allocate_buffer(2))", "0"),
    (
        '({ to_float("1.5abc"), to_float("abc"), to_float(3), to_float("1e3"), to_float(" 2.5"), '
        'to_float("0x10") })',
        "({1.5, 0, 3, 1000, 2.5, 16})",
    ),
    (
        '({ typeof(0), typeof(""), typeof(({ })), typeof(([ ])), typeof(1.5), typeof(this_object()), typeof((: '
        "1 :)), typeof(allocate_buffer(1)) })",
        '({"int", "string", "array", "mapping", "float", "object", "function", "buffer"})',
    ),
    (
        '({ sizeof("abc"), sizeof(({ 1, 2 })), sizeof(([ 1: 2 ])), sizeof(5), sizeof(allocate_buffer(4)), '
        "sizeof(1.5) })",
        "({3, 2, 1, 0, 4, 0})",
    ),
    (
        '({ intp(0), floatp(1), stringp(""), arrayp(0), mapp(([ ])), objectp(0), bufferp(0), undefinedp(0), '
        "undefinedp(([ ])[1]) })",
        "({1, 0, 1, 0, 1, 0, 0, 0, 1})",
    ),
    (
        '({ functionp((: write :)), functionp((: $1 :)), functionp(5), functionp((: sprintf, "x" :)) })',
        "({3, 5, 0, 19})",
    ),
    ('({ set_bit("", 5), clear_bit("P", 5) })', '({"@", "0"})'),
    (
        '({ test_bit("P", 5), test_bit("", -1), next_bit("P", -1), next_bit("  !", 0), next_bit("", 0), '
        'next_bit("!!", 0) })',
        "({1, 0, 4, 12, -1, 0})",
    ),
    ('set_bit("", 1201)', "ERR set_bit() bit requested: 1201 > maximum bits: 1200"),
    ('set_bit("", -1)', "ERR Bad argument 2 (negative) to set_bit()."),
    ('clear_bit("", -1)', "ERR Bad argument 2 (negative) to clear_bit()."),
    ('test_bit("P", -1)', "ERR Bad argument 2 (negative) to test_bit()."),
    ('set_bit("\\x01", 0)', "ERR Illegal bit pattern in set_bit character 0"),
    (
        "({ ctime(0), ctime(1000000000), ctime(-1) })",
        '({"Thu Jan  1 00:00:00 1970", "Sun Sep  9 01:46:40 2001", "Wed Dec 31 23:59:59 1969"})',
    ),
    ("localtime(0)[5..9]", '({1970, 4, 0, 0, "UTC"})'),
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
