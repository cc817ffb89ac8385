"""Hints at files that were perhaps meant: what comes behind "Cannot #include daemon.h" and its like.

The compiler knows no directories, so this is done to what it says, for people only: LPC programs see the message
without its hint. compiling.py and checking.py come here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

import attrs

from ..lpc.diagnostics import Diagnostic, meant
from ..lpc.source import directory_of, normalize

NamesIn = Callable[[str], list[str]]
"""The names in an LPC directory; OSError when there is none."""

_NO_HEADER: Final = "Cannot #include "


def with_hint(one: Diagnostic, include_dirs: Iterable[str], names_in: NamesIn) -> Diagnostic:
    """The message; where it is about a header that is not there, with the one that was perhaps meant."""
    name = one.message.removeprefix(_NO_HEADER)
    if name == one.message or one.detail:
        return one
    directories = (directory_of(one.file) or "/", *include_dirs)
    return attrs.evolve(one, detail=close_file(name, directories, names_in))


def close_file(name: str, directories: Iterable[str], names_in: NamesIn) -> str:
    """A hint at a file with much the same name in one of these, or with the same one without its own directory."""
    where, _, last = name.rpartition("/")
    for directory in directories:
        below = f"{where}/" if where else ""
        found = _names(f"{directory}/{below}", names_in)
        hint = meant(last, found)
        if hint:
            return hint.replace("did you mean ", f"did you mean {below}", 1)
        if where and last in _names(directory, names_in):
            return f"did you mean {last}?"
    return ""


def _names(directory: str, names_in: NamesIn) -> list[str]:
    path = normalize(directory)
    try:
        return [] if path is None else names_in(path)
    except OSError:
        return []
