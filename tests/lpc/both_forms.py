"""Programs that say the same whether they are compiled with what is proven or plainly, errors and traces too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ..efuns.mud import MASTER, Mud
from .test_proofs import without_proofs

TRACED = (
    MASTER
    + """
void error_handler(mapping error, int caught) {
  string text = "";
  foreach (mapping one in error["trace"]) text += one["function"] + ":" + one["line"] + " ";
  debug_message(replace_string(error["error"], "\\n", "") + " in " + text + caught);
}
"""
)
USER = 'void p(mixed what) { printf("%O\\n", what); }\n'


def told(root: Path, body: str, files: dict[str, str], **settings: Any) -> list[str]:
    """What the user sees, then the errors with their traces."""
    mud = Mud(root, {"master.c": TRACED, "user.c": USER + body, **files}, **settings)
    shown = mud.logon() + mud.follow()
    return shown.splitlines() + mud.outside.logged


def in_both_forms(
    root: Path, monkeypatch: pytest.MonkeyPatch, body: str, files: dict[str, str] | None = None, **settings: Any
) -> list[str]:
    """What a user's program says, which is the same whether anything is known of its function values or not."""
    knowing = told(root / "knowing", body, files or {}, **settings)
    with without_proofs(monkeypatch):
        plain = told(root / "plain", body, files or {}, **settings)
    assert knowing == plain
    return knowing
