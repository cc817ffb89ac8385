"""The table of all objects: cloning, destructing, finding; loading.py brings new ones.

The rule: an object is in the table from its birth until destruct(), and nowhere else is an object made or ended.
destruct() changes the class to Destructed at once, so that every reference reads as 0; while code may still be running
inside, the variables live until `end_of_turn`.
"""

from __future__ import annotations

from collections.abc import Callable, Sized
from typing import TYPE_CHECKING, Any, Final

from ..config import Profile
from ..data import frozen
from ..errors import ExecutionLimit, LpcError, runtime_error
from ..lpc.program import CompiledProgram
from . import inventory, master
from .actions import NO_ACTIONS
from .calls import apply
from .loading import Loader, Loading, object_name
from .objects import (
    BEGINNING,
    CLONE,
    COMMANDS,
    HIDDEN,
    NOBODY,
    NOTIFY_DESTRUCT,
    VIRTUAL,
    WILL_CLEAN_UP,
    WILL_RESET,
    Steps,
    begin,
    definer,
    make,
    quiet_steps,
)
from .values import UNDEFINED, Destructed, Entity, LpcObject

if TYPE_CHECKING:
    from .world import World

MOST_MOULDS: Final = 4096


@frozen(slots=True)
class Mould:
    """What the clones of a blueprint have in common, as long as this is as it was `seen`."""

    blueprint: LpcObject
    seen: int  # its flags
    kind: type[LpcObject]
    equip: Callable[..., None]
    kin: dict[LpcObject, None]
    flags: int
    prefix: str  # of the names
    steps: Steps


