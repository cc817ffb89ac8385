"""Which efuns there are, and what is known of each: from the disk, so that a mud imports the modules of few of them.

The rule: what is kept is never older than the modules. Its key is made of their names, sizes and times, the dialects,
and this Python; when one has changed, or nothing can be kept, all modules are imported and asked again. A function that
is wanted is always that of its module.

extensions.py asks for every mud, and whoever has no configuration asks here.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any, Final, Literal

from ..config import Profile
from ..lpc import fingerprints
from ..lpc.importing import room_to_import
from ..lpc.storage import Storage
from .registry import REGISTRY, VARIANTS, Efun, Parameter

log = logging.getLogger(__name__)

_FORMAT: Final = 2  # of what is stored; part of the key
_DIRECTORY: Final = Path(__file__).parent
_PACKAGES: Final = (_DIRECTORY / "fluffos",)
Row = tuple[Any, ...]


def visible(profile: Profile, kept: Path | None = None) -> dict[str, Efun]:
    """The efuns that programs of a dialect may call; `kept` is the directory in which to look and to keep."""
    everything = _everything(kept)
    known = {one.name: one for one in everything if not one.variant}
    known |= {one.name: one for one in everything if one.variant and profile in one.profiles}
    return {name: one for name, one in known.items() if profile in one.profiles}


@cache
def _everything(kept: Path | None) -> tuple[Efun, ...]:
    key = None if kept is None else _key()
    if kept is None or key is None:
        return _declared()
    storage = Storage(kept, log.warning, tells_of_directory=False)  # the cache of programs does
    rows = storage.read(key)
    if rows is not None:
        return tuple(_of_row(*row) for row in rows)
    found = _declared()
    storage.write(key, tuple(_row(one) for one in found))
    return found


def import_all() -> None:
    """Import every module that declares efuns."""
    for module in walk_packages([str(_DIRECTORY)], f"{__package__}."):
        import_module(module.name)


def _declared() -> tuple[Efun, ...]:
    import_all()
    return (*REGISTRY.values(), *VARIANTS.values())


def _key() -> bytes | None:
    """The fingerprint of what the modules are now; None where they are no files in a directory."""
    try:
        files = [one for directory in (_DIRECTORY, *_PACKAGES) for one in _modules_in(directory)]
    except OSError:
        return None
    states = [(path, state.st_size, state.st_mtime_ns, state.st_ctime_ns) for path, state in files]
    python = (sys.implementation.cache_tag, sys.hexversion)
    return fingerprints.of(("efuns", _FORMAT, python, [one.value for one in Profile], states))


def _modules_in(directory: Path) -> list[tuple[str, os.stat_result]]:
    with os.scandir(directory) as entries:
        return sorted((one.path, one.stat()) for one in entries if one.name.endswith((".py", ".pyc")))


# -- an efun as plain data ---------------------------------------------------------------------------------------


def _row(one: Efun) -> Row:
    return (
        one.name,
        one.return_type,
        tuple((parameter.name, parameter.types, parameter.optional) for parameter in one.parameters),
        one.varargs,
        one.home,
        one.needs_this,
        one.dot_call,
        one.interruptible,
        one.prototype,
        one.real_name,
        tuple(sorted(profile.value for profile in one.profiles)),
        one.variant,
        one.returns,
    )


def _of_row(
    name: str,
    return_type: str,
    parameters: tuple[tuple[str, tuple[str, ...], bool], ...],
    varargs: bool,
    home: str,
    needs_this: bool,
    dot_call: bool,
    interruptible: bool,
    prototype: str,
    real_name: str,
    profiles: tuple[str, ...],
    variant: bool,
    returns: Literal["int", "str", "list"] | None,
) -> Efun:
    return Efun(
        name,
        return_type,
        tuple(_parameter(*one) for one in parameters),
        varargs,
        partial(_function, home, name, variant),
        home,
        needs_this,
        dot_call,
        interruptible,
        prototype,
        real_name,
        _profiles(profiles),
        variant,
        returns,
    )


_parameter = cache(Parameter)


@cache
def _profiles(values: tuple[str, ...]) -> frozenset[Profile]:
    return frozenset(Profile(one) for one in values)


def _function(home: str, name: str, variant: bool) -> Callable[..., Any]:
    """The function of an efun, from its module."""
    with room_to_import():
        import_module(home)
    return (VARIANTS if variant else REGISTRY)[name].function
