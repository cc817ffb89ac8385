"""Classes of programs: what is bound under which name."""

from __future__ import annotations

import types
from pathlib import Path

from neolith_trio.runtime.programs.linker import rebased

from ..efuns.mud import Mud, logon

DIAMOND = {
    "base.c": "int v; void set(int n) { v = n; } int get() { return v; } string who() { return name(); } "
    'string name() { return "base"; }',
    "left.c": 'inherit "/base"; int left() { return v; }',
    "right.c": 'inherit "/base"; int right() { return v; } string name() { return "right " + ::name(); }',
}


def test_a_diamond_has_two_copies_of_its_variables(tmp_path: Path) -> None:
    """Each path has variables of its own, reached through its label."""
    body = (
        '#pragma no_inherited_twice\ninherit "/left"; inherit "/right"; '
        "void logon() { left::set(1); right::set(2); p(left()); p(right()); p(who()); "
        "p(left::get() * 10 + right::get()); }"
    )

    assert logon(tmp_path, body, DIAMOND) == ["1", "2", '"right base"', "12"]


def test_the_own_definition_wins_also_for_a_parents_calls(tmp_path: Path) -> None:
    """A parent's call by name reaches the child's function."""
    body = 'inherit "/base"; string name() { return "child"; } void logon() { p(who()); }'

    assert logon(tmp_path, body, DIAMOND) == ['"child"']


def test_a_callers_extra_arguments_are_dropped(tmp_path: Path) -> None:
    """An overriding function may take fewer arguments than a parent's call passes."""
    files = {"wide.c": "int take(int a, int b, int c) { return a + b + c; } int call() { return take(1, 2, 3); }"}

    assert logon(
        tmp_path, 'inherit "/wide"; int take(int a) { return a * 100; } void logon() { p(call()); }', files
    ) == ["100"]


def test_a_function_that_is_only_declared_says_so_when_called(tmp_path: Path) -> None:
    """The program loads; the call is an error with the name."""
    body = "int nowhere(int a); void logon() { p(catch(nowhere(1))); }"

    assert logon(tmp_path, body) == ['"undefined function: nowhere\\n"']


def test_bound_functions_are_shared_by_classes_that_inherit_alike(tmp_path: Path) -> None:
    """A thousand rooms that inherit one room hold its functions once."""
    mud = Mud(tmp_path, {**DIAMOND, "one.c": 'inherit "/base";', "two.c": 'inherit "/base";', "user.c": ""})
    found: list[type] = []
    mud.enter(lambda: found.extend(type(mud.world.objects.load(name, mud.world.master)) for name in ("one", "two")))

    one, two = found

    assert one.d0_get is two.d0_get  # type: ignore[attr-defined]


def test_rebasing_reaches_inner_functions() -> None:
    """Deep blocks are functions inside functions; their names move too."""
    namespace: dict[str, types.FunctionType] = {}
    exec("def f(self):\n    def g():\n        return self.v_x\n    return g() + self.d1_2_y", namespace)  # noqa: S102 - test
    code = rebased(namespace["f"].__code__, "0_3")
    inner = next(one for one in code.co_consts if isinstance(one, types.CodeType))

    assert "v0_3_x" in inner.co_names
    assert "d0_3_1_2_y" in code.co_names


def test_a_life_begins_with_the_driver(tmp_path: Path) -> None:
    """Initialisers and create() are called by the driver on behalf of the one who clones."""
    files = {
        "begins.c": "string first = origin(); object who = previous_object(); string then; "
        'void create(string word) { then = origin() + " " + word; } '
        "mixed *told() { return ({ first, who, then }); }",
        "idle.c": "int v; int get() { return v + 1; }",
    }
    body = (
        'void logon() { mixed *told = clone_object("/begins", "hello")->told(); p(told[0]); '
        'p(told[1] == this_object()); p(told[2]); p(clone_object("/idle")->get()); }'
    )

    assert logon(tmp_path, body, files) == ['"driver"', "1", '"driver hello"', "1"]
