"""Programs without a world: what `neolith-trio check` and `neolith-trio compile` compile.

A Catalogue compiles the files of one configuration, each once. The simul_efun object comes first, so that its functions
are known to all others; parents are compiled as they are met. There is no master: every efun may be overridden, nothing
is virtual, and what a mudlib would make at run time is not there. Only the driver, for these two commands, comes here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import attrs

from ..config import Config
from ..errors import ConfigError
from ..lpc.compilation import Compilation
from ..lpc.diagnostics import ERROR, WARNING, Diagnostic, Place, Span
from ..lpc.environment import Environment, MissingInherit
from ..lpc.program import CompiledProgram, Signature
from ..lpc.source import EXTENSIONS, normalize, source_of
from ..runtime.files import Sandbox
from .compiling import Compiler, Defines, Dialect, callable_by_all
from .hints import close_file

HAS_ERRORS: Final = "has errors"
_UNDEFINED: Final = "Undefined function "
_NO_TYPE: Final = "unknown(0)"
_WORD: Final = re.compile(r"[A-Za-z_]\w*", re.ASCII)


class Catalogue:
    """The programs of one configuration by LPC path ("/std/room.c")."""

    def __init__(self, config: Config, defines: Defines = ()) -> None:
        self.files = Sandbox(config)
        self._compiler = Compiler(config, Dialect.of(config, (), defines), lambda: self.files, lambda text: None)
        self.finished: list[Compilation] = []
        """What became of every file that was compiled so far, asked for or met as a parent."""
        self._done: dict[str, Compilation] = {}
        self.blocked: dict[str, list[str]] = {}
        """The files that a parent keeps from loading which has errors, by that parent."""
        self._begun: list[str] = []
        self._simul_efuns: dict[str, Signature] = {}
        self._learn_simul_efuns(config.simul_efun_file)

    def compile(self, path: str) -> Compilation:
        """What became of a file; a parent that is not to be had is an error at its inherit statement."""
        found = self._done.get(path)
        if found is None:
            self._begun.append(path)
            try:
                found = self._compiler.compile(path, self._environment())
            except MissingInherit as missing:
                found = Compilation(None, (self._missing(path, missing),))
            finally:
                self._begun.pop()
            found = attrs.evolve(found, diagnostics=tuple(_without_echoes(found.diagnostics)))
            self._done[path] = found
            self.finished.append(found)
        return found

    def blocked_by_root(self) -> dict[str, list[str]]:
        """The files that will not load for the errors of others, by the file that has them."""
        parent_of = {heir: parent for parent, heirs in self.blocked.items() for heir in heirs}
        found: dict[str, list[str]] = {}
        for heir, root in parent_of.items():
            while root in parent_of:
                root = parent_of[root]
            found.setdefault(root, []).append(heir)
        return found

    def show(self, path: str) -> tuple[str, tuple[Diagnostic, ...]]:
        """The Python that a file becomes, and what there is to say about it."""
        try:
            return self._compiler.show(path, self._environment())
        except MissingInherit as missing:
            return "", (self._missing(path, missing),)

    def exists(self, path: str) -> bool:
        """Is there such a file?"""
        real = self.files.resolve(path)
        return real is not None and real.is_file()

    def _learn_simul_efuns(self, file: str | None) -> None:
        path = None if not file else normalize(source_of(file, self.exists))
        if path is not None and self.exists(path):
            program = self.compile(path).program
            self._simul_efuns = {} if program is None else callable_by_all(program)

    def _environment(self) -> Environment:
        return self._compiler.environment(
            self._simul_efuns, self._find_program, lambda name, path: True, lambda path: self.real_path(path)
        )

    def _find_program(self, path: str) -> CompiledProgram | None:
        path = source_of(path, self.exists)
        return None if path in self._begun or not self.exists(path) else self.compile(path).program

    def real_path(self, path: str) -> str:
        """Where a file is on the machine."""
        return str(self.files.resolve(path) or path)

    def _missing(self, path: str, missing: MissingInherit) -> Diagnostic:
        wanted = source_of(missing.path, self.exists)
        place: Place = missing.place or Span(path, 1, 1)
        if wanted in (*self._begun, path):
            message = "Illegal to inherit self" if wanted == path else f"Inherit cycle: '{wanted}' inherits this file"
        elif self.exists(wanted):
            message = f"Inherited file '{wanted}' {HAS_ERRORS}"
            self.blocked.setdefault(wanted, []).append(path)
        else:
            message = f"Inherited file '{wanted}' does not exist"
        text = (self._compiler.read(place.file) or "").replace("\r\n", "\n").split("\n")
        line = text[place.line - 1] if place.line <= len(text) else ""
        detail = "" if self.exists(wanted) else close_file(wanted, ("",), self.files.names_in)
        return Diagnostic(ERROR, place.file, place.line, place.column, message, line, detail)


def _without_echoes(diagnostics: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """The messages but for those that only say that the value of an undefined function has no type."""
    said = (one.message for one in diagnostics if one.severity == ERROR)
    undefined = {message.removeprefix(_UNDEFINED) for message in said if message.startswith(_UNDEFINED)}
    for one in diagnostics:
        if _NO_TYPE not in one.message or undefined.isdisjoint(_WORD.findall(one.source_line)):
            yield one


def show(config: Config, lpc_file: Path, defines: Defines = ()) -> tuple[str, str, int]:
    """The Python that an LPC file becomes, what there is to say about it, and the exit status."""
    catalogue = Catalogue(attrs.evolve(config, program_cache=None), defines)
    text, diagnostics = catalogue.show(lpc_path(config, lpc_file))
    failed = any(one.severity == ERROR for one in diagnostics)
    return text, "\n".join(one.decoded(config.charset.from_lpc).render() for one in diagnostics), 1 if failed else 0


# -- which files ----------------------------------------------------------------------------------------------


def config_of(paths: Sequence[Path]) -> Config:
    """The configuration for files that come without one: the directory that they have in common is the mudlib."""
    missing = next((path for path in paths if not path.exists()), None)
    if missing is not None:
        raise ConfigError(f"{missing}: no such file or directory")
    places = [path.resolve() if path.is_dir() else path.resolve().parent for path in paths]
    root = next(above for above in (places[0], *places[0].parents) if all(one.is_relative_to(above) for one in places))
    return Config(mudlib_dir=root, master_file="/master.c")


def lpc_path(config: Config, real: Path) -> str:
    """The LPC path of a file or directory on the machine; ConfigError when it lies outside of the mudlib."""
    resolved = real.resolve()
    for name, directory in [*((one.name, one.directory) for one in config.mounts), ("/", config.mudlib_dir)]:
        if resolved.is_relative_to(directory.resolve()):
            below = resolved.relative_to(directory.resolve()).as_posix()
            return config.charset.to_lpc(normalize(f"{name}/{below}") or "/")
    raise ConfigError(f"{real}: lies outside of the mudlib {config.mudlib_dir}; -f CONF names another")


def wanted_files(config: Config, files: Sandbox, paths: Iterable[Path]) -> list[str]:
    """The LPC files that a command line names, directories with all below them; ConfigError when one is not there.

    A path is one of the machine, or an LPC path where the machine has none of that name.
    """
    found: dict[str, None] = {}
    seen: set[Path | None] = set()
    for path in paths:
        real: Path | None = path
        if not path.exists():
            real = files.resolve(config.charset.to_lpc(path.as_posix()))
        if real is None or not real.exists():
            raise ConfigError(f"{path}: no such file or directory, neither here nor in the mudlib {config.mudlib_dir}")
        start = lpc_path(config, real)
        found.update(dict.fromkeys(_below(files, start, seen) if real.is_dir() else [start]))
    return list(found)


def _below(files: Sandbox, directory: str, seen: set[Path | None]) -> Iterator[str]:
    """The LPC files in a directory and below, in order, without hidden ones; no directory is `seen` twice."""
    real = files.resolve(directory)
    if real in seen:
        return
    seen.add(real)
    for name in files.names_in(directory):
        path = f"{directory.rstrip('/')}/{name}"
        where = None if name.startswith(".") else files.resolve(path)
        if where is None:
            continue
        if where.is_dir():
            yield from _below(files, path, seen)
        elif name.endswith(EXTENSIONS):
            yield path


# -- what is found --------------------------------------------------------------------------------------------


@attrs.define
class Findings:
    """What a check has found so far, without what was said before: a header speaks in every file that includes it."""

    files: int = 0
    failed: int = 0
    errors: int = 0
    warnings: int = 0
    ignored: frozenset[str] = frozenset()
    """The names of warnings that nobody wants to hear."""
    _said: set[Diagnostic] = attrs.field(factory=set)

    def add(self, diagnostics: Iterable[Diagnostic], *, warnings: bool = True) -> list[Diagnostic]:
        """Count these; those that are new."""
        wanted = (one for one in diagnostics if warnings or one.severity == ERROR)
        new = [one for one in wanted if one not in self._said and one.name not in self.ignored]
        self._said.update(new)
        self.errors += sum(one.severity == ERROR and not one.message.endswith(HAS_ERRORS) for one in new)
        self.warnings += sum(one.severity == WARNING for one in new)
        return new

    def summary(self) -> str:
        """One line with all counts."""
        counts = f"{_count(self.errors, 'error')}, {_count(self.warnings, 'warning')}"
        unloadable = f"; {_count(self.failed, 'file')} will not load" if self.failed else ""
        return f"{_count(self.files, 'file')} checked: {counts}{unloadable}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def check(
    catalogue: Catalogue, paths: Iterable[str], findings: Findings, *, warnings: bool = True
) -> Iterator[list[Diagnostic]]:
    """Compile files one after the other; after each, what is new to say.

    Errors of the simul_efun object and of parents are told too, their warnings only when they are asked for themselves.
    """
    told = 0
    for path in paths:
        compilation = catalogue.compile(path)
        findings.files += 1
        findings.failed += compilation.program is None
        new = [one for met in catalogue.finished[told:] for one in findings.add(met.errors)]
        told = len(catalogue.finished)
        yield new + findings.add(compilation.diagnostics, warnings=warnings)
