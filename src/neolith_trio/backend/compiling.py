"""How the world's files become classes: the compiler, told about one configuration and one world.

`make_loader` gives the object table its loader. Compile errors and warnings go to the master's log_error(), and to
the log with the source line when the master does not want them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from functools import partial
from pathlib import Path
from typing import Any, Final

import attrs

from .. import __version__
from ..config import Config, Profile
from ..efuns import Efun, visible
from ..errors import CompileError
from ..lpc.cache import ProgramCache
from ..lpc.compiler import Compilation, compile_file, show_file
from ..lpc.diagnostics import Diagnostic
from ..lpc.environment import EfunSignature, Environment, Options
from ..lpc.parser import FLUFFOS, NEOLITH, ParseOptions
from ..lpc.predefined import predefined_macros
from ..lpc.program import HIDDEN_MODIFIERS, CompiledProgram, Signature
from ..lpc.stream import LexOptions
from ..runtime import master
from ..runtime.linker import Linker, winning_functions
from ..runtime.table import Loader
from ..runtime.values import LpcObject
from ..runtime.world import World

# Predefined macros that promise a package, and an efun of it: what is not there is not announced.
_PROMISES: Final = {"__PACKAGE_SOCKETS__": "socket_create", "__OLD_ED__": "ed"}
# And those that promise what a Python package does, which may not be installed.
_PACKAGES: Final = {"__PACKAGE_CURL__": "httpx2"}
Defines = tuple[tuple[str, str | None], ...]


def make_loader(
    config: Config, arguments: tuple[str, ...] = (), defines: Defines = (), *, counting: bool = False
) -> Loader:
    """The loader of a world with that configuration; `arguments` are those of __ARGV__, `defines` those of -D."""
    dialect = Dialect.of(config, arguments, defines, counting=counting)
    workshops: dict[int, Workshop] = {}

    def load(world: World, path: str) -> type[LpcObject]:
        workshop = workshops.get(id(world))
        if workshop is None:
            workshop = workshops[id(world)] = Workshop(world, dialect)
        return workshop.load(path)

    return load


@attrs.frozen(slots=True)
class Dialect:
    """Everything about compiling that the configuration decides."""

    lex: LexOptions
    parse: ParseOptions
    options: Options
    codec: str
    efuns: Mapping[str, EfunSignature]

    @classmethod
    def of(cls, config: Config, arguments: tuple[str, ...], defines: Defines, *, counting: bool = False) -> Dialect:
        """The dialect of a configuration."""
        fluffos = config.profile is Profile.FLUFFOS
        efuns = visible(config.profile)
        to_lpc = config.charset.to_lpc
        macros = predefined_macros(
            config.profile.value,
            version=__version__,
            mud_name=config.mud_name,
            port=config.ports[0].number if config.ports else 0,
            arguments=[to_lpc(one) for one in arguments],
            definitions=[(name, "" if text is None else to_lpc(text)) for name, text in defines],
        )
        for macro, efun in _PROMISES.items():
            if efun not in efuns:
                macros.pop(macro, None)
        for macro, package in _PACKAGES.items():
            if find_spec(package) is None:
                macros.pop(macro, None)
        lex = LexOptions(
            include_dirs=config.include_dirs,
            global_include=config.global_include or "",
            macros=macros,
            efun_names=frozenset(efuns),
            bytes_text=config.charset.codec == "latin-1",
            keep_unknown_escapes=not fluffos,
            short_circuit_assignment=fluffos,
            extended_ints=fluffos,
        )
        options = Options(counting=counting, maximum_locals=config.max_local_variables)
        return cls(lex, FLUFFOS if fluffos else NEOLITH, options, config.charset.codec, efun_signatures(efuns))


def efun_signatures(efuns: Mapping[str, Efun]) -> dict[str, EfunSignature]:
    """What the compiler must know of every efun."""
    return {
        name: EfunSignature(
            name,
            efun.return_type,
            tuple(parameter.types for parameter in efun.parameters),
            efun.minimum,
            efun.maximum,
            efun.needs_this,
            efun.dot_call,
        )
        for name, efun in efuns.items()
    }


class Workshop:
    """Compiles and links for one world."""

    def __init__(self, world: World, dialect: Dialect) -> None:
        self._world = world
        self._dialect = dialect
        functions = {name: efun.function for name, efun in visible(world.config.profile).items()}
        self._linker = Linker(world, functions, {"_tick": world.evaluation.budget.tick})
        self._simul_efuns: tuple[LpcObject | None, dict[str, Signature]] = (None, {})
        kept = world.config.program_cache
        self._compile = compile_file if kept is None else ProgramCache(kept, world.ports.log).compile_file

    def load(self, path: str) -> type[LpcObject]:
        """The class of the file at `path` ("std/room.c"). CompileError when it has errors."""
        lpc_path = f"/{path}"
        compilation = self._compile(
            lpc_path, self._environment(), self._read, self._dialect.lex, self._dialect.parse
        )
        self._world.statistics.compiled_lines += compilation.lines
        self._report(compilation)
        if compilation.program is None:
            raise CompileError(lpc_path, compilation.errors)
        return self._linker.link(compilation.program)

    def _environment(self) -> Environment:
        return Environment(
            efuns=self._dialect.efuns,
            simul_efuns=self._simul_signatures(),
            find_program=self._find_program,
            may_override=self._may_override,
            real_path=self._real_path,
            options=self._dialect.options,
        )

    def _find_program(self, path: str) -> CompiledProgram | None:
        found = self._world.objects.find(path)
        return None if found is None else found.program

    def _simul_signatures(self) -> dict[str, Signature]:
        """The functions of the simul_efun object that every program may call."""
        known, signatures = self._simul_efuns
        current = self._world.simul_efuns
        if known is not current:
            winners = winning_functions(current.program) if current is not None else {}
            signatures = {
                name: function.signature
                for name, (_, function, modifiers) in winners.items()
                if not modifiers & HIDDEN_MODIFIERS
            }
            self._simul_efuns = (current, signatures)
        return signatures

    def _may_override(self, name: str, path: str) -> bool:
        name_of_file = path.removesuffix(".c")
        return master.permits(self._world, "valid_override", name_of_file, name, name_of_file)

    def _real_path(self, path: str) -> str:
        real = str(self._world.files.resolve(path) or path)
        self._world.lpc_paths[real] = path
        return real

    def _read(self, path: str) -> str | None:
        return read_source(self._world.files.resolve, self._dialect.codec, path)

    def _report(self, compilation: Compilation) -> None:
        for echo in compilation.echoes:
            self._world.ports.log(f"{echo.file}:{echo.line}: {echo.text}")
        for one in compilation.diagnostics:
            answer = master.ask_safely(self._world, "log_error", one.log_file(), one.log_message())
            if answer is None:
                self._world.ports.log(one.render())


def read_source(resolve: Callable[[str], Any], codec: str, path: str) -> str | None:
    """The text of an LPC file, None where there is none."""
    real = resolve(path)
    if real is None:
        return None
    try:
        content = Path(real).read_bytes()
    except OSError:
        return None
    return content.decode(codec, "surrogateescape")


def show(config: Config, lpc_file: Path, defines: Defines = ()) -> tuple[str, str, int]:
    """The Python that an LPC file becomes, what there is to say about it, and the exit status.

    No world is there: parents are compiled as they are met, and no simul_efun is known.
    """
    dialect = Dialect.of(config, (), defines)
    root = config.mudlib_dir
    resolve = partial(_resolve_below, root)
    read = partial(read_source, resolve, dialect.codec)
    programs: dict[str, CompiledProgram | None] = {}

    def find_program(path: str) -> CompiledProgram | None:
        if path not in programs:
            programs[path] = None
            programs[path] = compile_file(path, environment, read, dialect.lex, dialect.parse).program
        return programs[path]

    environment = Environment(dialect.efuns, find_program=find_program, real_path=lambda path: str(root / path[1:]))
    path = "/" + lpc_file.resolve().relative_to(root.resolve()).as_posix()
    text, diagnostics = show_file(path, environment, read, dialect.lex, dialect.parse)
    failed = any(one.severity == "error" for one in diagnostics)
    return text, "\n".join(Diagnostic.render(one) for one in diagnostics), 1 if failed else 0


def _resolve_below(root: Path, path: str) -> Path | None:
    real = (root / path.lstrip("/")).resolve()
    return real if real.is_relative_to(root.resolve()) else None
