"""Source files of LPC: their text, their lines, and where an #include finds its file.

Rule: a path here is an LPC path, absolute from the mudlib's root and normalised ("/std/room.c"), and every file is
read through the `read_file` that was handed in; nothing here knows the real file system, so nothing leaves the
mudlib. The reader has applied the codec: text arrives as str. Each file is read once per compilation, and every
question for a file is remembered with its answer, because a compiled program is stale when an answer changes.

Only the modules of lpc/ use this one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from ..data import frozen

EXTENSIONS: Final = (".c", ".lpc")  # of source files; where both are there the first counts
ReadFile = Callable[[str], str | None]


@frozen(slots=True)
class Dependency:
    """A file the compilation asked for: `found` says whether it was there."""

    path: str
    found: bool


class SourceFile:
    """The text of one file, with line ends made plain newlines."""

    __slots__ = ("_lines", "path", "text")

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        text = text.rstrip(" \t\r\f\v")  # blanks behind the last line are no token
        self.text = text.replace("\r\n", "\n") if "\r\n" in text else text
        self._lines: list[str] | None = None

    def line(self, number: int) -> str:
        """The text of a line (from 1) without its end; "" where there is no such line."""
        if self._lines is None:
            self._lines = self.text.split("\n")
        if 1 <= number <= len(self._lines):
            return self._lines[number - 1]
        return ""


class Sources:
    """The files of one compilation, each read once."""

    def __init__(self, read_file: ReadFile) -> None:
        self._read_file = read_file
        self._files: dict[str, SourceFile | None] = {}
        self.asked: list[str] = []
        """Every question for a file, those that came before included."""

    def add(self, path: str, text: str) -> SourceFile:
        """Give a file its text without asking the reader."""
        file = self._files[path] = SourceFile(path, text)
        return file

    def open(self, path: str) -> SourceFile | None:
        """The file at an LPC path, or None where there is none."""
        self.asked.append(path)
        if path not in self._files:
            text = self._read_file(path)
            self._files[path] = None if text is None else SourceFile(path, text)
        return self._files[path]

    def same_in(self, others: Sources) -> bool:
        """Would asking the others give the same? They are asked in the same order, up to the first difference."""
        return all(text_of(others.open(path)) == text_of(file) for path, file in self._files.items())

    def line(self, path: str, number: int) -> str:
        """A line of a file that was read before, for showing it in a message; "" when there is none."""
        file = self._files.get(path)
        return file.line(number) if file else ""

    def paths(self) -> tuple[str, ...]:
        """Every file that was found, in the order of asking."""
        return tuple(path for path, file in self._files.items() if file)

    def dependencies(self) -> tuple[Dependency, ...]:
        """Every file that was asked for, in the order of asking."""
        return tuple(Dependency(path, file is not None) for path, file in self._files.items())


def text_of(file: SourceFile | None) -> str | None:
    """The text of a file; None for one that is not there."""
    return None if file is None else file.text


def normalize(path: str, directory: str = "/") -> str | None:
    """`path` seen from `directory` as an absolute LPC path; None when it climbs out of the mudlib.

    >>> normalize("../std/room.h", "/obj/armour")
    '/obj/std/room.h'
    """
    parts: list[str] = []
    whole = path if path.startswith("/") else f"{directory}/{path}"
    for part in whole.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    if any("\0" in part for part in parts):
        return None
    return "/" + "/".join(parts)


def stem(path: str) -> str:
    """A path without the extension of a source file."""
    if not path.endswith(EXTENSIONS):
        return path
    return next(path.removesuffix(one) for one in EXTENSIONS if path.endswith(one))


def source_of(path: str, exists: Callable[[str], bool]) -> str:
    """The source file of a program that may be named without extension: the first that exists, else the usual name."""
    if path.endswith(EXTENSIONS) and exists(path):
        return path
    names = [stem(path) + one for one in EXTENSIONS]
    return next((one for one in names if exists(one)), names[0])


def directory_of(path: str) -> str:
    """The directory of an LPC path, without the slash at its end ("" for the root)."""
    return path.rpartition("/")[0]


def find_include(
    name: str, including: str, include_dirs: Sequence[str], sources: Sources, *, beside: bool = True
) -> SourceFile | None:
    """The file an #include of `name` in the file `including` means, or None.

    The directory of the including file is searched first, if `beside`, and then the include directories, except for
    names with "..", which are only ever relative to the including file.
    """
    if not name:
        return None
    if beside:
        local = normalize(name, directory_of(including))
        if local is None:
            return None
        found = sources.open(local)
        if found:
            return found
    if ".." in name:
        return None
    for directory in include_dirs:
        path = normalize(f"/{directory}/{name}")
        found = sources.open(path) if path else None
        if found:
            return found
    return None
