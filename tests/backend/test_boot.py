"""A world comes up: what fails on the way is told, and only the master and the simul_efun object are needed."""

from __future__ import annotations

import pytest

from neolith_trio.testing import running

MASTER = """
string *loaded = ({ });
string get_root_uid() { return "Root"; }
string creator_file(string file) { return "Root"; }
string *epilog(int level) { return ({ "/first", "/bad", "/last" }); }
void preload(string file) { load_object(file); loaded += ({ file }); }
string *query_loaded() { return loaded; }
object connect(int port) { return new("/user"); }
"""
USER = 'void logon() { write(implode(master()->query_loaded(), ",") + " END\\n"); }'


@pytest.mark.parametrize(
    ("bad", "complaint"),
    [
        ('void create() { error("no room today"); }', "/bad.c:1: *no room today"),
        ("int zero, x = 1 / zero; void create() { }", "Division by zero"),
        ("void create() { while (1); }", "Too long evaluation"),
        ("void create() { create(); }", "Too deep recursion"),
        ("void create() { y; }", "/bad.c:1:17: Undefined variable 'y'"),
        ('inherit "/nowhere";', "Inherited file '/nowhere' does not exist!"),
        ('void create() { throw("away"); }', "Throw with no catch"),
    ],
)
async def test_a_file_that_cannot_be_preloaded_does_not_stop_the_boot(bad: str, complaint: str) -> None:
    """It is told in the log, what comes after it is loaded, and users can come in."""
    files = {"master.c": MASTER, "user.c": USER, "first.c": "", "bad.c": bad, "last.c": ""}

    async with running(files, "MaxEvaluationCost 20000") as mud:
        user = await mud.connect()

        assert await user.until("END") == "/first,/last END"
        assert any(complaint in line for line in mud.log), mud.log


async def test_an_error_in_epilog_or_in_preload_is_no_reason_to_stay_down() -> None:
    """Nothing is preloaded then."""
    failing = MASTER.replace('return ({ "/first", "/bad", "/last" });', 'error("nothing");')

    async with running({"master.c": failing, "user.c": USER}) as mud:
        user = await mud.connect()

        assert await user.until("END") == " END"
        assert any("nothing" in line for line in mud.log)
