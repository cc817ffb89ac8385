"""How the world's files become classes: the compiler, told about one configuration and one world.

`make_loader` gives the object table its loader. Compile errors and warnings go to the master's log_error(), and to
the log with the source line when the master does not want them. `Compiler` is the compiler told about a configuration
alone: checking.py uses it without a world.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from importlib.util import find_spec
from os.path import splitext
from typing import Final

import attrs

from .. import __version__
from ..config import Config, Grammar, Profile
from ..data import frozen
from ..efuns import Efun
from ..efuns.extensions import visible_in
from ..errors import CompileError
from ..lpc.cache import ProgramCache, compile_now
from ..lpc.compilation import Compilation
from ..lpc.diagnostics import Diagnostic
from ..lpc.environment import CalledIn, EfunSignature, Environment, Options
from ..lpc.grammar import FLUFFOS, NEOLITH, ParseOptions
from ..lpc.importing import room_to_import
from ..lpc.predefined import predefined_macros
from ..lpc.program import CompiledProgram, Signature
from ..lpc.stream import LexOptions
from ..runtime import master
from ..runtime.files import Sandbox
from ..runtime.programs.linker import Linker, winning_functions
from ..runtime.programs.loading import Loader
from ..runtime.values import LpcObject
from ..runtime.world import World
from .hints import with_hint
from .sources import Sources

# Predefined macros that promise a package, and an efun of it: what is not there is not announced.
_PROMISES: Final = {"__PACKAGE_SOCKETS__": "socket_create", "__OLD_ED__": "ed", "__PACKAGE_PARSER__": "parse_init"}
# And those that promise what a Python package does, which may not be installed.
_PACKAGES: Final = {"__PACKAGE_CURL__": "httpx2"}
# Options of a mudlib's driver that leave efuns out. Such a mudlib asks efun_defined() and has functions of its own.
_LEFT_OUT: Final = {
    "__NO_ADD_ACTION__": (
        "add_action commands command disable_commands enable_commands find_living find_player living livings"
        " notify_fail query_verb remove_action set_living_name"
    ),
    "__NO_BUFFER_TYPE__": "allocate_buffer bufferp read_buffer write_buffer",
    "__NO_ENVIRONMENT__": (
        "all_inventory deep_inventory environment first_inventory move_object next_inventory present say tell_room"
    ),
    "__NO_LIGHT__": "set_light",
    "__NO_RESETS__": "set_reset",
    "__NO_SHADOWS__": "query_shadowing remove_shadow shadow",
    "__NO_SNOOP__": "query_snoop query_snooping snoop",
    "__NO_WIZARDS__": "disable_wizard enable_wizard wizardp",
}
_NO_SIMUL_EFUNS: Final = frozenset({"private", "static"})  # what is protected only against call_other() is one
Defines = tuple[tuple[str, str | None], ...]
_USUAL: Final = ":DEFAULT:"  # the configured directories in an answer of get_include_path()


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


@frozen(slots=True)
class Dialect:
    """Everything about compiling that the configuration decides."""

    lex: LexOptions
    parse: ParseOptions
    options: Options
    codec: str
    efuns: Mapping[str, EfunSignature]

    called_by_driver: Callable[[str], CalledIn]

    @classmethod
    def of(cls, config: Config, arguments: tuple[str, ...], defines: Defines, *, counting: bool = False) -> Dialect:
        """The dialect of a configuration."""
        fluffos = config.dialect.grammar is Grammar.FLUFFOS
        efuns = _existing(visible_in(config), config.local_options)
        if not config.dialect.async_functions:
            efuns = {name: efun for name, efun in efuns.items() if not _is_of_promises(efun)}
        lex = LexOptions(
            include_dirs=config.include_dirs,
            global_include=config.global_include or "",
            macros=_macros(config, arguments, defines, efuns),
            efun_names=frozenset(efuns),
            bytes_text=config.charset.codec == "latin-1",
            keep_unknown_escapes=not fluffos,
            arguments_expand_first=fluffos,
            short_circuit_assignment=fluffos,
            only_quotes_search_beside=fluffos,
            extended_ints=fluffos,
            unicode_escapes=fluffos,
            templates=fluffos,
        )
        options = Options(counting=counting, maximum_locals=config.max_local_variables, loose_types=fluffos)
        parse = FLUFFOS if fluffos else NEOLITH
        if config.dialect.async_functions:
            parse = parse.with_async()
        called_by_driver = _called_by_driver(config.profile)
        return cls(lex, parse, options, config.charset.codec, efun_signatures(efuns), called_by_driver)


def _macros(config: Config, arguments: tuple[str, ...], defines: Defines, efuns: Container[str]) -> dict[str, str]:
    """The predefined macros, but for those that promise what is not there."""
    to_lpc = config.charset.to_lpc
    macros = predefined_macros(
        config.profile.value,
        version=__version__,
        mud_name=config.mud_name,
        port=config.ports[0].number if config.ports else 0,
        arguments=[to_lpc(one) for one in arguments],
        options=(*config.local_options, *config.dialect.macros().items()),
        definitions=[(name, "" if text is None else to_lpc(text)) for name, text in defines],
    )
    missing = [macro for macro, efun in _PROMISES.items() if efun not in efuns]
    missing += [macro for macro, package in _PACKAGES.items() if find_spec(package) is None]
    return {name: text for name, text in macros.items() if name not in missing}


def _is_of_promises(efun: Efun) -> bool:
    types = {efun.return_type, *(one for parameter in efun.parameters for one in parameter.types)}
    return "promise" in types or efun.name == "promisep" or efun.name.startswith("promise_")


def _called_by_driver(profile: Profile) -> Callable[[str], CalledIn]:
    """Where the driver calls a function of a name; the table of that is imported when it is asked."""

    def called_in(name: str) -> CalledIn:
        with room_to_import():
            from ..runtime.applies import APPLIES, Place

        places = {one.place for one in APPLIES if one.name == name and profile in one.profiles}
        if places == {Place.MASTER}:
            return "the master"
        return "any object" if places else None

    return called_in


def _existing(efuns: dict[str, Efun], options: Iterable[tuple[str, str | None]]) -> dict[str, Efun]:
    """The efuns but for those that an option of the mudlib's driver leaves out."""
    missing = {name for option, text in options if text is not None for name in _LEFT_OUT.get(option, "").split()}
    return {name: efun for name, efun in efuns.items() if name not in missing}


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
            efun.returns,
        )
        for name, efun in efuns.items()
    }


