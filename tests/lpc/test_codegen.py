"""The form of the generated code, and programs at the edges of what CPython's compiler takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from neolith_trio.backend.checking import show
from neolith_trio.config import Config

from ..efuns.mud import logon


def python_of(tmp_path: Path, text: str) -> str:
    """The Python that an LPC file becomes."""
    file = tmp_path / "shown.c"
    file.write_text(text)
    code, remarks, status = show(Config.for_application(file), file)
    assert (status, remarks) == (0, "")
    return code


class TestForm:
    """The form decides the speed: proven values need no calls."""

    def test_a_loop_over_proven_ints_calls_no_helper(self, tmp_path: Path) -> None:
        """Locals that only ints reach are compared and counted by bare operators."""
        code = python_of(tmp_path, "int f() { int i, n; for (i = 0; i < 10; i++) n |= i * i % 7; return n; }")

        assert "if not i < 10:" in code
        assert "_add(" not in code
        assert "_compound(" not in code

    def test_a_local_that_is_assigned_before_it_is_read_is_proven(self, tmp_path: Path) -> None:
        """As LPC is written: declared at the top, assigned below; a += keeps the kind whatever is added."""
        body = 'string s; int *a; mapping m; s = "x"; s += "y"; a = keys(given); m = ([ ]); m[s] = a[0] + sizeof(a);'
        code = python_of(tmp_path, f"mixed f(mapping given) {{ {body} return ({{ s, m }}); }}")

        assert "s = s + 'y'" in code
        assert "len(a)" in code
        assert "m[s] = " in code
        for unneeded in ("s.__class__", "a.__class__", "m.__class__"):
            assert unneeded not in code

    def test_a_local_that_may_be_read_first_is_not_proven(self, tmp_path: Path) -> None:
        """It is undefined there, which is no string."""
        code = python_of(tmp_path, 'string f(int n) { string s; if (n) s = "x"; s += "y"; return s; }')

        assert "s.__class__ is str" in code

    def test_a_call_of_another_object_has_a_function_for_its_name(self, tmp_path: Path) -> None:
        """With the number of arguments; more than a few, and those of a spread, are counted when it runs."""
        code = python_of(tmp_path, "mixed f(object o, int *a) { return ({ o->g(1, 2), o->g(a...), o->g() }); }")

        assert "S2_g(self, o, 1, 2)" in code
        assert "_call_other(self, o, 'g', *_spread(a))" in code
        assert "S0_g(self, o)" in code

    def test_an_expression_that_orders_as_python_does_is_not_called_to_sort(self, tmp_path: Path) -> None:
        """(: $1 - $2 :) and strcmp(), in either order; nothing else."""
        code = python_of(
            tmp_path,
            "void f(mixed *a) { a = sort_array(a, (: $2 - $1 :)); a = sort_array(a, (: strcmp($1, $2) :));"
            " a = sort_array(a, (: $1 - $1 :)); }",
        )

        assert code.count("_ordering_pointer(") == 2
        assert "'ints, falling'" in code
        assert "'strings'" in code

    def test_a_declared_type_alone_proves_nothing(self, tmp_path: Path) -> None:
        """A caller may pass anything for an int argument, so the bare operator is behind a guard, or tried."""
        code = python_of(tmp_path, "int f(int a) { return a * 2; } int g(int a) { return a + 1; }")

        assert "if a.__class__ is int and " in code
        assert "else _multiply(a, 2)" in code
        assert "except TypeError:" in code
        assert "return _add(a, 1)" in code

    def test_calls_inside_an_object_are_method_calls(self, tmp_path: Path) -> None:
        """Public functions by the name that may be overridden, private ones directly."""
        code = python_of(tmp_path, "private int g() { return 1; } int h() { return 2; } int f() { return g() + h(); }")

        assert "self.d_g()" in code
        assert "self.f_h()" in code

    def test_a_known_efun_is_a_direct_call(self, tmp_path: Path) -> None:
        """Without the object where the efun does not ask for it."""
        assert "e_strlen(s)" in python_of(tmp_path, "int f(string s) { return strlen(s); }")

    def test_an_lpc_name_never_hides_what_the_code_needs(self, tmp_path: Path) -> None:
        """Locals that look like names of the generated code are renamed."""
        body = (
            "int self = 1, U = 2, e_write = 3, _add = 4, class_ = 5, S1_g = 6; p(self + U + e_write + _add + class_);"
            " p(this_object()->g(S1_g));"
        )

        assert logon(tmp_path, body + "} int g(int n) { return n + 1; ") == ["15", "7"]

    def test_a_local_may_bear_the_name_of_a_python_type(self, tmp_path: Path) -> None:
        """Generated code asks for the class of a string before it changes a character in it."""
        body = """string str = "abc", *list = ({ "abc" }); int len = 1, ord = 2;
        list[0][0] = 'x'; str[len] = 'y'; p(list[0] + str); p(len); p(str[len] + ord);"""

        assert logon(tmp_path, body) == ['"xbcayc"', "1", "123"]


class TestEdges:
    """Programs that are larger or deeper than CPython's compiler likes."""

    def test_5000_terms(self, tmp_path: Path) -> None:
        """A sum of 5,000 terms compiles and is right."""
        terms = " + ".join(f"f({n})" for n in range(5000))

        assert logon(tmp_path, f"int f(int x) {{ return x; }} void logon() {{ p({terms}); }}") == [
            str(sum(range(5000)))
        ]

    def test_5000_else_ifs(self, tmp_path: Path) -> None:
        """The last arm of 5,000 is reached."""
        arms = " else ".join(f"if (x == {n}) return {n} * 2;" for n in range(5000))
        body = (
            f"int f(int x) {{ {arms} else return -1; }} void logon() {{ p(({{ f(0), f(2500), f(4999), f(5000) }})); }}"
        )

        assert logon(tmp_path, body) == ["({", "  0,", "  5000,", "  9998,", "  -1,", "})"]

    @pytest.mark.parametrize("depth", [15, 16, 31, 60])
    def test_deeply_nested_loops(self, tmp_path: Path, depth: int) -> None:
        """Loops nested deeper than CPython allows count, break, continue and return as they should."""
        opening = "".join(f"for (i{n} = 0; i{n} < 2; i{n}++) {{ if (i{n}) continue; " for n in range(depth))
        names = ", ".join(f"i{n}" for n in range(depth))
        body = (
            f"int f() {{ int {names}, n; {opening} n++; if (n > 5) return n; {'}' * depth} return n; }} "
            "void logon() { p(f()); }"
        )

        assert logon(tmp_path, body, max_local_variables=100) == ["1"]

    def test_5000_logical_operands(self, tmp_path: Path) -> None:
        """A chain of 5,000 && is one flat condition."""
        chain = " && ".join(["x"] * 5000)

        assert logon(tmp_path, f"int f(int x) {{ return {chain}; }} void logon() {{ p(f(7)); p(f(0)); }}") == ["7", "0"]

    def test_a_switch_with_2000_arms(self, tmp_path: Path) -> None:
        """Found by one look-up, not by 2,000 comparisons."""
        arms = " ".join(f"case {n}: return {n} + 1;" for n in range(2000))
        body = f"int f(int x) {{ switch (x) {{ {arms} }} return -1; }} void logon() {{ p(f(1999)); p(f(2000)); }}"

        assert logon(tmp_path, body) == ["2000", "-1"]


