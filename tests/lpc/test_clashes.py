"""Functions that two parents define: who is told, and in which words."""

from __future__ import annotations

from pathlib import Path

from ..efuns.mud import Mud

_BOTH = 'inherit "/left"; inherit "/right";\n'
_FILES = {
    "left.c": "int f() { return 1; } int g() { return 1; }\n",
    "right.c": "int g() { return 2; } int f() { return 2; }\n",
}


def _logged(root: Path, text: str) -> list[str]:
    mud = Mud(root, {**_FILES, "user.c": text + "void logon() { }\n"})
    mud.logon()
    return [one.partition("\n")[0] for one in mud.outside.logged]


def test_the_end_of_the_file_tells_of_them_the_last_first(tmp_path: Path) -> None:
    """As in Neolith, which knows only there that nobody defined them anew."""
    assert _logged(tmp_path, _BOTH) == [
        f"/user.c:3:1: warning: {name}() inherited from both /right.c and /left.c; using the definition in /right.c."
        for name in ("f", "g")
    ]


def test_who_defines_the_function_is_not_told(tmp_path: Path) -> None:
    """It is that definition which counts."""
    assert _logged(tmp_path, f"{_BOTH}int f() {{ return 3; }} int g() {{ return 3; }}\n") == []


def test_private_functions_do_not_clash(tmp_path: Path) -> None:
    """Nobody outside sees the one that is private."""
    assert _logged(tmp_path, f"private {_BOTH}") == []


def test_the_warning_can_be_switched_off_by_name(tmp_path: Path) -> None:
    """#pragma no_NAME, as for all others."""
    assert _logged(tmp_path, f"#pragma no_inherited_twice\n{_BOTH}") == []
