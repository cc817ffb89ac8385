"""sprintf: padding, numbers, columns, tables and its errors.

The answers are those of Neolith.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from ..answers import answers

CASES = [
    ('sprintf("%5d|%-5d|%05d|%+d|% d|%|7d|%d", 1, 2, 3, 4, 5, 6, 7)', '"    1|2    |00003|+4| 5|   6   |7"'),
    ('sprintf("%-5d", 1)', '"1"'),
    ('sprintf("%-5s", "a")', '"a    "'),
    ('sprintf("%-5s", "a\\n")', '"a\\n"'),
    ('sprintf("%-5d\\n", 1)', '"1\\n"'),
    (
        'sprintf("%.1f %f %5.2f|%-8.2f|%08.2f|%+.1f", 1.25, 1.1, 2.2, 3.3, 4.4, 5.5)',
        '"1.2 1.100000  2.20|3.30    |00004.40|+5.5"',
    ),
    ('sprintf("%c%c|", 65, 0)', '"A|"'),
    ('sprintf("%x %X %o %i", 255, 255, 8, 4)', '"ff FF 10 4"'),
    ('sprintf("%.3d|%5.3d|%-6.3d|", 5, 5, 5)', '"005|  005|005   |"'),
    ('sprintf("%%|%s", 0)', '"%|0"'),
    ('sprintf("%s", 5)', "ERR (s)printf(): Incorrect argument to type %s. (arg: 0)"),
    ('sprintf("%d", "x")', "ERR ERROR: (s)printf(): Incorrect argument type to %d."),
    ('sprintf("%f", 1)', "ERR ERROR: (s)printf(): Incorrect argument type to %f."),
    ('sprintf("%d")', "ERR (s)printf(): More arguments specified than passed. (arg: 0)"),
    ('sprintf("%", 1)', "ERR (s)printf(): Error in format string. (arg: 0)"),
    ('sprintf("%z", 1)', "ERR (s)printf(): Error in format string. (arg: 0)"),
    ('sprintf("%.s", "abc")', "ERR (s)printf(): Expected presision not found. (arg: 0)"),
    ('sprintf("%*d|%-*d|%.*f", 5, 1, 5, 2, 2, 1.5)', '"    1|2    |1.50"'),
    ('sprintf("%*d", "x", 1)', "ERR (s)printf(): Incorrect argument type to *. (arg: 0)"),
    ('sprintf("%.*d", -1, 1)', "ERR (s)printf(): Expected presision not found. (arg: 1)"),
    ('sprintf("%*d", -5, 1)', '"1"'),
    ('sprintf("%:5s|%:5s", "abcdefgh", "ab")', '"abcde|   ab"'),
    ('sprintf("%\'xy\'10s|%-\'ab\'10s|%|\'-=\'10s", "q", "w", "e")', '"xyxyxyxyxq|wababababa|-=-=-e-=-="'),
    ('sprintf("%\'\'10s", "q")', "ERR (s)printf(): Null pad string specified. (arg: 0)"),
    ('sprintf("%\'x10s", "q")', "ERR (s)printf(): Unexpected end of format string. (arg: 0)"),
    ('sprintf("%\'\\\\\'\'10s|%\'a\\\\\\\\\'5s", "q", "z")', '"\'\'\'\'\'\'\'\'\'q|a\\\\a\\\\z"'),
    ('sprintf("%=10s", "the quick brown fox jumps")', '" the quick\\n brown fox\\n     jumps"'),
    ('sprintf("%-=10s|", "the quick brown fox jumps")', '"the quick |\\nbrown fox\\njumps"'),
    (
        'sprintf("%-=10s|%-=10s|\\nend", "the quick brown fox jumps", "over the lazy dog now")',
        '"the quick |over the  |\\nbrown fox  lazy dog\\njumps      now\\nend"',
    ),
    ('sprintf("%-=10s", "the quick\\nbrown fox\\n")', '"the quick\\nbrown fox\\n"'),
    ('sprintf("%-=10s\\n", "the quick\\nbrown fox\\n")', '"the quick\\nbrown fox\\n\\n"'),
    ('sprintf("%=s", "x")', "ERR (s)printf(): Column/table mode requires a field size. (arg: 0)"),
    ('sprintf("%#10s", "a\\nb\\nc")', '"  a  b  c"'),
    ('sprintf("%-#20.2s|", "a\\nb\\nc\\nd\\ne")', '"a         d|\\nb         e\\nc         "'),
    (
        'sprintf("%-#40.3s\\n", "one\\ntwo\\nthree\\nfour\\nfive\\nsix\\nseven\\n")',
        '"one          four         seven\\ntwo          five         \\nthree        six          \\n"',
    ),
    (
        'sprintf("%-\'.\'#40.3s\\n", "one\\ntwo\\nthree\\nfour\\nfive\\nsix\\nseven\\n")',
        '"one..........four.........seven.........\\ntwo..........five.......................\\nthree........si'
        'x........................\\n"',
    ),
    ('sprintf("%@s", 5)', "ERR (s)printf(): Array expected. (arg: 0)"),
    ('sprintf("%@-5s|", ({ "a", "bb", "ccc" }))', '"a    bb   ccc  |"'),
    ('sprintf("%@s|%d", ({ }), 5)', '"|5"'),
    ('sprintf("%@O|", ({ 1, "a" }))', '"1a|"'),
    (
        'sprintf("%-10s|%10s|%|10s|", "\\e[31mred\\e[0m", "\\e[1mb", "\\e[1mxx\\e[0m")',
        '"\\e[31mred\\e[0m       |         \\e[1mb|    \\e[1mxx\\e[0m    |"',
    ),
    ('sprintf("%-=5.3s|", "abcdefghijkl")', '"abc  |\\ndef\\nghi\\njkl"'),
    (
        'sprintf("pre %-=10s post %s\\nnext", "a b c d e f g h i j k", "x")',
        '"pre a b c d e  post x\\n    f g h i j\\n    k\\nnext"',
    ),
    (
        'sprintf("%=10s|\\n", "   lead a b c d  double  spaces here")',
        '"    lead a|\\n    b c d \\n   double \\n    spaces\\n      here\\n"',
    ),
    (
        'sprintf("%O", ({ ({ }), ([ ]), ({ ([ 1: ({ 1, ([ 2: 3 ]) }), ({ 4, 5 }): 6 ]) }) }))',
        '"({\\n  ({ }),\\n  ([ ]),\\n  ({\\n    ([\\n      ({        4,         5,       }): 6,\\n      '
        '1: ({\\n        1,\\n        ([\\n          2: 3,\\n        ]),\\n      }),\\n    ]),\\n  }),\\n})"',
    ),
    (
        'sprintf("%O", "a\\tb\\nc\\rd\\be\\af\\eg\\\\h\\"i\\x01j\\x7fk")',
        '"\\"a\\\\tb\\\\nc\\\\rd\\\\be\\\\af\\\\eg\\\\\\\\h\\\\\\"i\\\\01j\\\\0177k\\""',
    ),
    ('sprintf("%O %O %O", 1.0, 1e20, 1.0 / 3)', '"1 1e+20 0.333333"'),
    ('sprintf("%5O|%-5O|%.1O", 1, 2, "abc")', '"    1|2    |\\""'),
    ('sprintf("%200000s", "x")', "ERR (s)printf(): BUFF_SIZE overflowed... (arg: 0)"),
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
