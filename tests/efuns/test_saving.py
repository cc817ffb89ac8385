"""save_object() and restore_object(): the file byte for byte, what is left out, what a broken file does."""

from __future__ import annotations

from pathlib import Path

from neolith_trio.config import Profile
from neolith_trio.config.values import Charset
from neolith_trio.runtime.world import World

from ..answers import answer, world_of
from .mud import Mud

PROGRAM = r"""
class pair { int left; string right; }
int number = 42;
int zero;
string text = "a \"quoted\" \\ text\nsecond line";
mixed *list = ({ 1, "two", ({ 3 }) });
mapping map1 = ([ "k": ({ "v" }) ]);
float real = 2.5;
object ob;
class pair c;
static int hidden = 7;
private int own = 8;

void create() { ob = this_object(); c = new(class pair, left: 1, right: "r"); }
mixed save(string file, int flag) { return save_object(file, flag); }
mixed restore(string file, int flag) { return restore_object(file, flag); }
mixed all() { return ({ number, zero, text, list, map1, real, ob, c && c->right, hidden, own }); }
void forget() { number = zero = hidden = own = 0; text = 0; list = 0; map1 = 0; real = 9.5; ob = 0; c = 0; }
"""

SAVED = (
    "#/master.c\n"
    "number 42\n"
    'text "a \\"quoted\\" \\\\ text\rsecond line"\n'
    'list ({1,"two",({3,}),})\n'
    'map1 (["k":({"v",}),])\n'
    "real 2.5\n"
    "ob \n"
    'c (/1,"r",/)\n'
    "own 8\n"
)
FORGOTTEN = "({0, 0, 0, 0, 0, 9.5, 0, 0, 0, 0})"


def world(directory: Path) -> World:
    """A world whose master has variables of every kind."""
    return world_of(directory, PROGRAM)


def test_the_file_has_a_line_for_every_variable_that_is_not_0(tmp_path: Path) -> None:
    """Static variables are left out; objects are written as nothing."""
    saved = answer(world(tmp_path), "save", "/player", 0)

    assert saved == "1"
    assert (tmp_path / "player.o").read_bytes() == SAVED.encode()


def test_zeros_are_saved_when_asked_for(tmp_path: Path) -> None:
    """So that restoring them is no accident."""
    answer(world(tmp_path), "save", "/player.o", 1)

    assert b"\nzero 0\n" in (tmp_path / "player.o").read_bytes()


def test_what_was_saved_comes_back(tmp_path: Path) -> None:
    """All but the object and the static variable, which keeps what it has."""
    here = world(tmp_path)
    answer(here, "save", "/player", 0)
    answer(here, "forget")
    before = answer(here, "all")
    restored = answer(here, "restore", "/player.c", 0)

    assert before == FORGOTTEN
    assert restored == "1"
    assert answer(here, "all") == (
        '({42, 0, "a \\"quoted\\" \\\\ text\\nsecond line", ({1, "two", ({3})}), (["k": ({"v"})]), 2.5, 0, "r", 0, 8})'
    )


def test_restoring_clears_what_the_file_has_not_unless_told_to_keep(tmp_path: Path) -> None:
    """Static variables are never cleared; unknown names and comments are passed over."""
    (tmp_path / "short.o").write_text("#/x.c\nnumber -12\nunknown 5\nhidden 99\n")
    here = world(tmp_path)
    answer(here, "restore", "short", 1)
    kept = answer(here, "all")
    answer(here, "restore", "short", 0)

    assert kept.startswith('({-12, 0, "a ')
    assert answer(here, "all") == "({-12, 0, 0, 0, 0, 0, 0, 0, 7, 0})"


def test_a_broken_line_names_its_variable(tmp_path: Path) -> None:
    """The error says what kind of value was broken."""
    here = world(tmp_path)
    found = []
    for content in ("number 1.\n", "list ({1,2\n", 'text "abc\n', "map1 ([1,])\n", "c (/1\n", "justaname\n"):
        (tmp_path / "broken.o").write_text(content)
        found.append(answer(here, "restore", "broken", 1))

    assert found == [
        "ERR restore_object(): Illegal numeric format while restoring number.",
        "ERR restore_object(): Illegal array format while restoring list.",
        "ERR restore_object(): Illegal string format while restoring text.",
        "ERR restore_object(): Illegal mapping format while restoring map1.",
        "ERR restore_object(): Illegal class format while restoring c.",
        "ERR restore_object(): Illegal file format.",
    ]


def test_a_missing_or_empty_file_is_0_and_changes_nothing(tmp_path: Path) -> None:
    """A refused one is an error, as mudlibs expect."""
    (tmp_path / "empty.o").touch()
    here = world(tmp_path)
    before = answer(here, "all")
    found = [answer(here, "restore", name, 0) for name in ("nothing", "empty", "/../out")]

    assert found == ["0", "0", "ERR Denied read permission in restore_object()."]
    assert answer(here, "all") == before


def test_a_save_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    """A directory in the way of the new name is the failure here."""
    (tmp_path / "player.o" / "inner").mkdir(parents=True)

    assert answer(world(tmp_path), "save", "/player", 0) == "0"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["master.c", "player.o"]


