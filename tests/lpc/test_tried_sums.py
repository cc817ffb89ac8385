"""Sums and differences of what is declared as int: Python tries them, and only what comes of it is looked at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from neolith_trio.config import Profile

from .both_forms import in_both_forms
from .test_codegen import python_of

VALUES = (
    "0, 1, -1, 7, 1073741823, 1073741824, -1073741824, 9223372036854775807, -9223372036854775807 - 1, 1.5, -2.0, 1e30,"
    ' -1e30, "x", "", ({ 1 }), ([ "a" : 1 ]), this_object(), ({ })[0..0], gone(), none(), (: 1 :), allocate_buffer(2)'
)
SUMS = """
int global;
object gone() { object ob = new("/thing"); destruct(ob); return ob; }
void none() { }
int plus(int a, int b) { return a + b; }
int minus(int a, int b) { return a - b; }
int plus_two(int a) { int b = a + 2; b = a - 2; return b; }
int stepped(int a) { a++; a++; a--; ++a; return a; }
int added(int a, int b) { a += b; a += 2; return a; }
int taken(int a, int b) { a -= b; a -= 2; return a; }
mixed kept(mixed a, int b) { global = a; global += b; global++; global -= 3; global--; return global; }
int inside(int a, int b) { mixed r; r = catch { if (a) return a + b; r = 1; }; return r ? r : a - b; }
int last(int a, int b) { int i; for (i = 0; i < 2; b++) { i++; a = b - a; } return a + b; }
int lines(int a, int b) {
  int c = a
    ? a
      +
      b
    : global
      - a;
  global =
    b ? plus(a,
             b)
        + c
      : 2;
  return
    c > 5 && c < 9 ? c
    : minus(a, 1) - plus(
        b, 1);
}
int recursive(int n, int b) { return !intp(n) ? n : n < 2 || n > 5 ? b : recursive(n - 1, b) + recursive(n - 2, b); }
string shown(mixed one) { return functionp(one) ? "function" : sprintf("%O", one); }
varargs void try(mixed a, mixed b) {
  string *all = ({ });
  mixed r, e;
  foreach (function f in ({ (: plus :), (: minus :), (: plus_two :), (: stepped :), (: added :), (: taken :),
                            (: kept :), (: inside :), (: last :), (: lines :), (: recursive :) })) {
    r = "nothing";
    e = catch(r = evaluate(f, a, b));
    all += ({ e ? e : shown(r) });
  }
  debug_message(shown(a) + " " + shown(b) + ": " + implode(all, " "));
}
void logon() {
  mixed *all = ({ VALUES });
  try();
  foreach (mixed one in all) foreach (mixed two in all) try(one, two);
}
"""


def test_the_result_alone_is_looked_at(tmp_path: Path) -> None:
    """Its class only where a float would have to become an int."""
    code = python_of(
        tmp_path, "int n; int f(int a, int b) { n += a; n += 2; a++; return a - b; } mixed g(mixed a) { return a + 1; }"
    )

    assert code.count("except TypeError") == 4
    assert code.count(".__class__ is int") == 2
    assert "(_1 := (self.v_n + a)).__class__ is int and" in code
    assert "a.__class__ is int and " in code


@pytest.mark.parametrize("profile", [Profile.NEOLITH, Profile.FLUFFOS])
def test_nobody_can_tell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, profile: Any) -> None:
    """Of any two values, in any place, comes what comes without; errors have their words and lines."""
    told = in_both_forms(tmp_path, monkeypatch, SUMS.replace("VALUES", VALUES), {"thing.c": "int n;"}, profile=profile)

    assert len(told) > 23 * 23
    assert not any("nothing" in line for line in told)
