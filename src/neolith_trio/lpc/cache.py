"""The cache of compiled programs: a file that was compiled before is loaded from the disk instead.

Rule: a cached program is used only when compiling would make the same one, and then nobody but the clock can tell.

- Its key is made of all that is known beforehand: this compiler and this Python, the options, the prototypes of efuns
  and simul_efuns, the path and the text of the file.
- With it is kept every question that compiling asked, and its answer: other files and their text (None where a search
  missed), the parents and what heirs see of them, efun overrides. All are asked again, in the order of compiling, and
  each must have the same answer.
- A missing parent is a MissingInherit as ever. Warnings and echoes are kept, and are there again on every load.
- A file with errors is never kept.

The real paths of sources are asked for on every load too, so that a mudlib may be moved.

`ProgramCache.compile_file` takes the place of compiler.compile_file; backend/compiling.py decides.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import attrs

from ..data import frozen
from . import fingerprints
from .compilation import Compilation
from .diagnostics import Diagnostic
from .environment import Environment, MissingInherit
from .grammar import NEOLITH, ParseOptions
from .importing import room_to_import
from .packing import Packed, pack, unpack
from .program import CompiledProgram
from .source import ReadFile, stem
from .storage import Storage
from .stream import Echo, LexOptions

_FORMAT: Final = 2  # of what is stored; part of every key
_MOST_WAITING: Final = 32


class ProgramCache:
    """The compiled programs in one directory; mudlibs and drivers may share it."""

    def __init__(self, directory: Path, log: Callable[[str], None]) -> None:
        self._storage = Storage(directory, log)
        self._build = fingerprints.of_build()
        self._memory = fingerprints.Memory()
        self._waiting: dict[bytes, Any] = {}  # what was read of programs that come again when their parent is there

    def compile_file(
        self,
        path: str,
        environment: Environment,
        read_file: ReadFile,
        lex_options: LexOptions,
        parse_options: ParseOptions = NEOLITH,
    ) -> Compilation:
        """What compiler.compile_file gives, from the disk when it is there."""
        text = read_file(path)
        if text is None:
            return compile_now(path, environment, read_file, lex_options, parse_options)
        key = self._key(path, text, environment, lex_options, parse_options)
        stored = self._waiting.pop(key, None) or self._storage.read(key)
        if stored is not None:
            manifest, result = stored
            try:
                parents = _still_true(Manifest(*manifest), environment, read_file)
            except MissingInherit:
                self._wait(key, stored)
                raise
            if parents is not None:
                return _restored(result, parents, environment)
        asked = _Asked(path, text, environment, read_file)
        compilation = compile_now(path, asked.environment(), asked.read, lex_options, parse_options)
        if compilation.program is not None:
            result = _stored(compilation, compilation.program, asked.real_paths)
            self._storage.write(key, (attrs.astuple(asked.manifest(), recurse=False), result))
        return compilation

    def _wait(self, key: bytes, stored: Any) -> None:
        while len(self._waiting) >= _MOST_WAITING:
            del self._waiting[next(iter(self._waiting))]
        self._waiting[key] = stored

    def _key(
        self, path: str, text: str, environment: Environment, lex_options: LexOptions, parse_options: ParseOptions
    ) -> bytes:
        known = (lex_options, parse_options, environment.options, environment.efuns, environment.simul_efuns)
        return fingerprints.of(
            (_FORMAT, self._build, path, fingerprints.of_text(text), *(self._memory.of(one) for one in known))
        )


def compile_now(
    path: str,
    environment: Environment,
    read_file: ReadFile,
    lex_options: LexOptions,
    parse_options: ParseOptions,
) -> Compilation:
    """What the compiler makes of a file; whoever finds every program on the disk never imports it."""
    with room_to_import():
        from .compiler import compile_file

    return compile_file(path, environment, read_file, lex_options, parse_options)


@frozen(slots=True)
class Manifest:
    """The questions that compiling asked, and fingerprints of the answers."""

    files: tuple[tuple[str, bytes | None], ...]
    parents: tuple[tuple[str, bytes], ...]
    overrides: tuple[tuple[str, str, bool], ...]


class _Asked:
    """Passes the questions of one compilation on and writes the answers down."""

    def __init__(self, path: str, text: str, environment: Environment, read_file: ReadFile) -> None:
        self._path = path
        self._text = text
        self._outer = environment
        self._read_file = read_file
        self._files: dict[str, bytes | None] = {}
        self._parents: list[tuple[str, bytes]] = []
        self._overrides: list[tuple[str, str, bool]] = []
        self.real_paths: dict[str, str] = {}

    def environment(self) -> Environment:
        """The environment to compile in."""
        return attrs.evolve(
            self._outer, find_program=self._find_program, may_override=self._may_override, real_path=self._real_path
        )

    def manifest(self) -> Manifest:
        """What was asked."""
        return Manifest(tuple(self._files.items()), tuple(self._parents), tuple(self._overrides))

    def read(self, path: str) -> str | None:
        """The text of a file; the main file is the one that the key was made of, even if it has changed since."""
        if path == self._path:
            return self._text
        text = self._read_file(path)
        self._files[path] = fingerprints.of_text(text)
        return text

    def _find_program(self, path: str) -> CompiledProgram | None:
        program = self._outer.find_program(path)
        if program is not None:
            self._parents.append((path, fingerprints.of_interface(program)))
        return program

    def _may_override(self, name: str, path: str) -> bool:
        answer = self._outer.may_override(name, path)
        self._overrides.append((name, path, answer))
        return answer

    def _real_path(self, path: str) -> str:
        real = self.real_paths[path] = self._outer.real_path(path)
        return real


def _still_true(
    manifest: Manifest, environment: Environment, read_file: ReadFile
) -> tuple[CompiledProgram, ...] | None:
    """The parents, when every question has the answer that it had; None when one has another."""
    for path, fingerprint in manifest.files:
        if fingerprints.of_text(read_file(path)) != fingerprint:
            return None
    parents = []
    for path, fingerprint in manifest.parents:
        parent = environment.find_program(path)
        if parent is None:
            raise MissingInherit(stem(path))
        if fingerprints.of_interface(parent) != fingerprint:
            return None
        parents.append(parent)
    for name, path, answer in manifest.overrides:
        if environment.may_override(name, path) != answer:
            return None
    return tuple(parents)


def _stored(compilation: Compilation, program: CompiledProgram, real_paths: dict[str, str]) -> Packed:
    return (
        pack(program),
        fingerprints.of_interface(program),
        real_paths,
        tuple(attrs.astuple(one) for one in compilation.diagnostics),
        tuple(attrs.astuple(one) for one in compilation.echoes),
        compilation.lines,
    )


def _restored(result: Packed, parents: tuple[CompiledProgram, ...], environment: Environment) -> Compilation:
    packed, interface, real_paths, diagnostics, echoes, lines = result
    now = {old: environment.real_path(path) for path, old in real_paths.items()}
    moved = {old: new for old, new in now.items() if old != new}
    program = unpack(packed, parents, moved)
    fingerprints.know_interface(program, interface)
    return Compilation(
        program,
        tuple(Diagnostic(*one) for one in diagnostics),
        tuple(Echo(*one) for one in echoes),
        lines,
    )
