"""Extensions: Python packages that bring efuns of their own into the muds whose configuration names them.

    ping = Extension("ping")

    @ping.efun("string roman(int number)")
    def roman(number: int) -> str: ...

    @ping.operation("ping_host(string host, int port)")
    async def ping_host(progress: Progress, host: str, port: int) -> dict[str, object]: ...

    @ping.service
    async def keep_pinging(config, *, task_status): ...

A package names its Extension in an entry point of the group `neolith_trio.efuns`, and a line `Extension ping` of a
configuration lets its programs call the efuns. The rule for a plain efun is that of registry.py: LPC values in, an LPC
value out, no waiting. An operation gets and gives Python's own values, runs in a task of its own and may await whatever
Trio can; to LPC it is an operation like all others: a handle or a promise, one answer, a deadline, a cancel. What it
returns is the answer's "value"; NoResult is an answer with the outcome "error". A service runs as long as the driver.
"""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable
from inspect import signature
from typing import Any, Final, Protocol, TypeVar

from ..config import Charset, Config, Profile
from ..errors import ConfigError, LpcError
from ..runtime import master
from ..runtime.outside.operations import started, wishes
from ..runtime.outside.ports.operation import Plain
from ..runtime.outside.requests.extension import ExtensionRequest
from ..runtime.values import Entity, Mapping, live
from .catalogue import visible
from .registry import ANY_PROFILE, Efun, _checked, parse_prototype

GROUP: Final = "neolith_trio.efuns"
SECONDS: Final = 60.0
"""How long an operation may take when LPC says nothing else."""
_OPTIONS: Final = "void | mapping | int options, void | string | function callback, ..."

Function = TypeVar("Function", bound=Callable[..., Any])
Serve = Callable[..., Awaitable[object]]


class NoResult(Exception):
    """An operation comes to nothing; the text is what LPC hears."""


class Progress(Protocol):
    """How an operation tells how far it is: an amount, and fields for LPC's progress function."""

    async def __call__(self, amount: float, **fields: Plain) -> None: ...


class Extension:
    """What one package brings."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.efuns: dict[str, Efun] = {}
        self.services: list[Serve] = []

    def efun(
        self, prototype: str, *, dot_call: bool = False, profiles: frozenset[Profile] = ANY_PROFILE
    ) -> Callable[[Function], Function]:
        """Declare an efun, as registry.efun() does; its docstring is its page of the manual."""

        def declare(function: Function) -> Function:
            self._declare(prototype, function, dot_call=dot_call, profiles=profiles)
            return function

        return declare

    def operation(self, prototype: str, *, seconds: float = SECONDS) -> Callable[[Function], Function]:
        """Declare an async function as an efun that begins an operation; the prototype has no return type.

        The efun takes options ("timeout", "progress"), a callback and its arguments behind the arguments of the
        prototype, and the function gets a Progress before them.
        """
        _, name, parameters, varargs = parse_prototype(f"mixed {prototype}")
        if varargs or any(one.optional for one in parameters):
            raise ValueError(f"{name}: an operation has a fixed number of arguments of its own")
        own = prototype[prototype.index("(") + 1 : prototype.rindex(")")].strip()
        whole = f"mixed {name}({own}{', ' if own else ''}{_OPTIONS})"

        def declare(function: Function) -> Function:
            efun = _beginning(name, function, len(parameters), seconds)
            self._declare(whole, efun)
            return function

        return declare

    def service(self, serve: Serve) -> Serve:
        """Declare `async def serve(config, *, task_status)`: it runs while a driver does, and says when it has started.

        It is cancelled at the stop; when it fails the driver stops.
        """
        self.services.append(serve)
        return serve

    def _declare(
        self,
        prototype: str,
        function: Callable[..., Any],
        *,
        dot_call: bool = False,
        profiles: frozenset[Profile] = ANY_PROFILE,
    ) -> None:
        return_type, name, parameters, varargs = parse_prototype(prototype)
        if name in self.efuns:
            raise ValueError(f"efun {name}() is declared twice")
        needs_this = next(iter(signature(function).parameters), "") == "this"
        self.efuns[name] = Efun(
            name,
            return_type,
            parameters,
            varargs,
            lambda: _checked(name, parameters, function, needs_this=needs_this),
            function.__module__,
            needs_this,
            dot_call,
            False,
            prototype,
            name,
            profiles,
        )


def _beginning(name: str, function: Callable[..., Awaitable[Any]], count: int, seconds: float) -> Callable[..., Any]:
    """The efun that begins what an async function does."""

    def begin(this: Entity, *given: Any) -> Any:
        own, rest = given[:count], given[count:]
        options = rest[0] if rest else 0
        callback = rest[1] if len(rest) > 1 else None
        wished = wishes(name, options, frozenset(), seconds=seconds)
        if not master.allows(this.world, "valid_async", this, "begin", this, name, default=True):
            raise LpcError(f"{name}: valid_async() does not allow it\n")
        charset = this.world.config.charset
        request = ExtensionRequest(name, function, tuple(python_value(name, one, charset) for one in own))
        return started(
            this, name, name, request, callback, rest[2:], seconds=wished.seconds, progress=wished.progress
        )

    begin.__doc__ = function.__doc__
    return begin


def python_value(name: str, value: Any, charset: Charset) -> Plain:
    """An LPC value as Python's own; LpcError for an object, a function, and a mapping with keys that are no strings."""
    value = live(value)
    match value:
        case bool() | int() | float():
            return int(value) if isinstance(value, int) else value
        case str():
            return charset.from_lpc(value)
        case bytearray():
            return bytes(value)
        case list():
            return tuple(python_value(name, one, charset) for one in value)
        case Mapping() if all(isinstance(key, str) for key in value):
            return {charset.from_lpc(key): python_value(name, one, charset) for key, one in value.items()}
    raise LpcError(f"{name}: objects, functions, and keys that are no strings cannot leave the mud\n")


# -- which there are --------------------------------------------------------------------------------------------


@functools.cache
def load(name: str) -> Extension:
    """The extension of that name. ConfigError when no package has it, or the package is broken."""
    from importlib.metadata import entry_points  # it takes its time, and few muds need it

    found = {one.name: one for one in entry_points(group=GROUP)}
    if name not in found:
        there = ", ".join(sorted(found)) or "none"
        raise ConfigError(f"Extension {name}: no Python package brings it; there are: {there}")
    try:
        extension = found[name].load()
    except Exception as problem:
        raise ConfigError(f"Extension {name}: {found[name].value} cannot be imported: {problem!r}") from problem
    if not isinstance(extension, Extension):
        raise ConfigError(f"Extension {name}: {found[name].value} is no Extension")
    return extension


def extensions_of(config: Config) -> tuple[Extension, ...]:
    """The extensions of a configuration."""
    return tuple(load(name) for name in config.extensions)


def visible_in(config: Config) -> dict[str, Efun]:
    """The efuns that programs of a mud may call. ConfigError when an extension has one that is there already."""
    known = visible(config.profile, config.program_cache)
    for extension in extensions_of(config):
        for name, efun in extension.efuns.items():
            if config.profile not in efun.profiles:
                continue
            if name in known:
                raise ConfigError(f"Extension {extension.name}: there is an efun {name}() already")
            known[name] = efun
    return known
