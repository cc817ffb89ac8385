"""Which efuns there are, from the disk."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import attrs
import pytest

from neolith_trio.backend.compiling import efun_signatures
from neolith_trio.config import Profile
from neolith_trio.efuns import REGISTRY, Efun, catalogue, visible
from neolith_trio.efuns.registry import VARIANTS
from neolith_trio.lpc import fingerprints


@pytest.fixture(autouse=True)
def as_in_a_new_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is remembered from one question to the next."""
    monkeypatch.setattr(catalogue, "_everything", catalogue._everything.__wrapped__)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows when all modules are asked."""
    times: list[str] = []
    whole = catalogue._declared

    def declared() -> tuple[Efun, ...]:
        times.append("asked")
        return whole()

    monkeypatch.setattr(catalogue, "_declared", declared)
    return times


@pytest.mark.parametrize("profile", Profile)
def test_what_is_kept_is_what_the_modules_declare(tmp_path: Path, profile: Profile, asked: list[str]) -> None:
    """In every field, and for the compiler, so that it finds its programs again."""
    declared = visible(profile, tmp_path)
    kept = visible(profile, tmp_path)

    assert asked == ["asked"]
    assert list(kept) == list(declared)
    assert kept == declared == visible(profile)
    assert fingerprints.of(efun_signatures(kept)) == fingerprints.of(efun_signatures(declared))


def test_a_function_is_that_of_its_module(tmp_path: Path) -> None:
    """Aliases and the forms of dialects included."""
    visible(Profile.FLUFFOS, tmp_path)

    for name, one in visible(Profile.FLUFFOS, tmp_path).items():
        assert one.function is (VARIANTS if one.variant else REGISTRY)[name].function


def test_an_efun_says_which_module_declares_it() -> None:
    """Whoever imports that one finds it registered."""
    for one in (*REGISTRY.values(), *VARIANTS.values()):
        module = import_module(one.home)
        assert catalogue._DIRECTORY in Path(str(module.__file__)).parents, one.name


def test_a_changed_module_is_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: list[str]
) -> None:
    """One that is new, longer, newer, or put in the place of another."""
    modules = tmp_path / "modules"
    modules.mkdir()
    monkeypatch.setattr(catalogue, "_DIRECTORY", modules)
    keys = {catalogue._key()}
    (modules / "one.py").write_text("a = 1")
    keys.add(catalogue._key())
    (modules / "one.py").write_text("a = 12")
    keys.add(catalogue._key())
    (modules / "other").write_text("a = 13")
    (modules / "other").replace(modules / "one.py")
    keys.add(catalogue._key())

    assert len(keys) == 4
    assert catalogue._key() in keys


def test_where_modules_are_no_files_all_are_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: list[str]
) -> None:
    """In an archive, for example; nothing is kept then."""
    monkeypatch.setattr(catalogue, "_key", lambda: None)
    for _ in range(2):
        assert visible(Profile.NEOLITH, tmp_path / "kept")["write"].maximum == 1

    assert asked == ["asked"] * 2
    assert not (tmp_path / "kept").exists()


def test_what_is_damaged_is_named_and_made_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, asked: list[str]
) -> None:
    """Nothing on the disk keeps a mud from having efuns."""
    whole = visible(Profile.NEOLITH, tmp_path)
    (kept,) = tmp_path.glob("*.program")
    kept.write_bytes(kept.read_bytes()[:-1])

    assert visible(Profile.NEOLITH, tmp_path) == whole
    assert visible(Profile.NEOLITH, tmp_path) == whole
    assert asked == ["asked"] * 2
    assert [kept.name in record.getMessage() for record in caplog.records] == [True]


def test_a_module_is_imported_however_deep_the_caller_stands(tmp_path: Path) -> None:
    """It would be left half registered, and could never be imported again."""
    code = f"""
import sys
from pathlib import Path
from neolith_trio.config import Profile
from neolith_trio.efuns import visible
from neolith_trio.runtime import world
def deep(left):
    return deep(left - 1) if left else visible(Profile.NEOLITH, Path({str(tmp_path)!r}))["db_open"].function.__name__
limit = sys.getrecursionlimit()
print(deep(limit - 20), sys.getrecursionlimit() == limit, "neolith_trio.efuns.arrays" in sys.modules)
"""
    visible(Profile.NEOLITH, tmp_path)
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=50)

    assert shown.stdout.split() == ["db_open", "True", "False"], shown.stderr


def test_every_field_of_an_efun_is_kept() -> None:
    """But the way to its function."""
    fields = [one.name for one in attrs.fields(Efun) if one.name != "find"]

    assert len(catalogue._row(REGISTRY["write"])) == len(fields)
