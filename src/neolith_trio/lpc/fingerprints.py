"""Fingerprints: short digests of everything that decides what a file compiles to.

Rule: equal fingerprints mean that the compiler cannot tell the difference; two processes come to the same one for the
same things, whatever the order of their sets and mappings. They are for the cache of compiled programs, not against
forgery.

Only lpc/cache.py uses this module.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Mapping, Set
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

import attrs

from .program import CompiledProgram

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

SIZE: Final = 20  # bytes of a fingerprint
_PLAIN: Final = frozenset({str, bytes, int, float, type(None)})
_REMEMBERED_TEXTS: Final = 256  # the same headers come with every file, as the same strings
_REMEMBERED: Final = 16  # large things (all efuns, all simul_efuns, ...) whose fingerprint is kept


def of_bytes(content: bytes) -> bytes:
    """The fingerprint of bytes."""
    return blake2b(content, digest_size=SIZE).digest()


@lru_cache(maxsize=_REMEMBERED_TEXTS)
def of_text(text: str | None) -> bytes | None:
    """The fingerprint of the text of a file; None for a file that is not there."""
    return None if text is None else of_bytes(text.encode("utf-8", "surrogatepass"))


def of(value: object) -> bytes:
    """The fingerprint of plain data: attrs classes, mappings, sets, sequences, texts and numbers."""
    return of_bytes(repr(_canonical(value)).encode("utf-8", "surrogatepass"))


def _canonical(value: Any) -> Any:
    """The same in tuples, with everything that has no order sorted."""
    kind = value.__class__
    if kind in _PLAIN or isinstance(value, (str, bytes, int, float)):
        return value
    if kind is tuple or kind is list:
        return tuple([_canonical(one) for one in value])
    if attrs.has(kind):
        return (kind.__name__, *[_canonical(getattr(value, name)) for name in _fields(kind)])
    if isinstance(value, Mapping):
        return ("mapping", *sorted(((repr(key), _canonical(one)) for key, one in value.items()), key=_first))
    if isinstance(value, Set):
        return ("set", *sorted(repr(_canonical(one)) for one in value))
    if isinstance(value, (tuple, list)):
        return tuple([_canonical(one) for one in value])
    raise TypeError(f"no fingerprint of {kind.__name__}: it is no plain data")


@lru_cache(maxsize=64)
def _fields(kind: type[Any]) -> tuple[str, ...]:
    return tuple(one.name for one in attrs.fields(kind))


def _first(pair: tuple[str, Any]) -> str:
    return pair[0]


class Memory:
    """Fingerprints of large things that come again and again and do not change."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, bytes]] = {}  # the thing is kept, so that its id stays its own

    def of(self, value: object) -> bytes:
        """The fingerprint of this very thing."""
        known = self._known.get(id(value))
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = self._known[id(value)] = (value, of(value))
        return known[1]


_INTERFACES: WeakKeyDictionary[CompiledProgram, bytes] = WeakKeyDictionary()


def of_interface(program: CompiledProgram) -> bytes:
    """The fingerprint of all that those who inherit a program are compiled against.

    The code of its functions is not part of it: a change inside of a function leaves the heirs as they are.
    """
    known = _INTERFACES.get(program)
    if known is None:
        known = _INTERFACES[program] = of(
            (
                program.path,
                program.inherits,
                [of_interface(parent) for parent in program.parents],
                program.variables,
                {name: function.signature for name, function in program.functions.items()},
                program.prototypes,
                program.classes,
                program.pragmas,
            )
        )
    return known


def know_interface(program: CompiledProgram, fingerprint: bytes) -> None:
    """Keep what `of_interface` gave for this program, and parents with the same interfaces, in another process."""
    _INTERFACES[program] = fingerprint


def of_build() -> bytes:
    """The fingerprint of this compiler on this Python."""
    python = (sys.implementation.cache_tag, importlib.util.MAGIC_NUMBER, sys.flags.optimize)
    package: Traversable = Path(__file__).parent
    if not package.is_dir():  # in an archive
        from importlib.resources import files

        package = files(__package__)
    return of((python, of_sources(package)))


def of_sources(package: Traversable) -> bytes:
    """The fingerprint of the sources of a package."""
    parts: list[tuple[str, bytes]] = []
    for entry in sorted(package.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            if entry.name != "__pycache__":
                parts.append((entry.name, of_sources(entry)))
        elif entry.name.endswith((".py", ".pyc")):
            parts.append((entry.name, of_bytes(entry.read_bytes())))
    return of(parts)
