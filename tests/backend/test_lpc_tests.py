"""`neolith-trio run-tests`: tests that are written in LPC, in a driver whose clock is virtual."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Protocol

import pytest
import trio
from trio.testing import MockClock

from neolith_trio import driver

EXAMPLE = Path(__file__).parents[2] / "examples" / "tests_lpc"


class Run(Protocol):
    """Writes files, name -> LPC, and runs the tests in them."""

    def __call__(self, files: dict[str, str], *argv: str) -> tuple[int, str]: ...


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Gives the exit status and what was written, without the times."""

    def of(files: dict[str, str], *argv: str) -> tuple[int, str]:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        command = ["run-tests", *(argv or [str(tmp_path)])]
        status = trio.run(driver.main, command, clock=MockClock(autojump_threshold=0))
        return status, re.sub(r" in \d+\.\d\ds", "", capsys.readouterr().out)

    return of


def test_the_example_passes(run: Run) -> None:
    """It has a call_out of an hour, for which nobody waits."""
    assert run({}, str(EXAMPLE)) == (0, "/counter.c ....\n4 passed, 0 failed\n")


def test_a_failure_tells_what_and_where(run: Run) -> None:
    """The text of the error, the calls that led there without those of the header, and the line."""
    text = "#include <lpc_test.h>\nvoid test_sum() {\n  ASSERT_EQ(1 + 1, 3);\n}\nvoid test_fine() { ASSERT(1); }\n"

    status, shown = run({"sum.c": text})

    assert status == 1
    assert shown.splitlines() == [
        "/sum.c F.",
        "",
        f"{' test_sum() in /sum.c ':_^80}",
        "1 + 1 is 2, not 3",
        "  /sum.c:3: test_sum() in /sum#1",
        "    ASSERT_EQ(1 + 1, 3);",
        "",
        "1 passed, 1 failed",
    ]


@pytest.mark.parametrize(
    ("assertion", "text"),
    [
        ("ASSERT(2 > 1)", ""),
        ("ASSERT(2 < 1)", "2 < 1 is not true"),
        ('ASSERT_EQ(({ 1, ([ "a": ({ 2 }) ]) }), ({ 1, ([ "a": ({ 2 }) ]) }))', ""),
        ("ASSERT_EQ(({ 1, 2 }), ({ 1, 3 }))", "({ 1, 2 })[1] is 2, not 3"),
        ("ASSERT_EQ(({ 1, 2 }), 3)", "({ 1, 2 }) is ({"),
        ('ASSERT_EQ(([ "a": 0 ]), ([ "b": 0 ]))', '([ "a": 0 ])["a"] is there, and should not be'),
        ('ASSERT_EQ(([ ]), ([ "b": 0 ]))', '([ ])["b"] is not there'),
        ('ASSERT_EQ(({ ([ "a": 2 ]) }), ({ ([ "a": 4 ]) }))', '({ ([ "a": 2 ]) })[0]["a"] is 2, not 4'),
        ("ASSERT_EQ(({ 1 }), ({ 1, 2 }))", "({ 1 }) has 1 elements, not 2"),
        ("ASSERT_NE(({ 1 }), ({ 2 }))", ""),
        ("ASSERT_NE(({ 1 }), ({ 1 }))", "({ 1 }) is ({"),
        ('ASSERT_EQ(ASSERT_ERROR(error("no")), "*no\\n")', ""),
        ("ASSERT_ERROR(1)", "1 raises no error"),
        ('FAIL("on purpose")', "on purpose"),
        ('throw("a value")', "Throw with no catch."),
        ("while (1);", "Too long evaluation. Execution aborted."),
        ("test_one()", "Too deep recursion."),
    ],
)
def test_what_each_assertion_says(run: Run, assertion: str, text: str) -> None:
    """Nothing when it holds; limits of the evaluation are failures like others."""
    status, shown = run({"one.c": f"#include <lpc_test.h>\nvoid test_one() {{ {assertion}; }}\n"})

    assert status == (1 if text else 0)
    if text:
        assert shown.splitlines()[3].startswith(text)


def test_every_test_has_a_clone_of_its_own(run: Run) -> None:
    """Variables start anew; setup() and teardown() run around each, teardown() after a failure too."""
    text = """
#include <lpc_test.h>
int touched, number;
void setup() { number = 7; }
void test_a() { ASSERT_EQ(({ touched, number }), ({ 0, 7 })); touched = 1; }
void test_b() { ASSERT_EQ(({ touched, number }), ({ 0, 7 })); FAIL("here"); }
void teardown() { debug_message("down " + touched + "\\n"); }
"""
    _, shown = run({"pair.c": text})

    assert shown.splitlines()[0] == "/pair.c .F"
    assert shown.splitlines()[-5:] == ["    " + text.splitlines()[5], "-- log --", "down 0", "", "1 passed, 1 failed"]


@pytest.mark.parametrize("step", ["create", "setup", "teardown"])
def test_an_error_around_a_test_fails_it(run: Run, step: str) -> None:
    """And the tests after it run."""
    text = f'void {step}() {{ if (file_name() == "/t#1") error("early\\n"); }}\nvoid test_a() {{}}\nvoid test_b() {{}}'

    assert (run({"t.c": text}))[1].splitlines()[0] == "/t.c F."


def test_an_error_in_a_call_out_fails_its_test_alone(run: Run) -> None:
    """A test is over when it has no call_out pending any more, also one that another made."""
    text = """
#include <lpc_test.h>
void late() { call_out("later", 100); }
void later() { FAIL("late"); }
void test_a() { call_out("late", 10); }
void test_b() { ASSERT_EQ(time(), 1000000110); }
"""
    status, shown = run({"t.c": text})

    assert status == 1
    assert shown.splitlines()[0] == "/t.c F."
    assert shown.splitlines()[3] == "late"


