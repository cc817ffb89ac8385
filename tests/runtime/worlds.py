"""A world without a compiler: programs are made of Python functions, the clock and the log are lists in the test."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import attrs

from neolith_trio.config import Config
from neolith_trio.lpc.nodes import Type
from neolith_trio.lpc.program import CompiledFunction, CompiledProgram, InheritedProgram, Signature, Variable
from neolith_trio.protocols.signals import Signal
from neolith_trio.runtime.programs.equipping import equipping
from neolith_trio.runtime.programs.quiet import Quiet
from neolith_trio.runtime.values import UNDEFINED, LpcObject
from neolith_trio.runtime.world import World

MIXED = Type("mixed")


@attrs.define
class Outside:
    """The driver around the world."""

    clock: float = 1000.0
    logged: list[str] = attrs.field(factory=list)
    shown: list[str] = attrs.field(factory=list)
    stopped: list[int] = attrs.field(factory=list)

    def now(self) -> float:
        return self.clock

    def log(self, text: str) -> None:
        self.logged.append(text)

    def console(self, text: str) -> None:
        self.shown.append(text)

    def reload_certificate(self, number: int) -> None:
        pass

    def shut_down(self, status: int) -> None:
        self.stopped.append(status)

    def set_debug_level(self, level: int) -> None:
        self.logged.append(f"debug level {level}")


class Line:
    """A connection that remembers what it was told."""

    def __init__(self) -> None:
        self.written: list[bytes] = []
        self.signals: list[Signal] = []
        self.told: list[str] = []
        self.peer_address = "10.0.0.7"
        self.local_port = 4000

    def write(self, data: bytes) -> None:
        self.written.append(data)

    def transmit(self, parts: Sequence[bytes | Signal]) -> None:
        self.signals += [part for part in parts if not isinstance(part, bytes)]
        self.written += [part for part in parts if isinstance(part, bytes)]

    def set_echo(self, on: bool) -> None:
        self.told.append(f"echo {on}")

    def set_single_character(self, on: bool) -> None:
        self.told.append(f"single {on}")

    def close(self) -> None:
        self.told.append("close")


class Library:
    """The mudlib: classes by path, made as they are needed."""

    def __init__(self) -> None:
        self.programs: dict[str, tuple[CompiledProgram, dict[str, Callable[..., Any]]]] = {}
        self.problems: dict[str, Exception] = {}
        self.loaded: list[str] = []

    def add(
        self,
        path: str,
        *functions: Callable[..., Any],
        hidden: tuple[str, ...] = (),
        variables: tuple[str, ...] = (),
        parents: tuple[str, ...] = (),
        initialize: Callable[[Any], None] | None = None,
    ) -> None:
        """A program whose functions are called as the Python functions are; `hidden` ones are static."""
        above = tuple(self.programs[parent][0] for parent in parents)
        compiled = {}
        for one in functions:
            names = one.__code__.co_varnames[1 : one.__code__.co_argcount]
            modifiers = frozenset({"static"}) if one.__name__ in hidden else frozenset()
            signature = Signature(one.__name__, MIXED, tuple(MIXED for _ in names), modifiers)
            compiled[one.__name__] = CompiledFunction(signature, one.__code__, 1)
        program = CompiledProgram(
            path=f"/{path}",
            file=f"/mudlib/{path}",
            inherits=tuple(InheritedProgram(parent, frozenset()) for parent in parents),
            parents=above,
            variables=tuple(Variable(name, MIXED, frozenset()) for name in variables),
            functions=compiled,
            prototypes={},
            classes={},
            tables={},
            efuns=frozenset(),
            call_arity={},
        )
        found = {name: one for parent in parents for name, one in self.programs[parent][1].items()}
        found.update({one.__name__: one for one in functions})
        if initialize is not None:
            found["initialize"] = initialize
        self.programs[path] = (program, found)

    def load(self, world: World, path: str) -> type[LpcObject]:
        """The class of a path, as the compiler and linker would make it."""
        if path in self.problems:
            raise self.problems[path]
        self.loaded.append(path)
        program, functions = self.programs[path]
        entries = {name: (one, _maximum(one)) for name, one in functions.items() if name != "initialize"}
        hidden = {name for name, one in program.functions.items() if "static" in one.signature.modifiers}
        calls = {name: entry for name, entry in entries.items() if name not in hidden}
        attributes: dict[str, Any] = {
            "__slots__": (),
            "equip": equipping(()),
            "world": world,
            "context": world.context,
            "quiet": Quiet(),
            "program": program,
            "applies": entries,
            "calls": calls,
            "open_calls": calls,
            "own_calls": entries,
            "initialize": functions.get("initialize", lambda self: None),
        }
        attributes.update({variable.attribute: UNDEFINED for variable in program.variables})
        return type(program.name.replace("/", "_"), (LpcObject,), attributes)

    def locate(self, path: str) -> str | None:
        """The Sandbox's question, answered with a path that exists when the program does."""
        return str(Path(__file__)) if path in self.programs or path in self.problems else None


def _maximum(function: Callable[..., Any]) -> int:
    return -1 if function.__code__.co_flags & 0x04 else function.__code__.co_argcount - 1


def master_functions(**more: Callable[..., Any]) -> list[Callable[..., Any]]:
    """A master that owns everything."""

    def get_root_uid(self: Any) -> str:
        return "Root"

    def get_bb_uid(self: Any) -> str:
        return "Back"

    def creator_file(self: Any, path: Any = 0) -> str:
        return "Root"

    def connect(self: Any, port: Any = 0) -> Any:
        return self

    usual = {"get_root_uid": get_root_uid, "get_bb_uid": get_bb_uid, "creator_file": creator_file, "connect": connect}
    return list({**usual, **more}.values())


def empty_world(library: Library, outside: Outside | None = None, **settings: Any) -> World:
    """A world with that library and nothing loaded."""
    config = attrs.evolve(Config(mudlib_dir=Path("/mudlib"), master_file="/master.c"), **settings)
    world = World.create(config, outside if outside is not None else Outside(), library.load, seed=1)
    world.files = library  # type: ignore[assignment]
    return world


def booted_world(
    library: Library, outside: Outside | None = None, master: list[Callable[..., Any]] | None = None, **settings: Any
) -> World:
    """A world with its master loaded."""
    from neolith_trio.runtime import master as masters

    library.add("master.c", *(master if master is not None else master_functions()))
    world = empty_world(library, outside, **settings)
    masters.load_master(world)
    return world
