"""Looking into programs: profiles, traces, what a file was compiled to."""

from __future__ import annotations

import sys
from pathlib import Path

from .mud import Mud, logon

FUNCTIONS = """
int down(int n) { return n ? down(n - 1) + 1 : 0; }
string word() { return "yes"; }
void fail() { error("no"); }
"""


def test_a_profile_counts_what_is_measured(tmp_path: Path) -> None:
    """And nothing before and after; a function that fails is counted too."""
    body = (
        FUNCTIONS
        + """
    void logon() {
      down(3);
      moncontrol(1); down(4); this_object()->word(); catch(fail()); moncontrol(0);
      down(5);
      foreach (mapping one in function_profile())
        if (one["calls"]) p(({ one["name"], one["calls"], one["self"] >= 0, one["children"] >= 0 }));
    }
    """
    )

    shown = "".join(logon(tmp_path, body)).replace(" ", "")

    assert shown == '({"down",5,1,1,})({"word",1,1,1,})({"fail",1,1,1,})'
    assert sys.getprofile() is None


def test_a_profile_goes_on_in_later_turns(tmp_path: Path) -> None:
    """But the driver between them is not measured."""
    user = FUNCTIONS + 'void logon() { moncontrol(1); call_out("down", 1, 2); }\n'
    mud = Mud(tmp_path, {"user.c": user})
    mud.logon()
    between = sys.getprofile()

    mud.wait(2)
    mud.world.watch.profile(False)

    found = mud.world.watch.figures(mud.user.program, "down")
    assert between is None
    assert found.calls == 3
    assert found.alone >= 0
    assert found.below >= 0


def test_a_trace_shows_calls(tmp_path: Path) -> None:
    """Those inside an object and those from outside, what they return, as far as asked for."""
    body = (
        FUNCTIONS
        + """
    void logon() {
      int before, flags;
      enable_commands();
      before = trace(%d); down(1); this_object()->word(); flags = trace(0);
      p(before + " " + flags);
    }
    """
    )

    everything = logon(tmp_path / "a", body % (1 | 2 | 4 | 8 | 128))
    outside = logon(tmp_path / "b", body % 2)

    assert everything == [
        "** /user#1 down(1)",
        "*** /user#1 down(0)",
        "*** /user#1 down returns 0",
        "** /user#1 down returns 1",
        "** /user#1 word()",
        '** /user#1 word returns "yes"',
        '"0 143"',
    ]
    assert outside == ["** word()", '"0 2"']
    assert sys.getprofile() is None


def test_a_trace_may_be_of_some_objects_only(tmp_path: Path) -> None:
    """traceprefix() says how their names begin, and what it said before."""
    body = (
        FUNCTIONS
        + """
    void logon() {
      string before;
      enable_commands();
      traceprefix("/other"); trace(1); down(0);
      before = traceprefix("/us"); down(0); trace(0);
      p(before); p(traceprefix(0)); p(traceprefix(0));
    }
    """
    )

    assert logon(tmp_path, body) == ["** down()", '"/other"', '"/us"', "0"]


def test_a_program_is_dumped(tmp_path: Path) -> None:
    """Inherits, variables and functions; with flags byte code and lines."""
    body = 'inherit "/base";\nprivate int count;\nvoid logon() { dump_prog(this_object(), 3, "/dump"); }\n'

    logon(tmp_path, body, {"base.c": "int base() { return 1; }\n"})

    dump = (tmp_path / "dump").read_text()
    assert dump.startswith("NAME: /user.c\nINHERITS:\n    /base.c\nVARIABLES:\n    private int count\nFUNCTIONS:")
    assert "CODE: logon" in dump
    assert "LINES:\n    p: 1\n" in dump


def test_the_python_of_a_file_is_written(tmp_path: Path) -> None:
    """Beside the file when no other name is given; a file with errors is an error."""
    body = """
    void logon() {
      generate_source("/fine.c");
      p(catch(generate_source("/broken")));
      p(catch(generate_source("/missing", "/x")));
    }
    """
    mud = Mud(
        tmp_path,
        {
            "fine.c": "int twice(int n) { return 2 * n; }\n",
            "broken.c": "int f( {\n",
            "user.c": f'void p(mixed what) {{ printf("%O\\n", what); }}\n{body}',
        },
    )

    shown = mud.logon().splitlines()

    assert "def twice(self" in (tmp_path / "fine.py").read_text()
    assert shown[0].startswith('"*Error in loading object \'/broken.c')
    assert len(shown) == 2
    assert not (tmp_path / "broken.py").exists()


def test_each_walks_a_mapping(tmp_path: Path) -> None:
    """Pair by pair; behind the last one it starts anew, and what is removed meanwhile does not come."""
    body = """
    mapping m = ([ "a": 1, "b": 2, "c": 3 ]);
    p(each(m)[0]);
    map_delete(m, "b");
    p(each(m)[0]);
    p(sizeof(each(m)));
    p(each(m)[0]);
    p(each(m, 1)[0]);
    """

    assert logon(tmp_path, body) == ['"c"', '"a"', "0", '"c"', '"c"']


def test_the_level_of_the_log_goes_to_the_driver(tmp_path: Path) -> None:
    """set_debug_level() is -d at run time."""
    mud = Mud(tmp_path, {"user.c": "void logon() { set_debug_level(2); }\n"})

    mud.logon()

    assert mud.outside.logged == ["debug level 2"]
