"""Live work: a file is compiled again, and the objects of its program go on with the new one.

The rule: all or nothing. A file that does not compile, or an initialiser that fails, leaves every object as it was.
Otherwise the blueprint and all clones change their class; nothing else of them changes: names, places, heart beats,
call_outs, actions, connections. create() is not called.

A variable keeps its value when the new program has one of that name on the same path of inheritance, whatever order the
inherit statements have now, and its new type takes the value; every other variable of the new program gets its
initialiser. Programs that inherit this one keep the code that they were compiled with, and are reported.

Old code may still run: functions that are on the stack now, and function values (those that name a function, as in
(: name :), are changed to the new function). So the new class also has whatever only the old one had, under the names
that old code uses. When the new inherit statements give these names to other programs, old code cannot go on: then
nothing may be running, and function values that the objects made before fail when they are called.

Heirs are recompiled one after the other, parents first, on behalf of the program: all of them or none.

The efun recompile_object() calls `recompile` and `recompile_heirs`.
"""

from __future__ import annotations

import re
import sys
import types
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

import attrs

from ...errors import runtime_error
from ...lpc.declared import Type
from ...lpc.program import INITIALIZER, CompiledFunction, CompiledProgram, Variable
from ...lpc.source import stem
from ..closures import Closure
from ..functions import maximum_of
from ..garbage import everything
from ..kinds import kind
from ..objects import HEEDED, WILL_CLEAN_UP, WILL_RESET, ancestors, definer
from ..sites import dropping
from ..values import UNDEFINED, Entity, LpcObject
from .linker import LPC_MARK, class_type, walk

if TYPE_CHECKING:
    from ..world import World

_HELPER: Final = re.compile(r"(d_)?λ(\d+)(?:r\d+)?\Z")
_GENERATION: Final = re.compile(r"d_λ\d+r(\d+)\Z")
_OWN: Final = re.compile(r"[vdf][\d_]*_")  # what compiled code reads from its object; see lpc/program.py

Chain = tuple[tuple[str, int], ...]  # the parents on the way, each with how many of that path come before it
Place = tuple[Chain, str]


@attrs.frozen
class Reloaded:
    """What was done. Variables of an inherited program have its name before theirs: /std/living::hp."""

    objects: list[LpcObject]
    kept: list[str]
    added: list[str]
    dropped: list[str]
    unfit: list[str]
    """Variables that kept their name, but in some object not their value: the new type does not take it."""
    heirs: list[str]
    """The programs in use that inherit this one, and still run the old code."""


def recompile(world: World, this: Entity, name: str) -> Reloaded:
    """Compile the file of "std/room" again, and let every object of its program go on with the new one."""
    compiled = world.objects.loading.compile(name, this)
    path = compiled.program.path
    if any(one.path == path for one in ancestors(compiled.program)):
        raise runtime_error("Illegal to inherit self.")
    everybody = [ob for ob in reversed(world.objects.all()) if ob.program.path == path]
    before = list(dict.fromkeys(ob.__class__ for ob in everybody))
    new = world.objects.link(_with_own_helpers(compiled.program, before))
    plans = {old: Plan.of(old.program, new.program) for old in before}
    moved = any(plan.moved for plan in plans.values())
    if moved and any(ob in everybody for ob in _running()):
        raise runtime_error(f"'/{name}' is running, and what it inherits has changed: use a call_out.")
    _leave_room_for_old_code(new, before)
    unfit = _exchange(world, this, everybody, new, plans)
    _renew_pointers(everybody, spoiled=moved)
    return _told(world, path, everybody, list(plans.values()), unfit)


def recompile_heirs(world: World, this: Entity, name: str) -> list[Reloaded]:
    """Recompile a program and then all that inherit it; what was done to each. An error leaves all as they were."""
    names = [name, *heirs_of(world, name)]
    objects = [ob for ob in world.objects.all() if ob.program.name in names]
    before = [(ob, ob.__class__, dict(ob.__dict__), ob.flags) for ob in objects]
    pointers = [(one, one.run, one.maximum, one.quiet) for one in _closures_of(objects)]
    done: list[Reloaded] = []
    try:
        done.extend(recompile(world, this, one) for one in names)
    finally:
        if len(done) < len(names):
            _restore(before)
            for one, run, maximum, quiet in pointers:
                one.exchange(run, maximum, quiet=quiet)
    return done


def heirs_of(world: World, name: str) -> list[str]:
    """The programs in use that inherit this one, such that none comes before a parent of it."""
    path = f"/{name}"
    parents_of = {ob.program.name: {stem(one.path) for one in ancestors(ob.program)} for ob in world.objects.all()}
    heirs = {one: parents for one, parents in parents_of.items() if path in parents}
    paths = {f"/{one}" for one in heirs}
    return sorted(heirs, key=lambda one: (len(heirs[one] & paths), one))


