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
from .objects import (
    BEGINNING,
    CLONE,
    COMMANDS,
    HEEDED,
    HIDDEN,
    NO_NUMBER,
    NOTIFY_DESTRUCT,
    VIRTUAL,
    WILL_CLEAN_UP,
    WILL_RESET,
    Step,
    begin,
    definer,
    make,
    quiet_steps,
)
from .programs.loading import Loader, Loading, object_name
from .values import UNDEFINED, Destructed, Entity, Kin, LpcObject

if TYPE_CHECKING:
    from .world import World

MOST_MOULDS: Final = 4096
MOST_DIGITS: Final = 18  # of a clone's number: Python refuses to read very long ones
_OF_CONCERN: Final = CLONE | COMMANDS | HEEDED | NOTIFY_DESTRUCT | VIRTUAL
"""Of these a common clone has but one: its end concerns nobody else."""


@frozen(slots=True)
class Mould:
    """What the clones of a blueprint have in common, as long as this is as it was `seen`."""

    blueprint: LpcObject
    seen: int  # its flags
    kind: type[LpcObject]
    equip: Callable[..., None]
    kin: Kin
    members: dict[int, LpcObject]  # of its kin
    flags: int
    euid: str | None
    plain: bool  # nobody else has a say in them, nor can what gives them life ask who called it
    initialize: Step
    create: Step


