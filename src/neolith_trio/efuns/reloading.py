"""The efun for live work on programs: recompile_object()."""

from __future__ import annotations

from typing import Any

from ..errors import runtime_error
from ..runtime import master
from ..runtime.programs.loading import object_name
from ..runtime.programs.reloading import Reloaded, heirs_of, recompile, recompile_heirs
from ..runtime.values import Entity, LpcObject, Mapping
from .registry import efun


@efun("mapping recompile_object(string | object program, void | int heirs)")
def recompile_object(this: Entity, program: str | LpcObject, heirs: int = 0) -> Any:
    """Compile a file again and let its object and all clones go on with the new program.

    Variables keep their values by name; new ones get their initialisers, and create() is not called. Heart beats,
    call_outs, actions and connections stay. The master's valid_recompile() decides who may do this; without that
    function it is who may write to the file.

    Arguments:
        program: the name of the file, or an object of the program.
        heirs: 1 to recompile all programs too that inherit it, parents before their heirs: all of them or none.
    Returns: 0 when it is refused, else a mapping of what was done: "objects" are the objects that have the new program
        now, "kept", "added" and "dropped" names of variables, "unfit" those that lost their value because their new
        type does not take it, "heirs" the names of programs that inherit this one and still have its old code,
        "also" one such mapping for each heir that was recompiled too. An inherited variable has its program before its
        name: "/std/living::hp".
    Errors: the file does not compile, or an initialiser fails; everything is as it was then. No such program is loaded.
    Example:
        sizeof(recompile_object("/std/room")["objects"])        // 1
    See also: valid_recompile, reload_object, load_object
    """
    world = this.world
    name = program.program.name if isinstance(program, LpcObject) else object_name(program.partition("#")[0])
    if name is None or not master.legal_path(name):
        raise runtime_error(f"Illegal path name '/{program}'.")
    names = [name, *heirs_of(world, name)] if heirs else [name]
    if not all(_may_recompile(this, f"/{one}.c") for one in names):
        return 0
    if not any(ob.program.name == name for ob in world.objects.all()):
        raise runtime_error(f"'/{name}' is not loaded.")
    done = recompile_heirs(world, this, name) if heirs else [recompile(world, this, name)]
    told = [_as_mapping(f"/{one}", what) for one, what in zip(names, done, strict=True)]
    if heirs:
        told[0]["heirs"] = []
    told[0]["also"] = told[1:]
    return told[0]


def _as_mapping(program: str, done: Reloaded) -> Mapping:
    result = Mapping(program=program, objects=list(done.objects))
    for key in ("kept", "added", "dropped", "unfit", "heirs"):
        result[key] = list(getattr(done, key))
    return result


def _may_recompile(this: Entity, path: str) -> bool:
    world = this.world
    answer = master.ask(world, "valid_recompile", path, this, this=this)
    if answer is None:
        return master.valid(world, "valid_write", path, this, "recompile_object") is not None
    return master.approved(answer)