class ObjectTable:
    """All objects of a world."""

    def __init__(self, world: World, loader: Loader) -> None:
        self._world = world
        self._by_name: dict[str, LpcObject] = {}
        self._in_order: dict[LpcObject, float] = {}  # oldest first, with the time of birth
        self._kin: dict[str, dict[LpcObject, None]] = {}  # blueprint name -> blueprint and clones
        self._moulds: dict[str, Mould] = {}  # by the text that LPC gave to clone_object()
        self.graves: list[Entity] = []  # of which something still runs
        self.replacements: dict[LpcObject, type[LpcObject]] = {}  # which a turn leaves to be done at its end
        self._has_privs = world.config.profile is not Profile.NEOLITH
        self._clones_made = 0 if world.config.profile is Profile.NEOLITH else -1  # the first one is #1 there, else #0
        self.loading = Loading(world, loader)
        self._only_destructible: Entity | None = None  # while move_or_destruct() runs
        self._replacing_vital = False
        self._departures: list[tuple[Sized, Callable[[Entity], None]]] = []
        self._books: list[Sized] = []  # of those, to see at a glance that they are all empty
        self.linker: Callable[[World, CompiledProgram], type[LpcObject]] | None = None  # makes a program's class

    def tell_departures(self, books: Sized, listener: Callable[[Entity], None]) -> None:
        """Tell a listener of every object that is destructed or begins anew while there is anything in its books."""
        self._departures.append((books, listener))
        self._books.append(books)

    # -- finding ----------------------------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self._in_order)

    def all(self) -> list[LpcObject]:
        """Every object, newest first."""
        return list(reversed(self._in_order))

    def find(self, text: str) -> LpcObject | None:
        """The object of that name if it is loaded."""
        name = object_name(text)
        return None if name is None else self._by_name.get(name)

    def find_or_load(self, text: str, this: Entity | None) -> LpcObject | None:
        """The object of that name, loaded on behalf of `this` if need be. None: no such file, or it is gone again."""
        name = object_name(text)
        if name is None:
            return None
        found = self._by_name.get(name)
        if found is None:
            found = self.load(name, this)
        return found if isinstance(found, LpcObject) else None

    def born_at(self, ob: LpcObject) -> float:
        """When an object was loaded or cloned."""
        return self._in_order[ob]

    def children(self, text: str) -> list[LpcObject]:
        """The blueprint and the clones of that name, newest first; FluffOS: oldest first, also by a clone's name."""
        name = object_name(text)
        if name is None:
            return []
        kin = self._kin.get(name.partition("#")[0], {})
        if self._world.config.profile is Profile.FLUFFOS:
            return list(kin)
        if "#" in name:
            return [ob for ob in reversed(kin) if ob.name == name]
        return list(reversed(kin))

    # -- making -----------------------------------------------------------------------------------------------

    def load(self, text: str, this: Entity | None) -> LpcObject | None:
        """Make the object of a file that is not loaded yet. None: there is no such file."""
        return self.loading.load(text, this)

    def born(self, kind: type[LpcObject], name: str, this: Entity | None) -> LpcObject:
        world = self._world
        new = make(kind, name, WILL_RESET)
        self._enter(new)
        admitted = False
        try:
            if world.master is not None:
                answer = master.ask(world, "valid_object", new, this=this)
                if answer is not None and not master.approved(answer):
                    raise runtime_error(f"master::valid_object() denied permission to load '/{name}'.")
            world.uids.give(new, this)
            world.marks.born(new, this)
            admitted = True
        finally:
            if not admitted and isinstance(new, LpcObject):
                self._bury(new, None)
        begin(world, this, new)
        if isinstance(new, LpcObject) and definer(new.program, "clean_up") is not None:
            new.flags |= WILL_CLEAN_UP
        return new

    def clone(self, text: str, this: Entity | None, arguments: tuple[Any, ...] = ()) -> LpcObject | None:
        """Make a clone on behalf of `this`. None: no such file, or it is gone again."""
        world = self._world
        context = world.context
        loading = self.loading
        if this is not None and this.euid is None:
            world.uids.may_make(this, "Attempt to create object without effective UID.")
        inside, loading.depth = loading.depth, 0
        commanding = context.commanding
        try:
            mould = self._moulds.get(text)
            if mould is None or (
                (blueprint := mould.blueprint).flags != mould.seen
                or blueprint.timers is not None
                or blueprint.__class__ is not mould.kind
            ):
                mould, made = self._mould_of(text, this)
                if mould is None:
                    return made
            self._clones_made = number = self._clones_made + 1
            name = f"{mould.prefix}{number}"
            new = mould.kind()
            mould.equip(new, name, mould.flags, NOBODY, world.uids.usual_euid, mould.kin)
            if world.master.__class__ is not world.uids.silent:
                world.uids.give(new, this)
                if self._has_privs:
                    world.marks.born(new, this)
            self._in_order[new] = now = context.now
            self._by_name[name] = new
            mould.kin[new] = None
            if mould.steps is None or arguments:
                begin(world, this, new, arguments)
                return new if isinstance(new, LpcObject) else None
            for step in mould.steps:
                step(new)
            new.touched = -abs(now)
            return new
        except (LpcError, ExecutionLimit) as error:
            context.note(error)
            raise
        finally:
            loading.depth = inside
            context.commanding = commanding

    def _mould_of(self, text: str, this: Entity | None) -> tuple[Mould | None, LpcObject | None]:
        """What to make a clone of that name by; without it there is a clone already, or none is to be had."""
        blueprint = found = self._by_name.get(object_name(text) or "")
        if found is None:
            blueprint = self.find_or_load(text, this)
        if blueprint is None or (blueprint.flags & HIDDEN and not inventory.visible(self._world, blueprint, this)):
            return None, None
        if blueprint.flags & CLONE:
            return None, self._clone_of_clone(blueprint, text, this, was_there=found is not None)
        mould = self._mould(blueprint)
        if not blueprint.flags & HIDDEN:
            if len(self._moulds) >= MOST_MOULDS:
                self._moulds.clear()
            self._moulds[text] = mould
        return mould, None

    def _mould(self, blueprint: LpcObject) -> Mould:
        """What its clones have in common. A blueprint that is only there to be cloned need not beat."""
        if blueprint.timers is not None:
            self._world.timers.set_heart_beat(blueprint, 0)
        kind, flags = blueprint.__class__, blueprint.flags
        return Mould(
            blueprint=blueprint,
            seen=flags,
            kind=kind,
            equip=kind.equip,
            kin=blueprint.kin,
            flags=CLONE | (flags & (WILL_CLEAN_UP | WILL_RESET)),
            prefix=f"{blueprint.name}#",
            steps=quiet_steps(kind),
        )

    def _clone_of_clone(
        self, blueprint: LpcObject, text: str, this: Entity | None, *, was_there: bool
    ) -> LpcObject | None:
        """Cloning a virtual object: the master makes another one. A clone itself cannot be cloned."""
        if not blueprint.flags & VIRTUAL or "#" in text:
            raise runtime_error("Cannot clone from a clone!")
        name = blueprint.name
        made: Any = blueprint  # made a moment ago only to be cloned: it is the clone
        if was_there or blueprint.environment is not None or blueprint.contents:
            made = master.ask(self._world, "compile_object", f"/{name}", this=this)
        if not isinstance(made, LpcObject):
            return None
        self.rename(made, self._clone_name(name))
        made.flags |= VIRTUAL
        self._world.marks.born(made, this)
        return made

    def _clone_name(self, name: str) -> str:
        self._clones_made += 1
        return f"{name}#{self._clones_made}"

    # -- books ------------------------------------------------------------------------------------------------

    def _enter(self, new: LpcObject) -> None:
        self._in_order[new] = self._world.context.now
        self._enter_name(new)

    def _enter_name(self, ob: LpcObject) -> None:
        self._by_name[ob.name] = ob
        ob.kin = self._kin.setdefault(ob.name.partition("#")[0], {})
        ob.kin[ob] = None

    def _leave_name(self, ob: LpcObject) -> None:
        name = ob.name
        if not ob.flags & CLONE:
            self._moulds.clear()
        if self._by_name.get(name) is ob:
            del self._by_name[name]
        kin = ob.kin
        if ob in kin:
            del kin[ob]
            if not kin:
                del self._kin[name.partition("#")[0]]

    def rename(self, ob: LpcObject, name: str) -> None:
        self._leave_name(ob)
        ob.name = name
        self._enter_name(ob)

    # -- ending -----------------------------------------------------------------------------------------------

    def destruct(self, ob: LpcObject, this: Entity | None) -> None:
        """End an object's life on behalf of `this`."""
        world = self._world
        if self._only_destructible is not None and self._only_destructible is not ob:
            raise runtime_error("Only this_object() can be destructed from move_or_destruct.")
        if ob is world.simul_efuns and world.master is not None:
            raise runtime_error("Cannot destruct simul_efun_object while master_object exists.")
        if not isinstance(ob, LpcObject):
            return
        if (
            ob.flags & NOTIFY_DESTRUCT
            or ob.contents
            or ob.interactive is not None
            or ob is world.master
            or ob is world.simul_efuns
            or world.shadows.shadowed
            or world.editors.sessions
        ):
            self._end(ob, this)
        else:
            self._bury(ob, this)

    def _end(self, ob: LpcObject, this: Entity | None) -> None:
        world = self._world
        self._take_leave(ob, this)
        if not isinstance(ob, LpcObject):  # it did it itself, or somebody else was quicker
            return
        if ob is world.master or ob is world.simul_efuns:
            self._replace_vital(ob, this)
        self._bury(ob, this)
        if world.shadows.shadowed:
            shadow = world.shadows.departed(ob)
            if shadow is not None:
                self._end(shadow, this)

    def _take_leave(self, ob: LpcObject, this: Entity | None) -> None:
        """Let those hear of its end who have to before; whatever they do may end it."""
        if ob.flags & NOTIFY_DESTRUCT:
            ob.flags &= ~NOTIFY_DESTRUCT
            apply(self._world, this, ob, "on_destruct")
        if isinstance(ob, LpcObject) and ob.contents:
            self._empty(ob, this)
        if isinstance(ob, LpcObject):
            self._world.editors.leave(ob)

    def _empty(self, ob: LpcObject, this: Entity | None) -> None:
        """Ask everything inside to move to the surroundings; what stays is destructed."""
        world = self._world
        while isinstance(ob, LpcObject) and ob.contents:
            held = ob.contents[0]
            if not world.stopping:
                around = ob.environment if isinstance(ob.environment, LpcObject) else 0
                before, self._only_destructible = self._only_destructible, held
                try:
                    apply(world, this, held, "move_or_destruct", around)
                finally:
                    self._only_destructible = before
            if isinstance(ob, LpcObject) and ob.contents and ob.contents[0] is held:
                self._end(held, this)

    def _replace_vital(self, ob: LpcObject, this: Entity | None) -> None:
        """The master or the simul_efun object goes: load the configured file anew before the old one leaves."""
        world = self._world
        if self._replacing_vital:
            raise runtime_error("Nested vital object destruct is not allowed.")
        is_master = ob is world.master
        path = world.config.master_file if is_master else world.config.simul_efun_file
        new = None if world.stopping or not path else self._load_successor(ob, path, this)
        if not is_master:
            world.simul_efuns = new
        elif new is None:
            world.master = None
        else:
            master.adopt(world, new)

    def _load_successor(self, ob: LpcObject, path: str, this: Entity | None) -> LpcObject:
        """Load the file of a vital object while the old one has no name; the old one gets it back when that fails."""
        self._replacing_vital = True
        self._leave_name(ob)
        new = None
        try:
            new = self.find_or_load(path, this)
        finally:
            self._replacing_vital = False
            if new is None:
                self._enter_name(ob)
        if new is None:
            raise runtime_error("Destruct on vital object failed: new copy failed to reload.")
        return new

    def _bury(self, ob: LpcObject, this: Entity | None) -> None:
        world = self._world
        if ob.environment is not None:
            inventory.take_out(ob)
        self._leave_name(ob)
        del self._in_order[ob]
        if self.replacements:
            self.replacements.pop(ob, None)
        if ob.living is not None:
            world.living.forget(ob)
        if ob.timers is not None:
            world.timers.set_heart_beat(ob, 0)
        ob.actions = NO_ACTIONS
        if ob.flags & COMMANDS:
            ob.flags -= COMMANDS
        ob.contents = ()
        connection = ob.interactive
        if any(self._books):
            self.departs(ob)
        runs = ob is this or this is None or ob in world.context.callers
        ob.last_class = ob.__class__
        variables = ob.__dict__
        ob.__class__ = Destructed  # type: ignore[assignment]
        if runs:
            self.graves.append(ob)
        else:
            variables.clear()
        if connection is not None:
            connection.remove(destructed=True)

    def departs(self, ob: LpcObject) -> None:
        """Tell whoever keeps books on objects that this one is gone or begins anew."""
        if any(self._books):
            for books, listener in self._departures:
                if books:
                    listener(ob)

    def replace_program(self, ob: LpcObject, kind: type[LpcObject]) -> None:
        """From the end of this turn on `ob` is an object of the class `kind`, made of one of its inherited programs."""
        self.replacements[ob] = kind

    def link(self, program: CompiledProgram) -> type[LpcObject]:
        """The class of a program that something inherits."""
        loaded = self._by_name.get(program.name)
        if loaded is not None and loaded.program is program:
            return loaded.__class__
        if self.linker is None:
            raise runtime_error(f"The program of '/{program.name}' is not loaded any more.")
        return self.linker(self._world, program)

    def end_of_turn(self) -> None:
        """Nothing of LPC runs any more: forget the variables of the destructed and do what replace_program() asked."""
        self.loading.depth = 0
        self._only_destructible = None
        if self.replacements:
            pending = list(self.replacements.items())
            self.replacements.clear()
            for ob, kind in pending:
                self._world.marks.change(ob).replaced = f"/{ob.program.name}"
                _exchange_program(ob, kind)
        if self.graves:
            for dead in self.graves:
                dead.__dict__.clear()
            self.graves.clear()


def _exchange_program(ob: LpcObject, kind: type[LpcObject]) -> None:
    """Give `ob` the class of one of its ancestors and keep the variables of that one only."""
    prefix = _path_to(ob.program, kind.program)
    kept: dict[str, Any] = dict.fromkeys(kind.held, UNDEFINED)
    if prefix is not None:
        start = f"v{prefix}_"
        for attribute, value in ob.__dict__.items():
            if attribute.startswith(start):
                rest = attribute[len(start) :]
                kept[f"v{rest}" if rest[:1].isdigit() else f"v_{rest}"] = value
    ob.__dict__.clear()
    ob.__class__ = kind
    ob.__dict__.update(kept)
    ob.world.timers.hearts.changed(ob)


def _path_to(program: Any, wanted: Any) -> str | None:
    """The numbers of the parents on the way to an ancestor, as in attribute names."""
    for number, parent in enumerate(program.parents):
        if parent is wanted or parent.path == wanted.path:
            return str(number)
        further = _path_to(parent, wanted)
        if further is not None:
            return f"{number}_{further}"
    return None


BEGINNING.add(ObjectTable.clone.__code__)
