"""filter(), map() and sort_array() with function values: one loop, but to LPC each call is a call of its own."""

from __future__ import annotations

import re
from pathlib import Path

from ..efuns.mud import Mud, logon

LOOPS = (
    "map(({ 1, 2 }), F)",
    "filter(({ 1, 2 }), F)",
    "sort_array(({ 1, 2 }), F)",
)
OTHER = """
int calls;
mixed seen;
function mine(string kind) {
  switch (kind) {
    case "see": return (: look($1) :);
    case "end": return (: finish() :);
    case "two": return (: both :);
    case "one": return (: single :);
    case "none": return (: nothing :);
    default: return (: fail($1) :);
  }
}
int look(mixed x) {
  seen = ({ file_name(previous_object()), origin(), implode(call_stack(2), " "), implode(call_stack(3), " ") });
  return 1;
}
int finish() { calls++; destruct(this_object()); return 1; }
int both(int a, int b) { return b - a; }
int single(int a) { return a > 1; }
int nothing() { calls++; return 1; }
int fail(mixed x) { error("no " + x); }
"""


def loops(tmp_path: Path, text: str) -> list[str]:
    """What `text` shows; `other` in it is an object of OTHER."""
    return logon(tmp_path, f'object other; void logon() {{ other = new("/other"); {text} }}', {"other.c": OTHER})


def test_the_function_sees_its_callers_as_in_a_single_call(tmp_path: Path) -> None:
    """previous_object(), origin() and call_stack() are those of evaluate()."""
    text = 'function f = other->mine("see"); evaluate(f, 1); mixed *wanted = other->query();'
    for number, loop in enumerate(LOOPS):
        text += f"{loop.replace('F', 'f')}; p({number}); p(implode(other->query(), \"|\") == implode(wanted, \"|\"));"
    shown = logon(
        tmp_path,
        f'object other; void logon() {{ other = new("/other"); {text} p(wanted[1]); }}',
        {"other.c": f"{OTHER} mixed query() {{ return seen; }}"},
    )

    assert shown == ["0", "1", "1", "1", "2", "1", '"local"']


def test_an_owner_that_is_destructed_on_the_way_ends_the_loop(tmp_path: Path) -> None:
    """With the error of a call through its function value."""
    for loop in LOOPS:
        three = loop.replace("({ 1, 2 })", "({ 1, 2, 3 })").replace("F", 'other->mine("end")')
        [error] = loops(tmp_path, f"string e = catch({three}); p(e);")
        assert re.search(r"Owner \(/other#\d\) of function pointer is destructed\.", error)


def test_an_owner_that_is_destructed_before_is_no_matter_where_there_is_nothing_to_call(tmp_path: Path) -> None:
    """An empty array asks nobody."""
    text = 'function f = other->mine("see"); destruct(other); p(sizeof(filter(({ }), f))); p(sizeof(map(({ }), f)));'
    text += "p(sizeof(sort_array(({ 1 }), f))); p(catch(filter(({ 1 }), f)) != 0);"

    assert loops(tmp_path, text) == ["0", "0", "1", "1"]


def test_a_function_gets_as_many_arguments_as_it_takes(tmp_path: Path) -> None:
    """One that takes none is called all the same."""
    text = 'p(sort_array(({ 1, 3, 2 }), other->mine("two"))[0]); p(filter(({ 1, 3 }), other->mine("one"))[0]);'
    text += 'p(map(({ 5, 6 }), other->mine("none"))[1]); p(sizeof(sort_array(({ 1, 3, 2 }), other->mine("one"))));'

    assert loops(tmp_path, text) == ["3", "3", "1", "3"]


def test_after_an_error_in_the_loop_the_books_are_as_before(tmp_path: Path) -> None:
    """previous_object() is still the caller of the function that catches."""
    for loop in LOOPS:
        failing = loop.replace("F", 'other->mine("fail")')
        text = f"int n = sizeof(all_previous_objects()); p(catch({failing}) != 0);"
        assert loops(tmp_path, f"{text} p(sizeof(all_previous_objects()) - n);") == ["1", "0"]


