"""Locals that hold one function literal: what calls of them become, and that nobody can tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from neolith_trio.config import Profile

from .both_forms import in_both_forms
from .test_codegen import python_of


class TestForm:
    """What stands in the place of a call."""

    @pytest.mark.parametrize(
        "literal",
        [
            "(: $1 + $2 :)",
            "function(int a, int b) { return a + b; }",
            "function int (mixed a, int b) { return a + b; }",
        ],
    )
    @pytest.mark.parametrize("call", ["evaluate(f, i, 2)", "(*f)(i, 2)"])
    def test_a_short_expression_that_cannot_fail_stands_there_itself(
        self, tmp_path: Path, literal: str, call: str
    ) -> None:
        """Of what is proven to be ints it is a bare sum."""
        code = python_of(
            tmp_path, f"int f() {{ function f = {literal}; int i, n; for (i = 0; i < 9; i++) n += {call}; return n; }}"
        )

        assert "n + (i + 2)" in code
        assert "call2" not in code

    def test_it_stands_behind_a_test_where_its_arguments_are_not_proven(self, tmp_path: Path) -> None:
        """Of anything else than ints it may fail, and the trace of the error shows the call."""
        code = python_of(tmp_path, "mixed f(int x) { function g = (: $1 * 2 :); return evaluate(g, x); }")

        assert "x.__class__ is int" in code
        assert "g.call1" in code

    def test_what_it_has_captured_is_at_hand(self, tmp_path: Path) -> None:
        """As it was where the literal stands."""
        code = python_of(
            tmp_path,
            "int f() { int n = 4; function g = (: $1 + $(n) :); n = 5; return evaluate(g, 3); }",
        )

        assert "return 3 + _" in code

    def test_a_function_of_the_object_is_called_without_a_look_at_what_the_value_is(self, tmp_path: Path) -> None:
        """With the arguments that are bound to it."""
        code = python_of(
            tmp_path,
            "int add(int a, int b) { return a + b; }"
            " int f() { function g = (: add, 5 :), h = (: add :); return evaluate(g, 1) + evaluate(h, 1, 2); }",
        )

        assert "_Closure" not in code
        assert "g.method)(5, 1)" in code
        assert "h.call2" in code

    @pytest.mark.parametrize(
        "text",
        [
            "function f = (: $1 :); if (n) f = (: $1 + 1 :); return evaluate(f, n);",
            "function f; if (n) f = (: $1 :); return evaluate(f, n);",
            "function f; while (n--) { if (f) evaluate(f, n); f = (: $1 + 1 :); } return 0;",
            'function f = (: $1 :); sscanf("x", "%s", f); return evaluate(f, n);',
            "function f = (: $1 :); foreach (f in ({ (: $1 + 1 :) })) n = evaluate(f, n); return n;",
            "function f = (: $1 :), g = f; return evaluate(g, n);",
            "function f = (: $1 :); f = bind(f, this_object()); return evaluate(f, n);",
            "function f = n ? (: $1 :) : (: $1 + 1 :); return evaluate(f, n);",
        ],
    )
    def test_a_local_that_may_hold_something_else_is_not_known(self, tmp_path: Path, text: str) -> None:
        """Because of a second assignment, or one that may not have come yet."""
        assert "_Closure" in python_of(tmp_path, f"mixed f(int n) {{ {text} }}")

    def test_one_that_is_declared_above_and_assigned_below_is_known(self, tmp_path: Path) -> None:
        """As LPC is written."""
        code = python_of(tmp_path, "int f() { function f; int n; f = (: $1 + 1 :); n = 2; return evaluate(f, n); }")

        assert "return n + 1" in code

    def test_the_loops_of_filter_and_map_are_those_of_literals_in_their_place(self, tmp_path: Path) -> None:
        """One value may have both."""
        code = python_of(
            tmp_path,
            "mixed f(int *a) { function f = (: $1 > 2 :), g = (: stringp :), h = (: $1 :);"
            " a = filter(a, f); a = map(a, f); a = filter(a, g); h = f; return filter(a, h); }",
        )

        assert "_changing(_filtering(" in code or "_filtering(_changing(" in code
        assert code.count("_filtering(") == 2

    def test_a_literal_that_waits_for_nothing_is_not_known_in_an_async_function(self, tmp_path: Path) -> None:
        """While that waits, its object may get another program."""
        code = python_of(
            tmp_path,
            "async int f(mixed x) { function g = (: $1 + 1 :); await x; return evaluate(g, 2); }",
        )

        assert "_Closure" in code


PROGRAMS = {
    "extra arguments are evaluated in order, and dropped": """
int n;
int c(int x) { n = n * 10 + x; return x; }
void logon() {
  function f = (: $1 :), g = function(int a) { return a + 1; }, h = (: 7 :);
  int i = 1;
  p(evaluate(f, c(1), c(2), c(3))); p(evaluate(g, c(4), c(5))); p(evaluate(h, c(6))); p(n);
  p(evaluate(f, i++, i++)); p(evaluate(f, i, i = 9)); p(i);
}""",
    "missing arguments are undefined": """