def test_what_a_parent_was_inherited_static_with_is_not_saved(tmp_path: Path) -> None:
    """Of two variables with one name both are saved, and the first parent's comes back."""
    (tmp_path / "open.c").write_text("int one = 1; int both = 2; int first() { return both; }")
    (tmp_path / "shut.c").write_text("int two = 3;")
    here = world_of(
        tmp_path,
        'inherit "/open"; static inherit "/shut"; int both = 4;'
        'mixed save() { return save_object("/x"); } mixed restore() { return restore_object("/x"); }'
        "mixed all() { return ({ one, two, both, first() }); }",
    )
    answer(here, "save")

    assert (tmp_path / "x.o").read_text() == "#/master.c\none 1\nboth 2\nboth 4\n"
    (tmp_path / "x.o").write_text("one 5\ntwo 6\nboth 7\n")
    answer(here, "restore")
    assert answer(here, "all") == "({5, 3, 0, 7})"


def test_class_values_come_back_as_what_they_were_declared(tmp_path: Path) -> None:
    """Two classes of one size are told apart by the variable's type."""
    here = world_of(
        tmp_path,
        "class pair { int left; int right; } class point { int x; int y; } class point *way;"
        'mixed save() { way = ({ new(class point, x: 1, y: 2) }); return save_object("/x"); }'
        'mixed restore() { way = 0; restore_object("/x"); return way[0]->y; }',
    )
    answer(here, "save")

    assert answer(here, "restore") == "2"


def test_why_a_save_failed_is_in_the_log(tmp_path: Path) -> None:
    """LPC gets a 0, the one who runs the mud the reason."""
    here = world(tmp_path)
    answer(here, "save", "/no/such/place", 0)

    assert here.ports.logged == ["save_object(): /no/such/place.o: No such file or directory"]  # type: ignore[attr-defined]


# As the C driver wrote it, byte for byte, and what its variables were.
OF_THE_C_DRIVER = (
    b"#/master.c\ni 42\nlong -12345678901\nhalf 1.5\nwhole 1\ntiny 1.23457e-07\nbig 1.23457e+06\n"
    b'text "a \\"q\\" \\\\ back\rnew\ttab"\nempty ""\nbytes "\x80\xff \xe4\xb8\xad"\nstarts "([{,:"\nnothing ({})\n'
    b'list ({1,"x",2.5,({}),([]),({({1,}),}),})\nmap1 ([1:"one",])\nmap2 (["k":([2.5:({1,2,}),]),])\nob \n'
    b'pair (/1,"r",({1,,3,}),/)\npoint (/1.5,2,/)\n'
)


def test_files_of_the_c_driver_are_read_and_written_byte_for_byte(tmp_path: Path) -> None:
    """Restored and saved again, nothing has changed."""
    (tmp_path / "theirs.o").write_bytes(OF_THE_C_DRIVER)
    here = world_of(
        tmp_path,
        "class pair { int left; string right; mixed more; } class point { float x; float y; }"
        "int i, long; float half, whole, tiny, big; string text, empty, bytes, starts;"
        "mixed *nothing, list; mapping map1, map2; mixed ob; class pair pair; class point point;"
        'mixed copy() { return restore_object("/theirs") + save_object("/ours"); }',
    )

    assert answer(here, "copy") == "2"
    # the objects are lost, as in the C driver: what was nothing is 0 now, and a variable that is 0 is not saved
    assert (tmp_path / "ours.o").read_bytes() == OF_THE_C_DRIVER.replace(b"ob \n", b"").replace(b"1,,3", b"1,0,3")


FLUFFOS_USER = r"""
inherit "/parent";
int a = 3; string b = "x"; mapping m = ([ 1: "q" ]); int z; nosave int hidden;
void p(mixed value) { write(sprintf("%O\n", value)); }
void restore_lost_variable(mixed value, string name) { p(name + "=" + value); }
void logon() {
"""


def fluffos_saves(directory: Path, body: str) -> list[str]:
    """What an object with variables writes in the profile fluffos."""
    files = {"user.c": FLUFFOS_USER + body + "\n}", "parent.c": ""}
    return Mud(directory, files, profile=Profile.FLUFFOS, charset=Charset.UTF8).logon().splitlines()


def test_fluffos_compresses_a_save_file_and_finds_it_again(tmp_path: Path) -> None:
    """Flag 2 adds .gz and takes the other file away; what is appended to a compressed file is read, too."""
    body = r"""
    p(save_object("/me") && save_object("/me", 2)); p(file_size("/me.o")); p(file_size("/me.o.gz") > 20);
    a = 5; b = 0; p(restore_object("/me.c")); p(a + b);
    write_file("/log.gz", "one ", 3); write_file("/log.gz", "two", 2); p(read_file("/log.gz"));
    p(save_object() == "#/user.c\n" + read_file("/me.o.gz")[9..]); p(strsrch(save_object(1), "\nz 0\n") > 0);"""

    assert fluffos_saves(tmp_path, body) == ["28", "-1", "1", "1", '"3x"', '"one two"', "1", "1"]


def test_fluffos_tells_what_a_save_file_has_besides(tmp_path: Path) -> None:
    """Variables that the program has lost or does not save; broken lines are named; line ends may be those of DOS."""
    body = r"""
    p(save_object("/me"));
    write_file("/me.o", "hidden 3\r\nlost \"it\"\r\na 9\r\n", 1); p(restore_object("/me")); p(a);
    write_file("/me.o", "a\n", 1); p(catch(restore_object("/me")));
    p(catch(save_object("/nowhere/me"))); p(catch(save_object("/nowhere/me", 2)));"""

    assert fluffos_saves(tmp_path, body) == [
        "28",
        '"hidden=3"',
        '"lost=it"',
        "1",
        "9",
        '"*restore_object(): Illegal file format - 1 (a).',
        '"',
        '"*Could not open /nowhere/me.o.tmp for a save.',
        '"',
        '"*Could not open /nowhere/me.o.gz.tmp for a save.',
        '"',
    ]