def _told(world: World, path: str, everybody: list[LpcObject], plans: list[Plan], unfit: set[str]) -> Reloaded:
    heirs = heirs_of(world, stem(path.removeprefix("/")))
    return Reloaded(
        objects=[ob for ob in everybody if isinstance(ob, LpcObject)],
        kept=_each_once(place for plan in plans for place in plan.kept),
        added=_each_once(place for plan in plans for place in plan.added),
        dropped=_each_once(place for plan in plans for place in plan.dropped),
        unfit=sorted(unfit),
        heirs=sorted(f"/{one}" for one in heirs),
    )


def _each_once(places: Iterable[Place]) -> list[str]:
    return list(dict.fromkeys(_shown(place) for place in places))


def _shown(place: Place) -> str:
    chain, name = place
    return f"{chain[-1][0].removesuffix('.c')}::{name}" if chain else name


# -- what becomes of the variables ----------------------------------------------------------------------------


@attrs.frozen
class Slot:
    """A variable of a program with everything that it inherits."""

    prefix: str
    variable: Variable
    program: CompiledProgram

    @property
    def attribute(self) -> str:
        """The attribute of the object that holds it."""
        return f"v{self.prefix}_{self.variable.name}"


@attrs.frozen
class Plan:
    """What happens to the variables of objects of one old program."""

    kept: dict[Place, tuple[Slot, Slot]]
    added: dict[Place, Slot]
    dropped: dict[Place, Slot]
    moved: bool
    """Whether a prefix of the old program means another one in the new."""

    @classmethod
    def of(cls, old: CompiledProgram, new: CompiledProgram) -> Plan:
        """The plan for objects of `old` that become objects of `new`."""
        before, after = dict(_slots(old)), dict(_slots(new))
        paths = {prefix: one.path for one, prefix in walk(new)}
        return cls(
            kept={place: (before[place], slot) for place, slot in after.items() if place in before},
            added={place: slot for place, slot in after.items() if place not in before},
            dropped={place: slot for place, slot in before.items() if place not in after},
            moved=any(paths.get(prefix, one.path) != one.path for one, prefix in walk(old)),
        )


def _slots(program: CompiledProgram, prefix: str = "", chain: Chain = ()) -> Iterator[tuple[Place, Slot]]:
    """Every variable of a program, those of the parents first."""
    seen: list[str] = []
    for number, parent in enumerate(program.parents):
        step = (parent.path, seen.count(parent.path))
        seen.append(parent.path)
        yield from _slots(parent, f"{prefix}_{number}" if prefix else str(number), (*chain, step))
    for variable in program.variables:
        yield (chain, variable.name), Slot(prefix, variable, program)


def _takes(slot: Slot, old: Slot, value: Any) -> bool:
    """Does the variable's new type take the value that the old one had?"""
    declared = slot.variable.type
    if declared == old.variable.type and declared.basic != "class":
        return True  # whatever is in it, got there in spite of the same type
    return _fits(value, declared, slot.program)


def _fits(value: Any, declared: Type, program: CompiledProgram) -> bool:
    found = kind(value)
    if declared.stars:
        inner = attrs.evolve(declared, stars=declared.stars - 1)
        return value == 0 if found == "int" else found == "array" and all(_fits(one, inner, program) for one in value)
    if found == "int" and value == 0:
        return True
    if declared.basic == "class":
        definition = program.classes.get(declared.class_name)
        return definition is not None and value.__class__ is class_type(definition)
    return found == declared.basic or declared.basic in ("mixed", "unknown")


# -- the exchange ---------------------------------------------------------------------------------------------


def _exchange(
    world: World, this: Entity, everybody: list[LpcObject], new: type[LpcObject], plans: Mapping[type, Plan]
) -> set[str]:
    """Give every object its new class and variables; which of these did not fit. What fails is undone."""
    unfit: set[str] = set()
    before = [(ob, ob.__class__, dict(ob.__dict__), ob.flags) for ob in everybody]
    done = False
    try:
        todo = [(ob, _become(ob, new, plans[ob.__class__], unfit)) for ob in everybody]
        world.context.callers.append(this)
        try:
            for ob, wanted in todo:
                _initialize(ob, wanted)
        finally:
            world.context.callers.pop()
        done = True
    finally:
        if not done:
            _restore(before)
    return unfit


def _restore(before: Iterable[tuple[LpcObject, type[LpcObject], dict[str, Any], int]]) -> None:
    """Make objects what they were, as far as they are there."""
    for ob, old, variables, flags in before:
        if isinstance(ob, LpcObject):
            ob.__class__ = old
            ob.__dict__.clear()
            ob.__dict__.update(variables)
            ob.flags = flags | (ob.flags & HEEDED)
            ob.world.objects.forget_moulds()
            ob.world.timers.hearts.changed(ob)


