"""The sandbox: nothing outside of the mudlib and its mounts can be named, by any spelling."""

from __future__ import annotations

import errno
import os
import sys
from itertools import chain, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neolith_trio.config import Charset, Config, Mount
from neolith_trio.runtime import files as files_module
from neolith_trio.runtime.files import Sandbox, write_beside

needs_links = pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a privilege there")


@pytest.fixture
def mudlib(tmp_path: Path) -> Path:
    """A mudlib with a file, beside a secret."""
    (tmp_path / "lib" / "std").mkdir(parents=True)
    (tmp_path / "lib" / "std" / "room.c").write_text("room")
    (tmp_path / "lib-secret").mkdir()
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "data").mkdir()
    return tmp_path / "lib"


def sandbox(mudlib: Path, *mounts: Mount, charset: Charset = Charset.BYTES) -> Sandbox:
    """The sandbox of that mudlib."""
    return Sandbox(Config(mudlib_dir=mudlib, master_file="/master.c", mounts=mounts, charset=charset))


@pytest.mark.parametrize("path", ["/std/room.c", "std/room.c", "//std//room.c", "/std/./room.c", "./std/room.c"])
def test_every_spelling_of_a_path_leads_to_the_file(mudlib: Path, path: str) -> None:
    """Slashes and dots do not matter."""
    assert sandbox(mudlib).resolve(path) == mudlib / "std" / "room.c"


@pytest.mark.parametrize("path", ["", "/", ".", "/.", "//"])
def test_the_root_is_the_mudlib(mudlib: Path, path: str) -> None:
    """An empty path is the mudlib directory itself."""
    assert sandbox(mudlib).resolve(path) == mudlib


@pytest.mark.parametrize(
    "path", ["/../secret", "..", "/std/../../secret", "/std/../std/room.c", "a\0b", "../lib-secret"]
)
def test_a_path_with_a_way_up_is_refused(mudlib: Path, path: str) -> None:
    """Even when it would come back into the mudlib."""
    assert sandbox(mudlib).resolve(path) is None


@needs_links
def test_a_link_out_of_the_mudlib_is_refused(mudlib: Path) -> None:
    """To a file, through a directory, and to a neighbour whose name only begins like the mudlib's."""
    (mudlib / "file").symlink_to(mudlib.parent / "secret")
    (mudlib / "up").symlink_to(mudlib.parent)
    (mudlib / "near").symlink_to(mudlib.parent / "lib-secret")
    files = sandbox(mudlib)

    assert [files.resolve(path) for path in ("file", "up/secret", "up", "near", "near/new")] == [None] * 5


@needs_links
def test_real_paths_are_those_of_the_system(tmp_path: Path) -> None:
    """Links to files, directories, upwards, in circles, to nothing and out of the mudlib; in any order, and last."""
    lib = Path(os.path.realpath(tmp_path)) / "lib"
    (lib / "a" / "b").mkdir(parents=True)
    (lib / "a" / "f").touch()
    for name, target in {"l": "a", "a/up": "../..", "loop": "loop", "gone": "nowhere", "out": "/etc"}.items():
        (lib / name).symlink_to(target)
    names = ["a", "b", "f", "l", "up", "loop", "gone", "out", "lib", "none"]

    for parts in chain.from_iterable(product(names, repeat=length) for length in range(1, 4)):
        whole = os.path.join(lib, *parts)
        directory, name = os.path.split(whole)
        assert files_module._real(str(lib), parts, True) == os.path.realpath(whole)
        assert files_module._real(str(lib), parts, False) == os.path.join(os.path.realpath(directory), name)


@needs_links
def test_a_link_inside_the_mudlib_is_followed_but_can_be_meant_itself(mudlib: Path) -> None:
    """As when it is removed."""
    (mudlib / "alias").symlink_to("std")
    files = sandbox(mudlib)

    assert files.resolve("alias/room.c") == mudlib / "std" / "room.c"
    assert files.resolve("alias", follow=False) == mudlib / "alias"


@given(st.lists(st.sampled_from(["..", ".", "", "std", "room.c", "up", "~", "a b", "\udcff"]), max_size=8))
def test_no_mixture_of_parts_leaves(tmp_path_factory: pytest.TempPathFactory, parts: list[str]) -> None:
    """Whatever is resolved lies in the mudlib."""
    mudlib = tmp_path_factory.getbasetemp() / "fuzzed" / "lib"
    mudlib.mkdir(parents=True, exist_ok=True)
    found = sandbox(mudlib).resolve("/".join(parts))

    assert found is None or os.path.commonpath([found, mudlib.resolve()]) == str(mudlib.resolve())


@needs_links
@given(st.lists(st.sampled_from(["std", "room.c", "alias", "loop", "out", "deep", "no", ".", ""]), max_size=5))
def test_a_link_is_what_the_system_says_it_is(tmp_path_factory: pytest.TempPathFactory, parts: list[str]) -> None:
    """Where links are on the way, and where something on the way is missing or is no directory."""
    mudlib = tmp_path_factory.mktemp("linked").resolve() / "mudlib"
    (mudlib / "std").mkdir(parents=True)
    (mudlib / "std" / "room.c").write_text("")
    for name, target in (("alias", "std"), ("loop", "loop"), ("out", ".."), ("std/deep", "../std")):
        (mudlib / name).symlink_to(target)
    below = [part for part in parts if part not in ("", ".")]
    real = os.path.realpath(os.path.join(mudlib, *below))
    outside = Path(real) != mudlib and mudlib not in Path(real).parents
    isdir = os.path.isdir(real)
    refused = outside or ("/".join(parts).endswith("/") and not isdir)

    files, path = sandbox(mudlib), "/".join(parts)
    assert files.locate(path) == (None if refused else real)
    known = None if refused or not os.path.exists(real) else os.stat(real)
    assert [files.status(path), files.status(path)] == [known, known]