def test_recursion_through_the_loops_is_cut(tmp_path: Path) -> None:
    """Each loop is one step deeper."""
    for loop in LOOPS:
        own = loop.replace("F", "(: deeper() :)")
        files = {"other.c": f"int deeper() {{ {own}; return 1; }}"}
        mud = Mud(tmp_path, {**files, "user.c": 'void logon() { write("a"); new("/other")->deeper(); write("b"); }'})
        assert mud.logon() == "a"
        assert "Too deep recursion" in mud.outside.logged[0]


def test_an_answer_that_is_no_int_does_not_sort(tmp_path: Path) -> None:
    """Floats and strings count as 0, and a float is no reason to drop an element."""
    text = 'p(sort_array(({ 2, 1 }), (: 0.5 :))[0]); p(sort_array(({ 2, 1 }), (: "x" + $1 :))[0]);'

    assert loops(tmp_path, f"{text} p(sizeof(filter(({{ 2, 1 }}), (: 0.0 :))));") == ["2"] * 3


def test_an_error_in_a_loop_made_by_the_compiler_is_told_as_one_in_a_call(tmp_path: Path) -> None:
    """A function that is written as an argument becomes a loop; the frames are those of one that is called."""
    logged = []
    for number, text in enumerate(("map(list, (: $1 * $(n) :))", "f = (: $1 * $(n) :); map(list, f)")):
        body = f'int n = 2; mixed *list = ({{ 1, "x" }}); function f; {text};'
        mud = Mud(tmp_path / str(number), {"user.c": f"void logon() {{ {body} }}"})
        mud.logon()
        logged.append(mud.outside.logged)

    assert logged[0] == logged[1]
    assert sum("<function>() at" in line for line in logged[0]) == 2


def test_a_loop_made_by_the_compiler_knows_what_the_expression_captures(tmp_path: Path) -> None:
    """$(x) is taken where the function value is made, variables of the object where it is called."""
    text = "int n = 2, *list = ({ 1, 2, 3 }); p(implode(map(list, (: $1 * $(n) + shift :)), (: $1 + $2 :)));"
    text += "p(sizeof(filter(list, (: $1 >= $(n) :)))); p(sizeof(filter(list, (: 0.0 :))));"
    text += "p(sizeof(map(list, (: 1 :))));"
    shown = logon(tmp_path, f"int shift = 1; void logon() {{ {text} }}")

    assert shown == ["15", "2", "3", "3"]


def test_a_destructed_element_is_0_in_a_loop_made_by_the_compiler(tmp_path: Path) -> None:
    """Also where it is handed on."""
    text = 'object ob = new("/other"); mixed *list = ({ ob, 1 }); destruct(ob); p(filter(list, (: $1 == 0 :))[0]);'
    text += "p(sizeof(filter(list, (: objectp($1) :)))); p(map(list, (: $1 :))[0]); p(map(list, (: !$1 :))[0]);"

    assert logon(tmp_path, f"void logon() {{ {text} }}", {"other.c": ""}) == ["0", "0", "0", "1"]


def test_an_efun_is_a_function_of_an_element_too(tmp_path: Path) -> None:
    """(: stringp :) is (: stringp($1) :), with the errors of the efun."""
    text = 'p(filter(({ 1, "x" }), (: stringp :))[0]); p(map(({ "x" }), (: capitalize :))[0]);'
    text += "p(catch(map(({ 1 }), (: capitalize :))));"

    wrong = '"Bad argument 1 to capitalize(), Expected: string Got: 1.\\n"'
    assert logon(tmp_path, f"void logon() {{ {text} }}") == ['"x"', '"X"', wrong]


def test_further_arguments_come_behind_those_of_each_call(tmp_path: Path) -> None:
    """And behind what is bound; those that the function does not take are dropped."""
    text = 'function f = (: implode(({ $1, $2, $3 }), "") :), g = (: join, "a" :), h = (: $1 :);'
    text += 'p(map(({ "x", "y" }), f, "1", "2")[1]); p(map(({ "x" }), g, "b")[0]); p(map(({ "x" }), h, "b")[0]);'
    text += 'p(filter(({ 1, 2, 3 }), (: $1 > $2 :), 1)[0]);'
    text += 'p(sort_array(({ 1, 3, 2 }), function(int a, int b, int up) { return up * (a - b); }, -1)[0]);'
    joined = "string join(string a, string b, string c) { return a + b + c; }"

    assert logon(tmp_path, f"{joined} void logon() {{ {text} }}") == ['"y12"', '"axb"', '"x"', "2", "3"]
