"""Reading and writing elements and ranges of strings, arrays, mappings and buffers.

The answers are those of Neolith.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from ..answers import answers

CASES = [
    ('a = "hello"; a[0]', "104"),
    ('a = "hello"; a[5]', "0"),
    ('a = "hello"; a[6]', "ERR *String index out of bounds."),
    ('a = "hello"; a[-1]', "ERR *String index out of bounds."),
    ('a = "hello"; a[<1]', "111"),
    ('a = "hello"; a[<6]', "ERR *String index out of bounds."),
    ('a = "hello"; a["x"]', "ERR *String indexes must be integers."),
    ("a = ({ 1 }); a[1]", "ERR *Array index out of bounds."),
    ("a = ({ 1 }); a[-1]", "ERR *Array index must be positive or zero."),
    ('a = ({ 1 }); a["x"]', "ERR *Array indexes must be integers."),
    ("a = ({ 1 }); a[<1]", "1"),
    ("a = ({ 1 }); a[<2]", "ERR *Array index out of bounds."),
    ('a = ({ 1 }); b = "x"; a[<b]', "ERR *Indexing an array with an illegal type."),
    ("a = ([ 1.5: 2 ]); a[1.5]", "2"),
    ("a = ([ 1: 2 ]); undefinedp(a[7])", "1"),
    ("a = ([ 1: 2 ]); a[<1]", "ERR *Cannot index value of type 'mapping'."),
    ("a = 0; a[0]", "ERR *Value being indexed is zero."),
    ("a = 5; a[0]", "ERR *Cannot index value of type 'int'."),
    ("a = allocate_buffer(2); a[0]", "0"),
    ('a = allocate_buffer(2); a["x"]', "ERR *Buffer indexes must be integers."),
    ('a = "hello"; a[1..2]', '"el"'),
    ('a = "hello"; a[0..-1]', '"hello"'),
    ('a = "hello"; a[1..<2]', '"ell"'),
    ('a = "hello"; a[<3..]', '"llo"'),
    ('a = "hello"; a[-2..]', '"lo"'),
    ('a = "hello"; a[9..]', '""'),
    ('a = "hello"; a[3..1]', '""'),
    ('a = "hello"; a[-9..2]', '"hel"'),
    ('a = "hello"; a[2..99]', '"llo"'),
    ('a = "hello"; a[-9..-8]', '""'),
    ("a = ({ 1, 2, 3 }); a[1..]", "({2, 3})"),
    ("a = ({ 1, 2, 3 }); a[0..-1]", "({ })"),
    ("a = ({ 1, 2, 3 }); a[-2..]", "({1, 2, 3})"),
    ("a = ({ 1, 2, 3 }); a[<2..<2]", "({2})"),
    ("a = ({ 1, 2, 3 }); a[0..9]", "({1, 2, 3})"),
    ('a = "hello"; b = "x"; a[b..2]', "ERR Start of range [ .. ] interval must be a number."),
    ('a = "hello"; b = "x"; a[1..b]', "ERR End of range [ .. ] interval must be a number."),
    ("a = 5; a[1..2]", "ERR Bad argument to [ .. ] range operator."),
    ("a = allocate_buffer(5); sizeof(a[-2..-1])", "2"),
    ('a = "hello"; a[0] = \'J\'; a', '"Jello"'),
    ('a = "hello"; b = a; a[0] = \'J\'; b', '"hello"'),
    ('a = "hello"; a[5] = \'J\'; a', "ERR *Index out of bounds in string index lvalue."),
    ('a = "hello"; a[0] = "J"; a', "ERR *Illegal rhs to char lvalue"),
    ('a = "hello"; a[0] = 0; a', "ERR *Strings cannot contain 0 bytes."),
    ('a = "hello"; a["x"] = 1; a', "ERR *Illegal type of index"),
    ("a = ({ 1, 2 }); a[<1] = 7; a", "({1, 7})"),
    ("a = ({ 1, 2 }); a[2] = 1; a", "ERR *Array index out of bounds."),
    ('a = ({ 1, 2 }); a["x"] = 1; a', "ERR *Illegal type of index"),
    ("a = 0; a[0] = 1; a", "ERR *Value being indexed is zero."),
    ("a = allocate_buffer(2); a[1] = 257; a[1]", "1"),
    ("a = allocate_buffer(2); a[2] = 1; a", "ERR *Buffer index out of bounds."),
    ("a = ({ 1, 2, 3 }); b = a; a[0..1] = ({ 7, 8 }); ({ a == b, b })", "({1, ({7, 8, 3})})"),
    ("a = ({ 1, 2, 3 }); b = a; a[0..1] = ({ 7 }); ({ a == b, a, b })", "({0, ({7, 3}), ({1, 2, 3})})"),
    ("a = ({ 1, 2, 3 }); a[3..2] = ({ 7 }); a", "({1, 2, 3, 7})"),
    ("a = ({ 1, 2, 3 }); a[2..0] = ({ 7, 8 }); a", "({1, 2, 7, 8, 2, 3})"),
    (
        "a = ({ 1, 2, 3 }); a[0..3] = ({ 7 }); a",
        "ERR *The 2nd index to range lvalue must be >= -1 and < sizeof(indexed value)",
    ),
    (
        "a = ({ 1, 2, 3 }); a[-1..0] = ({ 7 }); a",
        "ERR *The 1st index to range lvalue must be >= 0 and <= sizeof(indexed value)",
    ),
    ("a = ({ 1, 2, 3 }); a[0..0] = 7; a", "ERR *Illegal rhs to array range lvalue."),
    ('a = "hello"; a[0..1] = "J"; a', '"Jllo"'),
    ('a = "hello"; a[1..0] = "__"; a', '"h__ello"'),
    ('a = "hello"; a[0..1] = 5; a', "ERR *Illegal rhs to string range lvalue."),
    ('a = 0; a[0..1] = "x"; a', "ERR *Range lvalue on illegal type."),
    ("a = ({ ({ 1, 2 }), 3 }); b = a[0]; a[0][0..0] = ({ 9, 9 }); ({ a, b })", "({({({9, 9, 2}), 3}), ({1, 2})})"),
    ('a = ([ 1: "abc" ]); a[1][0] = \'z\'; a', '([1: "zbc"])'),
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