class ObjectTable:
    """All objects of a world."""

    def __init__(self, world: World, loader: Loader) -> None:
        self._world = world
        self._context = world.context
        self._by_name: dict[str, LpcObject] = {}  # without those that have a number
        self._in_order: dict[LpcObject, float] = {}  # oldest first, with the time of birth
        self._kin: dict[str, Kin] = {}
        self._moulds: dict[str, Mould] = {}  # by the text that LPC gave to clone_object()
        self.graves: list[Entity] = []  # of which something still runs
        self.replacements: dict[LpcObject, type[LpcObject]] = {}  # which a turn leaves to be done at its end
        self._clones_made = 0 if world.config.profile is Profile.NEOLITH else -1  # the first one is #1 there, else #0
        self.loading = Loading(world, loader)
        self._only_destructible: Entity | None = None  # while move_or_destruct() runs
        self._replacing_vital = False
        self._departures: list[tuple[Sized, Callable[[Entity], None]]] = []
        self.linker: Callable[[World, CompiledProgram], type[LpcObject]] | None = None  # makes a program's class

    def tell_departures(self, books: Sized, listener: Callable[[Entity], None]) -> None:
        """Tell a listener of every object that is destructed or begins anew, of those heeded, while it has books."""
        self._departures.append((books, listener))

    def heed(self, ob: Entity) -> None:
        """Somebody has written this object into his books, and is to hear of its end."""
        ob.flags |= HEEDED

    # -- finding ----------------------------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self._in_order)

    def all(self) -> list[LpcObject]:
        """Every object, newest first."""
        return list(reversed(self._in_order))

    def find(self, text: str) -> LpcObject | None:
        """The object of that name if it is loaded."""
        name = object_name(text)
        return None if name is None else self._find(name)

    def _find(self, name: str) -> LpcObject | None:
        found = self._by_name.get(name)
        return self._find_numbered(name) if found is None and "#" in name else found

    def _find_numbered(self, name: str) -> LpcObject | None:
        before, _, digits = name.partition("#")
        kin = self._kin.get(before)
        if kin is None or not digits.isdecimal() or len(digits) > MOST_DIGITS:
            return None
        found = kin.members.get(int(digits))
        return found if found is not None and found.name == name else None  # #07 is the name of nobody

    def find_or_load(self, text: str, this: Entity | None) -> LpcObject | None:
        """The object of that name, loaded on behalf of `this` if need be. None: no such file, or it is gone again."""
        name = object_name(text)
        if name is None:
            return None
        found = self._find(name)
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
        kin = self._kin.get(name.partition("#")[0])
        members = [] if kin is None else list(kin.members.values())
        if self._world.config.profile is Profile.FLUFFOS:
            return members
        members.reverse()
        return [ob for ob in members if ob.name == name] if "#" in name else members

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
        mould = self._moulds.get(text)
        if (
            mould is None
            or not mould.plain
            or arguments
            or this is None
            or this.euid is None
            or (blueprint := mould.blueprint).flags != mould.seen
            or blueprint.timers is not None
        ):
            return self._clone_with_care(text, this, arguments)
        context = self._context
        now = context.now
        self._clones_made = number = self._clones_made + 1
        new = mould.kind()
        mould.equip(new, mould.kin, number, mould.flags, mould.euid, -now)
        self._in_order[new] = now
        mould.members[number] = new
        try:
            if mould.initialize is not None:
                mould.initialize(new)
            if mould.create is not None:
                mould.create(new)
        except (LpcError, ExecutionLimit) as error:
            context.note(error)
            raise
        return new

    def _clone_with_care(self, text: str, this: Entity | None, arguments: tuple[Any, ...]) -> LpcObject | None:
        """The same where the master has a say in it or LPC may watch, and for the first one of a blueprint."""
        world, context, loading = self._world, self._context, self.loading
        world.uids.may_make(this, "Attempt to create object without effective UID.")
        inside, loading.depth = loading.depth, 0
        commanding = context.commanding
        try:
            mould = self._moulds.get(text)
            if mould is None or mould.blueprint.flags != mould.seen or mould.blueprint.timers is not None:
                mould, made = self._mould_of(text, this)
                if mould is None:
                    return made
            self._clones_made = number = self._clones_made + 1
            new = mould.kind()
            mould.equip(new, mould.kin, number, mould.flags, mould.euid, 0.0)
            world.uids.give(new, this)
            world.marks.born(new, this)
            self._enter(new)
            begin(world, this, new, arguments)
            return new if isinstance(new, LpcObject) else None
        except (LpcError, ExecutionLimit) as error:
            context.note(error)
            raise
        finally:
            loading.depth = inside
            context.commanding = commanding

    def _mould_of(self, text: str, this: Entity | None) -> tuple[Mould | None, LpcObject | None]:
        """What to make a clone of that name by; without it there is a clone already, or none is to be had."""
        blueprint = found = self.find(text)
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
        kind, flags, world = blueprint.__class__, blueprint.flags, self._world
        steps = None if world.uids.are_asked_for() or world.marks.are_asked_for() else quiet_steps(kind)
        initialize, create = steps or (None, None)
        return Mould(
            blueprint=blueprint,
            seen=flags,
            kind=kind,
            equip=kind.equip,
            kin=blueprint.kin,
            members=blueprint.kin.members,
            flags=CLONE | (flags & (WILL_CLEAN_UP | WILL_RESET)),
            euid=world.uids.usual_euid,
            plain=steps is not None,
            initialize=initialize,
            create=create,
        )

    def forget_moulds(self) -> None:
        """There is another master, or another class for objects that were there before."""
        self._moulds.clear()

    def _clone_of_clone(
        self, blueprint: LpcObject, text: str, this: Entity | None, *, was_there: bool
    ) -> LpcObject | None:
        """Cloning a virtual object: the master makes another one. A clone itself cannot be cloned."""
        if not blueprint.flags & VIRTUAL or "#" in text:
            raise runtime_error("Cannot clone from a clone!")
        made: Any = blueprint  # made a moment ago only to be cloned: it is the clone
        if was_there or blueprint.environment is not None or blueprint.contents:
            made = master.ask(self._world, "compile_object", f"/{blueprint.name}", this=this)
        if not isinstance(made, LpcObject):
            return None
        self._clones_made += 1
        self.rename(made, blueprint.name, self._clones_made)
        made.flags |= VIRTUAL
        self._world.marks.born(made, this)
        return made

    # -- books ------------------------------------------------------------------------------------------------

    def _enter(self, new: LpcObject) -> None:
        self._in_order[new] = self._world.context.now
        self._enter_name(new)

    def _enter_name(self, ob: LpcObject) -> None:
        kin = ob.kin = self._kin.setdefault(ob.kin.name, ob.kin)
        kin.members[ob.number] = ob
        if ob.number == NO_NUMBER:
            self._by_name[kin.name] = ob

    def _leave_name(self, ob: LpcObject) -> None:
        kin = ob.kin
        if kin.members.get(ob.number) is ob:
            del kin.members[ob.number]
            if ob.number == NO_NUMBER:
                del self._by_name[kin.name]
            if not kin.members:
                del self._kin[kin.name]
        if not ob.flags & CLONE:
            self._moulds.clear()

    def rename(self, ob: LpcObject, name: str, number: int = NO_NUMBER) -> None:
        """Give an object the name, or that of a clone with this number."""
        self._leave_name(ob)
        ob.kin, ob.number = Kin(name), number
        ob.known_name = None if number != NO_NUMBER else name
        self._enter_name(ob)

    # -- ending -----------------------------------------------------------------------------------------------

    def destruct(self, ob: LpcObject, this: Entity | None) -> None:
        """End an object's life on behalf of `this`."""
        if (
            isinstance(ob, LpcObject)
            and ob.flags & _OF_CONCERN == CLONE
            and not ob.contents
            and ob.interactive is None
            and self._only_destructible is None
        ):
            self._bury(ob, this)
        else:
            self._destruct_with_care(ob, this)

    def _destruct_with_care(self, ob: LpcObject, this: Entity | None) -> None:
        """The same where somebody has to hear of it first, or may be against it."""
        world = self._world
        if self._only_destructible is not None and self._only_destructible is not ob:
            raise runtime_error("Only this_object() can be destructed from move_or_destruct.")
        if ob is world.simul_efuns and world.master is not None:
            raise runtime_error("Cannot destruct simul_efun_object while master_object exists.")
        if isinstance(ob, LpcObject):
            self._end(ob, this)

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
        if ob.environment is not None:
            inventory.take_out(ob)
        del self._in_order[ob]
        if self.replacements:
            self.replacements.pop(ob, None)
        if ob.living is not None:
            self._world.living.forget(ob)
        if ob.timers is not None:
            self._world.timers.set_heart_beat(ob, 0)
        ob.actions = NO_ACTIONS
        ob.contents = ()
        connection = ob.interactive
        if ob.flags & _OF_CONCERN == CLONE:
            members = ob.kin.members
            del members[ob.number]
            if not members:
                del self._kin[ob.kin.name]
        else:
            self._leave_name(ob)
            ob.flags &= ~COMMANDS
            self.departs(ob)
        runs = ob is this or this is None or ob in self._context.callers
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
        if ob.flags & HEEDED:
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
    ob.world.objects.forget_moulds()
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