def test_a_mount_stands_in_for_a_directory(mudlib: Path) -> None:
    """The longest mount wins, is listed among the names, and may be read-only."""
    data = mudlib.parent / "data"
    (data / "inner").mkdir()
    files = sandbox(mudlib, Mount("/save", data, writable=True), Mount("/save/fixed", mudlib / "std", writable=False))

    assert files.resolve("/save/inner") == data / "inner"
    assert files.resolve("/save/fixed/room.c") == mudlib / "std" / "room.c"
    assert files.resolve("/save/fixed/room.c", writing=True) is None
    assert files.resolve("/save/../std") is None
    assert (files.names_in("/"), files.names_in("/save")) == (["save", "std"], ["fixed", "inner"])


@needs_links
def test_a_link_leads_into_a_mount_but_not_round_its_protection(mudlib: Path) -> None:
    """Where a file really lies decides what may be written."""
    data = mudlib.parent / "data"
    (mudlib / "alias").symlink_to(data)
    open_mount = sandbox(mudlib, Mount("/save", data, writable=True))
    closed_mount = sandbox(mudlib, Mount("/save", data, writable=False))

    assert open_mount.resolve("/alias/new", writing=True) == data / "new"
    assert closed_mount.resolve("/alias/new") == data / "new"
    assert closed_mount.resolve("/alias/new", writing=True) is None


@pytest.mark.parametrize("path", ["/", "/save", "save/", "/save/."])
def test_the_mudlib_and_its_mounts_are_not_names_that_can_be_removed(mudlib: Path, path: str) -> None:
    """Nor renamed: only what lies in them."""
    files = sandbox(mudlib, Mount("/save", mudlib.parent / "data", writable=True))

    assert files.resolve(path, writing=True) is not None
    assert files.resolve(path, writing=True, follow=False) is None


def test_a_slash_at_the_end_means_a_directory(mudlib: Path) -> None:
    """One that is to be made may be named so, a file may not."""
    files = sandbox(mudlib)

    assert files.resolve("/std/") == mudlib / "std"
    assert files.resolve("/std/room.c/") is None
    assert files.resolve("/new/") is None
    assert files.resolve("/new/", follow=False) == mudlib / "new"


def test_the_mudlib_in_the_package_is_never_written_to(tmp_path: Path) -> None:
    """What is saved goes to the user's own directories, which are mounted in it."""
    files = Sandbox(Config.bundled(tmp_path))

    assert files.resolve("/secure/master.c") is not None
    assert files.resolve("/secure/master.c", writing=True) is None
    assert files.resolve("/new", writing=True) is None
    assert files.resolve("/save/new", writing=True) == (tmp_path / "save" / "new").resolve()
    assert {"save", "log", "secure"} <= set(files.names_in("/"))


def test_a_character_that_is_no_byte_is_no_file(mudlib: Path) -> None:
    """Such a text has no name outside, and that is no error."""
    assert sandbox(mudlib).resolve("/\u20ac") is None
    assert sandbox(mudlib, charset=Charset.UTF8).resolve("/\ud800") is None


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes there")
def test_a_name_of_bytes_comes_in_and_goes_out_unchanged(mudlib: Path) -> None:
    """In the byte profile a name of UTF-8 is its bytes."""
    (mudlib / "sch\u00f6n").write_text("x")
    files = sandbox(mudlib)

    assert files.names_in("/") == ["sch\u00c3\u00b6n", "std"]
    assert files.resolve("/sch\u00c3\u00b6n") == mudlib / "sch\u00f6n"


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    """Nothing is left beside it."""
    target = tmp_path / "save.o"
    target.write_bytes(b"old")
    write_beside(target, b"new", durable=True)

    assert (target.read_bytes(), os.listdir(tmp_path)) == (b"new", ["save.o"])


@needs_links
def test_a_link_beside_the_file_is_not_written_through(tmp_path: Path) -> None:
    """It may lead out of the mudlib."""
    secret, target = tmp_path / "secret", tmp_path / "save.o"
    secret.write_bytes(b"secret")
    (tmp_path / "save.o.tmp").symlink_to(secret)
    write_beside(target, b"new")

    assert (secret.read_bytes(), target.read_bytes()) == (b"secret", b"new")


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system says so at the latest when the content is brought to the disk."""

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    target = tmp_path / "save.o"
    target.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError) as caught:
        write_beside(target, b"new", durable=True)

    assert caught.value.errno == errno.ENOSPC
    assert (target.read_bytes(), os.listdir(tmp_path)) == (b"old", ["save.o"])


def test_a_failed_replacement_leaves_the_old_file(tmp_path: Path) -> None:
    """The target is a directory here, so that putting the new content in its place fails."""
    target = tmp_path / "save.o"
    (target / "inner").mkdir(parents=True)
    with pytest.raises(OSError, match=r".*"):
        write_beside(target, b"new")

    assert os.listdir(tmp_path) == ["save.o"]