def _become(ob: LpcObject, new: type[LpcObject], plan: Plan, unfit: set[str]) -> dict[str, set[str]]:
    """Change one object's class; the names of the variables to initialise, by prefix."""
    wanted: dict[str, set[str]] = {}
    for slot in plan.added.values():
        wanted.setdefault(slot.prefix, set()).add(slot.variable.name)
    variables: dict[str, Any] = dict.fromkeys(new.held, UNDEFINED)
    for place, (old, slot) in plan.kept.items():
        if old.attribute not in ob.__dict__:
            continue
        value = ob.__dict__[old.attribute]
        if _takes(slot, old, value):
            variables[slot.attribute] = value
        else:
            unfit.add(_shown(place))
            wanted.setdefault(slot.prefix, set()).add(slot.variable.name)
    ob.__dict__.clear()
    ob.__class__ = new
    ob.__dict__.update(variables)
    ob.world.objects.forget_moulds()
    ob.world.timers.hearts.changed(ob)
    ob.flags |= WILL_RESET
    ob.flags &= ~WILL_CLEAN_UP
    if definer(new.program, "clean_up") is not None:
        ob.flags |= WILL_CLEAN_UP
    return wanted


def _initialize(ob: LpcObject, wanted: Mapping[str, set[str]]) -> None:
    """Run the initialisers of these variables, those of the parents first as when an object is made."""
    for _, prefix in walk(ob.program):
        if prefix in wanted and isinstance(ob, LpcObject):
            getattr(ob, f"d{prefix}_{INITIALIZER}")(wanted[prefix])


# -- old code that still runs ---------------------------------------------------------------------------------


def _running() -> Iterator[Any]:
    """The objects in which a function runs now."""
    frame: types.FrameType | None = sys._getframe(1)
    while frame is not None:
        if LPC_MARK in frame.f_globals:
            yield frame.f_locals.get("self")
        frame = frame.f_back


def _with_own_helpers(program: CompiledProgram, before: Iterable[type]) -> CompiledProgram:
    """The program with names for the helpers behind its function values that no older program has."""
    used = [match[1] for old in before for name in vars(old) if (match := _GENERATION.match(name))]
    generation = max(map(int, used), default=0) + 1
    functions = {}
    for name, function in program.functions.items():
        new_name = _renamed(name, generation)
        signature = attrs.evolve(function.signature, name=new_name)
        functions[new_name] = CompiledFunction(signature, _recoded(function.code, generation), function.line)
    return attrs.evolve(program, functions=functions)


def _renamed(name: str, generation: int) -> str:
    match = _HELPER.match(name)
    return f"{match[1] or ''}λ{match[2]}r{generation}" if match else name


def _recoded(code: types.CodeType, generation: int) -> types.CodeType:
    names = tuple(_renamed(name, generation) for name in code.co_names)
    constants = tuple(_recoded(one, generation) if isinstance(one, types.CodeType) else one for one in code.co_consts)
    return code.replace(co_names=names, co_consts=constants)


def _leave_room_for_old_code(new: type[LpcObject], before: Iterable[type[LpcObject]]) -> None:
    """What only the old classes have is there, and functions take as many arguments as the old code passes."""
    for old in before:
        for name, value in (*dict.fromkeys(old.held, UNDEFINED).items(), *vars(old).items()):
            if not _OWN.match(name) or name in new.held:
                continue
            current = vars(new).get(name)
            if current is None:
                setattr(new, name, value)
            elif isinstance(current, types.FunctionType) and isinstance(value, types.FunctionType):
                most, needed = maximum_of(current), maximum_of(value)
                if most >= 0 and (needed < 0 or needed > most):
                    setattr(new, name, dropping(current, most))


def _renew_pointers(everybody: Iterable[LpcObject], *, spoiled: bool) -> None:
    """Let function values that name a function of these objects mean the new one; `spoiled`: others fail now."""
    for one in _closures_of(everybody):
        entry = one.owner.applies.get(one.name) if one.kind == "local" and isinstance(one.owner, LpcObject) else None
        if entry is not None:
            one.exchange(*entry, quiet=one.owner.quiet[entry[0]])
        elif spoiled and one.kind in ("local", "expression", "anonymous"):
            one.exchange(_outdated, -1, quiet=False)


def _closures_of(everybody: Iterable[Entity]) -> list[Closure]:
    """All function values of these objects, wherever they are kept."""
    owners = {id(ob) for ob in everybody}
    return [one for one in everything() if one.__class__ is Closure and id(one.owner) in owners]


def _outdated(self: Entity, *args: Any) -> Any:
    raise runtime_error(f"This function value was made by an older program of '/{self.name}'.")
