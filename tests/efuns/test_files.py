"""Efuns on files: what they answer, and that the master and the sandbox are asked."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from neolith_trio.config import Mount
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
mixed status(string f, int how) { return stat(f, how); }
mixed size(string f) { return file_size(f); }
"""


def world(directory: Path, **settings: Any) -> World:
    """A world whose master notes what it is asked, with a few files."""
    (directory / "d").mkdir()
    (directory / "lines").write_text("one\ntwo\nthree\n")
    for name in ("b.txt", "a.txt", "c.c"):
        (directory / "d" / name).write_text(name)
    return world_of(directory, PROGRAM, **settings)


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


def test_the_master_is_told_which_efun_asks(tmp_path: Path) -> None:
    """By the names that Neolith gives: directories are asked for as stat, a file's status twice, cp() at both ends."""
    here = world(tmp_path)
    answer(here, "all", "/lines")
    text = answer(here, "asked")

    assert text == (
        '({"read_file /lines", "read_bytes /lines", "read_bytes /lines", "write_file! /lines", "write_bytes! /lines", '
        '"file_size /lines", "file_length /lines", "stat /lines", "stat /lines", "stat lines", "cp /lines", "cp! b", '
        '"rename! /lines", "rename! b", "rm! /lines", "mkdir! /lines", "rmdir! /lines", "tail /lines", '
        '"rename! /lines", "rename! b"})'
    )


def test_the_status_of_a_file_tells_when_its_object_was_loaded(tmp_path: Path) -> None:
    """For everything but a plain file it is get_dir()."""
    here = world(tmp_path)
    os.utime(tmp_path / "lines", (0, 1_000_000))
    os.utime(tmp_path / "d" / "c.c", (0, 2_000_000))
    loaded = int(here.boot_time)

    assert answer(here, "status", "/lines", 0) == "({14, 1000000, 0})"
    assert answer(here, "status", "/master.c", 0).endswith(f", {loaded}}})")
    assert answer(here, "status", "/d/*.c", -1) == '({({"c.c", 3, 2000000})})'
    assert answer(here, "status", "/d", 0) == answer(here, "dir", "/d", 0)
    assert answer(here, "status", "/none/", 0) == "0"


def test_a_slash_at_the_end_makes_no_file(tmp_path: Path) -> None:
    """Nothing is read or written by such a name; a renamed file may be named so, as in Neolith."""
    here = world(tmp_path)
    found = [
        answer(here, "read", "/lines/", 0, 0),
        answer(here, "put", "/lines/", "x", 0),
        answer(here, "put", "/new/", "x", 0),
        answer(here, "copy_file", "/lines", "/new/"),
        answer(here, "remove", "/lines/"),
        answer(here, "dir", "/lines/", 0),
        answer(here, "move", "/lines/", "/d/"),
    ]

    assert found == ["0", "0", "0", "-2", "0", "0", "0"]
    assert sorted(os.listdir(tmp_path / "d")) == ["a.txt", "b.txt", "c.c", "lines"]


def test_a_name_that_the_system_cannot_have_is_a_file_that_is_not_there(tmp_path: Path) -> None:
    """It is no error of the program."""
    name = "/" + "x" * 300

    assert answer(world(tmp_path), "all", name) == "({0, 0, 0, 0, 0, -1, -1, ({ }), ({ }), -1, 1, 0, 0, 0, 0, 1})"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes in directories there")
def test_nobody_waits_at_a_pipe(tmp_path: Path) -> None:
    """A named pipe in the mudlib is no file: opening it would stop the whole mud."""
    here = world(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    found = [
        answer(here, "read", "/pipe", 0, 0),
        answer(here, "bytes", "/pipe", 0, 0),
        answer(here, "put", "/pipe", "x", 0),
        answer(here, "patch", "/pipe", 0, "x"),
        answer(here, "copy_file", "/pipe", "/copy"),
        answer(here, "copy_file", "/lines", "/pipe"),
    ]

    assert found == ["0", "0", "0", "0", "-1", "-2"]


def test_a_mount_is_a_directory_that_stays(tmp_path: Path) -> None:
    """Files go in and out, the mount itself is not removed or renamed; in a read-only one nothing changes."""
    library, save, fixed = (tmp_path / name for name in ("lib", "save", "fixed"))
    for directory in (library, save, fixed):
        directory.mkdir()
    (fixed / "old").write_text("old")
    here = world(library, mounts=(Mount("/data", save, writable=True), Mount("/fixed", fixed, writable=False)))
    found = [
        answer(here, "move", "/lines", "/data"),
        answer(here, "move", "/data", "/elsewhere"),
        answer(here, "remove", "/data"),
        answer(here, "put", "/fixed/new", "x", 0),
        answer(here, "remove", "/fixed/old"),
        answer(here, "move", "/fixed/old", "/d"),
        answer(here, "copy_file", "/fixed/old", "/data"),
        answer(here, "size", "/data"),
        answer(here, "dir", "/", 0),
    ]

    assert found == ["0", "1", "0", "0", "0", "1", "1", "-2", '({"d", "data", "fixed", "master.c"})']
    assert sorted(os.listdir(save)) == ["lines", "old"]
    assert os.listdir(fixed) == ["old"]