class Compiler:
    """The compiler of one configuration: its dialect, its files, its cache of compiled programs."""

    def __init__(
        self, config: Config, dialect: Dialect, files: Callable[[], Sandbox], log: Callable[[str], None]
    ) -> None:
        self._dialect = dialect
        self._files = files
        self._sources = Sources(files, dialect.codec)
        kept = config.program_cache
        self._compile = compile_now if kept is None else ProgramCache(kept, log).compile_file

    def environment(
        self,
        simul_efuns: Mapping[str, Signature],
        find_program: Callable[[str], CompiledProgram | None],
        may_override: Callable[[str, str], bool],
        real_path: Callable[[str], str],
    ) -> Environment:
        """What a program is told: the dialect, and what only the caller knows."""
        dialect = self._dialect
        return Environment(
            efuns=dialect.efuns,
            simul_efuns=simul_efuns,
            find_program=find_program,
            may_override=may_override,
            real_path=real_path,
            options=dialect.options,
            called_by_driver=dialect.called_by_driver,
        )

    def compile(self, path: str, environment: Environment, include_dirs: tuple[str, ...] | None = None) -> Compilation:
        """Compile a file with the headers of `include_dirs`; MissingInherit when a parent is not there."""
        lex = self._dialect.lex if include_dirs is None else attrs.evolve(self._dialect.lex, include_dirs=include_dirs)
        done = self._compile(path, environment, self.read, lex, self._dialect.parse)
        if done.program is not None:
            return done
        names_in = self._files().names_in
        hinted = (with_hint(one, lex.include_dirs, names_in) for one in done.diagnostics)
        return attrs.evolve(done, diagnostics=tuple(hinted))

    def show(self, path: str, environment: Environment) -> tuple[str, tuple[Diagnostic, ...]]:
        """The Python that a file becomes, and what there is to say about it."""
        from ..lpc.compiler import show_file  # every stage of compiling

        return show_file(path, environment, self.read, self._dialect.lex, self._dialect.parse)

    def read(self, path: str) -> str | None:
        """The text of an LPC file, None where there is none."""
        return self._sources.read(path)

    def real_path(self, path: str) -> str:
        """Where an LPC file is on the machine."""
        return self._sources.real_path(path)


