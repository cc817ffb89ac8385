"""The master object: what the driver asks it, and how it comes to life at boot.

Every question goes through `ask`. Its answer is None when there is no master or no such function in it; `approved`
reads an answer as the yes or no that most applies mean. The boot functions at the end are called by the driver, each in
an entry of its own, in this order: load_simul_efuns, load_master, epilog, preload for every file.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ..errors import LpcError
from .calls import apply
from .promises import Promise
from .safely import apply_safely
from .values import Entity, LpcObject

if TYPE_CHECKING:
    from .world import World


def ask(world: World, name: str, *args: Any, this: Entity | None = None) -> Any:
    """The master's answer; `this` is previous_object() inside. None: no master, or no such function."""
    return apply(world, this, world.master, name, *args)


def ask_safely(world: World, name: str, *args: Any, this: Entity | None = None) -> Any:
    """`ask`, but an error in the master is reported and gives None."""
    return apply_safely(world, this, world.master, name, *args)


def approved(answer: Any) -> bool:
    """Is it a yes? A missing function is a no, and so is a promise: an answer that comes too late."""
    return answer is not None and answer.__class__ is not Promise and not (isinstance(answer, int) and answer == 0)


def permits(world: World, name: str, *args: Any, this: Entity | None = None) -> bool:
    """Does the master say yes? Before there is a master everything is permitted."""
    return world.master is None or approved(ask(world, name, *args, this=this))


def allows(world: World, name: str, this: Entity, *about: Any, default: bool) -> bool:
    """Does the master's `name`(this, ...) allow what is not for everybody? `default` when it has no such function.

    The master itself may everything, and so may whoever runs before there is one: it does that in its own create().
    """
    if world.master is None or this is world.master:
        return True
    answer = ask(world, name, this, *about, this=this)
    return default if answer is None else approved(answer)


@lru_cache(maxsize=4096)
def legal_path(path: str) -> bool:
    """May a name (without leading slash) be looked up at all: no '#', no '.' or '..' on the way, no absolute path."""
    if path == ".":
        return True
    if "#" in path or "\0" in path or path.startswith("/"):
        return False
    return not any(part in (".", "..") for part in path.split("/"))


def valid(world: World, apply_name: str, path: str, this: Entity, efun_name: str) -> str | None:
    """The path that valid_read() or valid_write() permits, without leading slash; None when it is refused.

    A string answer replaces the path; a missing apply permits it, a promise of an answer does not.
    """
    if not isinstance(this, LpcObject):
        return None
    answer = ask(world, apply_name, path, this, efun_name, this=this)
    if answer.__class__ is Promise or (isinstance(answer, int) and answer == 0):
        return None
    allowed = answer if isinstance(answer, str) else path
    allowed = allowed.removeprefix("/") or "."
    return allowed if legal_path(allowed) else None


def may_see_hidden(world: World, this: Entity | None) -> bool:
    """Does valid_hide() let `this` hide itself and see the hidden?"""
    return isinstance(this, LpcObject) and approved(ask(world, "valid_hide", this, this=this))


def log_error(world: World, path: str, message: str) -> None:
    """Hand a compile error or warning to log_error(); it goes to the driver's log when the master does not want it."""
    if ask_safely(world, "log_error", path, message) is None:
        world.ports.log(message.rstrip("\n"))


def adopt(world: World, new: LpcObject) -> None:
    """Make `new` the master and give it the uid it asks for. The backbone uid is asked only the first time."""
    first = world.master is None
    world.master = new
    world.objects.forget_moulds()
    root = ask(world, "get_root_uid")
    if isinstance(root, str):
        new.uid = new.euid = root
    if first:
        world.uids.root = root if isinstance(root, str) else None
        backbone = ask(world, "get_bb_uid")
        world.uids.backbone = backbone if isinstance(backbone, str) else None
        world.objects.forget_moulds()


def load_simul_efuns(world: World) -> None:
    """Load the simul_efun object when the configuration names one; it is loaded before the master."""
    path = world.config.simul_efun_file
    if not path:
        return
    world.simul_efuns = world.objects.load(path, None)
    if world.simul_efuns is None:
        world.ports.log(f"the simul_efun file {path} is missing")


def load_master(world: World) -> None:
    """Load the master object; without its file there is none."""
    loaded = world.objects.load(world.config.master_file, None)
    if loaded is None:
        return
    if not isinstance(loaded, LpcObject):  # its create() has destructed it
        raise LpcError("Bad master object\n")
    adopt(world, loaded)


def epilog(world: World, level: int) -> list[str]:
    """The files that the master wants preloaded."""
    answer = ask_safely(world, "epilog", level)
    return [path for path in answer if isinstance(path, str)] if isinstance(answer, list) else []


def preload(world: World, path: str) -> None:
    """Let the master load one of them; an error is reported and the boot goes on."""
    ask_safely(world, "preload", path)
