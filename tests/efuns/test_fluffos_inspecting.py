"""The efuns that look into values and at what is running, and the switches of FluffOS about resets and defer()."""

from __future__ import annotations

from pathlib import Path

from neolith_trio.config import Profile
from neolith_trio.config.values import Charset

from .mud import Mud, logon

FLUFFOS = Profile.FLUFFOS


def fluffos(root: Path, body: str) -> list[str]:
    """What a user writes in the profile fluffos."""
    return logon(root, body, profile=FLUFFOS, charset=Charset.UTF8)


def switched(root: Path, files: dict[str, str], **switches: bool) -> Mud:
    """A mud of that profile with some switches of the dialect turned."""
    return Mud(root, files, profile=FLUFFOS, charset=Charset.UTF8, dialect_choices=switches, reset_duration=100)


def test_dump_trace_shows_what_is_running(tmp_path: Path) -> None:
    """With arguments and locals; the innermost call has no empty array of arguments."""
    body = """
    void f(int a) { int b = a + 1; mapping here = dump_trace()[<1]; write(sprintf("%s %d %d %O\\n",
        here["function"], here["arguments"][0], here["locals"][0], here["locals"][1])); }
    void logon() { f(3); write(member_array("arguments", keys(dump_trace()[<1]))); }"""

    assert fluffos(tmp_path, body) == ["f 3 4 0", "-1"]


def test_cycles_are_found_where_they_close(tmp_path: Path) -> None:
    """Paths go through arrays and mappings; what is there twice is no cycle."""
    body = """
    mixed *a = ({ "x", 0 }); a[1] = a; mapping m = ([ ]); m["self"] = m; m[3] = ({ m });
    mixed *twice = ({ 1 });
    write(implode(find_cycles(a), " ") + "\\n" + implode(sort_array(find_cycles(m), 1), " ") + "\\n");
    write(sizeof(find_cycles(({ twice, twice }))));"""

    assert fluffos(tmp_path, body) == ["[1]", '["self"] [3][0]', "0"]


def test_the_environment_of_the_driver_is_not_written(tmp_path: Path) -> None:
    """As in FluffOS without a list of names that may be."""
    assert fluffos(tmp_path, 'write(catch(set_os_env("TZ", "UTC")));') == [
        "*set_os_env: 'TZ' is not in the 'writable os environment variables' list."
    ]


def test_deferred_functions_run_in_the_order_that_is_configured(tmp_path: Path) -> None:
    """The latest first, or with ReverseDefer the first first; programs can ask by a macro."""
    user = """
    void logon() {
    #ifdef __REVERSE_DEFER__
        write("reverse ");
    #endif
        defer((: write("1") :)); defer((: write("2") :));
    }"""

    assert switched(tmp_path / "a", {"user.c": user}).logon() == "21"
    assert switched(tmp_path / "b", {"user.c": user}, reverse_defer=True).logon() == "reverse 12"


RESETS = {
    "user.c": """
    object thing;
    void logon() { thing = load_object("/thing"); set_reset(thing, 5); thing->see(); call_out("later", 3000); }
    void later() { write("later"); move_object(thing); write(thing->query()); }
    """,
    "thing.c": "int count; void reset() { count++; } void see() { } int query() { return count; }",
}


def test_resets_come_by_themselves_or_before_use_or_never(tmp_path: Path) -> None:
    """An object nobody uses is left alone where resets are lazy, until somebody enters it."""
    for name, switches, seen in (
        ("a", {}, "later1"),
        ("b", {"lazy_resets": True}, "later1"),
        ("c", {"no_resets": True}, "later0"),
    ):
        mud = switched(tmp_path / name, RESETS, **switches)
        mud.logon()
        thing = mud.world.objects.find("thing")

        mud.wait(2000)
        assert getattr(thing, "v_count", 0) == (0 if switches else 1), name
        assert mud.wait(2000) == seen


def test_clean_up_comes_when_it_was_asked_for(tmp_path: Path) -> None:
    """Once, although the object is used all the time; without a time it is idle objects that are asked."""
    files = {
        "user.c": """
        object a, b;
        void logon() {
            a = load_object("/thing"); b = new("/thing");
            set_clean_up(a, 100); set_clean_up(b, 100); set_clean_up(b);
            call_out("use", 50);
        }
        void use() { a->use(); b->use(); call_out("use", 50); }
        """,
        "thing.c": """
        void use() { }
        int clean_up(int n) { debug_message("clean " + clonep(this_object()) + "\\n"); return 1; }
        """,
    }
    mud = switched(tmp_path, files)
    mud.logon()
    mud.wait(3000)

    assert mud.outside.logged == ["clean 0"]


def test_clones_are_counted_from_nought_and_children_are_oldest_first(tmp_path: Path) -> None:
    """What was loaded comes first; the name of a clone asks for all of its kin."""
    user = """
    void logon() {
        object a = new("/thing"), b = new("/thing");
        new("/thing"); destruct(b); new("/thing");
        write(implode(map(children("/thing"), (: file_name :)), " ") + sizeof(children(file_name(a))));
    }"""
    mud = Mud(tmp_path, {"user.c": user, "thing.c": ""}, profile=FLUFFOS, charset=Charset.UTF8)

    assert mud.logon() == "/thing /thing#1 /thing#3 /thing#44"
    assert mud.user.name == "user#0"