def callable_by_all(program: CompiledProgram) -> dict[str, Signature]:
    """The functions of a simul_efun object that every program may call."""
    return {
        name: function.signature
        for name, (_, function, modifiers) in winning_functions(program).items()
        if not modifiers & _NO_SIMUL_EFUNS
    }


class Workshop:
    """Compiles and links for one world."""

    def __init__(self, world: World, dialect: Dialect) -> None:
        self._world = world
        known = visible_in(world.config)
        extra = {"_tick": world.evaluation.budget.tick, "_most_pairs": world.limits.mapping}
        self._linker = Linker(world, lambda name: known[name].function, extra)
        self._simul_efuns: tuple[CompiledProgram | None, dict[str, Signature]] = (None, {})
        self._compiling = ""  # what is compiled now; its includes are files of their own
        # a world gets its files after its loader
        self._compiler = Compiler(world.config, dialect, lambda: world.files, lambda text: world.ports.log(text))
        world.show_python = self.show
        world.objects.linker = lambda world, program: self._linker.link(program)

    def load(self, path: str) -> type[LpcObject]:
        """The class of the file at `path` ("std/room.c"). CompileError when it has errors."""
        lpc_path = f"/{path}"
        include_dirs = self._include_dirs(lpc_path)
        outer, self._compiling = self._compiling, lpc_path
        try:
            with self._world.evaluation.budget.uncounted():
                compilation = self._compiler.compile(lpc_path, self._environment(), include_dirs)
        finally:
            self._compiling = outer
        self._world.statistics.compiled_lines += compilation.lines
        self._report(compilation)
        if compilation.program is None:
            raise CompileError(lpc_path, compilation.errors)
        return self._linker.link(compilation.program)

    def show(self, path: str) -> str:
        """The Python that the file at an LPC path becomes; CompileError when it has errors."""
        text, diagnostics = self._compiler.show(path, self._environment())
        if not text:
            raise CompileError(path, diagnostics)
        return text

    def _environment(self) -> Environment:
        return self._compiler.environment(
            self._simul_signatures(), self._find_program, self._may_override, self._real_path
        )

    def _include_dirs(self, path: str) -> tuple[str, ...] | None:
        """Where the master wants a file's headers searched; None when it has no wish."""
        if self._world.config.profile is not Profile.FLUFFOS:
            return None
        answer = master.ask_safely(self._world, "get_include_path", path)
        if not isinstance(answer, list) or not answer:
            return None
        if not all(isinstance(one, str) and ".." not in one.split("/") for one in answer):
            self._world.ports.log(f"get_include_path({path}) in the master has to return paths without '..'")
            return None
        usual = self._world.config.include_dirs
        return tuple(one for wish in answer for one in (usual if wish == _USUAL else (wish,)))

    def _find_program(self, path: str) -> CompiledProgram | None:
        found = self._world.objects.find(path)
        return None if found is None else found.program

    def _simul_signatures(self) -> dict[str, Signature]:
        """The functions of the simul_efun object that every program may call."""
        known, signatures = self._simul_efuns
        current = None if self._world.simul_efuns is None else self._world.simul_efuns.program
        if known is not current:
            signatures = callable_by_all(current) if current is not None else {}
            self._simul_efuns = (current, signatures)
        return signatures

    def _may_override(self, name: str, path: str) -> bool:
        world = self._world
        if world.master is None:
            return True
        return master.approved(master.ask_safely(world, "valid_override", splitext(path)[0], name, self._compiling))

    def _real_path(self, path: str) -> str:
        real = self._compiler.real_path(path)
        self._world.lpc_paths[real] = path
        return real

    def _report(self, compilation: Compilation) -> None:
        for echo in compilation.echoes:
            self._world.ports.log(f"{echo.file}:{echo.line}: {echo.text}")
        for one in compilation.diagnostics:
            file, message = one.log_file(), one.log_message()
            if self._world.config.dialect.grammar is Grammar.FLUFFOS:
                from ..lpc.diagnostics_fluffos import rendered  # only for what is wrong

                for_whom = self._world.objects.loading.inheriting()
                file, message = one.file, rendered(one, compilation.included_from, for_whom)
            answer = master.ask_safely(self._world, "log_error", file, message)
            if answer is None:
                charset = self._world.config.charset
                self._world.ports.log(charset.to_lpc(one.decoded(charset.from_lpc).render()))
