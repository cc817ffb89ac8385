"""ed() in a user's hands, ed_start() in an object's."""

from __future__ import annotations

from pathlib import Path

import pytest

from neolith_trio.config import Profile

from .mud import MASTER, Mud

KEEPER = """
string get_save_file_name(string file, object who) { return "/rescued"; }
string get_ed_buffer_save_file_name(string file, object who) { return "/rescued_too"; }
int retrieve_ed_setup(object who) { return 0x14; }
string make_path_absolute(string s) { return "/" + s; }
int valid_write(string file, object who, string caller) { return file != "/locked"; }
"""
USER = """
void logon() {
  enable_commands();
  add_action("do_ed", "ed"); add_action("do_where", "where"); add_action("do_ask", "ask");
  add_action("do_swap", "swap"); add_action("do_end", "end");
}
void write_prompt() { write("% "); }
int wrote(string file, int done) { write(file + (done ? " is written\\n" : " will be\\n")); return file != "no"; }
void left() { write("left " + in_edit() + "\\n"); }
int do_ed(string s) { ed(s, "wrote", "left"); return 1; }
int do_where(string s) { write(in_edit() + "\\n"); return 1; }
void heard(string s) { write("heard " + s + "\\n"); }
int do_ask(string s) { input_to("heard"); return 1; }
int do_swap(string s) { exec(new("/user"), this_object()); return 1; }
int do_end(string s) { destruct(this_object()); return 1; }
"""
TEXT = "one\ntwo\n"


@pytest.fixture
def mud(tmp_path: Path) -> Mud:
    """A user who can edit."""
    mud = Mud(tmp_path, {"master.c": MASTER + KEEPER, "user.c": USER, "text": TEXT})
    mud.logon()
    return mud


def test_a_session_of_a_user(mud: Mud, tmp_path: Path) -> None:
    """The prompt is the editor's meanwhile, and its settings are those that the mudlib kept."""
    assert mud.types("ed text") == ":"
    assert mud.types("1,$p") == "  1  one\n  2  two\n:"
    assert mud.types("a") == "     3. *\b"
    assert mud.types("three") == "     4. *\b"
    assert mud.types(".") == ":"
    assert mud.types("w") == "text will be\ntext is written\n:"
    assert mud.types("q") == "left text\nExit from ed.\n% "
    assert mud.types("where") == "0\n% "
    assert (tmp_path / "text").read_text() == "one\ntwo\nthree\n"


def test_a_line_with_a_bang_is_a_command(mud: Mud) -> None:
    """And the editor comes before an input_to()."""
    mud.types("ed text")

    assert mud.types("!where") == "text\n:"
    assert mud.types("!ask") == ""
    assert mud.types("1p") == "  1  one\n"
    assert mud.types("Q") == "left text\nExit from ed.\n"
    assert mud.types("hello") == "heard hello\n% "


def test_nobody_edits_two_files_at_once(mud: Mud) -> None:
    """The error is the reference's."""
    mud.types("ed text")
    mud.types("!ed other")

    assert any("Tried to start an ed session, when already active." in line for line in mud.outside.logged)


def test_the_editor_goes_with_the_connection(mud: Mud) -> None:
    """exec() leaves the user in the midst of his text."""
    mud.types("ed text")
    mud.types("!swap")

    assert mud.types("2p") == "  2  two\n:"


@pytest.mark.parametrize("how", ["the line breaks", "destruct"])
def test_who_goes_leaves_his_text(mud: Mud, tmp_path: Path, how: str) -> None:
    """Where the master says, not over the file itself."""
    mud.types("ed text")
    mud.types("1d")

    if how == "destruct":
        mud.types("!end")
    else:
        link = mud.world.interactives[0]
        mud.enter(link.remove)

    assert (tmp_path / "rescued").read_text() == "two\n"
    assert (tmp_path / "text").read_text() == TEXT


def test_the_master_says_what_may_be_written(mud: Mud, tmp_path: Path) -> None:
    """A refusal is the editor's, and the text is still there."""
    mud.world.interactives[0].object.flags |= 2  # type: ignore[union-attr]
    mud.types("ed text")

    assert mud.types("w locked") == "File command failed.\n:"
    assert not (tmp_path / "locked").exists()


OBJECT = """
mixed *log = ({ });
void note(mixed value) { log += ({ value }); }
void create() {
  note(query_ed_mode());
  note(catch(ed_cmd("p")));
  note(ed_start("/text"));
  note(({ in_edit(), query_ed_mode() }));
  note(catch(ed_start("/text")));
  note(ed_cmd("1,$g/o/p"));
  note(ed_cmd("$a"));
  note(query_ed_mode());
  note(ed_cmd("three"));
  note(ed_cmd("."));
  note(ed_cmd("h")[0..7]);
  note(query_ed_mode());
  ed_cmd("");
  note(ed_cmd("x"));
  note(query_ed_mode());
}
"""


def test_an_object_edits_by_itself(tmp_path: Path) -> None:
    """What the editor says comes back as a string."""
    mud = Mud(tmp_path, {"master.c": MASTER, "tool.c": OBJECT, "text": TEXT})

    mud.enter(lambda: mud.world.objects.find_or_load("tool", None))

    tool = mud.world.objects.find("tool")
    assert tool is not None
    assert tool.v_log == [
        -1,
        "ed_cmd() called with no ed session active.\n",
        "",
        ["text", 0],
        "ed_start() called while an ed session is already started.\n",
        "one\ntwo\n",
        "",
        3,
        "",
        "",
        "The line",
        -2,
        '"text" 3 lines 14 bytes\nExit from ed.\n',
        -1,
    ]
    assert (tmp_path / "text").read_text() == "one\ntwo\nthree\n"


def test_an_object_that_is_destructed_leaves_its_text_too(tmp_path: Path) -> None:
    """In the newer dialect the apply has another name."""
    tool = 'void create() { ed_start("/text"); ed_cmd("1d"); destruct(this_object()); }\n'
    mud = Mud(tmp_path, {"master.c": MASTER + KEEPER, "tool.c": tool, "text": TEXT}, profile=Profile.FLUFFOS)

    mud.enter(lambda: mud.world.objects.find_or_load("tool", None))

    assert (tmp_path / "rescued_too").read_text() == "two\n"
