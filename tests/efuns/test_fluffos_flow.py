"""Efuns of FluffOS on running functions, on calls that a text describes, and on matrices."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..lpc.test_dialects import fluffos

DEFERRING = """
string *said = ({ });
void say_it(string what) { said += ({ what }); }
int plain() { defer((: say_it, "first" :)); defer((: say_it, "second" :)); say_it("body"); return 7; }
int failing() { defer((: say_it, "after error" :)); error("no"); return 7; }
int inner() { defer((: say_it, "inner" :)); return 1; }
int outer() { defer((: say_it, "outer" :)); inner(); say_it("between"); return 2; }
function pointer() { return function(int x) { defer((: say_it, "pointer" :)); return x + 1; }; }
int early(int x) { if (x) { catch { defer((: say_it, "caught" :)); return 5; }; } return 6; }
string all() { string found = implode(said, ","); said = ({ }); return found; }
"""


class TestDefer:
    """Functions that run when another one ends."""

    @pytest.mark.parametrize(
        ("what", "expected"),
        [
            ("p(plain()); p(all());", ["7", '"body,second,first"']),
            ("p(stringp(catch(failing()))); p(all());", ["1", '"after error"']),
            ("p(outer()); p(all());", ["2", '"inner,between,outer"']),
            ("p(evaluate(pointer(), 3)); p(all());", ["4", '"pointer"']),
            ("p(early(1)); p(all());", ["5", '"caught"']),
        ],
    )
    def test_it_runs_at_the_end(self, tmp_path: Path, what: str, expected: list[str]) -> None:
        """The latest first, on every way out, and that of a called function when that one ends."""
        assert fluffos(tmp_path, f"{DEFERRING} void logon() {{ {what} }}") == expected

    def test_a_pointer_to_it_needs_a_function_around(self, tmp_path: Path) -> None:
        """The function that made the pointer may have ended long ago."""
        body = "function f() { return (: defer :); } void logon() { p(catch(evaluate(f(), (: 1 :)))); }"

        assert fluffos(tmp_path, body) == ['"*defer() has to be called in the text of a function.', '"']


def test_variables_come_from_a_text(tmp_path: Path) -> None:
    """The others become 0 unless they are to be kept."""
    body = """
    int level = 1; string name = "x"; nosave int here = 3;
    void logon() {
        restore_from_string("#/user.c\\nlevel 4\\nhere 9\\n", 1); p(level); p(name); p(here);
        restore_from_string("level 5\\n"); p(level); p(name);
    }
    """

    assert fluffos(tmp_path, body) == ["4", '"x"', "3", "5", "0"]


def test_calls_in_texts(tmp_path: Path) -> None:
    """By function alone, with an object, with arguments; what gives no string stays."""
    files = {"lamp.c": 'string name(string how) { return how + " lamp"; } int weight() { return 4; }\n'}
    body = """
    private string own() { return "mine"; }
    void logon() {
        p(process_string("a @@name:/lamp|lit@@, @@own@@, @@weight:/lamp@@, @@none@@"));
        p(process_value("weight:/lamp")); p(process_value("none:/nothing"));
    }
    """

    expected = ['"a lit lamp, mine, @@weight:/lamp@@, @@none@@"', "4", "0"]
    assert fluffos(tmp_path, body, files) == expected


def test_the_places_of_running_functions(tmp_path: Path) -> None:
    """call_stack(4) has as many elements as the others."""
    body = """mixed f() { return ({ call_stack(4), call_stack(2) }); }
void logon() { mixed *all = f();
p(all[0][0..1]); p(sizeof(all[0]) == sizeof(all[1])); }"""

    assert "".join(fluffos(tmp_path, body)) == '({ /* sizeof() == 2 */  "/user.c:2",  "/user.c:3"})1'


MATRICES = [
    ("rotate_z(id_matrix(), 90.0)", "0 1 0 0 -1 0 0 0 0 0 1 0 0 0 0 1"),
    ("rotate_x(id_matrix(), 90.0)", "1 0 0 0 0 0 1 0 0 -1 0 0 0 0 0 1"),
    ("rotate_y(id_matrix(), 90.0)", "0 0 -1 0 0 1 0 0 1 0 0 0 0 0 0 1"),
    ("scale(translate(id_matrix(), 1.0, 2.0, 3.0), 2.0, 3.0, 4.0)", "2 0 0 0 0 3 0 0 0 0 4 0 2 6 12 1"),
    ("lookat_rotate2(id_matrix(), 1.0, 2.0, 3.0, 1.0, 2.0, 8.0)", "0 -1 0 0 1 0 0 0 0 0 1 0 2 -1 3 1"),
    ("lookat_rotate(translate(id_matrix(), 0.0, 0.0, 3.0), 0.0, 0.0, 8.0)", "1 0 0 0 0 1 0 0 0 0 1 0 0 0 3 1"),
]


@pytest.mark.parametrize(("made", "expected"), MATRICES)
def test_matrices(tmp_path: Path, made: str, expected: str) -> None:
    """The sixteen values, rounded."""
    body = f'p(implode(map({made}, (: "" + to_int(round($1)) :)), " "));'

    assert fluffos(tmp_path, body) == [f'"{expected}"']


def test_an_array_that_is_no_matrix(tmp_path: Path) -> None:
    """Too short, or not of floats."""
    body = "p(catch(rotate_x(({ 1.0 }), 1.0))); p(catch(rotate_x(allocate(16), 1.0)));"

    assert fluffos(tmp_path, body) == [
        '"*matrix transform requires a 16-element array.',
        '"',
        '"*matrix transform requires a 16-element float array.',
        '"',
    ]


def test_a_float_of_zero_is_false(tmp_path: Path) -> None:
    """Where something is decided by it; `!0.0` is 0 all the same, but as a condition, and filter() keeps it."""
    body = """
    mixed x = 0.0;
    float f = 0.0;
    void logon() {
        float g = 0.0;
        write(sprintf("%d%d%d %d%d ", x ? 1 : 0, f ? 1 : 0, g ? 1 : 0, !x, !!x));
        if (!x) write("not ");
        if (g) write("wrong ");
        while (f) write("wrong ");
        write(sprintf("%O %O %d", x || 2, x && 2, sizeof(filter(({ x, 1 }), (: $1 :)))));
    }"""

    assert fluffos(tmp_path, body) == ["000 01 not 2 0.000000 2"]


def test_a_float_that_is_added_makes_a_float_of_what_is_not_declared_as_int(tmp_path: Path) -> None:
    """In variables, members and elements; an int stays one."""
    body = """
    class c { int a; mixed b; }
    int i = 5;
    mixed m = 5;
    void logon() {
        int *ints = ({ 5 });
        mixed *any = ({ 5 }), local = 5;
        mapping map = ([ "a" : 5 ]);
        class c k = new(class c, a : 5, b : 5);
        i += 2.5; m -= 2.5; ints[0] += 2.5; any[0] *= 2.5; map["a"] /= 2.0; local += 2.5; k->a += 2.5; k->b += 2.5;
        write(sprintf("%O %O %O %O %O %O %O %O", i, m, ints[0], any[0], map["a"], local, k->a, k->b));
    }"""

    assert fluffos(tmp_path, body) == ["7 2.500000 7 12.500000 2.500000 7.500000 7 7.500000"]
