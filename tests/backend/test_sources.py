"""The texts of LPC files: read once, and again after any change that anybody could notice."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from neolith_trio.backend import sources
from neolith_trio.backend.sources import Sources
from neolith_trio.config import Config, Mount
from neolith_trio.runtime.files import Sandbox


@pytest.fixture
def lib(tmp_path: Path) -> Path:
    """A mudlib of one room, which has not been changed for a long time."""
    (tmp_path / "lib" / "d").mkdir(parents=True)
    write(tmp_path / "lib" / "d" / "room.c", "int one;")
    return tmp_path / "lib"


def write(file: Path, text: str) -> None:
    file.write_text(text)


def of(lib: Path, *mounts: Mount) -> Sources:
    files = Sandbox(Config(mudlib_dir=lib, master_file="/master.c", mounts=mounts))
    return Sources(lambda: files, "latin-1")


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """All that is written in this test was written an hour ago."""
    monkeypatch.setattr(sources, "time", Later)


class Later:
    @staticmethod
    def time_ns() -> int:
        return time.time_ns() + 3600 * 10**9


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are opened."""
    names: list[str] = []
    read = Sources._read

    def watched(self: Sources, path: str, real: Path, identity: sources.Identity) -> str | None:
        names.append(real.name)
        return read(self, path, real, identity)

    monkeypatch.setattr(Sources, "_read", watched)
    return names


@pytest.mark.usefixtures("later")
def test_a_file_is_read_once(lib: Path, opened: list[str]) -> None:
    """And the text is the very same string, so that whoever has looked at it need not look again."""
    found = of(lib)

    first, second = found.read("/d/room.c"), found.read("/d/room.c")

    assert first == "int one;"
    assert second is first
    assert opened == ["room.c"]


def rewrite(file: Path) -> None:
    write(file, "int two;")


def rewrite_with_the_old_time(file: Path) -> None:
    about = file.stat()
    write(file, "int two;")
    os.utime(file, ns=(about.st_atime_ns, about.st_mtime_ns))


def replace(file: Path) -> None:
    about = file.stat()
    write(file.with_name("new"), "int two;")
    os.utime(file.with_name("new"), ns=(about.st_atime_ns, about.st_mtime_ns))
    os.replace(file.with_name("new"), file)


def replace_the_directory(file: Path) -> None:
    file.parent.rename(file.parent.with_name("old"))
    file.parent.mkdir()
    write(file, "int two;")


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("change", [rewrite, rewrite_with_the_old_time, replace, replace_the_directory])
def test_a_change_is_noticed(lib: Path, change: Callable[[Path], None]) -> None:
    """Also one that keeps the size and the time."""
    found = of(lib)
    assert found.read("/d/room.c") == "int one;"
    if change is rewrite_with_the_old_time and os.name == "nt":
        pytest.skip("the file system has no time of the last change that nobody can set")

    time.sleep(0.02)  # the clock of a file system may stand still for a moment, which the next test is about
    change(lib / "d" / "room.c")

    assert found.read("/d/room.c") == "int two;"


def test_a_file_that_was_just_changed_is_read_again(lib: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its next change could have the same time, when the clock of the file system is slow."""
    found = of(lib)
    monkeypatch.setattr(sources, "_identity", lambda about: (0, 0, 0, 0, 0))
    assert found.read("/d/room.c") == "int one;"

    write(lib / "d" / "room.c", "int two;")

    assert found.read("/d/room.c") == "int two;"


@pytest.mark.parametrize(
    ("age", "fraction", "settled"), [(50, 1, False), (150, 1, True), (150, 0, False), (2500, 0, False), (3500, 0, True)]
)
def test_how_old_a_change_must_be(age: int, fraction: int, settled: bool) -> None:
    """A tenth of a second; three of them where times have no fractions, so that the clock may be that of FAT."""
    changed = 1_000_000_000 * 10**9 + fraction
    about: Any = SimpleNamespace(st_mtime_ns=changed, st_ctime_ns=changed)

    assert sources._is_settled(about, changed + age * 10**6) is settled


@pytest.mark.usefixtures("later")
def test_a_file_that_goes_and_comes_back(lib: Path) -> None:
    """What is not there has no text, and a directory has none either."""
    found = of(lib)
    assert found.read("/d/room.c") == "int one;"
    (lib / "d" / "room.c").unlink()
    assert found.read("/d/room.c") is None

    write(lib / "d" / "room.c", "int three;")

    assert found.read("/d/room.c") == "int three;"
    assert [found.read(path) for path in ("/d", "/d/", "/none.c", "/d/room.c/x", "/a\0b", "/../secret")] == [None] * 6


@pytest.mark.usefixtures("later")
@pytest.mark.skipif(os.name == "nt", reason="symbolic links need a privilege")
def test_links_are_followed_inside_of_the_mudlib_only(lib: Path) -> None:
    """And when one is turned elsewhere, that counts."""
    (lib.parent / "secret.c").write_text("int secret;")
    write(lib / "d" / "hall.c", "int hall;")
    link = lib / "link.c"
    link.symlink_to("d/room.c")
    found = of(lib)
    assert found.read("/link.c") == "int one;"
    assert found.real_path("/link.c") == str(lib.resolve() / "d" / "room.c")

    for target, text in (("d/hall.c", "int hall;"), ("../secret.c", None), ("d/room.c", "int one;"), ("gone", None)):
        link.unlink()
        link.symlink_to(target)
        assert found.read("/link.c") == text
    (lib / "d").rename(lib.parent / "outside")
    (lib / "d").symlink_to("../outside")
    assert found.read("/d/hall.c") is None


@pytest.mark.usefixtures("later")
def test_mounts_are_part_of_the_mudlib(lib: Path, tmp_path: Path) -> None:
    """A file in one is where it really is."""
    (tmp_path / "save").mkdir()
    write(tmp_path / "save" / "x.c", "int saved;")
    found = of(lib, Mount("/save", tmp_path / "save", writable=True))

    assert [found.read("/save/x.c") for _ in range(2)] == ["int saved;"] * 2
    assert found.real_path("/save/x.c") == str((tmp_path / "save" / "x.c").resolve())
    assert found.real_path("/save/none.c") == str((tmp_path / "save").resolve() / "none.c")
    assert found.real_path("/../x") == "/../x"


@pytest.mark.usefixtures("later")
def test_no_more_is_remembered_than_the_limit(lib: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Of texts and of places; what was forgotten is read again."""
    monkeypatch.setattr(sources, "MOST", 20)
    monkeypatch.setattr(sources, "_MOST_PLACES", 2)
    for name in ("a", "b", "c"):
        write(lib / f"{name}.c", f"int {name};     ")
    found = of(lib)

    for name in ("a", "b", "a", "a", "c", "b"):
        assert found.read(f"/{name}.c") == f"int {name};     "

    assert opened == ["a.c", "b.c", "a.c", "c.c", "b.c"]