class TestEvaluationOrder:
    """Operands are evaluated from left to right even when one of them needs statements."""

    def test_a_step_inside_an_expression(self, tmp_path: Path) -> None:
        """i + i++ + i sees each value at its time."""
        assert logon(tmp_path, "int i = 5; p(i + i++ * 10 + i);") == ["61"]

    def test_a_catch_between_two_calls(self, tmp_path: Path) -> None:
        """The call before the catch has happened before it."""
        body = """
        string trail = "";
        int note(string s) { trail += s; return 0; }
        void logon() { mixed m = ({ note("a"), catch(note("b")), note("c") }); p(trail); }
        """

        assert logon(tmp_path, body) == ['"abc"']

    def test_a_right_operand_that_assigns(self, tmp_path: Path) -> None:
        """The left operand keeps the value from before."""
        assert logon(tmp_path, "int i = 1; int j = i + (i = 10); p(j);") == ["11"]

    def test_short_circuit_keeps_statements_back(self, tmp_path: Path) -> None:
        """The statements of an operand that is not wanted do not run."""
        assert logon(tmp_path, "int i = 0, n = 0; if (i && n++) n = 50; p(n); i = i || n++; p(n);") == ["0", "1"]

    def test_a_return_inside_catch_ends_the_catch(self, tmp_path: Path) -> None:
        """Its value is the catch's, as in Neolith."""
        body = "mixed f() { mixed x = catch { for (;;) { return 5; } }; return ({ x }); } void logon() { p(f()[0]); }"

        assert logon(tmp_path, body) == ["5"]

    def test_what_is_indexed_is_there_whatever_the_index_is(self, tmp_path: Path) -> None:
        """A literal is known to be an array or a mapping, and is evaluated all the same before its index is tested."""
        body = """
        mixed pick(mixed key) { return ([ "a" : 5, 3 : 7 ])[key]; }
        varargs mixed at(int i) { return ({ 5, 6 })[i]; }
        mixed wrong(mixed i) { return catch(call_other(this_object(), "at", i)); }
        void logon() {
            p(pick("a")); p(pick(3)); p(pick(1.5)); p(at(1)); p(at()); p(wrong("x"));
            foreach (string key in ({ "b", 4 })) p(([ "b" : 1, 4 : 2 ])[key]);
        }
        """

        found = logon(tmp_path, body)

        assert found[:5] == ["5", "7", "0", "6", "5"]
        assert "integers" in found[5]
        assert found[6:] == ["1", "2"]

    def test_an_index_inside_an_index_is_written_once(self, tmp_path: Path) -> None:
        """However deep: what is long is computed before, and only its name is written twice."""
        key, place = "s", "n"
        for _ in range(24):
            key, place = f"lower_case(m[{key}])", f"strlen(l[{place}])"
        body = f"s = m[{key}]; return l[{place}];"
        made = python_of(tmp_path, f"mixed f(mapping m, string s, string *l, int n) {{ {body} }}")

        assert len(made) < 10_000
