"""From a name to an object of its program: compiled, its parents loaded before it, or made up by the master.

The rule: what is loaded here enters the table by ObjectTable.born(), which may run LPC; so whatever was found before is
looked for again after.

The compiler is handed in as `loader(world, path)`, which returns the linked class of "std/room.c", raises CompileError
when it does not compile, and MissingInherit(path) when another program must be loaded first.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from ...config import Grammar
from ...errors import CompileError, LpcError, runtime_error
from ...lpc.environment import MissingInherit
from ...lpc.source import source_of, stem
from .. import master
from ..objects import VIRTUAL
from ..values import Entity, LpcObject

if TYPE_CHECKING:
    from ..world import World

Loader = Callable[["World", str], type[LpcObject]]


@lru_cache(maxsize=4096)
def object_name(text: str) -> str | None:
    """The name in the table of what LPC wrote: no leading slashes, no extension. None: a doubled slash inside."""
    name = text.lstrip("/")
    if "//" in name:
        return None
    while stem(name):
        if (shorter := stem(name)) == name:
            break
        name = shorter
    return name


class Loading:
    """What is being loaded, and for whom."""

    def __init__(self, world: World, loader: Loader) -> None:
        self.depth = 0  # of loads within loads
        self._world = world
        self._loader = loader
        self._heirs: list[tuple[str, str]] = []  # what is being loaded for whom, outermost first

    def load(self, text: str, this: Entity | None) -> LpcObject | None:
        """Make the object of a file that is not loaded yet. None: there is no such file."""
        world = self._world
        if self.depth >= world.config.max_inherit_depth:
            depth = world.config.max_inherit_depth
            raise runtime_error(f"Inherit chain too deep: > {depth} when trying to load '{text}'.")
        world.uids.may_make(this, "Can't load objects when no effective user.")
        name = object_name(text)
        if name is None:
            raise runtime_error(f"Filenames with consecutive /'s in them aren't allowed ({text}).")
        if not master.legal_path(f"{name}.c"):
            raise runtime_error(f"Illegal path name '/{name}.c'.")
        self.depth += 1
        try:
            with world.context.commanded_by(world.context.commanding):
                return self._load(name, this)
        finally:
            self.depth -= 1

    def compile(self, name: str, this: Entity | None) -> type[LpcObject]:
        """The class of a file as it is now, for objects that are there already; parents are loaded if need be."""
        world = self._world
        source = source_of(name, world.source_exists)
        if not world.source_exists(source):
            raise runtime_error(f"There is no file '/{name}.c'.")
        for _ in range(world.config.max_inherit_depth):
            try:
                return self._loader(world, source)
            except CompileError as error:
                raise self._unloadable(name) from error
            except MissingInherit as missing:
                self._load_parent(name, missing.path, this)
        raise runtime_error(f"The programs that '/{name}' inherits do not stay loaded.")

    def inheriting(self) -> list[str]:
        """For whom what is being loaded is loaded, innermost first."""
        return [f"while loading '/{parent}' inherited by '/{heir}'" for parent, heir in reversed(self._heirs)]

    def _load(self, name: str, this: Entity | None) -> LpcObject | None:
        source = source_of(name, self._world.source_exists)
        if not self._world.source_exists(source):
            return self._virtual(name, this)
        try:
            kind = self._loader(self._world, source)
        except CompileError as error:
            raise self._unloadable(name) from error
        except MissingInherit as missing:
            return self._load_after_parent(name, missing.path, this)
        return self._world.objects.born(kind, name, this)

    def _virtual(self, name: str, this: Entity | None) -> LpcObject | None:
        """What the master's compile_object() makes of a name without a file."""
        if self._world.master is None:
            return None
        made = master.ask(self._world, "compile_object", f"/{name}", this=this)
        if not isinstance(made, LpcObject):
            return None
        self._world.objects.rename(made, name)
        made.flags |= VIRTUAL
        self._world.marks.born(made, this)
        return made

    def _load_after_parent(self, name: str, parent_path: str, this: Entity | None) -> LpcObject | None:
        self._load_parent(name, parent_path, this)
        found = self._world.objects.find(name)  # the parent's create() may have loaded it
        return found if found is not None else self.load(name, this)

    def _load_parent(self, name: str, parent_path: str, this: Entity | None) -> None:
        parent = object_name(parent_path)
        if parent == name:
            raise runtime_error("Illegal to inherit self.")
        if parent is None:
            raise runtime_error(f"Filenames with consecutive /'s in them aren't allowed ({parent_path}).")
        self._heirs.append((parent, name))
        try:
            loaded = None if parent == "." else self._world.objects.find_or_load(parent, this)
        finally:
            self._heirs.pop()
        if loaded is None:
            raise runtime_error(f"Inherited file '/{parent}' does not exist!")

    def _unloadable(self, name: str) -> LpcError:
        """The error of a file that does not compile."""
        if self._world.config.dialect.grammar is Grammar.FLUFFOS:
            return runtime_error(f"No program in object '/{name}'!")
        return runtime_error(f"Error in loading object '/{name}':")
