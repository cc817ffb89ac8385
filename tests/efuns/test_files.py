"""Efuns on files: what they answer, and that the master and the sandbox are asked."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from neolith_trio.runtime.world import World

from ..answers import answer, world_of

PROGRAM = """
mixed *asked = ({ });
mixed verdict = 1;
mixed valid_read(string path, object who, string how) { asked += ({ how + " " + path }); return verdict; }
mixed valid_write(string path, object who, string how) { asked += ({ how + "! " + path }); return verdict; }
mixed valid_link(string from, string to) { return 1; }
void decide(mixed what) { verdict = what; asked = ({ }); }
mixed asked() { return asked; }
mixed read(string f, int a, int b) { return read_file(f, a, b); }
mixed bytes(string f, int a, int b) { return read_bytes(f, a, b); }
mixed put(string f, string t, int o) { return write_file(f, t, o); }
mixed patch(string f, int at, string t) { return write_bytes(f, at, t); }
mixed all(string f) {
    return ({ read_file(f), read_bytes(f), read_buffer(f), write_file(f, "x"), write_bytes(f, 0, "x"), file_size(f),
        file_length(f), get_dir(f), stat(f), cp(f, "b"), rename(f, "b"), rm(f), mkdir(f), rmdir(f), tail(f),
        link(f, "b") });
}
mixed dir(string f, int how) { return get_dir(f, how); }
mixed copy_file(string a, string b) { return cp(a, b); }
mixed move(string a, string b) { return rename(a, b); }
mixed remove(string f) { return rm(f); }
mixed tie(string a, string b) { return link(a, b); }
mixed size(string f) { return file_size(f); }
"""


def world(directory: Path) -> World:
    """A world whose master notes what it is asked, with a few files."""
    (directory / "d").mkdir()
    (directory / "lines").write_text("one\ntwo\nthree\n")
    for name in ("b.txt", "a.txt", "c.c"):
        (directory / "d" / name).write_text(name)
    return world_of(directory, PROGRAM)


def test_every_efun_takes_no_for_an_answer(tmp_path: Path) -> None:
    """A refusal looks like a file that is not there, and nothing is changed."""
    here = world(tmp_path)
    answer(here, "decide", 0)

    assert answer(here, "all", "/lines") == "({0, 0, 0, 0, 0, -1, -1, 0, 0, -1, 1, 0, 0, 0, 0, 1})"
    assert (tmp_path / "lines").read_text() == "one\ntwo\nthree\n"


def test_no_efun_leaves_the_mudlib(tmp_path: Path) -> None:
    """Not even when the master permits everything."""
    here = world(tmp_path)
    outside = tmp_path.parent / "outside"
    outside.write_text("secret")

    assert answer(here, "all", "/../outside") == "({0, 0, 0, 0, 0, -1, -1, 0, 0, -1, 1, 0, 0, 0, 0, 1})"
    assert outside.read_text() == "secret"


def test_the_master_may_point_elsewhere(tmp_path: Path) -> None:
    """A string answer replaces the path."""
    here = world(tmp_path)
    answer(here, "decide", "/d/a.txt")

    assert answer(here, "read", "/lines", 0, 0) == '"a.txt"'
    assert answer(here, "asked") == '({"read_file /lines"})'


def test_lines_are_counted_from_1(tmp_path: Path) -> None:
    """A number of 0 stands for the start and for all that follow."""
    here = world(tmp_path)
    found = [answer(here, "read", "lines", *which) for which in ((0, 0), (2, 1), (2, 0), (3, 9), (4, 1), (9, 1))]

    assert found == ['"one\\ntwo\\nthree\\n"', '"two\\n"', '"two\\nthree\\n"', '"three\\n"', "0", "0"]


def test_a_file_over_the_limit_is_read_in_parts_only(tmp_path: Path) -> None:
    """Lines that fit may be read from it, wherever they are."""
    here = world(tmp_path)
    (tmp_path / "big").write_text("".join(f"line {number:06}\n" for number in range(5000)))

    assert answer(here, "read", "big", 0, 0) == "0"
    assert answer(here, "read", "big", 4000, 1) == '"line 003999\\n"'
    assert answer(here, "read", "big", 1, 4000) == "0"


def test_bytes_are_counted_from_either_end(tmp_path: Path) -> None:
    """Beyond the file there are none."""
    here = world(tmp_path)
    found = [answer(here, "bytes", "d/a.txt", *which) for which in ((0, 0), (2, 2), (-3, 2), (3, 99), (5, 0), (-9, 1))]

    assert found == ['"a.txt"', '"tx"', '"tx"', '"xt"', "0", "0"]


def test_bytes_are_written_inside_and_at_the_end(tmp_path: Path) -> None:
    """Further out there is nothing to write to."""
    here = world(tmp_path)
    done = [
        answer(here, "patch", "d/a.txt", at, text) for at, text in ((0, "A"), (5, "!"), (-1, "?"), (9, "x"), (0, ""))
    ]

    assert done == ["1", "1", "1", "0", "0"]
    assert (tmp_path / "d" / "a.txt").read_text() == "A.txt?"


def test_no_byte_is_lost_between_file_and_string(tmp_path: Path) -> None:
    """Whatever the bytes are."""
    here = world(tmp_path)
    (tmp_path / "bytes").write_bytes(bytes(range(256)))
    text = "".join(map(chr, range(256)))
    answer(here, "put", "copied", text, 1)
    length = answer(here, "size", "copied")

    assert length == "256"
    assert (tmp_path / "copied").read_bytes() == (tmp_path / "bytes").read_bytes()


def test_names_are_sorted_and_matched(tmp_path: Path) -> None:
    """A star matches the directory and its parent too, as in Neolith; a file is its own name."""
    here = world(tmp_path)
    found = [
        answer(here, "dir", path, 0) for path in ("/d/", "d", "/d/*.txt", "/d/?.c", "/d/*", "/d/a.txt", "/d/x", "/x/")
    ]

    assert found == [
        '({"a.txt", "b.txt", "c.c"})',
        '({"a.txt", "b.txt", "c.c"})',
        '({"a.txt", "b.txt"})',
        '({"c.c"})',
        '({".", "..", "a.txt", "b.txt", "c.c"})',
        '({"a.txt"})',
        "({ })",
        "0",
    ]


def test_copies_and_moves_go_into_directories(tmp_path: Path) -> None:
    """The numbers are those of Neolith: cp() answers 1, rename() 0."""
    here = world(tmp_path)
    found = [
        answer(here, "copy_file", "lines", "/d"),
        answer(here, "copy_file", "nothing", "/d"),
        answer(here, "copy_file", "lines", "/no/where"),
        answer(here, "copy_file", "lines", "/lines"),
        answer(here, "move", "lines", "moved"),
        answer(here, "move", "moved", "d"),
        answer(here, "move", "nothing", "d"),
    ]

    assert found == ["1", "-1", "-2", "-2", "0", "0", "1"]
    assert (tmp_path / "d" / "lines").read_text() == (tmp_path / "d" / "moved").read_text() == "one\ntwo\nthree\n"


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a privilege there")
def test_removing_a_link_leaves_the_file(tmp_path: Path) -> None:
    """A link is a name of its own."""
    here = world(tmp_path)
    made = answer(here, "tie", "/lines", "/d/alias")
    read = answer(here, "read", "/d/alias", 1, 1)
    removed = answer(here, "remove", "/d/alias")

    assert (made, read, removed) == ("0", '"one\\n"', "1")
    assert (tmp_path / "lines").exists()
