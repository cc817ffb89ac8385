"""The scripts of the gate: a floor that only rises, and an honest closing line."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

GATE = Path(__file__).parent.parent / ".ci"


def script(name: str) -> ModuleType:
    """One script of the gate as a module."""
    spec = importlib.util.spec_from_file_location(f"gate_{name}", GATE / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def results(tmp_path: Path) -> str:
    """Two groups: 2 of 3 language cases pass, 1 of 1 world cases; a contested one does not count."""
    outcome = [("language/a", 1), ("language/b", 1), ("language/c", 0), ("world/a", 1)]
    cases = [{"case": case, "passed": bool(passed), "contested": False} for case, passed in outcome]
    path = tmp_path / "results.json"
    path.write_text(json.dumps([*cases, {"case": "world/b", "passed": False, "contested": True}]))
    return str(path)


@pytest.mark.parametrize(
    ("floor", "status"),
    [({"language": 2, "world": 1}, 0), ({}, 0), ({"language": 3}, 1), ({"world": 2}, 1), ({"gone": 1}, 1)],
)
def test_a_group_below_its_floor_fails(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, results: str, floor: dict[str, int], status: int
) -> None:
    """Also a group that is not there any more."""
    module = script("floor")
    monkeypatch.setattr(module, "FLOOR", tmp_path / "floor.json")
    monkeypatch.setattr(module, "MOST_DEVIATIONS", 1)
    module.FLOOR.write_text(json.dumps(floor))

    assert module.main([results]) == status


@pytest.mark.parametrize(
    ("floor", "after"),
    [({"language": 1}, {"language": 2, "world": 1}), ({"language": 3, "world": 0}, {"language": 3, "world": 0})],
)
def test_the_floor_only_rises(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, results: str, floor: dict[str, int], after: dict[str, int]
) -> None:
    """When any group is below its floor, nothing is written at all."""
    module = script("floor")
    monkeypatch.setattr(module, "FLOOR", tmp_path / "floor.json")
    monkeypatch.setattr(module, "MOST_DEVIATIONS", 1)
    module.FLOOR.write_text(json.dumps(floor))

    module.main(["--raise", results])

    assert json.loads(module.FLOOR.read_text()) == after


def test_no_results_are_a_failure(tmp_path: Path) -> None:
    """A runner that died has not passed."""
    assert script("floor").main([str(tmp_path / "none.json")]) == 1


def test_the_closing_line_counts_what_pytest_reports(tmp_path: Path) -> None:
    """Errors are failures; without a report nothing was run."""
    report = tmp_path / "tests.xml"
    report.write_text('<testsuites><testsuite tests="10" failures="1" errors="2" skipped="3"/></testsuites>')

    assert script("count").counted(report) == (4, 3, 3)
    assert script("count").counted(tmp_path / "none.xml") == (0, 0, 0)


def test_a_session_must_show_its_lines_in_order(tmp_path: Path) -> None:
    """Other output may stand between them; comments and empty lines do not count."""
    expected = tmp_path / "x.expected"
    expected.write_text("# a comment\nfirst\n\nsecond\n")

    missing = script("session").first_missing

    assert missing("> first\nmore\nsecond one", expected) is None
    assert missing("second\nfirst", expected) == "second"


@pytest.mark.parametrize(
    ("listed", "share", "good", "said"),
    [
        ({"language/c": "on purpose"}, 0.5, True, ""),
        ({}, 0.5, True, "language/c: fails and is no listed deviation"),
        ({"language/a": "on purpose"}, 0.5, False, "language/a: passes"),
        ({"language/c": "on purpose"}, 0.1, False, "too many"),
        ({"world/b": "contested"}, 0.5, True, "language/c: fails"),
    ],
)
def test_deviations_are_listed_and_few(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    results: str,
    listed: dict[str, str],
    share: float,
    good: bool,
    said: str,
) -> None:
    """A listed case that passes and a long list fail; a failure that is not listed is named."""
    module = script("floor")
    monkeypatch.setattr(module, "MOST_DEVIATIONS", share)

    assert module.explained(json.loads(Path(results).read_text()), listed) is good
    assert said in capsys.readouterr().out


def test_every_listed_deviation_has_its_reason() -> None:
    """One line each, of a case in a group, with words behind it."""
    module = script("floor")
    listed = module.deviations(module.DEVIATIONS.read_text(encoding="utf-8"))

    assert listed
    assert all("/" in case and len(reason.split()) > 1 for case, reason in listed.items())