int show(int a, int b) { return undefinedp(b) ? a - 1 : b; }
void logon() {
  function f = (: $2 :), g = (: $1 + $2 :), h = function(int a, int b) { return b; }, k = (: show :), l = (: show, 3 :);
  p(undefinedp(evaluate(f, 1))); p(evaluate(g, 1)); p(undefinedp(evaluate(h))); p(evaluate(k, 5)); p(evaluate(l));
  p(evaluate(k, 1, 2, 3)); p(evaluate(l, 4, 5, 6)); p(evaluate(g)); p("x" + evaluate(f, 1));
}""",
    "errors are told with the call that they happened in": """
mixed half(mixed x, mixed y) { return x / y; }
mixed try(mixed x) {
  function f = (: $1 * $2 :);
  function g = function(int a, int b) {
    return a
      - b;
  };
  function h = (: half :), k = (: half, 8 :);
  mixed r;
  r = catch(evaluate(f, x, 2));
  p(r);
  r = catch(evaluate(g, x, 2));
  p(r);
  r = catch(evaluate(h, x, 0));
  p(r);
  r = catch(evaluate(k, x));
  p(r);
  return evaluate(f, x, 2);
}
void logon() { p(catch(try("x"))); p(catch(try(0))); p(catch(try(1.5))); p(try(({ 1 }))); }""",
    "a division by zero fails in its place": """
void logon() {
  function f = (: $1 / $2 :), g = (: $1 % $2 :), h = (: ({ 1, 2 })[$1] :);
  int i;
  for (i = 2; i >= -1; i--) { p(catch(evaluate(f, 7, i))); p(catch(evaluate(g, -7, i))); p(catch(evaluate(h, i))); }
}""",
    "sums wrap": """
void logon() {
  function f = (: $1 + $2 :), g = (: $1 * $2 - 1 :), h = function(int a) { return -a; };
  int most = 9223372036854775807, i;
  for (i = 0; i < 3; i++) { p(evaluate(f, most, i)); p(evaluate(g, most, i)); p(evaluate(h, most - i)); }
}""",
    "the values of captured variables are those of the literal": """
int global = 1;
void logon() {
  int i, n = 4;
  string s = "a";
  function f = (: $1 + $(n) + global :), g = (: $(s) + $1 :);
  n = 9; s = "z"; global = 100;
  p(evaluate(f, 1)); p(evaluate(g, 2)); p(evaluate(g, "y"));
  for (i = 0; i < 3; i++) { function h = (: $(i) * 10 + $1 :); i++; p(evaluate(h, i)); i--; }
  while (n-- > 6) { function k = (: $(n) :), l = (: sizeof($(({ n, n }))) :); p(evaluate(k)); p(evaluate(l)); }
}""",
    "an object that has destructed itself has no function values": """
int end() { destruct(this_object()); return 1; }
int one() { return 1; }
void logon() {
  function f = (: $1 + 1 :), g = function(int a) { return a; }, h = (: one :), k = (: one, 2 :), l = (: end :);
  int i;
  p(evaluate(f, 1)); p(evaluate(g, 1)); p(evaluate(h)); p(evaluate(k)); p(evaluate(l));
  for (i = 0; i < 2; i++) {
    p(catch(evaluate(f, i))); p(catch(evaluate(g, i))); p(catch(evaluate(h))); p(catch(evaluate(k, 1)));
  }
  evaluate(f, end());
}""",
    "one that is destructed by an argument": """
int end() { destruct(this_object()); return 1; }
void logon() {
  function f = (: $1 + 1 :);
  p(catch(evaluate(f, end())));
  evaluate(f, 1);
}""",
    "functions ask for their callers": """
string who() { return sprintf("%O %s %s", previous_object() == this_object(), origin(), implode(call_stack(2), ",")); }
void logon() {
  function f = (: who :), g = (: who() :), h = function() { return who(); }, k = (: who, 1 :);
  p(evaluate(f)); p(evaluate(g)); p(evaluate(h)); p(evaluate(k)); p((*f)(1, 2));
}""",
    "inheritors define the function anew": """
inherit "/parent";
int value(int a, int b) { return a * 100 + b; }
void logon() { run(); p(evaluate(pointer(), 1, 2)); }""",
    "a function that is nowhere defined": """
int nowhere(int a);
void logon() {
  function f = (: nowhere :), g = (: nowhere, 1 :);
  p(catch(evaluate(f, 1))); p(catch(evaluate(g)));
  evaluate(f, 1);
}""",
    "efuns and simul_efuns complain as ever": """
void logon() {
  object me = this_object();
  function f = (: strlen :), g = (: strsrch, "abc" :), h = (: call_other, me, "p" :);
  p(evaluate(f, "abc")); p(catch(evaluate(f))); p(catch(evaluate(f, "a", "b"))); p(evaluate(g, "c"));
  p(catch(evaluate(g))); evaluate(h, "said"); p(catch(evaluate(f, 1.5)));
}""",
    "mixed values take their ways": """