def test_a_test_that_never_ends_has_failed(run: Run) -> None:
    """After a day of virtual time."""
    status, shown = run({"t.c": 'void test_a() { call_out("test_a", 3600); }\nvoid test_b() {}\n'})

    assert status == 1
    assert shown.splitlines()[0] == "/t.c F."
    assert shown.splitlines()[3] == "there is still a call_out pending after 86400 seconds"


def test_a_file_that_does_not_compile_is_a_failure(run: Run) -> None:
    """The log has the diagnostics; the other files run."""
    status, shown = run({"a.c": "void test_x() { y; }", "b.c": "void test_y() {}"})

    assert status == 1
    assert shown.splitlines()[:2] == ["/a.c E", "/b.c ."]
    assert "___\n/a.c:1:17: Undefined variable 'y'\n-- log --\n" in shown
    assert shown.splitlines()[-1] == "1 passed, 1 failed"


def test_tests_of_a_mudlib_run_in_it(run: Run, tmp_path: Path) -> None:
    """With its master and its simul_efuns; tests from outside of it are mounted."""
    files = {
        "lib/master.c": 'string get_root_uid() { return "R"; } string creator_file(string f) { return "R"; }',
        "lib/simul.c": "int twice(int n) { return 2 * n; }",
        "lib/tests/in.c": "#include <lpc_test.h>\nvoid test_in() { ASSERT_EQ(twice(2), 4); }",
        "out/out.c": "#include <lpc_test.h>\nvoid test_out() { ASSERT_EQ(twice(D), 6); }",
        "neolith.conf": "MudlibDir lib\nMasterFile /master.c\nSimulEfunFile /simul.c\nPort 1\n",
    }
    argv = ["-f", str(tmp_path / "neolith.conf"), "-DD=3", "/tests", str(tmp_path / "out")]

    assert run(files, *argv) == (0, "/tests/in.c .\n/__tests__/out.c .\n2 passed, 0 failed\n")


def test_a_mudlib_that_does_not_come_up_or_stops_is_a_failure(run: Run, tmp_path: Path) -> None:
    """The log says why; tests that did not run have not passed."""
    text = "void test_a() {} void test_b() { shutdown(0); }"
    conf = {"neolith.conf": "MudlibDir lib\nMasterFile /master.c\n", "lib/t.c": text}
    argv = ["-f", str(tmp_path / "neolith.conf"), "/t.c"]

    status, shown = run({**conf, "lib/master.c": "void create() { x; }"}, *argv)
    assert status == 1
    assert "the master object /master.c did not come up" in shown
    assert "the driver has stopped before every test was run" in shown

    status, shown = run({**conf, "lib/master.c": ""}, *argv)
    assert status == 1
    assert "the driver has stopped before every test was run\n1 passed, 0 failed" in shown


def test_nothing_to_run_is_no_success(run: Run, tmp_path: Path) -> None:
    """Neither a place that is not there nor files without tests; fixtures are no tests."""
    assert run({"_fixture.c": "int x(", "thing.c": "void f() {}"}) == (1, "there are no tests\n")
    assert (run({}, str(tmp_path / "nowhere")))[0] == 2
    assert (run({}, str(tmp_path / "_fixture.c")))[0] == 2


@pytest.mark.parametrize(
    ("words", "run_as"),
    [
        ("opens", "opens"),
        ("DOOR", "opens locks"),
        ("door and not locks", "opens"),
        ("door locks", "locks"),
        ("opens or burns", "opens burns"),
        ("not (opens or burns)", "locks"),
        ("not not burns", "burns"),
    ],
)
def test_only_tests_whose_names_fit_are_run(run: Run, tmp_path: Path, words: str, run_as: str) -> None:
    """Words are looked for in the file's path and in the function's name; the others are counted."""
    fails = 'error("ran"); '
    files = {
        "door.c": f"void test_opens() {{ {fails} }} void test_locks() {{ {fails} }}",
        "lamp.c": f"void test_burns() {{ {fails} }}",
    }
    status, shown = run(files, "-k", words, str(tmp_path))

    wanted = run_as.split()
    assert status == 1
    assert [one for one in ("opens", "locks", "burns") if f" test_{one}() in " in shown] == wanted
    left_out = f", {3 - len(wanted)} left out" if len(wanted) < 3 else ""
    assert shown.endswith(f"0 passed, {len(wanted)} failed{left_out}\n")


def test_a_selection_that_fits_nothing_or_makes_no_sense_is_no_success(run: Run, tmp_path: Path) -> None:
    """Nobody should believe that all is well."""
    files = {"door.c": "void test_opens() {}"}

    assert run(files, "-k", "lamp", str(tmp_path)) == (1, "no test was selected, 1 left out\n")
    for words in ("and", "(door", "door)", "door or", "not"):
        assert run(files, "-k", words, str(tmp_path))[0] == 2


def test_several_failures_are_listed_at_the_end(run: Run, tmp_path: Path) -> None:
    """One line each, with the first line of what went wrong."""
    files = {"door.c": 'void test_opens() { error("stuck"); } void test_locks() { error("open\\nwide"); }'}
    shown = run(files, str(tmp_path))[1]

    assert shown.splitlines()[-4:] == [
        "",
        "FAILED /door.c::test_opens: stuck",
        "FAILED /door.c::test_locks: open",
        "0 passed, 2 failed",
    ]