void logon() {
  function f = (: $1 + $2 :), g = (: $1 == $2 :), h = (: $1 ? $2 : 3 :), k = (: $1 && $2 :), l = (: !$1 :);
  mixed *all = ({ 0, 1, -5, "x", "", 1.5, 0.0, ({ }), ([ ]), this_object(), f });
  foreach (mixed one in all) foreach (mixed two in all) {
    mixed r = 0;
    if (catch(r = evaluate(f, one, two))) r = "error";
    p(functionp(r) ? "function" : r);
    p(evaluate(g, one, two)); p(functionp(r = evaluate(h, one, two)) ? "f" : r);
    p(functionp(r = evaluate(k, one, two)) ? "f" : r); p(evaluate(l, one));
  }
}""",
    "filter, map and sort_array are given them": """
void logon() {
  int n = 2;
  function f = (: $1 > $(n) :), g = (: $1 - $2 :), h = (: stringp :), k = (: $1 + 1 :);
  mixed *list = ({ 3, 1, 2, 5 });
  n = 4;
  p(filter(list, f)); p(map(list, f)); p(sort_array(list, g)); p(filter(({ 1, "x" }), h)); p(map(({ 1, "x" }), h));
  p(map(list, k)); p(catch(map(({ 1, ({ }) }), k))); p(evaluate(k, 4)); p(evaluate(f, 3)); p(evaluate(g, 3, 4));
  p(catch(filter(list, h, 1))); p(map(list, k, 3)); p(map("abc", k)); p(filter(([ 1 : 2, 3 : 4 ]), f));
  p(filter_array(list, f)); p(map_array(list, f)); p(list.filter(f));
  map(({ "a", "b", ([ ]) }), k);
}""",
    "a program that is exchanged on the way": """
void logon() {
  object ob;
  write_file("/changing.c", replace_string(read_file("/first.c"), "VALUE", "1"), 1);
  ob = load_object("/changing");
  p(ob->run());
  p(ob->run());
}""",
    "a recursion through them is too deep at the same depth": """
int deep(int n) {
  function f = (: deep :), g = (: deep, n + 1 :), h = (: deep($1) :), k = (: $1 + 1 :);
  return n % 3 == 0 ? evaluate(f, n + 1) : n % 3 == 1 ? evaluate(g) : evaluate(h, evaluate(k, n));
}
void logon() { deep(1); }""",
    "what they cost": """
void logon() {
  function f = (: $1 + 1 :), g = function(int a) { return a * 2; }, h = function(mixed a) { return a; };
  int i, before = eval_cost();
  for (i = 0; i < 10; i++) evaluate(f, evaluate(g, i)) + evaluate(h, evaluate(h, f));
  p(before - eval_cost());
}""",
}
FILES = {
    "parent.c": """
void p(mixed what);
int value(int a, int b) { return a + b; }
private int mine(int a) { return a; }
function pointer() { return (: value :); }
void run() {
  function f = (: value :), g = (: value, 7 :), h = (: mine :), k = (: value($1, 1) :);
  p(evaluate(f, 1, 2)); p(evaluate(g, 1)); p(evaluate(h, 4)); p(evaluate(k, 3));
}
""",
    "first.c": """
int value(int a) { return a + VALUE; }
mixed *run() {
  function f = (: value :), g = (: $1 + VALUE :), h = (: value, 10 :);
  mixed *found = ({ evaluate(f, 10), evaluate(g, 10), evaluate(h) });
  write_file("/changing.c", replace_string(read_file("/first.c"), "VAL" + "UE", "5"), 1);
  recompile_object("/changing");
  return found + ({ evaluate(f, 10), evaluate(g, 10), evaluate(h) });
}
""",
}


@pytest.mark.parametrize("profile", [Profile.NEOLITH, Profile.FLUFFOS])
@pytest.mark.parametrize("name", PROGRAMS)
def test_nobody_can_tell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, profile: Profile) -> None:
    """Values, errors, lines, callers and costs are the same with what is known and without."""
    settings = {"profile": profile, "counting": True, "max_call_depth": 60}

    assert in_both_forms(tmp_path, monkeypatch, PROGRAMS[name], FILES, **settings) != []


def test_a_variable_that_is_called_like_a_function_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As FluffOS has it; where the local of a catch block outlives that, it may hold nothing."""
    body = """void logon() {
      function f = (: $1 + $2 :);
      string e = catch { function g = (: $1 * 2 :); p(g(4)); if (f(1, 2) == 3) error("no"); };
      p(f(3, 4)); p(f("a", 1)); p(evaluate(g, 5)); p(e);
    }"""

    told = in_both_forms(tmp_path, monkeypatch, body, profile=Profile.FLUFFOS)

    assert told[:4] == ["8", "7", '"a1"', "10"]
